import { beforeEach, describe, expect, it } from 'vitest';
import type { Store } from '../../src/store/store.ts';
import { answering, READER, wordsOf as words } from '../support/answering.ts';
import { DAY, money, NOON, party } from '../support/fixtures.ts';
import { openTestStore, storeFact } from '../support/store.ts';

let store: Store;
let bot: ReturnType<typeof answering>;
beforeEach(async () => {
  store = await openTestStore();
  bot = answering(store);
});
const ask = (line: string) => bot.ask(line);
const press = (action: string) => bot.press(action, READER);

/** An agreement of OpenAI with nobody that is tracked. */
const alone = (days: number) =>
  storeFact(
    store,
    { type: 'agreement' },
    {
      article: { published: NOON - days * DAY, title: `Alone ${days}` },
      claims: [
        {
          type: 'agreement',
          args: [party('party', 'OpenAI', 'openai'), party('party', `Harbour ${days}`)],
          evidence: { field: 'text', start: 0, end: 7, quote: `Alone ${days}` },
        },
      ],
    },
  );

describe('/timeline', () => {
  it('draws each fact in the lane of its type, and says in words what the picture shows', async () => {
    await storeFact(store);
    await alone(3);
    const { card, visibility } = await ask('/timeline scale ai');
    expect(visibility).toBe('caller');
    expect(card.picture?.name).toBe('scale-ai-timeline.png');
    expect(card.picture?.alt).toContain('Timeline of Scale AI: 1 fact');
    expect(card.picture?.alt).toContain('Largest sum: Meta is investing $14.3 billion in Scale AI for a 49% stake');
    expect(card.summary).toBe(card.picture?.alt);
    expect(bot.drawn[0]).toMatchObject({
      title: 'Scale AI',
      lanes: ['Investment'],
      marks: [{ lane: 0, amount: 14.3e9, label: 'Meta $14.3B', status: 'announced', certainty: 'confirmed' }],
      legend: { noSum: '' },
    });
    expect((await ask('/timeline scale-ai share')).visibility).toBe('channel');
    expect(bot.drawn[0]?.legend.sizes).toEqual([
      [1e10, '$10B'],
      [1e9, '$1B'],
    ]);
  });

  it('takes the filters of /deal, and says so where nothing is left to draw', async () => {
    await storeFact(store);
    const none = await ask('/timeline scale-ai type:ipo');
    expect(none.card.title).toBe('Nothing on Scale AI with these filters, so there is nothing to draw');
    expect(none.card.picture).toBeUndefined();
    expect((await ask('/timeline scale-ai since:2031-01-01')).card.title).toContain('lies ahead');
    expect((await ask('/timeline openai')).card.title).toContain('Nothing known about OpenAI yet');
    expect(words((await ask('/timeline skale-ai')).card)).toContain('timeline:scale-ai');
    expect((await press('timeline:scale-ai')).card.picture).toBeDefined();
  });

  it('gives the words where the picture cannot be drawn', async () => {
    await storeFact(store);
    bot.deps.draw = async () => null;
    const { card } = await ask('/timeline scale-ai');
    expect(card.picture).toBeUndefined();
    expect(words(card.blocks)).toContain('Timeline of Scale AI: 1 fact');
  });
});

describe('/compare', () => {
  it('tells what stands between the two, then what each did without the other', async () => {
    await storeFact(store);
    await storeFact(
      store,
      {},
      {
        article: { published: NOON - 9 * DAY, title: 'Elsewhere' },
        claims: [
          {
            args: [party('investor', 'Meta', 'meta'), party('target', 'Quay'), money('amount', '$50 million', 50e6)],
            evidence: { field: 'text', start: 0, end: 4, quote: 'Quay' },
          },
        ],
      },
    );
    const { card } = await ask('/compare meta "scale ai"');
    expect(card.title).toBe('Meta and Scale AI: 1 fact between them');
    const body = words(card.blocks);
    expect(body).toContain('Meta is investing $14.3 billion in Scale AI for a 49% stake');
    expect(body.indexOf('Meta by itself')).toBeLessThan(body.indexOf('$50 million'));
    expect(body).toContain('Nothing else is known.');
    expect((await ask('/compare meta openai')).card.title).toBe('Meta and OpenAI: nothing known between them');
  });

  it.each(['scale ai openai', 'openai scale ai', 'scale ai and openai', 'scale ai vs. openai', 'scale ai or openai'])(
    'finds where one name ends and the next begins in %j',
    async (typed) => {
      expect((await ask(`/compare ${typed}`)).card.title).toMatch(
        /^(?:Scale AI and OpenAI|OpenAI and Scale AI): nothing/,
      );
    },
  );

  it('asks for two names where it cannot tell them apart', async () => {
    const title = async (typed: string) => (await ask(`/compare ${typed}`)).card.title;
    expect(await title('scale ai nobody here')).toContain('put quotes around names of several words');
    expect(await title('scale ai scale ai')).toContain('put quotes');
  });

  it('is offered where another command gets two names', async () => {
    const { card } = await ask('/deal scale ai and meta');
    expect(card.title).toBe('“scale ai and meta” names two companies');
    expect(words(card.buttons)).toContain('compare:scale-ai:meta');
    expect(words(card.buttons)).toContain('deal:meta');
  });

  it('pages by buttons, and asks which company is meant', async () => {
    for (let i = 0; i < 5; i++)
      await storeFact(
        store,
        {},
        {
          article: { published: NOON - i * DAY, title: `Day ${i}` },
          claims: [{ evidence: { field: 'text', start: 0, end: 6, quote: `Said ${i}` } }],
        },
      );
    const first = await ask('/compare scale-ai meta');
    expect(words(first.card.buttons)).toContain('compare:scale-ai:meta:page=2');
    const last = await press('compare:scale-ai:meta:page=9');
    expect(last).toMatchObject({ replaces: true, card: { footer: 'Page 3 of 3, newest first' } });
    expect(words(last.card.blocks)).not.toContain('by itself');
    expect((await ask('/compare meta meta')).card.title).toBe('Both names mean Meta');
    expect(words((await ask('/compare meta opnai')).card.buttons)).toContain('compare:meta:openai');
    expect(words((await ask('/compare mta openai')).card.buttons)).toContain('compare:meta:openai');
  });
});
