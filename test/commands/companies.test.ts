import { beforeEach, describe, expect, it } from 'vitest';
import type { Card } from '../../src/chat/card.ts';
import { richText } from '../../src/chat/text.ts';
import type { Companies } from '../../src/commands/index.ts';
import type { Company } from '../../src/domain/company.ts';
import { createLookup } from '../../src/domain/lookup.ts';
import type { CompanyWish, NameTrial } from '../../src/present/index.ts';
import { answering, MANAGER, READER } from '../support/answering.ts';
import { company, DISCORD_CHANNEL } from '../support/fixtures.ts';
import { openTestStore, storeFact } from '../support/store.ts';

const TRIAL: NameTrial = { alias: 'Figure AI', matches: 4, vouched: 1, examples: ['Figure AI hires'], doubtful: false };
const DOUBTFUL: NameTrial = { ...TRIAL, alias: 'Figure', examples: ['Figure one of the report'], doubtful: true };

let all: Company[];
let looked: CompanyWish[];
let added: [CompanyWish, string][];
let companies: Companies;
let bot: ReturnType<typeof answering>;
beforeEach(async () => {
  all = [
    company('scale-ai', {
      name: 'Scale AI',
      aliases: [
        { text: 'Scale AI', ambiguous: false },
        { text: 'Scale', ambiguous: true },
      ],
    }),
    company('meta'),
  ];
  [looked, added] = [[], []];
  companies = {
    all: () => all,
    look: async (wish) => {
      looked.push(wish);
      return { outcome: 'fit', slug: 'figure-ai', trials: [TRIAL] };
    },
    add: async (wish, by) => {
      added.push([wish, by]);
      return { outcome: 'added', slug: 'figure-ai' };
    },
  };
  bot = answering(await openTestStore(), { companies, lookup: createLookup(all) });
});

const ask = async (line: string, ...who: [typeof READER] | []) =>
  (await bot.ask(`/dealwire companies ${line}`.trim(), ...who)).card;
const actions = (card: Card) => card.buttons.map((b) => ('action' in b ? b.action : b.url));
const textOf = (card: Card) =>
  card.blocks
    .flatMap((b) =>
      b.kind === 'text' ? [richText(b.text)] : b.kind === 'list' ? b.items.map((item) => richText(item)) : [],
    )
    .join('\n');

describe('/dealwire companies', () => {
  it('lists them by name to anyone, with what else they are called and how much is known', async () => {
    await storeFact(bot.deps.store as never, { companies: ['meta'] });
    const card = await ask('', READER);
    expect(card.title).toBe('2 companies tracked');
    expect(textOf(card)).toBe('Meta (meta) – 1 fact\nScale AI (scale-ai) – also Scale; 0 facts');
    expect(card.footer).toBe('A manager can add one');
    expect((await ask('list')).footer).toBe('/dealwire companies add <name>');
  });

  it('pages, and the page that was turned takes the place of the one before', async () => {
    all = Array.from({ length: 21 }, (_, i) => company(`c${String(i).padStart(2, '0')}`));
    expect(actions(await ask(''))).toEqual(['companies:page=2']);
    const second = await bot.press('companies:page=2');
    expect(second.replaces).toBe(true);
    expect(textOf(second.card)).toMatch(/^C10 \(c10\)/);
    expect(actions(second.card)).toEqual(['companies:page=3', 'companies:page=1']);
    expect((await bot.press('companies:page=99')).card.footer).toContain('Page 3 of 3');
  });
});

