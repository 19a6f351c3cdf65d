import type { Group, Phrase, Verb } from '../clauses.ts';
import { isAuthority } from '../entities.ts';
import { nodeText, type Party, parties, partyOf, type Scene } from '../scene.ts';
import { PLACES } from '../words.ts';
import { lowerText, objectOf } from './frame.ts';
import { maker } from './labels.ts';

const SUERS =
  /\b(?:newspapers?|authors?|publishers?|artists?|musicians?|writers?|users?|parents?|family|families|shareholders?|investors?|employees?|groups?|states?|attorneys? general|labels?|studios?|actors?|customers?|consumers?|states|drivers|senators?|lawmakers|officials?|authorities|regulators?|watchdogs?|agency|agencies|prosecutors?|ministry|government|commission|department|ags?|judges?|union|unions|estate|outlets?|organizations?|organisations?)\b/;
/** Offices that name nobody without a word before them. */
const BARE_OFFICE =
  /^(?:agency|agencies|regulators?|watchdogs?|commission|department|ministry|government|authorit(?:y|ies)|prosecutors?|lawmakers|senators?|officials?|judges?|union)$/;
/** People who complain of what was done to them; alone, the word names nobody. */
export const complainants = /(?:er|or|ist|ant|ent|ee|an|ian|parent|artist|famil(?:y|ie)|widow|mother|father)s?$/;
/** Agencies by their letters. */
const AGENCY =
  /^(?:the )?(?:US |U\.S\. |UK )?(?:DOD|DoD|DOJ|DoJ|FTC|SEC|CFTC|FCC|FDA|NHTSA|EPA|IRS|CMA|ICO|FCA|CNIL|CFPB|DHS|FBI|Pentagon|MAS|RBI|SEBI|CCI|ED|SAMR|CAC)$/;
export const COURT = /\b(?:court|judge|jury|tribunal)\b/;

/** Someone who sues or rules, by name or by office: "California attorney general", "Nine newspapers", "the EU". */
export function claimant(scene: Scene, group: Group | null, verb?: Verb | null): Party[] {
  if (!group) return [];
  const found: Party[] = [];
  for (const phrase of group.phrases) {
    const text = lowerText(scene, phrase.from, phrase.to + 1);
    const office = officeOf(scene, phrase);
    if (office) {
      if (!COURT.test(text)) found.push(office);
      continue;
    }
    const head = scene.nodes[phrase.head];
    // "a group of authors": the authors.
    const of = scene.nodes[phrase.to + 1]?.lower === 'of' ? scene.clauses.groupAt(phrase.to + 2) : null;
    if (
      of &&
      /^(?:group|coalition|number|dozens?|trio|pair|handful|class|hundreds|thousands)$/.test(head?.lower ?? '')
    ) {
      found.push(...claimant(scene, of, verb));
      continue;
    }
    // "the EU" and "the European Commission" are one authority.
    const commission = /^(?:eu|ec)$/i.test(head?.text ?? '') ? scene.entities.byForm('European Commission') : undefined;
    if (commission) {
      found.push({ entity: commission, text: commission.name, node: phrase.head, coreferent: true });
      continue;
    }
    if (head?.mention && head.mention.entity.kind === 'place') {
      found.push({ entity: head.mention.entity, text: head.mention.text, node: phrase.head, coreferent: false });
      continue;
    }
    if (head && /^(?:eu|uk|us|ec|u\.s\.|u\.k\.)$/.test(head.lower) && head.text === head.text.toUpperCase()) {
      found.push({ entity: null, text: head.text, node: phrase.head, coreferent: false });
      continue;
    }
    if (COURT.test(text)) continue;
    const party = partyOf(scene, phrase, 'any', verb ?? undefined);
    if (party) found.push(party);
  }
  return found;
}

