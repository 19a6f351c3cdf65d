import type { Verb } from '../clauses.ts';
import type { Scene } from '../scene.ts';
import { COMMUNICATION_VERBS } from '../words.ts';
import { addValues, type Draft, type Frame, has } from './frame.ts';
import { backers, backings, money, values } from './investment-backers.ts';
import { giving } from './investment-giving.ts';
import { investmentNouns } from './investment-nouns.ts';
import { raising } from './investment-raising.ts';
import { ROUND_CUES, rounds, toldRounds } from './investment-rounds.ts';

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

export const investment: Frame = {
  type: 'investment',
  values,
  verbs: [raising, ...giving],
  nouns: investmentNouns,
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
      // "Foo raises cash", "Foo is in talks to raise funds", "Foo scores pension fund backing".
      /^(?:raise|score|land|secure|bag)$/.test(draft.verb?.lemma ?? '')
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
    if (
      verb &&
      ['raise', 'secure', 'land', 'close', 'bag', 'net', 'receive', 'snag', 'nab', 'grab', 'take', 'seek'].includes(
        verb.lemma,
      )
    ) {
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
  cues: ROUND_CUES,
  read: (scene) => [...rounds(scene), ...backings(scene), ...toldRounds(scene)],
};
