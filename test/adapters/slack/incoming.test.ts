import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Reply } from '../../../src/chat/command.ts';
import { BOT_USER, TEAM } from '../../support/slack/index.ts';
import { card, createHost, inChannel, type Running, reply, run, SPECS } from './support.ts';

let running: Running | undefined;
afterEach(async () => {
  await running?.stop();
  running = undefined;
});
async function start(...args: Parameters<typeof run>): Promise<Running> {
  running = await run(...args);
  return running;
}

describe('commands typed in Slack', () => {
  it('answers each command of the table, acknowledged within a second', async () => {
    const { fake, host } = await start();
    for (const [typed, title] of [
      ['/deal scale-ai', 'deal company=scale-ai'],
      ['/subscribe openai', 'subscribe company=openai'],
      ['/dealwire status', 'dealwire status'],
    ] as const) {
      const answer = await fake.command(typed);
      expect(answer.words).toBe(title);
      expect(answer.text).toBe(title);
      expect(answer.visibility).toBe('caller');
      expect(answer.ack.afterMs).toBeLessThan(1_000);
    }
    expect(host.calls).toHaveLength(SPECS.length);
  });

  it('tells the host who asks, and where', async () => {
    const { fake, host } = await start();
    await fake.command('/deal "Scale AI" share', { channel: 'C0DEALS', user: 'U0BOB' });
    expect(host.calls).toEqual([
      {
        command: 'deal',
        options: { company: 'Scale AI', share: 'yes' },
        caller: { user: 'U0BOB', mayManage: true, isAdmin: expect.any(Function) },
        channel: inChannel('C0DEALS'),
      },
    ]);
  });

  it('uploads a picture into no channel, and shows it in the answer alone', async () => {
    const picture = {
      name: 'scale-ai-timeline.png',
      png: Buffer.from('a picture').toString('base64'),
      alt: 'Two facts',
    };
    const { fake } = await start(
      createHost({ answer: async () => ({ card: card({ title: 'Over time', picture }), visibility: 'caller' }) }),
    );
    const shown = await fake.command('/deal scale-ai');
    const [[id, file] = ['', undefined]] = fake.state.files;
    expect(file).toEqual({ name: picture.name, alt: 'Two facts', bytes: Buffer.from('a picture'), shared: null });
    expect(shown.blocks).toContainEqual({ type: 'image', slack_file: { id }, alt_text: 'Two facts' });
    fake.state.scopes.delete('files:write');
    expect((await fake.command('/deal scale-ai')).words).toContain('Two facts');
  });

  it('tells the host who is an admin when it asks, and no where Slack does not say', async () => {
    const { fake, host } = await start();
    fake.state.admins.add('U0BOB');
    await fake.command('/deal scale-ai', { user: 'U0BOB' });
    await fake.command('/deal scale-ai', { user: 'U0EVE' });
    const [bob, eve] = host.calls.map((call) => call.caller);
    expect(fake.calls.filter((call) => call.method === 'users.info')).toEqual([]);
    expect([await bob?.isAdmin?.(), await eve?.isAdmin?.()]).toEqual([true, false]);
    fake.state.scopes.delete('users:read');
    expect(await bob?.isAdmin?.()).toBe(false);
  });

  it('acknowledges before the host has answered', async () => {
    let answerNow = (_: Reply) => {};
    const host = createHost({ answer: () => new Promise((resolve) => (answerNow = resolve)) });
    const { fake } = await start(host);
    const answered = fake.command('/deal scale-ai');
    await vi.waitFor(() => expect(fake.socket.acks).toHaveLength(1));
    expect(fake.replies).toHaveLength(0);
    answerNow(reply('late'));
    expect((await answered).words).toBe('late');
  });

  it('reads names that Slack turned into links or escaped', async () => {
    const { fake, host } = await start();
    await fake.command('/deal <http://character.ai|character.ai>');
    await fake.command('/deal AT&amp;T');
    expect(host.calls.map((call) => call.options.company)).toEqual(['character.ai', 'AT&T']);
  });

  it('says what is wrong with a call that cannot be read, and how it is typed', async () => {
    const { fake, host } = await start();
    const answer = await fake.command('/deal');
    expect(answer.text).toContain('Which company?');
    expect(answer.words).toContain('/deal &lt;company&gt;');
    expect(host.calls).toEqual([]);
  });

  it('passes on the suggestions that the host has for a misspelt company', async () => {
    const host = createHost({
      answer: async () => ({
        card: card({
          summary: 'No company “opnai”. Did you mean OpenAI?',
          buttons: [{ label: 'OpenAI', action: 'deal:openai' }],
        }),
        visibility: 'caller',
      }),
    });
    const { fake } = await start(host);
    const answer = await fake.command('/deal opnai');
    expect(answer.text).toContain('Did you mean OpenAI?');
    expect(answer.buttons).toMatchObject([{ label: 'OpenAI', value: 'deal:openai' }]);
  });

  it('shares an answer with the channel when the host says so', async () => {
    const { fake } = await start(createHost({ answer: async () => reply('for all', { visibility: 'channel' }) }));
    expect((await fake.command('/deal scale-ai share')).visibility).toBe('channel');
  });

  it('answers a command that this version does not have', async () => {
    const { fake } = await start();
    const answer = await fake.command('/merger x');
    expect(answer.text).toContain('no command /merger');
    expect(answer.text).toContain('/subscribe');
  });

  it('answers in words when the host fails against its promise', async () => {
    const host = createHost({ answer: () => Promise.reject(new Error('boom')) });
    const { fake } = await start(host);
    const answer = await fake.command('/deal scale-ai');
    expect(answer.text).toContain('Something went wrong');
    expect(answer.text).not.toContain('boom');
    expect(host.lines.join('\n')).toContain('boom');
  });

  it('answers once when Slack sends the same command twice, and acknowledges both', async () => {
    const { fake, host } = await start();
    await fake.command('/deal scale-ai');
    await fake.repeat();
    await fake.command('/deal openai');
    expect(host.calls.map((call) => call.options.company)).toEqual(['scale-ai', 'openai']);
    expect(fake.replies).toHaveLength(2);
  });

  it('tries again when an answer is not taken, and sends the text alone when its blocks are refused', async () => {
    const { fake, host } = await start();
    fake.faultOnce('response_url', { kind: 'status', status: 500 });
    expect((await fake.command('/deal scale-ai')).words).toBe('deal company=scale-ai');
    fake.faultOnce('response_url', { kind: 'error', error: 'invalid_blocks' });
    const answer = await fake.command('/deal scale-ai');
    expect(answer.blocks).toEqual([]);
    expect(answer.text).toBe('deal company=scale-ai');
    expect(host.lines.join('\n')).toContain('refused the blocks');
  });

  it('does not show a shared answer twice when its fate is unknown', async () => {
    const { fake } = await start(createHost({ answer: async () => reply('for all', { visibility: 'channel' }) }));
    fake.faultOnce('response_url', { kind: 'reset', applied: true });
    await fake.command('/deal scale-ai share');
    await running?.adapter.stop();
    expect(fake.replies).toHaveLength(1);
  });
});

