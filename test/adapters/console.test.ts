import { PassThrough } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { complete } from '../../adapters/console/complete.ts';
import { type ConsoleSettings, createConsoleAdapter, understand } from '../../adapters/console/index.ts';
import { type RenderOptions, renderCard } from '../../adapters/console/render.ts';
import { columns, wrap } from '../../adapters/console/width.ts';
import type { Adapter, Host } from '../../src/chat/adapter.ts';
import type { Card } from '../../src/chat/card.ts';
import type { CommandCall } from '../../src/chat/command.ts';
import { COMMANDS } from '../../src/commands/index.ts';
import { CONSOLE_CHANNEL, NOON } from '../support/fixtures.ts';

const card = (title: string, over: Partial<Card> = {}): Card => ({
  summary: title,
  title,
  blocks: [],
  buttons: [],
  ...over,
});

const FULL = card('Meta is investing $14.3 billion in Scale AI · confirmed', {
  url: 'https://wire.example/deal',
  blocks: [
    { kind: 'text', text: ['Confirmed by ', { text: 'a spokesperson', bold: true }, ' at ', { time: NOON }] },
    {
      kind: 'fields',
      fields: [
        { label: 'Amount', value: ['$14.3 billion'] },
        { label: 'Stake', value: ['49%'] },
      ],
    },
    {
      kind: 'quote',
      text: 'Meta is investing $14.3 billion in Scale for a 49% stake, a spokesperson said.',
      outlet: 'Example Wire',
      url: 'https://wire.example/deal',
      at: NOON,
    },
    { kind: 'divider' },
    { kind: 'heading', text: 'Replies' },
    { kind: 'list', items: [['Scale AI did not respond'], [{ text: 'A story', link: 'https://a.example/' }, ' – A']] },
  ],
  footer: '#3f9a',
  buttons: [
    { label: 'Next page', action: 'deal:scale-ai:page=2' },
    { label: 'Source', url: 'https://wire.example/deal' },
  ],
});
const WIDE: RenderOptions = { width: Number.POSITIVE_INFINITY, colour: false };

describe('a card on the console', () => {
  it('is readable text, with quotations indented and links shown', () => {
    expect(renderCard(FULL, { ...WIDE, number: () => 1 })).toBe(
      [
        'Meta is investing $14.3 billion in Scale AI · confirmed',
        '  Confirmed by a spokesperson at 18 June 2025',
        '  Amount: $14.3 billion',
        '  Stake:  49%',
        '  │ “Meta is investing $14.3 billion in Scale for a 49% stake, a spokesperson said.”',
        '  │ — Example Wire, 18 June 2025',
        '  │ https://wire.example/deal',
        '',
        '  Replies',
        '  • Scale AI did not respond',
        '  • A story – A',
        '    https://a.example/',
        '  #3f9a',
        '  [1] Next page  Source: https://wire.example/deal',
      ].join('\n'),
    );
  });

  it('is wrapped at words to the width of the terminal', () => {
    const lines = renderCard(FULL, { width: 40, colour: false, number: () => 1 }).split('\n');
    for (const line of lines) if (!line.includes('https://')) expect(columns(line), line).toBeLessThanOrEqual(40);
    expect(lines.filter((line) => line.startsWith('  │ ')).length).toBeGreaterThan(4);
    expect(wrap('aa 漢字漢字 b', 6)).toEqual(['aa', '漢字漢字', 'b']);
    expect(columns('漢字a😀')).toBe(7);
  });

  it('has styles only when colour is on, and says nothing by them alone', () => {
    const coloured = renderCard(FULL, { width: 80, colour: true, number: () => 1 });
    expect(coloured).toContain('\u001b[1mMeta is investing');
    expect(stripVTControlCharacters(coloured)).toBe(renderCard(FULL, { width: 80, colour: false, number: () => 1 }));
  });

  it('never lets text of a feed act on the terminal', () => {
    const evil = '\u001b[2J\u001b]0;pwned\u0007\u009b31mred\u202e\r\nnext';
    const hostile = card(evil, {
      url: 'javascript:alert(1)',
      blocks: [
        { kind: 'text', text: [evil, { text: evil, link: 'file:///etc/passwd' }] },
        { kind: 'quote', text: evil, outlet: evil, url: 'javascript:x', at: Number.NaN },
        { kind: 'fields', fields: [{ label: evil, value: [evil] }] },
        { kind: 'list', items: [[evil]] },
        { kind: 'heading', text: evil },
      ],
      footer: evil,
      buttons: [
        { label: evil, action: 'x' },
        { label: evil, url: 'data:x' },
      ],
    });
    const text = renderCard(hostile, { ...WIDE, number: () => 1 });
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they must be gone
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
    expect(text).not.toMatch(/javascript|file:|data:|pwned/);
  });

  it('without numbers leaves buttons out', () => {
    expect(renderCard(FULL, WIDE)).not.toContain('Next page');
  });
});

