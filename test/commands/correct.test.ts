import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Card } from '../../src/chat/card.ts';
import type { CommandSpec } from '../../src/chat/command.ts';
import { parseCall } from '../../src/chat/parse.ts';
import { richText } from '../../src/chat/text.ts';
import { COMMANDS, createAnswerer, type Deps } from '../../src/commands/index.ts';
import type { Article } from '../../src/domain/article.ts';
import type { Argument, Claim } from '../../src/domain/claim.ts';
import { createLookup } from '../../src/domain/lookup.ts';
import type { ChannelRef } from '../../src/domain/subscription.ts';
import { reprocess } from '../../src/intake/reprocess.ts';
import { createIntake, type Intake } from '../../src/intake.ts';
import { rolesOn, weightOf } from '../../src/ledger/index.ts';
import { createOutbox, type Outbox } from '../../src/outbox.ts';
import { createPresenter, type StatusReport } from '../../src/present/index.ts';
import { openStore, type Store } from '../../src/store/index.ts';
import { count, percent, text, usd, who } from '../ledger/told.ts';
import { correcting } from '../support/corrections.ts';
import {
  article,
  CONSOLE_CHANNEL,
  channel,
  claim,
  company,
  DISCORD_CHANNEL,
  HOUR,
  NOON,
  subscription,
} from '../support/fixtures.ts';
import { type FakePlatform, fakePlatform, memoryLog } from '../support/outbox.ts';
import { drawing } from '../support/pictures.ts';

const HERE = channel();
const ELSEWHERE = channel('C0009', { workspace: 'T0009' });
const names = createLookup([
  company('scale-ai', { name: 'Scale AI' }),
  company('meta'),
  company('openai', { name: 'OpenAI' }),
]);

let clock: number;
let store: Store;
let intake: Intake;
let deps: Deps;
let slack: FakePlatform;
let discord: FakePlatform;
let outbox: Outbox;
beforeEach(async () => {
  clock = NOON;
  const now = () => clock;
  store = await openStore(':memory:', { now });
  intake = createIntake({ store, now });
  deps = {
    store,
    lookup: names,
    now,
    roles: rolesOn,
    status: async () => ({}) as StatusReport,
    feeds: {} as Deps['feeds'],
    companies: {} as Deps['companies'],
    whenUnsure: 'send',
    ...drawing(),
    ...correcting({ store, now }),
  };
  slack = fakePlatform('slack');
  discord = fakePlatform('discord');
  const adapters = new Map([slack, discord].map((it) => [it.name, it]));
  const present = createPresenter((slug) => names.bySlug(slug)?.name, weightOf);
  outbox = createOutbox({ store, adapters, present, log: memoryLog(), now, by: 'test' });
});
afterEach(async () => {
  await outbox.stop();
  await store.close();
});

const meta = who('investor', 'Meta');
const scale = who('target', 'Scale AI');
function said(type: Claim['type'], args: Argument[], over: Partial<Claim> = {}): Claim {
  const quote = `It is told: ${args.map((arg) => arg.text).join(', ')}.`;
  return claim({ type, args, evidence: { field: 'text', start: 0, end: quote.length, quote }, ...over });
}
const investment = (...more: Argument[]) => said('investment', [meta, scale, ...more]);
const told = (outlet: string, over: Partial<Article> = {}) =>
  article({ outlet, feedId: outlet, title: `${outlet} tells it`, published: clock, seen: clock, ...over });
async function take(outlet: string, claims: Claim[], item = told(outlet)) {
  clock += HOUR;
  const result = await intake.take(item, { mentions: [], claims }, { quiet: false });
  return { item, ...result };
}
const follow = async (...channels: ChannelRef[]) => {
  for (const where of channels)
    await store.subscriptions.put(subscription({ channel: where, id: JSON.stringify(where) }));
};

