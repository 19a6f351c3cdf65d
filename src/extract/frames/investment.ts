import type { Group, Phrase, Verb } from '../clauses.ts';
import { modifiersOf, type Party, parties, type Scene } from '../scene.ts';
import { COMMUNICATION_VERBS } from '../words.ts';
import {
  addGroup,
  addParties,
  addValues,
  type Draft,
  type Frame,
  has,
  lowerText,
  type Match,
  throughPart,
  words,
} from './frame.ts';
import { addInvestors, backers, backings, investors, money, part, values } from './investment-backers.ts';
import { rounds, toldRounds } from './investment-rounds.ts';

/** "raised $5M, sources say at a $2B valuation", "backs Foo, values startup at $300M": the worth that another clause tells. */
function valued(scene: Scene, draft: Draft, verb: Verb): void {
  const { clauses, nodes } = scene;
  for (const other of clauses.verbs) {
    if (other.from < draft.to - 1 || other.from <= verb.to) continue;
    const says = COMMUNICATION_VERBS.has(other.lemma) && nodes[other.to + 1]?.lower === 'at';
    const values = other.lemma === 'value' && other.subject === verb.subject && verb.subject !== null;
    if (!says && !values) return;
    const worth = nodes.slice(other.to + 1, other.reach).find((node) => node.value?.use === 'valuation')?.value;
    if (worth) draft.args.push({ role: 'valuation', text: worth.text, value: worth });
    return;
  }
}

/** "Foo has raised $60 million, Bar $75 million and Baz $66 million". */
function gapped(scene: Scene, draft: Draft): Draft[] {
  const { nodes } = scene;
  const { verb } = draft;
  const found: Draft[] = [];
  if (!verb || verb.subject === null) return found;
  for (let k = verb.to + 1; k + 1 < nodes.length; k++) {
    const mention = nodes[k]?.mention;
    const value = nodes[k + 1]?.value;
    if (
      mention?.entity.kind !== 'org' ||
      !value ||
      !money(value) ||
      !/^(?:,|and|;|while)$/.test(nodes[k - 1]?.lower ?? '')
    )
      continue;
    found.push({
      ...draft,
      at: k,
      from: k,
      to: k + 2,
      args: [
        {
          role: 'target',
          text: mention.text,
          party: { entity: mention.entity, text: mention.text, node: k, coreferent: false },
        },
        { role: 'amount', text: value.text, value },
      ],
    });
  }
  return found;
}

