import type { CommandSpec } from '../chat/command.ts';

export const subscriptionsSpec: CommandSpec = {
  name: 'subscriptions',
  description: 'What this channel is subscribed to',
  options: [],
};
