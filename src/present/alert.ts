import type { Block, Card } from '../chat/card.ts';
import { cut } from '../chat/text.ts';
import type { Change, Fact, SourcedClaim } from '../domain/fact.ts';
import { buttons, DEMO, isDemo, LONGEST_TITLE, titleOf } from './card.ts';
import { correctorWords } from './corrector.ts';
import { evidenceBlocks, factLine, quoteBlock, surenessInTitle, surenessOf } from './fact-blocks.ts';
import { capital, clean, type Names, worded } from './grammar.ts';
import { conflictLine, eventClaims } from './sureness.ts';
import { CERTAINTY_WORDS, headline, ROLE_WORDS, STATUS_WORDS, TYPE_WORDS } from './words.ts';

export interface AlertContext {
  names: Names;
  /** Facts of the same story that ride in this message: one line each. */
  related?: readonly Fact[];
}

/** The message for a fact: its first line says what happened, to whom, how much and how sure; then the evidence. */
export function alertCard(fact: Fact, { names, related = [] }: AlertContext): Card {
  const sentence = headline(fact, names);
  const demo = isDemo([fact, ...related]);
  const title = titleOf(sentence, surenessInTitle(fact), demo);
  // A headline that the title had to cut is given whole below it.
  const whole: Block[] = title.includes(sentence) ? [] : [{ kind: 'text', text: [{ text: sentence, bold: true }] }];
  const others: Block[] = related.length
    ? [
        { kind: 'text', text: [{ text: 'Also in this story', bold: true }] },
        { kind: 'list', items: related.slice(0, 8).map((f) => factLine(f, names)) },
      ]
    : [];
  return {
    summary: titleOf(sentence, surenessOf(fact), demo),
    title,
    blocks: [...whole, ...evidenceBlocks(fact, names, sentence, 1), ...others],
    footer: [`#${fact.shortId}`, TYPE_WORDS[fact.type], demo && `${DEMO.toLowerCase()}, not current news`]
      .filter(Boolean)
      .join(' · '),
    buttons: buttons(
      ['Details', { do: 'fact', id: fact.id }],
      ...fact.companies
        .slice(0, 2)
        .map((slug) => [`More on ${names(slug) ?? slug}`, { do: 'deal', company: slug }] as const),
      ['Mute', { do: 'muting', id: fact.id }],
      ['Wrong?', { do: 'wrong', id: fact.id }],
    ),
  };
}

function valueWords(field: Change['details'][number]['field'], text: string): string {
  const words: Record<string, string> =
    field === 'status' ? STATUS_WORDS : field === 'certainty' ? CERTAINTY_WORDS : {};
  return Object.hasOwn(words, text) ? (words[text] as string) : clean(text, 120);
}

/** One change in words: "Amount is now $15 billion (was $14.3 billion)". */
export function changeLine(
  { field, before, after }: Change['details'][number],
  fact?: Pick<Fact, 'conflicts' | 'fields'>,
): string {
  // The detail has the bare words of a value; how exact it is ("at least") the fact knows.
  const told = (text: string) => {
    const known = fact?.fields.find((f) => f.role === field);
    const value = [...(known?.present ?? []), ...(known?.others ?? [])].find((v) => v.text === text);
    return value ? worded({ ...value, text: valueWords(field, text) }) : valueWords(field, text);
  };
  const [was, is] = [before && told(before), after && told(after)];
  if (field === 'conflict') {
    // The fact knows who says what; the detail has the values alone.
    const conflict = fact?.conflicts.find((c) => c.values.map((v) => v.text).join(' / ') === after);
    if (conflict) return conflictLine(conflict).replace(/\.$/, '');
    return is ? `Now contested: ${is}` : `No longer contested${was ? ` (was: ${was})` : ''}`;
  }
  if (field === 'stance' && is) return `Denied – ${is.replace(/^([^:]{1,80}): (.+)$/, '$1: “$2”')}`;
  if (field === 'status' || field === 'certainty')
    return is ? `Now ${is}${was ? ` (was ${was})` : ''}` : `No longer ${was ?? 'sure'}`;
  if (field === 'retracted') return is ? 'Retracted' : 'No longer retracted';
  if (field === 'joined') return is ? `Now one with ${is}` : `What some told is another event, ${was ?? ''}`;
  const name = capital(ROLE_WORDS[field]);
  const are = field === 'terms' ? 'are' : 'is';
  if (is) return was ? `${name} ${are} now ${is} (was ${was})` : `${name} ${are} now known: ${is}`;
  return `${name} ${are} no longer stated${was ? ` (was ${was})` : ''}`;
}

