/** Word lists that several parts of extraction share. Lower case unless said otherwise. */

const list = (words: string): string[] => words.trim().split(/\s+/);
const phrases = (words: string): string[] =>
  words
    .trim()
    .split(/\s*[,\n]\s*/)
    .filter(Boolean);
const set = (words: string): ReadonlySet<string> => new Set(list(words));
const phraseSet = (words: string): ReadonlySet<string> => new Set(phrases(words));

/** Words that end with a full stop without ending the sentence. */
export const ABBREVIATIONS =
  set(`inc corp co ltd llc plc mr mrs ms dr prof sen rep gov gen st jr sr v vs etc no nos vol fig
  est approx dept u.s u.k e.g i.e a.m p.m u.n jan feb mar apr jun jul aug sep sept oct nov dec rs bros s.a n.v s.p.a pty messrs`);

/** Acronyms and words that are written in capitals and name nobody. Upper case. */
export const GENERIC_CAPITALS: ReadonlySet<string> = new Set(
  list(`PAC PACS AI CEO CFO CTO COO CMO CIO CISO CPO CSO CRO CHRO CAIO VP SVP EVP MD GM HR IT PR TV EV EVS IPO IPOS ARR API APIS GPU
  GPUS TPU TPUS CPU CPUS LLM LLMS VC VCS PE M&A ML AGI ASI SAAS B2B B2C R&D UI UX US UK EU UAE USA U.S. U.K. YOY QOQ Q1 Q2 Q3 Q4 H1 H2
  FY FY24 FY25 FY26 FY27 ETF ETFS SMB SMBS SME SMES GDP ROI KYC AML POS ATM RFP MOU JV JVS NDA IP DC AR VR XR IOT 5G 6G SDK CLI
  OS PC PCS HQ NYC LA SF II III IV Q&A FAQ AGS AG A I THE GENAI GEN GCC GCCS OTC NFT NFTS BNPL ESG KPI RAG MCP AIS PHD MBA DIY RIP FYI OK CRM ERP OEM OEMS`),
);

/** Nouns that stand before a name and say what it is ("startup", "maker"): what follows them is the name. */
export const DESCRIPTORS =
  set(`startup startups company firm giant maker provider platform unicorn lab labs developer vendor
  retailer bank chipmaker automaker carmaker drugmaker insurer fintech neobank operator conglomerate specialist rival competitor partner
  subsidiary unit arm investor fund backer parent exchange miner group studio agency consultancy app software service browser
  chatbot assistant tool model outfit business powerhouse leader pioneer upstart challenger brand publisher broker
  lender processor hyperscaler manufacturer supplier contractor carrier airline network marketplace distributor chain
  newcomer scaleup regtech regtechs proptech insurtech edtech biotech unicorns firms companies banks makers giants fintechs neobank neobanks venture institute university nonprofit organization organisation newspaper outlet site website engine
  franchisor broadcaster brewer refiner grocer steelmaker homebuilder planemaker shipbuilder wholesaler restaurateur winemaker
  toymaker foodmaker`);

/** Words of the trade that headlines and brochures write like names. */
export const TRADE_NAMES =
  /^(?:Big Tech|Tech|(?:Agentic|Generative|Gen|Voice|Physical|Edge|Conversational|Sovereign|Enterprise|Responsible|Applied|Embodied) AI)$/;

/** Words that stand for a company named elsewhere in the article. */
export const COMPANY_NOUNS = set(`company startup firm business lab group bank chipmaker giant maker platform developer
  retailer automaker carmaker provider unicorn conglomerate fintech studio corporation`);

/** Last words that make a name an organisation. */
export const ORG_ENDINGS =
  set(`inc corp corporation co company companies ltd limited llc plc ag sa se nv bv gmbh ab oy spa kk lp llp
  ventures capital partners holdings holding group labs lab technologies technology systems software bank banks university institute
  foundation fund trust association council commission ministry department agency authority office court committee bureau union party
  securities investments investment equity advisors management networks network robotics therapeutics pharmaceuticals pharma sciences
  bio biosciences energy motors airlines media studios entertainment games insurance financial solutions services consulting
  industries international interactive semiconductor semiconductors electronics communications telecom health healthcare
  research intelligence ai.com ai studio press times journal post news airways telekom microsystems analytics security cloud
  exchange alliance coalition initiative collective works lines dynamics genomics medical hospital clinic college school team corps`);

/** Public bodies: they sue, probe, order and fine; they are parties of contracts. */
export const AUTHORITY_WORDS =
  set(`regulator regulators watchdog authority authorities administration commission ministry government
  court judge prosecutor prosecutors attorney attorneys senate congress parliament department agency officials
  lawmakers police ftc sec doj cma fca cnil dpc irs fcc european`);

