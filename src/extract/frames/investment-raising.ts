import type { Verb } from '../clauses.ts';
import { ownerOf, type Party, parties } from '../parties.ts';
import { isOrg, type Scene } from '../scene.ts';
import { each } from './cues.ts';
import {
  addGroup,
  addParties,
  type Draft,
  has,
  lowerText,
  type Match,
  throughPart,
  type VerbRule,
  words,
} from './frame.ts';
import { investors, money } from './investment-backers.ts';

const FUNDING =
  /\b(?:funding|financing|round|investment|capital|seed|series|equity|backing|raise|growth round|haul|venture|check|cheque|pre-seed|extension|debt)\b/;

const FUNDS =
  'funding financing round investment capital seed series equity backing growth haul venture check cheque pre-seed extension debt';
/** Verbs of taking that are of a round only where money is spoken of. */
const TAKING =
  'secure land bag net snag nab close haul receive attract score pick pull reel get collect bank rake garner draw obtain win seek target fetch snap scoop take eye grab';

/** "Foo raises $5M from Bar": the house that gets the money acts. */
export const raising: VerbRule = {
  verbs: words(
    'raise, secure, land, bag, net, snag, nab, close, haul in, receive, attract, score, pick up, pull in, reel in, get, collect, bank, rake in, garner, draw, obtain, win, seek, target, fetch, snap up, scoop up, rake in, take in, haul in, eye, grab, take',
  ),
  cues: [
    ...each([['raise']], '#money', '#round', `${FUNDS} =raise cash money fund millions billions`),
    ...each([[TAKING]], '#money', '#round'),
    [
      TAKING,
      'investment funding backing round financing capital',
      'from seed series strategic equity growth fund large major fresh',
    ],
  ],
  subject: 'target',
  preps: { from: 'investor' },
  when: (match) => {
    const { verb } = match;
    if (
      verb &&
      /^(?:seek|target|eye)$/.test(verb.lemma) &&
      !/\b(?:funding|financing|round|raise|capital|investment|from (?:[\w-]+ ){0,2}(?:investors|backers))\b/.test(
        lowerText(match.scene, verb.to, Math.min(verb.reach, verb.to + 9)),
      )
    )
      return false;
    const raised = raisesMoney(match);
    if (raised && verb) {
      if (!has(match.draft, 'target')) addParties(match.draft, 'target', ofThing(match.scene, verb));
      notStaff(match.scene, verb, match.draft);
      ownRound(match.scene, verb, match.draft);
    }
    return raised;
  },
};

/** The object speaks of money for the company: a sum or a round, not "concerns" or "prices". */
function raisesMoney({ scene, verb, draft }: Match): boolean {
  if (!verb || verb.passive) return false;
  const object =
    verb.object ?? (verb.lemma === 'close' ? (verb.preps.find((prep) => prep.word === 'on')?.group ?? null) : null);
  if (!object) return false;
  if (lent(scene, verb, draft)) return true;
  // Money of a listing is told by its own type.
  if (
    /\b(?:ipo|initial public offering)\b/.test(lowerText(scene, verb.from - 5, verb.from)) &&
    verb.form === 'infinitive'
  )
    return false;
  if (
    /\b(?:ipo|initial public offering|public listing|listing|flotation|share sale|debt|bond|bonds|loan|notes)\b/.test(
      lowerText(scene, verb.to, Math.min(verb.reach, object.to + 12)),
    ) &&
    !/\b(?:equity|series|seed|round|capital|funding|financing)\b/.test(lowerText(scene, verb.to, verb.reach))
  )
    return false;
  // "priced its IPO at $9 a share, raising $5M".
  if (
    verb.form === 'gerund' &&
    /\b(?:ipo|initial public offering|listing|flotation)\b/.test(lowerText(scene, 0, verb.from)) &&
    !/\b(?:equity|series|seed|round|venture)\b/.test(lowerText(scene, verb.to, verb.reach))
  )
    return false;
  const words = lowerText(scene, object.from, object.to + 1);
  const sum = scene.nodes.slice(object.from, object.to + 1).find((node) => node.value);
  const head = scene.nodes[object.phrases[0]?.head ?? 0];
  if (
    /\b(?:price|prices|fee|concern|question|alarm|bar|stakes|guidance|outlook|forecast|target|rate|limit|awareness|wage|tax|contract|order|customer|revenue|deal|user|license|licence|approval|valuation)s?\b/.test(
      head?.lower ?? '',
    )
  )
    return false;
  if (sum?.value?.kind === 'money' && ['financial', 'price', 'saving', 'market'].includes(sum.value.use)) return false;
  const all = lowerText(scene, object.from, Math.min(verb.reach, object.to + 8));
  if (verb.lemma === 'raise') {
    if (sum?.value?.kind === 'money' || sum?.value?.kind === 'round') return true;
    return FUNDING.test(words) || /\b(?:cash|money|funds|millions|billions)\b/.test(words);
  }
  if (verb.lemma === 'take') return head?.value !== undefined && money(head.value) && has(draft, 'investor');
  if (sum?.value?.kind === 'round') return true;
  if (
    /\b(?:contract|order|deal|grant|fine|loan|credit|revenue|facility|patent|customer|sales|damages|verdict|prize|award)s?\b/.test(
      all,
    ) &&
    !FUNDING.test(all)
  )
    return false;
  if (sum && money(sum.value) && FUNDING.test(all)) return true;
  // "is seeking $5M from investors".
  if (verb.lemma === 'seek' && head?.value && /\bfrom (?:[\w-]+ ){0,2}(?:investors|backers)\b/.test(all)) return true;
  if (
    sum &&
    money(sum.value) &&
    /^(?:secure|bag|net|nab|land|snag|close|haul|score|pick up|pull in|reel in|snap up|scoop up|rake in|take in|haul in|attract|collect|get|bank|grab)$/.test(
      verb.phrasal,
    ) &&
    head?.value
  )
    return true;
  if (
    FUNDING.test(head?.lower ?? '') &&
    /^(?:investment|funding|backing|round|financing|capital)$/.test(head?.lower ?? '') &&
    verb.lemma !== 'get'
  )
    return has(draft, 'investor') || /\b(?:seed|series|strategic|equity|growth|fund|large|major|fresh)\b/.test(words);
  return false;
}

