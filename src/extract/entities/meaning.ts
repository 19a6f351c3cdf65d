import { lookUp } from '../dictionary.ts';
import { type EntityKind, isAuthority, isPlace } from '../entities.ts';
import type { Named } from '../mentions.ts';
import type { Span, Token } from '../tokens.ts';
import { IS_DEMONYM, IS_ORG_ENDING, IS_ROLE, IS_TIME_WORD } from '../traits.ts';
import { common } from '../vocabulary.ts';
import { GIVEN_NAMES, ORG_ENDINGS, PLACES, TRADE_NAMES } from '../words.ts';
import type { Line } from './line.ts';
import { COMPANY_FORM, capital, generic, NATIONAL, PRODUCT_ROOTS, TRADES } from './signs.ts';

/** Before a name: a person's. */
const TITLES =
  /^(?:ceo|cfo|cto|coo|president|chairman|chairwoman|chair|founder|co-founder|cofounder|scientist|economist|entrepreneur|analyst|vp|svp|evp|gm|executive|officer|director|spokesperson|spokesman|spokeswoman|secretary|commissioner|boss|engineer|researcher|lawyer|professor|senator|minister|judge|author|journalist)$/;
const RANKS =
  /^(?:deputy|interim|acting|senior|associate|assistant|executive|founding|group|regional|incoming|outgoing)$/;
/** Before a person's name, however short, and no other. */
const HONORIFIC = /^(?:mr|mrs|ms|dr|prof|sen|rep|gov|sir|gen|capt|lt|sgt)\.?$/;
/** "Foo DeepMind Researchers" are Foo's. */
const STAFF = /^(?:researchers|engineers|scientists|executives|employees|staff|team|teams|users|customers)$/;

const FORMS_OF_ADDRESS = new Set(
  'former longtime ex mr ms mrs dr prof sen rep gov sir chief senior vice interim acting deputy'
    .split(' ')
    .flatMap((word) => [word, `${word}.`]),
);
const PRESENTING = new Set(['meet', 'introducing', 'announcing', 'presenting']);
const KINDS_OF_HOUSES = new Set(
  'startup startups neobank neobanks firm firms companies banks giant giants unicorn unicorns chipmaker automaker'.split(
    ' ',
  ),
);
const NONE: Named[] = [];
const NO_END = new Set(['former', 'said', 'the']);

/**
 * What the run of name words from one token to another names, as far as it names anything: the words before and after a
 * name are cut off, and a run may hold a name of the catalogue and something of its own.
 */
