import type { Sentence, Token } from './document.ts';
import { common, type EntityMention } from './entities.ts';
import { lookUp, type Pos, tag } from './tagger.ts';
import type { Value } from './values.ts';
import { HEADLINE_VERBS } from './verbs.ts';
import { COMMUNICATION_VERBS, DESCRIPTORS, GENERIC_CAPITALS, MONTHS, TIME_WORDS, WEEKDAYS } from './words.ts';

/** One word, name or figure of a sentence, as the clause reader sees it. */
export interface Node {
  start: number;
  end: number;
  text: string;
  lower: string;
  lemma: string;
  pos: Pos;
  /** Capitalised in the original. */
  capital: boolean;
  mention?: EntityMention;
  value?: Value;
  /** The name inside an adjective: "Sequoia" of "Sequoia-backed". */
  part?: EntityMention;
}

/** A noun phrase: nodes `from`..`to` (inclusive), its head the last noun or name. */
export interface Phrase {
  from: number;
  to: number;
  head: number;
}

/** Phrases that stand together ("Foo, Bar and Baz"). */
export interface Group {
  from: number;
  to: number;
  phrases: Phrase[];
}

export interface Prep {
  word: string;
  at: number;
  group: Group | null;
  /** "by acquiring Foo": the verb after the preposition. */
  verb?: Verb;
}

export interface Verb {
  from: number;
  to: number;
  head: number;
  lemma: string;
  /** `lemma` with its particle: "snap up". */
  phrasal: string;
  form: 'finite' | 'infinitive' | 'gerund' | 'participle';
  passive: boolean;
  negated: boolean;
  modal: string | null;
  /** Lemmas that govern this verb: "plans to acquire" gives ["plan"]. */
  chain: string[];
  governor: Verb | null;
  subject: Group | null;
  /** The subject came from a relative pronoun or from another clause. */
  subjectVia: 'direct' | 'relative' | 'shared' | 'reduced' | 'pronoun';
  object: Group | null;
  /** The object stands before, as a relative clause's antecedent. */
  fronted?: boolean;
  preps: Prep[];
  /** Where the clause's reach to the right ends (exclusive). */
  reach: number;
  past: boolean;
}

export interface Clauses {
  nodes: Node[];
  groups: Group[];
  verbs: Verb[];
  /** The group that a node is in. */
  groupAt(node: number): Group | null;
  phraseAt(node: number): Phrase | null;
  /** Prepositional phrases right after a node, up to the clause's end. */
  prepsAfter(node: number, limit: number): Prep[];
  text(from: number, to: number): string;
}

const PARTICLES = new Set(['up', 'down', 'off', 'out', 'over', 'in', 'on', 'away', 'back', 'together', 'aside']);
const PARTICLE_VERBS = new Set(
  'rake haul reel snap scoop gobble buy pick team tie take hook link sell spin wind lay step cut hand set sign phase pull scale roll open build ramp shut call turn join back put partner divest snatch wrap offload branch hit break carry bring come bulk double mop swallow'.split(
    ' ',
  ),
);

const AUXILIARY = new Set(
  "is are was were be been being am has have had do does did will would can could may might shall should must 'll 've 're 'd wo ca n't not get gets got getting".split(
    ' ',
  ),
);
const MODAL = new Set([
  'will',
  'would',
  'can',
  'could',
  'may',
  'might',
  'shall',
  'should',
  'must',
  "'ll",
  'wo',
  'ca',
  "won't",
  "can't",
  "couldn't",
  "wouldn't",
]);
const RELATIVE = new Set(['who', 'which', 'that', 'whom']);
const SUBORDINATE = new Set([
  'as',
  'after',
  'while',
  'because',
  'when',
  'since',
  'before',
  'if',
  'although',
  'though',
  'until',
  'unless',
  'where',
  'whether',
  'amid',
  'despite',
  'whereas',
  'following',
  'once',
  'than',
  'how',
  'why',
  'what',
  'so',
]);
const ADJECTIVE_SUFFIX =
  /-(?:backed|owned|based|led|founded|powered|focused|native|driven|listed|made|built|run|funded|headquartered|parented|supported|enabled|first|like|facing|year|month|day|person|dollar|billion|million|year-old|style|wide|scale|level|class|generation|traded)$/i;
/** Nouns that carry an infinitive: "in talks to buy", "a deal to supply". */
export const CONTROL_NOUNS = new Set(
  'talk discussion negotiation deal agreement plan bid offer right option effort decision contract move intention intent proposal attempt pact commitment pledge way push order ability permission approval race chance set'.split(
    ' ',
  ),
);

const isVerbish = (node: Node): boolean => node.pos === 'VERB' || node.pos === 'AUX';
const nominal = (node: Node | undefined): boolean =>
  node !== undefined &&
  (node.mention !== undefined ||
    node.value !== undefined ||
    ['NOUN', 'PROPN', 'NUM', 'PRON', 'SYM'].includes(node.pos));

/** Undoes a headline's capitals for the tagger; same length, so offsets hold. */
function plain(sentence: Sentence, text: string, mentions: readonly EntityMention[]): string {
  const { start, end } = sentence.core;
  let out = text.slice(start, end);
  const put = (token: Token): void => {
    const lower = token.text.toLowerCase();
    if (lower.length === token.text.length)
      out = out.slice(0, token.start - start) + lower + out.slice(token.end - start);
  };
  const named = (token: Token): boolean =>
    GENERIC_CAPITALS.has(token.text) ||
    mentions.some((mention) => !mention.weak && mention.start <= token.start && token.start < mention.end);
  sentence.tokens.forEach((token, i) => {
    if (token.kind !== 'word' || !/\p{Lu}/u.test(token.text)) return;
    if ((sentence.titleCase || i === 0) && !named(token) && common(token.lower)) put(token);
  });
  return out.replaceAll('’', "'");
}

