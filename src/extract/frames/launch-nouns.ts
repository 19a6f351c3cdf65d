import type { Group, Phrase } from '../clauses.ts';
import type { Draft } from '../draft.ts';
import { ownerOf, type Party, parties } from '../parties.ts';
import type { Scene } from '../scene.ts';
import { addParties, lowerText, newDraft } from './frame.ts';
import { KINDS, type Label, label, maker, noProduct, productArg } from './labels.ts';
import { makers } from './launch-makers.ts';

/** What is done to a thing that is there already. */
const USING =
  /^(?:put|use|test|try|train|study|find|compare|beat|criticize|review|power|base|run|want|need|see|evaluate|assess|improve|defend|explain|fine-tune|cover)$/;
const NEW = /^(?:new|newest|latest|newly|upcoming|next|first)$/;

/**
 * Launches that no verb tells: "with its new service, Foo", "Foo is the startup's latest model",
 * "takes on Bar with Foo, an AI design tool". What `told` has already is left alone.
 */
export function byNovelty(scene: Scene, told: readonly Draft[]): Draft[] {
  const drafts: Draft[] = [];
  const { clauses, nodes } = scene;
  for (const group of clauses.groups) {
    const phrase = group.phrases[0];
    if (!phrase || group.phrases.length > 1) continue;
    const [items, owners] = owned(phrase, group);
    if (items.length === 0) continue;
    const verb =
      [...clauses.verbs].reverse().find((other) => other.to < phrase.from && other.reach > phrase.from) ?? null;
    if (
      nodes[phrase.from - 1]?.lower.match(/^(?:by|on|from|than|like)$/) ||
      (verb?.object === group && USING.test(verb.lemma))
    )
      continue;
    if (
      (verb?.form === 'gerund' && !(scene.house && verb.from === 0)) ||
      verb?.negated ||
      verb?.modal === 'could' ||
      verb?.modal === 'would' ||
      verb?.subjectVia === 'relative'
    )
      continue;
    const known = new Set([...told, ...drafts].flatMap((draft) => draft.args.map((arg) => arg.text)));
    if (items.every((item) => known.has(item.text))) continue;
    const slug = items[0]?.entity?.owner;
    const own = owners.filter((party) => !slug || party.entity?.slug === slug);
    const orgs = own.length > 0 ? own : maker(scene, items[0]?.entity ?? null);
    if (orgs.length === 0 && !items[0]?.entity?.owner) continue;
    const draft = newDraft(scene, 'launch', phrase.head, verb, 'announced');
    draft.from = phrase.from;
    draft.to = group.to + 1;
    addParties(draft, 'org', orgs.slice(0, 1));
    for (const item of items.slice(0, 3)) draft.args.push(productArg(item));
    drafts.push(draft);
  }
  return drafts;

  function owned(phrase: Phrase, group: Group): [Label[], Party[]] {
    const before = nodes[phrase.from - 1];
    const fresh = nodes.slice(phrase.from, phrase.head + 1).some((node) => NEW.test(node.lower));
    if (noProduct(scene, phrase)) return [[], []];
    if (!fresh) return /^(?:with|through|via)$/.test(before?.lower ?? '') ? explained(phrase) : [[], []];
    const owners = ownerOf(scene, phrase, phrase.head, 'org').filter(
      (party) => party.entity?.kind === 'org' && !party.entity.authority,
    );
    const kind =
      KINDS.test(lowerText(scene, phrase.from, phrase.head + 1)) &&
      !/^payments?$/.test(nodes[phrase.head]?.lower ?? '');
    // "Foo is the house's new model": the name is the subject.
    const verb = clauses.verbs.find((other) => other.lemma === 'be' && !other.negated && other.object === group);
    const subject = verb?.subject?.phrases[0];
    const name = subject ? nodes[subject.head]?.mention : undefined;
    if (verb && subject && name && kind && owners.length === 1 && subject.from === subject.head) {
      const { entity } = name;
      const thing = entity.kind === 'product' || (entity.kind === 'org' && !entity.slug && !entity.sure);
      return thing && entity !== owners[0]?.entity
        ? [[{ text: name.text, entity, node: subject.head }], owners]
        : [[], []];
    }
    // "Meet Foo, the house's new model".
    const apposed = before?.text === ',' ? nodes[phrase.from - 2]?.mention : undefined;
    if (apposed?.entity.kind === 'product' && kind && apposed.entity.owner && nodes[phrase.from - 3]?.pos !== 'ADP')
      return [[{ text: apposed.text, entity: apposed.entity, node: phrase.from - 2 }], owners];
    const items = label(scene, group, nodes.length, owners[0]?.entity ?? null).filter(
      (item) => item.entity && (item.entity.kind === 'product' || kind),
    );
    if (owners.length === 1) return [items.filter((item) => item.entity !== owners[0]?.entity), owners];
    // "with a new Foo SDK": of a product that we know.
    const ours = items.filter((item) => item.entity?.owner && item.node >= phrase.from && item.node <= phrase.to);
    return before?.lower === 'with' &&
      (nodes[phrase.from]?.lower === 'a' || ours.some((item) => item.entity?.owner === scene.house?.slug))
      ? [ours, []]
      : [[], []];
  }

  /** "with Foo, an AI design tool": a name that a kind of thing explains, in the hands of the subject. */
  function explained(phrase: Phrase): [Label[], Party[]] {
    const name = nodes[phrase.from]?.mention;
    let end = phrase.from;
    while (nodes[end + 1]?.pos === 'NUM' && !nodes[end + 1]?.value) end++;
    const inner = clauses.groupAt(end + 2);
    if (
      name?.entity.kind !== 'org' ||
      name.entity.slug ||
      name.entity.sure ||
      end < phrase.to ||
      nodes[end + 1]?.text !== ',' ||
      !/^(?:an?|its)$/.test(nodes[end + 2]?.lower ?? '') ||
      !inner ||
      noProduct(scene, inner.phrases[0] as Phrase) ||
      !KINDS.test(nodes[inner.phrases[0]?.head ?? 0]?.lower ?? '')
    )
      return [[], []];
    const verb = clauses.verbs.find((other) => other.form === 'finite' && other.to < phrase.from);
    const orgs = verb ? parties(scene, verb.subject, 'org', verb).filter((party) => party.entity?.kind === 'org') : [];
    if (orgs.length !== 1 || verb?.passive) return [[], []];
    if (/^(?:partner|collaborate|team|work|merge|compete|integrate|sign|join|meet|ally)$/.test(verb?.lemma ?? ''))
      return [[], []];
    const group = clauses.groupAt(phrase.from);
    return [label(scene, group, nodes.length, orgs[0]?.entity ?? null).slice(0, 1), orgs];
  }
}

