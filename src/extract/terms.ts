import type { Argument, ClaimType } from '../domain/claim.ts';
import type { Document } from './document.ts';

/** What else a deal may say, how that is worded, and of which events. The match, verbatim, is the argument. */
const TERMS: readonly { of: readonly ClaimType[]; words: RegExp }[] = [
  {
    // Control: votes, seats, a say.
    of: ['investment', 'acquisition'],
    words:
      /\b(?:(?:will|would|does|do|did|shall) ?n[o’']t (?:have|get|gain|hold|receive|carry|come with|take) (?:any |a |an )?(?:vot(?:ing|es?)(?: power| rights| control| shares| stake)?|(?:board )?(?:seats?|representation|observer)(?: on (?:the|its) board)?|say in [^,.;]{3,50}|controlling (?:stake|interest))|(?:without|with no|carr(?:y|ies|ying) no|ha(?:s|ve|ving) no|gets? no|come with no) (?:any )?(?:vot(?:ing|es?)(?: power| rights| control)?|board seats?|say in [^,.;]{3,50})|non-?voting(?: stake| shares?| stock| equity| interest)?)/iu,
  },
  {
    of: ['investment', 'acquisition', 'agreement'],
    words: /\bnon-?exclusive(?: licen[cs]e| licensing (?:deal|agreement)| agreement| deal| partnership| basis)?\b/iu,
  },
  {
    of: ['acquisition', 'investment'],
    words:
      /\b(?:all-(?:stock|cash)|cash[- ]and[- ]stock|in an? (?:all-)?(?:stock|cash) (?:deal|transaction)|half in cash)\b/iu,
  },
  {
    of: ['acquisition', 'investment', 'agreement'],
    words:
      /\b(?:(?:financial |deal |the )*terms (?:of the (?:deal|transaction|agreement|acquisition|partnership|investment) )?(?:were|was|have|has|are) ?n[o’']t (?:been )?(?:immediately )?(?:disclosed|revealed|announced)|(?:did|does|do|would) ?n[o’']t disclose (?:the )?(?:financial |deal )?(?:terms|price)[^,.;]{0,20}|for an undisclosed (?:sum|amount|price)|undisclosed terms)\b/iu,
  },
  {
    of: ['acquisition', 'investment'],
    words:
      /\b(?:subject to|pending|awaiting|still needs?|still requires?) (?:(?:customary|the usual|usual|regulatory|shareholder|antitrust|government) )+(?:closing )?(?:conditions|approvals?|clearance|review|consent)\b/iu,
  },
  {
    of: ['agreement', 'acquisition'],
    words:
      /\b(?:multi-?year|(?:two|three|four|five|six|seven|eight|nine|ten|\d{1,2})-year)(?= (?:[a-z-]+ ){0,3}(?:deal|agreement|contract|partnership|pact|lease|commitment|licen[cs]e|collaboration|alliance))/iu,
  },
];

/** How far behind an event's last telling its terms may stand. */
const BEHIND = 2;

/**
 * What the sentences that tell an event, or stand right behind them, say of its terms: "will not have any voting power",
 * "all-stock", verbatim, each kind once. `told`: indexes of the sentences that tell it; `taken`: of those that tell
 * another deal, whose terms are its own.
 */
export function termsOf(
  type: ClaimType,
  document: Document,
  told: readonly number[],
  taken: (sentence: number) => boolean,
): Argument[] {
  const kinds = TERMS.filter((kind) => kind.of.includes(type));
  if (!kinds.length) return [];
  const found: Argument[] = [];
  for (const { words } of kinds) {
    for (const index of reach(document, told, taken)) {
      const sentence = document.sentences[index];
      if (!sentence) continue;
      const match = words.exec(document.article[sentence.field].slice(sentence.start, sentence.end));
      if (!match) continue;
      found.push({ role: 'terms', text: match[0] });
      break;
    }
  }
  return found;
}

function reach(document: Document, told: readonly number[], taken: (sentence: number) => boolean): number[] {
  const own = [...new Set(told)].sort((a, b) => a - b);
  const behind: number[] = [];
  for (const index of own) {
    for (let k = index + 1; k <= index + BEHIND && !taken(k); k++) {
      if (document.sentences[k]?.field !== document.sentences[index]?.field) break;
      if (!own.includes(k)) behind.push(k);
    }
  }
  return [...own.filter((index) => !taken(index)), ...behind];
}
