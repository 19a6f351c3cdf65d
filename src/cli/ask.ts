import { CONSOLE_CALLER, CONSOLE_CHANNEL, renderCard, understand } from '../../adapters/console/index.ts';
import type { Card } from '../chat/card.ts';
import { COMMANDS } from '../commands/index.ts';
import { wantsColour } from '../config.ts';
import { CALLED_WRONGLY, Misuse, print, printJson } from './terminal.ts';
import { withApp } from './with-app.ts';

/** Answers as the console would; exit code 2 where the line was no command that could be answered. */
export async function ask(words: string[], json: boolean): Promise<void> {
  const wanted = understand(words.join(' '), COMMANDS);
  if (wanted.kind === 'reply') {
    printCard(wanted.card, json);
    process.exitCode = CALLED_WRONGLY;
  } else if (wanted.kind === 'call') {
    const { kind: _, ...call } = wanted;
    const reply = await withApp((app) =>
      app.host.answer({ ...call, caller: CONSOLE_CALLER, channel: CONSOLE_CHANNEL }),
    );
    printCard(reply.card, json);
  } else {
    throw new Misuse('ask takes one chat command, as in: dealwire ask "/deal scale-ai"');
  }
}

/** As the console would, or as JSON. */
function printCard(card: Card, json: boolean): void {
  if (json) {
    printJson(card);
    return;
  }
  const width = process.stdout.isTTY ? (process.stdout.columns ?? 80) : Number.POSITIVE_INFINITY;
  print(renderCard(card, { width, colour: wantsColour(process.stdout.isTTY) }));
}
