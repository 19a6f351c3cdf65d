/** The one style sheet: light or dark as the reader's system is, from 320 px on, without a script. */
export const STYLE = `:root {
  color-scheme: light dark;
  --ground: #fdfcfa; --raised: #f3f0ea; --ink: #1d1b18; --quiet: #5c564d; --line: #d9d3c8; --link: #0b57a4; --mark: #8a4b08;
}
@media (prefers-color-scheme: dark) {
  :root { --ground: #171614; --raised: #211f1c; --ink: #ece8e1; --quiet: #aaa398; --line: #3a3631; --link: #8cc0ff; --mark: #e0a968; }
}
* { box-sizing: border-box; }
html { font: 1.0625rem/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; }
body { margin: 0 auto; max-width: 52rem; padding: 0 1.1rem 2rem; background: var(--ground); color: var(--ink); overflow-wrap: anywhere; }
a { color: var(--link); text-underline-offset: 0.15em; }
a:hover { text-decoration-thickness: 0.12em; }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; border-radius: 2px; }
.skip { position: absolute; left: -99rem; }
.skip:focus { left: 1rem; top: 0.5rem; background: var(--ground); padding: 0.4rem 0.8rem; z-index: 1; }
header { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0.3rem 1.6rem; padding: 1rem 0 0.8rem; border-bottom: 1px solid var(--line); }
.name { margin: 0; font-weight: 700; letter-spacing: 0.01em; }
.name a { color: inherit; text-decoration: none; }
nav ul, .plain { list-style: none; margin: 0; padding: 0; }
header nav ul { display: flex; gap: 1.2rem; }
header nav a { display: inline-block; padding: 0.25rem 0; }
a[aria-current] { color: inherit; font-weight: 600; text-decoration: none; border-bottom: 2px solid var(--mark); }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 1.5rem 0 0.8rem; }
h2 { font-size: 1.2rem; line-height: 1.3; margin: 2rem 0 0.5rem; }
h3 { font-size: 1.05rem; margin: 1.2rem 0 0.3rem; }
p, ul { margin: 0.5rem 0; }
ul { padding-left: 1.25rem; }
li { margin: 0.25rem 0; }
figure { margin: 0.7rem 0; padding: 0.6rem 1rem; border-left: 3px solid var(--mark); background: var(--raised); }
blockquote { margin: 0; }
blockquote::before { content: open-quote; } blockquote::after { content: close-quote; }
figcaption, .small, time, footer { color: var(--quiet); }
figcaption, .small, footer { font-size: 0.9rem; }
dl { margin: 0.8rem 0; display: grid; grid-template-columns: repeat(auto-fill, minmax(14rem, 1fr)); gap: 0.5rem 1.5rem; }
dt { color: var(--quiet); font-size: 0.9rem; }
dd { margin: 0; }
article { border-top: 1px solid var(--line); padding: 0.9rem 0; }
article h2, article h3 { margin-top: 0.2rem; }
.rows > li { border-top: 1px solid var(--line); margin: 0; padding: 0.7rem 0; }
.rows h2 { margin: 0; font-size: 1.05rem; display: inline; }
.count { color: var(--quiet); }
.mark { color: var(--mark); font-weight: 600; }
form { display: flex; flex-wrap: wrap; gap: 0.5rem; align-items: end; margin: 0.8rem 0; }
label { display: grid; font-size: 0.9rem; color: var(--quiet); }
select, button { font: inherit; color: var(--ink); background: var(--raised); border: 1px solid var(--quiet); border-radius: 4px; padding: 0.35rem 0.7rem; min-height: 2.5rem; }
.pages ul { display: flex; gap: 1.5rem; }
footer { margin-top: 2.5rem; border-top: 1px solid var(--line); padding-top: 0.6rem; }
@media print { header nav, form, .skip { display: none; } a { color: inherit; } }
`;

/** Two bars of a ledger. */
export const ICON =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="6" fill="#8a4b08"/><path d="M8 10h16M8 16h11M8 22h14" stroke="#fff" stroke-width="3" stroke-linecap="round"/></svg>';
