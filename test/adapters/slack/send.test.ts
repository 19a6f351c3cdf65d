import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSlackAdapter } from '../../../adapters/slack/index.ts';
import type { Adapter, SendResult } from '../../../src/chat/adapter.ts';
import { type FakeSlack, type Fault, startFakeSlack, TEAM } from '../../support/slack/index.ts';
import { card, createHost, inChannel } from './support.ts';

let fake: FakeSlack;
let adapter: Adapter;
let number = 0;
beforeEach(async () => {
  fake = await startFakeSlack();
  const { botToken, appToken, apiUrl } = fake;
  adapter = createSlackAdapter({
    socket: { botToken, appToken },
    apiUrl,
    timeoutMs: 300,
    paceMs: { post: 1, other: 1 },
  });
  await adapter.start(createHost());
});
afterEach(async () => {
  await adapter.stop();
  await fake.stop();
});

/** A channel of its own for each message: a channel takes one a second. */
function fresh() {
  const id = `C${++number}`;
  fake.channel(id);
  return inChannel(id);
}
async function sent(result: Promise<SendResult>) {
  const settled = await result;
  if (settled.outcome !== 'sent') throw new Error(JSON.stringify(settled));
  return settled.ref;
}

describe('sending', () => {
  it('posts a card with its summary as text, without previews, and marked with its key', async () => {
    const channel = fresh();
    const ref = await sent(adapter.send(channel, card({ title: 'Meta buys a stake' }), 'key-1'));
    const [message] = fake.messages(channel.channel);
    expect(ref).toEqual({ channel, message: message?.ts });
    expect(message?.text).toBe('A summary');
    expect(JSON.stringify(message?.blocks)).toContain('Meta buys a stake');
    expect(message?.metadata).toEqual({ event_type: 'dealwire_delivery', event_payload: { delivery: 'key-1' } });
    expect(fake.calls.at(-1)?.args).toMatchObject({ unfurl_links: 'false', unfurl_media: 'false' });
  });

  it('edits a message in its place', async () => {
    const ref = await sent(adapter.send(fresh(), card(), 'key-1'));
    expect(await adapter.edit(ref, card({ summary: 'Now closed' }))).toEqual({ outcome: 'sent', ref });
    expect(fake.messages(ref.channel.channel)).toMatchObject([{ text: 'Now closed', edits: 1 }]);
  });

  it('replies in the thread, never to the channel', async () => {
    const ref = await sent(adapter.send(fresh(), card(), 'key-1'));
    await sent(adapter.reply(ref, card({ summary: 'It closed' }), 'key-2'));
    const [, answer] = fake.messages(ref.channel.channel);
    expect(answer).toMatchObject({ thread_ts: ref.message, broadcast: false, text: 'It closed' });
  });

  it('hands a queue that is too long back to the outbox', async () => {
    const channel = fresh();
    fake.faultOnce('chat.postMessage', { kind: 'rate limit', retryAfter: 60 });
    await adapter.send(channel, card(), 'key-1');
    const before = fake.calls.length;
    const second = await adapter.send(channel, card(), 'key-2');
    expect(second).toMatchObject({ outcome: 'later' });
    expect(second.outcome === 'later' && second.waitMs).toBeGreaterThan(50_000);
    expect(fake.calls.length).toBe(before);
  });

  it('lets a rate limit in one channel hold up no other', async () => {
    fake.faultOnce('chat.postMessage', { kind: 'rate limit', retryAfter: 60 });
    expect((await adapter.send(fresh(), card(), 'key-1')).outcome).toBe('later');
    expect((await adapter.send(fresh(), card(), 'key-2')).outcome).toBe('sent');
  });
});

