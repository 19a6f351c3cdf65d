/** Machines of wink-nlp's model, as it writes them: states with their transitions, and what its last states mean. */
type Exported = [
  version: number,
  states: number,
  transitions: Record<string, Record<string, number>>,
  names: Record<string, string>,
  marks: Record<string, [before: number, after: number]>,
];

/** A pattern found: the place in it that is meant, and the name that the machine gives it. */
export interface Found {
  at: number;
  name: number;
}

export type Automaton = (events: readonly number[]) => Found[];

const END = 2_070_000;
const OTHERWISE = 2_070_003;

/**
 * Reads a machine of the model. It finds the longest pattern from each place on and goes on behind it; a pattern that
 * fails half-way is left for the longest one it contains. Its work is linear: no pattern is longer than a few words.
 */
export function readAutomaton(json: string): Automaton {
  const [, , written, names, marks] = JSON.parse(json) as Exported;
  interface State {
    next: Map<number, State>;
    otherwise: State | null;
    name: number | null;
    shift: number;
  }
  const states = new Map<number, State>();
  const stateOf = (id: number): State => {
    const known = states.get(id);
    if (known) return known;
    const name = names[id];
    const state: State = {
      next: new Map(),
      otherwise: null,
      name: name === undefined ? null : Number(name),
      shift: marks[id]?.[0] ?? 0,
    };
    states.set(id, state);
    for (const [event, to] of Object.entries(written[id] ?? {})) {
      if (to === 0) continue;
      if (Number(event) === OTHERWISE) state.otherwise = stateOf(to);
      else state.next.set(Number(event), stateOf(to));
    }
    return state;
  };
  const root = stateOf(0);
  return (events) => {
    const found: Found[] = [];
    const { length } = events;
    let state = root;
    let first = 0;
    let lastIndex = 0;
    let last: State | null = null;
    const take = (end: State): void => {
      // A name of zero marks what is none.
      if (end.name) found.push({ at: first + end.shift, name: end.name });
      last = null;
    };
    for (let i = 0; i <= length; i++) {
      for (let j = i; j <= length; j++) {
        const next: State | undefined = state.next.get(j === length ? END : (events[j] as number));
        if (state === root && next) first = j;
        if (next !== undefined && next.name === null) {
          state = next;
          if (next.otherwise) {
            lastIndex = j;
            last = next.otherwise;
          }
          continue;
        }
        state = root;
        if (next) {
          take(next);
          i = j;
        } else if (last) {
          take(last);
          i = lastIndex;
        }
        break;
      }
    }
    return found;
  };
}
