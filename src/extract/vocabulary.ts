import { type Lexeme, lookUp } from './dictionary.ts';
import { seam } from './glued.ts';
import { memo } from './memo.ts';
import { traitsOf } from './traits.ts';
import { verbLemma } from './verbs.ts';
import { GENERIC_CAPITALS, GIVEN_NAMES, MONTHS, WEEKDAYS } from './words.ts';

/** A lower-case word of the dictionary, or a coinage of the trade that it lacks. */
const TRADE = new Set(
  `chatbot chatbots fintech fintechs agentic startup startups neobank neobanks stablecoin stablecoins crypto blockchain biotech edtech
  healthtech insurtech proptech wealthtech regtech medtech agritech legaltech cleantech paytech hrtech govtech datacenter datacentre genai generative multimodal cybersecurity unicorn unicorns inks nabs preps rebrands
  bot bots
  smartphone smartphones smartwatch robotaxi robotaxis podcast podcasts livestream online website websites app apps blog ecommerce e-commerce
  hackathon metaverse deepfake deepfakes tokenized tokenised tokenization onboard onboarding upskill rollout rollouts lawsuit lawsuits
  payout payouts microloan microloans paywall
  chipmaker chipmakers automaker automakers carmaker hyperscaler hyperscalers neocloud neoclouds copilots workflow workflows roadmap megawatt
  megadeal megafund gigawatt decacorn layoffs layoff wearables wearable drones humanoid humanoids qubit reskill cloud-native vibe-coding
  fundraise fundraising fundraises reportedly geopolitical uptime serverless benchmarks benchmark inference dataset datasets mumbai-based
  longtime long-time emails email pre-seed mid-market multi-year multi-billion open-source open-sources next-gen gen crore lakh billion-dollar million-dollar
  ai-powered ai-driven ai-native ai-led ai-based ai-enabled ai-first cofounder cofounders co-founder co-founders acqui-hire acquihire acqui-hires exec execs
  bets woes eyes taps nets bags lands backs debuts revs buyout buyouts overhauls unveils ramps mulls soars rehires poaches gigafactory`.split(
    /\s+/,
  ),
);
export const common = memo((lower: string): boolean => {
  if (TRADE.has(lower)) return true;
  if (/(?:ization|isation|ational|ically|ative|izing|ising|ability|ibility)$/.test(lower)) return true;
  const word = lower.replace(
    /^(?:ai|pre|post|non|multi|co|re|ex|anti|mid|cross|self|long|short|high|low|open|next|real|large|full|end)-/,
    '',
  );
  if (TRADE.has(word)) return true;
  const parts = word.split('-');
  return parts.every((part) => TRADE.has(part) || lookUp(part).known || /^\d+$/.test(part) || inflected(part));
});

/** "recruiters", "headquartered": a form that the dictionary lacks, of a word that it has. */
function inflected(lower: string): boolean {
  if (lower.length < 7) return false;
  const base = /^(\p{Ll}+)(?:s|ed)$/u.exec(lower)?.[1];
  const entry = base ? lookUp(base) : null;
  return entry?.known === true && entry.pos === (lower.endsWith('s') ? 'NOUN' : 'VERB');
}

const CAPITAL =
  /^[\p{Lu}]|^a16z$|^[\p{Ll}]{1,3}[\p{Lu}]|^\p{Ll}{4,8}\p{Lu}\p{Ll}|^\p{L}*\d+\p{L}*\p{Lu}|^\p{Ll}+\.(?:ai|io|com|app|bio|co)$/u;
const GENERIC =
  /^(?:\p{Lu}{2,5}s|MoUs?|SaaS|PaaS|IaaS|GenAI|LLMs|GPUs|TPUs|CEOs|IPOs|EVs|VCs|JVs|APIs|PhD|IoT|Memorandum|Cooperation)$/u;
