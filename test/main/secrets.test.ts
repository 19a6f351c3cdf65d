import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { run } from '../support/cli.ts';
import { rss } from '../support/feed-server.ts';
import { STORY } from '../support/newsroom.ts';
import { freePort } from '../support/port.ts';
import { prepareBot, type Running } from '../support/running.ts';

/** On SIGUSR2 an SDK's error that names a token goes unhandled. */
const CARELESS = `import { isMainThread } from 'node:worker_threads';
if (isMainThread) process.on('SIGUSR2', () => void Promise.reject(Object.assign(
  new Error('refused: Bot ' + process.env.DISCORD_TOKEN),
  { request: { headers: { Authorization: 'Bearer ' + process.env.SLACK_BOT_TOKEN } } },
)));`;

describe('tokens', () => {
  let bot: Running;
  afterEach(() => bot.close());

  const secrets = () => [bot.slack.botToken, bot.slack.appToken, bot.env.DISCORD_TOKEN ?? ''];
  const leaked = (text: string) => secrets().filter((secret) => text.includes(secret));

  it('stand in no log at any level, whatever fails, in nothing that is served over HTTP, and in no file that the bot writes', async () => {
    bot = await prepareBot();
    const { slack, discord } = bot;
    const port = await freePort();
    await bot.start({
      HTTP_PORT: `${port}`,
      LOG_LEVEL: 'trace',
      NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(CARELESS)}`,
    });
    await bot.follow();
    bot.signal('SIGUSR2');
    await expect.poll(bot.said).toContain('refused: Bot [secret]');
    slack.faultOnce(
      'chat.postMessage',
      { kind: 'status', status: 500 },
      { kind: 'reset', applied: false },
      { kind: 'not json' },
      { kind: 'error', error: 'invalid_auth' },
    );
    slack.faultOnce('apps.connections.open', { kind: 'status', status: 503 }, { kind: 'not json' });
    discord.faultOnce('send', { kind: 'error', status: 400, code: 50_035, message: 'Invalid Form Body' });
    discord.faultOnce('register', { kind: 'garbage' });
    bot.publish('harbour-post');
    slack.socket.drop();
    discord.connection.dispatch('INTERACTION_CREATE', { id: '1', type: 2, token: null });
    await expect.poll(bot.said, { timeout: 60_000 }).toMatch(/alert not sent.*[\s\S]*alert not sent/);
    discord.changeToken('another-token-since-the-old-one-leaked');
    discord.connection.invalidate(false);
    await expect.poll(bot.said, { timeout: 60_000 }).toMatch(/closed the connection for good/);
    bot.publish('silicon-courier');
    await bot.discord.connection.drop();
    for (const path of ['metrics', 'healthz', 'readyz', '', 'feeds', 'companies/scale-ai', 'nowhere']) {
      const answer = await fetch(`http://127.0.0.1:${port}/${path}`);
      expect({ path, leaked: leaked(`${JSON.stringify([...answer.headers])}${await answer.text()}`) }).toEqual({
        path,
        leaked: [],
      });
    }
    expect(await bot.ends('SIGTERM')).toBe(0);
    expect(leaked(bot.said())).toEqual([]);
    expect(bot.said()).not.toMatch(/Bearer (?!\[secret\])/);
    for (const file of readdirSync(bot.newsroom.folder))
      expect({ file, leaked: leaked(readFileSync(join(bot.newsroom.folder, file), 'latin1')) }).toEqual({
        file,
        leaked: [],
      });
  }, 240_000);

  it('stand in no answer of the command line, and not in what it says of their own faults', async () => {
    bot = await prepareBot();
    const { newsroom, env } = bot;
    newsroom.server.serve('/doc.xml', { document: rss([STORY['harbour-post'] ?? { title: '' }]) });
    const cli = (args: string[], more: Record<string, string> = {}) =>
      run(args, { cwd: newsroom.folder, env: { ...env, LOG_LEVEL: 'trace', ...more } });
    const [bot_, app, discord] = secrets() as [string, string, string];
    const ended = await Promise.all([
      cli(['ingest', '--json', `${newsroom.server.url}/doc.xml`, 'missing.xml']),
      cli(['ask', '--json', '/dealwire status']),
      cli(['ask', '/help']),
      cli(['export']),
      cli(['outbox', '--json']),
      cli(['manifest', 'slack', '--json']),
      cli(['manifest', 'discord', '--json', '--application', '123456789012345678']),
      // Each in the other's place, as happens to people.
      cli(['start'], { SLACK_BOT_TOKEN: app, SLACK_APP_TOKEN: bot_ }),
      cli(['start'], { POLL_MINUTES: 'never' }),
      cli(['start'], { SLACK_API_URL: 'http://127.0.0.1:9/', DISCORD_API_URL: 'http://127.0.0.1:9' }),
      cli(['start'], { DISCORD_TOKEN: `${discord}-mistyped`, SLACK_BOT_TOKEN: `${bot_}-mistyped` }),
    ]);
    expect(ended.map(({ code }) => code)).toEqual([1, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1]);
    for (const { out, err } of ended) expect(leaked(`${out}${err}`)).toEqual([]);
    expect(ended.at(-1)?.err).toMatch(/SLACK_BOT_TOKEN/);
  }, 240_000);
});
