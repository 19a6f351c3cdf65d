import { modifiersOf, ownerOf, parties, referent } from '../scene.ts';
import { clients, jointly, recalled, spending, switching } from './agreement-read.ts';
import { actorOf, athome, beforehand, beside, courted, foreign, ownThing, usesProduct } from './agreement-sides.ts';
import {
  addGroup,
  addParties,
  all,
  type Draft,
  type Frame,
  has,
  lowerText,
  type Match,
  newDraft,
  words,
} from './frame.ts';

const party = 'party';
const ENDING = /^(?:wind down|phase out|wrap up|end|cut|sever|terminate|pause|halt|wind|scale back|unwind)$/;
const RELATION =
  /\b(?:partnership|collaboration|alliance|deal|agreement|contract|pact|relationship|work|ties|business|tie-up|cooperation|integration|arrangement|joint venture|licen[sc]e|memorandum|mou|engagement|ways)\b/;

/** Two sides at least, or one side of a deal in so many words. */
const twoSides = ({ draft }: Match): boolean => all(draft, party).length >= 2;

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
      verbs: words('award, grant'),
      subject: party,
      object: party,
      when: ({ scene, verb, draft }) =>
        all(draft, party).length >= 2 &&
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
      preps: { with: party },
      when: ({ scene, verb, draft }) => {
        if (!verb || all(draft, party).length < 2) return false;
        if (
          verb.chain.some((word) => /^(?:stop|cease|quit|halt)$/.test(word)) ||
          /\bno longer\b/.test(lowerText(scene, verb.from - 3, verb.head + 1))
        ) {
          draft.status = 'ended';
          return true;
        }
        return scene.sentence.field === 'title' && verb.form !== 'gerund' && !verb.chain.includes('purpose');
      },
    },
  ],
  nouns: [
    {
      nouns: words(
        'partnership, collaboration, alliance, tie-up, agreement, contract, pact, joint venture, venture, memorandum, mou, cooperation, deal, arrangement, integration',
      ),
      owner: { role: party, want: 'any' },
      modifier: { role: party, want: 'org' },
      preps: { with: { role: party, want: 'any' }, between: party, from: party },
      agent: { role: party, want: 'any' },
      carriers: words(
        'sign, ink, strike, reach, announce, form, forge, expand, extend, enter, enter into, deepen, renew, make, seal, secure, land, win, unveil, finalize, close, agree, establish, broaden, strengthen, have, amend, launch, complete, score, negotiate, snag, clinch, get, discuss, explore, cut, begin, start, consider, formalize, build, execute, award, pursue, update, join, put, embark, complete, kick off, commit, embark, invite, strike up, tighten, cement, bolster, boost, intensify, advance, confirm, kick off, conclude, ratify, approve, finalise, formalise, celebrate, mark, detail, outline, disclose, reveal, plan, seek, cite, tout',
      ),
      when: (match) => {
        const { scene, at, draft, verb, phrase } = match;
        const noun = scene.nodes[at]?.lemma.replace(/s$/, '') ?? '';
        const text = lowerText(scene, phrase?.from ?? at, at);
        if (phrase && noun !== 'integration') beside(match, phrase);
        athome(match);
        if (noun === 'deal' || noun === 'agreement' || noun === 'venture') {
          // A deal to buy or to invest is told by its own type.
          const after = lowerText(scene, at + 1, at + 4);
          if (
            /^to (?:be )?(?:acquire|acquired|buy|purchase|sell|invest|merge|take)\b/.test(after) ||
            /\b(?:acquisition|merger|takeover|investment|funding|buyout|equity|employment|settlement|m&a|stock|share|purchase|peace|trade|plea|combination)\b/.test(
              text,
            ) ||
            /^(?:for|of) \$/.test(after)
          )
            return false;
          if (noun === 'venture' && !/\bjoint\b/.test(text)) return false;
        }
        if (phrase && all(draft, party).length < 2) courted(match, phrase);
        if (all(draft, party).length === 1 && phrase && !verb) actorOf(match, phrase);
        if (noun === 'integration' && all(draft, party).length < 2) return false;
        if (noun === 'contract' && /\bsmart\b/.test(text)) return false;
        if (verb && /^(?:end|cancel|terminate|scrap|wind down|phase out|exit|cut|sever|dissolve)$/.test(verb.phrasal))
          draft.status = 'ended';
        if (verb && /^(?:discuss|explore|consider|negotiate|pursue|seek)$/.test(verb.lemma)) draft.status = 'talks';
        if (/\b(?:potential|possible|proposed)\b/.test(text)) draft.status = 'talks';
        if (verb && /^(?:block|probe|investigate|criticize|slam)$/.test(verb.lemma)) return false;
        // All of them after "with": whose partners they are is told by the clause.
        const partners = scene.clauses.prepsAfter(at + 1, draft.to).find((prep) => prep.word === 'with')?.group;
        const oneSided =
          partners !== undefined &&
          all(draft, party).length >= 1 &&
          all(draft, party).every((arg) => (arg.party?.node ?? -1) >= (partners?.from ?? 0));
        if (
          oneSided &&
          /\b(?:in|through|via|under|using)(?: (?:a|an|its|the|new|close|strategic|our))*$/.test(
            lowerText(scene, (phrase?.from ?? at) - 2, at),
          ) &&
          /partnership|collaboration|alliance/.test(noun)
        ) {
          // "In partnership with Foo, …": the other side acts in the clause.
          const actor = scene.clauses.verbs.find(
            (other) => other.form === 'finite' && other.subject !== null && !other.passive,
          );
          const found = actor ? parties(scene, actor.subject, 'org', actor) : [];
          const entity = found.length > 0 ? null : referent(scene, at, null);
          addParties(
            draft,
            party,
            found.length > 0 ? found : entity ? [{ entity, text: entity.name, node: at, coreferent: true }] : [],
          );
        }
        if (all(draft, party).length === 1 && verb && !partners) beforehand(match, verb);
        if (
          all(draft, party).length === 1 &&
          verb &&
          scene.sentence.titleCase &&
          verb.modal === 'to' &&
          /^(?:form|sign|expand|strike|announce)$/.test(verb.lemma)
        ) {
          const others = scene.nodes.flatMap((node, k) =>
            node.mention?.entity.kind === 'org'
              ? [{ entity: node.mention.entity, text: node.mention.text, node: k, coreferent: false }]
              : [],
          );
          if (others.length === 2) addParties(draft, party, others);
        }
        if (
          oneSided &&
          all(draft, party).length >= 2 &&
          all(draft, party).every((arg) => (arg.party?.node ?? -1) >= (partners?.from ?? 0))
        )
          return Boolean(scene.article.house);
        if (all(draft, party).length === 1) {
          // One side may stay unnamed: on a house's own page, and where a contract is won for a sum.
          if (scene.article.house) return true;
          return (
            Boolean(verb) &&
            /^(?:win|secure|land|bag|sign|ink|clinch|seal|score)$/.test(verb?.lemma ?? '') &&
            /^(?:deal|contract|order|agreement)$/.test(noun) &&
            scene.nodes.slice(phrase?.from ?? at, at).some((node) => node.value?.kind === 'money')
          );
        }
        return all(draft, party).length >= 2;
      },
    },
    {
      nouns: words('relationship, work, ties, tie'),
      owner: party,
      preps: { with: party },
      when: ({ draft, verb }) => {
        if (!verb || !ENDING.test(verb.phrasal)) return false;
        draft.status = 'ended';
        return all(draft, party).length >= 2;
      },
    },
  ],
  values: {
    amount: (value, scene) =>
      value.kind === 'money' &&
      (value.use === 'plain' ||
        // "chips worth $4 billion" is no valuation of anybody.
        (value.use === 'valuation' &&
          /\bworth(?: [a-z]+){0,3} $/.test(scene.text.slice(Math.max(0, value.start - 30), value.start)))),
    capacity: (value) => value.kind === 'capacity' && /w(?:att)?s?$/i.test(value.unit),
  },
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
  cues: /^(?:launch|unveil|introduce|develop|co-develop|pilot|execute|build|create|enable|debut|bring|optimi[sz]e|test|deploy|roll|complete|offer|co-create|establish|set|count|sign|spend|buy|purchase|order|rent|lease|source|pay|partnership|collaboration|alliance|tie-up|partners?|agreement|mou|join|customer|client|supplier|switch|shift|move|migrate|transfer|add)$/,
  read(scene) {
    const drafts: Draft[] = [
      ...jointly(scene),
      ...clients(scene),
      ...spending(scene),
      ...switching(scene),
      ...recalled(scene),
    ];
    // "Foo joins forces with Bar".
    for (const verb of scene.clauses.verbs) {
      const object = verb.object ? scene.nodes[verb.object.phrases[0]?.head ?? 0]?.lower : '';
      if (verb.lemma === 'join' && (object === 'forces' || object === 'hands')) {
        const draft = newDraft(scene, 'agreement', verb.head, verb);
        draft.from = verb.from;
        draft.to = verb.reach;
        addParties(draft, { role: party, want: 'any' }, parties(scene, verb.subject, 'any', verb));
        for (const prep of verb.preps)
          if (prep.word === 'with') addGroup(draft, scene, { role: party, want: 'any' }, prep.group, verb);
        drafts.push(draft);
      }
    }
    return drafts;
  },
};
