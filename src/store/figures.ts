import type { Access } from './access.ts';
import type { Figures } from './store.ts';

/** Everything counted in one pass over each table: for whoever measures, not for each request. */
export async function figures({ read }: Access): Promise<Figures> {
  const articles = await read
    .selectFrom('articles')
    .select((eb) => ['demo', eb.fn.countAll<number>().as('n')])
    .groupBy('demo')
    .execute();
  const claims = await read
    .selectFrom('claims')
    .select((eb) => ['type', eb.fn.countAll<number>().as('n')])
    .where('superseded', '=', 0)
    .groupBy('type')
    .orderBy('type')
    .execute();
  const facts = await read
    .selectFrom('facts')
    .select((eb) => ['type', eb.fn.countAll<number>().as('n')])
    .groupBy('type')
    .orderBy('type')
    .execute();
  const subscriptions = await read
    .selectFrom('subscriptions')
    .innerJoin('channels', 'channels.key', 'subscriptions.channel_key')
    .select((eb) => ['platform', eb.fn.countAll<number>().as('n')])
    .groupBy('platform')
    .orderBy('platform')
    .execute();
  const deliveries = await read
    .selectFrom('deliveries')
    .innerJoin('channels', 'channels.key', 'deliveries.channel_key')
    .select((eb) => ['platform', 'state', eb.fn.countAll<number>().as('n')])
    .groupBy(['platform', 'state'])
    .orderBy('platform')
    .orderBy('state')
    .execute();
  const numbered = <T extends { n: number }>(rows: readonly T[]): T[] =>
    rows.map((row) => ({ ...row, n: Number(row.n) }));
  return {
    articles: numbered(articles).map(({ demo, n }) => ({ demo: demo === 1, n })),
    claims: numbered(claims),
    facts: numbered(facts),
    subscriptions: numbered(subscriptions),
    deliveries: numbered(deliveries),
  };
}
