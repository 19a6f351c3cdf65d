import { describe, expect, it } from 'vitest';
import { told } from './reading.ts';

const launch = (title: string, text?: string, url?: string): string[] => told('launch', title, text, url);

describe('a launch', () => {
  it('names the house and the product', () => {
    expect(launch('Quillbex launches Pelican Studio for designers')).toEqual([
      'announced: org=Quillbex product=Pelican Studio',
    ]);
    expect(launch('Zemlin has released Tarnova 3, a model for maps')).toEqual([
      'announced: org=Zemlin product=Tarnova 3',
    ]);
  });

  it('takes the name from "called" and from quotation marks', () => {
    expect(launch('', 'On Monday, Zemlin unveiled a new browser called Tarnova.')).toEqual([
      'announced: org=Zemlin product=Tarnova',
    ]);
    expect(launch('', 'Zemlin released the ‘loose-threads’ toolkit on Monday.')).toEqual([
      'announced: org=Zemlin product=loose-threads',
    ]);
  });

  it('has no product where the words only describe one', () => {
    expect(launch('Zemlin introduces an AI-powered chatbot')).toEqual(['announced: org=Zemlin']);
  });

  it('is one launch where several products are announced at once', () => {
    expect(launch('Zemlin unveils Tarnova and Belmira')).toEqual([
      'announced: org=Zemlin product=Belmira product=Tarnova',
    ]);
  });

  it('is found in the nouns of launching, too', () => {
    expect(launch('', 'Zemlin announced the release of Tarnova on Monday.')).toEqual([
      'announced: org=Zemlin product=Tarnova',
    ]);
  });

  it('may have a product that we know for its subject', () => {
    expect(launch('Pelican is now generally available in Europe')).toEqual(['announced: product=Pelican']);
  });

  it('takes the name from the next sentence', () => {
    expect(launch('', 'Zemlin has launched a new voice model. Tarnova is a model of ten billion weights.')).toEqual([
      'announced: org=Zemlin product=Tarnova',
    ]);
  });

  it('adds to a product of its own house', () => {
    expect(launch('Quillbex adds new features to Pelican')).toEqual(['announced: org=Quillbex product=Pelican']);
  });

  it('is not yet there when it is prepared or delayed', () => {
    expect(launch('Quillbex is preparing to release Pelican Studio')).toEqual([
      'talks: org=Quillbex product=Pelican Studio',
    ]);
    expect(launch('Quillbex delays Pelican Studio')).toEqual(['talks: org=Quillbex product=Pelican Studio']);
  });

  it('is that of both who launch together', () => {
    expect(launch('Zemlin teams up with Vorland to launch a wallet called Tarnova')).toEqual([
      'announced: org=Vorland org=Zemlin product=Tarnova',
    ]);
  });

  it('may open the source of what is launched', () => {
    expect(launch('Zemlin open sources Tarnova-2')).toEqual(['announced: org=Zemlin product=Tarnova-2']);
  });

  it('may be told by what a product can do now', () => {
    expect(launch("Quillbex's Pelican can now read your mail")).toEqual(['announced: org=Quillbex product=Pelican']);
  });

  it('goes on after the comma of a headline', () => {
    expect(launch('Zemlin raises $9M, launches detection tool')).toEqual(['announced: org=Zemlin']);
  });

  it('ends when a product is shut down', () => {
    expect(launch('Quillbex discontinues Pelican')).toEqual(['ended: org=Quillbex product=Pelican']);
  });

  it('is told by the headline of a house on its own page', () => {
    expect(launch('Introducing Tarnova Safety Desk', '', 'https://quillbex.example/news/1')).toEqual([
      'announced: product=Tarnova Safety Desk',
    ]);
    expect(launch('Introducing Tarnova Safety Desk', '', 'https://gazette.example/1')).toEqual([]);
  });

  it.each([
    ['Introducing Order Tracking on Pelican', 'announced: product=Order Tracking'],
    ['Introducing tarn-api', 'announced: product=tarn-api'],
    ['Introducing the next generation of Pelican', 'announced: product=Pelican'],
    ['Piloting group chats in Pelican', 'announced: product=group chats'],
    ['Pelican Voice Agent API', 'announced: product=Pelican Voice Agent API'],
    ['Pelican 7: a model built for speed', 'announced: product=Pelican 7'],
    ['Quillbex Order Studio', 'announced: product=Quillbex Order Studio'],
  ])('is told by the name alone on the page of its house: %s', (title, line) => {
    expect(launch(title, '', 'https://quillbex.example/news/1')).toEqual([line]);
  });

  it.each([
    'Introducing the Quillbex Safety Council',
    'Quillbex Economic Index',
    'Pelican System Card Addendum',
    'How Pelican reads maps',
    'Introducing a way to think about maps',
  ])('is not told on the page of its house by: %s', (title) => {
    expect(launch(title, '', 'https://quillbex.example/news/1')).toEqual([]);
  });

  it.each([
    ['', 'Map startup Zemlin this week launched a browser that reads maps.', 'announced: org=Zemlin'],
    ['Zemlin launches tokenized cards', '', 'announced: org=Zemlin product=tokenized cards'],
    ['Zemlin releases a new animated assistant called Tarnova', '', 'announced: org=Zemlin product=Tarnova'],
    ['', 'Zemlin is set to launch an assistant for maps.', 'announced: org=Zemlin'],
    [
      'Zemlin releases Tarn-4-small-vision-15B, a model for maps',
      '',
      'announced: org=Zemlin product=Tarn-4-small-vision-15B',
    ],
    ['Zemlin launches a paid plan for its chatbot', '', 'announced: org=Zemlin product=paid plan'],
  ])('is read through what stands between the words: %s%s', (title, text, line) => {
    expect(launch(title, text)).toEqual([line]);
  });

  it.each([
    ['Pelican now lets you plan a trip by speaking', 'announced: product=Pelican'],
    ["Zemlin's app now lets users share a map", 'announced: org=Zemlin'],
    ['Zemlin will let developers sell maps by the month', 'announced: org=Zemlin'],
    ['Pelican gains an enterprise tier', 'announced: product=Pelican'],
    ["Zemlin's headset is getting a big upgrade", 'announced: org=Zemlin'],
    ['Pelican comes to Linux', 'announced: product=Pelican'],
    ['To help teachers, Pelican will now mark homework', 'announced: product=Pelican'],
  ])('may be told by what a thing does from now on: %s', (title, line) => {
    expect(launch(title)).toEqual([line]);
  });

  it.each([
    'The law now lets police read letters',
    'Zemlin lets users down',
    "Zemlin's shares are getting a boost",
    'Pelican comes under fire',
    'Zemlin gets a loan for its plant',
    'Pelican users can now be sued',
    'Zemlin now allows remote work',
  ])('is no new thing of a house: %s', (title) => {
    expect(launch(title)).toEqual([]);
  });

  it.each([
    ['Zemlin launches out of stealth to map the seas', 'announced: org=Zemlin'],
    ['Founder Jane Roe has launched her next venture, Tarnova', 'announced: org=Tarnova'],
    ['Zemlin announces a slew of new features', 'announced: org=Zemlin'],
    ['Zemlin India launches Tarnova 2', 'announced: org=Zemlin India product=Tarnova 2'],
    ['Zemlin brings its card feed to Europe', 'announced: org=Zemlin product=card feed'],
    ['Quillbex introduces age checks on Pelican', 'announced: org=Quillbex product=Pelican'],
    ['Zemlin rebrands to “Tarnova,” launches a new assistant', 'announced: org=Zemlin'],
  ])('is also told so: %s', (title, line) => {
    expect(launch(title)).toEqual([line]);
  });

  it.each(['Zemlin launches into space', 'Zemlin debuts on the stock market', 'Jane Roe launches a campaign'])(
    'is no debut of a house: %s',
    (title) => {
      expect(launch(title)).toEqual([]);
    },
  );

  it('is any thing that a verb of launching brings, if it is no doing and no place', () => {
    expect(launch('Zemlin launches an AI pin and a desktop notetaker')).toEqual(['announced: org=Zemlin']);
    expect(launch('Zemlin open-sources video model Tarnova-2')).toEqual(['announced: org=Zemlin product=Tarnova-2']);
    expect(launch('Zemlin launches AI-powered people search')).toEqual(['announced: org=Zemlin product=people search']);
  });

  it('may stand in the words for what is new', () => {
    expect(launch('', 'Zemlin wants a bigger role in mapping with its new service, Tarnova Maps.')).toEqual([
      'announced: org=Zemlin product=Tarnova Maps',
    ]);
    expect(launch('Zemlin takes on Vorland with Tarnova 2, an AI image generator')).toEqual([
      'announced: org=Zemlin product=Tarnova 2',
    ]);
    expect(launch('', 'Tarnova Optimize is Zemlin’s next big service for offices.')).toEqual([
      'announced: org=Zemlin product=Tarnova Optimize',
    ]);
    expect(launch('', 'Critics put Zemlin’s latest model, Tarnova, to the test.')).toEqual([]);
  });

  it('renews a product that is its subject', () => {
    expect(launch('Pelican introduces a year-end quiz')).toEqual(['announced: product=Pelican']);
    expect(launch('With Pelican releasing deepfakes, regulators want answers')).toEqual([]);
  });

  it('names an edition of a product by all its words', () => {
    expect(launch('Quillbex releases Pelican-4.7-Flash for coders')).toEqual([
      'announced: org=Quillbex product=Pelican-4.7-Flash',
    ]);
    expect(launch('Zemlin builds Pelican-powered search')).toEqual([]);
  });

  it('ends when what a house offered is turned off again', () => {
    expect(launch('Zemlin turns off app suggestions')).toEqual(['ended: org=Zemlin']);
  });

  it.each([
    'Regulators launch an investigation into Zemlin',
    'Zemlin launches a probe of its suppliers',
    'Zemlin announces a partnership with Vorland',
    'Zemlin releases quarterly results',
    'Zemlin releases a study of office workers',
    'Zemlin rolls out Pelican to all its employees',
    'Zemlin tests Pelican for its support desk',
    'Zemlin launches EOS-9 and two more satellites into orbit',
    'Zemlin opens a new office in Madrid',
    'Quillbex updates Pelican rules after complaints',
    'Former Zemlin engineers launch Tarnova',
    'A deal with Vorland would bring Pelican to Zemlin phones',
    'Vorland partners with Quillbex to roll out Pelican for its workforce',
    'Zemlin introduces Layered Reinforcement Learning',
    'Zemlin reveals how it trains Tarnova',
    'Zemlin opens Training Academy in Madrid',
    'Zemlin gives Pelican access to its files',
    'Zemlin launches a national policy push',
    'Zemlin launches fintech centre with focus on maps',
    'Zemlin releases first official timeline for its research',
    'Zemlin has launched six companies',
    'Big Tech and startups are racing to launch chatbots',
    'Zemlin and Vorland launch a pilot programme for payments',
  ])('is not found in: %s', (title) => {
    expect(launch(title)).toEqual([]);
  });
});

