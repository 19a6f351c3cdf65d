// Worker threads of the product are plain Node threads, which vitest's own transform does not reach: these hooks let them
// (and anything else that runs under Node in tests) load the TypeScript sources. Types are stripped, nothing else.
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { transform } from 'rolldown/utils';

export async function load(url, context, next) {
  if (!url.startsWith('file:') || !url.endsWith('.ts')) return next(url, context);
  const file = fileURLToPath(url);
  const { code, errors } = await transform(file, await readFile(file, 'utf8'), { lang: 'ts' });
  if (errors.length) throw errors[0];
  return { format: 'module', source: code, shortCircuit: true };
}
