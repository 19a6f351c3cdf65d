import { describe, expect, it } from 'vitest';
import { told } from './reading.ts';

const agreement = (title: string, text?: string): string[] => told('agreement', title, text);
const prose = (text: string): string[] => told('agreement', '', text);
const pair = (status: string): string[] => [`${status}: party=Vorland party=Zemlin`];

describe('an agreement that is near, or over', () => {
  it.each([
    'Zemlin nears deal with Vorland',
    'Zemlin nears deal to rent Vorland chips',
    'Zemlin, Vorland in talks over chip deal',
    'Zemlin in talks with Vorland on map integration',
  ])('is talked about: %s', (title) => {
    expect(agreement(title)).toEqual(pair('talks'));
  });

  it('is recalled where it was signed before', () => {
    expect(prose('Having signed a deal with Zemlin, Vorland is moving to Oslo.')).toEqual([
      'announced (recalled): party=Vorland party=Zemlin',
    ]);
  });

  it('is talked about in prose too', () => {
    expect(prose('Zemlin is close to a deal with Vorland.')).toEqual(pair('talks'));
    expect(prose('Zemlin is close to Vorland.')).toEqual([]);
    expect(prose('Talks between Zemlin and Vorland over a supply contract continue.')).toEqual(pair('talks'));
  });

  it.each([
    'Zemlin in talks with Vorland over pay',
    'Talks between Zemlin and Vorland over a stake go on',
    'Zemlin and Vorland in talks over lawsuit',
    'Zemlin nears deal to buy Vorland',
  ])('is none where the talks are of something else: %s', (title) => {
    expect(agreement(title)).toEqual([]);
  });

  it('fails, or ends', () => {
    expect(prose('Talks between Zemlin and Vorland over a chip deal have collapsed.')).toEqual(pair('failed'));
    expect(agreement('Zemlin, Vorland call off partnership')).toEqual(pair('failed'));
    expect(agreement('Zemlin backs out of Vorland deal')).toEqual(pair('failed'));
    expect(agreement('Zemlin ends Vorland partnership')).toEqual(pair('ended'));
  });
});

describe('an agreement told before its side is named', () => {
  it.each([
    'In addition to signing a deal with Zemlin, Vorland hired a chef.',
    'By signing a deal with Zemlin, Vorland gets chips.',
    'Zemlin and Vorland said they had signed a deal.',
  ])('is with who acts: %s', (text) => {
    expect(prose(text)).toEqual(pair('announced'));
  });

  it.each([
    'Instead of signing a deal with Zemlin, Vorland hired a chef.',
    'Without signing a deal with Zemlin, Vorland hired a chef.',
    'Ann Roe and Bo Marr said they had signed a deal.',
  ])('is none where it was not signed, or by nobody known: %s', (text) => {
    expect(prose(text)).toEqual([]);
  });
});

describe('what one buys of another', () => {
  it.each([
    'Zemlin agreed to buy $3 billion of computing power from Vorland over five years.',
    'Zemlin will rent GPUs from Vorland.',
    'Zemlin has selected Vorland’s chips for its phones.',
    'Zemlin licenses Brightmap to Vorland.',
    'Zemlin becomes a Vorland customer.',
  ])('is an agreement of the two: %s', (text) => {
    expect(prose(text).map((claim) => claim.replace(/ amount=\$3 billion/, ''))).toEqual(pair('announced'));
  });

  it('is none where it may be, or is the everyday trade', () => {
    expect(prose('Zemlin buys chips from Vorland.')).toEqual([]);
    expect(prose('Zemlin has become a big customer.')).toEqual([]);
  });

  it('goes to each that is awarded one', () => {
    expect(prose('The Pentagon awarded contracts worth $200 million to Vorland, Norvane and Zemlin.')).toEqual([
      'announced: amount=$200 million party=Norvane party=Pentagon party=Vorland party=Zemlin',
    ]);
  });
});
