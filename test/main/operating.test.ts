import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { run } from '../support/cli.ts';
import { rss } from '../support/feed-server.ts';
import { prepareBot } from '../support/running.ts';

describe('the commands of whoever runs the bot', () => {
  let cwd: string;
  let env: Record<string, string>;
  beforeEach(() => {
    cwd = mkdtempSync(join(tmpdir(), 'dealwire-operator-'));
    writeFileSync(
      join(cwd, 'feeds.json'),
      JSON.stringify([{ id: 'none', outlet: 'None', title: 'None', tier: 2, url: 'http://127.0.0.1:9/none.xml' }]),
    );
    env = {
      FEEDS_FILE: join(cwd, 'feeds.json'),
      LOG_LEVEL: 'warn',
      DATABASE_URL: `sqlite:${join(cwd, 'dealwire.db')}`,
    };
  });
  afterEach(() => rmSync(cwd, { recursive: true }));

  it('doctor says a line for each check and exits with 1, also for a configuration that cannot be read', async () => {
    const [text, json, misconfigured, wrong] = await Promise.all([
      run(['doctor'], { cwd, env }),
      run(['doctor', '--json'], { cwd, env }),
      run(['doctor'], { cwd, env: { ...env, POLL_MINUTES: 'never', SLACK_BOT_TOKEN: 'xoxb-very-secret' } }),
      run(['doctor', '--fix'], { cwd, env }),
    ]);
    expect([text.code, json.code, misconfigured.code, wrong.code]).toEqual([1, 1, 1, 2]);
    expect(text.out).toMatch(/^ok {6}node: \d+\.\d+\.\d+$/m);
    expect(text.out).toMatch(/^broken {2}feed none: .*private or local address\. Mend its address in FEEDS_FILE/m);
    expect(text.out).toMatch(/^ok {6}platforms: none is configured/m);
    expect(text.out).not.toContain('\u001b');
    const { healthy, checks } = JSON.parse(json.out);
    expect(healthy).toBe(false);
    expect(checks.length).toBe(text.out.trim().split('\n').length);
    expect(misconfigured.out.trim().split('\n')).toEqual([
      expect.stringMatching(/^broken {2}configuration: POLL_MINUTES must be a number/),
      expect.stringMatching(/^broken {2}configuration: SLACK_APP_TOKEN is missing/),
    ]);
    expect(JSON.stringify([text, misconfigured])).not.toContain('very-secret');
  }, 240_000);

  it('backup copies the database to one file, replaces none unless told to, and says what it cannot', async () => {
    const copy = join(cwd, 'copy.db');
    expect((await run(['backup', copy], { cwd, env })).err).toMatch(
      /^There is no database at .* yet: nothing was copied\.$/m,
    );
    expect(await run(['ask', '/dealwire status'], { cwd, env })).toMatchObject({ code: 0 });
    expect(await run(['backup', copy], { cwd, env })).toEqual({
      code: 0,
      out: expect.stringMatching(/copy\.db: \d+\.\d MB, complete and checked\./),
      err: expect.stringMatching(/pages/),
    });
    const [again, forced, restored] = await Promise.all([
      run(['backup', copy], { cwd, env }),
      run(['backup', '--force', '--json', join(cwd, 'other.db')], { cwd, env }),
      run(['ask', '/subscriptions'], { cwd, env: { ...env, DATABASE_URL: `sqlite:${copy}` } }),
    ]);
    expect([again.code, again.err]).toEqual([1, expect.stringContaining('is there already')]);
    expect(JSON.parse(forced.out)).toEqual({ file: join(cwd, 'other.db'), bytes: expect.any(Number) });
    expect(restored.code).toBe(0);
  }, 240_000);

  it('backup copies the database of a bot that is reading and sending, and what is restored knows all that was told by then', async () => {
    const bot = await prepareBot();
    try {
      await bot.start();
      await bot.follow();
      bot.publish('harbour-post');
      await expect.poll(bot.alerts, { timeout: 60_000 }).toEqual({ slack: 1, discord: 1 });
      const { folder } = bot.newsroom;
      // Each change is told: the bot reads, writes and sends while the copies are made.
      bot.publish('silicon-courier');
      const copies = ['1', '2', '3'].map((name) => join(folder, `copy-${name}.db`));
      const made = await Promise.all(copies.map((copy) => run(['backup', copy], { cwd: folder, env: bot.env })));
      for (const { code, err } of made) expect({ code, err }).toEqual({ code: 0, err: expect.stringMatching(/pages/) });
      for (const copy of copies) {
        const env = { ...bot.env, DATABASE_URL: `sqlite:${copy}` };
        const [deal, held] = await Promise.all([
          run(['ask', '/deal scale-ai'], { cwd: folder, env }),
          run(['outbox'], { cwd: folder, env }),
        ]);
        expect(deal.out).toContain('$14.3 billion');
        expect(held).toMatchObject({ code: 0, out: expect.stringContaining('Nothing is set aside') });
      }
      expect(await bot.ends('SIGTERM')).toBe(0);
      // The last copy in its place: what stands already is not told again.
      const env = { DATABASE_URL: `sqlite:${copies[2]}` };
      await bot.start(env);
      await expect.poll(bot.alerts).toEqual({ slack: 1, discord: 1 });
      expect(await bot.ends('SIGTERM')).toBe(0);
      expect(bot.alerts()).toEqual({ slack: 1, discord: 1 });
    } finally {
      await bot.close();
    }
  }, 240_000);

  it('backfill reads history, and refuses what it does not understand', async () => {
    const [none, since, unknown] = await Promise.all([
      run(['backfill', '--since', '2025-06-01'], { cwd, env }),
      run(['backfill', '--since', 'whenever'], { cwd, env }),
      run(['backfill', '--feed', 'nobody', '--json'], { cwd, env }),
    ]);
    expect([none.code, since.code, unknown.code]).toEqual([1, 2, 1]);
    expect(none.out).toMatch(/^none: 0 new articles and 0 claims in 0 documents\. .*private or local address/m);
    expect(none.out).toMatch(/Nobody was alerted\.$/m);
    expect(none.err).toContain('1 of 1 feeds');
    expect(since.err).toMatch(/since cannot be “whenever”/);
    expect(unknown.err).toMatch(/^No feed is called nobody/m);
  }, 240_000);

  it('company add tries the names on the stored articles, adds what is not in doubt, and says what is wrong', async () => {
    const companies = join(cwd, 'companies.json');
    writeFileSync(companies, '[\n  { "slug": "meta", "name": "Meta" }\n]\n');
    const own = { ...env, COMPANIES_FILE: companies };
    const figures = ['one', 'two', 'three'].map((n) => ({ title: `Figure ${n} of the report`, guid: n }));
    writeFileSync(join(cwd, 'doc.xml'), rss(figures));
    await run(['ingest', join(cwd, 'doc.xml')], { cwd, env: own });
    const add = (...args: string[]) => run(['company', 'add', ...args], { cwd, env: own });
    const [doubted, nameless, person] = await Promise.all([
      add('--name', 'Figure'),
      add('--alias', 'Figure'),
      add('--name', 'A', '--person', 'Jane Doe'),
    ]);
    expect([doubted.code, nameless.code, person.code]).toEqual([1, 2, 2]);
    expect(doubted.out).toMatch(/^“Figure” stands in 3 stored articles, 0 of which name the company otherwise too\.$/m);
    expect(doubted.out).toContain('  Figure one of the report');
    expect(doubted.err).toMatch(/^Nothing was added: “Figure” may mean something else\. Say --ambiguous, or --yes/m);
    expect(readFileSync(companies, 'utf8')).not.toContain('Figure');

    const added = await add(
      '--name',
      'Figure AI',
      '--ambiguous',
      'Figure',
      '--person',
      'Brett Adcock, CEO',
      '--domain',
      'figure.ai',
      '--json',
    );
    expect(added.code).toBe(0);
    expect(JSON.parse(added.out)).toMatchObject({
      path: companies,
      entry: { slug: 'figure-ai', ambiguous: ['Figure'] },
    });
    const [asked, twice] = await Promise.all([
      run(['ask', '/deal figure-ai'], { cwd, env: own }),
      add('--name', 'Figure AI'),
    ]);
    expect(asked.out).toContain('Figure AI');
    expect([twice.code, twice.err]).toEqual([1, expect.stringMatching(/slug: "figure-ai" is taken/)]);
  }, 240_000);
});
