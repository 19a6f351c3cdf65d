/** What `dealwire doctor` found in one place. */
export interface Check {
  /** What was looked at, in a word or two: "slack scopes". */
  name: string;
  /** `look`: it works, and somebody should know. */
  state: 'ok' | 'look' | 'broken';
  /** What was found, in a sentence's worth of words. No secrets. */
  found: string;
  /** What exactly to do about it, as a sentence; with `broken`, always there. */
  mend?: string;
}

export const ok = (name: string, found: string): Check => ({ name, state: 'ok', found });
export const look = (name: string, found: string, mend: string): Check => ({ name, state: 'look', found, mend });
export const broken = (name: string, found: string, mend: string): Check => ({ name, state: 'broken', found, mend });

/** A message that says what is wrong in its first sentence, and in the rest what to do. */
export function fault(name: string, message: string): Check {
  const [, found = message, mend = ''] = /^([\s\S]*?[.:])\s+(?=[A-Z])([\s\S]*)$/.exec(message) ?? [];
  return broken(name, found.replace(/[.:]$/, ''), mend || 'See that this is mended, then run dealwire doctor again.');
}
