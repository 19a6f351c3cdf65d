import type { Node } from './clauses.ts';
import type { Party } from './draft.ts';
import { referent } from './referents.ts';
import { isOrg, nodeText, type Scene } from './scene.ts';
import { common } from './vocabulary.ts';
import { COMPANY_NOUNS, ROLE_WORDS, TITLE } from './words.ts';

/** An office as worded, by its nodes. */
export interface Office {
  from: number;
  to: number;
  text: string;
}

const OFFICE_STOP =
  /^(?:its|the|a|an|his|her|their|new|now|currently|presently|until|former|ex|first|ever|first-ever|as|to|of|and|current|longtime|long-time|current|next|own|same|newly|created|be|become|been|role|position|job|also|top|incoming|outgoing|then|'s|fellow|another|local|famed|late|that)$/;
const DEEPER =
  /^(?:head|director|president|chief|lead|manager|vp|svp|evp|chair|officer|partner|leader|vice|secretary|ceo|cto|coo|cfo|scientist|counsel|executive|boss)$/;

/** What a chief may be of: "chief data and analytics officer". */
const isField = (node: Node): boolean =>
  !node.mention && (/^(?:NOUN|PROPN|ADJ)$/.test(node.pos) || /^(?:and|&|operating|marketing)$/.test(node.lower));
const OFFICER = /^(?:officer|counsel|scientist|economist|architect|engineer|technologist)/;

/** The first office named in a stretch of nodes: "chief strategy officer", "Head of EMEA". */
export function officeIn(scene: Scene, from: number, to: number): Office | null {
  const { nodes } = scene;
  for (let k = Math.max(0, from); k < Math.min(to, nodes.length); k++) {
    const node = nodes[k];
    if (!node || node.value) continue;
    const tail = node.lower.replace(/.*-(?=founder|chair|president|ceo|lead|head)/, '');
    if (!ROLE_WORDS.has(node.lower) && !ROLE_WORDS.has(tail)) continue;
    if (node.pos === 'VERB' || (node.mention && node.mention.entity.kind !== 'org')) continue;
    if (
      /^(?:executive|exec|veteran|partner|boss|leader|principal|researcher|engineer|scientist|lead|leaders?)$/.test(
        node.lower,
      ) &&
      /^(?:partner|lead)$/.test(node.lower) &&
      node.pos !== 'NOUN'
    )
      continue;
    let start = k;
    while (start - 1 >= from && start > 0) {
      const before = nodes[start - 1];
      if (
        !before ||
        (before.mention && before.mention.entity.kind === 'person') ||
        before.value ||
        OFFICE_STOP.test(before.lower) ||
        before.lower.startsWith('ex-') ||
        before.pos === 'VERB' ||
        before.pos === 'AUX' ||
        before.pos === 'ADP' ||
        before.pos === 'PUNCT' ||
        before.pos === 'PRON' ||
        before.pos === 'DET' ||
        before.pos === 'CCONJ'
      )
        break;
      if (
        before.mention &&
        isOrg(before.mention.entity) &&
        !/^(?:Chief|Senior|Vice|Group|Global|Managing|General)(?: (?:Chief|Executive|Managing|Vice|Senior|Group))*$/.test(
          before.text,
        )
      )
        break;
      start--;
    }
    let end = k;
    for (let n = k + 1; n < nodes.length; n++) {
      const next = nodes[n];
      if (!next) break;
      if (ROLE_WORDS.has(next.lower) && !(next.mention && next.mention.entity.kind === 'person')) end = n;
      else if (!isField(next) || !scene.nodes.slice(n, n + 6).some((word) => OFFICER.test(word.lower))) break;
    }
    // "of engineering", "for Indonesia": unless it names the company.
    const of = nodes[end + 1];
    if (of && (of.lower === 'of' || of.lower === 'for') && DEEPER.test((nodes[end]?.lower ?? '').replace(/.*-/, ''))) {
      const group = scene.clauses.groupAt(end + 2) ?? scene.clauses.groupAt(end + 3);
      const phrase = group?.phrases[0];
      if (group && phrase) {
        const named = nodes
          .slice(phrase.from, phrase.to + 1)
          .find(
            (word) =>
              word.mention &&
              isOrg(word.mention.entity) &&
              (word.mention.entity.slug ||
                word.mention.entity.sure ||
                phrase.from === phrase.to ||
                (word === nodes[phrase.head] && COMPANY_NOUNS.has(nodes[phrase.head - 1]?.lemma ?? ''))),
          );
        if (!named) {
          end = phrase.to;
          // "head of trust and safety".
          const [and, more] = [nodes[end + 1], nodes[end + 2]];
          if (
            /^(?:and|&)$/.test(and?.lower ?? '') &&
            more?.pos === 'NOUN' &&
            !more.mention &&
            !ROLE_WORDS.has(more.lower)
          )
            end += 2;
        } else if (nodes[end]?.lower === 'head' && !named.mention?.entity.slug && scene.sentence.titleCase)
          end = phrase.to;
      }
    }
    return { from: start, to: end, text: nodeText(scene, start, end) };
  }
  return null;
}

export interface Affiliation {
  org: Party | null;
  office: Office | null;
  former: boolean;
}

/** What is said of a person right beside the name: "Scale AI's founder X", "X, chief executive of Foo,", "ex-Google X". */
export function affiliation(scene: Scene, node: number): Affiliation {
  const { nodes, clauses } = scene;
  const result: Affiliation = { org: null, office: null, former: false };
  const org = (k: number): Party | null => {
    const mention = nodes[k]?.mention;
    if (mention?.entity.kind === 'product' && mention.entity.owner) {
      // "Foo's Bar chief": of the house that makes Bar.
      const { owner } = mention.entity;
      const house = scene.entities.entities.find((entity) => entity.kind === 'org' && entity.slug === owner);
      return house ? { entity: house, text: house.name, node: k, coreferent: true } : null;
    }
    return mention && isOrg(mention.entity) && mention.entity.kind === 'org'
      ? { entity: mention.entity, text: mention.text, node: k, coreferent: false }
      : null;
  };
  let low = TITLE.test(nodes[node - 1]?.lower ?? '') ? node - 2 : node - 1;
  // "Foo's founder, Bar, will …", "Foo's head of design, Bar": the comma stands between the office and the name.
  if (
    nodes[low]?.text === ',' &&
    /^[,.]?$/.test(nodes[node + 1]?.text ?? '') &&
    nodes
      .slice(Math.max(0, low - 6), low)
      .some(
        (word, k, all) =>
          ROLE_WORDS.has(word.lower.replace(/.*-/, '')) &&
          (k === all.length - 1 || /^(?:of|for)$/.test(all[k + 1]?.lower ?? '')) &&
          all.slice(k + 1).every((other) => !/^[,;:]$/.test(other.text) && other.pos !== 'VERB'),
      )
  )
    low--;
  while (low >= 0 && node - low < 12) {
    const word = nodes[low];
    if (
      !word ||
      /^[,;:—–(“"]$/.test(word.text) ||
      ((word.pos === 'VERB' || word.pos === 'AUX') && !clauses.phraseAt(low))
    )
      break;
    if (word.mention?.entity.kind === 'person') break;
    if (
      /^(?:that|as|from|by|with|after|hires|and)$/.test(word.lower) &&
      !(
        low < node - 1 &&
        word.lower === 'and' &&
        (nodes.slice(low + 1, node).some((other) => ROLE_WORDS.has(other.lower)) === false ||
          // "Foo's founder and chief executive, Bar".
          ROLE_WORDS.has(nodes[low - 1]?.lower ?? ''))
      )
    )
      break;
    low--;
  }
  low++;
  // "Foo's Jane Roe and Bar's Bob Marr": each of the house right before the name.
  if (nodes[node - 1]?.lower === "'s") result.org = org(node - 2);
  for (let k = low; k < node; k++) {
    const word = nodes[k];
    if (!word) continue;
    if (/^(?:former|ex|onetime|one-time|previously)$/.test(word.lower) || /^ex-/.test(word.lower)) result.former = true;
    result.org ??= org(k);
    if (/^ex-\p{Lu}/u.test(word.text) && !result.org) {
      const name = word.text.slice(3);
      const known = scene.entities.byForm(name);
      const office = ROLE_WORDS.has(name.toLowerCase()) || common(name.toLowerCase());
      const entity = known ?? (office ? undefined : scene.entities.adopt(name, 'org'));
      if (entity) result.org = { entity, text: name, node: k, coreferent: false };
    }
  }
  result.office = officeIn(scene, low, node);
  // "founder and chief executive": what one is now says more than how one came to be it.
  if (
    result.office &&
    /^(?:co-?)?founder$/i.test(result.office.text) &&
    /^(?:and|&)$/.test(nodes[result.office.to + 1]?.lower ?? '')
  )
    result.office = officeIn(scene, result.office.to + 2, node) ?? result.office;
  if (!result.org) {
    for (let k = low; k < node; k++) {
      const word = nodes[k];
      if (word?.lower === 'its' || (word && COMPANY_NOUNS.has(word.lemma) && nodes[k + 1]?.lower === "'s")) {
        const entity = referent(scene, k, word.lower === 'its' ? null : word.lemma);
        if (entity) result.org = { entity, text: entity.name, node: k, coreferent: true };
      }
    }
  }
  if (!result.org && nodes[node + 1]?.text === ',' && nodes[node + 2]?.lower === 'who') {
    // "Foo, who founded Bar, …" works there, until something else is said.
    const role = clauses.verbs.find(
      (verb) => verb.from >= node + 3 && verb.from <= node + 5 && verb.subjectVia === 'relative',
    );
    // "Foo, who ran search at Bar".
    const ran = role && /^(?:run|lead|head|oversee|manage|direct)$/.test(role.lemma) && !role.passive;
    const place = ran ? role.preps.find(({ word, at }) => word === 'at' && at < role.reach)?.group : null;
    const ranAt = place ? org(place.phrases[0]?.head ?? -1) : null;
    if (ranAt) {
      result.org = ranAt;
      result.former =
        /^(?:previously|formerly|once|earlier)$/.test(nodes[node + 3]?.lower ?? '') ||
        nodes.slice(ranAt.node, role?.reach).some(({ lower }) => lower === 'until');
    }
    // "Foo, who spent two years as head of maps at Bar".
    const serves = role && /^(?:spend|serve|work)$/.test(role.lemma) ? role.to : -1;
    const as = serves < 0 ? -1 : nodes.findIndex((word, k) => k > serves && k < serves + 8 && word.lower === 'as');
    const office = as < 0 ? null : officeIn(scene, as + 1, as + 8);
    const served = office && /^(?:at|of|for)$/.test(nodes[office.to + 1]?.lower ?? '') ? org(office.to + 2) : null;
    if (served) {
      result.org = served;
      result.office ??= office;
    }
    const head =
      role && /^(?:found|co-found|cofound|run|lead|head|chair|start|create)$/.test(role.lemma) && !role.passive
        ? role.object?.phrases[0]?.head
        : undefined;
    // "Jane Roe, who founded the company".
    const own = head !== undefined && COMPANY_NOUNS.has(nodes[head]?.lemma ?? '') ? referent(scene, head, null) : null;
    const house = own
      ? { entity: own, text: own.name, node: head ?? node, coreferent: true }
      : head === undefined
        ? null
        : org(head);
    if (house && role) {
      result.org = house;
      if (/found|start|create/.test(role.lemma)) result.office = result.office ?? null;
    }
  }
  // "Foo, formerly of Bar".
  if (
    !result.org &&
    nodes[node + 1]?.text === ',' &&
    /^(?:formerly|previously|late|recently|ex)$/.test(nodes[node + 2]?.lower ?? '') &&
    /^(?:of|at|with)$/.test(nodes[node + 3]?.lower ?? '')
  ) {
    result.org = org(node + 4);
    result.former = true;
  }
  const comma = nodes[node + 1];
  if (comma && /^[,(—–]$/.test(comma.text)) {
    let high = node + 2;
    while (
      high < nodes.length &&
      !/^[,;)—–.]$/.test(nodes[high]?.text ?? '') &&
      high - node < 16 &&
      !(nodes[high]?.pos === 'VERB' && clauses.verbs.some((verb) => verb.head === high && verb.form === 'finite'))
    )
      high++;
    const office = officeIn(scene, node + 2, high);
    if (office && !result.office) {
      result.office = office;
      if (
        /^(?:former|previously|ex)$/.test(nodes[node + 2]?.lower ?? '') ||
        nodes.slice(node + 2, office.from).some((word) => /^(?:former|previously)$/.test(word.lower))
      )
        result.former = true;
      for (let k = node + 2; k < high && !result.org; k++) result.org = org(k);
      for (let k = node + 2; k < high && !result.org; k++) {
        const word = nodes[k];
        // "Jane Roe, president of its maps unit".
        const its = word?.lower === 'its' && k > office.from ? referent(scene, k, null) : null;
        if (its) result.org = { entity: its, text: its.name, node: k, coreferent: true };
        else if (word?.lower === "'s" && COMPANY_NOUNS.has(nodes[k - 1]?.lemma ?? '')) {
          const entity = referent(scene, k - 1, nodes[k - 1]?.lemma ?? null);
          if (entity) result.org = { entity, text: entity.name, node: k - 1, coreferent: true };
        }
      }
    }
  }
  return result;
}

/** Where someone works and as what: as it stands beside the name, else as the article told before. */
export function station(scene: Scene, who: Party): Affiliation {
  const beside = affiliation(scene, who.node);
  const known = who.entity ? scene.article.homes.get(who.entity) : undefined;
  if (beside.org || !known) return beside;
  const office = who.entity ? scene.article.offices.get(who.entity) : undefined;
  return {
    org: { entity: known, text: known.name, node: who.node, coreferent: true },
    office: beside.office ?? (office ? { from: -1, to: -1, text: office.text } : null),
    former: beside.former,
  };
}
