import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { dealwire, run } from '../support/cli.ts';
import { type Newsroom, openNewsroom } from '../support/newsroom.ts';
import { freePort } from '../support/port.ts';

describe('the running bot over HTTP', () => {
  let newsroom: Newsroom;
  let bot: ChildProcess;
  let env: Record<string, string>;
  let at: string;
  beforeAll(async () => {
    newsroom = await openNewsroom();
    const port = await freePort();
    at = `http://127.0.0.1:${port}`;
    env = { ...newsroom.env, HTTP_PORT: `${port}`, LOG_LEVEL: 'info' };
    bot = dealwire(['start'], { cwd: newsroom.folder, env });
    bot.stdout?.resume();
    bot.stderr?.resume();
    await vi.waitFor(async () => expect((await fetch(`${at}/readyz`)).status).toBe(200), { timeout: 60_000 });
  });
  afterAll(async () => {
    bot.kill('SIGTERM');
    await once(bot, 'exit');
    await newsroom.close();
  });

  it('says that it lives and is ready', async () => {
    expect(await (await fetch(`${at}/healthz`)).json()).toEqual({ status: 'alive' });
    expect(await (await fetch(`${at}/readyz`)).json()).toEqual({
      status: 'ready',
      checks: { database: 'ok', console: 'up' },
    });
  });

  it('gives Prometheus its figures', async () => {
    const answer = await fetch(`${at}/metrics`);
    expect(answer.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
    const text = await answer.text();
    expect(text).toMatch(/^dealwire_feeds\{state="fine"\} \d/m);
    expect(text).toContain('dealwire_platform_up{platform="console"} 1');
  });

  it('shows its pages', async () => {
    const home = await fetch(`${at}/`);
    expect([home.status, home.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(await home.text()).toContain('<a href="/companies/openai">OpenAI</a>');
    const company = await (await fetch(`${at}/companies/openai`)).text();
    expect(company).toContain('<h2>Who holds which role</h2>');
    expect(company).toMatch(/Sam Altman<\/strong>/);
  });

  it('a second one with the same port ends with words and exit code 1', async () => {
    const second = await run(['start'], { cwd: newsroom.folder, env });
    expect(second.code).toBe(1);
    expect(second.err).toMatch(/^HTTP_PORT \d+ is in use by another program on 127\.0\.0\.1: choose another port/m);
  });
});
