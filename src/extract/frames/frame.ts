/**
 * How claims are read. A frame is one file for one claim type; it says, in rules, which verbs and nouns tell of the
 * event and which places of their clause hold which role. The engine below does the rest: it finds the trigger in the
 * clauses that `../clauses.ts` read (active, passive, "X to buy Y", relative clauses, shared subjects), resolves each
 * place to a name of the article (`../scene.ts`), picks up the figures of that clause by what they are, and asks
 * `../certainty.ts` where the event stands.
 *
 * To add a phrasing: add its verb or noun to a rule of the type's file. A verb's rule names the roles of its subject
 * and object as in the active voice; the engine turns passives round. A noun's rule names the roles of its owner
 * ("Meta's stake"), of names before it ("the Groq deal"), of what follows each preposition, and of the subject of the
 * verb that carries it ("Foo signed a deal"). `when` refuses readings that the words alone allow. `cues` say which
 * sentences are worth reading for it (`cues.ts`).
 *
 * To add a type: write `frames/<type>.ts` that exports a `Frame`, and list it in `frames/index.ts`. `values` says
 * which figures belong to it, `accept` what a claim of it cannot do without. What no rule can say goes into `read`,
 * which sees the whole sentence and returns drafts of its own.
 *
 * Rules must hold for any sentence of their kind. Test with sentences of your own in test/extract/. ARCHITECTURE.md has a
 * worked example ("How to add a type or a phrasing").
 */
import type { ClaimType, PartyRole, Role, Status, ValueRole } from '../../domain/claim.ts';
import { apposed, objectOf, throughPart } from '../apposition.ts';
import { standing } from '../certainty.ts';
import type { Group, Node, Phrase, Verb } from '../clauses.ts';
import type { Draft, DraftArgument } from '../draft.ts';
import { lowerOf } from '../grammar.ts';
import { keyOf, modifiersOf, ownerOf, type Party, parties, RUN_AS_HOUSE, type Want } from '../parties.ts';
import type { Scene } from '../scene.ts';
import type { Value } from '../values.ts';
import type { Cue } from './cues.ts';

export type { Draft, DraftArgument };
export { apposed, objectOf, throughPart };

/** A role, and what may fill it: an organisation unless said otherwise. */
export type Slot = PartyRole | { role: PartyRole; want: Want };

export interface Match {
  scene: Scene;
  verb: Verb | null;
  /** The trigger's node. */
  at: number;
  phrase: Phrase | null;
  draft: Draft;
}

export interface VerbRule {
  /** Lemmas, or lemma and particle ("snap up"). */
  verbs: readonly string[];
  subject?: Slot;
  object?: Slot;
  preps?: Record<string, Slot>;
  status?: Status;
  when?(match: Match): boolean;
  /** What a sentence must hold for the rule to tell anything, where more is needed than one of its words. */
  cues?: readonly Cue[];
}

export interface NounRule {
  /** Lemmas of the noun (singular). */
  nouns: readonly string[];
  /** "Meta's investment", "its investment". */
  owner?: Slot;
  /** "the Scale investment". */
  modifier?: Slot;
  preps?: Record<string, Slot>;
  /** Subject of the verb that carries the noun ("Foo signed a deal"). */
  agent?: Slot;
  /** Lemmas of verbs that may carry it; any if left out. */
  carriers?: readonly string[];
  status?: Status;
  when?(match: Match): boolean;
  cues?: readonly Cue[];
}

export interface Frame {
  type: ClaimType;
  verbs?: readonly VerbRule[];
  nouns?: readonly NounRule[];
  /** Which figures of the clause fill which role. */
  values?: Partial<Record<ValueRole, (value: Value, scene: Scene) => boolean>>;
  /** What a claim of this type cannot do without. */
  accept(draft: Draft, scene: Scene): boolean;
  /** Last changes to a draft; several drafts where one trigger tells several events. */
  refine?(draft: Draft, scene: Scene): Draft[];
  /** Drafts that no rule can tell. */
  read?(scene: Scene): Draft[];
  /** What a sentence must hold for `read` to find anything in it. Where a frame names no cues, `read` sees every sentence. */
  cues?: readonly Cue[];
}

