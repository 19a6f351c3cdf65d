import type { CommandCall, CommandSpec, Reply } from '../chat/command.ts';

/** One chat command: how it is called, and its answer. */
export interface Command<Deps> {
  spec: CommandSpec;
  answer(call: CommandCall, deps: Deps): Promise<Reply>;
}