describe('a private channel that the bot is not in', () => {
  it('says how to invite it when the channel is subscribed, and pauses until then', async () => {
    const { fake, host } = await start();
    fake.channel('C0SECRET', { isPrivate: true, isMember: false });
    const answer = await fake.command('/subscribe openai', { channel: 'C0SECRET' });
    expect(answer.words).toContain('/invite @dealwire');
    expect(answer.text).toContain('/invite @dealwire');
    expect(answer.words).toContain('subscribe company=openai');
    expect(host.reach).toContainEqual(expect.stringMatching(/^lost C0SECRET: .*\/invite/));

    fake.channel('C0SECRET', { isMember: true });
    await fake.event({
      type: 'member_joined_channel',
      user: BOT_USER,
      channel: 'C0SECRET',
      channel_type: 'G',
      team: 'T',
    });
    await vi.waitFor(() => expect(host.reach.at(-1)).toBe('found C0SECRET'));
    expect((await fake.command('/subscribe openai', { channel: 'C0SECRET' })).words).not.toContain('/invite');
  });

  it('points to a channel when two people’s conversation is subscribed', async () => {
    const { fake } = await start();
    fake.channel('D0TWO', { name: 'directmessage', isPrivate: true, isMember: false });
    const answer = await fake.command('/subscribe openai', { channel: 'D0TWO' });
    expect(answer.words).toContain('Subscribe in a channel instead.');
  });

  it('answers lookups there as everywhere', async () => {
    const { fake, host } = await start();
    fake.channel('C0SECRET', { isPrivate: true, isMember: false });
    expect((await fake.command('/deal openai', { channel: 'C0SECRET' })).words).toBe('deal company=openai');
    expect(host.reach).toEqual(['found *']);
  });
});

