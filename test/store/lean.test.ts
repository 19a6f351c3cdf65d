import { describe, expect, it } from 'vitest';
import { assemble } from '../../src/ledger/index.ts';
import { fromClaim } from '../../src/store/claims.ts';
import { readClaim, readState, writeState } from '../../src/store/lean.ts';
import { makeMonth } from '../ledger/month.ts';
import { press } from '../ledger/press.ts';
import { stance, tell, usd, who } from '../ledger/told.ts';

const claims = [...makeMonth(8).told.map((it) => it.claim), ...press(3, 300)];
const bare = ({ type, status, certainty, background, args, speakers, outlets, evidence }: (typeof claims)[number]) => ({
  ...{ type, status, certainty, background, args, speakers, outlets, evidence },
});

describe('claims and facts at rest', () => {
  it('are read as they were written', () => {
    for (const claim of claims)
      expect(readClaim(fromClaim('a', { ...bare(claim), id: claim.id }))).toEqual(bare(claim));
    const meta = who('investor', 'Meta');
    const told = [
      tell('Alpha Wire', 0, 'investment', [meta, who('target', 'Halcyon'), usd('$14 billion')]),
      tell('Beta Post', 1, 'investment', [meta, who('target', 'Halcyon'), usd('$20 billion')]),
      tell('Beta Post', 1, 'response', [who('speaker', 'Meta'), stance('declined', 'declined to comment')]),
    ];
    const state = assemble(told);
    expect(state.conflicts.length + state.responses.length).toBeGreaterThan(1);
    const ids = told.map((claim) => claim.id);
    // In the same order too: whether a fact changed is told by its words.
    expect(JSON.stringify(readState(writeState(state, ids), ids))).toBe(JSON.stringify(state));
    for (const claim of claims) {
      const alone = assemble([claim]);
      expect(JSON.stringify(readState(writeState(alone, [claim.id]), [claim.id]))).toBe(JSON.stringify(alone));
    }
  });

  it('name no claim by its id, and repeat nothing that stands beside them', () => {
    const [claim] = claims as [(typeof claims)[number]];
    expect(writeState(assemble([claim]), [claim.id])).not.toContain(claim.id);
    const { body, ...columns } = fromClaim('a', { ...bare(claim), id: claim.id });
    expect(Object.keys(JSON.parse(body) as object).some((key) => key in columns)).toBe(false);
  });

  it('are read as versions before wrote them', () => {
    for (const claim of claims.slice(0, 40)) {
      const row = fromClaim('a', { ...bare(claim), id: claim.id });
      expect(readClaim({ ...row, body: JSON.stringify(bare(claim)) })).toEqual(bare(claim));
      const state = assemble([claim]);
      expect(readState(JSON.stringify(state), [claim.id])).toEqual(state);
    }
  });
});
