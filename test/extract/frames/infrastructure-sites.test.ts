import { describe, expect, it } from 'vitest';
import { told } from './reading.ts';

const infrastructure = (title: string, text?: string): string[] => told('infrastructure', title, text);

describe('a site', () => {
  it('may be a capability centre', () => {
    expect(infrastructure('Zemlin opens GCC in Oslo to scale its maps')).toEqual([
      'announced: location=Oslo org=Zemlin',
    ]);
    expect(infrastructure('Zemlin opens GCC debate')).toEqual([]);
  });

  it('is not built where work on it stops', () => {
    expect(infrastructure('Zemlin pauses data center in Oslo, citing energy costs')).toEqual([
      'failed: location=Oslo org=Zemlin',
    ]);
    expect(infrastructure('', 'Zemlin has scrapped plans for a factory in Oslo.')).toEqual([
      'failed: location=Oslo org=Zemlin',
    ]);
    expect(infrastructure('Zemlin is walking away from expanding its Oslo data center')).toEqual([
      expect.stringMatching(/^failed: .*org=Zemlin/),
    ]);
    expect(infrastructure('Zemlin halts Stargate Norway')).toEqual(['failed: location=Norway org=Zemlin']);
    expect(infrastructure('Zemlin pauses hiring in Oslo')).toEqual([]);
    expect(infrastructure('Zemlin drops prices in Oslo')).toEqual([]);
    expect(infrastructure('Zemlin plans to introduce a bill to pause data center construction in Oslo')).toEqual([]);
  });

  it('is begun with work on it', () => {
    expect(infrastructure('Zemlin breaks ground on data center in Oslo')).toEqual([
      'announced: location=Oslo org=Zemlin',
    ]);
    expect(infrastructure('Zemlin Begins Work on New Oslo Campus')).toEqual(['announced: location=Oslo org=Zemlin']);
    expect(infrastructure('Zemlin begins work on its maps of Oslo')).toEqual([]);
  });

  it('is money for a country, also in a headline’s capitals', () => {
    expect(infrastructure('Zemlin To Invest $8 Billion In Norway, Its Chief Says')).toEqual([
      'announced: amount=$8 Billion location=Norway org=Zemlin',
    ]);
  });

  it('may be an adjective’s: what acts is a house', () => {
    expect(infrastructure('Vast Opens New Oslo Office')).toEqual(['announced: location=Oslo org=Vast']);
    expect(infrastructure('Hot Takes on New Oslo Office')).toEqual([]);
  });

  it('is what a house grows with', () => {
    expect(infrastructure('Zemlin expands in the north with new offices in Lisbon and Dublin')).toEqual([
      'announced: location=Dublin location=Lisbon org=Zemlin',
    ]);
    expect(infrastructure('Zemlin bets big on maps with new AI lab in Oslo')).toEqual([
      'announced: location=Oslo org=Zemlin',
    ]);
    expect(infrastructure('New offices in Lisbon and Dublin expand Zemlin’s reach')).toEqual([
      'announced: location=Dublin location=Lisbon org=Zemlin',
    ]);
    expect(infrastructure('Zemlin sues landlord with offices in Paris')).toEqual([]);
  });

  it('may have no place yet', () => {
    expect(infrastructure('Zemlin plans to build two more factories')).toEqual(['announced: org=Zemlin']);
    expect(infrastructure('Zemlin builds offices for others')).toEqual([]);
    expect(infrastructure('How Zemlin builds data centers')).toEqual([]);
  });
});

describe('spending of one’s own', () => {
  it('has a time that it is for', () => {
    expect(infrastructure('Zemlin plans to spend at least $3 billion in 2027')).toEqual([
      'announced: amount=$3 billion org=Zemlin',
    ]);
    expect(infrastructure('', 'Zemlin is targeting some $60B in total compute spend by 2030.')).toEqual([
      'announced: amount=$60B org=Zemlin',
    ]);
    expect(infrastructure('Zemlin and Vorland each committed some $7B to further data center leases')).toEqual([
      'announced: amount=$7B org=Vorland org=Zemlin',
    ]);
    expect(infrastructure('Zemlin spends $1 billion on ads this year')).toEqual([]);
    expect(infrastructure('Zemlin customers plan to spend $1 billion this year')).toEqual([]);
  });
});
