import { type Attributes, attributesOf, escaped, quoted, written } from './markup.ts';
import { canonicalName, FEED_FIELDS, ITEM_FIELDS, spaceOf, type Tag, UNKNOWN } from './names.ts';
import { decoder, entitiesOf } from './references.ts';

/*
 * Feeds in the wild are seldom XML: bare ampersands, markup in titles, prefixes of every kind, text before and after the
 * document, ends cut off. This reads them leniently, in one pass whose time is linear, and writes what dealwire reads of
 * them as a small RSS 2.0 document that any strict parser takes. Nesting, entity declarations and unknown elements do not
 * get past it, so none of the known attacks reaches the parser.
 */

/** Fields whose text is a word or a line: an element of the feed's own within one means that its end tag is missing. */
const SHORT: ReadonlySet<Tag> = new Set(['title', 'link', 'id', 'when', 'ttl']);
const KEPT_ATTRIBUTES = ['href', 'rel', 'type', 'mode', 'src', 'ispermalink'] as const;

const MAX_ITEMS = 10_000;
/** Of one item, and namespaces of one element: more are left out. */
const MAX_FIELDS = 100;
/** Elements without an end tag that are read again as if empty, per item. */
const MAX_REWINDS = 20;
/** No article is longer; what stands behind it is left out. */
const MAX_FIELD = 400_000;

