import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pack, unpack } from '../../src/store/packing.ts';
import { noise } from '../support/fixtures.ts';

const TEXT =
  'The council of Zemlin said on Tuesday that the company had declined to comment on the auction of its harbour cranes.';

describe('a text at rest', () => {
  it('is read as it was written, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), fc.nat(40), (text, times) => {
        const long = `${text}\u0000${text}`.repeat(times);
        expect(unpack(pack(text))).toBe(text);
        expect(unpack(pack(long))).toBe(long);
      }),
    );
    const report = Array.from({ length: 3_000 }, (_, k) => `${TEXT} ${k}`).join('\n');
    expect(unpack(pack(report))).toBe(report);
  });

  it('is shorter where that can be, and as it is where not', () => {
    expect(pack(TEXT).length).toBeLessThan(TEXT.length * 0.6);
    for (const text of ['', 'No.', noise(40)]) expect(pack(text)).toBe(text);
  });

  it('that was packed by an earlier version is read for ever', () => {
    const packed = Buffer.from(
      'AYMkiNK85ExQA1EhKjU3JzMPPUHDzYNry0hMwZZjYXk+sTQZWnIqZJYUK2QkFiXllxYpJBcl5qUW6wEA',
      'base64',
    );
    expect(unpack(packed)).toBe(TEXT);
  });

  it('that is packed in a way of a later version, or damaged, is no other text', () => {
    expect(() => unpack(Buffer.of(2, 1, 2, 3))).toThrow(/does not know/);
    const packed = Buffer.from(pack(TEXT) as Uint8Array);
    expect(() => unpack(packed.subarray(0, packed.length - 4))).toThrow();
  });
});
