import type { Certainty } from '../domain/claim.ts';
import { throughPart } from './apposition.ts';
import { closes, hearsay, unsure } from './certainty.ts';
import type { Verb } from './clauses.ts';
import { type Entity, normal } from './entities.ts';
import type { Cue } from './frames/cues.ts';
import { parties } from './parties.ts';
import { isOrg, type Scene } from './scene.ts';
import { COMMUNICATION_VERBS, SPOKES } from './words.ts';

/** Whose word a sentence is. */
export interface Attribution {
  certainty: Certainty;
  speakers: string[];
  outlets: string[];
  /** Who speaks: the houses themselves, or those that the speakers work for. */
  voices: Entity[];
  /** The only doubt is that another outlet had it first; a sentence in the article's own voice outweighs that. */
  credited: boolean;
}

/** Words of credit to the outlet that had the news first. */
const FIRST =
  /\b(?:first|earlier|originally|initially|previously|already|had) (?:reported|broke|broken|disclosed|revealed|written|detailed)\b|\b(?:was|were) (?:the )?first to (?:report|break|disclose|reveal)\b|\bbroke the news\b/i;

/** What `firstReporters` needs. */
export const cues: readonly Cue[] = [
  ['#told', 'first earlier originally initially previously already =had', 'report break disclose reveal write detail'],
  ['#told', 'break', 'news'],
];

const SELF = /^(?:the company|it|he|she|they|the startup|the firm)$/i;