const spec = COMMANDS.find((it) => it.name === 'dealwire') as CommandSpec;
async function type(line: string, where = HERE, mayManage = true): Promise<Card> {
  const [name = '', ...rest] = line.slice(1).split(' ');
  const parsed = parseCall(COMMANDS.find((it) => it.name === name) ?? spec, rest.join(' '));
  if (!parsed.ok) throw new Error(parsed.problem);
  const { ok: _, ...call } = parsed;
  const caller = { user: 'U1', mayManage };
  return (await createAnswerer(deps).answer({ command: name, ...call, caller, channel: where })).card;
}
const wordsOf = (card: Card): string =>
  [
    card.title,
    ...card.blocks.map((block) =>
      block.kind === 'text'
        ? richText(block.text)
        : block.kind === 'list'
          ? block.items.map((it) => richText(it)).join('\n')
          : block.kind === 'fields'
            ? block.fields.map((it) => `${it.label}: ${richText(it.value)}`).join('\n')
            : block.kind === 'quote'
              ? block.text
              : '',
    ),
  ].join('\n');
const read = async (line: string, where = HERE) => wordsOf(await type(line, where));
const onlyFact = async () => {
  const { facts } = await store.facts.of({ company: 'scale-ai', limit: 9, offset: 0 });
  expect(facts).toHaveLength(1);
  return facts[0]!;
};

