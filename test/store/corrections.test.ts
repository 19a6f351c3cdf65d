import { describe, expect, it } from 'vitest';
import type { Correcting, Correction } from '../../src/domain/correction.ts';
import { channel, fresh, NOON } from '../support/fixtures.ts';
import { openTestStore, storeFact, tempDatabase } from '../support/store.ts';

const HERE = { platform: 'slack', workspace: 'T0001' };
const amount = (text: string): Correcting => ({ kind: 'field', field: 'amount', value: { role: 'amount', text } });
const correction = (factId: string, what: Correcting, over: Partial<Correction> = {}): Correction => ({
  id: fresh('correction'),
  factId,
  place: HERE,
  what,
  before: null,
  after: null,
  by: 'U1',
  at: NOON,
  ...over,
});
const said = (list: readonly Correction[] | undefined) =>
  (list ?? []).map(({ what, place }) => [
    what.kind === 'field' && typeof what.value === 'object' ? what.value.text : what.kind,
    place?.workspace ?? 'everywhere',
  ]);

describe('corrections', () => {
  it('come with their fact, the latest on each subject in each place, over a restart', async () => {
    const file = await tempDatabase();
    const store = await openTestStore(file);
    const { id } = await storeFact(store);
    await store.corrections.put(correction(id, amount('$1 billion')));
    await store.corrections.put(correction(id, amount('$2 billion')));
    await store.corrections.put(correction(id, amount('$3 billion'), { place: null }));
    await store.corrections.put(correction(id, { kind: 'retract' }, { place: { ...HERE, workspace: 'T0002' } }));
    await store.close();
    const again = await openTestStore(file);
    expect(said((await again.facts.get(id))?.amended)).toEqual([
      ['$2 billion', 'T0001'],
      ['$3 billion', 'everywhere'],
      ['retract', 'T0002'],
    ]);
    expect((await again.corrections.of(id)).map((it) => it.standing)).toEqual([false, true, true, true]);
  });

  it('that are taken back do not stand, and are kept', async () => {
    const store = await openTestStore();
    const { id } = await storeFact(store);
    await store.corrections.put(correction(id, amount('$1 billion')));
    await store.corrections.put(correction(id, amount('$1 billion')), true);
    expect((await store.facts.get(id))?.amended).toBeUndefined();
    expect(await store.corrections.of(id)).toHaveLength(2);
  });

  it('go with a fact that turns out to be another, where the later one on a subject stands', async () => {
    const store = await openTestStore();
    const [one, other] = [await storeFact(store), await storeFact(store)];
    await store.corrections.put(correction(other.id, amount('$1 billion')));
    await store.corrections.put(correction(one.id, amount('$2 billion')));
    await store.corrections.put(correction(one.id, { kind: 'retract' }));
    await store.facts.remove(one.id, other.id);
    expect(said((await store.facts.get(other.id))?.amended)).toEqual([
      ['$2 billion', 'T0001'],
      ['retract', 'T0001'],
    ]);
  });

  it('are kept where their fact is gone', async () => {
    const store = await openTestStore();
    const { id } = await storeFact(store);
    await store.corrections.put(correction(id, { kind: 'retract' }));
    await store.facts.remove(id);
    expect(await store.corrections.of(id)).toHaveLength(1);
  });

  it('hide what is retracted from the lists of its place alone, and from its counts', async () => {
    const store = await openTestStore();
    const [here, everywhere, never] = [await storeFact(store), await storeFact(store), await storeFact(store)];
    await store.corrections.put(correction(here.id, { kind: 'retract' }));
    await store.corrections.put(correction(everywhere.id, { kind: 'retract' }, { place: null }));
    const read = async (workspace: string) => {
      const query = { company: 'scale-ai', limit: 9, offset: 0, readIn: channel('C1', { workspace }) };
      const { facts, total } = await store.facts.of(query);
      return [facts.map((fact) => fact.id).sort(), total];
    };
    expect(await read('T0001')).toEqual([[never.id], 1]);
    expect(await read('T0002')).toEqual([[here.id, never.id].sort(), 2]);
  });
});
