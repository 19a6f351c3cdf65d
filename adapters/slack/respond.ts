import { setTimeout as sleep } from 'node:timers/promises';
import type { AdapterLog } from '../../src/chat/adapter.ts';
import { describe, networkCode } from './errors.ts';
import type { SlackMessage } from './render.ts';

/** Slack takes five answers to one `response_url`, within 30 minutes. */
const TRIES = 3;
/** After this Slack has looked at a small picture. */
const LOOKED_AT_MS = 1_000;
const CALL_MS = 10_000;
const LONGEST_WAIT_MS = 10_000;

export interface Response extends SlackMessage {
  /** Seen by the caller alone, or by the channel. */
  visibility: 'caller' | 'channel';
  /** In place of the message whose button was pressed. */
  replace?: boolean;
  /** The blocks without the picture that was just uploaded: Slack refuses one that it has not looked at yet. */
  without?: SlackMessage['blocks'];
  /** The thread that the pressed message is in. */
  thread?: string;
}

/**
 * Answers a command or a press. Tries again where that cannot show the answer twice; where Slack refuses the blocks, the
 * text goes alone, since somebody waits for it. Says whether it arrived; never throws.
 */
export async function respond(url: string, response: Response, log: AdapterLog): Promise<boolean> {
  const { visibility, replace = false, thread, text, blocks, without } = response;
  const body: Record<string, unknown> = {
    response_type: visibility === 'channel' ? 'in_channel' : 'ephemeral',
    replace_original: replace,
    ...(thread && !replace && { thread_ts: thread }),
    text,
    blocks,
  };
  // An answer for one pair of eyes, or one that replaces itself, does no harm twice.
  const repeatable = visibility === 'caller' || replace;
  for (let tries = 1; ; tries++) {
    const result = await post(url, body);
    if (result.outcome === 'ok') return true;
    const again =
      result.outcome === 'busy' || result.outcome === 'blocks' || (result.outcome === 'doubtful' && repeatable);
    if (!again || tries === TRIES) {
      log.warn({ reason: result.reason, tries }, 'an answer did not reach Slack');
      return false;
    }
    if (result.outcome === 'blocks' && without && body.blocks !== without) {
      await sleep(LOOKED_AT_MS);
      if (tries > 1) body.blocks = without;
    } else if (result.outcome === 'blocks') {
      log.error({ reason: result.reason }, 'Slack refused the blocks of an answer; it goes as text');
      delete body.blocks;
    } else await sleep(Math.min(LONGEST_WAIT_MS, result.waitMs));
  }
}

type Posted =
  | { outcome: 'ok' }
  | { outcome: 'busy'; waitMs: number; reason: string }
  | { outcome: 'doubtful'; waitMs: number; reason: string }
  | { outcome: 'blocks'; reason: string }
  | { outcome: 'refused'; reason: string };

async function post(url: string, body: object): Promise<Posted> {
  try {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body: JSON.stringify(body),
      redirect: 'error',
      signal: AbortSignal.timeout(CALL_MS),
    });
    const said = (await answer.text()).slice(0, 1_000);
    if (answer.ok && !/"ok"\s*:\s*false/.test(said)) return { outcome: 'ok' };
    const reason = `HTTP ${answer.status} ${said.slice(0, 200)}`.trim();
    if (answer.status === 429)
      return { outcome: 'busy', waitMs: 1000 * (Number(answer.headers.get('retry-after')) || 1), reason };
    if (answer.status >= 500) return { outcome: 'doubtful', waitMs: 500, reason };
    return { outcome: /block/.test(said) && 'blocks' in body ? 'blocks' : 'refused', reason };
  } catch (error) {
    const reason = networkCode(error) ?? describe(error);
    return { outcome: reason === 'ECONNREFUSED' ? 'busy' : 'doubtful', waitMs: 500, reason };
  }
}
