import type { Stance } from '../../domain/claim.ts';
import type { Verb } from '../clauses.ts';
import { type Party, parties } from '../parties.ts';
import { affiliation } from '../people.ts';
import type { Scene } from '../scene.ts';
import { ROLE_WORDS, SPOKES } from '../words.ts';
import { wordsIn } from './cues.ts';
import { addParties, type Draft, type Frame, has, lowerText, newDraft } from './frame.ts';

const PRESS =
  /\b(?:comment|calls?|messages?|emails?|request|requests|inquiry|inquiries|enquiries|questions?|quer(?:y|ies)|respond|statement)\b/;

/** Who speaks: a spokesperson's company, or the one who speaks. */
function speaker(scene: Scene, verb: Verb): Party[] {
  const { nodes } = scene;
  const subject = verb.subject;
  if (!subject) return together(scene, verb);
  const head = nodes[subject.phrases[0]?.head ?? 0];
  // "We do not comment on rumours," a Foo spokesman said.
  if (head?.lower === 'we') {
    const says = scene.clauses.verbs.find((other) => other.from > verb.to && SAYS.test(other.lemma) && other.subject);
    return says && !says.passive ? speaker(scene, says) : [];
  }
  // "Neither Foo nor Bar responded".
  const pair = /^neither$/.test(nodes[subject.from - 3]?.lower ?? '') || nodes[subject.from - 1]?.lower === 'nor';
  const other = pair ? scene.clauses.groupAt(subject.from - 2) : null;
  if (other && other !== subject && nodes[other.from]?.lower === 'neither')
    return [...parties(scene, other, 'org'), ...parties(scene, subject, 'org', verb)];
  if (head && SPOKES.test(head.lower)) {
    for (let k = subject.from; k <= subject.to; k++) {
      const mention = nodes[k]?.mention;
      if (mention && mention.entity.kind === 'org')
        return [{ entity: mention.entity, text: mention.text, node: k, coreferent: false }];
    }
    // "a spokesperson for Foo".
    const next = nodes[subject.to + 1];
    if (next && /^(?:for|at|of|from)$/.test(next.lower)) {
      const found = parties(scene, scene.clauses.groupAt(subject.to + 2), 'org');
      if (found.length > 0) return found;
    }
    const last = scene.article.spokesFor ?? alone(scene, verb);
    return last ? [{ entity: last, text: last.name, node: subject.from, coreferent: true }] : [];
  }
  const several = together(scene, verb);
  if (several.length > 0) return several;
  // "Foo's CEO denies", "Foo's head of marketing": the house speaks.
  if (head && !head.mention && ROLE_WORDS.has(head.lower)) {
    const first = subject.phrases[0];
    for (let k = subject.from; first && k < first.head; k++) {
      const mention = nodes[k]?.mention;
      if (mention?.entity.kind === 'org')
        return [{ entity: mention.entity, text: mention.text, node: k, coreferent: false }];
    }
  }
  const found = parties(scene, subject, 'any', verb).filter((party) => party.entity?.kind !== 'outlet');
  return found.map((party) => {
    // "Foo's CEO Bar confirmed": the house speaks, where the office stands beside the name.
    if (party.entity?.kind !== 'person' || party.coreferent) return party;
    const beside = affiliation(scene, party.node);
    return beside.org?.entity && beside.office && !beside.former && beside.org.entity.kind === 'org'
      ? beside.org
      : party;
  });
}

/** "Foo is letting go of 200 people, a spokesperson confirmed": the one house that the sentence names. */
function alone(scene: Scene, verb: Verb): Party['entity'] {
  const houses = new Set(
    scene.nodes.slice(0, verb.from).flatMap(({ mention }) => (mention?.entity.kind === 'org' ? [mention.entity] : [])),
  );
  return houses.size === 1 ? ([...houses][0] ?? null) : null;
}

