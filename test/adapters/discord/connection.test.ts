import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createDiscordAdapter } from '../../../adapters/discord/index.ts';
import type { Adapter } from '../../../src/chat/adapter.ts';
import { cardOf, createTestHost, type TestHost } from '../../support/discord/host.ts';
import { type FakeDiscord, startFakeDiscord } from '../../support/discord/index.ts';

let discord: FakeDiscord;
let host: TestHost;
const running: Adapter[] = [];

beforeEach(async () => {
  discord = await startFakeDiscord();
  host = createTestHost();
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((a) => a.stop()));
  await discord.stop();
  expect(discord.invalid).toEqual([]);
});

function adapter(token = discord.token): Adapter {
  const made = createDiscordAdapter({ token, apiUrl: discord.apiUrl });
  running.push(made);
  return made;
}

async function started(): Promise<Adapter> {
  const made = adapter();
  await made.start(host);
  return made;
}

describe('logging in to Discord', () => {
  it('makes the bot answer, and health tells it', async () => {
    const bot = adapter();
    expect(bot.health()).toEqual({ state: 'down', detail: 'not connected' });
    await bot.start(host);
    expect(bot.health()).toEqual({ state: 'up', detail: 'dealwire-test, in 1 server' });
    expect((await discord.command('deal', { company: 'meta' })).text).toContain('/deal');
  });

  it('fails with words that say what to mend when the token is wrong', async () => {
    const wrong = 'a-token-that-is-wrong';
    const failed = adapter(wrong).start(host);
    await expect(failed).rejects.toThrow(/Discord refuses DISCORD_TOKEN.*developer portal.*\.env/);
    await expect(failed).rejects.not.toThrow(wrong);
    expect(running[0]?.health().state).toBe('down');
  });

  it('fails with words when nobody is there', async () => {
    const bot = createDiscordAdapter({ token: 'x', apiUrl: 'http://127.0.0.1:9/api' });
    await expect(bot.start(host)).rejects.toThrow(/could not be reached at http:\/\/127.0.0.1:9\/api.*DISCORD_API_URL/);
    await bot.stop();
  });

  it('that could not be reached connects when it is started again', async () => {
    const bot = adapter();
    for (let i = 0; i < 5; i++) discord.faultOnce('gateway', { kind: 'reset', applied: false });
    await expect(bot.start(host)).rejects.toThrow(/could not be reached/);
    expect(bot.health().state).toBe('down');
    await expect
      .poll(
        () =>
          bot.start(host).then(
            () => bot.health().state,
            (error: Error) => error.message,
          ),
        { timeout: 20_000 },
      )
      .toBe('up');
    expect((await discord.command('deal', { company: 'meta' })).text).toContain('/deal');
    await expect(bot.start(host)).rejects.toThrow('was started before');
    expect(bot.health().state).toBe('up');
  });

  it('registers the commands once, and again only when they changed', async () => {
    await (await started()).stop();
    expect(discord.registrations()).toBe(1);
    await (await started()).stop();
    expect(discord.registrations()).toBe(1);
    host.commands = host.commands.map((c) => (c.name === 'news' ? { ...c, description: 'Something else' } : c));
    await (await started()).stop();
    expect(discord.registrations()).toBe(2);
    expect(discord.registered().find((c) => c.name === 'news')?.description).toBe('Something else');
  });

  it('registers them in one server alone where that is wanted, without what only global commands have', async () => {
    const bot = createDiscordAdapter({ token: discord.token, apiUrl: discord.apiUrl, guild: discord.guild });
    running.push(bot);
    await bot.start(host);
    expect(discord.registeredIn()).toBe(discord.guild);
    expect(discord.registered().map((c) => c.name)).toEqual(host.commands.map((c) => c.name));
    for (const command of discord.registered()) expect(command).not.toHaveProperty('contexts');
  });

  it('is up although the commands cannot be registered, and says so', async () => {
    discord.faultOnce('register', { kind: 'error', status: 400, code: 30034, message: 'Daily limit reached' });
    const bot = await started();
    expect(bot.health()).toMatchObject({ state: 'up', detail: expect.stringContaining('commands not registered') });
    expect(host.logged.some((l) => l.level === 'error' && l.message.includes('registered'))).toBe(true);
  });

  it('does not wait for a server that is in an outage', async () => {
    const { id } = discord.addGuild('Down');
    discord.outage(id, true);
    const bot = await started();
    expect(bot.health().state).toBe('up');
    expect((await discord.command('deal', { company: 'meta' })).text).toContain('/deal');
  });
});

