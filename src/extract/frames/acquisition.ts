import { dealObject, GOODS } from './acquisition-bought.ts';
import { nouns } from './acquisition-nouns.ts';
import { joining, several } from './acquisition-read.ts';
import { addGroup, all, type Frame, has, lowerText, words } from './frame.ts';

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
  nouns,
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
  read: (scene) => [...several(scene), ...joining(scene)],
};
