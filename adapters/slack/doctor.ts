import { connect } from 'node:net';
import type { webApi } from '@slack/bolt';
import { broken, type Check, fault, look, ok } from '../../src/chat/check.ts';
import type { ChannelRef } from '../../src/domain/subscription.ts';
import { describe, explain, networkCode, platformError } from './errors.ts';
import type { SlackSettings } from './index.ts';
import { missingScopes, PATHS } from './manifest.ts';
import { sdkLogger } from './sdk-log.ts';
import { startError, wrongKind } from './socket.ts';
import { createClients, mayPostUninvited, type Workspace } from './workspaces.ts';

const CALL_MS = 10_000;
const QUIET = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

/**
 * Tokens, scopes, Socket Mode and the subscribed channels. The socket's address is asked for and reached, but no connection
 * is opened: Slack would give it some of the commands that people send to the running bot.
 */
export async function* checkSlack(
  { socket, oauth, publicUrl, apiUrl }: Pick<SlackSettings, 'socket' | 'oauth' | 'publicUrl' | 'apiUrl'>,
  channels: readonly ChannelRef[],
): AsyncGenerator<Check> {
  if (oauth) yield checkAddress(publicUrl);
  if (!socket) return;
  const { botToken, appToken } = socket;
  const wrong = wrongKind(socket);
  if (wrong) {
    yield fault('slack tokens', wrong);
    return;
  }
  const clientOf = createClients({ apiUrl, timeoutMs: CALL_MS, logger: sdkLogger(QUIET) });
  const client = clientOf(botToken);
  const home = await client.auth.test().catch((error: unknown) => startError(error, 'SLACK_BOT_TOKEN', apiUrl));
  if (home instanceof Error) yield fault('slack bot token', home.message);
  else {
    yield ok('slack bot token', `@${home.user} in ${home.team}`);
    const scopes = new Set(home.response_metadata?.scopes);
    const missing = missingScopes(scopes);
    yield missing.length
      ? broken(
          'slack scopes',
          `${missing.join(', ')} ${missing.length > 1 ? 'are' : 'is'} missing`,
          'Add what is missing at https://api.slack.com/apps, under OAuth & Permissions, and install the app again.',
        )
      : ok('slack scopes', 'all are granted');
    const team = home.team_id ?? '';
    const workspace: Workspace = { team, client, bot: { userId: '', botId: '' }, scopes };
    for (const ref of channels.filter((it) => it.workspace === team)) yield await checkChannel(ref, workspace);
  }
  yield* checkSocket(clientOf(appToken), apiUrl);
}

/** Over HTTP Slack comes to us; what each workspace gave shows when something is sent there. */
function checkAddress(publicUrl: string | null | undefined): Check {
  const mend = 'Set PUBLIC_URL to the https address that a proxy leads to HTTP_PORT.';
  if (!publicUrl) return look('slack over HTTP', 'where people reach it is not known', mend);
  if (!publicUrl.startsWith('https://')) return broken('slack over HTTP', 'Slack sends to https addresses alone', mend);
  return ok('slack over HTTP', `${publicUrl}${PATHS.install} adds a workspace`);
}

async function* checkSocket(client: webApi.WebClient, apiUrl: string | undefined): AsyncGenerator<Check> {
  const opened = await client.apps.connections
    .open({})
    .catch((error: unknown) => startError(error, 'SLACK_APP_TOKEN', apiUrl));
  if (opened instanceof Error) return yield fault('slack app token', opened.message);
  yield ok('slack app token', 'Socket Mode is on');
  const address = new URL(opened.url ?? 'wss://wss-primary.slack.com');
  const problem = await unreachable(address.hostname, Number(address.port) || 443);
  yield problem
    ? broken(
        'slack socket',
        `${address.host} cannot be reached (${problem})`,
        'Let the firewall pass WebSockets (HTTPS) to *.slack.com.',
      )
    : ok('slack socket', `${address.host} can be reached`);
}

async function checkChannel({ channel }: ChannelRef, workspace: Workspace): Promise<Check> {
  // A conversation with one person needs no right.
  if (channel.startsWith('D')) return ok(`slack ${channel}`, 'a direct message');
  try {
    const { channel: found } = await workspace.client.conversations.info({ channel });
    const name = `slack #${found?.name ?? channel}`;
    if (found?.is_archived) return broken(name, 'it is archived', 'Unarchive it, or follow from another channel.');
    if (found?.is_member || (!found?.is_private && mayPostUninvited(workspace)))
      return ok(name, 'dealwire may post there');
    return broken(name, 'dealwire is not in it', 'Type /invite @dealwire there.');
  } catch (error) {
    const word = platformError(error);
    if (word === 'missing_scope')
      return look(`slack ${channel}`, 'it may not be looked at', 'Grant the missing scopes.');
    const why = word ? explain(word) : (networkCode(error) ?? describe(error));
    return broken(
      `slack ${channel}`,
      why,
      'Invite dealwire there (/invite @dealwire), or follow from another channel.',
    );
  }
}

/** Why no connection can be made, or null. */
const unreachable = (host: string, port: number): Promise<string | null> =>
  new Promise((resolve) => {
    const socket = connect({ host, port, timeout: CALL_MS });
    const end = (why: string | null) => {
      socket.destroy();
      resolve(why);
    };
    socket.once('connect', () => end(null));
    socket.once('timeout', () => end('no answer in time'));
    socket.once('error', (error: NodeJS.ErrnoException) => end(error.code ?? error.message));
  });
