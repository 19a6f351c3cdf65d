import type { Group } from '../clauses.ts';
import { parties } from '../parties.ts';
import { referent } from '../referents.ts';
import type { Scene } from '../scene.ts';
import { actorOf, athome, beforehand, beside, courted, makerIn } from './agreement-sides.ts';
import { each } from './cues.ts';
import { addParties, all, lowerText, type NounRule, words } from './frame.ts';

// The nouns that tell of an agreement: "a partnership with", "signs a deal", "its contract".

const party = 'party';
const ENDING = /^(?:wind down|phase out|wrap up|end|cut|sever|terminate|pause|halt|wind|scale back|unwind)$/;

const within = (group: Group, node: number): boolean => node >= group.from && node <= group.to;

/** "In partnership with", "under a new deal with", "thanks to its contract with": the noun tells how something is done. */
function fronted(scene: Scene, from: number, at: number, noun: string): boolean {
  const before = lowerText(scene, from - 3, at);
  if (/partnership|collaboration|alliance|tie-up|venture/.test(noun))
    return /\b(?:in|through|via|under|using|by|part of|thanks to|with)(?: (?:a|an|its|the|new|close|strategic|our|joint|recent|exclusive|[a-z]+-[a-z]+))*$/.test(
      before,
    );
  return (
    /deal|agreement|contract|pact/.test(noun) &&
    /(?:^|\b)(?:under|through|via|part of|thanks to)(?: (?:a|an|its|the|new|recent|exclusive|[a-z]+-[a-z]+|[a-z]+))*$/.test(
      before,
    ) &&
    // Where it opens the sentence, who acts is told right after it.
    from <= 3
  );
}

