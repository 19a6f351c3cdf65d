import type { FakeDiscord } from '../discord/index.ts';
import type { FakeSlack } from '../slack/index.ts';
import type { Chance } from './chance.ts';
import type { Trouble } from './faults.ts';

/** Breaks and confuses the connections that commands come by. */
export interface GatewayTrouble {
  /** For one life of the bot: up to three faults, this many ms after its connection at most. Gives their end. */
  begin(connected: Promise<unknown>, withinMs: number): () => void;
}

/** How long a server is out, ms. */
const OUTAGE_MS = 700;

export function troubleGateways(
  chance: Chance,
  trouble: Trouble,
  slack: FakeSlack,
  discord: FakeDiscord,
): GatewayTrouble {
  const acts: Record<string, () => void> = {
    'slack gateway disconnect': () => slack.socket.disconnect('refresh_requested'),
    'slack gateway drop': () => slack.socket.drop(),
    'slack gateway turned away': () => slack.socket.turnAwayOnce('too_many_websockets'),
    'discord gateway op 7': () => discord.connection.askReconnect(),
    'discord gateway op 9': () => discord.connection.invalidate(false),
    'discord gateway op 9, resumable': () => discord.connection.invalidate(true),
    'discord gateway drop': () => discord.connection.drop(),
    'discord gateway close 4000': () => discord.connection.drop(4000),
    'discord outage of a server': () => {
      discord.outage(discord.guild, true);
      setTimeout(() => discord.outage(discord.guild, false), OUTAGE_MS);
    },
  };
  return {
    begin(connected, withinMs) {
      const planned = Array.from({ length: chance.whole(0, 3) }, () => ({
        name: chance.pick(Object.keys(acts)),
        afterMs: chance.whole(0, withinMs),
      }));
      let over = false;
      const timers: NodeJS.Timeout[] = [];
      void connected.then(() => {
        if (over) return;
        for (const { name, afterMs } of planned)
          timers.push(
            setTimeout(() => {
              acts[name]?.();
              trouble.count(name);
            }, afterMs),
          );
      });
      return () => {
        over = true;
        for (const timer of timers) clearTimeout(timer);
      };
    },
  };
}
