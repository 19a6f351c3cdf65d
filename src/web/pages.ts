import type { Card } from '../chat/card.ts';
import { CLAIM_TYPES, type ClaimType } from '../domain/claim.ts';
import type { Company } from '../domain/company.ts';
import { placeOf } from '../domain/correction.ts';
import type { Fact } from '../domain/fact.ts';
import { asReadIn } from '../domain/reading.ts';
import type { ChannelRef } from '../domain/subscription.ts';
import { type Answer, type Page, plain } from '../http/page.ts';
import {
  type FeedReport,
  factCard,
  factEntry,
  factsCounted,
  feedEntries,
  type Names,
  TYPE_WORDS,
} from '../present/index.ts';
import type { Store } from '../store/store.ts';
import { type Html, html } from './html.ts';
import { type Sheet, sheet } from './layout.ts';
import { cardBlocks, richHtml, timeHtml } from './render.ts';
import { ICON, STYLE } from './style.ts';

export interface WebParts {
  store: Pick<Store, 'facts'>;
  /** As the catalogue has them now. */
  companies(): readonly Company[];
  names: Names;
  feeds(): Promise<readonly FeedReport[]>;
  /** The card with which chat answers `/who` or `/news` of a company. */
  ask(command: 'who' | 'news', company: string): Promise<Card>;
  /** The site's address as people know it; its path is where links begin. */
  publicUrl: string | null;
}

/** Where the pages are read: nobody's workspace, so that only the operator's corrections count. */
const HERE: ChannelRef = { platform: 'web', workspace: 'public', channel: '' };
const FACTS_A_SHEET = 20;

/** The address of a fact's page, for messages that point to it. */
export const permalink = (publicUrl: string, fact: Pick<Fact, 'shortId'>): string =>
  `${publicUrl}/facts/${fact.shortId}`;