/** Outlets that a sentence credits: "Bloomberg first reported", "told CNBC", "according to the FT", "…: Reuters". */
function creditedOutlets(scene: Scene): { name: string; told: boolean; suffix: boolean }[] {
  const found: { name: string; told: boolean; suffix: boolean }[] = [];
  const { nodes } = scene;
  for (let k = 0; k < nodes.length; k++) {
    const mention = nodes[k]?.mention;
    if (!mention || (mention.entity.kind !== 'outlet' && !mention.entity.outlet)) continue;
    const before = nodes
      .slice(Math.max(0, k - 5), k)
      .map((node) => node.lower)
      .join(' ');
    const after = nodes
      .slice(k + 1, k + 5)
      .map((node) => node.lower)
      .join(' ');
    const told =
      /\b(?:told|tells|tell|telling|interview with|statement to|informed|speaking to|spoke to|spoke with|emailed)(?: the)?$/.test(
        before,
      );
    const credited =
      /\b(?:according to|per|reported by|cited by|seen by|obtained by|viewed by|reviewed by|first reported (?:by|in)|report (?:by|from|in|that)|via|citing)(?: (?:a|an|the|sources|report|from|by|in|to))*$/.test(
        before,
      ) ||
      /^(?:'s )?(?:first |earlier |previously |also |has |had |has learned|exclusively )*(?:report(?:s|ed)?|wrote|writes|said|says|learned|confirmed|revealed|notes?|cited|understands)\b/.test(
        after,
      ) ||
      /^(?:'s )?(?:report|reporting|scoop)\b/.test(after);
    const suffix = scene.sentence.field === 'title' && k >= nodes.length - 2 && /[:—-]$/.test(before);
    const request = /^'s (?:request|questions?|inquiry|enquiry)/.test(after);
    if ((told || credited || suffix) && !request && !found.some((other) => normal(other.name) === normal(mention.text)))
      found.push({ name: mention.text, told, suffix });
  }
  return found;
}

/** Where "reportedly" belongs to another clause than the event's, that clause is left out; a source counts for all. */
function clauseOf(scene: Scene, verb: Verb | null, text: string): string {
  const at = scene.nodes[verb?.from ?? -1]?.start;
  if (at === undefined) return text;
  const from = scene.sentence.core.start;
  const cuts = [...text.matchAll(/;|\b(?:after|while|amid|but|though|although)\b/gi)].map(
    (match) => match.index + from,
  );
  const start = Math.max(from, ...cuts.filter((cut) => cut <= at));
  const end = Math.min(from + text.length, ...cuts.filter((cut) => cut > at));
  // What stands behind a semicolon has sources of its own.
  const rest = `${
    text
      .slice(0, start - from)
      .split(';')
      .at(-1) ?? ''
  } ${text.slice(end - from).split(';')[0] ?? ''}`;
  return (
    text.slice(start - from, end - from) +
    (/\b(?:sources?|people familiar|according to|report)\b/i.test(rest)
      ? ` ${rest.replace(/\b(?:reportedly|rumou?red)\b/gi, '')}`
      : '')
  );
}

/** "Foo reported a profit of $3 billion": it speaks of nobody's doings. */
const givesFigures = ({ nodes }: Scene, { lemma, object }: Verb): boolean =>
  /^(?:report|show|post)$/.test(lemma) &&
  object !== null &&
  nodes
    .slice(object.from, object.to + 1)
    .some(
      ({ value, lower }) =>
        value || /^(?:profits?|loss(?:es)?|revenues?|earnings|results|sales|growth|income)$/.test(lower),
    );

/** "Foo bought Bar, it said, and Baz cut jobs": what is said ends before a clause that has a subject of its own. */
const endsBefore = (scene: Scene, says: Verb, { subject, subjectVia }: Verb): boolean =>
  subject !== null &&
  subjectVia === 'direct' &&
  subject.from > says.to &&
  /^(?:and|but|while|as|whereas|though|;)$/.test(scene.nodes[subject.from - 1]?.lower ?? '') &&
  closes(scene, says);

/** Reads the attribution of a sentence; `verb` is the event's verb, whose governing speaker counts. */
export function attribute(scene: Scene, verb: Verb | null): Attribution {
  const { document, sentence } = scene;
  const text = scene.text.slice(sentence.core.start, sentence.core.end);
  const outlets = creditedOutlets(scene);
  const speakers: string[] = [];
  const voices: Entity[] = [];
  let credited = false;
  let certainty: Certainty = 'confirmed';
  if (sentence.field === 'title' && document.lead === 'sources') certainty = 'reported';
  // "Kuo: Foo is working with Bar": one who speaks of others' doings.
  const says =
    sentence.field === 'title' && document.bracket
      ? /^(\p{Lu}[\p{L}’'-]+(?: \p{Lu}[\p{L}’'-]+)?): /u.exec(text)?.[1]
      : undefined;
  if (
    says &&
    !document.lead &&
    scene.entities.byForm(says)?.slug === undefined &&
    scene.nodes.some((node) => node.mention?.text === says)
  )
    certainty = 'reported';
  if (hearsay(clauseOf(scene, verb, text)) || (verb && unsure(scene, verb))) certainty = 'reported';
  const cutSource = sentence.cut
    ? /according to (?:an?|the) (\p{Lu}[\p{L}]*(?: \p{Lu}[\p{L}]*)*)$/u.exec(text)?.[1]
    : undefined;
  if (cutSource && !/spokes/i.test(text.slice(-40))) {
    certainty = 'reported';
    outlets.push({ name: cutSource, told: false, suffix: false });
  }
  if (sentence.field === 'title' && /(?::|–|—|-)\s*(?:reports?|sources?)\s*$/i.test(text)) certainty = 'reported';
  if (certainty === 'confirmed' && outlets.some((outlet) => !outlet.told)) {
    certainty = 'reported';
    credited = FIRST.test(text);
  }
  const names = outlets.map((outlet) => outlet.name);
  if (
    sentence.field === 'title' &&
    document.bracket &&
    !names.some((name) => normal(name) === normal(document.bracket?.text ?? ''))
  )
    names.unshift(document.bracket.text);
  for (const other of scene.clauses.verbs) {
    if (!COMMUNICATION_VERBS.has(other.lemma) || other === verb || other.passive || !other.subject) continue;
    if (verb && (givesFigures(scene, other) || endsBefore(scene, other, verb))) continue;
    // "Foo's chief, Jane Roe, said": she.
    const subject = throughPart(scene, other.subject, other.from);
    const head = scene.nodes[subject.phrases[0]?.head ?? 0];
    if (head?.mention && head.mention.entity.kind === 'outlet') continue;
    const words = scene.text.slice(scene.nodes[subject.from]?.start ?? 0, scene.nodes[subject.to]?.end ?? 0);
    const plainName = head?.mention ? head.mention.text : null;
    for (const party of parties(scene, subject, 'any', other)) {
      const voice = party.entity?.kind === 'person' ? scene.article.homes.get(party.entity) : party.entity;
      if (voice?.kind === 'org') voices.push(voice);
    }
    if (plainName && /^\p{Lu}|^x/u.test(plainName)) speakers.push(plainName);
    else if (head && SPOKES.test(head.lower)) {
      const org = parties(scene, subject, 'org')[0];
      speakers.push(org && !org.coreferent ? words.replace(/^(?:an?|the)\s+/i, '') : head.text);
    } else if (SELF.test(words) || head) {
      const party = parties(scene, subject, 'any', other)[0];
      // "lawyers who write …": plain words are nobody's name.
      if (party?.entity && /\p{Lu}|^x/u.test(party.text)) speakers.push(party.text);
    }
  }
  const according =
    /according to (?:an? |the )?((?:[\p{Lu}][\p{L}\p{N}.&’'-]*\s?)+(?:spokes\p{L}+)?|[\p{L} ]{0,30}spokes\p{L}+)/u
      .exec(text)?.[1]
      ?.trim();
  if (according && !names.includes(according)) {
    const entity = scene.entities.byForm(according.replace(/\s+spokes\p{L}+$/u, ''));
    if (!entity || (entity.kind !== 'outlet' && (isOrg(entity) || entity.kind === 'person')))
      speakers.push(according.replace(/[.,]$/, ''));
  }
  return {
    certainty,
    speakers: [...new Set(speakers)],
    outlets: names,
    voices,
    credited,
  };
}

/** Outlets that a sentence says had a story first, and the noun that it calls the story ("the split", "the deal"). */
export function firstReporters(scene: Scene): { outlets: string[]; story: string } | null {
  const text = scene.text.slice(scene.sentence.core.start, scene.sentence.core.end);
  const credit = FIRST.exec(text);
  if (!credit) return null;
  const outlets = scene.nodes.flatMap((node) =>
    node.mention && (node.mention.entity.kind === 'outlet' || node.mention.entity.outlet) ? [node.mention.text] : [],
  );
  const after = text.slice(credit.index + credit[0].length);
  const story =
    /^ (?:on |about )?(?:the |this |its |news of |word of |details of |outlines? of |terms of |parts of )+([a-z-]+(?: [a-z-]+)?)/i.exec(
      after,
    )?.[1] ??
    // "first reported that the two were close to a deal".
    (/^(?: \S+){0,6}? that /.test(after)
      ? (/\b(?:split|investment|stake|round|funding|new money|acquisition|takeover|purchase|merger|departure|layoffs|job cuts|lawsuit|deal|talks|partnership)\b/i.exec(
          after,
        )?.[0] ?? 'story')
      : undefined);
  return outlets.length > 0 && story ? { outlets, story: story.toLowerCase() } : null;
}
