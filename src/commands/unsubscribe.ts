import type { CommandSpec } from '../chat/command.ts';
import { COMPANY } from './options.ts';

export const unsubscribeSpec: CommandSpec = {
  name: 'unsubscribe',
  description: 'Stop sending news of a company, or of all companies, to this channel',
  options: [{ ...COMPANY, kind: 'company-or-all' }],
  manages: true,
};
