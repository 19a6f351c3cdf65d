import { affiliation } from '../people.ts';
import type { Scene } from '../scene.ts';
import { dealObject, isPrice } from './acquisition-bought.ts';
import { nouns } from './acquisition-nouns.ts';
import {
  absorbing,
  approved,
  brokenOff,
  changing,
  joining,
  ownedSince,
  owning,
  pursued,
  several,
  wooing,
} from './acquisition-read.ts';
import { sales, selling, theRest } from './acquisition-sales.ts';
import {
  addGroup,
  all,
  type Draft,
  type DraftArgument,
  type Frame,
  has,
  lowerText,
  throughPart,
  words,
} from './frame.ts';

/** "bought Foo, a firm that makes pumps, for $5 million": the price behind what is said of the firm. */
function pricedAfter(draft: Draft, scene: Scene): DraftArgument[] {
  const { nodes, clauses } = scene;
  const { verb } = draft;
  const next = verb ? clauses.verbs.find(({ from }) => from > verb.to && from >= verb.reach - 2) : undefined;
  if (!verb || verb.passive || !verb.object || !next || nodes[verb.object.to + 1]?.text !== ',') return [];
  if (next.subjectVia !== 'relative' && next.form !== 'participle' && next.form !== 'gerund') return [];
  const at = nodes.findIndex(
    (node, k) => k > next.to && node.value !== undefined && nodes[k - 1]?.lower === 'for' && nodes[k - 2]?.text === ',',
  );
  const value = nodes[at]?.value;
  const others = clauses.verbs.some(({ from, form, subjectVia }) => {
    return from > next.to && from < at && form === 'finite' && subjectVia !== 'relative';
  });
  return value && isPrice(value) && !others ? [{ role: 'amount', text: value.text, value }] : [];
}

/** "strikes a $5 million deal to buy Foo": the price of the deal that the purchase is. */
function pricedBefore({ verb }: Draft, scene: Scene): DraftArgument[] {
  // "paid $5 million to buy Foo", "spent $5 million on buying Foo".
  const payer = verb?.governor;
  const sum =
    /^(?:pay|spend|shell out|fork out|hand over)$/.test(payer?.phrasal ?? '') && verb?.form !== 'finite'
      ? payer?.object?.phrases[0]
      : undefined;
  const paid = sum ? scene.nodes[sum.head]?.value : undefined;
  if (paid && isPrice(paid)) return [{ role: 'amount', text: paid.text, value: paid }];
  const at = verb?.form === 'infinitive' && !verb.passive ? verb.from - 2 : -1;
  const phrase = at >= 0 && scene.nodes[at + 1]?.lower === 'to' ? scene.clauses.phraseAt(at) : null;
  if (
    !phrase ||
    phrase.head !== at ||
    !/^(?:deal|agreement|bid|offer|pact|contract)$/.test(scene.nodes[at]?.lower ?? '')
  )
    return [];
  const value = scene.nodes.slice(phrase.from, at).find((node) => node.value && isPrice(node.value))?.value;
  return value ? [{ role: 'amount', text: value.text, value }] : [];
}