describe('the connection to Discord', () => {
  it('is resumed when Discord asks for it, and no command is lost on the way', async () => {
    const bot = await started();
    discord.connection.askReconnect();
    const reply = await discord.command('deal', { company: 'meta' });
    expect(reply.text).toContain('/deal');
    await expect.poll(() => discord.connection.counts.resumed, { timeout: 5000 }).toBe(1);
    await expect.poll(() => bot.health().state).toBe('up');
    expect(discord.connection.counts.identified).toBe(1);
    expect(host.calls).toHaveLength(1);
  });

  it('is taken up again after it broke, and commands typed meanwhile are answered', async () => {
    const bot = await started();
    discord.connection.drop();
    await expect.poll(() => bot.health().state).toBe('connecting');
    const reply = await discord.command('deal', { company: 'meta' });
    expect(reply.text).toContain('/deal');
    expect(bot.health().state).toBe('up');
    expect(discord.connection.counts).toMatchObject({ identified: 1, resumed: 1 });
  });

  it('is made anew when the session is no longer valid', async () => {
    const bot = await started();
    discord.connection.invalidate(false);
    const reply = await discord.command('deal', { company: 'meta' });
    expect(reply.text).toContain('/deal');
    expect(discord.connection.counts).toMatchObject({ identified: 2, resumed: 0 });
    expect(bot.health().state).toBe('up');
    expect(discord.registrations()).toBe(1);
  });

  it('is resumed when an invalid session may be', async () => {
    await started();
    discord.connection.invalidate(true);
    expect((await discord.command('deal', { company: 'meta' })).text).toContain('/deal');
    expect(discord.connection.counts).toMatchObject({ identified: 1, resumed: 1 });
  });

  it('stays down when Discord takes the token no more, and says what to mend', async () => {
    const bot = await started();
    discord.changeToken('new');
    discord.connection.drop(4004);
    await expect
      .poll(() => bot.health())
      .toMatchObject({ state: 'down', detail: expect.stringContaining('DISCORD_TOKEN') });
    expect(host.logged.some((l) => l.level === 'error' && l.message.includes('DISCORD_TOKEN'))).toBe(true);
    expect(JSON.stringify(host.logged)).not.toContain('fake-discord-token');
  });
});

describe('a silent gateway', () => {
  it('is noticed by its missing heartbeats, and left for a new connection', async () => {
    await discord.stop();
    discord = await startFakeDiscord({ heartbeatMs: 150 });
    const bot = await started();
    await expect.poll(() => discord.connection.counts.heartbeats).toBeGreaterThan(0);
    discord.connection.setSilent(true);
    await expect.poll(() => bot.health().state, { timeout: 5000 }).toBe('connecting');
    discord.connection.setSilent(false);
    expect((await discord.command('deal', { company: 'meta' })).text).toContain('/deal');
  });
});

