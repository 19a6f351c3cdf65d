import type { Certainty } from '../domain/claim.ts';
import { hearsay } from './certainty.ts';
import type { Verb } from './clauses.ts';
import { normal } from './entities.ts';
import { isOrg, parties, type Scene, SPOKES } from './scene.ts';
import { COMMUNICATION_VERBS } from './words.ts';

/** Whose word a sentence is. */
export interface Attribution {
  certainty: Certainty;
  speakers: string[];
  outlets: string[];
}

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

/** Reads the attribution of a sentence; `verb` is the event's verb, whose governing speaker counts. */
export function attribute(scene: Scene, verb: Verb | null): Attribution {
  const { document, sentence } = scene;
  const text = scene.text.slice(sentence.core.start, sentence.core.end);
  const outlets = creditedOutlets(scene);
  const speakers: string[] = [];
  let certainty: Certainty = 'confirmed';
  if (sentence.field === 'title' && document.lead === 'sources') certainty = 'reported';
  if (hearsay(text)) certainty = 'reported';
  if (sentence.field === 'title' && /(?::|–|—|-)\s*(?:reports?|sources?)\s*$/i.test(text)) certainty = 'reported';
  if (outlets.some((outlet) => !outlet.told)) certainty = 'reported';
  const names = outlets.map((outlet) => outlet.name);
  if (
    sentence.field === 'title' &&
    document.bracket &&
    !names.some((name) => normal(name) === normal(document.bracket?.text ?? ''))
  )
    names.unshift(document.bracket.text);
  for (const other of scene.clauses.verbs) {
    if (!COMMUNICATION_VERBS.has(other.lemma) || other === verb || other.passive || !other.subject) continue;
    const subject = other.subject;
    const head = scene.nodes[subject.phrases[0]?.head ?? 0];
    if (head?.mention && head.mention.entity.kind === 'outlet') continue;
    const words = scene.text.slice(scene.nodes[subject.from]?.start ?? 0, scene.nodes[subject.to]?.end ?? 0);
    const plainName = head?.mention ? head.mention.text : null;
    if (plainName && /^\p{Lu}|^x/u.test(plainName)) speakers.push(plainName);
    else if (head && SPOKES.test(head.lower)) {
      const org = parties(scene, subject, 'org')[0];
      speakers.push(org && !org.coreferent ? words.replace(/^(?:an?|the)\s+/i, '') : head.text);
    } else if (SELF.test(words) || head) {
      const party = parties(scene, subject, 'any', other)[0];
      if (party?.entity) speakers.push(party.text);
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
    speakers: [...new Set(speakers)].filter((speaker) => text.includes(speaker) || true),
    outlets: names,
  };
}
