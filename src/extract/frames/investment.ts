import type { Group, Verb } from '../clauses.ts';
import { ownerOf, parties, type Scene } from '../scene.ts';
import type { Value } from '../values.ts';
import {
  addGroup,
  addParties,
  addValues,
  all,
  type Draft,
  type Frame,
  has,
  lowerText,
  type Match,
  newDraft,
  throughPart,
  words,
} from './frame.ts';

const FUNDING =
  /\b(?:funding|financing|round|investment|capital|seed|series|equity|backing|raise|growth round|haul|venture|check|cheque|pre-seed|extension|debt)\b/;
const money = (value: Value | undefined): boolean =>
  value?.kind === 'money' &&
  (value.use === 'plain' ||
    value.use === 'fund' ||
    value.use === 'total' ||
    value.use === 'valuation' ||
    value.use === 'saving');

/** The object speaks of money for the company: a sum or a round, not "concerns" or "prices". */
function raisesMoney({ scene, verb, draft }: Match): boolean {
  if (!verb || verb.passive) return false;
  const object =
    verb.object ?? (verb.lemma === 'close' ? (verb.preps.find((prep) => prep.word === 'on')?.group ?? null) : null);
  if (!object) return false;
  // Money of a listing is told by its own type.
  if (
    /\b(?:ipo|initial public offering)\b/.test(lowerText(scene, verb.from - 5, verb.from)) &&
    verb.form === 'infinitive'
  )
    return false;
  if (
    /\b(?:ipo|initial public offering|public listing|debt|bond|bonds|loan|notes)\b/.test(
      lowerText(scene, verb.to, Math.min(verb.reach, object.to + 12)),
    ) &&
    !/\b(?:equity|series|seed|round|capital|funding)\b/.test(lowerText(scene, verb.to, verb.reach))
  )
    return false;
  const words = lowerText(scene, object.from, object.to + 1);
  const sum = scene.nodes.slice(object.from, object.to + 1).find((node) => node.value);
  const head = scene.nodes[object.phrases[0]?.head ?? 0];
  if (
    /\b(?:price|prices|fee|concern|question|alarm|bar|stakes|guidance|outlook|forecast|target|rate|limit|awareness|wage|tax|contract|order|customer|revenue|deal|user|license|licence|approval|valuation)s?\b/.test(
      head?.lower ?? '',
    )
  )
    return false;
  if (sum?.value?.kind === 'money' && ['financial', 'price', 'saving', 'market'].includes(sum.value.use)) return false;
  const all = lowerText(scene, object.from, Math.min(verb.reach, object.to + 8));
  if (verb.lemma === 'raise') {
    if (sum?.value?.kind === 'money' || sum?.value?.kind === 'round') return true;
    return FUNDING.test(words) || /^(?:cash|money|millions|billions)\b/.test(words);
  }
  if (sum?.value?.kind === 'round') return true;
  if (
    /\b(?:contract|order|deal|grant|fine|loan|credit|revenue|facility|patent|customer|sales|damages|verdict|prize|award)s?\b/.test(
      all,
    ) &&
    !FUNDING.test(all)
  )
    return false;
  if (sum && money(sum.value) && FUNDING.test(all)) return true;
  if (
    sum &&
    money(sum.value) &&
    /^(?:secure|bag|net|nab|land|snag|close|haul|score|pick up|pull in|reel in|snap up|scoop up|rake in|take in|haul in|attract|collect|get|bank)$/.test(
      verb.phrasal,
    ) &&
    head?.value
  )
    return true;
  if (
    FUNDING.test(head?.lower ?? '') &&
    /^(?:investment|funding|backing|round|financing|capital)$/.test(head?.lower ?? '') &&
    verb.lemma !== 'get'
  )
    return has(draft, 'investor') || /\b(?:seed|series|strategic|equity|growth)\b/.test(words);
  return false;
}

