import { describe, expect, it } from 'vitest';
import { told } from './reading.ts';

const agreement = (title: string, text?: string, url?: string): string[] => told('agreement', title, text, url);
const BOTH = ['announced: party=Vorland party=Zemlin'];

describe('what two firms do together', () => {
  it.each([
    'Zemlin, Vorland to support the harbour’s new radio',
    'Zemlin & Vorland Expand Cross-Border Payments for Island Merchants',
    'Zemlin and Vorland to deliver safe and cheap maps',
    'Zemlin, Vorland Set Up Drone Centre of Excellence',
    'Zemlin and Vorland announce tidal roadmap',
  ])('is an agreement: %s', (title) => {
    expect(agreement(title)).toEqual(BOTH);
  });

  it.each([
    'Zemlin and Vorland announce layoffs',
    'Zemlin, Vorland to host a meetup in Oslo',
    'Zemlin and Vorland expand spending',
    'Zemlin and Vorland to face trial',
    'Zemlin and Vorland boost dividends',
    'Zemlin, Vorland Announce Multiple Job Openings in Oslo',
  ])('is none where each does it alone: %s', (title) => {
    expect(agreement(title)).toEqual([]);
  });

  it('is an agreement with a ministry or a country', () => {
    expect(agreement('Zemlin and the Department of Health to advance maps')).toEqual([
      'announced: party=Department of Health party=Zemlin',
    ]);
    expect(agreement('Zemlin and Iceland announce one of the first map schools')).toEqual([
      'announced: party=Iceland party=Zemlin',
    ]);
  });

  it('is a headline’s pair, though one of the names is a plain word or has an owner', () => {
    expect(agreement('Zemlin, Armada To Scale Edge Maps')).toEqual(['announced: party=Armada party=Zemlin']);
    expect(agreement('Visa, Zemlin Develop Framework to Verify Maps')).toEqual(['announced: party=Visa party=Zemlin']);
    expect(agreement('Zemlin, Vorland India to Support Scalable Maps')).toEqual([
      'announced: party=Vorland India party=Zemlin',
    ]);
    expect(agreement('Zemlin, Vorland’s MapIN Centre Partner for Sea Startups')).toEqual([
      'announced: party=Vorland’s MapIN Centre party=Zemlin',
    ]);
    expect(agreement('Zemlin, Vorland’s Founder to Support Maps')).toEqual([]);
  });

  it('is only explored while it is', () => {
    expect(agreement('Zemlin and Vorland explore interoperability of maps')).toEqual([
      'talks: party=Vorland party=Zemlin',
    ]);
    expect(agreement('', 'Zemlin is in talks with Vorland to develop a pen for maps.')).toEqual([
      'talks: party=Vorland party=Zemlin',
    ]);
    expect(agreement('Zemlin in talks with Vorland to settle suit')).toEqual([]);
    expect(agreement('Zemlin said to have resumed talks with the Health Department')).toEqual([
      'talks: party=Health Department party=Zemlin',
    ]);
    expect(agreement('Zemlin in talks with investors')).toEqual([]);
    expect(agreement('Zemlin in talks with Vorland over takeover')).toEqual([]);
  });

  it('ends where they break up', () => {
    expect(agreement('Zemlin and Vorland are breaking up, and both will miss it')).toEqual([
      'ended: party=Vorland party=Zemlin',
    ]);
    expect(agreement('Zemlin, Vorland part ways')).toEqual(['ended: party=Vorland party=Zemlin']);
    expect(agreement('Zemlin is breaking up maps')).toEqual([]);
  });
});

describe('one supplier for another', () => {
  it.each([
    'Zemlin ditches Vorland for Quillbex',
    'Zemlin kicks out Vorland in favour of Quillbex',
    'Zemlin Replaces Vorland’s Ostrava With Quillbex’s Pelican',
    'Zemlin has dropped Vorland’s Ostrava in favor of Quillbex’s Pelican.',
  ])('ends with one and begins with the other: %s', (title) => {
    expect(agreement(title)).toEqual(['ended: party=Vorland party=Zemlin', 'announced: party=Quillbex party=Zemlin']);
  });

  it('is no agreement where the things are its own', () => {
    expect(agreement('Vorland ditches Ostrava for paper maps')).toEqual([]);
    expect(agreement('Zemlin replaces founder with Vorland executive')).toEqual([]);
    expect(agreement('Zemlin drops suit against Vorland for good')).toEqual([]);
  });

  it('may have no successor', () => {
    expect(agreement('Zemlin ditches Vorland’s Ostrava')).toEqual(['ended: party=Vorland party=Zemlin']);
  });
});

