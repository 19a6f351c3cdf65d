import { describe, expect, it } from 'vitest';
import { told } from './reading.ts';

const launch = (title: string, text?: string): string[] => told('launch', title, text);

describe('a launch as trade tells it', () => {
  it.each([
    ['Zemlin took the wraps off Tarnova, a home robot.', 'announced: org=Zemlin product=Tarnova'],
    [
      'Zemlin, the firm behind a step counter, is out today with its own robot, Tarnova.',
      'announced: org=Zemlin product=Tarnova',
    ],
    ['Zemlin has started selling its robot Tarnova in Japan.', 'announced: org=Zemlin product=Tarnova'],
    ['Tarnova, a home robot from Zemlin, goes on sale on Friday.', 'announced: org=Zemlin product=Tarnova'],
    ['Zemlin’s Tarnova robot is now in stores.', 'announced: org=Zemlin product=Tarnova'],
    ['Pelican hits store shelves in May.', 'announced: product=Pelican'],
  ])('%s', (text, line) => {
    expect(launch('', text)).toEqual([line]);
  });

  it.each([
    'Zemlin took the wraps off its quarterly results.',
    'Zemlin started selling shares to its staff.',
    'Zemlin is out of money, with no way back.',
    'Zemlin’s stake goes on sale on Friday.',
    'Zemlin hits the market with a price rise.',
  ])('but not in: %s', (text) => {
    expect(launch('', text)).toEqual([]);
  });
});

describe('whose a launch is', () => {
  it('is the house’s whose service a name is', () => {
    expect(launch('', 'Zemlin’s diary app Tarnova has unveiled group pages.')).toEqual([
      'announced: org=Zemlin product=Tarnova',
    ]);
    expect(launch('', 'Zemlin’s unit Tarnova launched a new robot on Monday.')).toEqual(['announced: org=Tarnova']);
  });

  it('is not another’s on whose system it runs', () => {
    expect(launch('Zemlin’s Windows keyboard gets an AI companion')).toEqual(['announced: org=Zemlin']);
  });

  it('counts where a product bears its house’s name and more', () => {
    expect(launch('Quillbex launches Quillbex Harbour Health, a suite for docks')).toEqual([
      'announced: org=Quillbex product=Quillbex Harbour Health',
    ]);
  });
});

describe('when, and then who', () => {
  it('are two, though no comma stands between', () => {
    expect(launch('', 'On Monday Zemlin unveiled Tarnova, a map for sailors.')).toEqual([
      'announced: org=Zemlin product=Tarnova',
    ]);
  });
});

describe('what a launch is called', () => {
  it('may stand behind what it is like', () => {
    expect(launch('', 'Zemlin unveiled an assistant for sailors in Bergen, dubbed Tarnova.')).toEqual([
      'announced: org=Zemlin product=Tarnova',
    ]);
  });

  it('may be told by the text alone', () => {
    expect(launch('Zemlin’s newest robot can fold sails', 'Tarnova 2 can tie knots as well.')).toEqual([
      'announced: org=Zemlin product=Tarnova 2',
    ]);
  });
});

describe('what a house has, and now does more', () => {
  it.each([
    ['Quillbex is linking its Pelican tool to Pelican Studio.', 'announced: org=Quillbex product=Pelican Studio'],
    ['Zemlin starts ferry services at Oslo Harbour', 'announced: org=Zemlin product=ferry services'],
    ['Zemlin launches map-linked loyalty cards', 'announced: org=Zemlin product=loyalty cards'],
  ])('%s', (title, line) => {
    expect(launch(title)).toEqual([line]);
  });

  it('is told of a product that will do a thing, too', () => {
    expect(launch('Pelican will read your receipts aloud too')).toEqual(['announced: product=Pelican']);
    expect(launch('Bob Marr will read your receipts aloud too')).toEqual([]);
  });

  it('is new where it starts over', () => {
    expect(launch('Zemlin relaunches as a diary for sailors')).toEqual(['announced: org=Zemlin']);
  });
});

describe('a product that goes', () => {
  it('is no longer sold', () => {
    expect(launch('', 'Quillbex will stop selling Pelican in May.')).toEqual(['ended: org=Quillbex product=Pelican']);
    expect(launch('', 'Quillbex is selling Pelican at a loss.')).toEqual([]);
  });

  it('is known by what explains it', () => {
    expect(launch('Zemlin loses its chief; Tarnova, an app, will be discontinued')).toEqual([
      'ended: org=Zemlin product=Tarnova',
    ]);
    expect(launch('Zemlin loses its chief; Tarnova, a town, will be discontinued')).toEqual([]);
  });
});
