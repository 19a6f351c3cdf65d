import { ErrorCode } from '@slack/oauth';
import { escapeUTF8 } from 'entities';

/** The pages that people see on the way of installing. They hold no script and load nothing. */

const STYLE =
  ':root{color-scheme:light dark}body{font:1rem/1.5 system-ui,sans-serif;max-width:36rem;margin:12vh auto;padding:0 1.25rem}h1{font-size:1.5rem}a.button{display:inline-block;padding:.6rem 1.1rem;border-radius:.4rem;background:#1f2a44;color:#fff;text-decoration:none;font-weight:600}code{background:#8882;padding:.1rem .3rem;border-radius:.25rem}';

/** Headers of every page: nothing may be run, framed, remembered, or told where the reader came from. */
export const PAGE_HEADERS = {
  'Cache-Control': 'no-store',
  'Content-Security-Policy':
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
} as const;

const page = (title: string, body: string): string =>
  `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeUTF8(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${escapeUTF8(title)}</h1>
${body}
</main>
</body>
</html>
`;

/** `url`: Slack's page that asks for consent. */
export const installPage = (url: string): string =>
  page(
    'Add dealwire to Slack',
    `<p>dealwire tells your channels what happens in the AI industry: who, how much, how sure, and who says so.</p>
<p>It posts where it is asked to. It reads no conversations: the right to read a channel’s history serves one end, to see
after a broken connection whether its own message already stands.</p>
<p><a class="button" href="${escapeUTF8(url)}">Add to Slack</a></p>
<p>Slack asks you to agree. This page is good for ten minutes.</p>`,
  );

export function installedPage({
  team,
  name,
  app,
}: {
  team: string;
  name?: string | undefined;
  app?: string | undefined;
}) {
  const open = new URLSearchParams({ team, ...(app && { app }) });
  return page(
    `dealwire is in ${name ?? 'your workspace'}`,
    `<p>In a channel, type <code>/subscribe scale-ai</code>, and its alerts begin. In a private channel,
<code>/invite @dealwire</code> first. <code>/dealwire help</code> shows the rest.</p>
<p><a class="button" href="https://slack.com/app_redirect?${escapeUTF8(open.toString())}">Open Slack</a></p>`,
  );
}

const FAILURES: Readonly<Record<string, string>> = {
  [ErrorCode.InvalidStateError]:
    'This way to Slack was used before, took longer than ten minutes, or began in another browser.',
  [ErrorCode.MissingStateError]: 'This way to Slack did not begin here.',
  [ErrorCode.AuthorizationError]: 'You did not agree, so nothing was installed.',
};

export function failurePage(error: { code?: string; message: string }): string {
  const why =
    FAILURES[error.code ?? ''] ??
    (/organisation/.test(error.message)
      ? 'dealwire is installed in one workspace at a time, not in a whole organisation: choose a workspace.'
      : 'Slack or this bot could not finish it.');
  return page(
    'dealwire was not installed',
    `<p>${escapeUTF8(why)}</p>
<p><a class="button" href="install">Begin again</a></p>`,
  );
}
