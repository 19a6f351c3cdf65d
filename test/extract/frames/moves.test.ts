import { describe, expect, it } from 'vitest';
import { told } from './reading.ts';

describe('a move that its role tells', () => {
  const moves = (title: string, text?: string): string[] => told('executive_move', title, text);

  it.each([
    ['Jane Roe gets expanded role at Zemlin', 'announced: person=Jane Roe to_org=Zemlin'],
    ['Zemlin reshuffle includes new role for COO Jane Roe', 'announced: from_role=COO person=Jane Roe to_org=Zemlin'],
    ['Zemlin CEO Jane Roe pushed out over prices', 'announced: from_org=Zemlin from_role=CEO person=Jane Roe'],
    ['Zemlin names new maps chief, as Jane Roe steps down', 'announced: from_org=Zemlin person=Jane Roe'],
    [
      'Zemlin appoints KaeYoung Dorr as Director of Korea',
      'announced: person=KaeYoung Dorr to_org=Zemlin to_role=Director of Korea',
    ],
  ])('is found in: %s', (title, line) => {
    expect(moves(title)).toEqual([line]);
  });

  it('names who comes instead, and who is in charge', () => {
    expect(moves('', 'Jane Roe has left Zemlin. Her replacement is Bob Marr, who drew maps at Vorland.')).toEqual([
      'announced: from_org=Zemlin person=Jane Roe',
      'announced: person=Bob Marr to_org=Zemlin',
    ]);
    expect(moves('', 'Jane Roe is now in charge of Zemlin’s maps as Vice President of AI.')).toEqual([
      'announced: person=Jane Roe to_org=Zemlin to_role=Vice President of AI',
    ]);
  });

  it.each([
    'Jane Roe gets a role in a film about Zemlin',
    'Zemlin plays a new role for Vorland',
    'Zemlin pushes out an update for its maps',
    'Its replacement is Ostrava',
    'Zemlin charges Jane Roe for maps',
  ])('is not found in: %s', (title) => {
    expect(moves(title)).toEqual([]);
  });
});

