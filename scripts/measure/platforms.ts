// A child process of scripts/bench/fan-out.ts: Slack and Discord as far as posting goes, with their real limits. Tells its
// parent its port; a GET tells what it saw.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { LIMITS, type Seen } from './limits.ts';

type Limit = { count: number; ms: number };

const seen: Seen = { slack: { posted: 0, refused: 0 }, discord: { posted: 0, refused: 0 } };
const times = new Map<string, number[]>();

/** Ms to wait, or null where the call may go; then it counts. */
function wait(now: number, ...limits: readonly [key: string, limit: Limit][]): number | null {
  const counted = limits.map(([key, limit]) => {
    const recent = (times.get(key) ?? []).filter((at) => at > now - limit.ms);
    times.set(key, recent);
    return { recent, limit };
  });
  const waits = counted.flatMap(({ recent, limit }) =>
    recent.length < limit.count ? [] : [(recent.at(-limit.count) ?? now) + limit.ms - now],
  );
  if (waits.length > 0) return Math.max(...waits);
  for (const { recent } of counted) recent.push(now);
  return null;
}

function json(res: ServerResponse, status: number, body: object, headers: Record<string, string> = {}): void {
  res.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
}

let ids = 0;
const bodyOf = async (req: IncomingMessage): Promise<string> => {
  const parts: Buffer[] = [];
  for await (const part of req) parts.push(part as Buffer);
  return Buffer.concat(parts).toString();
};

function slack(req: IncomingMessage, res: ServerResponse, body: string): void {
  const team = /Bearer (\S+)/.exec(req.headers.authorization ?? '')?.[1] ?? '';
  const channel = new URLSearchParams(body).get('channel') ?? '';
  const waitMs = wait(
    performance.now(),
    [`slack ${team} ${channel}`, LIMITS.slackChannel],
    [`slack ${team}`, LIMITS.slackWorkspace],
  );
  if (waitMs !== null) {
    seen.slack.refused++;
    const after = { 'retry-after': `${Math.max(1, Math.ceil(waitMs / 1000))}` };
    json(res, 429, { ok: false, error: 'ratelimited' }, after);
    return;
  }
  seen.slack.posted++;
  json(res, 200, { ok: true, channel, ts: `1750000000.${String(++ids).padStart(6, '0')}` });
}

function discord(res: ServerResponse, channel: string): void {
  const now = performance.now();
  const key = `discord ${channel}`;
  const waitMs = wait(now, [key, LIMITS.discordChannel], ['discord', LIMITS.discordAll]);
  const used = times.get(key) ?? [];
  const { count, ms } = LIMITS.discordChannel;
  const headers = {
    'x-ratelimit-limit': `${count}`,
    'x-ratelimit-remaining': `${count - used.length}`,
    'x-ratelimit-reset-after': `${((used[0] ?? now) + ms - now) / 1000}`,
    'x-ratelimit-bucket': 'messages',
  };
  if (waitMs !== null) {
    seen.discord.refused++;
    const whole = used.length < count;
    json(
      res,
      429,
      { message: 'You are being rate limited.', retry_after: waitMs / 1000, global: whole },
      {
        ...headers,
        'retry-after': `${waitMs / 1000}`,
        'x-ratelimit-scope': whole ? 'global' : 'user',
        ...(whole ? { 'x-ratelimit-global': 'true' } : {}),
      },
    );
    return;
  }
  seen.discord.posted++;
  const id = String((BigInt(Date.now() - 1_420_070_400_000) << 22n) + BigInt(++ids % 4_000_000));
  json(res, 200, { id, channel_id: channel }, headers);
}

const server = createServer((req, res) => {
  void bodyOf(req).then((body) => {
    const posts = /\/channels\/(\d+)\/messages/.exec(req.url ?? '')?.[1];
    if (posts) discord(res, posts);
    else if (req.url?.endsWith('chat.postMessage')) slack(req, res, body);
    else json(res, 200, seen);
  });
});
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
process.once('disconnect', () => process.exit());