describe('another house’s thing, taken in', () => {
  it('is brought to one’s platform, or one’s own to theirs', () => {
    expect(agreement('Zemlin brings Vorland’s fast mapping to its platform')).toEqual(BOTH);
    expect(agreement('Zemlin Brings Sea Maps to Vorland for Enterprises')).toEqual(BOTH);
    expect(agreement('Zemlin brings maps to Oslo')).toEqual([]);
    expect(agreement('Zemlin brings suit to Vorland')).toEqual([]);
  });

  it('is integrated into one’s own, unless it is an open standard', () => {
    expect(agreement('', 'Zemlin is integrating Vorland’s Ostrava into its vans.')).toEqual(BOTH);
    expect(agreement('', 'Zemlin is integrating Vorland’s map protocol into its vans.')).toEqual([]);
  });

  it('is what somebody turns to a firm for', () => {
    expect(agreement('Zemlin Turns to Orrery for Its Dealer Maps')).toEqual(['announced: party=Orrery party=Zemlin']);
    expect(agreement('Zemlin turns to paper for its maps')).toEqual([]);
  });

  it('is what a house lets others into', () => {
    expect(agreement('Zemlin to Give Reliant Quillbex Users Tide Access for Free')).toEqual([
      'announced: party=Reliant Quillbex party=Zemlin',
    ]);
    expect(agreement('Zemlin and Vorland to give Iceland early access to maps')).toEqual([
      'announced: party=Iceland party=Vorland party=Zemlin',
    ]);
    expect(agreement('Zemlin gives users access to maps')).toEqual([]);
    expect(agreement('Zemlin gives Vorland a headache')).toEqual([]);
  });

  it('may be tapped by a firm whose name is a plural', () => {
    expect(agreement('Orrery Airports Taps Zemlin for Better Maps')).toEqual([
      'announced: party=Orrery Airports party=Zemlin',
    ]);
  });

  it('has a first customer', () => {
    expect(agreement('Zemlin releases first pen, with Vorland as launch customer')).toEqual(BOTH);
    expect(agreement('Zemlin tests pens in Oslo with Vorland and Orrery onboard')).toEqual([
      'announced: party=Orrery party=Vorland party=Zemlin',
    ]);
    expect(agreement('Zemlin releases pen with Vorland as rival')).toEqual([]);
  });

  it('is bought by the gigawatt', () => {
    expect(agreement('', 'Zemlin agrees to buy up to 2GW of Vorland’s Ostrava chips in a deal worth $9B.')).toEqual([
      'announced: amount=$9B capacity=2GW party=Vorland party=Zemlin',
    ]);
  });
});

describe('a deal that its purpose names', () => {
  it.each([
    ['Zemlin nears deal to pay Vorland $1B annually for maps', 'talks: amount=$1B party=Vorland party=Zemlin'],
    ['Zemlin signs deal to supply Vorland with pens', 'announced: party=Vorland party=Zemlin'],
    ['Zemlin inks pact to use Vorland’s pens', 'announced: party=Vorland party=Zemlin'],
  ])('is with whom it pays, serves or uses: %s', (title, line) => {
    expect(agreement(title)).toEqual([line]);
  });

  it('is no agreement where it is a purchase or a peace', () => {
    expect(agreement('Zemlin nears deal to buy Vorland')).toEqual([]);
    expect(agreement('Zemlin nears deal to settle Vorland suit')).toEqual([]);
  });

  it('is what two agree to do', () => {
    expect(agreement('Zemlin and Vorland have agreed to add more guards to their maps')).toEqual(BOTH);
    expect(agreement('Zemlin and Vorland agree to merge')).toEqual([]);
    expect(agreement('Zemlin and Vorland agree that maps are hard')).toEqual([]);
    expect(agreement('Zemlin and Vorland agree to pay fine')).toEqual([]);
  });

  it('may be changed by both', () => {
    expect(agreement('Zemlin and Vorland rework a clause on who owns the maps')).toEqual(BOTH);
    expect(agreement('Zemlin and Vorland rework their apps')).toEqual([]);
  });

  it('is with the maker of what a memorandum names', () => {
    expect(agreement('Elbonia Telecom Signs MoU with Ostrava to Boost Its Network')).toEqual([
      'announced: party=Elbonia Telecom party=Ostrava',
    ]);
  });

  it('is told by orders that are won', () => {
    expect(agreement('Zemlin Secures Navy Orders for Its Maps', '', undefined)).toEqual([]);
    expect(agreement('Zemlin secures orders from Vorland and Orrery Navy')).toEqual([
      'announced: party=Orrery Navy party=Vorland party=Zemlin',
    ]);
    expect(agreement('Zemlin orders lunch from Vorland')).toEqual([]);
  });

  it('is signed by paying partners', () => {
    expect(agreement('', 'Zemlin has signed Vorland, Orrery Labs and Quillbex as paying partners.')).toEqual([
      'announced: party=Orrery Labs party=Quillbex party=Vorland party=Zemlin',
    ]);
    expect(agreement('', 'Zemlin has signed Tove Berg as its face.')).toEqual([]);
  });

  it('may be a headline’s cross', () => {
    expect(agreement('Zemlin x Vorland: Bringing Maps to Vans')).toEqual(BOTH);
    expect(agreement('Zemlin v. Vorland: the maps trial')).toEqual([]);
  });

  it('is told by the house itself without its name', () => {
    expect(agreement('Partnering with Zemlin to map the seas', '', 'https://quillbex.example/news/1')).toEqual([
      'announced: party=Zemlin',
    ]);
  });
});