/** "Neither company responded", "none of those firms answered", "both declined": the houses that were just named. */
function together(scene: Scene, verb: Verb): Party[] {
  const before = lowerText(scene, Math.max(0, verb.from - 7), verb.from);
  if (
    !/\b(?:(?:neither|none|both|all)(?: of)?(?: (?:the|these|those))?(?: [\w-]+){0,2} (?:compan(?:y|ies)|firms?|startups?|sides?|part(?:y|ies)|labs|banks|groups)|(?:the|those|these)(?: two| three)?(?: [\w-]+)? (?:companies|firms|startups|sides|parties)|neither|both|neither side)$/.test(
      before.trim(),
    )
  )
    return [];
  const houses = new Map<Party['entity'], Party>();
  for (let k = 0; k < verb.from; k++) {
    const mention = scene.nodes[k]?.mention;
    if (mention?.entity.kind === 'org' && !houses.has(mention.entity))
      houses.set(mention.entity, { entity: mention.entity, text: mention.text, node: k, coreferent: false });
  }
  if (houses.size >= 2) return [...houses.values()].slice(0, 4);
  const previous = scene.entities.bySentence[scene.index - 1] ?? [];
  const named = new Set(previous.flatMap(({ entity }) => (entity.kind === 'org' && !entity.authority ? [entity] : [])));
  if (named.size === 2 && scene.sentence.field === 'text')
    return [...named].map((entity) => ({ entity, text: entity.name, node: verb.from, coreferent: true }));
  const event = [...scene.article.told.values()].sort((a, b) => b.sentence - a.sentence)[0];
  const told = (event?.args ?? []).flatMap((arg) =>
    arg.party?.entity?.kind === 'org' ? [{ ...arg.party, node: verb.from, coreferent: true }] : [],
  );
  return told.length >= 2 && told.length <= 4 ? told : [];
}

const SAYS = /^(?:say|tell|add|write)$/;
const REPORTS =
  'claim report allegation accusation rumor rumour criticism suggestion characterization characterisation';
/** What is disputed where somebody else found or counted it. */
const FINDINGS = 'figure number finding account assertion conclusion version notion';
const TELLING = 'say tell state add insist write post';
/** What a speaker may say not to be so. */
const DOING =
  'influence affect impact change relate motivate plan intend consider agree happen drive cause alter involve share sell interfere prompt lead figure true accurate correct related planning aware involved considering factor reason connected linked behind why prompted influenced talk discussion negotiation sale looking seeking raising buying selling work raise acquire buy build develop launch negotiate seek merge look lay cut replace leave shut stop invest ask';

/** What is denied to somebody, and is no word that is denied. */
const WITHHELD =
  /^(?:requests?|appeals?|petitions?|motions?|access|bids?|applications?|permission|permits?|entry|licen[cs]es?|bail|injunctions?)$/;
