/** Pixels and colours of a timeline. */

/** On a phone the picture is some 340 points wide: what has 28 pixels here has 11 there. */
export const WIDTH = 900;
export const EDGE = 40;
export const TEXT = 28;
export const SMALL = 25;
export const HEAD = 150;
/** `crowded`: where a lane holds so many marks that they would cover one another. */
export const LANE = { label: 44, room: 96, crowded: 176, many: 40 };
export const AXIS = 74;
export const LEGEND_ROW = 54;
/** Radii in pixels: of the largest sum, of the smallest, and of what has no sum (half the diagonal of a diamond). */
export const RADIUS = { most: 42, least: 9, none: 13 };

// Dark on light with a frame of its own: as legible on a dark page as on a light one. No colour means anything.
export const INK = '#1b2433';
export const FAINT = '#5b6678';
export const LINE = '#c3cad6';
export const PAPER = '#f7f8fa';
export const SIGN = '#1f5fae';
export const TINT = '#a9c8ec';
