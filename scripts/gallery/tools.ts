import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';

/** What messages are drawn with has a package of its own, so that only those install it who draw. */
const HOME = resolve('scripts', 'gallery');
const require = createRequire(join(HOME, 'package.json'));

/** A package of the gallery's. */
export const tool = <T>(name: string): T => require(name) as T;

/** A file in a package of the gallery's. Throws, in words, where they were not installed. */
export function toolPath(path: string): string {
  const file = join(HOME, 'node_modules', path);
  if (!existsSync(file)) throw new Error('The gallery draws with packages of its own: npm ci --prefix scripts/gallery');
  return file;
}

export const toolText = (path: string): string => readFileSync(toolPath(path), 'utf8');
