/** When a channel wants to be told. Times of day are minutes since midnight, in `zone`. */
export interface ChannelSettings {
  digestAt: number;
  /** A time zone of the IANA's database, or UTC. */
  zone: string;
  /** Nothing is told from the one to the other, which may be past midnight; null: at any time. */
  quiet: { from: number; to: number } | null;
}

export const DEFAULT_SETTINGS: ChannelSettings = { digestAt: 9 * 60, zone: 'UTC', quiet: null };

/**
 * What becomes of a message that may stand already, in a channel that cannot be searched for it. `send`: it is sent again,
 * so it is told at least once, and perhaps twice. `hold`: it is set aside, so it is told at most once, and perhaps never.
 */
export type WhenUnsure = 'send' | 'hold';

/** Who may change what a workspace's channels follow. */
export type Managers = 'members' | 'admins';
