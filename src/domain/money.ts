/** How exact a stated number is: "up to $4 billion" is `up_to`, "nearly 50" is `about`. */
export type Qualifier = 'exact' | 'about' | 'up_to' | 'at_least' | 'range';

/**
 * A number as an article states it.
 * `unit` is an ISO 4217 code for money (then `value` is in whole units of that currency), `percent`, or the
 * unit as worded for counts and capacities ("people", "GW"). A range has `value` as its low end and `max`.
 */
export interface Quantity {
  value: number;
  unit: string;
  qualifier: Qualifier;
  max?: number;
}
