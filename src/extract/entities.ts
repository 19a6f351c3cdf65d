import { lookUp } from './dictionary.ts';
import type { Document, Sentence } from './document.ts';
import { memo } from './memo.ts';
import type { Named } from './mentions.ts';
import type { Token } from './tokens.ts';
import type { Value } from './values.ts';
import { HEADLINE_VERBS, verbLemma } from './verbs.ts';
import { common, wordOf } from './vocabulary.ts';
import {
  AUTHORITY_WORDS,
  DEMONYMS,
  DESCRIPTORS,
  GIVEN_NAMES,
  ORG_ENDINGS,
  PLACES,
  ROLE_WORDS,
  TIME_WORDS,
  TRADE_NAMES,
} from './words.ts';

export type EntityKind = 'org' | 'person' | 'product' | 'place' | 'outlet';

/** Someone or something named in the article, under all its forms. */
export interface Entity {
  id: number;
  kind: EntityKind;
  /** The kind is sure: the catalogue, a title or an ending says so. */
  sure: boolean;
  slug?: string;
  /** The fullest form that the article uses. */
  name: string;
  forms: Set<string>;
  /** For a product: the tracked company that makes it. */
  owner?: string;
  outlet?: string;
  authority: boolean;
}

export interface EntityMention {
  start: number;
  end: number;
  text: string;
  entity: Entity;
  /** Only capitals at the start of a sentence or in a headline suggest that this is a name. */
  weak: boolean;
}

export interface EntityIndex {
  entities: Entity[];
  /** Mentions per sentence, in order, none overlapping another. */
  bySentence: EntityMention[][];
  byForm(text: string): Entity | undefined;
  /** Adds a name that a frame recognised by its place in the clause. */
  adopt(text: string, kind: EntityKind): Entity;
}

const OF_HEADS =
  /^(?:bank|university|institute|ministry|department|authority|board|bureau|council|association|school|college|court|house|state|city|kingdom|government|society|union|federation|chamber|secretary|commission|republic|academy|museum|church|bank|office|league|academy|church|bay|center|centre|district|attorney general|group)$/i;
const LINKS = new Set([
  'de',
  'van',
  'der',
  'den',
  'von',
  'la',
  'le',
  'di',
  'da',
  'del',
  'du',
  'al',
  'bin',
  'ibn',
  'el',
  'ter',
  'dos',
]);
const PRODUCT_ROOTS =
  /^(?:GPT|ChatGPT|Claude|Gemini|Llama|Grok|Copilot|Qwen|Kimi|GLM|Mistral|DeepSeek|Gemma|Phi|Sora|Veo|Imagen|Codex|Sonnet|Opus|Haiku|Siri|Alexa|Bard|Windows|iPhone|Pixel|Xbox|Project|Stable Diffusion|Nano Banana|Firefly|DALL)(?!\p{Ll})/u;
const COMPANY_FORM =
  /^(?:Inc|Corp|Ltd|LLC|L\.?L\.?[CP]|PLC|Plc|LP|L\.?P|LLP|N\.?V|S\.?A|S\.?p\.?A|GmbH|AG|Co|SE|Limited|Corporation)\.?$/;

