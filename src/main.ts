#!/usr/bin/env node
import { createInterface } from 'node:readline';
import { Argument, Command, CommanderError, Option } from 'commander';
import type { App } from './app.ts';
import { VERSION } from './version.ts';

/** Exit codes besides 0, it did its work. */
const COULD_NOT = 1;
const CALLED_WRONGLY = 2;

/** How long the process may go on by itself after everything was stopped. */
const LINGER_MS = 300;

const print = (text: string): void => void process.stdout.write(`${text}\n`);
const printJson = (value: unknown): void => print(JSON.stringify(value, null, 2));
const complain = (text: string): void => void process.stderr.write(`${text}\n`);

/** Prints a card as the console would, or as JSON. */
async function printCard(card: import('./chat/card.ts').Card, json: boolean): Promise<void> {
  if (json) return printJson(card);
  const [{ renderCard }, { wantsColour }] = await Promise.all([
    import('../adapters/console/index.ts'),
    import('./config.ts'),
  ]);
  const width = process.stdout.isTTY ? (process.stdout.columns ?? 80) : Number.POSITIVE_INFINITY;
  print(renderCard(card, { width, colour: wantsColour(process.stdout.isTTY) }));
}

/** The parts without any chat platform, for a command that does one thing with the store. */
async function withApp<T>(work: (app: App) => Promise<T>): Promise<T> {
  const [{ openApp }, { readConfig }] = await Promise.all([import('./app.ts'), import('./config.ts')]);
  const app = await openApp(readConfig(), { adapters: [] });
  try {
    return await work(app);
  } finally {
    await app.stop();
  }
}