describe('correcting a field', () => {
  it('counts in the workspace where it was said, on every card there, and nowhere else', async () => {
    await take('Alpha', [investment(usd('$15 billion'))]);
    const { shortId } = await onlyFact();
    const card = await type(`/dealwire correct #${shortId} field:amount value:"$14.3 billion"`);
    expect(card.title).toBe('Corrected: Amount is now $14.3 billion (was $15 billion)');
    expect(wordsOf(card)).toContain('counts in this workspace');
    for (const line of ['/deal scale-ai', `/deal #${shortId}`]) {
      const here = await read(line, channel('another'));
      expect(here).toContain('Meta is investing $14.3 billion in Scale AI');
      expect(here).toContain('Amount corrected by a manager on 18 June 2025; articles tell $15 billion.');
      for (const where of [ELSEWHERE, DISCORD_CHANNEL, CONSOLE_CHANNEL]) {
        expect(await read(line, where)).toContain('Meta is investing $15 billion in Scale AI');
        expect(await read(line, where)).not.toContain('14.3');
      }
    }
  });

  it('in a conversation of one person with the bot counts there, and in no other such conversation', async () => {
    await take('Alpha', [investment(usd('$15 billion'))]);
    const { shortId } = await onlyFact();
    const [mine, yours] = ['D1', 'D2'].map((id) => ({ platform: 'discord', workspace: 'dm', channel: id }));
    await type(`/dealwire correct #${shortId} amount $14.3 billion`, mine);
    expect(await read('/deal scale-ai', mine)).toContain('$14.3 billion');
    expect(await read('/deal scale-ai', yours)).not.toContain('14.3');
    await type(`/dealwire retract #${shortId}`, yours);
    expect(await read('/deal scale-ai', mine)).toContain('Scale AI: 1 fact');
    expect(await read('/deal scale-ai', yours)).toContain('Nothing known');
  });

  it('by the operator on the console counts everywhere; what a workspace says goes before it there', async () => {
    await take('Alpha', [investment(usd('$15 billion'))]);
    const { shortId } = await onlyFact();
    await type(`/dealwire correct #${shortId} amount $14.3 billion`, CONSOLE_CHANNEL);
    await type(`/dealwire correct #${shortId} amount $14 billion`, HERE);
    expect(await read('/deal scale-ai', ELSEWHERE)).toContain('Meta is investing $14.3 billion');
    expect(await read('/deal scale-ai', ELSEWHERE)).toContain('corrected by the operator');
    expect(await read('/deal scale-ai', HERE)).toContain('Meta is investing $14 billion');
  });

  it('settles what outlets contest, and can be taken back', async () => {
    await take('Alpha', [investment(usd('$14.3 billion'))]);
    await take('Beta', [investment(usd('$20 billion'))]);
    const { shortId } = await onlyFact();
    expect(await read('/deal scale-ai')).toContain('Amount is contested');
    await type(`/dealwire correct #${shortId} field:amount value:"$20 billion"`);
    const corrected = await read('/deal scale-ai');
    expect(corrected).toContain('Meta is investing $20 billion');
    expect(corrected).not.toContain('contested');
    const back = await type(`/dealwire correct #${shortId} field:amount undo`);
    expect(back.title).toBe('Taken back: Amount is now $14.3 billion (was $20 billion)');
    expect(await read('/deal scale-ai')).toContain('Amount is contested');
    expect((await type(`/dealwire correct #${shortId} field:amount undo`)).title).toContain('no correction of yours');
  });

  it('is kept for ever: old, new, by whom, when', async () => {
    await take('Alpha', [investment(usd('$15 billion'))]);
    const { id, shortId } = await onlyFact();
    await type(`/dealwire correct #${shortId} field:amount value:"$14.3 billion"`);
    clock += HOUR;
    await type(`/dealwire correct #${shortId} field:amount undo`);
    expect(await store.corrections.of(id)).toMatchObject([
      {
        before: '$15 billion',
        after: '$14.3 billion',
        by: 'U1',
        at: NOON + HOUR,
        place: { platform: 'slack', workspace: 'T0001' },
        standing: false,
      },
      { before: '$14.3 billion', after: '$15 billion', by: 'U1', at: NOON + 2 * HOUR, standing: false },
    ]);
  });

  it('survives that articles are edited, retold and read again', async () => {
    const { item } = await take('Alpha', [investment(usd('$15 billion'))]);
    const { id, shortId } = await onlyFact();
    await type(`/dealwire correct #${shortId} field:amount value:"$14.3 billion"`);
    await take('Alpha', [investment(usd('$16 billion'))], { ...item, title: 'Edited', text: 'Other words.' });
    await take('Beta', [investment(usd('$16 billion'), percent('stake', 49))]);
    const extract = async () => ({ mentions: [], claims: [investment(usd('$17 billion'))] });
    await reprocess({ store, extract, rules: 'new', now: () => clock });
    expect((await onlyFact()).id).toBe(id);
    const words = await read('/deal scale-ai');
    expect(words).toContain('Meta is investing $14.3 billion');
    expect(words).toContain('articles tell $17 billion');
  });

  it.each([
    ['status failed', 'Now called off (was announced)'],
    ['certainty denied', 'Now denied (was confirmed)'],
    ['stake 49%', 'Stake is now known: 49%'],
    ['valuation about €25 billion', 'Valuation is now known: about €25 billion'],
    ['round Series F', 'Round is now known: Series F'],
    ['terms "will not have any voting power"', 'Terms are now known: will not have any voting power'],
  ])('takes %s', async (words, title) => {
    await take('Alpha', [investment(usd('$15 billion'))]);
    const { shortId } = await onlyFact();
    expect((await type(`/dealwire correct #${shortId} ${words}`)).title).toBe(`Corrected: ${title}`);
  });

  it('takes a count with and without its people', async () => {
    await take('Alpha', [said('layoffs', [who('org', 'Scale AI'), count(200)])]);
    const { shortId } = await onlyFact();
    expect((await type(`/dealwire correct #${shortId} headcount 250`)).title).toContain('is now 250 (was 200)');
    expect((await type(`/dealwire correct #${shortId} headcount 14%`)).title).toContain('is now 14% (was 250)');
  });

  it.each([
    ['amount lots', 'amount cannot be “lots”: give one sum with its currency'],
    ['amount 14.3', 'give one sum with its currency'],
    ['amount "$14 billion or $15 billion"', 'give one sum'],
    ['stake half', 'give a share'],
    ['stake 120%', 'at most 100%'],
    ['status sold', 'it is one of talks, announced, closed, ended, failed'],
    ['headcount 200', 'A fact of this kind has no headcount: it has amount, stake'],
    ['amount', 'What is right?'],
  ])('refuses %s, and says what to do', async (words, problem) => {
    await take('Alpha', [investment(usd('$15 billion'))]);
    const { shortId, id } = await onlyFact();
    const card = await type(`/dealwire correct #${shortId} ${words}`);
    expect(card.title).toContain(problem);
    expect(wordsOf(card)).toContain('/dealwire correct <fact> <field>');
    expect(await store.corrections.of(id)).toEqual([]);
  });

  it('is for managers, of facts that there are, and changes nothing twice', async () => {
    await take('Alpha', [investment(usd('$15 billion'))]);
    const { shortId } = await onlyFact();
    expect((await type(`/dealwire correct #${shortId} amount $1 billion`, HERE, false)).title).toContain(
      'Only those who may',
    );
    expect((await type('/dealwire retract #ffff')).title).toBe('No fact has the number #ffff');
    expect((await type(`/dealwire correct #${shortId} amount $15 billion`)).title).toContain('stands so already');
  });
});

