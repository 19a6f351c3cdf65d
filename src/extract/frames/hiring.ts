import type { Verb } from '../clauses.ts';
import { ownerOf, type Party, parties } from '../parties.ts';
import type { Scene } from '../scene.ts';
import { each, wordsIn } from './cues.ts';
import { addGroup, addParties, type Draft, type Frame, has, lowerText, newDraft } from './frame.ts';

const STAFF =
  /\b(?:employees?|researchers?|engineers?|staff|staffers|workers?|talent|people|scientists?|developers?|executives?|hires?|team|teams|roles?|jobs?|positions?|experts?|graduates|freshers|specialists|recruits|leaders|members|bankers|lawyers|consultants|analysts|journalists|writers|editors|reporters|managers|designers|interns|technicians|programmers|coders|salespeople|tutors|teachers|traders|physicists|mathematicians|economists|academics|doctors|veterans|alumni)\b/;

/** The one house that a clause before speaks of, and that does not itself hire: "Foo raises pay as Bar poaches its engineers". */
function losers(scene: Scene, verb: Verb): Party[] {
  const main = scene.clauses.verbs.find(
    (other) => other.form === 'finite' && other.to < (verb.subject?.from ?? verb.from),
  );
  if (!main || !/^(?:as|while|after|because)$/.test(scene.nodes[(verb.subject?.from ?? 0) - 1]?.lower ?? '')) return [];
  const found = parties(scene, main.subject, 'org', main).filter((party) => party.entity?.kind === 'org');
  return found.length === 1 ? found : [];
}

/** "halts its hiring tool": what goes on is another thing. */
function described(scene: Scene, verb: Verb): boolean {
  const at = scene.nodes.findIndex(({ lower }, k) => k > verb.to && lower === 'hiring');
  return scene.nodes[at + 1]?.pos === 'NOUN';
}

