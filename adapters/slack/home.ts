import type { types } from '@slack/bolt';
import type { Host } from '../../src/chat/adapter.ts';
import { describe, platformError } from './errors.ts';
import { renderCard } from './render.ts';
import type { Workspace } from './workspaces.ts';

/** The app's own page in Slack (App Home), which every person has of their own. */
export interface Home {
  /** Somebody opened it. Never rejects. */
  opened(workspace: Workspace, user: string): Promise<void>;
  /** What it tells may have changed: whoever opened it lately sees that, soon. */
  changed(team: string): void;
  close(): void;
}

/** People of one workspace whose page is kept up to date after they opened it, and for how long. */
const PEOPLE = 20;
const FRESH_MS = 3_600_000;
/** Changes that come together are shown together. */
const TOGETHER_MS = 1_000;
const PAGE = 200;
const PAGES = 10;

interface Reader {
  workspace: Workspace;
  channels: readonly string[] | null;
  at: number;
  shown: string;
}

export function createHome({ log, home }: Pick<Host, 'log' | 'home'>): Home {
  /** By workspace, then by person. */
  const readers = new Map<string, Map<string, Reader>>();
  const due = new Map<string, NodeJS.Timeout>();

  async function publish(user: string, reader: Reader): Promise<void> {
    const { team, client } = reader.workspace;
    const card = await home({ platform: 'slack', workspace: team }, reader.channels);
    const view: types.HomeView = { type: 'home', blocks: renderCard(card).blocks };
    const shown = JSON.stringify(view);
    if (shown === reader.shown) return;
    await client.views.publish({ user_id: user, view });
    reader.shown = shown;
  }

  const tell = (error: unknown) =>
    log.warn({ reason: platformError(error) ?? describe(error) }, 'an App Home could not be shown');

  async function refresh(team: string): Promise<void> {
    for (const [user, reader] of readers.get(team) ?? []) {
      if (Date.now() - reader.at > FRESH_MS) readers.get(team)?.delete(user);
      else await publish(user, reader).catch(tell);
    }
  }

  return {
    async opened(workspace, user) {
      try {
        const people = readers.get(workspace.team) ?? new Map<string, Reader>();
        const reader = { workspace, channels: await channelsOf(workspace, user), at: Date.now(), shown: '' };
        people.delete(user);
        people.set(user, reader);
        for (const oldest of people.keys()) {
          if (people.size <= PEOPLE) break;
          people.delete(oldest);
        }
        readers.set(workspace.team, people);
        await publish(user, reader);
      } catch (error) {
        tell(error);
      }
    },
    changed(team) {
      if (due.has(team) || !readers.get(team)?.size) return;
      const timer = setTimeout(() => {
        due.delete(team);
        void refresh(team);
      }, TOGETHER_MS);
      timer.unref();
      due.set(team, timer);
    },
    close() {
      for (const timer of due.values()) clearTimeout(timer);
      due.clear();
    },
  };
}

/** The channels that this person is in, of private ones those where the bot is, too. Null where Slack does not tell. */
async function channelsOf({ client }: Workspace, user: string): Promise<string[] | null> {
  const found: string[] = [];
  let cursor: string | undefined;
  try {
    for (let page = 0; page < PAGES; page++) {
      const answer = await client.users.conversations({
        user,
        types: 'public_channel,private_channel',
        exclude_archived: true,
        limit: PAGE,
        ...(cursor && { cursor }),
      });
      found.push(...(answer.channels ?? []).flatMap((channel) => channel.id ?? []));
      cursor = answer.response_metadata?.next_cursor;
      if (!cursor) break;
    }
    return found;
  } catch {
    return null;
  }
}
