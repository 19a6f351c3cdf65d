import { type App, openApp } from '../app.ts';
import { readConfig } from '../config.ts';

/** The parts without any chat platform, for a command that does one thing with the store. */
export async function withApp<T>(work: (app: App) => Promise<T>): Promise<T> {
  const app = await openApp(readConfig(), { adapters: [] });
  try {
    return await work(app);
  } finally {
    await app.stop();
  }
}
