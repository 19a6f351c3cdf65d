import type { Delivery } from '../domain/delivery.ts';
import type { Fact } from '../domain/fact.ts';

/** A message that is set aside and still owed; `fact`: what leads it, null where that is no more. */
export interface SetAside {
  delivery: Delivery;
  fact: Fact | null;
}

/** The ids that were typed, whole or their beginnings, as they are. Throws in words where one fits no message, or several. */
export function matchIds(typed: readonly string[], setAside: readonly Delivery[]): string[] {
  return typed.map((beginning) => {
    const fitting = setAside.filter(({ id }) => id.startsWith(beginning.toLowerCase()));
    const [found] = fitting;
    if (!found) throw new Error(`No message that is set aside has the id ${beginning}: dealwire outbox lists them.`);
    if (fitting.length > 1)
      throw new Error(`${fitting.length} messages have ids that begin with ${beginning}: type more of it.`);
    return found.id;
  });
}
