import { describe, expect, it } from 'vitest';
import { claimsOf } from './support.ts';

/** How one event is told: who does it; to do it, doing it, that it is done, done; and by a noun. */
interface Told {
  who: string;
  to: string;
  ing: string;
  done: string;
  noun: string;
}
const EVENTS: Record<string, Told> = {
  acquisition: {
    who: 'Tarn Robotics',
    to: 'buy Velmora',
    ing: 'buying Velmora',
    done: 'bought Velmora',
    noun: 'purchase of Velmora',
  },
  investment: {
    who: 'Tarn Robotics',
    to: 'invest $20 million in Velmora',
    ing: 'investing $20 million in Velmora',
    done: 'invested $20 million in Velmora',
    noun: 'investment in Velmora',
  },
  agreement: {
    who: 'Tarn Robotics',
    to: 'partner with Velmora',
    ing: 'partnering with Velmora',
    done: 'partnered with Velmora',
    noun: 'partnership with Velmora',
  },
  executive_move: {
    who: 'Tarn Robotics',
    to: 'hire Jane Roe as chief engineer',
    ing: 'hiring Jane Roe as chief engineer',
    done: 'hired Jane Roe as chief engineer',
    noun: 'appointment of Jane Roe as chief engineer',
  },
  layoffs: {
    who: 'Tarn Robotics',
    to: 'lay off 300 people',
    ing: 'laying off 300 people',
    done: 'laid off 300 people',
    noun: 'layoffs of 300 people',
  },
  legal: {
    who: 'Tarn Robotics',
    to: 'sue Velmora',
    ing: 'suing Velmora',
    done: 'sued Velmora',
    noun: 'lawsuit against Velmora',
  },
  launch: {
    who: 'Tarn Robotics',
    to: 'release Pelican 3',
    ing: 'releasing Pelican 3',
    done: 'released Pelican 3',
    noun: 'launch of Pelican 3',
  },
  ipo: { who: 'Tarn Robotics', to: 'go public', ing: 'going public', done: 'filed for an IPO', noun: 'IPO' },
  infrastructure: {
    who: 'Tarn Robotics',
    to: 'build a data center in Ohio',
    ing: 'building a data center in Ohio',
    done: 'built a data center in Ohio',
    noun: 'data center in Ohio',
  },
};

/** Ways to say that it is not so. */
const WAYS: ((told: Told) => string)[] = [
  ({ who, ing }) => `${who} isn’t interested in ${ing}.`,
  ({ who, ing }) => `${who} has ruled out ${ing} for now.`,
  ({ who, ing }) => `${who} gave up on ${ing}.`,
  ({ who, ing }) => `${who} was barred from ${ing}.`,
  ({ who, ing }) => `Regulators stopped ${who} from ${ing}.`,
  ({ who, ing }) => `${who} was wrongly reported to be ${ing}.`,
  ({ who, ing }) => `Instead of ${ing}, ${who} hired a bank.`,
  ({ who, ing }) => `${who} needs approval before ${ing}.`,
  ({ who, to }) => `${who} was unable to ${to}.`,
  ({ who, to }) => `${who} is not ready to ${to}.`,
  ({ who, to }) => `${who} is in no rush to ${to}.`,
  ({ who, to }) => `${who} was not allowed to ${to}.`,
  ({ who, to }) => `${who} can’t afford to ${to}.`,
  ({ who, to }) => `${who} lacks the money to ${to}.`,
  ({ who, to }) => `${who} resisted pressure to ${to}.`,
  ({ who, to }) => `${who} dropped plans to ${to}.`,
  ({ who, to }) => `${who} was asked to ${to}, but declined.`,
  ({ who, to }) => `${who} would be foolish to ${to}.`,
  ({ who, to }) => `${who} never said it would ${to}.`,
  ({ who, to }) => `Regulators would not let ${who} ${to}.`,
  ({ who, ing }) => `It is not true that ${who} is ${ing}.`,
  ({ who, ing }) => `There is no truth to reports that ${who} is ${ing}.`,
  ({ who, ing }) => `Nobody has said that ${who} is ${ing}.`,
  ({ who, ing }) => `Analysts doubt that ${who} is ${ing}.`,
  ({ who, ing }) => `The rumor that ${who} is ${ing} turned out to be false.`,
  ({ who, ing }) => `${who} called reports that it is ${ing} nonsense.`,
  ({ who, ing }) => `An earlier version of this story said that ${who} is ${ing}.`,
  ({ who, ing }) => `We wrote that ${who} is ${ing}; that was an error.`,
  ({ who, done }) => `${who} could have ${done}.`,
  ({ who, done }) => `Neither Oarlock nor ${who} ${done}.`,
  ({ who, done }) => `${who} was said to have ${done}, which it denied.`,
  ({ who, noun }) => `Reports of ${who}’s ${noun} are false.`,
  ({ who, noun }) => `${who}’s ${noun} fell through.`,
  ({ who, noun }) => `${who} pulled the plug on its ${noun}.`,
];

