import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { createProgress } from '../../src/cli/progress.ts';

function written(
  isTerminal: boolean,
  work: (show: (done: number) => void, pass: (ms: number) => void) => void,
): string {
  const output = Object.assign(new PassThrough(), { isTTY: isTerminal, columns: 100, rows: 24 });
  let text = '';
  output.on('data', (chunk: Buffer) => {
    text += chunk.toString();
  });
  for (const name of ['cursorTo', 'clearLine', 'moveCursor']) Object.assign(output, { [name]: () => true });
  let clock = 0;
  const progress = createProgress({ output, isTerminal, unit: 'articles', now: () => clock });
  work(
    (done) => progress.show(done, 2_000),
    (ms) => {
      clock += ms;
    },
  );
  progress.end();
  output.read();
  return text;
}

describe('progress', () => {
  it('is a plain line now and then where there is no terminal, and one at the end', () => {
    const text = written(false, (show, pass) => {
      for (let done = 0; done <= 2_000; done += 100) {
        show(done);
        pass(1_000);
      }
    });
    expect(text).toBe('0 of 2,000 articles\n1,000 of 2,000 articles\n2,000 of 2,000 articles\n');
  });

  it('is a bar on a terminal, that begins where an earlier run stopped', () => {
    const text = written(true, (show) => {
      show(500);
      show(2_000);
    });
    expect(text).toMatch(/25% · 500 of 2000 articles/);
    expect(text).toMatch(/100% · 2000 of 2000 articles/);
  });
});
