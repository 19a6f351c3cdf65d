import type { Group, Verb } from '../clauses.ts';
import { modifiersOf, ownerOf, type Party, parties } from '../parties.ts';
import { affiliation } from '../people.ts';
import type { Scene } from '../scene.ts';
import { wordsIn } from './cues.ts';
import { addParties, addValues, type Draft, type Frame, has, lowerText, newDraft } from './frame.ts';
import { counted, cues, employerOf, losses, STAFF, staffOf } from './layoffs-staff.ts';

/** "Foo, Bar and Baz have cut jobs": each its own, unless one count is told of all. */
function apart(draft: Draft): Draft[] {
  const houses = draft.args.filter((arg) => arg.role === 'org');
  if (houses.length < 2 || draft.args.some((arg) => arg.role === 'headcount')) return [draft];
  return houses.map((house) => ({ ...draft, args: draft.args.filter((arg) => arg.role !== 'org' || arg === house) }));
}

/** Whom a phrase names, or whose it is, by name. */
function housesIn(scene: Scene, group: Group | null, verb: Verb): Party[] {
  const named = parties(scene, group, 'org', verb).filter((party) => !party.coreferent);
  const first = group?.phrases[0];
  return named.length > 0 || !first ? named : ownerOf(scene, first, first.head, 'org').filter((it) => !it.coreferent);
}

