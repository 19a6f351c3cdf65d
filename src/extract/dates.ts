import type { Draft } from './draft.ts';
import type { Scene } from './scene.ts';

const MONTH =
  '(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan\\.?|Feb\\.?|Mar\\.?|Apr\\.?|Jun\\.?|Jul\\.?|Aug\\.?|Sept?\\.?|Oct\\.?|Nov\\.?|Dec\\.?)';
/** Where a lost link has glued the next word to a month: "in Julyfor". */
const GLUED = '(?=(?:for|in|to|at|with|after|by|from|when|that|as)\\b)';
const DAY = '\\d{1,2}(?:st|nd|rd|th)?';
const WEEKDAY = '(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)';

/** Words that date an event, most telling first. What a group catches is the date as worded. */
const DATES: readonly RegExp[] = [
  /\b(20\d\d-\d\d-\d\d)\b/u,
  new RegExp(`\\b((?:${MONTH} ${DAY}|${DAY} ${MONTH})(?:,? 20\\d\\d)?)(?![\\p{L}\\d])`, 'u'),
  new RegExp(`\\b((?:the )?end of ${MONTH}(?: 20\\d\\d)?)(?![\\p{L}\\d])`, 'u'),
  new RegExp(
    `\\b(?:in|by|from|for|of|on|this|next|last|until) ((?:early |mid-?|late |end-)?(?:this |next |last )?${MONTH}(?:,? 20\\d\\d)?)(?:${GLUED}|(?![\\p{L}\\d]))`,
    'u',
  ),
  new RegExp(`\\b((?:early |mid-?|late )${MONTH}(?: 20\\d\\d)?)(?![\\p{L}\\d])`, 'u'),
  /\b((?:the )?(?:first|second|third|fourth) (?:quarter|half)(?: of (?:the year|20\d\d|this year|next year))?|[QH][1-4] 20\d\d)\b/u,
  /\b(?:in|by|for|during) ((?:early |mid-?|late |the end of )?20[12]\d)(?![\p{L}\d]|[,.]\d|-|\s?(?:users|people|employees))/u,
  /\b((?:early|mid|late|later|earlier) (?:in )?20[12]\d)\b/u,
  /\b((?:by |at )?the end of (?:the|this|next) (?:week|month|quarter|year|summer)|year[- ]end|(?:early |late |later |earlier )?(?:this|next|last) (?:week|month|quarter|year|spring|summer|fall|autumn|winter)|(?:in the |over the )?coming (?:days|weeks|months)|(?:an? |\d+ |two |three |four |five |six |several |a few )(?:days?|weeks?|months?|years?) ago)\b/u,
  new RegExp(`\\b((?:last |next |this )?${WEEKDAY})\\b`, 'u'),
  /\b(today|yesterday|tomorrow)\b(?!['’]s)/iu,
];
/** A span's end or an older figure's day is not the event's. */
const NOT_ITS_OWN =
  /\b(?:since|until|till|through|than|between|valued at|up to) (?:\S+ ){0,2}$|\b(?:up|down) from\b|\bcompared (?:to|with)\b|\b(?:the|an?|its|their|['’]s) (?:first|second|third|fourth|fifth|\d+(?:st|nd|rd|th)|\p{L}+est) (?:\S+ ){1,5}$/iu;

/**
 * When an event happened or is due, as its own clause words it: "June 12", "next month", "Wednesday". Null where the
 * clause gives no date. Words before the clause count where they open its sentence ("On Friday, Foo bought …").
 */
export function dateOf(scene: Scene, draft: Draft): string | null {
  const { nodes, clauses } = scene;
  if (draft.type === 'response' || draft.type === 'financials') return null;
  const subject = draft.verb?.subject;
  const near = subject && subject.to < draft.from && draft.verb?.subjectVia === 'direct';
  const first = near ? subject.from : draft.from;
  const main = clauses.verbs.find((verb) => verb.form === 'finite');
  // "On Friday, Foo said it had bought …": the day is that of the saying.
  const opens = draft.verb === null ? clauses.verbs.length === 0 : main === draft.verb;
  const start = nodes[opens && nodes.slice(0, first).every((node) => !node.mention) ? 0 : first]?.start;
  const last = nodes[Math.min(nodes.length, draft.to) - 1]?.end;
  if (start === undefined || last === undefined || last <= start) return null;
  const text = scene.text.slice(start, last);
  if (!/\d|day\b|year|month|week|quarter|today|tomorrow|\b[A-Z][a-z]{2}/.test(text)) return null;
  for (const pattern of DATES) {
    const match = pattern.exec(text);
    if (!match?.[1]) continue;
    const at = match.index + match[0].indexOf(match[1]);
    // What opens the sentence before the subject must be the date alone.
    if (
      start + at < (nodes[first]?.start ?? 0) &&
      !/^(?:(?:on|in|by|earlier|late|early|effective) )?$/i.test(text.slice(0, at))
    )
      continue;
    if (NOT_ITS_OWN.test(text.slice(0, at)) || elsewhere(scene, draft, start + at)) continue;
    return match[1];
  }
  return null;
}

/** The date is another verb's: "adopts what Foo launched in May", "Foo, which began in May, has launched". */
function elsewhere(scene: Scene, draft: Draft, at: number): boolean {
  const { nodes, clauses } = scene;
  const date = nodes.findIndex((node) => node.end > at);
  const head = draft.verb?.head ?? draft.at;
  // An aside that a comma ends has its own.
  const subject = draft.verb?.subject;
  const aside = subject && date > subject.to && nodes.slice(date, draft.verb?.from).some(({ text }) => text === ',');
  return clauses.verbs.some((verb) => {
    if (verb === draft.verb) return false;
    if (verb.from > head) return verb.from < date;
    if (verb.head >= head || verb === draft.verb?.governor) return false;
    return verb.head > date || (aside === true && verb.from > subject.to);
  });
}
