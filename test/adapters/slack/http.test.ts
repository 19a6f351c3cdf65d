import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { agree, install, visit } from '../../support/slack/browser.ts';
import { post } from '../../support/slack/index.ts';
import { card, inChannel, reply, type Served, serve } from './support.ts';

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  vi.useRealTimers();
  for (const stop of stops.splice(0).reverse()) await stop();
});
async function start(...args: Parameters<typeof serve>): Promise<Served> {
  const served = await serve(...args);
  stops.push(served.stop);
  return served;
}
const HOUR = 3_600_000;

/** Only the clock stands still: sockets and timers go on. */
const standStill = () => vi.useFakeTimers({ toFake: ['Date'] });

describe('installing', () => {
  it('leads over Slack into any number of workspaces, and each gets its messages by its own token', async () => {
    const { at, fake, adapter, host } = await start();
    fake.channel('C1', { team: 'T1' });
    fake.channel('C2', { team: 'T2' });
    for (const team of ['T1', 'T2']) expect((await install(at, { team })).status).toBe(200);
    expect(host.reach).toEqual(['found *', 'found *']);
    for (const team of ['T1', 'T2']) {
      const channel = inChannel(team.replace('T', 'C'), team);
      expect(await adapter.send(channel, card(), `key-${team}`)).toMatchObject({ outcome: 'sent' });
      expect(fake.calls.at(-1)?.token).toBe(fake.state.tokens.of(team)[0]);
      expect(await adapter.find(channel, `key-${team}`)).toMatchObject({ channel });
    }
    expect(await adapter.send(inChannel('C1', 'T2'), card(), 'key')).toMatchObject({ outcome: 'gone' });
    expect(await adapter.send(inChannel('C3', 'T3'), card(), 'key')).toMatchObject({
      outcome: 'gone',
      reason: 'dealwire is not installed in this workspace any more',
    });
  });

  it('asks for the scopes of the manifest, and shows pages that run nothing and end well', async () => {
    const { at } = await start();
    const { page, consent } = await visit(at);
    expect(page).toContain('Add to Slack');
    expect(consent.searchParams.get('scope')?.split(',')).toEqual(
      expect.arrayContaining(['commands', 'chat:write', 'channels:read']),
    );
    const end = await install(at, { team: 'T<1>' });
    const words = await end.text();
    expect(words).toContain('dealwire is in Team &lt;T&lt;1&gt;&gt;');
    expect(words).toContain('/subscribe scale-ai');
    expect(end.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(end.headers.get('referrer-policy')).toBe('no-referrer');
    expect(end.headers.get('cache-control')).toBe('no-store');
  });

  it('names the public address to Slack where it is known', async () => {
    const { at } = await start({}, { publicUrl: 'https://deals.example.com' });
    const { consent } = await visit(at);
    expect(consent.searchParams.get('redirect_uri')).toBe('https://deals.example.com/slack/oauth_redirect');
  });

  it('is found below the path of the public address, too, for a proxy that passes it on', async () => {
    const { at, fake, store } = await start({}, { publicUrl: 'https://example.com/dealwire' });
    fake.consent(`${at}/dealwire/slack/oauth_redirect`);
    const visited = await visit(`${at}/dealwire`);
    expect(visited.consent.searchParams.get('redirect_uri')).toBe('https://example.com/dealwire/slack/oauth_redirect');
    visited.consent.searchParams.delete('redirect_uri');
    expect((await fetch(await agree(visited), { headers: { cookie: visited.cookie } })).status).toBe(200);
    expect(await store.installations.all()).toHaveLength(1);
    fake.overHttp(`${at}/dealwire/slack/events`);
    expect((await fake.command('/deal openai')).words).toBe('deal company=openai');
  });

  it('is for one workspace: a second way over Slack into it changes the token', async () => {
    const { at, fake, adapter } = await start();
    fake.channel('C1', { team: 'T1' });
    await install(at, { team: 'T1' });
    await install(at, { team: 'T1' });
    await adapter.send(inChannel('C1', 'T1'), card(), 'key');
    expect(fake.calls.at(-1)?.token).toBe(fake.state.tokens.of('T1')[1]);
  });

  it('can be declined', async () => {
    const { at, store } = await start();
    const end = await install(at, { deny: true });
    expect(end.status).toBe(400);
    expect(await end.text()).toContain('You did not agree, so nothing was installed.');
    expect(await store.installations.all()).toEqual([]);
  });

  it('outlives a restart', async () => {
    const { at, store, stop } = await start();
    await install(at, { team: 'T1' });
    await stop();
    stops.splice(0);
    const again = await start({}, { store });
    // What the first Slack gave, the second does not know: that it is asked with it is what counts.
    await again.adapter.send(inChannel('C1', 'T1'), card(), 'key');
    expect(again.fake.calls.at(-1)?.token).toMatch(/^xoxb-T1-/);
  });
});

it('commands over HTTP are answered though Socket Mode beside it could only be opened at the second try', async () => {
  const { fake, host } = await start(
    {},
    {
      both: true,
      async begin(slack, adapter, to) {
        slack.faultOnce('auth.test', { kind: 'error', error: 'invalid_auth' });
        await expect(adapter.start(to)).rejects.toThrow('SLACK_BOT_TOKEN');
      },
    },
  );
  expect((await fake.command('/deal openai')).words).toBe('deal company=openai');
  expect(host.calls).toHaveLength(1);
});

describe('the state that leads to Slack and back', () => {
  it.each<[string, (at: string) => Promise<Response>]>([
    [
      'in a browser that did not begin it',
      async (at) =>
        fetch(await agree(await visit(at), { team: 'T1' }), { headers: { cookie: (await visit(at)).cookie } }),
    ],
    ['without a cookie', async (at) => fetch(await agree(await visit(at), { team: 'T1' }))],
    [
      'that we never gave',
      async (at) => {
        const url = new URL(await agree(await visit(at), { team: 'T1' }));
        url.searchParams.set('state', 'made.up.state');
        return fetch(url, { headers: { cookie: 'slack-app-oauth-state=made.up.state' } });
      },
    ],
    ['that is missing', async (at) => fetch(`${at}/slack/oauth_redirect?code=1`)],
  ])('is refused %s', async (_, come) => {
    const { at, store } = await start();
    const end = await come(at);
    expect(end.status).toBe(400);
    expect(await end.text()).toContain('Begin again');
    expect(await store.installations.all()).toEqual([]);
  });

  it('is good once', async () => {
    const { at, fake, store } = await start();
    const visited = await visit(at);
    const back = await agree(visited, { team: 'T1' });
    const come = (code: string) => {
      const url = new URL(back);
      url.searchParams.set('code', code);
      return fetch(url, { headers: { cookie: visited.cookie } });
    };
    expect((await come(fake.state.tokens.grant('T1'))).status).toBe(200);
    const again = await come(fake.state.tokens.grant('T2'));
    expect(again.status).toBe(400);
    expect(await again.text()).toContain('was used before');
    expect((await store.installations.all()).map((it) => it.workspace)).toEqual(['T1']);
  });

  it('expires after ten minutes', async () => {
    standStill();
    const { at } = await start();
    const visited = await visit(at);
    const back = await agree(visited, { team: 'T1' });
    vi.setSystemTime(Date.now() + 11 * 60_000);
    expect((await fetch(back, { headers: { cookie: visited.cookie } })).status).toBe(400);
  });
});

describe('commands, buttons and events over HTTP', () => {
  it('are answered, for the workspace that they come from', async () => {
    const { at, fake, host } = await start();
    await install(at, { team: 'T1' });
    const answer = await fake.command('/deal "Scale AI" share', { team: 'T1', channel: 'C1' });
    expect(answer.words).toBe('deal share=yes company=Scale AI');
    expect(host.calls[0]?.channel).toEqual(inChannel('C1', 'T1'));
    const card = { blocks: [{ type: 'actions', elements: [button('More', 'more:1')] }] };
    expect((await fake.press(card, 'More', { team: 'T1', channel: 'C1' })).words).toBe('pressed more:1');
    expect(host.presses[0]?.channel).toEqual(inChannel('C1', 'T1'));
    await fake.event({ type: 'channel_archive', channel: 'C1', user: 'U1' }, { team: 'T1' });
    await vi.waitFor(() => expect(host.reach.at(-1)).toBe('lost C1: the channel is archived'));
  });

  it('are acknowledged before they are answered', async () => {
    let answerNow = () => {};
    const wait = new Promise<void>((resolve) => (answerNow = resolve));
    const { at, fake } = await start({ answer: () => wait.then(() => reply('at last')) });
    await install(at, { team: 'T1' });
    const answered = fake.command('/deal openai', { team: 'T1' });
    await vi.waitFor(() => expect(fake.calls.length).toBeGreaterThan(0));
    answerNow();
    expect((await answered).words).toBe('at last');
    expect((await answered).ack.afterMs).toBeLessThan(3_000);
  });

  it('are answered once when Slack sends them twice', async () => {
    const { fake, host } = await start();
    await fake.command('/deal openai', { team: 'T1' });
    await fake.repeat();
    expect(host.calls).toHaveLength(1);
  });

  it('say so where the tokens of the workspace are gone', async () => {
    const { fake } = await start();
    expect((await fake.command('/subscribe openai', { team: 'T9' })).words).toContain(
      'must be installed in this workspace',
    );
  });
});

const button = (label: string, value: string) => ({
  type: 'button',
  text: { type: 'plain_text', text: label },
  action_id: 'dealwire:press:0',
  value,
});

describe('what pretends to be Slack', () => {
  const body = JSON.stringify({ type: 'event_callback', team_id: 'T1', event: { type: 'app_uninstalled' } });

  it.each<[string, (address: string) => Promise<Response>]>([
    ['with a signature of another secret', (to) => post(to, body, {}, { secret: 'guessed' })],
    ['without a signature', (to) => fetch(to, { method: 'POST', body })],
    ['with a request that was recorded six minutes ago', (to) => post(to, body, {}, { seconds: 360 })],
    ['with a time-stamp from the future', (to) => post(to, body, {}, { seconds: -360 })],
    [
      'with a body that was changed on its way',
      (to) => post(to, body, { 'x-slack-signature': `v0=${'0'.repeat(64)}` }),
    ],
  ])('is turned away %s, and changes nothing', async (_, send) => {
    const { at, host, store } = await start();
    await install(at, { team: 'T1' });
    expect((await send(`${at}/slack/events`)).status).toBe(401);
    expect(host.reach).toEqual(['found *']);
    expect(await store.installations.all()).toHaveLength(1);
  });

  it('cannot hide a command behind Slack’s check of the connection', async () => {
    const { at, host } = await start();
    const form = 'ssl_check=1&command=%2Fdeal&text=openai&team_id=T1';
    const answer = await fetch(`${at}/slack/events`, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'x-slack-request-timestamp': String(Math.floor(Date.now() / 1000)),
      },
      body: form,
    });
    expect(answer.status).toBe(200);
    expect(host.calls).toEqual([]);
  });

  it('gets no more than a megabyte in, and only by POST', async () => {
    const { at } = await start();
    expect((await post(`${at}/slack/events`, JSON.stringify('x'.repeat(1_100_000)))).status).toBe(413);
    expect((await fetch(`${at}/slack/events`)).status).toBe(405);
    expect((await fetch(`${at}/slack/install`, { method: 'POST' })).status).toBe(405);
  });

  it('breaks nothing with any body, signed or not', async () => {
    const { at, fake, host } = await start();
    const anyBody = fc.oneof(
      fc.json(),
      fc.string(),
      fc.constantFrom('null', '[]', '"x"', '{"event":null}', '{"type":"event_callback"}', 'payload=null'),
      fc
        .record({ type: fc.constantFrom('block_actions', 'event_callback', 'view_submission'), event: fc.jsonValue() })
        .map((it) => JSON.stringify(it)),
    );
    const types = fc.constantFrom('application/json', 'application/x-www-form-urlencoded', 'text/plain');
    await fc.assert(
      fc.asyncProperty(anyBody, types, async (any, type) => {
        // Bolt leaves what it does not know unanswered for three seconds.
        const answer = await Promise.race([
          post(`${at}/slack/events`, any, { 'content-type': type }),
          new Promise<{ status: number }>((resolve) => setTimeout(resolve, 50, { status: 404 })),
        ]);
        expect([200, 400, 401, 404, 500]).toContain(answer.status);
      }),
      { numRuns: 60 },
    );
    expect((await fake.command('/deal openai')).words).toBe('deal company=openai');
    expect(host.calls).toHaveLength(1);
  });

  it('learns the answer to Slack’s challenge only with a signature', async () => {
    const { at } = await start();
    const challenge = JSON.stringify({ type: 'url_verification', challenge: 'c1' });
    expect(await (await post(`${at}/slack/events`, challenge)).json()).toEqual({ challenge: 'c1' });
    expect((await post(`${at}/slack/events`, challenge, {}, { secret: 'guessed' })).status).toBe(401);
  });
});

