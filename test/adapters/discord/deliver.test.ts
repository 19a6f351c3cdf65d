import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createDelivery, createSendingRest } from '../../../adapters/discord/deliver.ts';
import { createDiscordAdapter } from '../../../adapters/discord/index.ts';
import type { Adapter, SendResult } from '../../../src/chat/adapter.ts';
import type { MessageRef } from '../../../src/domain/delivery.ts';
import type { ChannelRef } from '../../../src/domain/subscription.ts';
import { cardOf, createTestHost } from '../../support/discord/host.ts';
import { type FakeDiscord, type Fault, startFakeDiscord } from '../../support/discord/index.ts';

const alert = (title: string) =>
  cardOf(title, { summary: `${title}, in a line`, buttons: [{ label: 'Details', action: `details:${title}` }] });

describe('messages on Discord', () => {
  let discord: FakeDiscord;
  let adapter: Adapter;
  let keys = 0;
  const key = () => `delivery-${++keys}`;

  beforeAll(async () => {
    discord = await startFakeDiscord();
    adapter = createDiscordAdapter({ token: discord.token, apiUrl: discord.apiUrl });
    await adapter.start(createTestHost());
  });
  afterEach(() => expect(discord.pendingFaults()).toBe(0));
  afterAll(async () => {
    await adapter.stop();
    await discord.stop();
    expect(discord.invalid).toEqual([]);
  });

  const place = (channel = discord.channel): ChannelRef => ({
    platform: 'discord',
    workspace: discord.guild,
    channel,
  });
  const fresh = () => place(discord.addChannel(`channel-${++keys}`));
  const refOf = (result: SendResult): MessageRef => {
    if (result.outcome !== 'sent') throw new Error(`not sent: ${JSON.stringify(result)}`);
    return result.ref;
  };

  it('are sent with a line for notifications and mention nobody', async () => {
    const channel = fresh();
    const ref = refOf(await adapter.send(channel, alert('Umbra buys Penumbra @everyone'), key()));
    expect(ref.channel).toEqual(channel);
    const [message] = discord.messages(channel.channel);
    expect(message).toMatchObject({
      id: ref.message,
      content: 'Umbra buys Penumbra \\@everyone, in a line',
      replyTo: null,
    });
    const post = discord.calls.findLast((c) => c.path === `/channels/${channel.channel}/messages`);
    expect(post?.body).toMatchObject({ allowed_mentions: { parse: [] }, enforce_nonce: true });
  });

  it('stand once when the same delivery is sent twice', async () => {
    const channel = fresh();
    const k = key();
    const first = refOf(await adapter.send(channel, alert('Once'), k));
    const second = refOf(await adapter.send(channel, alert('Once'), k));
    expect(second.message).toBe(first.message);
    expect(discord.messages(channel.channel)).toHaveLength(1);
  });

  it('are edited in place', async () => {
    const channel = fresh();
    const ref = refOf(await adapter.send(channel, alert('Before'), key()));
    expect(await adapter.edit(ref, cardOf('After', { summary: 'After, in a line' }))).toEqual({ outcome: 'sent', ref });
    const [message] = discord.messages(channel.channel);
    expect(message).toMatchObject({ content: 'After, in a line', edits: 1, buttons: [] });
  });

  it('are answered by a reply, which stands alone where the message is gone', async () => {
    const channel = fresh();
    const ref = refOf(await adapter.send(channel, alert('Alert'), key()));
    refOf(await adapter.reply(ref, alert('It is off'), key()));
    discord.deleteMessage(ref.message);
    refOf(await adapter.reply(ref, alert('It is on again'), key()));
    const replies = discord.messages(channel.channel);
    expect(replies.map((m) => m.replyTo)).toEqual([ref.message, null]);
    const post = discord.calls.findLast((c) => c.path === `/channels/${channel.channel}/messages`);
    expect(post?.body).toMatchObject({ allowed_mentions: { parse: [], replied_user: false } });
  });

  it('wait until Discord counts anew where thousands of calls were refused: more would bar the address', async () => {
    const rest = createSendingRest(discord.apiUrl, discord.token);
    let now = Date.now();
    const delivery = createDelivery({
      rest,
      token: discord.token,
      self: () => null,
      inGuild: () => null,
      readsHistory: () => null,
      onToken: () => {},
      now: () => now,
    });
    delivery.refused({ count: 4_900, remainingTime: 60_000 });
    expect(await delivery.send(fresh(), alert('Before'), key())).toMatchObject({ outcome: 'sent' });
    delivery.refused({ count: 5_000, remainingTime: 60_000 });
    const asked = discord.calls.length;
    expect(await delivery.send(fresh(), alert('Held'), key())).toMatchObject({ outcome: 'later', waitMs: 60_000 });
    expect(discord.calls).toHaveLength(asked);
    now += 60_000;
    expect(await delivery.send(fresh(), alert('After'), key())).toMatchObject({ outcome: 'sent' });
    rest.clearHashSweeper();
    rest.clearHandlerSweeper();
  });

  it('reach a person alone, or say that they take none', async () => {
    const person = { platform: 'discord', workspace: discord.guild, user: '1200000000000000077' };
    const tell = (user = person.user) => adapter.tell?.({ ...person, user }, alert('On hold'), key());
    expect(await tell()).toMatchObject({ outcome: 'sent' });
    expect(await tell()).toMatchObject({ outcome: 'sent' });
    expect(discord.toldTo(person.user).map((m) => m.text.includes('On hold'))).toEqual([true, true]);
    discord.shutOut('1200000000000000078');
    expect(await tell('1200000000000000078')).toMatchObject({ outcome: 'refused' });
    expect(await tell('nobody')).toMatchObject({ outcome: 'refused' });
    discord.faultOnce('direct', { kind: 'status', status: 502 });
    expect(await tell()).toMatchObject({ outcome: 'later' });
  });

  const failures: [string, Fault, Partial<SendResult>][] = [
    ['a rate limit', { kind: 'rate-limit', seconds: 1.5 }, { outcome: 'later', reason: 'Discord asks to wait 2 s.' }],
    ['a deleted channel', { kind: 'error', status: 404, code: 10003, message: 'Unknown Channel' }, { outcome: 'gone' }],
    ['a deleted server', { kind: 'error', status: 404, code: 10004, message: 'Unknown Guild' }, { outcome: 'gone' }],
    [
      'a hidden channel',
      { kind: 'error', status: 403, code: 50001, message: 'Missing Access' },
      { outcome: 'refused', permission: true },
    ],
    [
      'a missing permission',
      { kind: 'error', status: 403, code: 50013, message: 'Missing Permissions' },
      { outcome: 'refused', permission: true },
    ],
    [
      'an archived thread',
      { kind: 'error', status: 400, code: 50083, message: 'Thread is archived' },
      { outcome: 'refused', permission: true },
    ],
    [
      'closed direct messages',
      { kind: 'error', status: 403, code: 50007, message: 'Cannot send messages to this user' },
      { outcome: 'refused', permission: true },
    ],
    [
      'a message that is invalid',
      { kind: 'error', status: 400, code: 50035, message: 'Invalid Form Body' },
      { outcome: 'refused' },
    ],
    [
      'a word that AutoMod blocks',
      { kind: 'error', status: 400, code: 200000, message: 'Blocked' },
      { outcome: 'refused', reason: 'AutoMod of the server blocked the message.' },
    ],
    [
      'slow mode',
      { kind: 'error', status: 400, code: 20016, message: 'Slow mode' },
      { outcome: 'later', waitMs: 60_000 },
    ],
    [
      'an application that must be verified',
      { kind: 'error', status: 403, code: 40002, message: 'Verify' },
      { outcome: 'later', waitMs: 900_000 },
    ],
    ['the front door saying no', { kind: 'status', status: 403 }, { outcome: 'later', waitMs: 300_000 }],
    ['an outage', { kind: 'status', status: 503 }, { outcome: 'unknown', reason: 'Discord failed with status 503.' }],
    ['an answer that is none', { kind: 'garbage' }, { outcome: 'unknown' }],
    ['a connection that breaks', { kind: 'reset', applied: false }, { outcome: 'unknown' }],
  ];
  it.each(failures)('%s is told as what it is', async (_, fault, expected) => {
    const channel = fresh();
    discord.faultOnce('send', fault);
    const before = discord.calls.length;
    const result = await adapter.send(channel, alert('A'), key());
    expect(result).toMatchObject(expected);
    expect(result).not.toHaveProperty(result.outcome === 'refused' && !('permission' in expected) ? 'permission' : 'x');
    // No call is repeated by the SDK: the outbox owns every retry.
    expect(discord.calls.length - before).toBe(1);
  });

  it('an edit of a message that is gone is refused, without blaming the channel', async () => {
    const channel = fresh();
    const ref = refOf(await adapter.send(channel, alert('A'), key()));
    discord.deleteMessage(ref.message);
    expect(await adapter.edit(ref, alert('B'))).toEqual({ outcome: 'refused', reason: 'The message was deleted.' });
  });

  it('an edit may simply be made again when its outcome is unknown', async () => {
    const channel = fresh();
    const ref = refOf(await adapter.send(channel, alert('A'), key()));
    for (const fault of [
      { kind: 'status', status: 502 },
      { kind: 'reset', applied: true },
    ] as const) {
      discord.faultOnce('edit', fault);
      expect(await adapter.edit(ref, alert('B'))).toMatchObject({ outcome: 'later' });
    }
  });

  it('a rate limit of one channel is kept without asking Discord again, and holds up no other', async () => {
    const [one, other] = [fresh(), fresh()];
    discord.faultOnce('send', { kind: 'rate-limit', seconds: 30 });
    expect(await adapter.send(one, alert('A'), key())).toMatchObject({ outcome: 'later' });
    const calls = discord.calls.length;
    expect(await adapter.send(one, alert('B'), key())).toMatchObject({ outcome: 'later', held: true });
    expect(discord.calls.length).toBe(calls);
    expect(await adapter.send(other, alert('C'), key())).toMatchObject({ outcome: 'sent' });
  });

  it('a channel that is none of Discord is refused without a call', async () => {
    const calls = discord.calls.length;
    expect(await adapter.send(place('../users/@me'), alert('A'), key())).toMatchObject({ outcome: 'refused' });
    expect(await adapter.edit({ channel: place(), message: 'x' }, alert('A'))).toMatchObject({ outcome: 'refused' });
    expect(await adapter.find(place('x'), key())).toBe('unknowable');
    expect(discord.calls.length).toBe(calls);
  });

  it('a server that removed the bot is gone, although Discord calls its channels hidden', async () => {
    const { id, channels } = discord.addGuild('Short stay');
    const channel = { platform: 'discord', workspace: id, channel: channels[0]! };
    await expect.poll(() => adapter.health().detail).toContain('2 servers');
    expect(await adapter.send(channel, alert('A'), key())).toMatchObject({ outcome: 'sent' });
    discord.kick(id);
    await expect.poll(() => adapter.health().detail).toContain('1 server');
    expect(await adapter.send(channel, alert('B'), key())).toMatchObject({ outcome: 'gone' });
  });

  describe('after an unknown outcome', () => {
    it('a message that stands is found, and sending it again does not double it', async () => {
      const channel = fresh();
      const k = key();
      discord.faultOnce('send', { kind: 'reset', applied: true });
      expect(await adapter.send(channel, alert('A'), k)).toMatchObject({ outcome: 'unknown' });
      const [standing] = discord.messages(channel.channel);
      discord.say('talk', channel.channel);
      expect(await adapter.find(channel, k)).toEqual({ channel, message: standing?.id });
      const again = refOf(await adapter.send(channel, alert('A'), k));
      expect(again.message).toBe(standing?.id);
    });

    it('a message that never arrived is known to be missing', async () => {
      const channel = fresh();
      const k = key();
      refOf(await adapter.send(channel, alert('Another'), key()));
      discord.faultOnce('send', { kind: 'reset', applied: false });
      expect(await adapter.send(channel, alert('A'), k)).toMatchObject({ outcome: 'unknown' });
      expect(await adapter.find(channel, k)).toBeNull();
    });

    it('edited messages, answers to commands and talk of others do not hide what is missing', async () => {
      const channel = fresh();
      const ref = refOf(await adapter.send(channel, alert('Another'), key()));
      await adapter.edit(ref, alert('Another, changed'));
      await discord.command('deal', { company: 'meta', share: true }, { channel: channel.channel });
      discord.say('talk', channel.channel);
      expect(await adapter.find(channel, key())).toBeNull();
    });

    it('nothing is concluded from a message without buttons, which carries no mark', async () => {
      const channel = fresh();
      const k = key();
      refOf(await adapter.send(channel, cardOf('No buttons'), k));
      expect(await adapter.find(channel, k)).toBe('unknowable');
    });

    it('nothing is concluded without the right to see the channel or its history', async () => {
      const channel = fresh();
      for (const right of ['history', 'view'] as const) {
        discord.setDenied(channel.channel, [right]);
        expect(await adapter.find(channel, key())).toBe('unknowable');
      }
      discord.setDenied(channel.channel, []);
      await expect.poll(() => adapter.find(channel, key())).toBeNull();
    });

    it('a search that fails says so, for another try', async () => {
      const channel = fresh();
      discord.faultOnce('history', { kind: 'status', status: 500 });
      await expect(adapter.find(channel, key())).rejects.toThrow('Discord failed with status 500.');
      discord.faultOnce('history', { kind: 'rate-limit', seconds: 20 });
      await expect(adapter.find(channel, key())).rejects.toThrow('Discord asks to wait 20 s.');
    });

    it('it looks some hundred messages back, and no further', async () => {
      const channel = fresh();
      const k = key();
      const ref = refOf(await adapter.send(channel, alert('Deep'), k));
      for (let i = 0; i < 350; i++) discord.say('talk', channel.channel);
      expect(await adapter.find(channel, k)).toEqual(ref);
      for (let i = 0; i < 200; i++) discord.say('talk', channel.channel);
      expect(await adapter.find(channel, k)).toBe('unknowable');
    });
  });
});

