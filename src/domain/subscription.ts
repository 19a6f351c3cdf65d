import type { ClaimType } from './claim.ts';

/** A place messages go to. `platform` is an adapter's name; `workspace` its team, guild or installation. */
export interface ChannelRef {
  platform: string;
  workspace: string;
  channel: string;
}

/** Somebody in a workspace, as the platform names them. */
export interface PersonRef {
  platform: string;
  workspace: string;
  user: string;
}

/** A channel and a company, with its filters. */
export interface Subscription {
  id: string;
  channel: ChannelRef;
  /** The company's slug. */
  company: string;
  /** Only these types; empty means all. */
  types: ClaimType[];
  /** Least amount of money in US dollars; null means no minimum. */
  minAmount: number | null;
  cadence: 'instant' | 'daily';
  /** Who asked for it, as the platform names them. */
  createdBy: string;
  /** Epoch ms. Facts known before it never alert. */
  createdAt: number;
  /** Why nothing is sent for now (the bot was removed, a permission is missing); null when active. */
  paused: string | null;
  /** Nothing of it is told before (epoch ms; `FOR_GOOD`: till somebody lets it speak again); null when it is not muted. */
  mutedUntil: number | null;
}

/** The last moment that a date can hold. */
export const FOR_GOOD = 8_640_000_000_000_000;

export const isMuted = ({ mutedUntil }: Pick<Subscription, 'mutedUntil'>, now: number): boolean =>
  mutedUntil !== null && mutedUntil > now;
