export type Headers = Record<string, string | string[] | undefined>;
export const header = (headers: Headers, name: string): string | null => {
  const value = headers[name];
  return (Array.isArray(value) ? value[0] : value) ?? null;
};

/** Retry-After in seconds or as a date, to milliseconds from now; undefined when absent or unreadable. */
export function retryAfter(value: string | null, now: number): number | undefined {
  if (value === null) return undefined;
  if (/^\s*\d+\s*$/.test(value)) return Number(value) * 1000;
  const at = Date.parse(value);
  return Number.isNaN(at) ? undefined : Math.max(0, at - now);
}

/** What Cache-Control (or else Expires) promises, less the age that the answer already has. */
export function freshness(headers: Headers, now: number): number | undefined {
  const control = header(headers, 'cache-control')?.toLowerCase() ?? '';
  if (/\bno-(?:cache|store)\b/.test(control)) return undefined;
  const seconds = /\bmax-age\s*=\s*"?(\d+)/.exec(control)?.[1];
  let fresh: number | undefined;
  if (seconds !== undefined) fresh = (Number(seconds) - Number(header(headers, 'age') ?? 0)) * 1000;
  else {
    const expires = Date.parse(header(headers, 'expires') ?? '');
    const date = Date.parse(header(headers, 'date') ?? '');
    if (!Number.isNaN(expires)) fresh = expires - (Number.isNaN(date) ? now : date);
  }
  return fresh !== undefined && fresh > 0 ? fresh : undefined;
}
