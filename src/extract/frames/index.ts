import { acquisition } from './acquisition.ts';
import { agreement } from './agreement.ts';
import { executiveMove } from './executive-move.ts';
import { financials } from './financials.ts';
import type { Frame } from './frame.ts';
import { hiring } from './hiring.ts';
import { infrastructure } from './infrastructure.ts';
import { investment } from './investment.ts';
import { ipo } from './ipo.ts';
import { launch } from './launch.ts';
import { layoffs } from './layoffs.ts';
import { legal } from './legal.ts';
import { response } from './response.ts';
import { valuation } from './valuation.ts';

/** Every frame, in the order in which its claims are listed. */
export const FRAMES: readonly Frame[] = [
  agreement,
  investment,
  acquisition,
  executiveMove,
  hiring,
  layoffs,
  legal,
  launch,
  ipo,
  valuation,
  financials,
  infrastructure,
  response,
];