/** In the order of the year. */
export const MONTH_NAMES =
  'january february march april may june july august september october november december'.split(' ');
export const MONTHS: ReadonlySet<string> = new Set([
  ...MONTH_NAMES,
  ...'jan feb mar apr jun jul aug sep sept oct nov dec'.split(' '),
]);
export const WEEKDAYS = set('monday tuesday wednesday thursday friday saturday sunday');
export const TIME_WORDS =
  set(`today yesterday tomorrow tonight now recently currently earlier later already also still just
  finally soon previously formally officially reportedly allegedly separately meanwhile additionally jointly initially
  quietly publicly successfully subsequently eventually then once again first last week month year ago this next`);

/** Places and the adjectives of nations: never parties by themselves, save as governments. */
export const PLACES =
  phraseSet(`united states, america, us, usa, u.s., u.s, uk, u.k., united kingdom, britain, great britain, england,
  scotland, wales, ireland, northern ireland, france, germany, italy, spain, portugal, netherlands, belgium, luxembourg, switzerland, austria,
  sweden, norway, denmark, finland, iceland, poland, czech republic, czechia, slovakia, hungary, romania, bulgaria, greece, turkey, türkiye, cyprus,
  ukraine, russia, belarus, estonia, latvia, lithuania, serbia, croatia, slovenia, israel, palestine, lebanon, jordan, syria, iraq, iran,
  saudi arabia, uae, united arab emirates, qatar, kuwait, bahrain, oman, yemen, egypt, morocco, tunisia, algeria, libya, nigeria, kenya,
  ghana, south africa, ethiopia, rwanda, uganda, tanzania, india, pakistan, bangladesh, sri lanka, nepal, bhutan, china, hong kong, macau, taiwan, japan,
  south korea, north korea, korea, vietnam, thailand, malaysia, singapore, indonesia, philippines, cambodia, laos, myanmar, mongolia,
  australia, new zealand, canada, mexico, brazil, argentina, chile, colombia, peru, venezuela, ecuador, uruguay, panama, cuba, europe, asia,
  africa, latin america, north america, south america, middle east, southeast asia, asia-pacific, apac, emea, latam, gulf, eu, european union,
  silicon valley, wall street, new york, new york city, nyc, san francisco, los angeles, seattle, boston, chicago, austin, texas, california,
  florida, nevada, arizona, ohio, michigan, georgia, virginia, washington, washington dc, washington, d.c., oregon, utah, colorado, tennessee, memphis,
  mississippi, louisiana, alabama, pennsylvania, pittsburgh, philadelphia, new jersey, massachusetts, illinois, indiana, kansas, missouri,
  wisconsin, minnesota, minneapolis, iowa, nebraska, north dakota, south dakota, wyoming, montana, idaho, new mexico, oklahoma, arkansas, kentucky,
  west virginia, north carolina, south carolina, maryland, delaware, connecticut, vermont, new hampshire, maine, hawaii, alaska, denver, dallas,
  houston, atlanta, miami, las vegas, phoenix, san diego, san jose, palo alto, mountain view, menlo park, cupertino, redmond, detroit, nashville,
  london, manchester, edinburgh, cambridge, oxford, dublin, paris, berlin, munich, frankfurt, hamburg, cologne, zurich, geneva, amsterdam, rotterdam,
  brussels, madrid, barcelona, lisbon, milan, rome, vienna, prague, warsaw, budapest, bucharest, athens, istanbul, stockholm, oslo, copenhagen,
  helsinki, tallinn, riga, vilnius, moscow, kyiv, tel aviv, jerusalem, haifa, dubai, abu dhabi, riyadh, doha, cairo, lagos, nairobi, cape town,
  johannesburg, mumbai, delhi, new delhi, bengaluru, bangalore, hyderabad, chennai, pune, kolkata, gurugram, gurgaon, noida, ahmedabad, mysuru,
  vizag, visakhapatnam, andhra pradesh, karnataka, maharashtra, tamil nadu, telangana, gujarat, kerala, uttar pradesh, beijing, shanghai, shenzhen,
  hangzhou, guangzhou, chengdu, tokyo, osaka, kyoto, seoul, busan, taipei, hsinchu, bangkok, kuala lumpur, johor, penang, jakarta, batam, manila,
  hanoi, ho chi minh city, sydney, melbourne, brisbane, perth, canberra, auckland, toronto, montreal, vancouver, ottawa, calgary, alberta, ontario,
  quebec, mexico city, são paulo, sao paulo, rio de janeiro, buenos aires, santiago, bogotá, bogota, lima, earth, space, mars, moon`);
