/**
 * What the clean document is made of. No name of it is one that rss-parser reads itself (`description`, `pubDate`, `date`):
 * it makes snippets of texts in quadratic time, and throws over dates. `rank`: 0 is the best
 * source of that field; the parser hands all of them on.
 */
export type Tag = 'title' | 'link' | 'id' | 'when' | 'body' | 'ttl' | 'skipHours' | 'skipDays';
type Field = readonly [Tag, rank: number];

export const ITEM_FIELDS: ReadonlyMap<string, Field> = new Map(
  Object.entries<Field>({
    title: ['title', 0],
    'atom:title': ['title', 1],
    'dc:title': ['title', 2],
    'media:title': ['title', 3],
    'itunes:title': ['title', 4],
    link: ['link', 0],
    'atom:link': ['link', 1],
    'feedburner:origlink': ['link', 9],
    guid: ['id', 0],
    id: ['id', 0],
    'atom:id': ['id', 1],
    'dc:identifier': ['id', 3],
    pubdate: ['when', 0],
    published: ['when', 0],
    issued: ['when', 1],
    'dc:date': ['when', 2],
    'dcterms:issued': ['when', 3],
    'atom:published': ['when', 3],
    'atom:issued': ['when', 3],
    created: ['when', 4],
    'dcterms:created': ['when', 4],
    date: ['when', 5],
    'dcterms:date': ['when', 5],
    updated: ['when', 6],
    'atom:updated': ['when', 6],
    modified: ['when', 7],
    'dcterms:modified': ['when', 7],
    'atom:modified': ['when', 7],
    'content:encoded': ['body', 0],
    content: ['body', 1],
    'atom:content': ['body', 1],
    'xhtml:body': ['body', 1],
    'xhtml:div': ['body', 1],
    description: ['body', 2],
    summary: ['body', 3],
    'atom:summary': ['body', 3],
    'dc:description': ['body', 4],
    'itunes:summary': ['body', 5],
    'media:description': ['body', 6],
  }),
);

export const FEED_FIELDS: ReadonlyMap<string, Field> = new Map(
  Object.entries<Field>({
    title: ['title', 0],
    'atom:title': ['title', 1],
    'dc:title': ['title', 2],
    link: ['link', 0],
    'atom:link': ['link', 1],
    ttl: ['ttl', 0],
    skiphours: ['skipHours', 0],
    skipdays: ['skipDays', 0],
  }),
);

const SPACES: readonly (readonly [RegExp, string])[] = [
  [
    /^https?:\/\/www\.w3\.org\/2005\/atom\/?$|^https?:\/\/purl\.org\/atom\/ns#?|^https?:\/\/purl\.org\/net\/atom/i,
    'atom',
  ],
  [/purl\.org\/rss\/1\.0\/?$|purl\.org\/net\/rss1\.1#?$|my\.netscape\.com\/rdf|channel\.netscape\.com\/rdf/i, ''],
  [/userland\.com\/rss|blogs\.law\.harvard\.edu|rssboard\.org|purl\.org\/rss\/2\.0/i, ''],
  [/purl\.org\/rss\/1\.0\/modules\/content/i, 'content'],
  [/purl\.org\/dc\/elements|purl\.org\/rss\/1\.0\/modules\/dc/i, 'dc'],
  [/purl\.org\/dc\/terms/i, 'dcterms'],
  [/22-rdf-syntax-ns/i, 'rdf'],
  [/www\.w3\.org\/1999\/xhtml/i, 'xhtml'],
  [/search\.yahoo\.com\/mrss|video\.search\.yahoo\.com/i, 'media'],
  [/itunes\.com\/dtds|itunes\.apple\.com/i, 'itunes'],
  [/feedburner/i, 'feedburner'],
];
/** Prefixes that are taken at their word where nothing declares them. */
const WELL_KNOWN = new Set(['atom', 'content', 'dc', 'dcterms', 'rdf', 'xhtml', 'media', 'itunes', 'feedburner']);

/** Stands for a namespace that is none of ours. */
export const UNKNOWN = '?';

/** Our prefix of a namespace: empty for the feed formats' own, `UNKNOWN` for what we read nothing of. */
export function spaceOf(uri: string): string {
  if (uri === '') return '';
  return SPACES.find(([pattern]) => pattern.test(uri.trim()))?.[1] ?? UNKNOWN;
}

/**
 * An element's name in our spelling: with the usual prefix of its namespace, none for the feed's own elements.
 * `name` is in lower case; `spaces` maps the prefixes in scope to ours; `ownSpace`: the element itself declares its default.
 */
export function canonicalName(
  name: string,
  spaces: ReadonlyMap<string, string>,
  ownSpace: boolean,
  atom: boolean,
): string {
  const colon = name.indexOf(':');
  const prefix = colon < 0 ? '' : name.slice(0, colon);
  const local = name.slice(colon + 1);
  let space = spaces.get(prefix) ?? UNKNOWN;
  if (space === UNKNOWN) {
    if (prefix === '') space = ownSpace ? UNKNOWN : '';
    else if (WELL_KNOWN.has(prefix)) space = prefix;
  }
  if (space === 'atom' && (atom || prefix === '')) space = '';
  return space ? `${space}:${local}` : local;
}
