import { parseFiles } from '../feeds/parse-files.ts';
import { COULD_NOT, print } from './terminal.ts';

/** Feed documents in, one JSON line for each out; `base`: the address against which relative links are resolved. */
export async function parse(files: string[], base: string | undefined): Promise<void> {
  if (!(await parseFiles(files, base === undefined ? {} : { base }, print))) process.exitCode = COULD_NOT;
}