describe('buttons', () => {
  const withButtons = card({
    buttons: [
      { label: 'Details', action: 'fact:3f9a' },
      { label: 'Source', url: 'https://news.test/a' },
    ],
  });

  it('brings the action back to the host, with who pressed it', async () => {
    const { fake, adapter, host } = await start();
    await adapter.send(inChannel(), withButtons, 'key-1');
    const [message] = fake.messages('C0GENERAL');
    if (!message) throw new Error('nothing was sent');
    const answer = await fake.press(message, 'Details', { user: 'U0BOB' });
    expect(answer).toMatchObject({ words: 'pressed fact:3f9a', visibility: 'caller', replaces: false });
    expect(answer.ack.afterMs).toBeLessThan(1_000);
    expect(host.presses).toEqual([
      {
        action: 'fact:3f9a',
        caller: { user: 'U0BOB', mayManage: true, isAdmin: expect.any(Function) },
        channel: inChannel(),
      },
    ]);
  });

  it('replaces the message when the reply says so', async () => {
    const { fake } = await start(
      createHost({
        answer: async () => ({ card: card({ buttons: [{ label: 'Next', action: 'page:2' }] }), visibility: 'caller' }),
        press: async () => reply('page two', { replaces: true }),
      }),
    );
    const answer = await fake.press(await fake.command('/deal scale-ai'), 'Next');
    expect(answer).toMatchObject({ words: 'page two', replaces: true });
  });

  it('answers a press in a thread in that thread', async () => {
    const { fake, adapter } = await start();
    const sent = await adapter.send(inChannel(), card(), 'key-1');
    if (sent.outcome !== 'sent') throw new Error(sent.outcome);
    await adapter.reply(sent.ref, withButtons, 'key-2');
    const message = fake.messages('C0GENERAL')[1];
    if (!message) throw new Error('no reply was sent');
    expect((await fake.press(message, 'Details')).thread).toBe(sent.ref.message);
  });

  it('acknowledges buttons that only link, and buttons that it does not know, and does nothing', async () => {
    const { fake, adapter, host } = await start();
    await adapter.send(inChannel(), withButtons, 'key-1');
    const [message] = fake.messages('C0GENERAL');
    if (!message) throw new Error('nothing was sent');
    await expect(fake.press(message, 'Source', { withinMs: 200 })).rejects.toThrow('no answer');
    const strange = JSON.parse(JSON.stringify(message).replace('dealwire:press:0', 'somebody-elses'));
    await expect(fake.press(strange, 'Details', { withinMs: 200 })).rejects.toThrow('no answer');
    expect(fake.socket.acks).toHaveLength(2);
    expect(host.presses).toEqual([]);
  });
});