export function addRun(
  line: Line,
  from: number,
  to: number,
  known: Named | undefined,
  weak: boolean,
  first: boolean,
): void {
  const { tokens, field, catalogue } = line;
  let a = from;
  let b = to;
  const word = (k: number): Token => tokens[k] as Token;
  // Titles, nations and generic words before the name are not of it.
  while (a < b && !line.nameHere(word(a))) {
    const { lower, text, word: spelt } = word(a);
    const skip =
      (spelt.is(IS_ROLE) && lower !== 'general' && lower !== 'head') ||
      FORMS_OF_ADDRESS.has(lower) ||
      (spelt.is(IS_DEMONYM) &&
        word(a + 1).text !== '&' &&
        !/^(?:global|north|south|east|west|northern|southern|eastern|western)$/.test(lower) &&
        !word(b).word.is(IS_ORG_ENDING) &&
        !NATIONAL.test(word(a + 1).lower) &&
        !(lower === 'european' && /^(?:commission|parliament)$/.test(word(b).lower)) &&
        !line.inPlaces(a, b)) ||
      (generic(word(a)) && text !== 'AI') ||
      (text === 'AI' && b - a >= 1 && /^(?:startup|company|firm|chip)/.test(word(a + 1).lower)) ||
      (first && a === from && ((spelt.is(IS_TIME_WORD) && lower !== 'first') || PRESENTING.has(lower))) ||
      KINDS_OF_HOUSES.has(lower) ||
      // "Fintech Foo", but "Footech Corporation".
      (/techs?$/.test(lower) &&
        /^\p{L}{2,8}techs?$/u.test(lower) &&
        !COMPANY_FORM.test(word(a + 1).text) &&
        !(a + 1 === b && word(b).word.is(IS_ORG_ENDING)));
    if (!skip) break;
    a++;
  }
  while (
    b > a &&
    (generic(word(b)) || NO_END.has(word(b).lower)) &&
    word(b).text !== 'AI' &&
    !line.nameHere(word(b)) &&
    // "Foo AG" is a house, "Texas AG" an office.
    !(word(b).text === 'AG' && !line.inPlaces(a, b - 1)) &&
    !/^(?:TV|VC|OS|API|SDK|CLI|II|III|IV|PBC|VR|5G)$/.test(word(b).text)
  )
    b--;
  // "Quick-Service Restaurant Franchisor Foo Brands": what a house is, written like its name.
  for (let k = b - 1; k > a; k--)
    if (TRADES.test(word(k).lower) && !line.nameHere(word(a))) {
      a = k + 1;
      break;
    }
  // "Voice AI engine": plain words in front of what they describe.
  if (
    first &&
    a === from &&
    b > a &&
    word(b).text === 'AI' &&
    tokens.slice(a, b).every((token) => common(token.lower) && !line.nameHere(token)) &&
    tokens[b + 1]?.kind === 'word' &&
    !capital(tokens[b + 1] as Token) &&
    !tokens[b + 1]?.word.verb &&
    lookUp(tokens[b + 1]?.lower ?? '').pos === 'NOUN'
  )
    return;
  // "Deputy CEO": a rank, and no name.
  if (a === b && RANKS.test(word(a).lower) && tokens[b + 1]?.word.is(IS_ROLE)) return;
  if (a === b && (generic(word(a)) || (word(a).word.is(IS_ROLE) && !known)) && !line.nameHere(word(a))) return;
  const start = word(a).start;
  let end = word(b).end;
  if (field[end] === '.' && COMPANY_FORM.test(word(b).text)) end++;
  // "Macy's said", "McDonald's is": what acts is called so.
  if (tokens[b + 1]?.kind === 'possessive' && ACTS.test(tokens[b + 2]?.lower ?? '') && !exactHere(line, start))
    end = tokens[b + 1]?.end ?? end;
  const text = field.slice(start, end);
  const inside = catalogue.length > 0 ? catalogue.filter((name) => name.start >= start && name.end <= end) : NONE;
  const exact = inside.find((name) => name.start === start && name.end >= word(b).end);
  const lead = exact ?? inside.find((name) => name.start === start);
  if (exact) line.name(exact);
  else if (lead?.kind === 'company') addHouse(line, a, b, { start, end }, lead, inside);
  else if (lead?.kind === 'product') {
    const named =
      GIVEN_NAMES.has(word(a).lower) && tokens.slice(a + 1, b + 1).some((token) => GIVEN_NAMES.has(token.lower));
    if (named) line.add(start, end, 'person', true);
    else line.add(start, end, 'product', true, lead.slug ? { owner: lead.slug } : {});
  } else {
    const later = inside.find((name) => name.kind === 'person' || name.kind === 'company');
    if (later && (later.kind === 'person' || !/\p{Lu}/u.test(field.slice(start, later.start).replace(/^\p{Lu}/u, ''))))
      line.name(later);
    else if (!TRADE_NAMES.test(text)) {
      const kind = kindOf(tokens.slice(a, b + 1), text, first && a === from);
      if (kind === 'place') line.add(start, end, 'place', true);
      else if (a === b && word(a).word.is(IS_DEMONYM)) return;
      else if (a === b && weak && from === to && word(a).word.common) line.addWeak(start, end, kind.kind);
      else if (
        b - a <= 2 &&
        !kind.sure &&
        (titled(tokens[a - 1], b > a) || (b > a && appointed(tokens, a, b))) &&
        !PRODUCT_ROOTS.test(text)
      )
        line.add(start, end, 'person', kind.kind !== 'person');
      else line.add(start, end, kind.kind, kind.sure);
    }
  }
}

