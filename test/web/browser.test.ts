import { existsSync } from 'node:fs';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createHttpServer, type HttpServer } from '../../src/http/server.ts';
import { createLog } from '../../src/log.ts';
import { webPages } from '../../src/web/pages.ts';
import { company, factState } from '../support/fixtures.ts';
import { openTestStore, storeFact } from '../support/store.ts';

const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) =>
  existsSync(path),
);

describe.skipIf(!CHROMIUM)('the pages in Chromium (skipped where /usr/bin/chromium is not installed)', () => {
  let browser: Browser;
  let server: HttpServer;
  let at: string;
  let fact: string;
  const failures: string[] = [];
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: CHROMIUM as string, args: ['--no-sandbox'] });
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
  });

  async function open(path: string, width: number, scheme: 'light' | 'dark'): Promise<Page> {
    const page = await browser.newPage({ viewport: { width, height: 800 }, colorScheme: scheme });
    page.on('console', (message) => message.type() === 'error' && failures.push(`${path}: ${message.text()}`));
    page.on('pageerror', (error) => failures.push(`${path}: ${error.message}`));
    await page.goto(at + path);
    return page;
  }

  /** The contrast of each element's own text with what lies behind it, by WCAG 2; the least. */
  const leastContrast = (page: Page) =>
    page.evaluate(`(() => {
      const rgb = (colour) => colour.match(/[\\d.]+/g).map(Number);
      const light = ([r, g, b]) => {
        const [x, y, z] = [r, g, b].map((v) => (v /= 255) <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
        return 0.2126 * x + 0.7152 * y + 0.0722 * z;
      };
      const behind = (element) => {
        for (let it = element; it; it = it.parentElement) {
          const colour = rgb(getComputedStyle(it).backgroundColor);
          if (colour.length < 4 || colour[3] === 1) return colour;
        }
        return [255, 255, 255];
      };
      return Math.min(...[...document.body.querySelectorAll('*')]
        .filter((e) => [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim()))
        .map((e) => {
          const [a, b] = [light(rgb(getComputedStyle(e).color)), light(behind(e))];
          return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
        }));
    })()`) as Promise<number>;

  it('fit a phone and a desk, in light and dark, with enough contrast, one h1, landmarks and no fault of the policy', async () => {
    const store = await openTestStore();
    const long = 'A-very-long-word-without-a-break-'.repeat(8);
    const first = await storeFact(store, { companies: ['scale-ai', 'meta'] });
    await storeFact(store, factState({ companies: ['meta'], outlets: [long], origins: [long] }), {
      article: { outlet: long, title: long, url: `https://example.com/${long}` },
    });
    fact = first.shortId;
    const companies = [company('scale-ai', { name: 'Scale AI' }), company('meta', { name: 'Meta' })];
    server = createHttpServer({
      host: '127.0.0.1',
      port: 0,
      log: createLog({ level: 'silent' }),
      pages: webPages({
        store,
        companies: () => companies,
        names: (slug) => companies.find((it) => it.slug === slug)?.name,
        feeds: async () => [
          { id: 'x', outlet: long, title: long, url: 'https://x.example', condition: { is: 'waiting' } },
        ],
        ask: async () => ({ summary: '', title: '', blocks: [{ kind: 'list', items: [[long]] }], buttons: [] }),
        publicUrl: null,
      }),
    });
    await server.start();
    at = `http://127.0.0.1:${server.address()?.port}`;
    try {
      const grounds = new Set<string>();
      for (const path of ['/', '/companies/meta', `/facts/${fact}`, '/feeds']) {
        for (const [width, scheme] of [
          [375, 'light'],
          [1280, 'dark'],
        ] as const) {
          const page = await open(path, width, scheme);
          const seen = (await page.evaluate(`({
            overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
            h1: document.querySelectorAll('h1').length,
            landmarks: ['header', 'nav', 'main', 'footer'].filter((it) => document.querySelector(it)).length,
            ground: getComputedStyle(document.body).backgroundColor,
            sheet: document.styleSheets.length,
            headings: [...document.querySelectorAll('h1,h2,h3')].map((it) => +it.localName[1]),
          })`)) as Record<string, unknown> & { headings: number[]; ground: string };
          const { headings, ground, ...rest } = seen;
          grounds.add(ground);
          expect({ path, ...rest }).toEqual({ path, overflow: 0, h1: 1, landmarks: 4, sheet: 1 });
          expect(headings.every((level, i) => i === 0 || level - (headings[i - 1] ?? 0) <= 1)).toBe(true);
          expect(await leastContrast(page)).toBeGreaterThanOrEqual(4.5);
          await page.close();
        }
      }
      expect(grounds.size).toBe(2);

      const page = await open('/', 375, 'light');
      await page.keyboard.press('Tab');
      expect(await page.evaluate('document.activeElement.textContent')).toBe('To the content');
      await page.keyboard.press('Enter');
      await page.waitForURL(/#content$/); // A page tells its address a moment after the key.
      await page.getByRole('link', { name: 'Meta', exact: true }).click();
      await page.getByLabel('Type').selectOption('legal');
      await page.getByRole('button', { name: 'Show' }).click();
      await page.waitForURL(/type=legal/);
      expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Meta');
      await page.close();
      expect(failures).toEqual([]);
    } finally {
      await server.stop();
    }
  }, 60_000);
});
