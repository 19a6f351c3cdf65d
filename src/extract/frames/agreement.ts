import type { Group } from '../clauses.ts';
import { modifiersOf, ownerOf, parties } from '../parties.ts';
import { deals, REWORKING, SERVING } from './agreement-deals.ts';
import { nouns } from './agreement-nouns.ts';
import { things } from './agreement-products.ts';
import {
  breakingUp,
  CIRCLE,
  clients,
  forces,
  HELPING,
  jointly,
  MAKING,
  recalled,
  spending,
  switching,
} from './agreement-read.ts';
import { roleCues, roles } from './agreement-roles.ts';
import { foreign, ownThing, usesProduct, values } from './agreement-sides.ts';
import { exploring } from './agreement-talks.ts';
import { type Cue, each, type Fact, type Order, wordsIn } from './cues.ts';
import { addGroup, addParties, all, type Frame, has, lowerText, type Match, words } from './frame.ts';

const party = 'party';
/** An article that says of two deals that they are two does so where it tells them, or within so many characters. */
const TOLD_SOON = 1_000;
/**
 * What one takes of another's: who takes it stands before the verb, whose it is after it, or before "which"; a house's own page
 * need not say that it is its own.
 */
const taken = (verbs: readonly (string | Order)[], needs: readonly (string | Fact | Order)[]): Cue[] => [
  ['#party', '>', ...verbs, '>', '#party', ...needs],
  ['#party', '>', 'which that whom', '>', '#party', '>', ...verbs, ...needs],
  [...verbs, '#house', ...needs],
];
const BUYING = 'buy purchase order rent lease source acquire';
const WARES =
  'chip gpu tpu processor accelerator compute capacity power energy electricity server cloud computing battery';
/** What one house may be to another. */
const POSTS = 'partner supplier customer client distributor reseller licensee contractor';
const RELATION =
  /\b(?:partnership|collaboration|alliance|deal|agreement|contract|pact|relationship|work|ties|business|tie-up|cooperation|integration|arrangement|joint venture|licen[sc]e|memorandum|mou|engagement|ways)\b/;

/** Two sides at least, or one side of a deal in so many words. */
const twoSides = ({ draft }: Match): boolean => all(draft, party).length >= 2;

/** Two sides, both named here as houses. */
const sure = ({ draft }: Match): boolean =>
  all(draft, party).length >= 2 &&
  all(draft, party).every(({ party: one }) => one?.entity?.kind === 'org' && !one.coreferent);

/** "picks Foo's chips for its phones": what is chosen is another's ware. */
const wares = ({ scene, verb, draft }: Match): boolean => {
  const thing = verb?.object?.phrases[0];
  if (
    !thing ||
    !/^(?:chips?|gpus|tpus|processors|servers|cloud|models?|technology|software|platform|robots|sensors)$/.test(
      scene.nodes[thing.head]?.lower ?? '',
    )
  )
    return false;
  const owned = ownerOf(scene, thing, thing.head, 'org');
  addParties(draft, party, owned.length > 0 ? owned : modifiersOf(scene, thing, thing.head, 'org').slice(0, 1));
  return owned.every(({ coreferent }) => !coreferent);
};

