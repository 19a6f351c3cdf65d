// npm run chaos -- [--kills N] [--seed S] [--stories N] [--share 0.2] [--life 4000] [--long] [--postgres [--processes 4]]
// Kills the real program again and again while its platforms fail, and tells what was lost and what came twice.
import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { chaos } from './run.ts';

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '200' },
    seed: { type: 'string' },
    stories: { type: 'string' },
    share: { type: 'string', default: '0.2' },
    /** Ms, of those lives that end at no moment of their own. */
    life: { type: 'string', default: '4000' },
    long: { type: 'boolean', default: false },
    postgres: { type: 'boolean', default: false },
    processes: { type: 'string', default: '1' },
  },
});
if (Number(values.processes) > 1 && !values.postgres) throw new Error('several processes need --postgres');
const print = (line: string) => void process.stdout.write(`${line}\n`);
const seed = values.seed === undefined ? randomInt(2 ** 31) : Number(values.seed);
print(`seed ${seed}`);
const result = await chaos({
  kills: Number(values.kills),
  seed,
  ...(values.stories === undefined ? {} : { stories: Number(values.stories) }),
  share: Number(values.share),
  lifeMs: Number(values.life),
  long: values.long,
  postgres: values.postgres,
  processes: Number(values.processes),
  say: print,
});
for (const [kind, n] of Object.entries(result.byKind)) print(`  ${n} × ${kind}`);
for (const [how, n] of Object.entries(result.deaths)) print(`  ${n} × killed: ${how}`);
for (const list of ['lost', 'doubled', 'stale', 'strange', 'crashes', 'silent'] as const)
  for (const line of result[list]) print(`  ${list}: ${line}`);
print(
  `seed ${seed}: ${result.kills} kills (${result.inCalls} in a call), ${result.faults} faults, ${result.failedStarts} starts given up, ` +
    `${result.crashes.length} crashes; ${result.expected} alerts expected, ${result.edited} brought up to date: ` +
    `${result.lost.length} lost, ${result.doubled.length} doubled, ${result.stale.length} stale, ` +
    `${result.strange.length} strange, ${result.unsettled} unsettled, ${result.silent.length} silent, ` +
    `${result.deadlocks} deadlocks, ${result.leaks} leaks; ` +
    `stopped with ${result.lastExit}; ${result.seconds} s`,
);
const bad =
  result.lost.length +
  result.doubled.length +
  result.stale.length +
  result.strange.length +
  result.crashes.length +
  result.unsettled +
  result.silent.length +
  result.deadlocks +
  result.leaks;
if (bad) print(`kept for a closer look: ${result.folder}`);
process.exitCode = bad || result.lastExit !== 0 ? 1 : 0;