export const layoffs: Frame = {
  type: 'layoffs',
  values: { headcount: (value) => value.kind === 'count' || (value.kind === 'percent' && value.use === 'change') },
  accept: (draft) => has(draft, 'org'),
  verbs: [
    {
      verbs: [
        'lay off',
        'layoff',
        'let go',
        'lay',
        'let',
        'fire',
        'sack',
        'furlough',
        'dismiss',
        'axe',
        'cut',
        'slash',
        'eliminate',
        'shed',
        'trim',
        'reduce',
        'scrap',
        'drop',
      ],
      cues: [
        ['lay', 'off'],
        ['~layoff', '#count'],
        ['let', 'go'],
        ['fire sack furlough dismiss axe cut slash eliminate shed trim reduce scrap drop', wordsIn(STAFF)],
        ['fire sack furlough dismiss', '#count'],
      ],
      subject: 'org',
      when: ({ scene, verb, draft }) => {
        if (!verb) return false;
        const rest = lowerText(scene, verb.to + 1, verb.reach);
        if (verb.passive) {
          draft.args = [];
          if (verb.phrasal !== 'lay off' && verb.phrasal !== 'let go') return false;
          const by = verb.preps.find((prep) => prep.word === 'by' || prep.word === 'at' || prep.word === 'from');
          if (by) addParties(draft, 'org', parties(scene, by.group, 'org', verb));
          const unit = by?.group?.phrases[0];
          // "laid off from Foo's research group".
          if (unit && !has(draft, 'org')) addParties(draft, 'org', ownerOf(scene, unit, unit.head, 'org'));
          // "Foo workers were laid off".
          if (!has(draft, 'org') && verb.subject) addParties(draft, 'org', staffOf(scene, verb.subject));
          // "Hundreds were laid off": of whom the article speaks.
          const last = scene.article.subjects.at(-1);
          if (
            !by &&
            !has(draft, 'org') &&
            last &&
            verb.subject &&
            scene.sentence.field === 'text' &&
            counted(scene, verb.subject)
          )
            addParties(draft, 'org', [{ entity: last, text: last.name, node: verb.head, coreferent: true }]);
          return has(draft, 'org');
        }
        const of = verb.preps.find((prep) => prep.word === 'of')?.group ?? null;
        // "Foo's chief will cut 20% of staff": at Foo.
        if (!has(draft, 'org')) addParties(draft, 'org', employerOf(scene, verb));
        // "will lay off 75% of Foo's staff".
        if (!has(draft, 'org')) {
          const staff = of ?? verb.object;
          if (staff && STAFF.test(lowerText(scene, staff.from, staff.to + 1)))
            addParties(
              draft,
              'org',
              staffOf(scene, staff).filter((party) => !party.coreferent),
            );
        }
        if (
          verb.phrasal === 'lay off' ||
          verb.lemma === 'layoff' ||
          (/^lay\b.*\boff\b/.test(lowerText(scene, verb.head, verb.reach)) && verb.lemma === 'lay')
        )
          return true;
        if (verb.lemma === 'let') {
          if (verb.phrasal !== 'let go' && !/^(?:\S+ ){0,4}go\b/.test(lowerText(scene, verb.to + 1, verb.to + 7)))
            return false;
          draft.to = Math.max(draft.to, Math.min(scene.nodes.length, verb.to + 7));
          return scene.nodes.slice(verb.to, draft.to).some((node) => node.value?.kind === 'count') || STAFF.test(rest);
        }
        if (verb.lemma === 'lay') return false;
        if (/^(?:fire|sack|dismiss|furlough)$/.test(verb.lemma))
          return (
            scene.nodes.slice(verb.to, verb.reach).some((node) => node.value?.kind === 'count') ||
            STAFF.test(rest.split(' ').slice(0, 5).join(' '))
          );
        const object = verb.object
          ? lowerText(scene, verb.object.from, Math.min(verb.reach, Math.max(verb.object.to + 5, (of?.to ?? 0) + 1)))
          : rest.split(' ').slice(0, 6).join(' ');
        // "drops a plan to hire 500 people".
        const head = scene.nodes[verb.object?.phrases[0]?.head ?? -1]?.lower ?? '';
        if (/^(?:plans?|bid|effort|idea|proposal|goal|target|rule|requirement)$/.test(head)) return false;
        // "cuts 40 of its roughly 300 jobs".
        const of40 = verb.object && scene.nodes[verb.object.phrases[0]?.head ?? -1]?.value;
        if (of40 && (of40.kind === 'count' || of40.kind === 'percent') && STAFF.test(of40.unit)) return true;
        return (
          STAFF.test(object) && !/\b(?:ties|costs?|prices?|time|hours)\b/.test(object.split(' ').slice(0, 3).join(' '))
        );
      },
    },
  ],
  cues: [
    ...cues,
    ['layoff redundancy redundancies'],
    ['cut reduction losses', 'job workforce staff headcount'],
    ['affect impact hit', 'layoff cut restructuring'],
    ['lose', 'job'],
  ],
  read(scene) {
    const drafts: Draft[] = [];
    const { clauses, nodes } = scene;
    nodes.forEach((node, at) => {
      if (node.mention || node.value) return;
      const cuts =
        /^(?:layoffs?|redundancies)$/.test(node.lower) ||
        (/^(?:cuts?|reductions?|losses)$/.test(node.lower) &&
          /^(?:job|workforce|staff|headcount)$/.test(nodes[at - 1]?.lower ?? ''));
      if (!cuts) return;
      const phrase = clauses.phraseAt(at);
      if (!phrase) return;
      // "thousands of job cuts", "a first wave of layoffs".
      const many = nodes[phrase.from - 1]?.lower === 'of' ? clauses.phraseAt(phrase.from - 2) : null;
      const whole =
        many && /^(?:thousands|hundreds|dozens|wave|round|series|number)$/.test(nodes[many.head]?.lower ?? '')
          ? many
          : phrase;
      const group = clauses.groupAt(whole.head);
      const carrier =
        clauses.verbs.find((verb) => verb.object !== null && verb.object === group && verb.object.from > verb.to) ??
        clauses.verbs.find((verb) => verb.lemma === 'target' && verb.preps.some((prep) => prep.group === group)) ??
        clauses.verbs.find((verb) => verb.phrasal === 'be' && verb.preps.some((prep) => prep.group === group)) ??
        null;
      // "employees fear layoffs": the tagger may see no verb.
      if (/^(?:fears?|dread|threat|risk)$/.test(nodes[at - 1]?.lower ?? '')) return;
      const draft = newDraft(scene, 'layoffs', at, carrier);
      draft.from = whole.from;
      draft.to = carrier ? Math.max(carrier.reach, at + 1) : Math.min(nodes.length, at + 10);
      // "cuts that would reduce its staff by 10% and bring the total to 2,000".
      for (const verb of clauses.verbs) {
        if (!verb.subject || verb.subject !== group || verb.from <= at) continue;
        draft.to = Math.max(draft.to, verb.reach);
        // "the layoffs, which affect 8% of Foo's workforce".
        const whom = verb.preps.find(({ word }) => word === 'of')?.group ?? verb.object;
        if (/^(?:affect|impact|hit)$/.test(verb.lemma) && verb.subjectVia === 'relative' && whom)
          addParties(draft, 'org', staffOf(scene, whom));
      }
      addParties(draft, 'org', ownerOf(scene, phrase, at, 'org'));
      if (!has(draft, 'org')) addParties(draft, 'org', modifiersOf(scene, phrase, at, 'org').slice(-1));
      if (!has(draft, 'org'))
        for (const prep of clauses.prepsAfter(at + 1, Math.min(draft.to, at + 6)))
          if (prep.word === 'at' || prep.word === 'by') addParties(draft, 'org', parties(scene, prep.group, 'org'));
      if (
        !has(draft, 'org') &&
        carrier &&
        !carrier.passive &&
        /^(?:announce|plan|confirm|conduct|make|begin|start|prepare|face|consider|implement|see|carry|execute|weigh|order|avoid|undergo|continue|hit|have|target)$/.test(
          carrier.lemma,
        )
      ) {
        addParties(draft, 'org', parties(scene, carrier.subject, 'org', carrier));
        // "Foo's chief announces layoffs": at Foo.
        const [who] = has(draft, 'org') ? [] : parties(scene, carrier.subject, 'person', carrier);
        const beside = who && !who.coreferent ? affiliation(scene, who.node) : null;
        if (beside?.org && beside.office && !beside.former) addParties(draft, 'org', [beside.org]);
        draft.from = Math.min(draft.from, carrier.from);
      }
      if (carrier && /^(?:plan|prepare|consider|weigh)$/.test(carrier.lemma) && carrier.lemma !== 'plan')
        draft.status = 'talks';
      if (/\b(?:said to be|on track for|could|may|planned)\b/.test(lowerText(scene, 0, at))) draft.status = 'talks';
      if (/\b(?:loom|looming|feared|possible|potential|expected)\b/.test(lowerText(scene, whole.from, at + 4)))
        draft.status = 'talks';
      addValues(draft, scene, layoffs);
      drafts.push(...apart(draft));
    });
    for (const verb of clauses.verbs) {
      const subject = verb.subject ? lowerText(scene, verb.subject.from, verb.subject.to + 1) : '';
      const rest = lowerText(scene, verb.to + 1, verb.reach);
      const draft = newDraft(scene, 'layoffs', verb.head, verb);
      draft.from = verb.subject?.from ?? verb.from;
      draft.to = verb.reach;
      if (
        /\b(?:layoffs|job cuts)$/.test(subject) &&
        !verb.passive &&
        /^(?:hit|rock|strike|reach|roil|affect|come)$/.test(verb.lemma)
      )
        // "Layoffs hit Foo", "layoffs hit Foo's games studio".
        addParties(
          draft,
          'org',
          housesIn(
            scene,
            verb.lemma === 'come'
              ? (verb.preps.find((prep) => prep.word === 'to' || prep.word === 'at')?.group ?? null)
              : verb.object,
            verb,
          ),
        );
      else if (
        verb.subject &&
        verb.passive &&
        /^(?:affect|impact|hit)$/.test(verb.lemma) &&
        /\b(?:layoffs|cuts|restructuring)\b/.test(rest)
      )
        // "9,000 Foo workers will be affected by the layoffs".
        addParties(draft, 'org', staffOf(scene, verb.subject));
      else if (verb.subject && verb.lemma === 'lose' && /^(?:their|its|his|her)? ?jobs?\b/.test(rest)) {
        // "50 people at Foo lost their jobs".
        draft.from = Math.max(0, verb.subject.from - 1);
        addParties(draft, 'org', staffOf(scene, verb.subject));
        // "220 people will lose their jobs when Foo closes its plant".
        const closes = clauses.verbs.find(
          (other) =>
            other.from > verb.to &&
            /^(?:close|shut|shutter)$/.test(other.lemma) &&
            /^(?:when|as|after|if)$/.test(nodes[(other.subject?.from ?? 0) - 1]?.lower ?? ''),
        );
        if (!has(draft, 'org') && closes) addParties(draft, 'org', parties(scene, closes.subject, 'org', closes));
      }
      if (!has(draft, 'org')) continue;
      addValues(draft, scene, layoffs);
      drafts.push(...apart(draft));
    }
    for (const draft of losses(scene)) {
      addValues(draft, scene, layoffs);
      drafts.push(...apart(draft));
    }
    // "TCS confirms layoffs will continue": the layoffs of the one who speaks.
    for (const verb of clauses.verbs) {
      const subject = verb.subject ? lowerText(scene, verb.subject.from, verb.subject.to + 1) : '';
      if (!/\b(?:layoffs|job cuts)\b/.test(subject)) continue;
      const outer = clauses.verbs.find(
        (other) => other.to < (verb.subject?.from ?? 0) && /^(?:confirm|say|announce|tell)$/.test(other.lemma),
      );
      if (!outer) continue;
      const draft = newDraft(scene, 'layoffs', verb.head, verb);
      addParties(draft, 'org', parties(scene, outer.subject, 'org', outer));
      addValues(draft, scene, layoffs, verb.from, verb.reach);
      drafts.push(draft);
    }
    return drafts;
  },
  refine(draft, scene) {
    const each = apart(draft);
    if (each.length > 1) return each;
    // "Hundreds were laid off", "lays off hundreds": so many, and no figure.
    const { verb } = draft;
    const whom = verb?.passive ? verb.subject : verb?.object;
    const many = scene.nodes[whom?.phrases[0]?.head ?? -1];
    if (!has(draft, 'headcount') && many && !many.value && /^(?:hundreds|thousands|dozens)$/.test(many.lower))
      draft.args.push({ role: 'headcount', text: many.text });
    // Both a count and a share of the staff may be told.
    for (let k = draft.from; k < draft.to; k++) {
      const value = scene.nodes[k]?.value;
      if (
        value &&
        (value.kind === 'count' || value.kind === 'percent') &&
        !draft.args.some((arg) => arg.value?.unit === value.unit || arg.text === value.text) &&
        draft.args.filter((arg) => arg.role === 'headcount').length === 1 &&
        (draft.args.find((arg) => arg.role === 'headcount')?.value?.kind ?? '') !== value.kind
      )
        draft.args.push({ role: 'headcount', text: value.text, value });
    }
    return [draft];
  },
};
