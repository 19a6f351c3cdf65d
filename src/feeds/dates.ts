/** Minutes east of UTC of the zone names that feeds use. `IST` is India's: the newsrooms that write it are there. */
const ZONES: Record<string, number> = {
  ut: 0,
  utc: 0,
  gmt: 0,
  z: 0,
  wet: 0,
  west: 60,
  bst: 60,
  cet: 60,
  cest: 120,
  met: 60,
  mest: 120,
  mez: 60,
  mesz: 120,
  eet: 120,
  eest: 180,
  msk: 180,
  msd: 240,
  trt: 180,
  gst: 240,
  pkt: 300,
  ist: 330,
  npt: 345,
  ict: 420,
  wib: 420,
  cst: -360,
  cdt: -300,
  est: -300,
  edt: -240,
  mst: -420,
  mdt: -360,
  pst: -480,
  pdt: -420,
  akst: -540,
  akdt: -480,
  hst: -600,
  ast: -240,
  adt: -180,
  nst: -210,
  ndt: -150,
  brt: -180,
  art: -180,
  sgt: 480,
  hkt: 480,
  awst: 480,
  jst: 540,
  kst: 540,
  acst: 570,
  acdt: 630,
  aest: 600,
  aedt: 660,
  nzst: 720,
  nzdt: 780,
  sast: 120,
  cat: 120,
  eat: 180,
  wat: 60,
  et: -300,
  pt: -480,
  ct: -360,
  mt: -420,
};

/** January first; by word, in the languages that feeds of newsrooms come in. */
const MONTHS: readonly string[] = [
  'jan januar january janv janvier ene enero gen gennaio jän jänner janeiro januari янв января січ ιαν sty stycznia led oca ocak január',
  'feb februar february févr fév février febrero febbraio fev fevereiro februari фев февраля лют φεβ lut lutego úno şub şubat február',
  'mar march mär märz mrz mars marzo março mrt maart мар марта бер μάρ μαρ marca bře mart március',
  'apr april avr avril abr abril aprile апр апреля кві απρ kwi kwietnia dub nis nisan április',
  'may mai mayo mag maggio maio mei maj май мая тра μάι μαΐ μαι kvě mayıs május',
  'jun june juni juin junio giu giugno junho июн июня чер ιούν ιουν cze czerwca čvn haz haziran június',
  'jul july juli juil juillet julio lug luglio julho июл июля лип ιούλ ιουλ lip lipca čvc tem temmuz július',
  'aug august août aoû aout ago agosto augustus augusti авг августа сер αύγ αυγ sie sierpnia srp ağu ağustos augusztus',
  'sep sept september septembre septiembre set settembre setembro сен сентября вер σεπ wrz września zář eyl eylül szept szeptember',
  'oct october okt oktober octobre octubre ott ottobre out outubro окт октября жов οκτ paź października říj eki ekim október',
  'nov november novembre noviembre novembro ноя ноября νοέ νοε lis listopada kas kasım',
  'dec december dez dezember déc décembre dic diciembre dicembre dezembro des desember дек декабря гру δεκ gru grudnia pro ara aralık',
];
const MONTH = new Map(MONTHS.flatMap((names, i) => names.split(' ').map((name) => [name, i] as const)));

const DAY = 86_400_000;

function utc(y: number, mo: number, d: number, h = 0, mi = 0, s = 0, ms = 0): number | null {
  if (mo < 0 || mo > 11 || d < 1 || d > 31 || h > 24 || mi > 59 || s > 61 || y < 1000 || y > 9999) return null;
  const at = Date.UTC(y, mo, d, h, mi, s, ms);
  // 31 June is not the first of July.
  return new Date(Date.UTC(y, mo, d)).getUTCDate() === d ? at : null;
}

function fullYear(digits: string): number {
  const y = Number(digits);
  return digits.length > 2 ? y : y < 70 ? 2000 + y : 1900 + y;
}

/** Milliseconds to take off for a zone as worded: "+0530", "-07:00", "EDT", "GMT+2"; 0 when none or unknown. */
function zoneOffset(words: string): number {
  const numeric = /([+\u2212-])\s?(\d{1,2}):?(\d{2})?\s*(?:\(.*\))?$/.exec(words);
  if (numeric) {
    const minutes = Number(numeric[2]) * 60 + Number(numeric[3] ?? 0);
    return (numeric[1] === '+' ? 1 : -1) * minutes * 60_000;
  }
  const name = /[a-z]+/i.exec(words)?.[0].toLowerCase();
  return (name ? (ZONES[name] ?? 0) : 0) * 60_000;
}

