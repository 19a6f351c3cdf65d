#!/usr/bin/env node
import { Argument, Command, CommanderError, Option } from 'commander';
import type { CompanyOptions } from './cli/company.ts';
import type { ManifestOptions } from './cli/manifest.ts';
import { CALLED_WRONGLY, COULD_NOT, complain, Misuse, messageOf } from './cli/terminal.ts';
import { VERSION } from './version.ts';

// What a command needs is loaded when it is called: `--help` and `parse` want no database and no SDK.
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
).action(async ({ json }) => (await import('./cli/start.ts')).start(json === true));
command('ingest', 'read feed documents now, as one poll would, and print what is new')
  .argument('<source...>', 'files or http(s) addresses of feed documents')
  .action(async (sources: string[], { json }) => (await import('./cli/articles.ts')).ingest(sources, json === true));
command('parse', 'feed documents in, one JSON line for each out; no database, no network')
  .argument('<file...>', 'feed documents')
  .option('--base <url>', 'address against which relative links are resolved')
  .action(async (files: string[], { base }) => (await import('./cli/parse.ts')).parse(files, base));
command('extract', 'articles as JSON Lines on standard input, mentions and claims out; no database, no network').action(
  async () => (await import('./cli/extract.ts')).extract(),
);
command(
  'reprocess',
  "extract again from every stored article with today's rules, and tell what changed; alerts nobody; Ctrl-C and run again to go on",
).action(async ({ json }) => (await import('./cli/articles.ts')).reprocess(json === true));
command(
  'backfill',
  'read the history of feeds, archives and pages included, without alerting; Ctrl-C and run again to go on',
)
  .option('--since <when>', 'leave out what is older: 2025-06-01, 2025-06, 90d', '90d')
  .option('--feed <id...>', 'only these feeds')
  .action(async (options) => (await import('./cli/articles.ts')).backfill(options));
command('backup', 'copy the live SQLite database to a file: consistent, complete, checked')
  .argument('<file>', 'where to')
  .option('--force', 'replace the file if it is there')
  .action(async (file: string, options) => (await import('./cli/database.ts')).backup(file, options));
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
  .action(async (options: CompanyOptions) => (await import('./cli/company.ts')).addCompany(options));
const outbox = command('outbox', 'messages that are set aside: which, why and since when').action(
  async (_, command: Command) =>
    (await import('./cli/outbox.ts')).listSetAside(command.optsWithGlobals().json === true),
);
outbox
  .command('retry')
  .description('send messages again that are set aside, as if they had never been tried')
  .argument('[id...]', 'as dealwire outbox lists them, or their beginnings; an alert takes its updates along')
  .option('--all', 'all of them')
  .option('--json', 'print results as JSON')
  .action(async (ids: string[], _, command: Command) =>
    (await import('./cli/outbox.ts')).retry(ids, command.optsWithGlobals()),
  );
command('ask', 'answer one chat command from the store')
  .argument('<command...>', 'as typed in chat, in quotes: "/deal scale-ai"')
  .action(async (words: string[], { json }) => (await import('./cli/ask.ts')).ask(words, json === true));
command(
  'migrate-store',
  "move a bot's data from SQLite to PostgreSQL, each row compared; Ctrl-C and run again to go on",
)
  .argument('<from>', 'sqlite: and the file; its bot must be stopped')
  .argument('<to>', 'address of an empty PostgreSQL database: postgres://user:password@host/name')
  .action(async (from: string, to: string, { json }) =>
    (await import('./cli/database.ts')).migrateStore(from, to, json === true),
  );
command('export', 'every fact with its claims, their sources and what people corrected')
  .addOption(
    new Option('--format <format>', 'jsonl: one fact a line; csv: one row for each claim and correction')
      .choices(['csv', 'jsonl'])
      .default('jsonl'),
  )
  .action(async ({ format, json }) => (await import('./cli/articles.ts')).exportTo(json === true ? 'jsonl' : format));
command(
  'doctor',
  'check configuration, database, catalogue, feeds, platforms: one line each, with the mend; exit code 1 if anything is broken',
).action(async ({ json }) => (await import('./cli/doctor.ts')).examine(json === true));
command(
  'manifest',
  'what sets the bot up on a platform: the Slack app manifest, or the Discord invite URL and commands',
)
  .addArgument(new Argument('<platform>').choices(['slack', 'discord']))
  .option('--application <id>', 'Discord: the application id, if DISCORD_TOKEN does not tell it')
  .option('--http', 'Slack: for HTTP and many workspaces instead of Socket Mode, at PUBLIC_URL')
  .option('--url <url>', 'Slack: the same, at this https address')
  .action(async (platform: string, options: ManifestOptions) =>
    (await import('./cli/manifest.ts')).manifest(platform, options),
  );

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
