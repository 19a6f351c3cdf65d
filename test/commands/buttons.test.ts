import { beforeEach, describe, expect, it } from 'vitest';
import type { Form } from '../../src/chat/form.ts';
import type { Fact } from '../../src/domain/fact.ts';
import { FOR_GOOD } from '../../src/domain/subscription.ts';
import type { Store } from '../../src/store/store.ts';
import { answering, HERE, READER, wordsOf } from '../support/answering.ts';
import { channel, DAY, NOON, subscription } from '../support/fixtures.ts';
import { openTestStore, storeFact } from '../support/store.ts';

let store: Store;
let bot: ReturnType<typeof answering>;
let fact: Fact;
beforeEach(async () => {
  store = await openTestStore();
  bot = answering(store);
  fact = await storeFact(store);
});
const follow = (company: string) => store.subscriptions.put(subscription({ company, channel: HERE }));
const muted = async () =>
  Object.fromEntries((await store.subscriptions.of(HERE)).map((s) => [s.company, s.mutedUntil]));
const fields = (form: unknown) => (form as Form).fields;

describe('Mute', () => {
  it('asks for how long, of those companies of the message that the channel follows', async () => {
    await follow('scale-ai');
    const one = await bot.press(`muting:${fact.id}`);
    expect(one.card.title).toBe('Mute Scale AI in this channel?');
    expect(one.card.buttons).toMatchObject([
      { label: 'For a day', action: 'mute:scale-ai:for=day' },
      { label: 'For a week', action: 'mute:scale-ai:for=week' },
      { label: 'For good', action: 'mute:scale-ai:for=ever' },
      { action: 'keep' },
    ]);
    await follow('meta');
    expect(wordsOf((await bot.press(`muting:${fact.id}`)).card.buttons)).toContain('Meta: for a week');
    const elsewhere = await bot.press(`muting:${fact.id}`, undefined, channel('C-ELSE'));
    expect(elsewhere.card.title).toContain('follows none of these companies');
  });

  it('is silent for a day, a week or for good, and can be undone; twice is once', async () => {
    await follow('scale-ai');
    const pressed = await Promise.all([bot.press('mute:scale-ai:for=day'), bot.press('mute:scale-ai:for=day')]);
    expect(pressed.map((reply) => reply.card.title)).toEqual(Array(2).fill('Scale AI is muted in this channel'));
    expect(await muted()).toEqual({ 'scale-ai': NOON + DAY });
    await bot.press('mute:scale-ai:for=week');
    expect(await muted()).toEqual({ 'scale-ai': NOON + 7 * DAY });
    const good = await bot.press('mute:scale-ai:for=ever');
    expect(await muted()).toEqual({ 'scale-ai': FOR_GOOD });
    expect(wordsOf(good.card)).toContain('Until somebody lets it speak again');
    const listed = (await bot.ask('/subscriptions')).card;
    expect(wordsOf(listed)).toContain('muted for good');
    expect(wordsOf(listed.buttons)).toContain('unmute:scale-ai');
    await bot.press('unmute:scale-ai');
    expect(await muted()).toEqual({ 'scale-ai': null });
    expect((await bot.press('mute:meta:for=day')).card.title).toBe('This channel does not follow Meta');
  });

  it('ends when somebody subscribes again, and keeps its filters', async () => {
    await bot.ask('/subscribe scale-ai ipo 50M');
    await bot.press('mute:scale-ai:for=ever');
    await bot.ask('/subscribe scale-ai daily');
    expect(await store.subscriptions.of(HERE)).toMatchObject([
      { types: ['ipo'], minAmount: 50e6, cadence: 'daily', mutedUntil: null },
    ]);
  });

  it('is for those who may manage the channel', async () => {
    await follow('scale-ai');
    for (const action of [`muting:${fact.id}`, 'mute:scale-ai:for=ever', 'unmute:scale-ai'])
      expect((await bot.press(action, READER)).card.title).toContain('Only those who may manage this channel');
    expect(await muted()).toEqual({ 'scale-ai': null });
  });
});

