/**
 * The Discord adapter against discord-digital-twin, which somebody else wrote: log-in, registration, commands, buttons,
 * an alert and its edit. It keeps no limits and makes no faults; those are what test/support/discord is for.
 * Run by `npm run twin`, which installs this folder first.
 */
import assert from 'node:assert/strict';
import { createDiscordAdapter } from '../../adapters/discord/index.ts';
import type { Card } from '../../src/chat/card.ts';
import { COMMANDS } from '../../src/commands/index.ts';
import { createTestHost } from '../support/discord/host.ts';

/** As far as it is used here; the package's own types are built for another module resolution. */
interface Twin {
  restUrl: string;
  botToken: string;
  guildId: string;
  prisma: { channel: { findMany(): Promise<{ id: string }[]> }; message: { findMany(): Promise<unknown[]> } };
  start(): Promise<void>;
  stop(): Promise<void>;
  getFirstNonBotUserId(): Promise<string | null>;
  channel(id: string): {
    getMessages(): Promise<Message[]>;
    user(id: string): {
      runSlashCommand(call: object): Promise<{ id: string }>;
      clickButton(press: object): Promise<{ id: string }>;
    };
  };
}
interface Message {
  id: string;
  content: string;
  embeds: { title?: string; description?: string }[];
  components: { components: { label: string; custom_id?: string }[] }[];
}

const { DigitalDiscord } = (await import('discord-digital-twin' as string)) as {
  DigitalDiscord: new (options: object) => Twin;
};

const TEXT_CHANNEL = 0;
const STRING = 3;

async function until<T>(what: string, look: () => Promise<T | undefined> | T | undefined): Promise<T> {
  for (const end = Date.now() + 20_000; Date.now() < end; ) {
    const found = await look();
    if (found !== undefined) return found;
    await new Promise((go) => setTimeout(go, 50));
  }
  throw new Error(`${what}: nothing came within 20 s`);
}

const alert = (title: string): Card => ({
  summary: `${title} · confirmed`,
  title,
  blocks: [{ kind: 'quote', text: 'So it was said.', outlet: 'Harbour Post', url: 'https://example.org/a', at: 0 }],
  footer: '#3f9a',
  buttons: [{ label: 'Details', action: 'fact:3f9a0000' }],
});

const twin = new DigitalDiscord({
  guild: { name: 'A test server' },
  channels: [{ name: 'deals', type: TEXT_CHANNEL }],
  users: [{ username: 'reader' }],
});
await twin.start();
const host = createTestHost();
const adapter = createDiscordAdapter({ token: twin.botToken, apiUrl: twin.restUrl });
try {
  await adapter.start(host);
  assert.equal(adapter.health().state, 'up');
  console.log(`logged in and registered ${COMMANDS.length} commands`);

  const channel = (await twin.prisma.channel.findMany())[0]?.id ?? '';
  const reader = (await twin.getFirstNonBotUserId()) ?? '';
  const here = { platform: 'discord', workspace: twin.guildId, channel };
  const messages = () => twin.channel(channel).getMessages();
  const holding = (words: string) => async () => (await messages()).find((m) => JSON.stringify(m).includes(words));
  const person = twin.channel(channel).user(reader);

  const options = [{ name: 'company', type: STRING, value: 'scale-ai' }];
  await person.runSlashCommand({ name: 'deal', options });
  await until('the answer to /deal', holding('scale-ai'));
  assert.deepEqual(host.calls[0]?.options, { company: 'scale-ai' });
  console.log('answered /deal');

  const sent = await adapter.send(here, alert('Meta invests in Scale AI'), 'twin-key-1');
  assert.equal(sent.outcome, 'sent');
  const ref = sent.outcome === 'sent' ? sent.ref : null;
  assert.ok(ref);
  const stands = await until('the alert', holding('Meta invests in Scale AI'));
  assert.equal(stands.id, ref.message);
  console.log('sent an alert');

  await person.clickButton({ messageId: stands.id, customId: 'fact:3f9a0000' });
  await until('the press', () => host.presses[0]);
  assert.equal(host.presses[0]?.action, 'fact:3f9a0000');
  await until('the answer to the press', holding('pressed fact:3f9a0000'));
  console.log('answered a button');

  assert.equal((await adapter.edit(ref, alert('Meta has invested in Scale AI'))).outcome, 'sent');
  const edited = await until('the edit', holding('Meta has invested'));
  assert.equal(edited.id, ref.message);
  assert.equal((await adapter.reply(ref, alert('Update: now closed'), 'twin-key-2')).outcome, 'sent');
  await until('the reply', holding('Update: now closed'));
  assert.deepEqual(
    host.logged.filter((line) => line.level === 'error'),
    [],
  );
  console.log('edited the alert and replied to it: all is well');
} finally {
  await adapter.stop();
  await twin.stop();
}
process.exit();
