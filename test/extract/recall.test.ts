import { describe, expect, it } from 'vitest';
import { extract, line } from './support.ts';

/** What an article of a day tells, as short lines without its dates. */
const tells = (published: string | null, title: string, ...sentences: string[]): string[] =>
  extract({ id: 't', title, text: sentences.join(' '), published }).claims.map((claim) =>
    line({ ...claim, args: claim.args.filter(({ role }) => role !== 'date') }),
  );

describe('what an article recalls', () => {
  const bought = (when: string, published: string | null): string[] =>
    tells(published, '', `Norvane makes maps. It bought Tessaly ${when}.`);
  const recalled = ['acquisition | announced | confirmed | bg | acquirer=Norvane | target=Tessaly'];
  const news = ['acquisition | announced | confirmed | acquirer=Norvane | target=Tessaly'];

  it.each(['in July', 'in late July', 'in December', 'on March 3', 'on 3 March'])(
    'is of another month than the one it is written in: %s',
    (when) => {
      expect(bought(when, '2025-10-14')).toEqual(recalled);
    },
  );
  it.each(['in October', 'on October 2', 'on 28 September', 'on Monday'])('is not of these days: %s', (when) => {
    expect(bought(when, '2025-10-14')).toEqual(news);
  });
  it('is not of the month that ended yesterday, nor where nobody knows the day', () => {
    expect(bought('in September', '2025-10-02')).toEqual(news);
    expect(bought('in July', null)).toEqual(news);
  });
  it('is no plan, and nothing that only now comes out', () => {
    expect(tells('2025-10-14', '', 'Norvane said it would buy Tessaly in July.')).toEqual(news);
    expect(tells('2025-10-14', '', 'Norvane bought Tessaly in July, a filing showed on Monday.')).toEqual(news);
  });

  const raised = 'It has raised $310 million from Halden Ventures.';
  it('is what was raised before by a firm of which something else is told', () => {
    const told = tells(
      null,
      'Tessaly cuts jobs',
      'Tessaly is cutting 40 jobs.',
      'The chip startup told staff on Monday.',
      'Nobody was surprised.',
      raised,
    );
    expect(told).toContain(
      'investment | announced | confirmed | bg | amount=$310 million | investor=Halden Ventures | target=Tessaly',
    );
  });
  it('is not the round that is the news', () => {
    const told = tells(
      null,
      'Tessaly raises $310 million',
      'Chips are in demand, and so is Tessaly.',
      'The chip startup told staff on Monday.',
      'Nobody was surprised.',
      raised,
    );
    expect(told).toEqual([
      'investment | announced | confirmed | amount=$310 million | investor=Halden Ventures | target=Tessaly',
    ]);
  });
  it('is who stands behind a firm', () => {
    expect(tells(null, '', 'Tessaly is backed by Halden Ventures.')).toEqual([
      'investment | announced | confirmed | bg | investor=Halden Ventures | target=Tessaly',
    ]);
  });
  it('keeps the cuts of last year apart from those of today', () => {
    expect(
      tells(null, 'Tessaly cuts 40 jobs', 'Tessaly is cutting 40 jobs.', 'Last year it laid off 90 people.'),
    ).toEqual([
      'layoffs | announced | confirmed | headcount=40 | org=Tessaly',
      'layoffs | announced | confirmed | bg | headcount=90 | org=Tessaly',
    ]);
  });
});

describe('a list of what happened', () => {
  it('recalls nothing, however long it is', () => {
    const filler = Array.from({ length: 14 }, (_, k) => `Nobody knows why, and ${k} people asked.`);
    const told = (title: string) => tells(null, title, ...filler, 'Tidewell laid off 90 people.');
    expect(told('A running list of layoffs')).toEqual([
      'layoffs | announced | confirmed | headcount=90 | org=Tidewell',
    ]);
    expect(told('On the mood of the trade')).toEqual([
      'layoffs | announced | confirmed | bg | headcount=90 | org=Tidewell',
    ]);
  });
});
