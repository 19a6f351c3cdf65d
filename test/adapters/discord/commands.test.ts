import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createDiscordAdapter } from '../../../adapters/discord/index.ts';
import type { Adapter } from '../../../src/chat/adapter.ts';
import { COMMANDS } from '../../../src/commands/index.ts';
import { cardOf, createTestHost, type TestHost } from '../../support/discord/host.ts';
import { type FakeDiscord, RIGHT, startFakeDiscord } from '../../support/discord/index.ts';

describe('commands on Discord', () => {
  let discord: FakeDiscord;
  let adapter: Adapter;
  let host: TestHost;
  const fresh = createTestHost();

  beforeAll(async () => {
    discord = await startFakeDiscord();
    host = createTestHost();
    adapter = createDiscordAdapter({ token: discord.token, apiUrl: discord.apiUrl });
    await adapter.start(host);
  });
  beforeEach(() => {
    Object.assign(host, { onCommand: fresh.onCommand, onPress: fresh.onPress, onSuggest: fresh.onSuggest });
    host.calls.length = 0;
    host.presses.length = 0;
    host.logged.length = 0;
  });
  afterAll(async () => {
    await adapter.stop();
    await discord.stop();
    expect(discord.invalid).toEqual([]);
  });

  it('are all registered, with contexts and places of installation', () => {
    const names = discord.registered().map((c) => c.name);
    expect(names).toEqual(COMMANDS.map((c) => c.name));
    const subscribe = discord.registered().find((c) => c.name === 'subscribe');
    expect(subscribe).toMatchObject({
      contexts: [0, 1],
      integration_types: [0],
      default_member_permissions: RIGHT.manageChannels.toString(),
    });
    const deal = discord.registered().find((c) => c.name === 'deal');
    expect(deal).toMatchObject({ contexts: [0, 1, 2], integration_types: [0, 1], default_member_permissions: null });
  });

  it.each([
    ['deal', { company: 'scale-ai', type: 'executive_move', since: '30d' }],
    ['news', { company: 'openai' }],
    ['subscribe', { company: 'meta', types: 'investment, ipo', 'min-amount': '50M', cadence: 'daily' }],
    ['unsubscribe', { company: 'all' }],
    ['subscriptions', {}],
  ])('/%s reaches the core with its options and is answered to the caller alone', async (name, options) => {
    const reply = await discord.command(name, options);
    expect(host.calls).toEqual([
      {
        command: name,
        options,
        caller: { user: '1200000000000000001', mayManage: true },
        channel: { platform: 'discord', workspace: discord.guild, channel: discord.channel },
      },
    ]);
    expect(reply.ephemeral).toBe(true);
    expect(reply.text).toContain(`/${name}`);
    expect(discord.messages()).toEqual([]);
  });

  it.each(['help', 'status'])('/dealwire %s arrives as a subcommand', async (subcommand) => {
    const reply = await discord.command(`dealwire ${subcommand}`);
    expect(host.calls[0]).toMatchObject({ command: 'dealwire', subcommand, options: {} });
    expect(reply.ephemeral).toBe(true);
  });

  it('answer everybody when sharing is asked for', async () => {
    const reply = await discord.command('deal', { company: 'meta', share: true });
    expect(host.calls[0]?.options).toEqual({ company: 'meta', share: 'yes' });
    expect(reply.ephemeral).toBe(false);
    expect(discord.messages().map((m) => m.id)).toEqual([reply.message.id]);
    discord.deleteMessage(reply.message.id);
  });

  it('bring their picture along, with its words', async () => {
    const picture = {
      name: 'scale-ai-timeline.png',
      png: Buffer.from('a picture').toString('base64'),
      alt: 'Two facts',
    };
    host.onCommand = () => ({ card: cardOf('Over time', { picture }), visibility: 'caller' });
    await discord.command('timeline', { company: 'scale-ai' });
    expect(discord.uploads).toEqual([{ field: 'files[0]', name: picture.name, bytes: Buffer.from('a picture') }]);
    const { body } = discord.calls.filter((c) => c.method === 'PATCH').at(-1) as { body: object };
    expect(body).toMatchObject({
      attachments: [{ id: '0', filename: picture.name, description: 'Two facts' }],
      embeds: [{ image: { url: `attachment://${picture.name}` } }],
    });
  });

  it('do not take "share" for given when it is declined', async () => {
    const reply = await discord.command('deal', { company: 'meta', share: false });
    expect(host.calls[0]?.options).toEqual({ company: 'meta' });
    expect(reply.ephemeral).toBe(true);
  });

  it('keep an answer private that the core wants private, though sharing was asked for', async () => {
    host.onCommand = () => ({ card: cardOf('No such company. Did you mean Scale AI?'), visibility: 'caller' });
    const reply = await discord.command('deal', { company: 'scael ai', share: true });
    expect(reply.ephemeral).toBe(true);
    expect(reply.text).toContain('Did you mean Scale AI?');
    expect(discord.messages()).toEqual([]);
  });

  it('post an answer for the channel though it was acknowledged to the caller', async () => {
    host.onCommand = () => ({ card: cardOf('Subscribed.'), visibility: 'channel' });
    const reply = await discord.command('subscribe', { company: 'meta' });
    expect(reply.ephemeral).toBe(true);
    await expect.poll(() => discord.messages().map((m) => m.text)).toEqual(['Subscribed.']);
    discord.deleteMessage(discord.messages()[0]!.id);
  });

  it('acknowledge before the core has answered', async () => {
    let release = () => {};
    host.onCommand = () =>
      new Promise((resolve) => {
        release = () => resolve({ card: cardOf('At last'), visibility: 'caller' });
      });
    const reply = discord.command('news', { company: 'meta' });
    await expect.poll(() => discord.calls.filter((c) => c.path.endsWith('/callback')).at(-1)?.status).toBe(204);
    await expect.poll(() => host.calls.length).toBe(1);
    release();
    expect((await reply).text).toBe('At last');
  });

  it('say who may manage the channel', async () => {
    await discord.command('subscribe', { company: 'meta' }, { permissions: 0n });
    await discord.command(
      'subscribe',
      { company: 'meta' },
      { permissions: RIGHT.manageChannels, user: '1200000000000000077' },
    );
    await discord.command('deal', { company: 'meta' }, { permissions: RIGHT.manageChannels, userInstalled: true });
    expect(host.calls.map((c) => c.caller)).toEqual([
      { user: '1200000000000000001', mayManage: false },
      { user: '1200000000000000077', mayManage: true },
      { user: '1200000000000000001', mayManage: false },
    ]);
  });

  it('work in direct messages, where everybody manages their own', async () => {
    const channel = discord.addDirectChannel();
    const reply = await discord.command('subscribe', { company: 'meta' }, { channel });
    expect(host.calls[0]).toMatchObject({
      caller: { mayManage: true },
      channel: { platform: 'discord', workspace: 'dm', channel },
    });
    expect(reply.text).toContain('/subscribe');
  });

  it('say at once when the bot may not post where it is to post', async () => {
    const channel = discord.addChannel('quiet');
    discord.setDenied(channel, ['send', 'embed']);
    const reply = await discord.command('subscribe', { company: 'meta' }, { channel });
    expect(reply.text).toContain('cannot post in this channel yet');
    expect(reply.text).toContain('Send Messages, Embed Links');
    const lookup = await discord.command('deal', { company: 'meta' }, { channel });
    expect(lookup.text).not.toContain('cannot post');
  });

  it('get an apology when the core fails, and the log gets the fault', async () => {
    host.onCommand = () => {
      throw new Error('the disk is on fire');
    };
    const reply = await discord.command('deal', { company: 'meta' });
    expect(reply.text).toContain('did not work');
    expect(reply.text).not.toContain('fire');
    expect(host.logged.map((l) => JSON.stringify(l))).toEqual([expect.stringContaining('the disk is on fire')]);
  });

  it('get an apology when the answer cannot be shown', async () => {
    discord.faultOnce('original', { kind: 'error', status: 400, code: 50035, message: 'Invalid Form Body' });
    const reply = await discord.command('deal', { company: 'meta' });
    expect(reply.text).toContain('could not be shown');
    expect(host.logged.filter((l) => l.level === 'error')).toHaveLength(1);
    expect(JSON.stringify(host.logged)).not.toContain('interaction-token');
  });

  it('are answered though the answer to the acknowledgement was lost', async () => {
    discord.faultOnce('callback', { kind: 'reset', applied: true });
    expect((await discord.command('deal', { company: 'meta' })).text).toContain('/deal');
    discord.faultOnce('callback', { kind: 'reset', applied: false });
    expect((await discord.command('deal', { company: 'meta' })).text).toContain('/deal');
    discord.faultOnce('callback', { kind: 'status', status: 502 });
    expect((await discord.command('deal', { company: 'meta' })).text).toContain('/deal');
    discord.faultOnce('original', { kind: 'status', status: 500 });
    expect((await discord.command('deal', { company: 'meta' })).text).toContain('/deal');
    expect(host.calls).toHaveLength(4);
  });

  it('do nothing when Discord no longer takes a response', async () => {
    discord.faultOnce('callback', { kind: 'error', status: 404, code: 10062, message: 'Unknown interaction' });
    const lost = discord.command('deal', { company: 'meta' });
    lost.catch(() => {});
    await expect.poll(() => host.logged.some((l) => l.message.includes('ran out'))).toBe(true);
    expect(host.calls).toEqual([]);
  });

  describe('completions', () => {
    it('offer what the core suggests, at most 25 of at most 100 characters, none twice', async () => {
      const long = 'x'.repeat(101);
      host.onSuggest = (command, option, typed) => [
        { label: `${command} ${option} ${typed}`, value: 'scale-ai' },
        { label: 'the same again', value: 'scale-ai' },
        { label: 'a value that is too long', value: long },
        { label: `A name of many words ${long}`, value: 'long-name' },
        { label: '', value: 'nameless' },
        ...Array.from({ length: 40 }, (_, i) => ({ label: `Company ${i}`, value: `company-${i}` })),
      ];
      const choices = await discord.autocomplete('deal', 'company', 'scael');
      expect(choices).toHaveLength(25);
      expect(choices[0]).toEqual({ name: 'deal company scael', value: 'scale-ai' });
      expect(choices[1]?.value).toBe('long-name');
      expect(choices[1]?.name.length).toBeLessThanOrEqual(100);
      expect(choices[2]).toEqual({ name: 'nameless', value: 'nameless' });
    });

    it('complete a list of types behind its last comma', async () => {
      const choices = await discord.autocomplete('subscribe', 'types', 'Investment, exec', {
        given: { company: 'meta' },
      });
      expect(choices).toEqual([{ name: 'investment, executive move', value: 'investment, executive_move' }]);
    });

    it('are empty, not missing, when the core fails', async () => {
      host.onSuggest = () => {
        throw new Error('no');
      };
      expect(await discord.autocomplete('deal', 'company', 'a')).toEqual([]);
    });
  });

  describe('buttons', () => {
    const alert = cardOf('An alert', {
      summary: 'An alert, in one line',
      buttons: [
        { label: 'Details', action: 'details:3f9a' },
        { label: 'Mute', action: 'mute:meta', style: 'danger' },
        { label: 'Source', url: 'https://example.org/a' },
      ],
    });
    let message: string;
    beforeAll(async () => {
      const place = { platform: 'discord', workspace: discord.guild, channel: discord.channel };
      const sent = await adapter.send(place, alert, 'key-of-buttons');
      message = sent.outcome === 'sent' ? sent.ref.message : '';
    });

    it('bring their action to the core and answer the caller alone', async () => {
      const reply = await discord.press(message, 'Details', { user: '1200000000000000005', permissions: 0n });
      expect(host.presses).toEqual([
        {
          action: 'details:3f9a',
          caller: { user: '1200000000000000005', mayManage: false },
          channel: { platform: 'discord', workspace: discord.guild, channel: discord.channel },
        },
      ]);
      expect(reply).toMatchObject({ ephemeral: true, updated: false, text: 'pressed details:3f9a' });
    });

    it('answer the channel when the core says so', async () => {
      host.onPress = () => ({ card: cardOf('Muted for a day'), visibility: 'channel' });
      const reply = await discord.press(message, 'Mute');
      expect(reply).toMatchObject({ ephemeral: false, updated: false, text: 'Muted for a day' });
    });

    it('put a card in place of the message pressed', async () => {
      host.onPress = () => ({
        card: cardOf('Page 2', { buttons: [{ label: 'Back', action: 'page:1' }] }),
        visibility: 'caller',
        replaces: true,
      });
      const reply = await discord.press(message, 'details:3f9a');
      expect(reply.updated).toBe(true);
      const now = discord.messages().find((m) => m.id === message);
      expect(now?.text).toContain('Page 2');
      expect(now?.buttons).toEqual([{ label: 'Back', action: 'page:1', url: null }]);
    });

    it('of private answers work as well', async () => {
      host.onCommand = () => ({
        card: cardOf('Page 1', { buttons: [{ label: 'Next', action: 'page:2' }] }),
        visibility: 'caller',
      });
      host.onPress = () => ({ card: cardOf('Page 2'), visibility: 'caller', replaces: true });
      const first = await discord.command('deal', { company: 'meta' });
      const second = await discord.press(first.message, 'Next');
      expect(second).toMatchObject({ ephemeral: true, updated: true, text: 'Page 2' });
    });

    it('open a window, whose answers come back as they were given', async () => {
      host.onForm = ({ action }) =>
        action === 'page:1'
          ? Promise.resolve({
              title: 'What is wrong? A title that is longer than Discord takes',
              action: 'report:3f9a',
              submit: 'Send',
              fields: [
                {
                  kind: 'choice',
                  name: 'types',
                  label: 'Which',
                  hint: 'One or more',
                  required: false,
                  many: true,
                  choices: [
                    { label: 'IPO', value: 'ipo' },
                    { label: 'Legal', value: 'legal' },
                  ],
                  values: ['legal'],
                },
                { kind: 'text', name: 'text', label: 'What', required: true, long: true, most: 1000, value: 'so far' },
              ],
            })
          : null;
      const window = await discord.open(message, 'page:1');
      expect(window.title.length).toBeLessThanOrEqual(45);
      expect(window.fields).toMatchObject([
        { name: 'types', values: ['legal'] },
        { name: 'text', value: 'so far' },
      ]);
      const reply = await discord.submit(
        window,
        { types: ['ipo', 'legal'], text: '@everyone look' },
        { permissions: 0n },
      );
      expect(host.answers.at(-1)).toEqual({
        action: 'report:3f9a',
        values: { types: 'ipo,legal', text: '@everyone look' },
        caller: { user: '1200000000000000001', mayManage: false },
        channel: { platform: 'discord', workspace: discord.guild, channel: discord.channel },
      });
      expect(reply.ephemeral).toBe(true);
      await discord.submit(window, { text: 'only this' });
      expect(host.answers.at(-1)?.values).toEqual({ text: 'only this' });
      expect(host.presses).toEqual([]);
      host.onForm = fresh.onForm;
    });

    it('that open no window after all answer in its place', async () => {
      host.onForm = () => Promise.resolve({ card: cardOf('You may not'), visibility: 'caller' });
      const reply = await discord.press(message, 'page:1');
      expect(reply).toMatchObject({ ephemeral: true, text: 'You may not' });
      host.onForm = () => Promise.reject(new Error('no'));
      expect((await discord.press(message, 'page:1')).text).toContain('did not work');
      host.onForm = fresh.onForm;
    });

    it('get an apology when the answer cannot be shown', async () => {
      host.onPress = fresh.onPress;
      discord.faultOnce('followup', { kind: 'status', status: 500 });
      const again = await discord.press(discord.messages().find((m) => m.buttons.length)!.id, 'Back');
      expect(again.text).toContain('could not be shown');
    });
  });
});
