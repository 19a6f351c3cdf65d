import { setTimeout as pause } from 'node:timers/promises';
import type { Bot } from './bot.ts';
import type { Chance } from './chance.ts';
import type { ChaosDatabase } from './database.ts';
import type { Death, Trouble } from './faults.ts';
import type { Press } from './press.ts';
import type { Telling } from './telling.ts';

/** When a life of the bot is to end. Moments follow what the bot does, never a clock alone: a slow machine meets the same. */
export type Moment =
  /** While it sends a message or looks for one: in the nth such call since it was started. */
  | { kind: 'call'; nth: number; death: Death }
  /** While it starts; `share` of the time that its first start took. */
  | { kind: 'start'; share: number }
  /** After it was given news to read: while it reads them, or writes down what they say and what is owed. */
  | { kind: 'reading'; ms: number }
  /** Connected since so many ms. */
  | { kind: 'running'; ms: number }
  /** The server of the database is killed instead, and is down for so many ms. */
  | { kind: 'server'; ms: number; downMs: number };

/** Most lives end in a call; `lifeMs`: the longest time for those that do not. */
export function momentOf(chance: Chance, lifeMs: number, hasServer: boolean): Moment {
  if (hasServer && chance.happens(0.1))
    return { kind: 'server', ms: chance.whole(50, lifeMs), downMs: chance.whole(0, 1_500) };
  const lot = chance.next();
  if (lot < 0.55)
    return {
      kind: 'call',
      nth: chance.whole(1, 4),
      death: chance.pick<Death>(['before', 'after', 'after', 'late', 'answered', 'answered']),
    };
  if (lot < 0.7) return { kind: 'start', share: chance.next() * 1.1 };
  if (lot < 0.85) return { kind: 'reading', ms: chance.whole(0, 600) };
  return { kind: 'running', ms: chance.whole(0, lifeMs) };
}

export interface LifeParts {
  bot: Bot;
  database: ChaosDatabase;
  trouble: Trouble;
  press: Press;
  telling: Telling;
  chance: Chance;
  /** Alerts that are owed now, of what was published. */
  owed: () => number;
  /** Resolves when commands can come; never where the bot ends before. */
  connected: Promise<unknown>;
  /** What the first start took, ms. */
  startMs: number;
}

/** How long a life waits for what it is planned to end in, beyond ten starts, before it is ended all the same. */
const PATIENCE_MS = 30_000;
/** No call for so long while nothing is owed, or while something is. */
const IDLE_MS = 500;
const WAITING_MS = 4_000;

/** Lets one life go on to its moment; tells how it ended, and the code and last words of one that was not killed. */
export async function liveTo(
  moment: Moment,
  parts: LifeParts,
): Promise<{ how: string; code: number | null; said: string }> {
  const { bot, database, trouble, press, telling, chance, connected } = parts;
  if (moment.kind === 'server') {
    await pause(moment.ms);
    await database.crash?.(moment.downMs);
    return { how: "the database's server", code: null, said: '' };
  }
  let how = 'ended by itself';
  let over = false;
  const kill = (as: string, pid: number | null = null) => {
    if (over) return;
    how = as;
    bot.kill(pid, (count) => chance.whole(0, count - 1));
  };
  const at = async (before: Promise<unknown>, ms: number, as: string) => {
    await before;
    await pause(ms);
    kill(as);
  };
  switch (moment.kind) {
    case 'call':
      trouble.arm(moment.nth, moment.death, () => {
        const as = `in a call, ${moment.death}`;
        // The only process is killed at once; of several, one that is sending.
        if (database.crash) void database.sender().then((pid) => kill(as, pid));
        else kill(as);
      });
      void feedHungry(parts, () => over);
      break;
    case 'start':
      void at(Promise.resolve(), moment.share * parts.startMs, 'in its start');
      break;
    case 'reading':
      void at(press.news(), moment.ms, 'reading news');
      if (!telling.more()) void at(connected, moment.ms, 'at a random moment');
      break;
    case 'running':
      void at(connected, moment.ms, 'at a random moment');
      break;
  }
  const patience = setTimeout(kill, PATIENCE_MS + 10 * parts.startMs, 'waiting for its moment');
  const { code, said } = await bot.ended();
  over = true;
  clearTimeout(patience);
  trouble.disarm();
  return { how: code === null ? how : 'ended by itself', code, said };
}

/** While nothing is owed, or what is owed waits for another try, no call comes: then the next news are told. */
async function feedHungry({ telling, owed, connected, trouble }: LifeParts, over: () => boolean): Promise<void> {
  await connected;
  let calls = trouble.calls();
  let idleMs = 0;
  for (const stepMs = 250; !over(); await pause(stepMs)) {
    idleMs = calls === trouble.calls() ? idleMs + stepMs : 0;
    calls = trouble.calls();
    if (idleMs < (owed() ? WAITING_MS : IDLE_MS)) continue;
    telling.more();
    idleMs = 0;
  }
}