describe('a launch that presents what is new', () => {
  it.each([
    ["Meet Tarnova 2, Zemlin's latest language model", 'announced: org=Zemlin product=Tarnova 2'],
    ['Apple seeds third betas of iOS 31.4 to developers', 'announced: org=Apple product=iOS 31.4'],
  ])('is found in: %s', (title, line) => {
    expect(launch(title)).toEqual([line]);
  });

  it.each(["Meet Bob Marr, Zemlin's new chief", 'Vorland seeds early-stage funds in Spain'])(
    'is not found in: %s',
    (title) => {
      expect(launch(title)).toEqual([]);
    },
  );
});

describe('a launch that a headline tells by what can be done now', () => {
  it.each([
    ['Pelican can now read your mail', 'announced: product=Pelican'],
    ['You can now use Pelican in your car', 'announced: product=Pelican'],
    ['Zemlin now lets users sort their photos by mood', 'announced: org=Zemlin'],
    ['Zemlin will let developers sell yearly plans', 'announced: org=Zemlin'],
    ["Tarnova's app now supports shared lists", 'announced: org=Tarnova'],
    ["Quillbex's drawing tool Belmira comes to Pelican", 'announced: org=Quillbex product=Belmira'],
    ['Ads are coming to Pelican', 'announced: product=Pelican'],
    ['Pelican comes to Android', 'announced: product=Pelican'],
    ['Pelican is live in Ostrava', 'announced: product=Pelican'],
    ["Zemlin's new tool can draw whole maps from notes", 'announced: org=Zemlin'],
    ["Zemlin's new Belmira 2 extends its maps", 'announced: org=Zemlin product=Belmira 2'],
    ['Pelican’s latest feature lets you sort photos', 'announced: product=Pelican'],
    ['Zemlin jumps into the map race with Belmira', 'announced: org=Zemlin product=Belmira'],
    ['Zemlin launches out of a studio in Lyon to mend old maps', 'announced: org=Zemlin'],
    ['Former Vorland engineers launch Belmira, a ring that takes notes', 'announced: org=Belmira'],
  ])('is found in: %s', (title, line) => {
    expect(launch(title)).toEqual([line]);
  });

  it.each([
    'How Zemlin lets you draw maps',
    'Zemlin lets employees sell shares',
    'Zemlin now lets Vorland keep its name',
    'Readers can now vote for their favourite mayor',
    'Trouble comes to Pelican',
    "Zemlin's new chief wants more maps",
    "Zemlin's new tool faces a ban",
    'Zemlin joins the race to the moon with Vorland',
    'Engineers launch Sundays, a walk through town',
    'Zemlin launches into a speech about maps',
  ])('is not found in: %s', (title) => {
    expect(launch(title)).toEqual([]);
  });
});

