import type { Qualifier } from '../domain/money.ts';
import {
  AUDIENCE,
  CHIP,
  CURRENCY_NAME,
  DIGIT,
  FIGURE,
  PERCENTAGE,
  POWER,
  SHARE,
  STAFF,
  STAGE,
  SUFFIX,
  signsOf,
  VAGUE,
} from './figures.ts';
import type { Span } from './tokens.ts';

export type ValueKind = 'money' | 'percent' | 'count' | 'capacity' | 'round' | 'users';

/** What the words around a figure say it is. `plain` figures belong to the frame whose clause they stand in. */
export type ValueUse =
  | 'plain'
  | 'valuation'
  | 'stake'
  | 'financial'
  | 'previous'
  | 'price'
  | 'total'
  | 'fund'
  | 'change'
  | 'saving'
  | 'market';

export interface Value extends Span {
  kind: ValueKind;
  use: ValueUse;
  /** Bare words: "$4 billion" of "up to $4 billion". */
  text: string;
  value: number | null;
  max?: number;
  /** ISO 4217, `percent`, or the unit as worded. */
  unit: string;
  qualifier: Qualifier;
}

const SYMBOLS: Record<string, string> = {
  $: 'USD',
  us$: 'USD',
  'u.s.$': 'USD',
  usd: 'USD',
  a$: 'AUD',
  au$: 'AUD',
  aud: 'AUD',
  $a: 'AUD',
  $nz: 'NZD',
  $us: 'USD',
  $hk: 'HKD',
  c$: 'CAD',
  ca$: 'CAD',
  cad: 'CAD',
  s$: 'SGD',
  sg$: 'SGD',
  sgd: 'SGD',
  hk$: 'HKD',
  hkd: 'HKD',
  nz$: 'NZD',
  nzd: 'NZD',
  nt$: 'TWD',
  twd: 'TWD',
  r$: 'BRL',
  brl: 'BRL',
  '€': 'EUR',
  eur: 'EUR',
  '£': 'GBP',
  gbp: 'GBP',
  '¥': 'JPY',
  jpy: 'JPY',
  '₹': 'INR',
  'rs.': 'INR',
  rs: 'INR',
  inr: 'INR',
  '₩': 'KRW',
  krw: 'KRW',
  '₦': 'NGN',
  cny: 'CNY',
  rmb: 'CNY',
  chf: 'CHF',
  aed: 'AED',
  sar: 'SAR',
  thb: 'THB',
  myr: 'MYR',
  rm: 'MYR',
  idr: 'IDR',
  rp: 'IDR',
  php: 'PHP',
  '₱': 'PHP',
  sek: 'SEK',
  nok: 'NOK',
  dkk: 'DKK',
  pln: 'PLN',
  ils: 'ILS',
  '₪': 'ILS',
  '฿': 'THB',
  vnd: 'VND',
  zar: 'ZAR',
};
const NAMES: [RegExp, string][] = [
  [/^(?:u\.?s\.? |american )?dollars?$|^usd$|^bucks$/i, 'USD'],
  [/^australian dollars?$|^aud$/i, 'AUD'],
  [/^canadian dollars?$|^cad$/i, 'CAD'],
  [/^singapore dollars?$|^sgd$/i, 'SGD'],
  [/^hong kong dollars?$|^hkd$/i, 'HKD'],
  [/^euros?$|^eur$/i, 'EUR'],
  [/^(?:british )?pounds?(?: sterling)?$|^gbp$/i, 'GBP'],
  [/^(?:indian )?rupees?$|^inr$/i, 'INR'],
  [/^(?:chinese )?yuan$|^renminbi$|^cny$|^rmb$/i, 'CNY'],
  [/^(?:japanese )?yen$|^jpy$/i, 'JPY'],
  [/^(?:korean |south korean )?won$|^krw$/i, 'KRW'],
  [/^swiss francs?$|^chf$/i, 'CHF'],
  [/^(?:uae )?dirhams?$|^aed$/i, 'AED'],
  [/^(?:saudi )?riyals?$|^sar$/i, 'SAR'],
  [/^(?:thai )?baht$|^thb$/i, 'THB'],
  [/^ringgit$|^myr$/i, 'MYR'],
  [/^rupiah$|^idr$/i, 'IDR'],
  [/^(?:philippine )?pesos?$/i, 'PHP'],
  [/^(?:swedish )?kron(?:or|a)$/i, 'SEK'],
  [/^swedish crowns?$/i, 'SEK'],
  [/^norwegian crowns?$/i, 'NOK'],
  [/^danish crowns?$/i, 'DKK'],
  [/^(?:brazilian )?reais$/i, 'BRL'],
  [/^(?:south african )?rand$/i, 'ZAR'],
  [/^zlotys?$/i, 'PLN'],
  [/^shekels?$/i, 'ILS'],
];
const SCALES: Record<string, number> = {
  k: 1e3,
  thousand: 1e3,
  m: 1e6,
  mn: 1e6,
  mln: 1e6,
  mio: 1e6,
  mm: 1e6,
  million: 1e6,
  millions: 1e6,
  b: 1e9,
  bn: 1e9,
  bln: 1e9,
  billion: 1e9,
  t: 1e12,
  tn: 1e12,
  trn: 1e12,
  trillion: 1e12,
  crore: 1e7,
  crores: 1e7,
  cr: 1e7,
  lakh: 1e5,
  lakhs: 1e5,
  'lakh crore': 1e12,
};
const SMALL: Record<string, number> = {
  a: 1,
  an: 1,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  thirteen: 13,
  fifteen: 15,
  sixteen: 16,
  twenty: 20,
  thirty: 30,
  forty: 40,
  fifty: 50,
  sixty: 60,
  seventy: 70,
  eighty: 80,
  ninety: 90,
  hundred: 100,
  dozen: 12,
  dozens: 24,
  half: 0.5,
  hundreds: 200,
  thousands: 2000,
  tens: 20,
  'half a': 0.5,
  'a quarter of a': 0.25,
  'three quarters of a': 0.75,
  'three-quarters of a': 0.75,
};