describe('messages already sent', () => {
  it('are edited and answered on both platforms where the correction counts, once', async () => {
    await follow(HERE, DISCORD_CHANNEL, ELSEWHERE);
    await take('Alpha', [investment(usd('$15 billion'))]);
    await outbox.drain();
    const { shortId } = await onlyFact();
    const local = await type(`/dealwire correct #${shortId} amount $14.3 billion`);
    expect(wordsOf(local)).toContain('1 message already sent is brought up to date.');
    await outbox.drain();
    const inHere = slack.messages.filter((it) => it.channel === HERE.channel);
    expect(inHere[0]?.edits).toEqual(['Meta is investing $14.3 billion in Scale AI · confirmed']);
    expect(inHere[1]).toMatchObject({
      thread: 'm1',
      title: 'Corrected by a manager: Amount is now $14.3 billion (was $15 billion)',
    });
    expect(slack.messages.filter((it) => it.channel === ELSEWHERE.channel)).toMatchObject([{ edits: [] }]);
    expect(discord.messages).toMatchObject([{ edits: [] }]);

    await type(`/dealwire correct #${shortId} amount $14 billion`, CONSOLE_CHANNEL);
    await outbox.drain();
    expect(discord.messages[0]?.edits).toEqual(['Meta is investing $14 billion in Scale AI · confirmed']);
    expect(discord.messages[1]?.title).toContain('Corrected by the operator');
  });

  it('tell nothing that a correction has settled, and go on telling what is new', async () => {
    await follow(HERE, ELSEWHERE);
    await take('Alpha', [investment(usd('$15 billion'))]);
    await outbox.drain();
    const { shortId } = await onlyFact();
    await type(`/dealwire correct #${shortId} amount $14.3 billion`);
    await outbox.drain();
    const { deliveries } = await take('Beta', [investment(usd('$20 billion'))]);
    expect(deliveries.map((it) => it.channel.workspace)).toEqual([ELSEWHERE.workspace]);
    const closed = await take('Gamma', [said('investment', [meta, scale], { status: 'closed' })]);
    expect(closed.deliveries).toHaveLength(2);
  });

  it('that are not sent yet are made from what was corrected', async () => {
    await follow(HERE);
    await take('Alpha', [investment(usd('$15 billion'))]);
    const { shortId } = await onlyFact();
    await type(`/dealwire correct #${shortId} amount $14.3 billion`);
    await outbox.drain();
    expect(slack.messages.map((it) => it.title)).toEqual(['Meta is investing $14.3 billion in Scale AI · confirmed']);
  });

  it('that were a digest are told otherwise in the next digest', async () => {
    await store.subscriptions.put(subscription({ cadence: 'daily' }));
    await take('Alpha', [investment(usd('$15 billion'))]);
    clock += 24 * HOUR;
    await outbox.drain();
    expect(slack.messages).toHaveLength(1);
    const { shortId } = await onlyFact();
    await type(`/dealwire correct #${shortId} amount $14.3 billion`);
    await outbox.drain();
    expect(slack.messages).toHaveLength(1);
    clock += 24 * HOUR;
    await outbox.drain();
    expect(slack.messages).toHaveLength(2);
    expect(slack.messages.every((it) => it.edits.length === 0)).toBe(true);
  });

  it('ask whether a minimum is reached of what was corrected', async () => {
    await store.subscriptions.put(subscription({ minAmount: 1e9 }));
    await take('Alpha', [investment(usd('$15 million'))]);
    const { shortId } = await onlyFact();
    await type(`/dealwire correct #${shortId} amount $15 billion`);
    const { deliveries } = await take('Beta', [said('investment', [meta, scale], { status: 'closed' })]);
    expect(deliveries).toHaveLength(1);
  });
});

