import { lookUp } from './dictionary.ts';
import type { Sentence } from './document.ts';
import { AUXILIARY, MODAL, type Node, nominal, PARTICLES, SUBORDINATE } from './grammar.ts';
import { HEADLINE_VERBS } from './verbs.ts';
import { COMPANY_NOUNS, DESCRIPTORS, GENERIC_CAPITALS } from './words.ts';

export function stem(lower: string, lemma: string): string {
  if (lemma !== lower) return lemma;
  for (const end of ['ing', 'ed']) {
    if (!lower.endsWith(end)) continue;
    const base = lower.slice(0, -end.length);
    for (const guess of [base, `${base}e`, base.slice(0, -1)])
      if (HEADLINE_VERBS.get(guess) || (guess.length > 2 && lookUp(guess).known && lookUp(guess).pos === 'VERB'))
        return guess;
  }
  return lemma;
}

/** Mends the tagger where news style misleads it. */
export function repair(nodes: Node[], sentence: Sentence): void {
  for (let i = 0; i < nodes.length; i++) {
    const node = nodes[i] as Node;
    const before = nodes[i - 1];
    const after = nodes[i + 1];
    if (node.mention || node.value) continue;
    if (/^'(?:re|ve|ll|m|d)$/.test(node.lower)) node.pos = 'AUX';
    // "Foo and Bar each committed $5B".
    if (node.lower === 'each' && before?.mention && after && /ed$/.test(after.lower)) {
      const did = stem(after.lower, lookUp(after.lower).lemma);
      if (HEADLINE_VERBS.get(did) === did) {
        node.pos = 'ADV';
        after.pos = 'VERB';
        after.lemma = did;
        continue;
      }
    }
    // "2M paid subscribers".
    if (
      /^(?:paid|paying)$/.test(node.lower) &&
      /^(?:subscribers?|subs|users?|customers?|members?|seats)$/.test(after?.lower ?? '')
    ) {
      node.pos = 'ADJ';
      continue;
    }
    // "says the map company hit $5M ARR": a figure follows what it did.
    if (node.lower === 'hit' && after?.value && before?.pos === 'NOUN' && COMPANY_NOUNS.has(before.lower)) {
      node.pos = 'VERB';
      continue;
    }
    // "Foo and Bar part ways".
    if (/^part(?:s|ed)?$/.test(node.lower) && after?.lower === 'ways') {
      node.pos = 'VERB';
      node.lemma = 'part';
      continue;
    }
    // "Head of Design", "appointed managing director", "adds Foo to board".
    if (
      (node.lower === 'head' && after?.lower === 'of' && before?.lower !== 'to') ||
      (node.lower === 'board' && node.pos === 'VERB' && (!after || after.pos === 'ADP' || after.pos === 'PUNCT'))
    ) {
      node.pos = 'NOUN';
      if (node.lower === 'board' && before?.lower === 'to') before.pos = 'ADP';
      continue;
    }
    if (node.lower === 'managing' && /^(?:director|partner|editor)s?$/.test(after?.lower ?? '')) {
      node.pos = 'ADJ';
      continue;
    }
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
    // "Piloting group chats": no noun opens a headline so.
    if (i === 0 && node.lower === 'piloting' && after && nominal(after)) node.pos = 'VERB';
    // "releases a new coding model", "gets a built-in bot": neither is an adverb or a preposition.
    if (
      (node.lower === 'new' && node.pos === 'ADV') ||
      (node.text === 'new' && node.pos === 'PROPN' && after && after.pos !== 'PUNCT') ||
      (node.pos === 'ADP' && node.text.includes('-') && after && (after.pos === 'ADJ' || nominal(after)))
    )
      node.pos = 'ADJ';
    // "launches tokenized securities platform": what a headline's verb brings is described, not done.
    if (
      node.pos === 'VERB' &&
      /[a-z]ed$/.test(node.lower) &&
      before?.pos === 'VERB' &&
      /[^s]s$/.test(before.lower) &&
      HEADLINE_VERBS.get(before.lower) &&
      sentence.field === 'title' &&
      after &&
      (nominal(after) || after.pos === 'ADJ') &&
      !after.mention &&
      !after.value
    ) {
      node.pos = 'ADJ';
      continue;
    }
    // "its next major offering", "the first digital bank": an ordinal before a noun is no adverb.
    if (
      node.pos === 'ADV' &&
      /^(?:next|first|latest)$/.test(node.lower) &&
      (before?.pos === 'PART' || before?.pos === 'DET' || before?.pos === 'PRON') &&
      !/^(?:it|they|he|she|we|you|i|who|which|that|not|to)$/.test(before.lower) &&
      after &&
      (after.pos === 'ADJ' || (nominal(after) && !after.value))
    )
      node.pos = 'ADJ';
    // "launches group chats in", "a group chat function": what no subject can do is no verb.
    if (
      node.pos === 'VERB' &&
      before?.pos === 'NOUN' &&
      !before.mention &&
      !HEADLINE_VERBS.get(node.lower) &&
      lookUp(node.lower).known &&
      !sentence.titleCase &&
      ((nodes[i - 2]?.pos === 'DET' &&
        /^(?:an?|this)$/.test(nodes[i - 2]?.lower ?? '') &&
        node.lower === node.lemma &&
        after?.pos === 'NOUN') ||
        (nodes[i - 2]?.pos === 'VERB' && !/s$/.test(before.lower) && /s$/.test(node.lower)))
    )
      node.pos = 'NOUN';
    // "a €500 million fine", "a record fine".
    if (
      node.lower === 'fine' &&
      node.pos !== 'VERB' &&
      before &&
      (before.value?.kind === 'money' ||
        /^(?:record|antitrust|hefty|huge|big|large|privacy|regulatory|civil|criminal|historic|a|the)$/.test(
          before.lower,
        ))
    )
      node.pos = 'NOUN';
    if (/^(?:compute|startup|startups|funding|ipo)$/.test(node.lower) && node.pos === 'VERB') {
      node.pos = 'NOUN';
      continue;
    }
    if (GENERIC_CAPITALS.has(node.text) && node.text.length > 1) {
      if (node.pos !== 'NUM') node.pos = 'NOUN';
      continue;
    }
    // "was re-acquired by", "being re acquired by".
    if (/^re-?\p{L}+ed$/u.test(node.lower) && before?.pos === 'AUX' && after?.lower === 'by') {
      node.pos = 'VERB';
      node.lemma = HEADLINE_VERBS.get(node.lower.replace(/^re-?/, '')) ?? node.lemma;
      continue;
    }
    if (node.pos === 'VERB' && node.text.includes('-') && !HEADLINE_VERBS.get(node.lower)) {
      node.pos = 'ADJ';
      continue;
    }
    // "a small hull builder": a plain verb between a determined word and a noun names a thing.
    if (
      node.pos === 'VERB' &&
      node.lower === node.lemma &&
      before?.pos === 'ADV' &&
      !/ly$/.test(before.lower) &&
      nodes[i - 2]?.pos === 'DET' &&
      after?.pos === 'NOUN'
    ) {
      before.pos = 'ADJ';
      node.pos = 'NOUN';
      continue;
    }
    // "let go of 60 employees".
    if (node.lower === 'let' && after?.lower === 'go' && nodes[i + 2]?.lower === 'of') {
      node.pos = 'VERB';
      after.pos = 'ADV';
      continue;
    }
    // "a wholly owned unit", "the previously announced deal".
    if (
      node.pos === 'VERB' &&
      /(?:ed|en|wn)$/.test(node.lower) &&
      before?.pos === 'ADV' &&
      !/^(?:recently|newly|just)$/.test(before.lower) &&
      (nodes[i - 2]?.pos === 'DET' ||
        nodes[i - 2]?.pos === 'PART' ||
        /^(?:its|their|our|his|her)$/.test(nodes[i - 2]?.lower ?? '')) &&
      after &&
      (after.pos === 'ADJ' || after.pos === 'NOUN') &&
      !after.value
    ) {
      node.pos = 'ADJ';
      continue;
    }
    // "network sharing agreements", "card issuing activities": what is done with the thing before.
    if (
      node.pos === 'VERB' &&
      /ing$/.test(node.lower) &&
      before?.pos === 'NOUN' &&
      !before.mention &&
      !/s$|^(?:company|startup|firm|business|group|bank|team|unit|people)$/.test(before.lower) &&
      after &&
      /^(?:agreement|deal|contract|activit|business|operation|arrangement|right|service|unit|arm|division|partnership|pact|licence|license)/.test(
        after.lower,
      )
    ) {
      node.pos = 'ADJ';
      continue;
    }
    if (node.lower === 're' && before?.pos === 'AUX' && after?.pos === 'VERB') {
      node.pos = 'ADV';
      continue;
    }
    // "the deal for $10 billion fell apart".
    if (
      node.lower === 'fell' &&
      node.pos !== 'VERB' &&
      before &&
      (before.value || before.mention || before.pos === 'NOUN')
    ) {
      node.pos = 'VERB';
      node.lemma = 'fall';
      continue;
    }
    // "Foo s purchase of Bar": a page that lost its apostrophes.
    if (node.text === 's' && before?.mention && after && (after.pos === 'NOUN' || after.pos === 'ADJ')) {
      node.pos = 'PART';
      node.lower = "'s";
      continue;
    }
    // "Carluccio's acquired the chain": a name that ends so, where no noun follows.
    if (
      before?.lower === "'s" &&
      nodes[i - 2]?.mention &&
      after?.pos === 'DET' &&
      /(?:ed|ought|old)$/.test(node.lower) &&
      HEADLINE_VERBS.get(node.lower)
    ) {
      node.pos = 'VERB';
      node.lemma = HEADLINE_VERBS.get(node.lower) ?? node.lemma;
      continue;
    }
    const verb =
      node.lower === 'rules' && /^(?:court|judge|jury|tribunal)$/.test(before?.lower ?? '')
        ? 'rule'
        : HEADLINE_VERBS.get(node.lower);
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
      if (
        next &&
        !next.mention &&
        !next.value &&
        HEADLINE_VERBS.get(next.lower) === next.lower &&
        next.pos !== 'VERB'
      ) {
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
      // ‘Foo,’ launches: the comma stands within the quotation.
      const comma =
        before?.text === ',' || (before !== undefined && /^[”"’']$/.test(before.text) && nodes[i - 2]?.text === ',');
      const subject =
        before &&
        (before.mention ||
          (nominal(before) && before.pos !== 'PRON') ||
          before.text === ')' ||
          comma ||
          (sentence.titleCase &&
            (i === 1 || DESCRIPTORS.has(nodes[i - 2]?.lower ?? '')) &&
            before.capital &&
            before.pos === 'ADJ'));
      // A headline's first word may be a name that is also an adjective, as may what follows "Startup": "Lovable Raises".
      const opening =
        sentence.titleCase &&
        (i === 1 || DESCRIPTORS.has(nodes[i - 2]?.lower ?? '')) &&
        before?.capital &&
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
          // "launches tokenized securities": described by what was done to it.
          (after.pos === 'VERB' && third && described(nodes, i + 1)) ||
          PARTICLES.has(after.lower) ||
          /^[“"‘']$/.test(after.text));
      // "… as its voice tool approaches 5M users": another clause has a verb of its own.
      const opened = nodes.slice(0, i).findLastIndex((other) => /^(?:as|while|when|because)$/.test(other.lower));
      const already =
        nodes.slice(Math.max(0, i - 8, opened), i).some((other) => other.pos === 'VERB' && other.end > 0) &&
        !sentence.titleCase;
      if (
        (third || past) &&
        subject &&
        !determined &&
        goesOn &&
        (before?.mention || !already || (comma && third && sentence.field === 'title')) &&
        !(before?.lower === "'s")
      ) {
        // "Cloud partners" or "AI models": a plural noun inside a phrase, unless a name stands before.
        if (third && after?.pos === 'PART' && after.lower !== 'to') continue;
        // After a comma in a headline it goes on with what the subject did: "raises $9M, launches detector".
        const goesOnWith =
          comma && sentence.field === 'title' && nodes.slice(0, i).some((other) => other.pos === 'VERB');
        const acts = before?.mention || (i === 1 && /^(?:EU|US|UK|UN|EC)$/.test(before?.text ?? ''));
        if (third && !acts && !goesOnWith && after?.pos === 'NOUN' && !sentence.titleCase) continue;
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
    if (node.pos === 'VERB' && before?.lower === 'new' && described(nodes, i)) {
      node.pos = 'ADJ';
    } else if (
      node.pos === 'VERB' &&
      before &&
      !(sentence.titleCase && i === 1 && before.pos === 'ADJ' && verb !== undefined) &&
      (before.pos === 'DET' || (before.pos === 'ADJ' && !before.lower.endsWith('ly'))) &&
      before.lower !== 'all' &&
      before.lower !== 'that' &&
      before.lower !== 'both' &&
      after &&
      ((nominal(after) && !after.value) || (after.pos === 'ADJ' && /ed$/.test(node.lower)))
    ) {
      node.pos = 'ADJ';
    } else if (
      node.pos === 'VERB' &&
      /ed$/.test(node.lower) &&
      before?.pos === 'VERB' &&
      /s$/.test(before.lower) &&
      HEADLINE_VERBS.get(before.lower) &&
      after &&
      nominal(after) &&
      !after.value &&
      after.pos !== 'PRON'
    ) {
      // "launches tokenized securities": two verbs do not stand together.
      node.pos = 'ADJ';
    } else if (
      node.pos === 'VERB' &&
      /ed$/.test(node.lower) &&
      before?.pos === 'ADP' &&
      /^(?:over|of|for|from|with|about|on|in|into|against|amid|despite|following)$/.test(before.lower) &&
      after &&
      (after.value?.kind === 'round' || (/^(?:NOUN|PROPN)$/.test(after.pos) && !after.mention && !after.value))
    ) {
      // "over copied maps", "in combined Series A": between a preposition and its noun.
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
    // "scores pension fund backing": what ends a clause and takes nothing is a noun.
    if (
      node.lower === 'backing' &&
      node.pos === 'VERB' &&
      before?.pos === 'NOUN' &&
      (!after || after.pos === 'ADP' || after.pos === 'PUNCT')
    )
      node.pos = 'NOUN';
    if (compounded(nodes, i) || (node.pos === 'VERB' && node.lower === 'partner' && after?.mention)) {
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
      HEADLINE_VERBS.get(node.lower) === undefined &&
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
      HEADLINE_VERBS.get(node.lower) &&
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
      node.lemma = HEADLINE_VERBS.get(node.lower) ?? node.lemma;
    }
    if (node.pos === 'VERB' && node.lower === 'led' && before?.value) node.lemma = 'lead';
    if (node.lower === 'co-led' || node.lower === 'led') {
      node.pos =
        after?.lower === 'by' || node.pos === 'ADP' || node.pos === 'ADJ' || node.pos === 'NOUN' ? 'VERB' : node.pos;
      node.lemma = 'lead';
    }
  }
}

/** "tokenized securities", "AI-generated quizzes": a participle before the noun that it describes. */
function described(nodes: readonly Node[], i: number): boolean {
  const node = nodes[i];
  const noun = nodes[i + 1];
  return (
    node !== undefined &&
    noun !== undefined &&
    (/[a-z]ed$/.test(node.lower) || node.text.includes('-')) &&
    (nominal(noun) || noun.pos === 'ADJ') &&
    !noun.mention &&
    !noun.value
  );
}

const PLURALS = /s$|^(?:people|staff|police|media|data|men|women|children|crew|folks)$/;

/** "cuts jobs in AI push", "a16z speed run", "with $150M raise": a bare verb after a noun in the singular, where another verb rules. */
function compounded(nodes: readonly Node[], i: number): boolean {
  const node = nodes[i] as Node;
  const before = nodes[i - 1];
  if (node.pos !== 'VERB' || !before || node.lower !== node.lemma) return false;
  if (/^(?:fund)?raise$/.test(node.lower) && /^(?:money|round)$/.test(before.value?.kind ?? '')) return true;
  if (before.pos !== 'NOUN' || before.mention || before.value || PLURALS.test(before.lower)) return false;
  const earlier = nodes.slice(Math.max(0, i - 12), i);
  return (
    earlier.some((other) => other.pos === 'VERB') &&
    !earlier
      .slice(-5)
      .some(
        (other) =>
          MODAL.has(other.lower) ||
          /^(?:to|that|who|which|and|or|help|helps|let|lets|make|makes|see|sees|watch|why|how|what|if|when|where|as|do|does|did)$/.test(
            other.lower,
          ),
      )
  );
}

/** "Infosys, AWS Partner to …": two names before a verb without its s. */
export function plural(nodes: readonly Node[], verb: number): boolean {
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
