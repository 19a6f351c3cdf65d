import { beforeEach, describe, expect, it } from 'vitest';
import type { Caller } from '../../src/chat/command.ts';
import { COMMANDS } from '../../src/commands/index.ts';
import { DEFAULT_SETTINGS } from '../../src/domain/settings.ts';
import type { Store } from '../../src/store/store.ts';
import { answering, HERE, MANAGER, READER, wordsOf } from '../support/answering.ts';
import { channel, delivery, due, NOON, subscription } from '../support/fixtures.ts';
import { openTestStore, storeFact } from '../support/store.ts';

let store: Store;
let bot: ReturnType<typeof answering>;
beforeEach(async () => {
  store = await openTestStore();
  bot = answering(store);
});

describe('/dealwire settings', () => {
  it('shows when the channel is told, to anybody', async () => {
    const { card } = await bot.ask('/dealwire settings', READER);
    expect(card.title).toBe('Settings of this channel');
    expect(wordsOf(card.blocks)).toContain('every day at 09:00');
    expect(wordsOf(card.blocks)).toContain('none: news comes at any time');
    expect(wordsOf(card.buttons)).not.toContain('configure');
  });

  it('changes what is named, and says what changed', async () => {
    const { card } = await bot.ask('/dealwire settings digest-hour:6pm time-zone:berlin quiet-hours:22:30-7');
    expect(card.title).toBe('Settings of this channel changed');
    expect(card.summary).toContain('every day at 09:00, for what is followed daily → every day at 18:00');
    expect(await store.channels.settings(HERE)).toEqual({
      digestAt: 1080,
      zone: 'Europe/Berlin',
      quiet: { from: 1350, to: 420 },
    });
    await bot.ask('/dealwire settings quiet-hours:none');
    expect(await store.channels.settings(HERE)).toMatchObject({ digestAt: 1080, zone: 'Europe/Berlin', quiet: null });
    expect((await bot.ask('/dealwire settings quiet-hours:off')).card.title).toBe('These are the settings already');
    expect(await store.channels.settings(channel('C-OTHER'))).toEqual(DEFAULT_SETTINGS);
  });

  it.each([
    ['digest-hour:25', 'digest-hour cannot be “25”'],
    ['digest-hour:13pm', 'digest-hour cannot be “13pm”'],
    ['time-zone:Berln', 'time-zone cannot be “Berln”'],
    ['time-zone:europe', 'did you mean Europe/'],
    ['quiet-hours:22', 'quiet-hours cannot be “22”'],
    ['quiet-hours:7-7', 'would tell nothing'],
    ['digest-hour:8 quiet-hours:never-ever', 'quiet-hours cannot be'],
  ])('says what is wrong with %s, and changes nothing', async (typed, problem) => {
    const { card } = await bot.ask(`/dealwire settings ${typed}`);
    expect(card.title).toContain(problem);
    expect(await store.channels.settings(HERE)).toEqual(DEFAULT_SETTINGS);
  });

  it.each([
    ['10pm-7am', 1320, 420],
    ['"22:00 to 06:30"', 1320, 390],
    ['midnight–6', 0, 360],
  ])('understands quiet hours of %s', async (typed, from, to) => {
    await bot.ask(`/dealwire settings quiet-hours:${typed}`);
    expect((await store.channels.settings(HERE)).quiet).toEqual({ from, to });
  });

  it('says, and changes, what becomes of a message that may stand already, for the whole workspace', async () => {
    expect(wordsOf((await bot.ask('/dealwire settings')).card.blocks)).toContain('sent again where nobody can look');
    bot.deps.whenUnsure = 'hold';
    expect(wordsOf((await bot.ask('/dealwire settings')).card.blocks)).toContain('held back where nobody can look');
    expect((await bot.ask('/dealwire settings unsure:send', READER)).card.title).toContain('Only those who may');
    expect(await store.channels.whenUnsure(HERE)).toBeNull();
    const { card } = await bot.ask('/dealwire settings unsure:send');
    expect(card.summary).toMatch(/^Settings of this workspace changed: .*→ sent again/);
    expect(await store.channels.whenUnsure(channel('C-OTHER'))).toBe('send');
    expect(await store.channels.whenUnsure({ ...HERE, workspace: 'T-OTHER' })).toBeNull();
    expect(await store.channels.managers(HERE)).toBe('members');
  });

  it('is changed by those who may manage the channel alone, also in its window', async () => {
    expect((await bot.ask('/dealwire settings digest-hour:8', READER)).card.title).toContain('Only those who may');
    expect(wordsOf(await bot.open('configure', READER))).toContain('Only those who may');
    const values = { 'digest-hour': '7:30', 'time-zone': 'America/New_York', 'quiet-hours': 'none' };
    expect((await bot.submit('configured', values, READER)).card.title).toContain('Only those who may');
    expect(await store.channels.settings(HERE)).toEqual(DEFAULT_SETTINGS);
    expect(wordsOf(await bot.open('configure'))).toContain('"value":"09:00"');
    await bot.submit('configured', values);
    expect(await store.channels.settings(HERE)).toEqual({ digestAt: 450, zone: 'America/New_York', quiet: null });
  });

  it('moves what waits to the new hour', async () => {
    await store.subscriptions.put(subscription({ cadence: 'daily', channel: HERE }));
    const { id: factId } = await storeFact(store);
    const waits = delivery({ channel: HERE, factId, daily: true, progress: due(NOON + 21 * 3_600_000) });
    await store.deliveries.insert(waits);
    await bot.ask('/dealwire settings digest-hour:13');
    expect(await store.deliveries.nextDue()).toBe(NOON + 3_600_000);
  });
});

