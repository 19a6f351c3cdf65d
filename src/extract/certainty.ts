import type { Certainty, ClaimType, Status } from '../domain/claim.ts';
import type { Node, Verb } from './clauses.ts';
import { lowerOf, mayDate, mayUnsettle } from './grammar.ts';
import type { Scene } from './scene.ts';
import { MONTH_NAMES } from './words.ts';

/** How a verb's own words place its event. */
export interface Standing {
  status: Status;
  background: boolean;
}

const TALKS = new Set(
  'talk discussion negotiation consider explore seek mull weigh eye try attempt bid proposal hope want aim look discuss prepare debate evaluate contemplate approach near court pursue negotiate proposal plot ponder propose invite move request push set-out desire study gear prep threaten'.split(
    ' ',
  ),
);
const FAILED = new Set(
  'fail abandon scrap cancel reject refuse decline block drop withdraw avoid stop prevent shelve ditch lose nix rebuff spurn veto terminate forgo'.split(
    ' ',
  ),
);
const ENDS = new Set('end halt suspend terminate break call pause'.split(' '));
const NEGOTIATION = new Set('talk discussion negotiation effort attempt bid plan'.split(' '));
/** Plans of these are not yet deals. */
const UNSETTLED: ReadonlySet<ClaimType> = new Set(['investment', 'ipo', 'acquisition', 'valuation', 'layoffs']);
const HEDGES = new Set(['may', 'might', 'could', 'would', 'can']);

