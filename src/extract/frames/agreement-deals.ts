import type { Verb } from '../clauses.ts';
import { modifiersOf, ownerOf, type Party, parties } from '../parties.ts';
import type { Scene } from '../scene.ts';
import { values } from './agreement-sides.ts';
import { addParties, addValues, all, type Draft, lowerText, newDraft } from './frame.ts';

// Agreements that are told by what they are for, by both sides at once, or by a headline's shape.
const party = 'party';

function made(scene: Scene, at: number, verb: Verb | null, sides: readonly Party[]): Draft {
  const draft = newDraft(scene, 'agreement', at, verb);
  draft.from = verb?.from ?? at;
  draft.to = verb?.reach ?? at + 1;
  addParties(draft, { role: party, want: 'any' }, sides);
  return draft;
}

const firms = (found: readonly Party[]): Party[] =>
  found.filter(({ entity }) => entity === null || entity.kind === 'org');

/** What the one side does for the other, or with what is the other's. */
export const SERVING =
  /^(?:pay|use|supply|provide|license|give|power|run|host|build|develop|bring|integrate|rent|lease|ship|train|deploy|equip|serve|offer|distribute|carry|test)$/;

/** "nears deal to pay Foo $1B", "signs a deal to supply Foo with pens", "inks a pact to use Foo's pens". */
function purposes(scene: Scene): Draft[] {
  const { clauses, nodes } = scene;
  return clauses.verbs.flatMap((verb) => {
    const noun = nodes[verb.from - 2];
    if (verb.form !== 'infinitive' || !SERVING.test(verb.lemma) || verb.passive || noun?.mention) return [];
    if (!/^(?:deal|agreement|contract|pact|partnership|tie-up)$/.test(noun?.lower ?? '')) return [];
    const main = [...clauses.verbs].reverse().find((other) => other.to < verb.from - 2 && other.form === 'finite');
    // Another side is named already: "a deal with Foo to use …".
    const holder = clauses.groupAt(verb.from - 2);
    if (!main?.subject || !holder || main.object !== holder || main.negated || main.passive) return [];
    const who = firms(parties(scene, main.subject, 'any', main));
    const [thing] = verb.object?.phrases ?? [];
    const owned = thing ? ownerOf(scene, thing, thing.head, 'org') : [];
    // "a deal to rent Foo chips".
    if (
      thing &&
      owned.length === 0 &&
      !nodes[thing.head]?.mention &&
      !/^(?:supply|provide|give|pay|serve)$/.test(verb.lemma)
    )
      owned.push(...modifiersOf(scene, thing, thing.head, 'org').slice(0, 1));
    const served = owned.length > 0 ? owned : parties(scene, verb.object, 'org', verb);
    const through = verb.preps.find(({ word }) => /^(?:from|with|for|to|on)$/.test(word));
    const other = served.length > 0 ? served : parties(scene, through?.group ?? null, 'org', verb);
    const draft = made(scene, main.head, main, [...who, ...other.filter(({ coreferent }) => !coreferent)]);
    draft.to = verb.reach;
    if (/^(?:near|seek|consider|explore|eye|discuss|weigh|negotiate|approach)$/.test(main.lemma))
      draft.status = 'talks';
    addValues(draft, scene, { values });
    return all(draft, party).length >= 2 && who.length === 1 ? [draft] : [];
  });
}

/** What two sides do with a deal that they have. */
export const REWORKING =
  /^(?:rework|amend|renegotiate|revise|rewrite|restructure|loosen|remove|drop|extend|renew|overhaul|redefine|reset)$/;

