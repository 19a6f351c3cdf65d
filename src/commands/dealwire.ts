import type { CommandSpec } from '../chat/command.ts';
import { helpCard, statusCard, usageCard } from '../present/index.ts';
import type { Command } from './command.ts';
import { answerCorrection, correctSpec, joinSpec, retractSpec, splitSpec } from './correct.ts';
import { answerFeeds, feedsSpec } from './feeds.ts';
import { toCaller } from './reply.ts';
import { answerSettings, settingsSpec } from './settings.ts';
import { reportsPage, reportsSpec } from './wrong.ts';

export const dealwireSpec: CommandSpec = {
  name: 'dealwire',
  description: 'Help, and how the bot is doing',
  options: [],
  subcommands: [
    { name: 'help', description: 'What dealwire does and how to ask it', options: [] },
    { name: 'status', description: 'Feeds, last news and deliveries', options: [] },
    settingsSpec,
    feedsSpec,
    correctSpec,
    retractSpec,
    joinSpec,
    splitSpec,
    reportsSpec,
  ],
};

/** `commands` is the whole table, which help tells of; this command is part of it. */
export function dealwire(commands: () => readonly CommandSpec[]): Command {
  return {
    spec: dealwireSpec,
    async answer(call, deps) {
      switch (call.subcommand ?? 'help') {
        case 'help':
          return toCaller(helpCard(commands()));
        case 'status':
          return toCaller(statusCard(await deps.status()));
        case 'correct':
        case 'retract':
        case 'join':
        case 'split':
          return answerCorrection(call, dealwireSpec, deps);
        case 'settings':
          return answerSettings(call, dealwireSpec, deps);
        case 'reports':
          return toCaller(await reportsPage(1, call, deps));
        case 'feeds':
          return answerFeeds(call, dealwireSpec, deps);
        default:
          return toCaller(usageCard(`/dealwire has no “${call.subcommand?.slice(0, 32)}”.`, dealwireSpec));
      }
    },
  };
}
