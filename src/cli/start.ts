import { CONSOLE_CHANNEL } from '../../adapters/console/index.ts';
import { createAdapters } from '../../adapters/index.ts';
import { openApp } from '../app.ts';
import { readConfig, wantsColour } from '../config.ts';
import { createLog } from '../log.ts';
import { COULD_NOT } from './terminal.ts';

/** How long the process may go on by itself after everything was stopped. */
const LINGER_MS = 300;

/** Runs until SIGINT, SIGTERM or `quit` on the console, then stops in order. */
export async function start(json: boolean): Promise<void> {
  const config = readConfig();
  let quit = () => {};
  const stopped = new Promise<void>((resolve) => {
    quit = resolve;
  });
  process.once('SIGINT', quit).once('SIGTERM', quit);
  const adapters = await createAdapters({
    slack: config.slack,
    publicUrl: config.publicUrl,
    discord: config.discord,
    listens: config.roles.includes('chat'),
    console: {
      input: process.stdin,
      output: process.stdout,
      isTerminal: Boolean(process.stdin.isTTY && process.stdout.isTTY),
      colour: wantsColour(process.stdout.isTTY),
      json,
      onQuit: quit,
    },
  });
  const onConsole = !config.slack && !config.discord;
  const watched = process.stderr.isTTY === true;
  const log = createLog({
    // Who sits at the console reads the alerts themselves; that they were sent is no news.
    level: onConsole && watched && config.logLevel === 'info' ? 'warn' : config.logLevel,
    secrets: config.secrets,
    readable: watched,
  });
  // Platforms' SDKs leave promises unwatched, as when a gateway sends what they cannot read: that ends no bot.
  process.on('unhandledRejection', (error) =>
    log.error({ err: error }, 'an error that nobody awaited; the bot goes on'),
  );
  let fault = false;
  process.once('uncaughtException', (error) => {
    fault = true;
    log.error({ err: error }, 'an error that nobody caught; the bot stops in order, to be started again');
    process.exitCode = COULD_NOT;
    quit();
  });
  const app = await openApp(config, { adapters, log, ...(onConsole ? { demoTo: CONSOLE_CHANNEL } : {}) });
  try {
    // A signal during a slow start (a platform that does not answer) ends it too.
    await Promise.race([app.start(), stopped]);
    await stopped;
  } finally {
    await app.stop(fault);
    // A request that nobody answers would keep the process; nothing comes of it any more.
    setTimeout(() => process.exit(), LINGER_MS).unref();
  }
}
