import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CommandSpec } from '../../src/chat/command.ts';
import { matchChoice, parseCall } from '../../src/chat/parse.ts';
import { helpText, parseReply, usageLine } from '../../src/chat/usage.ts';
import { COMMANDS } from '../../src/commands/index.ts';
import { CLAIM_TYPES } from '../../src/domain/claim.ts';

const spec = (name: string) => COMMANDS.find((c) => c.name === name) as CommandSpec;
const options = (name: string, text: string) => {
  const parsed = parseCall(spec(name), text);
  return parsed.ok ? parsed.options : parsed.problem;
};
const problem = (name: string, text: string) => {
  const parsed = parseCall(spec(name), text);
  expect(parsed.ok).toBe(false);
  return parsed.ok ? '' : parsed.problem;
};

const compare: CommandSpec = {
  name: 'compare',
  description: 'What stands between two companies',
  options: [
    { name: 'first', description: 'a company', kind: 'company', required: true },
    { name: 'second', description: 'another', kind: 'company', required: true },
  ],
};

describe('a command as people type it', () => {
  it.each([
    ['scale-ai', { company: 'scale-ai' }],
    ['  scale   ai ', { company: 'scale ai' }],
    ['"Scale AI"', { company: 'Scale AI' }],
    ['“Scale AI”', { company: 'Scale AI' }],
    ['„Scale AI“ share', { company: 'Scale AI', share: 'yes' }],
    ["'Scale AI' --share", { company: 'Scale AI', share: 'yes' }],
    ["moody's", { company: "moody's" }],
    ['scale ai type:investment since:2025-06-01', { company: 'scale ai', type: 'investment', since: '2025-06-01' }],
    ['since:2025-06-01 type:investment "Scale AI"', { company: 'Scale AI', type: 'investment', since: '2025-06-01' }],
    ['scale ai investments 30d', { company: 'scale ai', type: 'investment', since: '30d' }],
    ['scale ai 2025-06', { company: 'scale ai', since: '2025-06' }],
    ['openai type: Executive-Move', { company: 'openai', type: 'executive_move' }],
    ['openai type:executive move', { company: 'openai', type: 'executive_move' }],
    ['openai executive move', { company: 'openai', type: 'executive_move' }],
    ['openai since:"june 2025"', { company: 'openai', since: 'june 2025' }],
    ['openai since: june 2025 share', { company: 'openai', since: 'june 2025', share: 'yes' }],
    ['openai share:no', { company: 'openai' }],
    ['company:"Scale AI" type=ipo', { company: 'Scale AI', type: 'ipo' }],
    ['#3f9a', { company: '#3f9a' }],
    ['launch', { company: 'launch' }],
    ['"share"', { company: 'share' }],
    ['"Scale AI', { company: 'Scale AI' }],
  ])('/deal %s', (text, wanted) => {
    expect(options('deal', text)).toEqual(wanted);
  });

  it.each([
    ['openai', { company: 'openai' }],
    [
      'scale ai investment,ipo $50 million daily',
      { company: 'scale ai', types: 'investment,ipo', 'min-amount': '$50 million', cadence: 'daily' },
    ],
    ['openai daily 1.5bn', { company: 'openai', 'min-amount': '1.5bn', cadence: 'daily' }],
    [
      'openai types:investment, acquisition min-amount:50M',
      { company: 'openai', types: 'investment,acquisition', 'min-amount': '50M' },
    ],
    ['openai type:investment types:ipo', { company: 'openai', types: 'investment,ipo' }],
    ['openai min:$2 billion', { company: 'openai', 'min-amount': '$2 billion' }],
    [
      'openai types:all min-amount:0 instant',
      { company: 'openai', types: 'all', 'min-amount': '0', cadence: 'instant' },
    ],
  ])('/subscribe %s', (text, wanted) => {
    expect(options('subscribe', text)).toEqual(wanted);
  });

  it.each([
    ['scale-ai 2025-06-01', { company: 'scale-ai', date: '2025-06-01' }],
    ['scale ai 2025/07/20', { company: 'scale ai', date: '2025/07/20' }],
    ['scale ai june 1, 2025 share', { company: 'scale ai', date: 'june 1 2025', share: 'yes' }],
    ['scale ai 1st June 2025', { company: 'scale ai', date: '1st June 2025' }],
    ['scale ai date:20 July 2025', { company: 'scale ai', date: '20 July 2025' }],
    ['openai june 2025', { company: 'openai', date: 'june 2025' }],
    ['openai 2 weeks ago', { company: 'openai', date: '2 weeks ago' }],
    ['"Scale AI" "20 July 2025"', { company: 'Scale AI', date: '20 July 2025' }],
  ])('/who %s', (text, wanted) => {
    expect(options('who', text)).toEqual(wanted);
  });

  it('divides two names by quotes, by a comma, or where there are two words', () => {
    for (const text of [
      '"Scale AI" meta',
      '“Scale AI” “meta”',
      'scale ai, meta',
      'first:"scale ai" meta',
      'meta second:meta',
    ]) {
      const parsed = parseCall(compare, text);
      expect(parsed.ok, text).toBe(true);
    }
    expect(parseCall(compare, 'openai meta')).toMatchObject({ options: { first: 'openai', second: 'meta' } });
    expect(parseCall(compare, 'scale ai, meta')).toMatchObject({ options: { first: 'scale ai', second: 'meta' } });
    // Where one name ends is for the command to find out, which knows the names.
    expect(parseCall(compare, 'scale ai meta')).toEqual({ ok: true, options: { first: 'scale ai meta' } });
    expect(parseCall(compare, 'openai')).toMatchObject({
      ok: false,
      problem: expect.stringContaining('Two companies'),
    });
  });

  it('says what is missing or wrong, what is allowed, and how the command is typed', () => {
    expect(problem('deal', '')).toMatch(/^Which company\?.*\nUsage: \/deal <company> \[type\] \[since\] \[share\]$/s);
    expect(problem('deal', 'share')).toContain('Which company?');
    expect(problem('deal', 'openai type:banana')).toMatch(/type cannot be “banana”: it is one of investment, /);
    expect(problem('deal', 'openai colour:red')).toMatch(/no “colour:” here: you can use company:, type: or since:/);
    expect(problem('deal', 'openai type:ipo type:legal')).toContain('type is given twice');
    expect(problem('deal', 'openai since:')).toContain('since: has nothing behind it');
    expect(problem('subscribe', 'openai types:ipo,banana')).toMatch(/types cannot be “ipo,banana”: use one or more of/);
    expect(problem('unsubscribe', '')).toContain('or say all');
    expect(problem('subscriptions', 'please')).toContain('Nothing goes behind this command');
    expect(problem('dealwire', 'correct #3f9a')).toMatch(/field is missing: what is wrong, one of amount, /);
    expect(problem('dealwire', 'help dance')).toContain('command cannot be “dance”: it is one of deal, news');
    expect(problem('dealwire', 'statsu')).toMatch(/no “statsu”: it takes help, status, settings, feeds/);
  });

  it('reads subcommands, with help as the one that is meant by nothing', () => {
    expect(parseCall(spec('dealwire'), 'Status')).toEqual({ ok: true, subcommand: 'status', options: {} });
    expect(parseCall(spec('dealwire'), '')).toMatchObject({ subcommand: 'help' });
    expect(parseCall(spec('dealwire'), 'help')).toMatchObject({ subcommand: 'help' });
  });

  it('gives the help of one command when asked', () => {
    for (const text of ['help', '?', '--help'])
      expect(parseCall(spec('deal'), text)).toMatchObject({ ok: false, help: true });
    expect(helpText(spec('subscribe'))).toContain('types:investment');
    const reply = parseReply(spec('deal'), { problem: helpText(spec('deal')), help: true });
    expect(reply).toMatchObject({ visibility: 'caller', card: { title: '/deal' } });
    expect(parseReply(spec('deal'), { problem: 'No.\nUsage: x' }).card).toMatchObject({ title: 'No.', summary: 'No.' });
  });

  it('never throws, and gives only options that the command has, with choices in their one spelling', () => {
    const word = fc.oneof(
      fc.string({ maxLength: 12 }),
      fc.constantFrom(
        '"',
        '“',
        "'",
        ',',
        ':',
        '=',
        'type:',
        'since:',
        'types:',
        'min-amount:',
        'share',
        'all',
        'daily',
        '50M',
        '$50',
        'million',
        'help',
        'investment',
        'scale',
        'ai',
      ),
    );
    fc.assert(
      fc.property(fc.constantFrom(...COMMANDS, compare), fc.array(word, { maxLength: 10 }), (command, words) => {
        const parsed = parseCall(command, words.join(' '));
        if (!parsed.ok) {
          expect(parsed.problem.trim()).not.toBe('');
          return;
        }
        const of = command.subcommands?.find((s) => s.name === parsed.subcommand) ?? command;
        for (const [name, value] of Object.entries(parsed.options)) {
          const option = of.options.find((o) => o.name === name);
          expect(option).toBeDefined();
          expect(value).not.toBe('');
          if (option?.kind === 'choice') expect(option.choices).toContain(value);
          if (option?.kind === 'flag') expect(value).toBe('yes');
        }
        // Of two names that cannot be told apart, the first option gets all words.
        const [first, ...further] = of.options.filter((o) => o.kind === 'company');
        const undivided = /\s/.test(parsed.options[first?.name ?? ''] ?? '') ? further : [];
        for (const option of of.options)
          if (option.required && !undivided.includes(option)) expect(parsed.options[option.name]).toBeDefined();
      }),
      { numRuns: 1000 },
    );
  });

  it('understands what it would itself write', () => {
    const name = fc
      .array(fc.stringMatching(/^[A-Za-z][A-Za-z0-9.&-]{0,8}$/), { minLength: 1, maxLength: 3 })
      .map((w) => w.join(' '));
    fc.assert(
      fc.property(
        name,
        fc.option(fc.constantFrom(...CLAIM_TYPES)),
        fc.option(fc.constantFrom('2025-06-01', '30d', '2 weeks')),
        fc.boolean(),
        (company, type, since, share) => {
          const text = [`"${company}"`, type && `type:${type}`, since && `since:"${since}"`, share && 'share']
            .filter(Boolean)
            .join(' ');
          expect(options('deal', text)).toEqual({
            company,
            ...(type ? { type } : {}),
            ...(since ? { since } : {}),
            ...(share ? { share: 'yes' } : {}),
          });
        },
      ),
    );
  });
});

