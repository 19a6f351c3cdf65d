import { type APIEmbed, ButtonStyle } from 'discord.js';
import { parse } from 'discord-markdown-parser';
import { escapeUTF8 as html } from 'entities';
import { build } from 'vite';
import { type MessageBody, renderCard } from '../../adapters/discord/render.ts';
import type { Card } from '../../src/chat/card.ts';
import { LOGO, type Theme } from './look.ts';
import { toolPath } from './tools.ts';

/** The elements that the page's Discord messages are made of, as one script. */
export async function discordScript(): Promise<string> {
  const made = await build({
    configFile: false,
    logLevel: 'silent',
    build: {
      write: false,
      lib: { entry: toolPath('@skyra/discord-components-core/dist/index.js'), formats: ['es'], fileName: 'discord' },
    },
  });
  const [result] = [made].flat();
  if (!result || !('output' in result)) throw new Error('The elements of Discord messages could not be bundled');
  // A closing tag in it would end the page's script.
  return result.output[0].code.replaceAll('</script', '<\\/script');
}

/** A card as Discord shows it, as HTML; `notifies`: it was sent to a channel, and is no answer. */
export function discordMessage(card: Card, theme: Theme, notifies: boolean): string {
  const body = renderCard(card, { notify: notifies });
  const embeds = body.embeds.map((embed) => embedHtml(embed, card)).join('');
  return `<discord-messages${theme === 'light' ? ' light-theme' : ''}>
<discord-message author="dealwire" avatar='${LOGO}' bot timestamp="2025-06-18T18:00:00Z">${markdown(body.content)}${embeds}${buttonsHtml(body)}</discord-message>
</discord-messages>`;
}

function embedHtml(embed: APIEmbed, { picture }: Card): string {
  const fields = embed.fields ?? [];
  return `<discord-embed slot="embeds"${embed.url ? ` url="${html(embed.url)}"` : ''}${embed.image && picture ? ` image="data:image/png;base64,${picture.png}"` : ''}${embed.title ? ` embed-title="${html(plain(embed.title))}"` : ''}>
${embed.description ? `<discord-embed-description slot="description">${markdown(embed.description)}</discord-embed-description>` : ''}
${fields.length ? `<discord-embed-fields slot="fields">${fields.map(fieldHtml).join('')}</discord-embed-fields>` : ''}
${embed.footer ? `<discord-embed-footer slot="footer">${html(embed.footer.text)}</discord-embed-footer>` : ''}
</discord-embed>`;
}

/** Three short fields stand in a row: the element wants to know which of them each is. */
function fieldHtml({ name, value, inline }: NonNullable<APIEmbed['fields']>[number], index: number): string {
  const place = inline ? ` inline inline-index="${(index % 3) + 1}"` : '';
  return `<discord-embed-field field-title="${html(plain(name))}"${place}>${markdown(value)}</discord-embed-field>`;
}

function buttonsHtml({ components }: MessageBody): string {
  if (!components.length) return '';
  const types: Partial<Record<ButtonStyle, string>> = {
    [ButtonStyle.Primary]: 'primary',
    [ButtonStyle.Danger]: 'destructive',
  };
  const rows = components.map(
    (row) =>
      `<discord-action-row>${row.components
        .map((button) =>
          'url' in button
            ? `<discord-button url="${html(button.url)}">${html(button.label ?? '')}</discord-button>`
            : `<discord-button type="${types[button.style] ?? 'secondary'}">${html('label' in button ? (button.label ?? '') : '')}</discord-button>`,
        )
        .join('')}</discord-action-row>`,
  );
  return `<discord-attachments slot="components">${rows.join('')}</discord-attachments>`;
}

/** A node of what the parser makes of Discord's markdown. */
interface Node {
  type: string;
  content?: string | Node[];
  target?: string;
  timestamp?: string;
}

const TAGS: Record<string, [open: string, close: string]> = {
  strong: ['<discord-bold>', '</discord-bold>'],
  em: ['<discord-italic>', '</discord-italic>'],
  blockQuote: ['<discord-quote>', '</discord-quote>'],
  inlineCode: ['<discord-code>', '</discord-code>'],
  heading: ['<discord-header level="3">', '</discord-header>'],
  subtext: ['<small>', '</small>'],
};

/** Discord's markdown as HTML; what the page has no element for is shown as its words. */
function markdown(text: string): string {
  // The parser knows no lists.
  const dotted = text.replace(/^- /gm, '• ');
  return (parse(dotted, 'extended') as Node[]).map(nodeHtml).join('');
}

function nodeHtml(node: Node): string {
  if (node.type === 'br' || node.type === 'newline') return '<br>';
  if (node.type === 'timestamp')
    return html(
      new Date(Number(node.timestamp) * 1000).toLocaleString('en-GB', {
        dateStyle: 'long',
        timeStyle: 'short',
        timeZone: 'UTC',
      }),
    );
  const inside =
    typeof node.content === 'string'
      ? html(node.content).replaceAll('\n', '<br>')
      : (node.content ?? []).map(nodeHtml).join('');
  if (node.target !== undefined)
    return `<discord-link href="${html(node.target)}" target="_blank">${inside}</discord-link>`;
  const [open, close] = TAGS[node.type] ?? ['', ''];
  return open + inside + close;
}

/** The words of a line of markdown, for what takes no elements. */
const plain = (text: string): string => {
  const words = (node: Node): string =>
    typeof node.content === 'string' ? node.content : (node.content ?? []).map(words).join('');
  return (parse(text, 'extended') as Node[]).map(words).join('');
};
