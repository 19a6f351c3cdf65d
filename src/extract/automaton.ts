/** Machines of wink-nlp's model, as it writes them: states with their transitions, and what its last states mean. */
type Exported = [
  version: number,
  states: number,
  transitions: Record<string, Record<string, number>>,
  names: Record<string, string>,
  marks: Record<string, [before: number, after: number]>,
];

/**
 * Reads the first `length` of some events and tells of each pattern found: the place in it that is meant, and the name that the
 * machine gives it.
 */
export type Automaton = (events: Uint8Array, length: number, found: (at: number, name: number) => void) => void;

/** No model has more tags. An event of a machine is a tag by its number, or the hint of a word, which stands here behind the tags. */
export const TAGS = 64;
const EVENTS = 2 * TAGS;
const HINTS = 1_080_000;
const END = 2_070_000;
const OTHERWISE = 2_070_003;

const eventOf = (written: number): number => (written > HINTS ? written - HINTS + TAGS : written);

/**
 * Makes a machine of the model. It finds the longest pattern from each place on and goes on behind it; a pattern that
 * fails half-way is left for the longest one it contains. Its work is linear: no pattern is longer than a few words.
 */
export function readAutomaton(json: string): Automaton {
  const [, , written, names, marks] = JSON.parse(json) as Exported;
  const states = Math.max(...Object.entries(written).flatMap(([id, row]) => [Number(id), ...Object.values(row)])) + 1;
  // The state after each state and event, with the end of the text as one more; 0, the first state, is where none leads.
  const next = new Uint16Array(states * (EVENTS + 1));
  const otherwise = new Uint16Array(states);
  for (const [id, row] of Object.entries(written))
    for (const [event, to] of Object.entries(row)) {
      const code = Number(event);
      if (code === OTHERWISE) otherwise[Number(id)] = to;
      else if (code === END) next[Number(id) * (EVENTS + 1) + EVENTS] = to;
      else if (eventOf(code) < EVENTS) next[Number(id) * (EVENTS + 1) + eventOf(code)] = to;
    }
  // The last states, by their names; a name of zero marks what is none.
  const last = Array.from({ length: states }, (_, id) => id in names);
  const nameOf = Array.from({ length: states }, (_, id) => Number(names[id] ?? 0));
  const shift = Array.from({ length: states }, (_, id) => marks[id]?.[0] ?? 0);
  return (events, length, found) => {
    let state = 0;
    let first = 0;
    let spareAt = 0;
    let spare = 0;
    for (let i = 0; i <= length; i++) {
      for (let j = i; j <= length; j++) {
        const to = next[state * (EVENTS + 1) + (j === length ? EVENTS : (events[j] as number))] as number;
        if (state === 0 && to !== 0) first = j;
        if (to !== 0 && !last[to]) {
          state = to;
          if (otherwise[to] !== 0) {
            spareAt = j;
            spare = otherwise[to] as number;
          }
          continue;
        }
        state = 0;
        const end = to !== 0 ? to : spare;
        if (end !== 0) {
          if (nameOf[end]) found(first + (shift[end] as number), nameOf[end] as number);
          i = to !== 0 ? j : spareAt;
          spare = 0;
        }
        break;
      }
    }
  };
}