export const nouns: readonly NounRule[] = [
  {
    cues: [
      ...each(
        [
          [
            'partnership collaboration alliance tie-up agreement contract pact memorandum mou cooperation deal arrangement integration',
          ],
          ['venture', 'joint'],
        ],
        '#parties',
        '#house',
      ),
      ['form create set establish', '>', 'venture', '#parties'],
      ['contract agreement deal', '#money', '#party'],
      ['partnership collaboration alliance tie-up venture deal agreement contract pact', 'with', '#party'],
    ],
    nouns: words(
      'partnership, collaboration, alliance, tie-up, agreement, contract, pact, joint venture, venture, memorandum, mou, cooperation, deal, arrangement, integration',
    ),
    owner: { role: party, want: 'any' },
    modifier: { role: party, want: 'org' },
    preps: { with: { role: party, want: 'any' }, between: party, from: party },
    agent: { role: party, want: 'any' },
    carriers: words(
      'sign, ink, strike, reach, maintain, set up, create, hold, announce, form, forge, expand, extend, enter, enter into, deepen, renew, make, seal, secure, land, win, unveil, finalize, close, agree, establish, broaden, strengthen, have, amend, launch, complete, score, negotiate, snag, clinch, get, discuss, explore, cut, begin, start, consider, formalize, build, execute, award, pursue, update, join, put, embark, complete, kick off, commit, embark, invite, strike up, near, approach, back out, pull out, end, cancel, terminate, scrap, wind down, phase out, exit, dissolve, call off, tighten, cement, bolster, boost, intensify, advance, confirm, kick off, conclude, ratify, approve, finalise, formalise, celebrate, mark, detail, outline, disclose, reveal, plan, seek, cite, tout, salvage, save, rescue, revive',
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
          /^(?:for|of) \$/.test(after) ||
          // "an agreement for Foo to acquire Bar".
          /^for (?:[\w.’'-]+ ){1,4}to (?:acquire|buy|purchase|merge|combine)\b/.test(lowerText(scene, at + 1, at + 8))
        )
          return false;
        // "Foo and Bar form a map venture".
        const founded =
          /^(?:form|create|set up|establish)$/.test(verb?.phrasal ?? '') && all(draft, party).length === 2;
        if (noun === 'venture' && !founded && !/\bjoint\b/.test(text)) return false;
      }
      // "a joint venture of Foo and Bar".
      const of = noun === 'venture' || noun === 'partnership' ? scene.clauses.prepsAfter(at + 1, at + 3)[0] : undefined;
      if (of?.word === 'of' && of.group && of.group.phrases.length > 1)
        addParties(draft, party, parties(scene, of.group, 'org', verb ?? undefined));
      if (all(draft, party).length === 1 && /^(?:mou|memorandum|partnership|pact|agreement|deal)$/.test(noun)) {
        // "signs MoU with Pelican": with who makes it.
        const made = scene.clauses.prepsAfter(at + 1, draft.to).find((prep) => prep.word === 'with')?.group
          ?.phrases[0]?.head;
        const product = made === undefined ? undefined : scene.nodes[made]?.mention;
        if (made !== undefined && product?.entity.owner) addParties(draft, party, makerIn(scene, product, made));
      }
      if (phrase && all(draft, party).length < 2) courted(match, phrase);
      if (all(draft, party).length === 1 && phrase && !verb) actorOf(match, phrase);
      if (noun === 'integration' && all(draft, party).length < 2) return false;
      if (noun === 'contract' && /\bsmart\b/.test(text)) return false;
      if (verb && /^(?:end|cancel|terminate|scrap|wind down|phase out|exit|cut|sever|dissolve)$/.test(verb.phrasal))
        draft.status = 'ended';
      // "The partnership with Foo has ended".
      const group = scene.clauses.groupAt(at);
      const lapsed = scene.clauses.verbs.find(({ subject }) => subject !== null && subject === group);
      if (
        lapsed &&
        /^(?:end|expire|lapse|collapse|unravel|dissolve)$/.test(lapsed.lemma) &&
        !lapsed.negated &&
        (lapsed.past || lapsed.passive)
      )
        draft.status = 'ended';
      // "is close to a deal with Foo": who is, stands before.
      if (
        verb?.lemma === 'be' &&
        /^(?:(?:very|now|also|getting) )*(?:close|near) to\b/.test(lowerText(scene, verb.to + 1, at))
      ) {
        addParties(draft, party, parties(scene, verb.subject, 'org', verb));
        draft.status = 'talks';
      }
      if (verb && /^(?:back out|pull out)$/.test(verb.phrasal)) draft.status = 'failed';
      if (
        verb &&
        /^(?:discuss|explore|consider|negotiate|pursue|seek|near|approach|salvage|save|rescue|revive)$/.test(verb.lemma)
      )
        draft.status = 'talks';
      if (/\b(?:potential|possible|proposed)\b/.test(text)) draft.status = 'talks';
      if (verb && /^(?:block|probe|investigate|criticize|slam)$/.test(verb.lemma)) return false;
      // All of them after "with": whose partners they are is told by the clause.
      const partners = scene.clauses.prepsAfter(at + 1, draft.to).find((prep) => prep.word === 'with')?.group;
      // "After signing a deal with Foo, Bar …": who signs follows.
      const signer = verb?.form === 'gerund' && verb.subject && verb.subject.from > verb.to ? verb.subject : null;
      const among = (node: number): boolean =>
        partners != null && node >= partners.from && !(signer && within(signer, node));
      const oneSided =
        partners != null &&
        all(draft, party).length >= 1 &&
        all(draft, party).every((arg) => among(arg.party?.node ?? -1));
      if (oneSided && fronted(scene, phrase?.from ?? at, at, noun)) {
        // "In partnership with Foo, …": the other side acts in the clause.
        const actor = scene.clauses.verbs.find(
          ({ form, subject, passive }) =>
            form === 'finite' &&
            subject !== null &&
            !passive &&
            !within(subject, at) &&
            !within(partners, subject.from),
        );
        const found = actor ? parties(scene, actor.subject, 'org', actor) : [];
        // "The Foo contest was held in partnership with Bar": by whom is not told.
        const undergone = scene.clauses.verbs.some(
          ({ form, subject, passive }) => form === 'finite' && passive && subject !== null && subject.to < at,
        );
        const entity = found.length > 0 || undergone ? null : referent(scene, at, null);
        const before = all(draft, party).length;
        addParties(
          draft,
          party,
          found.length > 0 ? found : entity ? [{ entity, text: entity.name, node: at, coreferent: true }] : [],
        );
        if (all(draft, party).length > before) return true;
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
      // Those after "with" alone are no two sides.
      if (oneSided && all(draft, party).length >= 2 && all(draft, party).every((arg) => among(arg.party?.node ?? -1)))
        return Boolean(scene.house);
      if (all(draft, party).length === 1) {
        // One side may stay unnamed: on a house's own page, and where a contract is won for a sum.
        if (scene.house) return true;
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
    // "secures orders from Foo": what the police orders is another matter.
    nouns: words('order'),
    cues: [['order', 'secure win land bag receive clinch snag', '#parties']],
    modifier: party,
    preps: { from: party },
    agent: party,
    carriers: words('secure, win, land, bag, receive, clinch, snag'),
    when: ({ draft, verb }) =>
      /^(?:secure|win|land|bag|receive|clinch|snag)$/.test(verb?.lemma ?? '') && all(draft, party).length >= 2,
  },
  {
    nouns: words('relationship, work, ties, tie'),
    cues: [
      ['relationship work tie', 'wind phase wrap end cut sever terminate pause halt scale unwind', '#parties'],
      ['relationship tie', 'deepen strengthen expand forge tighten broaden cement', 'with', '#parties'],
    ],
    owner: party,
    preps: { with: party },
    agent: party,
    carriers: words('deepen, strengthen, expand, forge, tighten, broaden, cement'),
    when: ({ scene, draft, verb, at }) => {
      if (!verb || all(draft, party).length < 2) return false;
      if (ENDING.test(verb.phrasal)) {
        draft.status = 'ended';
        return true;
      }
      return (
        /^(?:deepen|strengthen|expand|forge|tighten|broaden|cement)$/.test(verb.lemma) &&
        scene.nodes[at]?.lower !== 'work' &&
        all(draft, party).every(({ party: one }) => one?.entity?.kind === 'org' && !one.entity.authority)
      );
    },
  },
];
