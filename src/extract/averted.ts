import { throughPart } from './apposition.ts';
import type { Group, Verb } from './clauses.ts';
import type { Draft } from './draft.ts';
import { KEEPS_FROM, lowerOf } from './grammar.ts';
import { parties } from './parties.ts';
import { station } from './people.ts';
import type { Scene } from './scene.ts';
import { COMMUNICATION_VERBS, SUBORDINATE } from './words.ts';

/**
 * What the words before an event make of it: "ruled out buying Bar", "is not ready to sue", "could have merged", "nobody said that
 * Foo …", "Foo's purchase of Bar fell through". None of these happened, whatever its kind.
 */

/** Right before a gerund or an infinitive: it was kept from happening, or given up. */
const KEPT_FROM =
  /(?:^| )(?:(?:rul(?:e[sd]?|ing)|vot(?:e[sd]?|ing)) out|(?:gave|gives?|given|giving) up(?: (?:on|the idea of|hopes? of|plans? (?:of|for)))?|(?:turn(?:s|ed|ing)? down|back(?:s|ed|ing)? (?:out|away|off)|pull(?:s|ed|ing)? (?:out|back)|walk(?:s|ed|ing)? away|sh(?:y|ies|ied|ying) away|steer(?:s|ed|ing)? clear|held off|hold(?:s|ing)? off|refrain(?:s|ed|ing)?|abstain(?:s|ed|ing)?|desist(?:s|ed)?|swore off|sworn off|lost interest) (?:of|on|from|against|in)|(?:held off|hold(?:s|ing)? off|swore off|sworn off)|(?:barred|banned|blocked|prohibited|prevented|stopped|kept|enjoined|discouraged|dissuaded|deterred|restrained|precluded|disqualified|excluded|excused) from|(?:unable|powerless|too (?:small|late|slow|busy|poor|weak|expensive)) to|(?:drop(?:s|ped|ping)?|scrap(?:s|ped|ping)?|shelv(?:es?|ed|ing)|abandon(?:s|ed|ing)?|ditch(?:es|ed|ing)?|cancel(?:s|l?ed|l?ing)?|nix(?:es|ed)?|axe[sd]?) (?:(?:its|their|his|her|the|a|an|all|any|earlier|original|\w+) ){0,2}(?:plans?|proposals?|ideas?|bids?|efforts?|attempts?|moves?) (?:to|of|for)|(?:reject|resist|rebuff|ignore|decline|spurn|dismiss|oppose|refuse|withstand|withstood)(?:s|ed|d|ing)? (?:(?:its|their|his|her|the|a|an|all|any|\w+) ){0,2}(?:calls?|pressure|demands?|requests?|offers?|invitations?|urgings?|temptation|chances?|opportunity|suggestions?|recommendations?|proposals?|bids?) (?:to|of|for))$/;
/** Between "is not" and what is not: of these the event is still true ("is not alone in raising prices", "isn't done buying"). */
const AND_YET =
  /\b(?:alone|first|only|last|done|finished|through|afraid|shy|new|stranger|averse|wrong|content|satisfied|just|merely|simply|surprised|surprising|known|obliged|because|one|before|after|since|until|by|while|without|when|as)\b|,/;
/** Right before a verb: what is done is something else, or nothing. */
const INSTEAD =
  /\b(?:instead of|rather than|in lieu of|as opposed to|far from|let alone|without(?: (?:first|ever|even))?)$/;
/** Somewhere before a verb: whoever said it was wrong. */
const IN_ERROR =
  /\b(?:wrongly|falsely|mistakenly|erroneously|incorrectly|inaccurately) (?:\w+ )?(?:report|say|said|claim|stat|suggest|announc|told|tell|believ|thought|assum|list|describ|impli)|\b(?:earlier|previous|original) version of (?:this|the|our) (?:story|article|post|report|piece|headline)\b/;
/** After a verb: whoever said it takes it back. */
const TAKEN_BACK =
  /[;,—–] (?:but )?(?:that|this|it) (?:is|was) (?:an? )?(?:error|mistake|wrong|incorrect|untrue|false|not so)\b/;
