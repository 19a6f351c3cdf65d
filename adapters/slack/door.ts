import type { AdapterHealth, Host } from '../../src/chat/adapter.ts';
import type { Workspace } from './workspaces.ts';

/** One way in which Slack reaches us: Socket Mode for one workspace, or HTTP for all that installed the app. */
export interface Door {
  /** Resolves when commands can come in; rejects with a message that says what to mend. */
  open(host: Host, signal: AbortSignal): Promise<void>;
  /** Null: no workspace of this door. Rejects where that cannot be told now. */
  workspace(team: string): Promise<Workspace | null>;
  health(): AdapterHealth;
  /** Takes no new work. */
  close(): Promise<void>;
  /** Resolves when every handler in flight has ended. */
  drain(): Promise<void>;
}
