import type { Document } from '../document.ts';
import type { Draft } from '../draft.ts';
import type { Party } from '../parties.ts';
import { nodeText, type Scene } from '../scene.ts';
import { addParties, lowerText, newDraft } from './frame.ts';
import { type Label, productArg } from './labels.ts';

/** Launches that the article told without naming the product; the next sentence may name it. */
const unnamed = new WeakMap<Document, { orgs: Party[]; index: number }>();

/** Remembers who launched what had no name; with a name, forgets whoever stood there. */
export function remember(scene: Scene, orgs: Party[], named: boolean): void {
  if (!named && orgs.length > 0) unnamed.set(scene.document, { orgs, index: scene.index });
  else unnamed.delete(scene.document);
}

/** "Foo announced a new model. Bar is …": the next sentence names what the last one launched. */
export function byNextSentence(scene: Scene): Draft[] {
  const { clauses, nodes } = scene;
  const last = unnamed.get(scene.document);
  if (!last || scene.index <= last.index || scene.index > last.index + 2) return [];
  const verb = clauses.verbs.find((other) => other.form === 'finite' && other.subjectVia === 'direct');
  const phrase = verb?.subject?.phrases[0];
  if (!verb || !phrase || phrase.from > 3 || verb.subject?.phrases.length !== 1) return [];
  // "Foo 2 can understand …": the figure is of the name.
  const figure = nodes[phrase.head]?.pos === 'NUM' && !nodes[phrase.head]?.value ? 1 : 0;
  const mention = nodes[phrase.head - figure]?.mention;
  const called = /^(?:product|model|tool|app|service|platform|feature|system|card|assistant|technology|offering)$/;
  let item: Label | null = null;
  if (
    mention &&
    nodes[phrase.from]?.mention === mention &&
    (mention.entity.kind === 'product' ||
      (mention.entity.kind === 'org' && !mention.entity.slug && !mention.entity.sure))
  ) {
    const rest = lowerText(scene, verb.to + 1, Math.min(verb.reach, verb.to + 14));
    const told =
      (verb.lemma === 'be' &&
        /^(?:a|an|the|part|designed|built|available|described|powered|based|trained|capable)\b/.test(rest) &&
        !/\b(?:company|startup|firm|founder|spokes\S+|ceo)\b/.test(rest)) ||
      (verb.passive &&
        /^(?:design|build|train|base|power|describe|price|available|integrate|optimi[sz]e|fine-tune)$/.test(
          verb.lemma,
        )) ||
      (verb.modal === 'can' && (figure === 1 || mention.entity.kind === 'product')) ||
      /^(?:let|allow|enable|help|offer|support|generate|handle|combine|integrate|automate|run|feature|come|cost|process)$/.test(
        verb.lemma,
      );
    if (told && !last.orgs.some((party) => party.entity === mention.entity))
      item = {
        text: nodeText(scene, phrase.head - figure, phrase.head),
        entity: mention.entity,
        node: phrase.head - figure,
      };
  } else if (called.test(nodes[phrase.head]?.lower ?? '')) {
    for (let k = phrase.head + 1; k < phrase.head + 4; k++)
      if (/^(?:called|dubbed|named)$/.test(nodes[k]?.lower ?? '') && nodes[k + 1]?.mention)
        item = {
          text: nodes[k + 1]?.mention?.text ?? '',
          entity: nodes[k + 1]?.mention?.entity ?? null,
          node: k + 1,
        };
  }
  if (!item || (item.entity?.owner && !last.orgs.some((party) => party.entity?.slug === item?.entity?.owner)))
    return [];
  const draft = newDraft(scene, 'launch', verb.head, verb, 'announced');
  draft.background = false;
  addParties(draft, 'org', last.orgs);
  draft.args.push(productArg(item));
  unnamed.delete(scene.document);
  return [draft];
}
