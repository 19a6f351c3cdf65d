import type { Group, Phrase, Verb } from '../clauses.ts';
import { isAuthority } from '../entities.ts';
import { isOrg, modifiersOf, nodeText, ownerOf, type Party, parties, partyOf, type Scene } from '../scene.ts';
import { PLACES } from '../words.ts';
import { addParties, addValues, type Draft, type Frame, has, lowerText, newDraft } from './frame.ts';

const SUERS =
  /\b(?:newspapers?|authors?|publishers?|artists?|musicians?|writers?|users?|parents?|family|families|shareholders?|investors?|employees?|groups?|states?|attorneys? general|labels?|studios?|actors?|customers?|consumers?|states|drivers|senators?|lawmakers|officials?|authorities|regulators?|watchdogs?|agency|agencies|prosecutors?|ministry|government|commission|department|ags?|judges?|union|unions|estate|outlets?|organizations?|organisations?)\b/;
const COURT = /\b(?:court|judge|jury|tribunal)\b/;

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
    if (head?.mention && head.mention.entity.kind === 'place') {
      found.push({ entity: head.mention.entity, text: head.mention.text, node: phrase.head, coreferent: false });
      continue;
    }
    if (head && /^(?:eu|uk|us|ec)$/.test(head.lower) && head.text === head.text.toUpperCase()) {
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

const defendants = (scene: Scene, group: Group | null, verb?: Verb | null): Party[] =>
  parties(scene, group, 'any', verb ?? undefined).filter(
    (party) => party.entity && (isOrg(party.entity) || party.entity.kind === 'person'),
  );

export const legal: Frame = {
  type: 'legal',
  values: { amount: (value) => value.kind === 'money' && (value.use === 'plain' || value.use === 'saving') },
  accept: (draft) => has(draft, 'defendant'),
  read(scene) {
    const drafts: Draft[] = [];
    const { clauses, nodes } = scene;
    const start = (at: number, verb: Verb | null): Draft => {
      const draft = newDraft(scene, 'legal', at, verb);
      draft.from = verb ? verb.from : at;
      draft.to = verb ? verb.reach : Math.min(nodes.length, at + 12);
      return draft;
    };
    const finish = (draft: Draft): void => {
      addValues(draft, scene, legal);
      drafts.push(draft);
    };
    for (const verb of clauses.verbs) {
      const rest = lowerText(scene, verb.to + 1, verb.reach);
      if (verb.chain.includes('purpose') && verb.lemma !== 'sue') continue;
      if (
        verb.lemma === 'sue' ||
        verb.lemma === 'countersue' ||
        (verb.lemma === 'accuse' && verb.preps.some((prep) => prep.word === 'of'))
      ) {
        const draft = start(verb.head, verb);
        if (verb.passive) {
          addParties(draft, { role: 'defendant', want: 'any' }, defendants(scene, verb.subject, verb));
          const by = verb.preps.find((prep) => prep.word === 'by');
          addParties(draft, { role: 'plaintiff', want: 'any' }, claimant(scene, by?.group ?? null, verb));
        } else {
          addParties(draft, { role: 'defendant', want: 'any' }, defendants(scene, verb.object, verb));
          addParties(draft, { role: 'plaintiff', want: 'any' }, claimant(scene, verb.subject, verb));
        }
        if (verb.lemma === 'accuse') {
          // An accusation is a suit where the words are those of the law.
          const legalWords =
            /\b(?:infring\w+|antitrust|copyright|patent|fraud|violat\w+|theft|stealing|misappropriat\w+|monopol\w+|lawsuit|complaint|breach\w*|anti-?competitive|privacy|defamation)\b/;
          if (!legalWords.test(rest)) continue;
        }
        if (has(draft, 'defendant') && (has(draft, 'plaintiff') || verb.passive)) finish(draft);
        continue;
      }
      if (
        /^(?:probe|investigate|fine|order|ban|raid|summon|subpoena|charge|indict|penalize|sanction|prosecute|block|bar|restrict|blacklist|instruct)$/.test(
          verb.lemma,
        )
      ) {
        const draft = start(verb.head, verb);
        const who = verb.passive
          ? claimant(scene, verb.preps.find((prep) => prep.word === 'by')?.group ?? null, verb)
          : claimant(scene, verb.subject, verb);
        const court =
          verb.subject !== null &&
          !verb.passive &&
          COURT.test(lowerText(scene, verb.subject.from, verb.subject.to + 1));
        const authority = who.filter((party) => isPublic(party, scene));
        const whom = verb.passive ? verb.subject : verb.object;
        if (!verb.passive && authority.length === 0 && !court) continue;
        if (
          verb.passive &&
          authority.length === 0 &&
          /^(?:order|block|bar|restrict|charge|ban|instruct)$/.test(verb.lemma)
        )
          continue;
        if (
          /^(?:block|bar|restrict)$/.test(verb.lemma) &&
          whom &&
          /\b(?:acquisition|takeover|merger|deal|purchase|sale|buyout)\b/.test(
            lowerText(scene, whom.from, Math.min(whom.to + 1, verb.reach)),
          )
        )
          continue;
        addParties(draft, { role: 'plaintiff', want: 'any' }, authority);
        addParties(
          draft,
          { role: 'defendant', want: 'any' },
          defendants(scene, whom, verb).filter((party) => party.entity && !party.entity.authority),
        );
        if (has(draft, 'defendant')) finish(draft);
      }
      if (verb.lemma === 'settle' && !verb.passive) {
        const draft = start(verb.head, verb);
        const subject = parties(scene, verb.subject, 'any', verb);
        const other = verb.preps.find((prep) => prep.word === 'with');
        if (!/\b(?:lawsuit|suit|case|claims?|charges|allegations|dispute|probe|litigation|with)\b/.test(rest)) continue;
        addParties(
          draft,
          { role: 'defendant', want: 'any' },
          subject.filter((party) => party.entity && !party.entity.authority),
        );
        addParties(draft, { role: 'plaintiff', want: 'any' }, claimant(scene, other?.group ?? null, verb));
        finish(draft);
      }
    }
    nodes.forEach((node, at) => {
      if (node.mention || node.value) return;
      const lemma = node.lemma.replace(/(?<=[^s])s$/, '');
      if (
        !/^(?:lawsuit|suit|probe|investigation|complaint|inquiry|fine|settlement|case|action|injunction|subpoena|penalty|ban|trial|litigation|charge|antitrust|order|crackdown|scrutiny|review)$/.test(
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
      if (lemma === 'case' && !/\b(?:antitrust|court|legal|copyright|fraud|criminal)\b/.test(before)) return;
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
        lemma !== 'complaint'
      )
        return;
      if (lemma === 'fine' && node.pos !== 'NOUN') return;
      const group = clauses.groupAt(at);
      const carrier =
        clauses.verbs.find((verb) => verb.object !== null && verb.object === group && verb.object.from > verb.to) ??
        clauses.verbs.find((verb) => verb.preps.some((prep) => prep.group === group && prep.at - verb.to <= 5)) ??
        null;
      const draft = start(at, carrier);
      draft.to = carrier ? Math.max(carrier.reach, at + 1) : Math.min(nodes.length, at + 14);
      for (const prep of clauses.prepsAfter(at + 1, draft.to)) {
        if (/^(?:against|into|over|of|on|to)$/.test(prep.word) && prep.group && !has(draft, 'defendant')) {
          if (
            prep.word === 'over' ||
            (prep.word === 'of' && lemma !== 'investigation' && lemma !== 'probe') ||
            (prep.word === 'on' && lemma !== 'fine') ||
            prep.word === 'to'
          )
            continue;
          const inner = defendants(scene, prep.group, carrier);
          const owners =
            inner.length > 0
              ? inner
              : ownerOf(scene, prep.group.phrases[0] as Phrase, (prep.group.phrases[0] as Phrase).head, 'org');
          addParties(draft, { role: 'defendant', want: 'any' }, owners);
        }
        if (
          (prep.word === 'by' || prep.word === 'from' || prep.word === 'with') &&
          prep.group &&
          !has(draft, 'plaintiff')
        )
          addParties(draft, { role: 'plaintiff', want: 'any' }, claimant(scene, prep.group, carrier));
      }
      const owner = ownerOf(scene, phrase, at, 'any').filter((party) => party.entity?.kind !== 'product');
      const modifiers = modifiersOf(scene, phrase, at, 'any');
      const compelled =
        carrier &&
        /^(?:face|hit|slap|lose|settle|fight|battle|await|resolve|dodge|avoid|win|answer|defend|pay|agree|be|get|reach|escape)$/.test(
          carrier.lemma,
        );
      if (
        carrier &&
        (carrier.lemma === 'face' ||
          carrier.lemma === 'pay' ||
          carrier.lemma === 'fight' ||
          carrier.lemma === 'battle' ||
          carrier.lemma === 'settle' ||
          (carrier.lemma === 'reach' && lemma === 'settlement') ||
          (carrier.lemma === 'agree' && lemma === 'settlement')) &&
        !carrier.passive
      ) {
        addParties(draft, { role: 'defendant', want: 'any' }, defendants(scene, carrier.subject, carrier));
      } else if (carrier && carrier.passive && /^(?:hit|slap|serve|fine)$/.test(carrier.lemma))
        addParties(draft, { role: 'defendant', want: 'any' }, defendants(scene, carrier.subject, carrier));
      else if (
        carrier &&
        !carrier.passive &&
        /^(?:file|launch|open|bring|start|begin|initiate|announce|seek|impose|issue|drop|pursue|lodge|conduct|slap|lead|mount|expand|widen|consider|prepare|threaten|lose|withdraw|order)$/.test(
          carrier.lemma,
        )
      ) {
        const who = claimant(scene, carrier.subject, carrier);
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
      } else if (carrier && /^(?:dismiss|toss|throw|reject)$/.test(carrier.lemma)) draft.status = 'failed';
      if (
        carrier &&
        /^(?:slap|hit|threaten|serve)$/.test(carrier.lemma) &&
        !carrier.passive &&
        carrier.object !== group
      ) {
        addParties(draft, { role: 'plaintiff', want: 'any' }, claimant(scene, carrier.subject, carrier));
        addParties(draft, { role: 'defendant', want: 'any' }, defendants(scene, carrier.object, carrier));
      }
      if (owner.length > 0 && !has(draft, 'plaintiff') && !compelled)
        addParties(
          draft,
          { role: 'plaintiff', want: 'any' },
          owner.filter(
            (party) => has(draft, 'defendant') || party.entity?.kind === 'person' || party.entity?.authority,
          ),
        );
      if (!has(draft, 'defendant') && modifiers.length > 0)
        addParties(draft, { role: 'defendant', want: 'any' }, modifiers.slice(-1));
      if (
        !carrier &&
        !has(draft, 'plaintiff') &&
        scene.sentence.field !== 'title' &&
        !/\b(?:against|into)\b/.test(lowerText(scene, at, at + 3))
      )
        draft.background = true;
      if (has(draft, 'defendant')) finish(draft);
    });
    return drafts;
  },
};

function isPublic(party: Party, scene: Scene): boolean {
  if (party.entity === null)
    return (
      isAuthority(party.text) ||
      PLACES.has(party.text.toLowerCase()) ||
      /\b(?:officials?|states?|ags?|senators?)\b/i.test(party.text)
    );
  void scene;
  return party.entity.authority || party.entity.kind === 'place';
}
