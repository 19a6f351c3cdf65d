import type { Verb } from '../clauses.ts';
import type { Party } from '../parties.ts';
import { nodeText, type Scene } from '../scene.ts';
import type { Value } from '../values.ts';
import { addParties, type Draft, lowerText, newDraft } from './frame.ts';

/** A measure, the figure that goes with it, and the claim made of both. */

/** What a house counts of itself. */
export const METRIC =
  /^(?:revenues?|sales|arr|profits?|profit-after-tax|loss(?:es)?|income|earnings|ebitda|bookings|backlog|users?|customers?|subscribers?|turnover|run-rate|expenses|capex|expenditures|gmv|deposits|downloads|aum|acv|spend)$/;

/** A measure that ends at a node, without "record", "Q3" and the like before it. */
export function measureAt(scene: Scene, k: number, after: number): { from: number; owner: Party | null } | null {
  const { clauses, nodes } = scene;
  const node = nodes[k];
  if (!node || !METRIC.test(node.lower) || node.value) return null;
  const phrase = clauses.phraseAt(k);
  const next = nodes[k + 1];
  if (
    phrase &&
    phrase.head !== k &&
    !/^(?:growth|expectations?|estimates?|forecasts?|targets?|record|mark|milestone|up|down|increase|jump|rise|decline|drop|rate|run|guidance|outlook)$/.test(
      next?.lower ?? '',
    ) &&
    !next?.value
  )
    return null;
  if (/^(?:guidance|outlook|forecasts?|targets?)$/.test(next?.lower ?? '')) return null;
  let from = k;
  let owner: Party | null = null;
  while (from - 1 > after && from - 1 >= (phrase?.from ?? 0)) {
    const before = nodes[from - 1];
    if (
      !before ||
      before.value ||
      before.pos === 'DET' ||
      before.pos === 'PUNCT' ||
      before.pos === 'PART' ||
      before.pos === 'PRON' ||
      /^(?:record|strong|new|first|second|third|fourth|quarterly|annual|total|fiscal|q[1-4]|h[12]|20\d\d|jump|rise|growth|its|their|higher|lower|about|over)$/.test(
        before.lower,
      )
    )
      break;
    if (/^(?:yoy|qoq|year-on-year|year-over-year)$/.test(before.lower)) break;
    const house = before.mention?.entity;
    if (
      before.mention &&
      house?.kind === 'org' &&
      (house.slug ||
        (house.sure && !/^(?:annual|quarter|net|gross|total|cloud|monthly|recurring)/i.test(before.mention.text))) &&
      !METRIC.test(before.lower)
    ) {
      owner = { entity: before.mention.entity, text: before.mention.text, node: from - 1, coreferent: false };
      break;
    }
    from--;
  }
  if (
    nodes[from - 1]?.lower === 'and' &&
    nodes[from - 2]?.capital &&
    nodes[from]?.capital &&
    nodes[from - 3]?.text === ','
  )
    from -= 2;
  return { from, owner };
}

/** A handful of customers is no result. */
export const enough = ({ value }: Value): boolean => value === null || value >= 20;

export function figureBefore(scene: Scene, used: ReadonlySet<number>, start: number, free: number): number {
  const { nodes } = scene;
  for (let k = start - 1; k >= Math.max(free, start - 5); k--) {
    const node = nodes[k];
    const value = node?.value;
    if (value) {
      const fits =
        value.kind === 'money'
          ? value.use !== 'previous' && value.use !== 'price' && value.use !== 'valuation'
          : (value.kind === 'users' && enough(value)) || (value.kind === 'percent' && value.use === 'change');
      return fits && !used.has(k) ? k : -1;
    }
    if (
      !node ||
      !(
        /^(?:in|of|as|a|an|per|month|year|its|worth|total|new|record|jump|rise|growth|increase|decline|drop|yoy|year-on-year|year-over-year|annual|quarterly|q[1-4]|h[12]|20\d\d|the|first|second|third|fourth|quarter|fiscal)$/.test(
          node.lower,
        ) || node.pos === 'DET'
      )
    )
      return -1;
  }
  return -1;
}

export function figureAfter(
  scene: Scene,
  used: ReadonlySet<number>,
  metric: number,
  verb: Verb,
  limit: number,
): number {
  const { clauses, nodes } = scene;
  for (let k = metric + 1; k < Math.min(limit, metric + 12); k++) {
    const node = nodes[k];
    if (!node) return -1;
    if (METRIC.test(node.lower) || /^(?:;|after|while|as|but)$/.test(node.lower)) return -1;
    if (
      clauses.verbs.some(
        (other) =>
          other !== verb && other.from === k && !/^(?:reach|total|rise|meet|beat|grow|be|top|hit)$/.test(other.lemma),
      )
    )
      return -1;
    const value = node.value;
    if (
      value?.kind === 'money' &&
      value.use !== 'previous' &&
      value.use !== 'valuation' &&
      !used.has(k) &&
      !/^vs\.?$/.test(nodes[k - 1]?.lower ?? '') &&
      nodes[k - 2]?.lower !== 'vs'
    )
      return k;
  }
  return -1;
}

