import fc from 'fast-check';
import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import { createLookup } from '../../src/domain/lookup.ts';
import { html } from '../../src/web/html.ts';
import { permalink, type WebParts, webPages } from '../../src/web/pages.ts';
import { cardBlocks } from '../../src/web/render.ts';
import { claim, company, factState } from '../support/fixtures.ts';
import { openTestStore, storeFact } from '../support/store.ts';

const NASTY = `<script>alert(1)</script>"'><img src=x onerror=alert(1)>&amp;\u202e\u0007`;

async function site(over: Partial<WebParts> = {}) {
  const store = await openTestStore();
  const companies = [company('scale-ai', { name: 'Scale AI' }), company('meta', { name: 'Meta' })];
  const lookup = createLookup(companies);
  const pages = webPages({
    store,
    companies: () => companies,
    names: (slug) => lookup.bySlug(slug)?.name,
    feeds: async () => [
      {
        id: 'x',
        outlet: 'X',
        title: NASTY,
        url: 'javascript:alert(1)',
        condition: { is: 'failing', since: null, error: NASTY, long: true },
      },
    ],
    ask: async (command) => ({
      summary: '',
      title: '',
      blocks: [{ kind: 'text', text: [`${command} ${NASTY}`] }],
      buttons: [],
    }),
    publicUrl: null,
    ...over,
  });
  const get = async (address: string) => {
    const [path = '', search] = address.split('?');
    const prefixes = pages.filter((it) => it.path.endsWith('/') && it.path !== '/' && path.startsWith(it.path));
    prefixes.sort((a, b) => b.path.length - a.path.length);
    const page = pages.find((it) => it.path === path) ?? prefixes[0];
    const answer = await page?.answer({ path, query: new URLSearchParams(search) });
    return { status: answer?.status, body: answer?.body ?? '', headers: answer?.headers ?? {} };
  };
  return { store, get };
}

