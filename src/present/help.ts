import type { Block, Card } from '../chat/card.ts';
import type { CommandSpec } from '../chat/command.ts';
import { helpText, usageLine } from '../chat/usage.ts';
import { buttons } from './card.ts';

/** How one command is used: what it takes, and an example where there is one. */
export function commandHelpCard(spec: CommandSpec): Card {
  const [usage = '', ...lines] = helpText(spec).split('\n');
  return {
    summary: `${usage}: ${spec.description}`,
    title: usage,
    blocks: [{ kind: 'list', items: lines.map((line) => [line]) }],
    buttons: buttons(['All commands', { do: 'help' }]),
  };
}

/** What the bot is for, and each command with how it is typed. */
export function helpCard(commands: readonly CommandSpec[]): Card {
  const lines = commands.flatMap((c) =>
    c.subcommands?.length
      ? c.subcommands.map((s) => [usageLine(c, s.name), s.description] as const)
      : [[usageLine(c), c.description] as const],
  );
  const list: Block = {
    kind: 'list',
    items: lines.map(([usage, description]) => [{ text: usage, bold: true }, ` – ${description}`]),
  };
  return {
    summary: `dealwire follows deals in the AI industry. Commands: ${commands.map((c) => `/${c.name}`).join(', ')}.`,
    title: 'dealwire follows deals in the AI industry',
    blocks: [
      {
        kind: 'text',
        text: [
          'It reads news feeds, keeps what they say as facts with their sources, and tells how sure each one is. It does not give opinions and hides no contradiction.',
        ],
      },
      list,
      {
        kind: 'text',
        text: [
          'Examples: /deal scale ai · /deal openai type:investment since:2025-06-01 · /who scale ai 2025-06-01 · /subscribe anthropic investment,acquisition 50M daily',
        ],
      },
      {
        kind: 'text',
        text: [
          'Answers are seen by you alone; add share to show one to the channel. A number such as #3f9a names a fact: /deal #3f9a.',
        ],
      },
    ],
    buttons: buttons(['Status', { do: 'status' }], ['What this channel follows', { do: 'subscriptions' }]),
  };
}
