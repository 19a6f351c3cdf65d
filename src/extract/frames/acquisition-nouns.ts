import type { Group, Phrase } from '../clauses.ts';
import { modifiersOf, ownerOf } from '../parties.ts';
import { COMMUNICATION_VERBS } from '../words.ts';
import { bearing, capitalised, ofOwner, thing } from './acquisition-bought.ts';
import { each } from './cues.ts';
import { addGroup, addParties, all, has, lowerText, type Match, type NounRule, orgsOf, words } from './frame.ts';

// The nouns that tell of an acquisition: "its acquisition of", "the sale of", "a bid for".

/** What ends a deal before it is one. */
export const CALLED_OFF =
  /^(?:abandon|scrap|drop|cancel|call off|terminate|nix|kill|shelve|block|reject|stop|halt|veto|ditch|scupper)$/;

/** The buyer acts in the clause that the noun only tells the means of. */
function actor({ scene, draft }: Match, phrase: Phrase): void {
  const { nodes, clauses } = scene;
  if (!/^(?:with|through|via|by|following|after|on)$/.test(nodes[phrase.from - 1]?.lower ?? '')) return;
  const before = [...clauses.verbs].reverse().find((verb) => verb.to < phrase.from && verb.form !== 'participle');
  const after = clauses.verbs.find(
    ({ form, subject, subjectVia }) =>
      form === 'finite' && subjectVia === 'direct' && subject !== null && nodes[subject.from - 1]?.text === ',',
  );
  const verb = before ?? (phrase.from <= 2 ? after : undefined);
  if (!verb || verb.passive || COMMUNICATION_VERBS.has(verb.lemma)) return;
  addParties(
    draft,
    'acquirer',
    orgsOf(scene, verb)
      .filter(({ entity }) => entity?.kind === 'org')
      .slice(0, 1),
  );
}

/** "The takeover of Foo fell through", "the purchase closed on Friday": how the deal itself fares. */
function fares({ scene, at, draft }: Match): void {
  const group = scene.clauses.groupAt(at);
  const verb = scene.clauses.verbs.find(({ subject }) => subject !== null && subject === group);
  if (!verb || verb.negated || verb.modal !== null) return;
  const rest = lowerText(scene, verb.to, verb.to + 2);
  if (/^(?:collapse|unravel)$/.test(verb.lemma) || /^(?:fall|fell|falls|fallen) (?:through|apart)$/.test(rest))
    draft.status = 'failed';
  if (
    /^(?:close|complete|finali[sz]e)$/.test(verb.lemma) &&
    draft.status === 'announced' &&
    (verb.past || scene.sentence.field === 'title') &&
    verb.form === 'finite'
  )
    draft.status = 'closed';
}

/** "Foo shareholders reject the Bar merger": what they hold is to be bought by the other. */
function voted({ scene, draft, verb }: Match, holders: Group): void {
  const phrase = holders.phrases.length === 1 ? holders.phrases[0] : undefined;
  const head = scene.nodes[phrase?.head ?? -1]?.lower ?? '';
  if (!phrase || !/^(?:shareholders|stockholders|investors|board|directors)$/.test(head)) return;
  const held = [
    ...ownerOf(scene, phrase, phrase.head, 'org'),
    ...modifiersOf(scene, phrase, phrase.head, 'org').filter(({ node }) => node === phrase.head - 1),
  ].slice(0, 1);
  const others = draft.args.filter(({ party, role }) => party && /^(?:acquirer|target)$/.test(role));
  const [buyer] = others.filter(({ party }) => party?.entity !== held[0]?.entity);
  // "Foo's board approved the purchase of Bar": Foo buys.
  if (held.length === 0 || !buyer || (buyer.role === 'target' && /^(?:board|directors)$/.test(head))) return;
  draft.args = draft.args.filter((arg) => !others.includes(arg));
  draft.args.push({ ...buyer, role: 'acquirer' });
  addParties(draft, 'target', held);
  if (verb && /^(?:nix|reject|oppose|vote down|block)$/.test(verb.phrasal) && !verb.negated) draft.status = 'failed';
}

