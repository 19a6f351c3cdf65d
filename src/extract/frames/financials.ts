import type { Verb } from '../clauses.ts';
import { modifiersOf, ownerOf, type Party, parties } from '../parties.ts';
import type { Scene } from '../scene.ts';
import { each, wordsIn } from './cues.ts';
import { enough, figureAfter, figureBefore, firstAmount, METRIC, measureAt, measured } from './financials-measures.ts';
import { byNoun, further } from './financials-nouns.ts';
import { addParties, apposed, type Draft, type Frame, has, lowerText, newDraft, orgsOf } from './frame.ts';
import { maker } from './labels.ts';

/** What is meant or guessed is no result yet. */
const FORESEEN = /^(?:expect|plan|aim|project|forecast|hope|target|want|purpose|help|look|try)$/;

export const financials: Frame = {
  type: 'financials',
  accept: (draft) =>
    has(draft, 'org') &&
    (has(draft, 'metric') || has(draft, 'amount')) &&
    (has(draft, 'amount') || draft.args.some((arg) => arg.role === 'period') || draft.verb !== null),
  cues: [
    ...each([[wordsIn(METRIC)]], '#money', '#percent', '#users', 'report post beat miss'),
    [wordsIn(METRIC), '#title', 'rise grow jump surge climb soar fall drop decline double triple slump up down'],
    ['#users'],
    ['developer', '#count'],
    ['make lose burn spend', '#money', 'last half quarter =in q* h*'],
    ['rate', 'run', '#money'],
    ['quarter', '#money', 'deliver post report have record clock see'],
    ['mark milestone', '#money', 'hit reach pass cross top surpass'],
    ['positive profitable breakeven break-even', 'be become remain turn stay'],
  ],
  read(scene) {
    const drafts: Draft[] = [];
    const { clauses, nodes } = scene;
    // What may yet be is no figure; beside one that is told it makes no difference.
    const title = scene.sentence.field === 'title';
    const guessed = (from: number, to: number): boolean =>
      title &&
      /\b(?:could|would|may|might|expected to|forecast|projected?|predicts?|estimates?|by 20[2-9]\d)\b/.test(
        lowerText(scene, from, to),
      ) &&
      !/\b(?:report|post|beat|miss|top)(?:s|ed|ing)?\b/.test(lowerText(scene, 0, nodes.length));
    if (
      guessed(0, nodes.length) &&
      !clauses.verbs.some((verb) => verb.past && /^(?:have|hit|reach|generate|top|make)$/.test(verb.lemma))
    )
      return drafts;
    const used = new Set<number>();
    for (const verb of clauses.verbs) {
      if (verb.passive && verb.lemma !== 'use') continue;
      if (guessed(verb.from, verb.reach)) continue;
      let who = orgsOf(scene, verb).filter((party) => !METRIC.test(party.text.toLowerCase()));
      // "Foo's AI products exceed …": what a house's own part makes is its result.
      const part = verb.subject?.phrases[0];
      // "a platform that has amassed two million developers": whom it explains.
      if (who.length === 0 && verb.subjectVia === 'relative' && verb.subject) {
        const whom = apposed(scene, verb.subject);
        who = parties(scene, whom, 'org', verb).filter((party) => party.entity?.kind === 'org');
      }
      // "its voice changer approaches 500K users", "Claude Code hits $1 billion".
      if (
        who.length === 0 &&
        part &&
        /^(?:approach|near|hit|top|reach|pass|surpass|exceed|cross|have)$/.test(verb.lemma)
      ) {
        const thing = nodes[part.head]?.mention?.entity;
        who = thing?.kind === 'product' ? maker(scene, thing) : ownerOf(scene, part, part.head, 'org');
      }
      if (
        who.length === 0 &&
        part &&
        /^(?:products?|business|apps?|services?|platforms?|unit|division)$/.test(nodes[part.head]?.lower ?? '')
      )
        who = ownerOf(scene, part, part.head, 'org').filter((party) => !party.coreferent);
      const reporting =
        /^(?:report|post|hit|top|reach|pass|surpass|exceed|cross|generate|have|clock|earn|book|record|see|beat|miss|double|triple|make|grow|log|lose|burn|deliver|approach|clock|narrow|widen|cut|claim|announce|boast|serve|rake in|pull in|bring in|swing|say|count|near|gain|add|amass|attract|draw|remain)$/.test(
          verb.lemma,
        );
      const subject = verb.subject ? lowerText(scene, verb.subject.from, verb.subject.to + 1) : '';
      const moving =
        /^(?:rise|grow|jump|surge|climb|soar|increase|fall|drop|decline|double|triple|reach|hit|top|total|slump|be|come|stand|exceed|swell|rocket|widen|narrow|shrink|pass|surpass|cross)$/.test(
          verb.lemma,
        ) && isMetric(scene, verb.subject?.phrases[0]?.head ?? 0);
      if ((moving || beats(scene, verb)) && verb.subject) {
        // "Foo's revenue could reach $5M", "is expected to reach": what may yet be.
        if (verb.modal || verb.chain.some((word) => FORESEEN.test(word))) continue;
        const phrase = verb.subject.phrases[0];
        if (!phrase) continue;
        let owners = ownerOf(scene, phrase, phrase.head, 'org');
        if (owners.length === 0) owners = modifiersOf(scene, phrase, phrase.head, 'org').slice(-1);
        // "Revenue at Foo rose 3% to $5M".
        const at = clauses
          .prepsAfter(phrase.to + 1, verb.from)
          .find(({ word, at }) => word === 'at' && at === phrase.to + 1);
        if (owners.length === 0 && at)
          owners = parties(scene, at.group, 'org', verb).filter((one) => one.entity?.kind === 'org');
        if (owners.length === 0 && /^(?:the company|its)/.test(subject)) owners = [];
        const amount = firstAmount(scene, verb.to + 1, verb.reach);
        if (owners.length === 0) owners = speaker(scene, verb);
        // "Revenue fell …" without an owner is of the one the headline is about.
        const headline = scene.document.article.title.slice(0, 500).toLowerCase();
        const topic = scene.article.topic;
        if (
          owners.length === 0 &&
          phrase.from <= 1 &&
          topic?.kind === 'org' &&
          !METRIC.test(topic.name.toLowerCase()) &&
          scene.sentence.field === 'text' &&
          ((headline.includes(topic.name.toLowerCase()) &&
            /\b(?:revenues?|profits?|loss(?:es)?|earnings|results|q[1-4])\b/.test(headline)) ||
            reportedBefore(scene))
        )
          owners = [{ entity: topic, text: topic.name, node: phrase.head, coreferent: true }];
        // "Foo cuts jobs as revenue jumps 13%", "Foo posted a loss as sales fell": of the one that the clause before is about.
        if (owners.length === 0 && /^(?:as|while)$/.test(nodes[phrase.from - 1]?.lower ?? '')) {
          const main = clauses.verbs.find(
            (other) => other.to < phrase.from && other.form === 'finite' && other.subject,
          );
          if (title || /^(?:report|post|book|record)$/.test(main?.lemma ?? ''))
            owners = orgsOf(scene, main ?? null).slice(0, 1);
        }
        // "Map deals drive Foo's Q3 results, profit climbs 14%": of the only house that the headline names.
        if (owners.length === 0 && title && phrase.from === phrase.to && nodes[phrase.from - 1]?.text === ',') {
          const named = nodes.flatMap((node, k) =>
            node.mention?.entity.kind === 'org'
              ? [{ entity: node.mention.entity, text: node.mention.text, node: k, coreferent: false }]
              : [],
          );
          if (
            named.length === 1 &&
            /\b(?:results|earnings|q[1-4]|quarter|quarterly|profits?|revenues?)\b/.test(
              lowerText(scene, 0, phrase.from),
            )
          )
            owners = named;
        }
        if (
          owners.length > 0 &&
          (amount >= 0 ||
            (scene.sentence.field === 'title' &&
              /^(?:rise|grow|jump|surge|climb|soar|fall|drop|decline|double|triple|slump|beat|miss|top|exceed)$/.test(
                verb.lemma,
              )) ||
            nodes.slice(verb.to, verb.reach).some((node) => node.value?.kind === 'percent'))
        )
          drafts.push(
            measured(scene, used, verb, owners, phrase.head, amount),
            ...further(scene, used, verb, owners, phrase.head),
          );
        continue;
      }
      if (!reporting || who.length !== 1) continue;
      // "Ann Roe and Bo Marr grew an app": beside a person there stands no house.
      if (verb.subject?.phrases.some((phrase) => nodes[phrase.head]?.mention?.entity.kind === 'person')) continue;
      if (verb.modal && /^(?:could|may|might|would|will|to)$/.test(verb.modal)) continue;
      if (verb.chain.some((word) => FORESEEN.test(word))) continue;
      drafts.push(
        ...measures(scene, used, verb, who),
        ...quarters(scene, verb, who),
        ...marks(scene, verb, who),
        ...madeOrLost(scene, used, verb, who),
      );
      const counts =
        /^(?:hit|top|reach|pass|surpass|exceed|cross|have|serve|claim|boast|count|near|gain|add|say|approach|amass|attract|draw)$/;
      for (let k = verb.to + 1; k < verb.reach; k++) {
        const value = nodes[k]?.value;
        if (!value || used.has(k) || !counts.test(verb.lemma)) continue;
        const developers = value.kind === 'count' && /^developers$/i.test(value.unit) && (value.value ?? 0) >= 10_000;
        if (value.kind !== 'users' && !developers) continue;
        if (!enough(value)) continue;
        const unit = nodes
          .slice(k + 1, Math.min(nodes.length, k + 7))
          .findIndex((other) => other.lower.startsWith(value.unit.toLowerCase()));
        if (unit >= 0) drafts.push(measured(scene, used, verb, who, k + 1 + unit, k));
      }
    }
    // "two million customers now use Foo".
    for (const verb of clauses.verbs) {
      const phrase = verb.subject?.phrases[0];
      if (verb.lemma !== 'use' || verb.passive || verb.modal || verb.negated || !phrase) continue;
      const at = nodes.findIndex((node, k) => k >= phrase.from && k <= phrase.head && node.value?.kind === 'users');
      const head = nodes[phrase.head];
      if (at < 0 || !head || !/^(?:users|customers|people|businesses|subscribers|clients|merchants)$/.test(head.lower))
        continue;
      let whose = parties(scene, verb.object, 'org', verb).filter((party) => party.entity?.kind === 'org');
      // "use at least one Foo app".
      const product = verb.object?.phrases[0];
      if (
        whose.length === 0 &&
        product &&
        /^(?:apps?|products?|services?|tools?)$/.test(nodes[product.head]?.lower ?? '')
      )
        whose = modifiersOf(scene, product, product.head, 'org');
      if (whose.length === 1) drafts.push(measured(scene, used, verb, whose, phrase.head, at));
    }
    drafts.push(...grown(scene, used), ...byState(scene, used));
    if (drafts.length === 0) drafts.push(...byNoun(scene));
    return drafts;
  },
};

