import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Argument,
  CLAIM_TYPES,
  type ClaimType,
  PARTY_ROLES,
  type Role,
  VALUE_ROLES,
} from '../../src/domain/claim.ts';
import type { Fact, FieldValue } from '../../src/domain/fact.ts';
import { an } from '../../src/present/grammar.ts';
import { headline } from '../../src/present/words.ts';
import { evidence, fact, sourcedClaim } from '../support/fixtures.ts';
import { names } from './story.ts';

type Values = Partial<Record<Role, string | string[] | Partial<FieldValue>>>;

/** A fact of these values; a text is exact, a slug is the text in lower case with hyphens where the catalogue has it. */
function factOf(type: ClaimType, values: Values, over: Partial<Fact> = {}, quote = 'It was said.'): Fact {
  const slugOf = (text: string) => {
    const slug = text
      .toLowerCase()
      .replaceAll(' ', '-')
      .replace(/^scale$/, 'scale-ai');
    return names(slug) ? { slug } : {};
  };
  const fields = Object.entries(values).map(([role, given]) => ({
    role: role as Role,
    present: (Array.isArray(given) ? given : [given]).map(
      (v): FieldValue => ({
        role: role as Role,
        certainty: 'confirmed',
        claimIds: [],
        ...(typeof v === 'string' ? { text: v, ...slugOf(v) } : { text: '', ...v }),
      }),
    ),
    others: [],
  }));
  return fact({
    type,
    status: 'announced',
    certainty: 'confirmed',
    fields,
    claims: [sourcedClaim({ type, evidence: evidence({ quote }) })],
    ...over,
  });
}

const said = (type: ClaimType, values: Values, over: Partial<Fact> = {}, quote?: string) =>
  headline(factOf(type, values, over, quote), names);

const meta = { investor: 'Meta', target: 'Scale', amount: '$14.3 billion', stake: '49%' };

