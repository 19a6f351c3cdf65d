import type { Group, Verb } from '../clauses.ts';
import { affiliation, type Office, officeIn, station } from '../people.ts';
import { isOrg, ownerOf, type Party, parties, type Scene } from '../scene.ts';
import { ROLE_WORDS } from '../words.ts';
import { addParties, type Draft, type Frame, has, lowerText, newDraft, throughPart } from './frame.ts';

const NAMING = new Set([
  'name',
  'appoint',
  'hire',
  'tap',
  'promote',
  'elevate',
  'poach',
  'recruit',
  'install',
  'bring',
  'lure',
  'pick',
  'select',
  'choose',
  'welcome',
  'onboard',
  'add',
  'nominate',
  'elect',
  'snag',
  'nab',
  'retain',
  'bring back',
  'bring on',
  'hand',
  'land',
  'snap up',
  'put',
  'hire away',
]);
const LEAVING = new Set([
  'leave',
  'quit',
  'exit',
  'depart',
  'resign',
  'retire',
  'step',
  'step down',
  'step back',
  'step aside',
  'oust',
  'fire',
  'dismiss',
  'part',
  'out',
  'leave behind',
  'sack',
  'remove',
  'lose',
]);
const JOINING = new Set([
  'join',
  'rejoin',
  'return',
  'move',
  'defect',
  'head',
  'jump',
  'go',
  'become',
  'take',
  'take over',
  'succeed',
  'replace',
  'lead',
  'start',
  'assume',
]);

function person(scene: Scene, group: Group | null, verb: Verb | null): Party[] {
  const found = parties(scene, group, 'person', verb ?? undefined).filter(
    (party) => party.entity?.kind === 'person' || unsurePerson(party),
  );
  if (found.length > 0 || !group) return found;
  // "its current CEO, Foo Bar".
  const named = throughPart(scene, group, scene.nodes.length);
  if (named !== group) return person(scene, named, verb);
  // "Foo's head of design, Bar Baz".
  const first = group.phrases[0];
  if (!first || scene.nodes[group.to + 1]?.lower !== 'of' || !ROLE_WORDS.has(scene.nodes[first.head]?.lower ?? ''))
    return [];
  for (let k = group.to + 2; k < group.to + 9; k++) {
    if (scene.nodes[k]?.pos === 'VERB') return [];
    if (!/^[,—–]$/.test(scene.nodes[k]?.text ?? '')) continue;
    const apposed = scene.clauses.groupAt(k + 1);
    return apposed && apposed.from === k + 1 && scene.nodes[apposed.from]?.mention ? person(scene, apposed, verb) : [];
  }
  return [];
}

/** A name of two or three words that nothing calls an organisation. */
function unsurePerson(party: Party): boolean {
  const entity = party.entity;
  if (entity?.kind !== 'org' || entity.sure || entity.slug || entity.authority) return false;
  const parts = party.text.split(/\s+/);
  return (
    parts.length >= 2 &&
    parts.length <= 4 &&
    !parts.some((part) => ROLE_WORDS.has(part.toLowerCase())) &&
    parts.every((part) =>
      /^\p{Lu}[\p{Ll}'’.-]+$|^\p{Lu}{2}$|^(?:de|van|der|von|bin|al|la|di|da)$|^\p{Lu}\.?$|^(?:Mc|Mac|O’|O')\p{Lu}/u.test(
        part,
      ),
    )
  );
}

function role(draft: Draft, name: 'from_role' | 'to_role', office: Office | null): void {
  if (office && !has(draft, name)) draft.args.push({ role: name, text: office.text });
}

function orgPrep(scene: Scene, verb: Verb, wordList: readonly string[]): Party[] {
  for (const prep of verb.preps) {
    if (!wordList.includes(prep.word) || !prep.group) continue;
    const found = parties(scene, prep.group, 'org', verb).filter(
      // A board is an organ of a house, no house.
      (party) =>
        party.entity &&
        isOrg(party.entity) &&
        (party.entity.slug !== undefined || !/^board of\b|\b(?:board|committee)$/i.test(party.text)) &&
        !(wordList.includes('from') && /^\p{Lu}{1,2}\.? \p{Lu}\p{Ll}+$/u.test(party.text)),
    );
    if (found.length > 0) return found.slice(0, 1);
  }
  return [];
}

