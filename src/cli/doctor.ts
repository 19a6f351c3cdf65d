import { checkPlatforms } from '../../adapters/index.ts';
import type { Check } from '../chat/check.ts';
import { COMMANDS } from '../commands/index.ts';
import { type Config, ConfigError, readConfig, wantsColour } from '../config.ts';
import { doctor, faultOf } from '../doctor.ts';
import { redact } from '../log.ts';
import { COULD_NOT, print } from './terminal.ts';

const COLOURS = { ok: 32, look: 33, broken: 31 };

/** One line for each thing that was looked at; exit code 1 where one is broken. */
export async function examine(json: boolean): Promise<void> {
  let secrets: readonly string[] = [];
  async function* checks() {
    let config: Config;
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
  const found: Check[] = [];
  for await (const check of checks()) {
    found.push(check);
    if (json) continue;
    const word = check.state.padEnd(6);
    const label = wantsColour(process.stdout.isTTY) ? `\u001b[${COLOURS[check.state]}m${word}\u001b[0m` : word;
    const line = `${check.name}: ${check.found}${check.mend ? `. ${check.mend}` : ''}`;
    print(`${label}  ${redact(line.replace(/\s+/g, ' '), secrets)}`);
  }
  const healthy = !found.some((check) => check.state === 'broken');
  if (json) print(redact(JSON.stringify({ healthy, checks: found }, null, 2), secrets));
  if (!healthy) process.exitCode = COULD_NOT;
}