describe('retracting a fact', () => {
  it('takes it off the lists of the workspace, says so on its card and in its message, and can be taken back', async () => {
    await follow(HERE, ELSEWHERE);
    await take('Alpha', [investment(usd('$15 billion'))]);
    await outbox.drain();
    const { shortId } = await onlyFact();
    expect((await type(`/dealwire retract #${shortId}`)).title).toBe(`Retracted: #${shortId}`);
    await outbox.drain();
    expect(slack.messages[0]?.edits).toEqual(['Retracted: Meta is investing $15 billion in Scale AI · confirmed']);
    expect(await read('/deal scale-ai')).toContain('Nothing known about Scale AI yet');
    expect(await read(`/deal #${shortId}`)).toContain('Retracted by a manager on 18 June 2025: it is not so');
    expect(await read('/deal scale-ai', ELSEWHERE)).toContain('Scale AI: 1 fact');

    // What comes later of it is no news here.
    const { deliveries } = await take('Beta', [said('investment', [meta, scale], { status: 'closed' })]);
    expect(deliveries.map((it) => it.channel.workspace)).toEqual([ELSEWHERE.workspace]);

    expect((await type(`/dealwire retract #${shortId} undo`)).title).toBe(`Taken back: #${shortId}`);
    expect(await read('/deal scale-ai')).toContain('Scale AI: 1 fact');
  });

  it('before its alert went out keeps it from going', async () => {
    await follow(HERE);
    await take('Alpha', [investment(usd('$15 billion'))]);
    await type(`/dealwire retract #${(await onlyFact()).shortId}`);
    await outbox.drain();
    expect(slack.messages).toEqual([]);
  });

  it('leaves the other facts of the message', async () => {
    await follow(HERE);
    const layoffs = said('layoffs', [who('org', 'Scale AI'), count(200)]);
    const { facts } = await take('Alpha', [investment(usd('$15 billion')), layoffs]);
    const lead = facts.find(({ fact }) => fact.type === 'investment')?.fact;
    await type(`/dealwire retract #${lead?.shortId}`);
    await outbox.drain();
    expect(slack.messages.map((it) => it.title)).toEqual([expect.stringContaining('Scale AI is laying off')]);
  });
});

