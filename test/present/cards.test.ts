import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Block, Card } from '../../src/chat/card.ts';
import { day, richText } from '../../src/chat/text.ts';
import { COMMANDS } from '../../src/commands/index.ts';
import type { Change, Fact } from '../../src/domain/fact.ts';
import { changeLine } from '../../src/present/alert.ts';
import {
  alertCard,
  correctionForm,
  createPresenter,
  dealCard,
  FACTS_A_PAGE,
  factCard,
  helpCard,
  newsCard,
  parseAction,
  plainCard,
  stateOfPlayCard,
  statusCard,
  subscriptionsCard,
  updateCards,
} from '../../src/present/index.ts';
import { delivery, evidence, fact, NOON, party, sourcedClaim, subscription } from '../support/fixtures.ts';
import { CLAIMS, factsOf, names } from './story.ts';

const blockText = (block: Block): string => {
  switch (block.kind) {
    case 'text':
      return richText(block.text);
    case 'fields':
      return block.fields.map((f) => `${f.label}: ${richText(f.value)}`).join('\n');
    case 'quote':
      return `“${block.text}” – ${block.outlet} ${block.url ?? ''}`;
    case 'list':
      return block.items.map((item) => `• ${richText(item)}`).join('\n');
    case 'heading':
      return block.text;
    case 'divider':
      return '---';
  }
};
const textOf = (card: Card): string => [card.title, ...card.blocks.map(blockText), card.footer ?? ''].join('\n');
const only = (type: Fact['type'], facts = factsOf()) => facts.find((f) => f.type === type) as Fact;
const deal = only('investment');
const ended = factsOf().find((f) => f.type === 'agreement' && f.companies.includes('openai')) as Fact;

describe('an alert', () => {
  it('says in its first line what happened, to whom, how much and how sure', () => {
    const card = alertCard(deal, { names });
    expect(card.title).toBe('Meta is investing $14.3 billion in Scale AI for a 49% stake · confirmed');
    expect(card.summary).toBe(
      'Meta is investing $14.3 billion in Scale AI for a 49% stake · confirmed by a Scale AI spokesperson',
    );
  });

  it('tells whose word it is, the terms, what is contested, and the sentence with its link', () => {
    const text = textOf(alertCard(deal, { names }));
    expect(text).toContain('Confirmed by a Scale AI spokesperson, as told by Example Wire.');
    expect(text).toContain('Terms: will not have any voting power');
    expect(text).toContain('Amount is contested: $14.3 billion says Example Wire; $20 billion says The Information.');
    expect(text).toContain('“Meta is investing $14.3 billion in Scale for a 49% stake');
    expect(text).toContain('https://wire.example/openai-scale');
    expect(text).toContain(`#${deal.shortId}`);
  });

  it('credits who found it out, and counts origins beside outlets', () => {
    const google = factsOf().find((f) => f.companies.includes('google')) as Fact;
    const card = alertCard(google, { names });
    expect(card.title).toBe('Google is ending its work with Scale AI · reported by Reuters');
    expect(textOf(card)).toContain('Reported by Reuters, citing unnamed sources; told by Example Post.');
    const three = fact({
      claims: ['A', 'B', 'C'].map((outlet) =>
        sourcedClaim({ outlet: `Outlet ${outlet}`, certainty: 'reported', outlets: ['Bloomberg'] }),
      ),
      certainty: 'reported',
      origins: ['Bloomberg'],
    });
    expect(textOf(alertCard(three, { names }))).toContain(
      '3 outlets, 1 origin (Bloomberg): Outlet A, Outlet B and Outlet C.',
    );
  });

  it('says a denial first, and a denial beside a fact that stands', () => {
    const denied = fact({ certainty: 'denied', claims: [sourcedClaim({ certainty: 'denied', speakers: ['Meta'] })] });
    const card = alertCard(denied, { names });
    expect(card.title).toMatch(/^Denied: Meta is investing .* · denied$/);
    expect(textOf(card)).toContain('Denied by Meta, Example News says.');
    const disputed = fact({ claims: [sourcedClaim(), sourcedClaim({ certainty: 'denied', speakers: ['Meta'] })] });
    expect(textOf(alertCard(disputed, { names }))).toContain('Denied by Meta, Example News says.');
  });

  it('hangs replies under their event, a denial with its words', () => {
    const text = textOf(alertCard(ended, { names }));
    expect(text).toContain('• Scale AI did not immediately respond (Example Wire)');
    expect(text).toContain('• Scale AI declined to comment (Example Ledger)');
    expect(text).toContain(
      '• OpenAI denied: “The decision wasn’t influenced by what Meta did, the spokesperson said.” (Example Wire)',
    );
  });

  it('carries the rest of the story as one line each', () => {
    const card = alertCard(ended, { names, related: [deal, only('executive_move')] });
    const list = card.blocks.at(-1);
    expect(list?.kind === 'list' && list.items.map((i) => richText(i))).toEqual([
      `Meta is investing $14.3 billion in Scale AI for a 49% stake · confirmed by a Scale AI spokesperson · #${deal.shortId}`,
      expect.stringContaining('Alexandr Wang leaves Scale AI for Meta · confirmed by Alexandr Wang'),
    ]);
  });

  it('of the demo edition says so in its first line', () => {
    const demo = { ...deal, demo: true };
    expect(alertCard(demo, { names }).title).toMatch(/^Demo edition: Meta is investing/);
    expect(alertCard(demo, { names }).summary).toMatch(/^Demo edition: /);
    expect(alertCard(demo, { names }).footer).toContain('demo edition, not current news');
    expect(alertCard(deal, { names }).footer).not.toContain('demo');
  });

  it('has buttons whose actions are ours', () => {
    const { buttons } = alertCard(deal, { names });
    expect(buttons.map((b) => b.label)).toEqual(['Details', 'More on Meta', 'More on Scale AI', 'Mute', 'Wrong?']);
    for (const b of buttons) expect('action' in b && parseAction(b.action)).toBeTruthy();
  });
});

