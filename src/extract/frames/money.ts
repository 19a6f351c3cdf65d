import type { Verb } from '../clauses.ts';
import { modifiersOf, nodeText, ownerOf, type Party, parties, referent, type Scene } from '../scene.ts';
import type { Value } from '../values.ts';
import { addParties, addValues, type Draft, type Frame, has, lowerText, newDraft } from './frame.ts';

const org = (scene: Scene, verb: Verb | null): Party[] =>
  verb ? parties(scene, verb.subject, 'org', verb).filter((party) => party.entity?.kind === 'org') : [];

/** Markets, not those that go to them. */
const EXCHANGE =
  /^(?:asx|nyse|nasdaq|sgx|hkex|lse|bse|nse|tsx|hong kong|new york|london|mumbai|shanghai|shenzhen|us|uk)\b/i;

export const ipo: Frame = {
  type: 'ipo',
  values: {
    amount: (value) => value.kind === 'money' && (value.use === 'plain' || value.use === 'saving'),
    valuation: (value) => value.kind === 'money' && value.use === 'valuation',
  },
  accept: (draft) => has(draft, 'org'),
  read(scene) {
    const drafts: Draft[] = [];
    const { clauses, nodes } = scene;
    const push = (draft: Draft): void => {
      // "an IPO that may raise $2B": the sum may stand in a clause of its own.
      for (let k = draft.to; k < Math.min(nodes.length, draft.to + 10); k++)
        if (nodes[k]?.lemma === 'raise' || nodes[k]?.lower === 'raising') {
          draft.to = Math.min(nodes.length, k + 6);
          break;
        }
      draft.args = draft.args.filter(
        (arg) =>
          arg.party &&
          !EXCHANGE.test(arg.party.text) &&
          !arg.party.entity?.authority &&
          arg.party.entity?.kind !== 'person',
      );
      if (!has(draft, 'org') || draft.status === 'failed') return;
      addValues(draft, scene, ipo);
      // No offering raises so much: "a $1T IPO" is the company's worth.
      for (const arg of draft.args)
        if (arg.role === 'amount' && (arg.value?.value ?? 0) >= 2e11 && arg.value?.unit === 'USD')
          arg.role = 'valuation';
      drafts.push(draft);
    };
    for (const verb of clauses.verbs) {
      const rest = lowerText(scene, verb.to + 1, Math.min(verb.reach, verb.to + 8));
      const draft = newDraft(scene, 'ipo', verb.head, verb);
      draft.from = verb.from;
      draft.to = verb.reach;
      const feared =
        clauses.verbs.some(
          (other) => other.to < verb.from && other.reach > verb.from && /^(?:fear|worry|doubt)$/.test(other.lemma),
        ) || /\b(?:fears|fearing|worries)\b/.test(lowerText(scene, verb.from - 5, verb.from));
      if (verb.negated || feared) continue;
      if (verb.lemma === 'go' && /^public\b/.test(rest)) {
        addParties(draft, 'org', org(scene, verb));
        if (
          verb.modal === 'may' ||
          verb.modal === 'might' ||
          verb.modal === 'could' ||
          verb.chain.some((word) => /^(?:plan|prepare|consider|want|expect)$/.test(word))
        )
          draft.status = 'talks';
        push(draft);
      } else if (verb.lemma === 'take' && verb.object && /^(?:\S+ ){0,6}public\b/.test(rest)) {
        addParties(draft, 'org', parties(scene, verb.object, 'org', verb));
        push(draft);
      } else if (
        /^(?:list|debut)$/.test(verb.lemma) &&
        verb.preps.some(
          (prep) =>
            /^(?:on|in)$/.test(prep.word) &&
            prep.group &&
            /\b(?:nasdaq|nyse|stock exchange|exchange|hkex|bourse|stock market|new york stock)\b/.test(
              lowerText(scene, prep.group.from, prep.group.to + 1),
            ),
        )
      ) {
        addParties(draft, 'org', org(scene, verb));
        push(draft);
      }
    }
    nodes.forEach((node, at) => {
      if (
        !/^(?:ipo|ipos)$/.test(node.lower) &&
        !(node.lower === 'offering' && nodes[at - 1]?.lower === 'public') &&
        !(node.lower === 'listing' && /^(?:public|stock|us|market|nasdaq|dual|nyse)$/.test(nodes[at - 1]?.lower ?? ''))
      )
        return;
      const phrase = clauses.phraseAt(at);
      if (!phrase || node.lower === 'ipos') return;
      const group = clauses.groupAt(at);
      const carrier =
        clauses.verbs.find((verb) => verb.object !== null && verb.object === group && verb.object.from > verb.to) ??
        clauses.verbs.find(
          (verb) =>
            verb.preps.some(
              (prep) =>
                prep.group === group &&
                prep.at - verb.to <= 6 &&
                /^(?:for|on|toward|towards|with|in|to|of)$/.test(prep.word),
            ) &&
            /^(?:file|prepare|plan|aim|gear|push|move|raise|ready|debut|work|apply|head|push|lay|draft|look|eye|proceed|begin|start|confirm|set|target|meet|submit)$/.test(
              verb.lemma,
            ),
        ) ??
        null;
      const draft = newDraft(scene, 'ipo', at, carrier);
      draft.from = phrase.from;
      draft.to = carrier ? Math.max(carrier.reach, phrase.to + 1) : phrase.to + 6;
      const before = lowerText(scene, at - 7, at);
      addParties(draft, 'org', ownerOf(scene, phrase, at, 'org'));
      if (!has(draft, 'org')) addParties(draft, 'org', modifiersOf(scene, phrase, at, 'org').slice(-1));
      for (const prep of clauses.prepsAfter(at + 1, Math.min(draft.to, at + 4)))
        if (!has(draft, 'org') && prep.word === 'of') addParties(draft, 'org', parties(scene, prep.group, 'org'));
      const subject = carrier && !carrier.passive ? org(scene, carrier) : [];
      if (
        !has(draft, 'org') &&
        subject.length === 1 &&
        carrier &&
        !/^(?:underwrite|lead|price|buy|block|say|tell)$/.test(carrier.lemma)
      ) {
        addParties(draft, 'org', subject);
        draft.from = Math.min(draft.from, carrier.from);
      }
      if (
        !has(draft, 'org') &&
        /\b(?:ahead of|since|before|reported|planned)(?: (?:its|the|their|a|an|reported|planned|possible|potential|expected)(?: [^,;:]{1,14}){0,4})?$/.test(
          before,
        )
      ) {
        const entity = referent(scene, at, null);
        if (entity && entity.kind === 'org')
          addParties(draft, 'org', [{ entity, text: entity.name, node: at, coreferent: true }]);
      }
      if (!has(draft, 'org')) return;
      const after = /\b(?:since|after|following|post)\b(?: \S+){0,4}$/.test(before);
      const talky =
        /\b(?:plan|plans|planning|prep|prepare|prepares|preparing|eye|eyes|eyeing|consider|considers|considering|explore|explores|discussed|weigh|weighs|weighing|mulls?|potential|possible|reported|planned|race|may|could|might|expected|gears?|readies|talks|anticipated|target|targets|targeting|looking)\b/;
      if (after) draft.background = true;
      else if (
        (carrier && talky.test(`${lowerText(scene, carrier.from, at)} ${carrier.chain.join(' ')}`)) ||
        talky.test(before) ||
        /^(?:plans?|prep|race|talks|ambitions)\b/.test(lowerText(scene, at + 1, at + 3))
      )
        draft.status = 'talks';
      push(draft);
    });
    return drafts;
  },
};

