import type { Argument, Claim } from '../domain/claim.ts';
import { attribute } from './attribution.ts';
import { aside, inPassing } from './discourse.ts';
import type { Draft, DraftArgument } from './draft.ts';
import { lowerOf } from './grammar.ts';
import type { Telling } from './merge.ts';
import type { Scene } from './scene.ts';

/** A draft with whose word it is and what that makes of it; `adds` as tellings have it. */
export function tell(scene: Scene, draft: Draft, adds = false): Telling {
  const attribution = attribute(scene, draft.verb);
  const denied = scene.clauses.verbs.some(
    (verb) =>
      verb.lemma === 'deny' &&
      !verb.negated &&
      draft.verb !== null &&
      draft.type !== 'response' &&
      draft.verb !== verb &&
      draft.verb.from > verb.to &&
      (draft.verb.governor === verb || draft.verb.from - verb.to < 8) &&
      // "denies a leak as it launches Bar": what happens meanwhile is not denied.
      !/ (?:as|while|after|when|but)(?: |$)/.test(` ${lowerOf(scene.nodes, verb.to + 1, draft.verb.from)}`),
  );
  // "Foo is not in talks to buy Bar, it said".
  const disowned =
    draft.verb?.chain.includes('not') === true &&
    draft.verb.chain.some((word) =>
      /^(?:talk|discussion|negotiation|plan|look|seek|consider|aware|interested)$/.test(word),
    );
  const passing = inPassing(scene, draft);
  const speaks = (roles: readonly string[] | null): boolean =>
    attribution.voices.some((voice) =>
      draft.args.some((arg) => arg.party?.entity === voice && (roles?.includes(arg.role) ?? true)),
    );
  // A rival's word on what another does is hearsay; a party's own word settles it.
  const principals = PRINCIPALS[draft.type];
  const stranger =
    principals !== undefined &&
    !draft.background &&
    attribution.voices.length > 0 &&
    !speaks(principals) &&
    !attribution.voices.some((voice) => voice.authority);
  const certainty =
    draft.type === 'response'
      ? 'confirmed'
      : denied || draft.disputed || (disowned && speaks(null))
        ? 'denied'
        : stranger
          ? 'reported'
          : attribution.certainty;
  const { type, args, status, sentence, at, from, to, verb, disputed } = draft;
  // Spelt out: copies of drafts of several makes would share no shape, and each look at one would be a search.
  return {
    type,
    args,
    status,
    background: draft.background || passing,
    sentence,
    at,
    from,
    to,
    verb,
    disputed,
    certainty,
    speakers: passing || aside(scene, draft) ? [] : attribution.speakers,
    outlets: attribution.outlets,
    credited: attribution.credited && certainty === 'reported',
    also: undefined,
    adds,
    owned: certainty === 'confirmed' && status !== 'failed' && speaks(null),
  };
}

/** Whose own doing an event of a type is. */
const PRINCIPALS: Partial<Record<Claim['type'], readonly string[]>> = {
  investment: ['investor', 'target'],
  acquisition: ['acquirer', 'target', 'seller'],
  hiring: ['employer'],
  layoffs: ['org'],
  ipo: ['org'],
};

/** What a telling claims, in the article's own words; null if it has none of them. */
export function toClaim(scene: Scene, told: Telling): Claim | null {
  const { title, text } = scene.document.article;
  const occurs = (words: string): boolean => words !== '' && (text.includes(words) || title.includes(words));
  const args: Argument[] = [];
  for (const arg of told.args) {
    const written = toArgument(arg);
    if (written?.role === 'investor' && halved(scene, written.text)) continue;
    if (written && (occurs(written.text) || written.role === 'stance')) args.push(written);
  }
  const { start, end } = scene.sentence;
  const quote = (scene.sentence.field === 'title' ? title : text).slice(start, end);
  if (!quote || args.length === 0) return null;
  return {
    type: told.type,
    status: told.status,
    certainty: told.certainty,
    background: told.background,
    args,
    speakers: told.speakers.filter(occurs),
    outlets: told.outlets.filter(occurs),
    evidence: { field: scene.sentence.field, start, end, quote },
  };
}

/** "led by Nort...": the text was cut off within the name, and tells it nowhere else. */
function halved({ document }: Scene, name: string): boolean {
  const { title, text } = document.article;
  const at = text.indexOf(name);
  return at >= 0 && /^(?:\.\.\.|…)$/.test(text.slice(at + name.length).trimEnd()) && !title.includes(name);
}

function toArgument(arg: DraftArgument): Argument | null {
  if (arg.stance) return { role: arg.role, text: arg.text, value: arg.stance };
  if (arg.value) {
    const { value, unit, qualifier, max } = arg.value;
    return {
      role: arg.role,
      text: arg.text,
      ...(value === null ? {} : { value }),
      ...(unit && value !== null ? { unit } : {}),
      ...(value === null ? {} : { qualifier }),
      ...(max === undefined ? {} : { max }),
    };
  }
  const entity = arg.party?.entity;
  // A product is called as it was called where it was launched; firms and people by their fullest name.
  const full =
    entity && arg.role !== 'product' && (entity.kind === 'person' || !entity.slug) && entity.name.length < 60
      ? entity.name
      : arg.text;
  const slug = entity?.slug ?? (entity?.kind === 'product' ? entity.owner : undefined);
  return { role: arg.role, text: full || arg.text, ...(slug ? { slug } : {}) };
}