it('a fact in full calls several parties so, and one by itself', () => {
  const parties = (...texts: string[]) => {
    const values = texts.map((text) => ({
      role: 'party' as const,
      text,
      certainty: 'confirmed' as const,
      claimIds: [],
    }));
    const card = factCard(fact({ type: 'agreement', fields: [{ role: 'party', present: values, others: [] }] }), {
      names,
    });
    return textOf(card);
  };
  expect(parties('Quay', 'Acme')).toContain('Parties: Quay and Acme');
  expect(parties('Quay')).toContain('Party: Quay');
});

describe('a card of a few lines', () => {
  it('reads as sentences in one line', () => {
    expect(plainCard('No feed is read', ['Add one.']).summary).toBe('No feed is read. Add one.');
    expect(plainCard('Stop all?', ['Nothing more would come.']).summary).toBe('Stop all? Nothing more would come.');
    expect(plainCard('Nothing was changed').summary).toBe('Nothing was changed');
  });

  it('names each command once in the line of the help', () => {
    const { summary } = helpCard(COMMANDS);
    expect(summary.match(/\/dealwire\b/g)).toHaveLength(1);
    expect(summary).toMatch(/\/deal, .*\/dealwire\.$/);
  });
});

describe('an update', () => {
  const change: Change = {
    kind: 'changed',
    details: [
      { field: 'status', before: 'talks', after: 'announced' },
      { field: 'amount', before: '$10 billion', after: '$14.3 billion' },
    ],
  };

  it('tells a value as exactly as its source did, and no more', () => {
    const value = (text: string, qualifier: 'at_least' | 'about') => ({
      role: 'valuation' as const,
      text,
      qualifier,
      certainty: 'confirmed' as const,
      claimIds: [],
    });
    const valued = fact({
      fields: [
        { role: 'valuation', present: [value('$29 billion', 'at_least')], others: [value('$20 billion', 'about')] },
      ],
    });
    const line = (before: string | null) => changeLine({ field: 'valuation', before, after: '$29 billion' }, valued);
    expect(line(null)).toBe('Valuation is now known: at least $29 billion');
    expect(line('$20 billion')).toBe('Valuation is now at least $29 billion (was about $20 billion)');
    expect(line('$10 billion')).toBe('Valuation is now at least $29 billion (was $10 billion)');
    expect(JSON.stringify(correctionForm(valued))).toContain('Valuation (now: at least $29 billion)');
  });

  it('brings the alert up to date and tells the change once', () => {
    const { edited, reply } = updateCards(deal, change, { names });
    expect(edited.title).toBe(alertCard(deal, { names }).title);
    expect(blockText(edited.blocks[0] as Block)).toBe(
      'Updated 18 June 2025: now announced (was in talks); amount is now $14.3 billion (was $10 billion).',
    );
    expect(reply.title).toBe('Update: Now announced (was in talks)');
    expect(textOf(reply)).toContain('• Amount is now $14.3 billion (was $10 billion)');
  });

  it.each<[Change['details'][number], string]>([
    [{ field: 'certainty', before: 'reported', after: 'confirmed' }, 'Update: Now confirmed (was reported)'],
    [{ field: 'stake', before: null, after: '49%' }, 'Update: Stake is now known: 49%'],
    [{ field: 'amount', before: '$14 billion', after: null }, 'Update: Amount is no longer stated (was $14 billion)'],
    [
      { field: 'conflict', before: null, after: '$14.3 billion / $20 billion' },
      'Update: Amount is contested: $14.3 billion says Example Wire; $20 billion says The Information',
    ],
    [{ field: 'conflict', before: null, after: 'x / y' }, 'Update: Now contested: x / y'],
    [{ field: 'stance', before: null, after: 'Meta: is not true' }, 'Update: Denied – Meta: “is not true”'],
  ])('%j', (detail, title) => {
    expect(updateCards(deal, { kind: 'changed', details: [detail] }, { names }).reply.title).toBe(title);
  });

  it('quotes the claim that tells the change', () => {
    const { reply } = updateCards(
      deal,
      { kind: 'changed', details: [{ field: 'amount', before: null, after: '$14.3 billion' }] },
      { names },
    );
    expect(textOf(reply)).toContain('Meta is investing $14.3 billion');
  });

  it('of a fact that rides in another message keeps that message, and says which fact it is', () => {
    const presenter = createPresenter(names, () => 0);
    const { edited, reply } = presenter.update(deal, delivery({ kind: 'update', change, factId: deal.id }), {
      lead: ended,
      others: [deal],
    });
    expect(edited.title).toBe(alertCard(ended, { names }).title);
    expect(blockText(edited.blocks[0] as Block)).toContain(`(#${deal.shortId})`);
    expect(textOf(reply)).toContain('Meta is investing');
  });

  it('that only adds facts of the story tells those', () => {
    const added = delivery({ kind: 'update', change: null, factId: ended.id, withFacts: [deal.id] });
    const { edited, reply } = createPresenter(names, () => 0).update(ended, added, { lead: ended, others: [deal] });
    expect(blockText(edited.blocks[0] as Block)).toContain('also told: Meta is investing $14.3 billion');
    expect(reply.title).toBe('Also: Meta is investing $14.3 billion in Scale AI for a 49% stake · confirmed');
  });
});