describe('what a failure means', () => {
  const error = (word: string): Fault => ({ kind: 'error', error: word });
  it.each<[string, Fault, object]>([
    ['a rate limit', { kind: 'rate limit', retryAfter: 7 }, { outcome: 'later', waitMs: 7_000 }],
    ['a rate limit that does not say how long', { kind: 'rate limit', retryAfter: null }, { outcome: 'later' }],
    ['an outage with a time', { kind: 'status', status: 503, retryAfter: 20 }, { outcome: 'later', waitMs: 20_000 }],
    ['a server error', { kind: 'status', status: 500 }, { outcome: 'unknown' }],
    ['a bad gateway', { kind: 'status', status: 502, applied: true }, { outcome: 'unknown' }],
    ['a reset before the post', { kind: 'reset', applied: false }, { outcome: 'unknown' }],
    ['a reset after the post', { kind: 'reset', applied: true }, { outcome: 'unknown' }],
    ['silence', { kind: 'silence', applied: true }, { outcome: 'unknown' }],
    ['an answer that is no JSON', { kind: 'not json' }, { outcome: 'unknown' }],
    ['an error that may hide a success', error('internal_error'), { outcome: 'unknown' }],
    ['a service that is closed', error('service_unavailable'), { outcome: 'later' }],
    ['a channel that is gone', error('channel_not_found'), { outcome: 'gone' }],
    ['an archived channel', error('is_archived'), { outcome: 'gone' }],
    ['a bot that was removed', error('account_inactive'), { outcome: 'gone' }],
    ['a revoked token', error('token_revoked'), { outcome: 'gone' }],
    ['a channel that the bot is not in', error('not_in_channel'), { outcome: 'refused', permission: true }],
    ['a channel for some only', error('restricted_action'), { outcome: 'refused', permission: true }],
    ['blocks that Slack cannot read', error('invalid_blocks'), { outcome: 'refused' }],
    ['blocks that are too long', error('msg_blocks_too_long'), { outcome: 'refused' }],
    ['a word nobody has heard of', error('constructor'), { outcome: 'refused' }],
  ])('%s', async (_, fault, expected) => {
    fake.faultOnce('chat.postMessage', fault);
    expect(await adapter.send(fresh(), card(), 'key')).toMatchObject(expected);
    expect(fake.calls.filter((c) => c.method === 'chat.postMessage')).toHaveLength(1);
  });

  it('names the scope that is missing', async () => {
    fake.state.scopes.delete('chat:write');
    const result = await adapter.send(fresh(), card(), 'key');
    expect(result).toMatchObject({ outcome: 'refused', permission: true });
    expect(result.outcome === 'refused' && result.reason).toContain('chat:write');
  });

  it('waits when no server listens, since nothing was sent', async () => {
    await fake.stop();
    expect(await adapter.send(inChannel(), card(), 'key')).toMatchObject({ outcome: 'later', reason: /ECONNREFUSED/ });
  });

  it('never doubts an edit: doing it again does no harm', async () => {
    const ref = await sent(adapter.send(fresh(), card(), 'key'));
    fake.faultOnce('chat.update', { kind: 'reset', applied: false });
    expect((await adapter.edit(ref, card())).outcome).toBe('later');
    fake.faultOnce('chat.update', error('message_not_found'));
    expect(await adapter.edit(ref, card())).toMatchObject({
      outcome: 'refused',
      reason: 'the message was deleted in Slack',
    });
  });

  it('tells the host when a message shows that the whole workspace is out of reach', async () => {
    const host = createHost();
    await adapter.start(host);
    fake.faultOnce('chat.postMessage', error('token_revoked'));
    await adapter.send(fresh(), card(), 'key');
    expect(host.reach.at(-1)).toMatch(/^lost \*: .*revoked/);
  });
});

