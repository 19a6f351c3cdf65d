import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createKeyring } from '../src/keyring.ts';

const OLD = 'an old key that is long enough to be one';
const NEW = 'a new key that is long enough to be one';
const ring = createKeyring([NEW]);

describe('a sealed secret', () => {
  it('opens again, for whom it was sealed, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (secret) => {
        expect(ring.open(ring.seal(secret, 'slack/T1'), 'slack/T1')).toBe(secret);
      }),
    );
  });

  it('shows nothing of the secret or the key, and is another text each time', () => {
    const sealed = ring.seal('xoxb-secret', 'slack/T1');
    expect(sealed).toMatch(/^v1\.[0-9a-f]{8}\.[\w-]+\.[\w-]+$/);
    expect(ring.seal('xoxb-secret', 'slack/T1')).not.toBe(sealed);
  });

  it('opens for nobody else: two rows cannot be exchanged', () => {
    expect(() => ring.open(ring.seal('x', 'slack/T1'), 'slack/T2')).toThrow('damaged, or is of somebody else');
  });

  it('does not open once anything in it was changed', () => {
    const sealed = ring.seal('xoxb-secret', 'slack/T1');
    fc.assert(
      fc.property(fc.nat(sealed.length - 1), fc.constantFrom('A', 'b', '7', '.', '-'), (at, put) => {
        const changed = sealed.slice(0, at) + put + sealed.slice(at + 1);
        // Of the last character base64 may ignore two bits.
        const same = changed
          .split('.')
          .map((part) => Buffer.from(part, 'base64url').toString('hex'))
          .join();
        fc.pre(
          same !==
            sealed
              .split('.')
              .map((part) => Buffer.from(part, 'base64url').toString('hex'))
              .join(),
        );
        expect(() => ring.open(changed, 'slack/T1')).toThrow();
      }),
    );
  });

  it('opens under any of the keys, and is stale unless the first sealed it', () => {
    const sealed = createKeyring([OLD]).seal('x', 'slack/T1');
    const both = createKeyring([NEW, OLD]);
    expect(both.open(sealed, 'slack/T1')).toBe('x');
    expect(both.isStale(sealed)).toBe(true);
    expect(both.isStale(both.seal('x', 'slack/T1'))).toBe(false);
  });

  it('names the key that is missing, by its id', () => {
    const sealed = createKeyring([OLD]).seal('x', 'slack/T1');
    expect(() => ring.open(sealed, 'slack/T1')).toThrow(`key (${sealed.split('.')[1]}) that is not in ENCRYPTION_KEY`);
  });
});
