import { ClosedAddressError } from './address.ts';

export type FailureKind =
  /** Not an http(s) address, or one that is private or local. */
  | 'address'
  | 'network'
  | 'timeout'
  | 'too-large'
  | 'redirects'
  | 'encoding'
  /** An HTTP status that brings no document; 410 is `gone`. */
  | 'status'
  | 'gone';

/** Thrown within an exchange, and turned into a result at its end. */
export class Failure extends Error {
  readonly kind: FailureKind;
  readonly status: number | undefined;
  readonly retryAfterMs: number | undefined;
  constructor(kind: FailureKind, message: string, status?: number, retryAfterMs?: number) {
    super(message);
    this.kind = kind;
    this.status = status;
    this.retryAfterMs = retryAfterMs;
  }
}

export const STATUS_WORDS: Record<number, string> = {
  400: 'bad request',
  401: 'a login is wanted',
  402: 'payment is wanted',
  403: 'forbidden',
  404: 'not found',
  408: 'timed out there',
  410: 'gone for good',
  429: 'too many requests',
  451: 'withheld for legal reasons',
  500: 'an error there',
  502: 'a bad gateway',
  503: 'not available now',
  504: 'a gateway timed out',
};

const NETWORK_WORDS: Record<string, string> = {
  ENOTFOUND: 'the name cannot be found',
  EAI_AGAIN: 'the name cannot be looked up now',
  ECONNREFUSED: 'the connection was refused',
  ECONNRESET: 'the connection was cut',
  EPIPE: 'the connection was cut',
  UND_ERR_SOCKET: 'the connection was cut',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'the answer was cut off',
  ENETUNREACH: 'the network cannot be reached',
  EHOSTUNREACH: 'the host cannot be reached',
  EACCES: 'connections are not permitted',
  EPERM: 'connections are not permitted',
  CERT_HAS_EXPIRED: 'its certificate has expired',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is self-signed',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its certificate cannot be verified',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another name',
};

/** What went wrong, in words for people; `host` is where. */
export function failureOf(error: unknown, host: string, timedOut: boolean, timeoutMs: number): Failure {
  for (let e: unknown = error; e instanceof Error; e = e.cause) {
    if (e instanceof Failure) return e;
    if (e instanceof ClosedAddressError) return new Failure('address', `${host} leads to a private or local address.`);
  }
  const code = String((error as { code?: unknown } | null)?.code ?? '');
  if (timedOut || /TIMEOUT|ETIMEDOUT/.test(code))
    return new Failure('timeout', `${host} did not answer in full within ${Math.round(timeoutMs / 100) / 10} s.`);
  const words =
    NETWORK_WORDS[code] ??
    (code.startsWith('HPE_')
      ? 'it does not speak HTTP'
      : /SSL|TLS|CERT/.test(code)
        ? 'no secure connection'
        : code || 'unknown fault');
  return new Failure('network', `${host} cannot be reached (${words}).`);
}
