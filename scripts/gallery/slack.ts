import type { types } from '@slack/bolt';
import { renderCard } from '../../adapters/slack/render.ts';
import type { Card } from '../../src/chat/card.ts';
import { LOGO, type Theme } from './look.ts';
import { tool, toolText } from './tools.ts';

interface React {
  createElement(component: unknown, props: object): unknown;
}

export const slackStyle = (): string => toolText('slack-blocks-to-jsx/dist/style.css');

/** A card as Slack shows it, as HTML. */
export function slackMessage(card: Card, theme: Theme): string {
  const { createElement } = tool<React>('react');
  const { renderToStaticMarkup } = tool<{ renderToStaticMarkup(element: unknown): string }>('react-dom/server');
  const { Message } = tool<{ Message: unknown }>('slack-blocks-to-jsx');
  const blocks = renderCard(card, card.picture ? { file: 'picture' } : {}).blocks.map((block) => embedded(block, card));
  const props = { blocks, theme, name: 'dealwire', logo: LOGO, time: new Date('2025-06-18T18:00:00Z') };
  return renderToStaticMarkup(createElement(Message, props));
}

/** A block in words that the page's elements take: a picture that was uploaded is one that the page holds itself. */
function embedded(block: types.KnownBlock, { picture }: Card): unknown {
  if (block.type === 'image' && picture) {
    const { alt_text } = block;
    return { type: 'image', alt_text, image_url: `data:image/png;base64,${picture.png}` };
  }
  // `verbatim` keeps Slack from linking bare words; the elements take it to mean that nothing is formatted.
  return JSON.parse(JSON.stringify(block, (key, value) => (key === 'verbatim' ? undefined : value)));
}
