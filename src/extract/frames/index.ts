import { acquisition } from './acquisition.ts';
import { agreement } from './agreement.ts';
import { executiveMove } from './executive-move.ts';
import type { Frame } from './frame.ts';
import { hiring } from './hiring.ts';
import { investment } from './investment.ts';
import { response } from './response.ts';

/** Every frame, in the order in which its claims are listed. */
export const FRAMES: readonly Frame[] = [agreement, investment, acquisition, executiveMove, hiring, response];