describe('the sending connection', () => {
  it('waits when Discord is unreachable, since nothing was sent', async () => {
    const discord = await startFakeDiscord();
    const { apiUrl, channel, token, guild } = discord;
    await discord.stop();
    const delivery = createDelivery({
      rest: createSendingRest(apiUrl, token),
      token,
      self: () => null,
      inGuild: () => null,
      readsHistory: () => null,
      onToken: () => {},
      now: Date.now,
    });
    const result = await delivery.send({ platform: 'discord', workspace: guild, channel }, cardOf('A'), 'k');
    expect(result).toMatchObject({ outcome: 'later', reason: 'Discord cannot be reached (ECONNREFUSED).' });
  });

  it('does not wait for ever: an answer that never comes is an unknown outcome, of an edit a delay', async () => {
    const discord = await startFakeDiscord();
    const delivery = createDelivery({
      rest: createSendingRest(discord.apiUrl, discord.token),
      token: discord.token,
      self: () => null,
      inGuild: () => null,
      readsHistory: () => null,
      onToken: () => {},
      now: Date.now,
      callMs: 700,
    });
    const channel = { platform: 'discord', workspace: discord.guild, channel: discord.channel };
    discord.faultOnce('send', { kind: 'hang', applied: true });
    expect(await delivery.send(channel, cardOf('A'), 'k')).toEqual({
      outcome: 'unknown',
      reason: 'Discord did not answer in time.',
    });
    const [message] = discord.messages();
    discord.faultOnce('edit', { kind: 'hang', applied: false });
    const edited = await delivery.edit({ channel, message: message!.id }, cardOf('B'));
    expect(edited).toMatchObject({ outcome: 'later', reason: 'Discord did not answer in time.' });
    await discord.stop();
  });

  it('reports a refused token, keeps the message for later, and recovers when it is taken again', async () => {
    const discord = await startFakeDiscord();
    const told: boolean[] = [];
    const { token } = discord;
    const delivery = createDelivery({
      rest: createSendingRest(discord.apiUrl, token),
      token,
      self: () => null,
      inGuild: () => null,
      readsHistory: () => null,
      onToken: (accepted) => void told.push(accepted),
      now: Date.now,
    });
    const channel = { platform: 'discord', workspace: discord.guild, channel: discord.channel };
    discord.changeToken('another-token');
    expect(await delivery.send(channel, cardOf('A'), 'k')).toMatchObject({ outcome: 'later', waitMs: 300_000 });
    discord.changeToken(token);
    expect(await delivery.send(channel, cardOf('A'), 'k')).toMatchObject({ outcome: 'sent' });
    expect(told).toEqual([false, true]);
    await discord.stop();
  });
});
