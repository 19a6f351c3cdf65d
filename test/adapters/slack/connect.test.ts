import { afterEach, describe, expect, it, vi } from 'vitest';
import { createConnection } from '../../../adapters/slack/connect.ts';
import { createSlackAdapter } from '../../../adapters/slack/index.ts';
import { sdkLogger } from '../../../adapters/slack/sdk-log.ts';
import type { Reply } from '../../../src/chat/command.ts';
import { APP_TOKEN, BOT_TOKEN, type FakeSlack, startFakeSlack } from '../../support/slack/index.ts';
import { createHost, inChannel, reply, run } from './support.ts';

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});
async function start(...args: Parameters<typeof run>) {
  const running = await run(...args);
  stops.push(running.stop);
  return running;
}
async function fakeOnly(): Promise<FakeSlack> {
  const fake = await startFakeSlack();
  stops.push(fake.stop);
  return fake;
}

describe('starting', () => {
  it('connects, says so, and resumes what was paused in the workspace', async () => {
    const { adapter, host, fake } = await start();
    expect(adapter.health()).toEqual({ state: 'up', detail: 'connected' });
    expect(host.reach).toEqual(['found *']);
    expect(fake.socket.connections()).toBe(1);
  });

  it.each([
    ['a wrong bot token', { botToken: 'xoxb-wrong' }, /SLACK_BOT_TOKEN \(invalid_auth\).*OAuth & Permissions/],
    ['a wrong app token', { appToken: 'xapp-wrong' }, /SLACK_APP_TOKEN \(invalid_auth\).*connections:write/],
    ['an app token in place of the bot token', { botToken: APP_TOKEN }, /SLACK_BOT_TOKEN holds an app-level token/],
    ['a bot token in place of the app token', { appToken: BOT_TOKEN }, /SLACK_APP_TOKEN holds a token of another kind/],
  ])('says what to mend about %s', async (_, wrong, message) => {
    const { apiUrl, botToken, appToken } = await fakeOnly();
    const adapter = createSlackAdapter({ apiUrl, socket: { botToken, appToken, ...wrong } });
    await expect(adapter.start(createHost())).rejects.toThrow(message);
    expect(adapter.health().state).toBe('down');
    await adapter.stop();
  });

  it('says that Socket Mode is off', async () => {
    const { apiUrl, botToken, appToken, socket } = await fakeOnly();
    socket.turnAwayOnce('link_disabled');
    const adapter = createSlackAdapter({ apiUrl, socket: { botToken, appToken } });
    await expect(adapter.start(createHost())).rejects.toThrow(/Socket Mode is off/);
  });

  it('says that the app token lacks its scope', async () => {
    const fake = await fakeOnly();
    fake.faultOnce('apps.connections.open', { kind: 'error', error: 'missing_scope' });
    await expect(createSlackAdapter({ apiUrl: fake.apiUrl, socket: fake }).start(createHost())).rejects.toThrow(
      /lacks the scope connections:write/,
    );
  });

  it('tries a Slack that is out of order again', async () => {
    const fake = await fakeOnly();
    fake.faultOnce('auth.test', { kind: 'status', status: 503 });
    const adapter = createSlackAdapter({ apiUrl: fake.apiUrl, socket: fake });
    stops.push(adapter.stop);
    await adapter.start(createHost());
    expect(adapter.health().state).toBe('up');
  });

  it('warns of missing scopes by name', async () => {
    const fake = await fakeOnly();
    fake.state.scopes.delete('groups:history');
    fake.state.scopes.delete('users:read');
    const host = createHost();
    const adapter = createSlackAdapter({ apiUrl: fake.apiUrl, socket: fake });
    stops.push(adapter.stop);
    await adapter.start(host);
    expect(host.lines.join('\n')).toMatch(/lacks scopes.*\["groups:history"\]/);
  });

  it('never logs a token', async () => {
    const { fake, host, adapter } = await start();
    fake.faultOnce('chat.postMessage', { kind: 'error', error: 'invalid_auth' });
    await adapter.send(inChannel(), reply('x').card, 'k');
    expect(host.lines.join('\n')).not.toMatch(/xoxb-|xapp-/);
  });
});

