import { describe, expect, it } from 'vitest';
import type { ClaimType } from '../../src/domain/claim.ts';
import { claimsOf } from './support.ts';

/** The claims of an article but for responses, each as its type, status and certainty. */
const stands = (title: string, text = ''): string[] =>
  claimsOf(title, text)
    .filter((line) => !line.startsWith('response'))
    .map((line) => line.split(' | ').slice(0, 3).join(' '));

describe('what is asked, guessed or advised is no event', () => {
  it.each([
    'Will Tarn Robotics buy Velmora?',
    'Should Tarn Robotics lay off 300 workers?',
    'Did Tarn Robotics really fire Jane Roe?',
    'Could Tarn Robotics launch a phone?',
    'What if Tarn Robotics acquired Velmora?',
    'Why Tarn Robotics should buy Velmora',
    'Quiz: Tarn Robotics acquired which firm in Oslo?',
    'Opinion: Tarn Robotics must fire Jane Roe',
    '5 reasons Tarn Robotics could buy Velmora',
    'How Tarn Robotics might buy Velmora',
  ])('as a headline: %s', (title) => {
    expect(stands(title)).toEqual([]);
  });

  it.each([
    'If Tarn Robotics acquires Velmora, its rivals will suffer.',
    'If Tarn Robotics were to sue Velmora, it would lose.',
    'It is unclear whether Tarn Robotics will lay off 300 workers.',
    'Nobody knows if Tarn Robotics will buy Velmora.',
    'Analysts at a bank predict that Tarn Robotics will buy Velmora.',
    'One columnist joked that Tarn Robotics had acquired Velmora.',
    'Shareholders urged Tarn Robotics to buy Velmora.',
    'Tarn Robotics should acquire Velmora.',
    'Had Tarn Robotics acquired Velmora, it would have ruled the market.',
    'Tarn Robotics is unlikely to buy Velmora.',
    'Tarn Robotics cannot buy Velmora under the rules.',
    'A fake press release said Tarn Robotics had acquired Velmora.',
    'A hoax claimed that Tarn Robotics fired its chief Jane Roe.',
    'In a fictional town, Tarn Robotics acquires Velmora.',
    'In a novel, Tarn Robotics acquires Velmora.',
    'A fake press release said Tarn Robotics had sued Velmora.',
    'Tarn Robotics ought to acquire Velmora.',
    'Suppose Tarn Robotics acquired Velmora.',
    'Tarn Robotics invites startups to acquire Velmora.',
    'The licence enables Tarn Robotics to lay off 300 workers.',
  ])('in a sentence: %s', (text) => {
    expect(stands('', text)).toEqual([]);
  });

  it.each(['Why did Tarn Robotics buy Velmora?', 'Tarn Robotics buys Velmora: what now?'])(
    'but a question that takes the event for granted tells it: %s',
    (title) => {
      expect(stands(title)).toEqual(['acquisition announced confirmed']);
    },
  );
});

describe('what a side says not to be so is denied', () => {
  it.each([
    'Tarn Robotics said it was not in talks to acquire Velmora.',
    'Velmora said it was not in talks to be acquired by Tarn Robotics.',
  ])('by that side: %s', (text) => {
    expect(stands('', text)).toEqual(['acquisition talks denied']);
  });

  it.each([
    'Jane Roe said Tarn Robotics was not in talks to acquire Velmora.',
    'People familiar with the matter said Tarn Robotics was not in talks to acquire Velmora.',
  ])('but nothing is told of it where others say so: %s', (text) => {
    expect(stands('', text)).toEqual([]);
  });
});

describe('what needs leave is not done yet', () => {
  it.each([
    'Tarn Robotics asked its shareholders for permission to acquire Velmora.',
    'Tarn Robotics seeks approval to acquire Velmora.',
  ])('%s', (text) => {
    expect(stands('', text)).toEqual(['acquisition talks confirmed']);
  });

  it('but it is, once it is given', () => {
    expect(stands('', 'Tarn Robotics won approval to acquire Velmora.')).toEqual(['acquisition announced confirmed']);
  });
});

describe('what nobody plans is no event', () => {
  it.each([
    'Tarn Robotics has no plans to lay off workers.',
    'Tarn Robotics has no intention of acquiring Velmora.',
    'Tarn Robotics is not in talks to buy Velmora.',
    'Tarn Robotics has yet to release Orbit 2.',
    'Tarn Robotics avoided layoffs.',
    'There is no deal between Tarn Robotics and Velmora.',
    'The partnership between Tarn Robotics and Velmora never happened.',
  ])('%s', (text) => {
    expect(stands('', text)).toEqual([]);
  });
});

describe('what was not done after all has failed', () => {
  it.each<[ClaimType, string]>([
    ['acquisition', 'Tarn Robotics never agreed to buy Velmora.'],
    ['acquisition', 'Tarn Robotics stopped short of acquiring Velmora.'],
    ['acquisition', 'Tarn Robotics shelved plans to acquire Velmora.'],
    ['acquisition', 'Tarn Robotics lost its bid to acquire Velmora.'],
    ['acquisition', 'Tarn Robotics almost bought Velmora.'],
    ['executive_move', 'Jane Roe reversed a decision to quit Tarn Robotics.'],
    ['hiring', 'Tarn Robotics drops a plan to hire 500 people.'],
    ['legal', 'A court overturned the $2 million fine against Tarn Robotics.'],
    ['legal', 'Tarn Robotics was acquitted of fraud.'],
    ['investment', 'Tarn Robotics chose not to invest in Velmora.'],
    ['launch', 'Tarn Robotics decided against launching Orbit 2.'],
    ['launch', 'Tarn Robotics had planned to launch Orbit 2 in May, but cancelled it.'],
    ['launch', 'Tarn Robotics was expected to launch Orbit 2 but didn’t.'],
  ])('%s: %s', (type, text) => {
    expect(stands('', text)).toEqual([`${type} failed confirmed`]);
  });
});

describe('what a party calls untrue is denied', () => {
  it.each<[ClaimType, string]>([
    ['executive_move', 'Tarn Robotics dismissed reports that it had fired Jane Roe.'],
    ['layoffs', 'Tarn Robotics rejected claims that it laid off 200 workers.'],
    ['launch', 'Tarn Robotics denies it will launch a phone.'],
  ])('%s: %s', (type, text) => {
    expect(stands('', text)).toEqual([`${type} announced denied`]);
  });
});

describe('what somebody sues to block', () => {
  it('stands until it is blocked', () => {
    expect(stands('', 'The Justice Department sued to block Tarn Robotics’ purchase of Velmora.')).toEqual(
      expect.arrayContaining(['acquisition announced confirmed']),
    );
  });
});

describe('a suit that is only threatened, and a probe that ends', () => {
  it.each([
    ['Velmora threatened to sue Tarn Robotics.', 'legal talks confirmed'],
    ['Velmora may sue Tarn Robotics.', 'legal talks confirmed'],
    ['The FTC ended its probe of Tarn Robotics without action.', 'legal ended confirmed'],
  ])('%s', (text, line) => {
    expect(stands('', text)).toEqual([line]);
  });
});