describe('a line that is typed', () => {
  it.each([
    ['/deal scale-ai', { kind: 'call', command: 'deal', options: { company: 'scale-ai' } }],
    ['deal scale ai type:ipo', { kind: 'call', command: 'deal', options: { company: 'scale ai', type: 'ipo' } }],
    ['DEAL openai', { kind: 'call', command: 'deal', options: { company: 'openai' } }],
    ['help', { kind: 'call', command: 'dealwire', subcommand: 'help', options: {} }],
    ['/help', { kind: 'call', command: 'dealwire', subcommand: 'help', options: {} }],
    ['?', { kind: 'call', command: 'dealwire', subcommand: 'help', options: {} }],
    ['status', { kind: 'call', command: 'dealwire', subcommand: 'status', options: {} }],
    ['quit', { kind: 'quit' }],
    ['/exit', { kind: 'quit' }],
    ['1', { kind: 'button', number: 1 }],
    ['[12]', { kind: 'button', number: 12 }],
    ['   ', { kind: 'nothing' }],
    ['deal', { kind: 'reply', card: { title: 'Which company? Name one, as in openai or "Scale AI".' } }],
    ['dance now', { kind: 'reply', card: { title: 'There is no command “dance”' } }],
    ['/dael scale-ai', { kind: 'reply', card: { summary: expect.stringContaining('Did you mean /deal?') } }],
    ['statsu', { kind: 'reply', card: { summary: expect.stringContaining('Did you mean status?') } }],
    ['dance', { kind: 'reply', card: { summary: expect.not.stringContaining('Did you mean') } }],
    ['deal help', { kind: 'reply', card: { title: '/deal' } }],
  ])('%s', (line, wanted) => {
    expect(understand(line, COMMANDS)).toMatchObject(wanted);
  });
});

const running = new Set<Adapter>();
afterEach(async () => {
  for (const adapter of running) await adapter.stop();
  running.clear();
});

async function openConsole(
  over: Partial<ConsoleSettings> = {},
  answer: (call: CommandCall) => Promise<Card> | Card = (c) => card(`${c.command} ${c.options.company ?? ''}`),
) {
  const input = new PassThrough();
  const output = Object.assign(new PassThrough(), { columns: 60 });
  let printed = '';
  output.on('data', (chunk: Buffer) => {
    printed += chunk.toString();
  });
  const onQuit = vi.fn();
  const press = vi.fn(async (p: { action: string }) => ({
    card: card(`pressed ${p.action}`),
    visibility: 'caller' as const,
  }));
  const host: Host = {
    commands: COMMANDS,
    answer: async (call) => ({ card: await answer(call), visibility: 'caller' }),
    press,
    form: () => null,
    submit: async ({ action }) => ({ card: card(`sent ${action}`), visibility: 'caller' }),
    suggest: (_command, option, typed) =>
      option === 'company'
        ? ['scale-ai', 'scala', 'openai'].filter((v) => v.startsWith(typed)).map((v) => ({ label: v, value: v }))
        : [],
    home: async () => card('home'),
    unreachable: async () => {},
    reachable: async () => {},
    moved: async () => {},
    log: { debug() {}, info() {}, warn() {}, error() {} },
  };
  const adapter = createConsoleAdapter({
    input,
    output,
    isTerminal: false,
    colour: false,
    onQuit,
    now: () => NOON,
    ...over,
  });
  await adapter.start(host);
  running.add(adapter);
  const shows = (text: string) => vi.waitFor(() => expect(printed).toContain(text));
  return { adapter, input, output, host, press, onQuit, shows, printed: () => printed };
}