describe('the headline of a fact', () => {
  it.each([
    [{ ...meta }, 'Meta is investing $14.3 billion in Scale AI for a 49% stake'],
    [{ ...meta, stake: '49% stake' }, 'Meta is investing $14.3 billion in Scale AI for a 49% stake'],
    [{ investor: 'Meta', target: 'Scale AI', stake: '49%' }, 'Meta is taking a 49% stake in Scale AI'],
    [{ investor: 'Meta', target: 'Scale AI' }, 'Meta is investing in Scale AI'],
    [{ investor: 'Meta', amount: '$5 billion' }, 'Meta is investing $5 billion'],
    [{ investor: 'Meta' }, 'Meta is making an investment'],
    [
      { target: 'Scale AI', amount: '$1 billion', round: 'Series F', valuation: '$13.8 billion' },
      'Scale AI raises $1 billion in a Series F round at a $13.8 billion valuation',
    ],
    [{ target: 'Scale AI', round: 'seed round' }, 'Scale AI raises a seed round'],
    [{ target: 'Scale AI' }, 'Scale AI raises money'],
    [
      { investor: ['Alpha Fund', 'Beta Capital', 'Gamma'], target: 'Acme', amount: '$8 million', round: 'Series A' },
      'Acme raises $8 million in a Series A round from Alpha Fund, Beta Capital and Gamma',
    ],
    [
      { investor: ['Alpha', 'Beta'], target: 'Acme', amount: '$8 million' },
      'Alpha and Beta are investing $8 million in Acme',
    ],
    [
      { investor: 'Alpha', target: 'Acme', amount: { text: '$4 billion', qualifier: 'up_to' as const } },
      'Alpha is investing up to $4 billion in Acme',
    ],
    [{ amount: '$2 billion' }, 'An investment of $2 billion'],
    [{}, 'An investment'],
  ])('investment %#', (values, text) => {
    expect(said('investment', values as Values)).toBe(text);
  });

  it('says where it stands', () => {
    expect(said('investment', meta, { status: 'talks' })).toBe(
      'In talks: Meta could invest $14.3 billion in Scale AI for a 49% stake',
    );
    expect(said('investment', meta, { status: 'closed' })).toBe(
      'Closed: Meta has invested $14.3 billion in Scale AI for a 49% stake',
    );
    expect(said('investment', meta, { status: 'failed' })).toBe(
      "Called off: Meta's investment of $14.3 billion in Scale AI for a 49% stake",
    );
    expect(said('investment', meta, { status: 'ended' })).toBe(
      "Ended: Meta's investment of $14.3 billion in Scale AI for a 49% stake",
    );
    expect(said('investment', meta, { certainty: 'denied' })).toBe(
      'Denied: Meta is investing $14.3 billion in Scale AI for a 49% stake',
    );
    expect(said('investment', meta, { certainty: 'denied', status: 'talks' })).toBe(
      'Denied, in talks: Meta could invest $14.3 billion in Scale AI for a 49% stake',
    );
    expect(said('ipo', { org: 'Acme' }, { status: 'talks' })).toBe('Possible: Acme could go public');
  });

  it.each<[ClaimType, Values, Partial<Fact>, string, string]>([
    [
      'acquisition',
      { acquirer: 'Meta', target: 'Acme', amount: '$2 billion' },
      {},
      '',
      'Meta is acquiring Acme for $2 billion',
    ],
    [
      'acquisition',
      { acquirer: 'Meta', target: 'Acme', seller: 'Umbrella' },
      { status: 'closed' },
      '',
      'Closed: Meta has acquired Acme from Umbrella',
    ],
    ['acquisition', { target: 'Acme' }, {}, '', 'Acme is being acquired'],
    ['acquisition', { target: 'Acme' }, { status: 'talks' }, '', 'In talks: Acme could be acquired'],
    [
      'acquisition',
      { seller: 'Umbrella', target: 'Acme', amount: '$3 million' },
      {},
      '',
      'Umbrella is selling Acme for $3 million',
    ],
    [
      'acquisition',
      { acquirer: 'Meta', amount: '$3 million' },
      {},
      '',
      'Meta is making an acquisition worth $3 million',
    ],
    [
      'acquisition',
      { acquirer: 'Meta', target: 'Acme' },
      { status: 'failed' },
      '',
      "Called off: Meta's acquisition of Acme",
    ],
    [
      'agreement',
      { party: ['OpenAI', 'Scale AI'] },
      { status: 'ended' },
      'OpenAI is winding down its work with Scale AI.',
      'OpenAI is winding down its work with Scale AI',
    ],
    [
      'agreement',
      { party: ['OpenAI', 'Scale AI'] },
      { status: 'ended' },
      'OpenAI cuts ties with Scale AI.',
      'OpenAI is ending its work with Scale AI',
    ],
    [
      'agreement',
      { party: ['OpenAI', 'Acme'], amount: '$30 billion', capacity: '4.5 gigawatts' },
      {},
      '',
      'OpenAI and Acme agree on a deal worth $30 billion for 4.5 gigawatts',
    ],
    [
      'agreement',
      { party: ['OpenAI', 'Acme'] },
      { status: 'talks' },
      '',
      'In talks: OpenAI and Acme could agree on a deal',
    ],
    [
      'agreement',
      { party: ['OpenAI', 'Acme'] },
      { status: 'failed' },
      '',
      'Called off: the deal between OpenAI and Acme',
    ],
    ['agreement', { party: 'OpenAI' }, {}, '', 'OpenAI signs a deal'],
    [
      'agreement',
      { supplier: 'Acme', customer: 'OpenAI', capacity: '1 GW' },
      {},
      '',
      'Acme is to supply OpenAI with 1 GW',
    ],
    [
      'agreement',
      { licensor: 'Acme', licensee: 'OpenAI', amount: '$5 million' },
      {},
      '',
      'OpenAI is licensing from Acme for $5 million',
    ],
    [
      'executive_move',
      { person: 'Alexandr Wang', from_org: 'Scale', to_org: 'Meta', from_role: 'founder' },
      {},
      '',
      'Alexandr Wang leaves Scale AI for Meta',
    ],
    [
      'executive_move',
      { person: 'Jason Droege', to_org: 'Scale AI', from_role: 'chief strategy officer', to_role: 'CEO' },
      {},
      '',
      'Jason Droege becomes CEO of Scale AI',
    ],
    [
      'executive_move',
      { person: 'Jason Droege', from_org: 'Scale', to_org: 'Scale AI', to_role: 'CEO' },
      {},
      '',
      'Jason Droege becomes CEO of Scale AI',
    ],
    ['executive_move', { person: 'Pat Doe', to_org: 'Meta' }, {}, '', 'Pat Doe joins Meta'],
    [
      'executive_move',
      { person: 'Pat Doe', to_org: 'Meta', to_role: 'lead a new lab' },
      {},
      '',
      'Pat Doe joins Meta to lead a new lab',
    ],
    [
      'executive_move',
      { person: 'Pat Doe', from_org: 'Meta', from_role: 'head of sales' },
      {},
      '',
      'Pat Doe leaves as head of sales at Meta',
    ],
    [
      'executive_move',
      { person: 'Pat Doe', from_org: 'Meta' },
      { status: 'talks' },
      '',
      'In talks: Pat Doe could leave Meta',
    ],
    ['executive_move', { to_org: 'Meta', to_role: 'CFO' }, {}, '', 'Meta appoints an executive as CFO'],
    [
      'hiring',
      { employer: 'Meta', from_org: 'OpenAI', headcount: '50', amount: { text: '$100 million', qualifier: 'up_to' } },
      {},
      '',
      'Meta is hiring 50 people from OpenAI, offering up to $100 million',
    ],
    [
      'hiring',
      { employer: 'Meta', from_org: 'OpenAI', headcount: '90 percent' },
      {},
      '',
      "Meta is hiring 90 percent of OpenAI's staff",
    ],
    ['hiring', { from_org: 'OpenAI', headcount: '8' }, {}, '', 'OpenAI is losing 8 people'],
    ['layoffs', { org: 'Scale AI', headcount: '14%' }, {}, '', 'Scale AI is laying off 14% of its staff'],
    [
      'layoffs',
      { org: 'Acme', headcount: ['30,000', '10%'] },
      {},
      '',
      'Acme is laying off 30,000 people (10% of the staff)',
    ],
    ['layoffs', { org: 'Acme' }, { status: 'closed' }, '', 'Closed: Acme has cut jobs'],
    [
      'legal',
      { plaintiff: 'Acme', defendant: 'OpenAI', amount: '$1 billion' },
      {},
      'Acme sues OpenAI.',
      'Acme sues OpenAI for $1 billion',
    ],
    [
      'legal',
      { plaintiff: 'Acme', defendant: 'OpenAI', amount: '$1 billion' },
      {},
      'Acme goes to court.',
      'Acme takes legal action against OpenAI over $1 billion',
    ],
    [
      'legal',
      { plaintiff: 'EU regulators', defendant: 'Meta', amount: '€5 million' },
      {},
      'EU regulators fined Meta after a probe.',
      'EU regulators fine Meta €5 million',
    ],
    [
      'legal',
      { plaintiff: 'Acme', defendant: 'OpenAI', amount: '$1 million' },
      {},
      'OpenAI settles the lawsuit.',
      'OpenAI is settling with Acme for $1 million',
    ],
    ['legal', { defendant: 'OpenAI' }, {}, 'A suit was filed.', 'OpenAI is being sued'],
    ['launch', { org: 'OpenAI', product: ['GPT-9', 'Toolkit'] }, {}, '', 'OpenAI launches GPT-9 and Toolkit'],
    ['launch', { product: 'GPT-9' }, {}, '', 'GPT-9 launches'],
    ['launch', { org: 'OpenAI' }, {}, '', 'OpenAI announces a launch'],
    [
      'ipo',
      { org: 'Acme', amount: '$8 billion', valuation: '$80 billion' },
      {},
      '',
      'Acme is going public, raising $8 billion at an $80 billion valuation',
    ],
    ['valuation', { org: 'OpenAI', valuation: '$750 billion' }, {}, '', 'OpenAI is valued at $750 billion'],
    [
      'valuation',
      { org: 'OpenAI', valuation: { text: '$80 billion and $90 billion', qualifier: 'range' } },
      { status: 'talks' },
      '',
      'Possible: OpenAI could be valued at between $80 billion and $90 billion',
    ],
    [
      'financials',
      { org: 'OpenAI', metric: 'annualized revenue', amount: '$10 billion', period: 'June' },
      {},
      '',
      "OpenAI's annualized revenue: $10 billion (June)",
    ],
    ['financials', { org: 'OpenAI' }, {}, '', "OpenAI's financial figures"],
    [
      'infrastructure',
      { org: 'OpenAI', capacity: '1 gigawatt', location: 'Texas', amount: '$10 billion', partner: 'Acme' },
      {},
      '',
      'OpenAI is building 1 gigawatt of capacity in Texas for $10 billion with Acme',
    ],
    [
      'infrastructure',
      { org: 'OpenAI', amount: '$10 billion', location: 'United States' },
      {},
      '',
      'OpenAI is spending $10 billion on infrastructure in the United States',
    ],
    [
      'response',
      { speaker: 'Scale', stance: { text: 'did not immediately respond', value: 'no_response' } },
      {},
      '',
      'Scale AI did not immediately respond',
    ],
    [
      'response',
      { speaker: 'Acme', stance: { text: 'none of the firms responded', value: 'no_response' } },
      {},
      '',
      'Acme did not respond to a request for comment',
    ],
    [
      'response',
      { speaker: 'OpenAI', stance: { text: 'wasn’t influenced', value: 'denied' } },
      {},
      '',
      'OpenAI denied it (“wasn’t influenced”)',
    ],
    ['response', { stance: { text: 'declined', value: 'declined' } }, {}, '', 'A party declined to comment'],
  ])('%s %#', (type, values, over, quote, text) => {
    expect(said(type, values, over, quote || undefined)).toBe(text);
  });

  it('names a company as the catalogue does, unless the source says more', () => {
    expect(said('launch', { org: { text: 'Scale', slug: 'scale-ai' }, product: 'X' })).toBe('Scale AI launches X');
    expect(said('launch', { org: { text: 'Meta FAIR', slug: 'meta' }, product: 'X' })).toBe('Meta FAIR launches X');
    expect(said('launch', { org: { text: 'Nowhere', slug: 'gone' }, product: 'X' })).toBe('Nowhere launches X');
  });

  it('shows text of a feed as text on one line', () => {
    const text = said('launch', { org: 'OpenAI', product: 'A\u001b[31m\nB\u202eC,' });
    expect(text).toBe('OpenAI launches A BC');
  });

  it('says a or an as it is spoken', () => {
    for (const [phrase, whole] of [
      ['8%', 'an 8%'],
      ['$8 billion', 'an $8 billion'],
      ['$80 billion', 'an $80 billion'],
      ['11%', 'an 11%'],
      ['18% stake', 'an 18% stake'],
      ['$1.1 billion', 'a $1.1 billion'],
      ['110 people', 'a 110 people'],
      ['11,000', 'an 11,000'],
      ['1,100', 'a 1,100'],
      ['180', 'a 180'],
      ['OpenAI spokesperson', 'an OpenAI spokesperson'],
      ['US official', 'a US official'],
      ['UN body', 'a UN body'],
      ['xAI engineer', 'an xAI engineer'],
      ['MIT study', 'an MIT study'],
      ['university', 'a university'],
      ['Scale AI spokesperson', 'a Scale AI spokesperson'],
    ] as const)
      expect(an(phrase), phrase).toBe(whole);
  });

  const value = (role: Role): fc.Arbitrary<Argument> =>
    fc
      .record({
        text: fc.oneof(
          fc.constantFrom(
            'Meta',
            'Scale',
            'OpenAI',
            '$14.3 billion',
            '49%',
            '50',
            'CEO',
            'Series B',
            'June',
            '1,900',
            'hundreds',
            'lead a team',
            'did not respond',
            'Acme, Inc.',
            'the company',
          ),
          fc.string({ unit: 'grapheme', maxLength: 30 }),
        ),
        qualifier: fc.constantFrom('exact', 'about', 'up_to', 'at_least', 'range'),
      })
      .map((v) => ({ role, ...v }) as Argument);

  it('is right for any subset of arguments: never empty, no holes, no double spaces', () => {
    const roles: readonly Role[] = [...PARTY_ROLES, ...VALUE_ROLES];
    const fields = fc.subarray([...roles], { maxLength: 9 }).chain((chosen) =>
      fc.tuple(
        ...chosen.map((role) =>
          fc.array(value(role), { minLength: 1, maxLength: 4 }).map((vs) => ({
            role,
            present: vs.map((v) => ({ ...v, certainty: 'confirmed' as const, claimIds: [] })),
            others: [],
          })),
        ),
      ),
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...CLAIM_TYPES),
        fc.constantFrom('talks', 'announced', 'closed', 'ended', 'failed'),
        fc.constantFrom('confirmed', 'reported', 'denied'),
        fields,
        fc.constantFrom('It was said.', 'They settled the suit.', 'It phased out its work.', 'fined', ''),
        (type, status, certainty, given, quote) => {
          const text = headline(factOf(type, {}, { status, certainty, fields: given }, quote), names);
          expect(text.trim().length).toBeGreaterThan(2);
          expect(text).not.toMatch(/undefined|null|NaN|\[object/);
          expect(text).not.toMatch(/ {2}|\n|^[\s,:]|[\s:]$/);
        },
      ),
      { numRuns: 3000 },
    );
  });
});
