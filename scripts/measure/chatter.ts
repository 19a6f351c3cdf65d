/** Sentences as articles fill up with, which tell no claim: made of parts, so that texts have little in common but their language. */
const WHO = [
  'Analysts',
  'Two former employees',
  'Customers in Europe',
  'Rivals',
  'Landlords near the site',
  'Suppliers of memory',
  'A union that speaks for drivers',
  'Teachers',
  'Hospitals',
  'The mayor',
  'Shareholders',
  'Banks that lend to the sector',
  'People who sell chips',
  'Researchers at a university nearby',
  'Regulators',
  'Most of the staff',
  'Insurers',
  'A consultancy',
  'Newspapers abroad',
  'Brokers',
];
const SAY = [
  'doubt that the figures tell much',
  'have asked for the books, and have not seen them yet',
  'were told in a letter',
  'expect prices to fall once supply catches up',
  'had more questions than there were answers',
  'point to delays at the harbour',
  'count on cheaper power from the dam',
  'would rather wait for the next report',
  'think that demand is being overstated',
  'see little that is new in it',
  'complain of rising rents',
  'want the matter settled in public',
  'heard of it from the radio',
  'warn against reading too much into one quarter',
  'keep their own spreadsheets',
  'are used to such surprises',
  'gave it a cautious welcome',
  'had planned for less',
  'remember how the last boom ended',
  'do not comment on rumours as a rule',
];
const HOW = [
  'after a meeting that went on past midnight',
  'though nobody outside was in the room',
  'while the weather kept the cranes idle',
  'because heat and water are scarce there in summer',
  'as they did a year ago',
  'and their advisers agree',
  'without naming anybody',
  'in spite of a long queue of orders',
  'since contracts of that kind are rarely printed',
  'until somebody proves the contrary',
  'with an eye on the coming vote',
  'even if it takes another winter',
  'before the holidays thin out the offices',
  'despite what the brochure promises',
  'according to minutes of the council',
  'once the auditors have gone home',
  'whatever the forecast was',
  'when the lights are on',
  'as a survey of that week shows',
  'and few would bet against them',
];

/** One sentence, of some 110 characters. `roll`: numbers from 0 to 1. */
export function chatter(roll: () => number): string {
  const pick = (from: readonly string[]): string => from[Math.floor(roll() * from.length)] ?? '';
  const aside = roll() < 0.3 ? `, some ${2 + Math.floor(roll() * 900)} of them,` : '';
  return `${pick(WHO)}${aside} ${pick(SAY)} ${pick(HOW)}.`;
}