/** Right before a verb: nobody lets them, or they have not the means. */
const NOT_LET =
  /(?:\bnot|n['’]t|\bnever) (?:let|allow|permit|authori[sz]e|want|wish|ask|expect|force|require)(?: [^\s,;]+){1,4}$|\black(?:s|ed|ing)? (?:[^\s,;]+ ){1,3}to$|(?:cannot|can['’]?t|ca n['’]t|could not|couldn['’]t|could n['’]t|can not) (?:afford|bear|hope|risk) to$/;
/** "would be foolish to buy": somebody's opinion. */
const OPINED =
  /\b(?:would|might|could|may) (?:not )?be (?:\w+ly )?(?:foolish|wise|smart|crazy|mad|insane|unwise|reckless|mistaken|better off|right|wrong|tempted|ideal|sensible|stupid|well[ -]advised|ill[ -]advised) to$/;
const BE = /^(?:be|isn['’]t|aren['’]t|wasn['’]t|weren['’]t)$/;
const NO_WILL =
  /\b(?:in no (?:rush|hurry|position|mood|shape)|no (?:(?:\w+ ){0,2})?(?:plans?|intentions?|interest|desire|need|reason|intent|appetite|authority|right|obligation|ambitions?|wish)|(?:little|less|scant|zero) (?:interest|appetite|reason|desire)|too (?:small|late|early|soon|slow|busy|poor|weak|big|expensive)) (?:to|in|of|for)$/;
/** Right before a clause: it is not so, or nobody says it is. */
const NOT_SO =
  /\b(?:(?:not|n['’]t|never|hardly) (?:\w+ )?(?:true|correct|accurate|certain|likely|the case)|false|untrue|wrong|impossible|unlikely|doubtful|unclear|no (?:\w+ )?(?:truth|evidence|indication|sign|signs|proof|suggestion|word|confirmation|guarantee|chance|basis|hint)|(?<!no |little |without )doubts?|doubted|denial)(?: that)?$/;
const REPORTS_OF =
  /\bno (?:\w+ )?(?:truth|substance|basis|merit) (?:to|in|for) (?:the |any |those |these |recent )*(?:reports?|claims?|rumou?rs?|suggestions?|talk|speculation|stor(?:y|ies))(?: (?:that|of|about))?$/;
const NO_ONE = /^(?:no one|no-one|nobody|none|neither|nor|no)(?= |$)/;
/** What one may not have said. "has not disclosed that it bought Bar" takes the purchase for granted. */
const SAYING =
  /^(?:say|announce|confirm|claim|suggest|believe|think|expect|promise|tell|declare|imply|state|decide|agree)$/;
/** Whose complement is no news. */
const WISHING = /^(?:hope|pretend|pray|dream|bet|wager)$/;
/** Behind a noun: what became of it. */
const FELL =
  /^(?:has |have |had )?(?:fell|falls|fallen|fall) (?:through|apart)\b|^(?:has |have |had )?(?:collapse[sd]?|unravell?ed|imploded)\b|^(?:was|were|is|are|gets?|got|has been|have been) (?:\w+ly )?(?:called off|scrapped|cancell?ed|abandoned|withdrawn|shelved|axed|rescinded|dropped|blocked|halted|thwarted|vetoed|nixed|killed|quashed)\b|^(?:is|are|was|were) (?:now )?(?:off(?: the table)?$|dead\b|a (?:hoax|prank|joke)\b)/;
/** Right before a noun: it is given up. */
const GIVEN_UP =
  /\b(?:pull(?:s|ed|ing)? the plug on|back(?:s|ed|ing)? out of|walk(?:s|ed|ing)? away from|withdr(?:aws?|ew|awn) from|g(?:a|i)ve(?:s|n)? up on|los(?:t|es?) hope of|instead of|without) (?:(?:its|their|the|a|an|any) )?$/;
const UNDOING =
  /^(?:scrap|abandon|cancel|shelve|ditch|nix|axe|forgo|rule out|call off|rescind|give up on|block|halt|thwart|veto|reverse|reject)$/;

/** Whether the words in front of a verb keep what it tells from having happened. `line`: the verb and those that govern it. */
export function keptFrom(scene: Scene, verb: Verb, line: readonly Verb[]): boolean {
  if (KEPT_FROM.test(lowerOf(scene.nodes, verb.from - 9, verb.from).trim())) return true;
  // "barred Foo from buying Bar", "was banned from selling".
  return verb.chain.includes('from') && line.some((one) => one !== verb && KEEPS_FROM.has(one.lemma) && !one.negated);
}

/** Whether nobody wants, can or says what a verb tells. */
export function unwilled(scene: Scene, verb: Verb, line: readonly Verb[]): boolean {
  const { nodes } = scene;
  const near = lowerOf(nodes, verb.from - 7, verb.from).trim();
  if (
    IN_ERROR.test(lowerOf(nodes, 0, verb.from)) ||
    NO_WILL.test(near) ||
    INSTEAD.test(near) ||
    NOT_LET.test(near) ||
    OPINED.test(near)
  )
    return true;
  // "needs approval before buying Bar".
  if (/\bbefore$/.test(near) && /\b(?:must|needs?|requires?|ha(?:s|ve) to)\b/.test(lowerOf(nodes, 0, nodes.length)))
    return true;
  if (verb.chain.at(-1) === 'of' && line[1]?.lemma === 'accuse' && line[1].passive) return true;
  // "could have bought Bar".
  const auxiliaries = lowerOf(nodes, verb.from, verb.head);
  if (/^(?:could|would|should|might)(?:n't|n’t)?$/.test(nodes[verb.from]?.lower ?? '') && /\bhave\b/.test(auxiliaries))
    return !/^might/.test(auxiliaries);
  if (verb.subject && NO_ONE.test(lowerOf(nodes, verb.subject.from - 1, verb.subject.to + 1).trim())) return true;
  // "is not interested in buying", "isn't ready to sue", "wasn't allowed to".
  const governor = line[1];
  if (!governor?.negated || !(governor.passive || BE.test(governor.lemma))) return false;
  const between = lowerOf(nodes, governor.to + 1, verb.from).trim();
  if (IN_TALKS.test(between) && disowned(scene, verb)) return false;
  return between !== '' && between.split(' ').length <= 5 && !AND_YET.test(between);
}

const IN_TALKS = /^(?:\w+ )?in (?:\w+ )?(?:talks|discussions|negotiations) to$/;

/** "Foo said it was not in talks to buy Bar": a denial by one of the two, which is told as one. */
function disowned(scene: Scene, verb: Verb): boolean {
  const by = verb.preps.find(({ word }) => word === 'by')?.group ?? verb.object;
  const sides = [verb.subject, by].flatMap((group) => parties(scene, group, 'org', verb).map(({ entity }) => entity));
  return scene.clauses.verbs
    .filter(({ lemma, passive, subject }) => COMMUNICATION_VERBS.has(lemma) && !passive && subject)
    .some((says) =>
      parties(scene, throughPart(scene, says.subject as Group, says.from), 'any', says).some(
        (who) => who.entity && (sides.includes(who.entity) || sides.includes(station(scene, who).org?.entity ?? null)),
      ),
    );
}

/** Whether the words behind an event take it back. */
export const takenBack = (rest: string): boolean => TAKEN_BACK.test(rest);

/** What the words in front of a clause make of it: not so, or a report that is none. */
export function deniedAhead(scene: Scene, before: string, says: Verb | null): 'none' | 'disputed' | null {
  if (REPORTS_OF.test(before)) return 'disputed';
  if (NOT_SO.test(before) || IN_ERROR.test(before)) return 'none';
  if (says && WISHING.test(says.lemma)) return 'none';
  if (!says || !SAYING.test(says.lemma)) return null;
  const never = /\bnever\b/.test(lowerOf(scene.nodes, says.from - 1, says.head));
  const nobody = says.subject && NO_ONE.test(lowerOf(scene.nodes, says.subject.from, says.subject.to + 1));
  return says.negated || never || nobody ? 'none' : null;
}

/** What becomes of an event that a noun tells: "denies a purchase", "scraps the launch", "the partnership with Bar fell through". */
export function nounUndone({ clauses, nodes }: Scene, { at, verb, type, status }: Draft): 'failed' | 'disputed' | null {
  let group = clauses.groupAt(at);
  if (status === 'ended' || !group || (verb && at >= verb.from && at <= verb.to)) return null;
  const next = clauses.verbs.find(({ from, form }) => from > at && form === 'finite');
  // "layoffs after a deal falls apart" are another clause; "the appointment of Jane Roe as chief" is not.
  const alone =
    next &&
    !nodes
      .slice(at + 1, next.from)
      .some(
        ({ lower, pos }) =>
          pos === 'PUNCT' ||
          pos === 'VERB' ||
          (SUBORDINATE.has(lower) && !(lower === 'as' && type === 'executive_move')),
      );
  if (alone && FELL.test(lowerOf(nodes, next.from, next.to + 3).trim())) return 'failed';
  // "layoffs of 500 people": the layoffs.
  for (let whole: Group | null = group; whole !== null; ) {
    group = whole;
    whole = nodes[group.from - 1]?.lower === 'of' ? clauses.groupAt(group.from - 2) : null;
  }
  if (GIVEN_UP.test(`${lowerOf(nodes, group.from - 6, group.from)} `)) return 'failed';
  const carrier = clauses.verbs.find(({ object, to }) => object === group && group.from > to);
  if (!carrier || carrier.negated || carrier.passive) return null;
  if (carrier.lemma === 'deny') return 'disputed';
  // A suit to block it, and a rule that blocks a suit's party, are no end of it.
  return type !== 'legal' && carrier.chain.length === 0 && !carrier.modal && UNDOING.test(carrier.phrasal)
    ? 'failed'
    : null;
}