const ACTS = /^(?:is|was|has|had|will|would|said|says|announced)$/;
const exactHere = ({ catalogue }: Line, start: number): boolean => catalogue.some((name) => name.start === start);

const titled = (before: Token | undefined, whole: boolean): boolean =>
  before !== undefined && (HONORIFIC.test(before.lower) || (whole && TITLES.test(before.lower)));

/** "appoints Foo Bar as its first chief executive": who gets an office is somebody. */
function appointed(tokens: readonly Token[], a: number, b: number): boolean {
  if (!/^(?:appoint|name|promote|elect)$/.test(tokens[a - 1]?.word.headline ?? '')) return false;
  let k = b + 1;
  while (k < b + 6 && /^(?:as|to|its|the|a|new|first|interim|acting|group)$/.test(tokens[k]?.lower ?? '')) k++;
  return OFFICE.test(tokens[k]?.lower ?? '');
}
const OFFICE = /^(?:c[efto]o|cfo|coo|president|chief|chair(?:man|woman|person)?|director|head|vp|vice|finance)$/;

/** The words `a` to `b` begin with a house of the catalogue, and go on: with a place, its people, or what it makes. */
function addHouse(line: Line, a: number, b: number, { start, end }: Span, house: Named, inside: Named[]): void {
  const { sentence, tokens, field } = line;
  const rest = tokens.slice(a, b + 1).filter((token) => token.start >= house.end);
  const given = rest.findIndex((token) => token.word.givenName);
  const place = PLACES.has(field.slice(house.end, end).trim().toLowerCase());
  const staff = STAFF.test(tokens[b]?.lower ?? '');
  // "Foo Ventures": a house of the house's.
  if (!place && !staff && rest.length > 0 && given < 0 && rest.at(-1)?.word.is(IS_ORG_ENDING)) {
    line.add(start, end, 'org', true, house.slug ? { slug: house.slug } : {});
    return;
  }
  line.name(house);
  if (place || staff) return;
  // "OpenAI Sam Altman"? A person after a company's name is a name of its own.
  const person = inside.find((name) => name.kind === 'person');
  const begin = rest[Math.max(given, 0)];
  if (person) line.name(person);
  else if (!begin || end <= begin.start) return;
  else if (given >= 0) line.add(begin.start, end, 'person', true);
  else if (!sentence.titleCase || rest.some((token) => !token.word.common)) {
    // "Google Antigravity": something of the company's, told with its name.
    line.mentions.pop();
    line.add(start, end, 'product', false, house.slug ? { owner: house.slug } : {});
    const made = line.mentions.at(-1)?.entity;
    if (made && house.slug) made.owner = house.slug;
  }
}

function kindOf(tokens: readonly Token[], text: string, first: boolean): 'place' | { kind: EntityKind; sure: boolean } {
  const words = tokens.filter((token) => token.kind === 'word');
  const last = words.at(-1)?.lower.replace(/\.$/, '') ?? '';
  const head = words[0];
  if (isPlace(text)) return 'place';
  if (PRODUCT_ROOTS.test(text)) return { kind: 'product', sure: false };
  if (words.length > 1 && (ORG_ENDINGS.has(last) || COMPANY_FORM.test(words.at(-1)?.text ?? '')))
    return { kind: 'org', sure: true };
  if (isAuthority(text)) return { kind: 'org', sure: true };
  if (text.includes('(') && /^\S+ \(\p{Lu}\p{Ll}+\) \p{Lu}\S+$/u.test(text)) return { kind: 'person', sure: true };
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
