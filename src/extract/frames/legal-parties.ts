import type { Group, Phrase, Verb } from '../clauses.ts';
import { type Entity, isAuthority } from '../entities.ts';
import { modifiersOf, ownerOf, type Party, parties, partyOf } from '../parties.ts';
import { nodeText, type Scene } from '../scene.ts';
import { PLACES } from '../words.ts';
import { lowerText, objectOf } from './frame.ts';
import { maker } from './labels.ts';

const SUERS =
  /\b(?:newspapers?|authors?|publishers?|artists?|musicians?|writers?|users?|parents?|family|families|shareholders?|investors?|employees?|groups?|states?|attorneys? general|labels?|studios?|actors?|customers?|consumers?|states|drivers|senators?|lawmakers|officials?|authorities|regulators?|watchdogs?|agency|agencies|prosecutors?|ministry|government|commission|department|ags?|judges?|union|unions|estate|outlets?|organizations?|organisations?)\b/;
/** Offices that name nobody without a word before them. */
export const BARE_OFFICE =
  /^(?:agency|agencies|regulators?|watchdogs?|commission|department|ministry|government|authorit(?:y|ies)|prosecutors?|lawmakers|senators?|officials?|judges?|union)$/;
/** People who complain of what was done to them; alone, the word names nobody. */
export const complainants = /(?:er|or|ist|ant|ent|ee|an|ian|parent|artist|famil(?:y|ie)|widow|mother|father)s?$/;
/** Agencies by their letters. */
export const AGENCY =
  /^(?:the )?(?:US |U\.S\. |UK )?(?:DOD|DoD|DOJ|DoJ|FTC|SEC|CFTC|FCC|FDA|NHTSA|EPA|IRS|CMA|ICO|FCA|CNIL|CFPB|DHS|FBI|Pentagon|MAS|RBI|SEBI|CCI|ED|SAMR|CAC|AUSTRAC|ASIC|ACCC|BaFin|FINMA|FINTRAC|FinCEN|NYDFS|Ofcom|CNMV|AGCM|KFTC|JFTC|CADE|PIPC|NLRB|EEOC)$/;
export const COURT = /\b(?:court|judge|jury|tribunal)\b/;

