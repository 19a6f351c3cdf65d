/** A person's browser on the way of installing the app: it follows links and keeps the cookie that a page sets. */
export interface Visit {
  /** The page before Slack's. */
  page: string;
  cookie: string;
  /** Slack's page of consent. */
  consent: URL;
}

/** Opens the install page. */
export async function visit(at: string): Promise<Visit> {
  const answer = await fetch(`${at}/slack/install`);
  const page = await answer.text();
  const href = /href="([^"]+)"/.exec(page)?.[1]?.replaceAll('&amp;', '&') ?? '';
  return { page, cookie: answer.headers.get('set-cookie')?.split(';')[0] ?? '', consent: new URL(href) };
}

/** Agrees (or not) on Slack's page, and gives the address that Slack sends the browser back to. */
export async function agree({ consent }: Visit, { team, deny }: { team?: string; deny?: true } = {}): Promise<string> {
  const url = new URL(consent);
  if (team) url.searchParams.set('team', team);
  if (deny) url.searchParams.set('deny', '1');
  const answer = await fetch(url, { redirect: 'manual' });
  const back = answer.headers.get('location');
  if (!back) throw new Error(`Slack answered ${answer.status} ${await answer.text()}`);
  return back;
}

/** The whole way, to the page at its end. */
export async function install(at: string, how: Parameters<typeof agree>[1] = {}): Promise<Response> {
  const visited = await visit(at);
  return fetch(await agree(visited, how), { headers: { cookie: visited.cookie } });
}
