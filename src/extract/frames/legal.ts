import type { Group, Phrase, Verb } from '../clauses.ts';
import { isAuthority } from '../entities.ts';
import { modifiersOf, nodeText, ownerOf, type Party, parties, partyOf, type Scene } from '../scene.ts';
import { PLACES } from '../words.ts';
import { addParties, addValues, type Draft, type Frame, has, lowerText, newDraft, objectOf } from './frame.ts';

const SUERS =
  /\b(?:newspapers?|authors?|publishers?|artists?|musicians?|writers?|users?|parents?|family|families|shareholders?|investors?|employees?|groups?|states?|attorneys? general|labels?|studios?|actors?|customers?|consumers?|states|drivers|senators?|lawmakers|officials?|authorities|regulators?|watchdogs?|agency|agencies|prosecutors?|ministry|government|commission|department|ags?|judges?|union|unions|estate|outlets?|organizations?|organisations?)\b/;
/** Offices that name nobody without a word before them. */
const BARE_OFFICE =
  /^(?:agency|agencies|regulators?|watchdogs?|commission|department|ministry|government|authorit(?:y|ies)|prosecutors?|lawmakers|senators?|officials?|judges?|union)$/;
/** Names of houses that hold rights, and so sue and settle as the one who complained. */
const RIGHTS_HOLDER =
  /\b(?:music|records|publish\w+|times|post|tribune|news|press|authors?|artists?|guild|images|studios?|pictures|entertainment|media)\b/i;
/** Agencies by their letters. */
const AGENCY =
  /^(?:the )?(?:US |U\.S\. |UK )?(?:DOD|DoD|DOJ|DoJ|FTC|SEC|CFTC|FCC|FDA|NHTSA|EPA|IRS|CMA|ICO|FCA|CNIL|CFPB|DHS|FBI|Pentagon|MAS|RBI|SEBI|CCI|ED|SAMR|CAC)$/;
const LEGAL_WORDS =
  /\b(?:infring\w+|antitrust|anti-trust|copyright|patent|fraud|violat\w+|theft|stealing|misappropriat\w+|monopol\w+|lawsuit|complaint|breach\w*|anti-?competitive|privacy|defamation|class action|negligence|piracy)\b/;
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
  if (from === phrase.head && BARE_OFFICE.test(head.lower)) return null;
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
    (party) => party.entity && (party.entity.kind === 'org' || party.entity.kind === 'person'),
  );