export function firstAmount(scene: Scene, from: number, to: number): number {
  const { nodes } = scene;
  const money = nodes.findIndex(
    (node, k) =>
      k >= from &&
      k < to &&
      node.value?.kind === 'money' &&
      node.value.use !== 'previous' &&
      // "dropped from $5M": where it stood before.
      nodes[k - 1]?.lower !== 'from',
  );
  if (money >= 0) return money;
  for (let k = from; k < to; k++) {
    const value = nodes[k]?.value;
    if (value && value.use !== 'previous' && (value.kind === 'money' || value.kind === 'users')) return k;
  }
  return -1;
}

/** A claim of a measure that ends at a node and its figure, if it has one; marks the figure as used. */
export function measured(
  scene: Scene,
  used: Set<number>,
  verb: Verb,
  who: readonly Party[],
  metric: number,
  amount: number,
  known = -1,
): Draft {
  const { nodes } = scene;
  const draft = newDraft(scene, 'financials', verb.head, verb);
  draft.from = verb.from;
  draft.to = verb.reach;
  draft.status = 'announced';
  addParties(draft, 'org', who.slice(0, 1));
  let start = known >= 0 ? known : metric;
  while (
    known < 0 &&
    start > 0 &&
    /^(?:recurring|capital|annual|annualized|annualised|net|operating|gross|cash|product|cloud|ai|and|advertising|ad|total|run|monthly|weekly|daily|active|paying|paid|adjusted|quarterly|revenue|run-rate)$/.test(
      nodes[start - 1]?.lower ?? '',
    ) &&
    !(nodes[start - 1]?.lower === 'and' && !nodes[start - 2]?.capital)
  )
    start--;
  while (start < metric && nodes[start]?.lower === 'and') start++;
  draft.args.push({ role: 'metric', text: nodeText(scene, start, metric) });
  const value: Value | undefined = amount >= 0 ? nodes[amount]?.value : undefined;
  if (value) {
    draft.args.push({ role: 'amount', text: value.text, value });
    used.add(amount);
  }
  const period = periodIn(scene, verb) ?? yearBefore(scene, start) ?? onlyPeriod(scene);
  if (period) {
    draft.args.push({ role: 'period', text: period });
    // The year that is reported on does not make the report old.
    if (/\b20\d\d$/.test(period) && verb.subjectVia === 'direct') draft.background = false;
  }
  // A headline's "after Foo reported" is the news itself.
  if (
    scene.sentence.field === 'title' &&
    /^(?:report|post|beat|miss)$/.test(verb.lemma) &&
    !/\b(?:last|ago|earlier)\b/.test(lowerText(scene, verb.from, verb.reach))
  )
    draft.background = false;
  return draft;
}

function yearBefore(scene: Scene, start: number): string | null {
  const node = scene.nodes[start - 1];
  return node && /^20[12]\d$/.test(node.text) ? node.text : null;
}

/** The only quarter or half that a headline names, in whichever clause: "Cuts jobs in Q3 as revenue jumps". */
function onlyPeriod({ sentence, text }: Scene): string | null {
  if (sentence.field !== 'title') return null;
  const found = [...text.matchAll(/\b(?:fiscal )?[QH][1-4]\b(?! (?:20[2-9]\d|FY))/g)].map(([match]) => match);
  return found.length === 1 ? (found[0] ?? null) : null;
}

function periodIn(scene: Scene, verb: Verb): string | null {
  const from = scene.nodes[verb.subject && verb.subject.to < verb.from ? verb.subject.from : verb.from]?.start ?? 0;
  const to = scene.nodes[Math.min(scene.nodes.length, verb.reach) - 1]?.end ?? 0;
  const text = scene.text.slice(from, to);
  const match =
    /\b(?:fiscal )?[QH][1-4](?: (?:FY)?(?:20)?\d\d)?\b|\b(?:first|second|third|fourth|last|latest)[- ](?:quarter|half)(?: of (?:fiscal )?(?:20)?\d\d)?\b|\b(?:fiscal(?: year)?|FY) ?(?:20)?\d\d\b|\b(?:past|last) (?:\d+|twelve|six|three|year|month|quarter)(?: months| years)?\b|\b(?:12-month)\b|(?<=\bin )20[12]\d\b/i.exec(
      text,
    );
  // "up 2% from the same quarter last year": the time that it is measured against.
  const against = /\b(?:from|than|with|to) (?:\S+ ){0,4}$|\b(?:up|down) (?:\S+ ){1,2}on $/.test(
    text.slice(0, match?.index ?? 0),
  );
  return match && !(against && /^(?:last|past) /i.test(match[0])) ? match[0] : null;
}
