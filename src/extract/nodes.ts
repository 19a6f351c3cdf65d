import type { Pos } from './dictionary.ts';
import type { Sentence } from './document.ts';
import type { EntityMention } from './entities.ts';
import { ADJECTIVE_SUFFIX, type Node } from './grammar.ts';
import { stem } from './lemmas.ts';
import { repair } from './repair.ts';
import { tag } from './tagger.ts';
import type { Token } from './tokens.ts';
import { QUALIFYING, type Value } from './values.ts';
import { wordOf } from './vocabulary.ts';
import { GENERIC_CAPITALS } from './words.ts';

/** The tokens whose capitals tell nothing, so that the tagger should not see them. */
function plain(sentence: Sentence, mentions: readonly EntityMention[]): Set<Token> {
  const lowered = new Set<Token>();
  const named = (token: Token): boolean =>
    GENERIC_CAPITALS.has(token.text) ||
    mentions.some((mention) => !mention.weak && mention.start <= token.start && token.start < mention.end);
  const count = sentence.titleCase ? sentence.tokens.length : Math.min(1, sentence.tokens.length);
  for (let i = 0; i < count; i++) {
    const token = sentence.tokens[i] as Token;
    if (token.kind !== 'word' || !token.word.someUpper || named(token) || !token.word.common) continue;
    // Offsets must hold.
    if (token.text.toLowerCase().length === token.text.length) lowered.add(token);
  }
  return lowered;
}

export function readNodes(
  sentence: Sentence,
  text: string,
  mentions: readonly EntityMention[],
  values: readonly Value[],
): Node[] {
  const tags = tag(sentence, text, plain(sentence, mentions));
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
          last.mention = undefined;
          last.text = text.slice(over.start, token.end);
          last.lower = last.text.toLowerCase();
          last.lemma = last.lower;
          last.end = token.end;
          last.pos = 'ADJ';
          last.word = wordOf(last.text);
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
        pos: isMention ? (mention?.weak ? (tags.pos[i] === 'VERB' ? 'NOUN' : 'PROPN') : 'PROPN') : 'NUM',
        word: null,
        capital: true,
        mention: isMention ? mention : undefined,
        value: isMention ? undefined : value,
        part: undefined,
      });
      // "OpenAI-backed": the name is part of an adjective.
      if (isMention && token.end > over.end && nodes.length > 0) {
        const whole = nodes.at(-1);
        if (whole) {
          const suffix = text.slice(over.end, token.end);
          if (/^[-‑–]/.test(suffix)) {
            if (mention) whole.part = mention;
            whole.mention = undefined;
            whole.text = token.text;
            whole.lower = token.lower;
            whole.lemma = token.lower;
            whole.end = token.end;
            whole.pos = 'ADJ';
            whole.word = token.word;
          }
        }
      }
      continue;
    }
    const tagged = tags.pos[i] ?? 'X';
    let pos: Pos =
      token.kind === 'possessive' ? 'PART' : token.kind === 'mark' && !/[$%&]/.test(token.text) ? 'PUNCT' : tagged;
    let lemma = tags.lemmas[i] ?? token.lower;
    if (token.word.hyphened) pos = hyphened(token, pos);
    const verb = token.word.headline;
    if (verb && (pos === 'VERB' || pos === 'AUX')) lemma = verb;
    else if (pos === 'VERB' && (token.lower.endsWith('ing') || token.lower.endsWith('ed')))
      lemma = verb ?? stem(token.lower, lemma);
    nodes.push({
      start: token.start,
      end: token.end,
      text: token.text,
      lower: token.lower,
      lemma,
      pos,
      word: token.word,
      capital: token.word.upper,
      mention: undefined,
      value: undefined,
      part: undefined,
    });
  }
  const kept = withoutQualifiers(withoutAliases(joined(nodes)));
  repair(kept, sentence);
  return kept;
}

/** What a word with a hyphen is, whatever the tagger takes it for. */
function hyphened({ text, lower, kind }: Token, tagged: Pos): Pos {
  let pos: Pos = kind === 'word' && ADJECTIVE_SUFFIX.test(text) ? 'ADJ' : tagged;
  if (lower.startsWith('ex-')) pos = lower.endsWith('s') && pos !== 'ADJ' ? 'NOUN' : 'ADJ';
  // "Foo-1", "foo-oss-120b": a label.
  return (pos === 'ADJ' || pos === 'VERB') && LABEL.test(text) ? 'PROPN' : pos;
}
const LABEL = /^\p{L}[\p{L}\d.]*(?:-[\p{L}\d.]+)*-(?:v?\d[\p{L}\d.]*)$/u;

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
        word: wordOf(`${node.text}-${last.text}`),
        capital: true,
        mention: undefined,
        value: undefined,
        part: node.mention,
      });
      i += 2;
    } else kept.push(node);
  }
  return kept;
}

const QUALIFIERS = new RegExp(
  `(?:^| )((?:an? )?(?:additional |total of |combined )?(?:${QUALIFYING}|as many as|fewer than|some|estimated|a whopping|a massive|~|another))$`,
);

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
    // "three (3) stores".
    if (open.text === '(' && nodes[i + 2]?.text === ')' && before?.pos === 'NUM' && inner?.pos === 'NUM') {
      i += 2;
      continue;
    }
    // 'Foo Mining, LLC ("Foo")', 'Foo Inc. (the "Company")'.
    if (open.text === '(' && (before?.mention || (before?.lower === "'s" && kept.at(-2)?.mention))) {
      const close = nodes.findIndex((node, k) => k > i && k <= i + 6 && node.text === ')');
      const words = close < 0 ? [] : nodes.slice(i + 1, close).filter((node) => node.lower !== 'the');
      if (words.length >= 3 && QUOTE.test(words[0]?.text ?? '') && QUOTE.test(words.at(-1)?.text ?? '')) {
        i = close;
        continue;
      }
    }
    kept.push(open);
  }
  return kept;
}
const QUOTE = /^[“”"‘’']$/;
