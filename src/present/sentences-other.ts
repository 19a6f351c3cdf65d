import { type Arguments, and, capital, unique, whose, words } from './grammar.ts';
import { atValuation, doing, type Telling, tell, type Verb, verb } from './telling.ts';

const isShare = (count: string) => /%|\bper ?cent\b/i.test(count);

/** "50" becomes "50 people"; "a small number of employees" stays. */
function people(count: string): string {
  if (/^(?:hundreds|thousands|dozens|scores)$/i.test(count)) return `${count.toLowerCase()} of people`;
  return /[a-z]{3}/i.test(count.replace(/^(?:about|at least|up to|between)\s/, '')) ? count : `${count} people`;
}

export function hiring(a: Arguments): Telling {
  const employers = a.parties('employer');
  const from = and(a.parties('from_org'));
  const counts = a.values('headcount');
  const count = counts.find((c) => !isShare(c)) ?? counts[0] ?? '';
  const pay = a.value('amount') && `, offering ${a.value('amount')}`;
  const whom = words(
    count && isShare(count) ? `${count} of ${from ? whose(from) : 'the'} staff` : count ? people(count) : 'people',
    !(count && isShare(count)) && from && `from ${from}`,
  );
  const noun = `${employers.length ? whose(and(employers)) : 'the'} hiring${count || from ? ` of ${whom}` : ''}${pay}`;
  if (!employers.length && from)
    return tell(
      a.parties('from_org'),
      doing('lose', 'lost'),
      `${count && isShare(count) ? `${count} of its staff` : count ? people(count) : 'people'}${pay.replace('offering', 'with offers of')}`,
      noun,
    );
  return {
    ...tell(employers, doing('hire', 'hired'), `${whom}${pay}`, noun),
    trying: { one: 'is trying to hire', many: 'are trying to hire' },
  };
}

export function layoffs(a: Arguments): Telling {
  const orgs = a.parties('org');
  const counts = a.values('headcount');
  const heads = counts.find((c) => !isShare(c));
  const share = counts.find(isShare);
  const whom = heads
    ? words(people(heads), share && `(${share} of the staff)`)
    : share && `${share} of ${orgs.length === 1 ? 'its' : 'the'} staff`;
  const noun = words(
    'the layoffs',
    orgs.length > 0 && `at ${and(orgs)}`,
    whom && `of ${whom.replace(/\bits\b/, 'the')}`,
  );
  if (!whom) return tell(orgs, doing('cut', 'cut', 'cutting'), 'jobs', noun);
  return tell(orgs, verb('is laying off', 'are laying off', 'lay off', 'laid off'), whom, noun);
}

/** What the quotation calls it; only where it uses the words of one kind, so that a fine is never called a suit. */
function legalKind(quote: string): 'settle' | 'fine' | 'ban' | 'probe' | 'sue' | null {
  const kinds = [
    ['settle', /\bsettle[sd]?\b|\bsettlement\b/i],
    ['fine', /\bfine[sd]?\b|\bfining\b|\bpenalt(?:y|ies)\b/i],
    ['ban', /\bban(?:s|ned|ning)?\b/i],
    ['probe', /\bprob(?:e[sd]?|ing)\b|\binvestigat/i],
    ['sue', /\bsu(?:e[sd]?|ing)\b|\blawsuits?\b|\bsuits?\b/i],
  ] as const;
  const found = kinds.filter(([, pattern]) => pattern.test(quote));
  // "Settled the lawsuit", "fined after a probe": the outcome is the news.
  if (found.length === 2 && (found[0]?.[0] === 'settle' || found[0]?.[0] === 'fine')) return found[0][0];
  return found.length === 1 ? (found[0]?.[0] ?? null) : null;
}

export function legal(a: Arguments): Telling {
  const plaintiffs = a.parties('plaintiff');
  const defendants = a.parties('defendant').filter((d) => !plaintiffs.includes(d));
  const against = and(defendants);
  const amount = a.value('amount');
  const kind = legalKind(a.quote);
  const thing = kind
    ? { settle: 'settlement', fine: 'fine', ban: 'ban', probe: 'probe', sue: 'lawsuit' }[kind]
    : 'legal action';
  const owner = plaintiffs.length ? whose(and(plaintiffs)) : 'the';
  const joint =
    kind === 'settle' ? 'with' : kind === 'fine' || kind === 'ban' ? 'on' : kind === 'probe' ? 'of' : 'against';
  const noun = words(owner, thing, against && `${joint} ${against}`, amount && `(${amount})`);
  if (kind === 'settle') {
    const sides = [...defendants, ...plaintiffs];
    return defendants.length && plaintiffs.length
      ? tell(
          defendants,
          doing('settle', 'settled', 'settling'),
          words('with', and(plaintiffs), amount && `for ${amount}`),
          noun,
        )
      : tell(sides, doing('settle', 'settled', 'settling'), words('a case', amount && `for ${amount}`), noun);
  }
  const act: Record<'fine' | 'ban' | 'probe' | 'sue', [Verb, Verb]> = {
    sue: [verb('sues', 'sue', 'sue', 'sued'), verb('is being sued', 'are being sued', 'be sued', 'been sued')],
    fine: [verb('fines', 'fine', 'fine', 'fined'), verb('is fined', 'are fined', 'be fined', 'been fined')],
    ban: [verb('bans', 'ban', 'ban', 'banned'), verb('is banned', 'are banned', 'be banned', 'been banned')],
    probe: [
      doing('investigate', 'investigated'),
      verb('is under investigation', 'are under investigation', 'come under investigation', 'been under investigation'),
    ],
  };
  const forMoney = amount && (kind === 'fine' ? amount : `for ${amount}`);
  if (plaintiffs.length && against && kind)
    return tell(
      plaintiffs,
      act[kind][0],
      words(against, kind === 'probe' || kind === 'ban' ? amount && `(${amount})` : forMoney),
      noun,
    );
  if (plaintiffs.length)
    return tell(
      plaintiffs,
      verb('takes', 'take', 'take', 'taken'),
      words('legal action', against && `against ${against}`, amount && `over ${amount}`),
      noun,
    );
  if (kind)
    return tell(
      defendants,
      act[kind][1],
      kind === 'probe' || kind === 'ban' ? amount && `(${amount})` : forMoney,
      noun,
    );
  return tell(
    defendants,
    verb('faces', 'face', 'face', 'faced'),
    words('legal action', amount && `over ${amount}`),
    noun,
  );
}

