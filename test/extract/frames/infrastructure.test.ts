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

  it('may itself be what is built, begun or running', () => {
    expect(infrastructure('', 'A $5 billion data center is being built by Zemlin in Kansas.')).toEqual([
      'announced: amount=$5 billion location=Kansas org=Zemlin',
    ]);
    expect(infrastructure('', 'Construction began on Zemlin’s data center in Kansas.')).toEqual([
      'announced: location=Kansas org=Zemlin',
    ]);
    expect(infrastructure('', 'Zemlin’s data center in Ohio will come online in 2031.')).toEqual([
      'announced: location=Ohio org=Zemlin',
    ]);
    expect(infrastructure('', 'Zemlin’s data center in Ohio is not operational.')).toEqual([]);
    expect(infrastructure('', 'Zemlin’s call center in Ohio is open.')).toEqual([]);
  });

  it('stands behind plans and land', () => {
    expect(infrastructure('Zemlin unveils plans for a 1GW data center in Texas')).toEqual([
      'announced: capacity=1GW location=Texas org=Zemlin',
    ]);
    expect(infrastructure('', 'Zemlin acquires land for a data center in Arizona.')).toEqual([
      'announced: location=Arizona org=Zemlin',
    ]);
    expect(infrastructure('', 'Zemlin unveils plans for a merger in Texas.')).toEqual([]);
  });

  it('is spending that a house foresees', () => {
    expect(infrastructure('Zemlin raises its 2031 capex forecast to $60B')).toEqual([
      'announced: amount=$60B org=Zemlin',
    ]);
    expect(infrastructure('', 'Zemlin expects capital expenditures of $7 billion.')).toEqual([
      'announced: amount=$7 billion org=Zemlin',
    ]);
    expect(infrastructure('', 'Zemlin expects revenue of $7 billion.')).toEqual([]);
  });
});
