import type { CommandSpec } from '../chat/command.ts';
import { CLAIM_TYPES } from '../domain/claim.ts';
import { COMPANY, SHARE } from './options.ts';

export const dealSpec: CommandSpec = {
  name: 'deal',
  description: 'What is known about a company: deals, money, moves, who says so and how sure it is',
  options: [
    { ...COMPANY, description: 'Name or alias of a company, or the number of a fact such as #3f9a' },
    { name: 'type', description: 'Only facts of this type', kind: 'choice', required: false, choices: CLAIM_TYPES },
    {
      name: 'since',
      description: 'Only facts told since then: 2025-06-01, 2025-06, 30d',
      kind: 'text',
      required: false,
      shape: 'date',
    },
    SHARE,
  ],
};
