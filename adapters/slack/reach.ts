import type { Reach } from '../../src/chat/adapter.ts';
import { classify, explain, platformError, wasRemoved } from './errors.ts';
import { mayPostUninvited, type Workspace } from './workspaces.ts';

export const NOT_INVITED = 'dealwire is not in the channel: /invite it there';

/**
 * Whether messages can be posted to a channel, as far as Slack tells it: who may post in a read-only channel shows only
 * when somebody posts. Never rejects.
 */
export async function reachOf(workspace: Workspace, channel: string): Promise<Reach> {
  try {
    const { channel: info } = await workspace.client.conversations.info({ channel });
    if (!info) return { state: 'unknown' };
    if (info.is_archived) return { state: 'closed', reason: explain('is_archived') };
    const uninvited = !info.is_private && mayPostUninvited(workspace);
    const open = info.is_im || info.is_mpim || info.is_member !== false || uninvited;
    return open ? { state: 'open' } : { state: 'closed', reason: NOT_INVITED };
  } catch (error) {
    const word = platformError(error);
    // Without the scope that asking needs, posting alone can show it.
    if (word === 'missing_scope') return { state: 'open' };
    if (wasRemoved(word)) return { state: 'removed', reason: explain(word) };
    const failure = classify(error, true);
    return failure.outcome === 'later' ? { state: 'unknown' } : { state: 'closed', reason: failure.reason };
  }
}