/** "with the release of Foo", "delays the launch of Foo". */
export function byNoun(scene: Scene): Draft[] {
  const drafts: Draft[] = [];
  const { clauses, nodes } = scene;
  nodes.forEach((node, at) => {
    if (!/^(?:launch|release|rollout|debut|unveiling|introduction)$/.test(node.lower) || nodes[at + 1]?.lower !== 'of')
      return;
    const phrase = clauses.phraseAt(at);
    const group = clauses.groupAt(at + 2) ?? clauses.groupAt(at + 3);
    if (!phrase || phrase.head !== at || !group) return;
    if (group.phrases.some((phrase) => noProduct(scene, phrase))) return;
    // "The launch of Foo in 2022 changed …" is history.
    const year = /\b(?:in|of|since) (?:[a-z]+ )?(?:of )?(20\d\d)\b/.exec(lowerText(scene, at, nodes.length))?.[1];
    const now = /20\d\d/.exec(scene.document.article.published ?? '')?.[0];
    if (year && (!now || Number(year) < Number(now))) return;
    const carrier =
      [...clauses.verbs]
        .reverse()
        .find((verb) => verb.to < phrase.from && verb.reach > at && verb.form !== 'participle') ?? null;
    if (carrier?.negated || carrier?.modal === 'could' || carrier?.modal === 'would') return;
    const orgs = carrier && !carrier.passive ? makers(scene, carrier) : ownerOf(scene, phrase, at, 'org');
    const items = label(scene, group, nodes.length, orgs[0]?.entity ?? null).filter((item) => item.entity);
    const slug = orgs[0]?.entity?.slug;
    const known = items.filter((item) => item.entity?.owner && (!slug || item.entity.owner === slug));
    const near =
      (carrier !== null && !carrier.negated && /^(?:with|through)$/.test(nodes[phrase.from - 1]?.lower ?? '')) ||
      (carrier !== null &&
        /^(?:announce|mark|celebrate|expand|follow|accelerate|continue|delay|postpone|confirm|see|tease|push)$/.test(
          carrier.lemma,
        ));
    const named =
      known.length > 0 ? known : near && orgs.length === 1 ? items.filter((item) => !item.entity?.owner) : [];
    if (named.length === 0) return;
    const draft = newDraft(scene, 'launch', at, carrier);
    draft.from = phrase.from;
    draft.to = group.to + 1;
    if (carrier && /^(?:delay|postpone|push)$/.test(carrier.lemma)) draft.status = 'talks';
    addParties(draft, 'org', orgs.length === 1 ? orgs : maker(scene, named[0]?.entity ?? null));
    for (const item of named.slice(0, 4)) draft.args.push(productArg(item));
    drafts.push(draft);
  });
  return drafts;
}
