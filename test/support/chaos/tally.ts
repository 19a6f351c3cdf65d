import type { Story } from './stories.ts';

/** A message as either platform shows it. */
export interface Standing {
  id: string;
  words: string;
  /** The message whose thread it stands in, or that it replies to. */
  under: string | null;
  edits: number;
}

export interface Tally {
  /** Alerts that must stand, one for each story and channel that follows its buyer. */
  expected: number;
  /** Alerts and changes that stand nowhere. */
  lost: string[];
  /** Alerts and changes that stand more than once. */
  doubled: string[];
  /** Alerts that do not show the latest state. */
  stale: string[];
  /** Messages that nobody asked for. */
  strange: string[];
}

export interface Room {
  name: string;
  /** Slugs of the buyers that it follows. */
  follows: readonly string[];
  messages: readonly Standing[];
}

/** Holds what stands in the channels against what must. */
export function tally(stories: readonly Story[], rooms: readonly Room[]): Tally {
  const result: Tally = { expected: 0, lost: [], doubled: [], stale: [], strange: [] };
  for (const room of rooms) {
    const accounted = new Set<Standing>();
    for (const story of stories) {
      const name = `${story.target.name} in ${room.name}`;
      const about = room.messages.filter((m) => m.words.includes(story.target.name));
      for (const message of about) accounted.add(message);
      if (!room.follows.includes(story.buyer.slug)) {
        if (about.length) result.strange.push(name);
        continue;
      }
      result.expected += 1;
      const alerts = about.filter((m) => m.under === null);
      const [alert] = alerts;
      if (!alert) {
        result.lost.push(name);
        continue;
      }
      if (alerts.length > 1) result.doubled.push(`${name}: ${alerts.length} alerts`);
      if (!alert.words.includes(`$${dollars(story.last)}`)) result.stale.push(name);
      const replies = about.filter((m) => m.under !== null);
      if (replies.length > 1) result.doubled.push(`${name}: ${replies.length} replies`);
      if (replies.some((reply) => reply.under !== alert.id)) result.strange.push(`${name}: a reply elsewhere`);
      // A message that was brought up to date says so in its thread.
      if (alert.edits > 0 && !replies.length) result.lost.push(`${name}: the change`);
    }
    for (const message of room.messages)
      if (!accounted.has(message)) result.strange.push(`${room.name}: ${message.words.slice(0, 80)}`);
  }
  return result;
}

/** As cards write it. */
export const dollars = (millions: number): string => `${millions} million`;
