const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });
const WIDE =
  /^(?:[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}|\p{Extended_Pictographic}\ufe0f|[\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}])/u;

/** Columns that the text takes in a terminal: East Asian and emoji characters take two. */
export function columns(text: string): number {
  if (/^[\x20-\x7e]*$/.test(text)) return text.length;
  let width = 0;
  for (const { segment } of graphemes.segment(text)) width += WIDE.test(segment) ? 2 : 1;
  return width;
}

/** Lines of at most `width` columns, broken between words. A longer word (an address) stays whole, on a line of its own. */
export function wrap(text: string, width: number): string[] {
  return text.split('\n').flatMap((paragraph) => {
    const lines: string[] = [];
    let line = '';
    let used = 0;
    for (const word of paragraph.split(' ')) {
      const size = columns(word);
      if (line && used + 1 + size > width) {
        lines.push(line);
        line = word;
        used = size;
      } else {
        line = line ? `${line} ${word}` : word;
        used = line === word ? size : used + 1 + size;
      }
    }
    return [...lines, line];
  });
}
