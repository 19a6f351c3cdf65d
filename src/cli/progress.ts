import { Presets, SingleBar } from 'cli-progress';

export interface Progress {
  /** How much of how much is done. */
  show(done: number, total: number): void;
  end(): void;
}

export interface ProgressOptions {
  output: NodeJS.WriteStream | NodeJS.WritableStream;
  /** A bar; else a line now and then. */
  isTerminal: boolean;
  /** Of what: "articles". */
  unit: string;
  /** Epoch ms. */
  now?: () => number;
}

/** Without a terminal: at most one line in this time, and one at the end. */
const LINE_MS = 10_000;

/** Tells how far a long work is: a bar on a terminal, plain lines elsewhere (a log, a pipe). */
export function createProgress({ output, isTerminal, unit, now = Date.now }: ProgressOptions): Progress {
  if (isTerminal) {
    const bar = new SingleBar(
      {
        stream: output as NodeJS.WriteStream,
        format: `{bar} {percentage}% · {value} of {total} ${unit} · {eta_formatted} left`,
        hideCursor: true,
        // Ctrl-C is ours: the work ends its batch first.
        gracefulExit: false,
      },
      Presets.shades_classic,
    );
    let begun = false;
    return {
      show(done, total) {
        if (begun) bar.update(done);
        else bar.start(total, done);
        begun = true;
      },
      end: () => bar.stop(),
    };
  }
  let last = Number.NEGATIVE_INFINITY;
  return {
    show(done, total) {
      if (done < total && now() - last < LINE_MS) return;
      last = now();
      output.write(`${done.toLocaleString('en-US')} of ${total.toLocaleString('en-US')} ${unit}\n`);
    },
    end() {},
  };
}

/** On standard error, for a work that is counted in `unit`. */
export const progressOf = (unit: string): Progress =>
  createProgress({ output: process.stderr, isTerminal: process.stderr.isTTY === true, unit });