const ISO =
  /^([+-]?\d{4})(?:-?(\d{2})(?:-?(\d{2}))?)?(?:[T\s]+(\d{1,2})(?::?(\d{2}))?(?::?(\d{2}))?(?:[.,](\d+))?)?\s*(z|[a-z]{2,5}|(?:gmt|utc)?\s*[+\u2212-]\s*\d{1,2}:?(?:\d{2})?)?$/i;
const ORDINAL = /^(\d{4})-?(\d{3})(?:T(.*))?$/;
const TIME = /(\d{1,2})[:h](\d{2})(?:[:.](\d{2})(?:[.,](\d+))?)?(?:\s*([ap])\.?m\b\.?)?/i;

function iso(text: string): number | null | undefined {
  const ordinal = ORDINAL.exec(text);
  if (ordinal) {
    const day = Number(ordinal[2]);
    const start = utc(Number(ordinal[1]), 0, 1);
    const clock = ordinal[3] ? (iso(`1970-01-01T${ordinal[3]}`) ?? null) : 0;
    return start === null || clock === null || day < 1 || day > 366 ? null : start + (day - 1) * DAY + clock;
  }
  const m = ISO.exec(text);
  if (!m) return undefined;
  const ms = m[7] ? Math.floor(Number(`0.${m[7]}`) * 1000) : 0;
  const at = utc(Number(m[1]), Number(m[2] ?? 1) - 1, Number(m[3] ?? 1), +(m[4] ?? 0), +(m[5] ?? 0), +(m[6] ?? 0), ms);
  return at === null ? null : at - (m[8] ? zoneOffset(m[8]) : 0);
}

/**
 * A feed's date to epoch ms: RFC 822 and 850, ISO 8601 whole or in part, asctime, and the slips seen in the wild (weekdays
 * that are wrong or in another language, month names of a dozen languages, two-digit years, missing seconds or zone, which
 * then is UTC). Null for what is no date: a wrong date is worse than none.
 */
export function parseDate(value: string): number | null {
  const given = value.replace(/\s+/g, ' ').trim();
  if (!given || given.length > 100 || !/\d/.test(given)) return null;
  // A zone's name in brackets stands behind its offset (RFC 9557).
  const text = given.replace(/ ?\[[^[\]]*\]$/, '');
  // Seconds or milliseconds since 1970.
  if (/^\d{10}(?:\d{3})?$/.test(text)) return Number(text.padEnd(13, '0'));
  const asIso = iso(text);
  if (asIso !== undefined) return asIso;

  const time = TIME.exec(text);
  const before = time ? text.slice(0, time.index) : text;
  const after = time ? text.slice(time.index + time[0].length) : '';
  let hour = Number(time?.[1] ?? 0);
  const half =
    time?.[5]?.toLowerCase() ?? (/下午|午後|오후/.test(text) ? 'p' : /上午|午前|오전/.test(text) ? 'a' : undefined);
  if (half && hour <= 12) hour = (hour % 12) + (half === 'p' ? 12 : 0);
  const words = before.toLowerCase().match(/\p{L}+|\d+/gu) ?? [];
  // The last one: "mar" is also Tuesday in French and Spanish.
  const monthAt = words.findLastIndex((w) => MONTH.has(w));
  const numbers = words.filter((w) => /^\d+$/.test(w));
  let day: number;
  let month: number;
  let year: number;
  if (monthAt >= 0) {
    month = MONTH.get(words[monthAt] ?? '') ?? 0;
    // asctime has the year behind the time.
    const trailing = /(?:^|\s)(\d{4})$/.exec(after)?.[1];
    if (numbers.length === 1 && trailing) numbers.push(trailing);
    const [a = '', b = ''] = numbers;
    if (!a || !b) return null;
    [year, day] = a.length === 4 ? [Number(a), Number(b)] : [fullYear(b), Number(a)];
  } else {
    // Figures alone: 2003/12/31, 12/31/2003, or 31.12.2003.
    const m = /(\d{1,4})([./-])(\d{1,2})\2(\d{1,4})/.exec(before.replace(/(\d)\s*[年월月년]\s*(?=\d)/g, '$1-'));
    if (!m) return null;
    const [a, b, c] = [m[1] ?? '', Number(m[3]), m[4] ?? ''];
    if (a.length === 4) [year, month, day] = [Number(a), b - 1, Number(c)];
    else if (m[2] === '/' && Number(a) <= 12) [month, day, year] = [Number(a) - 1, b, fullYear(c)];
    else [day, month, year] = [Number(a), b - 1, fullYear(c)];
  }
  const ms = time?.[4] ? Math.floor(Number(`0.${time[4]}`) * 1000) : 0;
  const at = utc(year, month, day, hour, Number(time?.[2] ?? 0), Number(time?.[3] ?? 0), ms);
  return at === null ? null : at - zoneOffset(after.trim().replace(/\s\d{4}$/, ''));
}