/** Ends a relation: "cut ties with", "phase out its work with". */
const ends = ({ scene, verb, draft }: Match): boolean => {
  if (!verb) return false;
  const object = verb.object ? lowerText(scene, verb.object.from, verb.object.to + 1) : '';
  const other = verb.object ? scene.nodes[verb.object.phrases[0]?.head ?? 0]?.mention : undefined;
  if (
    (other?.entity.kind === 'org' || other?.entity.owner) &&
    (/^(?:phase out|wind down|cut off)$/.test(verb.phrasal) ||
      (/^(?:drop|cancel|suspend|terminate|dump|ditch|replace)$/.test(verb.lemma) &&
        /\bas (?:an? |its |the |one of its )?(?:[\w-]+ ){0,3}(?:suppliers?|vendors?|providers?|partners?|customers?|contractors?|source|client)\b/.test(
          lowerText(scene, verb.to + 1, verb.reach),
        )))
  ) {
    // "is phasing out Foo", "drops Foo as a supplier".
    if (other?.entity.kind === 'product' && verb.object)
      addParties(draft, party, [
        { entity: other.entity, text: other.text, node: verb.object.phrases[0]?.head ?? 0, coreferent: false },
      ]);
    else addGroup(draft, scene, party, verb.object, verb);
    draft.status = 'ended';
    return all(draft, party).length >= 2;
  }
  if (verb.object && RELATION.test(object) && all(draft, party).length < 2) {
    // "the work it does with Foo".
    const inner = scene.clauses.verbs.find(
      (verb$) =>
        verb$.subject !== null &&
        verb$.subject.from === (verb.object?.to ?? 0) + 1 &&
        /^(?:it|they|he|she)$/.test(lowerText(scene, verb$.subject.from, verb$.subject.to + 1)),
    );
    for (const prep of inner?.preps ?? []) if (prep.word === 'with') addGroup(draft, scene, party, prep.group, verb);
  }
  if (!RELATION.test(object) && !/^(?:pull back|step back|back away)$/.test(verb.phrasal)) return false;
  if (object && !RELATION.test(scene.nodes[verb.object?.phrases[0]?.head ?? 0]?.lower ?? '')) return false;
  if (verb.lemma === 'part' && !/^ways$/.test(object)) return false;
  draft.status = 'ended';
  return all(draft, party).length >= 2;
};

