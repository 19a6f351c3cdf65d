// npm run fuzz -- [--inputs 1000000] [--seed S] [--only "cards"]
// Feeds everything that reads what comes from outside with made-up inputs: no crash, no second spent on one, nothing untrue.
import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { fuzz } from './run.ts';

const { values } = parseArgs({
  options: {
    inputs: { type: 'string', default: '100000' },
    seed: { type: 'string' },
    only: { type: 'string' },
  },
});
const print = (line: string) => void process.stdout.write(`${line}\n`);
const seed = values.seed === undefined ? randomInt(2 ** 30) : Number(values.seed);
print(`seed ${seed}`);

/** An endless loop cannot be left from inside: a thread beside it says where it hangs, and ends the process. */
const HANGS_MS = 180_000;
const watchdog = new Worker(
  `const { parentPort, workerData } = require('node:worker_threads');
   let doing = 'start', since = Date.now();
   parentPort.on('message', (it) => { doing = it; since = Date.now(); });
   setInterval(() => {
     if (Date.now() - since < workerData) return;
     require('node:fs').writeSync(1, 'hangs in ' + doing + '\\n');
     process.kill(process.pid, 'SIGKILL');
   }, 1000);`,
  { eval: true, workerData: HANGS_MS },
);

const { inputs, byTarget, faults } = await fuzz({
  inputs: Number(values.inputs),
  seed,
  ...(values.only === undefined ? {} : { only: values.only }),
  say: print,
  alive: (doing) => watchdog.postMessage(doing),
});
await watchdog.terminate();
for (const fault of faults) print(`FAULT ${fault}`);
const seconds = Math.round(byTarget.reduce((sum, { ms }) => sum + ms, 0) / 1000);
print(`seed ${seed}: ${inputs} inputs, ${faults.length} faults, ${seconds} s`);
process.exitCode = faults.length ? 1 : 0;
