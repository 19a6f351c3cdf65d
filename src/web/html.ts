import { escapeUTF8 } from 'entities';
import { plain } from '../chat/text.ts';

/** Markup that is safe to send: made by `html` alone. */
export class Html {
  readonly markup: string;
  constructor(markup: string) {
    this.markup = markup;
  }
}

type Part = Html | string | number | null | undefined | false | readonly Part[];

/**
 * A template of markup. Whatever is put into it is text, cleaned of control characters and escaped, for elements and for
 * quoted attributes; only other templates are taken as they are. Lists are joined; null, undefined and false give nothing.
 */
export function html(strings: TemplateStringsArray, ...parts: Part[]): Html {
  return new Html(strings.reduce((made, string, i) => made + written(parts[i - 1]) + string));
}

function written(part: Part): string {
  if (part instanceof Html) return part.markup;
  if (Array.isArray(part)) return part.map(written).join('');
  if (part === null || part === undefined || part === false) return '';
  return escapeUTF8(plain(String(part)));
}
