import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { schema } from '../src/config/schema.ts';
import { run } from './support/cli.ts';

const ROOT = join(import.meta.dirname, '..');
const FILES = [
  'README.md',
  'CONTRIBUTING.md',
  'ARCHITECTURE.md',
  'SECURITY.md',
  ...readdirSync(join(ROOT, 'docs'))
    .filter((it) => it.endsWith('.md'))
    .map((it) => `docs/${it}`),
];
const texts = FILES.map((file) => [file, readFileSync(join(ROOT, file), 'utf8')] as const);
const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { scripts: Record<string, string> };

/** The arguments of each call of dealwire in fenced `sh` blocks and in code spans, as a shell would give them. */
function calls(text: string): { args: string[]; whole: boolean }[] {
  const code = [
    ...[...text.matchAll(/^```sh\n([\s\S]*?)^```/gm)].flatMap(([, block = '']) => block.split('\n')),
    ...[...text.matchAll(/`([^`\n]+)`/g)].map(([, span = '']) => span),
  ];
  return code.flatMap((line) => {
    const [, rest] = /(?:^|\| |&& )(?:npx )?dealwire( .*)?$/.exec(line.replace(/\s+#.*$/, '')) ?? [];
    if (rest === undefined || rest.includes('…')) return [];
    const args = [...rest.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, bare = '']) => quoted ?? bare);
    // With npx it is there to be typed; without, it may be a mention.
    return [{ args, whole: /npx dealwire/.test(line) }];
  });
}

/** The anchors of a document's headings, as GitHub makes them. */
const headingsIn = (text: string): string[] =>
  [...text.matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replace(/[^\w\s-]/g, '')
      .replace(/\s/g, '-'),
  );

/** What is left to the person who reads it: words in capitals, alternatives, lists of one command's ways. */
const isPattern = (args: readonly string[]) => args.some((it) => /^[<[]|\\?\||^[A-Z_]{3,}$/.test(it));

/** Runs as it stands, and harms nobody: no network, no database but one of its own. */
const RUNS = /^(?:ask|export|manifest|reprocess|backup)\b/;

describe('the documentation', () => {
  let cwd: string;
  let env: Record<string, string>;
  beforeAll(() => {
    cwd = mkdtempSync(join(tmpdir(), 'dealwire-docs-'));
    writeFileSync(join(cwd, 'feeds.json'), '[]');
    env = {
      FEEDS_FILE: join(cwd, 'feeds.json'),
      LOG_LEVEL: 'warn',
      DATABASE_URL: `sqlite:${join(cwd, 'ledger.db')}`,
    };
  });
  afterAll(() => rmSync(cwd, { recursive: true }));

  it.each(texts)('%s leads to files and scripts that are there', (file, text) => {
    for (const [, target = '', anchor] of text.matchAll(/\]\((?!https?:|mailto:)([^)#]*)(?:#([^)]+))?\)/g)) {
      const path = target ? join(ROOT, dirname(file), target) : join(ROOT, file);
      expect({ target, there: existsSync(path) }).toEqual({ target, there: true });
      if (anchor) expect(headingsIn(readFileSync(path, 'utf8'))).toContain(anchor);
    }
    for (const [, script = ''] of text.matchAll(/npm run ([\w:-]+)/g)) expect(Object.keys(scripts)).toContain(script);
    for (const [, path = ''] of text.matchAll(/`((?:src|test|data|adapters|scripts|docs)\/[\w./-]+\.\w+)`/g))
      expect({ path, there: existsSync(join(ROOT, path)) || /\.db$/.test(path) }).toEqual({ path, there: true });
    // ARCHITECTURE.md names files from the rooms of `src` on.
    for (const [, path = ''] of text.matchAll(/`((?!src|test|adapters|scripts|frames)[\w-]+\/[\w./-]+\.ts)`/g))
      expect({ path, there: existsSync(join(ROOT, 'src', path)) }).toEqual({ path, there: true });
  });

  it('names no command and no option that the program does not have, and those that can be run do run', async () => {
    const found = texts.flatMap(([, text]) => calls(text));
    const all = found.map(({ args }) => args);
    expect(all.length).toBeGreaterThan(10);
    const helps = new Map<string, string>();
    const nested = (args: readonly string[]) => args.slice(0, /^(?:company|outbox retry)/.test(args.join(' ')) ? 2 : 1);
    for (const key of new Set(all.filter((args) => args.length).map((args) => nested(args).join(' '))))
      helps.set(key, '');
    await Promise.all(
      [...helps.keys()].map(async (key) => {
        const { code, out } = await run([...key.split(' '), '--help'], { cwd, env });
        expect({ key, code }).toEqual({ key, code: 0 });
        helps.set(key, out);
      }),
    );
    for (const args of all)
      for (const option of args.filter((it) => it.startsWith('--')))
        expect(`${helps.get(nested(args).join(' '))} --help --version`).toContain(option.split('=')[0]);
    await run(['ask', '/dealwire status'], { cwd, env });
    const typed = found.flatMap(({ args, whole }) =>
      whole && RUNS.test(args.join(' ')) && !isPattern(args) ? [args] : [],
    );
    const once = new Map(typed.map((args) => [JSON.stringify(args), args]));
    expect(once.size).toBeGreaterThan(5);
    for (const args of once.values()) {
      const safe = args.map((it) => it.replace(/^\/var\/backups/, cwd));
      const { code, err } = await run(safe, { cwd, env });
      expect({ args, code, err: code ? err : '' }).toEqual({ args, code: 0, err: '' });
    }
  }, 240_000);

  it('lists every variable that the program reads in .env.example, and no other', () => {
    const example = readFileSync(join(ROOT, '.env.example'), 'utf8');
    const listed = [...example.matchAll(/^#?([A-Z][A-Z_]+)=/gm)].map(([, name]) => name);
    expect(listed.sort()).toEqual(Object.keys(schema.shape).sort());
  });

  it('builds the image from files that are there', () => {
    const docker = readFileSync(join(ROOT, 'Dockerfile'), 'utf8');
    for (const [, from = ''] of docker.matchAll(/^COPY (?!--from)(.+) \S+$/gm))
      for (const file of from.split(' '))
        expect({ file, there: existsSync(join(ROOT, file)) }).toEqual({ file, there: true });
  });
});