export const agreement: Frame = {
  type: 'agreement',
  verbs: [
    {
      verbs: words(
        'partner, partner up, pair up, team up, team, collaborate, tie up, ally, join force, link up, cooperate, hook up',
      ),
      cues: [
        ['#party', '>', '~partner collaborate ally cooperate', '>', '#party'],
        ['partner collaborate ally cooperate team', '>', '#joined'],
        ['team', '>5', 'with up', '#parties'],
        ['#joined', '>', 'partner team collaborate ally cooperate'],
        ['pair tie link hook', '>2', 'up', '#parties'],
      ],
      subject: { role: party, want: 'any' },
      object: party,
      preps: { with: { role: party, want: 'any' } },
      when: ({ scene, verb, draft }) => {
        if (
          verb?.object &&
          !verb.passive &&
          verb.lemma !== 'team' &&
          /^(?:up)$/.test(scene.nodes[verb.to + 1]?.lower ?? '') === false &&
          verb.object.from === verb.to + 1 &&
          verb.lemma === 'ally'
        )
          return false;
        return all(draft, party).length >= 2;
      },
    },
    {
      verbs: words('tap, select, choose, pick, enlist'),
      cues: [...taken(['~tap select choose pick enlist'], ['>', 'to for as'])],
      subject: party,
      object: party,
      when: (match) => {
        const { scene, verb, draft } = match;
        const bought = verb?.passive ? false : wares(match);
        const rest = lowerText(scene, verb?.object?.to ?? 0, verb?.reach ?? 0);
        // "was selected by Foo to build its plant".
        if (verb?.passive)
          return (
            all(draft, party).length >= 2 &&
            scene.sentence.field === 'text' &&
            /\b(?:to|as)\b/.test(lowerText(scene, verb.to + 1, verb.reach)) &&
            all(draft, party).every((arg) => arg.party?.entity?.kind === 'org')
          );
        const head = scene.nodes[verb?.object?.phrases[0]?.head ?? 0];
        return (
          all(draft, party).length >= 2 &&
          /\b(?:to|for|as)\b/.test(rest) &&
          (head?.mention?.entity.kind === 'org' || bought) &&
          !/\bas (?:its |the |new )*(?:ceo|chief|head|president|chair|cto|cfo)/.test(rest)
        );
      },
    },
    {
      verbs: words(
        'adopt, integrate, incorporate, license, embed, deploy, use, employ, bring, choose, turn, add, roll out, tap, tap into, turn to, switch to, leverage, onboard, implement, standardize, standardise',
      ),
      cues: [
        ...taken(['~adopt integrate incorporate license embed deploy standardize standardise'], []),
        ...taken(['will to', '>', '~use employ'], []),
        ...taken(['~use employ'], ['#title']),
        ['#party', '>', 'use employ', '>', 'from', '>', '#party', '#early'],
        ['bring choose turn use employ', '#house'],
        ['#party', '>', '~add roll tap leverage onboard implement', '>', '#tracked', '#early'],
      ],
      subject: party,
      object: { role: party, want: 'org' },
      preps: { from: party, with: party },
      when: (match) => {
        const { scene, verb, draft } = match;
        if (!verb || verb.negated || verb.form === 'gerund') return false;
        // "is paying $2 billion to license Foo's maps": what it pays for.
        const paid = verb.lemma === 'license' && verb.governor?.lemma === 'pay' ? verb.governor : null;
        if (verb.chain.includes('purpose') && !paid) return false;
        if (paid) draft.from = paid.from;
        // "licenses Foo to Bar" gives, and takes nothing.
        const taker = verb.lemma === 'license' ? verb.preps.find(({ word }) => word === 'to')?.group : null;
        if (taker && !verb.passive && parties(scene, taker, 'org', verb).length > 0) return false;
        if (/^(?:bring|choose|turn)$/.test(verb.phrasal) && !(scene.house && scene.index <= 2)) return false;
        // "adds Foo to its cars", "rolls out Foo to its staff": another house's thing, taken in.
        const taking = /^(?:add|roll out|tap|tap into|turn to|leverage|onboard|implement)$/.test(verb.phrasal);
        if (taking && (scene.index > 3 || !foreign(scene, verb))) return false;
        if (verb.lemma === 'use' || verb.lemma === 'employ') {
          // Using is an agreement where the news is that one firm takes another's product or chips.
          if (
            (verb.chain.includes('purpose') && !scene.house) ||
            verb.subjectVia === 'relative' ||
            !(
              verb.modal === 'will' ||
              verb.modal === 'to' ||
              scene.sentence.field === 'title' ||
              scene.house ||
              (scene.index <= 2 && verb.preps.some((prep) => prep.word === 'from'))
            )
          )
            return false;
        }
        if ((verb.lemma === 'use' || verb.lemma === 'employ') && !scene.house) {
          const user = parties(scene, verb.subject, 'org', verb)[0]?.entity;
          if (!user?.slug && !user?.sure) return false;
        }
        // Whose thing it is counts, not the thing: "adopts Foo's Bar" is with Foo.
        if (verb.subjectVia === 'relative' && !parties(scene, verb.subject, 'org', verb)[0]?.entity?.slug) return false;
        draft.args = [];
        const own = scene.house;
        addGroup(
          draft,
          scene,
          party,
          verb.passive ? (verb.preps.find((prep) => prep.word === 'by')?.group ?? null) : verb.subject,
          verb,
        );
        if (!has(draft, party)) return false;
        usesProduct(scene, verb, draft);
        for (const prep of verb.preps)
          if ((prep.word === 'from' || prep.word === 'with') && all(draft, party).length < 2)
            addGroup(draft, scene, party, prep.group, verb);
        // A house's page tells who uses what is its own.
        if (own && all(draft, party).length === 1 && ownThing(scene, verb, own.slug))
          return all(draft, party).every((arg) => arg.party?.entity?.slug !== own.slug);
        return twoSides(match);
      },
    },
    {
      // "signs with Foo", "has signed up for Foo's technology".
      verbs: words('sign, sign up, sign on'),
      cues: [['sign', '>4', 'with for', '#parties']],
      subject: party,
      when: (match) => {
        const { scene, verb, draft } = match;
        if (!verb || verb.object || verb.passive) return false;
        for (const prep of verb.preps) {
          if (!/^(?:with|for)$/.test(prep.word) || !prep.group || prep.at > verb.to + 3) continue;
          const owners = prep.group.phrases.flatMap((phrase) => [
            ...ownerOf(scene, phrase, phrase.head, 'org'),
            ...(prep.word === 'for' ? modifiersOf(scene, phrase, phrase.head, 'org') : []),
          ]);
          if (owners.length > 0) addParties(draft, party, owners.slice(0, 1));
          else if (prep.word === 'with') addGroup(draft, scene, party, prep.group, verb);
        }
        return twoSides(match);
      },
    },
    {
      // "will supply Foo with pumps", "supplies pumps to Foo", "provides pumps to Foo under a five-year contract".
      verbs: words('supply, provide, deliver, outsource, license'),
      cues: [
        ['#party', '>', '~supply outsource license', '>', '#party'],
        ['#party', '>', '~provide deliver', '>', '#party', 'deal contract agreement partnership'],
      ],
      subject: party,
      object: party,
      preps: { to: party },
      when: (match) => {
        const { scene, verb } = match;
        if (!verb || verb.negated || verb.passive || !sure(match)) return false;
        // "licenses Foo to Bar": what goes there is no side, whatever it is called.
        const given = verb.object;
        const taker = verb.preps.find((prep) => prep.word === 'to')?.group;
        const isIn = (node: number, at: Group | null | undefined): boolean =>
          at != null && node >= at.from && node <= at.to;
        if (match.draft.args.some((arg) => isIn(arg.party?.node ?? -1, taker)))
          match.draft.args = match.draft.args.filter((arg) => !isIn(arg.party?.node ?? -1, given));
        if (all(match.draft, party).length < 2) return false;
        if (verb.lemma === 'license' && !verb.preps.some((prep) => prep.word === 'to')) return false;
        return (
          /^(?:supply|outsource|license)$/.test(verb.lemma) ||
          /\b(?:deal|contract|agreement|partnership)\b/.test(lowerText(scene, 0, scene.nodes.length))
        );
      },
    },
    {
      // "contracted Foo to build its plant", "hired Foo to build its plant".
      verbs: words('contract, hire, commission'),
      cues: [['#party', '>', '~contract hire commission', '>', '#party', '>', 'to']],
      subject: party,
      object: party,
      preps: { with: party },
      when: (match) => {
        const { scene, verb } = match;
        if (!verb || verb.negated || verb.passive || !sure(match)) return false;
        const end = verb.object?.to ?? verb.preps.find((prep) => prep.word === 'with')?.group?.to ?? 0;
        return scene.nodes[end + 1]?.lower === 'to' && scene.nodes[end + 2]?.pos === 'VERB';
      },
    },
    {
      verbs: words('award, grant'),
      cues: [['award grant', '>', 'contract deal license licence', '#parties']],
      subject: party,
      object: party,
      preps: { to: party },
      when: ({ scene, verb, draft }) =>
        all(draft, party).length >= 2 &&
        // A regulator's licence is no deal of the two.
        !(verb?.lemma === 'grant' && all(draft, party).some((arg) => arg.party?.entity?.authority)) &&
        /\b(?:contract|deal|licen[sc]e)s?\b/.test(lowerText(scene, verb?.to ?? 0, verb?.reach ?? 0)),
    },
    {
      verbs: words(
        'wind down, phase out, wrap up, end, cut, sever, terminate, scrap, pause, halt, drop, cancel, dissolve, break off, pull back, step back, suspend, exit, wind, scale back, unwind, sunset, cut off, walk away, discontinue, stop, dump, ditch, part',
      ),
      cues: [
        [
          'wind phase wrap end cut sever terminate scrap pause halt drop cancel dissolve break pull step suspend exit scale unwind sunset walk discontinue stop dump ditch part',
          wordsIn(RELATION),
          '#parties',
        ],
        ['phase wind cut', '>1', 'out down off', '#parties'],
        [
          'drop cancel suspend terminate dump ditch',
          'as',
          'supplier vendor provider partner customer contractor source client',
          '#parties',
        ],
        ['pull step', '>1', 'back', '#parties'],
      ],
      subject: party,
      preps: { with: party, from: party },
      when: ends,
    },
    {
      verbs: words('work'),
      cues: [['#party', '>', '~work', '>', 'with alongside', '>', '#party']],
      subject: party,
      preps: { with: party, alongside: party },
      when: ({ scene, verb, draft }) => {
        if (!verb || all(draft, party).length < 2) return false;
        if (
          verb.chain.some((word) => /^(?:stop|cease|quit|halt)$/.test(word)) ||
          /\bno longer\b/.test(lowerText(scene, verb.from - 3, verb.head + 1))
        ) {
          draft.status = 'ended';
          return true;
        }
        if (verb.form === 'gerund' || verb.chain.includes('purpose')) return false;
        if (scene.sentence.field === 'title') return true;
        // In prose it is news where it says on what, or with which of many.
        const others = verb.preps.find((prep) => prep.word === 'with')?.group;
        const after = others ? lowerText(scene, others.to + 1, others.to + 4) : '';
        return (
          all(draft, party).every(({ party: one }) => one?.entity?.kind === 'org' && !one.entity.authority) &&
          /^(?:on|to) |^, ?(?:such as|including)|^(?:such as|including)/.test(after)
        );
      },
    },
  ],
  nouns,
  values,
  accept: (draft, scene) =>
    all(draft, party).length >= (scene.house || has(draft, 'amount') ? 1 : 2) && all(draft, party).length <= 12,
  refine(draft, scene) {
    // "expands partnerships with both A and B": one each, in whichever sentence that is said.
    const noun = scene.nodes[draft.at];
    if (!noun || !/^(?:partnerships|collaborations|deals|agreements|contracts)$/.test(noun.lower) || !draft.verb)
      return [draft];
    const named = all(draft, party);
    if (named.length !== 3) return [draft];
    const { title, text } = scene.document.article;
    const said = `${scene.text} ${title} ${text.slice(0, TOLD_SOON)}`.toLowerCase();
    const apart = named.filter((one) =>
      named.some((other) => {
        const [a, b] = [one.text.toLowerCase(), other.text.toLowerCase()];
        return said.includes(`both ${a} and ${b}`) || said.includes(`both ${b} and ${a}`);
      }),
    );
    const [first, ...more] = named.filter((one) => !apart.includes(one));
    if (first && more.length === 0)
      return apart.map((other) => ({
        ...draft,
        args: [...draft.args.filter((arg) => arg.role !== party), first, other],
      }));
    return [draft];
  },
  cues: [
    // Together.
    ['#joined', '>', `~${wordsIn(MAKING)}`],
    ['#title', '#joined', '>', `~${wordsIn(HELPING)}`],
    ['#title', '#house', '#joined'],
    ['join', '>', `${wordsIn(CIRCLE)} =forces =hands`],
    ['talk discussion negotiation', '#parties'],
    ['#text', '#early', '=the', '>4', 'partnership collaboration alliance tie-up partner agreement mou'],
    // Of one with another: its customer, its supplier, no more of either.
    ['=partner =customer =client =supplier', '>1', '#party', '#pair'],
    ['switch shift move migrate transfer', '>', 'from', '#pair', 'to'],
    ['count', '>', 'among as', '>', 'customer client user partner', '#parties'],
    ['add', '>', 'list roster stable rank', '#parties'],
    ['sign', 'up client customer', '#parties'],
    ['customer client partner', '>', 'include', '#parties'],
    ['#text', '#party', '>', 'be become remain', '>', POSTS, '>', '#party'],
    [BUYING, `${WARES} unit gigawatt megawatt mw gw`, '#money'],
    [BUYING, '#capacity'],
    ['#party', '>', BUYING, '>', WARES, '>', 'from', '>', '#party'],
    ['#party', '>', 'become', '#party', POSTS],
    ...each([['spend pay', '#parties']], '#money', '#capacity'),
    ['#party', '>', '~ditch drop dump kick replace swap oust boot', '>', '#party'],
    ['break', '>1', 'up'],
    ['part', '>1', 'ways'],
    ['#joined', '>', 'agree', '>3', 'to on'],
    [
      '#joined',
      '>',
      wordsIn(REWORKING),
      '>',
      'clause deal contract agreement partnership pact alliance term exclusivity tie-up',
    ],
    // By what it is for, by those who signed, by a headline's shape.
    ['deal agreement contract pact partnership tie-up', '>1', 'to', '>1', wordsIn(SERVING), '#parties'],
    ['sign land win add onboard', '>', '=as', '>6', 'partner customer client supplier user tenant', '#parties'],
    ['#title', '#party', '>1', '=x =×', '>1', '#party'],
    ['#title', '#house', '^', 'partner team collaborate work', '>2', 'with'],
    ['#title', 'give grant offer provide', '>', 'access', '#party'],
    ...roleCues,
    // What goes from one to another.
    ['#early', '#party', '>', 'bring', '>', 'to into', '#tracked'],
    ['#title', '#party', '>', 'turn', '>1', 'to', '>', '#party'],
    ['#early', 'with', '>', '#party', '>', 'onboard board aboard', '#parties'],
    ['#early', 'with', '>', '#party', '>1', 'as', '>', 'customer partner user client tenant', '#parties'],
  ],
  read: (scene) => [
    ...jointly(scene),
    ...clients(scene),
    ...spending(scene),
    ...switching(scene),
    ...recalled(scene),
    ...forces(scene),
    ...breakingUp(scene),
    ...exploring(scene),
    ...things(scene),
    ...deals(scene),
    ...roles(scene),
  ],
};