export const valuation: Frame = {
  type: 'valuation',
  accept: (draft) => (has(draft, 'org') || has(draft, 'target')) && has(draft, 'valuation'),
  read(scene) {
    const drafts: Draft[] = [];
    const { clauses, nodes } = scene;
    nodes.forEach((node, at) => {
      const value = node.value;
      if (!value || value.kind !== 'money' || value.use !== 'valuation') return;
      const phrase = clauses.phraseAt(at);
      const around = lowerText(scene, at - 4, at + 4);
      // A market's price moves by itself; a round carries its own valuation.
      if (/\bmarket (?:cap|value|capitali[sz]ation)|\bpublic company\b|\bcombined\b/.test(around)) return;
      const round =
        /\b(?:rounds?|raises?|raised|raising|series [a-k]|seed|fundraise|fundraising|investment)\b/.test(
          lowerText(scene, Math.max(0, at - 14), at + 8),
        ) && !/\b(?:tender|secondary|share sale|sell shares|employee)\b/.test(lowerText(scene, 0, nodes.length));
      const worth = lowerText(scene, at - 3, at);
      if (
        /\bworth\b/.test(worth) &&
        !/\b(?:is|was|now|company|startup|firm|unicorn|be) worth\b/.test(lowerText(scene, at - 5, at))
      )
        return;
      if (
        /\b(?:was|were) (?:last )?valued at\b|\bpreviously\b/.test(lowerText(scene, at - 5, at)) &&
        nodes.some((other, k) => k !== at && other.value?.use === 'valuation')
      )
        return;
      // The nearest verb whose reach holds the figure.
      const verb = [...clauses.verbs].reverse().find((other) => other.to < at && other.reach > at) ?? null;
      const draft = newDraft(scene, 'valuation', at, verb);
      draft.from = verb?.from ?? at;
      draft.to = at + 1;
      if (
        verb &&
        /^(?:raise|secure|land|bag|net|close|invest|lead|buy|acquire|sell|pay|snap|snag|nab|pick|score|drop|fetch|receive|attract|bank|pull|garner|draw|collect)$/.test(
          verb.lemma,
        ) &&
        !/\bshares\b/.test(lowerText(scene, verb.from, verb.reach))
      )
        return;
      const subject = org(scene, verb);
      if (verb && verb.lemma === 'value') {
        const who = verb.passive ? subject : parties(scene, verb.object, 'org', verb);
        addParties(draft, 'org', who.slice(0, 1));
        if (!verb.passive && verb.form === 'gerund' && !has(draft, 'org') && verb.subject)
          addParties(draft, 'org', subject.slice(0, 1));
      } else if (phrase) {
        addParties(draft, 'org', ownerOf(scene, phrase, phrase.head, 'org'));
        if (!has(draft, 'org')) {
          // "PhonePe, … with a $12 billion valuation", "Scribe hits $1.3B valuation".
          const holder = verb?.subject && verb.subjectVia !== 'relative' ? subject : [];
          addParties(draft, 'org', holder.slice(0, 1));
        }
      }
      // "With a valuation of $5B to justify, … Foo …": whom the clause goes on to name.
      if (!has(draft, 'org') && !verb && /^with an? valuation\b/.test(lowerText(scene, 0, 4))) {
        const next = clauses.verbs.find((other) => other.from > at && other.form === 'finite');
        addParties(draft, 'org', org(scene, next ?? null).slice(0, 1));
        draft.background = true;
      }
      if (
        !has(draft, 'org') &&
        phrase &&
        /\b(?:startup|company|firm|unicorn)\b/.test(lowerText(scene, phrase.from, phrase.to + 1))
      )
        return;
      if (
        verb &&
        (/^(?:could|may|might|would)$/.test(verb.modal ?? '') ||
          /^(?:target|seek|eye|discuss|consider)$/.test(verb.lemma) ||
          verb.chain.some((word) => /^(?:talk|discussion|seek|look|consider)$/.test(word)))
      )
        draft.status = 'talks';
      if (
        /\b(?:now|last|previously|currently) valued at|\bwith a valuation\b|\bvaluation of up to\b/.test(
          lowerText(scene, at - 6, at + 1),
        ) &&
        scene.sentence.field === 'text'
      )
        draft.background = true;
      draft.args.push({ role: 'valuation', text: value.text, value });
      if (round) {
        // A round carries its valuation: the figure joins what else the article tells of it.
        draft.type = 'investment';
        draft.background = false;
        for (const arg of draft.args) if (arg.role === 'org') arg.role = 'target';
      }
      drafts.push(draft);
    });
    return drafts;
  },
};

