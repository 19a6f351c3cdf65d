/** After so many, numbers begin again at 1; the oldest buttons are then no longer pressable. */
const MOST = 99;

/**
 * Numbers for buttons. They run on from card to card, so that an alert that comes in between never changes what a
 * number on the screen means.
 */
export function createButtons(): { numberOf(action: string): number; actionOf(number: number): string | null } {
  const actions = new Map<number, string>();
  let last = 0;
  return {
    numberOf(action) {
      last = (last % MOST) + 1;
      actions.set(last, action);
      return last;
    },
    actionOf: (number) => actions.get(number) ?? null,
  };
}
