import type { Verb } from '../clauses.ts';
import { ownerOf, parties } from '../parties.ts';
import type { Scene } from '../scene.ts';
import { addParties, type Draft, has, lowerText } from './frame.ts';
import { COURT, claimant, defendants, isPublic, ownersToo } from './legal-parties.ts';

/** What courts find and those in power decide: "found guilty", "violates copyright, court finds", "orders agencies to stop using Foo". */

/** How a court that finds says what somebody did. */
export const WRONG =
  /^(?:violate|infringe|breach|break|abuse|mislead|discriminate|drag|fail|owe|collude|harm|defame|steal)$/;

/** What a court says that somebody must do, or suffer. */
const MUST = /^pay .*\d|^face .*\b(?:claims|lawsuit|suit|case|trial|charges)\b/;

export function verdicts(
  scene: Scene,
  start: (at: number, verb: Verb | null) => Draft,
  finish: (draft: Draft) => void,
): void {
  const { clauses, nodes } = scene;
  const any = (role: 'plaintiff' | 'defendant') => ({ role, want: 'any' as const });
  for (const verb of clauses.verbs) {
    if (verb.negated || /^(?:should|could|would|might)$/.test(verb.modal ?? '')) continue;
    if (verb.lemma === 'pardon') pardons(verb);
    if (/^(?:convict|sentence|acquit|find|jail|plead)$/.test(verb.lemma)) sentences(verb);
    if (/^(?:find|say|hold|decide|rule|allege|conclude)$/.test(verb.lemma) && !verb.passive) finds(verb);
    if (/^(?:order|tell|direct)$/.test(verb.lemma) && !verb.passive) stopsUse(verb);
    if (/^(?:block|bar|stop|halt|prevent)$/.test(verb.lemma) && !verb.passive) shields(verb);
    if (/^(?:deny|reject|grant)$/.test(verb.lemma) && !verb.passive) answers(verb);
  }

  function pardons(verb: Verb): void {
    const draft = start(verb.head, verb);
    draft.status = 'ended';
    addParties(draft, any('defendant'), defendants(scene, verb.passive ? verb.subject : verb.object, verb));
    if (has(draft, 'defendant')) finish(draft);
  }

  /** "Jane Roe is sentenced to five years", "a jury found Jane Roe guilty", "Foo pleads guilty". */
  function sentences(verb: Verb): void {
    const rest = lowerText(scene, verb.to + 1, verb.reach);
    const guilty = /^(?:not )?guilty\b|\bguilty of\b/.test(rest);
    if (/^(?:find|plead)$/.test(verb.lemma) && !guilty) return;
    // A headline drops "is": "Jane Roe sentenced to five years".
    const suffers =
      verb.passive ||
      verb.lemma === 'plead' ||
      (verb.lemma === 'find' && /^(?:not )?guilty\b/.test(rest)) ||
      (verb.lemma !== 'find' && !verb.object && /ed$/.test(nodes[verb.head]?.lower ?? ''));
    const draft = start(verb.head, verb);
    const whom = defendants(scene, suffers ? verb.subject : verb.object, verb).filter(
      // "Foo's founder, who served time after pleading guilty": not Foo.
      (party) => !party.coreferent && (verb.form === 'finite' || party.entity?.kind === 'person'),
    );
    addParties(draft, any('defendant'), whom);
    if (verb.lemma === 'acquit') draft.status = 'failed';
    if (has(draft, 'defendant')) finish(draft);
  }

  /** "Foo's use of lyrics violates copyright, court finds", "Foo misled users, regulator alleges". */
  function finds(verb: Verb): void {
    if (!verb.subject) return;
    const court = COURT.test(lowerText(scene, verb.subject.from, verb.subject.to + 1));
    // What an authority only says is no finding.
    const authority = court || verb.lemma === 'say' ? [] : claimant(scene, verb.subject, verb).filter(isPublic);
    if (!court && authority.length === 0) return;
    const wrong = clauses.verbs.find(
      (other) =>
        other !== verb &&
        other.subject &&
        !other.negated &&
        (WRONG.test(other.lemma) ||
          (court &&
            other.modal === 'must' &&
            MUST.test(`${other.lemma} ${lowerText(scene, other.to + 1, other.reach)}`))),
    );
    if (!wrong?.subject) return;
    const draft = start(wrong.head, wrong);
    draft.status = 'announced';
    addParties(draft, any('plaintiff'), authority);
    addParties(draft, any('defendant'), ownersToo(scene, wrong.subject, wrong));
    if (has(draft, 'defendant')) finish(draft);
  }

  /** "The president orders agencies to stop using Foo". */
  function stopsUse(verb: Verb): void {
    const who = claimant(scene, verb.subject, verb).filter(isPublic);
    const use = clauses.verbs.find(
      (other) =>
        other.lemma === 'use' && other.chain.includes('stop') && other.from > verb.to && other.from < verb.to + 9,
    );
    if (who.length === 0 || !use?.object) return;
    const draft = start(verb.head, verb);
    draft.status = 'announced';
    draft.to = use.reach;
    addParties(draft, any('plaintiff'), who);
    addParties(draft, any('defendant'), ownersToo(scene, use.object, use));
    if (has(draft, 'defendant')) finish(draft);
  }

  /** "A court denies Foo's motion to lift the ban". */
  function answers(verb: Verb): void {
    const phrase = verb.object?.phrases[0];
    if (!verb.subject || !phrase || !COURT.test(lowerText(scene, verb.subject.from, verb.subject.to + 1))) return;
    if (!/^(?:motion|request|bid|appeal|petition|injunction)$/.test(nodes[phrase.head]?.lower ?? '')) return;
    const draft = start(verb.head, verb);
    draft.status = verb.lemma === 'grant' ? 'announced' : 'failed';
    addParties(
      draft,
      any('plaintiff'),
      ownerOf(scene, phrase, phrase.head, 'any').filter((party) => party.entity?.kind === 'org'),
    );
    if (has(draft, 'plaintiff')) finish(draft);
  }

  /** "A court blocks the government from labelling Foo a risk": Foo had asked for it. */
  function shields(verb: Verb): void {
    if (!verb.subject || !COURT.test(lowerText(scene, verb.subject.from, verb.subject.to + 1))) return;
    const state = claimant(scene, verb.object, verb).filter(isPublic);
    const act = clauses.verbs.find(
      (other) => other.form === 'gerund' && other.from > verb.to && other.from <= verb.to + 6 && other.object !== null,
    );
    if (state.length === 0 || !act) return;
    const whom = parties(scene, act.object, 'org', act).filter((party) => party.entity?.kind === 'org');
    if (whom.length !== 1) return;
    const draft = start(verb.head, verb);
    draft.status = 'announced';
    addParties(draft, any('plaintiff'), whom);
    addParties(draft, any('defendant'), state);
    finish(draft);
  }
}