/** "led by Foo, with participation from Bar": the investors of a round, wherever the clause or the next sentence names them. */
function backers(scene: Scene, draft: Draft, from: number, to: number): void {
  const { clauses, nodes } = scene;
  for (const verb of clauses.verbs) {
    if (verb.from < from || verb.from >= to) continue;
    if (verb.passive && /^(?:lead|back|co-lead|fund|finance|anchor|join)$/.test(verb.lemma)) {
      for (const prep of verb.preps)
        if (prep.word === 'by') {
          addGroup(draft, scene, { role: 'investor', want: 'any' }, prep.group, verb);
          break;
        }
    }
  }
  for (let k = from; k < to; k++) {
    const node = nodes[k];
    if (!node) continue;
    const start = group(scene, k + 1);
    if (!start) continue;
    const before = lowerText(scene, k - 4, k);
    if (
      /\b(?:execs?|executives?|founders?|employees?|alumni|veterans?|researchers?|engineers?|angels?|leaders|people)$/.test(
        before,
      )
    )
      continue;
    if (
      (node.lower === 'from' &&
        /\b(?:participation|investors|backing|support|funding|contributions?|investment|investments|capital|money|backers?|million|billion)\b[^,]*$|\d[bmk]?$/i.test(
          before,
        )) ||
      (node.lower === 'including' && /\b(?:investors|backers|participants|firms|vcs|angels)\b/.test(before)) ||
      (node.lower === 'by' && /\b(?:led|co-led|backed|funded)\b(?: \w+)?$/.test(before))
    ) {
      addGroup(draft, scene, { role: 'investor', want: 'any' }, start);
    }
  }
}
function group(scene: Scene, k: number): Group | null {
  let at = k;
  while (at < scene.nodes.length && at < k + 3 && !scene.clauses.groupAt(at)) at++;
  return scene.clauses.groupAt(at);
}

/** "Foo is raising $5M for a new startup called Bar"; "the company has raised $50M to date", said right after a round. */
function ownRound(scene: Scene, verb: Verb, draft: Draft): void {
  const target = draft.args.find((arg) => arg.role === 'target')?.party;
  if (!target) {
    const own = verb.preps.find((prep) => prep.word === 'for');
    if (own?.group && verb.subject && parties(scene, verb.subject, 'person', verb).length > 0)
      addGroup(draft, scene, 'target', throughPart(scene, own.group, verb.reach), verb);
    return;
  }
  const told = scene.article.told.get('investment');
  const round = told?.args.find((arg) => arg.role === 'target')?.party?.entity;
  if (!target.coreferent || !told || !round || round === target.entity || scene.index - told.sentence > 2) return;
  if (told.args.some((arg) => arg.role === 'investor' && arg.party?.entity === target.entity))
    Object.assign(target, { entity: round, text: round.name });
}

/** A part of a house that is no majority: "49%", "a minority stake", "almost half". */
function part(scene: Scene, group: Group): boolean {
  const nodes = scene.nodes.slice(group.from, group.to + 1);
  const share = nodes.find((node) => node.value?.kind === 'percent')?.value;
  if (share) return share.use === 'stake' && (share.value ?? 0) <= 50;
  return (
    nodes.some((node) => /^(?:half|third|quarter|stake|slice)$/.test(node.lower)) &&
    !nodes.some((node) => /^(?:majority|controlling|remaining)$/.test(node.lower))
  );
}

/** "Foo's equity", "Foo's shares": Foo. */
function shareOf(scene: Scene, group: Group): Group {
  const phrase = group.phrases[0];
  if (!phrase || !/^(?:equity|shares?|stock|capital)$/.test(scene.nodes[phrase.head]?.lower ?? '')) return group;
  const owner = scene.nodes.findIndex((node, k) => k >= phrase.from && k < phrase.head && node.mention !== undefined);
  return owner < 0 ? group : { from: owner, to: owner, phrases: [{ from: owner, to: owner, head: owner }] };
}

const values: Frame['values'] = {
  amount: (value) => value.kind === 'money' && (value.use === 'plain' || value.use === 'saving'),
  valuation: (value) => value.kind === 'money' && value.use === 'valuation',
  stake: (value) => value.kind === 'percent' && value.use === 'stake',
  round: (value) => value.kind === 'round',
};