describe('what is kept from happening, or said not to be so, is told of no event that stands', () => {
  for (const [type, told] of Object.entries(EVENTS))
    it(type, () => {
      const standing = WAYS.map((way) => way(told)).filter((text) =>
        claimsOf('', text).some((line) => !/^response|\| (?:failed|ended)\b|\bdenied\b/.test(line)),
      );
      expect(standing).toEqual([]);
    });
});

/** Ways to tell it, each with how it then stands. */
const STANDINGS: [status: string, certainty: string, way: (told: Told) => string][] = [
  ['talks', 'confirmed', ({ who, ing }) => `${who} is considering ${ing}.`],
  ['talks', 'confirmed', ({ who, to }) => `${who} is in talks to ${to}.`],
  ['talks', 'confirmed', ({ who, ing }) => `${who} has discussed ${ing}.`],
  ['announced', 'reported', ({ who, done }) => `Bloomberg reported that ${who} had ${done}.`],
  ['announced', 'reported', ({ who, done }) => `${who} allegedly ${done}.`],
  ['announced', 'reported', ({ who, done }) => `${who} has ${done}, two people briefed on the matter said.`],
  ['announced', 'confirmed', ({ who, done }) => `${who} has ${done}, a spokesperson said.`],
  ['announced', 'confirmed', ({ who, to }) => `${who} announced on Tuesday that it will ${to}.`],
];

describe('what is told stands as it is told', () => {
  for (const [type, told] of Object.entries(EVENTS))
    it(type, () => {
      const stands = (way: (told: Told) => string): string[] =>
        claimsOf('', way(told))
          .filter((line) => line.startsWith(type))
          .map((line) => line.split(' | ').slice(1, 3).join(' '));
      expect(STANDINGS.map(([, , way]) => stands(way))).toEqual(
        STANDINGS.map(([status, certainty]) => [`${status} ${certainty}`]),
      );
    });
});

describe('words that only look like it', () => {
  it.each([
    ['acquisition', 'There is no doubt that Tarn Robotics will buy Velmora.'],
    ['acquisition', 'It is no secret that Tarn Robotics is buying Velmora.'],
    ['acquisition', 'Tarn Robotics isn’t done buying: it acquired Velmora for $5 million.'],
    ['legal', 'Tarn Robotics is not alone in suing Velmora.'],
    ['legal', 'Tarn Robotics is not the first to sue Velmora.'],
    ['acquisition', 'Velmora could have been sold for more, but Tarn Robotics bought it for $5 million.'],
    ['layoffs', 'Unable to raise money, Tarn Robotics laid off 50 people.'],
    ['layoffs', 'Tarn Robotics announces layoffs of 50 people after the Velmora deal falls apart.'],
    ['launch', 'Tarn Robotics denies that it was hacked as it launches Pelican 3.'],
    ['legal', 'A judge blocked Tarn Robotics from selling Velmora.'],
  ])('%s: %s', (type, text) => {
    expect(claimsOf('', text).filter((line) => line.startsWith(`${type} | announced | confirmed`))).toHaveLength(1);
  });

  it('say who would have done it, not who forbade it', () => {
    expect(claimsOf('', 'The FTC barred Tarn Robotics from buying Velmora.').join('\n')).toContain(
      'acquisition | failed | confirmed | acquirer=Tarn Robotics',
    );
  });
});