/** Someone who sues or rules, by name or by office: "California attorney general", "Nine newspapers", "the EU". */
export function claimant(scene: Scene, group: Group | null, verb?: Verb | null): Party[] {
  if (!group) return [];
  const found: Party[] = [];
  for (const [k, phrase] of group.phrases.entries()) {
    const text = lowerText(scene, phrase.from, phrase.to + 1);
    // "Securities and Exchange Commission" is one.
    const next = group.phrases[k + 1];
    if (/\bsecurities$/.test(text) && next && /^exchange commission$/.test(lowerText(scene, next.from, next.to + 1))) {
      found.push({ entity: null, text: nodeText(scene, phrase.head, next.to), node: phrase.head, coreferent: false });
      break;
    }
    const office = officeOf(scene, phrase);
    if (office) {
      const members = office.entity ? [] : membersOf(scene, phrase);
      if (members.length > 0) found.push(...members);
      else if (!COURT.test(text)) found.push(office);
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
    if (phrase.from === phrase.to && head?.capital && !head.mention && PLACES.has(head.lower)) {
      found.push({ entity: null, text: head.text, node: phrase.head, coreferent: false });
      continue;
    }
    const party = partyOf(scene, phrase, 'any', verb ?? undefined);
    if (party) found.push(party);
  }
  return found;
}

/** "publishers, which include Foo and Bar, sued", "a group of publishers including Foo": those of them who have a name. */
function membersOf(scene: Scene, phrase: Phrase): Party[] {
  const { nodes, clauses } = scene;
  if (!/s$/.test(nodes[phrase.head]?.lower ?? '')) return [];
  const after = lowerText(scene, phrase.to + 1, phrase.to + 4);
  const skip = /^, which includes?\b/.test(after)
    ? 3
    : /^, including\b/.test(after)
      ? 2
      : /^including\b/.test(after)
        ? 1
        : 0;
  const group = skip > 0 ? clauses.groupAt(phrase.to + 1 + skip) : null;
  return parties(scene, group, 'any').filter(({ entity }) => entity !== null);
}

function officeOf(scene: Scene, phrase: Phrase): Party | null {
  const { nodes } = scene;
  const head = nodes[phrase.head];
  if (!head || head.mention || head.value) return null;
  const text = lowerText(scene, phrase.from, phrase.to + 1);
  // "Department of War", "Ministry of Trade".
  const next = nodes[phrase.to + 2];
  if (/^(?:department|ministry|bureau)$/.test(head.lower) && nodes[phrase.to + 1]?.lower === 'of' && next?.capital)
    return {
      entity: null,
      text: nodeText(scene, phrase.head, scene.clauses.groupAt(phrase.to + 2)?.phrases[0]?.to ?? phrase.to + 2),
      node: phrase.head,
      coreferent: false,
    };
  if (!(isAuthority(head.lower) || SUERS.test(head.lower) || /attorneys? general$|\bag$|\bags$/.test(text)))
    return null;
  let from = phrase.from;
  while (
    from < phrase.to &&
    (nodes[from]?.pos === 'DET' || /^(?:the|a|an|several|some|its|two|three)$/.test(nodes[from]?.lower ?? ''))
  )
    from++;
  if (from === phrase.head && BARE_OFFICE.test(head.lower)) {
    const known = nodes[phrase.from]?.lower === 'the' ? lastAuthority(scene, phrase.from) : null;
    if (known) return known;
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

/** "the regulator": the public body that was named last, before a node. */
export function lastAuthority(scene: Scene, before: number): Party | null {
  const may = (entity: Entity): boolean => entity.kind === 'org' && (entity.authority || AGENCY.test(entity.name));
  for (let k = before - 1; k >= 0; k--) {
    const mention = scene.nodes[k]?.mention;
    if (mention && may(mention.entity))
      return { entity: mention.entity, text: mention.text, node: before, coreferent: true };
  }
  for (let index = scene.index - 1; index >= Math.max(0, scene.index - 8); index--) {
    const mention = scene.entities.bySentence[index]?.findLast(({ entity }) => may(entity));
    if (mention) return { entity: mention.entity, text: mention.text, node: before, coreferent: true };
  }
  return null;
}

export const defendants = (scene: Scene, group: Group | null, verb?: Verb | null): Party[] =>
  parties(scene, group, 'any', verb ?? undefined).filter(
    (party) =>
      party.entity &&
      (party.entity.kind === 'org' || party.entity.kind === 'person') &&
      // A court judges; it is sued by nobody.
      !(party.entity.authority && COURT.test(party.text.toLowerCase())),
  );
/** Whom a suit is brought against: a state too. */
export function sued(scene: Scene, group: Group | null, verb: Verb | null): Party[] {
  const found = defendants(scene, group, verb);
  if (found.length > 0 || !group) return found;
  return claimant(scene, group, verb).filter((party) => isPublic(party));
}
/** Whom a phrase names, whose it is, or who makes the product in it. */
export function ownersToo(scene: Scene, group: Group, verb: Verb | null): Party[] {
  const found = defendants(scene, group, verb).filter((party) => !party.coreferent);
  const first = group.phrases[0];
  if (found.length > 0 || !first) return found;
  const owners = ownerOf(scene, first, first.head, 'org').filter((party) => party.entity?.kind === 'org');
  if (owners.length > 0) return owners;
  // "downloads of the Foo app".
  const inside = modifiersOf(scene, first, first.head, 'org').filter((party) => party.entity?.kind === 'org');
  if (inside.length > 0) return inside.slice(-1);
  const product = scene.nodes.slice(first.from, first.to + 1).find((node) => node.mention?.entity.owner)?.mention;
  return product ? maker(scene, product.entity) : [];
}

/**
 * Of whom it is asked, behind a node, what may be wrong: "whether Foo misled its customers", "claims that the Foo deal …", "how
 * Foo's chatbot …". Null where nothing is asked.
 */
export function questioned(scene: Scene, at: number): Party[] | null {
  const { clauses, nodes } = scene;
  const claims = /^(?:claims|allegations|complaints|reports)$/.test(nodes[at + 1]?.lower ?? '');
  if (!(claims ? nodes[at + 2]?.lower === 'that' : /^(?:whether|if|how)$/.test(nodes[at + 1]?.lower ?? '')))
    return null;
  const verb = clauses.verbs.find(({ from, form, subject }) => from > at && form === 'finite' && subject);
  const found = defendants(scene, verb?.subject ?? null, verb);
  const begins = at + (claims ? 3 : 2);
  // A verb that reads as a noun ("the policy breaks competition rules") leaves but one long phrase.
  const first = (verb?.subject ?? clauses.groupAt(begins) ?? clauses.groupAt(begins + 1))?.phrases[0];
  if (found.length > 0 || !first) return found;
  for (let k = first.from; k < first.head; k++) {
    const mention = nodes[k]?.mention;
    if (mention?.entity.kind === 'org')
      return [{ entity: mention.entity, text: mention.text, node: k, coreferent: false }];
  }
  return [];
}

/** Those that an object names, or that "including" names after it. */
export function addressed(scene: Scene, verb: Verb): Party[] {
  // "ordered at least one startup, Foo, not to": the figure's words are no preposition.
  const near = verb.preps.find((prep) => prep.at <= verb.to + 2 && prep.group)?.group ?? null;
  const group = objectOf(scene, verb) ?? near;
  if (group && /^(?:designate|label|declare|deem)$/.test(verb.lemma)) {
    // "designates Foo a risk": the name that stands first.
    const mention = scene.nodes[group.from]?.mention;
    return mention?.entity.kind === 'org'
      ? [{ entity: mention.entity, text: mention.text, node: group.from, coreferent: false }]
      : [];
  }
  const found = defendants(scene, group, verb).filter((party) => !party.coreferent || verb.object !== null);
  if (found.length > 0 || !group) return found;
  // "blocks access to Foo": Foo, or whoever makes it.
  const head = scene.nodes[group.phrases[0]?.head ?? 0];
  const to = /^(?:access|exports?|sales?|shipments?|imports?|use|downloads?)$/.test(head?.lower ?? '')
    ? (verb.preps.find((prep) => /^(?:to|of)$/.test(prep.word))?.group ?? null)
    : group;
  if (to !== group || /^(?:ban|bar|block|restrict|suspend)$/.test(verb.lemma)) {
    const named = to ? ownersToo(scene, to, verb) : [];
    if (named.length > 0) return named;
  }
  // "bans Foo chips", "probes Foo's chatbot".
  const first = group.phrases[0];
  const court = verb.subject ? COURT.test(lowerText(scene, verb.subject.from, verb.subject.to + 1)) : false;
  if (first && !court && /^(?:ban|bar|block|restrict|probe|investigate|review|raid|suspend)$/.test(verb.lemma)) {
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

/** Who orders and bans in the name of a state, beside those whom the words say to be authorities. */
export const POWER =
  /\b(?:committee|senate|congress|parliament|pentagon|white house|treasury|department of|ministry of|bureau|attorneys? general|prosecutors?|kremlin)\b|^(?:(?:us )?president )?(?:donald )?trump$/i;

export function isPublic(party: Party): boolean {
  if (POWER.test(party.text)) return true;
  if (party.entity === null)
    return (
      isAuthority(party.text) ||
      PLACES.has(party.text.toLowerCase()) ||
      /\b(?:officials?|states?|ags?|senators?)\b/i.test(party.text)
    );
  return party.entity.authority || party.entity.kind === 'place' || AGENCY.test(party.text);
}

/** Who asks a court for what a verb says: "asks the judge to toss the claims". */
export const asker = (scene: Scene, verb: Verb): Verb | undefined =>
  scene.clauses.verbs.find(
    (other) =>
      other.to < verb.from &&
      /^(?:ask|urge|petition|move)$/.test(other.lemma) &&
      (other.lemma === 'move' || COURT.test(lowerText(scene, other.to + 1, verb.from))),
  );