describe('what is known about a company', () => {
  const facts = factsOf().filter((f) => f.companies.includes('scale-ai'));
  const context = { names, page: 1, pages: 2, total: facts.length };

  it('tells of each fact who, how much, what stands, who says so, how sure, with the sentence and the link', () => {
    const text = textOf(dealCard({ slug: 'scale-ai', name: 'Scale AI' }, facts, context));
    for (const part of [
      'Scale AI: 5 facts',
      'OpenAI is winding down its work with Scale AI · ended, confirmed',
      'Confirmed by an OpenAI spokesperson',
      'Meta is investing $14.3 billion in Scale AI for a 49% stake · announced, confirmed, amount contested',
      'Alexandr Wang leaves Scale AI for Meta · announced, confirmed',
      'Jason Droege becomes CEO of Scale AI',
      'Google is ending its work with Scale AI · ended, reported',
      'Scale AI did not immediately respond (Example Wire)',
      'https://post.example/scale-week?a=1&b=2',
      'first told 18 June 2025',
    ])
      expect(text).toContain(part);
  });

  it('turns pages, and answers apart when it is shared', () => {
    const labels = (over: object) =>
      dealCard({ slug: 'scale-ai', name: 'Scale AI' }, facts, { ...context, pages: 3, page: 2, ...over }).buttons;
    expect(labels({}).map((b) => 'action' in b && b.action)).toEqual(['deal:scale-ai:page=3', 'deal:scale-ai:page=1']);
    expect(
      labels({ shared: true, filter: { type: 'investment', since: '2025-06-01' } }).map(
        (b) => 'action' in b && b.action,
      ),
    ).toEqual([
      'deal:scale-ai:type=investment:since=2025-06-01:page=3:apart=1',
      'deal:scale-ai:type=investment:since=2025-06-01:page=1:apart=1',
    ]);
  });

  it('says plainly when there is nothing, and what may be tried', () => {
    const none = dealCard({ slug: 'acme', name: 'Acme' }, [], {
      names,
      page: 1,
      pages: 1,
      total: 0,
      filter: { type: 'ipo', since: '2025-06-01' },
    });
    expect(none.title).toBe('Nothing on Acme with these filters');
    expect(textOf(none)).toContain('type IPO, since 1 June 2025');
    expect(none.buttons.map((b) => b.label)).toContain('Without filters');
    expect(dealCard({ slug: 'acme', name: 'Acme' }, [], { names, page: 1, pages: 1, total: 0 }).title).toBe(
      'Nothing known about Acme yet',
    );
  });

  it('tells one fact in full, with what was told besides', () => {
    const text = textOf(factCard(deal, { names }));
    for (const part of [
      'Stands: announced, confirmed, amount contested',
      'Stake: 49%',
      'Terms: “will not have any voting power”',
      '• Amount $20 billion (Example Ledger)',
      'The Information had put',
    ])
      expect(text).toContain(part);
  });
});