describe('tokens that rotate', () => {
  it('are renewed before a message goes out, once for many, and kept', async () => {
    standStill();
    const { at, fake, adapter, store } = await start();
    fake.channel('C1', { team: 'T1' });
    fake.channel('C2', { team: 'T1' });
    fake.state.tokens.rotate(12 * 3600);
    await install(at, { team: 'T1' });
    const before = await store.installations.get('slack', 'T1');
    vi.setSystemTime(Date.now() + 11 * HOUR);
    const sent = await Promise.all(
      ['C1', 'C2'].map((channel) => adapter.send(inChannel(channel, 'T1'), card(), `key-${channel}`)),
    );
    expect(sent).toEqual([expect.objectContaining({ outcome: 'sent' }), expect.objectContaining({ outcome: 'sent' })]);
    expect(fake.calls.filter((call) => call.method === 'oauth.v2.access')).toHaveLength(2);
    expect(fake.state.tokens.of('T1')).toHaveLength(2);
    expect(await store.installations.get('slack', 'T1')).not.toBe(before);
    vi.setSystemTime(Date.now() + 5 * HOUR);
    await adapter.send(inChannel('C1', 'T1'), card(), 'key-3');
    expect(fake.calls.at(-1)?.token).toBe(fake.state.tokens.of('T1')[1]);
  });

  it('go on while Slack cannot renew them, as long as they are good', async () => {
    standStill();
    const { at, fake, adapter } = await start();
    fake.channel('C1', { team: 'T1' });
    fake.state.tokens.rotate(12 * 3600);
    await install(at, { team: 'T1' });
    vi.setSystemTime(Date.now() + 11 * HOUR);
    fake.faultOnce('oauth.v2.access', { kind: 'status', status: 503 });
    expect(await adapter.send(inChannel('C1', 'T1'), card(), 'key-1')).toMatchObject({ outcome: 'sent' });
    vi.setSystemTime(Date.now() + 2 * HOUR);
    fake.faultOnce('oauth.v2.access', { kind: 'status', status: 503 });
    expect(await adapter.send(inChannel('C1', 'T1'), card(), 'key-2')).toMatchObject({ outcome: 'later' });
    expect(await adapter.send(inChannel('C1', 'T1'), card(), 'key-2')).toMatchObject({ outcome: 'sent' });
  });

  it('are not lost where the database does not take the new ones', async () => {
    standStill();
    const { at, fake, adapter, store, host } = await start();
    fake.channel('C1', { team: 'T1' });
    fake.state.tokens.rotate(12 * 3600);
    await install(at, { team: 'T1' });
    const { put } = store.installations;
    const before = await store.installations.get('slack', 'T1');
    store.installations.put = () => Promise.reject(new Error('the disk is full'));
    vi.setSystemTime(Date.now() + 11 * HOUR);
    expect(await adapter.send(inChannel('C1', 'T1'), card(), 'key-1')).toMatchObject({ outcome: 'sent' });
    expect(host.lines.join('\n')).toContain('the disk is full');
    store.installations.put = put;
    expect(await adapter.send(inChannel('C1', 'T1'), card(), 'key-2')).toMatchObject({ outcome: 'sent' });
    expect(await store.installations.get('slack', 'T1')).not.toBe(before);
  });
});

