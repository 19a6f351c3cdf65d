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

describe('layoffs, however they are told', () => {
  const layoffs = (text: string): string[] => told('layoffs', '', text);

  it.each([
    ['Zemlin chief executive Jane Roe told staff she would cut 200 jobs.', 'announced: headcount=200 org=Zemlin'],
    ['Jane Roe, chair of Zemlin, will axe 20% of staff.', 'announced: headcount=20% org=Zemlin'],
    ['Some 300 jobs will be eliminated at Zemlin.', 'announced: headcount=300 org=Zemlin'],
    ['All 85 employees will be let go, Zemlin said.', 'announced: headcount=85 org=Zemlin'],
    ['Zemlin is parting ways with 40 engineers.', 'announced: headcount=40 org=Zemlin'],
    ['Zemlin has made 60 employees redundant.', 'announced: headcount=60 org=Zemlin'],
    ['Zemlin will close its mill, putting 120 jobs at risk.', 'talks: headcount=120 org=Zemlin'],
    ['Zemlin announced a restructuring that will affect 400 employees.', 'announced: headcount=400 org=Zemlin'],
    ['Zemlin is laying off some 650 employeesin its maps arm.', 'announced: headcount=650 org=Zemlin'],
    ['Zemlin has laid off200 workers.', 'announced: headcount=200 org=Zemlin'],
  ])('%s', (text, line) => {
    expect(layoffs(text)).toEqual([line]);
  });

  it('are those of the house that the article spoke of last', () => {
    expect(layoffs('Zemlin is closing down. All 85 employees will be let go.')).toEqual([
      'announced: headcount=85 org=Zemlin',
    ]);
  });

  it.each([
    'Zemlin employees fear layoffs.',
    'Some 300 trees will be cut at Zemlin.',
    'Zemlin puts its maps at risk.',
    'Zemlin parted ways with tradition.',
    'Former Zemlin chief Jane Roe cut 200 jobs.',
  ])('but not in: %s', (text) => {
    expect(layoffs(text)).toEqual([]);
  });

  it('of a founder’s new house are not the old one’s', () => {
    expect(
      told(
        'launch',
        '',
        'Former Zemlin director Ravi Marr has launched Tarnova, a startup. The company is rolling out its app in Spain.',
      ),
    ).not.toContainEqual(expect.stringContaining('Zemlin'));
  });
  it('are as many as go, not as many as there were', () => {
    expect(told('layoffs', 'Zemlin lays off 40 of its 300 employees')).toEqual(['announced: headcount=40 org=Zemlin']);
    expect(told('layoffs', 'Zemlin lays off 40 of its roughly 300 employees')).toEqual([
      'announced: headcount=40 org=Zemlin',
    ]);
  });
});

describe('layoffs by their share, their cause and what they hit', () => {
  const layoffs = (title: string, text?: string): string[] => told('layoffs', title, text);

  it.each([
    ['Zemlin cuts a tenth of its workforce', 'announced: headcount=a tenth org=Zemlin'],
    ['Zemlin lays off half of its map team', 'announced: headcount=half org=Zemlin'],
    ['Zemlin trims 40 of its roughly 300 jobs', 'announced: headcount=40 org=Zemlin'],
    ['Layoffs hit Zemlin’s harbour studio', 'announced: org=Zemlin'],
    ['Around 400 jobs are at risk at Zemlin', 'talks: headcount=400 org=Zemlin'],
    ['Zemlin is winding down its Oslo office with the loss of 120 jobs', 'announced: headcount=120 org=Zemlin'],
    ['Zemlin will close its Oslo office, a move that affects 75 people', 'announced: headcount=75 org=Zemlin'],
  ])('are found in: %s', (title, line) => {
    expect(layoffs(title)).toEqual([line]);
  });

  it('are not those of the owners', () => {
    expect(layoffs('', 'Zemlin, the Vorland and Quillbex backed digital bank, is preparing to lay off staff.')).toEqual(
      ['talks: org=Zemlin'],
    );
  });

  it('go on in the sentence after, and stand in a clause of their own', () => {
    expect(layoffs('', 'Zemlin announced layoffs on Monday. The cuts affect 60 roles across its offices.')).toEqual([
      'announced: headcount=60 org=Zemlin',
    ]);
    expect(
      layoffs('Zemlin announces layoffs', 'The layoffs, which affect 8% of Zemlin’s workforce, start in May.'),
    ).toEqual(['announced: headcount=8% org=Zemlin']);
  });

  it.each([
    'A third of workers use Zemlin’s maps',
    'Zemlin sells half of its ferries',
    'Zemlin opens an office, a move that affects 75 people',
    '400 maps are at risk at Zemlin',
  ])('are not found in: %s', (title) => {
    expect(layoffs(title)).toEqual([]);
  });
});

describe('hiring that begins or stops', () => {
  const hiring = (title: string): string[] => told('hiring', title);

  it.each([
    ['Zemlin halts hiring in Oslo', 'ended: employer=Zemlin'],
    ['Zemlin imposes a hiring freeze', 'ended: employer=Zemlin'],
    [
      'Zemlin poached about two dozen engineers from Vorland',
      'announced: employer=Zemlin from_org=Vorland headcount=two dozen',
    ],
    [
      'Zemlin has poached a dozen engineers from Vorland',
      'announced: employer=Zemlin from_org=Vorland headcount=a dozen',
    ],
    ['Zemlin adds 900 data tutors', 'announced: employer=Zemlin headcount=900'],
    [
      'Four researchers from Vorland have joined Zemlin’s weather lab',
      'announced: employer=Zemlin from_org=Vorland headcount=Four',
    ],
  ])('is found in: %s', (title, line) => {
    expect(hiring(title)).toEqual([line]);
  });

  it.each([
    'Zemlin stops hiring managers from using maps',
    'Zemlin adds 900 members',
    'Zemlin halts hiring tool',
    'Zemlin freezes its prices',
  ])('is not found in: %s', (title) => {
    expect(hiring(title)).toEqual([]);
  });
});

describe('cuts of today and of before', () => {
  const layoffs = (text: string): string[] => told('layoffs', '', text);

  it('are not one', () => {
    expect(layoffs('Zemlin, which cut 300 jobs in May, will cut 200 jobs.')).toEqual([
      'announced (recalled): headcount=300 org=Zemlin',
      'announced: headcount=200 org=Zemlin',
    ]);
  });

  it.each([
    ['Layoffs at Zemlin affect 300 people.', 'announced: headcount=300 org=Zemlin'],
    ['About 300 employees were let go at Zemlin.', 'announced: headcount=300 org=Zemlin'],
  ])('are told by: %s', (text, line) => {
    expect(layoffs(text)).toEqual([line]);
  });

  it('are none where jobs are created, somewhere', () => {
    expect(told('hiring', '', 'Zemlin will invest in Oslo and create 200 jobs there.')).toEqual([
      'announced: employer=Zemlin headcount=200',
    ]);
  });

  it('leaves a pay package to the one who offers it', () => {
    expect(told('hiring', '', 'Zemlin offered Vorland researchers pay packages of up to $9 million.')).toEqual([
      'announced: amount=$9 million employer=Zemlin',
    ]);
  });
});
