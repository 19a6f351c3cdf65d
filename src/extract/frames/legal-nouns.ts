import type { Phrase, Verb } from '../clauses.ts';
import { modifiersOf, ownerOf } from '../parties.ts';
import type { Scene } from '../scene.ts';
import { addParties, type Draft, has, lowerText, throughPart } from './frame.ts';
import { asker, claimant, defendants, isPublic, questioned, sued } from './legal-parties.ts';

const BASIS = /\b(?:copyright|patent|antitrust|fraud|privacy|trademark)\b/;

/** Suits, probes, fines and settlements that a noun tells of: "faces a lawsuit", "an inquiry into Foo". */
export function legalNouns(
  scene: Scene,
  start: (at: number, verb: Verb | null) => Draft,
  finish: (draft: Draft) => void,
): void {
  const { clauses, nodes } = scene;
  nodes.forEach((node, at) => {
    if (node.mention || node.value) return;
    const lemma = node.lemma.replace(/(?<=[^s])s$/, '');
    if (
      !/^(?:lawsuit|suit|class-action|probe|investigation|complaint|inquiry|fine|settlement|case|action|injunction|subpoena|penalty|ban|trial|litigation|charge|antitrust|order|crackdown|scrutiny|review|challenge|ruling|sanction|claim)$/.test(
        lemma,
      )
    )
      return;
    const phrase = clauses.phraseAt(at);
    if (
      !phrase ||
      (phrase.head !== at &&
        nodes
          .slice(at + 1, phrase.to + 1)
          .some((other) => !/^(?:trial|case|lawsuit|suit|probe|settlement|claims?|action)$/.test(other.lower)))
    )
      return;
    const before = lowerText(scene, phrase.from, at);
    if (lemma === 'challenge' && !/\b(?:legal|court)\b/.test(before)) return;
    if (
      lemma === 'case' &&
      !/\b(?:antitrust|court|legal|copyright|fraud|criminal|trade-secrets?|patent|privacy|defamation|discrimination)\b/.test(
        before,
      ) &&
      !(
        nodes[at + 1]?.lower === 'against' &&
        clauses.verbs.some(
          (verb) =>
            /^(?:win|lose|file|bring|dismiss|toss|throw|drop|revive)$/.test(verb.lemma) &&
            (verb.object === clauses.groupAt(at) || verb.preps.some((prep) => prep.group === clauses.groupAt(at))),
        )
      )
    )
      return;
    if (lemma === 'claim' && !(BASIS.test(before) && nodes[at + 1]?.lower === 'against')) return;
    if (lemma === 'action' && !/\b(?:class|legal|enforcement)\b/.test(before)) return;
    if (
      (lemma === 'trial' || lemma === 'review') &&
      !/\b(?:antitrust|fraud|court|regulatory|national security)\b/.test(before)
    )
      return;
    if (lemma === 'charge' && !/\b(?:fraud|criminal|antitrust)\b/.test(before)) return;
    if (
      /^(?:order|ban|scrutiny|crackdown|complaint|antitrust)$/.test(lemma) &&
      !/\b(?:suspension|court|antitrust|regulatory|restraining|cease-and-desist|formal|privacy)\b/.test(before) &&
      lemma !== 'complaint' &&
      // "the government's ban on Foo".
      !(
        lemma === 'ban' &&
        nodes[at + 1]?.lower === 'on' &&
        (ownerOf(scene, phrase, at, 'any').some(isPublic) ||
          /\b(?:government|administration|ministry|regulator|commission|pentagon|white house|us|eu)\b.* ['’]s\b/.test(
            before,
          ))
      )
    )
      return;
    if (/^(?:fine|sanction)$/.test(lemma) && node.pos !== 'NOUN') return;
    const group = clauses.groupAt(at);
    if (
      clauses.verbs.some((verb) => verb.lemma === 'settle' && verb.object === group && group !== null && !verb.passive)
    )
      return;
    const carrier =
      clauses.verbs.find((verb) => verb.object !== null && verb.object === group && verb.object.from > verb.to) ??
      clauses.verbs.find((verb) => verb.preps.some((prep) => prep.group === group && prep.at - verb.to <= 5)) ??
      null;
    if (lemma === 'sanction' && !(carrier && /^(?:impose|face|slap)$/.test(carrier.lemma))) return;
    // A ruling, and money that is settled, tell of a suit only where someone wins or loses.
    if (lemma === 'ruling' && !(carrier && /^(?:win|lose)$/.test(carrier.lemma))) return;
    if (
      lemma === 'settlement' &&
      !(
        carrier && /^(?:reach|agree|pay|sign|approve|reject|announce|propose|negotiate|discuss)$/.test(carrier.lemma)
      ) &&
      !/\b(?:lawsuit|legal|antitrust|copyright|court)\b/.test(before)
    )
      return;
    if (/\bby (?:filing|bringing|launching)\b/.test(lowerText(scene, phrase.from - 3, at + 1))) return;
    // "asks a judge to dismiss Foo's suit" is read with its verb (`legal.ts`).
    if (carrier && /^(?:toss|dismiss|throw|reject|drop)$/.test(carrier.lemma) && asker(scene, carrier)) return;
    if (carrier && (carrier.chain.includes('by') || nodes[carrier.from - 1]?.lower === 'by')) return;
    const draft = start(at, carrier);
    draft.to = carrier ? Math.max(carrier.reach, at + 1) : Math.min(nodes.length, at + 14);
    if (/\bdamages\b/.test(lowerText(scene, at, nodes.length))) draft.to = nodes.length;
    let into = false;
    for (const prep of clauses.prepsAfter(at + 1, draft.to)) {
      if (/^(?:against|into|over|of|on|to)$/.test(prep.word) && prep.group && !has(draft, 'defendant')) {
        if (
          prep.word === 'over' ||
          (prep.word === 'of' && ((lemma !== 'investigation' && lemma !== 'probe') || prep.at > at + 1)) ||
          (prep.word === 'on' && !/^(?:fine|sanction|ban)$/.test(lemma)) ||
          prep.word === 'to'
        )
          continue;
        // "a probe into Foo's supplier, Bar": the one that is named last, unless it only speaks.
        const whole = throughPart(scene, prep.group, draft.to);
        const whom = nodes[whole.to + 1]?.pos === 'VERB' ? prep.group : whole;
        const inner = prep.word === 'against' ? sued(scene, whom, carrier) : defendants(scene, whom, carrier);
        const owners =
          inner.length > 0
            ? inner
            : ownerOf(scene, prep.group.phrases[0] as Phrase, (prep.group.phrases[0] as Phrase).head, 'org');
        addParties(draft, { role: 'defendant', want: 'any' }, owners);
        into = true;
        continue;
      }
      // "an inquiry into collusion between Foo and Bar".
      if (into && /^(?:between|by|at|involving|of)$/.test(prep.word) && prep.group) {
        if (!has(draft, 'defendant'))
          addParties(
            draft,
            { role: 'defendant', want: 'any' },
            defendants(scene, prep.group, carrier).filter((party) => !party.coreferent),
          );
        continue;
      }
      if (
        (prep.word === 'by' || prep.word === 'from' || prep.word === 'with') &&
        prep.group &&
        !has(draft, 'plaintiff')
      )
        addParties(draft, { role: 'plaintiff', want: 'any' }, claimant(scene, prep.group, carrier));
    }
    // "an inquiry into whether Foo's chatbot harms minors".
    if (nodes[at + 1]?.lower === 'into' && !has(draft, 'defendant'))
      addParties(
        draft,
        { role: 'defendant', want: 'any' },
        (questioned(scene, at + 1) ?? []).filter((party) => !party.entity?.authority),
      );
    const owner = ownerOf(scene, phrase, at, 'any').filter(
      (party) => party.entity?.kind !== 'product' && party.entity?.kind !== 'outlet',
    );
    const modifiers = modifiersOf(scene, phrase, at, 'any').filter(
      (party) =>
        party.entity &&
        party.entity.kind !== 'outlet' &&
        !party.entity.authority &&
        (party.entity.slug || party.entity.kind === 'person') &&
        !/^(?:settlement|complaint)$/.test(lemma),
    );
    // "a suit that accuses Foo".
    const tells = clauses.verbs.find(
      (verb) =>
        verb.subject !== null &&
        (verb.subject === group || (verb.subjectVia === 'relative' && verb.from > at && verb.from - at <= 5)) &&
        /^(?:accuse|allege|target|name|claim)$/.test(verb.lemma) &&
        !verb.passive,
    );
    if (tells && !has(draft, 'defendant'))
      addParties(draft, { role: 'defendant', want: 'any' }, defendants(scene, tells.object, tells));
    if (/^(?:his|her)$/.test(nodes[phrase.from]?.lower ?? '') && owner.length === 0) {
      const person = [...nodes.slice(0, phrase.from)]
        .reverse()
        .find((other) => other.mention?.entity.kind === 'person')?.mention;
      const who = person?.entity ?? scene.article.lastPerson;
      if (who)
        addParties(draft, { role: 'plaintiff', want: 'any' }, [
          { entity: who, text: person?.text ?? who.name, node: phrase.from, coreferent: true },
        ]);
    }
    // "Foo is under investigation by a regulator".
    if (
      carrier?.lemma === 'be' &&
      nodes[phrase.from - 1]?.lower === 'under' &&
      /^(?:investigation|probe|scrutiny)$/.test(lemma)
    )
      addParties(draft, { role: 'defendant', want: 'any' }, defendants(scene, carrier.subject, carrier));
    const compelled =
      carrier &&
      /^(?:face|hit|slap|lose|settle|fight|battle|negotiate|await|resolve|dodge|avoid|win|answer|defend|pay|agree|be|get|reach|escape)$/.test(
        carrier.lemma,
      );
    if (
      carrier &&
      (carrier.lemma === 'face' ||
        carrier.lemma === 'pay' ||
        carrier.lemma === 'fight' ||
        carrier.lemma === 'battle' ||
        carrier.lemma === 'settle' ||
        (carrier.lemma === 'negotiate' && lemma === 'settlement') ||
        (carrier.lemma === 'reach' && lemma === 'settlement') ||
        (carrier.lemma === 'agree' && lemma === 'settlement')) &&
      !carrier.passive
    ) {
      let whom = defendants(scene, carrier.subject, carrier);
      const first = carrier.subject?.phrases[0];
      if (whom.length === 0 && first) whom = ownerOf(scene, first, first.head, 'org');
      if (carrier.form === 'gerund' && (!carrier.subject || carrier.subject.from > carrier.to)) {
        // "Facing suits, Foo …": recalled, and of the one who acts next.
        const next = clauses.verbs.find((verb) => verb.from > carrier.to && verb.form === 'finite');
        whom = defendants(scene, next?.subject ?? null, next ?? null);
        draft.background = true;
      }
      addParties(draft, { role: 'defendant', want: 'any' }, whom);
    } else if (
      carrier &&
      !carrier.passive &&
      ((/^(?:win|secure|obtain|get|gain)$/.test(carrier.lemma) && /^(?:injunction|ruling)$/.test(lemma)) ||
        // "wins its case against Foo".
        (carrier.lemma === 'win' && has(draft, 'defendant')))
    ) {
      addParties(draft, { role: 'plaintiff', want: 'any' }, claimant(scene, carrier.subject, carrier));
    } else if (carrier?.passive && /^(?:hit|slap|serve|fine)$/.test(carrier.lemma))
      addParties(draft, { role: 'defendant', want: 'any' }, defendants(scene, carrier.subject, carrier));
    else if (
      carrier &&
      !carrier.passive &&
      /^(?:file|launch|open|bring|start|begin|initiate|announce|seek|impose|issue|drop|pursue|lodge|conduct|slap|lead|mount|expand|widen|consider|prepare|threaten|lose|withdraw|order)$/.test(
        carrier.lemma,
      )
    ) {
      const who = claimant(scene, carrier.subject, carrier);
      // "files a complaint with the regulator": who hears it has not brought it.
      if (/^(?:file|lodge)$/.test(carrier.lemma) && who.length > 0)
        draft.args = draft.args.filter((arg) => arg.role !== 'plaintiff');
      addParties(
        draft,
        { role: 'plaintiff', want: 'any' },
        who.filter((party) => carrier.lemma !== 'lose' || party !== undefined),
      );
      if (/^(?:drop|withdraw|lose)$/.test(carrier.lemma)) draft.status = 'failed';
      if (/^(?:consider|prepare|threaten)$/.test(carrier.lemma)) draft.status = 'talks';
      // "slapped OpenAI with a suit".
      if (carrier.object && carrier.object !== group)
        addParties(draft, { role: 'defendant', want: 'any' }, defendants(scene, carrier.object, carrier));
    } else if (
      carrier &&
      /^(?:dismiss|toss|throw|throw out|reject|overturn|vacate|annul|quash|strike down|void)$/.test(carrier.phrasal)
    )
      draft.status = /^(?:refuse|decline|deny)$/.test(carrier.governor?.lemma ?? '') ? 'announced' : 'failed';
    else if (carrier && /^(?:end|close|conclude|wrap up|wind down)$/.test(carrier.phrasal) && !carrier.passive) {
      addParties(draft, { role: 'plaintiff', want: 'any' }, claimant(scene, carrier.subject, carrier));
      draft.status = 'ended';
    }
    if (
      carrier &&
      /^(?:slap|hit|threaten|serve)$/.test(carrier.lemma) &&
      !carrier.passive &&
      carrier.object !== group
    ) {
      addParties(draft, { role: 'plaintiff', want: 'any' }, claimant(scene, carrier.subject, carrier));
      addParties(draft, { role: 'defendant', want: 'any' }, defendants(scene, carrier.object, carrier));
    }
    // "A judge tosses Foo's suit against former engineers": who sued is all that has a name.
    const lost = draft.status === 'failed' && /^(?:lawsuit|suit|case)$/.test(lemma);
    // "approves Foo's settlement with authors": Foo settles.
    if (lemma === 'settlement' && !has(draft, 'defendant'))
      addParties(draft, { role: 'defendant', want: 'any' }, owner);
    if (owner.length > 0 && !has(draft, 'plaintiff') && !compelled)
      addParties(
        draft,
        { role: 'plaintiff', want: 'any' },
        owner.filter(
          (party) => has(draft, 'defendant') || lost || party.entity?.kind === 'person' || party.entity?.authority,
        ),
      );
    if (!has(draft, 'defendant') && modifiers.length > 0)
      addParties(draft, { role: 'defendant', want: 'any' }, modifiers.slice(-1));
    // "A class action was filed against Foo": told of, not recalled.
    const brought = clauses.verbs.some((verb) => verb.passive && verb.subject === group && group !== null);
    if (
      !carrier &&
      !brought &&
      !has(draft, 'plaintiff') &&
      scene.sentence.field !== 'title' &&
      !/\b(?:against|into)\b/.test(lowerText(scene, at, at + 3))
    )
      draft.background = true;
    // "Foo files a suit that challenges a law": who sues is all that has a name.
    const brings =
      carrier !== null &&
      !carrier.passive &&
      /^(?:file|bring|lodge)$/.test(carrier.lemma) &&
      (/^(?:lawsuit|suit)$/.test(lemma) || (/^(?:complaint|charge)$/.test(lemma) && /\bcriminal\b/.test(before)));
    if (has(draft, 'defendant') || brings || (lost && has(draft, 'plaintiff'))) finish(draft);
  });
}
