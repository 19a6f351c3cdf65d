import { type Arguments, an, and, whose, words } from './grammar.ts';
import { atValuation, doing, type Telling, tell, verb } from './telling.ts';

function stakeOf(stake: string): string {
  return stake && an(/\bstakes?\b/i.test(stake) ? stake : `${stake} stake`);
}

function roundOf(round: string): string {
  return /\bround\b|financing/i.test(round) ? round : `${round} round`;
}

export function investment(a: Arguments): Telling {
  const investors = a.parties('investor');
  const target = and(a.parties('target'));
  const [amount, round] = [a.value('amount'), a.value('round')];
  const stake = stakeOf(a.value('stake'));
  const valuation = atValuation(a.value('valuation'));
  const noun = words(
    investors.length ? whose(and(investors)) : 'an',
    'investment',
    amount && `of ${amount}`,
    target && `in ${target}`,
    stake && `for ${stake}`,
    valuation,
  );
  // Several investors share a round: what each of them puts in is not told.
  const many = target && (investors.length > 2 || (investors.length > 1 && round));
  if (target && (!investors.length || many))
    return tell(
      a.parties('target'),
      verb('raises', 'raise', 'raise', 'raised'),
      words(
        amount || (!round && 'money'),
        round && (amount ? `in ${an(roundOf(round))}` : an(roundOf(round))),
        investors.length > 0 && `from ${and(investors)}`,
        stake && `for ${stake}`,
        valuation,
      ),
      noun,
    );
  if (!amount && stake)
    return tell(investors, doing('take', 'taken'), words(stake, target && `in ${target}`, valuation), noun);
  if (!amount && !target) return tell(investors, doing('make', 'made'), words('an investment', valuation), noun);
  const into = round && target ? `in ${whose(target)} ${roundOf(round)}` : target && `in ${target}`;
  return tell(investors, doing('invest', 'invested'), words(amount, into, stake && `for ${stake}`, valuation), noun);
}

export function acquisition(a: Arguments): Telling {
  const acquirers = a.parties('acquirer');
  const targets = a.parties('target');
  const sellers = a.parties('seller');
  const target = and(targets);
  const price = a.value('amount') && `for ${a.value('amount')}`;
  const from = sellers.length > 0 && `from ${and(sellers)}`;
  const noun = words(
    acquirers.length ? whose(and(acquirers)) : 'the',
    'acquisition',
    target && `of ${target}`,
    from,
    price,
  );
  if (acquirers.length && target)
    return tell(acquirers, doing('acquire', 'acquired'), words(target, from, price), noun);
  if (acquirers.length)
    return tell(acquirers, doing('make', 'made'), words('an acquisition', from, price.replace(/^for/, 'worth')), noun);
  if (sellers.length) return tell(sellers, doing('sell', 'sold'), words(target || 'a business', price), noun);
  const being = verb('is being acquired', 'are being acquired', 'be acquired', 'been acquired');
  return tell(targets, being, price, noun);
}

export function agreement(a: Arguments): Telling {
  const [suppliers, customers] = [a.parties('supplier', 'licensor'), a.parties('customer', 'licensee')];
  // In the order in which the source names them: the first is who acts.
  const parties = a.parties('party', 'customer', 'licensee', 'supplier', 'licensor');
  const amount = a.value('amount');
  const capacity = a.value('capacity');
  const deal = words('deal', amount && `worth ${amount}`, capacity && `for ${capacity}`);
  const noun =
    parties.length > 1
      ? words('the deal between', and(parties), deal.slice('deal '.length))
      : words(parties.length ? whose(and(parties)) : 'a', deal);
  const winding = /\b(?:wind|phas|pull)(?:e|es|ed|ing|s)?\b|\bwound\b/i.test(a.quote);
  const ending = verb(winding ? 'is winding down' : 'is ending', '', '', '').one;
  const [first = '', ...others] = parties;
  const ended = others.length
    ? `${first} ${ending} its work with ${and(others)}`
    : first
      ? `${first} ${ending} a ${deal}`
      : '';
  if (
    parties.length > 1 &&
    suppliers.length &&
    customers.length &&
    !a.parties('party').some(notIn(suppliers, customers))
  ) {
    const licence = a.parties('licensor', 'licensee').length > 0;
    return licence
      ? tell(
          customers,
          doing('license', 'licensed'),
          words('from', and(suppliers), amount && `for ${amount}`),
          noun,
          ended,
        )
      : tell(
          suppliers,
          verb('is to supply', 'are to supply', 'supply', 'supplied'),
          words(and(customers), capacity && `with ${capacity}`, amount && `in a deal worth ${amount}`),
          noun,
          ended,
        );
  }
  const v =
    parties.length > 1
      ? verb('agrees on', 'agree on', 'agree on', 'agreed on')
      : verb('signs', 'sign', 'sign', 'signed');
  return tell(parties, v, `a ${deal}`, noun, ended);
}

function notIn(...lists: string[][]): (name: string) => boolean {
  return (name) => !lists.some((list) => list.includes(name));
}

/** "as CEO", or "to lead its push into enterprise" where the role is told as a task. */
function inRole(role: string): string {
  if (!role) return '';
  return /^(?:lead|head up|run|oversee|work|build|help|take|serve|join)\b/.test(role) ? `to ${role}` : `as ${role}`;
}

function roleAt(role: string, org: string): string {
  return org ? `${role} ${/\b(?:of|for|at)\b/i.test(role) ? 'at' : 'of'} ${org}` : role;
}

export function executiveMove(a: Arguments): Telling {
  const people = a.parties('person');
  const to = and(a.parties('to_org'));
  const from = and(a.parties('from_org').filter((org) => !a.parties('to_org').includes(org)));
  const [toRole, fromRole] = [a.value('to_role'), a.value('from_role')];
  const leaves = verb('leaves', 'leave', 'leave', 'left');
  const becomes = verb('becomes', 'become', 'become', 'become');
  const noun = people.length
    ? words(whose(and(people)), 'move', from && `from ${from}`, to && `to ${to}`, inRole(toRole))
    : words('a change of executive', to ? `at ${to}` : from && `at ${from}`, inRole(toRole));
  if (!people.length) {
    if (to)
      return tell(
        a.parties('to_org'),
        verb('appoints', 'appoint', 'appoint', 'appointed'),
        words('an executive', inRole(toRole), from && `from ${from}`),
        noun,
      );
    return tell(
      from ? a.parties('from_org') : [],
      verb('loses', 'lose', 'lose', 'lost'),
      words(fromRole && fromRole.length < 40 ? `its ${fromRole}` : 'an executive'),
      noun,
    );
  }
  if (from && to) return tell(people, leaves, words(from, 'for', to, inRole(toRole)), noun);
  if (from && toRole) return tell(people, leaves, words(from, inRole(toRole)), noun);
  if (from) return tell(people, leaves, fromRole ? `as ${roleAt(fromRole, from)}` : from, noun);
  if (to && toRole && inRole(toRole).startsWith('as ')) return tell(people, becomes, roleAt(toRole, to), noun);
  if (to) return tell(people, verb('joins', 'join', 'join', 'joined'), words(to, inRole(toRole)), noun);
  if (toRole && inRole(toRole).startsWith('as ')) return tell(people, becomes, toRole, noun);
  if (fromRole) return tell(people, leaves, `as ${fromRole}`, noun);
  return tell(people, verb('changes', 'change', 'change', 'changed'), words('jobs', inRole(toRole)), noun);
}
