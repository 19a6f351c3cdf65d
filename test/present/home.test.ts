import { describe, expect, it } from 'vitest';
import { renderCard } from '../../adapters/console/index.ts';
import type { StatusReport } from '../../src/present/index.ts';
import { homeCard } from '../../src/present/index.ts';
import { NOON, subscription } from '../support/fixtures.ts';

const status: StatusReport = {
  feeds: { total: 30, waiting: 0, unreachable: [] },
  lastNews: NOON,
  articles: 10,
  facts: 5,
  subscriptions: 3,
  deliveries: { due: 0, held: 0 },
  platforms: [{ name: 'slack', state: 'up', detail: 'connected' }],
};
const names = (slug: string) => ({ openai: 'OpenAI', 'scale-ai': 'Scale AI' })[slug];
const at = (channel: string, company: string, over = {}) =>
  subscription({ channel: { platform: 'slack', workspace: 'T1', channel }, company, ...over });
const home = (subscriptions: ReturnType<typeof at>[], channels: string[] | null = ['C1', 'C2'], over = {}) =>
  renderCard(homeCard({ subscriptions, channels, status: { ...status, ...over }, names }), {
    width: Number.POSITIVE_INFINITY,
    colour: false,
  });

describe('the bot’s own page', () => {
  it('says how to start where nothing is followed', () => {
    const words = home([]);
    expect(words).toContain('/subscribe openai');
    expect(words).toContain('No channel that you are in follows a company yet.');
    expect(words).toContain('All is well: 30 feeds are read.');
    const of = (total: number) => home([], [], { feeds: { total, waiting: 0, unreachable: [] } });
    expect(of(1)).toContain('All is well: 1 feed is read.');
    expect(of(0)).toContain('No feed is read.');
  });

  it('tells what each channel of the reader follows, with its filters where they differ, and why it is paused', () => {
    const words = home([
      at('C1', 'openai'),
      at('C1', 'scale-ai'),
      at('C2', 'openai', { cadence: 'daily' }),
      at('C2', 'scale-ai', { minAmount: 5e7, paused: 'the channel is archived' }),
    ]);
    expect(words).toContain('#C1: OpenAI and Scale AI – all types, any amount, as it happens');
    expect(words).toContain(
      '#C2: OpenAI (all types, any amount, one digest a day); Scale AI (all types, from $50 million',
    );
    expect(words).toContain('paused: the channel is archived');
  });

  it('only counts channels that the reader is not in: they may be secret', () => {
    const words = home([at('C1', 'openai'), at('C9', 'scale-ai')], ['C1']);
    expect(words).toContain('And 1 channel that you are not in, following 1 company in all.');
    expect(words).not.toContain('C9');
    expect(words).not.toContain('Scale AI –');
    expect(home([at('C9', 'scale-ai')], null)).not.toContain('C9');
  });

  it('says what needs a look', () => {
    const failing = { total: 30, waiting: 0, unreachable: [{ outlet: 'CNBC', error: 'x', since: null }] };
    expect(home([], [], { feeds: failing })).toContain('1 of 30 feeds cannot be reached now.');
    expect(home([], [], { database: 'full' })).toContain('Nothing can be stored');
  });

  it('fits into one page however much is followed', () => {
    const many = Array.from({ length: 2_000 }, (_, i) => at(`C${i % 200}`, `company-${i}`));
    const card = homeCard({ subscriptions: many, channels: many.map((s) => s.channel.channel), status, names });
    expect(JSON.stringify(card.blocks).length).toBeLessThan(20_000);
    expect(
      home(
        many,
        many.map((s) => s.channel.channel),
      ),
    ).toContain('And 175 channels more of yours.');
  });
});