/** Read-only pages: companies, their facts with evidence and conflicts, feeds and their health. */
export function webPages(parts: WebParts): Page[] {
  const { store, names, publicUrl } = parts;
  const base = publicUrl ? new URL(publicUrl).pathname.replace(/\/$/, '') : '';
  const show = (wanted: Sheet): Answer => sheet(wanted, { base, publicUrl });
  const missing = (path: string, title: string, more: Html): Answer =>
    show({ status: 404, path, title, content: html`<p>${more}</p>` });
  const companyLink = (slug: string): Html => html`<a href="${base}/companies/${slug}">${names(slug) ?? slug}</a>`;

  async function companiesPage(): Promise<Answer> {
    const known = await Promise.all(
      parts.companies().map(async (company) => {
        const { facts, total } = await factsOf(company.slug, { limit: 1, offset: 0 });
        return { company, total, latest: facts[0] };
      }),
    );
    known.sort(
      (a, b) => (b.latest?.lastAt ?? 0) - (a.latest?.lastAt ?? 0) || a.company.name.localeCompare(b.company.name, 'en'),
    );
    const told = known.filter((it) => it.latest);
    const silent = known.filter((it) => !it.latest);
    const row = ({ company, total, latest }: (typeof known)[number]) => {
      const entry = latest && factEntry(latest, names);
      return html`<li><h2>${companyLink(company.slug)}</h2> <span class="count">${factsCounted(total)}</span>
${latest && entry ? html`<p><a href="${base}/facts/${latest.shortId}">${entry.headline}</a> <span class="small">· ${entry.standing}, ${timeHtml(latest.lastAt)}</span></p>` : ''}</li>`;
    };
    return show({
      path: '/',
      title: 'Companies',
      at: 'companies',
      summary: 'Deals of the AI industry: who, how much, what stands, who says so.',
      content: [
        html`<ul class="plain rows">${told.map(row)}</ul>`,
        html`${silent.length ? html`<h2>Followed, nothing known yet</h2><p>${silent.map((it, i) => html`${i ? ', ' : ''}${i ? html` ` : ''}${companyLink(it.company.slug)}`)}</p>` : ''}`,
      ],
    });
  }

  const factsOf = async (company: string, query: { type?: ClaimType; limit: number; offset: number }) => {
    const found = await store.facts.of({ company, readIn: placeOf(HERE), ...query });
    return { ...found, facts: found.facts.map((fact) => asReadIn(fact, HERE)) };
  };

  async function companyPage(path: string, query: URLSearchParams): Promise<Answer> {
    const slug = path.slice('/companies/'.length);
    const company = parts.companies().find((it) => it.slug === slug);
    if (!company)
      return missing(
        path,
        'No such company',
        html`No company of this name is followed. <a href="${base}/">All companies</a>`,
      );
    const type = CLAIM_TYPES.find((it) => it === query.get('type'));
    const filter = type ? { type } : {};
    const wanted = Number.parseInt(query.get('page') ?? '1', 10) || 1;
    const { total } = await factsOf(slug, { ...filter, limit: 1, offset: 0 });
    const pages = Math.max(1, Math.ceil(total / FACTS_A_SHEET));
    const page = Math.min(Math.max(1, wanted), pages);
    const [{ facts }, who, news] = await Promise.all([
      factsOf(slug, { ...filter, limit: FACTS_A_SHEET, offset: (page - 1) * FACTS_A_SHEET }),
      parts.ask('who', slug),
      parts.ask('news', slug),
    ]);
    const to = (n: number) => `${base}/companies/${slug}?${new URLSearchParams({ ...filter, page: `${n}` })}`;
    const first = facts[0];
    return show({
      path: `/companies/${slug}`,
      title: company.name,
      at: 'companies',
      ...(first ? { summary: factEntry(first, names).headline } : {}),
      content: [
        html`<form action="${base}/companies/${slug}"><label>Type<select name="type"><option value="">all</option>${CLAIM_TYPES.map(
          (it) => html`<option value="${it}"${it === type ? html` selected` : ''}>${TYPE_WORDS[it]}</option>`,
        )}</select></label><button>Show</button></form>`,
        html`<p>${factsCounted(total)}${type ? ` of type ${TYPE_WORDS[type]}` : ''}${total > 1 ? ', newest first' : ''}</p>`,
        ...facts.map((fact) => {
          const entry = factEntry(fact, names);
          return html`<article><h2><a href="${base}/facts/${fact.shortId}">${entry.headline}</a></h2><p class="small">${entry.standing}</p>${cardBlocks(entry)}</article>`;
        }),
        html`${
          pages > 1
            ? html`<nav class="pages" aria-label="More facts"><ul>${page > 1 ? html`<li><a rel="prev" href="${to(page - 1)}">Newer</a></li>` : ''}<li>Page ${page} of ${pages}</li>${page < pages ? html`<li><a rel="next" href="${to(page + 1)}">Older</a></li>` : ''}</ul></nav>`
            : ''
        }`,
        html`<h2>Who holds which role</h2>${cardBlocks(who)}<h2>In the news</h2>${cardBlocks(news)}`,
      ],
    });
  }

  async function factPage(path: string): Promise<Answer> {
    const found = await store.facts.byShortId(path.slice('/facts/'.length));
    if (!found)
      return missing(
        path,
        'No such fact',
        html`No fact has this number now. It may have turned out to be one with another: look at <a href="${base}/">its company</a>.`,
      );
    const fact = asReadIn(found, HERE);
    const card = factCard(fact, { names });
    return show({
      path: `/facts/${fact.shortId}`,
      title: card.title,
      summary: card.summary,
      content: [
        html`<p class="small">${fact.companies.map((slug, i) => html`${i ? html` · ` : ''}${companyLink(slug)}`)}</p>`,
        ...cardBlocks(card, 2),
        html`<p class="small">${card.footer}</p>`,
      ],
    });
  }

  async function feedsPage(): Promise<Answer> {
    const { title, lines } = feedEntries(await parts.feeds());
    return show({
      path: '/feeds',
      title: 'Feeds',
      at: 'feeds',
      summary: title,
      content: html`<p>${title}</p><ul class="plain rows">${lines.map((line) => html`<li>${richHtml(line)}</li>`)}</ul>`,
    });
  }

  const asset = (path: string, type: string, body: string): Page => ({
    path,
    answer: () => ({ status: 200, type, body, headers: { 'Cache-Control': 'public, max-age=3600' } }),
  });
  const site: Page[] = [
    // Where links begin with a path, this is a prefix of everything below it.
    {
      path: '/',
      answer: ({ path }) =>
        path === '/' ? companiesPage() : missing(path, 'No such page', html`<a href="${base}/">All companies</a>`),
    },
    { path: '/companies/', answer: ({ path, query }) => companyPage(path, query) },
    { path: '/facts/', answer: ({ path }) => factPage(path) },
    { path: '/feeds', answer: feedsPage },
    asset('/style.css', 'text/css; charset=utf-8', STYLE),
    asset('/icon.svg', 'image/svg+xml', ICON),
  ];
  /** Below the path of `PUBLIC_URL`, and at the root: a proxy may pass that path on or take it away. */
  const mounted = (at: string) =>
    site.map(
      ({ path, answer }): Page => ({
        path: `${at}${path}`,
        answer: ({ path: asked, query }) => answer({ path: asked.slice(at.length), query }),
      }),
    );
  return [
    ...mounted(''),
    ...(base ? mounted(base) : []),
    { path: '/robots.txt', answer: () => plain(200, 'User-agent: *\nDisallow: /') },
  ];
}
