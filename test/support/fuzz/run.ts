import fc from 'fast-check';
import { createTargets } from './targets.ts';

export interface FuzzOptions {
  inputs: number;
  seed: number;
  /** Only targets whose name contains this. */
  only?: string;
  say?: (line: string) => void;
  /** Called before each batch: a watchdog knows that nothing hangs. */
  alive?: (doing: string) => void;
}

export interface FuzzResult {
  inputs: number;
  /** By target: inputs, and ms that they took. */
  byTarget: { name: string; inputs: number; ms: number }[];
  /** What did not hold, with the seed and path that show it again. */
  faults: string[];
}

const BATCH = 2_000;

/** Asks everything that reads what comes from outside with made-up inputs, and tells what did not hold. */
export async function fuzz({
  inputs,
  seed,
  only = '',
  say = () => {},
  alive = () => {},
}: FuzzOptions): Promise<FuzzResult> {
  const targets = createTargets().filter((target) => target.name.includes(only));
  const whole = targets.reduce((sum, target) => sum + target.share, 0);
  const result: FuzzResult = { inputs: 0, byTarget: [], faults: [] };
  for (const { name, share, property, close } of targets) {
    const wanted = Math.ceil((inputs * share) / whole);
    const began = performance.now();
    let done = 0;
    for (let batch = 0; done < wanted; batch++) {
      const numRuns = Math.min(BATCH, wanted - done);
      alive(`${name}, seed ${seed + batch}`);
      const details = await fc.check(property() as fc.IAsyncProperty<unknown>, { numRuns, seed: seed + batch });
      done += details.numRuns;
      if (details.failed) {
        const [error] = String((details.errorInstance as Error | null)?.message ?? details.errorInstance).split('\n');
        const shown = JSON.stringify(details.counterexample).slice(0, 600);
        result.faults.push(`${name}: ${error} (seed ${details.seed}, path ${details.counterexamplePath}): ${shown}`);
        break;
      }
    }
    const ms = Math.round(performance.now() - began);
    result.byTarget.push({ name, inputs: done, ms });
    result.inputs += done;
    say(`${name}: ${done} inputs in ${Math.round(ms / 1000)} s`);
    await close?.();
  }
  return result;
}
