import type { CommandSpec } from '../chat/command.ts';
import { CLAIM_TYPES } from '../domain/claim.ts';
import { COMPANY } from './options.ts';

export const subscribeSpec: CommandSpec = {
  name: 'subscribe',
  description: 'Send news of a company to this channel; again with other filters to change them',
  options: [
    COMPANY,
    {
      name: 'types',
      description: 'Only these types, with commas between; all by default',
      kind: 'text',
      required: false,
      shape: 'list',
      choices: CLAIM_TYPES,
    },
    {
      name: 'min-amount',
      description: 'Only deals of at least this much in US dollars: 50M, 1.5bn; 0 for no minimum',
      kind: 'text',
      required: false,
      shape: 'amount',
    },
    {
      name: 'cadence',
      description: 'As it happens, or one digest a day',
      kind: 'choice',
      required: false,
      choices: ['instant', 'daily'],
    },
  ],
  manages: true,
};