describe('staying connected', () => {
  it.each<[string, (fake: FakeSlack) => void]>([
    ['Slack asks it to come again', (fake) => fake.socket.disconnect('refresh_requested')],
    ['the connection is cut', (fake) => fake.socket.drop()],
  ])('answers commands again after %s', async (_, cut) => {
    const { fake, adapter } = await start();
    await fake.command('/deal scale-ai');
    cut(fake);
    expect((await fake.command('/deal openai')).words).toBe('deal company=openai');
    expect(adapter.health().state).toBe('up');
    expect(fake.socket.opened()).toBe(2);
  });

  it('outlives failures of coming again, and a refusal', async () => {
    const { fake, host } = await start();
    fake.faultOnce('apps.connections.open', { kind: 'reset', applied: false });
    fake.socket.turnAwayOnce('too_many_websockets');
    fake.socket.drop();
    expect((await fake.command('/deal openai', { withinMs: 10_000 })).words).toBe('deal company=openai');
    expect(host.lines.join('\n')).toContain('too_many_websockets');
  });

  it('says so when its token is revoked meanwhile, and does not end the process', async () => {
    const { fake, adapter } = await start();
    fake.faultOnce('apps.connections.open', { kind: 'error', error: 'token_revoked' });
    fake.socket.drop();
    await vi.waitFor(() =>
      expect(adapter.health()).toEqual({ state: 'down', detail: expect.stringContaining('token_revoked') }),
    );
  });

  it('notices a Slack that has fallen silent', async () => {
    const { apiUrl, appToken, socket } = await fakeOnly();
    const { log } = createHost();
    const connection = createConnection({ apiUrl, appToken, log, sdkLogger: sdkLogger(log), pingMs: 150 });
    stops.push(connection.close);
    await connection.open();
    socket.freeze();
    await socket.connected();
    await vi.waitFor(() => expect(connection.health().state).toBe('up'));
    expect(socket.opened()).toBe(2);
  });

  it('answers once what Slack repeats over the new connection', async () => {
    const { fake, host } = await start();
    await fake.command('/deal scale-ai');
    fake.socket.disconnect('warning');
    await fake.repeat();
    expect(host.calls).toHaveLength(1);
  });
});

describe('stopping', () => {
  it('waits for the command in flight, whose answer still arrives', async () => {
    let answerNow = (_: Reply) => {};
    const host = createHost({ answer: () => new Promise((resolve) => (answerNow = resolve)) });
    const { fake, adapter } = await start(host);
    const answered = fake.command('/deal scale-ai');
    await vi.waitFor(() => expect(fake.socket.acks).toHaveLength(1));
    let stopped = false;
    const stopping = adapter.stop().then(() => (stopped = true));
    await vi.waitFor(() => expect(adapter.health()).toEqual({ state: 'down', detail: 'stopped' }));
    expect(stopped).toBe(false);
    answerNow(reply('just in time'));
    await stopping;
    expect((await answered).words).toBe('just in time');
    expect(fake.socket.connections()).toBe(0);
  });

  it('does not come again after a stop', async () => {
    const { fake, adapter } = await start();
    fake.socket.drop();
    await adapter.stop();
    const opened = fake.socket.opened();
    await new Promise((resolve) => setImmediate(resolve));
    expect(fake.socket.opened()).toBe(opened);
    expect(fake.socket.connections()).toBe(0);
  });

  it('can be stopped before it was started, and twice', async () => {
    const { apiUrl, botToken, appToken } = await fakeOnly();
    const adapter = createSlackAdapter({ apiUrl, socket: { botToken, appToken } });
    await adapter.stop();
    await adapter.start(createHost());
    expect(adapter.health().state).toBe('up');
    await adapter.stop();
    await adapter.stop();
    expect(adapter.health().state).toBe('down');
  });

  it('gives up starting when it is stopped meanwhile', async () => {
    const fake = await fakeOnly();
    fake.faultOnce('apps.connections.open', { kind: 'silence', applied: false });
    const adapter = createSlackAdapter({ apiUrl: fake.apiUrl, socket: fake });
    const starting = expect(adapter.start(createHost())).rejects.toThrow();
    await vi.waitFor(() => expect(fake.calls.at(-1)?.method).toBe('apps.connections.open'));
    await adapter.stop();
    await starting;
    expect(fake.socket.opened()).toBe(0);
  });

  it('stops in time though Slack does not say goodbye', async () => {
    const { fake, adapter } = await start();
    fake.socket.freeze();
    await adapter.stop();
    expect(adapter.health().state).toBe('down');
  });
});
