import type { App } from '@slack/bolt';
import type { Host } from '../../src/chat/adapter.ts';
import type { ChannelRef } from '../../src/domain/subscription.ts';
import { describe } from './errors.ts';
import type { Home } from './home.ts';
import { channelIn, type Workspace } from './workspaces.ts';

const LEFT = 'dealwire was removed from the channel: /invite it to have alerts again';

/** What handlers act by. */
export interface Handling {
  host: Host;
  /** Null: dealwire is not installed there. Rejects where that cannot be told now. */
  workspace(team: string): Promise<Workspace | null>;
  /** The app was removed from this workspace, or its token revoked, as Slack says. */
  uninstalled(team: string, reason: string): Promise<void>;
}

/** Hears of channels that can no longer be reached, or can again, of removals, and of who opens the app's own page. */
export function hearEvents(app: App, { host, workspace, uninstalled, home }: Handling & { home: Home }): void {
  const { log } = host;
  app.event('app_home_opened', async ({ event, context }) => {
    const there = event.tab === 'home' ? await workspace(context.teamId ?? '') : null;
    if (there) await home.opened(there, event.user);
  });

  // One after the other: a channel archived and restored in one breath must end restored.
  let events = Promise.resolve();
  const inOrder = (work: () => Promise<void>): Promise<void> => {
    events = events.then(work).catch((error) => log.error({ reason: describe(error) }, 'a Slack event failed'));
    return events;
  };
  const lost = (where: ChannelRef, reason: string, how?: { removed: true }) =>
    inOrder(async () => {
      await host.unreachable(where, reason, how);
      home.changed(where.workspace);
    });
  const found = (where: ChannelRef) =>
    inOrder(async () => {
      await host.reachable(where);
      home.changed(where.workspace);
    });

  app.event('channel_archive', ({ event, context }) =>
    lost(channelIn(context.teamId, event.channel), 'the channel is archived'),
  );
  app.event('group_archive', ({ event, context }) =>
    lost(channelIn(context.teamId, event.channel), 'the channel is archived'),
  );
  app.event('channel_unarchive', ({ event, context }) => found(channelIn(context.teamId, event.channel)));
  app.event('group_unarchive', ({ event, context }) => found(channelIn(context.teamId, event.channel)));
  app.event('channel_deleted', ({ event, context }) =>
    lost(channelIn(context.teamId, event.channel), 'the channel was deleted'),
  );
  app.event('group_deleted', ({ event, context }) =>
    lost(channelIn(context.teamId, event.channel), 'the channel was deleted'),
  );
  app.event('channel_left', ({ event, context }) =>
    lost(channelIn(context.teamId, event.channel), LEFT, { removed: true }),
  );
  app.event('group_left', ({ event, context }) =>
    lost(channelIn(context.teamId, event.channel), LEFT, { removed: true }),
  );
  // A private channel that is shared with another workspace gets a new id for good, its messages too.
  app.event('channel_id_changed', ({ event, context }) =>
    inOrder(async () => {
      await host.moved(
        channelIn(context.teamId, event.old_channel_id),
        channelIn(context.teamId, event.new_channel_id),
      );
      home.changed(context.teamId ?? '');
    }),
  );
  app.event('member_joined_channel', ({ event, context }) =>
    inOrder(async () => {
      const there = await workspace(context.teamId ?? '');
      if (event.user === there?.bot.userId) await host.reachable(channelIn(context.teamId, event.channel));
    }),
  );
  app.event('app_uninstalled', ({ context }) =>
    inOrder(() => uninstalled(context.teamId ?? '', 'dealwire was removed from the workspace')),
  );
  app.event('tokens_revoked', async ({ event, context }) => {
    if (event.tokens.bot?.length)
      await inOrder(() => uninstalled(context.teamId ?? '', 'the token of dealwire was revoked'));
  });
}
