import { plainLine } from '../chat/text.ts';
import { type Certainty, type ClaimType, PARTY_ROLES, type Role, type Status } from '../domain/claim.ts';
import type { Fact, FactResponse } from '../domain/fact.ts';
import { retractionOf } from '../domain/reading.ts';
import { argumentsOf, capital, clean, type Names, nameOf, plural } from './grammar.ts';
import { acquisition, agreement, executiveMove, investment } from './sentences-deals.ts';
import { financials, hiring, infrastructure, ipo, launch, layoffs, legal, valuation } from './sentences-other.ts';
import type { Sentence, Telling } from './telling.ts';

const SENTENCES: Record<Exclude<ClaimType, 'response'>, Sentence> = {
  investment,
  acquisition,
  agreement,
  executive_move: executiveMove,
  hiring,
  layoffs,
  legal,
  launch,
  ipo,
  valuation,
  financials,
  infrastructure,
};

/** What an event of this type is called, in lists and filters. */
export const TYPE_WORDS: Record<ClaimType, string> = {
  investment: 'investment',
  acquisition: 'acquisition',
  agreement: 'agreement',
  executive_move: 'executive move',
  hiring: 'hiring',
  layoffs: 'layoffs',
  legal: 'legal',
  launch: 'launch',
  ipo: 'IPO',
  valuation: 'valuation',
  financials: 'financials',
  infrastructure: 'infrastructure',
  response: 'response',
};

export const STATUS_WORDS: Record<Status, string> = {
  talks: 'in talks',
  announced: 'announced',
  closed: 'closed',
  ended: 'ended',
  failed: 'called off',
};

export const ROLE_WORDS: Record<Role, string> = {
  investor: 'investor',
  target: 'target',
  acquirer: 'acquirer',
  seller: 'seller',
  party: 'party',
  customer: 'customer',
  supplier: 'supplier',
  licensor: 'licensor',
  licensee: 'licensee',
  person: 'person',
  from_org: 'from',
  to_org: 'to',
  employer: 'employer',
  org: 'company',
  plaintiff: 'plaintiff',
  defendant: 'defendant',
  partner: 'partner',
  speaker: 'speaker',
  amount: 'amount',
  stake: 'stake',
  valuation: 'valuation',
  round: 'round',
  capacity: 'capacity',
  from_role: 'role before',
  to_role: 'new role',
  headcount: 'headcount',
  product: 'product',
  metric: 'metric',
  period: 'period',
  location: 'location',
  stance: 'reply',
  date: 'date',
  terms: 'terms',
};

/** Roles whose words have a plural: "from", "terms" have none. */
const SEVERAL: ReadonlySet<Role> = new Set(
  ([...PARTY_ROLES, 'product', 'location'] as const).filter((role) => role !== 'from_org' && role !== 'to_org'),
);

/** A role as a label before so many values: "party", "parties". */
export const roleWords = (role: Role, values: number): string =>
  values < 2 || !SEVERAL.has(role) ? ROLE_WORDS[role] : role === 'person' ? 'people' : plural(ROLE_WORDS[role]);

/** Deals are talked about; other events that are not decided are only possible. */
const TALKS: Partial<Record<ClaimType, string>> = {
  investment: 'In talks',
  acquisition: 'In talks',
  agreement: 'In talks',
  executive_move: 'In talks',
};

function clauseOf(status: Status, t: Telling): string {
  if (!t.subject || (status === 'ended' && !t.ended) || status === 'failed') return t.noun;
  if (status === 'ended') return t.ended ?? t.noun;
  const v =
    status === 'talks'
      ? (t.trying?.[t.plural ? 'many' : 'one'] ?? `could ${t.verb.base}`)
      : status === 'closed'
        ? `${t.plural ? 'have' : 'has'} ${t.verb.done}`
        : t.plural
          ? t.verb.many
          : t.verb.one;
  return `${t.subject} ${v}${t.rest && !t.rest.startsWith(',') ? ' ' : ''}${t.rest}`;
}

function labelOf(type: ClaimType, status: Status, t: Telling): string {
  switch (status) {
    case 'talks':
      return t.trying && t.subject ? '' : (TALKS[type] ?? 'Possible');
    case 'closed':
      return 'Closed';
    case 'ended':
      return t.ended && t.subject ? '' : 'Ended';
    case 'failed':
      return 'Called off';
    default:
      return '';
  }
}

/**
 * One sentence on what happened, to whom and for how much, without a full stop: "Meta is investing $14.3 billion in
 * Scale AI for a 49% stake", "In talks: …", "Called off: …", "Denied: …". Right for any subset of arguments; never empty.
 */
export function headline(
  fact: Pick<Fact, 'type' | 'status' | 'certainty' | 'fields' | 'claims' | 'corrections'>,
  names: Names,
): string {
  const sentence = told(fact, names);
  return retractionOf(fact) ? `Retracted: ${sentence}` : sentence;
}

function told(fact: Pick<Fact, 'type' | 'status' | 'certainty' | 'fields' | 'claims'>, names: Names): string {
  const args = argumentsOf(fact, names);
  if (fact.type === 'response') {
    const speaker = args.parties('speaker')[0] ?? '';
    const stance = fact.fields.find((f) => f.role === 'stance')?.present[0];
    return replied(speaker, stance?.text ?? '', typeof stance?.value === 'string' ? stance.value : null);
  }
  const t = SENTENCES[fact.type](args);
  const clause = clauseOf(fact.status, t);
  const labels = [fact.certainty === 'denied' ? 'Denied' : '', labelOf(fact.type, fact.status, t)].filter(Boolean);
  const sentence = labels.length
    ? `${[labels[0], ...labels.slice(1).map((l) => l.toLowerCase())].join(', ')}: ${clause}`
    : t.subject
      ? clause
      : capital(clause);
  return plainLine(sentence);
}

const OWN_VERB =
  /^(?:did(?:n['’]t| not)|has(?:n['’]t| not)|had|would(?:n['’]t| not)|could not|was not|declin\w+|refus\w+|denie[sd]|confirm(?:s|ed)|did)\b/i;

/** A reply in a sentence: "Scale AI did not immediately respond". */
function replied(speaker: string, text: string, stance: string | null): string {
  const who = speaker || 'A party';
  const wording = clean(text, 120);
  if (stance !== 'denied' && stance !== 'confirmed' && OWN_VERB.test(wording) && wording.includes(' '))
    return `${who} ${wording}`;
  const told = wording.includes(' ') || wording.length > 12 ? ` (“${wording}”)` : '';
  switch (stance) {
    case 'confirmed':
      return `${who} confirmed it${told}`;
    case 'denied':
      return `${who} denied it${told}`;
    case 'declined':
      return `${who} declined to comment`;
    case 'no_response':
      return `${who} did not respond to a request for comment`;
    default:
      return wording ? `${who}: “${wording}”` : `${who} commented`;
  }
}

export function responseSentence(response: FactResponse, names: Names): string {
  return replied(nameOf({ text: response.speaker, slug: response.slug }, names), response.text, response.stance);
}

export const CERTAINTY_WORDS: Record<Certainty, string> = {
  confirmed: 'confirmed',
  reported: 'reported',
  denied: 'denied',
};
