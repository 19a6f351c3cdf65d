import type { Deps } from '../../src/commands/index.ts';
import { dealAmount } from '../../src/ledger/index.ts';

/** What commands need for timelines, without the drawing: each picture is the words `drawn`, and is kept. */
export function drawing(): Pick<Deps, 'amountOf' | 'draw'> & { drawn: Parameters<Deps['draw']>[0][] } {
  const drawn: Parameters<Deps['draw']>[0][] = [];
  return {
    drawn,
    amountOf: dealAmount,
    async draw(chart) {
      drawn.push(chart);
      return Buffer.from('drawn').toString('base64');
    },
  };
}