/** Reads status and background off a verb, what governs it and where its clause hangs. */
export function standing(scene: Scene, verb: Verb | null, type: ClaimType, at: number): Standing {
  let status: Status = 'announced';
  if (verb) {
    // "is planning a round": the plan is the verb itself.
    if (/^(?:plan|prepare|intend)$/.test(verb.lemma) && UNSETTLED.has(type)) status = 'talks';
    // "is raising $5M": not raised yet.
    if (
      type === 'investment' &&
      verb.lemma === 'raise' &&
      /ing$/.test(scene.nodes[verb.head]?.lower ?? '') &&
      (verb.form === 'finite' || verb.form === 'infinitive')
    )
      status = 'talks';
    // "Foo to raise $5M": a headline's plan.
    if (type === 'investment' && verb.lemma === 'raise' && verb.modal === 'to') status = 'talks';
    const chain = verb.chain;
    if (chain.some((word) => TALKS.has(word))) status = 'talks';
    if (
      chain.some(
        (word) => word === 'plan' || word === 'intend' || word === 'expect' || word === 'intention' || word === 'offer',
      ) &&
      UNSETTLED.has(type) &&
      !(type === 'investment' && !/^(?:raise|seek|secure|sell|close|get)$/.test(verb.lemma))
    )
      status = 'talks';
    if (
      verb.modal &&
      HEDGES.has(verb.modal) &&
      !toldAhead(scene, verb) &&
      verb.modal !== 'can' &&
      !(type === 'legal' || type === 'response')
    )
      status = 'talks';
    if (/^(?:consider|explore|mull|weigh|eye|seek|discuss|near|target|ponder)$/.test(verb.lemma)) status = 'talks';
    // "ended talks to buy Foo".
    if (chain.some((word) => ENDS.has(word)) && chain.some((word) => NEGOTIATION.has(word))) status = 'failed';
    if (chain.some((word) => FAILED.has(word)) || (verb.negated && type !== 'response'))
      status = notYet(scene, verb) ? 'talks' : 'failed';
  }
  const before = lowerOf(scene.nodes, (verb?.from ?? at) - 9, verb?.from ?? at);
  // "has held internal talks about buying Foo".
  if (
    verb?.form === 'gerund' &&
    /\b(?:talks|discussions|negotiations|conversations|deliberations) (?:about|on|over|regarding|of|around) (?:\w+ ){0,2}$/.test(
      `${before} `,
    )
  )
    status = 'talks';
  const around = mayUnsettle(scene.nodes) ? lowerOf(scene.nodes, (verb?.from ?? at) - 9, (verb?.to ?? at) + 6) : '';
  if (
    around &&
    /\b(?:in|advanced|early|preliminary|exploratory|late-stage) (?:[a-z-]+ )?(?:talks|discussions|negotiations)\b|\bclose to (?:a |an )?(?:deal|agreement|buying|acquiring|raising|investing|\w+ing)\b|\bon the verge of\b|\bmoves? closer to\b|\bnearing\b/.test(
      around,
    )
  )
    status = 'talks';
  if (
    around &&
    /\b(?:called off|calls off|fell apart|falls apart|walked away from|walks away from|walking away from|backed out of|pulled out of|collapsed?|terminated?)\b/.test(
      around,
    ) &&
    type !== 'agreement'
  )
    status = 'failed';
  // "tried to buy Foo, but the two called off the talks".
  if (verb && type === 'acquisition' && status === 'talks' && mayUnsettle(scene.nodes)) {
    const rest = lowerOf(scene.nodes, verb.to + 1, scene.nodes.length);
    if (
      /\b(?:but|before|until) (?:[\w.’'-]+ ){1,5}(?:called off|calls off|fell (?:apart|through)|collapsed|broke down|broke off|walked away|turned down|rejected|rebuffed|spurned|declined)\b/.test(
        rest,
      )
    )
      status = 'failed';
  }
  // "had a partnership with Foo until last year".
  if (
    type === 'agreement' &&
    verb?.past &&
    verb.lemma === 'have' &&
    /\buntil (?:last|this|recently|\d{4}|[a-z]+ (?:month|week|year))\b/.test(
      lowerOf(scene.nodes, verb.to, scene.nodes.length),
    )
  )
    status = 'ended';
  return { status, background: isBackground(scene, verb, at, before) };
}

/** "still haven't signed their deal": it may come yet. */
const notYet = (scene: Scene, verb: Verb): boolean =>
  verb.negated && /\b(?:still|yet)\b/.test(lowerOf(scene.nodes, verb.from - 2, verb.to + 1));

/** "Foo said it would buy Bar", "Foo would buy Bar, it said": what was told as certain to come. */
function toldAhead(scene: Scene, verb: Verb): boolean {
  if (verb.modal !== 'would') return false;
  if (scene.clauses.verbs.some((other) => other.from > verb.to && TELLS.test(other.lemma) && closes(scene, other)))
    return true;
  const says = scene.clauses.verbs.find((other) => other.to < verb.from && TELLS.test(other.lemma));
  if (!says || says.modal !== null || says.negated || /ing$/.test(scene.nodes[says.head]?.lower ?? '')) return false;
  const between = scene.nodes.slice(says.to + 1, verb.from);
  // "said that its chief, Jane Roe, would leave": the commas are within the clause.
  const from = verb.subject && verb.subject.to < verb.from ? verb.subject.from : verb.from;
  if (scene.nodes[from - 1]?.lower === 'that' && scene.nodes[from - 1]?.pos === 'SCONJ') return true;
  return between.length <= 8 && !between.some(({ lower }) => /^(?:if|whether|which|who|[,;:])$/.test(lower));
}

/** "…, Foo said", "…, said Foo": who told what stands before it. */
export function closes({ nodes }: Scene, { form, subject, object, from, to }: Verb): boolean {
  if (form !== 'finite' || !subject || (object && object !== subject)) return false;
  const [first, last] = subject.from < from ? [subject.from, to] : [from, subject.to];
  return (
    nodes[first - 1]?.text === ',' &&
    !nodes.slice(0, first).some(({ lower }) => lower === 'if' || lower === 'unless') &&
    !/^(?:that|whether|if|how)$/.test(nodes[last + 1]?.lower ?? '')
  );
}

const TELLS = /^(?:say|announce|confirm|tell|reveal|disclose|pledge|vow|report)$/;

/** "Foo announced on Tuesday that it had raised $5M": nothing but when and where stands between. */
function toldSince(scene: Scene, verb: Verb): boolean {
  const says = scene.clauses.verbs.find((other) => other.to < verb.from && TELLS.test(other.lemma));
  if (says?.form !== 'finite' || says.modal !== null) return false;
  // "In May 2016 it was said that Foo had …" is of old itself.
  if (/\bin (?:[a-z]+ )?(?:19|20)\d\d\b|\blast (?:year|month|week)\b|\bago\b/.test(lowerOf(scene.nodes, 0, says.from)))
    return false;
  const { subject } = verb;
  const from = subject && subject.to < verb.from && subject.from > says.to ? subject.from : verb.from;
  const between = lowerOf(scene.nodes, says.to + 1, from);
  return /^(?:(?:(?:on|this) )?(?:today|monday|tuesday|wednesday|thursday|friday|saturday|sunday|morning) ?)?(?:that ?)?$/.test(
    between,
  );
}

function isBackground(scene: Scene, verb: Verb | null, at: number, before: string): boolean {
  const { nodes } = scene;
  // "stock drops after Foo launched Bar": what moved the price is the news.
  if (scene.sentence.field === 'title' && PRICE_MOVE.test(lowerOf(nodes, 0, Math.min(8, verb?.from ?? at))))
    return datedInPast(scene, verb, nodes.slice(at, verb?.reach ?? at + 8));
  if (verb?.lemma === 'follow' && at > verb.to) return true;
  // "The deal builds on Foo's 2024 purchase of Bar".
  if (!verb && /\bbuil(?:ds?|t|ding) on (?:[\w’'.-]+ ){0,4}$/.test(`${lowerOf(nodes, at - 6, at)} `)) return true;
  if (!verb || at > verb.to) {
    // "completed its previously announced purchase of Bar": that is the news.
    const done = verb !== null && /^(?:complete|close|finali[sz]e|finish|conclude|terminate|abandon)$/.test(verb.lemma);
    const ahead = lowerOf(nodes, at - 5, at);
    if (
      !(done && /\bpreviously announced\b/.test(ahead)) &&
      /\b(?:recent|recently|previously|earlier|last year's|last month's|last week's)\b/.test(ahead)
    )
      return true;
  }
  // "At the time, Foo said it would …", "Back then …": all of the sentence is of old.
  if (mayDate(nodes) && /^(?:at (?:the|that) time|back then)\b/.test(lowerOf(nodes, 0, 4))) return true;
  // "Until this year, Foo had an agreement with Bar".
  if (nodes[0]?.lower === 'until' && /^until (?:last|this|then|recently|now|\d{4})\b/.test(lowerOf(nodes, 0, 3)))
    return true;
  const after = nodes.slice(at, Math.min(nodes.length, (verb?.reach ?? at + 12) + 1));
  const dated = datedInPast(scene, verb, after);
  if (verb) {
    if (
      /\b(?:after|since|following|before|having|despite) (?:(?:the|its|their|his|a|an|also|recently|just|first|successfully|reportedly) )*$/.test(
        `${before} `,
      ) ||
      verb.chain.some((word) => ['after', 'since', 'following'].includes(word)) ||
      (verb.form === 'gerund' && verb.governor === null && nodes[verb.from]?.lower === 'having')
    ) {
      // "is set to grow after agreeing a deal to buy Bar": in a lead, what it follows is the news.
      if (scene.index <= 2 && verb.chain.some((word) => /^(?:agree|strike)$/.test(word)) && ofLead(scene, verb))
        return dated;
      // "hits a $1B valuation after raising $50M": both are the news.
      if (
        verb.governor &&
        /^(?:value|hit|reach|top|become|double|triple)$/.test(verb.governor.lemma) &&
        verb.form === 'gerund'
      )
        return dated;
      if (dated || scene.sentence.field === 'title' || verb.form === 'gerund') return true;
      return true;
    }
    const subordinate = subordinator(scene, verb);
    if (
      subordinate &&
      /^(?:after|since|when|once)$/.test(subordinate) &&
      !(subordinate === 'when' && ofToday(scene, verb))
    )
      return true;
    if ((verb.subjectVia === 'relative' || verb.fronted) && verb.past && (dated || !newsy(scene))) return true;
    // "Foo, which cut 300 jobs in May, is …".
    if (verb.subjectVia === 'relative' && verb.past && IN_MONTH.test(lowerOf(nodes, at, verb.reach))) return true;
    // "Foo said it had bought Bar": the news, told of from a moment later.
    if (nodes.slice(verb.from, verb.head).some((node) => node.lower === 'had') && !toldSince(scene, verb)) return true;
    if (/\bpreviously\b|\balready\b|\bonce\b|\boriginally\b/.test(lowerOf(nodes, verb.from, verb.to + 2))) return true;
    if (verb.subjectVia === 'reduced' && verb.form === 'participle' && dated) return true;
  } else if (/\b(?:after|since|following|despite) (?:[\w'’$.-]+ ){0,5}$/.test(`${before} `)) return true;
  return dated;
}

/** "Foo surprised its rivals on Monday when it bought Bar": the day of the one is that of the other. */
function ofToday(scene: Scene, verb: Verb): boolean {
  const main = scene.clauses.verbs.find((other) => other.form === 'finite' && other.to < verb.from && other.past);
  const from = verb.subject && verb.subject.to < verb.from ? verb.subject.from : verb.from;
  return (
    newsy(scene) &&
    main !== undefined &&
    /\b(?:today|this week|this morning|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b/.test(
      lowerOf(scene.nodes, main.to, from),
    )
  );
}

function newsy(scene: Scene): boolean {
  return scene.sentence.field === 'title' || scene.index <= 2;
}

/** The verb hangs on what a lead says was agreed or struck, and nothing after that is said of it. */
const ofLead = (scene: Scene, { governor }: Verb): boolean =>
  governor !== null && /^(?:agreeing|striking)$/.test(scene.nodes[governor.head]?.lower ?? '');

function subordinator(scene: Scene, verb: Verb): string | null {
  const from = verb.subject && verb.subject.to < verb.from ? verb.subject.from : verb.from;
  const word = scene.nodes[from - 1];
  return word && !word.mention && (word.pos === 'SCONJ' || word.pos === 'ADP' || word.pos === 'ADV')
    ? word.lower
    : null;
}

/** "in 2021", "last year", "earlier this month", "two years ago" in the clause. */
function datedInPast(scene: Scene, verb: Verb | null, after: readonly Node[]): boolean {
  const { nodes } = scene;
  if (!mayDate(nodes)) return false;
  const start = verb
    ? Math.max(0, (verb.subject && verb.subject.to < verb.from ? verb.subject.from : verb.from) - 6)
    : 0;
  // "up from $400 million a year ago" dates the older figure.
  // "Foo, which left the market last year, is buying Bar": what stands between the commas has a date of its own.
  const subject = verb?.subject && verb.subject.to < verb.from ? verb.subject : null;
  const aside =
    subject !== null &&
    verb?.subjectVia === 'direct' &&
    nodes[subject.to + 1]?.text === ',' &&
    nodes[(verb?.from ?? 0) - 1]?.text === ',';
  const before = verb ? nodes.slice(start, aside && subject ? subject.to + 1 : verb.from) : [];
  const clause = [...before, ...after]
    .map((node) => node.lower)
    .join(' ')
    .replace(
      /\b(?:up|down|higher|lower|more|compared|against)(?: \S*\d\S*(?: percent| per cent)?)? (?:from|than|with|to|the|on) (?:\S+ ){0,4}?(?:(?:a|\w+) (?:year|month|quarter)s? (?:ago|earlier|before)|last (?:year|month|quarter)|in (?:19|20)\d\d)/g,
      '',
    )
    .replace(
      /\bfrom (?:an? )?(?:[a-z]+ of )?\S*\d\S*(?: \w+)? (?:in the )?(?:a |the )?year (?:ago|earlier|before)\b/g,
      '',
    );
  if (
    /\b(?:last (?:week|month|year|summer|fall|autumn|spring|winter|quarter|january|february|march|april|may|june|july|august|september|october|november|december)|earlier (?:this|in the) (?:week|month|year|quarter|summer|day)|(?:days?|weeks?|months?|years?|decades?) (?:ago|earlier|before)|back in|a year ago|over the (?:last|past) (?:\w+ )?years|in (?:just )?the (?:past|last) (?:week|month|year)|to date|so far)\b/.test(
      clause,
    )
  )
    return true;
  const published = /(?:19|20)\d\d/.exec(scene.document.article.published ?? '')?.[0];
  for (const match of clause.matchAll(
    /\b(?:in|since|of|from|during) (?:(?:january|february|march|april|may|june|july|august|september|october|november|december|early|late|mid) )?((?:19|20)\d\d)\b/g,
  )) {
    if (
      verb &&
      verb.modal === null &&
      verb.form !== 'infinitive' &&
      (verb.past || verb.passive || verb.subjectVia !== 'direct')
    ) {
      if (!published || Number(match[1]) < Number(published)) return true;
    }
  }
  return false;
}

const IN_MONTH = new RegExp(`\\bin (?:early |mid-?|late )?(?:${MONTH_NAMES.join('|')})\\b`);

/** A headline about a share's price. */
const PRICE_MOVE =
  /\b(?:stock|stocks|shares|jumps?|drops?|falls?|rises?|surges?|soars?|slumps?|tumbles?|gains?|climbs?|slides?|sinks?|plunges?|rall(?:y|ies))\b/;

const UNNAMED =
  /\b(?:reportedly|sources? (?:said|say|told|tell|familiar|close|with)|(?:two|three|four|five|several|multiple|some) (?:people|persons|insiders|executives)(?: [a-z]+){0,7} said|people (?:familiar|with (?:direct )?knowledge|close|briefed|who)|person (?:familiar|with knowledge|close|briefed)|(?:\w+ )?people familiar|insiders? (?:said|say|told|tell)|anonymous|unnamed|rumou?r(?:ed|s)?|said to (?:be|have)|is said|are said|according to (?:a |the |new |recent |media |multiple |several |some )*(?:reports?|people|persons?|sources?|insiders?|\w+ people|leaks?|leaked)|reports? that|report(?:s|ed)? (?:say|says|said|suggest|suggests|claim|claims|emerged)|a (?:new )?report (?:from|by|in)|(?:media|news|press) reports)\b/;

const UNSURE = /\b(?:allegedly|apparently|supposedly|purportedly|ostensibly)\b/;

/** Whether an adverb beside a verb says that it may not be so: "allegedly fired", "has apparently bought". */
export const unsure = ({ nodes }: Scene, verb: Verb): boolean =>
  UNSURE.test(lowerOf(nodes, verb.from - 1, verb.to + 1));

/** Whether the words credit unnamed people or a mere report. */
export function hearsay(text: string): boolean {
  return UNNAMED.test(text.toLowerCase());
}

export const weaker = (a: Certainty, b: Certainty): Certainty => {
  const order: Certainty[] = ['confirmed', 'reported', 'denied'];
  return order.indexOf(a) >= order.indexOf(b) ? a : b;
};
