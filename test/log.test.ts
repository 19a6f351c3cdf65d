import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLog, redact } from '../src/log.ts';

describe('logs', () => {
  it('are one JSON object a line, with a level in words and a time', () => {
    const lines: string[] = [];
    createLog({ level: 'info', write: (line) => lines.push(line) }).warn({ feed: 'x' }, 'a feed failed');
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      level: 'warn',
      feed: 'x',
      msg: 'a feed failed',
      time: expect.stringMatching(/^\d{4}-/),
    });
  });

  it('leave out what is below their level', () => {
    const lines: string[] = [];
    createLog({ level: 'warn', write: (line) => lines.push(line) }).info({}, 'quiet');
    expect(lines).toEqual([]);
  });

  it('hide a known secret wherever it stands: in a message, a field, an error', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[\w-]{8,40}$/), fc.boolean(), (secret, readable) => {
        const lines: string[] = [];
        const log = createLog({ level: 'debug', secrets: [secret], readable, write: (line) => lines.push(line) });
        log.error(
          { err: new Error(`refused for ${secret}`), deep: { url: `https://x/?token=${secret}` } },
          `said ${secret}`,
        );
        expect(lines.join('')).not.toContain(secret);
      }),
    );
  });

  it('are one readable line each for a person at a terminal', () => {
    const lines: string[] = [];
    const log = createLog({ level: 'info', readable: true, write: (line) => lines.push(line) });
    log.warn({ feed: 'x', failures: 2 }, 'the feed is ill');
    log.error({ err: new Error('no route') }, 'nothing came');
    expect(lines[0]).toMatch(/^\d\d:\d\d:\d\d warning: the feed is ill feed=x failures=2\n$/);
    expect(lines[1]).toMatch(/^\d\d:\d\d:\d\d error: nothing came \(no route\)\n$/);
  });

  it.each(['xoxb-12-34-abcDEF', 'xapp-1-A0-99-ff', `${'M'.repeat(24)}.${'a'.repeat(6)}.${'b'.repeat(38)}`])(
    'hide what looks like a token though nobody named it: %s',
    (token) => {
      expect(redact(`before ${token} after`, [])).toBe('before [secret] after');
    },
  );
});
