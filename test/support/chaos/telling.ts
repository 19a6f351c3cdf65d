import type { Chance } from './chance.ts';
import type { Press } from './press.ts';
import { FEEDS } from './setting.ts';
import { report, type Story } from './stories.ts';

/** Publishes stories, each in two reports, as a run goes on: by its kills, and by what stands already. */
export interface Telling {
  /** Before this kill: publishes what is due by then, unless much is owed already. Gives how many reports. */
  before(kill: number): number;
  /** The next report, whether or not it is due; false where none is left. */
  more(): boolean;
  /** All that are left. */
  finish(): void;
  /** Stories of which something was published, each as it must stand now. */
  told(): Story[];
}

interface Report {
  /** The kill before which it is due. */
  kill: number;
  story: Story;
  which: 'first' | 'last';
}

/** So many alerts may be owed before news wait: else most would be told in one heap at the end, and none be edited. */
const MOST_OWED = 12;

export function createTelling(
  stories: readonly Story[],
  kills: number,
  parts: { press: Press; chance: Chance; owed: (told: readonly Story[]) => number },
): Telling {
  const { press, chance } = parts;
  const due: Report[] = stories
    .flatMap((story, i): Report[] => {
      const first = 1 + Math.floor((i * kills) / stories.length);
      // Some deals follow their talks at once, most when the talks stand.
      const later = chance.happens(0.3) ? chance.whole(0, 1) : chance.whole(2, 6);
      return [
        { kill: first, story, which: 'first' },
        { kill: Math.min(kills, first + later), story, which: 'last' },
      ];
    })
    .sort((a, b) => a.kill - b.kill || (a.which < b.which ? -1 : 1));
  const published = new Map<string, Story>();

  function more(): boolean {
    const next = due.shift();
    if (!next) return false;
    const { story, which } = next;
    published.set(story.target.slug, which === 'first' ? { ...story, last: story.first } : story);
    const feed = which === 'first' ? FEEDS[0] : FEEDS[1];
    press.publish(feed, report(story, which, Date.now() - (which === 'first' ? 120_000 : 0)));
    return true;
  }

  const told = () => [...published.values()];
  return {
    before(kill) {
      let count = 0;
      while (due[0] && due[0].kill <= kill && parts.owed(told()) < MOST_OWED && more()) count++;
      return count;
    },
    more,
    finish() {
      while (more());
    },
    told,
  };
}
