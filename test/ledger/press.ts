import { dice } from '../../scripts/measure/dice.ts';
import type { Argument, ClaimType, Role } from '../../src/domain/claim.ts';
import type { SourcedClaim } from '../../src/domain/fact.ts';
import { count, percent, stance, tell, text, usd, valuation, who } from './told.ts';

const ROLES: Readonly<Record<ClaimType, readonly Role[]>> = {
  investment: ['investor', 'target'],
  acquisition: ['acquirer', 'target', 'seller'],
  valuation: ['org'],
  agreement: ['party', 'customer', 'supplier', 'partner'],
  infrastructure: ['org', 'partner'],
  executive_move: ['person', 'from_org', 'to_org'],
  hiring: ['employer', 'from_org'],
  layoffs: ['org'],
  legal: ['plaintiff', 'defendant'],
  launch: ['org'],
  ipo: ['org'],
  financials: ['org'],
  response: ['speaker'],
};
const NAMES = ['Meta', 'OpenAI', 'Scale AI', 'Scale', 'Halcyon', 'Halcyon Robotics', 'Halcyon Labs', 'Orrery'];
const PEOPLE = ['Ada Sample', 'Sample', 'Ben Muster'];
const PRODUCTS = ['Quillon 4.5', 'Meta Quillon 4.5', 'Quillon', 'Tessera AI', 'Tessera Pro', 'Tessera'];

/** Claims that name few things, so that many of them may be one event; some of them no extractor would make. */
export function press(seed: number, size: number): SourcedClaim[] {
  const roll = dice(seed);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(roll() * from.length)] as T;
  const types = Object.keys(ROLES) as ClaimType[];
  const values: (() => Argument)[] = [
    () => usd(pick(['$2 billion', '$300 million']), pick(['exact', 'about', 'up_to'])),
    () => valuation('$9 billion'),
    () => percent('stake', 49),
    () => count(pick([200, 900])),
    () => text('round', pick(['Series B', 'Series C round'])),
    () => text('location', 'Ohio'),
    () => text('metric', pick(['revenue', 'net loss'])),
    () => text('terms', 'exclusive license'),
    () => text('to_role', pick(['CEO', 'chief scientist'])),
    () => stance('declined', 'declined to comment'),
  ];
  return Array.from({ length: size }, (_, n) => {
    const type = pick(types);
    const parties = ROLES[type].flatMap((role) =>
      roll() < 0.7 ? [who(role, role === 'person' ? pick(PEOPLE) : pick(NAMES))] : [],
    );
    if (type === 'agreement' && roll() < 0.3) parties.push(who('party', pick(NAMES)));
    if (type === 'launch' && roll() < 0.7) {
      const slug = roll() < 0.3 ? { slug: 'meta' } : {};
      parties.push({ ...text('product', pick(PRODUCTS)), ...slug });
    }
    const day = Math.floor(roll() ** 3 * 700);
    return tell(`Outlet ${n}`, day, type, [...parties, ...values.filter(() => roll() < 0.15).map((make) => make())], {
      status: pick(['talks', 'announced', 'closed']),
      background: roll() < 0.2,
      title: pick(['Halcyon opens its new house', 'Orrery and others meet about the long plan']),
    });
  });
}
