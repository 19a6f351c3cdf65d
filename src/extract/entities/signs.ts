import type { Token } from '../tokens.ts';

/** What a house is by what it does: no house is called by it in the middle of its name. */
export const TRADES =
  /(?:maker|retailer|franchisor|provider|operator|insurer|lender|manufacturer|supplier|brewer|grocer|refiner|broadcaster|publisher|wholesaler)$/;

/** Words of trades that are called after a nation: "American Express", "British Steel". */
export const NATIONAL =
  /^(?:express|airways|airlines|telecom|petroleum|steel|railways?|gas|broadcasting|tobacco|electric|eagle|outfitters|tower|tire|standard|apparel|water|oil)$/;

export const LINKS = new Set([
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
export const PRODUCT_ROOTS =
  /^(?:GPT|ChatGPT|Claude|Gemini|Llama|Grok|Copilot|Qwen|Kimi|GLM|Mistral|DeepSeek|Gemma|Phi|Sora|Veo|Imagen|Codex|Sonnet|Opus|Haiku|Siri|Alexa|Bard|Windows|iPhone|Pixel|Xbox|Project|Stable Diffusion|Nano Banana|Firefly|DALL)(?!\p{Ll})/u;
export const COMPANY_FORM =
  /^(?:Inc|Corp|Ltd|LLC|L\.?L\.?[CP]|PLC|Plc|LP|L\.?P|LLP|N\.?V|S\.?A|S\.?p\.?A|GmbH|AG|Co|SE|Limited|Corporation)\.?$/;

export const capital = (token: Token): boolean => token.kind === 'word' && token.word.capital;
export const generic = (token: Token): boolean => token.word.generic;
export const timeWord = (token: Token): boolean => token.word.time;
/** How the name of a public body may end: "Securities and Exchange Commission". */
export const PUBLIC_BODY =
  /^(?:commission|authority|agency|administration|bureau|office|board|council|department|ministry|service|centre|center|inspectorate|tribunal)$/;
