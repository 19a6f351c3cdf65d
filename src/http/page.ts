/** What is served for reading. */
export interface Page {
  /** Exact, or a prefix if it ends in `/`. */
  path: string;
  /** No rate holds for it: it costs nothing, and whoever asks must always get an answer (a health check). */
  unmetered?: boolean;
  /** May throw: the reader is told that something went wrong, the log what. */
  answer(request: { path: string; query: URLSearchParams }): Answer | Promise<Answer>;
}

export interface Answer {
  status: number;
  /** Content-Type. */
  type: string;
  body: string;
  headers?: Record<string, string>;
}

export const plain = (status: number, text: string): Answer => ({
  status,
  type: 'text/plain; charset=utf-8',
  body: `${text}\n`,
  headers: { 'Cache-Control': 'no-store' },
});

export const json = (status: number, value: unknown): Answer => ({
  status,
  type: 'application/json; charset=utf-8',
  body: `${JSON.stringify(value)}\n`,
  headers: { 'Cache-Control': 'no-store' },
});