describe('looking for a message whose fate is unknown', () => {
  it('finds the one that was posted before the connection dropped', async () => {
    const channel = fresh();
    fake.faultOnce('chat.postMessage', { kind: 'reset', applied: true });
    expect((await adapter.send(channel, card(), 'key-1')).outcome).toBe('unknown');
    const [message] = fake.messages(channel.channel);
    expect(await adapter.find(channel, 'key-1')).toEqual({ channel, message: message?.ts });
  });

  it('finds nothing when it was never posted, nor under another key', async () => {
    const channel = fresh();
    fake.faultOnce('chat.postMessage', { kind: 'reset', applied: false });
    await adapter.send(channel, card(), 'key-1');
    expect(await adapter.find(channel, 'key-1')).toBeNull();
    await sent(adapter.send(channel, card(), 'key-2'));
    expect(await adapter.find(channel, 'key-1')).toBeNull();
  });

  it('finds a reply in its thread', async () => {
    const ref = await sent(adapter.send(fresh(), card(), 'key-1'));
    fake.faultOnce('chat.postMessage', { kind: 'silence', applied: true });
    expect((await adapter.reply(ref, card(), 'key-2')).outcome).toBe('unknown');
    const found = await adapter.find(ref.channel, 'key-2', ref);
    expect(found).toEqual({ channel: ref.channel, message: fake.messages(ref.channel.channel)[1]?.ts });
    expect(await adapter.find(ref.channel, 'key-3', ref)).toBeNull();
  });

  it('looks through more than one page', async () => {
    const channel = fresh();
    const ref = await sent(adapter.send(channel, card(), 'key-1'));
    for (let i = 0; i < 250; i++)
      fake.state.call('chat.postMessage', { channel: channel.channel, text: `noise ${i}` }, fake.botToken);
    expect(await adapter.find(channel, 'key-1')).toEqual(ref);
  });

  it('says that it cannot know where it may not read', async () => {
    const channel = fresh();
    fake.state.scopes.delete('channels:history');
    expect(await adapter.find(channel, 'key-1')).toBe('unknowable');
    fake.state.scopes.add('channels:history');
    fake.channel(channel.channel, { isMember: false });
    expect(await adapter.find(channel, 'key-1')).toBe('unknowable');
  });

  it('asks again after a rate limit', async () => {
    const ref = await sent(adapter.send(fresh(), card(), 'key-1'));
    fake.faultOnce('conversations.history', { kind: 'rate limit', retryAfter: 1 });
    expect(await adapter.find(ref.channel, 'key-1')).toEqual(ref);
  });

  it('fails when Slack cannot be asked, rather than say that nothing is there', async () => {
    fake.faultOnce('conversations.history', { kind: 'rate limit', retryAfter: 60 });
    await expect(adapter.find(fresh(), 'key-1')).rejects.toThrow('could not be asked');
  });
});

describe('a person', () => {
  it('is told alone, in a conversation of their own', async () => {
    const told = await adapter.tell?.({ platform: 'slack', workspace: TEAM, user: 'U0ALICE' }, card(), 'key-1');
    expect(told?.outcome).toBe('sent');
    expect(fake.messages('D0ALICE')).toHaveLength(1);
  });
});

describe('a look at a channel', () => {
  const look = (change: Parameters<FakeSlack['channel']>[1]) => {
    const place = fresh();
    fake.channel(place.channel, change);
    return adapter.reaches?.(place);
  };

  it('tells whether messages can be posted there, and posts none', async () => {
    const before = fake.state.messages.length;
    expect(await look({})).toEqual({ state: 'open' });
    expect(await look({ isMember: false })).toEqual({ state: 'open' });
    expect(await look({ isArchived: true })).toEqual({ state: 'closed', reason: 'the channel is archived' });
    expect(await look({ isPrivate: true, isMember: false })).toMatchObject({
      state: 'closed',
      reason: expect.stringContaining('/invite it there'),
    });
    expect(await adapter.reaches?.({ ...fresh(), channel: 'C0NOWHERE' })).toMatchObject({ state: 'closed' });
    expect(fake.state.messages).toHaveLength(before);
  });

  it('does not know while Slack is out of order', async () => {
    fake.faultOnce('conversations.info', { kind: 'status', status: 500 });
    expect(await look({})).toEqual({ state: 'unknown' });
  });
});

describe('the rate limit of a workspace', () => {
  it('is found out by two refused calls, and then no third is made; a 429 in one channel alone holds up no other', async () => {
    const [one, two, three] = [fresh(), fresh(), fresh()];
    fake.faultOnce('chat.postMessage', { kind: 'rate limit', retryAfter: 30 });
    const refused = await adapter.send(one, card(), 'key-1');
    expect(refused).toMatchObject({ outcome: 'later', waitMs: 30_000 });
    expect(refused).not.toHaveProperty('held');
    expect((await adapter.send(two, card(), 'key-2')).outcome).toBe('sent');
    fake.faultOnce('chat.postMessage', { kind: 'rate limit', retryAfter: 20 });
    expect(await adapter.send(two, card(), 'key-3')).toMatchObject({ outcome: 'later' });
    const asked = fake.calls.length;
    for (const place of [one, two, three])
      expect(await adapter.send(place, card(), 'key-4')).toMatchObject({ outcome: 'later', held: true });
    expect(fake.calls).toHaveLength(asked);
  });
});