export function readNodes(
  sentence: Sentence,
  text: string,
  mentions: readonly EntityMention[],
  values: readonly Value[],
): Node[] {
  const tags = tag(plain(sentence, text, mentions), sentence.core.start, sentence.tokens);
  const nodes: Node[] = [];
  let m = 0;
  let v = 0;
  for (let i = 0; i < sentence.tokens.length; i++) {
    const token = sentence.tokens[i] as Token;
    while (m < mentions.length && (mentions[m]?.end ?? 0) <= token.start) m++;
    while (v < values.length && (values[v]?.end ?? 0) <= token.start) v++;
    const mention = mentions[m];
    const value = values[v];
    const over = mention && mention.start <= token.start ? mention : value && value.start <= token.start ? value : null;
    if (over && over.start < token.end) {
      const last = nodes.at(-1);
      if (last && last.start === over.start) {
        if (over === mention && token.end > over.end && /^[-‑–]/.test(text.slice(over.end, token.end))) {
          last.part = mention;
          delete last.mention;
          last.text = text.slice(over.start, token.end);
          last.lower = last.text.toLowerCase();
          last.lemma = last.lower;
          last.end = token.end;
          last.pos = 'ADJ';
        }
        continue;
      }
      const isMention = over === mention;
      nodes.push({
        start: over.start,
        end: over.end,
        text: over.text,
        lower: over.text.toLowerCase(),
        lemma: over.text.toLowerCase(),
        pos: isMention ? (mention?.weak ? (tags[i]?.pos === 'VERB' ? 'NOUN' : 'PROPN') : 'PROPN') : 'NUM',
        capital: true,
        ...(isMention && mention ? { mention } : value && !isMention ? { value } : {}),
      });
      // "OpenAI-backed": the name is part of an adjective.
      if (isMention && token.end > over.end && nodes.length > 0) {
        const whole = nodes.at(-1);
        if (whole) {
          const suffix = text.slice(over.end, token.end);
          if (/^[-‑–]/.test(suffix)) {
            if (mention) whole.part = mention;
            delete whole.mention;
            whole.text = token.text;
            whole.lower = token.lower;
            whole.lemma = token.lower;
            whole.end = token.end;
            whole.pos = 'ADJ';
          }
        }
      }
      continue;
    }
    const found = tags[i] ?? { pos: 'X' as Pos, lemma: token.lower };
    let pos: Pos =
      token.kind === 'possessive' ? 'PART' : token.kind === 'mark' && !/[$%&]/.test(token.text) ? 'PUNCT' : found.pos;
    let lemma = found.lemma.toLowerCase();
    if (token.kind === 'word' && ADJECTIVE_SUFFIX.test(token.text)) pos = 'ADJ';
    if (/^ex-/i.test(token.text)) pos = 'ADJ';
    // "Foo-1", "foo-oss-120b": a label, whatever the dictionary makes of its hyphen.
    if (pos === 'ADJ' && /^\p{L}[\p{L}\d.]*(?:-\p{L}+)*-(?:v?\d[\p{L}\d.]*)$/u.test(token.text)) pos = 'PROPN';
    const verb = HEADLINE_VERBS[token.lower];
    if (verb && (pos === 'VERB' || pos === 'AUX')) lemma = verb;
    else if (pos === 'VERB' && /(?:ing|ed)$/.test(token.lower)) lemma = verb ?? stem(token.lower, lemma);
    nodes.push({
      start: token.start,
      end: token.end,
      text: token.text,
      lower: token.lower,
      lemma,
      pos,
      capital: /^\p{Lu}/u.test(token.text),
    });
  }
  const kept = withoutQualifiers(withoutAliases(joined(nodes)));
  repair(kept, sentence);
  return kept;
}

/** "Bermuda - based": a hyphen with spaces around it makes the same adjective. */
function joined(nodes: readonly Node[]): Node[] {
  const kept: Node[] = [];
  for (let i = 0; i < nodes.length; i++) {
    const node = nodes[i] as Node;
    const last = nodes[i + 2];
    if (nodes[i + 1]?.text === '-' && last && /^(?:based|owned|backed|led|powered)$/.test(last.lower) && node.capital) {
      kept.push({
        start: node.start,
        end: last.end,
        text: `${node.text}-${last.text}`,
        lower: `${node.lower}-${last.lower}`,
        lemma: last.lower,
        pos: 'ADJ',
        capital: true,
        ...(node.mention ? { part: node.mention } : {}),
      });
      i += 2;
    } else kept.push(node);
  }
  return kept;
}

const QUALIFIERS =
  /(?:^| )((?:an? )?(?:additional |total of |combined )?(?:up to|as much as|as many as|as high as|at least|more than|less than|fewer than|no more than|over|nearly|almost|about|around|roughly|approximately|close to|some|an estimated|estimated|upwards of|north of|well over|well above|just over|just under|a whopping|a massive|~|another))$/;

/** A figure's "up to", "more than" and the like belong to it (its qualifier is kept with the value). */
function withoutQualifiers(nodes: readonly Node[]): Node[] {
  const kept: Node[] = [];
  for (const node of nodes) {
    if (node.value && node.value.kind !== 'round') {
      const match = QUALIFIERS.exec(
        kept
          .slice(-4)
          .map((other) => other.lower)
          .join(' '),
      );
      const count = match?.[1] ? match[1].split(' ').length : 0;
      if (count > 0 && kept.slice(-count).every((other) => !other.mention && !other.value))
        kept.splice(kept.length - count, count);
    }
    kept.push(node);
  }
  return kept;
}

/** Leaves out the short form that a bracket gives right after a name: "Development Bank of Singapore (DBS)". */
function withoutAliases(nodes: readonly Node[]): Node[] {
  const kept: Node[] = [];
  for (let i = 0; i < nodes.length; i++) {
    const open = nodes[i] as Node;
    const inner = nodes[i + 1];
    const before = kept.at(-1);
    if (
      open.text === '(' &&
      nodes[i + 2]?.text === ')' &&
      before?.mention &&
      inner &&
      (inner.mention?.entity === before.mention.entity || /^[\p{Lu}\p{N}.&]{2,8}$/u.test(inner.text))
    ) {
      i += 2;
      continue;
    }
    kept.push(open);
  }
  return kept;
}

function stem(lower: string, lemma: string): string {
  if (lemma !== lower) return lemma;
  for (const end of ['ing', 'ed']) {
    if (!lower.endsWith(end)) continue;
    const base = lower.slice(0, -end.length);
    for (const guess of [base, `${base}e`, base.slice(0, -1)])
      if (HEADLINE_VERBS[guess] || (guess.length > 2 && lookUp(guess).known && lookUp(guess).pos === 'VERB'))
        return guess;
  }
  return lemma;
}

