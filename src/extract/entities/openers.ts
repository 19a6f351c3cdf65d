import { lookUp } from '../dictionary.ts';
import type { Sentence } from '../document.ts';
import type { Token } from '../tokens.ts';
import { DESCRIBES, IS_DEMONYM, IS_DESCRIPTOR, IS_OF_HEAD, IS_ORG_ENDING, IS_ROLE, IS_TIME_WORD } from '../traits.ts';
import { common } from '../vocabulary.ts';
import { PLACES } from '../words.ts';
import { capital, generic, NATIONAL, timeWord } from './signs.ts';

/** Participles that the dictionary lacks and that open a sentence: "Headquartered in Oslo, the firm …". */
const PARTICIPLE =
  /^(?:headquartered|co-?founded|bootstrapped|open-sourced|rebranded|relaunched|spearheaded|helmed|co-?led|incubated|co-?developed|co-?authored|crowdfunded|onboarded)$/;
const BESIDE = /^(?:in|by|at|on|with|as|from|for|near|out|under)$/;

const COUNTING = /^(?:one|two|three|four|five|six|seven|eight|nine|ten|first|second|third|north|south|east|west)$/;

/** A number or a quarter of the sky, a capitalised word in the singular or plural, and what a house does, all in a sentence in small letters. */
const counted = (lower: string, next: Token | undefined, third: Token | undefined): boolean =>
  COUNTING.test(lower) &&
  next !== undefined &&
  third !== undefined &&
  capital(next) &&
  !generic(next) &&
  !timeWord(next) &&
  !capital(third) &&
  !PLACES.has(`${lower} ${next.lower}`) &&
  (headlineVerbs(third) ||
    /^(?:said|says|has|is|was|sold|bought|won|took|struck|laid|made|built|left|lost|shut|hit|sued)$/.test(third.lower));