describe('who may manage, on a platform where any member may', () => {
  const member: Caller = { ...MANAGER, isAdmin: async () => false };
  const admin: Caller = { user: 'U9', mayManage: true, isAdmin: async () => true };

  it('is said by admins, for the whole workspace, and holds for commands, buttons and windows', async () => {
    expect(wordsOf((await bot.ask('/dealwire settings', member)).card)).toContain('any member');
    expect((await bot.ask('/dealwire settings managers:admins', member)).card.title).toContain('Only admins');
    await bot.ask('/subscribe openai', member);
    await bot.ask('/dealwire settings managers:admins', admin);
    for (const reply of [
      await bot.ask('/subscribe meta', member),
      await bot.press('unsubscribe:openai', member),
      await bot.submit('refilter:openai', { cadence: 'daily' }, member),
      await bot.ask('/dealwire settings managers:members', member),
      await bot.ask('/subscribe meta', member, channel('C-OTHER')),
    ])
      expect(reply.card.title).toContain('Only those who may manage this channel');
    expect(wordsOf(await bot.open('change:openai', member))).toContain('Only those who may manage');
    expect((await bot.ask('/deal openai', member)).card.title).toContain('OpenAI');
    expect((await bot.ask('/subscribe meta', admin)).card.title).toBe('This channel now follows Meta');
    const elsewhere = { ...HERE, workspace: 'T-OTHER' };
    expect((await bot.ask('/subscribe meta', member, elsewhere)).card.title).toBe('This channel now follows Meta');
    await bot.ask('/dealwire settings managers:members', admin);
    expect((await bot.press('unsubscribe:openai', member)).card.title).toContain('no longer follows OpenAI');
  });

  it('is the matter of the platform elsewhere', async () => {
    expect((await bot.ask('/dealwire settings managers:admins')).card.title).toContain('the platform itself says');
  });
});

describe('/dealwire help', () => {
  it('tells how one command is used, for each of them', async () => {
    const all = (await bot.ask('/dealwire help')).card;
    for (const name of COMMANDS.map((spec) => spec.name)) {
      const { card } = await bot.ask(`/dealwire help ${name}`);
      expect(card.title).toMatch(new RegExp(`^/${name}`));
      expect(wordsOf(all)).toContain(`/${name}`);
    }
    expect(wordsOf((await bot.ask('/dealwire help subscribe')).card)).toContain('min-amount');
    await expect(bot.ask('/dealwire help nonsense')).rejects.toThrow(
      'command cannot be “nonsense”: it is one of deal, news',
    );
  });
});