describe('a move told at length', () => {
  const moves = (title: string, text?: string): string[] => told('executive_move', title, text);

  it.each([
    ['who takes the reins', 'Jane Roe takes the reins at Zemlin', ['announced: person=Jane Roe to_org=Zemlin']],
    [
      'a title before the name',
      'Zemlin’s chief medical officer, Dr. Jane Roe, resigned',
      ['announced: from_org=Zemlin from_role=chief medical officer person=Jane Roe'],
    ],
    [
      'a board, which is no house',
      'Board ousts Zemlin founder Jane Roe',
      ['announced: from_org=Zemlin from_role=founder person=Jane Roe'],
    ],
    [
      'a house that somebody comes back to',
      'Former Zemlin executive Jane Roe returns to the company',
      ['announced: person=Jane Roe to_org=Zemlin'],
    ],
    [
      'both offices of a rise',
      'Jane Roe was promoted from finance chief to chief executive of Zemlin',
      ['announced: from_role=finance chief person=Jane Roe to_org=Zemlin to_role=chief executive'],
    ],
    [
      'an office of two fields',
      'Zemlin names Jane Roe chief weather and tides officer',
      ['announced: person=Jane Roe to_org=Zemlin to_role=chief weather and tides officer'],
    ],
    [
      'the house in a compound',
      'Zemlin hires ex-Vorland finance chief Jane Roe',
      ['announced: from_org=Vorland from_role=finance chief person=Jane Roe to_org=Zemlin'],
    ],
    [
      'one brought in',
      'Zemlin brought in Jane Roe from Vorland to run its maps',
      ['announced: from_org=Vorland person=Jane Roe to_org=Zemlin to_role=run its maps'],
    ],
    [
      'one forced out',
      'Zemlin chairman Jane Roe forced out in a boardroom row',
      ['announced: from_org=Zemlin from_role=chairman person=Jane Roe'],
    ],
  ])('knows %s', (_what, title, lines) => {
    expect(moves(title)).toEqual(lines);
  });

  it('has where somebody came from, by the years spent or what was run there', () => {
    expect(moves('', 'After nine years at Vorland, Jane Roe is joining Zemlin.')).toEqual([
      'announced: from_org=Vorland person=Jane Roe to_org=Zemlin',
    ]);
    expect(moves('', 'Jane Roe, who ran maps at Vorland, is joining Zemlin.')).toEqual([
      'announced: from_org=Vorland person=Jane Roe to_org=Zemlin',
    ]);
    expect(moves('', 'After nine years of talks with banks, Jane Roe is joining Zemlin.')).toEqual([
      'announced: person=Jane Roe to_org=Zemlin',
    ]);
  });

  it('takes what a house says of somebody as news, and what it says of long ago as recalled', () => {
    expect(moves('', 'Zemlin said that Jane Roe had left the company.')).toEqual([
      'announced: from_org=Zemlin person=Jane Roe',
    ]);
    expect(moves('', 'Zemlin said that Jane Roe had left Vorland in 2019.')).toEqual([
      'announced (recalled): from_org=Vorland person=Jane Roe',
    ]);
  });

  it('tells both of an office that passes on', () => {
    expect(moves('', 'Jane Roe will become Zemlin’s chief executive in May, replacing Bob Marr.')).toEqual([
      'announced: person=Jane Roe to_org=Zemlin to_role=chief executive',
      'announced: from_org=Zemlin person=Bob Marr',
    ]);
  });

  it('keeps apart how somebody came to the house and how she rises in it', () => {
    expect(moves('', 'Zemlin named Jane Roe chief executive. Roe joined the company from Vorland in 2021.')).toEqual([
      'announced: person=Jane Roe to_org=Zemlin to_role=chief executive',
      'announced (recalled): from_org=Vorland person=Jane Roe to_org=Zemlin',
    ]);
  });

  it('has where somebody spent years, and whom she follows, from the sentences after', () => {
    expect(
      moves(
        '',
        'Zemlin has appointed Katrin Vogel as chief financial officer. Vogel spent eleven years at Vorland. She replaces Jane Roe, who left in March.',
      ),
    ).toEqual([
      'announced: from_org=Vorland person=Katrin Vogel to_org=Zemlin to_role=chief financial officer',
      'announced: from_org=Zemlin person=Jane Roe',
    ]);
  });

  it('does not take another for whoever left before', () => {
    expect(
      moves('', 'Jane Roe has left Zemlin. Bob Marr leads its maps now. He is the fourth officer to leave Zemlin.'),
    ).toEqual(['announced: from_org=Zemlin person=Jane Roe']);
  });

  it('has an office behind which its making is told', () => {
    expect(moves('', 'Zemlin has named Jane Roe as its new head of maps, a newly created role.')).toEqual([
      'announced: person=Jane Roe to_org=Zemlin to_role=head of maps',
    ]);
  });

  it('is no purchase, whatever the verb', () => {
    expect(moves('Zemlin brings in Norrland Sachs as adviser')).toEqual([]);
    expect(told('acquisition', 'Zemlin snaps up former Vorland boss Jane Roe as an adviser')).toEqual([]);
  });
});

describe('hiring', () => {
  const hiring = (title: string): string[] => told('hiring', title);

  it.each([
    [
      'Zemlin brings back three top researchers from Vorland',
      'announced: employer=Zemlin from_org=Vorland headcount=three',
    ],
    ['Zemlin begins hiring in Oslo', 'announced: employer=Zemlin'],
    ['Zemlin hires 60 former lawyers', 'announced: employer=Zemlin headcount=60'],
    ['Quillbex raises pay as Zemlin poaches its engineers', 'announced: employer=Zemlin from_org=Quillbex'],
    ['Zemlin announces several job openings in Oslo', 'announced: employer=Zemlin'],
  ])('is found in: %s', (title, line) => {
    expect(hiring(title)).toEqual([line]);
  });

  it.each(['Zemlin brings back an old map', 'Zemlin begins drawing maps', 'Zemlin announces two store openings'])(
    'is not found in: %s',
    (title) => {
      expect(hiring(title)).toEqual([]);
    },
  );
});