export interface UpdateContext extends AlertContext {
  /** The fact that leads the message that stands, where it is another than the one that changed. */
  lead?: Fact;
  /** Facts of the story that the message did not show before. */
  added?: readonly Fact[];
}

/**
 * A change to what an alert tells: the message as it stands from now on, and the one reply in its thread. `change` says
 * how `fact` changed; null where the whole fact is what is new.
 */
export function updateCards(fact: Fact, change: Change | null, context: UpdateContext): { edited: Card; reply: Card } {
  const { names, related = [], added = [], lead = fact } = context;
  const base = alertCard(lead, context);
  const lines = change?.details.map((detail) => changeLine(detail, fact)) ?? [];
  const demo = isDemo([fact, lead, ...related]) ? `${DEMO}: ` : '';
  const more = added.filter((f) => f.id !== fact.id);
  // Without a change of its own the news is what the message did not show before.
  const shown = fact.id === lead.id ? more : [fact, ...more];
  const news = lines.length
    ? lines.map(uncapital).join('; ')
    : shown.length
      ? `also told: ${shown
          .slice(0, 3)
          .map((f) => headline(f, names))
          .join('; ')}`
      : '';
  const update: Block[] = !news
    ? []
    : [
        {
          kind: 'text',
          text: [
            { text: 'Updated ', bold: true },
            { time: fact.changedAt, clock: true },
            `: ${news}${!lines.length || lead.id === fact.id ? '' : ` (#${fact.shortId})`}.`,
          ],
        },
      ];
  const edited: Card = { ...base, blocks: [...update, ...base.blocks] };
  const told = lines.length ? fact : (shown[0] ?? fact);
  const title = lines[0]
    ? cut(`${demo}${change?.by ? `Corrected by ${correctorWords(change.by)}` : 'Update'}: ${lines[0]}`, LONGEST_TITLE)
    : titleOf(`Also: ${headline(told, names)}`, surenessInTitle(told), demo !== '');
  const source = change?.by ? undefined : sourceOf(told, change);
  const quote = source && quoteBlock(source);
  const rest = more.filter((f) => f.id !== told.id);
  const reply: Card = {
    summary: lines[0] ? cut(`${title} – ${headline(fact, names)}`, 300) : title,
    title,
    blocks: [
      ...(lines.length > 1 ? [{ kind: 'list' as const, items: lines.slice(1).map((l) => [l]) }] : []),
      ...(lines.length ? [{ kind: 'text' as const, text: factLine(fact, names) }] : []),
      ...(quote ? [quote] : []),
      ...(rest.length ? [{ kind: 'list' as const, items: rest.slice(0, 8).map((f) => factLine(f, names)) }] : []),
    ],
    footer: `#${told.shortId}${demo ? ` · ${DEMO.toLowerCase()}, not current news` : ''}`,
    buttons: buttons(['Details', { do: 'fact', id: told.id }]),
  };
  return { edited, reply };
}

const uncapital = (line: string) => line.charAt(0).toLowerCase() + line.slice(1);

/** The claim that tells the weightiest part of the change: the latest one that says so, else the latest of all. */
export function sourceOf(fact: Fact, change: Change | null): SourcedClaim | undefined {
  const detail = change?.details[0];
  const latest = [...eventClaims(fact)].sort((a, b) => b.at - a.at);
  if (!detail) return latest[0];
  const { field, after } = detail;
  const ids =
    field === 'stance'
      ? fact.responses.filter((r) => `${r.speaker}: ${r.text}` === after).flatMap((r) => r.claimIds)
      : field === 'conflict'
        ? []
        : fact.fields
            .filter((f) => f.role === field)
            .flatMap((f) => f.present.filter((v) => v.text === after).flatMap((v) => v.claimIds));
  const told = (c: SourcedClaim) =>
    ids.includes(c.id) ||
    (field === 'status' && c.status === after) ||
    (field === 'certainty' && c.certainty === after);
  return latest.find(told) ?? fact.claims.find((c) => ids.includes(c.id)) ?? latest[0];
}
