import type { Named } from '../mentions.ts';
import type { Token } from '../tokens.ts';
import { IS_DEMONYM, IS_OF_HEAD, IS_ORG_ENDING, IS_ROLE } from '../traits.ts';
import { PLACES } from '../words.ts';
import { numbered } from './figured.ts';
import type { Line } from './line.ts';
import { COMPANY_FORM, capital, generic, LINKS, PRODUCT_ROOTS, PUBLIC_BODY, timeWord } from './signs.ts';

/** Words in small letters with which a name may go on; whatever is read below of such a word stands here, too. */
const JOINING = new Set([...LINKS, 'and', 'of', 'for', 'plc', 'inc', 'ltd']);

/**
 * How far the run of name words goes that begins with the token `i` and reaches to the token `to` at least: the place of
 * its last token. `known` is the catalogue's name that it begins with.
 */
export function extentOf(line: Line, i: number, to: number, known: Named | undefined): number {
  const { sentence, tokens, field, figures, catalogue, shouting } = line;
  const token = tokens[i] as Token;
  let end = to;
  for (let k = end + 1; k < tokens.length; k++) {
    const word = tokens[k];
    const after = tokens[k + 1];
    // Most names end before a word in small letters.
    if (!word) break;
    // "Club 18-30", "Studio 71".
    const last = known || sentence.titleCase || !/^\d/.test(word.text) ? -1 : numbered(line, i, k);
    if (last > 0) return last;
    if (word.kind === 'word' && !capital(word) && !JOINING.has(word.lower)) break;
    // "told Reuters Foo was in talks": the outlet, and then who.
    if (
      known?.kind === 'outlet' &&
      k === to + 1 &&
      /^(?:told|tells?|telling|informed)$/.test(tokens[i - 1]?.lower ?? '')
    )
      break;
    const upcoming = line.nameHere(word);
    const lastWord = tokens[k - 1];
    // Another catalogue name begins: "OpenAI ChatGPT" are two, "Meta FAIR" was one already.
    if (
      upcoming &&
      upcoming !== known &&
      upcoming.start >= word.start &&
      (upcoming.kind === 'person' || upcoming.kind === 'company')
    )
      break;
    if (
      sentence.titleCase &&
      !shouting &&
      capital(word) &&
      lastWord &&
      !line.isName(word, k) &&
      (word.word.is(IS_ORG_ENDING) || word.lower === 'global') &&
      !(word.lower === 'office' && PLACES.has(lastWord.lower)) &&
      !known &&
      (!lastWord.word.common || (k > i + 1 && (lastWord.lower === 'global' || lastWord.word.is(IS_ORG_ENDING)))) &&
      !word.word.verb
    ) {
      end = k;
      continue;
    }
    if (COMPANY_FORM.test(word.text) || (/^(?:plc|inc|ltd)$/.test(word.lower) && !sentence.titleCase)) {
      end = k;
      continue;
    }
    if (/^(?:UK|US|USA|UAE)$/.test(word.text) && !known && k > i + 1 && !(after && capital(after))) {
      end = k;
      break;
    }
    // "Tokyo Office" is a site, not a house.
    if (
      /^(?:office|campus|hub)$/.test(word.lower) &&
      !known &&
      PLACES.has(field.slice(token.start, lastWord?.end).toLowerCase())
    )
      break;
    if (line.isName(word, k) && !(word.word.is(IS_ROLE) && !/^\p{Lu}\p{Ll}/u.test(word.text))) {
      if (word.word.is(IS_ROLE) && !word.word.is(IS_ORG_ENDING | IS_OF_HEAD)) break;
      // "EV Maker": a generic word opens no name inside one.
      if (generic(word) && word.text !== 'AI' && !(after && line.isName(after, k + 1))) {
        if (!/^(?:II|III|IV|TV|VC|API|SDK|CLI|OS|VR|AR|XR|5G|6G|PBC)$/.test(word.text)) break;
      }
      if (
        word.word.is(IS_DEMONYM) &&
        after?.text !== '&' &&
        !/^(?:global|north|south|east|west)$/.test(word.lower) &&
        !(after && line.isName(after, k + 1))
      )
        break;
      if (sentence.titleCase && catalogue.some((name) => name.start === word.start && name.kind === 'company')) break;
      end = k;
      continue;
    }
    if (
      word.kind === 'number' &&
      word.text.length <= 4 &&
      !figures.some((v) => v.start <= word.start && word.start < v.end)
    ) {
      const product = PRODUCT_ROOTS.test(field.slice(token.start, lastWord?.end));
      if (
        (after && line.isName(after, k + 1) && !timeWord(after) && !after.word.common) ||
        product ||
        (known && known.kind === 'product')
      ) {
        if (/^(?:[12]\d{3})$/.test(word.text) && !product) break;
        end = k;
        continue;
      }
      break;
    }
    if (
      word.text === '.' &&
      lastWord &&
      /^\p{Lu}$/u.test(lastWord.text) &&
      word.start === lastWord.end &&
      after &&
      line.isName(after, k + 1) &&
      after.start === word.end + 1
    ) {
      // "J. Merton Foo".
      end = k + 1;
      k++;
      continue;
    }
    if (
      word.text === '(' &&
      after &&
      capital(after) &&
      tokens[k + 2]?.text === ')' &&
      line.isName(tokens[k + 3], k + 3) &&
      k === i + 1 &&
      !known
    ) {
      // "Mariano (Tino) Foo".
      end = k + 3;
      k += 3;
      continue;
    }
    // "University of Science and Technology", "Ministry of Trade and Industry".
    if (
      word.lower === 'and' &&
      after &&
      capital(after) &&
      after.word.common &&
      lastWord?.word.common &&
      !known &&
      tokens.slice(i, k).some((token, n) => token.word.is(IS_OF_HEAD) && tokens[i + n + 1]?.lower === 'of') &&
      !line.nameHere(after)
    ) {
      end = k + 1;
      k++;
      continue;
    }
    // "Securities and Exchange Commission": plain words on both sides, and a public body at the end.
    if (word.lower === 'and' && after && capital(after) && !known && publicBody(line, i, k)) {
      end = k + 1;
      k++;
      continue;
    }
    // "Foo & Bar" is one name, unless one of them is a house that the catalogue knows.
    if (
      word.text === '&' &&
      after &&
      line.isName(after, k + 1) &&
      known?.kind !== 'company' &&
      !catalogue.some((name) => name.start === after.start && name.kind === 'company')
    ) {
      end = k + 1;
      k++;
      continue;
    }
    if (word.text === ',' && after && COMPANY_FORM.test(after.text)) {
      end = k + 1;
      k++;
      if (tokens[k + 1]?.text === '.' && tokens[k + 2]) end = k;
      continue;
    }
    if (
      LINKS.has(word.lower) &&
      !capital(word) &&
      after &&
      line.isName(after, k + 1) &&
      lastWord &&
      !lastWord.word.common
    ) {
      end = k + 1;
      k++;
      continue;
    }
    const link =
      (word.lower === 'of' || word.lower === 'for') &&
      after &&
      (line.isName(after, k + 1) || (after.lower === 'the' && line.isName(tokens[k + 2], k + 2)));
    if (link && lastWord && (lastWord.word.is(IS_OF_HEAD) || (lastWord.lower === 'general' && word.lower === 'of'))) {
      if (!sentence.titleCase || PLACES.has(after.lower) || line.article.inBody(after.lower)) {
        end = after.lower === 'the' ? k + 2 : k + 1;
        k = end;
        continue;
      }
    }
    break;
  }
  return end;
}

/** Whether the "and" at `k` joins the halves of a public body's name that began at `from`. */
function publicBody(line: Line, from: number, k: number): boolean {
  const plain = (token: Token): boolean => token.word.common && !line.nameHere(token);
  if (!line.tokens.slice(from, k).every(plain)) return false;
  for (let n = k + 1; n < Math.min(line.tokens.length, k + 5); n++) {
    const part = line.tokens[n] as Token;
    if (!capital(part) || !plain(part)) return false;
    if (n > k + 1 && PUBLIC_BODY.test(part.lower)) return true;
  }
  return false;
}
