import { beforeEach, describe, expect, it } from 'vitest';
import type { CommandSpec } from '../../src/chat/command.ts';
import { parseCall } from '../../src/chat/parse.ts';
import { richText } from '../../src/chat/text.ts';
import { COMMANDS, createAnswerer, type Deps } from '../../src/commands/index.ts';
import type { Claim } from '../../src/domain/claim.ts';
import { createLookup } from '../../src/domain/lookup.ts';
import { createIntake, type Intake } from '../../src/intake.ts';
import { rolesOn } from '../../src/ledger/index.ts';
import type { StatusReport } from '../../src/present/index.ts';
import { text, who } from '../ledger/told.ts';
import { NO_COMPANIES } from '../support/companies.ts';
import { correcting } from '../support/corrections.ts';
import { NO_FEEDS } from '../support/feeds.ts';
import { article, channel, claim, company, DAY, NOON } from '../support/fixtures.ts';
import { drawing } from '../support/pictures.ts';
import { openTestStore } from '../support/store.ts';

const lookup = createLookup([
  company('scale-ai', {
    name: 'Scale AI',
    people: [
      { name: 'Alexandr Wang', role: 'co-founder and CEO', from: '2016', until: '2025-06' },
      { name: 'Jason Droege', role: 'chief strategy officer', from: '2024-08' },
    ],
  }),
  company('nimbus', {
    people: ['Ada Sample', 'Ben Muster'].map((name) => ({ name, role: 'co-CEO', from: '2024-01' })),
  }),
  company('quay', { people: [{ name: 'Cara Probe', role: 'CFO' }] }),
  company('meta'),
]);
let deps: Deps;
let intake: Intake;
beforeEach(async () => {
  const store = await openTestStore();
  deps = {
    store,
    lookup,
    roles: rolesOn,
    ...drawing(),
    ...correcting({ store }),
    now: () => NOON + 60 * DAY,
    status: async () => ({}) as StatusReport,
    feeds: NO_FEEDS,
    companies: NO_COMPANIES,
    whenUnsure: 'send',
  };
  intake = createIntake({ store, now: () => NOON });
});

/** An outlet tells it, on a day counted from 18 June 2025. */
async function tell(outlet: string, day: number, args: Claim['args'], over: Partial<Claim> = {}) {
  const at = NOON + day * DAY;
  const item = article({ outlet, feedId: outlet, published: at, seen: at, title: `${outlet} ${day}` });
  const claims = [claim({ type: 'executive_move', args, ...over })];
  return intake.take(item, { mentions: [], claims }, { quiet: true });
}
const leaves = (outlet: string, day: number) =>
  tell(outlet, day, [
    who('person', 'Alexandr Wang'),
    who('from_org', 'Scale AI'),
    who('to_org', 'Meta'),
    text('from_role', 'CEO'),
  ]);
const rises = (outlet: string, day: number, role: string) =>
  tell(outlet, day, [who('person', 'Jason Droege'), who('to_org', 'Scale AI'), text('to_role', role)]);

const spec = COMMANDS.find((it) => it.name === 'who') as CommandSpec;
async function ask(line: string) {
  const parsed = parseCall(spec, line);
  if (!parsed.ok) throw new Error(parsed.problem);
  const caller = { user: 'U2', mayManage: false };
  return createAnswerer(deps).answer({ command: 'who', options: parsed.options, caller, channel: channel() });
}
async function lines(line: string): Promise<string[]> {
  const { card } = await ask(line);
  return card.blocks.flatMap((block) =>
    block.kind === 'list' ? block.items.map((it) => richText(it)) : block.kind === 'text' ? [richText(block.text)] : [],
  );
}