describe('a list of names', () => {
  it.each([
    ['companies add Figure AI', { name: 'Figure AI' }],
    ['companies add Figure AI, Figure', { name: 'Figure AI', aliases: 'Figure' }],
    ['companies add Figure AI, Figure aliases:Fig', { name: 'Figure AI', aliases: 'Fig, Figure' }],
    [
      'companies add Figure aliases:"A, B" "C D" E domains:a.ai',
      { name: 'Figure', aliases: 'A, B, C D, E', domains: 'a.ai' },
    ],
    ['companies add Figure aliases: A B, C', { name: 'Figure', aliases: 'A B, C' }],
    ['companies aliases:A aliases:B domains:', 'domains: has nothing behind it.'],
  ])('goes on to the next argument that is named: “%s”', (text, wanted) => {
    const read = options('dealwire', text);
    if (typeof wanted === 'string') expect(read).toContain(wanted);
    else expect(read).toEqual({ action: 'add', ...wanted });
  });
});

describe('usage', () => {
  it('marks what must be given', () => {
    expect(COMMANDS.map((c) => usageLine(c))).toEqual([
      '/deal <company> [type] [since] [share]',
      '/news <company> [share]',
      '/timeline <company> [type] [since] [share]',
      '/who <company> [date] [share]',
      '/compare <company> <other> [share]',
      '/subscribe <company> [types] [min-amount] [instant|daily]',
      '/unsubscribe <company or all>',
      '/subscriptions',
      expect.stringMatching(/^\/dealwire help\|status\|settings\|feeds/),
    ]);
  });

  it('takes a choice however it is spelt', () => {
    for (const text of ['executive_move', 'Executive Move', 'executive-moves', 'EXECUTIVE MOVE'])
      expect(matchChoice(CLAIM_TYPES, text)).toBe('executive_move');
    for (const text of ['layoff', 'layoffs', 'Layoffs']) expect(matchChoice(CLAIM_TYPES, text)).toBe('layoffs');
    expect(matchChoice(CLAIM_TYPES, 'x')).toBeUndefined();
    expect(matchChoice(CLAIM_TYPES, '')).toBeUndefined();
  });
});
