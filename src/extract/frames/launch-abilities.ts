import type { Verb } from '../clauses.ts';
import type { Draft } from '../draft.ts';
import type { Entity } from '../entities.ts';
import { ownerOf, type Party, parties } from '../parties.ts';
import { nodeText, type Scene } from '../scene.ts';
import { PLACES } from '../words.ts';
import { addParties, lowerText, newDraft } from './frame.ts';
import { artificial, KINDS, type Label, label, maker, noProduct, productArg } from './labels.ts';

/** Launches that a headline tells by what can be done now: "Foo can now read your mail", "Foo lets you draw", "Foo comes to the web". */

/** Whom a house lets do something with what it makes. */
export const USERS =
  /^(?:you|users?|people|customers?|clients|developers?|businesses|enterprises|merchants|creators|parents|teens|advertisers|brands|companies|subscribers|members|shoppers|students|teachers|smes?|admins?|consumers|listeners|artists|anyone|everyone|sellers|drivers|riders|readers|fans|traders|partners|designers|marketers|publishers|coders|gamers)$/;
/** What a thing does that it has just learnt. */
export const LEARNT =
  /^(?:support|create|generate|include|transcribe|translate|summarize|summarise|write|draw|detect|let|allow|enable|offer|accept|work|run|integrate|show|display|answer|speak|turn|remember|suggest|predict|recommend|use|read)$/;
/** What stands for an app and is no house's name. */
export const APP =
  /^(?:apps?|browser|assistant|chatbot|platform|services?|tools?|search|keyboard|glasses|features?|bot|agents?|models?|headset|speakers?|phones?|robotaxis?|wallet|card|software|website|marketplace)$/;
/** Where a product arrives. */
const SURFACE =
  /^(?:web|desktop|mobile|phones?|iphones?|ipads?|macs?|pcs?|android|ios|windows|linux|chrome|browsers?|apps?|tvs?|cars?|everyone|users|smartphones?|consoles?|stores?)$/;

/** Who made what a subject names, and the product, where it is known. */
export interface Made {
  orgs: Party[];
  products: Label[];
}

/** The product that a subject names, or whose thing it is: "Foo", "Foo's app", "Foo's Bar", "shopping app Foo". */
export function madeBy(scene: Scene, verb: Verb): Made | null {
  const { nodes } = scene;
  const phrase = verb.subject?.phrases[0];
  if (!verb.subject || !phrase || verb.subject.phrases.length > 1 || noProduct(scene, phrase)) return null;
  const head = nodes[phrase.head];
  const owners = ownerOf(scene, phrase, phrase.head, 'org').filter(
    (party) => party.entity?.kind === 'org' && !party.entity.authority,
  );
  const items = label(scene, verb.subject, verb.from, owners[0]?.entity ?? null);
  // "Foo's app for Bar" is no product of Bar's.
  const item = items.find(
    ({ entity }) =>
      entity?.owner && (owners.length === 0 || owners.some((party) => party.entity?.slug === entity.owner)),
  );
  if (item && (phrase.head === item.node || APP.test(head?.lower ?? '')))
    return { orgs: owners.length > 0 ? owners : maker(scene, item.entity), products: [item] };
  if (owners.length === 1 && (APP.test(head?.lower ?? '') || (head?.capital && !head.mention)))
    return {
      orgs: owners,
      products: items.filter(
        ({ entity, text }) => !entity?.owner && /\p{Lu}/u.test(text) && !SURFACE.test(text.toLowerCase()),
      ),
    };
  const entity = head?.mention?.entity;
  // "Foo's Bar can now …": Bar is a thing of Foo's.
  if (
    owners.length === 1 &&
    head?.mention &&
    (entity?.kind === 'product' || (entity?.kind === 'org' && !entity.slug))
  ) {
    let from = phrase.head;
    while (from > phrase.from && (nodes[from - 1]?.capital || nodes[from - 1]?.pos === 'NUM')) from--;
    return { orgs: owners, products: [{ text: nodeText(scene, from, phrase.head), entity, node: from }] };
  }
  // "Shopping app Foo": what the words before it call a thing.
  if (
    entity &&
    !entity.slug &&
    entity.kind !== 'person' &&
    !entity.authority &&
    APP.test(nodes[phrase.head - 1]?.lower ?? '')
  )
    return owners.length === 1
      ? { orgs: owners, products: [{ text: head.mention?.text ?? '', entity, node: phrase.head }] }
      : { orgs: [{ entity, text: head.mention?.text ?? '', node: phrase.head, coreferent: false }], products: [] };
  return null;
}

