import type { Phrase, Verb } from '../clauses.ts';
import type { Entity, EntityMention } from '../entities.ts';
import { modifiersOf, ownerOf, type Party, parties } from '../parties.ts';
import type { Scene } from '../scene.ts';
import { common } from '../vocabulary.ts';
import { PLACES, ROLE_WORDS } from '../words.ts';
import { addGroup, addParties, all, type Draft, type Frame, lowerText, type Match, throughPart } from './frame.ts';

// Who the sides of an agreement are where its rule's places do not say so.
const party = 'party';

/** Which figures of a clause belong to an agreement. */
export const values: NonNullable<Frame['values']> = {
  amount: (value, scene) =>
    value.kind === 'money' &&
    (value.use === 'plain' ||
      // "chips worth $4 billion" is no valuation of anybody.
      (value.use === 'valuation' &&
        /\bworth(?: [a-z]+){0,3} $|\b(?:deal|agreement|contract|pact|order|partnership) (?:\w+ )?valued at (?:[a-z]+ ){0,3}$/.test(
          scene.text.slice(Math.max(0, value.start - 40), value.start),
        ))),
  capacity: (value) => value.kind === 'capacity' && /w(?:att)?s?$/i.test(value.unit),
};

/** What the verb takes is a known house's product or name, and not the subject's own. */
export function foreign(scene: Scene, verb: Verb): boolean {
  const subject = parties(scene, verb.subject, 'org', verb)[0]?.entity;
  const group = verb.object ?? verb.preps[0]?.group ?? null;
  const mention = group ? scene.nodes[group.phrases[0]?.head ?? 0]?.mention : undefined;
  const slug = mention?.entity.owner ?? (mention?.entity.kind === 'org' ? mention.entity.slug : undefined);
  const own = subject?.slug ?? subject?.owner;
  return (
    subject !== undefined &&
    slug !== undefined &&
    !/\d/.test(subject?.name ?? '') &&
    slug !== own &&
    !mention?.text.toLowerCase().startsWith(`${subject?.name.toLowerCase()} `)
  );
}

/** Something of the house's own stands in the clause: its name or a product of it. */
export function ownThing(scene: Scene, verb: Verb, slug: string): boolean {
  return scene.nodes
    .slice(verb.to, verb.reach)
    .some((node) => node.mention && (node.mention.entity.slug === slug || node.mention.entity.owner === slug));
}

/** The maker of a product: called by its own name where the article has it, else by the product's, but on the maker's own page. */
export function makerIn(scene: Scene, { entity, text }: EntityMention, node: number): Party[] {
  const maker = scene.entities.entities.find((other) => other.kind === 'org' && other.slug === entity.owner);
  const { title, text: body } = scene.document.article;
  if (maker && (title.includes(maker.name) || body.includes(maker.name)))
    return [{ entity: maker, text: maker.name, node, coreferent: false }];
  return scene.house ? [] : [{ entity: maker ?? entity, text, node, coreferent: false }];
}

/** Whether a product is of the house that acts, or of the house that it belongs to. */
export const ofOwn = ({ owner = '' }: Entity, actor: Entity | null | undefined): boolean =>
  actor?.slug !== undefined && (actor.slug.startsWith(owner) || owner.startsWith(actor.slug));

const goesOn = ({ nodes }: Scene, at: number): boolean =>
  nodes[at - 2]?.pos === 'PART' && Boolean(nodes[at - 1]?.capital && nodes[at + 1]?.capital);

