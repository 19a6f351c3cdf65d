/**
 * The keys of facts as the ledger makes them in version 14, for facts that were stored before: like the step itself, it stays
 * as it is when the ledger changes.
 */

/** Of a claim, what its keys are made of. */
export interface Told {
  type: string;
  args: { role: string; text: string; slug?: string }[];
}

interface Name {
  slug: string | null;
  norm: string;
  person: boolean;
}

/** What part a party plays: whom the event is about, or who else is in it; of an agreement, all are parties. */
const PARTS: Readonly<Record<string, { about: readonly string[]; others: readonly string[] }>> = {
  investment: { about: ['target'], others: ['investor'] },
  acquisition: { about: ['target'], others: ['acquirer'] },
  valuation: { about: ['org'], others: [] },
  agreement: { about: ['party', 'customer', 'supplier', 'licensor', 'licensee', 'partner'], others: [] },
  infrastructure: { about: ['org'], others: ['partner'] },
  executive_move: { about: ['person'], others: ['from_org', 'to_org'] },
  hiring: { about: ['employer'], others: [] },
  layoffs: { about: ['org'], others: [] },
  legal: { about: ['defendant'], others: ['plaintiff'] },
  launch: { about: ['org'], others: [] },
  ipo: { about: ['org'], others: [] },
  financials: { about: ['org'], others: [] },
  response: { about: ['speaker'], others: [] },
};
const DEALS = ['investment', 'acquisition', 'valuation'];
const PAIRED = ['agreement', 'investment', 'acquisition', 'infrastructure'];
const LEGAL_FORMS = new Set(
  'inc incorporated corp corporation ltd limited llc plc gmbh ag sa se nv bv co company pbc lp holdings'.split(' '),
);
const GENERIC =
  /(?: |^)(?:ai|apis?|apps?|chips?|models?|features?|tools?|assistants?|agents?|platforms?|services?|browser|android|ios|web|family|series|preview|beta|powered|new)$/;

function plain(text: string): string {
  const words = text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/['’]s\b/g, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
  const kept = words.filter((word, i) => !LEGAL_FORMS.has(word) && !(i === 0 && word === 'the'));
  return (kept.length > 0 ? kept : words).join(' ');
}

const first = (text: string): string => text.split(' ', 1)[0] ?? '';
const last = (text: string): string => text.slice(text.lastIndexOf(' ') + 1);

const each = (kind: string, names: readonly Name[]): string[] =>
  names.flatMap(({ slug, norm, person }) => [
    `${kind}~${person ? last(norm) : first(norm)}`,
    ...(slug === null ? [] : [`${kind}${slug}`]),
  ]);

/** Parties that are named twice. */
function twice(names: readonly Name[]): Name[] {
  const parties: Name[][] = [];
  for (const name of names) {
    const known = parties.find((party) =>
      party.some((it) => first(it.norm) === first(name.norm) || (it.slug !== null && it.slug === name.slug)),
    );
    if (known) known.push(name);
    else parties.push([name]);
  }
  return parties.filter((party) => party.length > 1).flat();
}

function productsOf(args: Told['args']): string[] {
  const found = args.flatMap((arg) => {
    let label = arg.role === 'product' ? plain(arg.text) : '';
    while (GENERIC.test(label)) label = label.replace(GENERIC, '');
    return label ? [label] : [];
  });
  return found.map((label) => (/ \d+$/.test(label) ? label.split(' ').slice(-2).join(' ') : last(label)));
}

export function keysOf({ type, args }: Told): string[] {
  const parts = PARTS[type] ?? { about: [], others: [] };
  const named = (roles: readonly string[]): Name[] =>
    args
      .filter((arg) => roles.includes(arg.role))
      .map(({ role, text, slug }) => ({ slug: slug ?? null, norm: plain(text), person: role === 'person' }));
  const others = named(parts.others);
  const about = named(parts.about);
  if (type === 'launch')
    for (const { role, slug } of args)
      if (role === 'product' && slug !== undefined) about.push({ slug, norm: slug, person: false });
  const members = [...about, ...others];
  const kind = DEALS.includes(type) ? 'deal' : type;
  const keys: string[] = [];
  if (type === 'agreement') {
    keys.push(...each('agreement:', members));
    if (members.length === 1) keys.push(...each('agreement?', members));
  } else {
    keys.push(...each(`${kind}>`, about), ...each(`${kind}<`, others));
    if (about.length === 0) keys.push(...each(`${kind}?`, others));
  }
  if (PAIRED.includes(type)) keys.push(...each('pair!', twice(members)));
  if (type === 'launch') {
    const products = productsOf(args);
    keys.push(...products.map((product) => `launch+${product}`));
    if (products.length === 0) keys.push(...each('launch?', members));
  }
  return [...new Set(keys)];
}