export function byAbility(scene: Scene): Draft[] {
  const { nodes } = scene;
  const title = scene.sentence.field === 'title';
  if (scene.index > 3 || (title && /^(?:how|why|what|inside|if|when)$/.test(nodes[0]?.lower ?? ''))) return [];
  for (const verb of scene.clauses.verbs) {
    if (verb.negated || verb.passive || verb.form !== 'finite' || verb.subjectVia === 'relative') continue;
    if (verb.modal && !/^(?:can|will|to)$/.test(verb.modal)) continue;
    const now =
      /\b(?:now|soon|finally)\b/.test(lowerText(scene, verb.from - 1, verb.to + 1)) ||
      // "Foo will sort your receipts, too".
      (title && verb.modal !== null && /\btoo[.!]?$/.test(lowerText(scene, verb.to, nodes.length)));
    // What a thing does is news in a headline, and in the text where it did not before.
    if (!title && !now) continue;
    const found =
      letting(scene, verb) ??
      helping(scene, verb) ??
      (now && (/^(?:can|will)$/.test(verb.modal ?? '') || LEARNT.test(verb.lemma)) ? madeBy(scene, verb) : null) ??
      (now && verb.lemma === 'support' && verb.object && bare(verb) ? makerOf(scene, verb) : null) ??
      (now && verb.modal === 'can' ? yours(scene, verb) : null);
    if (!found || found.orgs.length + found.products.length === 0) continue;
    if (found.orgs.length === 0 && found.products.every((item) => !item.entity?.owner)) continue;
    return [tellAbility(scene, verb, found)];
  }
  return [];

  /** "Foo lets users draw": a house or its product, and those who use it. */
  function letting(scene: Scene, verb: Verb): Made | null {
    if (!/^(?:let|allow|enable)$/.test(verb.lemma) || verb.subjectVia !== 'direct') return null;
    let k = verb.to + 1;
    while (k < verb.to + 4 && !USERS.test(nodes[k]?.lower ?? '')) {
      if (
        !/^(?:NOUN|ADJ|PROPN|PRON|DET|PART)$/.test(nodes[k]?.pos ?? '') ||
        nodes[k]?.mention?.entity.kind === 'person'
      )
        return null;
      k++;
    }
    // "lets users draw", not "lets users down".
    const next = nodes[k + 1];
    if (
      !USERS.test(nodes[k]?.lower ?? '') ||
      !next ||
      (!scene.clauses.verbs.some((other) => other.from > k && other.from < k + 4) && !/^(?:VERB|NOUN)$/.test(next.pos))
    )
      return null;
    const made = madeBy(scene, verb);
    if (made) return made;
    return makerOf(scene, verb);
  }

  /** A subject that is a name and nothing more. */
  function bare(verb: Verb): boolean {
    return verb.subject !== null && verb.subject.from === verb.subject.to;
  }

  /** "Foo lets …", "Foo now supports …": the one house that acts. */
  function makerOf(scene: Scene, verb: Verb): Made | null {
    const orgs = parties(scene, verb.subject, 'org', verb).filter(
      (party) => party.entity?.kind === 'org' && !party.entity.authority && !party.coreferent,
    );
    return orgs.length === 1 ? { orgs, products: [] } : null;
  }

  /** "Foo's Bar turns your phone into a scanner": a thing of Foo's, and the reader who is to have it. */
  function helping(scene: Scene, verb: Verb): Made | null {
    const phrase = verb.subject?.phrases[0];
    const head = phrase ? nodes[phrase.head] : undefined;
    if (!phrase || verb.modal || !/^(?:turn|help|give|bring|make)$/.test(verb.lemma) || verb.subjectVia !== 'direct')
      return null;
    if (!/^(?:your|you)$/.test(nodes[verb.to + 1]?.lower ?? '')) return null;
    const orgs = ownerOf(scene, phrase, phrase.head, 'org').filter((party) => party.entity?.kind === 'org');
    const entity = head?.mention?.entity;
    if (orgs.length !== 1 || !head?.mention || !entity || !thing(entity)) return null;
    return { orgs, products: [{ text: head.mention.text, entity, node: phrase.head }] };
  }

  /** "You can now use Foo in your car". */
  function yours(scene: Scene, verb: Verb): Made | null {
    if (!title || !/^(?:you|users)$/.test(nodes[verb.subject?.phrases[0]?.head ?? -1]?.lower ?? '')) return null;
    if (!/^(?:use|access|try|chat|talk|run|buy|order|shop)$/.test(verb.lemma)) return null;
    const group = verb.object ?? verb.preps[0]?.group ?? null;
    const products = label(scene, group, verb.reach, null).filter((item) => item.entity?.owner);
    return products.length > 0 ? { orgs: maker(scene, products[0]?.entity ?? null), products } : null;
  }
}