export const normal = memo((text: string): string =>
  text
    .toLowerCase()
    .replaceAll('’', "'")
    .replace(/^(?:the|a|an)\s+/, '')
    .replace(/'s$/, '')
    .replace(/[,.]?\s*\b(?:inc|corp|corporation|ltd|llc|plc|co|limited|n\.?v|s\.?a|ag|se|gmbh)\.?$/i, '')
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim(),
);

const capital = (token: Token): boolean => token.kind === 'word' && token.word.capital;
const generic = (token: Token): boolean => token.word.generic;
const timeWord = (token: Token): boolean => token.word.time;

/** Offices written in capitals: "Group Chief Technology Officer", "Head of Digital Experience". */
const OFFICE =
  /(?<![\p{L}])(?:(?:Group|Global|Senior|Executive|Deputy|Vice|Interim|Acting|Regional|Corporate|Associate|Assistant|Founding|Non-Executive|Independent|Board|Co-?)\s+)*(?:Chief(?:\s+(?:\p{Lu}[\p{L}&]*|and|&|of)){1,5}?\s+Officer|(?:Executive |Senior )?Vice President|Managing Director|General Manager|General Counsel|Board Chair|Chief Scientist|Head of(?:\s+(?:\p{Lu}[\p{L}&-]*|and|&))+|(?<=\s)President|Chair(?:man|woman|person)?)(?![\p{L}])/gu;

/** A capitalised opener that is no name, or not by itself. */
function opener(token: Token, next: Token | undefined, third?: Token): 'name' | 'weak' | 'word' {
  const { lower } = token;
  if (TIME_WORDS.has(lower) || timeWord(token) || DEMONYMS.has(lower)) return 'word';
  // "Part of Foo's technology was sold".
  if (next?.lower === 'of' && /^(?:part|half|most|some|all|none|many|much|parts|rest)$/.test(lower)) return 'word';
  // "Right to acquire Foo": what one may do is nobody.
  if (
    next?.lower === 'to' &&
    /^(?:right|option|plan|plans|bid|offer|deal|decision|effort|move|push|race|chance)s?$/.test(lower)
  )
    return 'word';
  if (!token.word.common) return 'name';
  // "Bank of Bologna", "New York regulators".
  if (OF_HEADS.test(lower) && next?.lower === 'of' && third && capital(third)) return 'name';
  if (next && PLACES.has(`${lower} ${next.lower}`)) return 'name';
  const word = lookUp(lower);
  const base = lower.replace(/.*-/, '');
  if (DESCRIPTORS.has(base) || ROLE_WORDS.has(base)) return 'word';
  // What opens a sentence without an article, and names nobody.
  if (/^(?:information|research|data|evidence|news|technology|demand|access)$/.test(lower) && !(next && capital(next)))
    return 'word';
  // "Prior Labs".
  if (word.pos === 'ADV' && next && capital(next) && ORG_ENDINGS.has(next.lower)) return 'name';
  if (['DET', 'PRON', 'ADP', 'SCONJ', 'CCONJ', 'AUX', 'ADV', 'PART', 'INTJ', 'NUM'].includes(word.pos)) {
    return lower === 'together' || lower === 'hippocratic' ? 'weak' : 'word';
  }
  if (/(?:ing|ed)$/.test(lower) && word.pos === 'VERB') return 'word';
  if (word.pos === 'NOUN' && word.lemma !== lower && /s$/.test(lower))
    return next && capital(next) && !generic(next) ? 'weak' : 'word';
  // "Slack and Salesforce": a name stands beside it.
  const paired =
    next !== undefined &&
    /^(?:and|&|,)$/.test(next.lower) &&
    third !== undefined &&
    capital(third) &&
    !generic(third) &&
    !third.word.common;
  if (paired) return 'weak';
  if (
    next &&
    third &&
    ((next.lower === 'in' && third.lower === 'talks') ||
      (next.lower === 'to' && verbLemma(third.lower) === third.lower))
  )
    return 'weak';
  // A plain word is a name only where its place says so: before a verb, a comma, an 's.
  if (
    next &&
    next.kind === 'word' &&
    !capital(next) &&
    !verbLemma(next.lower) &&
    !/^(?:has|have|is|was|will|had|are|also|now|today|just|recently|reportedly)$/.test(next.lower)
  )
    return 'word';
  if (next && capital(next) && !generic(next))
    return word.pos === 'ADJ' &&
      /^(?:former|new|top|big|small|early|late|chief|major|leading|latest|first|second|other|many|more|several|some|few|most|own|recent|next|last|smart|struggling|private|public|popular|rising|global|local|federal|national)$/.test(
        lower,
      )
      ? 'word'
      : 'name';
  return 'weak';
}

/** Whether the title's capital of this word means a name: the body writes it so inside a sentence. */
function bodyCapitals(document: Document): Set<string> {
  const upper = new Set<string>();
  for (const sentence of document.sentences) {
    if (sentence.titleCase) continue;
    for (let i = 1; i < sentence.tokens.length; i++) {
      const token = sentence.tokens[i];
      const before = sentence.tokens[i - 1];
      if (token && before && capital(token) && !/[.:“"‘'(—]/.test(before.text)) upper.add(token.lower);
    }
  }
  return upper;
}

/** Two or three words that a hyphen makes an adjective of place. */
const BASED = /^(?:[\p{Lu}][\p{L}]+ ){1,2}[\p{Lu}][\p{L}]+(?=-(?:based|headquartered|listed|area))/u;

export function findEntities(document: Document, named: readonly Named[], values: readonly Value[][]): EntityIndex {
  const entities: Entity[] = [];
  const forms = new Map<string, Entity>();
  const bySentence: EntityMention[][] = [];
  const inBody = bodyCapitals(document);

  const register = (text: string, kind: EntityKind, sure: boolean, extra: Partial<Entity> = {}): Entity => {
    const key = normal(text) || text.toLowerCase();
    const slugKey = extra.slug && kind === 'org' && key === extra.slug.replaceAll('-', ' ') ? key : key;
    let entity = forms.get(slugKey);
    if (!entity && kind === 'org' && extra.slug && !extra.owner)
      entity = entities.find(
        (other) => other.slug === extra.slug && other.kind === 'org' && sameHouse(other.name, text),
      );
    if (entity && entity.kind === 'product' && kind !== 'product' && !sure) return entity;
    if (entity) {
      entity.forms.add(text);
      forms.set(slugKey, entity);
      if (text.length > entity.name.length && !/[.]$/.test(text)) entity.name = text;
      if (sure && !entity.sure) {
        entity.kind = kind;
        entity.sure = true;
      }
      if (extra.slug && !entity.slug) entity.slug = extra.slug;
      return entity;
    }
    entity = {
      id: entities.length,
      kind,
      sure,
      name: text,
      forms: new Set([text]),
      authority: isAuthority(text),
      ...extra,
    };
    entities.push(entity);
    forms.set(slugKey, entity);
    return entity;
  };

  // One pass over sentences and names, both in order: no sentence looks at all names.
  const queue = [...named];
  const perSentence = new Map<Sentence, Named[]>();
  let at = 0;
  for (const sentence of document.sentences) {
    const list: Named[] = [];
    while (at < queue.length) {
      const name = queue[at];
      if (!name) break;
      const ahead =
        name.field === sentence.field
          ? name.start >= sentence.end
          : name.field === 'text' && sentence.field === 'title';
      if (ahead) break;
      if (name.field === sentence.field && name.start >= sentence.core.start && name.end <= sentence.core.end)
        list.push(name);
      at++;
    }
    perSentence.set(sentence, list);
  }

  // Names of several words that plain sentences write: a headline's capitals are read by them.
  const told = new Map<string, string[][]>();
  const learn = (text: string): void => {
    const parts = text.toLowerCase().replaceAll('’', "'").split(/\s+/);
    if (parts.length < 2 || !parts[0]) return;
    const list = told.get(parts[0]) ?? [];
    if (!list.some((other) => other.join(' ') === parts.join(' '))) list.push(parts);
    told.set(parts[0], list);
  };
  const order = document.sentences
    .map((sentence, index) => ({ sentence, index }))
    .sort((a, b) => Number(a.sentence.titleCase) - Number(b.sentence.titleCase) || a.index - b.index);
  order.forEach(({ sentence, index }) => {
    const mentions: EntityMention[] = [];
    const { tokens } = sentence;
    const figures = values[index] ?? [];
    const catalogue = perSentence.get(sentence) ?? [];
    const field = sentence.field === 'title' ? document.article.title : document.article.text;
    const shouting =
      sentence.titleCase &&
      tokens.filter((t) => t.kind === 'word' && t.text.length > 2 && t.text !== t.text.toUpperCase()).length < 3;
    const offices = !/Chief|President|Director|Manager|Counsel|Chair|Head/.test(
      field.slice(sentence.core.start, sentence.core.end),
    )
      ? []
      : [...field.slice(sentence.core.start, sentence.core.end).matchAll(OFFICE)].map((match) => ({
          start: sentence.core.start + match.index,
          end: sentence.core.start + match.index + match[0].length,
        }));
    let next = 0;
    let figure = 0;
    let i = 0;
    const nameHere = (token: Token | undefined): Named | undefined =>
      token && catalogue.length > 0
        ? catalogue.find((name) => name.start <= token.start && name.end > token.start)
        : undefined;
    const isName = (token: Token | undefined, k: number): boolean => {
      if (!token || !capital(token) || timeWord(token)) return false;
      if (token.word.adjective) return false;
      if (
        offices.some((office) => office.start <= token.start && token.end <= office.end) &&
        !nameHere(token) &&
        (token.word.common || generic(token))
      )
        return false;
      if (figures.some((value) => value.start <= token.start && token.start < value.end)) return false;
      if (nameHere(token)) return true;
      const given = tokens[k - 1];
      if (
        sentence.titleCase &&
        given &&
        !shouting &&
        capital(given) &&
        GIVEN_NAMES.has(given.lower) &&
        !verbLemma(token.lower) &&
        !given.word.common
      )
        return true;
      // "Appoints Foo Bell as": the surname of one who is given an office may be any word.
      if (
        sentence.titleCase &&
        given &&
        !shouting &&
        capital(given) &&
        !common(given.lower) &&
        /^(?:appoint|name|hire|tap|poach|promote)$/.test(verbLemma(tokens[k - 2]?.lower ?? '') ?? '') &&
        /^(?:as|to|,|ceo|cto|cfo|coo|president|head|chief)$/.test(tokens[k + 1]?.lower ?? '')
      )
        return true;
      if (
        sentence.field === 'title' &&
        !sentence.titleCase &&
        verbLemma(token.lower) &&
        /s$/.test(token.lower) &&
        token.word.common &&
        k > 0 &&
        !nameHere(token) &&
        headlineVerb(tokens, k)
      )
        return false;
      if (
        sentence.titleCase &&
        OF_HEADS.test(token.lower) &&
        tokens[k + 1]?.lower === 'of' &&
        PLACES.has(tokens[k + 2]?.lower ?? '')
      )
        return true;
      if (sentence.titleCase) {
        if (shouting) return !token.word.common && !generic(token);
        const base = token.lower.replace(/.*-/, '');
        if (token.word.common && (!inBody.has(token.lower) || DESCRIPTORS.has(base) || ROLE_WORDS.has(base))) {
          // A word of capitals inside: "OnCall", "PayU".
          return /\p{Ll}\p{Lu}/u.test(token.text) || (/^[A-Z]{2,6}$/.test(token.text) && !generic(token));
        }
        return true;
      }
      return true;
    };
    while (i < tokens.length) {
      const token = tokens[i];
      if (!token) break;
      while (next < catalogue.length && (catalogue[next]?.end ?? 0) <= token.start) next++;
      while (figure < figures.length && (figures[figure]?.end ?? 0) <= token.start) figure++;
      const value = figures[figure];
      if (value && value.start <= token.start && token.start < value.end) {
        i++;
        continue;
      }
      const known = nameHere(token);
      // No name begins small, but at the head of a sentence ("xpate, a …"), or by the catalogue.
      if (!known && i > 0 && !capital(token) && !token.text.startsWith('a16z')) {
        i++;
        continue;
      }
      if (
        known &&
        known.start >= token.start &&
        known.end < token.end &&
        /^[-‑–]/.test(field.slice(known.end, known.end + 1))
      ) {
        const edition = editionOf(known, token);
        if (edition) {
          mentions.push(edition);
          i++;
          continue;
        }
        // "Amazon-OpenAI": both are named.
        for (const other of catalogue) if (other.start > known.end && other.end <= token.end) fromNamed(other);
        // "OpenAI-backed": the name is only the first part of the word.
        mentions.push({ start: known.start, end: known.end, text: known.text, entity: fromNamed(known), weak: false });
        i++;
        continue;
      }
      const backed =
        known || token.kind !== 'word' || !/(?:backed|owned|funded)$/.test(token.text)
          ? null
          : /^(\p{Lu}[\p{L}\p{N}.&’']*|a16z)[-‑–](?:backed|owned|funded)$/u.exec(token.text);
      if (
        (backed?.[1] && !generic(token) && !common(backed[1].toLowerCase())) ||
        (backed?.[1] && tokens[i - 1] && /^\p{Lu}$/u.test(tokens[i - 1]?.text ?? ''))
      ) {
        // "Y Combinator-backed": the name before the hyphen, with the capitals right before it.
        let begin = token.start;
        const last = mentions.at(-1);
        const before = tokens[i - 1];
        if (last && before && last.end === before.end && begin - last.end === 1 && last.entity.kind === 'org') {
          begin = last.start;
          mentions.pop();
        } else if (before && /^\p{Lu}$/u.test(before.text) && begin - before.end === 1) begin = before.start;
        const end = token.start + (backed?.[1]?.length ?? 0);
        const text = field.slice(begin, end);
        mentions.push({ start: begin, end, text, entity: register(text, 'org', false), weak: false });
        i++;
        continue;
      }
      // "San Francisco-based", "New York City-based": a place, in two or three words.
      const based = known || !capital(token) ? null : BASED.exec(field.slice(token.start, token.start + 40));
      if (based && PLACES.has(based[0].toLowerCase())) {
        while (i < tokens.length && (tokens[i]?.start ?? 0) < token.start + based[0].length) i++;
        continue;
      }
      const whole = sentence.titleCase && !shouting ? wholeName(i) : 0;
      if (whole > 1 && (!known || known.end < (tokens[i + whole - 1]?.end ?? 0)) && capital(token)) {
        const text = field.slice(token.start, tokens[i + whole - 1]?.end ?? token.end);
        const entity = forms.get(normal(text));
        if (entity) {
          mentions.push({ start: token.start, end: token.start + text.length, text, entity, weak: false });
          i += whole;
          continue;
        }
      }
      if (i === 0 && !known && brand(token, tokens[1])) {
        const entity = register(token.text, 'org', false);
        mentions.push({ start: token.start, end: token.end, text: token.text, entity, weak: false });
        i++;
        continue;
      }
      const plain = sentence.titleCase && !shouting && !known ? plainHouse(tokens, i) : 0;
      if (plain > 0) {
        const text = field.slice(token.start, tokens[i + plain - 1]?.end ?? token.end);
        mentions.push({
          start: token.start,
          end: token.start + text.length,
          text,
          entity: register(text, 'org', plain > 1),
          weak: false,
        });
        i += plain;
        continue;
      }
      if (!known && (!isName(token, i) || (generic(token) && !runGoesOn(tokens, i)))) {
        i++;
        continue;
      }
      const first = sentenceStart(sentence, i);
      let weak = false;
      if (!known && first && !sentence.titleCase) {
        const judged = opener(token, tokens[i + 1], tokens[i + 2]);
        const named = (plainPair(token, tokens[i + 1], tokens[i + 2]) && !nameHere(tokens[i + 1])) || calledBefore(i);
        if (judged === 'word' && !named) {
          i++;
          continue;
        }
        weak = judged === 'weak';
      }
      // The run of name words from here.
      let end = i;
      if (known) while (end + 1 < tokens.length && (tokens[end + 1]?.start ?? 0) < known.end) end++;
      if (known && known.end < (tokens[end]?.end ?? 0) && /[-‑–]/.test(field[known.end] ?? '')) {
        const edition = editionOf(known, tokens[end] as Token);
        if (edition) {
          mentions.push(edition);
          i = end + 1;
          continue;
        }
        mentions.push({ start: known.start, end: known.end, text: known.text, entity: fromNamed(known), weak: false });
        i = end + 1;
        continue;
      }
      for (let k = end + 1; k < tokens.length; k++) {
        const word = tokens[k];
        const after = tokens[k + 1];
        if (!word) break;
        const upcoming = nameHere(word);
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
          !isName(word, k) &&
          (ORG_ENDINGS.has(word.lower) || word.lower === 'global') &&
          !(word.lower === 'office' && PLACES.has(lastWord.lower)) &&
          !known &&
          (!lastWord.word.common || (k > i + 1 && (lastWord.lower === 'global' || ORG_ENDINGS.has(lastWord.lower)))) &&
          !verbLemma(word.lower)
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
        if (isName(word, k) && !(ROLE_WORDS.has(word.lower) && !/^\p{Lu}\p{Ll}/u.test(word.text))) {
          if (ROLE_WORDS.has(word.lower) && !ORG_ENDINGS.has(word.lower) && !OF_HEADS.test(word.lower)) break;
          // "EV Maker": a generic word opens no name inside one.
          if (generic(word) && word.text !== 'AI' && !(after && isName(after, k + 1))) {
            if (!/^(?:II|III|IV|TV|VC|API|SDK|CLI|OS|VR|AR|XR|5G|6G|PBC)$/.test(word.text)) break;
          }
          if (
            DEMONYMS.has(word.lower) &&
            after?.text !== '&' &&
            !/^(?:global|north|south|east|west)$/.test(word.lower) &&
            !(after && isName(after, k + 1))
          )
            break;
          if (sentence.titleCase && catalogue.some((name) => name.start === word.start && name.kind === 'company'))
            break;
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
            (after && isName(after, k + 1) && !timeWord(after) && !after.word.common) ||
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
          isName(after, k + 1) &&
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
          isName(tokens[k + 3], k + 3) &&
          k === i + 1 &&
          !known
        ) {
          // "Mariano (Tino) Foo".
          end = k + 3;
          k += 3;
          continue;
        }
        // "Foo & Bar" is one name, unless one of them is a house that the catalogue knows.
        if (
          word.text === '&' &&
          after &&
          isName(after, k + 1) &&
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
          isName(after, k + 1) &&
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
          (isName(after, k + 1) || (after.lower === 'the' && isName(tokens[k + 2], k + 2)));
        if (
          link &&
          lastWord &&
          (OF_HEADS.test(lastWord.lower) || (lastWord.lower === 'general' && word.lower === 'of'))
        ) {
          if (!sentence.titleCase || PLACES.has(after.lower) || inBody.has(after.lower)) {
            end = after.lower === 'the' ? k + 2 : k + 1;
            k = end;
            continue;
          }
        }
        break;
      }
      const from = i;
      i = end + 1;
      addRun(from, end, known, weak, first);
    }

    /** "Foo-1.5", "Foo-Max-Thinking": an edition of a product is a product of its own; "Foo-powered" is none. */
    function editionOf(name: Named, last: Token): EntityMention | null {
      const rest = field.slice(name.end + 1, last.end);
      if (name.kind !== 'product' || !/^[\p{Lu}\d]/u.test(rest) || wordOf(`${name.text.slice(-1)}-${rest}`).adjective)
        return null;
      const text = field.slice(name.start, last.end);
      const entity = register(text, 'product', true, name.slug ? { owner: name.slug } : {});
      return { start: name.start, end: last.end, text, entity, weak: false };
    }

    /** How many tokens from here spell a name that the body writes. */
    function wholeName(k: number): number {
      let best = 0;
      for (const parts of told.get(tokens[k]?.lower ?? '') ?? []) {
        if (parts.length > best && parts.every((part, n) => tokens[k + n]?.lower === part)) best = parts.length;
      }
      return best;
    }

    function runGoesOn(list: readonly Token[], k: number): boolean {
      const after = list[k + 1];
      return Boolean(
        after &&
          isName(after, k + 1) &&
          !generic(after) &&
          !sentence.titleCase &&
          list[k]?.text !== 'US' &&
          list[k]?.text !== 'UK' &&
          list[k]?.text !== 'EU',
      );
    }

    function addRun(from: number, to: number, known: Named | undefined, weak: boolean, first: boolean): void {
      let a = from;
      let b = to;
      const word = (k: number): Token => tokens[k] as Token;
      // Titles, nations and generic words before the name are not of it.
      while (a < b && !nameHere(word(a))) {
        const { lower, text } = word(a);
        const skip =
          (ROLE_WORDS.has(lower) && lower !== 'general' && lower !== 'head') ||
          /^(?:former|longtime|ex|mr|ms|mrs|dr|prof|sen|rep|gov|sir|chief|senior|vice|interim|acting|deputy)\.?$/.test(
            lower,
          ) ||
          (DEMONYMS.has(lower) &&
            !/^(?:global|north|south|east|west|northern|southern|eastern|western)$/.test(lower) &&
            !ORG_ENDINGS.has(word(b).lower) &&
            !inPlaces(a, b)) ||
          (generic(word(a)) && text !== 'AI') ||
          (text === 'AI' && b - a >= 1 && /^(?:startup|company|firm|chip)/.test(word(a + 1).lower)) ||
          (first &&
            a === from &&
            (TIME_WORDS.has(lower) || /^(?:meet|introducing|announcing|presenting)$/.test(lower))) ||
          (/^(?:startups?|\p{L}{2,8}tech|\p{L}{2,8}techs|neobanks?|firms?|companies|banks|giants?|unicorns?|chipmaker|automaker)$/u.test(
            lower,
          ) &&
            a < b);
        if (!skip) break;
        a++;
      }
      while (
        b > a &&
        (generic(word(b)) || /^(?:former|said|the)$/.test(word(b).lower)) &&
        word(b).text !== 'AI' &&
        !nameHere(word(b)) &&
        // "Foo AG" is a house, "Texas AG" an office.
        !(word(b).text === 'AG' && !inPlaces(a, b - 1)) &&
        !/^(?:TV|VC|OS|API|SDK|CLI|II|III|IV|PBC|VR|5G)$/.test(word(b).text)
      )
        b--;
      // "Voice AI engine": plain words in front of what they describe.
      if (
        first &&
        a === from &&
        b > a &&
        word(b).text === 'AI' &&
        tokens.slice(a, b).every((token) => common(token.lower) && !nameHere(token)) &&
        tokens[b + 1]?.kind === 'word' &&
        !capital(tokens[b + 1] as Token) &&
        !verbLemma(tokens[b + 1]?.lower ?? '') &&
        lookUp(tokens[b + 1]?.lower ?? '').pos === 'NOUN'
      )
        return;
      if (a === b && (generic(word(a)) || (ROLE_WORDS.has(word(a).lower) && !known)) && !nameHere(word(a))) return;
      const start = word(a).start;
      let end = word(b).end;
      if (field[end] === '.' && COMPANY_FORM.test(word(b).text)) end++;
      const text = field.slice(start, end);
      const inside = catalogue.filter((name) => name.start >= start && name.end <= end);
      const exact = inside.find((name) => name.start === start && name.end >= word(b).end);
      if (exact) {
        mentions.push({ start: exact.start, end: exact.end, text: exact.text, entity: fromNamed(exact), weak: false });
        return;
      }
      const lead = inside.find((name) => name.start === start);
      if (lead && lead.kind === 'company') {
        const tail = field.slice(lead.end, end).trim().toLowerCase();
        if (PLACES.has(tail)) {
          mentions.push({ start: lead.start, end: lead.end, text: lead.text, entity: fromNamed(lead), weak: false });
          return;
        }
        // "Foo DeepMind Researchers" are Foo's.
        if (
          /^(?:researchers|engineers|scientists|executives|employees|staff|team|teams|users|customers)$/.test(
            tokens[b]?.lower ?? '',
          )
        ) {
          mentions.push({ start: lead.start, end: lead.end, text: lead.text, entity: fromNamed(lead), weak: false });
          return;
        }
        // "OpenAI Sam Altman"? A person after a company's name is a name of its own.
        const rest = tokens.slice(a, b + 1).filter((t) => t.start >= lead.end);
        const person = inside.find((name) => name.kind === 'person');
        const given = rest.findIndex((t) => GIVEN_NAMES.has(t.lower));
        const unit =
          rest.length > 0 && rest.every((t) => !GIVEN_NAMES.has(t.lower)) && ORG_ENDINGS.has(rest.at(-1)?.lower ?? '');
        if (unit) {
          mentions.push({
            start,
            end,
            text,
            entity: register(text, 'org', true, lead.slug ? { slug: lead.slug } : {}),
            weak: false,
          });
          return;
        }
        mentions.push({ start: lead.start, end: lead.end, text: lead.text, entity: fromNamed(lead), weak: false });
        if (person) {
          mentions.push({
            start: person.start,
            end: person.end,
            text: person.text,
            entity: fromNamed(person),
            weak: false,
          });
          return;
        }
        const begin = rest[Math.max(given, 0)];
        if (begin && end > begin.start) {
          const tail = field.slice(begin.start, end);
          if (given >= 0)
            mentions.push({ start: begin.start, end, text: tail, entity: register(tail, 'person', true), weak: false });
          else if (!sentence.titleCase || rest.some((t) => !t.word.common)) {
            // "Google Antigravity": something of the company's, told with its name.
            mentions.pop();
            mentions.push({
              start,
              end,
              text,
              entity: register(text, 'product', false, lead.slug ? { owner: lead.slug } : {}),
              weak: false,
            });
            const made = mentions.at(-1)?.entity;
            if (made && lead.slug) made.owner = lead.slug;
          }
        }
        return;
      }
      if (
        lead &&
        lead.kind === 'product' &&
        tokens.slice(a + 1, b + 1).some((t) => GIVEN_NAMES.has(t.lower)) &&
        GIVEN_NAMES.has(word(a).lower)
      ) {
        mentions.push({ start, end, text, entity: register(text, 'person', true), weak: false });
        return;
      }
      if (lead && lead.kind === 'product') {
        mentions.push({
          start,
          end,
          text,
          entity: register(text, 'product', true, lead.slug ? { owner: lead.slug } : {}),
          weak: false,
        });
        return;
      }
      const later = inside.find((name) => name.kind === 'person' || name.kind === 'company');
      if (
        later &&
        (later.kind === 'person' || !/\p{Lu}/u.test(field.slice(start, later.start).replace(/^\p{Lu}/u, '')))
      ) {
        mentions.push({ start: later.start, end: later.end, text: later.text, entity: fromNamed(later), weak: false });
        return;
      }
      if (TRADE_NAMES.test(text)) return;
      const kind = kindOf(tokens.slice(a, b + 1), text, first && a === from);
      if (kind === 'place') {
        mentions.push({ start, end, text, entity: register(text, 'place', true), weak: false });
        return;
      }
      if (a === b && DEMONYMS.has(word(a).lower)) return;
      if (a === b && weak && from === to && word(a).word.common) {
        mentions.push({ start, end, text, entity: register(text, kind.kind, false), weak: true });
        return;
      }
      const titled = tokens[a - 1];
      const person =
        kind.kind !== 'person' &&
        !kind.sure &&
        b - a <= 2 &&
        b > a &&
        titled &&
        /^(?:ceo|cfo|cto|coo|president|chairman|chairwoman|chair|founder|co-founder|cofounder|mr|ms|mrs|dr|scientist|economist|entrepreneur|analyst)$/.test(
          titled.lower,
        ) &&
        !PRODUCT_ROOTS.test(text);
      mentions.push({
        start,
        end,
        text,
        entity: register(text, person ? 'person' : kind.kind, person ? true : kind.sure),
        weak: false,
      });
    }

    /** "Acorn Robotics … Acorn has hired": a plain word that opens a firm's name of this article, before what a firm does. */
    function calledBefore(k: number): boolean {
      const after = tokens[k + 1];
      if (
        !after ||
        capital(after) ||
        !(
          /^(?:has|is|was|had|will|also|'s)$/.test(after.lower) ||
          headlineVerbs(after) ||
          (/s$/.test(after.lower) && lookUp(after.lower).pos === 'VERB')
        )
      )
        return false;
      return (told.get(tokens[k]?.lower ?? '') ?? []).some((parts) =>
        parts.slice(1).every((part) => ORG_ENDINGS.has(part)),
      );
    }

    function inPlaces(a: number, b: number): boolean {
      return PLACES.has(field.slice((tokens[a] as Token).start, (tokens[b] as Token).end).toLowerCase());
    }

    function fromNamed(name: Named): Entity {
      if (name.kind === 'company') return register(name.text, 'org', true, name.slug ? { slug: name.slug } : {});
      if (name.kind === 'person') return register(name.text, 'person', true);
      if (name.kind === 'outlet')
        return register(name.text, 'outlet', true, name.outlet ? { outlet: name.outlet } : {});
      return register(name.text, 'product', true, name.slug ? { owner: name.slug } : {});
    }
    bySentence[index] = mentions;
    if (!sentence.titleCase) for (const mention of mentions) learn(mention.text);
  });

  bracketAliases(document, bySentence, forms);
  shorten(entities, bySentence, forms);
  // What frames recognise by its place is theirs alone: whether one asks changes nothing for another, in any order.
  const adopted = new Map<string, Entity>();
  return {
    entities,
    bySentence,
    byForm: (text) => forms.get(normal(text)),
    adopt: (text, kind) => {
      const known = forms.get(normal(text) || text.toLowerCase());
      if (known) return known;
      const key = `${kind} ${normal(text) || text.toLowerCase()}`;
      const entity = adopted.get(key) ?? {
        id: entities.length + adopted.size,
        kind,
        sure: false,
        name: text,
        forms: new Set([text]),
        authority: isAuthority(text),
      };
      adopted.set(key, entity);
      return entity;
    },
  };
}

/** "Anthropic Raises Series B to build …": a verb between capitals, in a headline that has no lower-case verb before. */
function headlineVerb(tokens: readonly Token[], k: number): boolean {
  return (
    verbLemma(tokens[k]?.lower ?? '') !== tokens[k]?.lower &&
    tokens.slice(0, k).every((token) => capital(token) || token.kind !== 'word' || /^(?:and|of|&)$/.test(token.lower))
  );
}

/** "xpate, a payments platform, has …": a word that no dictionary has opens the sentence in small letters. */
const brand = (token: Token, next: Token | undefined): boolean =>
  token.kind === 'word' &&
  /^\p{Ll}{4,}$/u.test(token.text) &&
  !common(token.lower) &&
  next !== undefined &&
  (next.text === ',' || headlineVerbs(next) || /^(?:has|is|will|was|had)$/.test(next.lower));

/** The third person of a verb that headlines use of firms, or its plain form after a list of names. */
const headlineVerbs = (token: Token | undefined): boolean =>
  token !== undefined && HEADLINE_VERBS.get(token.lower) !== undefined && /(?:s|ed)$/.test(token.lower);

/** Last words of a firm's name that is otherwise made of plain words. */
const PLAIN_ENDINGS =
  /^(?:software|technologies|semiconductors?|labs|robotics|therapeutics|capital|ventures|partners|holdings|bank|airports|airways|airlines|motors|pharma|biosciences|bio|insurance|telecom|industries|enterprises|systems|networks|foundation|university|institute|association|council|group|studios|entertainment|records)$/;
const NO_HOUSE =
  /^(?:the|a|an|this|that|these|those|why|how|what|when|where|who|here|more|most|all|every|some|many|two|three|four|five|six|top|best|big|new|global|local|state|federal|national|public|private|chinese|indian|american|european|cloud|data|ai|security|central|supreme|high|former|tech|chip|health|open|private|equity|venture|leading|major|other|hedge|inside|meet|can|will|former|rival|startup|ex)$/;

/**
 * How many capitalised words from here make a firm's name in a headline though each is a plain word: "Sonata Software
 * Teams Up", "Dubai Islamic Bank Partners", "Agora, Exotel Partner to". Its place says so: it opens the headline or a
 * list of names, and a verb of firms or the list's next name follows. 0 where nothing says so.
 */
function plainHouse(tokens: readonly Token[], at: number): number {
  const before = tokens[at - 1];
  const first = tokens[at];
  if (!first || !capital(first) || NO_HOUSE.test(first.lower) || DEMONYMS.has(first.lower) || generic(first)) return 0;
  if (before && !/^(?:,|and|&|with)$/.test(before.lower)) return 0;
  if (before && before.lower !== 'with' && !(tokens[at - 2] && capital(tokens[at - 2] as Token))) return 0;
  let end = at;
  while (end < at + 4 && tokens[end] && capital(tokens[end] as Token) && !PLAIN_ENDINGS.test(tokens[end]?.lower ?? ''))
    end++;
  const last = tokens[end];
  const after = tokens[end + 1];
  if (last && end > at && end < at + 4 && PLAIN_ENDINGS.test(last.lower) && capital(last) && common(last.lower)) {
    const inner = tokens.slice(at, end);
    if (inner.some((token) => DESCRIPTORS.has(token.lower) || ROLE_WORDS.has(token.lower) || headlineVerbs(token)))
      return 0;
    if (!common(first.lower) && !PLACES.has(first.lower)) return 0;
    return headlineVerbs(after) || (after && /^(?:,|and|&|to)$/.test(after.lower)) ? end - at + 1 : 0;
  }
  // A single plain word is a name only beside one that is sure, before a verb of two.
  const width = tokens[at + 1]?.text === 'AI' ? 2 : 1;
  const pair = tokens[at + width];
  const other = tokens[at + width + 1];
  const verb = tokens[at + width + 2];
  // "partners with Foo, Zemlin for …": the first of a list whose next is surely a name.
  if (
    width === 1 &&
    /^(?:with|from)$/.test(before?.lower ?? '') &&
    pair?.text === ',' &&
    other &&
    capital(other) &&
    !common(other.lower) &&
    !generic(other) &&
    lookUp(first.lower).pos === 'NOUN' &&
    !/s$/.test(first.lower) &&
    !DESCRIPTORS.has(first.lower)
  )
    return width;
  if (
    at === 0 &&
    pair &&
    /^(?:,|&)$/.test(pair.text) &&
    other &&
    capital(other) &&
    !common(other.lower) &&
    !generic(other) &&
    verb &&
    /^(?:partner|team|join|sign|launch|collaborate|unveil|ink|tie|expand|announce|strike|form|deepen|tighten|extend)$/.test(
      verb.lower,
    ) &&
    lookUp(first.lower).pos === 'NOUN' &&
    !/s$/.test(first.lower) &&
    !DESCRIPTORS.has(first.lower)
  )
    return width;
  return 0;
}

/** "Bending Spoons acquired …": a participle and a plain noun, both with capitals, before what a house does. */
const plainPair = (first: Token, second: Token | undefined, after: Token | undefined): boolean =>
  /ing$/.test(first.lower) &&
  second !== undefined &&
  capital(second) &&
  second.word.common &&
  !generic(second) &&
  !timeWord(second) &&
  !DEMONYMS.has(second.lower) &&
  after !== undefined &&
  ((headlineVerbs(after) && !capital(after)) || after.text === "'s");

function sentenceStart(sentence: Sentence, i: number): boolean {
  if (i === 0) return true;
  const before = sentence.tokens[i - 1];
  return before !== undefined && (/^[“"‘:•(—–-]$/.test(before.text) || (i === 1 && before.kind === 'mark'));
}

function sameHouse(a: string, b: string): boolean {
  const x = normal(a);
  const y = normal(b);
  return x === y || x.startsWith(`${y} `) || y.startsWith(`${x} `);
}

export const isAuthority = memo((text: string): boolean =>
  text
    .toLowerCase()
    .split(/[^\p{L}.]+/u)
    .some((word) => AUTHORITY_WORDS.has(word)),
);

function kindOf(tokens: readonly Token[], text: string, first: boolean): 'place' | { kind: EntityKind; sure: boolean } {
  const words = tokens.filter((token) => token.kind === 'word');
  const last = words.at(-1)?.lower.replace(/\.$/, '') ?? '';
  const head = words[0];
  if (PLACES.has(text.toLowerCase())) return 'place';
  if (PRODUCT_ROOTS.test(text)) return { kind: 'product', sure: false };
  if (words.length > 1 && (ORG_ENDINGS.has(last) || COMPANY_FORM.test(words.at(-1)?.text ?? '')))
    return { kind: 'org', sure: true };
  if (isAuthority(text)) return { kind: 'org', sure: true };
  if (/^\S+ \(\p{Lu}\p{Ll}+\) \p{Lu}\S+$/u.test(text)) return { kind: 'person', sure: true };
  if (
    head &&
    words.length >= 2 &&
    words.length <= 4 &&
    GIVEN_NAMES.has(head.lower.replace(/-.*/, '')) &&
    !/\d/.test(text) &&
    !text.includes('&')
  ) {
    if (!(first && head.word.common && words.length === 2 && common(last))) return { kind: 'person', sure: false };
  }
  if (words.length >= 2 && tokens.some((token) => token.kind === 'number')) return { kind: 'product', sure: false };
  return { kind: 'org', sure: false };
}

/** "KASIKORNBANK (KBank)": the bracket gives another form of the name before it. */
function bracketAliases(document: Document, bySentence: readonly EntityMention[][], forms: Map<string, Entity>): void {
  const replaced = new Map<Entity, Entity>();
  document.sentences.forEach((sentence, index) => {
    const text = sentence.field === 'title' ? document.article.title : document.article.text;
    const mentions = bySentence[index] ?? [];
    for (let i = 0; i + 1 < mentions.length; i++) {
      const full = mentions[i] as EntityMention;
      const short = mentions[i + 1] as EntityMention;
      if (
        full.entity === short.entity ||
        text.slice(full.end, short.start).trim() !== '(' ||
        !/^\s*\)/.test(text.slice(short.end, short.end + 3))
      )
        continue;
      const initial = (full.text[0] ?? '').toLowerCase() === (short.text[0] ?? '').toLowerCase();
      if (
        full.entity.kind !== 'org' ||
        short.entity.kind !== 'org' ||
        !initial ||
        (short.entity.slug && short.entity.slug !== full.entity.slug)
      )
        continue;
      replaced.set(short.entity, full.entity);
      full.entity.forms.add(short.text);
      forms.set(normal(short.text), full.entity);
    }
  });
  for (const mentions of bySentence)
    for (const mention of mentions) mention.entity = replaced.get(mention.entity) ?? mention.entity;
}

/** Houses known by two names that share no word. */
const KNOWN_AS: ReadonlyMap<string, string> = new Map([
  ['a16z', 'andreessen horowitz'],
  ['yc', 'y combinator'],
]);

/** Joins short forms with the full name of the same article: "Wang" with "Alexandr Wang", "Scale" with "Scale AI". */
function shorten(entities: readonly Entity[], bySentence: EntityMention[][], forms: Map<string, Entity>): void {
  const byLast = new Map<string, Entity>();
  const byFirst = new Map<string, Entity>();
  const initials = new Map<string, Entity>();
  // "Foo Design", "Foo Make": what several names open with is none of them.
  const openings = new Map<string, number>();
  for (const entity of entities) {
    const [first, second] = normal(entity.name).split(' ');
    if (first && second && entity.kind === 'org') openings.set(first, (openings.get(first) ?? 0) + 1);
  }
  for (const entity of entities) {
    const parts = normal(entity.name).split(' ');
    if (parts.length < 2) continue;
    const last = parts.at(-1) ?? '';
    const first = parts[0] ?? '';
    if (entity.kind === 'person' && !byLast.has(last)) byLast.set(last, entity);
    if (entity.kind === 'org') {
      // "Mappls MapmyIndia" is called "MapmyIndia", too.
      if (parts.length === 2 && last.length > 6 && !common(last) && !common(first) && !byFirst.has(last))
        byFirst.set(last, entity);
      // "Foo" is short for "Foo AI" or "Foo Capital", not for "Foo Time Series Model".
      if (
        !byFirst.has(first) &&
        ((parts.length === 2 &&
          openings.get(first) === 1 &&
          !common(first) &&
          last !== 'intelligence' &&
          !PRODUCT_ROOTS.test(entity.name)) ||
          parts
            .slice(1)
            .every(
              (part) =>
                ORG_ENDINGS.has(part) ||
                PLACES.has(part) ||
                /^(?:pte|pvt|sdn|bhd)$/.test(part) ||
                /^(?:global|uk|us|india|labs?|io|com|and|of|payments|digital)$/.test(part),
            ))
      )
        byFirst.set(first, entity);
      const letters = parts
        .filter((part) => !['of', 'the', 'and', 'for'].includes(part))
        .map((part) => part[0])
        .join('');
      if (letters.length >= 3 && !initials.has(letters)) initials.set(letters, entity);
    }
  }
  const replaced = new Map<Entity, Entity>();
  for (const entity of entities) {
    const key = normal(entity.name);
    // "Foo Bar" is short for "Foo Bar Bank".
    const longer =
      key.includes(' ') && entity.kind === 'org' && !entity.slug
        ? entities.filter(
            (other) =>
              other.kind === 'org' &&
              normal(other.name).startsWith(`${key} `) &&
              ORG_ENDINGS.has(normal(other.name).slice(key.length + 1)) &&
              !ORG_ENDINGS.has(key.split(' ').at(-1) ?? ''),
          )
        : [];
    if (longer.length === 1 && longer[0]) {
      replaced.set(entity, longer[0]);
      longer[0].forms.add(entity.name);
      forms.set(key, longer[0]);
      continue;
    }
    if (key.includes(' ') || entity.kind === 'place' || entity.kind === 'product' || entity.kind === 'outlet') continue;
    const upper = entity.name === entity.name.toUpperCase();
    const full =
      forms.get(KNOWN_AS.get(key) ?? '') ??
      byLast.get(key) ??
      (entity.slug ? undefined : byFirst.get(key)) ??
      (upper && !entity.slug ? initials.get(key) : undefined);
    if (!full || full === entity) continue;
    if (entity.slug && full.slug && entity.slug !== full.slug) continue;
    if (entity.slug && full.kind === 'person') continue;
    replaced.set(entity, full);
    full.forms.add(entity.name);
    forms.set(key, full);
  }
  for (const mentions of bySentence)
    for (const mention of mentions) mention.entity = replaced.get(mention.entity) ?? mention.entity;
}