/** Mends the tagger where news style misleads it. */
function repair(nodes: Node[], sentence: Sentence): void {
  for (let i = 0; i < nodes.length; i++) {
    const node = nodes[i] as Node;
    const before = nodes[i - 1];
    const after = nodes[i + 1];
    if (node.mention || node.value) continue;
    if (/^'(?:re|ve|ll|m|d)$/.test(node.lower)) node.pos = 'AUX';
    if (node.lower === 'head' && after?.lower === 'of' && node.pos === 'VERB') node.pos = 'NOUN';
    if (
      /^(?:existing|leading|remaining|participating|ongoing|growing|upcoming|incoming|outgoing|competing|emerging|underlying|founding|following)$/.test(
        node.lower,
      ) &&
      after &&
      nominal(after) &&
      !after.mention &&
      !after.value &&
      (before?.pos === 'ADP' || before?.pos === 'DET' || before?.pos === 'CCONJ' || i === 0)
    )
      node.pos = 'ADJ';
    if (/^(?:compute|startup|startups|funding|ipo)$/.test(node.lower) && node.pos === 'VERB') {
      node.pos = 'NOUN';
      continue;
    }
    if (GENERIC_CAPITALS.has(node.text) && node.text.length > 1) {
      if (node.pos !== 'NUM') node.pos = 'NOUN';
      continue;
    }
    if (node.pos === 'VERB' && node.text.includes('-') && !HEADLINE_VERBS[node.lower]) {
      node.pos = 'ADJ';
      continue;
    }
    const verb = HEADLINE_VERBS[node.lower];
    if (node.lower === "n't" || node.lower === 'not' || node.lower === 'never') node.pos = 'PART';
    if (/^(?:\p{L}+)n['’]t$/u.test(node.lower)) node.pos = 'AUX';
    if (AUXILIARY.has(node.lower) && node.pos !== 'PART' && !(node.lower === 'will' && before?.pos === 'DET'))
      node.pos = node.lower.startsWith('get') || node.lower === 'got' ? node.pos : 'AUX';
    if (node.lower === 'may' && node.capital && !sentence.titleCase && i > 0) node.pos = 'PROPN';
    // "has raised $5M and plans to hire".
    if (
      /^(?:plans|aims|hopes)$/.test(node.lower) &&
      before?.lower === 'and' &&
      after?.lower === 'to' &&
      nodes.slice(0, i).some((other) => other.pos === 'VERB')
    ) {
      node.pos = 'VERB';
      node.lemma = node.lower.slice(0, -1);
      continue;
    }
    // "has since confirmed".
    if ((node.lower === 'since' || node.lower === 'once') && /^(?:has|have|had|'ve)$/.test(before?.lower ?? '')) {
      node.pos = 'ADV';
      continue;
    }
    if (SUBORDINATE.has(node.lower) && !['ADP', 'ADV', 'SCONJ', 'PRON', 'DET'].includes(node.pos)) node.pos = 'SCONJ';
    if (node.lower === 'to' && after && node.pos !== 'PART') {
      // "to raise" after a name is an infinitive even where the tagger sees a noun.
      const next = after.pos === 'ADV' ? nodes[i + 2] : after;
      if (next && !next.mention && !next.value && HEADLINE_VERBS[next.lower] === next.lower && next.pos !== 'VERB') {
        const then = nodes[nodes.indexOf(next) + 1];
        if (
          !then ||
          nominal(then) ||
          then.pos === 'DET' ||
          then.pos === 'ADJ' ||
          then.pos === 'ADP' ||
          then.pos === 'PRON' ||
          PARTICLES.has(then.lower)
        ) {
          node.pos = 'PART';
          next.pos = 'VERB';
          next.lemma = next.lower;
        }
      }
    }
    if (
      (verb &&
        node.pos !== 'VERB' &&
        node.pos !== 'AUX' &&
        !['DET', 'ADP', 'PRON', 'CCONJ', 'SCONJ', 'PART'].includes(node.pos)) ||
      (verb && ['up', 'back', 'near', 'open'].includes(verb) && sentence.titleCase && node.pos !== 'VERB')
    ) {
      const third = /s$/.test(node.lower) && node.lower !== verb;
      const past = /(?:ed|t|ght|old|ook|id|ell|ose|ot|un|ave|ade)$/.test(node.lower) && node.lower !== verb;
      const base = node.lower === verb;
      const subject =
        before &&
        (before.mention ||
          (nominal(before) && before.pos !== 'PRON') ||
          before.text === ')' ||
          before.text === ',' ||
          (sentence.titleCase && i === 1 && before.capital && before.pos === 'ADJ'));
      // A headline's first word may be a name that is also an adjective: "Lovable Raises".
      const opening =
        sentence.titleCase &&
        i === 1 &&
        before !== undefined &&
        before.capital &&
        (before.pos === 'ADJ' || before.pos === 'VERB' || before.pos === 'ADV');
      const determined =
        before &&
        !opening &&
        (before.pos === 'DET' ||
          before.pos === 'ADJ' ||
          before.pos === 'PART' ||
          before.value ||
          (before.pos === 'ADP' && before.lower !== 'to'));
      const goesOn =
        after &&
        (after.mention ||
          after.value ||
          after.pos === 'DET' ||
          after.pos === 'ADJ' ||
          after.pos === 'NUM' ||
          after.pos === 'PRON' ||
          after.pos === 'PROPN' ||
          after.pos === 'ADP' ||
          after.pos === 'ADV' ||
          after.pos === 'NOUN' ||
          after.pos === 'PART' ||
          PARTICLES.has(after.lower) ||
          /^[“"‘']$/.test(after.text));
      const already =
        nodes.slice(Math.max(0, i - 8), i).some((other) => other.pos === 'VERB' && other.end > 0) &&
        !sentence.titleCase;
      if (
        (third || past) &&
        subject &&
        !determined &&
        goesOn &&
        (before?.mention || !already || (before?.text === ',' && third && sentence.field === 'title')) &&
        !(before?.lower === "'s")
      ) {
        // "Cloud partners" or "AI models": a plural noun inside a phrase, unless a name stands before.
        if (third && after?.pos === 'PART' && after.lower !== 'to') continue;
        // After a comma in a headline it goes on with what the subject did: "raises $9M, launches detector".
        const goesOnWith =
          before?.text === ',' && sentence.field === 'title' && nodes.slice(0, i).some((other) => other.pos === 'VERB');
        if (third && !before?.mention && !goesOnWith && after?.pos === 'NOUN' && !sentence.titleCase) continue;
        // "Lovable Raises": what opens the headline is then a name.
        if (opening && before) before.pos = 'NOUN';
        node.pos = 'VERB';
        node.lemma = verb;
      } else if (
        base &&
        subject &&
        !determined &&
        (sentence.titleCase || before?.mention) &&
        plural(nodes, i) &&
        goesOn
      ) {
        node.pos = 'VERB';
        node.lemma = verb;
      } else if (
        base &&
        sentence.titleCase &&
        before &&
        (before.text === ',' || before.lower === 'and' || before.lower === '&') &&
        goesOn &&
        nodes
          .slice(0, i)
          .some(
            (other, n) =>
              other.pos === 'VERB' && (nodes[n - 1]?.lower === 'to' || MODAL.has(nodes[n - 1]?.lower ?? '')),
          )
      ) {
        node.pos = 'VERB';
        node.lemma = verb;
      } else if (base && before && (before.lower === 'to' || MODAL.has(before.lower)) && goesOn) {
        node.pos = 'VERB';
        node.lemma = verb;
        if (before.lower === 'to') before.pos = 'PART';
      }
    }
    if (
      node.pos === 'VERB' &&
      before &&
      !(sentence.titleCase && i === 1 && before.pos === 'ADJ' && verb !== undefined) &&
      (before.pos === 'DET' || (before.pos === 'ADJ' && !before.lower.endsWith('ly'))) &&
      before.lower !== 'all' &&
      before.lower !== 'that' &&
      before.lower !== 'both' &&
      after &&
      nominal(after) &&
      !after.value
    ) {
      node.pos = 'ADJ';
    } else if (
      node.pos === 'VERB' &&
      /ed$/.test(node.lower) &&
      before?.pos === 'ADP' &&
      /^(?:over|of|for|from|with|about|on|in|into|against)$/.test(before.lower) &&
      after &&
      after.pos === 'NOUN' &&
      !after.mention &&
      !after.value
    ) {
      // "over copied maps": between a preposition and its noun.
      node.pos = 'ADJ';
    } else if (
      node.pos === 'VERB' &&
      before &&
      (before.pos === 'DET' ||
        before.lower === "'s" ||
        before.lower === 'its' ||
        before.lower === 'their' ||
        before.lower === 'his') &&
      !['that', 'both', 'all'].includes(before.lower)
    ) {
      node.pos = after && nominal(after) && !after.value && /(?:ed|ing)$/.test(node.lower) ? 'ADJ' : 'NOUN';
    }
    if (
      node.pos === 'VERB' &&
      verb === node.lower &&
      before &&
      !before.mention &&
      (before.pos === 'NOUN' || before.pos === 'ADJ') &&
      !/s$/.test(before.lower) &&
      !sentence.titleCase &&
      i > 1 &&
      !nodes.slice(Math.max(0, i - 4), i).some((other) => other.lower === 'to' || MODAL.has(other.lower))
    ) {
      // "a debt and equity raise", "oilfield pump maker".
      node.pos = 'NOUN';
      continue;
    }
    if (
      node.pos === 'VERB' &&
      /ing$/.test(node.lower) &&
      before?.pos === 'NOUN' &&
      i <= 3 &&
      after?.pos === 'NOUN' &&
      DESCRIPTORS.has(after.lower)
    ) {
      node.pos = 'NOUN';
      continue;
    }
    if (
      node.lower === "'s" &&
      before?.pos === 'PRON' &&
      /^(?:he|she|it|who|that|there|what|which|this)$/.test(before.lower)
    )
      node.pos = 'AUX';
    if (
      node.pos === 'NOUN' &&
      /ing$/.test(node.lower) &&
      HEADLINE_VERBS[node.lower] === undefined &&
      before?.pos === 'ADP' &&
      after &&
      (after.pos === 'DET' ||
        after.mention ||
        after.value ||
        after.pos === 'PRON' ||
        (after.pos === 'VERB' && /ing$/.test(after.lower)))
    ) {
      node.pos = 'VERB';
      node.lemma = stem(node.lower, lookUp(node.lower).lemma);
      if (after.pos === 'VERB') after.pos = 'ADJ';
    }
    if (
      HEADLINE_VERBS[node.lower] &&
      /ing$/.test(node.lower) &&
      node.pos === 'NOUN' &&
      (before?.pos === 'AUX' ||
        (before && /^(?:is|are|was|were|'s|'re)$/.test(before.lower)) ||
        (before?.pos === 'ADP' &&
          after &&
          (after.pos === 'DET' || after.mention || after.value || after.pos === 'PRON')) ||
        (before?.mention && after && (after.mention || after.value)))
    ) {
      node.pos = 'VERB';
      node.lemma = HEADLINE_VERBS[node.lower] ?? node.lemma;
    }
    if (node.pos === 'VERB' && node.lower === 'led' && before?.value) node.lemma = 'lead';
    if (node.lower === 'co-led' || node.lower === 'led') {
      node.pos =
        after?.lower === 'by' || node.pos === 'ADP' || node.pos === 'ADJ' || node.pos === 'NOUN' ? 'VERB' : node.pos;
      node.lemma = 'lead';
    }
  }
}

/** "Infosys, AWS Partner to …": two names before a verb without its s. */
function plural(nodes: readonly Node[], verb: number): boolean {
  let names = 0;
  for (let k = verb - 1; k >= 0; k--) {
    const node = nodes[k] as Node;
    if (node.mention) names++;
    else if (node.pos === 'VERB' || node.pos === 'AUX' || /[;:]/.test(node.text)) break;
    if ((node.text === ',' || node.lower === 'and' || node.text === '&') && names > 0)
      return nodes.slice(0, k).some((other) => other.mention);
  }
  const head = nodes[verb - 1];
  return head !== undefined && !head.mention && head.pos === 'NOUN' && /s$/.test(head.lower);
}

const timeNode = (node: Node | undefined): boolean =>
  node !== undefined &&
  !node.mention &&
  (WEEKDAYS.has(node.lower) ||
    (MONTHS.has(node.lower) && node.capital) ||
    (TIME_WORDS.has(node.lower) && (node.pos === 'NOUN' || node.pos === 'ADV' || node.pos === 'PROPN')) ||
    /^(?:19|20)\d\d$/.test(node.text));

function readPhrases(nodes: readonly Node[]): Phrase[] {
  const phrases: Phrase[] = [];
  let i = 0;
  while (i < nodes.length) {
    const from = i;
    let head = -1;
    while (i < nodes.length) {
      const node = nodes[i] as Node;
      const after = nodes[i + 1];
      if (RELATIVE.has(node.lower) && !node.mention && (head >= 0 || node.lower !== 'that' || !nominal(after))) break;
      if (nominal(node)) {
        if (head >= 0 && node.mention && /^(?:19|20)\d\d$/.test(nodes[i - 1]?.text ?? '')) break;
        if (timeNode(node) && head >= 0 && nodes[i - 1] && !timeNode(nodes[i - 1])) break;
        // "the work it does": a clause of its own begins at the pronoun.
        if (head >= 0 && node.pos === 'PRON' && !node.mention && /^(?:it|he|she|they|we|i|you)$/.test(node.lower))
          break;
        head = i;
        i++;
        if (node.pos === 'PRON' && !node.mention && !/^(?:its|their|his|her|our|my|your)$/.test(node.lower)) break;
        continue;
      }
      if (node.pos === 'DET' || node.pos === 'ADJ') {
        if (head >= 0 && node.pos === 'DET') break;
        if (head >= 0 && !nominal(after) && after?.pos !== 'ADJ') break;
        i++;
        continue;
      }
      if (node.lower === "'s" || (node.lower === "'" && node.pos === 'PART')) {
        if (head < 0) break;
        i++;
        continue;
      }
      if (
        node.pos === 'ADV' &&
        node.lower !== 'as' &&
        (after?.pos === 'ADJ' || (after && nominal(after) && head < 0 && !timeNode(node) && after.value))
      ) {
        if (head >= 0) break;
        i++;
        continue;
      }
      if (
        /^[“”"‘]$/.test(node.text) &&
        after &&
        (nominal(after) || after.pos === 'ADJ' || after.pos === 'PART') &&
        (head >= 0 || i > from)
      ) {
        i++;
        continue;
      }
      if (node.text === '”' && head >= 0 && after && nominal(after)) {
        i++;
        continue;
      }
      if (node.text === ',' && head < 0 && i > from && nodes[i - 1]?.pos === 'ADJ' && after?.pos === 'ADJ') {
        i++;
        continue;
      }
      if (node.text === '&' && head >= 0 && after && nominal(after)) {
        i++;
        continue;
      }
      break;
    }
    if (head >= 0) {
      phrases.push({ from, to: head, head });
      i = head + 1;
    } else i = Math.max(i, from + 1);
    // A bracket after a name explains it.
  }
  return phrases;
}

const named = (nodes: readonly Node[], phrase: Phrase): boolean => {
  for (let k = phrase.from; k <= phrase.to; k++) if (nodes[k]?.mention) return true;
  return false;
};

function readGroups(nodes: readonly Node[], phrases: readonly Phrase[]): Group[] {
  const groups: Group[] = [];
  for (const phrase of phrases) {
    const last = groups.at(-1);
    if (last) {
      const between = nodes.slice(last.to + 1, phrase.from).map((node) => node.lower);
      const joint = between
        .join(' ')
        .replaceAll(/\s*\([^)]*\)\s*/g, ' ')
        .trim();
      const lastPhrase = last.phrases.at(-1) as Phrase;
      const bothNamed = named(nodes, lastPhrase) && named(nodes, phrase);
      const firstNode = nodes[phrase.from] as Node;
      const determined = firstNode.pos === 'DET' && /^an?$/.test(firstNode.lower);
      const sameKind = bothNamed || (!named(nodes, lastPhrase) && !named(nodes, phrase));
      // "…, and the deal values Foo": a clause begins, the list does not go on.
      const verb = nodes[phrase.to + 1];
      if (
        firstNode.pos === 'PRON' &&
        phrase.from === phrase.to &&
        !firstNode.mention &&
        /^(?:there|it|he|she|they|we|i)$/.test(firstNode.lower) &&
        verb &&
        isVerbish(verb)
      ) {
        groups.push({ from: phrase.from, to: phrase.to, phrases: [phrase] });
        continue;
      }
      if (
        /^, (?:and|or)$/.test(joint) &&
        last.phrases.length === 1 &&
        firstNode.pos === 'DET' &&
        verb &&
        isVerbish(verb) &&
        !/ing$/.test(verb.lower) &&
        nodes.slice(0, last.from).some(isVerbish)
      ) {
        groups.push({ from: phrase.from, to: phrase.to, phrases: [phrase] });
        continue;
      }
      if (
        (/^(?:,\s)?(?:and|&|or|plus|as well as|along with|alongside|and also|together with|x)(?: (?:both|also|others like))?$/.test(
          joint,
        ) &&
          (sameKind || named(nodes, lastPhrase)) &&
          !(determined && /^,/.test(joint) && named(nodes, lastPhrase) && !named(nodes, phrase))) ||
        (joint === ',' && bothNamed && !determined && !opens(nodes, last, phrase) && listGoesOn(nodes, phrases, phrase))
      ) {
        last.phrases.push(phrase);
        last.to = phrase.to;
        continue;
      }
    }
    groups.push({ from: phrase.from, to: phrase.to, phrases: [phrase] });
  }
  return groups;
}

/** "In Thailand, Foo will …": the comma ends an opening phrase, it makes no list. */
function opens(nodes: readonly Node[], last: Group, phrase: Phrase): boolean {
  const before = nodes[last.from - 1];
  const after = nodes[phrase.to + 1];
  const place = (at: Phrase | undefined): boolean => nodes[at?.head ?? 0]?.mention?.entity.kind === 'place';
  if (place(last.phrases.at(-1)) !== place(phrase)) return true;
  return before?.pos === 'ADP' && after !== undefined && isVerbish(after);
}

/** After "A, B": another comma with a name, an "and", or a headline's verb makes it a list. */
function listGoesOn(nodes: readonly Node[], phrases: readonly Phrase[], phrase: Phrase): boolean {
  const first = nodes[phrase.from] as Node;
  const head = nodes[phrase.head] as Node;
  // "Foo, CEO of Bar" and "Foo, Bar's founder" are appositions.
  if (!head.mention || (!first.mention && first.pos !== 'ADJ' && first.pos !== 'DET' && first.pos !== 'NOUN'))
    return false;
  const index = phrases.indexOf(phrase);
  const next = nodes[phrase.to + 1];
  if (!next) return true;
  if (next.pos === 'VERB' && !/ed$/.test(next.lower) && next.lower !== 'led') return true;
  if (next.lower === 'and' || next.lower === '&' || next.lower === 'or') return true;
  if (next.text === ',') {
    const following = phrases[index + 1];
    if (!following) return false;
    const gap = nodes
      .slice(phrase.to + 1, following.from)
      .map((node) => node.lower)
      .join(' ');
    return (
      /^, (?:and|or|as well as|along with|&)$/.test(gap) ||
      (gap === ',' && named(nodes, following) && listGoesOn(nodes, phrases, following))
    );
  }
  return first.mention !== undefined && (next.lower === 'to' || next.pos === 'AUX' || next.text === '.');
}

export function readClauses(nodes: Node[]): Clauses {
  const phrases = readPhrases(nodes);
  const groups = readGroups(nodes, phrases);
  const groupOf: (Group | null)[] = new Array(nodes.length).fill(null);
  const phraseOf: (Phrase | null)[] = new Array(nodes.length).fill(null);
  for (const group of groups) for (let k = group.from; k <= group.to; k++) groupOf[k] = group;
  for (const phrase of phrases) for (let k = phrase.from; k <= phrase.to; k++) phraseOf[k] = phrase;
  const verbs: Verb[] = [];
  const verbAt: (Verb | null)[] = new Array(nodes.length).fill(null);

  // Verb groups.
  for (let i = 0; i < nodes.length; i++) {
    const node = nodes[i] as Node;
    if (!isVerbish(node) || groupOf[i]) continue;
    const from = i;
    let head = i;
    let negated = false;
    let modal: string | null = null;
    let be = false;
    let have = false;
    let infinitive = nodes[i - 1]?.lower === 'to' && nodes[i - 1]?.pos !== 'ADP';
    if (!infinitive && nodes[i - 1]?.pos === 'ADV' && nodes[i - 2]?.lower === 'to') infinitive = true;
    let k = i;
    for (; k < nodes.length; k++) {
      const word = nodes[k] as Node;
      if (groupOf[k] && !isVerbish(word)) break;
      if (word.pos === 'AUX') {
        if (/^(?:not|never)$|n['’]t$/.test(word.lower)) negated = true;
        if (MODAL.has(word.lower)) modal = word.lower.replace("n't", '').replace("'ll", 'will').replace(/^wo$/, 'will');
        if (
          /^(?:is|are|was|were|be|been|being|am|'re|'m|'s|isn't|aren't|wasn't|weren't|get|gets|got)$/.test(word.lower)
        )
          be = true;
        if (/^(?:has|have|had|'ve)$/.test(word.lower)) have = true;
        head = k;
        continue;
      }
      if (word.pos === 'PART' && /^(?:not|n't|never)$/.test(word.lower)) {
        negated = true;
        continue;
      }
      if (
        word.pos === 'ADV' ||
        word.lower === 'reportedly' ||
        word.lower === 'now' ||
        word.lower === 'also' ||
        word.lower === 'today' ||
        (word.lower === 'set' && be)
      ) {
        if (/^(?:never|no longer)$/.test(word.lower)) negated = true;
        if (k + 1 < nodes.length && (isVerbish(nodes[k + 1] as Node) || nodes[k + 1]?.pos === 'ADV')) continue;
        break;
      }
      if (word.pos === 'VERB') {
        head = k;
        k++;
        break;
      }
      break;
    }
    const main = nodes[head] as Node;
    const ing = /ing$/.test(main.lower) && main.pos === 'VERB';
    const pastForm =
      /(?:ed|en|wn|ought|aught|ade|old|ook|ell|eft|ept|ent|elt|un|id|ut|on|et)$/.test(main.lower) &&
      !ing &&
      main.lower !== main.lemma;
    const irregular =
      /^(?:led|cut|hit|put|set|shut|won|sold|built|bought|struck|spun|found|left|held|made|met|hired|become|come|begun|run|bid|let)$/.test(
        main.lower,
      );
    const participle = pastForm || irregular;
    let passive = be && participle && main.pos === 'VERB';
    const next = nodes[head + 1];
    let form: Verb['form'] =
      infinitive && from === i
        ? 'infinitive'
        : (ing && !be) || /^(?:being|having)$/.test(node.lower)
          ? 'gerund'
          : 'finite';
    if (!be && !have && participle && !infinitive && modal === null && main.pos === 'VERB') {
      // "Hexus, acquired by Harvey" and "a round led by Index": the participle has no auxiliary.
      if (next?.lower === 'by' || (nodes[head + 2]?.lower === 'by' && next?.pos === 'ADV')) {
        form = 'participle';
        passive = true;
      }
      // "a startup called Foo", "a deal valued at $5M": what is said of the phrase before it.
      const before = groupOf[from - 1];
      const owner = verbs.at(-1);
      if (
        /^(?:co-)?led$/.test(main.lower) &&
        before &&
        /^(?:round|raise|funding|financing|investment|deal)$/.test(nodes[before.to]?.lower ?? '') &&
        (next === undefined || !groupOf[head + 1])
      ) {
        form = 'participle';
        passive = true;
      }
      if (
        form === 'finite' &&
        before &&
        nodes[before.to]?.pos !== 'PRON' &&
        /ed$/.test(main.lower) &&
        owner &&
        owner.form !== 'participle' &&
        before.from > owner.to &&
        !COMMUNICATION_VERBS.has(owner.lemma) &&
        !nodes
          .slice(owner.to + 1, before.from)
          .some(
            (word) =>
              /^[,;:]$/.test(word.text) ||
              word.pos === 'SCONJ' ||
              word.pos === 'CCONJ' ||
              /^(?:after|before|since|as|while|when|that|who|which|until)$/.test(word.lower),
          ) &&
        (/^(?:call|name|dub|title|base|focus|design|aim|value|know|build|date|head|found|own)$/.test(main.lemma) ||
          next?.pos === 'ADP') &&
        !/^(?:let|help|make|see|have|get)$/.test(owner.lemma)
      ) {
        form = 'participle';
        passive = true;
      }
    }
    let to = head;
    let phrasal = main.lemma;
    const particle = nodes[head + 1];
    if (particle && PARTICLES.has(particle.lower) && !particle.mention && PARTICLE_VERBS.has(main.lemma)) {
      const then = nodes[head + 2];
      if (
        !(particle.lower === 'in' || particle.lower === 'on') ||
        main.lemma === 'set' ||
        then?.pos === 'ADP' ||
        (main.lemma === 'take' && particle.lower === 'on') ||
        main.lemma === 'roll' ||
        (/^(?:pull|haul|reel|rake|bring)$/.test(main.lemma) && then && (then.value || then.pos === 'DET'))
      ) {
        phrasal = `${main.lemma} ${particle.lower}`;
        to = head + 1;
      }
    }
    const verb: Verb = {
      from,
      to,
      head,
      lemma: main.lemma,
      phrasal,
      form,
      passive,
      negated,
      modal,
      chain: [],
      governor: null,
      subject: null,
      subjectVia: 'direct',
      object: null,
      preps: [],
      reach: nodes.length,
      past: have || (participle && !be),
    };
    verbs.push(verb);
    for (let n = from; n <= to; n++) verbAt[n] = verb;
    i = Math.max(i, to);
  }

  const boundary = (k: number): boolean => {
    const node = nodes[k] as Node;
    return (
      /^[;:]$/.test(node.text) || (node.pos === 'SCONJ' && !groupOf[k]) || (RELATIVE.has(node.lower) && !groupOf[k])
    );
  };
  const stop = (k: number): boolean => /^[;:—]$/.test((nodes[k] as Node).text);
  const before = (k: number): number => {
    while (
      k >= 0 &&
      !groupOf[k] &&
      !verbAt[k] &&
      (nodes[k]?.pos === 'ADV' ||
        timeNode(nodes[k]) ||
        /^[“"‘]$/.test(nodes[k]?.text ?? '') ||
        nodes[k]?.lower === 'reportedly')
    )
      k--;
    while (k >= 0 && groupOf[k] && timeNode(nodes[k]) && (groupOf[k] as Group).from === (groupOf[k] as Group).to) {
      k--;
      if (k >= 0 && nodes[k]?.pos === 'ADP') k--;
      while (k >= 0 && !groupOf[k] && nodes[k]?.pos === 'ADV') k--;
    }
    return k;
  };
  const governed = (group: Group): boolean => {
    const prev = nodes[group.from - 1];
    // "after Foo reported": a clause, not "after Foo".
    if (
      prev &&
      /^(?:after|before|since|until|as|than|while|for)$/.test(prev.lower) &&
      prev.lower !== 'for' &&
      verbAt[group.to + 1]?.form === 'finite'
    )
      return false;
    return (
      (prev !== undefined && prev.pos === 'ADP' && !/^(?:as|like)$/.test(prev.lower)) ||
      (prev?.lower === 'to' && !verbAt[group.from - 1])
    );
  };

  verbs.forEach((verb, index) => {
    const prevVerb = index > 0 ? (verbs[index - 1] as Verb) : null;
    let k = verb.from - 1;
    if (verb.form === 'infinitive') {
      while (k >= 0 && nodes[k]?.pos === 'ADV') k--;
      if (nodes[k]?.lower === 'to') k--;
      while (k >= 0 && nodes[k]?.pos === 'ADV' && !groupOf[k]) k--;
      const at = k >= 0 ? verbAt[k] : null;
      if (at) {
        inherit(verb, at);
        return;
      }
      const group = k >= 0 ? groupOf[k] : null;
      if (group) {
        const head = nodes[(group.phrases.at(-1) as Phrase).head] as Node;
        const holder = owningVerb(group, prevVerb);
        const lemma = head.lemma.replace(/s$/, '');
        if (CONTROL_NOUNS.has(lemma) && holder) {
          inherit(verb, holder);
          verb.chain = [...verb.chain, lemma];
          const owner = ownerOf(group);
          if (owner) verb.subject = owner;
          return;
        }
        // A headline's "Adobe to buy Semrush": the infinitive is the main verb.
        if (!holder || holder.from > group.to) {
          verb.subject = subjectBefore(k);
          verb.form = 'finite';
          verb.modal = 'to';
          return;
        }
        // "hired Foo to lead Bar", "raised $5M to expand": purpose; the object may act.
        inherit(verb, holder);
        verb.chain = [...verb.chain.filter((word) => word !== holder.lemma), 'purpose'];
        if (
          head.mention &&
          holder.object === group &&
          /^(?:hire|tap|name|appoint|ask|tell|order|allow|urge|get|choose|pick|force|help|let|enable|select|require|want|expect|recruit|poach|promote|elevate|bring|invite)$/.test(
            holder.lemma,
          )
        )
          verb.subject = group;
        return;
      }
      if (prevVerb && k >= prevVerb.from && !boundaryBetween(prevVerb.to, verb.from)) inherit(verb, prevVerb);
      else if (nodes[k]?.text === ',' && prevVerb) inherit(verb, prevVerb);
      if (verb.governor && nodes[k]?.text === ',') verb.chain = [...verb.chain, 'purpose'];
      return;
    }
    if (verb.form === 'gerund') {
      k = before(k);
      const at = k >= 0 ? verbAt[k] : null;
      if (at) {
        inherit(verb, at);
        return;
      }
      const prep = nodes[k];
      if (prep && prep.pos === 'ADP' && prevVerb) {
        inherit(verb, prevVerb);
        verb.chain = [...verb.chain, prep.lower];
        return;
      }
      if (prep && (prep.text === ',' || prep.pos === 'SCONJ' || prep.pos === 'CCONJ') && prevVerb) {
        inherit(verb, prevVerb);
        verb.chain = prep.pos === 'SCONJ' ? [...prevVerb.chain, prep.lower] : [...prevVerb.chain];
        return;
      }
      const group = k >= 0 ? groupOf[k] : null;
      if (group) {
        verb.subject = group;
        verb.subjectVia = 'reduced';
      } else if (prevVerb) inherit(verb, prevVerb);
      return;
    }
    k = before(k);
    if (verb.form === 'participle') {
      let at = k;
      while (at >= 0 && /^[,(]$/.test(nodes[at]?.text ?? '')) at--;
      verb.subject = at >= 0 ? (groupOf[at] ?? null) : null;
      verb.subjectVia = 'reduced';
      // "Cognition, the startup behind Devin, backed by Founders Fund".
      if (verb.subject && governed(verb.subject)) verb.subjectVia = 'reduced';
      return;
    }
    if (k < 0) return;
    const word = nodes[k] as Node;
    if (RELATIVE.has(word.lower)) {
      let at = k - 1;
      while (at >= 0 && nodes[at]?.text === ',') at--;
      const group = at >= 0 ? groupOf[at] : null;
      if (group) {
        verb.subject = group;
        verb.subjectVia = 'relative';
        return;
      }
    }
    if (word.pos === 'CCONJ' || (word.text === ',' && nodes[k - 1]?.pos === 'CCONJ')) {
      const holder = [...verbs.slice(0, index)].reverse().find(
        (other) =>
          (other.form === 'finite' || other.form === 'infinitive' || other.form === verb.form) &&
          // "Foo sends less work, the spokesperson said, and has turned to others".
          !(
            COMMUNICATION_VERBS.has(other.lemma) &&
            nodes[other.to + 1]?.text === ',' &&
            nodes[(other.subject?.from ?? 0) - 1]?.text === ','
          ),
      );
      if (holder) {
        verb.subject = holder.subject;
        verb.subjectVia = 'shared';
        if (holder.form === 'infinitive' && nodes[verb.head]?.lower === verb.lemma && verb.modal === null) {
          verb.chain = [...holder.chain];
          verb.modal = holder.modal;
          verb.form = 'infinitive';
        } else if (holder.modal === 'to' && nodes[verb.head]?.lower === verb.lemma) verb.modal = 'to';
        return;
      }
    }
    if (word.text === ',' || word.text === ')' || word.text === '—' || word.text === '–' || word.text === '-') {
      // A parenthesis closes here: the subject is the first phrase of the clause.
      let low = k;
      while (low > 0 && !stop(low - 1)) low--;
      if (word.text === ')') {
        let open = k;
        while (open > 0 && nodes[open]?.text !== '(') open--;
        const group = open > 0 ? groupOf[open - 1] : null;
        if (group) {
          verb.subject = subjectBefore(open - 1);
          return;
        }
      }
      // Verbs in a row: "raised $5M, hired Foo, and opened".
      const opening = firstComma(low, k);
      if (opening > low) {
        const group = leftmost(low, opening - 1);
        if (group) {
          verb.subject = group;
          return;
        }
      }
      const main =
        prevVerb?.form === 'finite'
          ? prevVerb
          : word.text === ','
            ? verbs
                .slice(0, index)
                .reverse()
                .find((other) => other.form === 'finite')
            : undefined;
      if (main) {
        verb.subject = main.subject;
        verb.subjectVia = 'shared';
        return;
      }
      // "In 2002, Foo, Inc., was bought": what stands before the comma.
      const near = groupOf[k - 1];
      if (near && !governed(near)) verb.subject = near;
      return;
    }
    verb.subject = subjectBefore(k);
  });

  function boundaryBetween(a: number, b: number): boolean {
    for (let k = a + 1; k < b; k++) if (boundary(k)) return true;
    return false;
  }
  function inherit(verb: Verb, governor: Verb): void {
    verb.governor = governor;
    verb.subject =
      governor.passive &&
      /^(?:report|say|expect|rumor|rumour|believe|set|schedule|plan|slate|tip|require|force|order|forecast)$/.test(
        governor.lemma,
      )
        ? governor.subject
        : governor.subject;
    verb.chain = [...governor.chain, governor.lemma];
    verb.modal ??= governor.modal;
    if (governor.negated) verb.chain.push('not');
    if (verb.subjectVia === 'direct') verb.subjectVia = governor.subjectVia;
  }
  function owningVerb(group: Group, fallback: Verb | null): Verb | null {
    for (let k = group.from - 1; k >= 0; k--) {
      if (verbAt[k]) return verbAt[k] ?? null;
      if (boundary(k) || stop(k)) return null;
    }
    return fallback && fallback.from < group.from ? fallback : null;
  }
  /** "Foo's bid to buy Bar": the owner of the noun acts. */
  function ownerOf(group: Group): Group | null {
    const phrase = group.phrases.at(-1) as Phrase;
    for (let k = phrase.head - 1; k > phrase.from; k--) {
      if (nodes[k]?.lower === "'s" && nodes[k - 1]?.mention)
        return { from: k - 1, to: k - 1, phrases: [{ from: k - 1, to: k - 1, head: k - 1 }] };
    }
    return null;
  }
  /** The comma that opens the parenthesis which closes at `close`: after the first phrase of the stretch that has a name or no preposition. */
  function firstComma(low: number, close: number): number {
    for (let k = low + 1; k < close; k++) {
      if (nodes[k]?.text === ',' || nodes[k]?.text === '(' || nodes[k]?.text === '—' || nodes[k]?.text === '–') {
        const group = groupOf[k - 1];
        if (group && leftmost(low, k - 1) && !groupOf[k]) return k;
      }
    }
    return -1;
  }
  /** The first phrase of a stretch that no preposition governs. */
  function leftmost(low: number, high: number): Group | null {
    for (let k = low; k <= high; k++) {
      const group = groupOf[k];
      if (!group) continue;
      if (!governed(group) && !timeNode(nodes[group.phrases[0]?.head ?? 0])) return group;
      k = group.to;
    }
    return null;
  }
  function subjectBefore(k: number): Group | null {
    let best: Group | null = null;
    let at = k;
    while (at >= 0) {
      const group = groupOf[at];
      if (group) {
        best = group;
        at = group.from - 1;
        const prev = nodes[at];
        if (!prev) break;
        if (governed(group)) {
          // Skip "of Foo", "at Bar" and go on to what they belong to.
          at--;
          while (at >= 0 && nodes[at]?.pos === 'ADV' && !groupOf[at]) at--;
          // "some of his team will follow": nobody by name.
          if (
            /^(?:some|many|most|several|none|few|all|both|half|part|much)$/.test(nodes[at]?.lower ?? '') &&
            !groupOf[at]
          )
            return null;
          if (at < 0 || (!groupOf[at] && !verbAt[at])) {
            best = null;
            if (at >= 0 && nodes[at]?.text === ',') return null;
            if (at < 0) return null;
          }
          continue;
        }
        const reduced = verbAt[at];
        if (
          reduced?.subjectVia === 'relative' &&
          reduced.subject &&
          reduced.form === 'finite' &&
          !COMMUNICATION_VERBS.has(reduced.lemma)
        )
          return reduced.subject;
        if (
          reduced &&
          (reduced.form === 'gerund' ||
            reduced.form === 'participle' ||
            (reduced.form === 'infinitive' && reduced.governor === null)) &&
          nodes[reduced.from - 1] &&
          groupOf[reduced.from - 1] &&
          reduced.from - 1 >= 0
        ) {
          // "a startup developing tools raised": the verb before is a modifier, if a subject stands before it.
          const owner = groupOf[reduced.from - 1];
          if (owner && !verbAt[owner.from - 1]) {
            at = reduced.from - 1;
            continue;
          }
        }
        break;
      }
      const inner = verbAt[at];
      if (inner?.subjectVia === 'relative' && inner.subject && !COMMUNICATION_VERBS.has(inner.lemma) && best !== null)
        return inner.subject;
      if (inner || boundary(at) || stop(at)) break;
      at--;
    }
    return best;
  }

  // Objects, prepositions and reach.
  verbs.forEach((verb) => {
    let reach = nodes.length;
    for (let k = verb.to + 1; k < nodes.length; k++) {
      const node = nodes[k] as Node;
      if (stop(k)) {
        reach = k;
        break;
      }
      const other = verbAt[k];
      if (other && other !== verb && other.form === 'finite' && other.governor === null) {
        // Back to where that clause's subject begins.
        reach = other.subject && other.subject.from > verb.to && other.subjectVia === 'direct' ? other.subject.from : k;
        const conj = nodes[reach - 1];
        if (
          conj &&
          (conj.pos === 'SCONJ' ||
            conj.pos === 'CCONJ' ||
            conj.text === ',' ||
            SUBORDINATE.has(conj.lower) ||
            RELATIVE.has(conj.lower))
        )
          reach--;
        break;
      }
      if (
        (node.pos === 'SCONJ' ||
          (SUBORDINATE.has(node.lower) &&
            /^(?:as|after|while|because|since|before|following|when|despite|amid)$/.test(node.lower) &&
            !(node.lower === 'as' && roleFollows(k)))) &&
        !groupOf[k] &&
        k > verb.to + 1
      ) {
        reach = k;
        break;
      }
    }
    verb.reach = Math.max(reach, verb.to + 1);
    let k = verb.to + 1;
    while (
      k < verb.reach &&
      (nodes[k]?.pos === 'ADV' ||
        (nodes[k]?.pos === 'PART' && nodes[k]?.lower !== 'to') ||
        nodes[k]?.text === '“' ||
        nodes[k]?.text === '"' ||
        nodes[k]?.text === '‘' ||
        nodes[k]?.lower === 'both') &&
      !groupOf[k]
    )
      k++;
    const group = groupOf[k];
    if (group && !verb.passive && k < verb.reach) {
      verb.object = group;
      k = group.to + 1;
    } else if (group && verb.passive && k < verb.reach) {
      // "was named CEO": a predicate.
      verb.object = group;
      k = group.to + 1;
    }
    // "Foo, which Bar bought in 2016": the object stands before.
    if (
      !verb.object &&
      !verb.passive &&
      verb.form === 'finite' &&
      verb.subject &&
      verb.subjectVia === 'direct' &&
      verb.subject.to < verb.from
    ) {
      let at = verb.subject.from - 1;
      if (/^(?:which|that|whom|who)$/.test(nodes[at]?.lower ?? '')) {
        const comma = nodes[at - 1]?.text === ',';
        at -= comma ? 2 : 1;
        const antecedent = at >= 0 ? groupOf[at] : null;
        if (antecedent && (comma || nodes[at + 1]?.lower !== 'that')) {
          verb.object = antecedent.phrases.length > 1 && comma ? single(antecedent) : antecedent;
          verb.fronted = true;
        }
      }
    }
    if (
      !verb.object &&
      !verb.passive &&
      verb.form === 'finite' &&
      verb.subject &&
      verb.subjectVia === 'direct' &&
      verb.subject.to < verb.from
    ) {
      // "Foo, which Bar acquired" and "the business it acquired": the object stands before the subject.
      const lead = nodes[verb.subject.from - 1];
      const pronoun =
        /^(?:it|they|he|she|we)$/.test(nodes[verb.subject.from]?.lower ?? '') && verb.subject.from === verb.subject.to;
      let before = verb.subject.from - 1;
      if (lead && RELATIVE.has(lead.lower)) {
        before--;
        if (nodes[before]?.text === ',') before--;
        verb.object = groupOf[before] ?? null;
      } else if (pronoun && groupOf[before] && !timeNode(nodes[before])) verb.object = groupOf[before] ?? null;
    }
    // Particles that follow their object: "lay 500 people off".
    verb.preps = prepsAfter(k, verb.reach);
  });

  /** The last phrase of a list: "Foo and Bar, which …" is about Bar. */
  function single(group: Group): Group {
    const phrase = group.phrases.at(-1) as Phrase;
    return { from: phrase.from, to: phrase.to, phrases: [phrase] };
  }

  function roleFollows(k: number): boolean {
    const group = groupOf[k + 1];
    return group !== null && group !== undefined;
  }

  function prepsAfter(from: number, limit: number): Prep[] {
    const preps: Prep[] = [];
    for (let k = from; k < Math.min(limit, nodes.length); k++) {
      const node = nodes[k] as Node;
      if (stop(k)) break;
      if (
        node.pos === 'ADP' ||
        (node.lower === 'to' && groupOf[k + 1]) ||
        node.lower === 'with' ||
        node.lower === 'as' ||
        node.lower === 'into' ||
        node.lower === 'between' ||
        node.lower === 'including' ||
        node.lower === 'alongside'
      ) {
        let at = k + 1;
        while (
          at < limit &&
          !groupOf[at] &&
          (nodes[at]?.pos === 'ADV' || nodes[at]?.pos === 'ADJ' || nodes[at]?.lower === 'both')
        )
          at++;
        preps.push({
          word: node.lower,
          at: k,
          group: at < limit ? (groupOf[at] ?? null) : null,
          ...(verbAt[at] ? { verb: verbAt[at] as Verb } : {}),
        });
      }
    }
    return preps;
  }

  return {
    nodes,
    groups,
    verbs,
    groupAt: (k) => groupOf[k] ?? null,
    phraseAt: (k) => phraseOf[k] ?? null,
    prepsAfter,
    text: (from, to) =>
      nodes
        .slice(from, to + 1)
        .map((node) => node.text)
        .join(' '),
  };
}