/** A sum whose measure goes without saying. */
function unmeasured(scene: Scene, verb: Verb, who: readonly Party[]): Draft[] {
  const phrase = verb.object?.phrases[0];
  const value = phrase
    ? scene.nodes.slice(phrase.from, phrase.head).find((node) => node.value?.kind === 'money')?.value
    : null;
  if (!value) return [];
  const draft = newDraft(scene, 'financials', verb.head, verb, 'announced');
  draft.from = verb.from;
  draft.to = verb.reach;
  addParties(draft, 'org', who);
  draft.args.push({ role: 'amount', text: value.text, value });
  return [draft];
}

/** "Foo said sales rose 4%", "Sales rose 4%, Foo said": whose word it is. */
function speaker(scene: Scene, verb: Verb): Party[] {
  const { clauses, nodes } = scene;
  const start = verb.subject?.from ?? verb.from;
  const says = clauses.verbs.find((other) => {
    if (!/^(?:say|report|announce)$/.test(other.lemma) || other.passive) return false;
    if (other.to < start)
      return /^(?:(?:(?:on )?(?:monday|tuesday|wednesday|thursday|friday)|that) ?){0,2}$/.test(
        lowerText(scene, other.to + 1, start),
      );
    return other.from > verb.to && start <= 1 && nodes[(other.subject?.from ?? 0) - 1]?.text === ',';
  });
  return says ? orgsOf(scene, says).slice(0, 1) : [];
}

