import { createEmulator, type Emulator } from 'emulate';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openStore, type Store } from '../../../src/store/index.ts';
import { freePort } from '../../support/port.ts';
import { visit } from '../../support/slack/browser.ts';
import { CLIENT, post } from '../../support/slack/index.ts';
import { card, inChannel, type Served, serve } from './support.ts';

/** A Slack that others wrote: its OAuth, and what stands in a workspace afterwards. It has no commands, no sockets, no faults. */
describe('in an emulated Slack', () => {
  let slack: Emulator;
  let store: Store;
  let bot: Served;
  let token: string;
  let team: string;
  let channel: string;

  const call = async (method: string, args: Record<string, string> = {}) => {
    const answer = await fetch(`${slack.url}/api/${method}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(args),
    });
    // biome-ignore lint/suspicious/noExplicitAny: whatever it answers is compared, not computed with
    return (await answer.json()) as Record<string, any>;
  };

  /** Chooses the first person on the page of consent, as somebody would who clicks. */
  async function consent(page: URL, redirectUri: string): Promise<string> {
    const html = await (await fetch(page)).text();
    const form = /<form[^>]*action="([^"]+)"[^>]*>([\s\S]*?)<\/form>/.exec(html);
    const fields = [...(form?.[2] ?? '').matchAll(/name="([^"]+)" value="([^"]*)"/g)];
    const values = Object.fromEntries(
      fields.map(([, name = '', value = '']) => [name, value.replaceAll('&amp;', '&')]),
    );
    const answer = await fetch(new URL(form?.[1] ?? '', slack.url), {
      method: 'POST',
      redirect: 'manual',
      // The address that the app's settings name first, as Slack takes it where we name none.
      body: new URLSearchParams({ ...values, redirect_uri: values.redirect_uri || redirectUri }),
    });
    return answer.headers.get('location') ?? '';
  }

  beforeAll(async () => {
    slack = await createEmulator({
      service: 'slack',
      port: await freePort(),
      seed: {
        tokens: {
          'xoxb-of-the-test': { login: 'alice', scopes: ['channels:read', 'channels:history', 'channels:manage'] },
        },
        slack: {
          strict_scopes: true,
          team: { name: 'Analysts', domain: 'analysts' },
          users: [{ name: 'alice', real_name: 'Alice', email: 'alice@example.com' }],
          channels: [{ name: 'deals', topic: 'Deals' }],
          oauth_apps: [
            { client_id: CLIENT.clientId, client_secret: CLIENT.clientSecret, name: 'dealwire', redirect_uris: [] },
          ],
        },
      },
    });
    token = 'xoxb-of-the-test';
    store = await openStore(':memory:');
    bot = await serve({}, { apiUrl: `${slack.url}/api/`, store });
    team = (await call('auth.test')).team_id;
    channel = (await call('conversations.list')).channels.find((it: { name: string }) => it.name === 'deals').id;
  });
  afterAll(async () => {
    await bot?.stop();
    await store?.close();
    await slack?.close();
  });

  it('installs over the page of consent, and finds its way back', async () => {
    const visited = await visit(bot.at);
    const back = await consent(visited.consent, `${bot.at}/slack/oauth_redirect`);
    expect(back).toContain(`${bot.at}/slack/oauth_redirect?code=`);
    const end = await fetch(back, { headers: { cookie: visited.cookie } });
    expect(end.status).toBe(200);
    expect(await end.text()).toContain('dealwire is in Analysts');
    expect((await bot.store.installations.all()).map((it) => it.workspace)).toEqual([team]);
    expect((await fetch(back, { headers: { cookie: visited.cookie } })).status).toBe(400);
  });

  it('posts, answers in the thread, edits, and finds what stands by its key, within the scopes that were granted', async () => {
    const { adapter } = bot;
    const where = inChannel(channel, team);
    const said = card({ summary: 'Meta buys a stake <!channel>', title: 'Meta buys a stake' });
    const sent = await adapter.send(where, said, 'key-1');
    if (sent.outcome !== 'sent') throw new Error(JSON.stringify(sent));
    expect(await adapter.reply(sent.ref, card({ summary: 'Amount is now $15 billion' }), 'key-2')).toMatchObject({
      outcome: 'sent',
    });
    expect(await adapter.edit(sent.ref, card({ summary: 'Updated: Meta buys a stake' }))).toMatchObject({
      outcome: 'sent',
    });
    expect(await adapter.find(where, 'key-1')).toEqual(sent.ref);
    expect(await adapter.find(where, 'key-2', sent.ref)).toMatchObject({ channel: where });
    expect(await adapter.find(where, 'key-3')).toBeNull();
    const { messages } = await call('conversations.history', { channel, include_all_metadata: 'true' });
    expect(messages.map((it: { text: string }) => it.text)).toEqual(['Updated: Meta buys a stake']);
    expect(messages[0].metadata.event_payload).toEqual({ delivery: 'key-1' });
    const { messages: thread } = await call('conversations.replies', { channel, ts: sent.ref.message });
    expect(thread.map((it: { text: string }) => it.text)).toEqual([
      'Updated: Meta buys a stake',
      'Amount is now $15 billion',
    ]);
  });

  it('shows its App Home, over a signed event', async () => {
    const { user_id: user } = await call('auth.test');
    const event = { type: 'app_home_opened', user, channel: 'D1', tab: 'home' };
    const body = JSON.stringify({ type: 'event_callback', event_id: 'Ev1', team_id: team, event });
    expect((await post(`${bot.at}/slack/events`, body)).status).toBe(200);
    await vi.waitFor(async () =>
      expect(await (await fetch(`${slack.url}/?tab=views`)).text()).toContain('home of unknown'),
    );
  });

  it('knows an archived channel, and one that is not there', async () => {
    const old = await call('conversations.create', { name: 'old-deals' });
    await call('conversations.archive', { channel: old.channel.id });
    expect(await bot.adapter.send(inChannel(old.channel.id, team), card(), 'key')).toEqual({
      outcome: 'gone',
      reason: 'the channel is archived',
    });
    expect(await bot.adapter.send(inChannel('C0NOWHERE', team), card(), 'key')).toMatchObject({ outcome: 'gone' });
  });
});
