import type { Selectable } from 'kysely';
import type { Claim } from '../domain/claim.ts';
import type { Access } from './access.ts';
import { listUnder, tellings } from './articles.ts';
import { writeClaim } from './lean.ts';
import { preparedChange } from './prepared.ts';
import type { ClaimsTable } from './schema.ts';
import type { Store } from './store.ts';

export function createClaims({ turn }: Access): Store['claims'] {
  return {
    insert: (articleId, mentions, claims) =>
      turn(async (db) => {
        for (const claim of claims) {
          await put(db, fromClaim(articleId, claim));
        }
        const named = claims.flatMap((claim) => claim.args.flatMap((arg) => arg.slug ?? []));
        await listUnder(db, await tellings(db, [articleId]), [...mentions, ...named]);
      }),

    supersede: (articleId) =>
      turn(async (db) => {
        await db.deleteFrom('article_companies').where('article_id', '=', articleId).execute();
        await db
          .updateTable('claims')
          .set({ superseded: 1, fact_id: null, place: null })
          .where('article_id', '=', articleId)
          .execute();
      }),
  };
}

const put = preparedChange((db, row: ReturnType<typeof fromClaim>) =>
  db
    .insertInto('claims')
    .values(row)
    .onConflict((conflict) => conflict.column('id').doUpdateSet(row)),
);

/** Of no fact yet. */
export function fromClaim(
  articleId: string,
  claim: Claim & { id: string },
): Omit<Selectable<ClaimsTable>, 'fact_id' | 'place'> {
  return {
    id: claim.id,
    article_id: articleId,
    type: claim.type,
    status: claim.status,
    certainty: claim.certainty,
    background: claim.background ? 1 : 0,
    body: writeClaim(claim),
    superseded: 0,
  };
}