/** Whether the sentence before last or the last one told of a house's results: "Foo announced results for its fourth quarter." */
function reportedBefore({ document, index, article }: Scene): boolean {
  const name = article.topic?.name;
  return [1, 2].some((back) => {
    const before = document.sentences[index - back];
    if (!before || !name) return false;
    const text = document.article[before.field].slice(before.start, before.end);
    return text.includes(name) && /\b(?:results|earnings|quarter|quarterly|full[- ]year)\b/i.test(text);
  });
}

/** A measure, or the "rate" of a "run rate". */
const isMetric = ({ nodes }: Scene, at: number): boolean =>
  METRIC.test(nodes[at]?.lower ?? '') || (nodes[at]?.lower === 'rate' && nodes[at - 1]?.lower === 'run');

/** "Foo's Q2 profit beats estimates". */
const beats = ({ nodes, sentence }: Scene, { lemma, subject, object }: Verb): boolean =>
  sentence.field === 'title' &&
  /^(?:beat|miss|top|exceed)$/.test(lemma) &&
  METRIC.test(nodes[subject?.phrases[0]?.head ?? -1]?.lower ?? '') &&
  /^(?:estimates|expectations|forecasts|views?|consensus|targets?)$/.test(nodes[object?.to ?? -1]?.lower ?? '');