/** "AI-powered", "Mumbai-based": no names. */
const MADE_ADJECTIVE =
  /^ex-|^AI-\p{Ll}{0,3}$|^[\p{L}\p{N}.’']+-(?:powered|driven|native|based|first|enabled|led|focused|ready|generated|backed|owned|related|as|only|friendly|wide|style|maker|like|made|assisted|centric|scale|grade|level|only|to|in|on|off|up)(?:-|$)/iu;

/** Words that headline capitals may leave small. */
const LITTLE = new Set(
  'with from into over amid after that this their have been will than through under upon near about before during onto than versus what when where while your they more most just also says said here using without within between against among toward towards until since because despite beyond across behind around along like'.split(
    ' ',
  ),
);

/** Verbs too short to tell by their length; headline capitals would have written them large. */
const SHORT_VERBS = new Set(
  'sue sues sued buy buys cut cuts hit hits ban bans get gets win wins won eye eyes tap taps pay pays paid lay lays ink inks bag bags net nets nab nabs bet bets add adds join joins sell sells'.split(
    ' ',
  ),
);

/** What is told of a word by its spelling alone, one bit each. */
const UPPER = 1;
const SOME_UPPER = 2;
const CAPITAL_WORD = 4;
const GENERIC_WORD = 8;
const TIME = 16;
const ADJECTIVE = 32;
const LONG = 64;
const VERB = 128;
const SHORT_VERB = 256;
const ACTS = 512;
const GIVEN_NAME = 1024;
const PAUSES = 2048;
const BACKED = 8192;
const PLACED = 16384;
const HYPHENED = 32768;
const DOES = 65536;
/** Of an office in capitals ("Chief", "President"). */
export const OFFICE = 4096;

/** A word as it is spelt: one object for all the places where it stands, with what is asked of it again and again. */
export class Word {
  readonly text: string;
  /** In small letters, its apostrophes straight. */
  readonly lower: string;
  readonly facts: number;
  /** The lists of cues that know it, as `frames/gate.ts` numbers them; null until that is asked. */
  cues: Int32Array | null = null;
  /** Its only lexeme, or null where the dictionary takes it apart; undefined until that is asked. */
  lexeme: Lexeme | null | undefined = undefined;
  /** The verb of headlines that it is a form of. */
  readonly headline: string | undefined;
  #common: boolean | null = null;
  /** Negative until they are asked for. */
  #traits = -1;
  /** It may stand for somebody named elsewhere; it may say what a name is. Both are told with the cues. */
  refers = false;
  described = false;
  /** Where it falls apart into two, or null where it is whole. */
  readonly seam: number | null;

  constructor(text: string) {
    const lower = text.toLowerCase().replaceAll('’', "'");
    const upper = /\p{Lu}/u.test(text);
    this.headline = verbLemma(lower);
    const verb = this.headline !== undefined;
    this.text = text;
    this.lower = lower;
    this.facts =
      (upper ? SOME_UPPER | (/^\p{Lu}/u.test(text) ? UPPER : 0) : 0) |
      (CAPITAL.test(text) ? CAPITAL_WORD : 0) |
      ((GENERIC_CAPITALS.has(text.toUpperCase()) && text === text.toUpperCase()) || GENERIC.test(text)
        ? GENERIC_WORD
        : 0) |
      (MONTHS.has(lower) || WEEKDAYS.has(lower) ? TIME : 0) |
      (MADE_ADJECTIVE.test(text) ? ADJECTIVE : 0) |
      (text.length > 3 && !LITTLE.has(lower) ? LONG : 0) |
      (verb ? VERB : 0) |
      (verb && (lower.endsWith('s') || lower.endsWith('ed')) ? DOES : 0) |
      (text.includes('-') ? HYPHENED : 0) |
      (SHORT_VERBS.has(text) ? SHORT_VERB : 0) |
      (!upper && (verb || lower.endsWith('ed')) ? ACTS : 0) |
      (GIVEN_NAMES.has(lower) ? GIVEN_NAME : 0) |
      (/[.:“"‘'(—]/.test(text) ? PAUSES : 0) |
      (/(?:backed|owned|funded)$/.test(text) ? BACKED : 0) |
      (/-(?:based|headquartered|listed|area)/.test(text) ? PLACED : 0) |
      (upper && /Chief|President|Director|Manager|Counsel|Chair|Head/.test(text) ? OFFICE : 0);
    this.seam = seam(text);
  }

  /** Begins with a capital; holds one. */
  get upper(): boolean {
    return (this.facts & UPPER) !== 0;
  }
  get someUpper(): boolean {
    return (this.facts & SOME_UPPER) !== 0;
  }
  /** Written as a name may be: with a capital, as a site, with a figure in it. */
  get capital(): boolean {
    return (this.facts & CAPITAL_WORD) !== 0;
  }
  /** Letters that name nobody ("AI", "CEO"). */
  get generic(): boolean {
    return (this.facts & GENERIC_WORD) !== 0;
  }
  /** A month or a day of the week. */
  get time(): boolean {
    return (this.facts & TIME) !== 0;
  }
  /** An adjective that somebody made of other words ("AI-powered", "Mumbai-based"). */
  get adjective(): boolean {
    return (this.facts & ADJECTIVE) !== 0;
  }
  /** Headline capitals would have written it large. */
  get long(): boolean {
    return (this.facts & LONG) !== 0;
  }
  /** A form of a verb of headlines; one in small letters, or what may be one; one that is too short to tell by its length. */
  get verb(): boolean {
    return (this.facts & VERB) !== 0;
  }
  get acts(): boolean {
    return (this.facts & ACTS) !== 0;
  }
  /** The third person or the past of a verb of headlines. */
  get does(): boolean {
    return (this.facts & DOES) !== 0;
  }
  get shortVerb(): boolean {
    return (this.facts & SHORT_VERB) !== 0;
  }
  get givenName(): boolean {
    return (this.facts & GIVEN_NAME) !== 0;
  }
  /** A capital behind it tells nothing. */
  get pauses(): boolean {
    return (this.facts & PAUSES) !== 0;
  }

  /** "Foo-backed", "-owned", "-funded"; "Francisco-based", "-listed": there may be a name before the hyphen. */
  get backed(): boolean {
    return (this.facts & BACKED) !== 0;
  }
  get placed(): boolean {
    return (this.facts & PLACED) !== 0;
  }

  get hyphened(): boolean {
    return (this.facts & HYPHENED) !== 0;
  }

  /** Whether it stands in one of some lists (`traits.ts`). */
  is(traits: number): boolean {
    if (this.#traits < 0) this.#traits = traitsOf(this.lower);
    return (this.#traits & traits) !== 0;
  }

  /** A word of everyday language or of the trade, in small letters. */
  get common(): boolean {
    this.#common ??= common(this.lower);
    return this.#common;
  }
}

export const wordOf = memo((text: string) => new Word(text));
