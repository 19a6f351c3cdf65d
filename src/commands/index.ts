import type { CommandSpec } from '../chat/command.ts';
import { dealSpec } from './deal.ts';
import { dealwireSpec } from './dealwire.ts';
import { newsSpec } from './news.ts';
import { subscribeSpec } from './subscribe.ts';
import { subscriptionsSpec } from './subscriptions.ts';
import { unsubscribeSpec } from './unsubscribe.ts';

/** The one table of chat commands: manifests, registration, the console, parsing and help come from it. */
export const COMMANDS: readonly CommandSpec[] = [
  dealSpec,
  newsSpec,
  subscribeSpec,
  unsubscribeSpec,
  subscriptionsSpec,
  dealwireSpec,
];