describe('a launch that renews or brings what is there', () => {
  it.each([
    ['Zemlin brings AI-powered Tarnova Maps to Canada', 'announced: org=Zemlin product=Tarnova Maps'],
    ['Quillbex brings Pelican to the web', 'announced: org=Quillbex product=Pelican'],
    ['Pelican gains a family tier', 'announced: product=Pelican'],
    ['Zemlin tests AI-generated quizzes on maps', 'announced: org=Zemlin'],
    ['Zemlin to experiment with ads in its chatbot', 'announced: org=Zemlin'],
    ['Zemlin adds generative AI to explore old maps', 'announced: org=Zemlin'],
    ['Zemlin releases new automated customer suite', 'announced: org=Zemlin product=customer suite'],
    ['Zemlin launches tokenized maps platform', 'announced: org=Zemlin'],
    ['Zemlin releases Tarnova-4-vision-15B, a model for maps', 'announced: org=Zemlin product=Tarnova-4-vision-15B'],
    ['Zemlin announces the Belmira S26', 'announced: org=Zemlin product=Belmira S26'],
    ['Zemlin makes Belmira open source', 'announced: org=Zemlin product=Belmira'],
    ['Zemlin open sources framework for drawing maps', 'announced: org=Zemlin'],
    ['Quillbex Introduces Quiet Hours on Pelican to Please Parents', 'announced: org=Quillbex product=Quiet Hours'],
    ['Zemlin opens its taxi service to riders in Lyon', 'announced: org=Zemlin product=taxi service'],
    ["Quillbex revamps Pelican's map browser", 'announced: org=Quillbex product=Pelican'],
    ['Zemlin launches a paid plan for its chatbot', 'announced: org=Zemlin product=paid plan'],
  ])('is found in: %s', (title, line) => {
    expect(launch(title)).toEqual([line]);
  });

  it.each([
    'Vorland and Zemlin partner to bring Ostrava to schools',
    'Zemlin adds AI researchers in Lyon',
    'Zemlin brings the Tarnova Maps Summit to Lyon',
    'Zemlin starts talks with Vorland',
    'Zemlin opens its doors to schools',
    'Zemlin launches a plan to save water',
    'Zemlin improves its results',
  ])('is not found in: %s', (title) => {
    expect(launch(title)).toEqual([]);
  });
});

