import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { run } from '../support/cli.ts';

describe('the commands of whoever runs the bot', () => {
  let cwd: string;
  let env: Record<string, string>;
  beforeEach(() => {
    cwd = mkdtempSync(join(tmpdir(), 'dealwire-operator-'));
    writeFileSync(
      join(cwd, 'feeds.json'),
      JSON.stringify([{ id: 'none', outlet: 'None', title: 'None', tier: 2, url: 'http://127.0.0.1:9/none.xml' }]),
    );
    env = {
      FEEDS_FILE: join(cwd, 'feeds.json'),
      LOG_LEVEL: 'warn',
      DATABASE_URL: `sqlite:${join(cwd, 'dealwire.db')}`,
    };
  });
  afterEach(() => rmSync(cwd, { recursive: true }));

  it('doctor says a line for each check and exits with 1, also for a configuration that cannot be read', async () => {
    const [text, json, misconfigured, wrong] = await Promise.all([
      run(['doctor'], { cwd, env }),
      run(['doctor', '--json'], { cwd, env }),
      run(['doctor'], { cwd, env: { ...env, POLL_MINUTES: 'never', SLACK_BOT_TOKEN: 'xoxb-very-secret' } }),
      run(['doctor', '--fix'], { cwd, env }),
    ]);
    expect([text.code, json.code, misconfigured.code, wrong.code]).toEqual([1, 1, 1, 2]);
    expect(text.out).toMatch(/^ok {6}node: \d+\.\d+\.\d+$/m);
    expect(text.out).toMatch(/^broken {2}feed none: .*private or local address\. Mend its address in FEEDS_FILE/m);
    expect(text.out).toMatch(/^ok {6}platforms: none is configured/m);
    expect(text.out).not.toContain('\u001b');
    const { healthy, checks } = JSON.parse(json.out);
    expect(healthy).toBe(false);
    expect(checks.length).toBe(text.out.trim().split('\n').length);
    expect(misconfigured.out.trim().split('\n')).toEqual([
      expect.stringMatching(/^broken {2}configuration: POLL_MINUTES must be a number/),
      expect.stringMatching(/^broken {2}configuration: SLACK_APP_TOKEN is missing/),
    ]);
    expect(JSON.stringify([text, misconfigured])).not.toContain('very-secret');
  }, 60_000);
});
