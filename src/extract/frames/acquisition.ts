import type { Group, Phrase } from '../clauses.ts';
import { nodeText, ownerOf, type Party, parties } from '../scene.ts';
import {
  addGroup,
  addParties,
  all,
  type Draft,
  type Frame,
  has,
  lowerText,
  type Match,
  newDraft,
  words,
} from './frame.ts';

/** What can be bought without its owner changing hands. */
const GOODS =
  /\b(?:tickets?|shares?|bitcoin|btc|ether|tokens?|chips?|gpus?|land|warehouse|site|campus|power|energy|electricity|compute|capacity|credits?|licen[sc]es?|customers?|users?|subscribers?|talent|skills?|data|knowledge|ads?|stock|bonds?|homes?|goods|products|copies|equipment|servers?|rights|drones?|computing)\b/;

/** Nouns for what belongs to a firm and is sold with its name. */
const PARTS =
  /^(?:chain|locations|outlets|shops|hotels|restaurants|assets|operations|activities|stores|brand|brands|catalogue|catalog|branch|network|business|businesses|unit|arm|division|subsidiary|holdings|portfolio|product|line|property|properties|mill|plant|estate|franchise)$/;

/** "bought the payments business from Foo": the thing itself, where its seller is named. */
function thing(draft: Draft, scene: Match['scene'], group: Group | null): void {
  const phrase = group?.phrases[0];
  if (
    !phrase ||
    !PARTS.test(
      scene.nodes[phrase.head]?.lower.replace(/^(?:centers?|centres?|facilit(?:y|ies)|sites?)$/, 'unit') ?? '',
    )
  )
    return;
  let from = phrase.from;
  while (
    from < phrase.head &&
    /^(?:the|its|their|our|his|a|an|certain|all|remaining|three|two|some)$/.test(scene.nodes[from]?.lower ?? '')
  )
    from++;
  draft.args.push({ role: 'target', text: nodeText(scene, from, phrase.head) });
}

const dealObject = ({ scene, verb, draft }: Match): boolean => {
  if (!verb) return true;
  if (verb.lemma === 'join') return true;
  const whole = verb.passive ? verb.subject : verb.object;
  if (!has(draft, 'target') && whole) {
    // "the Foo chain", "Foo's assets": what is bought bears its name.
    for (const phrase of whole.phrases) {
      if (!PARTS.test(scene.nodes[phrase.head]?.lower ?? '')) continue;
      for (let k = phrase.from; k < phrase.head; k++) {
        const mention = scene.nodes[k]?.mention;
        if (mention?.entity.kind === 'org')
          addParties(draft, 'target', [{ entity: mention.entity, text: mention.text, node: k, coreferent: false }]);
        if (has(draft, 'target')) break;
      }
    }
  }
  if (!has(draft, 'target') && has(draft, 'seller')) thing(draft, scene, whole);
  const target = all(draft, 'target')[0];
  const object = verb.passive ? verb.subject : verb.object;
  if (!target) {
    // "bought two companies: Foo, which …, and Bar".
    const noun = scene.nodes[object?.phrases[0]?.head ?? -1]?.lower ?? '';
    if (!/^(?:companies|startups|firms|businesses|rivals|outfits|agencies)$/.test(noun) || !object) return false;
    addParties(draft, 'target', listed(scene, object.to + 1));
    return has(draft, 'target');
  }
  const group = object ?? null;
  const words = group ? lowerText(scene, group.from, group.to + 1) : '';
  const head = group ? scene.nodes[group.phrases[0]?.head ?? 0] : undefined;
  if (head && !head.mention && GOODS.test(words)) return false;
  if (head?.value && (head.value.kind === 'money' || head.value.kind === 'capacity')) return false;
  if (/\b(?:gpus?|tpus?|chips?|shares|tickets|tokens|bitcoin|stock)$/i.test(target.text) && !target.party?.entity?.sure)
    return false;
  const after = lowerText(scene, verb.to + 1, verb.to + 4);
  if (
    /\bminority\b/.test(words) ||
    (/\bstake\b/.test(words) && !/\b(?:majority|controlling|remaining|full)\b/.test(words) && !overHalf(draft, scene))
  )
    return false;
  return !/^(?:shares|more|stock)\b/.test(after);
};