describe('layoffs that come in waves, or are told by a chief', () => {
  const layoffs = (title: string): string[] => told('layoffs', title);

  it.each([
    ['Zemlin plans thousands of job cuts', 'talks: headcount=thousands org=Zemlin'],
    ['Zemlin CEO Jane Roe announces massive layoffs', 'announced: org=Zemlin'],
    ['Zemlin targets July 4 for a second wave of layoffs', 'talks: org=Zemlin'],
  ])('are found in: %s', (title, line) => {
    expect(layoffs(title)).toEqual([line]);
  });

  it.each(['Zemlin draws thousands of maps of job cuts', 'Former Zemlin CEO Jane Roe announces a book'])(
    'are not found in: %s',
    (title) => {
      expect(layoffs(title)).toEqual([]);
    },
  );
});

describe('a denial in a headline', () => {
  const response = (title: string): string[] => told('response', title);

  it.each([
    [
      'Zemlin calls cruel treatment allegations ‘misleading’',
      'announced: speaker=Zemlin stance=calls cruel treatment allegations ‘misleading’',
    ],
    ['Zemlin is not seeking aid: CFO Jane Roe', 'announced: speaker=Zemlin stance=is not seeking'],
  ])('is found in: %s', (title, line) => {
    expect(response(title)).toEqual([line]);
  });

  it.each(['Zemlin is not seeking aid: what we know', 'Zemlin calls its new map Ostrava'])(
    'is not found in: %s',
    (title) => {
      expect(response(title)).toEqual([]);
    },
  );
});

describe('people and houses, however they are written', () => {
  const moves = (title: string, text?: string): string[] => told('executive_move', title, text);

  it('takes a title for no name, with or without its dot', () => {
    expect(moves('', 'Zemlin has appointed shipping veteran Dr. Ruth Marr as chair.')).toEqual([
      'announced: person=Ruth Marr to_org=Zemlin to_role=chair',
    ]);
    expect(moves('', 'Mr. Kovalenko resigned from Zemlin on Monday.')).toEqual([
      'announced: from_org=Zemlin person=Kovalenko',
    ]);
    expect(moves('', 'Zemlin named Dr Adeyemi as its chief scientist.')).toEqual([
      'announced: person=Adeyemi to_org=Zemlin to_role=chief scientist',
    ]);
  });

  it('knows someone by the given name, too', () => {
    expect(
      told('launch', '', 'Zemlin has appointed Jane Marr as chair. Jane brings a new platform for leaders.'),
    ).toEqual([]);
  });

  it('reads a public body with an "and" as one', () => {
    expect(told('legal', '', 'The Securities and Exchange Commission sued Zemlin on Monday.')).toEqual([
      'announced: defendant=Zemlin plaintiff=Securities and Exchange Commission',
    ]);
    expect(told('legal', '', 'The Freight and Harbours Inspectorate has fined Zemlin.')).toEqual([
      'announced: defendant=Zemlin plaintiff=Freight and Harbours Inspectorate',
    ]);
  });

  it('reads an adjective in front of a house’s plain name as part of it', () => {
    expect(moves('', 'Smart Harbour Group has named Jane Marr as chair.')).toEqual([
      'announced: person=Jane Marr to_org=Smart Harbour Group to_role=chair',
    ]);
  });

  it('takes no participle at the head of a sentence for a name', () => {
    expect(
      told('launch', '', 'Zemlin is a map firm. Headquartered in Dublin, the company is rolling out Ostrava Mini.'),
    ).not.toContainEqual(expect.stringContaining('Headquartered'));
  });

  it('counts the head of a product to the house that makes it', () => {
    expect(moves('', 'Quillbex is shaken by the resignation of Pelican head Ruth Marr.')).toEqual([
      'announced: from_org=Quillbex from_role=Pelican head person=Ruth Marr',
    ]);
  });

  it('reads "head" between a house and a person as an office', () => {
    expect(moves('Zemlin head Jane Roe resigns')).toEqual([
      'announced: from_org=Zemlin from_role=head person=Jane Roe',
    ]);
  });

  it('tells no move of a house that is part of another', () => {
    expect(moves('Ostrel Mills is now part of Vorland Group')).toEqual([]);
  });
});

