import type { MadeItem } from '../feed-server.ts';

/** Houses that buy; channels follow them. */
export const BUYERS = [
  { slug: 'norvane-group', name: 'Norvane Group' },
  { slug: 'ostrello-works', name: 'Ostrello Works' },
] as const;

/** One takeover, told in two reports: talks at first, then the deal at another price. */
export interface Story {
  buyer: (typeof BUYERS)[number];
  target: { slug: string; name: string };
  /** Million dollars; no other story has the same. */
  first: number;
  last: number;
}

const HEADS = ['Quor', 'Brin', 'Tavo', 'Vel', 'Mur', 'Kal', 'Zeph', 'Dra', 'Fen', 'Jul', 'Pel', 'Ryn', 'Sor', 'Wex'];
const TAILS = ['vex', 'dlemar', 'mita', 'tanic', 'bexo', 'doria', 'ralux', 'kovin', 'wickel', 'partis'];

/** Stories of invented companies, at most 140. */
export function makeStories(count: number): Story[] {
  if (count > HEADS.length * TAILS.length) throw new Error(`at most ${HEADS.length * TAILS.length} stories`);
  return Array.from({ length: count }, (_, i) => {
    const stem = `${HEADS[i % HEADS.length]}${TAILS[Math.floor(i / HEADS.length)]}`;
    return {
      buyer: BUYERS[i % 2 === 0 ? 0 : 1],
      target: { slug: `${stem.toLowerCase()}-robotics`, name: `${stem} Robotics` },
      first: 1_001 + 3 * i,
      last: 1_502 + 3 * i,
    };
  });
}

export function companiesOf(stories: readonly Story[]): object[] {
  return [...BUYERS, ...stories.map((story) => story.target)];
}

/** How an outlet tells it: `first` is the report of talks, `last` that of the deal. */
export function report(story: Story, which: 'first' | 'last', date: number): MadeItem {
  const { buyer, target } = story;
  const price = `$${story[which]} million`;
  const told =
    which === 'first'
      ? {
          title: `${buyer.name} in talks to acquire ${target.name} for ${price}`,
          description: `<p>${buyer.name} is in talks to acquire ${target.name} for ${price}, people familiar with the matter said.</p>`,
        }
      : {
          title: `${buyer.name} to acquire ${target.name} for ${price}`,
          description: `<p>${buyer.name} has agreed to acquire ${target.name} for ${price}, ${buyer.name} said on Monday.</p>`,
        };
  return { ...told, guid: `${target.slug}-${which}`, date: new Date(date).toUTCString() };
}
