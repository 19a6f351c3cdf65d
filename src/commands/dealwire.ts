import type { CommandSpec } from '../chat/command.ts';
import { commandHelpCard, helpCard, statusCard, unknownCommandCard, usageCard } from '../present/index.ts';
import type { Command } from './command.ts';
import { answerCompanies, companiesSpec } from './companies.ts';
import { answerCorrection, correctSpec, joinSpec, retractSpec, splitSpec } from './correct.ts';
import { answerFeeds, feedsSpec } from './feeds.ts';
import { toCaller } from './reply.ts';
import { answerSettings, settingsSpec } from './settings.ts';
import { reportsPage, reportsSpec } from './wrong.ts';

/** `others`: the rest of the table, which help tells of, too. */
export function dealwire(others: readonly CommandSpec[]): Command {
  const helpSpec: CommandSpec = {
    name: 'help',
    description: 'What dealwire does and how to ask it; with a command, how that one is used',
    options: [
      {
        name: 'command',
        description: 'How this command is used',
        kind: 'choice',
        required: false,
        choices: [...others.map((spec) => spec.name), 'dealwire'],
      },
    ],
  };
  const spec: CommandSpec = {
    name: 'dealwire',
    description: 'Help, settings, and how the bot is doing',
    options: [],
    subcommands: [
      helpSpec,
      { name: 'status', description: 'Feeds, last news and deliveries', options: [] },
      settingsSpec,
      feedsSpec,
      companiesSpec,
      correctSpec,
      retractSpec,
      joinSpec,
      splitSpec,
      reportsSpec,
    ],
  };
  const all = [...others, spec];
  return {
    spec,
    async answer(call, deps) {
      switch (call.subcommand ?? 'help') {
        case 'help': {
          const asked = call.options.command?.toLowerCase().replace(/^\//, '');
          const about = all.find((it) => it.name === asked);
          if (asked && !about) return toCaller(unknownCommandCard(asked));
          return toCaller(about ? commandHelpCard(about) : helpCard(all));
        }
        case 'status':
          return toCaller(statusCard(await deps.status()));
        case 'correct':
        case 'retract':
        case 'join':
        case 'split':
          return answerCorrection(call, spec, deps);
        case 'settings':
          return answerSettings(call, spec, deps);
        case 'reports':
          return toCaller(await reportsPage(1, call, deps));
        case 'feeds':
          return answerFeeds(call, spec, deps);
        case 'companies':
          return answerCompanies(call, spec, deps);
        default:
          return toCaller(usageCard(`/dealwire has no “${call.subcommand?.slice(0, 32)}”.`, spec));
      }
    },
  };
}