export const words = (list: string): string[] =>
  list
    .trim()
    .split(/\s*[,\n]\s*/)
    .filter(Boolean);
const slotOf = (slot: Slot): { role: PartyRole; want: Want } =>
  typeof slot === 'string' ? { role: slot, want: 'org' } : slot;

/** The organisations that a verb's subject names. */
export const orgsOf = (scene: Scene, verb: Verb | null): Party[] =>
  verb
    ? parties(scene, verb.subject, 'org', verb).filter(
        ({ entity, text }) => entity?.kind === 'org' || (entity?.kind === 'product' && RUN_AS_HOUSE.test(text)),
      )
    : [];
export const has = (draft: Draft, role: Role): boolean => draft.args.some((arg) => arg.role === role);
export const all = (draft: Draft, role: Role): DraftArgument[] => draft.args.filter((arg) => arg.role === role);

/** Adds parties to a draft; one party has one role, and the first place it was found in counts. */
export function addParties(draft: Draft, slot: Slot, found: readonly Party[]): void {
  const { role } = slotOf(slot);
  for (const party of found) {
    if (draft.args.some((arg) => arg.party && keyOf(arg.party) === keyOf(party))) continue;
    draft.args.push({ role, text: party.text, party });
  }
}
export function addGroup(draft: Draft, scene: Scene, slot: Slot, group: Group | null, verb?: Verb | null): void {
  addParties(draft, slot, parties(scene, group, slotOf(slot).want, verb ?? undefined));
}

export function addValues(
  draft: Draft,
  scene: Scene,
  frame: Pick<Frame, 'values'>,
  from = draft.from,
  to = draft.to,
): void {
  if (!frame.values) return;
  const until = Math.min(to, scene.nodes.length);
  const aside = relative(scene, draft.verb);
  for (let k = Math.max(0, from); k < until; k++) if (k < aside.from || k >= aside.to) addValue(draft, scene, frame, k);
  // What a firm is worth stands well in an aside.
  for (let k = Math.max(aside.from, from); k < Math.min(aside.to, until); k++)
    if (scene.nodes[k]?.value?.use === 'valuation') addValue(draft, scene, frame, k);
}

/** "Foo, which cut 300 jobs in May, is cutting 200": the nodes between a subject and its verb, if they tell something of their own. */
function relative({ clauses }: Scene, verb: Verb | null): { from: number; to: number } {
  const from = (verb?.subject?.to ?? -1) + 1;
  const to = verb?.from ?? 0;
  const inner =
    verb &&
    from < to &&
    clauses.verbs.some((other) => other.subjectVia === 'relative' && other.from >= from && other.to < to);
  return inner ? { from, to } : { from: 0, to: 0 };
}

function addValue(draft: Draft, scene: Scene, frame: Pick<Frame, 'values'>, k: number): void {
  const value = scene.nodes[k]?.value;
  if (!value) return;
  for (const [role, fits] of Object.entries(frame.values ?? {}) as [
    ValueRole,
    (value: Value, scene: Scene) => boolean,
  ][]) {
    if (!fits(value, scene) || has(draft, role)) continue;
    draft.args.push({ role, text: value.text, value });
    break;
  }
}

export function newDraft(scene: Scene, type: ClaimType, at: number, verb: Verb | null, status?: Status): Draft {
  const stands = standing(scene, verb, type, at);
  return {
    type,
    args: [],
    status: status && stands.status === 'announced' ? status : stands.status,
    background: stands.background,
    sentence: scene.index,
    at,
    from: at,
    to: at + 1,
    verb,
  };
}

/** The words of a clause, for `when` tests: lower case, one space between. */
export const lowerText = (scene: Scene, from: number, to: number): string => lowerOf(scene.nodes, from, to);

