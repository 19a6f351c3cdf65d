/**
 * Texts at rest: deflated (RFC 1951), with words that news is made of as their common beginning. What is not shorter so is
 * stored as it is, and so were all texts by versions before.
 */
import { deflateRawSync, inflateRawSync } from 'node:zlib';

/** A text as it is, or packed: a first byte that says how, then the rest. */
export type Packed = string | Uint8Array;

/** How a text was packed; another way, or other words, is another number. */
const DEFLATED = 1;
/** A window of 8 KB, in which most texts fit with the words before them, in little memory. */
const WAY = { windowBits: 13, memLevel: 6, level: 6 };

/**
 * What the texts are thought to follow, so that what they have in common costs nothing; the likeliest last. Texts that were
 * packed with it cannot be read without it: it stays as it is.
 */
const BEFORE = Buffer.from(
  [
    'Amsterdam, Bangalore, Beijing, Berlin, Boston, Brussels, Dubai, Dublin, London, Munich, New York, Paris, San Francisco, Seattle, Seoul, Shanghai, Singapore, Stockholm, Sydney, Taiwan, Tel Aviv, Tokyo, Toronto, Washington, Zurich',
    ' January February March April May June July August September October November December Monday Tuesday Wednesday Thursday Friday Saturday Sunday 2021 2022 2023 2024 2025 2026 2027',
    ' Bloomberg, Reuters, the Financial Times, the Wall Street Journal, the New York Times, CNBC, TechCrunch, The Information, Axios, The Verge, Business Insider, Forbes',
    ' Alibaba Amazon AMD Anthropic Apple Broadcom Cohere CoreWeave Databricks DeepMind Google Gemini Hugging Face IBM Intel Meta Microsoft Azure Mistral Nvidia OpenAI ChatGPT Claude Oracle Perplexity Qualcomm Salesforce Samsung SoftBank Tencent Tesla TSMC xAI',
    ' Sequoia, Andreessen Horowitz, Lightspeed, Thrive Capital, Khosla Ventures, General Catalyst, Index Ventures, Temasek, BlackRock, Founders Fund, Accel, Tiger Global, Y Combinator',
    ' Inc. Corp. Ltd. LLC GmbH plc Labs Systems Technologies Ventures Capital Partners Holdings Group Networks Robotics Research Institute University',
    ' robotics, self-driving, drug discovery, cybersecurity, healthcare, biotech, legal, education, gaming, manufacturing, logistics, retail, insurance, energy, nuclear, satellites, defence, defense',
    ' graphics processing units, GPUs, accelerators, semiconductors, chips, chipmaker, data centers, data centres, megawatts, gigawatts, servers, cloud computing, storage, bandwidth, inference, training, compute capacity',
    ' copyright infringement, a lawsuit filed in federal court, alleging that, antitrust regulators, the European Commission, the Justice Department, the Federal Trade Commission, a judge ruled, settlement, privacy, safety, export controls, tariffs',
    ' laid off, layoffs, job cuts, employees, staff, workforce, headcount, hired, hiring, appointed, named, joined, stepped down as, resigned, will leave, departure, promoted, succeeds, replaced, former',
    ' vice president, chief technology officer, chief financial officer, chief operating officer, chief scientist, general manager, managing director, board of directors, co-founder and chief executive officer, founder, chairman, president, CEO',
    ' large language models, a new model, open-source, open-weight, benchmarks, reasoning, multimodal, assistant, chatbot, coding agents, agentic, developers, the API, features, users, subscribers, customers, enterprise, platform, software, tools, video, image, voice, search, preview, released, launched, unveiled, rolled out, introduced, available',
    ' quarterly revenue, annualized revenue, annual recurring revenue, profit, losses, earnings, forecast, analysts, shares rose, shares fell, percent, per cent, fiscal year, the fourth quarter, a year earlier, compared with, initial public offering, went public, listing, market value',
    ' acquired, acquisition, to acquire, to buy, merger, takeover, stake, minority stake, all-stock deal, deal is expected to close, subject to approval, terms were not disclosed, financial terms of the deal were not disclosed',
    ' signed an agreement, multiyear contract, partnership, will supply, will provide, licensing, joint venture, expand, build, invest, investing, investment, investors, including existing investors, participated, participation from',
    ' raised a seed round, Series A, Series B, Series C, Series D, led by, at a valuation of, valued at, post-money valuation, in a funding round, financing, venture capital, funding to, million in funding, $100 million, $1 billion, $500 million, $10 billion, billion dollars',
    ' according to people familiar with the matter, who asked not to be identified because the talks are private. a person briefed on the matter, a spokesperson for the company declined to comment, did not immediately respond to a request for comment, confirmed, denied, reported, announced on',
    ' wrote in a blog post, in a statement, in an interview, told reporters, said on Tuesday, which has been, that would have been, they are, there is, there were, we have, we are, it is not, he said, she said, “We’re, “The, ” said, said. The company also, the startup, the company said it would, the company plans to use the money to, as well as, more than, at least, up to, nearly, about, over the next, last year, this year, earlier this month, this week, because, before, after, between, through, under, against, without, people, around, while, where, when, their, these, those, other, some, many, first, most, could, should, would, about the, from the, with the, for the, on the, to the, in the, and the, of the, is the, that the, artificial intelligence company ',
  ].join(''),
);

/** The text as it is stored: packed where that makes it shorter. */
export function pack(text: string): Packed {
  const packed = deflateRawSync(text, { ...WAY, dictionary: BEFORE });
  return packed.length + 1 < Buffer.byteLength(text) ? Buffer.concat([Buffer.of(DEFLATED), packed]) : text;
}

/** The text that was stored. Throws where it was packed in a way that this version does not know, or is damaged. */
export function unpack(stored: Packed): string {
  if (typeof stored === 'string') return stored;
  if (stored[0] !== DEFLATED)
    throw new Error(`A text is packed in a way (${stored[0]}) that this program does not know.`);
  return inflateRawSync(stored.subarray(1), { windowBits: WAY.windowBits, dictionary: BEFORE }).toString();
}
