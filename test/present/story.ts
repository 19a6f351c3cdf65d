import type { Argument, Claim } from '../../src/domain/claim.ts';
import type { Fact, SourcedClaim } from '../../src/domain/fact.ts';
import { assemble, bestFirst, group } from '../../src/ledger/index.ts';
import type { Names } from '../../src/present/index.ts';
import { DAY, HOUR, hexId, money, NOON, party } from '../support/fixtures.ts';

const NAMES: Record<string, string> = { 'scale-ai': 'Scale AI', meta: 'Meta', openai: 'OpenAI', google: 'Google' };
export const names: Names = (slug) => NAMES[slug];

const OUTLETS = {
  wire: { outlet: 'Example Wire', tier: 1 as const, at: NOON, url: 'https://wire.example/openai-scale' },
  ledger: { outlet: 'Example Ledger', tier: 1 as const, at: NOON + HOUR, url: 'https://ledger.example/scale' },
  post: { outlet: 'Example Post', tier: 2 as const, at: NOON + DAY, url: 'https://post.example/scale-week?a=1&b=2' },
};

let n = 0;
function told(
  where: keyof typeof OUTLETS,
  type: Claim['type'],
  quote: string,
  args: Argument[],
  over: Partial<SourcedClaim> = {},
): SourcedClaim {
  const from = OUTLETS[where];
  n += 1;
  return {
    id: `claim-${n}`,
    articleId: `article-${where}`,
    title: 'OpenAI steps back from Scale AI',
    demo: false,
    ...from,
    type,
    status: 'announced',
    certainty: 'confirmed',
    background: false,
    args,
    speakers: [],
    outlets: [],
    evidence: { field: 'text', start: n * 1000, end: n * 1000 + quote.length, quote },
    ...over,
  };
}

const scale = (role: Argument['role'], text = 'Scale') => party(role, text, 'scale-ai');
const meta = (role: Argument['role']) => party(role, 'Meta', 'meta');
const openai = (role: Argument['role']) => party(role, 'OpenAI', 'openai');
const stake: Argument = { role: 'stake', text: '49%', value: 49, unit: 'percent', qualifier: 'exact' };

/** The story of June 2025 as three made-up outlets tell it, in our own words: six events, replies, one disputed sum. */
export const CLAIMS: SourcedClaim[] = [
  told(
    'wire',
    'agreement',
    'OpenAI is winding down the work that it gives to Scale AI, an OpenAI spokesperson said.',
    [openai('party'), scale('party', 'Scale AI')],
    { status: 'ended', speakers: ['OpenAI spokesperson'], outlets: ['Bloomberg'] },
  ),
  told('wire', 'response', 'Scale AI did not immediately respond to our request for comment.', [
    scale('speaker', 'Scale AI'),
    { role: 'stance', text: 'did not immediately respond', value: 'no_response' },
  ]),
  told(
    'wire',
    'response',
    'The decision wasn’t influenced by what Meta did, the spokesperson said.',
    [openai('speaker'), { role: 'stance', text: 'wasn’t influenced', value: 'denied' }],
    { speakers: ['spokesperson'] },
  ),
  told(
    'wire',
    'investment',
    'Meta is investing $14.3 billion in Scale for a 49% stake, but it will not have any voting power, a Scale AI spokesperson said.',
    [
      meta('investor'),
      scale('target'),
      money('amount', '$14.3 billion', 14_300_000_000),
      stake,
      { role: 'terms', text: 'will not have any voting power' },
    ],
    { speakers: ['Scale AI spokesperson'] },
  ),
  told(
    'wire',
    'executive_move',
    'Alexandr Wang, who founded Scale AI, told employees in a memo that he is leaving for Meta.',
    [
      party('person', 'Alexandr Wang'),
      scale('from_org', 'Scale AI'),
      meta('to_org'),
      { role: 'from_role', text: 'founder' },
    ],
    { speakers: ['Alexandr Wang'] },
  ),
  told('wire', 'executive_move', 'Scale AI makes Jason Droege, its chief strategy officer, CEO.', [
    party('person', 'Jason Droege'),
    scale('to_org', 'Scale AI'),
    { role: 'from_role', text: 'chief strategy officer' },
    { role: 'to_role', text: 'CEO' },
  ]),
  told(
    'ledger',
    'agreement',
    'OpenAI is phasing out its contracts with Scale, Bloomberg reported, citing people familiar with the matter.',
    [openai('party'), scale('party')],
    { status: 'ended', certainty: 'reported', outlets: ['Bloomberg'] },
  ),
  told('ledger', 'response', 'Scale AI declined to comment.', [
    scale('speaker', 'Scale AI'),
    { role: 'stance', text: 'declined', value: 'declined' },
  ]),
  told(
    'ledger',
    'investment',
    'The Information had put Meta’s payment for nearly half of Scale AI at $20 billion.',
    [meta('investor'), scale('target', 'Scale AI'), money('amount', '$20 billion', 20_000_000_000)],
    { certainty: 'reported', outlets: ['The Information'] },
  ),
  told(
    'post',
    'agreement',
    'Google is preparing to end its own contracts with Scale AI, Reuters reported, citing sources.',
    [party('party', 'Google', 'google'), scale('party', 'Scale AI')],
    { status: 'ended', certainty: 'reported', outlets: ['Reuters'] },
  ),
  told(
    'post',
    'hiring',
    'Meta offered OpenAI staff signing bonuses as high as $100 million, Sam Altman said.',
    [meta('employer'), openai('from_org'), { ...money('amount', '$100 million', 100_000_000), qualifier: 'up_to' }],
    { status: 'talks', certainty: 'reported', speakers: ['Sam Altman'] },
  ),
];

/** What the ledger makes of these claims, newest first. */
export function factsOf(claims: readonly SourcedClaim[] = CLAIMS): Fact[] {
  return group(claims)
    .map((told): Fact => {
      const state = assemble(told);
      const id = hexId();
      return {
        ...state,
        id,
        shortId: id.slice(4, 8),
        claims: bestFirst(told, state),
        demo: told[0]?.demo ?? false,
        changedAt: state.lastAt,
      };
    })
    .sort((a, b) => b.lastAt - a.lastAt);
}