/** Runs until SIGINT, SIGTERM or `quit` on the console, then stops in order. */
async function start(json: boolean): Promise<void> {
  const [{ openApp }, { readConfig, wantsColour }, { createLog }, { createAdapters }, { CONSOLE_CHANNEL }] =
    await Promise.all([
      import('./app.ts'),
      import('./config.ts'),
      import('./log.ts'),
      import('../adapters/index.ts'),
      import('../adapters/console/index.ts'),
    ]);
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

async function ingest(sources: string[], json: boolean): Promise<void> {
  let failed = 0;
  await withApp(async (app) => {
    for (const source of sources) {
      try {
        const results = await app.ingest(source);
        if (json) for (const result of results) print(JSON.stringify({ source, ...result }));
        else print((await import('./report.ts')).ingestReport(source, results, app.names));
      } catch (error) {
        failed += 1;
        if (json) print(JSON.stringify({ source, error: messageOf(error) }));
        complain(`${source}: ${messageOf(error)}`);
      }
    }
  });
  if (failed) process.exitCode = COULD_NOT;
}

async function reprocess(json: boolean): Promise<void> {
  const { reprocessReport } = await import('./report.ts');
  const signal = interruptible();
  const progress = await progressOf('articles');
  await withApp(async (app) => {
    const result = await app.reprocess({ onProgress: progress.show, signal }).finally(() => progress.end());
    if (json) printJson(result);
    else print(reprocessReport(result, app.names));
    if (!result.finished) process.exitCode = COULD_NOT;
  });
}

interface CompanyOptions {
  name?: string;
  slug?: string;
  alias?: string[];
  ambiguous?: string[];
  person?: string[];
  domain?: string[];
  yes?: true;
  json?: true;
}

/** Asks for what is missing, tries the names on the stored articles, asks whether to go on, and adds the company. */
async function addCompany(options: CompanyOptions): Promise<void> {
  const { askCompany, personOf, trialReport } = await import('./company-form.ts');
  const people = options.person?.map((typed) => {
    const person = personOf(typed);
    if (!person) throw new Misuse(`--person takes a name and a role, as in "Jane Doe, CEO"; not "${typed}"`);
    return person;
  });
  const atTerminal = process.stdin.isTTY === true && !options.yes;
  if (!atTerminal && !options.name) throw new Misuse('say --name; without a terminal nobody can be asked');
  const given = {
    ...(options.name ? { name: options.name } : {}),
    ...(options.slug ? { slug: options.slug } : {}),
    ...(options.alias || !atTerminal ? { aliases: options.alias ?? [] } : {}),
    ...(options.ambiguous ? { ambiguous: options.ambiguous } : {}),
    ...(people || !atTerminal ? { people: people ?? [] } : {}),
    ...(options.domain || !atTerminal ? { domains: options.domain ?? [] } : {}),
  };
  const form = atTerminal ? await askCompany(given, { input: process.stdin, output: process.stderr }) : null;
  const draft = form?.draft ?? { ...given, name: given.name ?? '' };
  try {
    await withApp(async (app) => {
      const trials = await app.tryCompany(draft);
      if (!options.json) print(trialReport(trials));
      const doubtful = trials.filter((it) => it.doubtful && !options.ambiguous?.includes(it.alias));
      if (doubtful.length && !options.yes && !form) {
        complain(
          `Nothing was added: ${doubtful.map((it) => `“${it.alias}”`).join(', ')} may mean something else. Say --ambiguous, or --yes to add it so.`,
        );
        process.exitCode = COULD_NOT;
        return;
      }
      if (form && !/^y(?:es)?$/i.test((await form.ask('Add it? [y/N] ')).trim())) return complain('Nothing was added.');
      const { path, entry } = app.addCompany(draft);
      if (options.json) printJson({ path, entry, trials });
      else
        print(
          `Added to ${path}: ${JSON.stringify(entry)}. A running bot picks it up by itself; dealwire reprocess finds it in what is stored.`,
        );
    });
  } finally {
    form?.close();
  }
}

/** Interrupted once, the work ends in order; a second Ctrl-C ends it at once. */
function interruptible(): AbortSignal {
  const stop = new AbortController();
  process.once('SIGINT', () => stop.abort()).once('SIGTERM', () => stop.abort());
  return stop.signal;
}

const progressOf = async (unit: string) =>
  (await import('./progress.ts')).createProgress({
    output: process.stderr,
    isTerminal: process.stderr.isTTY === true,
    unit,
  });

async function backfill(options: { since: string; feed?: string[]; json?: true }): Promise<void> {
  const [{ readSince }, { backfillReport }] = await Promise.all([
    import('./commands/values.ts'),
    import('./report.ts'),
  ]);
  const since = readSince(options.since, Date.now());
  if (!since.ok) throw new Misuse(since.problem);
  const progress = await progressOf('feeds');
  await withApp(async (app) => {
    const result = await app
      .backfill({
        since: Date.parse(since.value),
        onProgress: progress.show,
        signal: interruptible(),
        ...(options.feed ? { feeds: options.feed } : {}),
      })
      .finally(() => progress.end());
    if (options.json) printJson(result);
    else print(backfillReport(result));
    if (!result.finished || result.feeds.some((feed) => feed.problem && !feed.documents)) process.exitCode = COULD_NOT;
  });
}

async function backup(file: string, options: { force?: true; json?: true }): Promise<void> {
  const [{ backUp }, { readConfig }] = await Promise.all([import('./store/backup.ts'), import('./config.ts')]);
  const { database } = readConfig();
  const progress = await progressOf('pages');
  const bytes = await backUp(database, file, {
    overwrite: options.force === true,
    onProgress: progress.show,
    signal: interruptible(),
  }).finally(() => progress.end());
  if (options.json) return printJson({ file, bytes });
  print(
    `${file}: ${(bytes / 1_000_000).toFixed(1)} MB, complete and checked. To restore it, stop the bot and put it in the place of ${database}.`,
  );
}

async function migrateStore(from: string, to: string, json: boolean): Promise<void> {
  const [{ moveStore }, { databaseOf }] = await Promise.all([import('./store/move.ts'), import('./config.ts')]);
  const signal = interruptible();
  const progress = await progressOf('rows');
  try {
    const moved = await moveStore(databaseOf(from), databaseOf(to), { onProgress: progress.show, signal }).finally(() =>
      progress.end(),
    );
    if (json) printJson(moved);
    else
      print(
        `${moved.rows} rows in ${moved.tables.length} tables moved, each compared${moved.found ? ` (${moved.found} were there from a run before)` : ''}.\nSet DATABASE_URL to the PostgreSQL database and start the bot; the file is kept, and no bot starts on it any more.`,
      );
  } catch (error) {
    if (!signal.aborted) throw error;
    complain('Stopped. Nothing changed in the file; run the same again to go on.');
    process.exitCode = COULD_NOT;
  }
}

async function listSetAside(json: boolean): Promise<void> {
  await withApp(async (app) => {
    const messages = await app.setAside();
    if (json) printJson(messages.map(({ delivery, fact }) => ({ ...delivery, fact: fact?.shortId ?? null })));
    else print((await import('./report.ts')).setAsideReport(messages, app.names));
  });
}

async function retry(ids: string[], { all, json }: { all?: true; json?: true }): Promise<void> {
  if (Boolean(all) === ids.length > 0)
    throw new Misuse('say which messages, by their ids as in dealwire outbox, or --all');
  await withApp(async (app) => {
    const released = await app.retry(all ? 'all' : ids);
    if (json) printJson({ released });
    else
      print(
        `${released === 1 ? '1 message is' : `${released} messages are`} due again: a running bot sends within half a minute.`,
      );
  });
}

async function exportTo(format: 'csv' | 'jsonl'): Promise<void> {
  // On a terminal a bar would run through what is printed there.
  const progress = process.stdout.isTTY ? null : await progressOf('facts');
  await withApp((app) =>
    app
      .export(format, { write: print, ...(progress ? { onProgress: progress.show } : {}) })
      .finally(() => progress?.end()),
  );
}

/** One line for each thing that was looked at; exit code 1 where one is broken. */
async function examine(json: boolean): Promise<void> {
  const [{ doctor, faultOf }, { ConfigError, readConfig, wantsColour }, { checkPlatforms }, { COMMANDS }, { redact }] =
    await Promise.all([
      import('./doctor.ts'),
      import('./config.ts'),
      import('../adapters/index.ts'),
      import('./commands/index.ts'),
      import('./log.ts'),
    ]);
  let secrets: readonly string[] = [];
  async function* checks() {
    let config: import('./config.ts').Config;
    try {
      config = readConfig();
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      for (const fault of error.faults) yield faultOf('configuration', fault);
      return;
    }
    secrets = config.secrets;
    yield* doctor({
      config,
      node: process.versions.node,
      now: Date.now,
      platforms: (channels) => checkPlatforms(config, { channels, commands: COMMANDS }),
    });
  }
  const colours = { ok: 32, look: 33, broken: 31 };
  const found: import('./chat/check.ts').Check[] = [];
  for await (const check of checks()) {
    found.push(check);
    if (json) continue;
    const word = check.state.padEnd(6);
    const label = wantsColour(process.stdout.isTTY) ? `\u001b[${colours[check.state]}m${word}\u001b[0m` : word;
    const line = `${check.name}: ${check.found}${check.mend ? `. ${check.mend}` : ''}`;
    print(`${label}  ${redact(line.replace(/\s+/g, ' '), secrets)}`);
  }
  const healthy = !found.some((check) => check.state === 'broken');
  if (json) print(redact(JSON.stringify({ healthy, checks: found }, null, 2), secrets));
  if (!healthy) process.exitCode = COULD_NOT;
}

async function parse(files: string[], base: string | undefined): Promise<void> {
  const { parseFiles } = await import('./feeds/parse-files.ts');
  if (!(await parseFiles(files, base === undefined ? {} : { base }, print))) process.exitCode = COULD_NOT;
}

async function extract(): Promise<void> {
  const [{ extractLines }, { createExtractor }, { loadCatalogue }, { readConfig }] = await Promise.all([
    import('./extract/lines.ts'),
    import('./extract/extract.ts'),
    import('./catalogue.ts'),
    import('./config.ts'),
  ]);
  const { companiesFile: companies, feedsFile: feeds } = readConfig();
  const lines = createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY });
  await extractLines(lines, print, createExtractor(loadCatalogue({ companies, feeds })));
}

