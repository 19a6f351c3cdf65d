import { decodeHTML } from 'entities';

const MAX_ENTITIES = 200;
const MAX_ENTITY_OUTPUT = 1_000_000;

/** Internal general entities of a DOCTYPE. External ones are never read, and none is expanded within another. */
export function entitiesOf(prolog: string): Map<string, string> {
  const found = new Map<string, string>();
  const doctype = /<!DOCTYPE[^[>]*\[/i.exec(prolog);
  if (!doctype) return found;
  for (const m of prolog
    .slice(doctype.index)
    .matchAll(/<!ENTITY\s+([\w.-]+)\s+(?:"([^"]{0,2000})"|'([^']{0,2000})')\s*>/g)) {
    if (found.size >= MAX_ENTITIES) break;
    found.set(m[1] ?? '', decodeHTML(m[2] ?? m[3] ?? ''));
  }
  return found;
}

const named = new Map<string, string>();
function htmlEntity(whole: string): string {
  let value = named.get(whole);
  if (value === undefined) {
    value = decodeHTML(whole);
    if (named.size < 3000) named.set(whole, value);
  }
  return value;
}

function characterOf(code: number): string {
  if (code < 32 ? code !== 9 && code !== 10 && code !== 13 : code > 0x10ffff || code === 0xfffe || code === 0xffff)
    return '';
  if (code >= 0xd800 && code <= 0xdfff) return '';
  // Windows-1252 written as if it were Unicode.
  if (code >= 0x80 && code <= 0x9f) return htmlEntity(`&#${code};`);
  return String.fromCodePoint(code);
}

const REFERENCE = /&(?:#(\d{1,8})|#[xX]([\da-fA-F]{1,8})|([a-zA-Z][\w.-]*));/g;

/** Decodes what XML and HTML name; a bare ampersand stays one. Declared entities share one allowance a document. */
export function decoder(entities: ReadonlyMap<string, string>): (text: string) => string {
  let allowance = MAX_ENTITY_OUTPUT;
  const one = (whole: string, decimal?: string, hex?: string, name?: string): string => {
    if (decimal) return characterOf(Number(decimal));
    if (hex) return characterOf(Number.parseInt(hex, 16));
    const declared = entities.get(name ?? '');
    if (declared === undefined) return htmlEntity(whole);
    allowance -= declared.length;
    return allowance > 0 ? declared : '';
  };
  return (text) => (text.includes('&') ? text.replace(REFERENCE, one) : text);
}
