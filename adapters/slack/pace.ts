/**
 * Least ms between two calls: Slack takes about one message a second in a channel, and of its tier 3 methods
 * (`chat.update`, `conversations.history`) about fifty a minute in a workspace.
 */
export const PACE = { post: 1_000, other: 1_200 } as const;

/** A longer queue than this is the outbox's to hold: its leases must not run out while we wait. */
const LONGEST_WAIT_MS = 4_000;

/**
 * Spaces calls out, per lane (a channel, or a method of a workspace), and keeps a lane closed for as long as Slack
 * asked for. One lane never holds up another, unless two of one road were refused at once: then it is the road that is
 * limited (a workspace, for a method), and no third call has to find that out.
 */
export interface Pace {
  /** Waits for the lane's next turn and resolves with null; where that is too far off, with the wait in ms. */
  turn(lane: string, intervalMs: number, road?: string): Promise<number | null>;
  /** After a rate limit: no turn in this lane for `waitMs`, not even for those that wait for theirs. */
  close(lane: string, waitMs: number, road?: string): void;
}

export function createPace(now: () => number = Date.now): Pace {
  /** Epoch ms of each lane's next free turn, and of its reopening. */
  const free = new Map<string, number>();
  const closed = new Map<string, number>();
  /** The lane of each road that was closed last. */
  const closedLast = new Map<string, string>();

  const tidy = (time: number) => {
    if (free.size + closed.size < 1_000) return;
    for (const [road, lane] of closedLast) if (shut(lane) === null) closedLast.delete(road);
    for (const lanes of [free, closed]) for (const [lane, at] of lanes) if (at <= time) lanes.delete(lane);
  };
  const shut = (lane: string) => {
    const left = (closed.get(lane) ?? 0) - now();
    return left > 0 ? left : null;
  };
  return {
    async turn(lane, intervalMs, road = '') {
      const time = now();
      tidy(time);
      const left = shut(road) ?? shut(lane);
      if (left !== null) return left;
      const at = Math.max(time, free.get(lane) ?? 0);
      if (at - time > LONGEST_WAIT_MS) return at - time;
      free.set(lane, at + intervalMs);
      if (at > time) await new Promise((resolve) => setTimeout(resolve, at - time));
      return shut(road) ?? shut(lane);
    },
    close(lane, waitMs, road) {
      const until = now() + waitMs;
      closed.set(lane, Math.max(closed.get(lane) ?? 0, until));
      if (road === undefined) return;
      const other = closedLast.get(road);
      if (other !== undefined && other !== lane && shut(other) !== null)
        closed.set(road, Math.max(closed.get(road) ?? 0, until));
      closedLast.set(road, lane);
    },
  };
}