describe('a gateway that is connected and dead', () => {
  const QUICK = { everyMs: 40, deadMs: 160 };
  const startedQuickly = async () => {
    const made = createDiscordAdapter({ token: discord.token, apiUrl: discord.apiUrl, pulse: QUICK });
    running.push(made);
    await made.start(host);
    return made;
  };

  it('is left long before its own heartbeat would show it, and commands are answered again', async () => {
    const bot = await startedQuickly();
    const before = discord.connection.counts.identified + discord.connection.counts.resumed;
    discord.connection.setDumb(true);
    await expect.poll(() => bot.health().state, { timeout: 5000 }).toBe('connecting');
    discord.connection.setDumb(false);
    expect((await discord.command('deal', { company: 'meta' })).text).toContain('/deal');
    expect(discord.connection.counts.identified + discord.connection.counts.resumed).toBeGreaterThan(before);
    expect(host.logged.some((line) => line.message.includes('fallen silent'))).toBe(true);
  });

  it('is not left while it answers, however little happens', async () => {
    await startedQuickly();
    const beats = discord.connection.counts.heartbeats;
    await expect.poll(() => discord.connection.counts.heartbeats, { timeout: 5000 }).toBeGreaterThan(beats + 10);
    expect(discord.connection.counts).toMatchObject({ identified: 1, resumed: 0 });
  });

  it('that takes nobody up again is logged in to anew', async () => {
    await startedQuickly();
    discord.connection.setStuck(true);
    discord.connection.setSilent(true);
    discord.connection.drop();
    await expect.poll(() => host.logged.some((line) => line.message.includes('fallen silent'))).toBe(true);
    discord.connection.setStuck(false);
    discord.connection.setSilent(false);
    await expect.poll(() => discord.connection.counts.identified, { timeout: 15_000 }).toBe(2);
    expect((await discord.command('deal', { company: 'meta' })).text).toContain('/deal');
  }, 20_000);

  it('asks for the first word within seconds', async () => {
    const bot = await started();
    // The SDK alone would wait for a minute.
    discord.connection.setDumb(true);
    discord.connection.drop();
    await expect.poll(() => discord.connection.connections(), { timeout: 5000 }).toBe(2);
    await expect.poll(() => discord.connection.connections(), { timeout: 15_000 }).toBe(3);
    discord.connection.setDumb(false);
    await expect.poll(() => bot.health().state, { timeout: 15_000 }).toBe('up');
  }, 40_000);
});

describe('a READY without servers', () => {
  it('answers commands and sends all the same, and calls nothing gone', async () => {
    discord.connection.hideGuilds();
    const bot = await started();
    expect(bot.health()).toEqual({ state: 'up', detail: 'dealwire-test, in 0 servers' });
    expect((await discord.command('deal', { company: 'meta' })).text).toContain('/deal');
    const channel = { platform: 'discord', workspace: discord.guild, channel: discord.channel };
    expect(await bot.send(channel, cardOf('News'), 'key')).toMatchObject({ outcome: 'sent' });
    expect(await bot.reaches?.(channel)).toEqual({ state: 'unknown' });
    expect(host.reach).toEqual([]);
  });
});

