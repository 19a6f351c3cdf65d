import type { Phrase } from '../clauses.ts';
import { modifiersOf, type Party } from '../parties.ts';
import type { Scene } from '../scene.ts';
import { COMMUNICATION_VERBS } from '../words.ts';
import { addGroup, addParties, has, lowerText, type NounRule, orgsOf, words } from './frame.ts';
import { money } from './investment-backers.ts';

/** "Foo's investment in Bar", "the $2 billion Foo investment", "attracts investment from Foo". */
export const investmentNouns: readonly NounRule[] = [
  {
    nouns: words('investment, backing, funding, financing, bet, stake'),
    cues: [['investment backing funding financing bet stake', '#parties']],
    owner: { role: 'investor', want: 'any' },
    preps: {
      in: 'target',
      into: 'target',
      from: { role: 'investor', want: 'any' },
      by: { role: 'investor', want: 'any' },
      on: 'target',
      to: 'target',
    },
    agent: { role: 'investor', want: 'any' },
    carriers: words(
      'make, announce, lead, complete, close, consider, plan, weigh, unveil, agree, finalize, mull, pledge, commit, explore, discuss, confirm',
    ),
    when: ({ scene, at, draft, phrase, verb }) => {
      const node = scene.nodes[at];
      if (phrase && node && /^(?:investment|stake)$/.test(node.lemma)) {
        const inside = modifiersOf(scene, phrase, at, 'any').filter((party) => party.entity?.kind === 'org');
        // "Foo's Bar investment" is in Bar, "the Foo investment in Bar" is Foo's.
        if (has(draft, 'investor') && !has(draft, 'target') && inside.length > 0) {
          addParties(draft, 'target', inside.slice(-1));
          // "its Foo investment" is known; only a verb that makes it tells it.
          if (
            !verb ||
            !/^(?:make|announce|complete|close|plan|consider|weigh|confirm|unveil|finalize|pledge)$/.test(verb.lemma)
          )
            draft.background = true;
        } else if (has(draft, 'target') && !has(draft, 'investor'))
          addParties(draft, 'investor', inside.length > 0 ? inside.slice(-1) : opening(scene, phrase, at));
      }
      // "Foo grows abroad with a new investment in Bar": the one who acts gives.
      if (node?.lemma === 'investment' && has(draft, 'target') && !has(draft, 'investor') && phrase) {
        const before = scene.nodes[phrase.from - 1]?.lower ?? '';
        const main = [...scene.clauses.verbs]
          .reverse()
          .find((other) => other.form === 'finite' && other.to < phrase.from && !other.passive && !other.negated);
        if (/^(?:with|through|via)$/.test(before) && main && !COMMUNICATION_VERBS.has(main.lemma))
          addParties(draft, 'investor', orgsOf(scene, main).slice(0, 1));
      }
      if (node?.lemma === 'bet' && !has(draft, 'target')) return false;
      // Money of a company for a country or a field is its own spending.
      if (!has(draft, 'target') && phrase) {
        // "received an investment from Foo", "attracts investment from Foo".
        if (
          verb?.subject &&
          verb.object &&
          verb.object.from <= at &&
          at <= verb.object.to &&
          /^(?:receive|attract|secure|get|land|bag|win|draw|raise|take)$/.test(verb.lemma)
        ) {
          draft.args = draft.args.filter((arg) => arg.role === 'investor' && (arg.party?.node ?? 0) > verb.to);
          if (verb.lemma === 'bag' || verb.lemma === 'secure' || verb.lemma === 'land' || verb.lemma === 'win')
            addParties(draft, 'investor', []);
          addGroup(draft, scene, 'target', verb.subject, verb);
          for (let k = phrase.from; k < at; k++) {
            const mention = scene.nodes[k]?.mention;
            if (mention && (mention.entity.kind === 'org' || mention.entity.kind === 'person'))
              addParties(draft, 'investor', [
                { entity: mention.entity, text: mention.text, node: k, coreferent: false },
              ]);
          }
        }
      }
      if (
        node?.lemma === 'stake' &&
        (!has(draft, 'investor') ||
          /\b(?:sale|remaining|sell|sells|sold|selling|offload(?:s|ed|ing)?|divest(?:s|ed|ing)?|unload(?:s|ed|ing)?|dump(?:s|ed|ing)?|exit(?:s|ed|ing)?|trim(?:s|med|ming)?|cut|cuts|cutting|reduc(?:e|es|ed|ing))\b/.test(
            lowerText(scene, at - 7, at),
          ))
      )
        return false;
      if (!has(draft, 'investor') && phrase && scene.nodes.slice(phrase.from, at).some((other) => money(other.value))) {
        // "gains on a fresh $2 billion Foo investment": the name before the noun gives.
        for (let k = phrase.from; k < at; k++) {
          const mention = scene.nodes[k]?.mention;
          if (mention?.entity.kind === 'org' && scene.nodes[k + 1]?.lower !== "'s")
            addParties(draft, 'investor', [{ entity: mention.entity, text: mention.text, node: k, coreferent: false }]);
        }
        const first = scene.nodes.findIndex((other) => other.mention?.entity.kind === 'org');
        const mention = scene.nodes[first]?.mention;
        if (has(draft, 'investor') && !has(draft, 'target') && mention && first < phrase.from)
          addParties(draft, 'target', [{ entity: mention.entity, text: mention.text, node: first, coreferent: false }]);
      }
      const fares = scene.clauses.verbs.find(
        (other) => other.subject !== null && other.subject === scene.clauses.groupAt(at),
      );
      if (fares && /^(?:collapse|unravel|fall|fail)$/.test(fares.lemma) && !fares.negated) draft.status = 'failed';
      if (fares && /^(?:stall|stumble)$/.test(fares.lemma)) draft.status = 'talks';
      return has(draft, 'target') && has(draft, 'investor');
    },
  },
];

/** "Foo Partnership and Investment in Bar": the name that opens a headline without a verb. */
function opening(scene: Scene, phrase: Phrase, at: number): Party[] {
  const mention = scene.nodes[0]?.mention;
  const plain =
    scene.sentence.field === 'title' &&
    scene.clauses.verbs.length === 0 &&
    mention?.entity.kind === 'org' &&
    scene.nodes
      .slice(1, at)
      .every(
        (node) =>
          !node.mention && (node.pos === 'NOUN' || node.pos === 'CCONJ' || node.pos === 'ADJ' || node.pos === 'PROPN'),
      );
  return plain && mention && phrase.from > 0
    ? [{ entity: mention.entity, text: mention.text, node: 0, coreferent: false }]
    : [];
}