describe('a date', () => {
  const dated = (text: string) =>
    fact({ claims: [sourcedClaim({ args: [party('investor', 'Acme'), { role: 'date', text }], at: NOON })] });

  it('that nobody can tell without the article is told with its day', () => {
    expect(textOf(factCard(dated('last week'), { names }))).toContain(`Date: last week (told ${day(NOON)})`);
    expect(textOf(factCard(dated('12 June'), { names }))).toContain('Date: 12 June\n');
  });
});

describe('every card', () => {
  const wild = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 2000 }),
    fc.constantFrom('<!channel> @everyone', '[x](javascript:alert(1))', '\u001b[2J\u202e', `${'long '.repeat(900)}`),
  );
  const wildFact = fc.tuple(wild, wild, wild, wild, fc.boolean()).map(([name, amount, quote, outlet, demo]): Fact => {
    const claims = CLAIMS.map((c) => ({
      ...c,
      outlet: c.outlet === 'Example Post' ? outlet : c.outlet,
      url: 'javascript:alert(1)',
      speakers: [name],
      outlets: [outlet],
      evidence: evidence({ quote }),
      args: c.args.map((a) =>
        a.role === 'amount' ? { ...a, text: amount } : a.role === 'target' ? { role: a.role, text: name } : a,
      ),
    }));
    const base = only('investment', factsOf(claims)) ?? fact({ claims });
    return { ...base, outlets: [outlet, ...base.outlets], demo };
  });

  const sound = (card: Card) => {
    const text = [textOf(card), card.summary].join('\n');
    expect(card.title.trim()).not.toBe('');
    expect(card.title.length).toBeLessThanOrEqual(150);
    expect(card.summary.length).toBeLessThanOrEqual(400);
    expect(text).not.toMatch(/undefined|\bNaN\b|\[object/);
    expect(text).not.toContain('\u001b');
    expect(text).not.toContain('\u202e');
    expect(text).not.toContain('\u202e');
    for (const block of card.blocks) if (block.kind === 'quote') expect(block.url).toBeNull();
    for (const b of card.buttons) {
      expect(b.label.length).toBeLessThanOrEqual(80);
      if ('action' in b) expect(parseAction(b.action)).not.toBeNull();
    }
  };

  it('is sound for any text of a feed, and small enough for one message', () => {
    fc.assert(
      fc.property(wildFact, (f) => {
        sound(alertCard(f, { names, related: [f, deal] }));
        sound(factCard(f, { names }));
        const { edited, reply } = updateCards(
          f,
          { kind: 'changed', details: [{ field: 'amount', before: 'x', after: f.claims[0]?.evidence.quote ?? '' }] },
          { names },
        );
        sound(edited);
        sound(reply);
        const page = dealCard({ slug: 'x', name: 'X' }, Array(FACTS_A_PAGE).fill(f), {
          names,
          page: 1,
          pages: 9,
          total: 99,
        });
        sound(page);
        // Discord takes 6,000 characters in all; markup and escapes need room too.
        expect(textOf(page).length).toBeLessThan(5500);
      }),
      { numRuns: 100 },
    );
  });
});