/** "Foo comes to the Bar app", "Ads are coming to Foo": a product where it was not before, or what a product did not have. */
export function byComing(scene: Scene, verb: Verb): Draft[] {
  const { nodes } = scene;
  const phrase = verb.subject?.phrases[0];
  if (scene.sentence.field !== 'title' || !phrase || verb.subject?.phrases.length !== 1) return [];
  if (verb.negated || verb.form !== 'finite' || verb.subjectVia === 'relative' || noProduct(scene, phrase)) return [];
  if (verb.modal && !/^(?:will|to)$/.test(verb.modal)) return [];
  const goal = verb.preps.find((prep) => prep.word === 'to' && prep.at <= verb.to + 2)?.group;
  const place = goal ? nodes[goal.phrases[0]?.head ?? 0] : undefined;
  if (!goal || !place) return [];
  const there = label(scene, goal, verb.reach, null).filter((item) => item.entity?.owner);
  const surface =
    there.length > 0 || place.mention?.entity.kind === 'place' || PLACES.has(place.lower) || SURFACE.test(place.lower);
  if (!surface) return [];
  const owners = ownerOf(scene, phrase, phrase.head, 'org').filter((party) => party.entity?.kind === 'org');
  const products = label(scene, verb.subject, verb.from, owners[0]?.entity ?? null);
  const own = products.filter((item) => item.entity?.owner);
  if (own.length > 0) return [tellAbility(scene, verb, { orgs: maker(scene, own[0]?.entity ?? null), products: own })];
  const words = lowerText(scene, phrase.from, phrase.head + 1);
  const thing = KINDS.test(words) || artificial(words) || products.some((item) => item.entity);
  if (owners.length === 1 && thing) return [tellAbility(scene, verb, { orgs: owners, products })];
  return there.length > 0 && (KINDS.test(words) || artificial(words) || /\b(?:ads|features|capabilities)$/.test(words))
    ? [tellAbility(scene, verb, { orgs: maker(scene, there[0]?.entity ?? null), products: there })]
    : [];
}

/** What the new thing of a house's does, in headlines that tell of it. */
export const DOES =
  /^(?:let|allow|enable|help|provide|bring|turn|use|combine|aim|attempt|try|be|offer|give|make|create|generate|promise|want|translate|support|take|challenge|target|run|work|come|learn|extend|show|build|automate|write|add|put|mix|tap|connect|detect|find|answer|edit|handle|pair|blend|reason|think|speak|listen|talk|run|read|do)$/;

