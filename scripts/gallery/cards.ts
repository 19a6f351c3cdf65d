import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type App, openApp } from '../../src/app.ts';
import { loadDemo } from '../../src/catalogue.ts';
import type { Adapter } from '../../src/chat/adapter.ts';
import type { Card } from '../../src/chat/card.ts';
import type { Form } from '../../src/chat/form.ts';
import { parseCall } from '../../src/chat/parse.ts';
import { readConfig } from '../../src/config.ts';
import type { ChannelRef } from '../../src/domain/subscription.ts';
import { usageCard } from '../../src/present/index.ts';

/** What the gallery shows. `id` names it in addresses and file names. */
export interface Shown {
  id: string;
  title: string;
  /** A message in a channel, an answer for one pair of eyes, or a window. */
  what: { kind: 'message' | 'answer'; card: Card } | { kind: 'window'; form: Form };
}

const CHANNEL: ChannelRef = { platform: 'gallery', workspace: 'gallery', channel: 'deals' };
const DIGEST: ChannelRef = { ...CHANNEL, channel: 'digest' };
const MANAGER = { user: 'manager', mayManage: true };
const READER = { user: 'reader', mayManage: false };
const HOUR = 3_600_000;

/** What is asked, in this order; each answer is a message of the gallery. */
const ASKED = [
  '/deal scale-ai',
  '/deal meta type:investment',
  '/news scale-ai',
  '/timeline scale-ai',
  '/who scale-ai',
  '/compare openai scale-ai',
  '/subscribe google types:investment,acquisition min-amount:50M',
  '/subscriptions',
  '/unsubscribe all',
  '/dealwire help',
  '/dealwire status',
  '/dealwire feeds',
  '/dealwire settings',
  '/dealwire companies',
  '/dealwire companies add Quay Robotics domains:quay.example',
  '/dealwire help subscribe',
  '/deal scael-ai',
  '/deal scale ai openai',
  '/deal scale-ai since:tomorrowish',
];

/** What one outlet more tells a day later: it changes a fact that was told. In our own words, as the demo edition is. */
const LATER = `<?xml version="1.0"?><rss version="2.0"><channel><title>Demo Courier</title><link>https://demo.invalid/courier/</link>
<item><title>Scale AI says Meta's investment has closed</title><link>https://demo.invalid/courier/closed</link><guid>courier-1</guid>
<pubDate>Thu, 19 Jun 2025 12:00:00 GMT</pubDate>
<description>Meta has completed its $14.3 billion investment in Scale AI for a 49% stake, Scale AI said on Thursday.</description></item></channel></rss>`;

/** Runs the bot on the articles of its demo edition, asks it, presses its buttons, and keeps what it says. */
export async function gatherCards(): Promise<Shown[]> {
  const folder = mkdtempSync(join(tmpdir(), 'dealwire-gallery-'));
  const shown: Shown[] = [];
  const keep = (title: string, what: Shown['what']) => {
    const id = title
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '');
    shown.push({ id: shown.some((it) => it.id === id) ? `${id}-${shown.length}` : id, title, what });
  };
  // No feed is polled here.
  const feeds = join(folder, 'feeds.json');
  writeFileSync(feeds, '[]');
  /** A feed document in a file: what is in no list of feeds is called after its file. */
  const named = (outlet: string, document: string | Uint8Array) => {
    const file = join(folder, outlet);
    writeFileSync(file, document);
    return file;
  };
  let now = Date.parse('2025-06-18T18:00:00Z');
  const config = readConfig(
    { DATABASE_URL: `sqlite:${join(folder, 'gallery.db')}`, FEEDS_FILE: feeds, LOG_LEVEL: 'silent' },
    join(folder, 'no.env'),
  );
  const app = await openApp(config, { adapters: [keeper(keep)], now: () => now });
  try {
    await app.start();
    for (const company of ['scale-ai', 'openai', 'meta']) await ask(app, `/subscribe ${company}`);
    await ask(app, '/subscribe scale-ai daily', DIGEST);
    // Read as any outlet's feed would be: what is told as a demo stays apart from later news.
    for (const { file, outlet } of loadDemo().feeds) await app.ingest(named(outlet, readFileSync(file)));
    await app.settle();
    for (const line of ASKED) keep(line, { kind: 'answer', card: await ask(app, line) });
    keep('Home of the app, on Slack', { kind: 'answer', card: await app.host.home(CHANNEL, [CHANNEL.channel]) });

    const alert = shown.find(({ title }) => title === 'Alert')?.what;
    for (const button of alert?.kind === 'message' ? alert.card.buttons : []) {
      if ('url' in button) continue;
      keep(`Pressed: ${button.label}`, await pressed(app, button.action, MANAGER));
      // Whoever may not manage the channel is asked otherwise.
      if (button.label !== 'Wrong?') continue;
      const window = await pressed(app, button.action, READER);
      keep(`Pressed by a reader: ${button.label}`, window);
      if (window.kind !== 'window') continue;
      const said = { text: 'The stake was told as 48% by the company itself.' };
      const sent = { action: window.form.action, values: said, caller: READER, channel: CHANNEL };
      keep('Reported', { kind: 'answer', card: (await app.host.submit(sent)).card });
      keep('/dealwire reports', { kind: 'answer', card: await ask(app, '/dealwire reports') });
    }
    keep('Pressed: Change, in the settings', await pressed(app, 'configure', MANAGER));
    keep('Pressed: Change Scale AI', await pressed(app, 'change:scale-ai', MANAGER));

    now += 24 * HOUR;
    await app.ingest(named('Demo Courier', LATER));
    await app.settle();
  } finally {
    await app.stop();
    rmSync(folder, { recursive: true });
  }
  return shown;
}

/** The answer to a line as a manager types it. */
async function ask(app: App, line: string, channel = CHANNEL): Promise<Card> {
  const [name = '', ...rest] = line.slice(1).split(' ');
  const spec = app.host.commands.find((command) => command.name === name);
  if (!spec) throw new Error(`There is no /${name}`);
  const parsed = parseCall(spec, rest.join(' '));
  if (!parsed.ok) return usageCard(parsed.problem, spec);
  const { options, subcommand } = parsed;
  const call = { command: name, options, caller: MANAGER, channel, ...(subcommand ? { subcommand } : {}) };
  return (await app.host.answer(call)).card;
}

/** The window that a button opens, else its answer. */
async function pressed(app: App, action: string, caller: typeof MANAGER): Promise<Shown['what']> {
  const press = { action, caller, channel: CHANNEL };
  const opened = await app.host.form(press);
  if (opened && 'fields' in opened) return { kind: 'window', form: opened };
  return { kind: 'answer', card: (opened ?? (await app.host.press(press))).card };
}

/** A platform that keeps what is sent to it. */
function keeper(keep: (title: string, what: Shown['what']) => void): Adapter {
  let messages = 0;
  const sent = (channel: ChannelRef) => ({ outcome: 'sent', ref: { channel, message: `m${++messages}` } }) as const;
  return {
    name: CHANNEL.platform,
    start: async () => {},
    stop: async () => {},
    health: () => ({ state: 'up', detail: '' }),
    async send(channel, card) {
      keep(channel.channel === DIGEST.channel ? 'Digest' : 'Alert', { kind: 'message', card });
      return sent(channel);
    },
    async reply(to, card) {
      keep('Reply to an alert', { kind: 'message', card });
      return sent(to.channel);
    },
    async edit(ref, card) {
      keep('Alert, edited', { kind: 'message', card });
      return { outcome: 'sent', ref };
    },
    find: async () => null,
  };
}