/** "adopts Foo's chips", "integrates Claude": the maker of the thing is the other side. */
export function usesProduct(scene: Scene, verb: Verb, draft: Draft): void {
  // "integrates its apps into ChatGPT": the other side is where they go.
  const into = /^(?:integrate|embed|bring)$/.test(verb.lemma)
    ? verb.preps.find(
        (prep) =>
          prep.word === 'into' ||
          // "integrates Foo's Click to Pay": there a name goes on, and nothing goes to it.
          (prep.word === 'to' && !goesOn(scene, prep.at)) ||
          (prep.word === 'with' && verb.lemma === 'integrate'),
      )
    : undefined;
  let group = into?.group ?? verb.object ?? (/ (?:to|into)$/.test(verb.phrasal) ? verb.preps[0]?.group : null);
  if (!group) return;
  // "Foo's chips": the owner stands before; else the name itself, or the maker of the product named.
  const owned = group.phrases.flatMap((phrase) => ownerOf(scene, phrase, phrase.head, 'org'));
  const before = all(draft, party).length;
  if (owned.length > 0) {
    addParties(draft, party, owned);
    if (all(draft, party).length > before || !into || !verb.object) return;
    // "integrates Foo into its apps": where they go is its own, so what it takes tells the other side.
    group = verb.object;
    // An open standard is taken from nobody.
    if (/\b(?:protocol|standard|specification|format)\b/.test(lowerText(scene, group.from, group.to + 1))) return;
    const whose = group.phrases.flatMap((phrase) => ownerOf(scene, phrase, phrase.head, 'org'));
    addParties(draft, party, whose);
    if (whose.length === 0 && !foreign(scene, verb)) listed(scene, verb, draft);
    if (whose.length > 0 || !foreign(scene, verb)) return;
  }
  for (let k = group.from; k <= group.to; k++) {
    const mention = scene.nodes[k]?.mention;
    if (!mention) continue;
    // A name that nothing calls a firm may well be a thing.
    if (
      mention.entity.kind === 'org' &&
      (mention.entity.slug || mention.entity.sure || into || verb.lemma === 'license')
    )
      addParties(draft, party, [{ entity: mention.entity, text: mention.text, node: k, coreferent: false }]);
    else if (mention.entity.owner && !all(draft, party).some((arg) => ofOwn(mention.entity, arg.party?.entity)))
      // "uses Claude": a tool of some staff is no agreement, unless its maker is named.
      addParties(
        draft,
        party,
        makerIn(scene, mention, k).filter(({ text }) => text !== mention.text || !/^(?:use|employ)$/.test(verb.lemma)),
      );
  }
  if (into && all(draft, party).length === before) listed(scene, verb, draft);
}

/** "integrates tools like Foo and Bar into its app": what goes there tells the others. */
function listed(scene: Scene, verb: Verb, draft: Draft): void {
  const things = verb.object ? throughPart(scene, verb.object, verb.reach) : null;
  if (things !== verb.object) addGroup(draft, scene, party, things, verb);
}

/** "the Foo-Bar deal", "Foo and Bar partnership", "deals involving Foo and Bar": the names that stand about the noun. */
export function beside(match: Match, phrase: Phrase): void {
  const { scene, at, draft } = match;
  const { nodes, clauses } = scene;
  for (let k = phrase.from; k < at; k++) {
    const pair = nodes[k]?.mention
      ? /^(\p{Lu}[\p{L}\d.]+)[–](\p{Lu}[\p{L}\d.]+)$/u.exec(nodes[k]?.text ?? '')
      : /^(\p{Lu}[\p{L}\d.]+)[-–](\p{Lu}[\p{L}\d.]+)$/u.exec(nodes[k]?.text ?? '');
    if (!pair?.[1] || !pair[2] || common(pair[1].toLowerCase()) || common(pair[2].toLowerCase())) continue;
    draft.args = draft.args.filter((arg) => arg.party?.node !== k);
    for (const text of [pair[1], pair[2]]) {
      const entity = scene.entities.byForm(text) ?? scene.entities.adopt(text, 'org');
      addParties(draft, party, [{ entity, text, node: k, coreferent: false }]);
    }
  }
  const group = clauses.groupAt(at);
  if (group && all(draft, party).length === 1)
    for (const other of group.phrases)
      if (other.to < phrase.from) addParties(draft, party, parties(scene, { ...other, phrases: [other] }, 'org'));
  const involving = clauses.verbs.find((verb) => verb.lemma === 'involve' && verb.from === phrase.to + 1);
  if (!involving) return;
  addGroup(draft, scene, party, involving.object, involving);
  actorOf(match, phrase);
}