/** Answers as the console would; exit code 1 where the line was no command that could be answered. */
async function ask(words: string[], json: boolean): Promise<void> {
  const [{ understand, CONSOLE_CALLER, CONSOLE_CHANNEL }, { COMMANDS }] = await Promise.all([
    import('../adapters/console/index.ts'),
    import('./commands/index.ts'),
  ]);
  const wanted = understand(words.join(' '), COMMANDS);
  if (wanted.kind === 'reply') {
    await printCard(wanted.card, json);
    process.exitCode = CALLED_WRONGLY;
  } else if (wanted.kind === 'call') {
    const { kind: _, ...call } = wanted;
    const reply = await withApp((app) =>
      app.host.answer({ ...call, caller: CONSOLE_CALLER, channel: CONSOLE_CHANNEL }),
    );
    await printCard(reply.card, json);
  } else {
    throw new Misuse('ask takes one chat command, as in: dealwire ask "/deal scale-ai"');
  }
}

interface ManifestOptions {
  json?: true;
  application?: string;
  http?: true;
  url?: string;
}

async function manifest(platform: string, { json, application, http, url }: ManifestOptions): Promise<void> {
  const [{ COMMANDS }, { readConfig }] = await Promise.all([import('./commands/index.ts'), import('./config.ts')]);
  if (platform === 'slack') {
    const { slackManifest } = await import('../adapters/slack/manifest.ts');
    const address = url ?? (http ? readConfig().publicUrl : undefined);
    if (address === undefined) return printJson(slackManifest(COMMANDS));
    if (!address || !URL.canParse(address) || !address.startsWith('https://'))
      throw new Misuse(
        'Slack over HTTP needs the https address where the bot is reached: --url https://…, or PUBLIC_URL',
      );
    return printJson(slackManifest(COMMANDS, address.replace(/\/+$/, '')));
  }
  const { applicationIdOf, discordManifest } = await import('../adapters/discord/manifest.ts');
  const { discord } = readConfig();
  const made = discordManifest(COMMANDS, application ?? (discord ? applicationIdOf(discord.token) : undefined));
  if (json) return printJson(made);
  print(`Invite the bot to your server:\n${made.inviteUrl}\n\nCommands (registered by the bot when it starts):`);
  printJson(made.commands);
}

