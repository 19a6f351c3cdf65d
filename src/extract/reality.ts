import { deniedAhead, keptFrom, nounUndone, takenBack, unwilled } from './averted.ts';
import type { Verb } from './clauses.ts';
import type { Draft } from './draft.ts';
import { lowerOf } from './grammar.ts';
import type { Scene } from './scene.ts';
import { COMMUNICATION_VERBS } from './words.ts';

/**
 * Whether an event is told of as real. Frames find who does what to whom; a question ("Will Foo buy Bar?"), a condition, an
 * opinion, a joke or a plan that nobody has ("no plans to buy Bar") has all of that, and nothing of it happened.
 */
export type Reality = 'real' | 'open' | 'failed' | 'disputed' | 'contested' | 'none';

/** In front of a clause: nothing says that it is so. */
const IF = /^(?:if|whether|unless|lest|imagine|imagining|suppose|supposing|assuming)$/;
/** Whose complement is a guess, a wish or a jest. */
const GUESS =
  /^(?:predict|forecast|speculate|joke|quip|imagine|wish|guess|fantasi[sz]e|wonder|ponder|suppose|doubt|hypothesi[sz]e)$/;
/** Advice to do it. */
const URGING = /^(?:urge|advise|recommend|implore|beg|encourage|pressure|press|petition|plead|exhort)$/;
/** A noun's verb that says that it is feared or kept away. */
const AVERTING = /^(?:avoid|avert|fear|dread|prevent|forestall|sidestep|rule out|stave off|head off|fend off)$/;
const NOTHING_PLANNED =
  /\bno (?:\w+ ){0,2}?(?:plans?|intentions?|interest|desire|need|talks|discussions|negotiations|agreement|decision|reason|intent)\b/;
/** Verbs of wanting and deciding, which a "not" turns round. */
const DECIDING = /^(?:agree|decide|choose|opt|manage|want|elect|dare|offer|promise|commit|vow)$/;
const TURNED_DOWN = /^(?:turn down|call off|back out|walk away|pull out|give up|rule out|pass up|back away|step back)$/;
const AFTER_ALL =
  /\b(?:but|before|until|only to|and then|then) (?:[\w’'-]+ ){0,4}(?:cancel(?:l?ed|s)?|scrap(?:ped|s)?|abandon(?:ed|s)?|shelved?|dropped|withdrew|backed out|pulled out|call(?:ed|s)? (?:it |them |this |that )?off|fell (?:through|apart)|collapsed|(?:did|was|were|is|are|has|have)(?:n’t|n't| not)(?! (?:\w+ ){0,3}\w+ing\b)|never (?:did|happened)|changed (?:its|his|her|their) minds?|declined|refused)(?=[\s.,;]|$)/;
const REPORTS =
  'reports?|claims?|rumou?rs?|allegations?|suggestions?|speculation|stor(?:y|ies)|accusations?|chatter|talk';
