import { describe, expect, it } from 'vitest';
import { told } from './reading.ts';

const legal = (title: string, text?: string): string[] => told('legal', title, text);

describe('a suit or a probe', () => {
  it('tells who sues whom, and for how much', () => {
    expect(legal('Vorland sues Zemlin for $40 million over copied maps')).toEqual([
      'announced: amount=$40 million defendant=Zemlin plaintiff=Vorland',
    ]);
    expect(legal('Zemlin is sued by Vorland')).toEqual(['announced: defendant=Zemlin plaintiff=Vorland']);
  });

  it('may have a state for its defendant', () => {
    expect(legal('Zemlin sues the US government over a blacklist')).toEqual([
      'announced: defendant=US government plaintiff=Zemlin',
    ]);
  });

  it('is opened by an authority', () => {
    expect(legal('', 'The European Commission has opened an antitrust investigation into Zemlin.')).toEqual([
      'announced: defendant=Zemlin plaintiff=European Commission',
    ]);
    expect(legal('FTC probes Zemlin over its prices')).toEqual(['announced: defendant=Zemlin plaintiff=FTC']);
  });

  it('finds whom a probe is into behind what it is about', () => {
    expect(
      legal('', 'The European Commission opened an inquiry into alleged collusion between Zemlin and Vorland.'),
    ).toEqual(['announced: defendant=Vorland defendant=Zemlin plaintiff=European Commission']);
  });

  it('takes the EU and its Commission for one authority', () => {
    expect(
      legal('EU launches antitrust probe into Zemlin', 'The European Commission is investigating Zemlin.'),
    ).toEqual(['announced: defendant=Zemlin plaintiff=European Commission']);
  });

  it('is an order where an authority tells a firm what to do', () => {
    expect(legal('China told tech firms, including Zemlin and Vorland, to refuse foreign money')).toEqual([
      'announced: defendant=Vorland defendant=Zemlin plaintiff=China',
    ]);
  });

  it('is settled by the one who was sued, unless the rights are its own', () => {
    expect(legal('Zemlin settles lawsuit with the FTC')).toEqual(['announced: defendant=Zemlin plaintiff=FTC']);
    expect(legal('Blue Harbor Music settles copyright lawsuit with Zemlin')).toEqual([
      'announced: defendant=Zemlin plaintiff=Blue Harbor Music',
    ]);
  });

  it('fails when a judge throws it out', () => {
    expect(legal('', "A judge dismissed Vorland's lawsuit against Zemlin.")).toEqual([
      'failed: defendant=Zemlin plaintiff=Vorland',
    ]);
  });

  it.each([
    ['FTC imposes sanctions on Zemlin', 'announced: defendant=Zemlin plaintiff=FTC'],
    ['FTC orders an audit of Zemlin', 'announced: defendant=Zemlin plaintiff=FTC'],
    ['Vorland sends Zemlin a cease-and-desist letter', 'announced: defendant=Zemlin plaintiff=Vorland'],
    ['Vorland takes Zemlin to court', 'announced: defendant=Zemlin plaintiff=Vorland'],
    ["U.S. blocks Zemlin's newest chip", 'announced: defendant=Zemlin plaintiff=U.S.'],
    ['Zemlin fined again in Spain for its prices', 'announced: defendant=Zemlin'],
    ['Vorland sues ex-engineers over copied maps', 'announced: plaintiff=Vorland'],
  ])('may be told by the act: %s', (title, line) => {
    expect(legal(title)).toEqual([line]);
  });

  it.each([
    'Zemlin imposes order on chaotic maps',
    'Zemlin orders 500 chips from Vorland',
    'Zemlin sends maps to Vorland',
    'Zemlin takes Vorland to task',
    'Zemlin issues a notice to its users',
    'The US imposes a 25% tariff on chips',
    'Zemlin partners with Vorland to test card settlements',
    'A Gazette investigation shows how Zemlin hires',
    'Zemlin sues for peace in the browser wars',
    'Zemlin told users to update their apps',
  ])('is not found in: %s', (title) => {
    expect(legal(title)).toEqual([]);
  });
});
