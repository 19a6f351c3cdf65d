import type { Verb } from '../clauses.ts';
import { modifiersOf, nodeText, ownerOf, type Party, parties, referent, type Scene } from '../scene.ts';
import type { Value } from '../values.ts';
import { addParties, addValues, type Draft, type Frame, has, lowerText, newDraft } from './frame.ts';

const org = (scene: Scene, verb: Verb | null): Party[] =>
  verb ? parties(scene, verb.subject, 'org', verb).filter((party) => party.entity?.kind === 'org') : [];

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
      addValues(draft, scene, ipo);
      drafts.push(draft);
    };
    for (const verb of clauses.verbs) {
      const rest = lowerText(scene, verb.to + 1, Math.min(verb.reach, verb.to + 8));
      const draft = newDraft(scene, 'ipo', verb.head, verb);
      draft.from = verb.from;
      draft.to = verb.reach;
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
        !(node.lower === 'listing' && /^(?:public|stock|us|market|nasdaq)$/.test(nodes[at - 1]?.lower ?? ''))
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
      if (!has(draft, 'org') && /\b(?:ahead of|since|after|before|reported|planned|first)\b/.test(before)) {
        const entity = referent(scene, at, null);
        if (entity && entity.kind === 'org')
          addParties(draft, 'org', [{ entity, text: entity.name, node: at, coreferent: true }]);
      }
      if (!has(draft, 'org')) return;
      const after = /\b(?:since|after|following|post)\b(?: \S+){0,4}$/.test(before);
      const talky =
        /\b(?:plan|plans|planning|prep|prepare|prepares|preparing|eye|eyes|eyeing|consider|considers|considering|explore|explores|discussed|weigh|weighs|weighing|mulls?|potential|possible|reported|planned|ahead|race|may|could|might|expected|gears?|readies|talks|anticipated|target|targets|targeting|looking)\b/;
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
  accept: (draft) => has(draft, 'org') && has(draft, 'valuation'),
  read(scene) {
    const drafts: Draft[] = [];
    const { clauses, nodes } = scene;
    nodes.forEach((node, at) => {
      const value = node.value;
      if (!value || value.kind !== 'money' || value.use !== 'valuation') return;
      const phrase = clauses.phraseAt(at);
      // The nearest verb whose reach holds the figure.
      const verb = [...clauses.verbs].reverse().find((other) => other.to < at && other.reach > at) ?? null;
      const draft = newDraft(scene, 'valuation', at, verb);
      draft.from = verb?.from ?? at;
      draft.to = at + 1;
      if (
        verb &&
        /^(?:raise|secure|land|bag|net|close|invest|lead|buy|acquire|sell|pay)$/.test(verb.lemma) &&
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
          const holder = verb && verb.subject ? subject : [];
          addParties(draft, 'org', holder.slice(0, 1));
        }
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
      drafts.push(draft);
    });
    return drafts;
  },
};

