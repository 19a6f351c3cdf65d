import { lookUp } from './dictionary.ts';

/** Words that scraped pages glue to the one before ("companiesto") or after ("islaying") where a link's edge lost its space. */
const TAILS =
  /^(\p{Ll}{5,}|\p{Ll}{4}(?=after|amid|before|while|during))(to|in|on|of|for|from|by|with|and|at|that|is|has|have|led|as|after|amid|before|during|while|the|their|this)$/u;
const HEADS =
  /^([Ii]s|[Hh]as|[Ww]ill|its|the|of|over|to|like|at|by|after|in|on|from|with|and|but|has|that|when|while|into|than|recently|reportedly|previously|currently|also|first)(\p{L}{4,})$/u;
/** Verbs of news, behind a name or a noun: "Airlinescompleted", "startupraised". */
const VERBS =
  /^(\p{L}[\p{L}\p{N}]+?)(acquired|acquires|raised|raises|bought|buys|launched|launches|announced|completed|partnered|secured|purchased|introduced|released|unveiled|disclosed|faced|conducted|invested|reported|said|says|told|joined|closed|agreed|confirmed|declined|filed|hired|plans|settled|landed|snagged|nabbed|scored|opened|merged|emerged|debuted|expanded|appointed|named|tapped|sold|sued|cuts|laid)$/u;
/** An adverb of news behind a name: "Brindlerecently". */
const ADVERBS = /^(\p{Lu}[\p{L}\p{N}]{2,}?)(?:recently|reportedly|previously|currently)\p{Ll}*$/u;
/** Words in front of a name whose capital shows the seam: "companyBrindle", "saidThursday". */
const BEFORE_NAME =
  /^(?:company|startup|firm|maker|platform|rival|founder|investor|including|because|since|until|under|said|where|whether|which|between|against)$/;
const MONTH =
  /^(January|February|March|April|May|June|July|August|September|October|November|December)(?:for|in|to|at|with|after|by|from|when|that|as)$/;
/** Lower-case words that the dictionary lacks and that are whole. */
const WHOLE = /^(?:chatbot|plugin|login|blog|podcast|onboard|startup|fintech|upround|downround|acquihire|overfund)/;

/** Where a word falls apart into two, or null where it is whole. Costs a look into the dictionary for few words only. */
export function seam(word: string): number | null {
  return word.length < 3 || word.length > 40 ? null : fallsApart(word);
}

function fallsApart(word: string): number | null {
  // "Julyfor".
  const month = MONTH.exec(word)?.[1];
  if (month) return month.length;
  // "off75".
  const figure = /^(off|of|than|around|about|by|to)\d/.exec(word)?.[1];
  if (figure) return figure.length;
  // "confirmed thatit", "Series Bled by".
  const short =
    /^(that|which|when|while|and|but|because)(?:it|they|he|she|its|their)$/.exec(word)?.[1] ??
    /^([A-E])led$/.exec(word)?.[1];
  if (short) return short.length;
  // "witha", "SnapandMicrosofthave".
  const article =
    /^(with|of|for|as|in|on|from|into|like|at|by|is|was|raised|introduced|launched|announced|unveiled|acquired|released|secured|closed)a$/.exec(
      word,
    )?.[1];
  if (article && !lookUp(word).known) return article.length;
  const pair =
    /^(\p{Lu}\p{Ll}{2,})and\p{Lu}\p{Ll}/u.exec(word)?.[1] ??
    /^(and)\p{Lu}\p{Ll}/u.exec(word)?.[1] ??
    /^(\p{Lu}\p{Ll}{3,})(?:have|has)$/u.exec(word)?.[1];
  if (pair && !lookUp(word.toLowerCase()).known) return pair.length;
  const verb = VERBS.exec(word);
  if (
    verb?.[1] &&
    verb[2] &&
    /^\p{Lu}/u.test(word) &&
    verb[1].length > (verb[2].length > 4 ? 1 : 3) &&
    !lookUp(word.toLowerCase()).known
  )
    return verb[1].length;
  const known = (part: string): boolean => lookUp(part.toLowerCase()).known;
  // "Brindlewill": what a house will do.
  const will = /^(\p{Lu}\p{Ll}{3,})(?:will|was)$/u.exec(word)?.[1];
  if (will && !known(word)) return will.length;
  const adverb = ADVERBS.exec(word)?.[1];
  if (adverb && !known(word)) return adverb.length;
  if (verb?.[1] && verb[1].length > 3 && !known(word) && known(verb[1])) return verb[1].length;
  // "cutsafterFoo".
  const camel = /^(\p{Ll}{4,})\p{Lu}\p{Ll}{2,}/u.exec(word)?.[1];
  const inner = camel ? seam(camel) : null;
  if (camel && inner !== null) return inner;
  if (camel && known(camel) && (/(?:s|ed|er|ing)$/.test(camel) || BEFORE_NAME.test(camel))) return camel.length;
  const tail = TAILS.exec(word);
  if (tail?.[1] && !WHOLE.test(word) && !known(word) && known(tail[1])) return tail[1].length;
  const head = HEADS.exec(word);
  if (head?.[1] && head[2] && !WHOLE.test(word) && !known(word)) {
    // "likeTesla": a capital inside shows the seam.
    if (/^\p{Lu}\p{Ll}/u.test(head[2]) && /^\p{Ll}+$/u.test(head[1])) return head[1].length;
    if (
      /^\p{Ll}+$/u.test(head[2]) &&
      head[2].length > 4 &&
      !/^(?:over|by|in|on|at|after|the|that|when|into|than)$/.test(head[1]) &&
      (known(head[2]) || (head[2].length > 7 && seam(head[2]) !== null))
    )
      return head[1].length;
  }
  return null;
}
