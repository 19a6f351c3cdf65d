import type { Phrase, Verb } from '../clauses.ts';
import { ownerOf, type Party, parties } from '../parties.ts';
import type { Scene } from '../scene.ts';
import { type Cue, wordsIn } from './cues.ts';
import { addGroup, addParties, addValues, all, type Draft, has, lowerText, newDraft, throughPart } from './frame.ts';
import { addInvestors, backers, money, part, values } from './investment-backers.ts';

const ROUND = /^(?:round|raise|fundraise|fundraising|funding|financing|haul|mega-round|megaround)s?$/;
/** Verbs that take a round, and are read with their own rule. */
const TAKING = /^(?:raise|secure|land|close|bag|net|receive|snag|nab|grab)$/;
const SEEKING =
  /^(?:seek|chase|plan|discuss|prepare|negotiate|consider|explore|eye|pursue|finalize|near|announce|close|complete)$/;
/** What a firm does with a round of its own. */
const HAVING =
  /^(?:announce|complete|start|begin|plan|launch|unveil|seek|prepare|negotiate|discuss|finalize|open|kick|target|disclose|chase|eye|pursue|consider|explore|near|celebrate|confirm|clinch|sign|wrap|emerge)$/;
/** Who does these to a round gives the money. */
const GIVING = /^(?:back|invest|participate|join|lead|co-lead|bet|pour|support|fund|anchor)$/;

const ONGOING = /\b(?:round|raise|funding|financing|investment|deal)\b/;

/** What rounds, funds, backers and what is added to a round need. */
export const ROUND_CUES: readonly Cue[] = [
  [wordsIn(ROUND), '#money'],
  ['#round'],
  ['#money', 'fund vehicle management assets aum'],
  ['=backed =funded'],
  ['investor backer shareholder', "in of 's ' its their whose among"],
  ['#party', '>', 'be', '>1', 'also', '>1', '=investors =backers =shareholders'],
  ['#money', 'lead co-lead back join', 'by'],
  ['#money', 'launch emerge debut exit come start', 'with', 'from stealth'],
  // What is told of the round in clauses of their own.
  [
    '#told',
    'lead co-lead back join participate include draw see feature bring attract',
    `${wordsIn(ONGOING)} investor backer participant`,
  ],
  ['participate'],
  ['#told', 'join', 'backer investor'],
  ['#told', 'take', '>2', 'part'],
  [
    '#told',
    'money cash sum investment deal outlay transaction capital',
    '>',
    'buy give secure get earn bring hand leave',
  ],
  [
    '#told',
    'round raise funding financing investment deal fundraise transaction',
    '>',
    'value bring give put push lift boost take raise double triple quadruple',
    '#valuation',
  ],
];

