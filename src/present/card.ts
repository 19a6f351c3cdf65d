import type { Button, Card } from '../chat/card.ts';
import { cut } from '../chat/text.ts';
import type { Fact } from '../domain/fact.ts';
import { type Action, formatAction } from './action.ts';

/** Slack's header takes 150 characters: a title that fits there is whole everywhere. */
export const LONGEST_TITLE = 150;

/** Said first on each card that tells of the demo edition: its news is not news. */
export const DEMO = 'Demo edition';

/** A button for each action that fits; `null` entries are left out. */
export function buttons(
  ...wanted: (readonly [label: string, action: Action, style?: 'primary' | 'danger'] | null | false | undefined)[]
): Button[] {
  return wanted.flatMap((w) => {
    if (!w) return [];
    const action = formatAction(w[1]);
    return action ? [{ label: cut(w[0], 75), action, ...(w[2] ? { style: w[2] } : {}) }] : [];
  });
}

/** "headline · how sure", at most as long as a title may be: the headline gives way. */
export function titleOf(headline: string, sure: string, demo: boolean): string {
  const before = demo ? `${DEMO}: ` : '';
  const after = sure ? ` · ${cut(sure, 60)}` : '';
  return `${before}${cut(headline, LONGEST_TITLE - before.length - after.length)}${after}`;
}

/** Any demo fact among these marks the whole card. */
export function isDemo(facts: readonly Pick<Fact, 'demo'>[]): boolean {
  return facts.some((f) => f.demo);
}

/** A card of a title and lines of text: answers, questions, problems. */
export function plainCard(title: string, lines: readonly string[] = [], withButtons: Button[] = []): Card {
  return {
    // A title has no full stop; what is read in one line needs one before the next sentence.
    summary: [lines.some(Boolean) ? title.replace(/(?<![.!?…])$/, '.') : title, ...lines].filter(Boolean).join(' '),
    title,
    blocks: lines.filter(Boolean).map((line) => ({ kind: 'text', text: [line] })),
    buttons: withButtons,
  };
}