/** Called in a way that cannot be served: told with exit code 2. */
class Misuse extends Error {}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const program = new Command('dealwire')
  .description('AI-industry deal news for Slack and Discord: who, how much, what stands, who says so, how sure.')
  .version(VERSION)
  .showHelpAfterError('(--help says how it is called)')
  .exitOverride();

/** A subcommand with the options that all share. */
function command(name: string, description: string): Command {
  return program.command(name).description(description).option('--json', 'print results as JSON');
}

command(
  'start',
  'run the bot: poll, extract, alert and answer, on Slack or Discord if configured, else on the console',
).action(({ json }) => start(json === true));
command('ingest', 'read feed documents now, as one poll would, and print what is new')
  .argument('<source...>', 'files or http(s) addresses of feed documents')
  .action((sources: string[], { json }) => ingest(sources, json === true));
command('parse', 'feed documents in, one JSON line for each out; no database, no network')
  .argument('<file...>', 'feed documents')
  .option('--base <url>', 'address against which relative links are resolved')
  .action((files: string[], { base }) => parse(files, base));
command('extract', 'articles as JSON Lines on standard input, mentions and claims out; no database, no network').action(
  extract,
);
command(
  'reprocess',
  "extract again from every stored article with today's rules, and tell what changed; alerts nobody; Ctrl-C and run again to go on",
).action(({ json }) => reprocess(json === true));
command(
  'backfill',
  'read the history of feeds, archives and pages included, without alerting; Ctrl-C and run again to go on',
)
  .option('--since <when>', 'leave out what is older: 2025-06-01, 2025-06, 90d', '90d')
  .option('--feed <id...>', 'only these feeds')
  .action(backfill);