/** A person that signs for a house stands for it: "Foo's chief announces a deal with Bar". */
export function athome({ scene, draft }: Match): void {
  for (const arg of draft.args) {
    const person = arg.party?.entity;
    // "Foo's Ann Roe announces a deal": whose she is, the words before her say.
    const at = arg.party?.node ?? 0;
    const owner = scene.nodes[at - 1]?.pos === 'PART' ? scene.nodes[at - 2]?.mention?.entity : undefined;
    const home =
      person?.kind === 'person' ? (owner?.kind === 'org' ? owner : scene.article.homes.get(person)) : undefined;
    if (!home || !arg.party) continue;
    if (draft.args.some((other) => other.party?.entity === home))
      draft.args = draft.args.filter((other) => other !== arg);
    else {
      arg.party = { entity: home, text: home.name, node: arg.party.node, coreferent: true };
      arg.text = home.name;
    }
  }
}

/** "invites Foo for a partnership", "has reached out to Foo for a potential partnership": who woos whom. */
export function courted({ scene, draft }: Match, phrase: Phrase): void {
  const { nodes, clauses } = scene;
  if (nodes[phrase.from - 1]?.lower !== 'for') return;
  const verb = [...clauses.verbs].reverse().find((other) => other.to < phrase.from && !other.passive && !other.negated);
  if (!verb || !/^(?:invite|approach|court|woo|reach out|reach|ask|pitch)$/.test(verb.phrasal)) return;
  addParties(draft, party, parties(scene, verb.subject, 'org', verb));
  if (verb.object) addGroup(draft, scene, party, verb.object, verb);
  else for (const prep of verb.preps) if (prep.word === 'to') addGroup(draft, scene, party, prep.group, verb);
  if (all(draft, party).length >= 2) draft.status = 'talks';
}

/** "Foo surges after its Bar deal", "doubles down on AI with Bar alliance": the other side acts in the clause. */
export function actorOf({ scene, draft }: Match, phrase: Phrase): void {
  const { nodes, clauses } = scene;
  const before = nodes[phrase.from - 1]?.lower ?? '';
  if (!/^(?:with|after|on|following|despite|through|via|amid)$/.test(before)) return;
  // "after Bar's deal": with whom is not said.
  if (
    nodes.slice(phrase.from, phrase.head).some((node, k) => node.mention && nodes[phrase.from + k + 1]?.pos === 'PART')
  )
    return;
  const verb = [...clauses.verbs]
    .reverse()
    .find(
      (other) => other.form === 'finite' && other.to < phrase.from && other.subject && !other.passive && !other.negated,
    );
  if (!verb || /^(?:say|report|compete|warn|tell)$/.test(verb.lemma)) return;
  const subject = verb.subject;
  const found = parties(scene, subject, 'org', verb).filter((one) => one.entity?.kind === 'org');
  // "Foo stock could soar on Bar deal".
  const stock = subject?.phrases.length === 1 && /^(?:stocks?|shares)$/.test(nodes[subject.to]?.lower ?? '');
  // "Foo's head of maps resigns after deal with Bar".
  const office = subject?.phrases.length === 1 && ROLE_WORDS.has(nodes[subject.to]?.lower ?? '');
  const whose = stock ? modifiersOf : office && found.length === 0 ? ownerOf : null;
  const owner = whose && subject ? whose(scene, subject.phrases[0] as Phrase, subject.to, 'org') : [];
  if (found.length === 1 || owner.length === 1) {
    addParties(draft, party, found.length === 1 ? found : owner);
    if (draft.status === 'talks') draft.status = 'announced';
  }
}

/** "Foo invests in Bar, forms AI partnership": a headline names the other side in the clause before, once. */
export function beforehand({ scene, draft }: Match, verb: Verb): void {
  const { clauses, sentence } = scene;
  if (sentence.field !== 'title' || !/^(?:sign|form|ink|strike|forge|announce|enter|enter into)$/.test(verb.phrasal))
    return;
  const before = [...clauses.verbs].reverse().find((other) => other.form === 'finite' && other.to < verb.from);
  if (!before?.subject || before.subject !== verb.subject || before.negated || before.passive) return;
  const others = before.preps
    .filter((prep) => /^(?:in|with)$/.test(prep.word))
    .flatMap((prep) => parties(scene, prep.group, 'org', before))
    .filter(({ text, entity }) => entity?.kind === 'org' && !entity.authority && !PLACES.has(text.toLowerCase()));
  if (others.length === 1) addParties(draft, party, others);
}
