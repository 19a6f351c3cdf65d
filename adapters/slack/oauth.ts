import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Installation } from '@slack/bolt';
import slackOAuth from '@slack/oauth';
import type { AdapterLog, Installations } from '../../src/chat/adapter.ts';
import { describe } from './errors.ts';
import { BOT_SCOPES } from './manifest.ts';
import { failurePage, installedPage, installPage } from './pages.ts';
import type { ClientSettings } from './workspaces.ts';

// Node does not see all of this CommonJS module's names by themselves.
const { ClearStateStore, InstallProvider, InvalidStateError } = slackOAuth;

export interface OAuthSettings {
  clientId: string;
  clientSecret: string;
  /** Signs the state that leads a browser to Slack and back. */
  stateSecret: string;
  /** Where Slack sends browsers back; without it, to the first address of the app's settings. */
  redirectUri?: string | undefined;
}

export interface OAuth {
  /** The page that leads to Slack. */
  install(req: IncomingMessage, res: ServerResponse): Promise<void>;
  /** Where Slack sends the browser back: fetches the tokens and keeps them. */
  callback(req: IncomingMessage, res: ServerResponse): Promise<void>;
  /** What this workspace gave, with a token that is good for a while; null where dealwire is not installed. Rejects where that cannot be had now. */
  bot(team: string): Promise<NonNullable<Installation['bot']> | null>;
  /** Deletes the tokens of this workspace. */
  forget(team: string): Promise<void>;
}

/** How long a browser may take from our page to Slack and back. */
const STATE_SECONDS = 600;

/** Installing by OAuth, and the tokens that come of it, also where they rotate (every twelve hours). */
export function createOAuth(
  settings: OAuthSettings & ClientSettings,
  parts: {
    installations: () => Installations;
    installed(team: string): Promise<void>;
    log: AdapterLog;
  },
): OAuth {
  const { apiUrl = 'https://slack.com/api/', redirectUri } = settings;
  const { installations, installed, log } = parts;
  /** Rotated tokens that the database did not take: Slack gives them once, so they are kept till it does. */
  const unsaved = new Map<string, Installation>();
  const refreshing = new Map<string, Promise<unknown>>();

  async function save(team: string, installation: Installation): Promise<void> {
    unsaved.set(team, installation);
    await installations().put(team, installation);
    unsaved.delete(team);
  }

  async function load(team: string): Promise<Installation | null> {
    const pending = unsaved.get(team);
    if (!pending) return (await installations().get(team)) as Installation | null;
    await save(team, pending).catch((error: unknown) =>
      log.warn({ workspace: team, reason: describe(error) }, 'new tokens could not be stored yet'),
    );
    return pending;
  }

  const states = new ClearStateStore(settings.stateSecret, STATE_SECONDS);
  const installer = new InstallProvider({
    clientId: settings.clientId,
    clientSecret: settings.clientSecret,
    authorizationUrl: new URL('../oauth/v2/authorize', apiUrl.replace(/\/*$/, '/')).href,
    installUrlOptions: { scopes: [...BOT_SCOPES], ...(redirectUri && { redirectUri }) },
    renderHtmlForInstallPath: installPage,
    stateCookieExpirationSeconds: STATE_SECONDS,
    stateStore: {
      generateStateParam: (options, now) => states.generateStateParam(options, now),
      async verifyStateParam(now, state) {
        const options = await states.verifyStateParam(now, state);
        const key = `state ${createHash('sha256').update(state).digest('base64url')}`;
        if (await installations().once(key, now.getTime() + 1000 * STATE_SECONDS)) return options;
        throw new InvalidStateError('The state was used before');
      },
    },
    installationStore: {
      async storeInstallation(installation) {
        const { id: team } = installation.team ?? {};
        if (!team) throw new Error('Slack named no workspace');
        // A person's token is not asked for; were there one, it would be nobody's business to keep it.
        await save(team, { ...installation, user: { id: installation.user.id, token: undefined, scopes: undefined } });
      },
      async fetchInstallation({ teamId }) {
        const found = teamId ? await load(teamId) : null;
        if (!found) throw new Error('not installed');
        return found as never;
      },
    },
    clientOptions: { slackApiUrl: apiUrl, timeout: settings.timeoutMs, retryConfig: { retries: 0 } },
    logger: settings.logger as never,
  });

  /** Renews a token that expires within two hours: one renewal at a time, since each ends the one before. */
  async function renew(team: string): Promise<void> {
    const running =
      refreshing.get(team) ??
      installer
        .authorize({ teamId: team, enterpriseId: undefined, isEnterpriseInstall: false })
        .catch((error: unknown) => log.warn({ workspace: team, reason: describe(error) }, 'a token was not renewed'))
        .finally(() => refreshing.delete(team));
    refreshing.set(team, running);
    await running;
  }

  return {
    install: (req, res) => installer.handleInstallPath(req, res),

    callback: (req, res) =>
      installer.handleCallback(req, res, {
        async afterInstallation(installation) {
          if (installation.isEnterpriseInstall || !installation.bot)
            throw new Error('dealwire is installed in a workspace, not in a whole organisation');
          return true;
        },
        async successAsync(installation, _options, _req, response) {
          const { id = '', name } = installation.team ?? {};
          log.info({ workspace: id }, 'dealwire was installed in a workspace');
          await installed(id);
          send(response, 200, installedPage({ team: id, name, app: installation.appId }));
        },
        failure(error, _options, _req, response) {
          log.warn({ reason: describe(error) }, 'an installation failed');
          send(response, 400, failurePage(error));
        },
      }),

    async bot(team) {
      const { bot } = (await load(team)) ?? {};
      if (!bot?.refreshToken) return bot ?? null;
      await renew(team);
      const { bot: renewed } = (await load(team)) ?? {};
      // With it Slack would only say what looks like a removal.
      if (renewed?.expiresAt !== undefined && 1000 * renewed.expiresAt <= Date.now())
        throw new Error('the token has expired, and Slack did not renew it yet');
      return renewed ?? null;
    },

    async forget(team) {
      unsaved.delete(team);
      await installations().delete(team);
    },
  };
}

function send(res: ServerResponse, status: number, html: string): void {
  if (res.headersSent) return;
  res.writeHead(status, { 'Content-Type': 'text/html; charset=utf-8' });
  res.end(html);
}
