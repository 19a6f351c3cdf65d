import type { Group, Verb } from '../clauses.ts';
import type { Scene } from '../scene.ts';
import { each } from './cues.ts';
import { addGroup, type Draft, has, lowerText, type VerbRule, words } from './frame.ts';
import { addInvestors, backers, money, part } from './investment-backers.ts';

/** "Foo invests $5M in Bar", "backs Bar", "takes a stake in Bar", "pays $5M for a third of Bar": the one who gives acts. */
export const giving: readonly VerbRule[] = [
  {
    verbs: words(
      'invest, pour, pump, plow, plough, sink, inject, commit, pledge, put, buy, plunge, bet, wager, double down',
    ),
    cues: [
      ...each([['invest']], '#parties', '#money'),
      ['pour pump plow plough sink inject commit pledge put plunge bet wager double', '#money', '#party'],
      ['buy', 'into', '#parties'],
    ],
    subject: { role: 'investor', want: 'any' },
    preps: { in: 'target', into: 'target', on: 'target', to: 'target', behind: 'target' },
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
        return /^(?:startups?|companies|firms|ventures?|founders|businesses|funds?|vehicle)$/.test(head ?? '');
      }
      return has(draft, 'target') && has(draft, 'investor');
    },
  },
  {
    verbs: words('back, fund'),
    cues: each([['back fund']], '#money', 'by from including'),
    subject: { role: 'investor', want: 'any' },
    object: 'target',
    when: ({ draft, verb, scene }) => {
      if (!verb || !has(draft, 'target')) return false;
      if (verb.passive) {
        draft.args = draft.args.filter((arg) => arg.role !== 'investor');
        for (const prep of verb.preps) if (prep.word === 'by') addInvestors(draft, scene, prep.group, verb);
        backers(scene, draft, verb.to, verb.reach);
        if (verb.form === 'participle' && verb.subjectVia === 'reduced') draft.background = true;
        // "Foo is backed by Bar": how things stand.
        if (
          verb.lemma === 'back' &&
          scene.sentence.field === 'text' &&
          !scene.nodes.slice(verb.to, verb.reach).some(({ value }) => money(value))
        )
          draft.background = true;
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
    verbs: words(
      'take, buy, acquire, purchase, hold, have, own, get, sell, sell off, offload, divest, offer, raise, increase, lift, boost',
    ),
    cues: each(
      [['take buy acquire purchase hold have own get sell offload divest offer raise increase lift boost', '#parties']],
      '#percent',
      'stake share interest',
    ),
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
      if (/^(?:sell|offload|divest|offer)$/.test(verb.lemma)) {
        draft.args = draft.args.filter((arg) => arg.role !== 'investor');
        const to = verb.preps.find((prep) => prep.word === 'to');
        if (to) addGroup(draft, scene, 'investor', to.group, verb);
      }
      // "raises its interest rates", "boosts stakes for Foo": only a part of a house grows so.
      if (/^(?:raise|increase|lift|boost)$/.test(verb.lemma) && !/\b(?:stake|holding|interest)$/.test(text))
        return false;
      // "a stake of up to 10% in Foo".
      const inner = verb.preps.find(
        ({ word, group }) =>
          word === 'in' || (word === 'of' && scene.nodes[group?.phrases[0]?.head ?? -1]?.value?.kind !== 'percent'),
      );
      if (inner) addGroup(draft, scene, 'target', inner.group ? shareOf(scene, inner.group) : null, verb);
      // What is held was bought before; what one will have comes with the money.
      if (/^(?:hold|own|have)$/.test(verb.lemma) && verb.modal === null) draft.background = true;
      return has(draft, 'target') && has(draft, 'investor');
    },
  },
  {
    // "is paying $14 billion for 49% of Foo's equity", "to spend $15 billion on half of Foo".
    verbs: words('pay, spend'),
    cues: each([['pay spend', '#money', 'for on']], '#percent', 'half third quarter stake slice'),
    subject: { role: 'investor', want: 'any' },
    when: ({ scene, verb, draft }) => {
      if (!verb?.object || verb.passive || !money(scene.nodes[verb.object.phrases[0]?.head ?? 0]?.value)) return false;
      const at = verb.preps.findIndex(
        (prep) => (prep.word === 'for' || prep.word === 'on') && prep.group !== null && part(scene, prep.group),
      );
      const of = verb.preps.slice(at + 1).find((prep) => prep.word === 'of' || prep.word === 'in');
      if (at < 0 || !of?.group) return false;
      addGroup(draft, scene, 'target', shareOf(scene, of.group), verb);
      return has(draft, 'target') && has(draft, 'investor');
    },
  },
];

/** Takes back what stands after a preposition that another verb would need. */
function drop(draft: Draft, role: 'target', verb: Verb, word: string): void {
  const groups = verb.preps.flatMap((prep) => (prep.word === word && prep.group ? [prep.group] : []));
  draft.args = draft.args.filter(
    (arg) =>
      arg.role !== role ||
      !groups.some((group) => arg.party && group.from <= arg.party.node && arg.party.node <= group.to),
  );
}

/** "Foo's equity", "Foo's shares": Foo. */
function shareOf(scene: Scene, group: Group): Group {
  const phrase = group.phrases[0];
  if (!phrase || !/^(?:equity|shares?|stock|capital)$/.test(scene.nodes[phrase.head]?.lower ?? '')) return group;
  const owner = scene.nodes.findIndex((node, k) => k >= phrase.from && k < phrase.head && node.mention !== undefined);
  return owner < 0 ? group : { from: owner, to: owner, phrases: [{ from: owner, to: owner, head: owner }] };
}
