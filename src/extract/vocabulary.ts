import { type Lexeme, lookUp } from './dictionary.ts';
import { seam } from './glued.ts';
import { memo } from './memo.ts';
import { GENERIC_CAPITALS, MONTHS, WEEKDAYS } from './words.ts';

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

/** A word as it is spelt: one object for all the places where it stands, with what is asked of it again and again. */
export class Word {
  readonly text: string;
  /** In small letters, its apostrophes straight. */
  readonly lower: string;
  /** Where it falls apart into two, or null where it is whole. */
  readonly seam: number | null;
  /** Begins with a capital; holds one. */
  readonly upper: boolean;
  readonly someUpper: boolean;
  /** Written as a name may be: with a capital, as a site, with a figure in it. */
  readonly capital: boolean;
  /** Letters that name nobody ("AI", "CEO"). */
  readonly generic: boolean;
  /** A month or a day of the week. */
  readonly time: boolean;
  /** An adjective that somebody made of other words ("AI-powered", "Mumbai-based"). */
  readonly adjective: boolean;
  /** The lists of cues that know it, as `frames/gate.ts` numbers them; null until that is asked. */
  cues: Int32Array | null = null;
  /** It may stand for somebody named elsewhere; it may say what a name is. Both are told with the cues. */
  refers = false;
  described = false;
  /** Its only lexeme, or null where the dictionary takes it apart; undefined until that is asked. */
  lexeme: Lexeme | null | undefined = undefined;
  #common: boolean | null = null;

  constructor(text: string) {
    this.text = text;
    this.lower = text.toLowerCase().replaceAll('’', "'");
    this.seam = seam(text);
    this.someUpper = /\p{Lu}/u.test(text);
    this.upper = this.someUpper && /^\p{Lu}/u.test(text);
    this.capital = CAPITAL.test(text);
    this.generic = (GENERIC_CAPITALS.has(text.toUpperCase()) && text === text.toUpperCase()) || GENERIC.test(text);
    this.time = MONTHS.has(this.lower) || WEEKDAYS.has(this.lower);
    this.adjective = MADE_ADJECTIVE.test(text);
  }

  /** A word of everyday language or of the trade, in small letters. */
  get common(): boolean {
    this.#common ??= common(this.lower);
    return this.#common;
  }
}

export const wordOf = memo((text: string) => new Word(text));
