import type { Caller, CommandCall, Reply } from '../../src/chat/command.ts';
import type { Form } from '../../src/chat/form.ts';
import { parseCall } from '../../src/chat/parse.ts';
import { COMMANDS, createAnswerer, type Deps } from '../../src/commands/index.ts';
import { createLookup } from '../../src/domain/lookup.ts';
import { clusterStories, rolesOn } from '../../src/ledger/index.ts';
import type { Store } from '../../src/store/store.ts';
import { NO_COMPANIES } from './companies.ts';
import { correcting } from './corrections.ts';
import { NO_FEEDS } from './feeds.ts';
import { channel, company, NOON } from './fixtures.ts';
import { drawing } from './pictures.ts';

export const MANAGER: Caller = { user: 'U1', mayManage: true };
export const READER: Caller = { user: 'U2', mayManage: false };
export const HERE = channel();

/** Commands answered from a store at noon, as adapters ask them; `deps` may be changed at any time. */
export function answering(store: Store, over: Partial<Deps> = {}) {
  let n = 0;
  const pictures = drawing();
  const deps: Deps = {
    store,
    lookup: createLookup([
      company('scale-ai', { name: 'Scale AI' }),
      company('meta', { name: 'Meta' }),
      company('openai', { name: 'OpenAI' }),
    ]),
    now: () => NOON,
    status: async () => ({}) as never,
    feeds: NO_FEEDS,
    companies: NO_COMPANIES,
    stories: clusterStories,
    roles: rolesOn,
    whenUnsure: 'send',
    newId: () => `id-${++n}`,
    ...pictures,
    ...correcting({ store }),
    ...over,
  };
  const answerer = () => createAnswerer(deps);
  return {
    deps,
    drawn: pictures.drawn,
    /** A line as it is typed. */
    async ask(line: string, caller = MANAGER, where = HERE): Promise<Reply> {
      const [name = '', ...rest] = line.slice(1).split(' ');
      const spec = COMMANDS.find((c) => c.name === name);
      if (!spec) throw new Error(`There is no /${name}`);
      const parsed = parseCall(spec, rest.join(' '));
      if (!parsed.ok) throw new Error(parsed.problem);
      const { options, subcommand } = parsed;
      const call: CommandCall = {
        command: name,
        options,
        caller,
        channel: where,
        ...(subcommand ? { subcommand } : {}),
      };
      return answerer().answer(call);
    },
    press: (action: string, caller = MANAGER, where = HERE): Promise<Reply> =>
      answerer().press({ action, caller, channel: where }),
    /** The window that a button opens; null where it opens none or answers otherwise. */
    async open(action: string, caller = MANAGER, where = HERE): Promise<Form | Reply> {
      const form = answerer().form({ action, caller, channel: where });
      if (!form) throw new Error(`${action} opens no window`);
      return form;
    },
    submit: (action: string, values: Record<string, string>, caller = MANAGER, where = HERE): Promise<Reply> =>
      answerer().submit({ action, values, caller, channel: where }),
  };
}

/** All that a card or a form holds, as one text. */
export const wordsOf = (value: unknown): string => JSON.stringify(value);
