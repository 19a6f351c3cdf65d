import { describe, expect, it } from 'vitest';
import { NOON, subscription } from '../support/fixtures.ts';
import { openTestStore, tempDatabase } from '../support/store.ts';

describe('installations', () => {
  it('are changed, listed and deleted, each for its platform and workspace', async () => {
    const { installations } = await openTestStore();
    await installations.put('slack', 'T1', 'one');
    await installations.put('slack', 'T1', 'two');
    await installations.put('slack', 'T2', 'three');
    await installations.put('teams', 'T1', 'four');
    expect(await installations.get('slack', 'T1')).toBe('two');
    expect(await installations.get('slack', 'T3')).toBeNull();
    expect(await installations.delete('slack', 'T1')).toBe(true);
    expect(await installations.delete('slack', 'T1')).toBe(false);
    expect((await installations.all()).map((it) => it.sealed)).toEqual(['three', 'four']);
  });
});

it('a key is used once, by whatever process, until it is forgotten', async () => {
  const file = await tempDatabase();
  const [one, other] = [await openTestStore(file), await openTestStore(file)];
  const used = await Promise.all([one, other, one].map((store) => store.once('state x', NOON + 1_000, NOON)));
  expect(used.filter(Boolean)).toHaveLength(1);
  expect(await one.once('state y', NOON + 1_000, NOON)).toBe(true);
  expect(await other.once('state x', NOON + 3_000, NOON + 2_000)).toBe(true);
});

it('gives all that a workspace follows, and nothing of another', async () => {
  const store = await openTestStore();
  const at = (workspace: string, channel: string, company: string) =>
    store.subscriptions.put(subscription({ channel: { platform: 'slack', workspace, channel }, company }));
  await at('T1', 'C2', 'openai');
  await at('T1', 'C1', 'scale-ai');
  await at('T1', 'C1', 'meta');
  await at('T2', 'C1', 'openai');
  const all = await store.subscriptions.within({ platform: 'slack', workspace: 'T1' });
  expect(all.map((it) => `${it.channel.channel} ${it.company}`)).toEqual(['C1 meta', 'C1 scale-ai', 'C2 openai']);
});