describe('the other cards', () => {
  it('subscribing tells what will come and where things stand', () => {
    const facts = factsOf();
    const card = stateOfPlayCard({ slug: 'scale-ai', name: 'Scale AI' }, facts, {
      names,
      total: 9,
      before: null,
      subscription: subscription({ minAmount: 5e7, cadence: 'daily', types: ['investment', 'ipo'] }),
    });
    expect(card.title).toBe('This channel now follows Scale AI');
    expect(card.summary).toBe(
      'This channel now follows Scale AI: investment and IPO, from $50 million, one digest a day.',
    );
    expect(textOf(card)).toContain('Where Scale AI stands, the newest of 9 facts');
  });

  it('subscribing again tells what changed, or that nothing did', () => {
    const before = subscription();
    const company = { slug: 'scale-ai', name: 'Scale AI' };
    const changed = stateOfPlayCard(company, [], {
      names,
      total: 0,
      before,
      subscription: { ...before, minAmount: 1.5e9, cadence: 'daily' },
    });
    expect(textOf(changed)).toContain('Changed: any amount → from $1.5 billion; as it happens → one digest a day.');
    expect(stateOfPlayCard(company, [], { names, total: 0, before, subscription: before }).title).toBe(
      'This channel already follows Scale AI',
    );
  });

  it('subscriptions are listed, with buttons for those who may end them', () => {
    const list = [subscription(), subscription({ company: 'openai', paused: 'the bot was removed' })];
    const card = subscriptionsCard(list, { names, page: 1, pages: 1, total: 2, mayManage: true, now: NOON });
    expect(textOf(card)).toContain('OpenAI – all types, any amount, as it happens – paused: the bot was removed');
    expect(card.buttons.map((b) => b.label)).toEqual([
      'Change Scale AI',
      'Stop Scale AI',
      'Change OpenAI',
      'Stop OpenAI',
      'Stop all',
    ]);
    expect(
      subscriptionsCard(list, { names, page: 1, pages: 1, total: 2, mayManage: false, now: NOON }).buttons,
    ).toEqual([]);
    expect(subscriptionsCard([], { names, page: 1, pages: 1, total: 0, mayManage: true, now: NOON }).title).toBe(
      'This channel follows no company',
    );
  });

  it('status counts feeds that cannot be reached in one quiet line', () => {
    const report = {
      feeds: {
        total: 30,
        waiting: 1,
        unreachable: ['CNBC', 'Reuters', 'CNBC'].map((outlet) => ({ outlet, error: 'timed out', since: null })),
      },
      lastNews: NOON,
      articles: 1200,
      facts: 80,
      subscriptions: 3,
      deliveries: { due: 0, held: 0 },
      platforms: [{ name: 'console', state: 'up' as const, detail: '' }],
    };
    const card = statusCard(report);
    expect(card.title).toBe('All is well');
    expect(statusCard({ ...report, database: 'full' }).title).toBe(
      'Needs a look: nothing can be stored, the disk is full',
    );
    expect(textOf(card)).toContain(
      'Feeds: 26 fine, 1 not read yet, 3 unreachable (CNBC and Reuters: timed out), tried again by themselves',
    );
    expect(textOf(card)).toContain('Known: 80 facts from 1,200 articles');
    expect(textOf(statusCard({ ...report, deliveries: { due: 0, waiting: 3, held: 0 } }))).toContain(
      'Messages: all sent, 3 for the next digest',
    );
    expect(
      statusCard({
        ...report,
        deliveries: { due: 1, held: 2 },
        platforms: [{ name: 'slack', state: 'down', detail: 'wrong token' }],
      }).title,
    ).toBe('Needs a look: Slack is not connected, 2 messages held back');
  });

  it('news is one line a story, with its outlets and facts', () => {
    const story = {
      title: 'Scale loses a customer',
      url: 'https://a.example/x',
      outlets: ['A', 'B'],
      at: NOON,
      facts: ['3f9a'],
      demo: false,
    };
    const card = newsCard({ slug: 'scale-ai', name: 'Scale AI' }, [story], { page: 1, more: true });
    expect(textOf(card)).toContain('• Scale loses a customer – A and B, 18 June 2025 · #3f9a');
    expect(card.buttons.map((b) => b.label)).toEqual(['Older', 'What is known']);
    expect(newsCard({ slug: 'x', name: 'X' }, [], { page: 1, more: false }).title).toBe('No news of X yet');
  });

  it('help tells each command as it is typed', () => {
    const text = textOf(helpCard(COMMANDS));
    for (const line of ['/deal <company> [type] [since] [share] – ', '/subscriptions – ', '/dealwire status – '])
      expect(text).toContain(line);
  });
});
