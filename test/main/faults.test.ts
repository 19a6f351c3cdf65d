import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, describe, expect, it } from 'vitest';
import { run } from '../support/cli.ts';
import { noise } from '../support/fixtures.ts';
import { CHANNEL, prepareBot, type Running } from '../support/running.ts';

const SMALL_DISK = new URL('../support/small-disk.mjs', import.meta.url).href;

describe('a database that cannot serve', () => {
  let cwd: string;
  afterEach(() => rmSync(cwd, { recursive: true, force: true }));

  /** A folder with a database in it, and a catalogue without feeds that anybody could reach. */
  async function prepare(): Promise<{ file: string; env: Record<string, string> }> {
    cwd = mkdtempSync(join(tmpdir(), 'dealwire-faults-'));
    chmodSync(cwd, 0o755);
    const feeds = [{ id: 'none', outlet: 'None', title: 'None', tier: 2, url: 'http://127.0.0.1:9/none.xml' }];
    writeFileSync(join(cwd, 'feeds.json'), JSON.stringify(feeds));
    const file = join(cwd, 'dealwire.db');
    const env = { DATABASE_URL: `sqlite:${file}`, FEEDS_FILE: join(cwd, 'feeds.json'), LOG_LEVEL: 'warn' };
    expect((await run(['ask', '/help'], { cwd, env })).code).toBe(0);
    return { file, env };
  }

  /** Starts it, and holds that it ended with 1 and told why in plain words. */
  async function refuses(env: Record<string, string>, as?: number): Promise<string> {
    const { code, out, err } = await run(['start'], { cwd, env, ...(as === undefined ? {} : { as }) });
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).not.toMatch(/^\s+at /m);
    return err;
  }

  it('since a newer dealwire wrote it is refused, and left as it is', async () => {
    const { file, env } = await prepare();
    const db = new Database(file);
    db.pragma('journal_mode = DELETE');
    db.exec('insert into schema_version (version, applied_at) select max(version) + 1, 1 from schema_version');
    db.close();
    const before = readFileSync(file);
    const files = readdirSync(cwd);
    expect(await refuses(env)).toMatch(/newer dealwire .*Install the newer dealwire again/);
    expect(readFileSync(file).equals(before)).toBe(true);
    expect(readdirSync(cwd)).toEqual(files);
  });

  it('since it may not be written is refused, in words that say whose right is missing', async () => {
    const { file, env } = await prepare();
    chmodSync(file, 0o444);
    chmodSync(cwd, 0o555);
    // The rights of files do not bind root.
    expect(await refuses(env, process.getuid?.() === 0 ? 65_534 : undefined)).toMatch(
      /cannot be written to.*right to write/,
    );
    chmodSync(cwd, 0o755);
  });

  it('since it is no database is refused, and left as it is', async () => {
    const { file, env } = await prepare();
    writeFileSync(file, 'Minutes of the meeting. '.repeat(200));
    expect(await refuses(env)).toMatch(/is not a SQLite database/);
    expect(readFileSync(file, 'utf8')).toMatch(/^Minutes/);
  });
});

describe('while it runs', () => {
  let bot: Running;
  afterEach(() => bot.close());

  const answersInBoth = async (words: string) => {
    const inSlack = await bot.slack.command('/deal scale-ai', { channel: CHANNEL });
    expect(inSlack.words).toContain(words);
    expect(JSON.stringify(await bot.discord.command('deal', { company: 'scale-ai' }))).toContain(words);
  };

  it('a full disk is told of, commands are answered from what is stored, and news waits until there is room', async () => {
    bot = await prepareBot();
    await bot.start({ NODE_OPTIONS: `--import=${SMALL_DISK}` });
    await bot.follow();
    bot.signal('SIGUSR2');
    await expect.poll(bot.said).toContain('the disk is full');
    // Longer than what is free in the file's last pages.
    bot.publish('harbour-post', `<p>${noise(40_000)}</p>`);
    await expect.poll(bot.said, { timeout: 60_000 }).toContain('There is no room left on the disk');
    await answersInBoth('Scale AI');
    const status = await bot.slack.command('/dealwire status', { channel: CHANNEL });
    expect(status.words).toContain('Needs a look: nothing can be stored, the disk is full');
    bot.signal('SIGUSR2');
    await expect.poll(bot.said).toContain('the disk has room');
    await expect.poll(bot.alerts, { timeout: 60_000 }).toEqual({ slack: 1, discord: 1 });
    await answersInBoth('$14.3 billion');
    expect(await bot.ends('SIGTERM')).toBe(0);
  }, 240_000);

  it('a locked database is waited for: commands are answered meanwhile, news comes once it is free', async () => {
    bot = await prepareBot();
    await bot.start();
    await bot.follow();
    const other = new Database(join(bot.newsroom.folder, 'dealwire.db'));
    other.exec('begin immediate');
    bot.publish('harbour-post');
    await expect.poll(bot.said, { timeout: 60_000 }).toMatch(/is locked by another program/);
    await answersInBoth('Scale AI');
    other.exec('rollback');
    other.close();
    await expect.poll(bot.alerts, { timeout: 60_000 }).toEqual({ slack: 1, discord: 1 });
    expect(await bot.ends('SIGTERM')).toBe(0);
  }, 240_000);
});