/** A capitalised opener that is no name, or not by itself. */
export function opener(token: Token, next: Token | undefined, third?: Token): 'name' | 'weak' | 'word' {
  const { lower } = token;
  // "European Commission".
  if (token.word.is(IS_DEMONYM) && next && capital(next) && /^(?:commission|parliament)$/.test(next.lower))
    return 'name';
  // "American Express": named after a nation, and not of it.
  if (token.word.is(IS_DEMONYM) && next && capital(next) && NATIONAL.test(next.lower)) return 'name';
  // "Y Combinator": one letter is no word; "Arm Holdings", "Weights & Biases": nor is what a name goes on from.
  if (/^[B-HJ-Z]$/.test(token.text) && next && capital(next)) return 'name';
  if (next?.text === '&' && third && capital(third) && !generic(third)) return 'name';
  if (next && capital(next) && next.word.is(IS_ORG_ENDING) && token.word.is(DESCRIBES) && !(third && capital(third)))
    return 'name';
  // "Nine Elms raised $5M", "First Haven buys Foo": no number of things, but a house that acts.
  if (counted(lower, next, third)) return 'name';
  if (timeWord(token) || token.word.is(IS_TIME_WORD | IS_DEMONYM)) return 'word';
  // "Part of Foo's technology was sold".
  if (next?.lower === 'of' && /^(?:part|half|most|some|all|none|many|much|parts|rest)$/.test(lower)) return 'word';
  // "Right to acquire Foo": what one may do is nobody.
  if (
    next?.lower === 'to' &&
    /^(?:right|option|plan|plans|bid|offer|deal|decision|effort|move|push|race|chance)s?$/.test(lower)
  )
    return 'word';
  // "Suppose Foo bought Bar".
  if (/^(?:suppose|imagine|consider|ask|visit|join|watch|say)$/.test(lower) && next && capital(next)) return 'word';
  // "People familiar with the matter said".
  if (
    lower === 'people' &&
    next &&
    /^(?:familiar|with|close|briefed|who|involved|aware|near|in|at|from)$/.test(next.lower)
  )
    return 'word';
  // "Unable to raise money, Foo …".
  if (
    next?.lower === 'to' &&
    /^(?:un)?(?:able|willing|ready|likely|eager|keen|poised|due|reluctant|desperate|determined|loath)$/.test(lower)
  )
    return 'word';
  // "Let's get into it".
  if (lower === 'let' && (/^['’]s$/.test(next?.lower ?? '') || (next && !capital(next)))) return 'word';
  // "Correction: an earlier version said": what it is, and nobody's name.
  if (token.word.common && next?.text === ':') return 'word';
  if (!token.word.common) return next && PARTICIPLE.test(lower) && BESIDE.test(next.lower) ? 'word' : 'name';
  // "Bank of Bologna", "New York regulators".
  if (token.word.is(IS_OF_HEAD) && next?.lower === 'of' && third && capital(third)) return 'name';
  if (next && PLACES.has(`${lower} ${next.lower}`)) return 'name';
  const word = lookUp(lower);
  if (token.word.is(DESCRIBES)) return 'word';
  // What opens a sentence without an article, and names nobody.
  if (/^(?:information|research|data|evidence|news|technology|demand|access)$/.test(lower) && !(next && capital(next)))
    return 'word';
  // "Otherwise launches a map": what acts is no adverb.
  if (word.pos === 'ADV' && next && /s$/.test(next.lower) && !capital(next) && headlineVerbs(next)) return 'name';
  // "Prior Labs".
  if (word.pos === 'ADV' && next && capital(next) && next.word.is(IS_ORG_ENDING)) return 'name';
  if (['DET', 'PRON', 'ADP', 'SCONJ', 'CCONJ', 'AUX', 'ADV', 'PART', 'INTJ', 'NUM'].includes(word.pos)) {
    return lower === 'together' || lower === 'hippocratic' ? 'weak' : 'word';
  }
  // "Qualified Health, which …".
  const housed = next && capital(next) && next.word.is(IS_ORG_ENDING) && third && !capital(third);
  if (/ed$/.test(lower) && housed && (third.text === ',' || headlineVerbs(third))) return 'name';
  if (/(?:ing|ed)$/.test(lower) && word.pos === 'VERB') return 'word';
  if (word.pos === 'NOUN' && word.lemma !== lower && /s$/.test(lower)) {
    // "Captions has raised", "Rebellions raises": many would "have" and "raise".
    const one =
      next && (/^(?:has|is|was|does)$/.test(next.lower) || (next.word.does && next.word.headline !== next.lower));
    if (one && !/(?:ics|ness|news)$/.test(lower)) return 'name';
    return next && capital(next) && !generic(next) ? 'weak' : 'word';
  }
  // "Slack and Salesforce": a name stands beside it.
  const paired =
    next !== undefined &&
    /^(?:and|&|,)$/.test(next.lower) &&
    third !== undefined &&
    capital(third) &&
    !generic(third) &&
    !third.word.common;
  if (paired) return 'weak';
  if (
    next &&
    third &&
    ((next.lower === 'in' && third.lower === 'talks') || (next.lower === 'to' && third.word.headline === third.lower))
  )
    return 'weak';
  // A plain word is a name only where its place says so: before a verb, a comma, an 's.
  if (
    next &&
    next.kind === 'word' &&
    !capital(next) &&
    !next.word.verb &&
    !/^(?:has|have|is|was|will|had|are|also|now|today|just|recently|reportedly)$/.test(next.lower)
  )
    return 'word';
  // "Smart Harbour Group", "First Utility Bank": plain words, and a house's at the end.
  if (
    next?.word.common &&
    capital(next) &&
    third &&
    capital(third) &&
    third.word.is(IS_ORG_ENDING) &&
    /^(?:smart|global|public|private|popular|local|federal|national|first|big|small|next|early|rising)$/.test(lower)
  )
    return 'name';
  if (next && capital(next) && !generic(next))
    return word.pos === 'ADJ' &&
      /^(?:former|new|top|big|small|early|late|chief|major|leading|latest|first|second|other|many|more|several|some|few|most|own|recent|next|last|smart|struggling|private|public|popular|rising|global|local|federal|national)$/.test(
        lower,
      )
      ? 'word'
      : 'name';
  return 'weak';
}

/** "Anthropic Raises Series B to build …": a verb between capitals, in a headline that has no lower-case verb before. */
export function headlineVerb(tokens: readonly Token[], k: number): boolean {
  return (
    tokens[k]?.word.headline !== tokens[k]?.lower &&
    tokens.slice(0, k).every((token) => capital(token) || token.kind !== 'word' || /^(?:and|of|&)$/.test(token.lower))
  );
}

/** "xpate, a payments platform, has …": a word that no dictionary has opens the sentence in small letters. */
export const brand = (token: Token, next: Token | undefined): boolean =>
  token.kind === 'word' &&
  /^\p{Ll}{4,}$/u.test(token.text) &&
  !common(token.lower) &&
  next !== undefined &&
  (next.text === ',' || headlineVerbs(next) || /^(?:has|is|will|was|had)$/.test(next.lower));

/** The third person of a verb that headlines use of firms, or its plain form after a list of names. */
export const headlineVerbs = (token: Token | undefined): boolean => token?.word.does ?? false;

/** Last words of a firm's name that is otherwise made of plain words. */
const PLAIN_ENDINGS =
  /^(?:software|technologies|semiconductors?|labs|robotics|therapeutics|capital|ventures|partners|holdings|bank|airports|airways|airlines|motors|pharma|biosciences|bio|insurance|telecom|industries|enterprises|systems|networks|foundation|university|institute|association|council|group|studios|entertainment|records)$/;
const NO_HOUSE =
  /^(?:the|a|an|this|that|these|those|why|how|what|when|where|who|here|more|most|all|every|some|many|two|three|four|five|six|top|best|big|new|global|local|state|federal|national|public|private|chinese|indian|american|european|cloud|data|ai|security|central|supreme|high|former|tech|chip|health|open|private|equity|venture|leading|major|other|hedge|inside|meet|can|will|former|rival|startup|ex)$/;

/** Verbs of headlines that are as often plural nouns: "Hot Takes". */
const PLURALS =
  /^(?:takes|bets|starts|moves|cuts|hits|wins|bids|calls|buys|falls|gains|shares|reports|tests|picks|offers|plans|turns|returns|bags|nets|leads|claims|fines|charges|rates|ranks|deals|signs|prices|names|launches|releases|drops|jumps|talks|leaves|pens|lists|labels|models|licenses|pilots|trials|previews|reviews)$/;

/**
 * How many capitalised words from here make a firm's name in a headline though each is a plain word: "Sonata Software
 * Teams Up", "Dubai Islamic Bank Partners", "Agora, Exotel Partner to". Its place says so: it opens the headline or a
 * list of names, and a verb of firms or the list's next name follows. 0 where nothing says so.
 */
export function plainHouse(tokens: readonly Token[], at: number): number {
  const before = tokens[at - 1];
  const first = tokens[at];
  if (!first || !capital(first) || first.word.is(IS_DEMONYM) || generic(first)) return 0;
  if (before && !/^(?:,|and|&|with)$/.test(before.lower)) return 0;
  if (NO_HOUSE.test(first.lower)) return 0;
  if (before && before.lower !== 'with' && !(tokens[at - 2] && capital(tokens[at - 2] as Token))) return 0;
  let end = at;
  while (end < at + 4 && tokens[end] && capital(tokens[end] as Token) && !PLAIN_ENDINGS.test(tokens[end]?.lower ?? ''))
    end++;
  const last = tokens[end];
  const after = tokens[end + 1];
  if (last && end > at && end < at + 4 && PLAIN_ENDINGS.test(last.lower) && capital(last) && common(last.lower)) {
    const inner = tokens.slice(at, end);
    if (inner.some((token) => token.word.is(IS_DESCRIPTOR | IS_ROLE) || headlineVerbs(token))) return 0;
    if (!common(first.lower) && !PLACES.has(first.lower)) return 0;
    return headlineVerbs(after) || (after && /^(?:,|and|&|to)$/.test(after.lower)) ? end - at + 1 : 0;
  }
  // "Vast Opens", "Lovable Raises": an adjective that does something is a firm's name.
  const does = tokens[at + 1];
  if (
    at === 0 &&
    does &&
    headlineVerbs(does) &&
    does.lower.endsWith('s') &&
    !PLURALS.test(does.lower) &&
    first.word.common &&
    lookUp(first.lower).pos === 'ADJ'
  )
    return 1;
  // A single plain word is a name only beside one that is sure, before a verb of two.
  const width = tokens[at + 1]?.text === 'AI' ? 2 : 1;
  const pair = tokens[at + width];
  const other = tokens[at + width + 1];
  const verb = tokens[at + width + 2];
  // "partners with Foo, Zemlin for …": the first of a list whose next is surely a name.
  if (
    width === 1 &&
    /^(?:with|from)$/.test(before?.lower ?? '') &&
    pair?.text === ',' &&
    other &&
    capital(other) &&
    !common(other.lower) &&
    !generic(other) &&
    lookUp(first.lower).pos === 'NOUN' &&
    !/s$/.test(first.lower) &&
    !first.word.is(IS_DESCRIPTOR)
  )
    return width;
  if (
    at === 0 &&
    pair &&
    /^(?:,|&)$/.test(pair.text) &&
    other &&
    capital(other) &&
    !common(other.lower) &&
    !generic(other) &&
    verb &&
    /^(?:partner|team|join|sign|launch|collaborate|unveil|ink|tie|expand|announce|strike|form|deepen|tighten|extend)$/.test(
      verb.lower,
    ) &&
    lookUp(first.lower).pos === 'NOUN' &&
    !/s$/.test(first.lower) &&
    !first.word.is(IS_DESCRIPTOR)
  )
    return width;
  return 0;
}

/** "Bending Spoons acquired …": a participle and a plain noun, both with capitals, before what a house does. */
export const plainPair = (first: Token, second: Token | undefined, after: Token | undefined): boolean =>
  /ing$/.test(first.lower) &&
  second !== undefined &&
  capital(second) &&
  second.word.common &&
  !generic(second) &&
  !timeWord(second) &&
  !second.word.is(IS_DEMONYM) &&
  after !== undefined &&
  ((headlineVerbs(after) && !capital(after)) || after.text === "'s");

export function sentenceStart(sentence: Sentence, i: number): boolean {
  if (i === 0) return true;
  const before = sentence.tokens[i - 1];
  return before !== undefined && (/^[“"‘:•(—–-]$/.test(before.text) || (i === 1 && before.kind === 'mark'));
}
