import { escapeUTF8 as html } from 'entities';
import type { Shown } from './cards.ts';
import { discordMessage, discordScript } from './discord.ts';
import { THEMES, type Theme } from './look.ts';
import { slackMessage, slackStyle } from './slack.ts';
import { discordWindow, slackWindow, windowStyle } from './windows.ts';

const STYLE = `
body { margin: 0; padding: 24px; background: #6b7280; font: 15px/1.4 system-ui, sans-serif; }
h1, h2 { color: #fff; font: 600 16px/1.2 system-ui, sans-serif; margin: 32px 0 8px; }
.row { display: grid; grid-template-columns: repeat(2, minmax(0, 680px)); gap: 12px; align-items: start; }
.slack { padding: 16px; border-radius: 8px; }
.slack.light { background: #fff; } .slack.dark { background: #1a1d21; }
discord-messages { border-radius: 8px; min-height: 0; }
`;

/** All that is shown on one page that stands alone: for each a block of four, Slack beside Discord, light above dark. */
export async function drawPage(shown: readonly Shown[]): Promise<string> {
  const rows = shown.map((it) => {
    const cells = THEMES.flatMap((theme) => drawn(it, theme));
    return `<h2>${html(it.title)}</h2>\n<div class="row">${cells.join('\n')}</div>`;
  });
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>dealwire: every message</title>
<style>${slackStyle()}${STYLE}${windowStyle}</style>
<script type="module">${await discordScript()}</script></head>
<body><h1>Every message of dealwire, as Slack and Discord show it</h1>
${rows.join('\n')}
</body></html>
`;
}

/** On Slack and on Discord. */
function drawn({ id, what }: Shown, theme: Theme): string[] {
  const at = (platform: string) => `id="${id}-${platform}-${theme}"`;
  if (what.kind === 'window')
    return [
      `<div ${at('slack')}>${slackWindow(what.form, theme)}</div>`,
      `<div ${at('discord')}>${discordWindow(what.form, theme)}</div>`,
    ];
  return [
    `<div class="slack ${theme}" ${at('slack')}>${slackMessage(what.card, theme)}</div>`,
    `<div ${at('discord')}>${discordMessage(what.card, theme, what.kind === 'message')}</div>`,
  ];
}