export const hiring: Frame = {
  type: 'hiring',
  values: {
    headcount: (value) => value.kind === 'count' || (value.kind === 'percent' && value.use === 'change'),
    amount: (value) => value.kind === 'money' && (value.use === 'plain' || value.use === 'saving'),
  },
  accept: (draft) => has(draft, 'employer'),
  verbs: [
    {
      verbs: [
        'poach',
        'hire',
        'hire away',
        'recruit',
        'lure',
        'raid',
        'onboard',
        'woo',
        'court',
        'bring back',
        'rehire',
      ],
      cues: each([['poach hire recruit lure raid onboard woo court bring rehire']], wordsIn(STAFF), '#count'),
      subject: 'employer',
      preps: { from: 'from_org', at: 'from_org' },
      when: ({ scene, verb, draft }) => {
        if (
          !verb ||
          verb.passive ||
          !verb.object ||
          verb.chain.some((word) => /^(?:need|want|hope|struggle|have|help)$/.test(word))
        )
          return false;
        const object = lowerText(scene, verb.object.from, verb.object.to + 1);
        if (
          !STAFF.test(object) &&
          !verb.object.phrases.some((phrase) => scene.nodes[phrase.head]?.value?.kind === 'count')
        )
          return false;
        if (
          scene.nodes.slice(verb.object.from, verb.object.to + 1).some((node) => node.mention?.entity.kind === 'person')
        )
          return false;
        // "poach OpenAI employees": the name before the noun is where they come from.
        for (let k = verb.object.from; k <= verb.object.to; k++) {
          const mention = scene.nodes[k]?.mention;
          if (mention && mention.entity.kind === 'org')
            addParties(draft, 'from_org', [{ entity: mention.entity, text: mention.text, node: k, coreferent: false }]);
        }
        // "as rivals poach its engineers": of the house that the sentence began with.
        const first = verb.object.phrases[0];
        if (!has(draft, 'from_org') && first && /^(?:its|their)$/.test(scene.nodes[first.from]?.lower ?? ''))
          addParties(draft, 'from_org', losers(scene, verb));
        const counted = scene.nodes.slice(verb.to, verb.reach).some((node) => node.value?.kind === 'count');
        return has(draft, 'from_org') || counted || (/^(?:poach|raid)$/.test(verb.lemma) && STAFF.test(object));
      },
    },
    {
      verbs: ['offer', 'pay', 'dangle'],
      cues: [['offer pay dangle', 'bonus bonuses package compensation salary salaries signing ctc', '#money']],
      subject: 'employer',
      preps: { to: 'from_org' },
      when: ({ scene, verb, draft }) => {
        if (!verb || verb.passive) return false;
        const rest = lowerText(scene, verb.to, verb.reach);
        if (!/\b(?:bonus(?:es)?|pay packages?|compensation|salar(?:y|ies)|signing|ctc)\b/.test(rest)) return false;
        return (
          has(draft, 'employer') && scene.nodes.slice(verb.to, verb.reach).some((node) => node.value?.kind === 'money')
        );
      },
    },
    {
      // "plans to double its workforce", "beefing up its research team".
      verbs: ['increase', 'grow', 'expand', 'double', 'triple', 'quadruple', 'boost', 'beef up', 'build up', 'beef'],
      cues: [['increase grow expand double triple quadruple boost beef build', 'workforce headcount staff team rank']],
      subject: 'employer',
      when: ({ scene, verb, draft }) => {
        if (!verb || verb.passive || verb.negated || !has(draft, 'employer')) return false;
        const object = verb.object ?? verb.preps[0]?.group ?? null;
        if (!object) return false;
        const phrase = object.phrases[0];
        const words = lowerText(scene, object.from, object.to + 1);
        const far = scene.nodes
          .slice(verb.to, verb.reach)
          .some(
            (node) => node.value?.kind === 'count' || (node.value?.kind === 'percent' && node.value.use === 'change'),
          );
        return (
          phrase !== undefined &&
          /\b(?:its|their|the|'s)\b/.test(words) &&
          (/\b(?:workforce|headcount)$/.test(words) ||
            (/\b(?:staff|teams?|ranks)$/.test(words) && (far || /^(?:double|triple|quadruple)$/.test(verb.lemma))))
        );
      },
    },
    {
      // "plans to employ 4,000 people at a plant": who employs them already hires nobody.
      verbs: ['employ'],
      cues: [['employ', '#count', 'will plan expect to']],
      subject: 'employer',
      when: ({ scene, verb }) =>
        verb !== null &&
        !verb.passive &&
        !verb.negated &&
        (verb.modal === 'will' ||
          verb.chain.some((word) => /^(?:plan|expect|intend|aim|pledge|promise)$/.test(word))) &&
        scene.nodes.slice(verb.to, verb.reach).some((node) => node.value?.kind === 'count'),
    },
    {
      // "make several strategic hires".
      verbs: ['make', 'plan'],
      cues: [['make plan', '=hires']],
      subject: 'employer',
      when: ({ scene, verb }) =>
        Boolean(verb?.object) &&
        !verb?.passive &&
        /\b(?:several|strategic|new|senior|key|\d+) (?:[\w-]+ )?hires$/.test(
          lowerText(scene, verb?.object?.from ?? 0, (verb?.object?.to ?? 0) + 1),
        ),
    },
    {
      verbs: ['add', 'create', 'announce', 'open', 'fill'],
      cues: each([['add create announce open fill']], '#count', '=openings =vacancies'),
      subject: 'employer',
      when: ({ scene, verb, draft }) => {
        if (!verb || verb.passive || !verb.object) return false;
        for (let k = verb.object.from; k < verb.object.to; k++) {
          const mention = scene.nodes[k]?.mention;
          if (verb.lemma === 'add' && mention?.entity.kind === 'org')
            addParties(draft, 'from_org', [{ entity: mention.entity, text: mention.text, node: k, coreferent: false }]);
        }
        const head = scene.nodes[verb.object.phrases[0]?.head ?? 0];
        const counted = scene.nodes
          .slice(verb.object.from, verb.object.to + 1)
          .some((node) => node.value?.kind === 'count');
        // "announces several job openings".
        if (/^(?:openings|vacancies)$/.test(head?.lower ?? ''))
          return counted || /\bjob\b/.test(lowerText(scene, verb.object.from, verb.object.to + 1));
        return (
          counted &&
          STAFF.test(head?.lower ?? '') &&
          !/^(?:teams?|veterans|alumni|leaders|members|teachers|doctors)$/.test(head?.lower ?? '')
        );
      },
    },
    {
      // "freezes hiring", "announces a hiring freeze".
      verbs: ['freeze', 'halt', 'pause', 'suspend', 'stop', 'announce', 'impose', 'institute', 'implement'],
      cues: [['hiring', 'freeze halt pause suspend stop']],
      subject: 'employer',
      when: ({ scene, verb, draft }) => {
        if (!verb || verb.passive || verb.negated) return false;
        const rest = lowerText(scene, verb.to + 1, verb.reach);
        const frozen = /^(?:announce|impose|institute|implement)$/.test(verb.lemma)
          ? /^(?:[\w-]+ ){0,3}hiring (?:freeze|pause|halt)\b/.test(rest)
          : /^(?:all |most |new |external |corporate )*hiring\b/.test(rest) && !described(scene, verb);
        if (frozen && draft.status === 'announced') draft.status = 'ended';
        return frozen;
      },
    },
    {
      // "begins hiring in Oslo".
      verbs: ['hire', 'recruit'],
      subject: 'employer',
      when: ({ scene, verb }) =>
        verb !== null &&
        !verb.passive &&
        verb.form === 'gerund' &&
        /^(?:begin|start|resume)$/.test(verb.chain.at(-1) ?? '') &&
        !parties(scene, verb.object, 'person', verb).some((party) => party.entity?.kind === 'person'),
    },
  ],
  refine(draft, scene) {
    const { verb } = draft;
    // The sum of a pay offer may stand in a phrase of its own: "by offering signing bonuses as high as …".
    if (
      verb &&
      !has(draft, 'amount') &&
      /\b(?:bonus(?:es)?|compensation|pay|packages?|salar(?:y|ies))\b/.test(
        lowerText(scene, verb.to, scene.nodes.length),
      )
    ) {
      const node = scene.nodes.slice(verb.to).find((other) => other.value?.kind === 'money');
      if (node?.value) draft.args.push({ role: 'amount', text: node.value.text, value: node.value });
    }
    if (verb?.chain.includes('try') || verb?.chain.includes('attempt')) draft.status = 'talks';
    // "was growing its team but then changed course".
    if (
      verb &&
      /^(?:was|were)$/.test(scene.nodes[verb.from]?.lower ?? '') &&
      !verb.passive &&
      /\bbut (?:then|later|has since|since|it|soon)\b/.test(lowerText(scene, verb.to, scene.nodes.length))
    )
      draft.status = 'ended';
    return [draft];
  },
  cues: each([['move join jump defect']], '#count', '#percent'),
  read(scene) {
    const drafts: Draft[] = [];
    // "90 percent of staff are moving to Foo", "several employees will join Foo".
    for (const verb of scene.clauses.verbs) {
      if (!/^(?:move|join|jump|defect)$/.test(verb.lemma) || !verb.subject || verb.passive) continue;
      const subject = lowerText(scene, verb.subject.from, verb.subject.to + 1);
      const counted = scene.nodes
        .slice(Math.max(0, verb.subject.from - 3), verb.subject.to + 3)
        .find((node) => node.value && (node.value.kind === 'count' || node.value.kind === 'percent'));
      if (!counted?.value || !STAFF.test(`${subject} ${lowerText(scene, verb.subject.to, verb.from)}`)) continue;
      const draft = newDraft(scene, 'hiring', verb.head, verb);
      draft.from = verb.subject.from;
      draft.to = verb.reach;
      const to = verb.lemma === 'join' ? verb.object : (verb.preps.find((prep) => prep.word === 'to')?.group ?? null);
      addGroup(draft, scene, 'employer', to, verb);
      // "have joined Foo's research lab": Foo.
      const unit = to?.phrases[0];
      if (unit && !has(draft, 'employer')) addParties(draft, 'employer', ownerOf(scene, unit, unit.head, 'org'));
      addParties(
        draft,
        'from_org',
        [
          ...parties(scene, verb.subject, 'org', verb),
          ...(scene.nodes[verb.subject.to + 1]?.lower === 'from'
            ? parties(scene, scene.clauses.groupAt(verb.subject.to + 2), 'org')
            : []),
        ].filter((party) => !party.coreferent),
      );
      draft.args.push({ role: 'headcount', text: counted.value.text, value: counted.value });
      drafts.push(draft);
    }
    return drafts;
  },
};