export function launch(a: Arguments): Telling {
  const orgs = a.parties('org');
  const products = a.values('product').filter((p) => !orgs.includes(p));
  const v = verb('launches', 'launch', 'launch', 'launched');
  const noun = words(orgs.length ? whose(and(orgs)) : 'the', 'launch', products.length > 0 && `of ${and(products)}`);
  if (orgs.length && products.length) return tell(orgs, v, and(products), noun);
  if (products.length) return tell(products, v, '', noun);
  if (a.values('product').length) return tell(orgs, v, '', noun);
  return tell(orgs, verb('announces', 'announce', 'announce', 'announced'), 'a launch', noun);
}

export function ipo(a: Arguments): Telling {
  const orgs = a.parties('org');
  const raising = a.value('amount') && `raising ${a.value('amount')}`;
  const valuation = atValuation(a.value('valuation'));
  const noun = words(orgs.length ? whose(and(orgs)) : 'an', 'IPO', raising, valuation);
  const rest = raising ? `, ${words(raising, valuation)}` : valuation;
  return tell(orgs, verb('is going public', 'are going public', 'go public', 'gone public'), rest, noun);
}

export function valuation(a: Arguments): Telling {
  const orgs = a.parties('org', 'target');
  const figure = a.value('valuation') || a.value('amount');
  const noun = words(orgs.length ? whose(and(orgs)) : 'a', 'valuation', figure && `of ${figure}`);
  return figure
    ? tell(
        orgs,
        verb('is valued', 'are valued', 'be valued', 'been valued'),
        `at ${figure.replace(/^between (.*)$/, 'between $1')}`,
        noun,
      )
    : tell(orgs, verb('gets', 'get', 'get', 'got'), 'a new valuation', noun);
}

/** Figures are told as a line of a report: whether they rose, fell or stood is for the quotation to say. */
export function financials(a: Arguments): Telling {
  const org = and(a.parties('org'));
  const [metric, amount, period] = [a.value('metric'), a.value('amount'), a.value('period')];
  const when = period && ` (${period})`;
  const noun = amount
    ? `${org ? `${whose(org)} ${metric || 'figures'}` : capital(metric || 'figures')}: ${amount}${when}`
    : metric
      ? `${org || 'Figures'}: ${metric}${when}`
      : `${org ? whose(org) : 'financial'} ${org ? 'financial ' : ''}figures${when}`;
  return tell([], verb('', '', '', ''), '', noun);
}

const THE =
  /^(?:european union|eu|united (?:states|kingdom|arab emirates)|us|uk|uae|netherlands|philippines|middle east|gulf)\b/i;

export function infrastructure(a: Arguments): Telling {
  const orgs = a.parties('org');
  const partners = a.parties('partner').filter((p) => !orgs.includes(p));
  const [amount, capacity] = [a.value('amount'), a.value('capacity')];
  const places = unique(a.values('location')).map((l) => (THE.test(l) ? `the ${l}` : l));
  const at = places.length > 0 && `in ${and(places)}`;
  const beside = partners.length > 0 && orgs.length > 0 && `with ${and(partners)}`;
  const who = orgs.length ? orgs : partners;
  const thing = capacity ? `${capacity} of capacity` : 'infrastructure';
  const noun = words(
    who.length ? whose(and(who)) : 'an',
    'infrastructure project',
    at,
    capacity && `for ${capacity}`,
    amount && `costing ${amount}`,
    beside,
  );
  if (amount && !capacity) return tell(who, doing('spend', 'spent'), words(amount, 'on', thing, at, beside), noun);
  if (!capacity && at) return tell(who, doing('expand', 'expanded'), words(at, beside), noun);
  return tell(who, doing('build', 'built'), words(thing, at, amount && `for ${amount}`, beside), noun);
}
