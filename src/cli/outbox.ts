import { setAsideReport } from './report.ts';
import { Misuse, print, printJson } from './terminal.ts';
import { withApp } from './with-app.ts';

export async function listSetAside(json: boolean): Promise<void> {
  await withApp(async (app) => {
    const messages = await app.setAside();
    if (json) printJson(messages.map(({ delivery, fact }) => ({ ...delivery, fact: fact?.shortId ?? null })));
    else print(setAsideReport(messages, app.names));
  });
}

export async function retry(ids: string[], { all, json }: { all?: true; json?: true }): Promise<void> {
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