const FUNDING =
  /\b(?:funding|financing|round|investment|capital|seed|series|equity|backing|raise|growth round|haul|venture|check|cheque|pre-seed|extension|debt)\b/;
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
    /\b(?:ipo|initial public offering|public listing|listing|flotation|share sale|debt|bond|bonds|loan|notes)\b/.test(
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
    return FUNDING.test(words) || /\b(?:cash|money|funds|millions|billions)\b/.test(words);
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

/** "Foo Partnership and Investment in Bar": the name that opens a headline without a verb. */
function opening(scene: Scene, phrase: Phrase, at: number): Party[] {
  const mention = scene.nodes[0]?.mention;
  const plain =
    scene.sentence.field === 'title' &&
    scene.clauses.verbs.length === 0 &&
    mention?.entity.kind === 'org' &&
    scene.nodes
      .slice(1, at)
      .every(
        (node) =>
          !node.mention && (node.pos === 'NOUN' || node.pos === 'CCONJ' || node.pos === 'ADJ' || node.pos === 'PROPN'),
      );
  return plain && mention && phrase.from > 0
    ? [{ entity: mention.entity, text: mention.text, node: 0, coreferent: false }]
    : [];
}

/** Takes back what stands after a preposition that another verb would need. */
function drop(draft: Draft, role: 'target', verb: Verb, word: string): void {
  const groups = verb.preps.flatMap((prep) => (prep.word === word && prep.group ? [prep.group] : []));
  draft.args = draft.args.filter(
    (arg) =>
      arg.role !== role ||
      !groups.some((group) => arg.party && group.from <= arg.party.node && arg.party.node <= group.to),
  );
}

/** "raised $5M from executives at Foo": Foo itself gave nothing. */
function notStaff(scene: Scene, verb: Verb, draft: Draft): void {
  for (const { word, group } of verb.preps) {
    if (word !== 'from') continue;
    const gave = new Set(investors(scene, group, verb).map((party) => party.node));
    const not = new Set(
      parties(scene, group, 'any', verb).flatMap((party) => (gave.has(party.node) ? [] : [party.node])),
    );
    draft.args = draft.args.filter((arg) => arg.role !== 'investor' || !arg.party || !not.has(arg.party.node));
  }
}

/** "Foo's equity", "Foo's shares": Foo. */
function shareOf(scene: Scene, group: Group): Group {
  const phrase = group.phrases[0];
  if (!phrase || !/^(?:equity|shares?|stock|capital)$/.test(scene.nodes[phrase.head]?.lower ?? '')) return group;
  const owner = scene.nodes.findIndex((node, k) => k >= phrase.from && k < phrase.head && node.mention !== undefined);
  return owner < 0 ? group : { from: owner, to: owner, phrases: [{ from: owner, to: owner, head: owner }] };
}

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
        if (raised && verb) {
          notStaff(match.scene, verb, match.draft);
          ownRound(match.scene, verb, match.draft);
        }
        return raised;
      },
    },
    {
      verbs: words(
        'invest, pour, pump, plow, plough, sink, inject, commit, pledge, put, buy, plunge, bet, wager, double down',
      ),
      subject: { role: 'investor', want: 'any' },
      preps: { in: 'target', into: 'target', on: 'target', to: 'target' },
      when: ({ draft, verb, scene }) => {
        if (!verb) return false;
        const sum = scene.nodes.slice(verb.to, verb.reach).some((node) => money(node.value));
        if (verb.passive) {
          draft.args = draft.args.filter((arg) => arg.role !== 'investor');
          for (const prep of verb.preps) if (prep.word === 'by') addInvestors(draft, scene, prep.group, verb);
        }
        if (
          verb.lemma === 'buy'
            ? !verb.preps.some((prep) => prep.word === 'into') || verb.object
            : verb.lemma !== 'invest' && !sum
        )
          return false;
        // "bets $4B on Foo", "doubles down on Foo with $4B", "commits $8 million to Foo".
        const goal = verb.preps.find((prep) => /^(?:on|to)$/.test(prep.word) && prep.group)?.word;
        if (goal === 'on' && !/^(?:bet|wager|double down)$/.test(verb.phrasal)) drop(draft, 'target', verb, 'on');
        if (goal === 'to' && !/^(?:commit|pledge)$/.test(verb.lemma)) drop(draft, 'target', verb, 'to');
        if (/^(?:bet|wager|pledge|commit)$/.test(verb.lemma) && !verb.object) return false;
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
        if (phrase && node && /^(?:investment|stake)$/.test(node.lemma)) {
          const inside = modifiersOf(scene, phrase, at, 'any').filter((party) => party.entity?.kind === 'org');
          // "Foo's Bar investment" is in Bar, "the Foo investment in Bar" is Foo's.
          if (has(draft, 'investor') && !has(draft, 'target') && inside.length > 0) {
            addParties(draft, 'target', inside.slice(-1));
            // "its Foo investment" is known; only a verb that makes it tells it.
            if (
              !verb ||
              !/^(?:make|announce|complete|close|plan|consider|weigh|confirm|unveil|finalize|pledge)$/.test(verb.lemma)
            )
              draft.background = true;
          } else if (has(draft, 'target') && !has(draft, 'investor'))
            addParties(draft, 'investor', inside.length > 0 ? inside.slice(-1) : opening(scene, phrase, at));
        }
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
        const fares = scene.clauses.verbs.find(
          (other) => other.subject !== null && other.subject === scene.clauses.groupAt(at),
        );
        if (fares && /^(?:collapse|unravel|fall|fail)$/.test(fares.lemma) && !fares.negated) draft.status = 'failed';
        if (fares && /^(?:stall|stumble)$/.test(fares.lemma)) draft.status = 'talks';
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
      has(draft, 'valuation') ||
      // "Foo raises cash", "Foo is in talks to raise funds".
      draft.verb?.lemma === 'raise'
    );
  },
  refine(draft, scene) {
    const { verb } = draft;
    if (verb && !has(draft, 'valuation')) valued(scene, draft, verb);
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
      const others = gapped(scene, draft);
      if (others.length > 0) return [draft, ...others];
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
  cues: /\b(?:(?:fund)?rais(?:e|es|ing)|rounds?|mega-?rounds?|funds?|funding|financing|hauls?|series|seed|angel|bridge|vehicle|management|assets|aum|backed|funded|investments?|deal|part|participate|backers?|investors?|shareholders?|raise|fundraise|transaction|participants?|money|cash|sum|outlay|transaction|capital)\b/,
  read: (scene) => [...rounds(scene), ...backings(scene), ...toldRounds(scene)],
};