/** Rounds that a noun tells of: "Foo starts with a $9M seed round", "after Foo's $4 Bn haul", "with $40M in funding". */
export function rounds(scene: Scene): Draft[] {
  const { clauses, nodes } = scene;
  const drafts: Draft[] = [];
  nodes.forEach((node, at) => {
    const phrase = clauses.phraseAt(at);
    if (!phrase || phrase.head !== at || node.mention || !(ROUND.test(node.lower) || node.value?.kind === 'round'))
      return;
    const first = sumBefore(scene, phrase);
    const seeking = clauses.verbs.find(
      (verb) => verb.object && verb.object.from <= at && at <= verb.object.to && SEEKING.test(verb.lemma),
    );
    const figures = nodes
      .slice(first, phrase.to + 1)
      .filter((other) => other.value && (other.value.kind === 'round' || money(other.value)));
    const sought =
      seeking &&
      nodes
        .slice(phrase.to, seeking.reach + 14)
        .some((other) => other.value?.kind === 'money' && /^(?:valuation|plain)$/.test(other.value.use));
    if (figures.length === 0 && !sought) return;
    // "was valued at $5B in its last round": what it was worth before.
    const older = /\b(?:last|previous|prior|earlier)\b/.test(lowerText(scene, phrase.from, phrase.head));
    if (older && figures.every(({ value }) => value?.kind === 'money' && value.use === 'valuation')) return;
    const holder =
      clauses.verbs.find(
        (verb) => verb.object && verb.object.from <= at && first <= verb.object.to && verb.object.from >= first - 1,
      ) ?? clauses.verbs.find((verb) => verb.object && verb.object.from <= at && at <= verb.object.to);
    if (holder && TAKING.test(holder.lemma) && !holder.passive) return;
    // "raised $7M in combined Series A and seed": told with the sum.
    const group = clauses.groupAt(at);
    if (
      group &&
      group.phrases.length > 1 &&
      clauses.verbs.some(
        (verb) =>
          TAKING.test(verb.lemma) &&
          !verb.passive &&
          verb.preps.some((prep) => prep.word === 'in' && prep.group === group),
      )
    )
      return;
    const draft = newDraft(scene, 'investment', at, holder ?? null);
    const owner = nodes.findIndex((other, k) => k >= phrase.from && k < at && other.mention?.entity.kind === 'org');
    const mention = nodes[owner]?.mention;
    // "a $5M Mega Round": how large, and not whose.
    if (mention && /^(?:mega|mammoth|massive|jumbo|monster)$/i.test(mention.text)) return;
    if (mention)
      addParties(draft, 'target', [{ entity: mention.entity, text: mention.text, node: owner, coreferent: false }]);
    else addParties(draft, 'target', ownerOf(scene, phrase, at, 'org'));
    const leads = holder !== undefined && !holder.passive && /^(?:lead|co-lead)$/.test(holder.lemma);
    if (leads || (holder?.lemma === 'join' && !holder.passive))
      addInvestors(draft, scene, holder?.subject ?? null, holder);
    if (!has(draft, 'target')) {
      const carrier = holder ?? carrierOf(scene, first, at);
      if (!carrier?.subject || carrier.passive) return;
      if (leads) {
        const inner = carrier.preps.find((prep) => prep.word === 'in' || prep.word === 'for' || prep.word === 'of');
        if (inner) addGroup(draft, scene, 'target', inner.group, carrier);
        // "Foo led a $5M round that valued Bar at $80M", "Bar last raised when Foo led a $5M round".
        const valued = clauses.verbs.find(
          ({ lemma, subjectVia, from }) => lemma === 'value' && subjectVia === 'relative' && from > at,
        );
        if (!has(draft, 'target') && valued) addGroup(draft, scene, 'target', valued.object, valued);
        const raised = clauses.verbs.find(
          ({ lemma, to, passive }) => lemma === 'raise' && !passive && to < carrier.from,
        );
        if (!has(draft, 'target') && raised && nodes[(carrier.subject?.from ?? 0) - 1]?.lower === 'when')
          addGroup(draft, scene, 'target', raised.subject, raised);
        if (!has(draft, 'target')) return;
      } else if (holder ? HAVING.test(holder.lemma) : !GIVING.test(carrier.lemma)) {
        addGroup(draft, scene, 'target', carrier.subject, carrier);
        // "Map firm, Foo, announces a $5M Series A".
        if (!has(draft, 'target') && carrier.subject.to < carrier.from)
          addGroup(draft, scene, 'target', throughPart(scene, carrier.subject, carrier.from), carrier);
        // "Foo's photonic hardware is ready to shine with $5M in funding".
        const thing = carrier.subject.phrases[0];
        if (!has(draft, 'target') && thing && scene.sentence.field === 'title' && carrier.subject.phrases.length === 1)
          addParties(draft, 'target', ownerOf(scene, thing, thing.head, 'org'));
      }
      draft.verb = carrier;
    }
    draft.from = first;
    const pause = nodes.findIndex((other, k) => k > phrase.to && /^[;:]$/.test(other.text));
    draft.to =
      pause === -1
        ? Math.max(phrase.to + 1, draft.verb?.reach ?? Math.min(nodes.length, phrase.to + 20))
        : phrase.to + 1;
    addValues(draft, scene, { values });
    backers(scene, draft, phrase.from, draft.to);
    drafts.push(draft);
  });
  return [...drafts, ...launched(scene), ...funds(scene)];
}

/** "launches with eight customers, $11M from Foo and Bar": a sum and who gave it, without a word for the round. */
function launched(scene: Scene): Draft[] {
  const { clauses, nodes } = scene;
  return clauses.verbs.flatMap((verb) => {
    if (!/^(?:launch|emerge|debut|exit|come|start)$/.test(verb.lemma) || verb.passive || verb.negated) return [];
    if (!verb.subject || verb.form === 'infinitive' || !verb.preps.some(({ word }) => word === 'with')) return [];
    // "emerges from stealth with $5M": from whom, it need not say.
    const hidden = /\b(?:from|of|out of|exits?|exited|exiting) stealth\b/.test(lowerText(scene, verb.from, verb.reach));
    const at = nodes.findIndex(
      (node, k) =>
        k > verb.to &&
        k < verb.reach &&
        money(node.value) &&
        (nodes[k + 1]?.lower === 'from' ||
          (hidden &&
            !/^(?:NOUN|ADJ)$/.test(nodes[k + 1]?.pos ?? '') &&
            !/^(?:under|in (?:assets|revenue|contracts|sales|arr))\b/.test(lowerText(scene, k + 1, k + 3)))),
    );
    if (at < 0 || !/^(?:with|,|and)$/.test(nodes[at - 1]?.lower ?? '')) return [];
    const draft = newDraft(scene, 'investment', verb.head, verb);
    draft.from = at;
    draft.to = verb.reach;
    addGroup(draft, scene, 'target', verb.subject, verb);
    if (nodes[at + 1]?.lower === 'from') addInvestors(draft, scene, clauses.groupAt(at + 2));
    const value = nodes[at]?.value;
    if (value) draft.args.push({ role: 'amount', text: value.text, value });
    return has(draft, 'target') && (has(draft, 'investor') || hidden) ? [draft] : [];
  });
}