/** "its two acquisitions, Foo and Bar", "Foo was one of Bar's first acquisitions": each a purchase of its own, and known. */
function several(scene: Match['scene']): Draft[] {
  const { clauses, nodes } = scene;
  const drafts: Draft[] = [];
  nodes.forEach((node, at) => {
    const phrase = clauses.phraseAt(at);
    if (node.lower !== 'acquisitions' || !phrase || phrase.head !== at) return;
    const owner = ownerOf(scene, phrase, at, 'org');
    const is = clauses.verbs.find(
      (verb) =>
        verb.lemma === 'be' && verb.subject && /^one of\b/.test(lowerText(scene, verb.to + 1, at)) && at - verb.to <= 8,
    );
    const list = /^(?:,|:|including|like|—)$/.test(nodes[phrase.to + 1]?.lower ?? '')
      ? clauses.groupAt(phrase.to + 2)
      : null;
    const named = list && list.from === phrase.to + 2 && nodes[list.from]?.mention ? list : null;
    const after = clauses.verbs.find((verb) => verb.subject && verb.subject.from > at && verb.form === 'finite');
    const buyer =
      owner.length > 0 ? [...owner] : named && after ? parties(scene, after.subject, 'org', after).slice(0, 1) : [];
    const bought = parties(scene, is ? is.subject : named, 'org');
    const topic = scene.article.subjects.at(-1) ?? scene.article.topic;
    // "it" is none of those it bought.
    if (buyer.some((party) => bought.some((other) => other.entity === party.entity)))
      buyer.splice(0, 1, ...(topic ? [{ entity: topic, text: topic.name, node: at, coreferent: true }] : []));
    for (const target of bought) {
      const draft = newDraft(scene, 'acquisition', at, null);
      draft.background = true;
      draft.from = phrase.from;
      draft.to = at + 1;
      addParties(draft, 'target', [target]);
      addParties(draft, 'acquirer', buyer);
      if (has(draft, 'acquirer')) drafts.push(draft);
    }
  });
  return drafts;
}

/** What ends a deal before it is one. */
const CALLED_OFF =
  /^(?:abandon|scrap|drop|cancel|call off|terminate|nix|kill|shelve|block|reject|stop|halt|veto|ditch|scupper)$/;

/** "Completes Ampere Acquisition": a headline's plain word that the body writes as a name. */
function capitalised({ scene, draft, at }: Match, phrase: Phrase): void {
  const word = scene.nodes[at - 1];
  if (
    scene.sentence.titleCase &&
    at - 1 >= phrase.from &&
    word?.pos === 'NOUN' &&
    word.capital &&
    !word.mention &&
    !/s$/.test(word.lower) &&
    new RegExp(`(?:^|[.!?] )${word.text.replaceAll(/[^\p{L}\p{N}]/gu, '\\$&')} (?:will|is|has|was|had)\\b`, 'u').test(
      scene.document.article.text.slice(0, 4_000),
    )
  )
    addParties(draft, 'target', [
      { entity: scene.entities.adopt(word.text, 'org'), text: word.text, node: at - 1, coreferent: false },
    ]);
}