export const acquisition: Frame = {
  type: 'acquisition',
  verbs: [
    {
      verbs: words(
        'acquire, buy, purchase, snap up, scoop up, gobble up, swallow, swallow up, take over, absorb, buy out, acqui-hire, re-acquire, reacquire, mop up, pick up',
      ),
      subject: { role: 'acquirer', want: 'any' },
      object: { role: 'target', want: 'thing' },
      preps: { from: 'seller' },
      cues: [
        ['~acquire buy purchase swallow absorb acqui-hire re-acquire reacquire', '#parties'],
        ['snap scoop gobble mop', 'up'],
        ['pick', 'up', '#money'],
        ['pick', 'up', 'startup start-up firm company maker developer agency'],
        ['take', 'over'],
      ],
      when: dealObject,
    },
    {
      verbs: words('merge, combine'),
      cues: [
        ['~merge', '#parties'],
        ['#joined', '>', '~combine'],
        ['#party', '>', '~combine', '>', 'with into'],
      ],
      subject: 'acquirer',
      object: 'target',
      preps: { with: 'target', into: 'acquirer' },
      when: ({ scene, verb, draft }) => {
        // "Foo merged into Bar".
        const whole = verb?.preps.find((prep) => prep.word === 'into');
        if (whole?.group && verb && !verb.object && !verb.passive && !has(draft, 'target')) {
          for (const arg of draft.args) arg.role = 'target';
          addGroup(draft, scene, 'acquirer', whole.group, verb);
          return has(draft, 'target') && has(draft, 'acquirer');
        }
        // "Foo's owner merges Bar with Baz": the two are the parties, whoever did it.
        const acquirers = all(draft, 'acquirer');
        if (!has(draft, 'target') && acquirers.length === 2 && acquirers[1] && !verb?.object)
          acquirers[1].role = 'target';
        // "Foo and Bar combine their businesses".
        if (verb?.lemma === 'combine' && verb.object) {
          const things = lowerText(scene, verb.object.from, verb.object.to + 1);
          if (acquirers.length !== 2 || !/^(?:their|the two) .*\b(?:businesses|companies|operations)$/.test(things))
            return false;
          if (acquirers[1]) acquirers[1].role = 'target';
          return true;
        }
        const other = verb?.preps.find((prep) => prep.word === 'with' || prep.word === 'into');
        if (other && !has(draft, 'acquirer')) addGroup(draft, scene, 'acquirer', other.group, verb);
        return has(draft, 'target');
      },
    },
    selling,
    {
      // "agreed to be taken private by Foo".
      verbs: words('take'),
      cues: [['take', 'private']],
      subject: { role: 'acquirer', want: 'any' },
      object: 'target',
      when: ({ scene, verb, draft }) =>
        has(draft, 'target') &&
        has(draft, 'acquirer') &&
        (verb?.passive
          ? scene.nodes[verb.to + 1]?.lower === 'private'
          : scene.nodes[(verb?.object?.to ?? 0) + 1]?.lower === 'private'),
    },
    {
      // "took control of Foo".
      verbs: words('take, gain, assume, win, seize'),
      cues: [['take gain assume win seize', 'control ownership']],
      subject: { role: 'acquirer', want: 'any' },
      when: ({ scene, verb, draft }) => {
        if (!verb?.object || verb.passive || !has(draft, 'acquirer')) return false;
        if (
          !/^(?:(?:full|majority|sole) )?(?:control|ownership)$/.test(
            lowerText(scene, verb.object.from, verb.object.to + 1),
          )
        )
          return false;
        const of = verb.preps.find((prep) => prep.word === 'of' && prep.at === (verb.object?.to ?? 0) + 1);
        addGroup(draft, scene, 'target', of?.group ? throughPart(scene, of.group, verb.reach) : null, verb);
        // A state that takes a house over buys nothing.
        const states = all(draft, 'acquirer').some(
          ({ party, text }) => party?.entity?.authority || /government$/i.test(text),
        );
        return has(draft, 'target') && !states;
      },
    },
    {
      // "has offered $4 billion for Foo".
      verbs: words('offer, bid'),
      cues: [['offer bid', '#money']],
      subject: 'acquirer',
      preps: { for: 'target' },
      status: 'talks',
      when: ({ scene, verb, draft }) => {
        if (!verb || verb.passive) return false;
        const at = scene.nodes.findIndex((node, k) => k > verb.to && k < verb.reach && node.value?.kind === 'money');
        if ((scene.nodes[at]?.value?.value ?? 0) < 1e6 || !has(draft, 'acquirer')) return false;
        // "bid $2 billion, which was accepted by Foo".
        const accepted = scene.clauses.verbs.find(
          (other) => other.lemma === 'accept' && other.passive && other.from > at,
        );
        if (!has(draft, 'target') && accepted)
          addGroup(draft, scene, 'target', accepted.preps.find((prep) => prep.word === 'by')?.group ?? null, accepted);
        else if (scene.nodes[at + 1]?.lower !== 'for') return false;
        const node = all(draft, 'target')[0]?.party?.node ?? -1;
        return scene.nodes[node]?.mention?.weak === false && scene.clauses.phraseAt(node)?.to === node;
      },
    },
    {
      // "is paying $100 million for the app Foo".
      verbs: words('pay, spend, shell out, fork out'),
      cues: [['pay spend shell fork', 'for', '#money']],
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
      // "won the auction for Foo".
      verbs: words('win'),
      cues: [['win', 'war contest battle auction bid']],
      subject: 'acquirer',
      when: ({ scene, verb, draft }) => {
        if (!verb?.object || verb.passive) return false;
        const prize = lowerText(scene, verb.object.from, verb.object.to + 1);
        if (!/\b(?:(?:bidding|takeover) (?:war|contest|battle)|auction|bid)$/.test(prize)) return false;
        const group = verb.preps.find((prep) => prep.word === 'for')?.group;
        addGroup(draft, scene, 'target', group ? throughPart(scene, group, verb.reach) : null, verb);
        return has(draft, 'target') && has(draft, 'acquirer');
      },
    },
    {
      verbs: words('win'),
      cues: [['win', 'for', '#money']],
      subject: 'acquirer',
      object: 'target',
      when: ({ scene, verb, draft }) =>
        has(draft, 'target') &&
        /^for/.test(lowerText(scene, (verb?.object?.to ?? 0) + 1, (verb?.object?.to ?? 0) + 2)) &&
        scene.nodes[(verb?.object?.to ?? 0) + 2]?.value?.kind === 'money',
    },
  ],
  nouns: [...nouns, ...sales],
  values: {
    amount: isPrice,
  },
  accept: (draft, scene) =>
    has(draft, 'target') &&
    // "She took over Foo in 2021": its helm.
    !(
      draft.verb?.phrasal === 'take over' &&
      !has(draft, 'amount') &&
      all(draft, 'acquirer').some(({ party }) => party?.entity?.kind === 'person')
    ) &&
    // "He was offered money to sell the company": nobody buys a person.
    !all(draft, 'target').some(({ party }) => party?.coreferent && party.entity?.kind === 'person') &&
    // "snaps up former Foo chief Jane Roe": somebody with an office is hired.
    !all(draft, 'target').every(
      ({ party }) => party?.entity?.kind === 'person' && affiliation(scene, party.node).office !== null,
    ) &&
    (has(draft, 'acquirer') ||
      has(draft, 'seller') ||
      // A house that looks for a buyer.
      (draft.status === 'talks' && scene.nodes[draft.at]?.lower === 'sale')),
  refine(draft, scene) {
    if (!has(draft, 'amount')) draft.args.push(...pricedAfter(draft, scene));
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
    if (!has(draft, 'amount')) draft.args.push(...pricedBefore(draft, scene));
    // What is raised is money, but for an offer.
    if (draft.verb?.lemma === 'raise' && !/^(?:bid|offer)$/.test(scene.nodes[draft.at]?.lower ?? '')) return [];
    const priced =
      amount?.value !== undefined && amount.value.start < (scene.nodes[targets.at(-1)?.party?.node ?? 0]?.start ?? 0);
    if (targets.length < 2) return [draft];
    return targets.map((target, k) => {
      // "Foo for $5 million and Bar for $7 million": each has the sum that stands behind it.
      const stretch = scene.nodes.slice(target.party?.node ?? 0, targets[k + 1]?.party?.node ?? draft.to);
      const value = stretch.find((node) => node.value && isPrice(node.value))?.value;
      const own = priced && value ? [{ role: 'amount' as const, text: value.text, value }] : [];
      const args = draft.args.filter(
        (arg) => (arg.role !== 'target' || arg === target) && !(priced && arg.role === 'amount'),
      );
      return { ...draft, args: [...args, ...own] };
    });
  },
  cues: [
    ['=acquisitions'],
    ['join', '#house', '#title'],
    ['become', 'part subsidiary unit division affiliate arm'],
    ['#party', '>', 'be', '>1', '=now', '>1', '=part', '>', '#party'],
    ['win get receive secure gain obtain clear', '>', 'approval clearance nod consent', '>', 'for', '#parties'],
    ['be', '>1', '=owned', 'by', 'since', '#parties'],
    ['sell offload divest', '>', '=the', '>1', 'rest remainder balance', '>1', 'to'],
    ['new become emerge', '>', 'owner buyer', '>1', 'of', '#parties'],
    ['approach', '>', 'about', '>', 'merger takeover acquisition buyout sale', '#parties'],
    ['#title', '=close =closer', '>1', 'to', '>1', 'buy acquire', '#parties'],
    ['end abandon drop', '>', 'pursuit', '#parties'],
    ['walk back pull withdraw', '>', 'from of', '>', 'acquisition takeover merger buyout purchase bid', '#parties'],
    ['transfer pass go come fall sell', '=ownership =hands =control'],
    ['join', 'acquisition takeover purchase', '=part'],
    ['acquisition takeover merger buyout', 'talk negotiation discussion bid attempt', '=after'],
  ],
  read: (scene) => [
    ...several(scene),
    ...joining(scene),
    ...changing(scene),
    ...absorbing(scene),
    ...brokenOff(scene),
    ...approved(scene),
    ...pursued(scene),
    ...owning(scene),
    ...ownedSince(scene),
    ...wooing(scene),
    ...theRest(scene),
  ],
};