// biome-ignore lint/suspicious/noControlCharactersInRegex: characters that XML forbids are what it is for
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;
const TAG = /<(\/?)([^\s<>/"'=!?]+)([^<>"']*(?:(?:"[^"<]*"|'[^'<]*')[^<>"']*)*)>/y;
const LOOSE_TAG = /<(\/?)([^\s<>/"'=!?]+)([^<>]*)>/y;
const ROOT = /<(?:[\w.-]+:)?(rss|feed|rdf|channel)(?=[\s>/])/i;

export interface CleanFeed {
  /** A well-formed RSS 2.0 document in the vocabulary above; every field carries its rank and what the parser must know. */
  xml: string;
  /** Item elements met, empty ones too. */
  met: number;
  /** The document ended before its end tag. */
  cut: boolean;
  atom: boolean;
}

/** Rewrites a feed document, or returns null where nothing in it looks like an RSS, RDF or Atom feed. */
export function cleanFeed(source: string, base: string | undefined): CleanFeed | null {
  const text = source.search(CONTROL) >= 0 ? source.replace(CONTROL, '') : source;
  const root = ROOT.exec(text);
  if (!root) return null;
  return rewrite(text, root.index, entitiesOf(text.slice(0, root.index)), base);
}

/** An open element: one of ours (`tag`), or one that is skipped with all it holds (`tag` null). */
interface Open {
  name: string;
  tag: Tag | null;
  rank: number;
  attributes: Attributes;
  base: string | undefined;
  /** Its inner markup is the document's own (XHTML): references stay as they are, for the HTML reader. */
  raw: boolean;
  markup: boolean;
  nested: number;
  text: string;
  /** Where to read on if its end tag turns out to be missing. */
  after: number;
}

interface Scope {
  spaces: ReadonlyMap<string, string>;
  base: string | undefined;
}

function resolveBase(value: string | undefined, base: string | undefined): string | undefined {
  if (!value) return base;
  try {
    return new URL(value, base).href;
  } catch {
    return base;
  }
}

function rewrite(text: string, start: number, entities: Map<string, string>, base: string | undefined): CleanFeed {
  const decode = decoder(entities);
  let atom = false;
  let feedScope: Scope = { spaces: new Map(), base: undefined };
  let itemScope = null as Scope | null;
  let itemName = '';
  let item: { open: Open; value: string }[] = [];
  let field = null as Open | null;
  let rewinds = 0;
  let items = 0;
  let met = 0;
  let ended = false;
  const head: string[] = [];
  const body: string[] = [];
  // Once a search for one of these has failed it is not made again, or a document of openings would take quadratic time.
  const exhausted = new Set<string>();
  const find = (what: string, from: number): number => {
    if (exhausted.has(what)) return -1;
    const at = text.indexOf(what, from);
    if (at < 0) exhausted.add(what);
    return at;
  };

  const scoped = (outer: Scope, attributes: Attributes, words: string): Scope => {
    if (!words.includes('xml')) return outer;
    let spaces = outer.spaces;
    for (const [name, value] of Object.entries(attributes)) {
      if (name !== 'xmlns' && !name.startsWith('xmlns:')) continue;
      if (spaces.size >= MAX_FIELDS) break;
      if (spaces === outer.spaces) spaces = new Map(outer.spaces);
      (spaces as Map<string, string>).set(name.slice(6), spaceOf(value));
    }
    const own = attributes['xml:base'];
    return spaces === outer.spaces && !own ? outer : { spaces, base: resolveBase(own, outer.base ?? base) };
  };

  const canonical = (name: string, scope: Scope, ownSpace: boolean): string =>
    canonicalName(name, scope.spaces, ownSpace, atom);

  const write = (open: Open, value: string): string => {
    let tag = `<${open.tag}`;
    if (open.rank) tag += ` rank="${open.rank}"`;
    if (open.base) tag += ` base="${quoted(open.base)}"`;
    if (open.raw || open.markup) tag += open.raw ? ' raw="1"' : ' markup="1"';
    for (const name of KEPT_ATTRIBUTES) {
      const attribute = open.attributes[name];
      if (attribute !== undefined) tag += ` ${name}="${quoted(decode(attribute))}"`;
    }
    return value ? `${tag}>${written(value)}</${open.tag}>` : `${tag}/>`;
  };

  const endField = (): void => {
    const open = field;
    field = null;
    if (!open?.tag) return;
    const value = open.text.trim();
    if (!value && open.attributes.href === undefined && open.attributes.src === undefined) return;
    if (itemScope) {
      if (item.length < MAX_FIELDS) item.push({ open, value });
    } else head.push(write(open, value));
  };

  const endItem = (): void => {
    // One body is enough: the best of those that say something.
    const best = item.reduce<(typeof item)[number] | null>(
      (a, b) => (b.open.tag === 'body' && b.value && (!a || b.open.rank < a.open.rank) ? b : a),
      null,
    );
    const parts = item.filter((f) => f.open.tag !== 'body' || f === best || (!best && f.open.attributes.src));
    if (parts.length && items < MAX_ITEMS) {
      body.push(`<item>${parts.map((f) => write(f.open, f.value)).join('')}</item>`);
      items++;
    }
    item = [];
    itemScope = null;
  };

  const openElement = (name: string, words: string, after: number): void => {
    const empty = words.endsWith('/');
    const attributes = attributesOf(empty ? words.slice(0, -1) : words);
    const outer: Scope = itemScope ?? feedScope;
    const scope = scoped(outer, attributes, words);
    const known = canonical(name, scope, attributes.xmlns !== undefined && !STRUCTURE.test(name));
    if (known === 'item' || known === 'entry') {
      if (itemScope) endItem();
      itemScope = scoped(feedScope, attributes, words);
      itemName = name;
      met++;
      rewinds = 0;
      const about = attributes['rdf:about'] ?? attributes.about;
      if (about) item.push({ open: opened('about', 'id', 2, {}, scope, after), value: decode(about) });
      if (empty) endItem();
      return;
    }
    if (!itemScope && /^(rss|feed|channel|rdf:rdf|rdf)$/.test(known)) {
      feedScope = scope;
      ended ||= empty && known !== 'channel';
      return;
    }
    if (itemScope && (known === 'media:group' || known === 'media:content')) return;
    const [tag, rank] = (itemScope ? ITEM_FIELDS : FEED_FIELDS).get(known) ?? [null, 0];
    if (empty && !tag) return;
    field = opened(name, tag, rank, attributes, scope, after);
    if (tag === 'body' && unreadable(attributes)) field.tag = null;
    if (empty) endField();
  };

  const opened = (
    name: string,
    tag: Tag | null,
    rank: number,
    attributes: Attributes,
    scope: Scope,
    after: number,
  ): Open => ({
    name,
    tag,
    rank,
    attributes,
    base: scope.base,
    raw: /xml/i.test(attributes.type ?? '') ? attributes.mode !== 'escaped' : attributes.mode === 'xml',
    markup: false,
    nested: 0,
    text: '',
    after,
  });

  const add = (run: string): void => {
    if (field?.tag && field.text.length < MAX_FIELD) field.text += run;
  };

  let pos = start;
  while (pos < text.length && !ended) {
    const lt = text.indexOf('<', pos);
    const run = lt < 0 ? text.slice(pos) : lt > pos ? text.slice(pos, lt) : '';
    if (run && field?.tag) add(field.raw ? run : decode(run));
    if (lt < 0) break;
    pos = lt + 1;
    const next = text[pos];
    if (next === '!') {
      if (text.startsWith('!--', pos)) {
        const end = find('-->', lt + 4);
        pos = end < 0 ? lt + 4 : end + 3;
      } else if (text.startsWith('![CDATA[', pos)) {
        const end = find(']]>', lt + 9);
        if (end >= 0) add(field?.raw ? escaped(text.slice(lt + 9, end)) : text.slice(lt + 9, end));
        pos = end < 0 ? lt + 9 : end + 3;
      } else {
        const end = find('>', lt);
        pos = end < 0 ? text.length : end + 1;
      }
      continue;
    }
    if (next === '?') {
      const end = find('>', lt);
      pos = end < 0 ? text.length : end + 1;
      continue;
    }
    TAG.lastIndex = LOOSE_TAG.lastIndex = lt;
    const tag = TAG.exec(text) ?? LOOSE_TAG.exec(text);
    if (!tag) {
      add(field?.raw ? '&lt;' : '<');
      continue;
    }
    const [whole, slash, rawName = '', words = ''] = tag;
    const name = rawName.toLowerCase();
    pos = lt + whole.length;
    const closing = slash === '/';

    if (field) {
      const inside: Open = field;
      if (name === inside.name) {
        if (!closing) {
          if (!words.endsWith('/')) inside.nested++;
        } else if (inside.nested === 0) {
          endField();
          continue;
        } else inside.nested--;
        inside.markup = true;
        add(whole);
        continue;
      }
      const endsAround = closing && (itemScope ? name === itemName || ENDS.test(name) : ENDS.test(name));
      const startsNext =
        !closing &&
        inside.tag !== 'body' &&
        /^(?:\w+:)?(?:item|entry)$/i.test(name) &&
        /^(item|entry)$/.test(canonical(name, itemScope ?? feedScope, false));
      if (endsAround || startsNext) {
        // Its own end tag is missing. What was skipped for it may hold fields of ours.
        if (inside.tag === null && rewinds++ < MAX_REWINDS) {
          field = null;
          pos = inside.after;
          continue;
        }
        endField();
      } else if (
        !closing &&
        inside.tag &&
        SHORT.has(inside.tag) &&
        isField(canonical(name, itemScope ?? feedScope, false))
      ) {
        endField();
      } else {
        inside.markup = true;
        add(whole);
        continue;
      }
    }
    if (!closing) {
      if (lt === start) {
        atom = /feed$/i.test(name);
        const colon = name.indexOf(':');
        const prefix = name.slice(0, Math.max(colon, 0));
        if (prefix && spaceOf(attributesOf(words)[`xmlns:${prefix}`] ?? UNKNOWN) === UNKNOWN)
          feedScope = { spaces: new Map([[prefix, '']]), base: undefined };
      }
      openElement(name, words, pos);
    } else if (itemScope && name === itemName) endItem();
    else if (ENDS.test(name)) {
      if (itemScope) endItem();
      ended = !/channel$/i.test(name);
    }
  }
  // An item that the end of the document cuts off is kept if it can be told apart when it comes whole with the next poll.
  if (itemScope) {
    if (field?.tag === 'body') endField();
    if (items === 0 || item.some((f) => f.open.tag === 'id' || f.open.tag === 'link')) endItem();
  }
  return {
    xml: `<rss version="2.0"><channel>${head.join('')}${body.join('')}</channel></rss>`,
    met,
    cut: !ended,
    atom,
  };
}

/** Whatever namespace a document puts these in, they are what they look like. */
const STRUCTURE = /^(?:rss|feed|channel|item|entry)$/;
const ENDS = /^(?:[\w.-]+:)?(?:rss|feed|rdf|channel)$/i;

function isField(known: string): boolean {
  return !known.startsWith('xhtml:') && (ITEM_FIELDS.has(known) || FEED_FIELDS.has(known));
}

/** Bodies that are no text: pictures, sound. */
function unreadable(attributes: Attributes): boolean {
  const type = attributes.type?.toLowerCase() ?? '';
  return type.includes('/') && !/^text\/|xml|html/.test(type);
}