describe('a headline that is a name', () => {
  const own = 'https://quillbex.example/news/2';
  it.each([
    ['Pelican Voice Agent API', own, 'announced: product=Pelican Voice Agent API'],
    ['Quillbex for Teachers', own, 'announced: org=Quillbex product=Quillbex for Teachers'],
    ['BelmiraBench: maps made easy', own, 'announced: product=BelmiraBench'],
    ['Custom Maps and Map Library', own, 'announced: product=Custom Maps product=Map Library'],
    ['Introducing Map Caching on Pelican', own, 'announced: product=Map Caching'],
    ['Piloting shared maps in Pelican', own, 'announced: product=Pelican'],
    ['Pelican Remote Control', null, 'announced: product=Pelican Remote Control'],
    ['Group Maps in Pelican', null, 'announced: product=Group Maps product=Pelican'],
  ])('is a launch: %s', (title, url, line) => {
    expect(launch(title, '', url ?? undefined)).toEqual([line]);
  });

  it.each([
    ['Pelican Pricing', null],
    ['Errors in Pelican', null],
    ['Pelican Remote Control', 'gone'],
    ['Introducing the Quillbex Advisory Council', own],
    ['Custom Maps and Map Library', null],
  ])('is none: %s', (title, url) => {
    expect(launch(url === 'gone' ? `${title} fails` : title, '', url ?? undefined)).toEqual([]);
  });
});