/** "secured a $5M loan from Foo", "closed a $5M credit facility with Foo": where it is said who lends how much. */
function lent(scene: Scene, verb: Verb, draft: Draft): boolean {
  const { object } = verb;
  if (!object || !/^(?:secure|obtain|close|get|land|receive|win|raise)$/.test(verb.lemma)) return false;
  const words = lowerText(scene, object.from, object.to + 1);
  if (!/\b(?:loan|(?:credit|debt|loan|lending) facility|credit line|line of credit)$/.test(words)) return false;
  const sum = scene.nodes.slice(object.from, object.to + 1).find(({ value }) => money(value))?.value;
  const lender = verb.preps.find(({ word, at }) => /^(?:from|with)$/.test(word) && at === object.to + 1)?.group ?? null;
  const lenders = parties(scene, lender, 'org', verb).filter(({ entity }) => entity?.kind === 'org');
  if ((sum?.value ?? 0) < 1e6 || lenders.length === 0) return false;
  addParties(draft, 'investor', lenders);
  return true;
}

/** "Foo's mapping AI nabs $5M", "Startup raises $5M" over a text that names it: the house behind the subject. */
function ofThing(scene: Scene, { subject }: Verb): Party[] {
  const phrase = subject?.phrases[0];
  if (!phrase || subject.phrases.length > 1) return [];
  const head = scene.nodes[phrase.head];
  if (
    /^(?:ai|apps?|platform|tools?|software|robots?|assistant|technology|tech|service|chatbots?)$/.test(
      head?.lower ?? '',
    )
  )
    return ownerOf(scene, phrase, phrase.head, 'org');
  return /^(?:startup|company|firm|unicorn)$/.test(head?.lower ?? '') ? namedBelow(scene, phrase.head) : [];
}

/** The only house that the text names, at its head, where the headline names none that acts. */
function namedBelow({ entities, sentence, document, nodes }: Scene, node: number): Party[] {
  if (sentence.field !== 'title' || nodes.slice(0, node).some((other) => other.mention && isOrg(other.mention.entity)))
    return [];
  const below = document.sentences.findIndex((other) => other.field === 'text');
  const named = entities.bySentence
    .slice(below)
    .flat()
    .filter(({ entity }) => entity.kind === 'org');
  const [first] = below < 0 ? [] : named;
  return first &&
    first.start === document.sentences[below]?.core.start &&
    named.every(({ entity }) => entity === first.entity)
    ? [{ entity: first.entity, text: first.entity.name, node, coreferent: true }]
    : [];
}

/** "Foo is raising $5M for a new startup called Bar"; "the company has raised $50M to date", said right after a round. */
function ownRound(scene: Scene, verb: Verb, draft: Draft): void {
  const target = draft.args.find((arg) => arg.role === 'target')?.party;
  if (!target) {
    const own = verb.preps.find((prep) => prep.word === 'for');
    if (own?.group && verb.subject && parties(scene, verb.subject, 'person', verb).length > 0)
      addGroup(draft, scene, 'target', throughPart(scene, own.group, verb.reach), verb);
    return;
  }
  const told = scene.article.told.get('investment');
  const round = told?.args.find((arg) => arg.role === 'target')?.party?.entity;
  if (!target.coreferent || !told || !round || round === target.entity || scene.index - told.sentence > 2) return;
  if (told.args.some((arg) => arg.role === 'investor' && arg.party?.entity === target.entity))
    Object.assign(target, { entity: round, text: round.name });
}

/** "raised $5M from executives at Foo": Foo itself gave nothing. */
function notStaff(scene: Scene, verb: Verb, draft: Draft): void {
  for (const { word, group } of verb.preps) {
    if (word !== 'from') continue;
    const gave = new Set(investors(scene, group, verb).map((party) => party.node));
    const not = new Set(
      parties(scene, group, 'any', verb).flatMap((party) => (gave.has(party.node) ? [] : [party.node])),
    );
    draft.args = draft.args.filter((arg) => arg.role !== 'investor' || !arg.party || !not.has(arg.party.node));
  }
}
