import type { CommandSpec, Reply } from '../chat/command.ts';
import type { ClaimType } from '../domain/claim.ts';
import { wrongUse } from './reply.ts';
import { readSince, readType } from './values.ts';

/** Which facts are asked for; `since`: `YYYY-MM-DD`. */
export interface Filter {
  type?: ClaimType;
  since?: string;
}

/** The filter that the options `type` and `since` make, or the reply that says what is wrong with one. `now`: epoch ms. */
export function filterOf(options: Readonly<Record<string, string>>, spec: CommandSpec, now: number): Filter | Reply {
  const type = options.type === undefined ? undefined : readType(options.type);
  if (type && !type.ok) return wrongUse(type.problem, spec);
  const since = options.since === undefined ? undefined : readSince(options.since, now);
  if (since && !since.ok) return wrongUse(since.problem, spec);
  return { ...(type ? { type: type.value } : {}), ...(since ? { since: since.value } : {}) };
}
