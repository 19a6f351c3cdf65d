import type { Group, Verb } from '../clauses.ts';
import { timeNode } from '../grammar.ts';
import { ownerOf, type Party, parties } from '../parties.ts';
import type { Scene } from '../scene.ts';
import { addParties, type Draft, type Frame, has, lowerText, newDraft, orgsOf, throughPart } from './frame.ts';
import { OFFERING } from './ipo.ts';

const objectText = (scene: Scene, { object }: Verb): string =>
  object ? lowerText(scene, object.from, object.to + 1) : '';

const OFFERED = new RegExp(`\\b${OFFERING}$`);
const LISTING = /\b(?:ipo|public offering|listing|flotation)\b/;

/** "an IPO that could value it at $5B", "seeks a $5B valuation in its IPO": the listing carries its own worth. */
const ofListing = (scene: Scene, at: number, begins: number): boolean =>
  /\b(?:ipo|public offering|listing|flotation)\b(?: [^;: ]+){0,16}$/.test(
    lowerText(scene, Math.max(begins, at - 16), at),
  ) ||
  (LISTING.test(lowerText(scene, at, at + 6)) && /^(?:valuation )?in\b/.test(lowerText(scene, at + 1, at + 3)));

/** "Foo (now valued at $5B)": of whom the bracket speaks. */
function bracketed(scene: Scene, at: number): Party | null {
  const { nodes } = scene;
  const open = nodes.slice(0, at).findLastIndex(({ text }) => text === '(');
  const mention = open > 0 ? nodes[open - 1]?.mention : undefined;
  return mention?.entity.kind === 'org' && /^(?:now |last |currently )?valued at$/.test(lowerText(scene, open + 1, at))
    ? { entity: mention.entity, text: mention.text, node: open - 1, coreferent: false }
    : null;
}

/** "The company is now valued at $5B", "That gives it a valuation of $5B": by the round just told. */
function ofRound(scene: Scene, draft: Draft, text: string): boolean {
  const told = scene.article.told.get('investment');
  const org = draft.args.find(({ role }) => role === 'org')?.party?.entity;
  return (
    told !== undefined &&
    scene.index - told.sentence <= MEMORY &&
    /\b(?:now valued at|gives?|giving|gave)\b/.test(text) &&
    told.args.some(({ role, party }) => role === 'target' && party?.entity === org)
  );
}
/** So many sentences later nobody remembers which round gave a firm its worth. */
const MEMORY = 6;
/** Where the clause of a figure and its verb begins and ends, beside others that have subjects of their own by name. */
function clauseAround({ nodes, clauses }: Scene, verb: Verb | null, at: number): { begins: number; ends: number } {
  const opens = ({ from, phrases }: Group): boolean => {
    if (!nodes[phrases[0]?.head ?? -1]?.mention) return false;
    // "and on Tuesday Foo …".
    const k = timeNode(nodes[from - 1]) && nodes[from - 2]?.pos === 'ADP' ? from - 3 : from - 1;
    return /^(?:and|but|while|as|whereas|;)$/.test(nodes[k]?.lower ?? '');
  };
  const subject = verb?.subject && verb.subject.to < verb.from ? verb.subject : null;
  const next = clauses.verbs.find(({ subject: other }) => other && other.from > at && opens(other));
  return { begins: subject && opens(subject) ? subject.from : 0, ends: next?.subject?.from ?? nodes.length };
}

