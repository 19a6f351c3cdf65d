import type { Group, Phrase, Verb } from '../clauses.ts';
import { housesBefore } from '../parties.ts';
import { nodeText, type Scene } from '../scene.ts';
import { bearing, GOODS, isPrice, ofOwner } from './acquisition-bought.ts';
import { CALLED_OFF } from './acquisition-nouns.ts';
import {
  addGroup,
  addParties,
  addValues,
  all,
  type Draft,
  has,
  lowerText,
  type Match,
  type NounRule,
  newDraft,
  type VerbRule,
  words,
} from './frame.ts';

// Houses and parts of houses that their owner sells.

/** Parts of a firm that change hands as a whole, whatever they are called. */
const UNITS =
  'business businesses unit units division divisions arm arms subsidiary subsidiaries operation operations segment brand brands chain stores restaurants hotels stations newspapers newspaper magazines plant plants factory factories mill refinery mine mines portfolio assets practice studio network';
const UNIT = new RegExp(`^(?:${UNITS.replaceAll(' ', '|')})$`);
const OWN = /^(?:its|their|his|her)$/;

/** "sells its Polish stores": the part that the seller names by what it is; a name right before its noun is its own. */
function own({ scene, draft }: Match, group: Group | null): void {
  const phrase = group?.phrases[0];
  if (!phrase || group?.phrases.length !== 1) return;
  const { nodes } = scene;
  if (!UNIT.test(nodes[phrase.head]?.lower ?? '')) return;
  // "sold 41 beauty brands to Foo", "sold a jam mill to Foo": the seller's own, where a buyer is named.
  const article = /^an?$/.test(nodes[phrase.from]?.lower ?? '');
  // A headline's "sells pump unit to Foo".
  const bare =
    scene.sentence.field === 'title' &&
    phrase.head > phrase.from &&
    /^(?:NOUN|ADJ)$/.test(nodes[phrase.from]?.pos ?? '');
  const some = nodes[phrase.from]?.pos === 'NUM' || article || (bare && !nodes[phrase.from]?.mention);
  if (some && has(draft, 'acquirer') && !has(draft, 'target')) {
    const from = article ? phrase.from + 1 : phrase.from;
    draft.args.push({ role: 'target', text: nodeText(scene, from, phrase.head) });
    return;
  }
  if (!OWN.test(nodes[phrase.from]?.lower ?? '')) return;
  if (phrase.head === phrase.from + 1 && !/^(?:his|her)$/.test(nodes[phrase.from]?.lower ?? '')) return;
  const named = all(draft, 'target')[0]?.party?.node;
  if (named !== undefined && named >= phrase.head - 1) return;
  const mention = nodes[phrase.head - 1]?.mention;
  if (mention?.entity.kind === 'org') {
    draft.args = draft.args.filter(({ role }) => role !== 'target');
    addParties(draft, 'target', [
      { entity: mention.entity, text: mention.text, node: phrase.head - 1, coreferent: false },
    ]);
    return;
  }
  draft.args = draft.args.filter(({ role }) => role !== 'target');
  draft.args.push({ role: 'target', text: nodeText(scene, phrase.from + 1, phrase.head) });
}

/** Whether what is sold is a share of a house that does not rule it. */
const share = (sold: string): boolean =>
  /\b(?:stake|interest|holding)\b/.test(sold) && !/\b(?:majority|controlling|remaining|entire|full)\b/.test(sold);

export const selling: VerbRule = {
  verbs: words('sell, sell off, sell on, offload, divest, hive off'),
  cues: [
    ['sell offload divest hive', 'to'],
    ['sell offload divest hive', 'for', '#money', UNITS],
  ],
  subject: 'seller',
  object: 'target',
  preps: { to: { role: 'acquirer', want: 'any' } },
  when: (match) => {
    const { scene, verb, draft } = match;
    if (!verb) return false;
    // "sells itself to Foo".
    if (verb.object && /^(?:itself|themselves)$/.test(scene.nodes[verb.object.to]?.lower ?? '')) {
      draft.args = [];
      addGroup(draft, scene, 'target', verb.subject, verb);
      const to = verb.preps.find((prep) => prep.word === 'to');
      addGroup(draft, scene, { role: 'acquirer', want: 'any' }, to?.group ?? null, verb);
    }
    if (!verb.passive) own(match, verb.object);
    if (!verb.passive && !has(draft, 'target')) bearing(draft, scene, verb.object);
    if (verb.passive) ofOwner(draft, scene, verb.subject);
    whole(match);
    const most = verb.object ? mostOf(match, verb.object) : null;
    if (most) own(match, most);
    if (!most && share(lowerText(scene, verb.from, (verb.object?.to ?? 0) + 1))) return false;
    if (GOODS.test(lowerText(scene, verb.from, verb.object?.to ?? 0))) return false;
    return has(draft, 'acquirer') || soldFor(match);
  },
};

/** Whether a house sells most of all that it has. */
const sellsOut = (scene: Scene, { to }: Verb): boolean =>
  /^(?:(?:substantially )?all|most|the bulk|nearly all|almost all)(?: of)? (?:its|their) (?:assets|operations|business|businesses)\b/.test(
    lowerText(scene, to + 1, to + 7),
  );

/** "sold most of its assets to Foo": with them goes the house itself. */
function whole({ scene, verb, draft }: Match): void {
  if (!verb || verb.passive || has(draft, 'target') || !sellsOut(scene, verb)) return;
  for (const arg of draft.args) if (arg.role === 'seller') arg.role = 'target';
}