/** "as its chief executive", "to the CEO role", "CEO of Foo". */
function officeAfter(scene: Scene, from: number, to: number): Office | null {
  for (let k = from; k < to; k++) {
    const word = scene.nodes[k]?.lower;
    if (word === 'as' || word === 'to' || word === 'become' || word === 'becoming') {
      const office = officeIn(scene, k + 1, Math.min(to, k + 14));
      if (office && office.from - k <= 8 && !/[,;]/.test(lowerText(scene, k + 1, office.from).replace(/\band\b/, '')))
        return office;
    }
  }
  return null;
}

export const executiveMove: Frame = {
  type: 'executive_move',
  accept: (draft) => has(draft, 'person') && (has(draft, 'to_org') || has(draft, 'from_org')),
  cues: /^(?:name|appoint|hire|tap|promote|elevate|poach|recruit|install|bring|lure|pick|select|choose|welcome|onboard|add|nominate|elect|snag|nab|retain|hand|land|snap|put|leave|quit|exit|depart|resign|retire|step|oust|fire|dismiss|part|out|sack|remove|lose|join|rejoin|return|move|defect|head|jump|go|become|take|succeed|replace|be|lead|start|assume|pass|fall|resignation|departure|appointment|ouster|retirement|promotion|firing|dismissal)$/,
  read(scene) {
    const drafts: Draft[] = [];
    const { clauses, nodes } = scene;
    const start = (verb: Verb): Draft => {
      const draft = newDraft(scene, 'executive_move', verb.head, verb);
      draft.from = verb.subject && verb.subject.to < verb.from ? verb.subject.from : verb.from;
      draft.to = verb.reach;
      return draft;
    };
    for (const verb of clauses.verbs) {
      const key =
        NAMING.has(verb.phrasal) || LEAVING.has(verb.phrasal) || JOINING.has(verb.phrasal) ? verb.phrasal : verb.lemma;
      if (NAMING.has(key)) naming(verb);
      else if (LEAVING.has(key) || isOut(verb)) leaving(verb);
      else if (JOINING.has(key)) joining(verb);
    }
    nounsOf();
    passedOn();
    return drafts;

    /** "Foo's CEO Bar is out", "Bar takes medical leave". */
    function isOut(verb: Verb): boolean {
      const rest = lowerText(scene, verb.to + 1, verb.reach);
      return verb.lemma === 'be'
        ? /^out(?:[,.;]| (?:as|at|after|amid)\b|$)/.test(rest)
        : verb.lemma === 'take' &&
            /^(?:(?:a|an|medical|parental|temporary|extended|indefinite|personal) )+leave\b/.test(rest);
    }

    /** "His job goes to Foo, the chief strategist, who becomes CEO". */
    function passedOn(): void {
      for (const verb of clauses.verbs) {
        if (!/^(?:go|pass|fall)$/.test(verb.lemma) || !verb.subject) continue;
        const phrase = verb.subject.phrases[0];
        const head = phrase ? nodes[phrase.head] : undefined;
        if (!phrase || !/^(?:job|role|post|position|seat|title|place|office)$/.test(head?.lower ?? '')) continue;
        const to = verb.preps.find((prep) => prep.word === 'to')?.group ?? null;
        const before = /^(?:his|her|their)$/.test(nodes[phrase.from]?.lower ?? '')
          ? scene.article.lastPerson
          : (ownerOf(scene, phrase, phrase.head, 'person')[0]?.entity ?? null);
        const home = before ? scene.article.homes.get(before) : undefined;
        for (const who of person(scene, to, verb)) {
          const draft = start(verb);
          addParties(draft, { role: 'person', want: 'person' }, [who]);
          const beside = station(scene, who);
          if (home) addParties(draft, 'to_org', [{ entity: home, text: home.name, node: verb.head, coreferent: true }]);
          else if (beside.org && !beside.former) addParties(draft, 'to_org', [beside.org]);
          const next = clauses.verbs.find((other) => other.lemma === 'become' && other.from > verb.to);
          const left = before ? scene.article.offices.get(before) : undefined;
          const office = next
            ? officeIn(scene, next.to + 1, next.reach)
            : (officeIn(scene, phrase.from, phrase.head) ?? (left ? { from: -1, to: -1, text: left.text } : null));
          role(draft, 'to_role', office);
          if (beside.office && beside.office.text !== office?.text) role(draft, 'from_role', beside.office);
          drafts.push(draft);
        }
      }
    }

    /** An organisation gives someone an office. */
    function naming(verb: Verb): void {
      const headline =
        verb.form === 'finite' && !verb.passive && (!verb.object || person(scene, verb.object, verb).length === 0);
      const passive =
        verb.passive ||
        (headline &&
          person(scene, verb.subject, verb).length > 0 &&
          officeIn(scene, verb.to + 1, verb.to + 5) !== null &&
          /(?:ed)$/.test(nodes[verb.head]?.lower ?? ''));
      let people = passive ? person(scene, verb.subject, verb) : person(scene, verb.object, verb);
      if (people.length === 0 && !passive && verb.subject) {
        // "Foo, whom it lured from Bar".
        const at = verb.subject.from - 1;
        const antecedent = /^whom?$/.test(nodes[at]?.lower ?? '')
          ? (clauses.groupAt(at - 1) ?? clauses.groupAt(at - 2))
          : null;
        if (antecedent) people = person(scene, antecedent, verb);
      }
      const reach = verb.reach;
      if (people.length === 0) return;
      const orgs = passive
        ? houseOf(verb)
        : parties(scene, verb.subject, 'org', verb).filter((party) => party.entity && isOrg(party.entity));
      if (!passive) {
        // "… Foo as chief of this and Bar as chief of that".
        for (let k = (people.at(-1)?.node ?? verb.to) + 1; k < nodes.length - 1; k++) {
          const mention = nodes[k]?.mention;
          if (
            mention?.entity.kind === 'person' &&
            nodes[k + 1]?.lower === 'as' &&
            /^(?:and|,|&)$/.test(nodes[k - 1]?.lower ?? '')
          )
            people.push({ entity: mention.entity, text: mention.text, node: k, coreferent: false });
        }
      }
      const holder: Party[] = orgs.slice(0, 1);
      people.forEach((who, index) => {
        const draft = start(verb);
        addParties(draft, { role: 'person', want: 'person' }, [who]);
        const until = passive ? reach : (people[index + 1]?.node ?? Math.max(reach, index > 0 ? nodes.length : 0));
        const beside = affiliation(scene, who.node);
        const after = passive ? officeIn(scene, verb.to + 1, until) : officeAfter(scene, who.node + 1, until);
        let office = after;
        if (!office && !passive) {
          // "names Foo CEO": the office follows the name at once.
          const next = officeIn(scene, who.node + 1, Math.min(until, who.node + 6));
          if (next && next.from === who.node + 1) office = next;
        }
        const purpose = clauses.verbs.find(
          (other) =>
            other.governor === verb &&
            other.form === 'infinitive' &&
            /^(?:lead|head|oversee|run|steer|replace|succeed|drive|build)$/.test(other.lemma),
        );
        const board = seat(verb);
        // Two plain words without an office may be a house ("hires Foo Bar for its IPO").
        if (
          /^(?:hire|tap|pick|select|choose|retain|recruit|land|add)$/.test(verb.lemma) &&
          !office &&
          !purpose &&
          !board &&
          !beside.office &&
          who.entity?.kind !== 'person' &&
          !has(draft, 'from_org') &&
          orgPrep(scene, verb, ['from']).length === 0
        )
          return;
        if (
          !office &&
          !purpose &&
          !board &&
          (!/^(?:hire|poach|recruit|appoint|promote|name|lure|snag|nab)$/.test(verb.lemma) ||
            // "were hired at Foo": how somebody came there, no news.
            (verb.passive && !verb.preps.some((prep) => /^(?:by|from|as|to)$/.test(prep.word))))
        )
          return;
        role(draft, 'to_role', office ?? board);
        if (!office && purpose && /^(?:lead|head|oversee|run|steer)$/.test(purpose.lemma)) {
          const object = purpose.object;
          if (object)
            draft.args.push({
              role: 'to_role',
              text: scene.text.slice(nodes[purpose.head]?.start ?? 0, nodes[object.to]?.end ?? 0),
            });
        }
        addParties(
          draft,
          'to_org',
          holder.filter((party) => party.entity !== who.entity),
        );
        const from = orgPrep(scene, verb, ['from']);
        if (from.length > 0) addParties(draft, 'from_org', from);
        else if (
          beside.org &&
          holder.length > 0 &&
          beside.org.entity !== holder[0]?.entity &&
          // "poaches Foo researcher Bar": from Foo.
          (beside.former ||
            (beside.office !== null && /^(?:hire|poach|recruit|lure|snag|nab|tap|land)$/.test(verb.lemma)))
        )
          addParties(draft, 'from_org', [beside.org]);
        if (
          beside.office &&
          beside.office.from !== office?.from &&
          (!beside.former || has(draft, 'from_org')) &&
          !/(?:^|\b)(?:veteran|exec|alum|(?<!chief )executive|leader)$/i.test(beside.office.text)
        ) {
          if (beside.org === null || beside.org.entity === holder[0]?.entity || has(draft, 'from_org'))
            role(draft, 'from_role', beside.office);
        }
        drafts.push(draft);
      });
      // Who makes room: "to replace CEO Bar", "taking over from Bar".
      for (const other of clauses.verbs) {
        if (other.from < verb.from || other.from >= verb.reach + 12) continue;
        if (/^(?:replace|succeed)$/.test(other.lemma) && !other.passive)
          outgoing(other, other.object, holder, officeOf(drafts.at(-1)));
        else if (other.phrasal === 'take over' && other.preps.some((prep) => prep.word === 'from'))
          outgoing(
            other,
            other.preps.find((prep) => prep.word === 'from')?.group ?? null,
            holder,
            officeOf(drafts.at(-1)),
          );
      }
    }

    /** Where someone is appointed: "by Foo", "CEO of Foo", "as Foo's new CFO", "to Foo's board". */
    function houseOf(verb: Verb): Party[] {
      const found = orgPrep(scene, verb, ['by', 'at', 'of', 'for', 'to']);
      if (found.length > 0) return found;
      for (const { word, group } of verb.preps) {
        if (!/^(?:as|to)$/.test(word) || !group) continue;
        for (let k = group.from; k < group.to; k++) {
          const mention = nodes[k]?.mention;
          if (mention?.entity.kind === 'org')
            return [{ entity: mention.entity, text: mention.text, node: k, coreferent: false }];
        }
      }
      return [];
    }

    /** "adds Foo to its board", "appointed to the board of directors": a seat is an office too. */
    function seat(verb: Verb): Office | null {
      for (const { word, group } of verb.preps) {
        if (word !== 'to' || !group) continue;
        for (let k = group.from; k <= group.to; k++)
          if (/^board(?: of directors)?$/.test(nodes[k]?.lower ?? ''))
            return { from: k, to: k, text: nodes[k]?.text ?? '' };
      }
      return null;
    }

    /** "Foo names Bar CEO as Baz leaves": the house that the main clause is about. */
    function framing(verb: Verb): Party[] {
      const main = clauses.verbs[0];
      if (!main || main === verb || main.form !== 'finite' || main.to > verb.from || main.subject === verb.subject)
        return [];
      const opener = nodes[(verb.subject?.from ?? 0) - 1]?.lower ?? '';
      return /^(?:as|after|while)$/.test(opener) ? parties(scene, main.subject, 'org', main).slice(0, 1) : [];
    }

    function officeOf(draft: Draft | undefined): string | null {
      return draft?.args.find((arg) => arg.role === 'to_role')?.text ?? null;
    }

    /** The predecessor leaves the office that another takes. */
    function outgoing(verb: Verb, group: Group | null, orgs: readonly Party[], office: string | null): void {
      for (const who of person(scene, group, verb)) {
        const draft = start(verb);
        draft.background = false;
        addParties(draft, { role: 'person', want: 'person' }, [who]);
        addParties(draft, 'from_org', orgs);
        const beside = affiliation(scene, who.node);
        if (beside.office) role(draft, 'from_role', beside.office);
        else if (office) draft.args.push({ role: 'from_role', text: office });
        drafts.push(draft);
      }
    }

    function leaving(verb: Verb): void {
      if (verb.lemma === 'step' && !/^step (?:down|back|aside)$/.test(verb.phrasal)) return;
      if (verb.lemma === 'lose' && verb.passive) return;
      const parted =
        verb.lemma === 'part' && /\bways with\b/.test(lowerText(scene, verb.to + 1, verb.reach))
          ? (verb.preps.find((prep) => prep.word === 'with')?.group ?? null)
          : null;
      const passive = verb.passive;
      const active =
        (parted !== null && parties(scene, verb.subject, 'org', verb).length > 0) ||
        verb.lemma === 'lose' ||
        ((verb.lemma === 'fire' ||
          verb.lemma === 'oust' ||
          verb.lemma === 'dismiss' ||
          verb.lemma === 'sack' ||
          verb.lemma === 'remove') &&
          !passive);
      const people = person(scene, active ? (parted ?? verb.object) : verb.subject, verb);
      if (people.length === 0 || people.length > 4) return;
      if (verb.lemma === 'leave' && passive) return;
      // "is leaving to work on chips at Foo": where the new work is.
      const purpose = clauses.verbs.find(
        (other) => other.governor === verb && other.form === 'infinitive' && other.from > verb.to,
      );
      for (const who of people) {
        const draft = start(verb);
        addParties(draft, { role: 'person', want: 'person' }, [who]);
        const beside = station(scene, who);
        const object =
          active || passive
            ? []
            : parties(scene, verb.object, 'org', verb).filter((party) => party.entity && party.entity.kind === 'org');
        const from = active
          ? parties(scene, verb.subject, 'org', verb)
          : object.length > 0
            ? object
            : orgPrep(scene, purpose ? { ...verb, preps: verb.preps.filter((prep) => prep.at < purpose.from) } : verb, [
                'from',
                'at',
                'of',
              ]);
        if (from.length > 0) addParties(draft, 'from_org', from.slice(0, 1));
        else if (beside.org && !beside.former) addParties(draft, 'from_org', [beside.org]);
        else if (beside.org && beside.former) continue;
        else {
          const known = scene.article.homes.get(who.entity ?? ({} as never));
          if (known)
            addParties(draft, 'from_org', [{ entity: known, text: known.name, node: who.node, coreferent: true }]);
        }
        const to = orgPrep(
          scene,
          verb,
          verb.lemma === 'leave' || verb.lemma === 'depart' || verb.lemma === 'exit' || verb.lemma === 'quit'
            ? ['for']
            : [],
        );
        addParties(draft, 'to_org', to);
        if (purpose && !has(draft, 'to_org') && /^(?:work|lead|run|head|build|oversee|serve|take)$/.test(purpose.lemma))
          addParties(draft, 'to_org', orgPrep(scene, purpose, ['at', 'for']));
        if (has(draft, 'to_org') && !has(draft, 'from_org') && !active && !passive)
          addParties(draft, 'from_org', framing(verb));
        const joins = clauses.verbs.find(
          (other) =>
            (other.governor === verb || other.subject === verb.subject) &&
            /^(?:join|rejoin)$/.test(other.lemma) &&
            other.from > verb.to,
        );
        if (joins) addParties(draft, 'to_org', parties(scene, joins.object, 'org', joins).slice(0, 1));
        const after = officeAfter(scene, verb.to + 1, verb.reach);
        if (after && !/^to/.test(lowerText(scene, after.from - 1, after.from))) role(draft, 'from_role', after);
        else role(draft, 'from_role', beside.office);
        if (
          /^(?:prepare|consider|plan|weigh|set|expect)$/.test(verb.chain.at(-1) ?? '') &&
          verb.chain.at(-1) !== 'set' &&
          verb.chain.at(-1) !== 'plan'
        )
          draft.status = 'talks';
        drafts.push(draft);
      }
    }

    function joining(verb: Verb): void {
      const people = person(scene, verb.subject, verb);
      if (people.length === 0 && verb.lemma === 'replace') replacing(verb);
      if (people.length === 0 || people.length > 4 || verb.passive) return;
      const { lemma, phrasal } = verb;
      const join = lemma === 'join' || lemma === 'rejoin';
      for (const who of people) {
        const draft = start(verb);
        addParties(draft, { role: 'person', want: 'person' }, [who]);
        const beside = station(scene, who);
        let orgs: Party[] = [];
        const boarded =
          join && verb.object
            ? nodes.findIndex(
                (node, k) => k >= (verb.object?.from ?? 0) && k <= (verb.object?.to ?? -1) && node.lower === 'board',
              )
            : -1;
        if (join) {
          orgs = parties(scene, verb.object, 'org', verb).filter(
            (party) => party.entity && party.entity.kind === 'org',
          );
          const phrase = boarded >= 0 ? clauses.phraseAt(boarded) : null;
          // "joins its board", "joins the Foo board".
          if (phrase && orgs.length === 0) orgs = ownerOf(scene, phrase, boarded, 'org');
          for (let k = phrase?.from ?? 0; phrase && orgs.length === 0 && k < boarded; k++) {
            const mention = nodes[k]?.mention;
            if (mention?.entity.kind === 'org')
              orgs = [{ entity: mention.entity, text: mention.text, node: k, coreferent: false }];
          }
          if (phrase && orgs.length === 0) orgs = orgPrep(scene, verb, ['of', 'at']);
        } else if (/^(?:return|move|defect|jump|head|go)$/.test(lemma)) orgs = orgPrep(scene, verb, ['to']);
        else if (lemma === 'become' || phrasal === 'take over' || lemma === 'take' || lemma === 'assume') {
          const office = officeIn(scene, verb.to + 1, verb.reach);
          if (
            !office ||
            (lemma === 'take' &&
              !/^(?:over|up|on)$/.test(nodes[verb.head + 1]?.lower ?? '') &&
              !/\b(?:role|helm|reins|seat|position|job)\b/.test(lowerText(scene, verb.to, verb.reach)))
          )
            continue;
          orgs = orgPrep(scene, verb, ['of', 'at', 'for']);
          if (orgs.length === 0) {
            for (let k = verb.to + 1; k < office.to; k++) {
              const mention = nodes[k]?.mention;
              if (mention && mention.entity.kind === 'org')
                orgs = [{ entity: mention.entity, text: mention.text, node: k, coreferent: false }];
            }
          }
          role(draft, 'to_role', office);
        } else if (lemma === 'succeed' || lemma === 'replace') {
          const known = beside.org ?? null;
          const home = scene.article.homes.get(who.entity ?? ({} as never));
          const holder: Party[] = known
            ? [known]
            : home
              ? [{ entity: home, text: home.name, node: who.node, coreferent: true }]
              : succession(verb);
          outgoing(verb, verb.object, holder, null);
          if (holder.length === 0 || person(scene, verb.object, verb).length === 0) continue;
          addParties(draft, 'to_org', holder);
          role(draft, 'to_role', officeAfter(scene, verb.to + 1, verb.reach));
          if (
            beside.office &&
            /\b(?:until|currently|most recently|now|previously|formerly)\b/.test(
              lowerText(scene, who.node + 1, beside.office.from),
            )
          )
            role(draft, 'from_role', beside.office);
          drafts.push(draft);
          continue;
        } else continue;
        if (join && orgs.length === 0 && !verb.object) {
          // "She joins from Foo": of the move told before.
          const before = orgPrep(scene, verb, ['from']);
          const move = scene.article.told.get('executive_move');
          if (
            before.length > 0 &&
            move?.args.some((arg) => arg.role === 'person' && arg.party?.entity === who.entity)
          ) {
            addParties(draft, 'from_org', before);
            drafts.push(draft);
          }
          continue;
        }
        if (orgs.length === 0) continue;
        if (
          join &&
          /\b(?:event|conference|stage|summit|podcast|board|panel|webinar|show|disrupt|committee|episode|call|protest|race|lawsuit|round)\b/.test(
            lowerText(scene, verb.to + 1, Math.min(verb.reach, verb.to + 7)),
          ) &&
          !/\bboard\b/.test(lowerText(scene, verb.to + 1, verb.to + 6))
        )
          continue;
        addParties(draft, 'to_org', orgs.slice(0, 1));
        const from = orgPrep(scene, verb, ['from']);
        if (from.length > 0) addParties(draft, 'from_org', from);
        else if (beside.org && beside.org.entity !== orgs[0]?.entity) addParties(draft, 'from_org', [beside.org]);
        role(draft, 'to_role', officeAfter(scene, verb.to + 1, verb.reach));
        if (boarded >= 0) role(draft, 'to_role', { from: boarded, to: boarded, text: nodes[boarded]?.text ?? '' });
        if (has(draft, 'from_org') || beside.org?.entity === orgs[0]?.entity) role(draft, 'from_role', beside.office);
        drafts.push(draft);
      }
    }

    /** Which house's office passes on: "replaces Bar as Foo CEO", "will become CEO of Foo, succeeding Bar". */
    function succession(verb: Verb): Party[] {
      const near = orgPrep(scene, verb, ['at', 'of']);
      if (near.length > 0) return near;
      const as = houseOf({ ...verb, preps: verb.preps.filter((prep) => prep.word === 'as') });
      if (as.length > 0) return as;
      if (verb.governor && /^(?:become|take|assume)$/.test(verb.governor.lemma))
        return orgPrep(scene, verb.governor, ['of', 'at']);
      // "Foo will succeed her".
      for (const before of person(scene, verb.object, verb)) {
        const home = before.entity ? scene.article.homes.get(before.entity) : undefined;
        if (home) return [{ entity: home, text: home.name, node: verb.head, coreferent: true }];
      }
      return [];
    }

    /** "Foo replaces CEO Bar with Baz": a house changes who holds an office. */
    function replacing(verb: Verb): void {
      const orgs = parties(scene, verb.subject, 'org', verb).slice(0, 1);
      const before = person(scene, verb.object, verb);
      if (orgs.length === 0 || before.length === 0 || verb.passive) return;
      outgoing(verb, verb.object, orgs, null);
      const office = drafts.at(-1)?.args.find((arg) => arg.role === 'from_role')?.text;
      const after = verb.preps.find((prep) => prep.word === 'with')?.group ?? null;
      for (const who of person(scene, after, verb)) {
        const draft = start(verb);
        addParties(draft, { role: 'person', want: 'person' }, [who]);
        addParties(draft, 'to_org', orgs);
        if (office) draft.args.push({ role: 'to_role', text: office });
        drafts.push(draft);
      }
    }

    /** "announced the resignation of Foo", "Foo's departure from Bar". */
    function nounsOf(): void {
      nodes.forEach((node, at) => {
        const lemma = node.lemma.replace(/s$/, '');
        if (
          node.mention ||
          !/^(?:resignation|departure|appointment|exit|ouster|retirement|promotion|firing|dismissal)$/.test(lemma)
        )
          return;
        const phrase = clauses.phraseAt(at);
        if (!phrase || phrase.head !== at) return;
        const carrier =
          clauses.verbs.find((verb) => verb.object && verb.object.from <= at && at <= verb.object.to) ?? null;
        const draft = newDraft(scene, 'executive_move', at, carrier);
        draft.from = phrase.from;
        draft.to = carrier?.reach ?? nodes.length;
        const preps = clauses.prepsAfter(at + 1, draft.to);
        const of = preps.find((prep) => prep.word === 'of');
        let who = ownerOf(scene, phrase, at, 'person').filter((party) => party.entity?.kind === 'person');
        if (who.length === 0 && of?.group) {
          for (let k = of.group.from; k < Math.min(draft.to, of.group.to + 8) && who.length === 0; k++) {
            const mention = nodes[k]?.mention;
            if (
              mention?.entity.kind === 'person' ||
              (mention && unsurePerson({ entity: mention.entity, text: mention.text, node: k, coreferent: false }))
            )
              who = [{ entity: mention.entity, text: mention.text, node: k, coreferent: false }];
          }
        }
        // "announces his departure" of the subject.
        if (who.length === 0 && /^(?:his|her)$/.test(nodes[phrase.from]?.lower ?? '') && carrier)
          who = person(scene, carrier.subject, carrier);
        if (who.length === 0) return;
        addParties(draft, { role: 'person', want: 'person' }, who.slice(0, 1));
        const arriving = lemma === 'appointment' || lemma === 'promotion';
        const from = preps.find((prep) => (prep.word === 'from' || prep.word === 'at') && prep.group);
        const orgs = from
          ? parties(scene, from.group, 'org')
          : carrier
            ? parties(scene, carrier.subject, 'org', carrier)
            : [];
        const beside = affiliation(scene, who[0]?.node ?? at);
        const known = scene.article.homes.get(who[0]?.entity ?? ({} as never));
        const holders =
          orgs.length > 0
            ? orgs
            : beside.org
              ? [beside.org]
              : known
                ? [{ entity: known, text: known.name, node: at, coreferent: true }]
                : [];
        addParties(draft, arriving ? 'to_org' : 'from_org', holders.slice(0, 1));
        const office = officeIn(scene, at + 1, draft.to) ?? beside.office;
        role(draft, arriving ? 'to_role' : 'from_role', office);
        drafts.push(draft);
      });
    }
  },
};