const METRIC =
  /^(?:revenues?|sales|arr|profits?|loss(?:es)?|income|earnings|ebitda|bookings|backlog|users?|customers?|subscribers?|turnover|run rate|run-rate|cash flow|expenses|capex|gmv|deposits|downloads|aum|cash-flow)$/;

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
      const who = org(scene, verb);
      const reporting =
        /^(?:report|post|hit|top|reach|pass|surpass|exceed|cross|generate|have|clock|earn|book|record|see|beat|miss|double|triple|make|grow|log|lose|deliver|approach|claim|announce|boast|serve|rake in|pull in|bring in|swing|say|count|near|gain|add|remain)$/.test(
          verb.lemma,
        );
      const subject = verb.subject ? lowerText(scene, verb.subject.from, verb.subject.to + 1) : '';
      const moving =
        /^(?:rise|grow|jump|surge|climb|soar|increase|fall|drop|decline|double|triple|reach|hit|top|total|slump|be|come|stand|exceed|swell|rocket|beat|miss)$/.test(
          verb.lemma,
        ) && METRIC.test(nodes[verb.subject?.phrases[0]?.head ?? 0]?.lower ?? '');
      if (moving && verb.subject) {
        const phrase = verb.subject.phrases[0];
        if (!phrase) continue;
        let owners = ownerOf(scene, phrase, phrase.head, 'org');
        if (owners.length === 0) owners = modifiersOf(scene, phrase, phrase.head, 'org').slice(-1);
        if (owners.length === 0 && /^(?:the company|its)/.test(subject)) owners = [];
        const amount = firstAmount(verb.to + 1, verb.reach);
        if (owners.length > 0 && amount >= 0) make(verb, owners, phrase.head, amount);
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
      // Figures of money that are a result, or numbers of users.
      const from = verb.to + 1;
      let any = false;
      for (let k = from; k < verb.reach; k++) {
        const value = nodes[k]?.value;
        if (!value || used.has(k)) continue;
        if (value.kind === 'money' && value.use === 'financial') {
          const metric = metricNear(k);
          if (metric >= 0) {
            make(verb, who, metric, k);
            any = true;
          }
        } else if (
          value.kind === 'users' &&
          /^(?:hit|top|reach|pass|surpass|exceed|cross|have|serve|claim|boast|count|near|gain|add|say|approach)$/.test(
            verb.lemma,
          )
        ) {
          const unit = nodes
            .slice(k + 1, Math.min(nodes.length, k + 7))
            .findIndex((other) => other.lower.startsWith(value.unit.toLowerCase()));
          if (unit >= 0) {
            make(verb, who, k + 1 + unit, k);
            any = true;
          }
        }
      }
      if (!any) {
        // "beats revenue expectations", "reports 30% jump in Q3 revenue".
        const metric = nodes.findIndex(
          (other, k) => k >= from && k < Math.min(verb.reach, from + 12) && !other.mention && METRIC.test(other.lower),
        );
        if (metric < 0) continue;
        const percent = nodes.findIndex(
          (other, k) => k >= from && k < verb.reach && other.value?.kind === 'percent' && other.value.use === 'change',
        );
        const money = nodes.findIndex(
          (other, k) =>
            k >= from &&
            k < verb.reach &&
            other.value?.kind === 'money' &&
            other.value.use === 'plain' &&
            Math.abs(k - metric) <= 4,
        );
        if (percent >= 0 || money >= 0) make(verb, who, metric, money >= 0 ? money : percent);
        else if (/^(?:report|post|beat|miss)$/.test(verb.lemma)) make(verb, who, metric, -1);
      }
    }
    return drafts;

    function firstAmount(from: number, to: number): number {
      for (let k = from; k < to; k++) {
        const value = nodes[k]?.value;
        if (
          value &&
          value.use !== 'previous' &&
          (value.kind === 'money' || value.kind === 'users' || value.kind === 'percent')
        )
          return k;
      }
      return -1;
    }
    function metricNear(at: number): number {
      for (let gap = 1; gap <= 7; gap++) {
        for (const k of [at + gap, at - gap]) {
          const node = nodes[k];
          if (!node || node.mention) continue;
          if (k > at && nodes.slice(at + 1, k).some((other) => /^[,;]$/.test(other.text) || other.value)) continue;
          if (METRIC.test(node.lower)) return k;
          if (/^(?:rate)$/.test(node.lower) && /^run/.test(nodes[k - 1]?.lower ?? '')) return k;
        }
      }
      return -1;
    }
    function make(verb: Verb, who: readonly Party[], metric: number, amount: number): void {
      const draft = newDraft(scene, 'financials', verb.head, verb);
      draft.from = verb.from;
      draft.to = verb.reach;
      draft.status = 'announced';
      addParties(draft, 'org', who.slice(0, 1));
      let start = metric;
      while (
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
      const period = periodIn(scene, verb);
      if (period) draft.args.push({ role: 'period', text: period });
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
