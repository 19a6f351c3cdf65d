import type { OptionSpec } from '../chat/command.ts';

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
