import type { Fault as DiscordFault, Place } from '../discord/index.ts';
import type { Fault as SlackFault } from '../slack/index.ts';
import type { Chance } from './chance.ts';

/** Calls that say something in a channel, or look whether it stands. */
const SLACK_MESSAGES = ['chat.postMessage', 'chat.update', 'conversations.history', 'conversations.replies'];
const DISCORD_MESSAGES: readonly Place[] = ['send', 'edit', 'history'];

/** What the death of the bot does to the call that it dies in: never carried out, carried out, or only a while later. */
export type Death = 'before' | 'after' | 'late' | 'answered';

export interface Trouble {
  slack(method: string): SlackFault | null;
  discord(place: Place): DiscordFault | null;
  /** How the next document of a feed comes. */
  feed(): 'well' | { status: number; retryAfter?: number } | 'reset' | 'cut' | 'slow' | 'garbage';
  /** Calls so far that send or look for a message. */
  calls(): number;
  /** Faults that happened, by kind. */
  counts: Map<string, number>;
  count(kind: string): void;
  /** No faults from now on. */
  end(): void;
  /** From now on the bot dies in its nth call of those that send or look for a message. */
  arm(nth: number, death: Death, kill: () => void): void;
  disarm(): void;
}

/** `share`: of calls that meet a fault. `long`: whether calls may stay unanswered until the bot's own time-outs. */
export function createTrouble(chance: Chance, { share, long }: { share: number; long: boolean }): Trouble {
  const counts = new Map<string, number>();
  const count = (kind: string) => void counts.set(kind, (counts.get(kind) ?? 0) + 1);
  let over = false;
  let inRow = 0;
  let calls = 0;
  let armed: { left: number; death: Death; kill: () => void } | null = null;

  /** The death that is due in this call. */
  function death(): Death | null {
    calls++;
    if (!armed || --armed.left > 0) return null;
    const { death: how, kill } = armed;
    armed = null;
    if (how === 'answered') setTimeout(kill, chance.whole(0, 20));
    else kill();
    return how;
  }

  /** At most three in a row: even bad days have good calls, and back-off doubles. */
  function strikes(of = share): boolean {
    const hit = !over && inRow < 3 && chance.happens(of);
    inRow = hit ? inRow + 1 : 0;
    return hit;
  }

  function slack(method: string): SlackFault | null {
    const sends = SLACK_MESSAGES.includes(method);
    const dies = sends ? death() : null;
    if (dies === 'before' || dies === 'after') return { kind: 'silence', applied: dies === 'after' };
    if (dies === 'late') return { kind: 'late', ms: chance.whole(50, 1_500) };
    if (dies || !strikes(sends ? share : share / 4)) return null;
    const applied = chance.happens(0.5);
    const fault = chance.pick<SlackFault>([
      { kind: 'rate limit', retryAfter: 1 },
      { kind: 'status', status: chance.pick([500, 502, 504]), applied },
      { kind: 'status', status: 503, retryAfter: 1 },
      { kind: 'reset', applied },
      { kind: 'reset', applied: !applied },
      { kind: 'error', error: 'ratelimited' },
      { kind: 'error', error: chance.pick(['internal_error', 'fatal_error']) },
      { kind: 'not json', applied },
      { kind: 'late', ms: chance.whole(20, 800) },
      long ? { kind: 'silence', applied } : { kind: 'reset', applied },
    ]);
    // Without a wait of its own this one means half a minute.
    if (fault.kind === 'error' && fault.error === 'ratelimited' && !long) return null;
    count(`slack ${nameOf(fault)}`);
    return fault;
  }

  function discord(place: Place): DiscordFault | null {
    const sends = DISCORD_MESSAGES.includes(place);
    const dies = sends ? death() : null;
    if (dies === 'before' || dies === 'after') return { kind: 'hang', applied: dies === 'after' };
    if (dies === 'late') return { kind: 'late', ms: chance.whole(50, 1_500) };
    if (dies || !strikes(sends ? share : share / 4)) return null;
    const applied = chance.happens(0.5);
    const fault = chance.pick<DiscordFault>([
      { kind: 'rate-limit', seconds: 0.5 + chance.next() },
      { kind: 'rate-limit', seconds: 0.5, global: true },
      { kind: 'status', status: chance.pick([500, 502, 503, 504]), applied },
      { kind: 'reset', applied },
      { kind: 'reset', applied: !applied },
      { kind: 'garbage' },
      { kind: 'late', ms: chance.whole(20, 800) },
      long ? { kind: 'hang', applied } : { kind: 'reset', applied },
    ]);
    count(`discord ${nameOf(fault)}`);
    return fault;
  }

  return {
    slack,
    discord,
    feed() {
      if (!strikes()) return 'well';
      const how = chance.pick([
        { status: 500 },
        { status: 429, retryAfter: 1 },
        { status: 503 },
        'reset',
        'cut',
        'slow',
        'garbage',
      ] as const);
      count(`feed ${typeof how === 'string' ? how : how.status}`);
      return how;
    },
    calls: () => calls,
    counts,
    count,
    end() {
      over = true;
      armed = null;
    },
    arm(nth, how, kill) {
      armed = { left: nth, death: how, kill };
    },
    disarm() {
      armed = null;
    },
  };
}

function nameOf(fault: SlackFault | DiscordFault): string {
  const status = 'status' in fault ? ` ${fault.status}` : '';
  const applied = 'applied' in fault ? (fault.applied ? ', applied' : ', not applied') : '';
  return `${fault.kind}${status}${applied}`;
}
