const ATTRIBUTE = /([^\s=/"'<>]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>]+))/g;

/** By name, in lower case; references in the values are not decoded. */
export type Attributes = Record<string, string>;

/** Attributes of a tag, quoted or not; of two of one name the first counts. */
export function attributesOf(words: string): Attributes {
  const found: Attributes = Object.create(null);
  if (words.length > 1)
    for (const m of words.matchAll(ATTRIBUTE)) found[m[1]?.toLowerCase() ?? ''] ??= m[2] ?? m[3] ?? m[4] ?? '';
  return found;
}

/** Text as it may stand in an element. */
export function written(text: string): string {
  return /[<&]|]]>/.test(text) ? `<![CDATA[${text.replaceAll(']]>', ']]]]><![CDATA[>')}]]>` : text;
}

/** Text as it may stand in an attribute. */
export const quoted = (value: string) =>
  value.replace(/[&<"]/g, (c) => (c === '&' ? '&amp;' : c === '<' ? '&lt;' : '&quot;'));

/** Text as HTML. */
export const escaped = (text: string) => text.replace(/[&<]/g, (c) => (c === '&' ? '&amp;' : '&lt;'));