command('backup', 'copy the live SQLite database to a file: consistent, complete, checked')
  .argument('<file>', 'where to')
  .option('--force', 'replace the file if it is there')
  .action(backup);
program
  .command('company')
  .description('the companies that are followed')
  .command('add')
  .description('add a company to the catalogue: asks for what is not given, and tries its names on the stored articles')
  .option('--name <name>', 'as articles write it')
  .option('--slug <slug>', 'its short name in commands; made from the name')
  .option('--alias <names...>', 'other names')
  .option('--ambiguous <names...>', 'names that also mean something else: they count only beside other evidence')
  .option('--person <who...>', 'a name and a role, as in "Jane Doe, CEO"')
  .option('--domain <domains...>', 'of its site, as in scale.com')
  .option('--yes', 'ask nothing, and add it whatever its names match')
  .option('--json', 'print results as JSON')
  .action(addCompany);
const outbox = command('outbox', 'messages that are set aside: which, why and since when').action(
  (_, command: Command) => listSetAside(command.optsWithGlobals().json === true),
);
outbox
  .command('retry')
  .description('send messages again that are set aside, as if they had never been tried')
  .argument('[id...]', 'as dealwire outbox lists them, or their beginnings; an alert takes its updates along')
  .option('--all', 'all of them')
  .option('--json', 'print results as JSON')
  .action((ids: string[], _, command: Command) => retry(ids, command.optsWithGlobals()));
command('ask', 'answer one chat command from the store')
  .argument('<command...>', 'as typed in chat, in quotes: "/deal scale-ai"')
  .action((words: string[], { json }) => ask(words, json === true));
command(
  'migrate-store',
  "move a bot's data from SQLite to PostgreSQL, each row compared; Ctrl-C and run again to go on",
)
  .argument('<from>', 'sqlite: and the file; its bot must be stopped')
  .argument('<to>', 'address of an empty PostgreSQL database: postgres://user:password@host/name')
  .action((from: string, to: string, { json }) => migrateStore(from, to, json === true));
command('export', 'every fact with its claims, their sources and what people corrected')
  .addOption(
    new Option('--format <format>', 'jsonl: one fact a line; csv: one row for each claim and correction')
      .choices(['csv', 'jsonl'])
      .default('jsonl'),
  )
  .action(({ format, json }) => exportTo(json === true ? 'jsonl' : format));
command(
  'doctor',
  'check configuration, database, catalogue, feeds, platforms: one line each, with the mend; exit code 1 if anything is broken',
).action(({ json }) => examine(json === true));
command(
  'manifest',
  'what sets the bot up on a platform: the Slack app manifest, or the Discord invite URL and commands',
)
  .addArgument(new Argument('<platform>').choices(['slack', 'discord']))
  .option('--application <id>', 'Discord: the application id, if DISCORD_TOKEN does not tell it')
  .option('--http', 'Slack: for HTTP and many workspaces instead of Socket Mode, at PUBLIC_URL')
  .option('--url <url>', 'Slack: the same, at this https address')
  .action((platform: string, options: ManifestOptions) => manifest(platform, options));

// A reader that has seen enough (`| head`) is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit();
  throw error;
});

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? 0 : CALLED_WRONGLY;
  } else {
    // Even here no error's words may carry a token.
    const { redact } = await import('./log.ts');
    complain(redact(messageOf(error), []));
    process.exitCode = error instanceof Misuse ? CALLED_WRONGLY : COULD_NOT;
  }
}