describe('a launch that stands beside its verb', () => {
  it.each([
    ['With Tarnova Forge, Zemlin gives firms a way to draw maps', 'announced: org=Zemlin product=Tarnova Forge'],
    ['With new map tool, Zemlin aims to please sailors', 'announced: org=Zemlin'],
    ["Zemlin's Pocket Atlas turns your phone into a compass", 'announced: org=Zemlin product=Pocket Atlas'],
    ['Quillbex bakes Pelican into Pelican Studio', 'announced: org=Quillbex product=Pelican'],
    ['Zemlin brings its map feed to Canada', 'announced: org=Zemlin'],
    ["Tarnova's map feature now shows old streets", 'announced: org=Tarnova'],
    ["Quillbex's AI support in Pelican is now generally available", 'announced: org=Quillbex product=Pelican'],
    ["Zemlin's chatbot is now free for all readers", 'announced: org=Zemlin'],
    ['Pelican lands in time for spring', 'announced: product=Pelican'],
  ])('is found in: %s', (title, line) => {
    expect(launch(title)).toEqual([line]);
  });

  it('is told in prose with the day between, or of a bank by its name', () => {
    expect(launch('', 'Zemlin announced today a new tool for maps.')).toEqual(['announced: org=Zemlin']);
    expect(launch('', 'Tarnova bank has launched a new savings app.')).toEqual(['announced: org=Tarnova']);
  });

  it.each([
    'With Vorland, Zemlin aims to please sailors',
    'With Jane Roe gone, Zemlin wants more maps',
    'With prices up, Zemlin offers advice',
    'Zemlin bakes cakes for Vorland',
    "Zemlin's chief turns your money into maps",
    'Pelican System Card',
  ])('is not found in: %s', (title) => {
    expect(launch(title)).toEqual([]);
  });
});

describe('a launch of what has no name of its own', () => {
  it.each([
    ['Zemlin just dropped a map app for phones', 'announced: org=Zemlin'],
    ["Zemlin's AI-powered library is now open to more readers", 'announced: org=Zemlin'],
    ["Zemlin's Tarnova AI can now draw whole towns", 'announced: org=Zemlin product=Tarnova AI'],
    ["Zemlin's Tarnova can now draw whole towns", 'announced: org=Zemlin product=Tarnova'],
    ['Zemlin expands its search tool to more towns', 'announced: org=Zemlin'],
    ["Quillbex is bringing Pelican's wit to Ostrava", 'announced: org=Quillbex product=Pelican'],
    ['Zemlin delays rollout of new map model', 'talks: org=Zemlin'],
    ['[phones] Pelican app, now on tablets', 'announced: product=Pelican app'],
    ['Zemlin overhauls its map platform with new tools', 'announced: org=Zemlin'],
  ])('is found in: %s', (title, line) => {
    expect(launch(title)).toEqual([line]);
  });

  it.each([
    'Zemlin drops a supplier of maps',
    'Zemlin expands its office to more floors',
    'Zemlin delays release of its results',
    "Zemlin's Jane Roe can now vote",
    'Zemlin overhauls its board with new faces',
  ])('is not found in: %s', (title) => {
    expect(launch(title)).toEqual([]);
  });
});

describe('what an aside tells of its house', () => {
  it.each([
    ['Zemlin, which has launched a tablet called Lumo, has moved to Oslo.', ['announced: org=Zemlin product=Lumo']],
    ['Zemlin, which launched Lumo in May, has moved to Oslo.', ['announced (recalled): org=Zemlin product=Lumo']],
    ['Zemlin, which launches tablets each year, has moved to Oslo.', []],
    ['Zemlin, which launched in May, has moved to Oslo.', []],
  ])('%s', (text, lines) => {
    expect(told('launch', '', text)).toEqual(lines);
  });
});
