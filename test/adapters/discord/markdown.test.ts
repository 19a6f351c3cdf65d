import { parse } from 'discord-markdown-parser';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeMarkdown, richMarkdown } from '../../../adapters/discord/markdown.ts';
import type { Rich, Span } from '../../../src/chat/card.ts';
import { plain, spanText } from '../../../src/chat/text.ts';

interface Node {
  type: string;
  content?: string | Node[] | Node;
  name?: string;
  target?: string;
}

/** What a reader sees, and where links go; any markup that is not listed is a fault. */
function read(markdown: string, allowed: readonly string[]): { words: string; links: string[] } {
  const links: string[] = [];
  const words = (nodes: string | Node | Node[] | undefined): string => {
    if (nodes === undefined || typeof nodes === 'string') return nodes ?? '';
    if (Array.isArray(nodes)) return nodes.map(words).join('');
    if (nodes.type === 'br' || nodes.type === 'newline') return '\n';
    if (nodes.type === 'twemoji') return nodes.name ?? '';
    if (nodes.type !== 'text' && !allowed.includes(nodes.type))
      throw new Error(`${nodes.type} in ${JSON.stringify(markdown)}`);
    if (nodes.target) links.push(nodes.target);
    return words(nodes.content);
  };
  return { words: words(parse(markdown, 'extended') as Node[]), links };
}

// Words as a hostile feed would put them together: every sign that means something to Discord.
const signs = fc
  .array(
    fc.oneof(
      fc.constantFrom(...'*_~|`\\[]()<>@#-+.: \n'),
      fc.constantFrom(
        '1.',
        '-# ',
        '> ',
        '>>> ',
        '### ',
        '://',
        '//',
        '](',
        '](https://evil.example/)',
        'https://a.example',
      ),
      fc.constantFrom('@everyone', '@here', '<@1>', '<@&1>', '<#1>', '<t:1:R>', '</a:1>', '<:e:1>', '<id:home>'),
      fc.constantFrom('word', 'http', 'https', 'mailto:', 'discord.gg/x', '¯\\_(ツ)_/¯', 'é', '👍', '\u200b'),
    ),
    { maxLength: 14 },
  )
  .map((parts) => parts.join(''));

const bare = (text: string) =>
  text
    .replace(/[\s\u200b]/g, '')
    .replaceAll('[', '(')
    .replaceAll(']', ')');

describe('Discord markdown, read by a parser that is not ours', () => {
  it('shows hostile text letter for letter, and nothing in it acts', () => {
    fc.assert(
      fc.property(signs, (text) => {
        const cleaned = plain(text);
        expect(bare(read(escapeMarkdown(cleaned), []).words)).toBe(bare(cleaned));
      }),
      { numRuns: 2000 },
    );
  });

  it('keeps the words, the links and the emphasis of spans apart, whatever stands in them', () => {
    const link = fc.constantFrom('https://one.example/a_(b)*', 'https://two.example/?q=[x]', 'javascript:alert(1)');
    const span: fc.Arbitrary<Span> = fc.oneof(
      signs,
      fc.record(
        { text: signs, bold: fc.constant(true as const), italic: fc.constant(true as const), link },
        { requiredKeys: ['text'] },
      ),
    );
    fc.assert(
      fc.property(fc.array(span, { maxLength: 5 }), fc.integer({ min: 1, max: 400 }), (spans: Rich, max) => {
        const whole = read(richMarkdown(spans, 1e5), ['strong', 'em', 'link']);
        expect(bare(whole.words)).toBe(bare(spans.map((s) => plain(spanText(s))).join('')));
        const cut = richMarkdown(spans, max);
        expect(cut.length).toBeLessThanOrEqual(max);
        const part = read(cut, ['strong', 'em', 'link']);
        for (const target of [...whole.links, ...part.links])
          expect(target).toMatch(/^https:\/\/(?:one|two)\.example\//);
        expect(bare(whole.words).startsWith(bare(part.words).replace(/…$/, ''))).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });
});