/** Where the sum of a round begins that stands before it: "$40M in new funding". */
function sumBefore(scene: Scene, phrase: Phrase): number {
  const { nodes } = scene;
  const named = nodes.slice(phrase.from, phrase.head).some((node) => node.mention);
  return !named && nodes[phrase.from - 1]?.lower === 'in' && money(nodes[phrase.from - 2]?.value)
    ? phrase.from - 2
    : phrase.from;
}

/** The verb whose clause a round stands in: "emerges from stealth with …", "With …, Foo plans", "announced the close of its …". */
function carrierOf(scene: Scene, first: number, at: number): Verb | undefined {
  const { clauses, nodes } = scene;
  const holds = (verb: Verb, words: RegExp): boolean =>
    verb.preps.some((prep) => words.test(prep.word) && prep.group && prep.group.from <= at && first <= prep.group.to);
  const own = clauses.verbs.find((verb) => holds(verb, /^(?:with|in|after)$/));
  if (own) return own;
  if (/^(?:with|after)$/.test(nodes[first - 1]?.lower ?? '') || /^(?:with|after)$/.test(nodes[first - 2]?.lower ?? ''))
    return clauses.verbs.find((verb) => verb.subject && verb.subject.from > at && verb.form === 'finite');
  return clauses.verbs.find(
    (verb) =>
      /^(?:announce|celebrate|disclose|confirm)$/.test(verb.lemma) &&
      holds(verb, /^of$/) &&
      /^(?:closure|close|closing|completion)$/.test(nodes[verb.object?.to ?? -1]?.lower ?? ''),
  );
}

/** "closes a $700 million fund": money that a fund gathers, or that a company sets aside for others. */
function funds(scene: Scene): Draft[] {
  const drafts: Draft[] = [];
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
    const fund = gathers(who[0]) || /^(?:raise|close|secure|land|hit)$/.test(verb.lemma);
    addParties(draft, fund ? 'target' : 'investor', who.slice(0, 1));
    draft.args.push({ role: 'amount', text: value.text, value });
    drafts.push(draft);
  }
  return [...drafts, ...ownFunds(scene)];
}

/** A house whose trade is to gather money and invest it. */
const gathers = (party: Party | undefined): boolean =>
  /\b(?:ventures?|capital|partners|fund|management|investments?|vc)\b/i.test(party?.entity?.name ?? '');

/** "Foo's new $30M fund", "half of its new $70M fund". */
function ownFunds(scene: Scene): Draft[] {
  const { clauses, nodes } = scene;
  const drafts: Draft[] = [];
  nodes.forEach((node, at) => {
    const phrase = clauses.phraseAt(at);
    if (node.lower !== 'fund' || node.mention || !phrase || phrase.head !== at) return;
    const value = nodes.slice(phrase.from, at).find((other) => money(other.value))?.value;
    if (!value || !/\b(?:new|fresh|latest|first|debut|second|third)\b/.test(lowerText(scene, phrase.from, at))) return;
    const owner = ownerOf(scene, phrase, at, 'org').filter((party) => party.entity?.kind === 'org');
    if (owner.length !== 1) return;
    const draft = newDraft(scene, 'investment', at, null);
    draft.from = phrase.from;
    draft.to = at + 1;
    addParties(draft, gathers(owner[0]) ? 'target' : 'investor', owner);
    draft.args.push({ role: 'amount', text: value.text, value });
    drafts.push(draft);
  });
  return drafts;
}

const THE_ROUND = /^(?:the|that|this) (?:[\w$.-]+ ){0,3}(?:round|investment|financing|raise|deal)$/;