function officeOf(scene: Scene, phrase: Phrase): Party | null {
  const { nodes } = scene;
  const head = nodes[phrase.head];
  if (!head || head.mention || head.value) return null;
  const text = lowerText(scene, phrase.from, phrase.to + 1);
  if (!(isAuthority(head.lower) || SUERS.test(head.lower) || /attorneys? general$|\bag$|\bags$/.test(text)))
    return null;
  let from = phrase.from;
  while (
    from < phrase.to &&
    (nodes[from]?.pos === 'DET' || /^(?:the|a|an|several|some|its|two|three)$/.test(nodes[from]?.lower ?? ''))
  )
    from++;
  if (from === phrase.head && BARE_OFFICE.test(head.lower)) {
    // "regulators in South Korea".
    const place = nodes[phrase.head + 1]?.lower === 'in' ? nodes[phrase.head + 2]?.mention : undefined;
    return place?.entity.kind === 'place'
      ? { entity: null, text: nodeText(scene, from, phrase.head + 2), node: phrase.head, coreferent: false }
      : null;
  }
  if (
    from === phrase.head &&
    /^(?:users?|customers?|employees?|investors?|family|parents?|groups?|officials?|shareholders?|union|labels?|studios?)$/.test(
      head.lower,
    )
  )
    return null;
  if (phrase.head - from > 6) return null;
  return { entity: null, text: nodeText(scene, from, phrase.head), node: phrase.head, coreferent: false };
}

export const defendants = (scene: Scene, group: Group | null, verb?: Verb | null): Party[] =>
  parties(scene, group, 'any', verb ?? undefined).filter(
    (party) => party.entity && (party.entity.kind === 'org' || party.entity.kind === 'person'),
  );
/** Whom a suit is brought against: a state too. */
export function sued(scene: Scene, group: Group | null, verb: Verb | null): Party[] {
  const found = defendants(scene, group, verb);
  if (found.length > 0 || !group) return found;
  return claimant(scene, group, verb).filter((party) => isPublic(party));
}
/** Those that an object names, or that "including" names after it. */
export function addressed(scene: Scene, verb: Verb): Party[] {
  // "ordered at least one startup, Foo, not to": the figure's words are no preposition.
  const near = verb.preps.find((prep) => prep.at <= verb.to + 2 && prep.group)?.group ?? null;
  const group = objectOf(scene, verb) ?? near;
  const found = defendants(scene, group, verb).filter((party) => !party.coreferent || verb.object !== null);
  if (found.length > 0 || !group) return found;
  // "blocks access to Foo": Foo, or whoever makes it.
  const head = scene.nodes[group.phrases[0]?.head ?? 0];
  const to = /^(?:access|exports?|sales?|shipments?|imports?)$/.test(head?.lower ?? '')
    ? (verb.preps.find((prep) => /^(?:to|of)$/.test(prep.word))?.group ?? null)
    : group;
  const named = defendants(scene, to, verb);
  if (named.length > 0) return named;
  const thing = scene.nodes[to?.phrases[0]?.head ?? -1]?.mention?.entity;
  if (thing?.kind === 'product' && maker(scene, thing).length > 0) return maker(scene, thing);
  // "bans Foo chips", "probes Foo's chatbot".
  const first = group.phrases[0];
  const court = verb.subject ? COURT.test(lowerText(scene, verb.subject.from, verb.subject.to + 1)) : false;
  if (first && !court && /^(?:ban|bar|block|restrict|probe|investigate|review)$/.test(verb.lemma)) {
    for (let k = first.from; k < first.head; k++) {
      const mention = scene.nodes[k]?.mention;
      if (mention?.entity.kind === 'org' && !mention.entity.authority)
        return [{ entity: mention.entity, text: mention.text, node: k, coreferent: false }];
    }
  }
  for (let k = group.to + 1; k < Math.min(verb.reach, group.to + 4); k++) {
    if (!/^(?:including|like|,|namely|especially)$/.test(scene.nodes[k]?.lower ?? '')) continue;
    const inner = scene.clauses.groupAt(k + 1);
    const named =
      inner && inner.from <= k + 2 ? defendants(scene, inner, verb).filter((party) => !party.coreferent) : [];
    if (named.length > 0) return named;
  }
  return [];
}

export function isPublic(party: Party): boolean {
  if (party.entity === null)
    return (
      isAuthority(party.text) ||
      PLACES.has(party.text.toLowerCase()) ||
      /\b(?:officials?|states?|ags?|senators?)\b/i.test(party.text)
    );
  return party.entity.authority || party.entity.kind === 'place' || AGENCY.test(party.text);
}