export const DEMONYMS =
  set(`american british english scottish irish french german italian spanish portuguese dutch belgian swiss
  austrian swedish norwegian danish finnish polish czech hungarian romanian greek turkish ukrainian russian estonian israeli
  palestinian saudi emirati qatari egyptian moroccan nigerian kenyan ghanaian indian pakistani chinese taiwanese japanese korean
  vietnamese thai malaysian singaporean singapore-based indonesian filipino philippine australian canadian mexican brazilian
  argentine chilean colombian european asian african western southeast californian armenian bermuda moroccan
  north south east west global indo`);

/** Given names that mark a person. Not complete: titles, roles and verbs vouch for the rest. */
export const GIVEN_NAMES =
  set(`aaron abhishek abigail adam aditya adrian agnes ahmed aidan ajay ajit akash akshay alan albert alejandro alex
  alexander alexandr alexandra alexis alfred ali alice alicia alison allan allen alok alyssa amanda amar amber amit amos amy ana anand
  anastasia andré andre andrea andreas andrei andrej andrew andy angela angelo anil anita anjali ankit ankur ann anna anne annie anthony
  anton antonio anya april ari arif arjun arnaud arnold arthur arun arvind aravind ashish ashley ashok ashwin asher astrid audrey austin ava
  avi axel ayesha barbara barret barry bart beatrice ben benjamin bernard beth betty bill billy björn blake bob bobby brad bradley brandon brendan
  brent brett brian bruce bruno bryan byron caitlin cal caleb calvin cameron camille carl carla carlos carmen carol caroline carolyn carter casey
  catherine cathie cathy cecilia chad chandra charles charlie charlotte chen cheng cheryl chester chloe chris christian christina christine christof
  christoph christophe christopher chuck cindy claire clara clare clark claude claudia clay clément clement cliff clint colin connie connor conor
  corey courtney craig cristiano cristina curtis cynthia cyril cyrus dale damian damien dan dana daniel daniela danielle danny dara dario darren
  daryl dave david dean deborah debra deepak demis denis denise dennis derek devin dhiraj diana diane diego dina dinesh dirk dmitry dominic don
  donald donna doug douglas drew duncan dustin dylan earl ed eddie edgar edith eduardo edward edwin eileen elad elaine eleanor elena eli elias elijah
  elizabeth ella ellen elliot elliott elon emanuel emil emilie emily emma emmanuel eric erica erik erin ernest esther ethan eugene eva evan eve
  evelyn ezra fabio faisal farah fatima federico felix fernando fiona florian floris frances francesca francesco francis francisco françois francois
  frank franz fred frederic frederick fritz gabriel gabriela gareth garrett garry gary gavin gene geoff geoffrey george georgia gerald gerard gerhard
  gideon gil gilbert gina giorgio giovanni giulia giuseppe glen glenn gloria gordon grace graham grant greg gregory guido guillaume gustav gustavo guy
  hannah hans harald harold harriet harry harsh hassan hari heather hector heidi helen helena helene henri henrik henry herbert hilary hiroshi
  holly howard hubert hugh hugo ian ibrahim igor ilan ilya ina ines ingrid ira irene iris isaac isabel isabella ishaan itai ivan jack jackie jackson jacob
  jacqueline jacques jade jaime jake jakob jamal james jamie jan jana jane janet janice jared jasmine jason javier jay jayesh jayshree jean jeanne jeff
  jeffrey jen jenna jennifer jenny jensen jeremy jerome jerry jesse jessica jill jim jimmy jing joan joanna joaquin joe joel joelle johan johanna johannes
  john johnny jon jonas jonathan jony jordan jorge josé jose josef joseph josh joshua josie joy juan judith judy jules julia julian julie julien juliet
  jürgen jurgen justin kai kapil karan karen karim karl kate katherine kathleen kathryn kathy katie kavita kay kayla keith kelly ken kenneth kenny kent
  kevin khalid kim kira kirk kiran kirsten kishore klaus konstantin krishna kristen kristin kristina kumar kunal kurt kwame kyle lalit lana lance larry
  lars laura lauren laurence laurent laurie lawrence lea leah lee lena leo leon leonard leonardo leslie lester lewis li liam lidia lila lily lin
  linda lionel lisa liz lloyd logan lorenzo lori louis louise luc luca lucas lucia lucy luis luke luther lydia lynn maarten mac madeleine madison
  madhu mahesh malcolm malik manish manoj manuel marc marcel marcelo marco marcos marcus margaret margot margrethe mari maria mariana marianne marie
  marina mario marion marissa mark markus marta martha martin martina marty marvin mary mason mateo matei mathew mathias matt matteo matthew matthias
  maureen maurice max maxim maxime maya meagan megan meghan mehdi mei mel melanie melinda melissa melvin melvyn meredith mia micha michael michel michele
  michelle miguel mihir mika mikael mike mikhail miles milo mina mira miranda miriam mitch mitchell mohamed mohammad mohammed mohit moira molly mona
  monica morgan morris moses muhammad mukesh murray mustafa nadia nan nancy nandan naomi narayan narendra nat natalia natalie natasha nate nathan
  nathaniel naveen neal ned neel neeraj neha neil nelson niall nicholas nick nicolas nicole niels nigel nikesh nikhil nikita nikolay nina nir nitin
  noah noam noel nora norman olaf oleg olga oliver olivia olivier omar oren oscar otto owen pablo palmer pamela paola paolo pascal pat patricia patrick
  patti paul paula pauline pavel pedro peggy penny pete peter phil philip philipp philippe phoebe pierre piotr piyush prabhakar pradeep prakash pranav
  prashant pratik praveen priya priyanka quentin quinn rachel radha rafael rahul raj rajat rajeev rajesh rajiv ralf ralph ram ramesh ramon randall randy
  raphael raquel rashid raul ravi ray raymond rebecca reed reena reid rene renee reuben rex rhea ricardo rich richard rick ricky rishabh rishi rita ritesh
  rob robert roberto robin rod roderick rodney rodrigo roger rohan rohit roland roman ron ronald ronan rosa rosalind rose ross rowan roy ruben ruby rudolf
  rudy rupert russell ruth ryan sabrina sachin safra saket sal sally salman sam samantha samir samuel sandeep sandra sandro sandy sanjay sanjeev sara
  sarah sasha satya saul scott sean sebastian sergey sergei sergio seth shan shane shannon shantanu sharon shaun shawn sheila shelly sheryl shinichi
  shirley shiv shreya shyam sid siddharth sidney silvia simon simone sinead sofia sonal sonia sophia sophie srinivas stacy stan stanley stefan stefano
  stella stephan stephane stephanie stephen steve steven stewart stuart sudhir sue suhas sujay sumit sundar sunil suresh susan susie suzanne sven
  sydney sylvia takeshi tal tamara tanya tara tariq taylor ted teresa terence teresa terrence terry theo theodore theresa thierry thomas tiffany tim
  timothy tina tino toby todd tom tomas tommaso tommy toni tony tracy travis trevor tristan tyler uday ulrich umesh uri ursula usha valentin valentina
  valerie vanessa varun vera vernon veronica vicki victor victoria vijay vikas vikram viktor vincent vinay vinod virginia vishal vitalik vivek vivian vlad
  vladimir wade walter wang warren wayne wei wendy wesley will willem william winston wolfgang xavier xiao yan yann yasmin yash yi yoav yoshua yoshi
  yuki yuri yusuf yves yvonne zac zach zachary zane zara zhang zoe zoltan`);