const SCALE =
  '(?:(?:thousand|millions?|billion|trillion|lakh crore|crores?|lakhs?|mn|mln|mio|mm|bn|bln|tn|trn|cr|[kmbt])(?![\\p{L}\\p{N}])|(?:million|billion)(?=(?:to|in|from|of|led|for|at|and)(?![\\p{L}])))';
/** The same without the `i` flag: "S$5" is Singapore's dollar, "raises $5" is not. */
const ANY_SCALE =
  '(?:(?:[Tt]housand|[Mm]illions?|[Bb]illion|[Tt]rillion|THOUSAND|MILLION|BILLION|TRILLION|[Ll]akh [Cc]rore|[Cc]rores?|[Ll]akhs?|[Mm]n|MN|[Mm]ln|[Mm]io|MM|[Bb]n|BN|[Bb]ln|[Tt]n|[Tt]rn|[Cc]r|[kmbtKMBT])(?![\\p{L}\\p{N}])|(?:million|billion)(?=(?:to|in|from|of|led|for|at|and)(?![\\p{L}])))';
const NUMBER = '\\d+(?:,\\d{2,3})*(?:\\.\\d+)?';
const CURRENCY =
  '(?:(?<![\\p{L}])(?:US\\s?|U\\.S\\.\\s?|AU|CA|SG|HK|NZ|NT|[ACSR])\\$|\\$(?:(?:A|NZ|US|HK)(?=\\d))?|€|£|¥|₹|₩|₦|₱|₪|฿|(?<![\\p{L}\\p{N}])(?:USD|EUR|GBP|INR|CNY|RMB|JPY|KRW|CHF|AUD|CAD|SGD|HKD|NZD|AED|SAR|THB|MYR|RM|IDR|Rp|PHP|SEK|NOK|DKK|PLN|ILS|VND|ZAR|Rs\\.?)(?=\\s?\\d))';
const WORD_CURRENCY =
  '(?:(?:U\\.?S\\.? |American |Australian |Canadian |Singapore |Hong Kong )?dollars?|USD|bucks|euros?|EUR|(?:British )?pounds?(?: sterling)?|GBP|(?:Indian )?rupees?|INR|(?:Chinese )?yuan|renminbi|CNY|RMB|(?:Japanese )?yen|JPY|(?:South Korean |Korean )?won(?= [a-z(]|[.,;:)]|$)|KRW|Swiss francs?|CHF|(?:UAE )?dirhams?|AED|(?:Saudi )?riyals?|SAR|(?:Thai )?baht|THB|ringgit|rupiah|(?:Philippine )?pesos?|(?:Swedish )?kron(?:or|a)|(?:Swedish|Norwegian|Danish) crowns?|(?:Brazilian )?reais|(?:South African )?rand|zlotys?|shekels?)(?![\\p{L}\\p{N}])';