/** "sold most of its assets to Foo and the rest to Bar". */
export function theRest(scene: Scene): Draft[] {
  const { clauses, nodes } = scene;
  return nodes.flatMap((node, at) => {
    if (
      !/^(?:rest|remainder|balance)$/.test(node.lower) ||
      nodes[at - 1]?.lower !== 'the' ||
      nodes[at + 1]?.lower !== 'to'
    )
      return [];
    const verb = [...clauses.verbs]
      .reverse()
      .find(({ from, lemma }) => from < at && /^(?:sell|offload|divest)$/.test(lemma));
    if (
      !verb ||
      verb.passive ||
      verb.negated ||
      !sellsOut(scene, verb) ||
      !/^(?:,|and)$/.test(nodes[at - 2]?.lower ?? '')
    )
      return [];
    const draft = newDraft(scene, 'acquisition', verb.head, verb);
    draft.from = at;
    draft.to = Math.min(nodes.length, at + 12);
    addGroup(draft, scene, 'target', verb.subject, verb);
    addGroup(draft, scene, { role: 'acquirer', want: 'any' }, clauses.groupAt(at + 2), verb);
    addValues(draft, scene, { values: { amount: isPrice } });
    return has(draft, 'target') && has(draft, 'acquirer') ? [draft] : [];
  });
}

/** "sold an 80% stake in its pump unit": what changes hands with more than half of it. */
function mostOf({ scene }: Match, group: Group): Group | null {
  const stake = scene.nodes.slice(group.from, group.to + 1).find(({ value }) => value?.kind === 'percent')?.value;
  if (!stake || (stake.value ?? 0) <= 50) return null;
  const inside = scene.clauses
    .prepsAfter(group.to + 1, group.to + 4)
    .find(({ word }) => /^(?:in|of)$/.test(word))?.group;
  return inside ?? null;
}

/** "sells its pump business for $40 million": to whom, nobody says. */
function soldFor({ scene, verb, draft }: Match): boolean {
  const target = all(draft, 'target')[0];
  return (
    verb !== null &&
    !verb.passive &&
    has(draft, 'seller') &&
    target !== undefined &&
    !target.party &&
    verb.preps.some(({ word, group }) => word === 'for' && scene.nodes[group?.from ?? -1]?.value?.kind === 'money')
  );
}

export const sales: readonly NounRule[] = [
  {
    // "agrees to a $200M sale to Foo", "the sale of Bar to Foo", "the divestiture of its pump unit".
    nouns: words('sale, divestiture, divestment, disposal'),
    cues: [
      ['sale divestiture divestment disposal', 'to'],
      ['sale divestiture divestment disposal', 'of', UNITS],
      ['sale', 'explore consider weigh mull', '#party'],
    ],
    owner: 'target',
    preps: { of: 'target', to: { role: 'acquirer', want: 'any' } },
    agent: 'target',
    carriers: words(
      'agree, agree to, announce, complete, confirm, close, finalize, finalise, approve, explore, negotiate, discuss, consider, weigh, mull, plan',
    ),
    when: (match) => {
      const { scene, draft, at, verb, phrase } = match;
      const of = phrase ? scene.clauses.prepsAfter(at + 1, draft.to).find(({ word }) => word === 'of') : undefined;
      seller(match, phrase, of?.group ?? null);
      // "Foo explores a sale": of itself.
      if (!of && exploring(match)) {
        draft.status = 'talks';
        return true;
      }
      // "Foo shareholders approve the $5 million sale to Bar".
      const holders = verb?.subject?.phrases[0];
      if (
        !has(draft, 'target') &&
        holders &&
        /^(?:shareholders|stockholders|investors|board)$/.test(scene.nodes[holders.head]?.lower ?? '')
      )
        addParties(draft, 'target', housesBefore(scene, holders).slice(0, 1));
      if (!has(draft, 'target') || !(has(draft, 'acquirer') || has(draft, 'seller'))) return false;
      const rest = lowerText(scene, at + 1, at + 9);
      if (GOODS.test(rest) || /\b(?:stakes?|shares?|interest|model|models|products?)\b/.test(rest)) return false;
      if (verb && /^(?:complete|close|finali[sz]e)$/.test(verb.lemma) && verb.past && draft.status === 'announced')
        draft.status = 'closed';
      if (verb && CALLED_OFF.test(verb.phrasal)) draft.status = 'failed';
      return true;
    },
  },
];

/** A house that thinks of selling itself, and says nothing of goods. */
const exploring = ({ scene, verb, at, draft, phrase }: Match): boolean =>
  scene.nodes[at]?.lower === 'sale' &&
  verb !== null &&
  !verb.negated &&
  /^(?:explore|consider|weigh|mull)$/.test(verb.lemma) &&
  has(draft, 'target') &&
  /^(?:a |an )?(?:potential |possible |full |outright )?$/.test(
    `${lowerText(scene, phrase?.from ?? at, at)} `.trimStart(),
  ) &&
  !/^(?:of|to|on|for)\b/.test(lowerText(scene, at + 1, at + 2));

/** "Foo completes the sale of its pump unit": the one who acts sells. */
function seller(match: Match, phrase: Phrase | null, sold: Group | null): void {
  const { draft, scene, verb } = match;
  const part = sold?.phrases[0];
  if (!phrase || !part || !OWN.test(scene.nodes[part.from]?.lower ?? '')) return;
  if (!UNIT.test(scene.nodes[part.head]?.lower ?? '')) return;
  const sellers: Draft['args'] = all(draft, 'target').filter(
    ({ party }) => party && (party.node < part.from || party.coreferent),
  );
  draft.args = draft.args.filter((arg) => !sellers.includes(arg));
  if (sellers.length === 0) addGroup(draft, scene, 'seller', verb?.passive ? null : (verb?.subject ?? null), verb);
  for (const { party, text } of sellers.slice(0, 1))
    draft.args.push({ role: 'seller', text, ...(party ? { party } : {}) });
  own(match, sold);
}
