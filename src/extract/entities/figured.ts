import type { Token } from '../tokens.ts';
import type { Line } from './line.ts';
import { headlineVerbs } from './openers.ts';
import { capital } from './signs.ts';

/** Names that have a figure in them: "3M", "01.AI", "7-Eleven", "Studio 71". */

/** Letters behind a figure that count or measure: "5G", "3D", "10K", "2GW". */
const UNIT =
  /^(?:[GDKPWVABT]|[KMGTP](?:W|B|Hz|bps|iB)|[AP]M|MP|HP|DPI|FPS|RPM|PPM|BHK|USD|EUR|GBP|Q|H|Y|FY|C|F|L|N|S|E)s?$/;
/** What is numbered: a figure behind it is no part of a name. */
const NUMBERED =
  /^(?:series|phase|level|chapter|section|article|title|type|route|formula|version|gen|generation|class|stage|tier|top|figure|table|page|part|step|room|building|flight|highway|interstate|area|district|zone|unit|season|episode|volume|number|grade|group|division|channel|act|rule|form|proposition|prop|bill|resolution|item|question|game|match|round|lot|gate|terminal|pier|dock|fortune|age|web|agenda|vision|plan|point|line|core|pack|count|counts|mark|order|case|lane|exit|apartment|suite|floor|box)$/;
const BEFORE = /^(?:from|with|by|of|at|for|and|as|to|,|in|into|against|over|behind|like|than|between)$/;
const AFTER = /^(?:for|in|on|over|with|at|by|and|to|from|of|after|as|while|amid|[,.;:)])$/;
const GOES_ON = /^(?:has|had|is|was|will|said|says|'s|would|laid|sold|bought|won|took|struck)$/;

/** Whether what stands between two tokens is told of as somebody: it acts, or something is done to it. */
function acts({ tokens }: Line, from: number, to: number): boolean {
  const before = tokens[from - 1];
  const after = tokens[to + 1];
  if (after && (headlineVerbs(after) || GOES_ON.test(after.lower)))
    return from === 0 || BEFORE.test(before?.lower ?? '');
  return (
    before !== undefined &&
    (BEFORE.test(before.lower) || before.word.headline !== undefined) &&
    (after === undefined || AFTER.test(after.lower))
  );
}

/** The last token of a name that a figure opens at a token; -1 where none does. */
export function figured(line: Line, i: number): number {
  const { tokens, sentence } = line;
  const [figure, next] = [tokens[i], tokens[i + 1]];
  if (figure?.kind !== 'number' || figure.text.length > 4 || !next || next.start !== figure.end || sentence.titleCase)
    return -1;
  // "01.AI", "7-Eleven", "23andMe".
  const mid = next.text === '.' || next.text === '-' || next.lower === 'and';
  const last = mid ? i + 2 : i + 1;
  const word = tokens[last];
  if (!word || !capital(word) || (mid && word.start !== next.end)) return -1;
  if (!mid && UNIT.test(word.text)) return -1;
  return acts(line, i, last) ? last : -1;
}

/** The last token of a name that goes on at `k` with a figure, having begun with one plain word at `i`; -1 where it does not. */
export function numbered(line: Line, i: number, k: number): number {
  const { tokens } = line;
  const [word, figure] = [tokens[i] as Token, tokens[k] as Token];
  if (k !== i + 1 || !word.word.common || NUMBERED.test(word.lower) || /^(?:19|20)\d\d$/.test(figure.text)) return -1;
  if (figure.kind !== 'number' && !/^\d{1,2}-\d{1,2}$/.test(figure.text)) return -1;
  const dash = tokens[k + 1];
  const last = dash?.text === '-' && dash.start === figure.end && tokens[k + 2]?.kind === 'number' ? k + 2 : k;
  return acts(line, i, last) ? last : -1;
}