describe('removing the app', () => {
  it.each([
    ['app_uninstalled', { type: 'app_uninstalled' }],
    ['tokens_revoked', { type: 'tokens_revoked', tokens: { oauth: [], bot: ['U0BOT'] } }],
  ])('%s deletes the tokens, and pauses what the workspace follows', async (_, event) => {
    const { at, fake, host, store } = await start();
    for (const team of ['T1', 'T2']) await install(at, { team });
    fake.state.tokens.revoke('T1');
    await fake.event(event, { team: 'T1' });
    await vi.waitFor(() => expect(host.reach.at(-1)).toMatch(/^lost \*: .*(?:removed|revoked)/));
    expect((await store.installations.all()).map((it) => it.workspace)).toEqual(['T2']);
  });

  it('does not count when it comes late, after the app was installed again', async () => {
    const { at, fake, host, store } = await start();
    await install(at, { team: 'T1' });
    await fake.event({ type: 'app_uninstalled' }, { team: 'T1' });
    await vi.waitFor(() => expect(fake.calls.at(-1)?.method).toBe('auth.test'));
    await fake.command('/deal openai', { team: 'T1' });
    expect(await store.installations.all()).toHaveLength(1);
    expect(host.reach).toEqual(['found *']);
  });

  it('shows in the first message that is refused, too, and pauses what the workspace follows', async () => {
    const { at, fake, adapter, host } = await start();
    await install(at, { team: 'T1' });
    fake.state.tokens.revoke('T1');
    expect(await adapter.send(inChannel('C1', 'T1'), card(), 'key')).toMatchObject({ outcome: 'gone' });
    expect(host.reach.at(-1)).toBe('lost *: dealwire was removed from this workspace, removed');
  });
});

it('never logs a token', async () => {
  const { at, fake, host, adapter } = await start();
  fake.state.tokens.rotate(60);
  await install(at, { team: 'T1' });
  fake.faultOnce('oauth.v2.access', { kind: 'error', error: 'invalid_refresh_token' });
  await adapter.send(inChannel('C1', 'T1'), card(), 'key');
  expect(host.lines.join('\n')).not.toMatch(/xox[be]|fake-client-secret/);
});

it('runs Socket Mode for one workspace beside HTTP for the others', async () => {
  const socket = { botToken: 'xoxb-fake-bot-token', appToken: 'xapp-fake-app-token' };
  const { at, fake, adapter } = await start({}, { socket });
  await install(at, { team: 'T1' });
  fake.channel('C1', { team: 'T1' });
  for (const channel of [inChannel(), inChannel('C1', 'T1')])
    expect(await adapter.send(channel, card(), 'key')).toMatchObject({ outcome: 'sent' });
  expect(fake.calls.filter((call) => call.method === 'chat.postMessage').map((call) => call.token)).toEqual([
    socket.botToken,
    fake.state.tokens.of('T1')[0],
  ]);
});