const METRIC =
  /^(?:revenues?|sales|arr|profits?|loss(?:es)?|income|earnings|ebitda|bookings|backlog|users?|customers?|subscribers?|turnover|run-rate|expenses|capex|gmv|deposits|downloads|aum|acv|spend)$/;

export const financials: Frame = {
  type: 'financials',
  accept: (draft) =>
    has(draft, 'org') &&
    has(draft, 'metric') &&
    (has(draft, 'amount') || draft.args.some((arg) => arg.role === 'period') || draft.verb !== null),
  read(scene) {
    const drafts: Draft[] = [];
    const { clauses, nodes } = scene;
    if (
      /\b(?:could|would|may|might|expected to|forecast|projected?|predicts?|estimates?|by 20[2-9]\d)\b/.test(
        lowerText(scene, 0, nodes.length),
      ) &&
      scene.sentence.field === 'title' &&
      !/\breports?\b/.test(lowerText(scene, 0, nodes.length))
    )
      return drafts;
    const used = new Set<number>();
    for (const verb of clauses.verbs) {
      if (verb.passive && verb.lemma !== 'use') continue;
      const who = org(scene, verb).filter((party) => !METRIC.test(party.text.toLowerCase()));
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
        const title = scene.document.article.title.toLowerCase();
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
        if (
          owners.length > 0 &&
          (amount >= 0 || nodes.slice(verb.to, verb.reach).some((node) => node.value?.kind === 'percent'))
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
      const whose = parties(scene, verb.object, 'org', verb).filter((party) => party.entity?.kind === 'org');
      if (whose.length === 1) make(verb, whose, phrase.head, at);
    }
    return drafts;

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
        if (before.mention && house?.kind === 'org' && (house.slug || house.sure) && !METRIC.test(before.lower)) {
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
