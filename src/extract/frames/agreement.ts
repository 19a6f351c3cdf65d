import { modifiersOf, ownerOf, parties } from '../scene.ts';
import { nouns } from './agreement-nouns.ts';
import { things } from './agreement-products.ts';
import { breakingUp, clients, exploring, forces, jointly, recalled, spending, switching } from './agreement-read.ts';
import { foreign, ownThing, usesProduct, values } from './agreement-sides.ts';
import { addGroup, addParties, all, type Frame, has, lowerText, type Match, words } from './frame.ts';

const party = 'party';
const RELATION =
  /\b(?:partnership|collaboration|alliance|deal|agreement|contract|pact|relationship|work|ties|business|tie-up|cooperation|integration|arrangement|joint venture|licen[sc]e|memorandum|mou|engagement|ways)\b/;

/** Two sides at least, or one side of a deal in so many words. */
const twoSides = ({ draft }: Match): boolean => all(draft, party).length >= 2;

/** Two sides, both named here as houses. */
const sure = ({ draft }: Match): boolean =>
  all(draft, party).length >= 2 &&
  all(draft, party).every(({ party: one }) => one?.entity?.kind === 'org' && !one.coreferent);

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
      subject: party,
      object: party,
      when: ({ scene, verb, draft }) => {
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
          head?.mention?.entity.kind === 'org' &&
          !/\bas (?:its |the |new )*(?:ceo|chief|head|president|chair|cto|cfo)/.test(rest)
        );
      },
    },
    {
      verbs: words(
        'adopt, integrate, incorporate, license, embed, deploy, use, employ, bring, choose, turn, add, roll out, tap, tap into, turn to, switch to, leverage, onboard, implement, standardize, standardise',
      ),
      subject: party,
      object: { role: party, want: 'org' },
      preps: { from: party, with: party },
      when: (match) => {
        const { scene, verb, draft } = match;
        if (!verb || verb.negated || verb.form === 'gerund' || verb.chain.includes('purpose')) return false;
        if (/^(?:bring|choose|turn)$/.test(verb.phrasal) && !(scene.article.house && scene.index <= 2)) return false;
        // "adds Foo to its cars", "rolls out Foo to its staff": another house's thing, taken in.
        const taking = /^(?:add|roll out|tap|tap into|turn to|leverage|onboard|implement)$/.test(verb.phrasal);
        if (taking && (scene.index > 3 || !foreign(scene, verb))) return false;
        if (verb.lemma === 'use' || verb.lemma === 'employ') {
          // Using is an agreement where the news is that one firm takes another's product or chips.
          if (
            (verb.chain.includes('purpose') && !scene.article.house) ||
            verb.subjectVia === 'relative' ||
            !(
              verb.modal === 'will' ||
              verb.modal === 'to' ||
              scene.sentence.field === 'title' ||
              scene.article.house ||
              (scene.index <= 2 && verb.preps.some((prep) => prep.word === 'from'))
            )
          )
            return false;
        }
        if ((verb.lemma === 'use' || verb.lemma === 'employ') && !scene.article.house) {
          const user = parties(scene, verb.subject, 'org', verb)[0]?.entity;
          if (!user?.slug && !user?.sure) return false;
        }
        // Whose thing it is counts, not the thing: "adopts Foo's Bar" is with Foo.
        if (verb.subjectVia === 'relative' && !parties(scene, verb.subject, 'org', verb)[0]?.entity?.slug) return false;
        draft.args = [];
        const own = scene.article.house;
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
      subject: party,
      object: party,
      preps: { to: party },
      when: (match) => {
        const { scene, verb } = match;
        if (!verb || verb.negated || verb.passive || !sure(match)) return false;
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
      subject: party,
      object: party,
      when: ({ scene, verb, draft }) =>
        all(draft, party).length >= 2 &&
        // A regulator's licence is no deal of the two.
        !(verb?.lemma === 'grant' && all(draft, party).some((arg) => arg.party?.entity?.authority)) &&
        /\b(?:contract|deal|licen[sc]e)\b/.test(lowerText(scene, verb?.to ?? 0, verb?.reach ?? 0)),
    },
    { verbs: words('bring'), subject: party, preps: { to: party }, when: () => false },
    {
      verbs: words(
        'wind down, phase out, wrap up, end, cut, sever, terminate, scrap, pause, halt, drop, cancel, dissolve, break off, pull back, step back, suspend, exit, wind, scale back, unwind, sunset, cut off, walk away, discontinue, stop, dump, ditch, part',
      ),
      subject: party,
      preps: { with: party, from: party },
      when: ends,
    },
    {
      verbs: words('stop, cease, quit, halt'),
      subject: party,
      preps: { with: party },
      when: ({ draft }) => {
        draft.status = 'ended';
        return false;
      },
    },
    {
      verbs: words('work'),
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
    all(draft, party).length >= (scene.article.house || has(draft, 'amount') ? 1 : 2) && all(draft, party).length <= 12,
  refine(draft, scene) {
    // "expands partnerships with both A and B": one each.
    const noun = scene.nodes[draft.at];
    if (noun && /^(?:partnerships|collaborations|deals|agreements|contracts)$/.test(noun.lower) && draft.verb) {
      const [first, ...rest] = all(draft, party);
      if (first && rest.length >= 2 && /\bboth\b/.test(lowerText(scene, draft.at, draft.to)))
        return rest.map((other) => ({
          ...draft,
          args: [...draft.args.filter((arg) => arg.role !== party), first, other],
        }));
    }
    return [draft];
  },
  cues: /^(?:launch|unveil|introduce|develop|co-develop|pilot|execute|build|create|enable|debut|bring|optimi[sz]e|test|deploy|roll|complete|offer|co-create|establish|set|count|sign|spend|buy|purchase|order|rent|lease|source|pay|partnership|collaboration|alliance|tie-up|partners?|agreement|mou|join|customer|client|supplier|switch|shift|move|migrate|transfer|add|break|part|ditch|drop|dump|kick|replace|swap|oust|boot|turn|on-?board|aboard|talks|discussions|negotiations|support|scale|expand|explore|announce|deliver|advance|accelerate|strengthen|boost|power|provide|tackle|improve|enhance|simplify|pioneer|promote|transform|moderni[sz]e|upskill|train|bridge|extend|acquire|drive|include|included|distributor|reseller|licensee|contractor)s?$/,
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
  ],
};