const CALLED =
  /^(?:the |this |those |these |such |that |a |any )*(?:[\w-]+ ){0,3}(?:claims?|reports?|allegations?|accusations?|rumou?rs?|lawsuit|suit|story) (?:["“‘'] )?(?:false|misleading|incorrect|untrue|baseless|meritless|without (?:merit|basis|foundation)|inaccurate|fake|frivolous|unfounded|nonsense|wrong|absurd|fabricated)\b/;
const wordsAt = (list: string): RegExp => new RegExp(`\\b(?:${list.split(' ').join('|')})s?\\b`);

export const response: Frame = {
  type: 'response',
  accept: (draft) => has(draft, 'speaker') && has(draft, 'stance'),
  cues: [
    ['decline refuse', 'comment discuss confirm elaborate say provide interviewed answer respond share give'],
    ['respond reply return answer reach', wordsIn(PRESS)],
    ['respond reply answer', "not n't never", '#lately'],
    ['be', 'available unavailable', 'comment'],
    ['have', 'yet', 'comment respond reply'],
    ['comment', "no not n't never cannot"],
    ['push', 'back', REPORTS],
    ['call', 'claim report allegation accusation rumor rumour lawsuit suit story'],
    ['insist', "no not n't never"],
    ['deny'],
    ['dispute refute dismiss reject rebut disavow', REPORTS],
    ['dispute refute rebut', FINDINGS],
    ['confirm'],
    ['#title', ':', "not n't never", DOING],
    [TELLING, "not n't never", DOING],
    [TELLING, 'baseless false untrue meritless unfounded groundless inaccurate incorrect wrong nonsense fiction'],
    [TELLING, 'no', 'talk truth plan discussion negotiation deal merit basis'],
    [TELLING, 'without', 'merit basis foundation'],
  ],
  read(scene) {
    const drafts: Draft[] = [];
    const { clauses, nodes } = scene;
    const add = (verb: Verb, who: readonly Party[], stance: Stance, from: number, to: number): void => {
      for (const party of who) {
        const draft = newDraft(scene, 'response', verb.head, verb, 'announced');
        draft.status = 'announced';
        // "had not answered by the time of writing" is no old story.
        if (
          draft.background &&
          !/\b(?:previously|earlier|last (?:week|month|year)|(?:days?|weeks?|months?|years?) (?:ago|before)|at the time)\b/.test(
            lowerText(scene, verb.from - 4, verb.reach),
          )
        )
          draft.background = false;
        if (/\bat the time\W*$/.test(lowerText(scene, verb.to + 1, nodes.length))) draft.background = true;
        draft.from = verb.from;
        draft.to = verb.reach;
        addParties(draft, { role: 'speaker', want: 'any' }, [party]);
        draft.args.push({
          role: 'stance',
          text: scene.text.slice(nodes[from]?.start ?? 0, nodes[to]?.end ?? 0),
          stance,
        });
        drafts.push(draft);
      }
    };
    for (const verb of clauses.verbs) {
      const rest = lowerText(scene, verb.to + 1, verb.reach);
      // "said it could not comment", "does not comment on rumours".
      if (verb.lemma === 'comment' && verb.negated && !verb.passive && verb.form === 'finite') {
        add(verb, speaker(scene, verb), 'declined', verb.from, verb.to);
        continue;
      }
      // "had no comment", "has yet to respond", "was not available for comment".
      if (/^(?:have|offer|make|give)$/.test(verb.lemma) && /^no (?:immediate |further )?comment\b/.test(rest)) {
        add(verb, speaker(scene, verb), 'declined', verb.from, Math.min(verb.to + 2, nodes.length - 1));
        continue;
      }
      const yet = nodes.findIndex(({ lower }, k) => k >= verb.head - 2 && k < verb.head && lower === 'yet');
      if (/^(?:comment|respond|reply)$/.test(verb.lemma) && verb.form === 'infinitive' && yet > 0) {
        add(verb, speaker(scene, verb), 'no_response', yet, verb.head);
        continue;
      }
      const reached = lowerText(scene, verb.to + 1, verb.to + 6);
      const absent = verb.negated
        ? /^(?:not )?(?:immediately )?available (?:for|to) comment\b/
        : /^unavailable (?:for|to) comment\b/;
      if (verb.lemma === 'be' && absent.test(reached)) {
        const end = nodes.findIndex(({ lower }, k) => k > verb.to && /available$/.test(lower));
        add(verb, speaker(scene, verb), 'no_response', verb.from, end);
        continue;
      }
      if (verb.lemma === 'decline' || verb.lemma === 'refuse') {
        const next = clauses.verbs.find(
          (other) => other.governor === verb || (other.from > verb.to && other.from <= verb.to + 3),
        );
        if (
          /^to (?:\w+ )?(?:comment|discuss|confirm|elaborate|say|provide|be interviewed|answer|respond|share|give)\b/.test(
            rest,
          ) ||
          (next && /^(?:comment|discuss|elaborate)$/.test(next.lemma))
        )
          add(verb, speaker(scene, verb), 'declined', verb.from, Math.min(verb.to + 2, nodes.length - 1));
      } else if (
        (verb.lemma === 'respond' ||
          verb.lemma === 'reply' ||
          verb.lemma === 'return' ||
          verb.lemma === 'answer' ||
          verb.lemma === 'reach') &&
        verb.negated &&
        // "Foo declined to comment, and Bar did not respond".
        (PRESS.test(rest) ||
          // "did not return calls": the tagger sees another verb.
          (verb.lemma === 'return' && PRESS.test(lowerText(scene, verb.to + 1, verb.to + 3))) ||
          (verb.lemma !== 'reach' &&
            /^(?:immediately |[.,]|$)/.test(rest) &&
            (/\bcomment\b/.test(lowerText(scene, 0, verb.from)) || answersToo())))
      ) {
        add(verb, speaker(scene, verb), 'no_response', verb.from, verb.to);
      } else if (
        /^(?:respond|reply|answer|return)$/.test(verb.lemma) &&
        (verb.negated ||
          /\bnone of\b|\bneither\b/.test(lowerText(scene, (verb.subject?.from ?? verb.from - 3) - 4, verb.from))) &&
        PRESS.test(rest)
      ) {
        add(verb, speaker(scene, verb), 'no_response', verb.from, verb.to);
      } else if (
        verb.lemma === 'reach' &&
        verb.passive &&
        verb.negated &&
        nodes[verb.to + 1]?.lower === 'for' &&
        nodes[verb.to + 2]?.lower === 'comment'
      )
        add(verb, speaker(scene, verb), 'no_response', verb.from, verb.to);
      else if (
        verb.phrasal === 'push back' &&
        /^(?:against|on) .*\b(?:claims?|reports?|allegations?|accusations?|rumou?rs?|criticism|suggestions?)\b/.test(
          rest,
        )
      )
        add(verb, speaker(scene, verb), 'denied', verb.from, verb.to);
      else if (verb.lemma === 'call' && !verb.passive && verb.form === 'finite') {
        // What it is called ends the wording: "called the report false".
        const called = CALLED.exec(lowerText(scene, verb.to + 1, verb.to + 10))?.[0];
        const last = verb.to + (called?.split(' ').length ?? 0);
        const quoted = /["“‘']/.test(called ?? '') && /^["”’']$/.test(nodes[last + 1]?.text ?? '') ? 1 : 0;
        if (called) add(verb, speaker(scene, verb), 'denied', verb.head, last + quoted);
      } else if (
        verb.lemma === 'insist' &&
        !verb.passive &&
        /\b(?:no|not|n't|never)\b/.test(lowerText(scene, verb.to + 1, verb.to + 9))
      )
        add(verb, speaker(scene, verb), 'denied', verb.head, verb.head);
      else if (
        /^(?:deny|dispute|refute|dismiss|reject|rebut|disavow)$/.test(verb.lemma) &&
        !verb.passive &&
        verb.form === 'finite'
      ) {
        // "would neither confirm nor deny".
        const neither = nodes.findLastIndex(
          ({ lower }, k) => k < verb.from && k >= verb.from - 4 && lower === 'neither',
        );
        if (verb.lemma === 'deny' && neither >= 0) add(verb, speaker(scene, verb), 'declined', neither, verb.head);
        else if (
          verb.lemma === 'deny'
            ? !verb.negated && !WITHHELD.test(nodes[verb.object?.phrases[0]?.head ?? -1]?.lower ?? '')
            : /\b(?:claims?|reports?|allegations?|accusations?|rumou?rs?|suggestions?|characteri[sz]ation)\b/.test(
                rest,
              ) ||
              (/^(?:dispute|refute|rebut)$/.test(verb.lemma) && wordsAt(FINDINGS).test(rest))
        )
          add(verb, speaker(scene, verb), 'denied', verb.head, verb.head);
      } else if (verb.lemma === 'confirm' && verb.negated && /^(?:would|could)$/.test(verb.modal ?? '')) {
        add(verb, speaker(scene, verb), 'declined', verb.from, verb.head);
      } else if (verb.lemma === 'confirm' && !verb.passive && verb.form === 'finite' && !verb.negated) {
        const told = verb.preps.some(
          (prep) => prep.word === 'to' || prep.word === 'in' || prep.word === 'with' || prep.word === 'on',
        );
        const object = verb.object ? lowerText(scene, verb.object.from, verb.object.to + 1) : '';
        const who = speaker(scene, verb);
        if (
          told ||
          /\b(?:acquisition|deal|report|reports|departure|layoffs?|cuts?|investment|funding|news|move|partnership|talks|hire|plans?)\b/.test(
            object,
          ) ||
          nodes[verb.to + 1]?.lower === 'that' ||
          rest.startsWith('that') ||
          /\b(?:acquisition|deal|layoffs)\b/.test(lowerText(scene, verb.to + 1, verb.to + 5))
        )
          add(verb, who, 'confirmed', verb.head, verb.head);
      }
    }
    answered();
    // "Foo's decision wasn't influenced by the deal, the spokesperson said": a negated clause in a speaker's mouth.
    for (const verb of clauses.verbs) {
      if (!/^(?:say|tell|state|add|insist|write|post)$/.test(verb.lemma) || verb.passive || !verb.subject) continue;
      const told =
        clauses.verbs.find(
          (other) =>
            other !== verb &&
            other.negated &&
            other.form === 'finite' &&
            (other.reach <= verb.from + 1 ||
              other.from > verb.to ||
              /^[,”"]/.test(nodes[verb.subject?.from ? verb.subject.from - 1 : 0]?.text ?? '')) &&
            /^(?:influence|affect|impact|change|relate|motivate|plan|intend|consider|agree|happen|drive|cause|alter|involve|share|sell|interfere|prompt|motivate|lead|cause|figure|be)$/.test(
              other.lemma,
            ),
        ) ?? ongoing(verb);
      const baseless = told ? null : rejected(verb);
      if (baseless) {
        const who = speaker(scene, verb).filter(
          (party) => party.entity?.kind === 'org' || party.entity?.kind === 'person',
        );
        const plain = /^(?:not|true|false|untrue|wrong)$/;
        const end = nodes.findLastIndex(({ lower }, k) => k > baseless.to && k <= baseless.to + 3 && plain.test(lower));
        add(
          baseless,
          who.slice(0, 1),
          'denied',
          baseless.from,
          Math.max(end, Math.min(baseless.to + 1, nodes.length - 1)),
        );
        continue;
      }
      if (!told || told.modal === 'can' || told.modal === 'could') continue;
      if (
        told.lemma === 'be' &&
        !/\b(?:true|accurate|correct|related|planning|aware|involved|considering|factor|reason|cause|connected|linked|behind|why|prompted|influenced|talks|discussions|negotiations|sale|looking|seeking|raising|buying|selling)\b/.test(
          lowerText(scene, told.to + 1, told.to + 5),
        )
      )
        continue;
      const who = speaker(scene, verb).filter(
        (party) => party.entity?.kind === 'org' || party.entity?.kind === 'person',
      );
      const own = who[0]?.entity;
      if (!own) continue;
      const not = /^(?:not|n't|never)$/.test(nodes[told.to + 1]?.lower ?? '') ? 1 : 0;
      add(told, who.slice(0, 1), 'denied', told.from, told.to + not);
      const draft = drafts.at(-1);
      if (draft && /\b(?:previously|earlier|last)\b/.test(lowerText(scene, verb.from - 2, verb.to + 3)))
        draft.background = true;
    }
    return drafts;

    /** "Foo declined to comment. Bar did not immediately respond.": to the same request. */
    function answersToo(): boolean {
      const before = scene.article.told.get('response');
      return before !== undefined && scene.index - before.sentence <= 2;
    }

    /** "Foo is not seeking aid: CFO Jane Roe", "Foo is not for sale, says CEO": the headline names its speaker at the end. */
    function answered(): void {
      if (scene.sentence.field !== 'title') return;
      const colon = nodes.findIndex((node, k) => k > 2 && node.text === ':');
      const told = clauses.verbs.find(
        (other) =>
          other.from < colon &&
          other.negated &&
          other.form === 'finite' &&
          /^(?:work|raise|acquire|buy|sell|talk|negotiate|seek|merge|look|lay|plan|consider|leave|shut|invest|ask)$/.test(
            other.lemma,
          ) &&
          /ing$/.test(nodes[other.head]?.lower ?? ''),
      );
      const tail = colon > 0 ? nodes.slice(colon + 1) : [];
      const officer = tail.length < 7 && tail.some((node) => ROLE_WORDS.has(node.lower) || SPOKES.test(node.lower));
      if (!told || !officer) return;
      const who = parties(scene, told.subject, 'org', told).filter((party) => party.entity?.kind === 'org');
      const not = /^(?:not|n't|never)$/.test(nodes[told.to + 1]?.lower ?? '') ? 1 : 0;
      add(told, who.slice(0, 1), 'denied', told.from, told.to + not);
    }

    /** "says it is not working on a phone": what a speaker is not doing. */
    function ongoing(says: Verb): Verb | undefined {
      return clauses.verbs.find(
        (other) =>
          other.from > says.to &&
          other.negated &&
          other.form === 'finite' &&
          /^(?:work|raise|acquire|buy|sell|build|develop|launch|talk|negotiate|seek|merge|look|lay|cut|replace|leave|shut|stop|invest)$/.test(
            other.lemma,
          ) &&
          /ing$/.test(nodes[other.head]?.lower ?? ''),
      );
    }

    /** "… said that the claims were baseless", "there are no talks, … said": what a speaker rejects without a "not". */
    function rejected(says: Verb): Verb | null {
      return (
        clauses.verbs.find(
          (other) =>
            other !== says &&
            other.lemma === 'be' &&
            other.form === 'finite' &&
            !other.negated &&
            /^(?:(?:simply|just|completely|absolutely|categorically|entirely) (?:not true|false|untrue|wrong)|baseless|false|untrue|meritless|unfounded|groundless|inaccurate|incorrect|wrong|no (?:talks|truth|plans|discussions|negotiations|deal|merit|basis)|without (?:merit|basis|foundation)|nonsense|fiction)\b/.test(
              lowerText(scene, other.to + 1, other.to + 4),
            ),
        ) ?? null
      );
    }
  },
};
