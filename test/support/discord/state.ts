import type { Open } from './interactions.ts';
import type { Channel, Guild, Stored } from './world.ts';

/** Everything that the fake Discord remembers. */
export interface State {
  token: string;
  guilds: Map<string, Guild>;
  /** Channels of direct messages. */
  direct: Map<string, Channel>;
  /** By person. */
  directOf: Map<string, string>;
  /** People who share no server with the bot. */
  shy: Set<string>;
  /** Channels of servers that the bot was removed from: Discord calls them hidden. */
  former: Map<string, Channel>;
  messages: Stored[];
  /** By channel and nonce. */
  nonces: Map<string, { message: Stored; at: number }>;
  /** Interactions by their token. */
  open: Map<string, Open>;
  /** The commands as the bot registered them, and how often it did. */
  registered: Record<string, unknown>[];
  registrations: number;
  /** The server that the commands are registered in; null: everywhere. */
  registeredIn: string | null;
}

export function createState(token: string): State {
  return {
    token,
    guilds: new Map(),
    direct: new Map(),
    directOf: new Map(),
    shy: new Set(),
    former: new Map(),
    messages: [],
    nonces: new Map(),
    open: new Map(),
    registered: [],
    registrations: 0,
    registeredIn: null,
  };
}

export function channelOf(state: State, id: string): Channel | undefined {
  return state.direct.get(id) ?? [...state.guilds.values()].map((g) => g.channels.get(id)).find(Boolean);
}

export function removeMessage(state: State, message: Stored): void {
  const at = state.messages.indexOf(message);
  if (at >= 0) state.messages.splice(at, 1);
}