function readVerbRule(scene: Scene, frame: Frame, rule: VerbRule, verb: Verb): Draft | null {
  const draft = newDraft(scene, frame.type, verb.head, verb, rule.status);
  draft.from =
    verb.subject && verb.governor === null && verb.subject.to < verb.from && verb.subjectVia !== 'shared'
      ? verb.subject.from
      : verb.from;
  draft.to = verb.reach;
  const active = verb.passive ? rule.object : rule.subject;
  const passive = verb.passive ? rule.subject : rule.object;
  if (active) {
    const subject = verb.subject;
    addGroup(draft, scene, active, subject, verb);
    // "Two firms, Foo and Bar, signed …": the names follow.
    if (subject && !has(draft, slotOf(active).role) && verb.subjectVia !== 'direct')
      addGroup(draft, scene, active, apposed(scene, subject), verb);
    if (subject && !has(draft, slotOf(active).role) && subject.to < verb.from)
      addGroup(draft, scene, active, throughPart(scene, subject, verb.from), verb);
  }
  if (!verb.passive && passive) addGroup(draft, scene, passive, objectOf(scene, verb), verb);
  for (const prep of verb.preps) {
    if (verb.passive && prep.word === 'by' && passive) {
      const { role } = slotOf(passive);
      if (role === 'party' || !has(draft, role)) addGroup(draft, scene, passive, prep.group, verb);
      continue;
    }
    const slot = rule.preps?.[prep.word];
    if (slot && (slotOf(slot).role === 'party' || !has(draft, slotOf(slot).role)))
      addGroup(draft, scene, slot, prep.group ? throughPart(scene, prep.group, verb.reach) : null, verb);
  }
  if (rule.when && !rule.when({ scene, verb, at: verb.head, phrase: null, draft })) return null;
  return draft;
}

function readNounRule(scene: Scene, frame: Frame, rule: NounRule, phrase: Phrase, at: number): Draft | null {
  const { clauses } = scene;
  const group = clauses.groupAt(at);
  const carrier =
    clauses.verbs.find(
      (verb) => verb.object && group && verb.object === group && (!verb.passive || verb.object.from > verb.to),
    ) ??
    clauses.verbs.find(
      (verb) =>
        verb.preps.some((prep) => prep.group === group && group !== null && prep.at - verb.to <= 4) &&
        [
          'enter',
          'agree',
          'engage',
          'come',
          'go',
          'put',
          'move',
          'form',
          'proceed',
          'participate',
          'embark',
          'join',
          'close',
          'back',
          'pull',
          'partner',
          'be',
        ].includes(verb.lemma),
    ) ??
    null;
  const passive = clauses.verbs.find((verb) => verb.passive && verb.subject !== null && verb.subject === group) ?? null;
  const verb = carrier ?? passive;
  const draft = newDraft(scene, frame.type, at, verb, rule.status);
  draft.from = phrase.from;
  draft.to = verb ? Math.max(verb.reach, phrase.to + 1) : reachOf(scene, phrase.to + 1);
  // A noun inside a phrase whose head is another noun tells of that one: "deal terms", "investment bank".
  if (phrase.head !== at && !headNoun(scene, phrase, at)) return null;
  if (rule.owner) addParties(draft, rule.owner, ownerOf(scene, phrase, at, slotOf(rule.owner).want));
  const preps = clauses.prepsAfter(at + 1, draft.to);
  for (const prep of preps) {
    const slot = rule.preps?.[prep.word];
    if (!slot) continue;
    const { role } = slotOf(slot);
    if (has(draft, role) && role !== 'party') continue;
    if (!prep.group) continue;
    addGroup(draft, scene, slot, throughPart(scene, prep.group, draft.to), verb);
  }
  if (rule.modifier) addParties(draft, rule.modifier, modifiersOf(scene, phrase, at, slotOf(rule.modifier).want));
  if (
    rule.agent &&
    carrier &&
    (!rule.carriers || rule.carriers.includes(carrier.lemma) || rule.carriers.includes(carrier.phrasal))
  ) {
    if (carrier.subject && !carrier.passive) {
      const { role } = slotOf(rule.agent);
      if (!has(draft, role) || role === 'party') {
        const before = draft.args.length;
        addGroup(draft, scene, rule.agent, carrier.subject, carrier);
        if (draft.args.length === before && carrier.subject.to < carrier.from)
          addGroup(draft, scene, rule.agent, throughPart(scene, carrier.subject, carrier.from), carrier);
      }
      if (carrier.subject.to < carrier.from && carrier.subjectVia !== 'shared')
        draft.from = Math.min(draft.from, carrier.subject.from);
      else draft.from = Math.min(draft.from, carrier.from);
    }
  }
  if (rule.when && !rule.when({ scene, verb, at, phrase, draft })) return null;
  return draft;
}