/** "Foo's new tool can write mail", "New Foo tool lets you draw": that it is new is the news. */
export function byNewKind(scene: Scene): Draft[] {
  const { nodes, clauses } = scene;
  if (scene.sentence.field !== 'title') return [];
  const verb = clauses.verbs.find((other) => other.subject && other.form !== 'participle');
  const phrase = verb?.subject?.phrases[0];
  if (!verb?.subject || !phrase || phrase.from > 1 || verb.subject.phrases.length > 1 || verb.negated || verb.passive)
    return [];
  if (
    (verb.modal && !/^(?:can|will)$/.test(verb.modal)) ||
    !(verb.modal === 'can' || DOES.test(verb.lemma)) ||
    noProduct(scene, phrase)
  )
    return [];
  const fresh = nodes.findIndex(
    (node, k) => k >= phrase.from && k <= phrase.to && /^(?:new|newest|latest)$/.test(node.lower),
  );
  if (fresh < 0) return [];
  const head = nodes[phrase.head];
  const kind =
    KINDS.test(head?.lower ?? '') && !/^(?:ads|program|plan|accounts?|network|payments?)$/.test(head?.lower ?? '');
  const named = head?.mention ?? (head?.pos === 'NUM' ? nodes[phrase.head - 1]?.mention : undefined);
  const opened = fresh === phrase.from ? nodes[fresh + 1]?.mention : undefined;
  const owner = nodes[fresh - 1]?.lower.match(/^['’]s?$/) ? nodes[fresh - 2]?.mention : opened;
  if (!owner || (opened && !kind) || owner.entity.authority) return [];
  const at = nodes.findIndex((node) => node.mention === owner);
  if (owner.entity.kind === 'product') {
    const item: Label = { text: owner.text, entity: owner.entity, node: at };
    return kind && owner.entity.owner
      ? [tellAbility(scene, verb, { orgs: maker(scene, owner.entity), products: [item] })]
      : [];
  }
  if (owner.entity.kind !== 'org') return [];
  // "Foo's Bar's latest feature": Bar is Foo's.
  const house = /^['’]s?$/.test(nodes[at - 1]?.lower ?? '') ? nodes[at - 2]?.mention : undefined;
  if (house?.entity.kind === 'org' && kind) {
    const orgs: Party[] = [{ entity: house.entity, text: house.text, node: at - 2, coreferent: false }];
    return [tellAbility(scene, verb, { orgs, products: [{ text: owner.text, entity: owner.entity, node: at }] })];
  }
  const orgs: Party[] = [{ entity: owner.entity, text: owner.text, node: at, coreferent: false }];
  if (named && named !== owner && thing(named.entity)) {
    const products = label(scene, verb.subject, verb.from, owner.entity).slice(0, 1);
    return products.length > 0 ? [tellAbility(scene, verb, { orgs, products })] : [];
  }
  return kind ? [tellAbility(scene, verb, { orgs, products: [] })] : [];
}

/** "With Foo, Bar gives firms a way to build": what a house has just made stands before the comma. */
export function byMeans(scene: Scene): Draft[] {
  const { nodes, clauses } = scene;
  if (scene.sentence.field !== 'title' || nodes[0]?.lower !== 'with') return [];
  const tool = clauses.groupAt(1);
  const verb = clauses.verbs.find(
    (other) => other.form === 'finite' && other.subjectVia === 'direct' && !other.negated,
  );
  const phrase = tool?.phrases[0];
  if (
    !tool ||
    !phrase ||
    !verb?.subject ||
    tool.from !== 1 ||
    tool.phrases.length > 1 ||
    nodes[tool.to + 1]?.text !== ','
  )
    return [];
  if (!/^(?:give|let|enable|help|aim|take|bring|offer|want|make|use|try|allow|push|enter|hope|look)$/.test(verb.lemma))
    return [];
  const orgs = parties(scene, verb.subject, 'org', verb).filter(
    (party) => party.entity?.kind === 'org' && !party.entity.authority && !party.coreferent,
  );
  if (orgs.length !== 1 || verb.subject.from !== tool.to + 2 || noProduct(scene, phrase)) return [];
  const entity = nodes[phrase.head]?.mention?.entity;
  const products = label(scene, tool, verb.from, orgs[0]?.entity ?? null);
  const own = entity?.owner !== undefined && entity.owner === orgs[0]?.entity?.slug;
  const coined = entity !== undefined && phrase.from === phrase.head && !entity.owner && thing(entity);
  const fresh =
    /\bnew\b/.test(lowerText(scene, phrase.from, phrase.head)) && KINDS.test(nodes[phrase.head]?.lower ?? '');
  return own || (coined && products.length > 0) || fresh
    ? [tellAbility(scene, verb, { orgs, products: fresh && !own ? products.filter((item) => item.entity) : products })]
    : [];
}

/** Where rivals meet: "enters the voice race with Foo". */
export const RACE = /\b(?:race|game|fray|market|battle|arena|competition|contest|war|wars)$/;

export function byRace(scene: Scene, verb: Verb): Draft[] {
  if (scene.sentence.field !== 'title' || verb.negated || verb.passive || verb.form !== 'finite') return [];
  const field = verb.object ?? verb.preps.find((prep) => prep.word === 'into')?.group ?? null;
  if (!field || !RACE.test(lowerText(scene, field.from, (field.phrases[0]?.head ?? field.to) + 1))) return [];
  const tool = verb.preps.find((prep) => prep.word === 'with' && prep.group)?.group ?? null;
  const phrase = tool?.phrases[0];
  const orgs = parties(scene, verb.subject, 'org', verb).filter(
    (party) => party.entity?.kind === 'org' && !party.entity.authority && !party.coreferent,
  );
  if (!tool || !phrase || orgs.length !== 1 || noProduct(scene, phrase)) return [];
  const products = label(scene, tool, verb.reach, orgs[0]?.entity ?? null);
  const named = products.some((item) => item.entity && thing(item.entity));
  if (!named && !KINDS.test(lowerText(scene, phrase.from, phrase.head + 1))) return [];
  return [tellAbility(scene, verb, { orgs, products })];
}

/** "Former Foo engineers launch Bar, a smart ring": nobody is named but what they start. */
export function byFounders(scene: Scene, verb: Verb): Draft[] {
  const { nodes, clauses } = scene;
  const head = nodes[verb.subject?.phrases[0]?.head ?? -1];
  const name = verb.object?.phrases[0];
  const mention = name ? nodes[name.head]?.mention : undefined;
  if (!/^(?:launch|debut|unveil|introduce|start)$/.test(verb.phrasal) || verb.passive || verb.form !== 'finite')
    return [];
  if (!head || head.mention || !name || !mention || verb.object?.phrases.length !== 1 || name.from !== name.head)
    return [];
  if (
    !/^(?:founders?|co-?founders?|employees|engineers?|researchers?|executives?|execs?|staffers|alumni|alum|veterans?|duo|trio|physician|doctor|scientists?|designers?|dropouts)$/.test(
      head.lower,
    )
  )
    return [];
  if (mention.entity.kind !== 'org' || mention.entity.slug || mention.entity.sure) return [];
  // "Foo engineers launch Bar": that is Foo's.
  const before = lowerText(scene, (verb.subject?.from ?? 1) - 1, verb.subject?.to ?? 0);
  if (!/founders?$/.test(head.lower) && !/\b(?:former|ex|ex-\S+|a|two|three|one-time)\b/.test(before)) return [];
  const what = nodes[name.to + 1]?.text === ',' ? clauses.groupAt(name.to + 2) : null;
  if (!what || !/^an?$/.test(nodes[what.from]?.lower ?? '')) return [];
  const orgs: Party[] = [{ entity: mention.entity, text: mention.text, node: name.head, coreferent: false }];
  return [tellAbility(scene, verb, { orgs, products: [] })];
}

const thing = (entity: Entity): boolean =>
  entity.kind === 'product' || (entity.kind === 'org' && !entity.slug && !entity.sure && !entity.authority);

export function tellAbility(scene: Scene, verb: Verb, { orgs, products }: Made): Draft {
  const draft = newDraft(scene, 'launch', verb.head, verb, 'announced');
  draft.status = 'announced';
  draft.from = verb.from;
  draft.to = verb.reach;
  addParties(draft, 'org', orgs);
  for (const item of products.slice(0, 3)) draft.args.push(productArg(item));
  return draft;
}
