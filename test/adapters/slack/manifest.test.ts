import { expect, it } from 'vitest';
import { slackManifest } from '../../../adapters/slack/manifest.ts';
import { COMMANDS } from '../../../src/commands/index.ts';
import { SPECS } from './support.ts';

interface Manifest {
  display_information: { name: string; description: string; long_description: string };
  features: {
    bot_user: { display_name: string };
    slash_commands: { command: string; description: string; usage_hint?: string; should_escape: boolean }[];
  };
  oauth_config: { scopes: { bot: string[] } };
  settings: { socket_mode_enabled: boolean; interactivity: { is_enabled: boolean } };
}

it('lists every command of the table, as it is typed', () => {
  const { slash_commands } = (slackManifest(SPECS) as Manifest).features;
  expect(slash_commands).toEqual([
    {
      command: '/deal',
      description: 'What is known of a company',
      usage_hint: '<company> [share]',
      should_escape: true,
    },
    { command: '/subscribe', description: 'Alerts for this channel', usage_hint: '<company>', should_escape: true },
    { command: '/dealwire', description: 'Help and health', usage_hint: 'help|status', should_escape: true },
  ]);
});

it('keeps to the lengths that Slack takes, for the real table', () => {
  const { display_information: about, features, oauth_config, settings } = slackManifest(COMMANDS) as Manifest;
  expect(about.name.length).toBeLessThanOrEqual(35);
  expect(about.description.length).toBeLessThanOrEqual(140);
  expect(about.long_description.length).toBeGreaterThanOrEqual(174);
  expect(features.slash_commands).toHaveLength(COMMANDS.length);
  for (const { command, description, usage_hint } of features.slash_commands) {
    expect(command).toMatch(/^\/[a-z0-9_-]{1,31}$/);
    expect(description.length).toBeGreaterThan(0);
    expect(description.length).toBeLessThanOrEqual(140);
    expect(usage_hint?.length ?? 0).toBeLessThanOrEqual(1000);
  }
  expect(oauth_config.scopes.bot).toEqual(expect.arrayContaining(['commands', 'chat:write', 'chat:write.public']));
  expect(settings).toMatchObject({ socket_mode_enabled: true, interactivity: { is_enabled: true } });
});

it('lets whoever installs it decline what serves one command or setting alone', () => {
  const { scopes } = JSON.parse(JSON.stringify(slackManifest(COMMANDS))).oauth_config;
  expect(scopes.bot_optional).toEqual(['users:read', 'files:write']);
  expect(scopes.bot).toEqual(expect.arrayContaining(scopes.bot_optional));
});

it('refuses a command that Slack would refuse', () => {
  const long = { name: 'a'.repeat(32), description: 'x', options: [] };
  expect(() => slackManifest([long])).toThrow('32 characters');
});

it('is made for HTTP, too: everything at one public address, with tokens that rotate', () => {
  const made = JSON.parse(JSON.stringify(slackManifest(COMMANDS, 'https://deals.example.com')));
  const at = 'https://deals.example.com/slack/events';
  for (const command of made.features.slash_commands) expect(command.url).toBe(at);
  expect(made.oauth_config.redirect_urls).toEqual(['https://deals.example.com/slack/oauth_redirect']);
  expect(made.settings).toMatchObject({
    event_subscriptions: { request_url: at },
    interactivity: { is_enabled: true, request_url: at },
    socket_mode_enabled: false,
    token_rotation_enabled: true,
  });
  expect(JSON.stringify(slackManifest(COMMANDS))).not.toContain('https://');
});