describe('adding a company', () => {
  const WISH = { name: 'Figure AI', aliases: ['Figure', 'Figure Robotics'], domains: ['figure.ai'] };
  it.each([
    'add Figure AI aliases:Figure, Figure Robotics domains:figure.ai',
    'add "Figure AI" aliases:"Figure, Figure Robotics" domains:figure.ai',
    'add Figure AI, Figure, Figure Robotics domains:figure.ai',
    'add "Figure AI" "Figure" "Figure Robotics" domains:figure.ai',
    'action:add domains:figure.ai name:"Figure AI" aliases:Figure,"Figure Robotics"',
  ])('understands “%s”', async (line) => {
    await ask(line);
    expect(looked).toEqual([WISH]);
  });

  it('shows what the names match and asks; nothing is added before the button is pressed', async () => {
    const card = await ask('add Figure AI domains:figure.ai figure.com');
    expect(card.title).toBe('Track “Figure AI” from now on?');
    expect(textOf(card)).toContain('“Figure AI” stands in 4 stored articles, 1 of which names the company otherwise');
    expect(textOf(card)).toContain('Figure AI hires');
    expect(actions(card)).toEqual(['company-add:Figure+AI:at=figure.ai,figure.com', 'keep']);
    expect(added).toEqual([]);
    const done = await bot.press(actions(card)[0] ?? '');
    expect(done).toMatchObject({ replaces: true, card: { title: '“Figure AI” is tracked from now on' } });
    expect(actions(done.card)).toEqual(['subscribe:figure-ai', 'companies']);
    expect(added).toEqual([[{ name: 'Figure AI', domains: ['figure.ai', 'figure.com'] }, 'U1']]);
  });

  it('warns of names that mean other things, and offers to add them with care', async () => {
    companies.look = async () => ({ outcome: 'fit', slug: 'figure-ai', trials: [TRIAL, DOUBTFUL] });
    const card = await ask('add Figure AI aliases:Figure');
    expect(textOf(card)).toContain('Look at “Figure”');
    expect(actions(card)).toEqual(['company-add:Figure+AI:amb=Figure', 'company-add:Figure+AI:aka=Figure', 'keep']);
    await bot.press('company-add:Figure+AI:amb=Figure');
    expect(added[0]?.[0]).toEqual({ name: 'Figure AI', ambiguous: ['Figure'] });
  });

  it.each(['Scale AI', 'scaleai', 'META'])('says that %s is tracked already', async (name) => {
    expect((await ask(`add ${name}`)).title).toMatch(/^“(?:Scale AI|Meta)” is tracked already$/);
    expect((await bot.press(`company-add:${name.replace(' ', '+')}`)).card.title).toContain('is tracked already');
    expect([looked, added]).toEqual([[], []]);
  });

  it('takes a name that another company shares with other things', async () => {
    await ask('add Scale');
    expect(looked).toEqual([{ name: 'Scale', aliases: [], domains: [] }]);
  });

  it('says what is wrong, and what to do', async () => {
    companies.look = async () => ({ outcome: 'unfit', faults: ['domains 1: must be a bare domain'] });
    const unfit = await ask('add Figure AI domains:x');
    expect(unfit.title).toBe('“Figure AI” cannot be added');
    expect(textOf(unfit)).toBe('domains 1: must be a bare domain.\nMend this and ask again.');
    companies.add = async () => ({ outcome: 'closed' });
    expect(textOf((await bot.press('company-add:Figure+AI')).card)).toContain('COMPANIES_FILE');
    companies.add = async () => ({ outcome: 'broken' });
    expect(textOf((await bot.press('company-add:Figure+AI')).card)).toContain('dealwire doctor');
    const nameless = await ask('add');
    expect(nameless.title).toContain('Which company?');
    expect(textOf(nameless)).toContain('Usage: /dealwire companies');
    expect((await ask('Figure AI')).title).toContain('Say what to do: list or add.');
  });

  it('is for managers alone, by command or by button', async () => {
    expect((await ask('add Figure AI', READER)).title).toBe('Only managers can add companies');
    expect((await bot.press('company-add:Figure+AI', READER)).card.title).toBe('Only managers can add companies');
    expect([looked, added]).toEqual([[], []]);
  });

  it('is not for a conversation of one person with the bot', async () => {
    const direct = { ...DISCORD_CHANNEL, workspace: 'dm' };
    const asked = await bot.ask('/dealwire companies add Figure AI', MANAGER, direct);
    expect(asked.card.title).toBe('Only managers can add companies');
    expect((await bot.press('company-add:Figure+AI', MANAGER, direct)).card.title).toBe(
      'Only managers can add companies',
    );
    expect([looked, added]).toEqual([[], []]);
  });
});