const DISPUTES = new RegExp(
  `\\b(?:den(?:y|ies|ied|ying)|dismiss(?:es|ed|ing)?|reject(?:s|ed|ing)?|refut(?:es?|ed|ing)|disput(?:es?|ed|ing)|rebut(?:s|ted)?|disavow(?:s|ed)?|debunk(?:s|ed)?|quash(?:es|ed)?|sho(?:o)?ts? down) (?:[\\w’'-]+ ){0,5}?(?:${REPORTS})(?: [\\w’'-]+){0,2}$`,
);
const REPORT_THAT = new RegExp(`\\b(?:${REPORTS})(?: (?:that|of|about|saying|claiming|suggesting))?$`);
const UNTRUE =
  /\b(?:is|are|was|were|(?:turn|prove)(?:s|d|ed)?(?: out)?(?: to be)?) (?:[\w-]+ly |all |simply |“|")*(?:false|untrue|wrong|baseless|inaccurate|incorrect|fabricated|fake|nonsense|unfounded|bogus|fiction|not (?:true|accurate|correct))\b|\b(?:been|was|were) (?:retracted|debunked|corrected)\b/;
/** "was said to have bought Bar, which it denied". */
const DENIED_AFTER =
  /\b(?:which|but) (?:it|they|he|she|the [a-z]+|[a-z]+) (?:has |have |had |later |since |both )*(?:den(?:y|ies|ied)|disput(?:es?|ed)|refut(?:es?|ed)|reject(?:s|ed))\b/;
/** "called reports that … nonsense". */
const CALLS = /\b(?:call|label|describe|brand|term)(?:s|ed|led|d)? /;
const NONSENSE =
  /\b(?:false|untrue|wrong|baseless|inaccurate|incorrect|fabricated|fake|nonsense|unfounded|bogus|fiction)\b/;
const NO_STORY =
  /^(?:quiz|satire|parody|fiction|april fools?|hypothetical|crossword|opinion|op-ed|commentary|editorial|column)\b/;
const IN_A_STORY =
  /^in (?:an?|the|one) (?:[a-z-]+ )?(?:film|movie|novel|game|story|sketch|simulation|scenario|episode|dream|thought experiment|tv show|series)\b(?! of)/;
/** What one must have before one may: it is not done yet. */
const LEAVE =
  /\b(?:permission|approval|clearance|authority|authori[sz]ation|consent|leave|licen[cs]e|backing|support) to$/;
/** In front of an event, what makes it one that somebody made up. */
const MADE_UP =
  /\b(?:hoax|prank|parody|satirical|fictional|hypothetical|imaginary|april fools['’]?|(?:fake|false|erroneous|bogus|mistaken) (?:[a-z]+ )?(?:release|report|story|news|claim|letter|post|memo|announcement|email|filing))\b/;
/** Headlines that give reasons and ways for what might be. */
const MUSING = /^(?:\d+ (?:reasons|ways)|how|why|what|here['’]s (?:how|why|what)|the case)\b/;
const ASKING =
  /^(?:will|would|can|could|should|shall|may|might|must|is|are|was|were|do|does|did|has|have|had|who|whom|whose|what|which|where|when)$/;

/** How real an event is, by the words around the draft that tells it. */
export function realityOf(scene: Scene, draft: Draft): Reality {
  const { type, verb, at } = draft;
  if (type === 'response') return 'real';
  const { nodes } = scene;
  const title = scene.sentence.field === 'title';
  if ((title && NO_STORY.test(lowerOf(nodes, 0, 2))) || IN_A_STORY.test(lowerOf(nodes, 0, 5))) return 'none';
  const asked = question(scene, verb?.from ?? at);
  if (asked) return asked;
  if (negatedNoun(scene, draft)) return 'none';
  const undoes = nounUndone(scene, draft);
  if (undoes) return undoes;
  const ahead = lowerOf(nodes, 0, scene.clauses.groupAt(at)?.from ?? at).trim();
  if (REPORT_THAT.test(ahead) && UNTRUE.test(lowerOf(nodes, at, nodes.length))) return 'disputed';
  if (!verb) return 'real';
  const line = lineage(verb);
  const start = clauseStart(line.at(-1) ?? verb);
  if (AVERTING.test(verb.phrasal) && at > verb.to) return 'none';
  for (const one of line) {
    if (IF.test(opener(scene, clauseStart(one)))) return 'none';
    if (one.modal === 'should' && !/^(?:close|complete|arrive|be|come|finish)$/.test(verb.lemma)) return 'none';
    if (one !== verb && GUESS.test(one.lemma)) return 'none';
    if (one !== verb && URGING.test(one.lemma) && type !== 'legal') return 'none';
    // "the licence enables Foo to open in India": it may.
    if (one !== verb && /^(?:enable|allow|permit|let)$/.test(one.lemma) && verb.subject !== one.subject) return 'none';
  }
  const says = complementOf(scene, start);
  if (says && GUESS.test(says.lemma)) return 'none';
  const before = lowerOf(nodes, Math.min(start, verb.from), verb.from);
  const told = lowerOf(nodes, 0, Math.min(start, verb.from)).trim();
  // "sues Bar over a fake letter" is a suit.
  if ((type !== 'legal' || says) && MADE_UP.test(told)) return 'none';
  if (keptFrom(scene, verb, line)) return 'failed';
  if (unwilled(scene, verb, line)) return 'none';
  const denied = deniedAhead(scene, told, says);
  if (denied) return denied;
  if (title && /^(?:could|might|would|may)$/.test(verb.modal ?? '') && MUSING.test(lowerOf(nodes, 0, 3))) return 'none';
  // "Had Foo bought Bar, …", "is unlikely to buy", "cannot buy".
  if (start <= 1 && nodes[0]?.lower === 'had') return 'none';
  if (/\bought to$/.test(before.trim()) || /\bought to$/.test(told)) return 'none';
  if (
    LEAVE.test(lowerOf(nodes, verb.from - 4, verb.from).trim()) &&
    line.some((one) => /^(?:ask|seek|request|apply|need|require|want|await)$/.test(one.lemma))
  )
    return 'open';
  if (/\bunlikely to$/.test(before.trim()) || /\bunlikely to$/.test(told)) return 'none';
  if (type !== 'ipo' && (nodes[verb.from]?.lower === 'cannot' || nodes[verb.from - 1]?.lower === 'cannot'))
    return 'none';
  if (type === 'legal' && verb.modal === 'may') return 'open';
  if (
    NOTHING_PLANNED.test(before) ||
    (start === verb.from && NOTHING_PLANNED.test(told.split(' ').slice(-6).join(' ')))
  )
    return 'none';
  if (/\byet to$/.test(before.trim()) || /(?:\bnot|n't|n’t) yet\b/.test(lowerOf(nodes, verb.from, verb.to + 2)))
    return 'none';
  // "is not in talks to buy": without a speaker who denies it, nothing is told.
  if (
    verb.chain.includes('not') &&
    verb.chain.some((word) =>
      /^(?:talk|discussion|negotiation|plan|look|seek|consider|interested|expect|intend)$/.test(word),
    ) &&
    !scene.clauses.verbs.some((other) => COMMUNICATION_VERBS.has(other.lemma) || other.lemma === 'deny')
  )
    return 'none';
  const rest = lowerOf(nodes, verb.to, nodes.length);
  if (takenBack(rest)) return 'none';
  if (DENIED_AFTER.test(rest) && hearsayOf(verb)) return 'disputed';
  if (
    DISPUTES.test(told) ||
    (REPORT_THAT.test(told) && (UNTRUE.test(rest) || (CALLS.test(told) && NONSENSE.test(rest))))
  )
    return 'disputed';
  // "sues to block Foo's purchase of Bar": it stands until somebody blocks it.
  if (
    draft.status === 'failed' &&
    /^(?:block|stop|halt|prevent)$/.test(verb.lemma) &&
    verb.chain.some((word) => /^(?:sue|ask|seek|try|move|urge|want|petition|file|push|fight|vow|threaten)$/.test(word))
  )
    return 'contested';
  if (undone(scene, verb, line)) return 'failed';
  return 'real';
}

/** "was said to have …", "is rumored to …". */
const hearsayOf = (verb: Verb): boolean =>
  verb.chain.some((word) => /^(?:say|report|rumor|rumour|claim|allege|accuse|believe|think)$/.test(word));

/** The verb and those that govern it, the nearest first. */
function lineage(verb: Verb): Verb[] {
  const line: Verb[] = [];
  for (let one: Verb | null = verb; one && line.length < 6 && !line.includes(one); one = one.governor) line.push(one);
  return line;
}

const clauseStart = (verb: Verb): number =>
  verb.subject && verb.subject.to < verb.from && verb.subjectVia === 'direct' ? verb.subject.from : verb.from;

/** The word in front of a clause, past adverbs and determiners. */
function opener(scene: Scene, start: number): string {
  let k = start - 1;
  while (
    k >= 0 &&
    (scene.nodes[k]?.pos === 'ADV' || scene.nodes[k]?.pos === 'DET') &&
    !IF.test(scene.nodes[k]?.lower ?? '')
  )
    k--;
  return scene.nodes[k]?.lower ?? '';
}

/** The verb whose complement begins here: "predicts (that) Foo will …". */
function complementOf(scene: Scene, start: number): Verb | null {
  return (
    scene.clauses.verbs.find(
      (verb) =>
        verb.form === 'finite' &&
        verb.to < start &&
        scene.nodes.slice(verb.to + 1, start).every(({ lower }) => /^(?:that|the|,|how|about)$/.test(lower)),
    ) ?? null
  );
}

/** What a question leaves of the event it asks for. "Why did Foo buy Bar?" takes it for granted. */
function question(scene: Scene, at: number): Reality | null {
  const { nodes } = scene;
  if (
    nodes.at(-1)?.text !== '?' &&
    !/\?["”’)]*$/.test(scene.text.slice(scene.sentence.core.start, scene.sentence.core.end))
  )
    return null;
  let from = at;
  while (from > 0 && !/^[:;—–.“"]$/.test(nodes[from - 1]?.text ?? '')) from--;
  // "Foo buys Bar: what now?" asks of something else.
  if (nodes.slice(at).some((node) => /^[:;—–]$/.test(node.text))) return null;
  const first = nodes[from]?.lower ?? '';
  if (/^(?:why|how)$/.test(first)) return null;
  if (ASKING.test(first) || (first === 'so' && ASKING.test(nodes[from + 1]?.lower ?? ''))) return 'none';
  // "Foo raises $5M. And then?", "After Foo bought Bar, will Baz follow?"
  const asks = nodes.findIndex((node, k) => k > from && nodes[k - 1]?.text === ',' && ASKING.test(node.lower));
  if (asks > at) return null;
  return asks >= 0 ? 'none' : 'open';
}

/** "no deal", "no layoffs", "neither … nor": what there is none of. */
function negatedNoun(scene: Scene, { verb, at }: Draft): boolean {
  const { nodes, clauses } = scene;
  const none = (k: number): boolean =>
    /^(?:no|neither|zero)$/.test(nodes[k]?.lower ?? '') &&
    !/^(?:fewer|less|more|longer|one|doubt|later|\d+)$/.test(nodes[k + 1]?.lower ?? '');
  const phrase = clauses.phraseAt(at);
  if (phrase && (!verb || at > verb.to || at < verb.from)) {
    for (let k = phrase.from - 1; k < at; k++) if (none(k)) return true;
    // "The partnership never happened".
    const next = clauses.verbs.find((other) => other.from > phrase.to && other.form === 'finite');
    if (
      next &&
      /^(?:happen|materiali[sz]e|exist)$/.test(next.lemma) &&
      (next.negated || nodes[next.from - 1]?.lower === 'never')
    )
      return true;
  }
  if (!verb) return false;
  for (const group of verb.passive ? [verb.subject] : [verb.object])
    if (group && (none(group.from) || none(group.from - 1))) return true;
  return false;
}

/** "decided against buying", "never agreed to buy", "had planned to buy, but called it off". */
function undone(scene: Scene, verb: Verb, line: readonly Verb[]): boolean {
  const { nodes } = scene;
  if (verb.chain.includes('against') || /\bshort of$/.test(lowerOf(nodes, verb.from - 2, verb.from))) return true;
  if (
    /\bnot(?: to)?$/.test(lowerOf(nodes, verb.from - 2, verb.from)) &&
    !/\bif not(?: to)?$/.test(lowerOf(nodes, verb.from - 3, verb.from))
  )
    return true;
  // "almost bought Bar".
  if (/^(?:almost|nearly)$/.test(nodes[verb.from - 1]?.lower ?? '')) return true;
  for (const one of line) {
    if (one !== verb && /^(?:reverse|rescind|revoke|retract|reconsider)$/.test(one.lemma)) return true;
    if (
      /^never$/.test(nodes[one.from - 1]?.lower ?? '') ||
      lowerOf(nodes, one.from, one.head).split(' ').includes('never')
    )
      return true;
    if (one === verb) continue;
    if (one.negated && DECIDING.test(one.lemma)) return true;
    if (TURNED_DOWN.test(one.phrasal)) return true;
    // "turned down an offer before deciding to list": what came before is another thing.
    if (one.governor && /^(?:before|after|since|while)$/.test(nodes[one.from - 1]?.lower ?? '')) break;
  }
  const planned =
    verb.chain.some((word) =>
      /^(?:plan|expect|intend|hope|try|attempt|agree|schedule|set|offer|bid|slate|rumor|rumour|say|report|tip|ask|invite|urge)$/.test(
        word,
      ),
    ) || verb.modal === 'would';
  const close = /\bclose to$/.test(lowerOf(nodes, verb.from - 2, verb.from));
  return (planned || close) && AFTER_ALL.test(lowerOf(nodes, verb.to + 1, nodes.length));
}