/** What later clauses add to a round: who led it, who joined, what it makes the firm worth. */
export function toldRounds(scene: Scene): Draft[] {
  const { clauses, nodes } = scene;
  const told = scene.article.rounds;
  const drafts: Draft[] = [];
  const start = (verb: Verb): Draft => {
    const draft = newDraft(scene, 'investment', verb.head, verb);
    draft.from = verb.from;
    draft.to = verb.reach;
    return draft;
  };
  const ofTold = (draft: Draft, at: number): void => {
    if (told) addParties(draft, 'target', [{ entity: told, text: told.name, node: at, coreferent: true }]);
  };
  for (const verb of clauses.verbs) {
    const subject = verb.subject ? lowerText(scene, verb.subject.from, verb.subject.to + 1) : '';
    const rest = lowerText(scene, verb.to + 1, verb.reach);
    const unnamed =
      verb.subject !== null && !nodes.slice(verb.subject.from, verb.subject.to + 1).some((node) => node.mention);
    if (told && !verb.passive && !verb.negated && unnamed) {
      // "The money buys a 49% stake in the startup".
      if (
        verb.object &&
        /^(?:the|that|this|its|their) (?:[\w-]+ )?(?:money|cash|sum|investment|deal|outlay|transaction|capital)$/.test(
          subject,
        ) &&
        /^(?:buy|give|secure|get|earn|bring|hand|leave)$/.test(verb.lemma) &&
        part(scene, verb.object)
      ) {
        const bought = start(verb);
        ofTold(bought, verb.head);
        addValues(bought, scene, { values });
        drafts.push(bought);
      }
      // "The round values the startup at $5 billion", "The investment brings its valuation to $5 billion".
      const worth = nodes.slice(verb.to + 1, verb.reach).find((node) => node.value?.use === 'valuation')?.value;
      if (
        worth &&
        /^(?:the|that|this|its|their) (?:[\w$.-]+ ){0,4}(?:round|raise|funding|financing|investment|deal|fundraise|transaction)$/.test(
          subject,
        ) &&
        /^(?:value|bring|give|put|push|lift|boost|take|raise|double|triple|quadruple)$/.test(verb.lemma)
      ) {
        const valued = start(verb);
        ofTold(valued, verb.head);
        valued.args.push({ role: 'valuation', text: worth.text, value: worth });
        drafts.push(valued);
      }
    }
    const more = start(verb);
    if (
      verb.passive &&
      /^(?:lead|co-lead|back|join)$/.test(verb.lemma) &&
      // "The round, led by Foo, …" is of the round told before.
      (verb.form === 'finite' || (told && verb.form === 'participle' && THE_ROUND.test(subject))) &&
      ONGOING.test(subject) &&
      unnamed
    ) {
      addInvestors(more, scene, verb.preps.find((prep) => prep.word === 'by')?.group ?? null, verb);
      backers(scene, more, verb.to, verb.reach);
    } else if (
      !verb.passive &&
      verb.form !== 'infinitive' &&
      verb.lemma === 'take' &&
      /^(?:also )?part\b/.test(rest) &&
      told
    )
      addInvestors(more, scene, verb.subject, verb);
    else if (
      /^(?:lead|co-lead)$/.test(verb.lemma) &&
      !verb.passive &&
      verb.form !== 'gerund' &&
      told &&
      verb.object &&
      THE_ROUND.test(lowerText(scene, verb.object.from, verb.object.to + 1))
    ) {
      // "Foo would lead the round, with participation from Bar".
      addInvestors(more, scene, verb.subject, verb);
      backers(scene, more, verb.to, verb.reach);
    } else if (/^(?:participate|join)$/.test(verb.lemma) && !verb.passive && verb.form !== 'infinitive') {
      if (
        verb.lemma === 'participate'
          ? rest === '' || rest === '.' || ONGOING.test(rest) || /^[,.]/.test(rest) || /along with/.test(rest)
          : ONGOING.test(rest) || /as (?:new |existing )?(?:backer|investor)s/.test(rest)
      ) {
        addInvestors(more, scene, verb.subject, verb);
        for (const prep of verb.preps)
          if (prep.word === 'along' || prep.word === 'with' || prep.word === 'alongside')
            addInvestors(more, scene, prep.group, verb);
      }
    } else if (
      told &&
      !verb.passive &&
      verb.lemma === 'include' &&
      /^(?:(?:its|the|other|existing|new|participating) )*(?:investors|backers|participants)(?: in the (?:round|deal))?$/.test(
        subject,
      )
    )
      // "Investors include Foo".
      addInvestors(more, scene, verb.object, verb);
    else if (
      /^(?:include|draw|see|feature|bring|attract)$/.test(verb.lemma) &&
      !verb.passive &&
      ONGOING.test(subject)
    ) {
      if (
        /^(?:also )?(?:participation|investments?|backing|support|contributions?) from|^(?:existing |new )?(?:investors|backers)|^a /.test(
          rest,
        ) ||
        verb.lemma === 'include'
      ) {
        const from = verb.preps.find((prep) => prep.word === 'from' || prep.word === 'including');
        addInvestors(more, scene, from?.group ?? null, verb);
        if (!has(more, 'investor') && verb.lemma === 'include') addInvestors(more, scene, verb.object, verb);
      }
    }
    if (all(more, 'investor').length > 0) {
      ofTold(more, verb.head);
      // "The Series B round was led by Foo".
      if (verb.subject && verb.passive) addValues(more, scene, { values }, verb.subject.from, verb.subject.to + 1);
      drafts.push(more);
    }
  }
  return drafts;
}
