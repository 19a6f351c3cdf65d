import type { Block, Card, Rich } from '../chat/card.ts';
import { cut, day, safeLink } from '../chat/text.ts';
import type { Change, Fact } from '../domain/fact.ts';
import { changeLine, sourceOf } from './alert.ts';
import { buttons, DEMO, isDemo, LONGEST_TITLE } from './card.ts';
import { surenessOf } from './fact-blocks.ts';
import { and, clean, count, type Names } from './grammar.ts';
import { eventClaims } from './sureness.ts';
import { headline } from './words.ts';

/** A fact that is new to the channel (`change` null), or how one that it knows changed. The fact is as it is now. */
export interface DigestItem {
  fact: Fact;
  change: Change | null;
}

export interface DigestContext {
  names: Names;
  weigh: (fact: Fact) => number;
  /** Slugs of the companies that the channel follows. */
  following: readonly string[];
  /** The day that the digest closes, in epoch ms. */
  at: number;
  /** The channel's time zone; UTC by default. */
  zone?: string;
}

/** What the lines may take of a message, links and escapes included. Discord's 6,000 characters are the narrowest. */
const ROOM = 4_200;
/** More lines than this nobody reads. */
const MOST_LINES = 25;
const LONGEST_LINK = 500;

interface Group {
  /** The company's slug. */
  company: string;
  items: DigestItem[];
}

/**
 * What a channel hears once a day, in one message: a line for each fact, the weightiest first, under its company where
 * there are several. What does not fit is counted, with the command that shows it.
 */
export function digestCard(news: readonly DigestItem[], context: DigestContext): Card {
  const { names, weigh } = context;
  const demo = isDemo(news.map((item) => item.fact));
  const sorted = [...news].sort((a, b) => weigh(b.fact) - weigh(a.fact) || b.fact.lastAt - a.fact.lastAt);
  const lines = new Map<DigestItem, Rich>();
  let room = ROOM;
  for (const item of sorted) {
    const line = lineOf(item, names);
    room -= costOf(line);
    // The order is part of what it says: nothing lighter stands where something heavier did not fit.
    if (room < 0 || lines.size === MOST_LINES) break;
    lines.set(item, line);
  }
  const groups = grouped(sorted, context.following);
  const shown = groups.filter((group) => group.items.some((item) => lines.has(item)));
  const unseen = groups.filter((group) => !shown.includes(group));
  const nameOf = (slug: string) => clean(names(slug) ?? slug, 60);
  const blocks = shown.flatMap(({ company, items }): Block[] => {
    const told = items.flatMap((item) => {
      const line = lines.get(item);
      return line ? [line] : [];
    });
    const more = items.length - told.length;
    return [
      ...(groups.length > 1 ? [{ kind: 'heading' as const, text: nameOf(company) }] : []),
      {
        kind: 'list',
        items: [...told, ...(more ? [[`and ${more} more: /deal ${clean(company, 60)}`]] : [])],
      },
    ];
  });
  if (unseen.length) {
    const more = unseen.reduce((sum, group) => sum + group.items.length, 0);
    blocks.push({
      kind: 'text',
      text: [
        `And ${more} more about ${and(
          unseen.map((group) => nameOf(group.company)),
          6,
        )}: /deal ${clean(unseen[0]?.company ?? '', 60)}`,
      ],
    });
  }

  const updates = news.filter((item) => item.change !== null).length;
  const counted = [
    news.length > updates && count(news.length - updates, 'new fact'),
    updates > 0 && count(updates, 'update'),
  ]
    .filter(Boolean)
    .join(', ');
  const title = cut(`${demo ? `${DEMO}: ` : ''}Digest of ${day(context.at, context.zone)}: ${counted}`, LONGEST_TITLE);
  const first = sorted[0];
  return {
    summary: cut(`${title}${first ? `. ${firstWords(first, names)}` : ''}`, 300),
    title,
    blocks,
    footer: [
      first && `/deal #${first.fact.shortId} tells one in full`,
      demo && `${DEMO.toLowerCase()}, not current news`,
    ]
      .filter(Boolean)
      .join(' · '),
    buttons: buttons(
      ...shown.slice(0, 4).map(({ company }) => [`More on ${nameOf(company)}`, { do: 'deal', company }] as const),
      ['What is followed', { do: 'subscriptions' }],
    ),
  };
}

/** "headline · how sure · #3f9a", linked to its source; of what changed, the change first. */
function lineOf({ fact, change }: DigestItem, names: Names): Rich {
  const source = change ? sourceOf(fact, change) : eventClaims(fact).find((claim) => safeLink(claim.url));
  const href = safeLink(source?.url);
  const link = href !== null && href.length <= LONGEST_LINK ? { link: href } : {};
  const sentence = headline(fact, names);
  const sure = surenessOf(fact);
  const rest = `${sure ? ` · ${cut(sure, 120)}` : ''} · #${fact.shortId}`;
  if (!change) return [{ text: cut(sentence, 220), bold: true, ...link }, rest];
  return [{ text: changeWords(fact, change), bold: true, ...link }, ` – ${cut(sentence, 160)}${rest}`];
}

const changeWords = (fact: Fact, change: Change): string =>
  cut(`Update: ${change.details.map((detail) => changeLine(detail, fact)).join('; ')}`, 240);

const firstWords = ({ fact, change }: DigestItem, names: Names): string =>
  change ? changeWords(fact, change) : `${headline(fact, names)} · ${surenessOf(fact)}`;

/** Characters as the hungriest platform counts them: `&lt;` for an angle bracket, a backslash before what marks text up. */
function costOf(line: Rich): number {
  const written = line.map((span) =>
    typeof span === 'string' ? span : 'text' in span ? span.text + (span.link ?? '') : '',
  );
  const text = written.join('');
  const escapes = (text.match(/[\\*_~`|[\]@:#+()-]/g) ?? []).length + 4 * (text.match(/[&<>]/g) ?? []).length;
  return text.length + escapes + 16;
}

/** Each under one company that the channel follows: the one that most of the rest concern. Groups stand by their weightiest. */
function grouped(sorted: readonly DigestItem[], following: readonly string[]): Group[] {
  const groups: Group[] = [];
  for (let left = [...sorted]; left.length; ) {
    const counts = new Map<string, number>();
    for (const slug of left.flatMap((item) => companiesOf(item, following)))
      counts.set(slug, (counts.get(slug) ?? 0) + 1);
    const [company] = [...counts].reduce((most, next) => (next[1] > most[1] ? next : most), ['', 0] as const);
    const mine = (item: DigestItem) => companiesOf(item, following).includes(company);
    groups.push({ company, items: left.filter(mine) });
    left = left.filter((item) => !mine(item));
  }
  const place = (group: Group) => sorted.indexOf(group.items[0] as DigestItem);
  return groups.sort((a, b) => place(a) - place(b));
}

function companiesOf({ fact }: DigestItem, following: readonly string[]): readonly string[] {
  const followed = fact.companies.filter((slug) => following.includes(slug));
  return followed.length ? followed : [fact.companies[0] ?? ''];
}
