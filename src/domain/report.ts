import type { Place } from './correction.ts';

/** What somebody says is wrong with a fact who may not correct it, or cannot. */
export interface Report {
  id: string;
  factId: string;
  /** Where it was said: those who manage there see it. */
  place: Place;
  /** Who says so, as the platform names them. */
  by: string;
  text: string;
  /** Epoch ms. */
  at: number;
}