/** Whom a suit is brought against: a state too. */
function sued(scene: Scene, group: Group | null, verb: Verb | null): Party[] {
  const found = defendants(scene, group, verb);
  if (found.length > 0 || !group) return found;
  return claimant(scene, group, verb).filter((party) => isPublic(party, scene));
}
/** Those that an object names, or that "including" names after it. */
function addressed(scene: Scene, verb: Verb): Party[] {
  // "ordered at least one startup, Foo, not to": the figure's words are no preposition.
  const near = verb.preps.find((prep) => prep.at <= verb.to + 2 && prep.group)?.group ?? null;
  const group = objectOf(scene, verb) ?? near;
  const found = defendants(scene, group, verb).filter((party) => !party.coreferent || verb.object !== null);
  if (found.length > 0 || !group) return found;
  for (let k = group.to + 1; k < Math.min(verb.reach, group.to + 4); k++) {
    if (!/^(?:including|like|,|namely|especially)$/.test(scene.nodes[k]?.lower ?? '')) continue;
    const inner = scene.clauses.groupAt(k + 1);
    const named =
      inner && inner.from <= k + 2 ? defendants(scene, inner, verb).filter((party) => !party.coreferent) : [];
    if (named.length > 0) return named;
  }
  return [];
}

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
      // What should or might be done is an opinion; what will be done next year, a forecast.
      if (/^(?:should|could|would|might)$/.test(verb.modal ?? '')) continue;
      if (scene.sentence.field === 'title' && /\bpredictions\b/.test(lowerText(scene, 0, nodes.length))) continue;
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
          const head = nodes[verb.subject?.phrases[0]?.head ?? 0];
          // "a suit that accuses Foo" is read with its noun.
          const suit = /\b(?:lawsuits?|suits?|complaints?|action|case)\b/;
          if (
            verb.lemma === 'accuse' &&
            (suit.test(head?.lower ?? '') ||
              (verb.subjectVia === 'relative' && suit.test(lowerText(scene, (verb.subject?.from ?? 0) - 3, verb.from))))
          )
            continue;
          addParties(draft, { role: 'defendant', want: 'any' }, sued(scene, objectOf(scene, verb), verb));
          addParties(draft, { role: 'plaintiff', want: 'any' }, claimant(scene, verb.subject, verb));
        }
        if (/\b(?:damages|seeking|seeks)\b/.test(lowerText(scene, verb.to, nodes.length))) draft.to = nodes.length;
        if (verb.lemma === 'accuse') {
          // An accusation is a suit where the words are those of the law.
          if (!LEGAL_WORDS.test(`${rest} ${scene.document.article.title.slice(0, 500).toLowerCase()}`)) continue;
        }
        if (has(draft, 'defendant') && (has(draft, 'plaintiff') || verb.passive)) finish(draft);
        continue;
      }
      const lemma = nodes[verb.head]?.lower === 'fined' ? 'fine' : verb.lemma;
      if (
        /^(?:probe|investigate|fine|order|ban|raid|summon|subpoena|charge|indict|penalize|sanction|prosecute|block|bar|restrict|blacklist|instruct|tell|direct|designate|require|compel)$/.test(
          lemma,
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
        const authority =
          lemma === 'fine'
            ? who.filter((party) => party.entity?.kind !== 'person')
            : who.filter((party) => isPublic(party, scene));
        const whom = verb.passive ? verb.subject : verb.object;
        if (/^(?:tell|direct|require|compel)$/.test(lemma)) {
          // Only what an authority tells someone to do is an order.
          if (verb.passive || verb.modal || verb.negated || authority.length === 0) continue;
          if (
            !/\b(?:not )?to\b/.test(rest) ||
            !clauses.verbs.some(
              (other) => other.from > verb.to && other.from <= verb.reach && other.form === 'infinitive',
            )
          )
            continue;
        }
        if (lemma === 'designate' && !/\b(?:risk|threat|monopoly|gatekeeper|dominant|list)\b/.test(rest)) continue;
        if (!verb.passive && authority.length === 0 && !court) continue;
        if (verb.passive && authority.length === 0 && /^(?:order|block|bar|restrict|charge|ban|instruct)$/.test(lemma))
          continue;
        if (
          /^(?:block|bar|restrict)$/.test(lemma) &&
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
          (verb.passive ? defendants(scene, whom, verb) : addressed(scene, verb)).filter(
            (party) => party.entity && !party.entity.authority,
          ),
        );
        if (has(draft, 'defendant')) finish(draft);
      }
      if (verb.lemma === 'settle' && !verb.passive) {
        const draft = start(verb.head, verb);
        const subject = parties(scene, verb.subject, 'any', verb);
        const other = verb.preps.find((prep) => prep.word === 'with');
        if (!/\b(?:lawsuit|suit|case|claims?|charges|allegations|dispute|probe|litigation|with)\b/.test(rest)) continue;
        const settlers = subject.filter(
          (party) => party.entity && party.entity.kind !== 'outlet' && !party.entity.authority,
        );
        const others = claimant(scene, other?.group ?? null, verb);
        // The house that holds the rights had sued.
        const complained =
          settlers.some((party) => RIGHTS_HOLDER.test(party.text)) &&
          others.length > 0 &&
          !others.some((party) => RIGHTS_HOLDER.test(party.text) || isPublic(party, scene));
        addParties(draft, { role: complained ? 'plaintiff' : 'defendant', want: 'any' }, settlers);
        addParties(draft, { role: complained ? 'defendant' : 'plaintiff', want: 'any' }, others);
        if (settlers.length > 0) finish(draft);
      }
    }
    for (const verb of clauses.verbs) {
      // "seeks $5 billion from Foo as its suit goes to trial".
      if (
        /^(?:seek|demand)$/.test(verb.lemma) &&
        !verb.passive &&
        /\b(?:lawsuit|suit|damages|trial|court)\b/.test(lowerText(scene, 0, nodes.length))
      ) {
        const from = verb.preps.find((prep) => prep.word === 'from');
        const draft = start(verb.head, verb);
        draft.status = 'announced';
        if (!from || !nodes.slice(verb.to, verb.reach).some((node) => node.value?.kind === 'money')) continue;
        addParties(
          draft,
          { role: 'defendant', want: 'any' },
          defendants(scene, from.group, verb).filter((party) => !party.coreferent),
        );
        addParties(draft, { role: 'plaintiff', want: 'any' }, claimant(scene, verb.subject, verb));
        if (has(draft, 'defendant') && has(draft, 'plaintiff')) finish(draft);
      }
      // "asks the court to hold Foo in contempt".
      if (verb.lemma === 'hold' && !verb.passive && /\bin contempt\b/.test(lowerText(scene, verb.to, verb.reach))) {
        const draft = start(verb.head, verb);
        draft.status = 'announced';
        addParties(
          draft,
          { role: 'defendant', want: 'any' },
          defendants(scene, objectOf(scene, verb), verb).filter((party) => !party.coreferent),
        );
        const asker = clauses.verbs.find(
          (other) => other.to < verb.from && /^(?:ask|urge|petition|move)$/.test(other.lemma),
        );
        if (asker) addParties(draft, { role: 'plaintiff', want: 'any' }, claimant(scene, asker.subject, asker));
        if (has(draft, 'defendant')) finish(draft);
      }
    }
    nodes.forEach((node, at) => {
      if (node.mention || node.value) return;
      const lemma = node.lemma.replace(/(?<=[^s])s$/, '');
      if (
        !/^(?:lawsuit|suit|probe|investigation|complaint|inquiry|fine|settlement|case|action|injunction|subpoena|penalty|ban|trial|litigation|charge|antitrust|order|crackdown|scrutiny|review|challenge|ruling)$/.test(
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
      if (
        clauses.verbs.some(
          (verb) => verb.lemma === 'settle' && verb.object === group && group !== null && !verb.passive,
        )
      )
        return;
      const carrier =
        clauses.verbs.find((verb) => verb.object !== null && verb.object === group && verb.object.from > verb.to) ??
        clauses.verbs.find((verb) => verb.preps.some((prep) => prep.group === group && prep.at - verb.to <= 5)) ??
        null;
      // A ruling, and money that is settled, tell of a suit only where someone wins or loses.
      if (lemma === 'ruling' && !(carrier && /^(?:win|lose)$/.test(carrier.lemma))) return;
      if (
        lemma === 'settlement' &&
        !(carrier && /^(?:reach|agree|pay|sign|approve|reject|announce|propose)$/.test(carrier.lemma)) &&
        !/\b(?:lawsuit|legal|antitrust|copyright|court)\b/.test(before)
      )
        return;
      if (/\bby (?:filing|bringing|launching)\b/.test(lowerText(scene, phrase.from - 3, at + 1))) return;
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
        let whom = defendants(scene, carrier.subject, carrier);
        const first = carrier.subject?.phrases[0];
        if (whom.length === 0 && first) whom = ownerOf(scene, first, first.head, 'org');
        if (!carrier.subject && carrier.form === 'gerund') {
          // "Facing suits, Foo …": recalled, and of the one who acts next.
          const next = clauses.verbs.find((verb) => verb.from > carrier.to && verb.form === 'finite');
          whom = defendants(scene, next?.subject ?? null, next ?? null);
          draft.background = true;
        }
        addParties(draft, { role: 'defendant', want: 'any' }, whom);
      } else if (
        carrier &&
        /^(?:win|secure|obtain|get|gain)$/.test(carrier.lemma) &&
        /^(?:injunction|ruling)$/.test(lemma) &&
        !carrier.passive
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
      } else if (carrier && /^(?:dismiss|toss|throw|throw out|reject)$/.test(carrier.phrasal)) draft.status = 'failed';
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
  return party.entity.authority || party.entity.kind === 'place' || AGENCY.test(party.text);
}
