import type { Answer } from '../http/page.ts';
import { type Html, html } from './html.ts';

export interface Sheet {
  status?: number;
  title: string;
  /** What stands above the content; by default the title. */
  heading?: Html;
  /** One line for previews of the link. */
  summary?: string;
  /** Path of the page below the base, as in `/facts/3f9a`. */
  path: string;
  /** The entry of the menu that leads here. */
  at?: 'companies' | 'feeds';
  content: Html | readonly Html[];
}

/** Nothing but our own style sheet and picture may load, nothing may run, nobody may frame it. */
const HEADERS = {
  'Content-Security-Policy':
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'Referrer-Policy': 'no-referrer',
  'X-Frame-Options': 'DENY',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'X-Robots-Tag': 'noindex',
  'Cache-Control': 'private, max-age=15',
};

/** A page of the site. `publicUrl`: its address as people know it; links begin with its path. */
export function sheet(wanted: Sheet, { base, publicUrl }: { base: string; publicUrl: string | null }): Answer {
  const { status = 200, title, path, summary, at } = wanted;
  const entry = (name: NonNullable<Sheet['at']>, href: string, label: string) =>
    html`<li><a href="${base}${href}"${at === name ? html` aria-current="${path === href ? 'page' : 'true'}"` : ''}>${label}</a></li>`;
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>${title} – dealwire</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta property="og:title" content="${title}">
<meta property="og:site_name" content="dealwire">
${summary ? html`<meta name="description" content="${summary}"><meta property="og:description" content="${summary}">` : ''}
${publicUrl && status === 200 ? html`<link rel="canonical" href="${publicUrl}${path}">` : ''}
<link rel="stylesheet" href="${base}/style.css">
<link rel="icon" href="${base}/icon.svg" type="image/svg+xml">
</head>
<body>
<a class="skip" href="#content">To the content</a>
<header><p class="name"><a href="${base}/">dealwire</a></p>
<nav aria-label="Pages"><ul>${entry('companies', '/', 'Companies')}${entry('feeds', '/feeds', 'Feeds')}</ul></nav></header>
<main id="content">
<h1>${wanted.heading ?? title}</h1>
${wanted.content}
</main>
<footer><p>Who says what, and how sure it is: each quotation leads to its source. Days are in UTC.</p></footer>
</body>
</html>
`;
  return { status, type: 'text/html; charset=utf-8', body: page.markup, headers: HEADERS };
}