describe('windows', () => {
  const form = async () => ({
    title: 'What is wrong? #3f9a and more',
    action: 'report:3f9a',
    submit: 'Report it',
    fields: [
      {
        kind: 'choice' as const,
        name: 'types',
        label: 'Which & what',
        hint: 'One or more',
        required: false,
        many: true as const,
        choices: [
          { label: 'IPO', value: 'ipo' },
          { label: 'Legal', value: 'legal' },
        ],
        values: ['legal'],
      },
      { kind: 'text' as const, name: 'text', label: 'What', required: true, long: true as const, most: 1000 },
    ],
  });
  const wrong = { label: 'Wrong?', action: 'wrong:3f9a' };

  it('open over the message, and bring their answers back with where they were asked', async () => {
    const { fake, adapter, host } = await start(
      createHost({ form: ({ action }) => (action === wrong.action ? form() : null) }),
    );
    await adapter.send(inChannel(), card({ buttons: [wrong] }), 'key-1');
    const [message] = fake.messages('C0GENERAL');
    const view = await fake.open(message!, 'Wrong?');
    expect(view).toMatchObject({
      type: 'modal',
      blocks: [{ block_id: 'types', optional: true }, { block_id: 'text' }],
    });
    const ack = await fake.submit(view, { types: ['ipo', 'legal'], text: '<!channel> look' }, { user: 'U0BOB' });
    // With nothing in it, the acknowledgement closes the window.
    expect(ack.payload ?? {}).toEqual({});
    await vi.waitFor(() => expect(fake.replies).toHaveLength(1));
    expect(fake.replies[0]).toMatchObject({ visibility: 'caller', replaces: false });
    expect(host.answers).toEqual([
      {
        action: 'report:3f9a',
        values: { types: 'ipo,legal', text: '<!channel> look' },
        caller: { user: 'U0BOB', mayManage: true, isAdmin: expect.any(Function) },
        channel: inChannel(),
      },
    ]);
    expect(host.presses).toEqual([]);
  });

  it('that cannot be opened are answered in words', async () => {
    const { fake, adapter } = await start(createHost({ form: () => form() }));
    await adapter.send(inChannel(), card({ buttons: [wrong] }), 'key-1');
    fake.faultOnce('views.open', { kind: 'error', error: 'expired_trigger_id' });
    const [message] = fake.messages('C0GENERAL');
    expect((await fake.press(message!, 'Wrong?')).words).toContain('Something went wrong');
  });

  it('give way to a reply where there is nothing to ask', async () => {
    const { fake, adapter } = await start(createHost({ form: async () => reply('You may not') }));
    await adapter.send(inChannel(), card({ buttons: [wrong] }), 'key-1');
    const [message] = fake.messages('C0GENERAL');
    expect((await fake.press(message!, 'Wrong?')).words).toBe('You may not');
    expect(fake.state.views).toEqual([]);
  });
});

describe('events', () => {
  it('tells the host of channels and workspaces that are lost and found', async () => {
    const { fake, host } = await start();
    await fake.event({ type: 'channel_archive', channel: 'C1', user: 'U1' });
    await fake.event({ type: 'channel_unarchive', channel: 'C1', user: 'U1' });
    await fake.event({ type: 'group_left', channel: 'C2' });
    await fake.event({ type: 'channel_deleted', channel: 'C3' });
    await fake.event({
      type: 'member_joined_channel',
      user: 'U0SOMEBODY',
      channel: 'C4',
      channel_type: 'C',
      team: 'T',
    });
    await fake.event({ type: 'member_joined_channel', user: BOT_USER, channel: 'C2', channel_type: 'C', team: 'T' });
    await fake.event({ type: 'tokens_revoked', tokens: { oauth: ['U1'] } });
    await fake.event({ type: 'tokens_revoked', tokens: { bot: [BOT_USER] } });
    await fake.event({ type: 'app_uninstalled' });
    await vi.waitFor(() => expect(host.reach).toHaveLength(8));
    expect(host.reach.map((line) => line.replace(/: [^,]*/, ''))).toEqual([
      'found *',
      'lost C1',
      'found C1',
      'lost C2, removed',
      'lost C3',
      'found C2',
      'lost *, removed',
      'lost *, removed',
    ]);
  });

  it('tells the host of a channel whose id changed, once', async () => {
    const { fake, host } = await start();
    await fake.event({ type: 'channel_id_changed', old_channel_id: 'G0OLD', new_channel_id: 'C0NEW' });
    await fake.repeat();
    await fake.event({ type: 'channel_unarchive', channel: 'C1', user: 'U1' });
    await vi.waitFor(() => expect(host.reach).toHaveLength(3));
    expect(host.reach.slice(1)).toEqual([`moved G0OLD to C0NEW of ${TEAM}`, 'found C1']);
  });

  it('takes an event that comes twice once', async () => {
    const { fake, host } = await start();
    await fake.event({ type: 'channel_archive', channel: 'C1', user: 'U1' });
    await fake.repeat();
    await fake.event({ type: 'channel_unarchive', channel: 'C1', user: 'U1' });
    await vi.waitFor(() => expect(host.reach).toHaveLength(3));
    expect(host.reach.filter((line) => line.startsWith('lost'))).toHaveLength(1);
  });
});
