import { describe, expect, it } from 'vitest';
import { told } from './reading.ts';

describe('a site or spending of its own', () => {
  const infrastructure = (title: string, text?: string): string[] => told('infrastructure', title, text);

  it('tells where, how much and how strong', () => {
    expect(infrastructure('Zemlin to build a 300 MW data center in Texas')).toEqual([
      'announced: capacity=300 MW location=Texas org=Zemlin',
    ]);
    expect(infrastructure('Zemlin to invest $4 billion in Japan by 2029')).toEqual([
      'announced: amount=$4 billion location=Japan org=Zemlin',
    ]);
  });

  it('is also an office', () => {
    expect(infrastructure('Zemlin opens new office in Madrid')).toEqual(['announced: location=Madrid org=Zemlin']);
  });

  it('is also what a town becomes', () => {
    expect(infrastructure('Seoul becomes Zemlin’s third office in Asia')).toEqual([
      'announced: location=Seoul org=Zemlin',
    ]);
    expect(infrastructure('Zemlin Opens Bengaluru Office, Begins Hiring')).toEqual([
      'announced: location=Bengaluru org=Zemlin',
    ]);
  });

  it('may stand at a place that no list knows', () => {
    expect(infrastructure('', 'Zemlin has opened a testing facility at Oldwick University.')).toEqual([
      'announced: location=Oldwick University org=Zemlin',
    ]);
  });

  it('names the one from whom machines are bought', () => {
    expect(infrastructure('Zemlin plans to spend $8B to buy chipmaking tools from Vorland')).toEqual([
      'announced: amount=$8B org=Zemlin partner=Vorland',
    ]);
  });

  it.each([
    'Zemlin expands its debt facility to $300 million',
    'Zemlin pledges $6 million to help young people in Kenya',
    'Zemlin invests $5 million in Vorland',
    'Zemlin signs a deal with Vorland to set up a data center in Munich',
  ])('is not found in: %s', (title) => {
    expect(infrastructure(title)).toEqual([]);
  });
});