/** What stands before a person's name and is no part of it. */
export const TITLE = /^(?:dr|prof|professor|mr|mrs|ms|sir|dame)\.?$/;

/** Titles and offices; the longest match counts. */
export const ROLE_WORDS =
  set(`ceo cfo cto coo cmo cio ciso cpo cso cro chro president chairman chairwoman chair chairperson founder
  cofounder co-founder director head chief officer vp svp evp partner executive exec manager lead leader veteran scientist
  engineer researcher economist counsel secretary treasurer boss adviser advisor editor architect principal vice-president technologist`);

/** Who speaks for a house. */
export const SPOKES =
  /^(?:spokes(?:person|man|woman|people)|representatives?|reps?|officials?|executives?|lawyers?|attorneys?|comms)$/;

export const COMMUNICATION_VERBS =
  set(`say tell announce confirm report claim reveal disclose state note add write post explain
  argue insist deny admit acknowledge believe expect think suggest warn predict estimate show learn`);

export const AUXILIARY = new Set(
  "is are was were be been being am has have had do does did will would can could may might shall should must 'll 've 're 'd wo ca n't not get gets got getting".split(
    ' ',
  ),
);

export const RELATIVE = new Set(['who', 'which', 'that', 'whom']);

export const SUBORDINATE = new Set([
  'as',
  'after',
  'while',
  'because',
  'when',
  'since',
  'before',
  'if',
  'although',
  'though',
  'until',
  'unless',
  'where',
  'whether',
  'amid',
  'despite',
  'whereas',
  'following',
  'once',
  'than',
  'how',
  'why',
  'what',
  'so',
]);
