import { createServer } from 'node:http';
import { broken, type Check, ok } from '../chat/check.ts';
import type { Config } from '../config.ts';
import { listen } from '../http/listen.ts';

const PATIENCE_MS = 10_000;

/** Whether the port can be had, or is ours already, and whether the public address leads to it. */
export async function* checkHttp({ http, publicUrl }: Pick<Config, 'http' | 'publicUrl'>): AsyncGenerator<Check> {
  if (http) {
    const local = `http://${http.host === '0.0.0.0' ? '127.0.0.1' : http.host === '::' ? '[::1]' : http.host}:${http.port}`;
    const ours = await isDealwire(local);
    if (ours) yield ok('http port', `${http.port} is served by the running bot`);
    else {
      const server = createServer();
      try {
        await listen(server, http);
        yield ok('http port', `${http.port} is free on ${http.host}`);
      } catch (error) {
        const [found = '', mend = ''] = (error as Error).message.split(': ');
        yield broken('http port', found, `${mend.charAt(0).toUpperCase()}${mend.slice(1)}`);
      } finally {
        server.close();
      }
    }
    if (publicUrl && ours)
      yield (await isDealwire(publicUrl))
        ? ok('public address', `${publicUrl} leads here`)
        : broken(
            'public address',
            `${publicUrl}/healthz is not answered by dealwire`,
            `Let the proxy pass ${publicUrl} on to port ${http.port}, or mend PUBLIC_URL.`,
          );
  }
}

async function isDealwire(address: string): Promise<boolean> {
  try {
    const answer = await fetch(`${address}/healthz`, { signal: AbortSignal.timeout(PATIENCE_MS) });
    return answer.ok && ((await answer.json()) as { status?: string }).status === 'alive';
  } catch {
    return false;
  }
}
