import type { Certainty, Status } from '../domain/claim.ts';

/** What a timeline shows, in words and numbers that are ready to be drawn. */
export interface Chart {
  title: string;
  /** What it covers: how many, from when to when. */
  subtitle: string;
  /** One row each, from above. */
  lanes: readonly string[];
  marks: readonly Mark[];
  /** What the signs mean. */
  legend: {
    status: readonly (readonly [Status, string])[];
    certainty: readonly (readonly [Certainty, string])[];
    /** Circles for comparison: US dollars, and how that is written. */
    sizes: readonly (readonly [number, string])[];
    /** What a mark without a sum is called; empty where every one has a sum. */
    noSum: string;
  };
  /** Small print under the picture. */
  note: string;
}

export interface Mark {
  /** The index of its lane. */
  lane: number;
  /** Epoch ms. */
  at: number;
  /** US dollars; null where no sum is stated. */
  amount: number | null;
  label: string;
  status: Status;
  certainty: Certainty;
}
