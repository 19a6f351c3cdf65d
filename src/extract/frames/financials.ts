import type { Verb } from '../clauses.ts';
import { modifiersOf, nodeText, ownerOf, type Party, parties, type Scene } from '../scene.ts';
import type { Value } from '../values.ts';
import { addParties, apposed, type Draft, type Frame, has, lowerText, newDraft, orgsOf } from './frame.ts';
import { maker } from './labels.ts';

const METRIC =
  /^(?:revenues?|sales|arr|profits?|loss(?:es)?|income|earnings|ebitda|bookings|backlog|users?|customers?|subscribers?|turnover|run-rate|expenses|capex|gmv|deposits|downloads|aum|acv|spend)$/;

/** Words of what is hoped or guessed. */
const FORECAST =
  /\b(?:could|would|may|might|will|expect\w*|forecast\w*|project(?:s|ed|ion|ions)|predict\w*|estimat\w*|aim\w*|target\w*|goals?|guidance|by 20[2-9]\d|worth|market|industry|raises?d?|funding)\b/;

export const financials: Frame = {
  type: 'financials',
  accept: (draft) =>
    has(draft, 'org') &&
    has(draft, 'metric') &&
    (has(draft, 'amount') || draft.args.some((arg) => arg.role === 'period') || draft.verb !== null),
  cues: /^(?:revenues?|sales|arr|profits?|loss(?:es)?|income|earnings|ebitda|bookings|backlog|users?|customers?|subscribers?|turnover|run-rate|expenses|capex|gmv|deposits|downloads?|aum|acv|spend|members?|clients?|people|accounts?|merchants?|queries|businesses|developers?|positive|profitable|break-?even|cash-flow.*)$/,
  read(scene) {
    const drafts: Draft[] = [];
    const { clauses, nodes } = scene;
    if (
      /\b(?:could|would|may|might|expected to|forecast|projected?|predicts?|estimates?|by 20[2-9]\d)\b/.test(
        lowerText(scene, 0, nodes.length),
      ) &&
      scene.sentence.field === 'title' &&
      !/\b(?:report|post|beat|miss|top)(?:s|ed|ing)?\b/.test(lowerText(scene, 0, nodes.length))
    )
      return drafts;
    const used = new Set<number>();
    for (const verb of clauses.verbs) {
      if (verb.passive && verb.lemma !== 'use') continue;
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
        /^(?:report|post|hit|top|reach|pass|surpass|exceed|cross|generate|have|clock|earn|book|record|see|beat|miss|double|triple|make|grow|log|lose|deliver|approach|clock|narrow|widen|cut|claim|announce|boast|serve|rake in|pull in|bring in|swing|say|count|near|gain|add|remain)$/.test(
          verb.lemma,
        );
      const subject = verb.subject ? lowerText(scene, verb.subject.from, verb.subject.to + 1) : '';
      const moving =
        /^(?:rise|grow|jump|surge|climb|soar|increase|fall|drop|decline|double|triple|reach|hit|top|total|slump|be|come|stand|exceed|swell|rocket|widen|narrow|shrink)$/.test(
          verb.lemma,
        ) && METRIC.test(nodes[verb.subject?.phrases[0]?.head ?? 0]?.lower ?? '');
      if (moving && verb.subject) {
        const phrase = verb.subject.phrases[0];
        if (!phrase) continue;
        let owners = ownerOf(scene, phrase, phrase.head, 'org');
        if (owners.length === 0) owners = modifiersOf(scene, phrase, phrase.head, 'org').slice(-1);
        if (owners.length === 0 && /^(?:the company|its)/.test(subject)) owners = [];
        const amount = firstAmount(verb.to + 1, verb.reach);
        // "Revenue fell …" without an owner is of the one the headline is about.
        const title = scene.document.article.title.slice(0, 500).toLowerCase();
        const topic = scene.article.topic;
        if (
          owners.length === 0 &&
          phrase.from <= 1 &&
          topic?.kind === 'org' &&
          !METRIC.test(topic.name.toLowerCase()) &&
          title.includes(topic.name.toLowerCase()) &&
          scene.sentence.field === 'text' &&
          /\b(?:revenues?|profits?|loss(?:es)?|earnings|results|q[1-4])\b/.test(title)
        )
          owners = [{ entity: topic, text: topic.name, node: phrase.head, coreferent: true }];
        // "Foo cuts jobs as revenue jumps 13%": of the one that the headline is about.
        if (owners.length === 0 && scene.sentence.field === 'title' && nodes[phrase.from - 1]?.lower === 'as') {
          const main = clauses.verbs.find(
            (other) => other.to < phrase.from && other.form === 'finite' && other.subject,
          );
          owners = orgsOf(scene, main ?? null).slice(0, 1);
        }
        if (
          owners.length > 0 &&
          (amount >= 0 ||
            (scene.sentence.field === 'title' &&
              /^(?:rise|grow|jump|surge|climb|soar|fall|drop|decline|double|triple|slump)$/.test(verb.lemma)) ||
            nodes.slice(verb.to, verb.reach).some((node) => node.value?.kind === 'percent'))
        )
          make(verb, owners, phrase.head, amount);
        continue;
      }
      if (!reporting || who.length !== 1) continue;
      if (verb.modal && /^(?:could|may|might|would|will|to)$/.test(verb.modal)) continue;
      if (
        verb.chain.some((word) =>
          /^(?:expect|plan|aim|project|forecast|hope|target|want|purpose|help|look|try)$/.test(word),
        )
      )
        continue;
      measures(verb, who);
      const counts =
        /^(?:hit|top|reach|pass|surpass|exceed|cross|have|serve|claim|boast|count|near|gain|add|say|approach|amass|attract|draw)$/;
      for (let k = verb.to + 1; k < verb.reach; k++) {
        const value = nodes[k]?.value;
        if (!value || used.has(k) || !counts.test(verb.lemma)) continue;
        const developers = value.kind === 'count' && /^developers$/i.test(value.unit) && (value.value ?? 0) >= 10_000;
        if (value.kind !== 'users' && !developers) continue;
        const unit = nodes
          .slice(k + 1, Math.min(nodes.length, k + 7))
          .findIndex((other) => other.lower.startsWith(value.unit.toLowerCase()));
        if (unit >= 0) make(verb, who, k + 1 + unit, k);
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
      const used = verb.object?.phrases[0];
      if (whose.length === 0 && used && /^(?:apps?|products?|services?|tools?)$/.test(nodes[used.head]?.lower ?? ''))
        whose = modifiersOf(scene, used, used.head, 'org');
      if (whose.length === 1) make(verb, whose, phrase.head, at);
    }
    byState();
    if (drafts.length === 0) byNoun();
    return drafts;

    /** "has remained cash-flow positive", "turned profitable". */
    function byState(): void {
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
        make(verb, who, from + told.split(' ').length - 1, -1, from);
      }
    }

    /** Figures that no verb of reporting tells: "Foo's record $57B revenue", "with $2B in ARR", "Foo Q3 revenue up 3%". */
    function byNoun(): void {
      if (FORECAST.test(lowerText(scene, 0, nodes.length)) || scene.index > 3) return;
      nodes.forEach((node, at) => {
        if (!METRIC.test(node.lower) || node.value || drafts.length > 0) return;
        const phrase = clauses.phraseAt(at);
        if (!phrase || phrase.head !== at) return;
        const inside = nodes.findIndex((other, k) => k >= phrase.from && k < at && fits(other.value));
        const outside =
          nodes[phrase.from - 1]?.lower === 'in' && fits(nodes[phrase.from - 2]?.value) ? phrase.from - 2 : -1;
        const figure = inside >= 0 ? inside : outside;
        const moved =
          figure < 0 &&
          scene.sentence.field === 'title' &&
          /^(?:up|down)$/.test(nodes[at + 1]?.lower ?? '') &&
          nodes[at + 2]?.value;
        if (figure < 0 && !moved) return;
        const verb =
          [...clauses.verbs].reverse().find((other) => other.form === 'finite' && other.to < phrase.from) ?? null;
        let who = ownerOf(scene, phrase, at, 'org');
        const thing = nodes.slice(phrase.from, at).find((other) => other.mention?.entity.owner)?.mention?.entity;
        if (who.length === 0 && thing) who = maker(scene, thing);
        if (who.length === 0 && moved) who = modifiersOf(scene, phrase, at, 'org');
        if (
          who.length === 0 &&
          figure >= 0 &&
          !/^(?:start|begin)$/.test(verb?.lemma ?? '') &&
          /^(?:with|amid|on)$/.test(nodes[Math.min(phrase.from, figure) - 1]?.lower ?? '')
        ) {
          const subject = verb?.subject?.phrases[0];
          who = orgsOf(scene, verb);
          if (who.length === 0 && subject) who = ownerOf(scene, subject, subject.head, 'org');
        }
        if (who.length !== 1 || who[0]?.entity?.kind !== 'org') return;
        let start = at;
        while (
          start - 1 >= phrase.from &&
          start - 1 > figure &&
          /^(?:NOUN|ADJ)$/.test(nodes[start - 1]?.pos ?? '') &&
          !nodes[start - 1]?.mention &&
          !/^(?:record|strong|first|new|q[1-4])$/.test(nodes[start - 1]?.lower ?? '')
        )
          start--;
        const draft = newDraft(scene, 'financials', at, verb, 'announced');
        draft.status = 'announced';
        draft.from = phrase.from;
        draft.to = at + 1;
        addParties(draft, 'org', who);
        draft.args.push({ role: 'metric', text: nodeText(scene, start, at) });
        const value = nodes[figure]?.value;
        if (value) draft.args.push({ role: 'amount', text: value.text, value });
        const period = /\b(?:fiscal )?[QH][1-4]\b/.exec(
          scene.text.slice(nodes[phrase.from]?.start ?? 0, nodes[Math.min(nodes.length - 1, at + 3)]?.end ?? 0),
        );
        if (period) draft.args.push({ role: 'period', text: period[0] });
        if (value || period) drafts.push(draft);
      });
      function fits(value: Value | undefined): boolean {
        return (
          value !== undefined &&
          (value.kind === 'money' || value.kind === 'users') &&
          value.use !== 'previous' &&
          value.use !== 'price' &&
          value.use !== 'valuation'
        );
      }
    }

    /** Each measure of a clause with its figure: "revenue up 5% to $2B, net income of $1B". */
    function measures(verb: Verb, who: readonly Party[]): void {
      let free = verb.to + 1;
      let any = false;
      // "adjusted net income" is no clause of its own.
      const adjusted = clauses.verbs.find(
        (other) => other.lemma === 'adjust' && other.from >= verb.reach - 1 && other.from <= verb.reach + 1,
      );
      const limit = adjusted ? Math.max(verb.reach, adjusted.reach) : verb.reach;
      for (let k = verb.to + 1; k < limit; k++) {
        const metric = measureAt(k, verb.to);
        if (!metric) continue;
        const before = figureBefore(metric.from, free);
        const after = before >= 0 ? -1 : figureAfter(k, verb, limit);
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
        make(verb, metric.owner ? [metric.owner] : who, k, before >= 0 ? before : after, metric.from);
        any = true;
        free = Math.max(k, before, after) + 1;
      }
    }
    /** A measure that ends at a node, without "record", "Q3" and the like before it. */
    function measureAt(k: number, after: number): { from: number; owner: Party | null } | null {
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
            (house.sure &&
              !/^(?:annual|quarter|net|gross|total|cloud|monthly|recurring)/i.test(before.mention.text))) &&
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
    function figureBefore(start: number, free: number): number {
      for (let k = start - 1; k >= Math.max(free, start - 5); k--) {
        const node = nodes[k];
        const value = node?.value;
        if (value) {
          const fits =
            value.kind === 'money'
              ? value.use !== 'previous' && value.use !== 'price' && value.use !== 'valuation'
              : value.kind === 'percent' && value.use === 'change';
          return fits && !used.has(k) ? k : -1;
        }
        if (
          !node ||
          !(
            /^(?:in|of|as|a|an|its|worth|total|new|record|jump|rise|growth|increase|decline|drop|yoy|year-on-year|year-over-year|annual|quarterly|q[1-4]|h[12]|20\d\d|the|first|second|third|fourth|quarter|fiscal)$/.test(
              node.lower,
            ) || node.pos === 'DET'
          )
        )
          return -1;
      }
      return -1;
    }
    function figureAfter(metric: number, verb: Verb, limit: number): number {
      for (let k = metric + 1; k < Math.min(limit, metric + 12); k++) {
        const node = nodes[k];
        if (!node) return -1;
        if (METRIC.test(node.lower) || /^(?:;|after|while|as|but)$/.test(node.lower)) return -1;
        if (
          clauses.verbs.some(
            (other) =>
              other !== verb &&
              other.from === k &&
              !/^(?:reach|total|rise|meet|beat|grow|be|top|hit)$/.test(other.lemma),
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
    function firstAmount(from: number, to: number): number {
      const money = nodes.findIndex(
        (node, k) => k >= from && k < to && node.value?.kind === 'money' && node.value.use !== 'previous',
      );
      if (money >= 0) return money;
      for (let k = from; k < to; k++) {
        const value = nodes[k]?.value;
        if (value && value.use !== 'previous' && (value.kind === 'money' || value.kind === 'users')) return k;
      }
      return -1;
    }
    function yearBefore(start: number): string | null {
      const node = nodes[start - 1];
      return node && /^20[12]\d$/.test(node.text) ? node.text : null;
    }
    function make(verb: Verb, who: readonly Party[], metric: number, amount: number, known = -1): void {
      const draft = newDraft(scene, 'financials', verb.head, verb);
      draft.from = verb.from;
      draft.to = verb.reach;
      draft.status = 'announced';
      addParties(draft, 'org', who.slice(0, 1));
      let start = known >= 0 ? known : metric;
      while (
        known < 0 &&
        start > 0 &&
        /^(?:recurring|annual|annualized|annualised|net|operating|gross|cash|product|cloud|ai|and|advertising|ad|total|run|monthly|weekly|daily|active|paying|paid|adjusted|quarterly)$/.test(
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
      const period = periodIn(scene, verb) ?? yearBefore(start);
      if (period) {
        draft.args.push({ role: 'period', text: period });
        // The year that is reported on does not make the report old.
        if (/^20\d\d$/.test(period) && verb.subjectVia === 'direct') draft.background = false;
      }
      // A headline's "after Foo reported" is the news itself.
      if (
        scene.sentence.field === 'title' &&
        /^(?:report|post|beat|miss)$/.test(verb.lemma) &&
        !/\b(?:last|ago|earlier)\b/.test(lowerText(scene, verb.from, verb.reach))
      )
        draft.background = false;
      drafts.push(draft);
    }
  },
};

function periodIn(scene: Scene, verb: Verb): string | null {
  const from = scene.nodes[verb.subject && verb.subject.to < verb.from ? verb.subject.from : verb.from]?.start ?? 0;
  const to = scene.nodes[Math.min(scene.nodes.length, verb.reach) - 1]?.end ?? 0;
  const text = scene.text.slice(from, to);
  const match =
    /\b(?:fiscal )?[QH][1-4](?: (?:FY)?(?:20)?\d\d)?\b|\b(?:first|second|third|fourth|last|latest)[- ](?:quarter|half)(?: of (?:fiscal )?(?:20)?\d\d)?\b|\b(?:fiscal(?: year)?|FY) ?(?:20)?\d\d\b|\b(?:past|last) (?:\d+|twelve|six|three|year|month|quarter)(?: months| years)?\b|\b(?:12-month)\b|(?<=\bin )20[12]\d\b/i.exec(
      text,
    );
  return match ? match[0] : null;
}