/** The noun is the head of its phrase, or followed in it only by figures, dates and such. */
function headNoun(scene: Scene, phrase: Phrase, at: number): boolean {
  for (let k = at + 1; k <= phrase.to; k++) {
    const node = scene.nodes[k] as Node;
    if (node.mention) return false;
    if (
      !node.value &&
      !/^(?:deal|agreement|talks|round|news|plan|plans|bid|offer|announcement|discussions|negotiations|rumors|report|reports|today|monday|tuesday|wednesday|thursday|friday|haul|target|process|option|pact|worth|push)$/.test(
        node.lower,
      )
    )
      return false;
  }
  return true;
}

/** How far a noun without a verb reaches: to the next finite verb or break. */
export function reachOf(scene: Scene, from: number): number {
  const { nodes, clauses } = scene;
  for (let k = from; k < nodes.length; k++) {
    const node = nodes[k] as Node;
    if (/^[;:—]$/.test(node.text) || (node.pos === 'SCONJ' && !clauses.groupAt(k))) return k;
    if (clauses.verbs.some((verb) => verb.from === k && verb.form === 'finite')) return k;
  }
  return nodes.length;
}

/** A frame's rules by their words, each list in the order of the frame. */
interface Rules {
  verbs: Map<string, VerbRule[]>;
  nouns: Map<string, NounRule[]>;
}
const rulesByFrame = new WeakMap<Frame, Rules>();
function rulesOf(frame: Frame): Rules {
  let rules = rulesByFrame.get(frame);
  if (!rules) {
    rules = { verbs: new Map(), nouns: new Map() };
    const put = <T>(map: Map<string, T[]>, words: readonly string[], rule: T): void => {
      for (const word of new Set(words)) map.set(word, [...(map.get(word) ?? []), rule]);
    };
    for (const rule of frame.verbs ?? []) put(rules.verbs, rule.verbs, rule);
    for (const rule of frame.nouns ?? []) put(rules.nouns, rule.nouns, rule);
    rulesByFrame.set(frame, rules);
  }
  return rules;
}

/** All drafts that a frame reads in a sentence: by its rules, and by its `read`, as far as its words may hold any. */
export function readFrame(scene: Scene, frame: Frame, may: { rules: boolean; read: boolean }): Draft[] {
  const drafts: Draft[] = [];
  const keep = (draft: Draft | null): void => {
    if (!draft) return;
    addValues(draft, scene, frame);
    for (const refined of frame.refine ? frame.refine(draft, scene) : [draft])
      if (frame.accept(refined, scene)) drafts.push(refined);
  };
  if (may.rules) {
    const rules = rulesOf(frame);
    for (const verb of scene.clauses.verbs) {
      for (const rule of rules.verbs.get(verb.phrasal) ?? []) keep(readVerbRule(scene, frame, rule, verb));
    }
    if (frame.nouns?.length) {
      scene.nodes.forEach((node, at) => {
        if (node.mention || node.value || (node.pos !== 'NOUN' && node.pos !== 'PROPN' && node.pos !== 'VERB')) return;
        const singular = node.lemma.endsWith('s') ? node.lemma.replace(/(?<=[^s])s$/, '') : node.lemma;
        const known = [node.lemma, singular, node.lower].filter((word) => rules.nouns.has(word));
        const told = known.length > 0 ? new Set(known.flatMap((word) => rules.nouns.get(word) ?? [])) : null;
        const phrase = told ? scene.clauses.phraseAt(at) : null;
        if (!phrase || !told) return;
        for (const rule of frame.nouns ?? []) if (told.has(rule)) keep(readNounRule(scene, frame, rule, phrase, at));
      });
    }
  }
  if (may.read) for (const draft of frame.read?.(scene) ?? []) if (frame.accept(draft, scene)) drafts.push(draft);
  return drafts;
}
