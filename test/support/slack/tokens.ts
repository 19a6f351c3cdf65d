import { randomBytes } from 'node:crypto';

type Json = Record<string, unknown>;

export const CLIENT = { clientId: '11.22', clientSecret: 'fake-client-secret' };

export interface Holder {
  team: string;
  kind: 'bot' | 'app';
  /** Epoch ms; absent: it never expires. */
  expiresAt?: number;
}

/** The tokens of every workspace, and OAuth, which makes them. */
export interface FakeTokens {
  add(token: string, holder: Holder): void;
  /** Whose it is, or the error word that Slack answers. */
  check(token: string): Holder | 'invalid_auth' | 'token_expired' | 'account_inactive';
  /** Tokens made from now on expire after this many seconds, as where an app has token rotation on. */
  rotate(seconds: number | null): void;
  /** Somebody agrees on Slack's page: a code for `oauth.v2.access`, good once. */
  grant(team: string): string;
  access(args: Json): { ok: true; [key: string]: unknown } | { ok: false; error: string };
  /** Somebody removes the app from a workspace. */
  revoke(team: string): void;
  /** All that were ever made for a workspace, in order. */
  of(team: string): string[];
}

export function createTokens({ scopes }: { scopes: string }): FakeTokens {
  const holders = new Map<string, Holder>();
  const revoked = new Set<string>();
  const codes = new Map<string, string>();
  const refreshers = new Map<string, string>();
  let seconds: number | null = null;

  function make(team: string) {
    const token = `xox${seconds === null ? 'b' : 'e.xoxb'}-${team}-${randomBytes(6).toString('hex')}`;
    holders.set(token, { team, kind: 'bot', ...(seconds !== null && { expiresAt: Date.now() + 1000 * seconds }) });
    if (seconds === null) return { access_token: token };
    const refresh_token = `xoxe-1-${team}-${randomBytes(6).toString('hex')}`;
    refreshers.set(refresh_token, team);
    return { access_token: token, refresh_token, expires_in: seconds };
  }

  return {
    add: (token, holder) => void holders.set(token, holder),
    check(token) {
      const holder = holders.get(token);
      if (!holder) return 'invalid_auth';
      if (revoked.has(token)) return 'account_inactive';
      return holder.expiresAt !== undefined && holder.expiresAt <= Date.now() ? 'token_expired' : holder;
    },
    rotate(after) {
      seconds = after;
    },
    grant(team) {
      const code = randomBytes(8).toString('hex');
      codes.set(code, team);
      return code;
    },
    access(args) {
      const { client_id, client_secret, grant_type, code, refresh_token } = args as Record<string, string>;
      if (client_id !== CLIENT.clientId || client_secret !== CLIENT.clientSecret)
        return { ok: false, error: 'invalid_client_id' };
      const [from, given, error] =
        grant_type === 'refresh_token'
          ? ([refreshers, refresh_token, 'invalid_refresh_token'] as const)
          : ([codes, code, 'invalid_code'] as const);
      const team = from.get(given ?? '');
      if (team === undefined) return { ok: false, error };
      from.delete(given ?? '');
      return {
        ok: true,
        app_id: 'A0FAKE',
        token_type: 'bot',
        scope: scopes,
        bot_user_id: 'U0BOT',
        team: { id: team, name: `Team <${team}>` },
        enterprise: null,
        is_enterprise_install: false,
        authed_user: { id: 'U0ALICE' },
        ...make(team),
      };
    },
    revoke(team) {
      for (const [token, holder] of holders) if (holder.team === team) revoked.add(token);
    },
    of: (team) => [...holders].filter(([, holder]) => holder.team === team).map(([token]) => token),
  };
}