const MONEY = new RegExp(
  `(?<symbol>${CURRENCY})\\s?(?<number>${NUMBER})(?:\\s?-?\\s?(?<scale>${ANY_SCALE}))?(?:\\s?(?:-|–|—|to|and)\\s?(?:${CURRENCY})?\\s?(?<number2>${NUMBER})\\s?-?(?<scale2>${ANY_SCALE}))?(?<plus>\\+)?`,
  'gu',
);
const MONEY_WORDS = new RegExp(
  `(?<![\\p{L}\\p{N}.])(?:(?<number>${NUMBER})|(?<word>(?:half a|a quarter of a|three[ -]quarters of a|a|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|forty|fifty|(?:tens|hundreds|dozens) of)(?=\\s)))(?:\\s?-?\\s?(?<scale>${SCALE}))?(?:\\s(?:to|and)\\s(?<number2>${NUMBER})\\s?(?<scale2>${SCALE}))?\\s(?:of\\s)?(?<currency>${WORD_CURRENCY})`,
  'giu',
);
const SUFFIXED = new RegExp(
  `(?<![\\p{L}\\p{N}.])(?<number>${NUMBER})\\s?(?<scale>${ANY_SCALE})?\\s?(?<symbol>[€£])`,
  'gu',
);
const VAGUE_MONEY =
  /(?<![\p{L}])(?:(?:tens|hundreds|dozens) of (?:millions|billions)|(?:several |multiple )?(?:billions|millions)(?= of (?:dollars|euros|pounds)))(?: of (?:dollars|euros|pounds))?/giu;