/** "Foo lost $40 million last year", "made $2M in Q1", "burned $1M in the first half": a sum of a time that is past. */
function madeOrLost(scene: Scene, used: Set<number>, verb: Verb, who: readonly Party[]): Draft[] {
  if (
    !/^(?:made|lost|burned|burnt)$/.test(scene.nodes[verb.head]?.lower ?? '') ||
    verb.passive ||
    verb.modal ||
    verb.negated
  )
    return [];
  const at = verb.object?.phrases[0]?.head ?? -1;
  const value = scene.nodes[at]?.value;
  if (value?.kind !== 'money' || (value.value ?? 0) < 1e5 || used.has(at)) return [];
  const rest = lowerText(scene, at + 1, verb.reach);
  if (
    !/^(?:last (?:year|quarter)|in (?:the |its |fiscal )?(?:first|second|third|fourth|last|latest|half|quarter|20\d\d|[qh][1-4]))\b/.test(
      rest,
    )
  )
    return [];
  return [measured(scene, used, verb, who, verb.head, at, verb.head)];
}

const headOf = (scene: Scene, verb: Verb): string => scene.nodes[verb.object?.phrases[0]?.head ?? -1]?.lower ?? '';

/** "delivers its first $100 billion quarter". */
function quarters(scene: Scene, verb: Verb, who: readonly Party[]): Draft[] {
  return headOf(scene, verb) === 'quarter' && /^(?:deliver|post|report|have|record|clock|see)$/.test(verb.lemma)
    ? unmeasured(scene, verb, who)
    : [];
}

/** "Foo's Bar passes the $1 billion mark": what a product has brought in. Of a house it may be what the market thinks. */
function marks(scene: Scene, verb: Verb, who: readonly Party[]): Draft[] {
  const thing = scene.nodes[verb.subject?.phrases[0]?.head ?? -1]?.mention?.entity;
  return thing?.kind === 'product' &&
    /^(?:mark|milestone)$/.test(headOf(scene, verb)) &&
    /^(?:hit|reach|pass|cross|top|surpass)$/.test(verb.lemma)
    ? unmeasured(scene, verb, who)
    : [];
}

