import { randomBytes } from 'node:crypto';
import type { Article } from '../../src/domain/article.ts';
import type { Argument, Claim, Evidence } from '../../src/domain/claim.ts';
import type { Company } from '../../src/domain/company.ts';
import type { Delivery, DeliveryState } from '../../src/domain/delivery.ts';
import type { Change, Fact, FactField, FactState, SourcedClaim } from '../../src/domain/fact.ts';
import type { ChannelRef, Subscription } from '../../src/domain/subscription.ts';

/** 18 June 2025, noon UTC: the moment at which the stories of the fixtures happen. */
export const NOON = Date.UTC(2025, 5, 18, 12);
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** Text of so many bytes that takes its room on the disk: nothing makes it much shorter. */
export const noise = (bytes: number): string => randomBytes(bytes).toString('base64').slice(0, bytes);

let counter = 0;
/** A name that no other call of this test file gets: `article-7`. */
export const fresh = (what: string): string => `${what}-${++counter}`;
/** An id as the ledger makes them: 32 hex digits; `start` sets the first ones. */
export function hexId(start = ''): string {
  const tail = (++counter).toString(16).padStart(8, '0');
  return start + tail.padEnd(32 - start.length, 'abcdef0123456789abcdef01');
}

export const SLACK_CHANNEL: ChannelRef = { platform: 'slack', workspace: 'T0001', channel: 'C0001' };
export const DISCORD_CHANNEL: ChannelRef = { platform: 'discord', workspace: '900000000001', channel: '900000000002' };
export const CONSOLE_CHANNEL: ChannelRef = { platform: 'console', workspace: 'local', channel: 'console' };

/** Slack's general channel by default; a bare name is a channel in the same workspace. */
export function channel(name?: string, over: Partial<ChannelRef> = {}): ChannelRef {
  return { ...SLACK_CHANNEL, ...(name ? { channel: name } : {}), ...over };
}

export function company(slug: string, over: Partial<Company> = {}): Company {
  const name =
    over.name ??
    slug.replace(/(^|-)(\w)/g, (_, dash: string, letter: string) => (dash ? ' ' : '') + letter.toUpperCase());
  return {
    slug,
    name,
    aliases: [{ text: name, ambiguous: false }],
    evidence: [],
    exclude: [],
    people: [],
    products: [],
    domains: [`${slug}.example`],
    ...over,
  };
}

const TEXT =
  'Meta is putting $14.3 billion into Scale AI for a 49% stake, the companies said. Its chief executive, Alexandr Wang, moves to Meta.';
const QUOTE = TEXT.slice(0, TEXT.indexOf('.', TEXT.indexOf('said')) + 1);

export function article(over: Partial<Article> = {}): Article {
  const id = over.id ?? fresh('article');
  return {
    id,
    feedId: 'example-news',
    identity: `guid-${id}`,
    title: 'Meta buys nearly half of Scale AI',
    text: TEXT,
    url: `https://news.example/${id}`,
    outlet: 'Example News',
    tier: 1,
    published: NOON,
    seen: Math.max(NOON, over.published ?? NOON),
    demo: false,
    ...over,
  };
}

export const money = (role: Argument['role'], text: string, value: number): Argument => ({
  role,
  text,
  value,
  unit: 'USD',
  qualifier: 'exact',
});
export const party = (role: Argument['role'], text: string, slug?: string): Argument => ({
  role,
  text,
  ...(slug ? { slug } : {}),
});
export const evidence = (over: Partial<Evidence> = {}): Evidence => ({
  field: 'text',
  start: 0,
  end: QUOTE.length,
  quote: QUOTE,
  ...over,
});

/** Meta's investment in Scale AI, as one article tells it. */
export function claim(over: Partial<Claim> = {}): Claim {
  return {
    type: 'investment',
    status: 'announced',
    certainty: 'confirmed',
    background: false,
    args: [
      party('investor', 'Meta', 'meta'),
      party('target', 'Scale AI', 'scale-ai'),
      money('amount', '$14.3 billion', 14_300_000_000),
      { role: 'stake', text: '49%', value: 49, unit: 'percent', qualifier: 'exact' },
    ],
    speakers: [],
    outlets: [],
    evidence: evidence(),
    ...over,
  };
}

/** The claim with what the ledger knows of its article; give `from` to take that from an article. */
export function sourcedClaim(over: Partial<SourcedClaim> = {}, from?: Article): SourcedClaim {
  const of = from ?? article({ id: over.articleId ?? fresh('article') });
  return {
    ...claim(),
    id: fresh('claim'),
    articleId: of.id,
    outlet: of.outlet,
    tier: of.tier,
    title: of.title,
    url: of.url,
    at: of.published ?? of.seen,
    demo: of.demo,
    ...over,
  };
}

/** A state that rests on the given claims, field by field, without the ledger's judgement: every value is present. */
export function factState(
  over: Partial<FactState> = {},
  claims: readonly SourcedClaim[] = [sourcedClaim()],
): FactState {
  const fields = new Map<string, FactField>();
  for (const c of claims) {
    for (const arg of c.args) {
      const field = fields.get(arg.role) ?? { role: arg.role, present: [], others: [] };
      fields.set(arg.role, field);
      const told = field.present.find((v) => v.text === arg.text);
      if (told) told.claimIds.push(c.id);
      else field.present.push({ ...arg, certainty: c.certainty, claimIds: [c.id] });
    }
  }
  const first = claims[0] ?? sourcedClaim();
  const outlets = [...new Set(claims.map((c) => c.outlet))];
  return {
    type: first.type,
    status: first.status,
    certainty: first.certainty,
    background: claims.every((c) => c.background),
    fields: [...fields.values()],
    conflicts: [],
    responses: [],
    companies: [...new Set(claims.flatMap((c) => c.args.flatMap((a) => a.slug ?? [])))],
    outlets,
    origins: outlets,
    speakers: [...new Set(claims.flatMap((c) => c.speakers))],
    firstAt: Math.min(...claims.map((c) => c.at)),
    lastAt: Math.max(...claims.map((c) => c.at)),
    ...over,
  };
}

export function fact(over: Partial<Fact> = {}): Fact {
  const claims = over.claims ?? [sourcedClaim()];
  const id = over.id ?? hexId();
  return { ...factState({}, claims), id, shortId: id.slice(0, 4), claims, demo: false, changedAt: NOON, ...over };
}

export function subscription(over: Partial<Subscription> = {}): Subscription {
  return {
    id: fresh('subscription'),
    channel: SLACK_CHANNEL,
    company: 'scale-ai',
    types: [],
    minAmount: null,
    cadence: 'instant',
    createdBy: 'U0001',
    createdAt: NOON - DAY,
    paused: null,
    mutedUntil: null,
    ...over,
  };
}

export const due = (at = NOON): DeliveryState => ({ state: 'due', at, attempts: 0, lastError: null });

export const change = (
  field: Change['details'][number]['field'] = 'amount',
  before: string | null = '$14 billion',
  after: string | null = '$14.3 billion',
): Change => ({ kind: 'changed', details: [{ field, before, after }] });

/** An alert owed to Slack's general channel; give `kind: 'update'` and a `change` for an update. */
export function delivery(over: Partial<Delivery> = {}): Delivery {
  const id = over.id ?? fresh('delivery');
  const createdAt = over.createdAt ?? NOON;
  return {
    id,
    key: id,
    channel: SLACK_CHANNEL,
    factId: hexId(),
    withFacts: [],
    kind: 'alert',
    daily: false,
    change: over.kind === 'update' ? change() : null,
    createdAt,
    progress: due(createdAt),
    ...over,
  };
}