describe('joining and parting', () => {
  const pact = (name: string, ...more: Argument[]) =>
    said('agreement', [who('party', 'Scale AI'), who('party', name), ...more]);
  const facts = async () => (await store.facts.of({ company: 'scale-ai', limit: 9, offset: 0 })).facts;
  async function two() {
    await follow(HERE);
    const alpha = await take('Alpha', [pact('Nimbus', usd('$1 billion'))]);
    const beta = await take('Beta', [pact('Cirrus')]);
    await outbox.drain();
    const [a, b] = [alpha, beta].map((it) => it.facts[0]!.fact);
    return { a: a!, b: b!, beta };
  }

  it('are for the operator alone: they change what everybody reads', async () => {
    const { a, b } = await two();
    expect((await type(`/dealwire join #${a.shortId} #${b.shortId}`)).title).toContain('only the operator');
    expect((await type(`/dealwire split #${a.shortId} Alpha`)).title).toContain('only the operator');
    expect(await facts()).toHaveLength(2);
  });

  it('make one fact of two, which stays one though articles are edited, come and are read again', async () => {
    const { a, b, beta } = await two();
    const card = await type(`/dealwire join #${a.shortId} #${b.shortId}`, CONSOLE_CHANNEL);
    expect(card.title).toBe(`Corrected: Now one with #${b.shortId}`);
    expect(wordsOf(card)).toContain(`If they are two after all: /dealwire split #${a.shortId} <outlet>`);
    await outbox.drain();
    expect(slack.messages[0]?.edits).toHaveLength(1);
    const one = async () => {
      const all = await facts();
      expect(all.map((fact) => fact.id)).toEqual([a.id]);
      return all[0]!;
    };
    expect((await one()).outlets).toEqual(['Alpha', 'Beta']);
    await take('Beta', [pact('Cirrus', usd('$2 billion'))], { ...beta.item, title: 'Edited', text: 'Other words.' });
    expect((await one()).claims).toHaveLength(2);
    expect((await take('Gamma', [pact('Cirrus')])).deliveries).toEqual([]);
    expect((await one()).outlets).toEqual(['Alpha', 'Beta', 'Gamma']);
    const words: Record<string, Claim> = { Alpha: pact('Nimbus'), Beta: pact('Cirrus'), Gamma: pact('Cirrus') };
    const extract = async ({ source }: { source?: string | null }) => ({
      mentions: [],
      claims: [structuredClone(words[source ?? ''] as Claim)],
    });
    await reprocess({ store, extract, rules: 'new', now: () => clock, batch: 1 });
    expect((await one()).claims).toHaveLength(3);
  });

  it('part what is two, which stay two', async () => {
    const { item } = await take('Alpha', [investment(usd('$15 billion'))]);
    await take('Beta', [investment(usd('$15 billion'))]);
    const { id, shortId } = await onlyFact();
    const card = await type(`/dealwire split #${shortId} beta`, CONSOLE_CHANNEL);
    const made = /^Parted: #([0-9a-f]+) is a fact of its own now$/.exec(card.title)?.[1];
    expect(wordsOf(card)).toContain(`If they are one after all: /dealwire join #${shortId} #${made}`);
    const parted = async () => (await facts()).map((fact) => [fact.id === id, fact.outlets]);
    const both = expect.arrayContaining([
      [true, ['Alpha']],
      [false, ['Beta']],
    ]);
    expect(await parted()).toEqual(both);
    await take('Alpha', [investment(usd('$16 billion'))], { ...item, title: 'Edited', text: 'Other words.' });
    expect(await parted()).toEqual(both);
    const extract = async () => ({ mentions: [], claims: [investment(usd('$17 billion'))] });
    await reprocess({ store, extract, rules: 'new', now: () => clock });
    expect(await parted()).toEqual(both);
    const [a, b] = [await store.facts.get(id), (await facts()).find((fact) => fact.id !== id)];
    await type(`/dealwire join #${a?.shortId} #${b?.shortId}`, CONSOLE_CHANNEL);
    await take('Gamma', [investment(percent('stake', 49))]);
    expect((await onlyFact()).outlets).toEqual(['Alpha', 'Beta', 'Gamma']);
  });

  it('refuse what does not fit together, and say why', async () => {
    const { a } = await two();
    const layoffs = await take('Gamma', [said('layoffs', [who('org', 'Scale AI')])]);
    const other = layoffs.facts[0]?.fact;
    expect((await type(`/dealwire join #${a.shortId} #${other?.shortId}`, CONSOLE_CHANNEL)).title).toContain(
      'cannot be one',
    );
    expect((await type(`/dealwire split #${a.shortId} Alpha`, CONSOLE_CHANNEL)).title).toContain('cannot be parted so');
    expect((await type(`/dealwire split #${a.shortId} Nobody`, CONSOLE_CHANNEL)).title).toContain(
      'No such outlet tells this fact. It is told by Alpha.',
    );
  });

  it('take corrections along when two facts turn out to be one', async () => {
    const { a, b } = await two();
    await type(`/dealwire correct #${b.shortId} field:terms value:"non-exclusive"`);
    await type(`/dealwire join #${a.shortId} #${b.shortId}`, CONSOLE_CHANNEL);
    expect(await read('/deal scale-ai')).toContain('non-exclusive');
    expect(await read('/deal scale-ai', ELSEWHERE)).not.toContain('non-exclusive');
  });
});

it('roles by date follow a correction', async () => {
  await take('Alpha', [
    said('executive_move', [who('person', 'Jason Droege'), who('to_org', 'Scale AI'), text('to_role', 'CEO')]),
  ]);
  const { shortId } = await onlyFact();
  await type(`/dealwire correct #${shortId} to_role interim CEO`);
  expect(await read('/who scale-ai')).toContain('Jason Droege, interim CEO');
  expect(await read('/who scale-ai', ELSEWHERE)).toContain('Jason Droege, CEO');
});