export const nouns: readonly NounRule[] = [
  {
    nouns: words('acquisition, takeover, buyout, purchase, acqui-hire, acquihire, buy'),
    owner: { role: 'acquirer', want: 'any' },
    modifier: 'target',
    preps: { of: { role: 'target', want: 'any' }, from: 'seller', for: 'target' },
    agent: 'acquirer',
    carriers: words(
      'complete, close, finalize, finalise, announce, make, agree, agree to, propose, confirm, plan, consider, explore, abandon, scrap, drop, seal, reveal, finish, conclude, cancel, block, strike, wrap up, unveil, mull, weigh, ink, sign, pursue, be, call off, perform, undertake, execute',
    ),
    when: (match) => {
      const { scene, verb, draft, at, phrase } = match;
      // "Foo's acquisition by Bar": the owner is the one bought.
      // "the purchase was blocked by the CMA": by whom, is of the next verb.
      const next = scene.clauses.verbs.find(({ from }) => from > at)?.from ?? draft.to;
      const by = phrase
        ? scene.clauses.prepsAfter(at + 1, Math.min(draft.to, at + 12, next)).find((prep) => prep.word === 'by')
        : undefined;
      if (by?.group) {
        if (!has(draft, 'target')) for (const arg of draft.args) if (arg.role === 'acquirer') arg.role = 'target';
        addGroup(draft, scene, { role: 'acquirer', want: 'any' }, by.group, verb);
      }
      // "Shareholders of Foo approved the takeover by Bar".
      const holders = verb?.subject;
      if (
        !has(draft, 'target') &&
        holders &&
        !verb.passive &&
        /^(?:shareholders|stockholders|investors|board|directors|members)$/.test(
          scene.nodes[holders.phrases[0]?.head ?? 0]?.lower ?? '',
        )
      )
        addGroup(
          draft,
          scene,
          'target',
          scene.clauses.prepsAfter(holders.to + 1, verb.from).find((prep) => prep.word === 'of')?.group ?? null,
          verb,
        );
      if (verb && holders && !verb.passive && !(has(draft, 'acquirer') && has(draft, 'target'))) voted(match, holders);
      // "completed the takeover of the Foo chain".
      const of = phrase && scene.clauses.prepsAfter(at + 1, draft.to).find((prep) => prep.word === 'of');
      if (of) ofOwner(draft, scene, of.group);
      if (!has(draft, 'target') && of) bearing(draft, scene, of.group);
      // "With the purchase of Foo, Bar gains …", "through the acquisition of Foo".
      if (has(draft, 'target') && !has(draft, 'acquirer') && phrase) actor(match, phrase);
      // "Foo's first acquisition was Bar".
      if (!has(draft, 'target')) {
        const group = scene.clauses.groupAt(at);
        const is = scene.clauses.verbs.find(
          (other) => other.lemma === 'be' && !other.passive && other.subject === group && other.object,
        );
        if (is) addGroup(draft, scene, 'target', is.object, is);
      }
      if (!has(draft, 'target') && has(draft, 'seller')) {
        const of = scene.clauses.prepsAfter(at + 1, Math.min(draft.to, at + 8)).find((prep) => prep.word === 'of');
        thing(draft, scene, of?.group ?? null);
      }
      // A regulator that blocks is no buyer.
      if (!has(draft, 'target') && phrase) capitalised(match, phrase);
      if (verb && CALLED_OFF.test(verb.phrasal) && !verb.negated && verb.modal !== 'could' && verb.modal !== 'may')
        draft.status = 'failed';
      // A headline's "Foo's purchase of Bar blocked by the CMA".
      const ended = of?.group && scene.clauses.verbs.find(({ from }) => from === (of.group?.to ?? 0) + 1);
      if (ended?.passive && ended.form === 'participle' && CALLED_OFF.test(ended.phrasal)) draft.status = 'failed';
      if (
        verb &&
        !verb.passive &&
        /^(?:block|reject|approve|clear|probe|investigate|review|challenge|scrutinize|stop|halt|greenlight)$/.test(
          verb.lemma,
        )
      ) {
        draft.args = draft.args.filter(
          (arg) =>
            !(
              arg.role === 'acquirer' &&
              verb.subject &&
              arg.party &&
              arg.party.node >= verb.subject.from &&
              arg.party.node <= verb.subject.to
            ),
        );
      }
      if (
        verb &&
        /^(?:complete|close|finalize|finalise|finish|conclude|wrap)$/.test(verb.lemma) &&
        draft.status === 'announced' &&
        verb.modal === null &&
        verb.form !== 'infinitive' &&
        !verb.chain.includes('expect')
      )
        draft.status = 'closed';
      if (/\b(?:failed|aborted|abandoned|scrapped|collapsed|blocked)\b/.test(lowerText(scene, at - 4, at)))
        draft.status = 'failed';
      if (/\b(?:proposed|potential|possible|rumored|rumoured)\b/.test(lowerText(scene, at - 4, at)))
        draft.status = 'talks';
      if (/\btalks?\b/.test(lowerText(scene, at + 1, at + 2))) {
        const failed = /\b(?:fail|failed|collapse|collapsed|end|ended|stall|stalled|fall|fell|break|broke)\b/.test(
          lowerText(scene, at + 1, at + 6),
        );
        draft.status = failed ? 'failed' : 'talks';
      }
      if (
        scene.nodes[at]?.lower === 'buy' &&
        !/'s/.test(scene.nodes[at - 1]?.lower ?? '') &&
        !/\b(?:failed|'s)\b/.test(lowerText(scene, at - 2, at))
      )
        return false;
      fares(match);
      return !/^(?:customer|user|data|talent|land|merchant|client|lead|subscriber|power|gpu)\b/.test(
        scene.nodes[at - 1]?.lower ?? '',
      );
    },
  },
  {
    // "strikes $200M deal for Foo".
    nouns: words('deal'),
    cues: [['deal', 'for', '#money']],
    owner: 'acquirer',
    preps: { for: 'target' },
    agent: 'acquirer',
    carriers: words('strike, ink, sign, reach, seal, clinch, agree, close, announce'),
    when: ({ scene, draft, at }) => {
      const target = all(draft, 'target')[0]?.party;
      const priced = scene.nodes.slice(Math.max(0, at - 3), at).some((node) => node.value?.kind === 'money');
      const after = target ? (scene.nodes[target.node + 1]?.lower ?? '') : '';
      return (
        priced &&
        target !== undefined &&
        scene.nodes[target.node]?.mention?.entity === target.entity &&
        !/^(?:to|'s|’s|’|'|for|on|as)$/.test(after) &&
        target.node - at <= 5
      );
    },
  },
  {
    nouns: words('merger'),
    owner: 'acquirer',
    modifier: 'acquirer',
    preps: { of: 'acquirer', between: 'acquirer', with: 'target' },
    agent: 'acquirer',
    carriers: words(
      'complete, close, announce, agree, agree to, plan, propose, consider, explore, abandon, finalize, confirm, be, discuss, seal, nix, reject, approve, back, oppose, sign, enter, enter into, reach, strike, call off, scrap, terminate, cancel',
    ),
    when: (match) => {
      const { scene, at, draft, verb } = match;
      fares(match);
      if (verb?.subject && !verb.passive) voted(match, verb.subject);
      const acquirers = all(draft, 'acquirer');
      if (!has(draft, 'target') && acquirers.length === 2 && acquirers[1]) acquirers[1].role = 'target';
      if (
        verb &&
        /^(?:complete|close|finalize)$/.test(verb.lemma) &&
        draft.status === 'announced' &&
        verb.form !== 'infinitive'
      )
        draft.status = 'closed';
      if (verb && CALLED_OFF.test(verb.phrasal) && !verb.negated) draft.status = 'failed';
      return !/^(?:reverse)$/.test(scene.nodes[at - 1]?.lower ?? '');
    },
  },
  {
    nouns: words('bid, offer, approach'),
    cues: [
      ...each([['bid offer']], '#money', 'takeover buyout unsolicited hostile tender'),
      ['approach', 'takeover buyout unsolicited hostile'],
      [
        'bid',
        'for from',
        'withdraw drop abandon reject rebuff spurn sweeten consider weigh mull explore prepare',
        '#parties',
      ],
    ],
    owner: 'acquirer',
    preps: { for: 'target' },
    agent: 'acquirer',
    status: 'talks',
    carriers: words(
      'make, launch, submit, table, prepare, complete, consider, withdraw, drop, abandon, raise, win, weigh, mull, explore, plan, sweeten, improve, increase, boost',
    ),
    when: ({ scene, at, draft, verb }) => {
      // "received a takeover offer from Bar, valuing Foo at $90 million".
      const valuing = scene.clauses.verbs.find(
        (other) => other.lemma === 'value' && other.form === 'gerund' && other.from > at,
      );
      if (valuing?.object && !has(draft, 'target')) addGroup(draft, scene, 'target', valuing.object, valuing);
      // "Foo rejects Bar's offer", "Foo received an offer from Bar": it is for Foo.
      if (
        verb &&
        !verb.passive &&
        /^(?:reject|spurn|rebuff|turn down|accept|receive|get|field|weigh|decline)$/.test(verb.phrasal)
      ) {
        if (!has(draft, 'target')) addGroup(draft, scene, 'target', verb.subject, verb);
        const from = verb.preps.find((prep) => prep.word === 'from');
        if (from && !has(draft, 'acquirer')) addGroup(draft, scene, 'acquirer', from.group, verb);
        if (/^(?:reject|spurn|rebuff|turn down|decline)$/.test(verb.phrasal)) draft.status = 'failed';
      }
      if (verb && /^(?:withdraw|drop|abandon|reject|rebuff|spurn)$/.test(verb.lemma)) draft.status = 'failed';
      if (verb && /^(?:complete|close)$/.test(verb.lemma) && verb.past) draft.status = 'closed';
      const goal = scene.clauses.prepsAfter(at + 1, draft.to).find((prep) => prep.word === 'for');
      if (!has(draft, 'target') && goal) bearing(draft, scene, goal.group);
      // "drops its bid for Foo": whom nobody can bid for but to buy it.
      const target = all(draft, 'target')[0]?.party?.entity;
      const known = target?.kind === 'org' && !target.authority && has(draft, 'acquirer');
      const moved = known ? (verb?.lemma ?? '') : '';
      if (
        scene.nodes[at]?.lower === 'bid' &&
        /^(?:withdraw|drop|abandon|reject|rebuff|spurn|sweeten|consider|weigh|mull|explore|prepare)$/.test(moved)
      )
        return true;
      // "raised its offer for Foo to $5 million".
      if (verb && /^(?:raise|sweeten|improve|increase|boost)$/.test(moved))
        return scene.nodes.slice(at, verb.reach).some((node) => node.value?.kind === 'money');
      return (
        (/\btakeover|\bbuyout|\bunsolicited|\bhostile|\btender|\$|\bbid\b/.test(lowerText(scene, at - 3, at + 1)) ||
          /^(?:of|worth) /.test(lowerText(scene, at + 1, at + 3))) &&
        has(draft, 'target') &&
        scene.nodes.some(
          (node) => node.value?.kind === 'money' || /^(?:takeover|buyout|unsolicited|hostile|tender)$/.test(node.lower),
        )
      );
    },
  },
];
