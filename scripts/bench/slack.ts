import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { projectRoot } from '../measure/material.ts';
import { late, type Row, sampleOf } from '../measure/row.ts';

/** What `test/support/bench/slack.ts` prints: each in ms. */
interface SlackTimes {
  acks: { idle: number[]; busy: number[] };
  alerts: number[];
}

/** The whole program on a Slack of its own, on loopback: how soon it answers, and how soon news is in the channel. */
export default {
  measure: async () => {
    const root = projectRoot();
    const support = join(root, 'test', 'support');
    const run = ['--import', join(support, 'typescript-workers.mjs'), join(support, 'bench', 'slack.ts')];
    const { stdout } = await promisify(execFile)(process.execPath, run, { cwd: root });
    const { acks, alerts } = JSON.parse(stdout) as SlackTimes;
    const [idle, busy, alert] = [sampleOf(acks.idle), sampleOf(acks.busy), sampleOf(alerts)];
    return [
      {
        what: 'a Slack command’s acknowledgement at the 99th percentile',
        against: 'news read without a pause',
        value: late(acks.busy),
        unit: 'ms',
        goal: { most: 1_000 },
        note: `median ${busy.median.toFixed(0)} ms; idle ${idle.median.toFixed(0)} ms, 99th ${late(acks.idle).toFixed(0)} ms`,
      },
      {
        what: 'from an item in a feed’s answer to its alert, median',
        against: 'an idle bot',
        value: alert.median,
        spread: [alert.low, alert.high],
        unit: 'ms',
        goal: { most: 1_000 },
      },
      {
        what: 'from an item in a feed’s answer to its alert, 99th percentile',
        against: 'an idle bot',
        value: late(alerts),
        unit: 'ms',
        goal: { most: 3_000 },
      },
    ];
  },
} satisfies Row;
