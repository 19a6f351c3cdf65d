// A child process of scripts/bench/slack.ts: the built program on a fake Slack, with its feeds on loopback. Prints one line of JSON.
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { dealwire } from '../cli.ts';
import { openNewsroom } from '../newsroom.ts';
import { startFakeSlack } from '../slack/index.ts';

/** Each in ms. */
export interface SlackTimes {
  /** From a command's envelope to its acknowledgement, idle and while news is read without a pause. */
  acks: { idle: number[]; busy: number[] };
  /** From a feed's answer that holds an item to the alert in the channel. */
  alerts: number[];
}

const CHANNEL = 'C0BENCH';
const ALERTS = 30;
const COMMANDS = 150;
/** New items a second while the bot is kept busy: more than it can read. */
const FLOOD = 300;

const [newsroom, slack] = await Promise.all([openNewsroom(), startFakeSlack()]);
slack.channel(CHANNEL);
const bot = dealwire(['start'], {
  cwd: newsroom.folder,
  env: {
    ...newsroom.env,
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_APP_TOKEN: slack.appToken,
    SLACK_API_URL: slack.apiUrl,
    POLL_MINUTES: '0.005',
  },
});
bot.stderr.pipe(process.stderr);
const [quiet, loud] = ['harbour-post', 'silicon-courier'] as const;
const now = () => new Date().toUTCString();

/** Waits until this holds, looking every few ms. Throws after a minute. */
async function until(holds: () => boolean, what: string): Promise<void> {
  for (const end = Date.now() + 60_000; !holds(); await pause(2))
    if (Date.now() > end) throw new Error(`waited for a minute: ${what}`);
}
const reads = (id: string) => newsroom.server.count(`/${id}.xml`);

async function acked(count: number): Promise<number[]> {
  const from = slack.socket.acks.length;
  const answers: Promise<unknown>[] = [];
  for (let n = 0; n < count; n++) {
    answers.push(slack.command('/deal scale-ai', { channel: CHANNEL, withinMs: 60_000 }).catch(() => {}));
    await pause(50);
  }
  await Promise.all(answers);
  return slack.socket.acks.slice(from).map(({ afterMs }) => afterMs);
}

try {
  await until(() => reads(quiet) > 1 && slack.socket.connections() > 0, 'the bot to read its feeds');
  await slack.command('/subscribe scale-ai', { channel: CHANNEL, withinMs: 60_000 });

  const alerts: number[] = [];
  for (let n = 0; n < ALERTS; n++) {
    const before = slack.messages(CHANNEL).length;
    const read = reads(quiet);
    newsroom.publish(quiet, [
      {
        title: `Scale AI acquires Newcomer${n} for $${n + 2} million`,
        guid: `alert-${n}`,
        date: now(),
        description: `Scale AI said it has acquired Newcomer${n} for $${n + 2} million.`,
      },
    ]);
    await until(() => reads(quiet) > read, 'the feed to be read');
    const served = performance.now();
    await until(() => slack.messages(CHANNEL).length > before, 'the alert');
    alerts.push(performance.now() - served);
    // Slack takes one message a second in a channel; that wait is not ours.
    await pause(1_200);
  }

  const idle = await acked(COMMANDS);
  let flooding = true;
  const flood = (async () => {
    for (let n = 0; flooding; n++) {
      newsroom.publish(
        loud,
        Array.from({ length: FLOOD }, (_, k) => ({
          title: `Meta invests $${k + 1} million in Newcomer${n}x${k}`,
          guid: `flood-${n}-${k}`,
          date: now(),
          description: `Meta has invested $${k + 1} million in Newcomer${n}x${k}, the startup said.`,
        })),
      );
      await pause(1_000);
    }
  })();
  await pause(3_000);
  const busy = await acked(COMMANDS);
  flooding = false;
  await flood;
  const times: SlackTimes = { acks: { idle, busy }, alerts };
  process.stdout.write(`${JSON.stringify(times)}\n`);
} finally {
  const ended = once(bot, 'exit');
  bot.kill('SIGTERM');
  await ended;
  await Promise.all([newsroom.close(), slack.stop()]);
}