describe('moves in the prose of business pages', () => {
  const moves = (text: string): string[] => told('executive_move', '', text);

  it.each([
    [
      'Norrland Electric Chief Executive Officer Jane Marr was ousted on Monday and replaced by Bob Roe, the former head of Vorland.',
      'announced: from_org=Norrland Electric from_role=Chief Executive Officer person=Jane Marr',
    ],
    [
      'Zemlin said Jane Marr, president of its harbour unit, plans to retire in August.',
      'announced: from_org=Zemlin from_role=president of its harbour unit person=Jane Marr',
    ],
    [
      'Jane Marr has been tapped to run Zemlin’s grocery business.',
      'announced: person=Jane Marr to_org=Zemlin to_role=run Zemlin’s grocery business',
    ],
    [
      'Zemlin hired Jane Marr, who led payments at Vorland, as its first head of harbours.',
      'announced: person=Jane Marr to_org=Zemlin to_role=head of harbours',
    ],
    [
      'Zemlin’s head of trust and safety Jane Marr stepped down.',
      'announced: from_org=Zemlin from_role=head of trust and safety person=Jane Marr',
    ],
    ['Zemlin promoted Jane Marr to Deputy CEO.', 'announced: person=Jane Marr to_org=Zemlin to_role=Deputy CEO'],
    [
      'Last year it was small. In May, Zemlin brought on former Vorland executive Chris Roe to run its ferries.',
      'announced: from_org=Vorland person=Chris Roe to_org=Zemlin to_role=run its ferries',
    ],
  ])('%s', (text, line) => {
    expect(moves(text)).toEqual([line]);
  });

  it('names who acts though a pronoun does it', () => {
    expect(told('hiring', '', 'Zemlin is growing. It poached two researchers from Vorland.')).toEqual([
      'announced: employer=Zemlin from_org=Vorland headcount=two',
    ]);
  });

  it('keeps a name that ends in an s of its own', () => {
    expect(told('layoffs', '', 'Marlow’s said it would eliminate 3,900 corporate jobs.')).toEqual([
      'announced: headcount=3,900 org=Marlow’s',
    ]);
  });

  it('has its role though another clause goes on behind it with no comma', () => {
    expect(told('executive_move', '', 'Zemlin named Ada Kern chief executive and the board was pleased.')).toEqual([
      'announced: person=Ada Kern to_org=Zemlin to_role=chief executive',
    ]);
    expect(told('executive_move', '', 'Zemlin hired Ada Kern from Vorland and the office cheered.')).toEqual([
      'announced: from_org=Vorland person=Ada Kern to_org=Zemlin',
    ]);
  });

  it('is within the house whose officer somebody was, unless another is named', () => {
    expect(told('executive_move', '', 'Zemlin finance chief Jane Kern was named chief executive.')).toEqual([
      'announced: from_role=finance chief person=Jane Kern to_org=Zemlin to_role=chief executive',
    ]);
    expect(told('executive_move', '', 'Zemlin COO Jane Kern was named chief executive of Vorland.')).toEqual([
      'announced: person=Jane Kern to_org=Vorland to_role=chief executive',
    ]);
    expect(told('executive_move', '', 'Zemlin veteran Jane Kern was named chief executive.')).toEqual([]);
  });
});