describe('the console behind a pipe', () => {
  it('answers one command a line, in order, without prompt or colour, also the last one without a line break', async () => {
    const { input, shows, printed, onQuit } = await openConsole({}, async (call) => {
      if (call.options.company === 'slow') await new Promise((done) => setImmediate(done));
      return card(`${call.command} ${call.options.company}`);
    });
    input.end('/deal slow\n\nnews fast\r\nsubscriptions please\ndeal last');
    await shows('deal last');
    expect(printed().split('\n').filter(Boolean)).toEqual([
      'deal slow',
      'news fast',
      'Nothing goes behind this command, and “please” does.',
      '  Usage: /subscriptions',
      'deal last',
    ]);
    expect(printed()).not.toContain('dealwire>');
    expect(printed()).not.toContain('\u001b');
    expect(onQuit).not.toHaveBeenCalled();
  });

  it('goes on after the end of its input', async () => {
    const { adapter, input, shows } = await openConsole();
    input.end();
    await new Promise((done) => input.on('close', done));
    expect(await adapter.send(CONSOLE_CHANNEL, card('An alert'), 'key-1')).toEqual({
      outcome: 'sent',
      ref: { channel: CONSOLE_CHANNEL, message: 'key-1' },
    });
    await shows('An alert');
    expect(adapter.health().state).toBe('up');
  });

  it('presses a button by its number; numbers run on, so that an alert in between changes none', async () => {
    const { adapter, input, press, shows, printed } = await openConsole({}, () =>
      card('Page 1', { buttons: [{ label: 'Next page', action: 'deal:x:page=2' }] }),
    );
    input.write('deal x\n');
    await shows('[1] Next page');
    await adapter.send(CONSOLE_CHANNEL, card('An alert', { buttons: [{ label: 'Details', action: 'fact:1' }] }), 'k');
    expect(printed()).toContain('[2] Details');
    input.write('1\n7\n');
    await shows('pressed deal:x:page=2');
    expect(press).toHaveBeenCalledWith({
      action: 'deal:x:page=2',
      caller: { user: 'console', mayManage: true },
      channel: CONSOLE_CHANNEL,
    });
    await shows('No button has the number 7');
  });

  it('calls for the end when told to quit, and goes on after a fault', async () => {
    const { input, onQuit, shows } = await openConsole({}, (call) => {
      if (call.options.company === 'bad') throw new Error('no');
      return card('fine');
    });
    input.write('deal bad\ndeal good\nquit\n');
    await shows('fine');
    await vi.waitFor(() => expect(onQuit).toHaveBeenCalledOnce());
  });

  it('says later when its output is gone', async () => {
    const { adapter, output } = await openConsole();
    output.emit('error', new Error('EPIPE'));
    expect(await adapter.send(CONSOLE_CHANNEL, card('x'), 'k')).toMatchObject({
      outcome: 'later',
      reason: expect.stringContaining('EPIPE'),
    });
    expect(adapter.health()).toMatchObject({ state: 'down' });
  });

  it('takes no more lines once stopped', async () => {
    const answer = vi.fn(() => card('x'));
    const { adapter, input } = await openConsole({}, answer);
    await adapter.stop();
    input.write('deal x\n');
    await new Promise((done) => setImmediate(done));
    expect(answer).not.toHaveBeenCalled();
  });
});

describe('the console at a terminal', () => {
  it('prompts, and prints alerts above what is being typed', async () => {
    const { adapter, input, shows, printed } = await openConsole({ isTerminal: true });
    await shows('dealwire> ');
    input.write('/deal sca');
    await shows('dealwire> /deal sca'.slice(-3));
    await adapter.send(CONSOLE_CHANNEL, card('An alert'), 'k');
    const after = printed().slice(printed().indexOf('An alert'));
    // The line being typed is drawn again below the alert.
    expect(after).toContain('dealwire> /deal sca');
    input.write('le-ai\r');
    await shows('deal scale-ai');
  });

  it('ends at Ctrl-D, and at Ctrl-C when nothing is typed', async () => {
    const first = await openConsole({ isTerminal: true });
    first.input.write('\u0004');
    await vi.waitFor(() => expect(first.onQuit).toHaveBeenCalledOnce());
    const second = await openConsole({ isTerminal: true });
    second.input.write('deal');
    second.input.write('\u0003');
    await new Promise((done) => setImmediate(done));
    expect(second.onQuit).not.toHaveBeenCalled();
    second.input.write('\u0003');
    await vi.waitFor(() => expect(second.onQuit).toHaveBeenCalledOnce());
  });

  it('wraps to its width', async () => {
    const { adapter, shows, printed } = await openConsole({ isTerminal: true });
    await adapter.send(CONSOLE_CHANNEL, card('word '.repeat(40)), 'k');
    await shows('word word');
    for (const line of printed().split('\n')) expect(stripVTControlCharacters(line).length).toBeLessThanOrEqual(61);
  });

  it('completes commands, companies, filters', async () => {
    const { host } = await openConsole();
    expect(complete('/su', host)).toEqual([['/subscribe ', '/subscriptions '], '/su']);
    expect(complete('he', host)).toEqual([['help '], 'he']);
    expect(complete('/deal scal', host)).toEqual([['scale-ai ', 'scala '], 'scal']);
    expect(complete('deal openai sh', host)).toEqual([['share'], 'sh']);
    expect(complete('/dealwire st', host)).toEqual([['status'], 'st']);
    expect(complete('/nothing x', host)).toEqual([[], '/nothing x']);
  });
});
