import { describe, expect, it } from 'vitest';
import { assemble } from '../../src/ledger/index.ts';
import { fromClaim } from '../../src/store/claims.ts';
import { readClaim, readState, writeState } from '../../src/store/lean.ts';
import { readNamedState } from '../../src/store/lean-before.ts';
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
    const { body } = fromClaim('a', { ...bare(claim), id: claim.id });
    for (const word of [claim.type, claim.status, claim.certainty]) expect(body).not.toContain(`"${word}"`);
  });

  it('keep what is seldom told: a claim of another fact, a value of no claim, an end of its own', () => {
    const [claim, other] = claims as [(typeof claims)[number], (typeof claims)[number]];
    const state = assemble([claim]);
    const [field, ...fields] = state.fields;
    if (!field) throw new Error('no field');
    const [value, ...values] = field.present;
    if (!value) throw new Error('no value');
    for (const claimIds of [[], [other.id], [claim.id, other.id]]) {
      const odd = {
        ...state,
        companies: [],
        fields: [
          {
            ...field,
            present: [{ ...value, claimIds, certainty: 'denied' as const, recalled: true as const }, ...values],
          },
          ...fields,
        ],
      };
      expect(readState(writeState(odd, [claim.id]), [claim.id])).toEqual(odd);
    }
    const empty = { ...state, fields: [], companies: [], outlets: [], origins: [] };
    expect(readState(writeState(empty, [claim.id]), [claim.id])).toEqual(empty);
    const cut = { ...bare(claim), evidence: { field: 'title' as const, start: 3, end: 9, quote: '…' }, args: [] };
    expect(readClaim(fromClaim('a', { ...cut, id: claim.id }))).toEqual(cut);
  });

  it('are read as versions before wrote them', () => {
    for (const claim of claims.slice(0, 40)) {
      const row = fromClaim('a', { ...bare(claim), id: claim.id });
      const { args, evidence } = claim;
      const { end: _, ...open } = evidence;
      expect(readClaim({ ...row, body: JSON.stringify(bare(claim)) })).toEqual(bare(claim));
      expect(readClaim({ ...row, body: JSON.stringify({ args, evidence: open }) })).toEqual({
        ...bare(claim),
        speakers: [],
        outlets: [],
      });
      const state = assemble([claim]);
      expect(readState(JSON.stringify(state), [claim.id])).toEqual(state);
      const { companies, outlets, origins, firstAt, lastAt, type, status, certainty, background } = state;
      const fields = state.fields.map(({ role, present }) => ({
        role,
        present: present.map(({ role: _, ...value }) => ({ ...value, claimIds: [0] })),
      }));
      const lean = { type, status, certainty, background, fields, companies, outlets, origins, firstAt, lastAt };
      expect(readState(JSON.stringify(lean), [claim.id])).toEqual({ ...state, speakers: [] });
      expect(readNamedState(lean, []).fields[0]?.present[0]?.claimIds).toEqual(['']);
    }
  });
});