describe('who comes and goes', () => {
  const moves = (text: string): string[] => told('executive_move', '', text);

  it.each([
    ['Zemlin CEO Jane Roe is out.', ['announced: from_org=Zemlin from_role=CEO person=Jane Roe']],
    [
      'Zemlin promoted Bob Marr to president and Ada Kern to chief operating officer.',
      [
        'announced: person=Bob Marr to_org=Zemlin to_role=president',
        'announced: person=Ada Kern to_org=Zemlin to_role=chief operating officer',
      ],
    ],
    [
      'Bob Marr steps down as chief executive of Zemlin; Ada Kern succeeds him.',
      [
        'announced: from_org=Zemlin from_role=chief executive person=Bob Marr',
        'announced: person=Ada Kern to_org=Zemlin',
      ],
    ],
    ['Zemlin said Ada Kern would leave in the spring.', ['announced: from_org=Zemlin person=Ada Kern']],
    ['The Gazette said Ada Kern would leave in the spring.', []],
    [
      'Ada Kern retires as Zemlin’s chief scientist.',
      ['announced: from_org=Zemlin from_role=chief scientist person=Ada Kern'],
    ],
    [
      'Ada Kern will serve as Zemlin’s interim chief executive.',
      ['announced: person=Ada Kern to_org=Zemlin to_role=interim chief executive'],
    ],
    ['Ada Kern serves as Zemlin’s chief scientist.', []],
    ['Ada Kern defects to Vorland from Zemlin.', ['announced: from_org=Zemlin person=Ada Kern to_org=Vorland']],
    // Who speaks behind the staff that is sought is none of them.
    ['Zemlin would hire 300 people, Ada Kern said.', []],
  ])('%s', (text, lines) => {
    expect(moves(text)).toEqual(lines);
  });
});

describe('who follows whom', () => {
  const moves = (text: string): string[] => told('executive_move', '', text);

  it('takes over where the other was, as what the other was', () => {
    expect(
      moves(
        'Jane Roe, the finance chief of Zemlin, is leaving. She will join Vorland as chief executive. Bob Marr, now her deputy, will take over on 1 July.',
      ),
    ).toEqual([
      'announced: from_org=Zemlin from_role=finance chief person=Jane Roe to_org=Vorland to_role=chief executive',
      'announced: person=Bob Marr to_org=Zemlin to_role=finance chief',
    ]);
  });

  it('has an office in the house that the other left', () => {
    expect(
      moves(
        'Zemlin’s founder, Jane Roe, will join Vorland. Bob Marr, the strategy chief, becomes interim chief executive.',
      ),
    ).toEqual([
      'announced: from_org=Zemlin from_role=founder person=Jane Roe to_org=Vorland',
      'announced: person=Bob Marr to_org=Zemlin to_role=interim chief executive',
    ]);
  });

  it.each([
    'Jane Roe is leaving Zemlin. Bob Marr will take over the restaurant.',
    'Jane Roe is leaving Zemlin. Harrow has taken over Kestrel.',
  ])('but not where something else is taken over: %s', (text) => {
    expect(moves(text)).toEqual(['announced: from_org=Zemlin person=Jane Roe']);
  });

  it('is a person, whatever the name looks like', () => {
    expect(
      moves('Zemlin has appointed Tan Bo Shan as its chief. She succeeds Ada Kern, who retires in the spring.'),
    ).toEqual([
      'announced: person=Tan Bo Shan to_org=Zemlin to_role=chief',
      'announced: from_org=Zemlin person=Ada Kern',
    ]);
  });

  it('is no bank that is hired for an offering', () => {
    expect(moves('Zemlin has hired Morgan Stanley and Harper Lowe to lead its offering.')).toEqual([]);
  });
});
