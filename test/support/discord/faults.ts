import type { ServerResponse } from 'node:http';

/** The calls that a fault can meet. */
export type Place =
  | 'gateway'
  | 'send'
  | 'edit'
  | 'history'
  | 'guild'
  | 'channel'
  | 'direct'
  | 'commands'
  | 'register'
  | 'callback'
  | 'original'
  | 'followup';

export type Fault =
  /** 429 with its wait; `global`: for the whole bot. */
  | { kind: 'rate-limit'; seconds: number; global?: boolean }
  /** An error of Discord's with its code, as 50013. */
  | { kind: 'error'; status: number; code: number; message: string }
  /** A status without a word of Discord's (5xx, or its front door). `applied`: the call had its effect. */
  | { kind: 'status'; status: number; applied?: boolean }
  /** The connection breaks; `applied`: after the call had its effect. */
  | { kind: 'reset'; applied: boolean }
  /** No answer ever; `applied`: the call had its effect. */
  | { kind: 'hang'; applied: boolean }
  /** It has its effect only after a while, whoever asked for it may be gone by then; the connection breaks. */
  | { kind: 'late'; ms: number }
  /** A good status with a body that is none. */
  | { kind: 'garbage' };

/** The effect of a faulty call happens although its answer is lost. */
export function takesEffect(fault: Fault): boolean {
  return fault.kind === 'garbage' || ('applied' in fault && fault.applied === true);
}

export function answerWith(fault: Fault, response: ServerResponse): void {
  switch (fault.kind) {
    case 'rate-limit': {
      const body = {
        message: 'You are being rate limited.',
        retry_after: fault.seconds,
        global: fault.global === true,
      };
      response.writeHead(429, {
        'content-type': 'application/json',
        'retry-after': String(fault.seconds),
        'x-ratelimit-scope': fault.global ? 'global' : 'user',
        ...(fault.global ? { 'x-ratelimit-global': 'true' } : {}),
      });
      response.end(JSON.stringify(body));
      return;
    }
    case 'error':
      response.writeHead(fault.status, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ code: fault.code, message: fault.message }));
      return;
    case 'status':
      response.writeHead(fault.status, { 'content-type': 'text/html' });
      response.end('<html><body>no</body></html>');
      return;
    case 'garbage':
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end('{"id": "12');
      return;
    case 'reset':
      response.socket?.resetAndDestroy();
      return;
    case 'hang':
    case 'late':
      return;
  }
}