export const valuation: Frame = {
  type: 'valuation',
  accept: (draft) => (has(draft, 'org') || has(draft, 'target')) && has(draft, 'valuation'),
  cues: [['#valuation']],
  read(scene) {
    const drafts: Draft[] = [];
    const { clauses, nodes } = scene;
    nodes.forEach((node, at) => {
      const value = node.value;
      if (value?.kind !== 'money' || value.use !== 'valuation') return;
      const phrase = clauses.phraseAt(at);
      const around = lowerText(scene, at - 4, at + 4);
      // A market's price moves by itself; a round carries its own valuation.
      if (/\bmarket (?:cap|value|capitali[sz]ation)|\bpublic company\b|\bcombined\b/.test(around)) return;
      // The nearest verb whose reach holds the figure.
      const before = [...clauses.verbs].reverse().filter((other) => other.to < at);
      const verb =
        before.find((other) => other.reach > at) ??
        // "triples valuation to $300M".
        before.find(
          (other) =>
            other.form === 'finite' &&
            /^(?:double|triple|quadruple|boost|raise|push|lift|bring|hit|reach)$/.test(other.lemma) &&
            /^valuation to\b/.test(lowerText(scene, other.to + 1, at)),
        ) ??
        null;
      // "Foo raised $9 million, while Bar was valued at $5B": the round is another's.
      const { begins, ends } = clauseAround(scene, verb, at);
      if (ofListing(scene, at, begins)) return;
      // "The offering values the company at $9B" adds to the listing (`followup.ts`).
      if (
        verb?.subject &&
        scene.article.told.has('ipo') &&
        OFFERED.test(lowerText(scene, verb.subject.from, verb.subject.to + 1))
      )
        return;
      const round =
        /\b(?:rounds?|raises?|raised|raising|series [a-k]|seed|fundraise|fundraising|investment)\b/.test(
          lowerText(scene, Math.max(begins, at - 14), Math.min(ends, at + 8)),
        ) && !/\b(?:tender|secondary|share sale|sell shares|employee)\b/.test(lowerText(scene, 0, nodes.length));
      const worth = lowerText(scene, at - 3, at);
      if (
        /\bworth\b/.test(worth) &&
        !/\b(?:is|was|now|company|startup|firm|unicorn|be) worth\b/.test(lowerText(scene, at - 5, at))
      )
        return;
      if (
        /\b(?:was|were) (?:last )?valued at\b|\bpreviously\b/.test(lowerText(scene, at - 5, at)) &&
        nodes.slice(begins, ends).some((other, k) => begins + k !== at && other.value?.use === 'valuation')
      )
        return;
      const draft = newDraft(scene, 'valuation', at, verb);
      draft.from = verb?.from ?? at;
      draft.to = verb?.lemma === 'value' && verb.passive ? Math.max(verb.reach, at + 1) : at + 1;
      if (
        verb &&
        /^(?:raise|secure|land|bag|net|close|invest|lead|buy|acquire|sell|pay|snap|snag|nab|pick|score|drop|fetch|receive|attract|bank|pull|garner|draw|collect)$/.test(
          verb.lemma,
        ) &&
        // "lands a $1B valuation": nothing else is landed.
        nodes[verb.object?.phrases[0]?.head ?? -1]?.lower !== 'valuation' &&
        !/\bshares\b/.test(lowerText(scene, verb.from, verb.reach))
      )
        return;
      // "after resisting proposals at a $5B valuation": that one is not to be.
      if (verb && /^(?:resist|reject|decline|rebuff|refuse|spurn)$/.test(verb.lemma)) return;
      const subject = orgsOf(scene, verb);
      // "The stock reached $9, valuing the firm at $5B": what its listing, told before, made it worth.
      const listed = scene.article.told.get('ipo')?.args.find(({ role }) => role === 'org');
      if (
        verb?.lemma === 'value' &&
        verb.form === 'gerund' &&
        listed &&
        /\b(?:shares?|stock|offering|offer price|price)\b/.test(lowerText(scene, 0, verb.from))
      ) {
        draft.type = 'ipo';
        draft.args.push(listed, { role: 'valuation', text: value.text, value });
        drafts.push(draft);
        return;
      }
      const bracket = bracketed(scene, at);
      if (bracket) {
        addParties(draft, 'org', [bracket]);
        draft.background = true;
      } else if (verb && verb.lemma === 'value') {
        // "Foo (now valued at $5B)": without its auxiliary it reads as active.
        const bare =
          !verb.passive && !verb.object && verb.past && verb.subject !== null && nodes[verb.to + 1]?.lower === 'at';
        // "will allot 10,000 coins, valued at …": it is said of what stands beside it, if that is a firm and no number of things.
        const beside = verb.subject;
        if (
          bare &&
          (!beside ||
            beside.to < verb.from - 3 ||
            nodes.slice(beside.from, beside.to).some((other) => other.pos === 'NUM' || other.value))
        )
          return;
        draft.background ||= bare;
        // "Foo seeks $5M from Bar, which would value it at $1B": the sum would, and "it" is the one that seeks.
        const seeker =
          verb.subjectVia === 'relative' && /^(?:it|the company|the startup)$/.test(objectText(scene, verb))
            ? clauses.verbs.find((other) => other.to < verb.from && other.form === 'finite' && other.subject)
            : undefined;
        const who = seeker
          ? orgsOf(scene, seeker)
          : verb.passive || bare
            ? subject
            : parties(scene, verb.object, 'org', verb);
        addParties(draft, 'org', who.slice(0, 1));
        if (!verb.passive && verb.form === 'gerund' && !has(draft, 'org') && verb.subject)
          addParties(draft, 'org', subject.slice(0, 1));
      } else if (phrase) {
        addParties(draft, 'org', ownerOf(scene, phrase, phrase.head, 'org'));
        // "That gives the startup a valuation of $5B".
        if (!has(draft, 'org') && verb?.lemma === 'give' && !verb.passive)
          addParties(draft, 'org', parties(scene, verb.object, 'org', verb).slice(0, 1));
        // "… would lift the company's valuation to between $8 billion and $9 billion".
        const lifted = verb?.object?.phrases.at(-1);
        if (!has(draft, 'org') && lifted && nodes[lifted.head]?.lower === 'valuation')
          addParties(draft, 'org', ownerOf(scene, lifted, lifted.head, 'org'));
        if (!has(draft, 'org')) {
          // "PhonePe, … with a $12 billion valuation", "Scribe hits $1.3B valuation".
          // "Former Foo chief's startup hits …": it is not Foo's.
          const past = verb?.subject
            ? /\b(?:former|ex-\w+)\b/.test(lowerText(scene, verb.subject.from - 1, verb.subject.to))
            : false;
          const apposed =
            verb?.subject && subject.length === 0
              ? parties(scene, throughPart(scene, verb.subject, verb.from), 'org', verb)
              : [];
          const holder = verb?.subject && verb.subjectVia !== 'relative' && !past ? [...subject, ...apposed] : [];
          addParties(draft, 'org', holder.slice(0, 1));
        }
      }
      // "Foo, the leading startup of its field, with a $12B valuation, …": of the one who acts after it.
      if (
        !has(draft, 'org') &&
        !verb &&
        phrase &&
        nodes[phrase.from - 1]?.lower === 'with' &&
        nodes[phrase.from - 2]?.text === ','
      ) {
        const next = clauses.verbs.find((other) => other.from > at && other.form === 'finite');
        if (next?.subject && next.subject.to < phrase.from) addParties(draft, 'org', orgsOf(scene, next).slice(0, 1));
        draft.background = true;
      }
      // "Foo, which leads its field, with a $12B valuation".
      if (
        !has(draft, 'org') &&
        verb?.lemma === 'be' &&
        verb.subjectVia === 'relative' &&
        phrase &&
        lowerText(scene, phrase.from - 2, phrase.from) === ', with'
      ) {
        addParties(draft, 'org', subject.slice(0, 1));
        draft.background = true;
      }
      // "With a valuation of $5B to justify, … Foo …": whom the clause goes on to name.
      if (!has(draft, 'org') && !verb && /^with an? valuation\b/.test(lowerText(scene, 0, 4))) {
        const next = clauses.verbs
          .filter((other) => other.from > at && other.form === 'finite')
          .map((other) => orgsOf(scene, other))
          .find((orgs) => orgs.length > 0);
        addParties(draft, 'org', next?.slice(0, 1) ?? []);
        draft.background = true;
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
      // "Foo wrote a check in Bar's round at a $1B valuation": not Foo's.
      const owner = draft.args.find((arg) => arg.role === 'org')?.party;
      if (
        round &&
        verb &&
        owner &&
        clauses.nodes
          .slice(verb.to, at)
          .some((node) => node.mention?.entity.kind === 'org' && node.mention.entity !== owner.entity)
      )
        return;
      if (round || ofRound(scene, draft, lowerText(scene, verb?.from ?? at, at))) {
        // A round carries its valuation: the figure joins what else the article tells of it.
        if (/\b(?:was|were) (?:last |then )?valued at$/.test(lowerText(scene, at - 5, at))) {
          // "was valued at $5B in its last round": what it was worth before.
          draft.background = true;
          drafts.push(draft);
          return;
        }
        draft.type = 'investment';
        draft.background = false;
        for (const arg of draft.args) if (arg.role === 'org') arg.role = 'target';
      }
      drafts.push(draft);
    });
    return drafts;
  },
};
