import type { Document } from './document.ts';
import type { Telling } from './merge.ts';
import { MONTH_NAMES } from './words.ts';

/** A long piece is an essay or a feature if neither its headline nor its opening tells an event. */
const LONG = 12;
const OPENING = 3;
const ROUNDUP =
  /\b(?:this week|weekly|newsletter|welcome (?:back )?to|sign up here|round-?up|recap|in brief|highlights|deals of|(?:running|comprehensive|full|complete|updated) list|list of (?:all )?(?:the )?known)\b/i;

/**
 * In a feature the events told along the way are recalled, and so are, deep in a news piece, those of houses that its
 * news is not about. A round-up tells many.
 */
export function recallIn(document: Document, tellings: readonly Telling[]): void {
  for (const told of tellings) {
    if (!ofOtherMonth(document, told)) continue;
    told.background = true;
    // "raised $2 billion in July in a round that valued it at $12 billion": of the same day.
    for (const other of tellings)
      if (
        other.type === told.type &&
        other.sentence === told.sentence &&
        !other.args.some(({ role }) => role === 'date') &&
        about(other).some((one) => about(told).includes(one))
      )
        other.background = true;
  }
  goOn(document, tellings);
  moneyBefore(document, tellings);
  const body = document.sentences.filter((sentence) => sentence.field === 'text');
  if (body.length < LONG) return;
  const first = document.sentences.length - body.length;
  const opens = (told: Telling): boolean =>
    told.sentence < first + OPENING && told.type !== 'response' && !told.background;
  const news = tellings.filter(opens);
  const opening = body
    .slice(0, 10)
    .map((sentence) => document.article.text.slice(sentence.start, sentence.end))
    .join(' ');
  if (ROUNDUP.test(`${document.article.title} ${opening}`)) return;
  const known = new Set(news.flatMap((told) => told.args.flatMap((arg) => arg.party?.entity ?? [])));
  for (const told of tellings) {
    if (told.type === 'response' || told.status === 'talks') continue;
    if (news.length === 0) told.background = true;
    else if (
      told.sentence >= first + OPENING + 2 &&
      told.verb?.past &&
      !about(told).some((entity) => known.has(entity))
    )
      told.background = true;
  }
}

const DAY = 86_400_000;
/** What is dated so many days back is no news, nor is what a date not yet come must mean of the year before. */
const RECENT = 21;

/** "acquired Foo in July", written in October; "on 3 March", written in June. */
function ofOtherMonth(document: Document, told: Telling): boolean {
  const sentence = document.sentences[told.sentence];
  if (told.background || told.type === 'response' || sentence?.field !== 'text' || told.sentence === 0) return false;
  // "A filing showed on Monday that Foo bought Bar in May": new to all.
  if (
    /\b(?:today|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b/i.test(
      document.article.text.slice(sentence.start, sentence.end),
    )
  )
    return false;
  const { verb } = told;
  if (!verb || verb.modal !== null || verb.form === 'infinitive' || !(verb.past || verb.passive)) return false;
  if (told.status !== 'announced' && told.status !== 'closed') return false;
  const published = Date.parse(document.article.published ?? '');
  const worded = told.args.find(({ role }) => role === 'date')?.text.toLowerCase() ?? '';
  const match = /^(?:(?:early|late|mid)[ -])?(?:(\d{1,2}) )?([a-z]+)\.?(?: (\d{1,2}))?$/.exec(worded);
  const month = MONTH_NAMES.findIndex((name) => name === match?.[2] || (match?.[2] ?? '').startsWith(name.slice(0, 3)));
  if (Number.isNaN(published) || !match || month < 0) return false;
  const day = Number(match[1] ?? match[3] ?? 0);
  const written = new Date(published);
  // Without a day: the last day of that month.
  const ends = (year: number): number => (day > 0 ? Date.UTC(year, month, day) : Date.UTC(year, month + 1, 0));
  if (day === 0 && month === written.getUTCMonth()) return false;
  const year = written.getUTCFullYear();
  const last = ends(year) > published + 2 * DAY ? ends(year - 1) : ends(year);
  return published - last > (day > 0 ? RECENT : 5) * DAY;
}

/** A purchase or a closure is told, and then: "It has raised $310 million from Foo and Bar". */
function moneyBefore(document: Document, tellings: readonly Telling[]): void {
  const first = document.sentences.findIndex(({ field }) => field === 'text');
  if (first < 0 || document.sentences.length - first < 4) return;
  const news = tellings.filter(
    ({ sentence, type, background }) => sentence < first + OPENING && type !== 'response' && !background,
  );
  if (news.some(({ type }) => type === 'investment' || type === 'ipo')) return;
  const known = new Set(news.flatMap(({ args }) => args.flatMap(({ party }) => party?.entity ?? [])));
  for (const told of tellings) {
    if (told.type !== 'investment' || told.status !== 'announced' || told.sentence < first + 2) continue;
    if (!/^(?:raise|receive|secure|land)$/.test(told.verb?.lemma ?? '') || !about(told).some((one) => known.has(one)))
      continue;
    const sentence = document.sentences[told.sentence];
    const words = sentence ? document.article.text.slice(sentence.start, sentence.end) : '';
    if (!NEWS.test(words.replace(/\b(?:has|have) /g, '')) && !/\b(?:also|new|fresh|announced)\b/.test(words))
      told.background = true;
  }
}

/** Words of the day: what they stand beside is news. */
const NEWS = /\b(?:has|have|will|now|today|this (?:week|month|morning)|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b/i;

/** "Foo hired many last year. Hundreds were then laid off": who is named no more goes on in the time told before. */
function goOn(document: Document, tellings: readonly Telling[]): void {
  const news = tellings.filter(({ type }) => type !== 'response');
  for (const told of news) {
    const { verb } = told;
    if (told.background || told.status !== 'announced' || !verb || !(verb.past || verb.passive)) continue;
    const named = !told.args.some(({ party }) => party?.coreferent);
    const before = news.filter(({ sentence }) => sentence === told.sentence - 1);
    if (named || before.length === 0 || before.some(({ background }) => !background)) continue;
    const sentence = document.sentences[told.sentence];
    // What a headline recalls is no time that the text goes on in.
    if (sentence?.field !== 'text' || document.sentences[told.sentence - 1]?.field !== 'text') continue;
    if (NEWS.test(document.article.text.slice(sentence.start, sentence.end))) continue;
    told.background = true;
  }
}

/** Whom an event is about: a backer has many rounds, a round one target. */
const about = (told: Telling) =>
  told.args.flatMap((arg) =>
    arg.party?.entity && (told.type !== 'investment' || arg.role === 'target') ? [arg.party.entity] : [],
  );
