import { type Group, isVerbish, type Node, nominal, type Phrase, timeNode } from './grammar.ts';
import { IS_RELATIVE } from './traits.ts';
import { COMMUNICATION_VERBS, ROLE_WORDS } from './words.ts';

export function readPhrases(nodes: readonly Node[]): Phrase[] {
  const phrases: Phrase[] = [];
  let i = 0;
  while (i < nodes.length) {
    const from = i;
    let head = -1;
    while (i < nodes.length) {
      const node = nodes[i] as Node;
      const after = nodes[i + 1];
      if (node.word?.is(IS_RELATIVE) && (head >= 0 || node.lower !== 'that' || !nominal(after))) break;
      if (nominal(node)) {
        // "names Foo Bar chief executive": whom and what.
        if (person(nodes[i - 1]) && head === i - 1 && office(nodes, i)) break;
        if (head >= 0 && node.mention && /^(?:19|20)\d\d$/.test(nodes[i - 1]?.text ?? '')) break;
        // "fines Foo $5 million": two objects. Before a noun the sum describes: "the Foo $5 million round".
        if (
          head === i - 1 &&
          nodes[head]?.mention &&
          sum(node, after) &&
          !(after && (nominal(after) || after.pos === 'ADJ'))
        )
          break;
        // "Foo's 2024 purchase": whose, of which year.
        const ofYear = nodes[i - 1]?.pos === 'PART' && after !== undefined && nominal(after);
        if (timeNode(node) && head >= 0 && nodes[i - 1] && !timeNode(nodes[i - 1]) && !ofYear) break;
        // "On Monday Foo unveiled": when, and then who.
        if (
          head === i - 1 &&
          head === from &&
          timeNode(nodes[head]) &&
          nodes[from - 1]?.pos === 'ADP' &&
          /^(?:org|person)$/.test(node.mention?.entity.kind ?? '')
        )
          break;
        // "the work it does": a clause of its own begins at the pronoun.
        // "200 jobs there": where they are.
        if (head >= 0 && node.pos === 'PRON' && !node.mention && /^(?:it|he|she|they|we|i|you|there)$/.test(node.lower))
          break;
        head = i;
        i++;
        if (node.pos === 'PRON' && !node.mention && !/^(?:its|their|his|her|our|my|your)$/.test(node.lower)) break;
        continue;
      }
      if (node.pos === 'DET' || node.pos === 'ADJ') {
        // "acquired through this the Foo mine": two phrases.
        if (node.lower === 'the' && i > from && /^(?:this|that)$/.test(nodes[i - 1]?.lower ?? '')) break;
        if (head >= 0 && (node.pos === 'DET' || (node.lower === 'worth' && after?.value))) break;
        if (head === i - 1 && person(nodes[head]) && office(nodes, i)) break;
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
        // "its previously announced purchase", "Foo's newly formed unit".
        if (head >= 0 && !owns(nodes[i - 1])) break;
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
      // "fast, cheap maps", "safe and cheap maps".
      if (
        /^(?:,|and|&|or)$/.test(node.lower) &&
        head < 0 &&
        i > from &&
        nodes[i - 1]?.pos === 'ADJ' &&
        // "a five-year, $3B contract".
        (after?.pos === 'ADJ' || (node.text === ',' && after?.value?.kind === 'money'))
      ) {
        i++;
        continue;
      }
      // "Foo & Bar": two names stand beside each other, as with "and".
      if (node.text === '&' && head >= 0 && after && nominal(after) && after.mention?.entity.kind !== 'org') {
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

/** What stands between an owner and what is owned: "its", "Foo's". */
const owns = (node: Node | undefined): boolean =>
  node?.pos === 'PART' ||
  (node !== undefined && !node.mention && /^(?:its|their|his|her|our|my|your)$/.test(node.lower));

const person = (node: Node | undefined): boolean => node?.mention?.entity.kind === 'person' && node.text.includes(' ');

/** An office begins here: "chief executive", "CEO", "new head of". */
function office(nodes: readonly Node[], from: number): boolean {
  for (let k = from; k < from + 5; k++) {
    const node = nodes[k];
    if (!node || node.mention || node.value || !(node.pos === 'NOUN' || node.pos === 'ADJ' || node.pos === 'PROPN'))
      return false;
    if (ROLE_WORDS.has(node.lower)) return true;
  }
  return false;
}

/** A sum of money, also one that was not read as a figure: "20 million won". */
const sum = (node: Node, after: Node | undefined): boolean =>
  node.value?.kind === 'money' ||
  (node.pos === 'NUM' && !node.value && /^(?:million|billion|crore|lakh)$/.test(after?.lower ?? ''));

export const named = (nodes: readonly Node[], phrase: Phrase): boolean => {
  for (let k = phrase.from; k <= phrase.to; k++) if (nodes[k]?.mention) return true;
  return false;
};

export function readGroups(nodes: readonly Node[], phrases: readonly Phrase[]): Group[] {
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
      const verb = nodes[phrase.to + 1]?.pos === 'ADV' ? nodes[phrase.to + 2] : nodes[phrase.to + 1];
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
        (firstNode.pos === 'DET' || bothNamed) &&
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
        (joint === ',' &&
          !determined &&
          ((bothNamed && !opens(nodes, last, phrase) && listGoesOn(nodes, phrases, phrase)) ||
            pair(nodes, last, phrase)))
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

/**
 * "Foo, Armada to Build", "Foo, Bar's Map Centre Partner": two firms that open a headline before a verb without an s, one of
 * which is called by plain words.
 */
function pair(nodes: readonly Node[], last: Group, phrase: Phrase): boolean {
  if (last.from !== 0 || last.phrases.length > 1) return false;
  const verb = nodes[phrase.to + 1]?.lower === 'to' ? nodes[phrase.to + 2] : nodes[phrase.to + 1];
  if (verb?.pos !== 'VERB' || verb.lower !== verb.lemma) return false;
  const head = nodes[phrase.head] as Node;
  const firm = ({ from, to }: { from: number; to: number }): boolean => {
    const words = nodes.slice(from, to + 1);
    const mentioned = words[0]?.mention?.entity.kind === 'org';
    return (
      words.every((node) => node.capital || node.pos === 'PART') &&
      (mentioned || (words.length === 1 && /^(?:NOUN|PROPN)$/.test(words[0]?.pos ?? '') && !words[0]?.mention))
    );
  };
  return (
    firm(last) &&
    firm(phrase) &&
    !ROLE_WORDS.has(head.lower) &&
    !(/s$/.test(head.lower) && !head.mention) &&
    (nodes[0]?.mention?.entity.kind === 'org' || nodes[phrase.from]?.mention?.entity.kind === 'org')
  );
}

/** "In Thailand, Foo will …", "… has bought Foo, Bar said": the comma ends a phrase or a clause, it makes no list. */
export function opens(nodes: readonly Node[], last: Group, phrase: Phrase): boolean {
  const before = nodes[last.from - 1];
  const after = nodes[phrase.to + 1];
  const place = (at: Phrase | undefined): boolean => nodes[at?.head ?? 0]?.mention?.entity.kind === 'place';
  if (place(last.phrases.at(-1)) !== place(phrase)) return true;
  if (after && isVerbish(after) && COMMUNICATION_VERBS.has(after.lemma))
    if (nodes.slice(0, last.from).some(isVerbish)) return true;
  // "Besides launching a map called Foo, Bar …": what opens the sentence has no verb of its own.
  if (after && isVerbish(after) && (nodes[0]?.pos === 'ADP' || nodes[0]?.pos === 'SCONJ')) {
    const opening = nodes.slice(1, last.from);
    if (
      opening.some(({ pos, lower }) => pos === 'VERB' && lower.endsWith('ing')) &&
      !opening.some(({ text }) => text === ',')
    )
      return true;
  }
  return before?.pos === 'ADP' && after !== undefined && isVerbish(after);
}

/** After "A, B": another comma with a name, an "and", or a headline's verb makes it a list. */
export function listGoesOn(nodes: readonly Node[], phrases: readonly Phrase[], phrase: Phrase): boolean {
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
  if (first.mention !== undefined && (next.lower === 'to' || next.pos === 'AUX' || next.text === '.')) return true;
  // "probes Foo, Bar over chatbots": two houses before a headline's preposition.
  const before = phrases[index - 1];
  return (
    next.pos === 'ADP' &&
    next.lower !== 'of' &&
    first === head &&
    head.mention.entity.kind === 'org' &&
    before !== undefined &&
    before.to === phrase.from - 2 &&
    nodes[before.head]?.mention?.entity.kind === 'org' &&
    !(before.from === 1 && nodes[0]?.pos === 'ADP')
  );
}
