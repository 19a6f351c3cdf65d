import { describe, expect, it } from 'vitest';
import { applicationIdOf, discordManifest, sameRegistration } from '../../../adapters/discord/manifest.ts';
import type { CommandSpec } from '../../../src/chat/command.ts';
import { COMMANDS } from '../../../src/commands/index.ts';
import { commandFaults, SCHEMAS, schemaFaults } from '../../support/discord/validate.ts';

describe('the Discord manifest', () => {
  const { inviteUrl, commands } = discordManifest(COMMANDS, '1100000000000000001');

  it('invites the bot with its commands and only the rights it needs', () => {
    const url = new URL(inviteUrl);
    expect(url.origin + url.pathname).toBe('https://discord.com/oauth2/authorize');
    expect(Object.fromEntries(url.searchParams)).toEqual({
      client_id: '1100000000000000001',
      scope: 'bot applications.commands',
      // View Channel, Send Messages, Embed Links, Attach Files, Read Message History, Send Messages in Threads
      permissions: String(2 ** 10 + 2 ** 11 + 2 ** 14 + 2 ** 15 + 2 ** 16 + 2 ** 38),
    });
  });

  it('has a place for the id of the application while that is not known', () => {
    expect(discordManifest(COMMANDS).inviteUrl).toContain('client_id=YOUR_APPLICATION_ID');
  });

  it('reads the id of the application from the token of its bot, if that has the usual shape', () => {
    const first = Buffer.from('1100000000000000001').toString('base64');
    expect(applicationIdOf(`${first}.abcdef.not-a-real-token`)).toBe('1100000000000000001');
    expect(applicationIdOf('something else')).toBeUndefined();
  });

  it('has every command of the table, as Discord takes it', () => {
    expect(commands.map((c) => c.name)).toEqual(COMMANDS.map((c) => c.name));
    for (const command of commands) {
      const bits = command.default_member_permissions;
      const checked = { ...command, default_member_permissions: bits === null ? null : Number(bits) };
      expect(schemaFaults(SCHEMAS.command, checked)).toEqual([]);
      expect(commandFaults(command)).toEqual([]);
    }
  });

  it('asks for required options first, completes companies, and offers choices and flags as Discord knows them', () => {
    const spec: CommandSpec = {
      name: 'thing',
      description: `${'A description that goes on and on '.repeat(5)}`,
      options: [
        { name: 'share', description: 'Share', kind: 'flag', required: false },
        { name: 'kind', description: 'Kind', kind: 'choice', required: false, choices: ['executive_move', 'ipo'] },
        {
          name: 'many',
          description: 'Many',
          kind: 'choice',
          required: false,
          choices: Array.from({ length: 26 }, (_, i) => `c${i}`),
        },
        { name: 'words', description: 'Words', kind: 'text', required: false },
        { name: 'company', description: 'Company', kind: 'company', required: true },
      ],
    };
    const [command] = discordManifest([spec]).commands;
    expect(command?.description.length).toBeLessThanOrEqual(100);
    expect(command?.options).toEqual([
      { type: 3, name: 'company', description: 'Company', required: true, autocomplete: true },
      { type: 5, name: 'share', description: 'Share', required: false },
      {
        type: 3,
        name: 'kind',
        description: 'Kind',
        required: false,
        choices: [
          { name: 'executive move', value: 'executive_move' },
          { name: 'ipo', value: 'ipo' },
        ],
      },
      { type: 3, name: 'many', description: 'Many', required: false, autocomplete: true },
      { type: 3, name: 'words', description: 'Words', required: false },
    ]);
  });

  it('shows names in other languages where the table has them, and knows them again', () => {
    const spec: CommandSpec = {
      name: 'deal',
      description: 'What is known',
      localised: { de: { name: 'geschäft', description: 'Was bekannt ist' }, fr: { description: 'Ce que l’on sait' } },
      options: [
        {
          name: 'company',
          description: 'Company',
          localised: { de: { name: 'firma' } },
          kind: 'company',
          required: true,
        },
      ],
    };
    const made = discordManifest([spec]).commands;
    expect(made[0]).toMatchObject({
      name: 'deal',
      name_localizations: { de: 'geschäft' },
      description_localizations: { de: 'Was bekannt ist', fr: 'Ce que l’on sait' },
      options: [{ name: 'company', name_localizations: { de: 'firma' } }],
    });
    expect(schemaFaults(SCHEMAS.command, { ...made[0], default_member_permissions: null })).toEqual([]);
    expect(sameRegistration(made, JSON.parse(JSON.stringify(made)))).toBe(true);
    expect(sameRegistration(made, discordManifest([{ ...spec, localised: {} }]).commands)).toBe(false);
  });

  it('knows its own registration again, whatever order and defaults Discord gives it', () => {
    const theirs = [...commands].reverse().map((c) => ({
      ...c,
      id: '1',
      version: '2',
      nsfw: false,
      contexts: [...(c.contexts ?? [])].reverse(),
      options: c.options.map((o) => ({ ...o, required: o.required || undefined })),
    }));
    expect(sameRegistration(commands, theirs)).toBe(true);
    expect(sameRegistration(commands, theirs.slice(1))).toBe(false);
    expect(
      sameRegistration(
        commands,
        theirs.map((c) => (c.name === 'deal' ? { ...c, contexts: [0] } : c)),
      ),
    ).toBe(false);
    expect(sameRegistration(commands, [null, 'x', 7])).toBe(false);
  });
});