/** What a browser would run, load or leave for: nothing of it may come from a feed. */
function acts(markup: string): string[] {
  const { document } = parseHTML(markup);
  return [...document.querySelectorAll('*')].flatMap((element) => [
    ...(/^(?:script|img|iframe|object|embed|style|base)$/i.test(element.localName) ? [element.localName] : []),
    ...[...element.attributes].flatMap(({ name, value }) =>
      /^on/i.test(name) || (/^(?:href|src|action)$/i.test(name) && !/^(?:https?:\/\/|\/|#)/.test(value))
        ? [`${name}=${value}`]
        : [],
    ),
  ]);
}

describe('the pages', () => {
  it('list companies with what is known last, and lead to each fact and its evidence', async () => {
    const { store, get } = await site();
    const fact = await storeFact(store, { companies: ['scale-ai', 'meta'] });
    const home = await get('/');
    expect(home.status).toBe(200);
    expect(home.body).toContain('<a href="/companies/scale-ai">Scale AI</a></h2> <span class="count">1 fact</span>');
    expect(home.body).toContain(`<a href="/facts/${fact.shortId}">`);
    const listed = await get('/companies/scale-ai');
    expect(listed.body).toContain(`<a href="/facts/${fact.shortId}">`);
    const page = await get(`/facts/${fact.shortId}`);
    expect(page.status).toBe(200);
    expect(page.body).toContain('<blockquote>');
    expect(page.body).toMatch(/<figcaption><a href="https?:[^"]+" rel="noopener noreferrer nofollow external">/);
    expect(page.body).toMatch(/<time datetime="\d{4}-\d\d-\d\dT[\d:.]+Z">\d+ \w+ \d{4}<\/time>/);
  });

  it('say in words what is not there', async () => {
    const { get } = await site();
    for (const path of [
      '/companies/nobody',
      '/companies/',
      '/companies/<b>',
      '/facts/',
      '/facts/ffff',
      `/facts/${NASTY}`,
    ]) {
      const { status, body } = await get(path);
      expect([path, status]).toEqual([path, 404]);
      expect(body).toMatch(/<h1>No such (?:company|fact)<\/h1>/);
    }
    expect((await get('/')).body).toContain('Followed, nothing known yet');
  });

  it('turn pages, and filter by type; what makes no sense is the first page of everything', async () => {
    const { store, get } = await site();
    for (let i = 0; i < 21; i++) await storeFact(store, { companies: ['meta'], type: i ? 'investment' : 'legal' });
    const links = (body: string) => [...body.matchAll(/<h2><a href="\/facts\//g)].length;
    expect(links((await get('/companies/meta')).body)).toBe(20);
    const last = await get('/companies/meta?page=99');
    expect(links(last.body)).toBe(1);
    expect(last.body).toContain('Page 2 of 2');
    const legal = await get('/companies/meta?type=legal&page=-3');
    expect(links(legal.body)).toBe(1);
    expect(legal.body).toContain('<option value="legal" selected>');
    expect(links((await get('/companies/meta?type=<x>&page=1e9')).body)).toBe(20);
  });

  it('leave out what the operator retracted, and not what one workspace did', async () => {
    const { store, get } = await site();
    const [gone, stays] = [
      await storeFact(store, { companies: ['meta'] }),
      await storeFact(store, { companies: ['meta'] }),
    ];
    const said = { what: { kind: 'retract' as const }, before: null, after: null, by: 'U1', at: 1 };
    await store.corrections.put({ ...said, id: 'c1', factId: gone.id, place: null });
    await store.corrections.put({ ...said, id: 'c2', factId: stays.id, place: { platform: 'slack', workspace: 'T1' } });
    const { body } = await get('/companies/meta');
    expect(body).not.toContain(`/facts/${gone.shortId}"`);
    expect(body).toContain(`/facts/${stays.shortId}"`);
    expect((await get(`/facts/${gone.shortId}`)).body).toMatch(/retracted/i);
    expect((await get(`/facts/${stays.shortId}`)).body).not.toMatch(/retracted/i);
  });

  it('show text of a feed as text, whatever it holds, and lead only to the web', async () => {
    const { store, get } = await site();
    const nasty = claim({ evidence: { field: 'text', quote: NASTY, start: 0, end: NASTY.length } });
    const article = { title: NASTY, outlet: NASTY, url: 'javascript:alert(1)' };
    const state = factState({ companies: ['meta'], outlets: [NASTY], speakers: [NASTY], origins: [NASTY] });
    const fact = await storeFact(store, state, { article, claims: [nasty] });
    for (const path of ['/', '/companies/meta', `/facts/${fact.shortId}`, '/feeds']) {
      const { body, headers } = await get(path);
      expect(acts(body)).toEqual([]);
      expect([body.includes('\u202e'), body.includes('\u0007')]).toEqual([false, false]);
      expect(headers['Content-Security-Policy']).toMatch(/^default-src 'none'; style-src 'self';/);
    }
    expect((await get('/feeds')).body).toContain('&lt;script&gt;');
    expect(acts(`<p onclick="x"><a href="javascript:x">${NASTY}`)).toHaveLength(6);
  });

  it('escape anything that is put into them', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const { markup } = html`<p title="${text}">${text}</p>`;
        expect(markup.slice(0, -4).replace('<p title="', '').replace(/">/, '')).not.toMatch(/[<>"']/);
      }),
      { numRuns: 50 },
    );
    const link = cardBlocks({
      blocks: [{ kind: 'text', text: ['a ', { text: 'b', link: 'data:text/html,x' }, ' c'] }],
    });
    expect(link.map((it) => it.markup)).toEqual(['<p>a b c</p>']);
  });

  it('live below the path of PUBLIC_URL, and are named by it', async () => {
    const publicUrl = 'https://example.com/deals';
    const { store, get } = await site({ publicUrl });
    const fact = await storeFact(store, { companies: ['meta'] });
    expect(permalink(publicUrl, fact)).toBe(`https://example.com/deals/facts/${fact.shortId}`);
    const { body, status } = await get(`/deals/facts/${fact.shortId}`);
    expect(status).toBe(200);
    expect(body).toContain(`<link rel="canonical" href="${permalink(publicUrl, fact)}">`);
    expect(body).toContain('<a href="/deals/companies/meta">Meta</a>');
    expect(body).not.toMatch(/href="\/(?!deals\/)/);
    // Behind a proxy that takes the path away.
    expect((await get(`/facts/${fact.shortId}`)).body).toBe(body);
  });
});
