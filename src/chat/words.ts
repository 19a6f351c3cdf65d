/** A word, or a name in quotes. */
export interface Word {
  text: string;
  quoted: boolean;
  /** Of `key:value`, as typed. */
  key?: string;
  /** A comma stood right behind it. */
  comma: boolean;
}

const CLOSING: Record<string, string> = {
  '"': '"”“',
  '“': '”"“',
  '”': '"”“',
  '„': '“”"',
  '«': '»',
  "'": "'",
  '‘': '’',
};
const KEY = /^([\p{L}][\p{L}_-]*)[:：=](?!\/\/)/u;

/** Takes one line apart. Never throws. */
export function split(text: string): Word[] {
  const words: Word[] = [];
  let i = 0;
  while (i < text.length) {
    const c = text.charAt(i);
    if (c === ' ' || c === ',') {
      const last = words.at(-1);
      if (c === ',' && last) last.comma = true;
      i++;
      continue;
    }
    const keyed = KEY.exec(text.slice(i, i + 60));
    const start = keyed ? i + keyed[0].length : i;
    const read = readValue(text, start, Boolean(keyed));
    // `type: investment`: the value is the next word.
    if (keyed && read.end === start && text.charAt(start) === ' ' && start + 1 < text.length) {
      const after = readValue(text, start + 1, true);
      words.push({ ...after.word, key: keyed[1] ?? '' });
      i = after.end;
      continue;
    }
    words.push(keyed ? { ...read.word, key: keyed[1] ?? '' } : read.word);
    i = Math.max(read.end, i + 1);
  }
  return words;
}

function readValue(text: string, start: number, keyed: boolean): { word: Word; end: number } {
  const closing = CLOSING[text.charAt(start)];
  if (closing) {
    let end = start + 1;
    // A single quote closes only at the end of a word, so that an apostrophe stays one.
    const apostrophe = closing === "'" || closing === '’';
    while (
      end < text.length &&
      !(closing.includes(text.charAt(end)) && (!apostrophe || /^$|[\s,]/.test(text.charAt(end + 1))))
    )
      end++;
    if (end < text.length || !apostrophe)
      return { word: { text: text.slice(start + 1, end).trim(), quoted: true, comma: false }, end: end + 1 };
  }
  let end = start;
  // A value behind a key may be a list (`types:investment,ipo`); between bare words a comma divides.
  while (end < text.length && text.charAt(end) !== ' ') end++;
  const raw = text.slice(start, end);
  const comma = /,+$/.test(raw);
  return { word: { text: keyed && !comma ? raw : raw.replace(/,+$/, ''), quoted: false, comma }, end };
}
