import type { CommandSpec } from '../chat/command.ts';
import { COMPANY, SHARE } from './options.ts';

export const newsSpec: CommandSpec = {
  name: 'news',
  description: 'The latest stories about a company, one line each',
  options: [COMPANY, SHARE],
};
