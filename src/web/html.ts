import { plain } from '../chat/text.ts';

/** Markup that is safe to send: made by `html` alone. */
export class Html {
  readonly markup: string;
  constructor(markup: string) {
    this.markup = markup;
  }
}

type Part = Html | string | number | null | undefined | false | readonly Part[];

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

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
  return plain(String(part)).replace(/[&<>"']/g, (c) => ENTITIES[c] as string);
}
