import { afterEach, describe, expect, it, vi } from 'vitest';
import { wordsOf } from '../../support/slack/validate.ts';
import { card, createHost, run } from './support.ts';

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});
async function start(...args: Parameters<typeof run>) {
  const running = await run(...args);
  stops.push(running.stop);
  const { fake } = running;
  return {
    ...running,
    open: (user: string, tab = 'home') => fake.event({ type: 'app_home_opened', user, channel: 'D1', tab }),
    shown: (user: string) => wordsOf(fake.state.homes.get(user)?.blocks ?? []),
  };
}

describe('the app’s own page', () => {
  it('is shown to who opens it, for the channels that they are in, of private ones those of the bot, too', async () => {
    const { fake, open, shown } = await start();
    fake.channel('C1', { people: ['U0ALICE'] });
    fake.channel('C2', { people: ['U0BOB'] });
    fake.channel('C3', { people: ['U0ALICE'], isPrivate: true });
    fake.channel('C4', { people: ['U0ALICE'], isPrivate: true, isMember: false });
    await open('U0ALICE');
    await vi.waitFor(() => expect(shown('U0ALICE')).toBe('home of C0GENERAL,C1,C3'));
    await open('U0BOB', 'messages');
    await fake.command('/deal openai');
    expect(fake.state.homes.has('U0BOB')).toBe(false);
  });

  it('is brought up to date after a command, a button or an event that changes it, and only then', async () => {
    let title = 'one';
    const home = vi.fn(async () => card({ title }));
    const { fake, open, shown } = await start(createHost({ home }));
    await open('U0ALICE');
    await vi.waitFor(() => expect(shown('U0ALICE')).toBe('one'));
    await fake.command('/deal openai');
    await vi.waitFor(() => expect(home).toHaveBeenCalledTimes(2), 5_000);
    expect(fake.state.homes.get('U0ALICE')?.published).toBe(1);
    title = 'two';
    await fake.event({ type: 'channel_archive', channel: 'C1', user: 'U1' });
    await vi.waitFor(() => expect(shown('U0ALICE')).toBe('two'), 5_000);
  });

  it('is shown without channels where Slack does not tell them', async () => {
    const { fake, open, shown } = await start();
    fake.faultOnce('users.conversations', { kind: 'error', error: 'missing_scope' });
    await open('U0ALICE');
    await vi.waitFor(() => expect(shown('U0ALICE')).toBe('home of unknown'));
  });

  it('is missing with a word in the log when Slack refuses it, and nothing else is', async () => {
    const { fake, host, open } = await start();
    fake.faultOnce('views.publish', { kind: 'error', error: 'not_enabled' });
    await open('U0ALICE');
    await vi.waitFor(() => expect(host.lines.join('\n')).toContain('not_enabled'));
    expect((await fake.command('/deal openai')).words).toBe('deal company=openai');
  });
});
