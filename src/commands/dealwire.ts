import type { CommandSpec } from '../chat/command.ts';

export const dealwireSpec: CommandSpec = {
  name: 'dealwire',
  description: 'Help, and how the bot is doing',
  options: [],
  subcommands: [
    { name: 'help', description: 'What dealwire does and how to ask it', options: [] },
    { name: 'status', description: 'Feeds, last news and deliveries', options: [] },
  ],
};