/** The names that a colon announces, each at the head of its item. */
function listed(scene: Match['scene'], from: number): Party[] {
  const { nodes, clauses } = scene;
  const colon = nodes.findIndex((node, k) => k >= from && node.text === ':');
  if (colon < 0) return [];
  const found: Party[] = [];
  for (let k = colon + 1; k < nodes.length; k++) {
    const mention = nodes[k]?.mention;
    const phrase = clauses.phraseAt(k);
    if (mention?.entity.kind !== 'org' || phrase?.head !== k) continue;
    const opens = /^(?::|;|and|&)$/.test(nodes[phrase.from - 1]?.lower ?? '');
    const closes = /^(?:,|;|\.|\(|and|&|—|–)$/.test(nodes[k + 1]?.text ?? '.');
    if (opens && closes) found.push({ entity: mention.entity, text: mention.text, node: k, coreferent: false });
  }
  return found;
}

function overHalf(draft: Draft, scene: Match['scene']): boolean {
  const stake = scene.nodes.slice(draft.from, draft.to).find((node) => node.value?.use === 'stake')?.value;
  return stake?.value !== undefined && stake.value !== null && stake.value > 50;
}

export const acquisition: Frame = {
  type: 'acquisition',
  verbs: [
    {
      verbs: words(
        'acquire, buy, purchase, snap up, scoop up, gobble up, swallow, swallow up, take over, absorb, buy out, acqui-hire, re-acquire, reacquire, mop up',
      ),
      subject: { role: 'acquirer', want: 'any' },
      object: { role: 'target', want: 'thing' },
      preps: { from: 'seller' },
      when: dealObject,
    },
    {
      verbs: words('merge, combine'),
      subject: 'acquirer',
      object: 'target',
      preps: { with: 'target', into: 'acquirer' },
      when: ({ scene, verb, draft }) => {
        // "Foo's owner merges Bar with Baz": the two are the parties, whoever did it.
        const acquirers = all(draft, 'acquirer');
        if (!has(draft, 'target') && acquirers.length === 2 && acquirers[1] && !verb?.object)
          acquirers[1].role = 'target';
        if (verb?.lemma === 'combine' && verb.object) return false;
        const other = verb?.preps.find((prep) => prep.word === 'with' || prep.word === 'into');
        if (other && !has(draft, 'acquirer')) addGroup(draft, scene, 'acquirer', other.group, verb);
        return has(draft, 'target');
      },
    },
    {
      verbs: words('sell, sell off, offload, divest'),
      subject: 'seller',
      object: 'target',
      preps: { to: { role: 'acquirer', want: 'any' } },
      when: ({ scene, verb, draft }) => {
        // "sells itself to Foo".
        const self = verb?.object && /^(?:itself|themselves)$/.test(scene.nodes[verb.object.to]?.lower ?? '');
        if (self && verb) {
          draft.args = [];
          addGroup(draft, scene, 'target', verb.subject, verb);
          const to = verb.preps.find((prep) => prep.word === 'to');
          addGroup(draft, scene, { role: 'acquirer', want: 'any' }, to?.group ?? null, verb);
        }
        return has(draft, 'acquirer') && !GOODS.test(lowerText(scene, verb?.from ?? 0, verb?.object?.to ?? 0));
      },
    },
    {
      // "is paying $100 million for the app Foo".
      verbs: words('pay, spend, shell out, fork out'),
      subject: 'acquirer',
      preps: { for: 'target', on: 'target' },
      when: ({ scene, verb, draft }) => {
        const prep = verb?.preps.find((other) => other.word === 'for' || other.word === 'on');
        const head = scene.nodes[prep?.group?.phrases[0]?.head ?? 0];
        return (
          has(draft, 'target') &&
          prep?.word === 'for' &&
          Boolean(head?.mention) &&
          scene.nodes.slice(verb?.to ?? 0, prep?.at).some((node) => node.value?.kind === 'money')
        );
      },
    },
    {
      verbs: words('win'),
      subject: 'acquirer',
      object: 'target',
      when: ({ scene, verb, draft }) =>
        has(draft, 'target') &&
        /^for/.test(lowerText(scene, (verb?.object?.to ?? 0) + 1, (verb?.object?.to ?? 0) + 2)) &&
        scene.nodes[(verb?.object?.to ?? 0) + 2]?.value?.kind === 'money',
    },
  ],
  nouns: [
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
        const by = phrase
          ? scene.clauses.prepsAfter(at + 1, Math.min(draft.to, at + 12)).find((prep) => prep.word === 'by')
          : undefined;
        if (by?.group) {
          if (!has(draft, 'target')) for (const arg of draft.args) if (arg.role === 'acquirer') arg.role = 'target';
          addGroup(draft, scene, { role: 'acquirer', want: 'any' }, by.group, verb);
        }
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
        return !/^(?:customer|user|data|talent|land|merchant|client|lead|subscriber|power|gpu)\b/.test(
          scene.nodes[at - 1]?.lower ?? '',
        );
      },
    },
    {
      // "agrees to a $200M sale to Foo", "the sale of Bar to Foo".
      nouns: words('sale'),
      owner: 'target',
      preps: { of: 'target', to: { role: 'acquirer', want: 'any' } },
      agent: 'target',
      carriers: words(
        'agree, agree to, announce, complete, confirm, close, finalize, approve, explore, negotiate, discuss',
      ),
      when: ({ scene, draft, at, verb }) => {
        if (!has(draft, 'target') || !has(draft, 'acquirer')) return false;
        const words = lowerText(scene, at + 1, at + 9);
        if (GOODS.test(words) || /\b(?:stakes?|shares?|interest|model|models|products?)\b/.test(words)) return false;
        if (verb && CALLED_OFF.test(verb.phrasal)) draft.status = 'failed';
        return true;
      },
    },
    {
      // "strikes $200M deal for Foo".
      nouns: words('deal'),
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
        'complete, close, announce, agree, agree to, plan, propose, consider, explore, abandon, finalize, confirm, be, discuss, seal',
      ),
      when: ({ scene, at, draft, verb }) => {
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
      nouns: words('bid, offer'),
      owner: 'acquirer',
      preps: { for: 'target' },
      agent: 'acquirer',
      status: 'talks',
      carriers: words(
        'make, launch, submit, table, prepare, complete, consider, withdraw, drop, raise, win, weigh, mull, explore, plan, sweeten, improve',
      ),
      when: ({ scene, at, draft, verb }) => {
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
        if (verb && /^(?:withdraw|drop|reject)$/.test(verb.lemma)) draft.status = 'failed';
        return (
          (/\btakeover|\bbuyout|\bunsolicited|\$|\bbid\b/.test(lowerText(scene, at - 3, at + 1)) ||
            /^(?:of|worth) /.test(lowerText(scene, at + 1, at + 3))) &&
          has(draft, 'target') &&
          scene.nodes.some((node) => node.value?.kind === 'money' || node.lower === 'takeover')
        );
      },
    },
  ],
  values: {
    amount: (value) =>
      value.kind === 'money' && (value.use === 'plain' || value.use === 'saving' || value.use === 'valuation'),
  },
  accept: (draft) => has(draft, 'target') && (has(draft, 'acquirer') || has(draft, 'seller')),
  refine(draft, scene) {
    const targets = all(draft, 'target');
    const amount = all(draft, 'amount')[0];
    // The price stands in the same clause; one that stands before another deal's words is not this one's.
    if (
      amount?.value &&
      draft.verb &&
      amount.value.start < (scene.nodes[draft.verb.from]?.start ?? 0) &&
      !draft.verb.passive
    )
      draft.args = draft.args.filter((arg) => arg !== amount);
    if (draft.verb && draft.verb.lemma === 'raise') return [];
    if (targets.length < 2) return [draft];
    return targets.map((target) => ({
      ...draft,
      args: draft.args.filter((arg) => arg.role !== 'target' || arg === target),
    }));
  },
  cues: /^(?:join|become|acquisitions)$/,
  read(scene) {
    const drafts: Draft[] = several(scene);
    const { house } = scene.article;
    for (const verb of scene.clauses.verbs) {
      if (verb.passive || verb.negated || !verb.subject || (!verb.object && verb.lemma !== 'become')) continue;
      const head = verb.object ? scene.nodes[verb.object.phrases[0]?.head ?? 0] : undefined;
      const joins =
        verb.lemma === 'join' &&
        !verb.preps.some((prep) => prep.word === 'as') &&
        house !== null &&
        scene.sentence.field === 'title' &&
        head?.mention?.entity.slug === house.slug;
      const part =
        verb.lemma === 'become' && (head?.lower === 'part' || scene.nodes[verb.to + 1]?.lower === 'part')
          ? verb.preps.find((prep) => prep.word === 'of')
          : undefined;
      if (!joins && !part) continue;
      // "Foo joins us", on the page of the house that bought it; "Foo became part of Bar".
      const draft = newDraft(scene, 'acquisition', verb.head, verb);
      draft.from = verb.from;
      draft.to = verb.reach;
      const subject = parties(scene, verb.subject, 'org', verb).filter(
        (found) => found.entity?.kind === 'org' && !found.coreferent,
      );
      // Two plain words may be a person.
      if (
        joins &&
        subject.some(
          (found) => !found.entity?.sure && (found.text.includes(' ') || scene.nodes[found.node - 1]?.text === ')'),
        )
      )
        continue;
      addParties(draft, 'target', subject);
      addGroup(draft, scene, 'acquirer', part ? part.group : verb.object, verb);
      drafts.push(draft);
    }
    return drafts;
  },
};