export const investment: Frame = {
  type: 'investment',
  values,
  verbs: [
    {
      verbs: words(
        'raise, secure, land, bag, net, snag, nab, close, haul in, receive, attract, score, pick up, pull in, reel in, get, collect, bank, rake in, garner, draw, obtain, win, seek, target, fetch, snap up, scoop up, rake in, take in, haul in, eye',
      ),
      subject: 'target',
      preps: { from: 'investor' },
      when: (match) => {
        const { verb } = match;
        if (
          verb &&
          /^(?:seek|target|eye)$/.test(verb.lemma) &&
          !/\b(?:funding|financing|round|raise|capital|investment)\b/.test(
            lowerText(match.scene, verb.to, Math.min(verb.reach, verb.to + 9)),
          )
        )
          return false;
        const raised = raisesMoney(match);
        if (raised && verb) ownRound(match.scene, verb, match.draft);
        return raised;
      },
    },
    {
      verbs: words('invest, pour, pump, plow, plough, sink, inject, commit, put, buy, plunge'),
      subject: { role: 'investor', want: 'any' },
      preps: { in: 'target', into: 'target' },
      when: ({ draft, verb, scene }) => {
        if (!verb) return false;
        const sum = scene.nodes.slice(verb.to, verb.reach).some((node) => money(node.value));
        if (verb.passive) {
          draft.args = draft.args.filter((arg) => arg.role !== 'investor');
          for (const prep of verb.preps)
            if (prep.word === 'by') addGroup(draft, scene, { role: 'investor', want: 'any' }, prep.group, verb);
        }
        if (
          verb.lemma === 'buy'
            ? !verb.preps.some((prep) => prep.word === 'into') || verb.object
            : verb.lemma !== 'invest' && !sum
        )
          return false;
        if (verb.lemma === 'put' && !(verb.object && money(scene.nodes[verb.object.phrases[0]?.head ?? 0]?.value)))
          return false;
        if (!has(draft, 'target') && has(draft, 'investor') && sum) {
          // "invest $2 million in each startup": whom, no name says.
          const into = verb.preps.find((prep) => prep.word === 'in' || prep.word === 'into')?.group;
          const head = into ? scene.nodes[into.phrases[0]?.head ?? 0]?.lower : '';
          return /^(?:startups?|companies|firms|ventures|founders|businesses|funds?)$/.test(head ?? '');
        }
        return has(draft, 'target') && has(draft, 'investor');
      },
    },
    {
      verbs: words('back, fund'),
      subject: { role: 'investor', want: 'any' },
      object: 'target',
      when: ({ draft, verb, scene }) => {
        if (!verb || !has(draft, 'target')) return false;
        if (verb.passive) {
          backers(scene, draft, verb.to, verb.reach);
          if (verb.form === 'participle' && verb.subjectVia === 'reduced') draft.background = true;
          return has(draft, 'investor') || scene.nodes.slice(verb.to, verb.reach).some((node) => money(node.value));
        }
        const head = scene.nodes[verb.object?.phrases[0]?.head ?? 0];
        if (verb.object && scene.nodes.slice(verb.object.from, verb.object.to + 1).some((node) => node.value))
          return false;
        return (
          Boolean(head?.mention) &&
          has(draft, 'investor') &&
          scene.nodes.slice(verb.to, verb.reach).some((node) => money(node.value))
        );
      },
    },
    {
      verbs: words('take, buy, acquire, purchase, hold, have, own, get, sell, offer'),
      subject: 'investor',
      when: ({ scene, verb, draft }) => {
        if (!verb || verb.passive || !verb.object) return false;
        const text = lowerText(scene, verb.object.from, verb.object.to + 1);
        const stake = scene.nodes
          .slice(verb.object.from, verb.object.to + 1)
          .find((node) => node.value?.use === 'stake')?.value;
        if (
          !(stake || /\b(?:stake|shares? in|interest in)\b/.test(text)) ||
          /\b(?:majority|controlling|remaining)\b/.test(text) ||
          (stake?.value ?? 0) > 50
        )
          return false;
        if (verb.lemma === 'sell' || verb.lemma === 'offer') {
          draft.args = draft.args.filter((arg) => arg.role !== 'investor');
          const to = verb.preps.find((prep) => prep.word === 'to');
          if (to) addGroup(draft, scene, 'investor', to.group, verb);
        }
        const inner = verb.preps.find((prep) => prep.word === 'in' || prep.word === 'of');
        if (inner) addGroup(draft, scene, 'target', inner.group ? shareOf(scene, inner.group) : null, verb);
        // What is held was bought before; what one will have comes with the money.
        if (/^(?:hold|own|have)$/.test(verb.lemma) && verb.modal === null) draft.background = true;
        return has(draft, 'target') && has(draft, 'investor');
      },
    },
    {
      // "is paying $14 billion for 49% of Foo's equity", "to spend $15 billion on half of Foo".
      verbs: words('pay, spend'),
      subject: { role: 'investor', want: 'any' },
      when: ({ scene, verb, draft }) => {
        if (!verb?.object || verb.passive || !money(scene.nodes[verb.object.phrases[0]?.head ?? 0]?.value))
          return false;
        const at = verb.preps.findIndex(
          (prep) => (prep.word === 'for' || prep.word === 'on') && prep.group !== null && part(scene, prep.group),
        );
        const of = verb.preps.slice(at + 1).find((prep) => prep.word === 'of' || prep.word === 'in');
        if (at < 0 || !of?.group) return false;
        addGroup(draft, scene, 'target', shareOf(scene, of.group), verb);
        return has(draft, 'target') && has(draft, 'investor');
      },
    },
  ],
  nouns: [
    {
      nouns: words('investment, backing, funding, financing, bet, stake'),
      owner: { role: 'investor', want: 'any' },
      preps: {
        in: 'target',
        into: 'target',
        from: { role: 'investor', want: 'any' },
        by: { role: 'investor', want: 'any' },
        on: 'target',
        to: 'target',
      },
      agent: { role: 'investor', want: 'any' },
      carriers: words(
        'make, announce, lead, complete, close, consider, plan, weigh, unveil, agree, finalize, mull, pledge, commit, explore, discuss, confirm',
      ),
      when: ({ scene, at, draft, phrase, verb }) => {
        const node = scene.nodes[at];
        if (node?.lemma === 'bet' && !has(draft, 'target')) return false;
        // Money of a company for a country or a field is its own spending.
        if (!has(draft, 'target') && phrase) {
          // "received an investment from Foo", "attracts investment from Foo".
          if (
            verb?.subject &&
            verb.object &&
            verb.object.from <= at &&
            at <= verb.object.to &&
            /^(?:receive|attract|secure|get|land|bag|win|draw|raise|take)$/.test(verb.lemma)
          ) {
            draft.args = draft.args.filter((arg) => arg.role === 'investor' && (arg.party?.node ?? 0) > verb.to);
            if (verb.lemma === 'bag' || verb.lemma === 'secure' || verb.lemma === 'land' || verb.lemma === 'win')
              addParties(draft, 'investor', []);
            addGroup(draft, scene, 'target', verb.subject, verb);
            for (let k = phrase.from; k < at; k++) {
              const mention = scene.nodes[k]?.mention;
              if (mention && (mention.entity.kind === 'org' || mention.entity.kind === 'person'))
                addParties(draft, 'investor', [
                  { entity: mention.entity, text: mention.text, node: k, coreferent: false },
                ]);
            }
          }
        }
        if (
          node?.lemma === 'stake' &&
          (!has(draft, 'investor') || /\b(?:sale|remaining|sell|sells|sold)\b/.test(lowerText(scene, at - 7, at)))
        )
          return false;
        if (
          !has(draft, 'investor') &&
          phrase &&
          scene.nodes.slice(phrase.from, at).some((other) => money(other.value))
        ) {
          // "gains on a fresh $2 billion Foo investment": the name before the noun gives.
          for (let k = phrase.from; k < at; k++) {
            const mention = scene.nodes[k]?.mention;
            if (mention?.entity.kind === 'org' && scene.nodes[k + 1]?.lower !== "'s")
              addParties(draft, 'investor', [
                { entity: mention.entity, text: mention.text, node: k, coreferent: false },
              ]);
          }
          const first = scene.nodes.findIndex((other) => other.mention?.entity.kind === 'org');
          const mention = scene.nodes[first]?.mention;
          if (has(draft, 'investor') && !has(draft, 'target') && mention && first < phrase.from)
            addParties(draft, 'target', [
              { entity: mention.entity, text: mention.text, node: first, coreferent: false },
            ]);
        }
        return has(draft, 'target') && has(draft, 'investor');
      },
    },
  ],
  accept: (draft) => {
    // An outlet that tells of a round is not what was invested in.
    if (draft.args.some((arg) => arg.role === 'target' && arg.party?.entity?.kind === 'outlet')) return false;
    if (!has(draft, 'target') && !(has(draft, 'investor') && has(draft, 'amount'))) return false;
    return (
      has(draft, 'investor') ||
      has(draft, 'amount') ||
      has(draft, 'round') ||
      has(draft, 'stake') ||
      has(draft, 'valuation')
    );
  },
  refine(draft, scene) {
    const { verb } = draft;
    if (verb?.lemma === 'raise' && !has(draft, 'amount')) {
      // "has raised $50M to date": older money, all of it.
      const total = scene.nodes
        .slice(verb.to, draft.to)
        .find((node) => node.value?.kind === 'money' && node.value.use === 'total')?.value;
      if (total) {
        draft.args.push({ role: 'amount', text: total.text, value: total });
        draft.background = true;
      }
    }
    if (verb && ['raise', 'secure', 'land', 'close', 'bag', 'net', 'receive', 'snag', 'nab'].includes(verb.lemma)) {
      backers(scene, draft, verb.to, draft.to);
      // "raised $14M … and $30M …": each sum with a round of its own is a deal.
      const sums = scene.nodes
        .slice(verb.to, draft.to)
        .flatMap((node, i) =>
          node.value && node.value.kind === 'money' && node.value.use === 'plain' ? [i + verb.to] : [],
        );
      const rounds = scene.nodes
        .slice(verb.to, draft.to)
        .flatMap((node, i) => (node.value?.kind === 'round' ? [i + verb.to] : []));
      if (
        sums.length === 2 &&
        rounds.length === 2 &&
        (rounds[0] as number) > (sums[0] as number) &&
        (rounds[0] as number) < (sums[1] as number) &&
        (rounds[1] as number) > (sums[1] as number)
      ) {
        const shared = draft.args.filter(
          (arg) => arg.role !== 'amount' && arg.role !== 'round' && arg.role !== 'valuation',
        );
        const first: Draft = { ...draft, args: [...shared], to: sums[1] as number };
        const second: Draft = { ...draft, args: [...shared], from: sums[1] as number, at: sums[1] as number };
        addValues(first, scene, { values }, draft.from, first.to);
        addValues(second, scene, { values }, sums[1] as number, draft.to);
        return [first, second];
      }
    }
    return [draft];
  },
  read(scene) {
    const drafts: Draft[] = [];
    // "France's Foo blows in with a $113M seed round", "After Foo's $4 Bn haul", "Foo's $50M Series B".
    scene.nodes.forEach((node, at) => {
      const phrase = scene.clauses.phraseAt(at);
      if (
        !phrase ||
        phrase.head !== at ||
        node.mention ||
        !(
          /^(?:round|raise|fundraise|fundraising|funding|financing|haul|mega-round|megaround)s?$/.test(node.lower) ||
          (node.value?.kind === 'round' && phrase.head === at)
        )
      )
        return;
      const values$ = scene.nodes
        .slice(phrase.from, phrase.to + 1)
        .filter((other) => other.value && (other.value.kind === 'round' || money(other.value)));
      const seeking = scene.clauses.verbs.find(
        (verb) =>
          verb.object &&
          verb.object.from <= at &&
          at <= verb.object.to &&
          /^(?:seek|chase|plan|discuss|prepare|negotiate|consider|explore|eye|pursue|finalize|near|announce|close|complete)$/.test(
            verb.lemma,
          ),
      );
      if (
        values$.length === 0 &&
        !(
          seeking &&
          scene.nodes
            .slice(phrase.to, seeking.reach + 14)
            .some(
              (other) =>
                other.value?.kind === 'money' && (other.value.use === 'valuation' || other.value.use === 'plain'),
            )
        )
      )
        return;
      const holder = scene.clauses.verbs.find((verb) => verb.object && verb.object.from <= at && at <= verb.object.to);
      if (
        holder &&
        ['raise', 'secure', 'land', 'close', 'bag', 'net', 'receive', 'snag', 'nab', 'lead'].includes(holder.lemma) &&
        !holder.passive &&
        holder.lemma !== 'lead'
      )
        return;
      const draft = newDraft(scene, 'investment', at, holder ?? null);
      const owners: number[] = [];
      for (let k = phrase.from; k < at; k++) {
        const mention = scene.nodes[k]?.mention;
        if (mention && mention.entity.kind === 'org') owners.push(k);
      }
      if (owners.length === 0) addParties(draft, 'target', ownerOf(scene, phrase, at, 'org'));
      const k = owners[0];
      const mention = k === undefined ? undefined : scene.nodes[k]?.mention;
      if (mention && k !== undefined)
        addParties(draft, 'target', [{ entity: mention.entity, text: mention.text, node: k, coreferent: false }]);
      else if (!has(draft, 'target')) {
        const carrier =
          holder ??
          scene.clauses.verbs.find((verb) =>
            verb.preps.some(
              (prep) =>
                (prep.word === 'with' || prep.word === 'in' || prep.word === 'after') &&
                prep.group &&
                prep.group.from <= at &&
                at <= prep.group.to,
            ),
          );
        if (!carrier?.subject || carrier.passive) return;
        if (holder?.lemma === 'lead') {
          addGroup(draft, scene, { role: 'investor', want: 'any' }, carrier.subject, carrier);
          const inner = carrier.preps.find((prep) => prep.word === 'in' || prep.word === 'for' || prep.word === 'of');
          if (inner) addGroup(draft, scene, 'target', inner.group, carrier);
          if (!has(draft, 'target')) return;
        } else if (
          !holder ||
          /^(?:announce|complete|start|begin|plan|launch|unveil|seek|prepare|negotiate|discuss|finalize|open|kick|target|disclose|chase|eye|pursue|consider|explore|near)$/.test(
            holder.lemma,
          )
        )
          addGroup(draft, scene, 'target', carrier.subject, carrier);
        draft.verb = carrier;
      }
      draft.from = phrase.from;
      draft.to = Math.max(
        phrase.to + 1,
        scene.nodes.findIndex((other, i) => i > phrase.to && /^[;:]$/.test(other.text)) === -1
          ? (draft.verb?.reach ?? Math.min(scene.nodes.length, phrase.to + 20))
          : phrase.to + 1,
      );
      addValues(draft, scene, { values });
      backers(scene, draft, phrase.from, draft.to);
      drafts.push(draft);
    });
    // "Foo-backed Bar": an older investment, told in passing.
    scene.nodes.forEach((node, at) => {
      if (!node.part || !/-(?:backed|funded)$/i.test(node.text)) return;
      const phrase = scene.clauses.phraseAt(at);
      const head = phrase ? scene.nodes[phrase.head]?.mention : undefined;
      if (
        !phrase ||
        !head ||
        head.entity.kind !== 'org' ||
        head.entity === node.part.entity ||
        (node.part.entity.kind !== 'org' && node.part.entity.kind !== 'person')
      )
        return;
      const draft = newDraft(scene, 'investment', at, null);
      draft.background = true;
      addParties(draft, { role: 'investor', want: 'any' }, [
        { entity: node.part.entity, text: node.part.text, node: at, coreferent: false },
      ]);
      addParties(draft, 'target', [{ entity: head.entity, text: head.text, node: phrase.head, coreferent: false }]);
      drafts.push(draft);
    });
    // "closes a $700 million fund": money that a fund gathers, or that a company sets aside for others.
    for (const verb of scene.clauses.verbs) {
      if (
        verb.passive ||
        !/^(?:raise|close|secure|launch|establish|land|create|unveil|announce|set aside|set up|start|roll out|debut|earmark|hit|get)$/.test(
          verb.phrasal,
        )
      )
        continue;
      const rest = lowerText(scene, verb.to + 1, verb.reach);
      const at = scene.nodes.findIndex(
        (node, k) =>
          k > verb.to &&
          k < verb.reach &&
          node.value?.kind === 'money' &&
          (node.value.use === 'fund' ||
            (node.value.use === 'plain' &&
              /(?<!to )\bfund(?:s)?\b/.test(rest) &&
              /(?<!to )\bfunds?\b/.test(lowerText(scene, k - 4, k + 5)))),
      );
      const value = scene.nodes[at]?.value;
      if (!value) continue;
      const who = parties(scene, verb.subject, 'org', verb).filter((party) => party.entity?.kind === 'org');
      if (who.length === 0) continue;
      const draft = newDraft(scene, 'investment', verb.head, verb);
      draft.from = verb.from;
      draft.to = verb.reach;
      const fund =
        /\b(?:ventures?|capital|partners|fund|management|investments?|vc)\b/i.test(who[0]?.entity?.name ?? '') ||
        /^(?:raise|close|secure|land|hit)$/.test(verb.lemma);
      addParties(draft, fund ? 'target' : 'investor', who.slice(0, 1));
      draft.args.push({ role: 'amount', text: value.text, value });
      drafts.push(draft);
    }
    // "The round was led by Foo. Bar also participated." tells of a round already told.
    for (const verb of scene.clauses.verbs) {
      const subject = verb.subject ? lowerText(scene, verb.subject.from, verb.subject.to + 1) : '';
      const told = scene.article.rounds;
      if (
        told &&
        verb.object &&
        !verb.passive &&
        /^(?:the|that|this|its|their) (?:[\w-]+ )?(?:money|cash|sum|investment|deal|outlay|transaction|capital)$/.test(
          subject,
        ) &&
        /^(?:buy|give|secure|get|earn|bring|hand|leave)$/.test(verb.lemma) &&
        part(scene, verb.object)
      ) {
        // "The money buys a 49% stake in the startup": of the investment told before.
        const bought = newDraft(scene, 'investment', verb.head, verb);
        bought.from = verb.from;
        bought.to = verb.reach;
        addParties(bought, 'target', [{ entity: told, text: told.name, node: verb.head, coreferent: true }]);
        addValues(bought, scene, { values });
        drafts.push(bought);
      }
      const more = newDraft(scene, 'investment', verb.head, verb);
      more.from = verb.from;
      more.to = verb.reach;
      const ongoing = /\b(?:round|raise|funding|financing|investment|deal)\b/;
      if (
        verb.passive &&
        /^(?:lead|co-lead|back|join)$/.test(verb.lemma) &&
        verb.form === 'finite' &&
        ongoing.test(subject) &&
        !scene.nodes.slice(verb.subject?.from ?? 0, (verb.subject?.to ?? 0) + 1).some((node) => node.mention)
      ) {
        for (const prep of verb.preps)
          if (prep.word === 'by') addGroup(more, scene, { role: 'investor', want: 'any' }, prep.group, verb);
      } else if (
        !verb.passive &&
        verb.form !== 'infinitive' &&
        verb.lemma === 'take' &&
        /^(?:also )?part\b/.test(lowerText(scene, verb.to + 1, verb.reach)) &&
        told
      ) {
        addParties(more, { role: 'investor', want: 'any' }, parties(scene, verb.subject, 'any', verb));
      } else if (
        verb.lemma === 'lead' &&
        !verb.passive &&
        verb.form !== 'gerund' &&
        told &&
        verb.object &&
        /^(?:the|that|this) (?:[\w-]+ )?(?:round|investment|financing|raise|deal)$/.test(
          lowerText(scene, verb.object.from, verb.object.to + 1),
        )
      ) {
        // "Foo would lead the round".
        addParties(more, { role: 'investor', want: 'any' }, parties(scene, verb.subject, 'any', verb));
      } else if (/^(?:participate|join)$/.test(verb.lemma) && !verb.passive && verb.form !== 'infinitive') {
        const rest = lowerText(scene, verb.to + 1, verb.reach);
        if (
          verb.lemma === 'participate'
            ? rest === '' || rest === '.' || ongoing.test(rest) || /^[,.]/.test(rest) || /along with/.test(rest)
            : ongoing.test(rest) || /as (?:new |existing )?(?:backer|investor)s/.test(rest)
        ) {
          addParties(more, { role: 'investor', want: 'any' }, parties(scene, verb.subject, 'any', verb));
          for (const prep of verb.preps)
            if (prep.word === 'along' || prep.word === 'with' || prep.word === 'alongside')
              addGroup(more, scene, { role: 'investor', want: 'any' }, prep.group, verb);
        }
      } else if (
        /^(?:include|draw|see|feature|bring|attract)$/.test(verb.lemma) &&
        !verb.passive &&
        ongoing.test(subject)
      ) {
        const rest = lowerText(scene, verb.to + 1, verb.reach);
        if (
          /^(?:also )?(?:participation|investments?|backing|support|contributions?) from|^(?:existing |new )?(?:investors|backers)|^a /.test(
            rest,
          ) ||
          verb.lemma === 'include'
        ) {
          for (const prep of verb.preps)
            if (prep.word === 'from' || prep.word === 'including') {
              addGroup(more, scene, { role: 'investor', want: 'any' }, prep.group, verb);
              break;
            }
          if (!has(more, 'investor') && verb.lemma === 'include')
            addGroup(more, scene, { role: 'investor', want: 'any' }, verb.object, verb);
        }
      }
      if (all(more, 'investor').length > 0) {
        const target = scene.article.rounds;
        if (target)
          addParties(more, 'target', [{ entity: target, text: target.name, node: verb.head, coreferent: true }]);
        // "The Series B round was led by Foo".
        if (verb.subject && verb.passive) addValues(more, scene, { values }, verb.subject.from, verb.subject.to + 1);
        drafts.push(more);
      }
    }
    return drafts;
  },
};
