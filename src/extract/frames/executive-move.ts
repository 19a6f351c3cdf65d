import { ROLE_WORDS } from '../words.ts';
import { type Cue, each } from './cues.ts';
import { before, joining, passedOn } from './executive-joining.ts';
import { isOut, leaving } from './executive-leaving.ts';
import { naming } from './executive-naming.ts';
import { byNoun } from './executive-nouns.ts';
import { byRole } from './executive-roles.ts';
import { type Draft, type Frame, has, words } from './frame.ts';

/** A house gives an office (`executive-naming`). */
const NAMING = new Set(
  words(`
    name, appoint, hire, tap, promote, elevate, poach, recruit, install, bring, lure, pick, select, choose, welcome,
    onboard, add, nominate, elect, snag, nab, retain, bring back, bring on, bring in, hand, land, snap up, put, hire away,
    reinstate, reappoint
  `),
);
/** Somebody goes (`executive-leaving`). */
const LEAVING = new Set(
  words(`
    leave, quit, exit, depart, resign, retire, step, step down, step back, step aside, oust, fire, dismiss, part, out,
    leave behind, sack, remove, lose, push out, force out, boot out, kick out
  `),
);
/** Somebody comes, or takes an office (`executive-joining`). */
const JOINING = new Set(
  words(`
    join, rejoin, return, move, defect, head, jump, go, become, take, take over, succeed, replace, lead, start, assume, serve
  `),
);

/** Nothing moves but somebody: by name, or as one named before. */
const who = (...needs: Cue[]): Cue[] => each(needs, '#person', 'he she him her his i');
const OFFICES = [...ROLE_WORDS].join(' ');

/**
 * One person's move. Each side's way of telling it has a file; by the noun ("the resignation of Foo") it is read in
 * `executive-nouns`, and `executive-parts` says whom, which house and which office a clause names.
 */
export const executiveMove: Frame = {
  type: 'executive_move',
  accept: (draft) => has(draft, 'person') && (has(draft, 'to_org') || has(draft, 'from_org')),
  cues: [
    ...who(['hire poach recruit appoint promote name lure snag nab reinstate reappoint']),
    ...who([
      'tap elevate install bring pick select choose welcome onboard add nominate elect retain hand land snap put',
      `lead head oversee run steer replace succeed drive build take board ${OFFICES}`,
    ]),
    ...who(['leave quit exit depart resign retire oust fire dismiss sack remove lose =outs =outed']),
    ...who(['step', '>1', 'down back aside']),
    ...who(['part', '>1', 'ways']),
    ...who(['be', '>2', 'out']),
    ...who(['take', '>', 'leave']),
    ...who(['push force boot kick', '>', 'out']),
    ...who(['join rejoin']),
    ...who(['~return move defect head jump go', '>', 'to', '>', '#party']),
    ...who(['become take assume', '>', `${OFFICES} helm reins`]),
    ...who(['take', '>1', 'over']),
    ...who(['will', '>', 'serve', '>1', 'as']),
    ...who(['succeed replace']),
    ['spend come', '#told', 'at from'],
    ...who(['resignation departure appointment exit ouster retirement promotion firing dismissal']),
    ...who(['go pass fall', 'job role post position seat title place office']),
    ...who([
      'role job position post remit seat',
      'new expanded additional bigger broader larger second top senior leading',
    ]),
    ...who(['replacement successor', 'be']),
    ...who(['charge', 'be']),
  ],
  read(scene) {
    const drafts: Draft[] = [];
    for (const verb of scene.clauses.verbs) {
      const key =
        NAMING.has(verb.phrasal) || LEAVING.has(verb.phrasal) || JOINING.has(verb.phrasal) ? verb.phrasal : verb.lemma;
      // "…," added Jane Roe: who speaks stands behind.
      const speaks = verb.subject !== null && verb.subject.from > verb.to && !verb.passive;
      if (NAMING.has(key) && !speaks) drafts.push(...naming(scene, verb));
      else if (LEAVING.has(key) || isOut(scene, verb)) drafts.push(...leaving(scene, verb));
      else if (JOINING.has(key)) drafts.push(...joining(scene, verb, drafts));
      if (verb.lemma === 'spend' || verb.lemma === 'come') drafts.push(...before(scene, verb));
      drafts.push(...byRole(scene, verb));
    }
    drafts.push(...byNoun(scene), ...passedOn(scene));
    return drafts;
  },
};
