import { describe, expect, it } from 'vitest';
import { told } from './reading.ts';

describe('layoffs', () => {
  const layoffs = (title: string, text?: string): string[] => told('layoffs', title, text);

  it('tell how many, as a count or a share', () => {
    expect(layoffs('Zemlin cuts 600 jobs')).toEqual(['announced: headcount=600 org=Zemlin']);
    expect(layoffs('Zemlin to lay off 10% of its staff')).toEqual(['announced: headcount=10% org=Zemlin']);
  });

  it('are talks while they are prepared', () => {
    expect(layoffs('Zemlin is preparing to lay off 300 workers')).toEqual(['talks: headcount=300 org=Zemlin']);
  });

  it.each(['Zemlin cuts prices by 10%', 'Zemlin cuts ties with Vorland', 'Zemlin drops support for old phones'])(
    'are not found in: %s',
    (title) => {
      expect(layoffs(title)).toEqual([]);
    },
  );
});