describe('reach on Discord', () => {
  it('is told for every server at the start, and when the bot is added', async () => {
    await started();
    await expect.poll(() => host.reach).toEqual([`reachable ${discord.guild}`]);
    const { id } = discord.addGuild('New');
    await expect.poll(() => host.reach).toContain(`reachable ${id}`);
  });

  it('ends with a removal of the bot, and with nothing else', async () => {
    const other = discord.addGuild('Another');
    const bot = await started();
    host.reach.length = 0;
    discord.claimKick(other.id);
    await expect.poll(() => host.logged.some((l) => l.message.includes('did not happen'))).toBe(true);
    discord.outage(discord.guild, true);
    await expect.poll(() => host.logged.some((l) => l.message.includes('out of reach'))).toBe(true);
    discord.outage(discord.guild, false);
    expect(host.reach).toEqual([]);
    discord.kick(discord.guild);
    await expect
      .poll(() => host.reach)
      .toEqual([`unreachable ${discord.guild}: dealwire was removed from the server., removed`]);
    expect(bot.health().state).toBe('up');
  });

  it('is undecided when the removal cannot be checked', async () => {
    await started();
    host.reach.length = 0;
    for (let i = 0; i < 3; i++) discord.faultOnce('guild', { kind: 'status', status: 503 });
    discord.claimKick(discord.guild);
    await expect.poll(() => discord.pendingFaults()).toBe(0);
    await expect.poll(() => host.logged.some((l) => l.message.includes('did not happen'))).toBe(true);
    expect(host.reach).toEqual([]);
  });

  it('of a channel ends when it is deleted, and returns with the right to post', async () => {
    await started();
    const [gone, closed] = [discord.addChannel('gone'), discord.addChannel('closed')];
    await expect.poll(() => host.reach.length).toBe(1);
    host.reach.length = 0;
    discord.setDenied(closed, ['send']);
    discord.rename(closed, 'another-name');
    discord.deleteChannel(gone);
    await expect
      .poll(() => host.reach)
      .toEqual([
        `unreachable ${discord.guild} ${closed}: dealwire may not post in the channel: allow it Send Messages there.`,
        `unreachable ${discord.guild} ${gone}: The channel was deleted.`,
      ]);
    discord.setDenied(closed, []);
    await expect.poll(() => host.reach.at(-1)).toBe(`reachable ${discord.guild} ${closed}`);
    discord.rename(closed, 'a-third-name');
    discord.deleteChannel(closed);
    await expect.poll(() => host.reach).toHaveLength(4);
  });

  it('of a channel is found out by a look, which posts nothing', async () => {
    const bot = await started();
    const look = (channel: string, workspace = discord.guild) =>
      bot.reaches?.({ platform: 'discord', workspace, channel });
    const [open, closed, hidden, gone] = ['a', 'b', 'c', 'd'].map((name) => discord.addChannel(name)) as [
      string,
      string,
      string,
      string,
    ];
    discord.setDenied(closed, ['embed', 'send']);
    discord.setDenied(hidden, ['view']);
    discord.deleteChannel(gone);
    const other = discord.addGuild('Left');
    await expect.poll(() => bot.health().detail).toContain('2 servers');
    expect(await look(open)).toEqual({ state: 'open' });
    expect(await look(closed)).toEqual({
      state: 'closed',
      reason: 'dealwire may not post in the channel: allow it Send Messages, Embed Links there.',
    });
    expect(await look(hidden)).toMatchObject({ state: 'closed', reason: expect.stringContaining('hidden') });
    expect(await look(gone)).toEqual({ state: 'closed', reason: 'The channel was deleted.' });
    expect(await look(discord.addDirectChannel(), 'dm')).toEqual({ state: 'open' });
    discord.faultOnce('channel', { kind: 'status', status: 500 });
    discord.faultOnce('channel', { kind: 'status', status: 500 });
    discord.faultOnce('channel', { kind: 'status', status: 500 });
    expect(await look(open)).toEqual({ state: 'unknown' });
    discord.outage(discord.guild, true);
    await expect.poll(() => look(open)).toEqual({ state: 'unknown' });
    discord.kick(other.id);
    await expect
      .poll(() => look(other.channels[0] as string, other.id))
      .toEqual({ state: 'removed', reason: 'dealwire was removed from the server.' });
    expect(discord.calls.filter((call) => call.method === 'POST' && call.path.endsWith('/messages'))).toEqual([]);
  });
});

describe('stopping', () => {
  it('waits for what is being answered, and begins nothing new', async () => {
    const bot = await started();
    let release = () => {};
    host.onCommand = () =>
      new Promise((resolve) => {
        release = () => resolve({ card: cardOf('Done before the end'), visibility: 'caller' });
      });
    const inFlight = discord.command('deal', { company: 'meta' });
    await expect.poll(() => host.calls.length).toBe(1);
    let stopped = false;
    const stopping = bot.stop().then(() => {
      stopped = true;
    });
    const late = await discord.command('news', { company: 'meta' });
    expect(late).toMatchObject({ ephemeral: true, text: expect.stringContaining('being restarted') });
    expect(await discord.autocomplete('deal', 'company', 'me')).toEqual([]);
    expect(stopped).toBe(false);
    release();
    expect((await inFlight).text).toBe('Done before the end');
    await stopping;
    expect(host.calls).toHaveLength(1);
    await expect.poll(() => discord.connection.connected()).toBe(false);
    expect(bot.health()).toEqual({ state: 'down', detail: 'not connected' });
  });

  it('ends a connection that was just being made again', async () => {
    const bot = await started();
    discord.connection.drop();
    await expect.poll(() => bot.health().state).toBe('connecting');
    await bot.stop();
    expect(discord.connection.connected()).toBe(false);
    expect(discord.connection.counts.resumed).toBeLessThanOrEqual(1);
  });

  it('while it still connects ends the attempt', async () => {
    discord.faultOnce('gateway', { kind: 'hang', applied: false });
    const bot = adapter();
    const starting = bot.start(host);
    const failed = expect(starting).rejects.toThrow('stopped before it was connected');
    await expect.poll(() => discord.calls.length).toBe(1);
    await bot.stop();
    await failed;
    expect(bot.health().state).toBe('down');
  });

  it('of an adapter that never started is nothing', async () => {
    const never = adapter();
    await never.stop();
    expect(never.health()).toEqual({ state: 'down', detail: 'not connected' });
  });
});