describe('Wrong?', () => {
  it('takes a correction from a manager, with what stands now in each field', async () => {
    const form = await bot.open(`wrong:${fact.id}`);
    expect(form).toMatchObject({ action: `correct:${fact.id}`, title: `What is wrong? #${fact.shortId}` });
    expect(wordsOf(fields(form)[0])).toContain('Amount (now: $14.3 billion)');
    const done = await bot.submit(`correct:${fact.id}`, { field: 'amount', value: '$15 billion' });
    expect(wordsOf(done.card)).toContain('$15 billion');
    expect(wordsOf((await bot.ask('/deal scale-ai')).card)).toContain('Meta is investing $15 billion in Scale AI');
    const bad = await bot.submit(`correct:${fact.id}`, { field: 'amount', value: 'a lot' });
    expect(bad.card.title).toContain('amount cannot be “a lot”');
    expect((await bot.submit(`correct:${fact.id}`, { field: 'amount' })).card.title).toContain('What is right?');
  });

  it('takes back the whole fact, or a report where no field fits', async () => {
    await bot.submit(`correct:${fact.id}`, { field: 'else', value: 'This is another Scale' });
    expect((await store.reports.open(null, 9, 0)).reports).toMatchObject([{ text: 'This is another Scale', by: 'U1' }]);
    await bot.submit(`correct:${fact.id}`, { field: 'not_so' });
    expect((await bot.ask('/deal scale-ai')).card.title).toBe('Nothing known about Scale AI yet');
  });

  it('takes a report from anybody else, once, and never a correction', async () => {
    const form = await bot.open(`wrong:${fact.id}`, READER);
    expect(form).toMatchObject({ action: `report:${fact.id}` });
    const said = { text: 'The stake is 48%:\nsee the filing' };
    expect((await bot.submit(`report:${fact.id}`, said, READER)).card.title).toBe('Thank you: this is reported');
    expect((await bot.submit(`report:${fact.id}`, said, READER)).card.title).toBe('You reported that already');
    expect((await bot.submit(`report:${fact.id}`, { text: ' ' }, READER)).card.title).toContain('Say what is wrong');
    const forged = await bot.submit(`correct:${fact.id}`, { field: 'amount', value: '$1' }, READER);
    expect(forged.card.title).toContain('Only those who may manage');
    expect((await store.reports.open(null, 9, 0)).total).toBe(1);
    expect((await bot.open('wrong:00000000', READER)) as { card: { title: string } }).toMatchObject({
      card: { title: expect.stringContaining('No fact has the number') },
    });
  });

  it('shows managers the reports of their workspace alone, and the operator all; two who close one close it once', async () => {
    const there = { ...HERE, workspace: 'T-OTHER' };
    await bot.submit(`report:${fact.id}`, { text: 'Here' }, READER);
    await bot.submit(`report:${fact.id}`, { text: 'There' }, READER, there);
    expect((await bot.ask('/dealwire reports', READER)).card.title).toContain('Only those who may manage');
    const mine = (await bot.ask('/dealwire reports')).card;
    expect(mine.title).toBe('1 report of something wrong');
    expect(wordsOf(mine.blocks)).toContain('“Here”');
    const operator = { platform: 'console', workspace: 'local', channel: 'console' };
    expect((await bot.ask('/dealwire reports', undefined, operator)).card.title).toBe('2 reports of something wrong');

    const [closing] = mine.buttons.filter((b) => 'action' in b && b.action.startsWith('report-close:'));
    const action = closing && 'action' in closing ? closing.action : '';
    expect((await bot.press(action, undefined, there)).card.title).toContain('dealt with this report already');
    const both = await Promise.all([bot.press(action), bot.press(action)]);
    expect(both.map((reply) => reply.card.title).sort()).toEqual([
      'Done: the report is closed',
      'Somebody has dealt with this report already',
    ]);
    expect((await bot.ask('/dealwire reports')).card.title).toBe('No reports are open');
  });
});

describe('Change', () => {
  it('opens with how the company is followed, and says what changed', async () => {
    await bot.ask('/subscribe scale-ai ipo 50M');
    expect(wordsOf((await bot.ask('/subscriptions')).card.buttons)).toContain('change:scale-ai');
    const form = await bot.open('change:scale-ai');
    expect(fields(form)).toMatchObject([
      { name: 'types', values: ['ipo'] },
      { name: 'min-amount', value: '$50 million' },
      { name: 'cadence', values: ['instant'] },
    ]);
    const changed = await bot.submit('refilter:scale-ai', { types: 'ipo,legal', cadence: 'daily' });
    expect(changed.card.title).toBe('Subscription to Scale AI changed');
    expect(await store.subscriptions.of(HERE)).toMatchObject([
      { types: ['legal', 'ipo'], minAmount: null, cadence: 'daily' },
    ]);
    const wrong = await bot.submit('refilter:scale-ai', { 'min-amount': 'lots', cadence: 'daily' });
    expect(wrong.card.title).toContain('min-amount cannot be “lots”');
  });

  it('makes no subscription that is not there, and is for managers', async () => {
    expect(wordsOf(await bot.open('change:meta'))).toContain('does not follow Meta');
    expect((await bot.submit('refilter:meta', { cadence: 'daily' })).card.title).toContain('does not follow Meta');
    await follow('meta');
    expect(wordsOf(await bot.open('change:meta', READER))).toContain('Only those who may manage');
    expect((await bot.submit('refilter:meta', { cadence: 'daily' }, READER)).card.title).toContain('Only those');
    expect(await store.subscriptions.of(HERE)).toMatchObject([{ cadence: 'instant' }]);
  });

  it('of several asks before all end', async () => {
    await follow('meta');
    await follow('scale-ai');
    const { buttons } = (await bot.ask('/subscriptions')).card;
    expect(buttons).toContainEqual({ label: 'Stop all', action: 'unsubscribe:all' });
    const asked = await bot.press('unsubscribe:all');
    expect(asked.card.title).toBe('Stop following all 2 companies?');
    expect(await store.subscriptions.of(HERE)).toHaveLength(2);
    await bot.press('unsubscribe:all:sure=1');
    expect(await store.subscriptions.of(HERE)).toEqual([]);
  });
});