/** "grows its app to 5 million users": the count that it has come to. */
function grown(scene: Scene, used: Set<number>): Draft[] {
  const { clauses, nodes } = scene;
  return clauses.verbs.flatMap((verb) => {
    if (!/^(?:grow|build|scale|take)$/.test(verb.lemma) || verb.passive || verb.negated || verb.modal || !verb.object)
      return [];
    if (verb.chain.length > 0 || verb.form !== 'finite') return [];
    const to = verb.preps.find(({ word }) => word === 'to')?.group;
    const at = nodes.findIndex(
      (node, k) => to && k >= to.from && k <= to.to && node.value?.kind === 'users' && !used.has(k),
    );
    const unit = to ? nodes.findIndex((node, k) => k > at && k <= to.to && METRIC.test(node.lower)) : -1;
    const who = verb.subject?.phrases.length === 1 ? orgsOf(scene, verb) : [];
    return at >= 0 && unit > at && who.length === 1 ? [measured(scene, used, verb, who, unit, at)] : [];
  });
}

/** "has remained cash-flow positive", "turned profitable". */
function byState(scene: Scene, used: Set<number>): Draft[] {
  const { clauses, nodes } = scene;
  const drafts: Draft[] = [];
  for (const verb of clauses.verbs) {
    if (!/^(?:be|become|remain|turn|stay)$/.test(verb.lemma) || verb.negated || verb.modal || verb.chain.length > 0)
      continue;
    const k = verb.to + 1;
    const words = lowerText(scene, k, k + 3).replace(/^(?:now|already|still|also|first) /, '');
    const told = /^(?:(?:cash[ -]flow|ebitda|free-cash-flow)[ -]positive|profitable|breakeven|break-even)\b/.exec(
      words,
    )?.[0];
    const who = orgsOf(scene, verb);
    if (!told || who.length !== 1 || !verb.past) continue;
    const from = nodes.findIndex((node, n) => n >= k && told.startsWith(node.lower));
    if (from < 0) continue;
    drafts.push(measured(scene, used, verb, who, from + told.split(' ').length - 1, -1, from));
  }
  return drafts;
}

/** Each measure of a clause with its figure: "revenue up 5% to $2B, net income of $1B". */
function measures(scene: Scene, used: Set<number>, verb: Verb, who: readonly Party[]): Draft[] {
  const { clauses, nodes } = scene;
  const drafts: Draft[] = [];
  let free = verb.to + 1;
  let any = false;
  // "adjusted net income" is no clause of its own.
  const adjusted = clauses.verbs.find(
    (other) => other.lemma === 'adjust' && other.from >= verb.reach - 1 && other.from <= verb.reach + 1,
  );
  const limit = adjusted ? Math.max(verb.reach, adjusted.reach) : verb.reach;
  for (let k = verb.to + 1; k < limit; k++) {
    const metric = measureAt(scene, k, verb.to);
    // "swung to a profit from a loss of $5M": what was before.
    if (!metric || /\bfrom (?:an? )?$/.test(`${lowerText(scene, metric.from - 2, metric.from)} `)) continue;
    const before = figureBefore(scene, used, metric.from, free);
    const after = before >= 0 ? -1 : figureAfter(scene, used, k, verb, limit);
    const moved = /^(?:up|down|rose|fell|rising|falling|growth|jumped|dropped)$/.test(nodes[k + 1]?.lower ?? '');
    const bare =
      before < 0 &&
      after < 0 &&
      (any
        ? moved
        : /^(?:report|post|beat|miss)$/.test(verb.lemma) &&
          (moved || k - verb.to <= 6) &&
          /^(?:up|down|expectations?|estimates?|forecasts?|targets?|above|below|growth|that|in|for|but|and|,|\.|$)/.test(
            nodes[k + 1]?.lower ?? '',
          ));
    if (before < 0 && after < 0 && !bare) continue;
    drafts.push(
      measured(scene, used, verb, metric.owner ? [metric.owner] : who, k, before >= 0 ? before : after, metric.from),
    );
    any = true;
    free = Math.max(k, before, after) + 1;
  }
  // One report is of one time: "2025 revenue of $5M, net income of $1M".
  const period = drafts[0]?.args.find(({ role }) => role === 'period');
  for (const draft of drafts) if (period && !has(draft, 'period')) draft.args.push(period);
  return drafts;
}