const PERCENT = new RegExp(
  `(?:(?<![\\p{L}\\p{N}.])|(?<=\\s(?:off|of|than|around|about|by|to)))(?<number>${NUMBER}|ten|twenty|thirty|forty|fifty)(?:\\s?(?:-|–|to)\\s?(?<number2>${NUMBER}))?\\s?-?\\s?(?:%|percent(?!age)|per cent|pct\\b)(?<plus>\\+)?(?:\\s(?<stake>(?:[a-z]+ )?(?:stake|ownership|interest|equity)))?`,
  'giu',
);
/** A part of those who work somewhere: "a third" of its staff. */
const STAFF_PART =
  /(?<![\p{L}\p{N}-])(?<part>half|two[ -]thirds|three[ -]quarters|an? (?:third|quarter|fifth|sixth|eighth|tenth))(?:(?<=(?:workforce|headcount|staff|team) by (?:(?:about|nearly|almost|around|roughly|over|more than|at least|up to) )*\k<part>)|(?= (?:of )?(?:(?!of )[\p{L}\p{N}’'.,&-]+ ){0,4}(?:workforce|headcount|staff(?:ers)?|employees|workers|jobs|personnel|team|managers|engineers|researchers|contractors)(?![\p{L}-])))/giu;
const PARTS: Record<string, number> = {
  half: 50,
  'two thirds': 66.7,
  'three quarters': 75,
  third: 33.3,
  quarter: 25,
  fifth: 20,
  sixth: 16.7,
  eighth: 12.5,
  tenth: 10,
};
const CAPACITY = new RegExp(
  `(?<![\\p{L}\\p{N}.$€£])(?<number>${NUMBER}|(?:one|two|three|four|five|six|seven|eight|nine|ten)(?=[\\s-]))(?<plus>-plus|\\+)?\\s?-?(?<unit>(?:GW|MW|kW|TW|TWh|GWh|MWh)(?![\\p{L}])|(?:giga|mega|kilo|tera)watts?(?:-hours?)?|exaflops|petaflops)`,
  'giu',
);
const CHIPS = new RegExp(
  `(?<![\\p{L}\\p{N}.$€£])(?<number>${NUMBER}(?:\\s?${SCALE})?|(?:one|two|three|four|five|six|seven|eight|nine|ten|hundreds? of|thousands of|tens of thousands of|a million)(?=\\s))\\s?(?:[\\p{L}\\p{N}’'-]+\\s){0,3}?(?<unit>GPUs|TPUs|chips|accelerators|[HBA]\\d{3}s?)(?![\\p{L}])`,
  'gu',
);
const PEOPLE = new RegExp(
  `(?:(?<![\\p{L}\\p{N}.$€£])|(?<=\\s(?:off|of|than|around|about)))(?<number>${NUMBER}(?:\\s?${SCALE})?|(?:(?!\\p{L}+ dozen)(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)|(?:a|two|three|four|five|six) dozen|dozens of|dozens|hundreds of|hundreds|thousands of|thousands|several dozen)(?=[\\s-]))(?<plus>\\+|-plus)?[\\s-](?:(?!(?:and|or|to|in|of|for|by|on|at|million|billion)\\s)[\\p{L}’'&/-]+\\s){0,4}?(?<unit>employees?|jobs?|people|workers?|staff(?:ers|s)?|roles?|positions?|researchers?|engineers?|developers?|hires?|layoffs?|job cuts|members? of staff|scientists?|contractors?|executives?|headcount|personnel|bankers|lawyers|consultants|analysts|journalists|writers|editors|reporters|managers|designers|interns|technicians|specialists|programmers|recruiters|moderators|annotators|tutors|teachers|traders|associates|salespeople|experts|physicists|mathematicians|economists|graduates|freshers)(?:(?=(?:in|at|from|across|after|and|of|by|as|to|on|with|while|this|last)(?!\\p{Ll}))|(?![\\p{L}]))`,
  'giu',
);
/** A figure before the number that it is a part of: "40 of its roughly " 300 employees. */
const SOME_OF =
  /(?<![\p{L}\p{N}.,$€£-])(\d[\d,]*) of (?:(?:its|their|the|his|her|our|about|around|roughly|nearly|almost|some|over|more than|an estimated) )*$/iu;
/** So many developers work for nobody: they use what a house makes. */
const DEVELOPERS = new RegExp(
  `(?<![\\p{L}\\p{N}.$€£])(?<number>${NUMBER}\\s?${SCALE}|(?:one|two|three|four|five|six|seven|eight|nine|ten|half a|a)\\s(?:million|billion))(?<plus>\\+)?[\\s-](?:(?!(?:and|or|to|in|of|for|by|on|at)\\s)[\\p{L}’'&/-]+\\s){0,2}?(?<unit>developers)(?![\\p{L}])`,
  'giu',
);
const USERS = new RegExp(
  `(?<![\\p{L}\\p{N}.$€£])(?<number>${NUMBER}(?:\\s?${SCALE})?|(?:one|two|three|four|five|six|seven|eight|nine|ten|half a|a)\\s(?:million|billion))(?<plus>\\+)?[\\s-](?:(?!(?:and|or|to|in|of|for|by|on|at)\\s)[\\p{L}’'&/-]+\\s){0,4}?(?<unit>users?|customers?|subscribers?|downloads?|members?|clients?|people|accounts?|merchants?|queries|businesses)(?![\\p{L}])`,
  'giu',
);
const ROUND =
  /(?<![\p{L}\p{N}])(?:(?:pre-)?Series[\s-][A-K]\d?(?:[\s-]\d(?![\d.,]|\s\p{Ll}+ ago))?(?: (?:extension|prime))?|(?:pre-)?[Ss]eed(?:[\s-]stage)?(?: extension)?(?=[\s-](?:[Ff]unding|[Rr]ound|[Ff]inancing|[Ii]nvestment|[Cc]apital|[Ee]xtension|(?<=seed.)and\b|and (?:[Ss]eries|\$)|[Rr]aise|[Ll]ed|at\b|from\b|[Bb]acked|money|\())|(?<=\d\s?(?:[MmBbKk]n?|million|billion|Cr|crore)\s)[Ss]eed(?=\s(?:to|for|as|in)\b)|(?:pre-)?seed(?: extension)?(?=\s*(?:[,.;]|$| \())|angel (?=round|funding|investment)|bridge (?=round|loan))/gu;

const toNumber = (text: string | undefined): number | null => {
  if (!text) return null;
  const lower = text.toLowerCase().trim();
  const digits = /^\d[\d,]*(?:\.\d+)?/.exec(lower);
  if (digits) {
    const scale = lower.slice(digits[0].length).trim();
    return Number(digits[0].replaceAll(',', '')) * (scale ? (SCALES[scale] ?? 1) : 1);
  }
  const word = lower.replace(/\s+of$/, '');
  // "two million", "half a billion".
  const scale = /^(.+)\s(million|billion)$/.exec(word);
  const small = SMALL[scale?.[1] ?? word] ?? (scale?.[1] === 'a' ? 1 : null);
  return small === null ? null : small * (scale?.[2] ? (SCALES[scale[2]] ?? 1) : 1);
};
const scaled = (value: number | null, scale: string | undefined): number | null =>
  value === null ? null : Number((value * (scale ? (SCALES[scale.toLowerCase()] ?? 1) : 1)).toPrecision(12));

function qualifierOf(before: string, after: string): Qualifier {
  if (
    /(?:up to|as (?:much|many|high|low) as|at most|no more than|as large as|a maximum of|capped at|under|less than|below|fewer than)\s+(?:an?\s+|(?:additional|further|another)\s+)?$/i.test(
      before,
    )
  )
    return 'up_to';
  if (
    /(?:more than|over|at least|above|upwards? of|exceed(?:ing|s)?|north of|no less than|minimum of|in excess of|top(?:ping|s)?|past|beyond|surpass(?:ing|es|ed)?)\s+(?:an?\s+|another\s+)?$/i.test(
      before,
    ) ||
    /^\s?(?:\+|plus\b|or more)/i.test(after)
  )
    return 'at_least';
  if (
    /(?:about|around|roughly|nearly|almost|approximately|close to|some|an? estimated|approx\.?|circa|reportedly|just (?:over|under)|estimated)\s+(?:an?\s+|another\s+)?$|~\s?$/i.test(
      before,
    )
  )
    return 'about';
  return 'exact';
}

/** What may stand before a figure and belongs to it, as a pattern. */
export const QUALIFYING =
  '(?:an? |just |well |slightly |a little )?(?:over|above|under|below)|(?:no )?(?:more|less) than|up to|as (?:much|little|high|low) as|at (?:least|most)|upwards? of|north of|in excess of|about|around|roughly|nearly|almost|approximately|close to|just shy of|an? (?:estimated|reported|rumou?red)|between';
const VALUED_BEFORE = new RegExp(
  String.raw`(?:valuation (?:of|at|to|from|past|above|over|between|could (?:reach|hit|soar to)|soar(?:s|ing)? to|(?:hits?|reach(?:es|ed)?|tops?)|that could (?:reach|exceed)|as high as|somewhere between)|(?:valued|valuing|values?|value) (?:(?:it|them|itself|the [\p{L}-]+(?: [\p{L}-]+)?|[\p{Lu}][\p{L}\p{N}.]*(?: [\p{Lu}][\p{L}\p{N}.]*)?) )?(?:at|to)|(?:could|would|may|will|to|now) value (?:\S+ ){1,4}?at|valuation (?:\S+ ){0,3}?to|valuation|market cap(?:italization|italisation)? of|worth|post-money|pre-money)\s+(?:(?:${QUALIFYING}|some|somewhere|an?|exceeding)\s+)*~?$`,
  'iu',
);
const VALUED_AFTER =
  /^\+?[\s-]+(?:(?:post-money|pre-money|secondary|target|market|private|equity|private-market|record|company|total|reported|lofty|massive|whopping|price)[\s-])*(?:valuations?|valued|market cap|post-money|pre-money|startup(?!s))/i;
const PREVIOUS_BEFORE =
  /(?:(?:up|down|increase[ds]?|rose|rise|risen|grew|grown|jump(?:ed|s)?|soared?|double[ds]?|triple[ds]?|rais(?:e|ed|ing)|boost(?:ed|ing)?|compared?|higher|lower|fell|change[ds]?|growth|reduced)[^.;]{0,30}?\s(?:from|(?<!more |less |other |fewer |rather |greater )than)|compared (?:to|with)|versus|vs\.?|previous(?:ly)?(?: valued at| valuation of)?|prior valuation of|(?<!\b(?:was|were|is) )last (?:valued at|valuation of)|earlier valuation of|valuation from|est(?:imates?)? of|(?:nearly )?(?:triple|double|twice|tripling|doubling) (?:its|the))\s+(?:a |the |about |around |its |just |over |an estimated )*$/i;
const PREVIOUS_AFTER =
  /^\s+(?:(?:analyst )?(?:est(?:\.|imates?|imated)|expected|consensus|forecast|a year (?:ago|earlier))|(?:valuation )?(?:just |only )?(?:\w+ )?(?:months?|weeks?|years?|a year) (?:ago|earlier|before|prior))/i;
const PRICE_AFTER =
  /^\+?\s?(?:\/|per\b|a (?:share|month|year|user|seat|week|day|piece|barrel|token|pop)\b|an hour|each\b|monthly|(?:in )?(?:bitcoin|tokens)\b|[A-Za-z-]+ (?:per|a) (?:share|month|year)\b)/i;
const FINANCIAL_AFTER =
  /^\+?\s+(?:(?:in|of|worth of|as)\s+)?(?:(?:annual(?:ized|ised)?|annually|recurring|quarterly|monthly|net|gross|total|operating|full-year|q[1-4]|first|second|third|fourth|quarter|12-month|product|cloud|ai|ad|advertising|advance|adjusted|yearly|run-rate|trailing)[\s-])*(?:revenues?|arr|sales|run[\s-]rate|profits?|loss(?:es)?|income|earnings|ebitda|bookings|backlog|turnover|cash flow|gmv|gross merchandise|aum|assets under management|deposits|mark\b|milestone)/i;
const FINANCIAL_BEFORE =
  /(?:revenues?|arr|sales|run[\s-]rate|profits?|loss(?:es)?|income|earnings|ebitda|bookings|backlog|turnover|expenses|capex|capital expenditures?)\s+(?:(?:of|at|to|was|were|is|hits?|reach(?:es|ed|ing)?|rose|grew|jumped|surge[sd]?|climbed|fell|(?:up|down)|topp?(?:s|ed)|pass(?:es|ed)|exceed(?:s|ed)?|total(?:s|ed|ing|led|ling)|came in at|run rate)\s+|(?:\d[\d.]*%|yoy|year[\s-](?:over|on)[\s-]year|nearly|about|more than|over|around|roughly|almost|approximately|to|by|a|an|record)\s+)*~?$/i;
const TOTAL_BEFORE =
  /(?:total(?:\s\w+){0,4} (?:to|of|at|raised|is|at over|to over|to more than)|(?:total|overall|cumulative) (?:funding|capital|raised|raise|financing)(?: (?:to|of|at|is|now))?(?: (?:over|more than|about|nearly))?|to date (?:to|of)|bring(?:s|ing)? (?:its|the|their) (?:\S+ ){1,5}?to (?:over |more than |about |nearly )?)\s*$/i;
const TOTAL_AFTER =
  /^\s+(?:(?:in (?:total )?(?:funding|capital|financing|equity|venture capital)(?: (?:so far|to date|since))|to date|so far|in total|to\s*$))/i;
const FUND_AFTER = /^\+?[\s-]+(?:(?:(?!to\b)\p{L}+[\s-]){0,3}?(?:funds?|vehicle)\b|under management|in assets|aum)/iu;
const SAVING_BEFORE =
  /\b(?:sav(?:e|es|ing|ings of|ed)|cost(?:s|ing)? (?:of )?|market (?:of|worth|size)|opportunity|industry|loses?|lost|wip(?:es?|ed|ing) out|bill|bonus(?:es)?(?: as high as| of)?|salary of)\s+(?:(?:an estimated|about|up to|as high as|over|more than|nearly|around|a)\s+)?$/i;
const MARKET_AFTER =
  /^\+?[\s-]+(?:(?:\p{L}+[\s-]){0,2}?(?:industry|market|opportunity|economy|sector|problem|behemoth|gap)\b)/iu;
const HALVED = /^(?:\.\.\.|…| (?:mi|mil|mill|milli|millio|bi|bil|bill|billi|billio)(?:\.\.\.|…|$))/i;
const MARKET_BEFORE =
  /\b(?:gap|shortfall|deficit|opportunity) (?:of|worth) (?:(?:about|around|roughly|nearly|almost|up to|more than|over|an estimated|at least) )*$/i;
const STAKE_BEFORE =
  /(?:stake of|hold(?:s|ing)?|own(?:s|ing)?|ownership of|owning|takes?|took|taking|acquir(?:e[sd]?|ing)|buy(?:s|ing)?|bought|(?:stake|holding|interest|shareholding) in [^.,;%]{2,50} to|control(?:s|led|ling)?|retain(?:s|ed|ing)?|(?:billion|million|return|exchange) for)\s+(?:(?:about|around|roughly|nearly|almost|up to|more than|over|as much as|just (?:over|under)|a|an|(?:an )?additional|another|a further|the remaining)\s+)*$/i;

function moneyUse(before: string, after: string): ValueUse {
  if (PRICE_AFTER.test(after)) return 'price';
  if (PREVIOUS_BEFORE.test(before) || PREVIOUS_AFTER.test(after)) return 'previous';
  if (VALUED_AFTER.test(after)) return 'valuation';
  if (VALUED_BEFORE.test(before)) return 'valuation';
  if (FINANCIAL_AFTER.test(after) || FINANCIAL_BEFORE.test(before)) return 'financial';
  if (TOTAL_BEFORE.test(before) || TOTAL_AFTER.test(after)) return 'total';
  if (FUND_AFTER.test(after)) return 'fund';
  if (MARKET_AFTER.test(after) || MARKET_BEFORE.test(before)) return 'market';
  return 'plain';
}

/** Every match of a global pattern; only the sentence is searched, so that a long article costs no more than its parts. */
function each(pattern: RegExp, text: string, visit: (match: RegExpExecArray) => void): void {
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    const { lastIndex } = pattern;
    if (match[0] !== '') visit(match);
    pattern.lastIndex = match[0] === '' ? lastIndex + 1 : lastIndex;
  }
}

/** The figures of one sentence (`text.slice(from, to)`), in order, none overlapping another; `signs` say what its letters allow. */
export function findValues(text: string, from: number, to: number, signs = signsOf(text.slice(from, to))): Value[] {
  if ((signs & FIGURE) === 0) return [];
  const found = valuesOf(text.slice(from, to), (sign) => (signs & sign) !== 0);
  for (const value of found) {
    value.start += from;
    value.end += from;
  }
  return found;
}

function valuesOf(text: string, may: (sign: number) => boolean): Value[] {
  const found: Value[] = [];
  const add = (value: Value): void => {
    if (!found.some((other) => value.start < other.end && other.start < value.end)) found.push(value);
  };
  const around = (start: number, end: number): [string, string] => [
    text.slice(Math.max(0, start - 90), start),
    text.slice(end, end + 60),
  ];
  const money = (match: RegExpExecArray, unit: string): void => {
    const g = match.groups ?? {};
    const start = match.index;
    const end = start + match[0].length;
    const [before, after] = around(start, end);
    // "$270 millio...": the text was cut off within the figure.
    if (HALVED.test(after)) return;
    const first = toNumber(g.number ?? g.word);
    let low = scaled(first, g.scale);
    const high = scaled(toNumber(g.number2), g.scale2);
    if (high !== null && !g.scale) low = scaled(first, g.scale2);
    const ranged = high !== null && low !== null && high > low;
    let words = match[0];
    let stop = end;
    if (g.number2 && !ranged) {
      // "raised $5 and 3 billion tokens": not a range.
      const cut = words.search(/\s?(?:-|–|—|to|and)\s?(?=[^-–—]*$)/i);
      if (cut > 0) words = words.slice(0, cut).trimEnd();
      stop = start + words.length;
    }
    if (low === null || !Number.isFinite(low)) return;
    const use = moneyUse(before, text.slice(stop, stop + 60));
    const value: Value = {
      kind: 'money',
      use,
      start,
      end: stop,
      text: words,
      value: low,
      unit,
      qualifier: ranged ? 'range' : qualifierOf(before, g.plus ? '+' : after),
    };
    if (SAVING_BEFORE.test(before) && use === 'plain') value.use = 'saving';
    if (ranged && high !== null) value.max = high;
    add(value);
  };
  if (may(DIGIT))
    each(MONEY, text, (match) => {
      const symbol = (match.groups?.symbol ?? '$').toLowerCase().replaceAll(/\s/g, '');
      money(match, SYMBOLS[symbol] ?? 'USD');
    });
  if (may(CURRENCY_NAME))
    each(MONEY_WORDS, text, (match) => {
      const name = (match.groups?.currency ?? '').replaceAll(/\s+/g, ' ');
      if (!match.groups?.scale && match.groups?.word) return;
      money(match, NAMES.find(([pattern]) => pattern.test(name))?.[1] ?? 'USD');
    });
  if (may(SUFFIX) && /\d\D{0,15}[€£]/.test(text))
    each(SUFFIXED, text, (match) => money(match, SYMBOLS[match.groups?.symbol ?? '€'] ?? 'EUR'));
  if (may(VAGUE))
    each(VAGUE_MONEY, text, (match) => {
      const end = match.index + match[0].length;
      add({
        kind: 'money',
        use: 'plain',
        start: match.index,
        end,
        text: match[0],
        value: null,
        unit: 'USD',
        qualifier: 'about',
      });
    });
  if (may(PERCENTAGE) && /%|per ?cent|pct/iu.test(text))
    each(PERCENT, text, (match) => {
      const g = match.groups ?? {};
      const start = match.index;
      const value = toNumber(g.number);
      if (value === null) return;
      const bare = g.stake ? match[0].slice(0, match[0].length - g.stake.length).trimEnd() : match[0];
      const end = start + bare.length;
      const [before, after] = around(start, end);
      const use: ValueUse =
        g.stake ||
        STAKE_BEFORE.test(before) ||
        /^\s(?:minority |majority |equity )?(?:stake|interest|ownership|of (?:the )?(?:company|startup|shares|equity))/i.test(
          after,
        )
          ? 'stake'
          : 'change';
      const item: Value = {
        kind: 'percent',
        use,
        start,
        end,
        text: bare,
        value,
        unit: 'percent',
        qualifier: qualifierOf(before, g.plus ? '+' : after),
      };
      const max = toNumber(g.number2);
      if (max !== null && max > value) {
        item.max = max;
        item.qualifier = 'range';
      }
      add(item);
    });
  if (may(SHARE))
    each(STAFF_PART, text, (match) => {
      const start = match.index;
      const end = start + match[0].length;
      const [before, after] = around(start, end);
      add({
        kind: 'percent',
        use: 'change',
        start,
        end,
        text: match[0],
        value: PARTS[match[0].toLowerCase().replace(/^an? /, '').replace('-', ' ')] ?? null,
        unit: 'percent',
        qualifier: qualifierOf(before, after),
      });
    });
  const counted = (kind: 'capacity' | 'count' | 'users') => (match: RegExpExecArray) => {
    const g = match.groups ?? {};
    // "40 of its 300 employees" are 40.
    const some = kind === 'count' ? SOME_OF.exec(text.slice(Math.max(0, match.index - 40), match.index)) : null;
    const told = some?.[1] ?? g.number;
    const value = toNumber(
      told
        ?.replace(/^tens of /i, 'tens ')
        .replace(/^a dozen/i, 'dozen')
        .replace(/^(two|three|four|five|six) dozen/i, (_, dozens: string) => String(12 * (toNumber(dozens) ?? 1)))
        .replace(/^a million/i, '1 million'),
    );
    const start = match.index - (some?.[0].length ?? 0);
    const plus = some ? '' : (g.plus ?? '');
    const bare = kind === 'capacity' ? match[0] : `${told ?? ''}${plus}`.replace(/\s+of$/i, '').trim();
    if (value === null || !bare) return;
    const end = start + bare.length;
    const [before] = around(start, end);
    add({
      kind,
      use: 'plain',
      start,
      end,
      text: bare,
      value,
      unit: g.unit ?? '',
      qualifier: qualifierOf(before, plus ? '+' : ''),
    });
  };
  if (may(POWER)) each(CAPACITY, text, counted('capacity'));
  if (may(CHIP)) each(CHIPS, text, counted('capacity'));
  if (may(STAFF)) each(DEVELOPERS, text, counted('users'));
  if (may(STAFF)) each(PEOPLE, text, counted('count'));
  if (may(AUDIENCE)) each(USERS, text, counted('users'));
  if (may(STAGE))
    each(ROUND, text, (match) => {
      const words = match[0].trim();
      add({
        kind: 'round',
        use: 'plain',
        start: match.index,
        end: match.index + words.length,
        text: words,
        value: null,
        unit: '',
        qualifier: 'exact',
      });
    });
  return found.sort((a, b) => a.start - b.start);
}