/** "Foo and Bar have agreed to add …", "Foo and Bar rework a clause". */
function both(scene: Scene): Draft[] {
  const { clauses, nodes } = scene;
  return clauses.verbs.flatMap((verb) => {
    if (verb.negated || verb.passive || !verb.subject || verb.subject.phrases.length < 2 || verb.form !== 'finite')
      return [];
    if (verb.chain.length > 0 || (verb.modal && !/^(?:will|to)$/.test(verb.modal))) return [];
    const goal = clauses.verbs.find((other) => other.governor === verb && other.form === 'infinitive');
    // "have agreed to cut fees to settle a suit": not with each other.
    const settles = clauses.verbs.some((other) => other.lemma === 'settle' && other.chain.includes('agree'));
    const agrees =
      verb.lemma === 'agree' &&
      goal !== undefined &&
      !settles &&
      goal.from <= verb.to + 3 &&
      !/^(?:merge|combine|buy|acquire|sell|pay|settle|drop|end|testify|comply|face|appear|delay|postpone|invest|raise)$/.test(
        goal.lemma,
      );
    // "agreed on terms for a joint lab".
    const terms = verb.preps.find(({ word, at }) => word === 'on' && at === verb.to + 1)?.group;
    const settled =
      verb.lemma === 'agree' &&
      /^(?:framework|partnership|terms|pact|cooperation|deal|alliance|plan|contract)$/.test(
        nodes[terms?.phrases[0]?.head ?? -1]?.lower ?? '',
      );
    const object = verb.object?.phrases[0];
    const reworks =
      object !== undefined &&
      REWORKING.test(verb.lemma) &&
      /^(?:clause|deal|contract|agreement|partnership|pact|alliance|terms|exclusivity|tie-up)$/.test(
        nodes[object.head]?.lower ?? '',
      );
    if (!agrees && !settled && !reworks) return [];
    const who = firms(parties(scene, verb.subject, 'any', verb)).filter(({ coreferent }) => !coreferent);
    return who.length === verb.subject.phrases.length && who.length <= 3 ? [made(scene, verb.head, verb, who)] : [];
  });
}

/** "has signed Foo, Bar and Baz as paying partners". */
function signed(scene: Scene): Draft[] {
  return scene.clauses.verbs.flatMap((verb) => {
    if (!/^(?:sign|sign up|land|win|add|onboard)$/.test(verb.phrasal) || verb.passive || verb.negated || !verb.object)
      return [];
    if (
      !/^as (?:an? |its |the |their )?(?:[\w-]+ ){0,2}(?:partners?|customers?|clients?|suppliers?|users?|tenants?)\b/.test(
        lowerText(scene, verb.object.to + 1, verb.object.to + 7),
      )
    )
      return [];
    const who = firms(parties(scene, verb.subject, 'org', verb));
    const others = firms(parties(scene, verb.object, 'org', verb)).filter(({ entity }) => entity);
    const draft = made(scene, verb.head, verb, [...who, ...others]);
    return who.length === 1 && all(draft, party).length >= 2 ? [draft] : [];
  });
}

/** "Foo x Bar: …", and on a house's own page "Partnering with Foo". */
function headlined(scene: Scene): Draft[] {
  const { nodes, clauses, sentence, house } = scene;
  if (sentence.field !== 'title') return [];
  const [left, cross, right] = nodes;
  const end = nodes[3];
  if (
    /^[x×]$/i.test(cross?.text ?? '') &&
    left?.mention?.entity.kind === 'org' &&
    right?.mention?.entity.kind === 'org' &&
    (!end || /^[:|—–-]$/.test(end.text))
  )
    return [
      made(
        scene,
        1,
        null,
        [left, right].flatMap(({ mention }, k) =>
          mention ? [{ entity: mention.entity, text: mention.text, node: 2 * k, coreferent: false }] : [],
        ),
      ),
    ];
  const verb = clauses.verbs[0];
  if (!house || verb?.from !== 0 || verb.form !== 'gerund') return [];
  if (!/^(?:partner|team up|collaborate|work)$/.test(verb.phrasal)) return [];
  const group = verb.preps.find(({ word, at }) => word === 'with' && at === verb.to + 1)?.group ?? null;
  const others = firms(parties(scene, group, 'any', verb)).filter(
    ({ entity, coreferent }) => !coreferent && entity?.slug !== house?.slug,
  );
  return others.length > 0 ? [made(scene, verb.head, verb, others)] : [];
}

export const deals = (scene: Scene): Draft[] => [
  ...purposes(scene),
  ...both(scene),
  ...signed(scene),
  ...headlined(scene),
];
