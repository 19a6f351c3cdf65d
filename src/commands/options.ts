import type { OptionSpec } from '../chat/command.ts';
import { CLAIM_TYPES } from '../domain/claim.ts';

/** Lookups answer the caller alone unless this is given. */
export const SHARE: OptionSpec = {
  name: 'share',
  description: 'Show the answer to everyone in the channel',
  kind: 'flag',
  required: false,
};

export const COMPANY: OptionSpec = {
  name: 'company',
  description: 'Name, alias or short name of a company',
  kind: 'company',
  required: true,
};

export const TYPE: OptionSpec = {
  name: 'type',
  description: 'Only facts of this type',
  kind: 'choice',
  required: false,
  choices: CLAIM_TYPES,
};

export const SINCE: OptionSpec = {
  name: 'since',
  description: 'Only facts told since then: 2025-06-01, 2025-06, 30d',
  kind: 'text',
  required: false,
  shape: 'date',
};
