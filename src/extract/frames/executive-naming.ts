import type { Verb } from '../clauses.ts';
import { ownerOf, type Party, parties } from '../parties.ts';
import { affiliation, officeIn } from '../people.ts';
import { isOrg, type Scene } from '../scene.ts';
import { houseOf, officeAfter, orgPrep, outgoing, person, role, seat, start, unsurePerson } from './executive-parts.ts';
import { addParties, type Draft, has } from './frame.ts';

/** What is no office of a certain house. */
const LOOSE_OFFICES = /\b(?:veteran|exec|alum|(?<!chief )executive|leader)$/i;
const TOP = /^(?:deputy |interim |acting )?(?:c[a-z]o|president|chair\w*|(?:co-?)?founder)\b|\bchief\b/i;

/** Offices that a house may hold. */
const ADVISING = /\b(?:advis[eo]r|partner|counsel)$/i;

/** What a bank or a law firm is hired for. */
const MATTERS =
  /^(?:sale|offering|ipo|listing|deal|round|process|review|search|transaction|fundraising|fundraise|raise|financing|refinancing|restructuring|defen[cs]e|lawsuit|case|auction|investigation|inquiry|audit|talks|negotiations|effort|push|underwriting|syndicate)$/;

/** An organisation gives someone an office. */
export function naming(scene: Scene, verb: Verb): Draft[] {
  const { clauses, nodes } = scene;
  const drafts: Draft[] = [];
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
  if (people.length === 0 && !passive && verb.lemma === 'bring' && !verb.object)
    people = person(scene, verb.preps.find((prep) => /^(?:on|in)$/.test(prep.word))?.group ?? null, verb);
  const reach = verb.reach;
  if (people.length === 0) return drafts;
  const orgs = passive
    ? houseOf(scene, verb)
    : parties(scene, verb.subject, 'org', verb).filter((party) => party.entity && isOrg(party.entity));
  if (!passive) {
    // "… Foo as chief of this and Bar as chief of that", "promotes Foo to president and Bar to CFO".
    for (let k = (people.at(-1)?.node ?? verb.to) + 1; k < nodes.length - 1; k++) {
      const mention = nodes[k]?.mention;
      if (!mention || !/^(?:and|,|&)$/.test(nodes[k - 1]?.lower ?? '')) continue;
      const party = { entity: mention.entity, text: mention.text, node: k, coreferent: false };
      if (
        (mention.entity.kind === 'person' || unsurePerson(party)) &&
        (nodes[k + 1]?.lower === 'as' || (nodes[k + 1]?.lower === 'to' && officeAfter(scene, k + 1, k + 6)))
      )
        people.push(party);
    }
  }
  // "has been tapped to run Foo's maps": at Foo.
  const to = passive && orgs.length === 0 ? clauses.verbs.find((other) => other.governor === verb) : undefined;
  const task = to?.form === 'infinitive' ? to.object?.phrases[0] : undefined;
  if (task) orgs.push(...ownerOf(scene, task, task.head, 'org').filter((party) => party.entity?.kind === 'org'));
  people.forEach((who, index) => {
    const draft = start(scene, verb);
    addParties(draft, { role: 'person', want: 'person' }, [who]);
    const until = passive ? reach : (people[index + 1]?.node ?? Math.max(reach, index > 0 ? nodes.length : 0));
    const beside = affiliation(scene, who.node);
    // "Foo COO Jane Roe was named CEO": whoever is near the top of a house rises in it.
    const rises = passive && orgs.length === 0 && !beside.former && TOP.test(beside.office?.text ?? '');
    const holder: Party[] = rises && beside.org ? [beside.org] : orgs.slice(0, 1);
    const before = nodes[verb.to + 1]?.lower === 'from' ? officeIn(scene, verb.to + 2, until) : null;
    const after =
      passive && !before ? officeIn(scene, verb.to + 1, until) : officeAfter(scene, before?.to ?? who.node + 1, until);
    let office = after;
    if (!office && !passive) {
      // "names Foo CEO": the office follows the name at once.
      const next = officeIn(scene, who.node + 1, Math.min(until, who.node + 6));
      if (next && next.from === who.node + 1) office = next;
    }
    // "hires Jane Roe, who led maps at Bar, as its chief": the office stands behind the aside.
    if (!office && !passive && nodes[who.node + 1]?.text === ',') {
      const k = nodes.findIndex(
        (node, n) => n > who.node + 3 && n < who.node + 24 && node.text === ',' && nodes[n + 1]?.lower === 'as',
      );
      const next = k > 0 ? officeIn(scene, k + 2, k + 10) : null;
      if (next && next.from <= k + 6) office = next;
    }
    const purpose = clauses.verbs.find(
      (other) =>
        other.governor === verb &&
        other.form === 'infinitive' &&
        /^(?:lead|head|oversee|run|steer|replace|succeed|drive|build)$/.test(other.lemma),
    );
    // "hires Foo Bar to lead its listing", "brings in Foo Bar as adviser": a bank, unless the name is somebody's.
    const matter = purpose?.object?.phrases[0];
    const errand = matter !== undefined && MATTERS.test(nodes[matter.head]?.lower ?? '');
    const bank = errand && people.some(({ entity }) => entity?.kind !== 'person');
    if (bank || (who.entity?.kind !== 'person' && ADVISING.test(office?.text ?? ''))) return;
    const board = seat(scene, verb);
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
    // "promoted from chief engineer to CEO".
    role(draft, 'from_role', before);
    if (!office && purpose && /^(?:lead|head|oversee|run|steer)$/.test(purpose.lemma)) {
      const object = purpose.object;
      if (object)
        draft.args.push({
          role: 'to_role',
          text: scene.text.slice(nodes[purpose.head]?.start ?? 0, nodes[object.phrases[0]?.to ?? object.to]?.end ?? 0),
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
      (beside.former || (beside.office !== null && /^(?:hire|poach|recruit|lure|snag|nab|tap|land)$/.test(verb.lemma)))
    )
      addParties(draft, 'from_org', [beside.org]);
    if (
      beside.office &&
      beside.office.from !== office?.from &&
      (!beside.former || has(draft, 'from_org')) &&
      !LOOSE_OFFICES.test(beside.office.text)
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
      drafts.push(...outgoing(scene, other, other.object, orgs.slice(0, 1), officeOf(drafts.at(-1))));
    else if (other.phrasal === 'take over' && other.preps.some((prep) => prep.word === 'from'))
      drafts.push(
        ...outgoing(
          scene,
          other,
          other.preps.find((prep) => prep.word === 'from')?.group ?? null,
          orgs.slice(0, 1),
          officeOf(drafts.at(-1)),
        ),
      );
  }
  return drafts;
}

function officeOf(draft: Draft | undefined): string | null {
  return draft?.args.find((arg) => arg.role === 'to_role')?.text ?? null;
}

/** "Foo replaces CEO Bar with Baz": a house changes who holds an office. */
export function replacing(scene: Scene, verb: Verb): Draft[] {
  const drafts: Draft[] = [];
  const orgs = parties(scene, verb.subject, 'org', verb).slice(0, 1);
  const before = person(scene, verb.object, verb);
  if (orgs.length === 0 || before.length === 0 || verb.passive) return drafts;
  drafts.push(...outgoing(scene, verb, verb.object, orgs, null));
  const office = drafts.at(-1)?.args.find((arg) => arg.role === 'from_role')?.text;
  const after = verb.preps.find((prep) => prep.word === 'with')?.group ?? null;
  for (const who of person(scene, after, verb)) {
    const draft = start(scene, verb);
    addParties(draft, { role: 'person', want: 'person' }, [who]);
    addParties(draft, 'to_org', orgs);
    if (office) draft.args.push({ role: 'to_role', text: office });
    drafts.push(draft);
  }
  return drafts;
}
