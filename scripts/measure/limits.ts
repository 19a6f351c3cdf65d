/** What both took and refused. */
export interface Seen {
  slack: { posted: number; refused: number };
  discord: { posted: number; refused: number };
}

/** A limit: at most so many in any stretch of this length (ms). */
export const LIMITS = {
  slackChannel: { count: 1, ms: 1_000 },
  /** "Several hundred messages per minute" in a workspace. */
  slackWorkspace: { count: 300, ms: 60_000 },
  discordChannel: { count: 5, ms: 5_000 },
  discordAll: { count: 50, ms: 1_000 },
} as const;
