import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dealwire, run } from '../support/cli.ts';
import { rss } from '../support/feed-server.ts';
import { STORY } from '../support/newsroom.ts';

const DATA = join(import.meta.dirname, '..', '..', 'data');
const COMMANDS = ['start', 'ingest', 'parse', 'extract', 'reprocess', 'ask', 'manifest'];

describe('the command line', () => {
  let cwd: string;
  let env: Record<string, string>;
  beforeEach(() => {
    cwd = mkdtempSync(join(tmpdir(), 'dealwire-cli-'));
    // No real feed is asked for anything in a test.
    writeFileSync(
      join(cwd, 'feeds.json'),
      JSON.stringify([{ id: 'none', outlet: 'None', title: 'None', tier: 2, url: 'http://127.0.0.1:9/none.xml' }]),
    );
    env = { COMPANIES_FILE: join(DATA, 'companies.json'), FEEDS_FILE: join(cwd, 'feeds.json'), LOG_LEVEL: 'warn' };
  });
  afterEach(() => rmSync(cwd, { recursive: true }));
  const cli = (args: string[], input?: string) => run(args, { cwd, env, ...(input === undefined ? {} : { input }) });
  const feed = (name: string): string => {
    const path = join(cwd, name);
    writeFileSync(path, rss([STORY['harbour-post'] ?? { title: '' }]));
    return path;
  };

  it('tells what there is, and each command how it is called', async () => {
    const help = await cli(['--help']);
    expect(help.code).toBe(0);
    for (const command of COMMANDS) expect(help.out).toContain(command);
    const each = await Promise.all(COMMANDS.map((command) => cli([command, '--help'])));
    for (const { code, out } of each) {
      expect(code).toBe(0);
      expect(out).toMatch(/Usage: dealwire/);
      expect(out).toContain('--json');
    }
  });

  it.each([
    [['frobnicate']],
    [['parse']],
    [['manifest', 'teams']],
    [['ask', 'quit']],
    [['ask', '/deal']],
    [['extract', '--wat']],
  ])('called wrongly (%j) exits with 2 and says what is wrong, without a stack trace', async (args) => {
    const { code, out, err } = await cli(args);
    expect(code).toBe(2);
    expect(`${out}${err}`.trim()).not.toBe('');
    expect(err).not.toMatch(/^\s+at /m);
  });

  it('parse writes one JSON line for each file, and goes on after one that cannot be read', async () => {
    const { code, out } = await cli(['parse', feed('a.xml'), 'missing.xml', feed('b.xml')]);
    const lines = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines).toHaveLength(3);
    expect(lines[0].items[0].title).toBe(STORY['harbour-post']?.title);
    expect(lines[1]).toMatchObject({ file: 'missing.xml', items: [], error: expect.any(String) });
    expect(lines[2].items).toHaveLength(1);
    expect(code).toBe(1);
  });

  it('extract reads articles line by line; a bad line gets an error line and the rest go on', async () => {
    const article = { id: 'a', title: '', text: 'Acme said on Monday it will acquire Widgetly for $20 million.' };
    const { code, out } = await cli(
      ['extract'],
      `${JSON.stringify(article)}\nnot json\n{"title":"no id"}\n${JSON.stringify({ ...article, id: 'b' })}\n`,
    );
    const lines = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines.map((line) => line.id ?? 'error' in line)).toEqual(['a', true, true, 'b']);
    expect(lines[0].claims[0]).toMatchObject({ type: 'acquisition' });
    expect(code).toBe(0);
  });

  it('ingest stores a document, prints what it brought, and a second time finds nothing new; ask answers from it', async () => {
    const first = await cli(['ingest', feed('feed.xml')]);
    expect(first.code).toBe(0);
    expect(first.out).toContain('1 new article');
    expect(first.out).toContain('$14.3 billion');
    expect((await cli(['ingest', feed('feed.xml')])).out).toContain('0 new articles');
    const deal = await cli(['ask', '/deal scale-ai']);
    expect(deal.code).toBe(0);
    expect(deal.out).toContain('49%');
    const card = JSON.parse((await cli(['ask', '/deal scale-ai', '--json'])).out);
    expect(card).toMatchObject({ title: expect.any(String), blocks: expect.any(Array), buttons: expect.any(Array) });
  });

  it('reprocess reads every stored article again, and tells what changed in words or as JSON', async () => {
    await cli(['ingest', feed('feed.xml')]);
    const { code, out, err } = await cli(['reprocess']);
    expect(code).toBe(0);
    expect(out).toMatch(/^1 article read again: \d+ claims? as before, 0 new, 0 gone\.$/m);
    expect(out).toMatch(/0 made, 0 changed, 0 gone\. Nobody was alerted\./);
    expect(err).toContain('1 of 1 articles');
    expect(JSON.parse((await cli(['reprocess', '--json'])).out)).toMatchObject({
      finished: true,
      articles: { total: 1, done: 1 },
      facts: { made: [], changed: [], gone: [] },
    });
  });

  it('ingest names what it cannot read, takes in the rest, and exits with 1', async () => {
    writeFileSync(join(cwd, 'page.html'), '<!doctype html><title>Not a feed</title><p>Hello');
    const { code, out, err } = await cli(['ingest', 'missing.xml', 'page.html', '.', feed('good.xml')]);
    expect(code).toBe(1);
    expect(err).toMatch(/missing\.xml: there is no such file/);
    expect(err).toMatch(/page\.html: /);
    expect(err).toMatch(/\.: this is a folder/);
    expect(out).toContain('1 new article');
  });

  it('export writes every fact with its claims, sources and corrections, as JSON Lines or CSV', async () => {
    await cli(['ingest', feed('feed.xml')]);
    const exported = await cli(['export']);
    expect(exported.err).toBe('1 of 1 facts\n');
    const [fact] = exported.out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(fact).toMatchObject({
      type: 'investment',
      corrections: [],
      claims: [{ outlet: 'feed.xml', at: '2025-06-13T14:00:00.000Z' }],
    });
    await cli(['ask', `/dealwire correct #${fact.shortId} field:amount value:"$14.8 billion"`]);
    const lines = (await cli(['export', '--format', 'csv'])).out.split('\r\n');
    expect(lines[0]).toMatch(/^fact,short_id,type,/);
    const correction = lines.find((line) => line.includes(',correction,')) ?? '';
    expect(correction).toContain('amount');
    expect(correction).toContain('$14.3 billion');
    expect(correction).toContain('$14.8 billion');
    expect(correction).toMatch(/,console,everywhere,yes/);
    expect((await cli(['export', '--format', 'xml'])).code).toBe(2);
  });

  it('manifest prints what Slack and Discord need, made from the one command table', async () => {
    const slack = JSON.parse((await cli(['manifest', 'slack'])).out);
    const discord = JSON.parse(
      (await cli(['manifest', 'discord', '--application', '123456789012345678', '--json'])).out,
    );
    const names = slack.features.slash_commands.map((command: { command: string }) => command.command);
    expect(names).toContain('/deal');
    expect(discord.commands.map((command: { name: string }) => `/${command.name}`)).toEqual(names);
    expect(discord.inviteUrl).toContain('client_id=123456789012345678');
  });

  it('tells all faults of .env at once, and a broken catalogue by its entry', async () => {
    writeFileSync(join(cwd, '.env'), 'POLL_MINUTES=never\nROLES=dance\n');
    const bad = await cli(['start']);
    expect(bad.code).toBe(1);
    expect(bad.err).toContain('POLL_MINUTES');
    expect(bad.err).toContain('ROLES');
    rmSync(join(cwd, '.env'));
    const companies = JSON.parse(readFileSync(join(DATA, 'companies.json'), 'utf8'));
    companies[3].slug = 'Not A Slug';
    writeFileSync(join(cwd, 'companies.json'), JSON.stringify(companies));
    env.COMPANIES_FILE = join(cwd, 'companies.json');
    const broken = await cli(['ask', '/deal meta']);
    expect(broken.code).toBe(1);
    expect(broken.err).toMatch(/entry 4/);
    expect(broken.err).not.toMatch(/^\s+at /m);
  });

  describe('start, without tokens and without a terminal', () => {
    /** Waits until its output holds the pattern. */
    async function shows(child: ReturnType<typeof dealwire>, seen: { out: string }, pattern: RegExp): Promise<void> {
      await expect.poll(() => seen.out, { timeout: 60_000, interval: 50 }).toMatch(pattern);
      expect(child.exitCode).toBeNull();
    }
    function open() {
      const child = dealwire(['start'], { cwd, env });
      const seen = { out: '', err: '' };
      child.stdout.on('data', (chunk) => {
        seen.out += chunk;
      });
      child.stderr.on('data', (chunk) => {
        seen.err += chunk;
      });
      const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
      return { child, seen, ended };
    }

    it('tells the demo edition, each alert marked, answers commands a line each, runs on after its input ended, and stops on SIGTERM', async () => {
      const { child, seen, ended } = open();
      await shows(child, seen, /Demo edition: .*Meta .*\$14\.3 billion.*Scale AI/);
      child.stdin.write('/deal scale-ai\n');
      await shows(child, seen, /49%/);
      child.stdin.write('/subscribe openai\nhelp\nstatus\n');
      await shows(child, seen, /Subscriptions:/);
      child.stdin.end('/deal no such firm\n');
      await shows(child, seen, /no such firm/);
      const alerts = seen.out.split('\n').filter((line) => /confirmed$|reported/.test(line) && /^\S/.test(line));
      expect(
        alerts.filter((line) => !line.startsWith('Demo edition') && !line.includes('facts')),
        seen.out,
      ).toEqual([]);
      child.kill('SIGTERM');
      expect(await ended).toBe(0);
      expect(seen.err).not.toMatch(/^\s+at /m);
    });

    it('knows the demo edition by the first command, even one that was waiting when it started', async () => {
      const { child, seen, ended } = open();
      child.stdin.write('/deal scale-ai\n');
      await shows(child, seen, /Scale AI: \d facts? · demo edition/);
      child.stdin.write('quit\n');
      expect(await ended).toBe(0);
      expect(seen.out).not.toContain('Nothing known');
    });

    it('writes each card as one line of JSON where asked to, for programs', async () => {
      const child = dealwire(['start', '--json'], { cwd, env });
      const seen = { out: '' };
      child.stdout.on('data', (chunk) => {
        seen.out += chunk;
      });
      const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
      child.stdin.write('/deal scale-ai\n77\n');
      await shows(child, seen, /No button has the number 77/);
      await shows(child, seen, /Demo edition/);
      child.stdin.write('quit\n');
      expect(await ended).toBe(0);
      for (const line of seen.out.trim().split('\n')) {
        expect(JSON.parse(line)).toMatchObject({ summary: expect.any(String), blocks: expect.any(Array) });
      }
    });

    it('sends nothing twice when it is started again', async () => {
      const first = open();
      await shows(first.child, first.seen, /Demo edition: .*Scale AI/);
      // The first alert may stand before the last is sent.
      await expect
        .poll(
          () => {
            first.child.stdin.write('status\n');
            return first.seen.out;
          },
          { timeout: 60_000, interval: 500 },
        )
        .toMatch(/Messages: +all sent/);
      first.child.stdin.write('quit\n');
      expect(await first.ended).toBe(0);
      const second = open();
      second.child.stdin.write('status\n');
      await shows(second.child, second.seen, /Subscriptions:/);
      second.child.stdin.write('/news scale-ai\n');
      await shows(second.child, second.seen, /Demo Wire/);
      second.child.kill('SIGINT');
      expect(await second.ended).toBe(0);
      expect(second.seen.out).not.toMatch(/^Demo edition: /m);
    });
  });
});
