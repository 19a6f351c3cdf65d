import { describe, expect, it } from 'vitest';
import { told } from './reading.ts';

const deal = (title: string): string[] => told('agreement', title);
const both = 'announced: party=Corvid Foods party=Tolmers';

describe('an agreement that is told by what one side is for the other', () => {
  it('may make the other its partner, its supplier, its distributor', () => {
    expect(deal('Tolmers names Corvid Foods its official jam partner')).toEqual([both]);
    expect(deal('Tolmers appoints Corvid Foods as its distributor in Spain')).toEqual([both]);
    expect(deal('Tolmers names Corvid Foods its boldest rival')).toEqual([]);
  });
  it('may take what is the other’s', () => {
    expect(deal("Tolmers chooses Corvid Foods' ovens for its kitchens")).toEqual([both]);
    expect(deal("Tolmers will distribute Corvid Foods' ovens in Spain")).toEqual([both]);
    expect(deal("Tolmers taps Corvid Foods' former director to build its kitchens")).toEqual([]);
  });
  it('may pay the other for it', () => {
    expect(deal('Tolmers agrees to pay Corvid Foods $40M a year for its recipes')).toEqual([
      'announced: amount=$40M party=Corvid Foods party=Tolmers',
    ]);
    expect(deal('Tolmers agrees to pay Corvid Foods $40M for breach of its recipes')).toEqual([]);
  });
  it('may be left, and may run out', () => {
    expect(deal('Tolmers backs out of deal with Corvid Foods')).toEqual(['failed: party=Corvid Foods party=Tolmers']);
    expect(deal("Tolmers' partnership with Corvid Foods has ended")).toEqual([
      'ended: party=Corvid Foods party=Tolmers',
    ]);
  });
  it('may be a circle that one joins, or one of the first to have a thing', () => {
    expect(deal('Tolmers joins Corvid Foods and Umber Mills in food safety alliance')).toEqual([
      'announced: party=Corvid Foods party=Tolmers party=Umber Mills',
    ]);
    expect(deal("Tolmers is among the first customers of Corvid Foods' new oven")).toEqual([both]);
  });
  it('may be told without its verb, by its terms, by closer ties', () => {
    expect(deal('Tolmers and Corvid Foods in pact to share ovens')).toEqual([both]);
    expect(deal('Tolmers and Corvid Foods agree on framework for a joint kitchen')).toEqual([both]);
    expect(deal('Tolmers deepens ties with Corvid Foods')).toEqual([both]);
    expect(deal('Tolmers expands tie-up with Corvid Foods')).toEqual([both]);
    expect(deal('Tolmers and Corvid Foods in deal to merge')).toEqual([]);
  });
  it('may be talked about, where it is said what for', () => {
    expect(deal('Tolmers in talks with Corvid Foods over supply of plums')).toEqual([
      'talks: party=Corvid Foods party=Tolmers',
    ]);
    expect(deal('Tolmers in talks with Corvid Foods over a stake in its kitchens')).toEqual([]);
  });
  it('may be what an officer’s leaving follows', () => {
    expect(deal("Tolmers' head of kitchens resigns following deal with Corvid Foods")).toEqual([
      'announced (recalled): party=Corvid Foods party=Tolmers',
    ]);
  });
  it('is one, though the text calls its sides by fuller or shorter names', () => {
    expect(
      told(
        'agreement',
        'Tolmers signs new contract with CBS Labs',
        'Tolmers Building Society has signed a contract with CBS Labs.',
      ),
    ).toHaveLength(1);
    expect(
      told(
        'agreement',
        'Tolmers partners with QWS',
        'Tolmers Bank has partnered with Quill Web Services to print forms.',
      ),
    ).toHaveLength(1);
    expect(
      told('agreement', 'Tolmers partners with Umber', 'Tolmers Bank has partnered with Corvid to print forms.'),
    ).toHaveLength(2);
  });
  it('carries what the deal is valued at, and may be saved', () => {
    expect(deal('Tolmers signs 2GW power contract valued at $4 billion with Corvid Foods')).toEqual([
      'announced: amount=$4 billion capacity=2GW party=Corvid Foods party=Tolmers',
    ]);
    expect(deal('Tolmers tries to salvage deal with Corvid Foods')).toEqual([
      'talks: party=Corvid Foods party=Tolmers',
    ]);
    expect(
      told(
        'agreement',
        '',
        'Tolmers has announced partnerships with large mills — including Umber, Corvid Foods and Bexley.',
      ),
    ).toEqual(['announced: party=Bexley party=Corvid Foods party=Tolmers party=Umber']);
  });
  it('is none between kinds, offices and those who merge', () => {
    expect(deal('Zemlin unveils Tarn 20, an FX4 and FX8 optimized chip for kitchens')).toEqual([]);
    expect(deal('Former Tolmers GM and VP Ann Roe has launched Umber, a kitchen startup')).toEqual([]);
    expect(
      told('agreement', '', 'Tolmers and Corvid Foods have signed an agreement for Tolmers to acquire all shares.'),
    ).toEqual([]);
  });
  it('is with the owner of a thing whose name goes on, and may be yet to come', () => {
    expect(deal('Umber integrates Zemlin’s Tap to Pay in Spain')).toEqual(['announced: party=Umber party=Zemlin']);
    expect(deal('Tolmers and Corvid Foods still haven’t signed their $4 million deal')).toEqual([
      'talks: amount=$4 million party=Corvid Foods party=Tolmers',
    ]);
  });
  it('is told by both of what they will do together', () => {
    expect(told('agreement', '', 'Tolmers AG and Corvid Foods said they would jointly develop ovens.')).toEqual([
      'announced: party=Corvid Foods party=Tolmers AG',
    ]);
    expect(told('agreement', '', 'Tolmers AG and Corvid Foods said they would develop ovens.')).toEqual([]);
  });
  it('is with each of those whose things go into another’s, and with a state of two words', () => {
    expect(
      told('agreement', '', 'Zemlin is integrating tools like Umber, Corvid and Bexley as maps directly into its app.'),
    ).toEqual(['announced: party=Bexley party=Corvid party=Umber party=Zemlin']);
    expect(deal('Tamil Nadu Teams Up With Zemlin to Print Maps')).toEqual(['announced: party=Tamil Nadu party=Zemlin']);
  });
  it('may be what a thing stands on, what one powers, whom one turns to, and a venture', () => {
    expect(deal("Tolmers' new oven runs on Zemlin's chip")).toEqual(['announced: party=Tolmers party=Zemlin']);
    expect(deal("Tolmers builds on Zemlin's map model for its new oven")).toEqual([
      'announced: party=Tolmers party=Zemlin',
    ]);
    expect(deal("Tolmers unveils ovens built on Zemlin's chips")).toEqual([]);
    expect(deal("Tolmers to power Zemlin's ovens under new multiyear deal")).toEqual([
      'announced: party=Tolmers party=Zemlin terms=multiyear',
    ]);
    expect(deal('Tolmers turns to Zemlin to mend its ovens')).toEqual(['announced: party=Tolmers party=Zemlin']);
    expect(deal('Tolmers, Zemlin form oven venture')).toEqual(['announced: party=Tolmers party=Zemlin']);
    expect(deal('Tolmers becomes the official partner of Zemlin')).toEqual(['announced: party=Tolmers party=Zemlin']);
  });
  it('may be about goods that a headline does not count, and about a sum behind a comma', () => {
    expect(deal('Tolmers agrees to rent chips from Zemlin')).toEqual(['announced: party=Tolmers party=Zemlin']);
    expect(deal('Tolmers in talks to buy chips from Zemlin')).toEqual(['talks: party=Tolmers party=Zemlin']);
    expect(deal('Tolmers buys plums from Zemlin')).toEqual([]);
    expect(deal('Tolmers secures 5-year, $3B compute contract with Zemlin')).toEqual([
      'announced: amount=$3B party=Tolmers party=Zemlin',
    ]);
  });
  it('is of the house whose officer tells it, and one under a shortened name', () => {
    expect(deal("Umber Foods's Ann Roe announces Zemlin deal")).toEqual(['announced: party=Umber Foods party=Zemlin']);
    expect(
      told(
        'agreement',
        'Oslo Uni and Zemlin launch map lab',
        'Zemlin has teamed up with Oslo University to draw maps.',
      ),
    ).toHaveLength(1);
  });
  it('is told on a house’s own page by what another and it do', () => {
    const url = 'https://quillbex.example/news/1';
    expect(told('agreement', 'Tolmers and Quillbex redefine city maps', '', url)).toEqual([
      'announced: party=Quillbex party=Tolmers',
    ]);
    expect(told('agreement', 'Tolmers and Quillbex redefine city maps')).toEqual([]);
  });
});