describe('/who', () => {
  it('answers as it stood on the day that is asked for, each role with its source', async () => {
    const [wang] = (await leaves('Harbour Post', -5)).facts;
    const [droege] = (await rises('Harbour Post', -5, 'CEO')).facts;
    expect(await lines('scale-ai 2025-06-01')).toEqual([
      `Alexandr Wang, co-founder and CEO, since 2016, until 13 June 2025 (#${wang?.fact.shortId}) · from the catalogue.`,
      'Jason Droege, chief strategy officer, since August 2024 · from the catalogue.',
    ]);
    expect(await lines('scale-ai 2025-07-20')).toEqual([
      `Jason Droege, CEO, since 13 June 2025 · confirmed, says Harbour Post · #${droege?.fact.shortId}.`,
      'Jason Droege, chief strategy officer, since August 2024 · from the catalogue.',
    ]);
  });

  it('of a day long ago does not pretend to know since when somebody has been there', async () => {
    expect(await lines('quay 1999')).toEqual(['Cara Probe, CFO, since when is not known · from the catalogue.']);
    expect(await lines('quay')).toEqual(['Cara Probe, CFO · from the catalogue.']);
  });

  it('says interim where outlets differ, and who says what', async () => {
    await rises('Harbour Post', -5, 'CEO');
    await rises('Silicon Courier', -4, 'interim CEO');
    const [first] = await lines('scale-ai');
    expect(first).toMatch(/^Jason Droege, interim CEO, since 13 June 2025 · /);
    expect(first).toContain('is contested: ');
    expect(first).toContain('interim CEO says Silicon Courier');
  });

  it('says that a seat is vacant, since when, and who held it last', async () => {
    await leaves('Harbour Post', -5);
    expect((await lines('scale-ai today')).at(-1)).toMatch(
      /^CEO: vacant as far as is known since 13 June 2025: last held by Alexandr Wang · confirmed, says Harbour Post · #/,
    );
  });

  it('names both of a joint pair', async () => {
    expect(await lines('nimbus')).toEqual([
      'Ada Sample, co-CEO, since January 2024 · from the catalogue.',
      'Ben Muster, co-CEO, since January 2024 · from the catalogue.',
    ]);
  });

  it('changes nothing by talk, or by what is denied', async () => {
    const rumour = [who('person', 'Ada Sample'), who('to_org', 'Scale AI'), text('to_role', 'CEO')];
    await tell('Harbour Post', -5, rumour, { status: 'talks' });
    await tell('Silicon Courier', -3, rumour, { certainty: 'denied' });
    expect((await lines('scale-ai 2025-06-17')).join()).not.toContain('Ada Sample');
  });

  it.each([
    ['scale ai on june 1, 2025', '1 June 2025'],
    ['scale ai 1st of june 2025', '1 June 2025'],
    ['scale ai as of 2025/06/01', '1 June 2025'],
    ['scale-ai june 2025', '30 June 2025'],
    ['scale-ai 2024', '31 December 2024'],
    ['scale-ai 2025', '17 August 2025'],
    ['scale-ai yesterday', '16 August 2025'],
  ])('%s is understood as %s', async (line, words) => {
    expect((await ask(line)).card.title).toBe(`Scale AI: who holds which role on ${words}`);
  });

  it('says of a day to come that it tells what is announced', async () => {
    expect((await lines('scale-ai 2026-01-01')).at(-1)).toContain('lies ahead');
  });

  it('answers what is wrong: no such date, no such company, nobody known', async () => {
    expect((await ask('scale-ai date:someday')).card.title).toContain('date cannot be “someday”');
    expect((await ask('scale-ai 2025-02-30')).card.title).toContain('there is no such date');
    const { card } = await ask('scale-aj 2025-06-01');
    expect(card.buttons).toContainEqual({ label: 'Scale AI', action: 'who:scale-ai:on=2025-06-01' });
    const pressed = await createAnswerer(deps).press({
      action: 'who:scale-ai:on=2025-06-01',
      caller: { user: 'U2', mayManage: false },
      channel: channel(),
    });
    expect(pressed.card.title).toContain('on 1 June 2025');
    expect((await ask('meta')).card.title).toBe('Nobody is known to hold a role at Meta');
  });

  it('is for the caller alone unless it is shared', async () => {
    expect((await ask('nimbus')).visibility).toBe('caller');
    expect((await ask('nimbus share')).visibility).toBe('channel');
  });
});
