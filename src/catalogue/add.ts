import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { bundledData, CatalogueError, loadCatalogue } from '../catalogue.ts';

/** A company as people describe it; absent lists are empty. */
export interface CompanyDraft {
  name: string;
  /** Made from the name where it is absent. */
  slug?: string;
  aliases?: readonly string[];
  /** Aliases that also mean something else: they count only beside evidence. */
  ambiguous?: readonly string[];
  people?: readonly { name: string; role: string }[];
  domains?: readonly string[];
}

/** "Scale AI (US)" → `scale-ai-us`. */
export const slugOf = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60)
    .replace(/-+$/, '');

const tidy = (texts: readonly string[] = []): string[] => [...new Set(texts.map((it) => it.trim()).filter(Boolean))];

/** The entry as the file holds it: no empty lists. The name itself is no alias. */
export function entryOf(draft: CompanyDraft): object {
  const name = draft.name.trim();
  const ambiguous = tidy(draft.ambiguous);
  const lists = {
    aliases: tidy(draft.aliases).filter((alias) => alias !== name && !ambiguous.includes(alias)),
    ambiguous,
    people: draft.people ?? [],
    domains: tidy(draft.domains).map((it) => it.toLowerCase().replace(/^https?:\/\/(?:www\.)?|\/.*$/g, '')),
  };
  const filled = Object.entries(lists).filter(([, list]) => list.length);
  return { slug: draft.slug?.trim() || slugOf(name), name, ...Object.fromEntries(filled) };
}

interface Files {
  companies: string | null;
  feeds: string | null;
}

/** What a `CatalogueError` is about where the new entry is at fault, not what was there. */
export const NEW_COMPANY = 'The new company';

/**
 * Adds a company at the end of the catalogue's file, and leaves the rest of it as it was written. The file with it is
 * checked first, beside the other files, and put in place in one step: whoever reads it sees the old one or the new one.
 * Throws `CatalogueError` with every fault, or an error in words where the file cannot be written.
 */
export const addCompany = (draft: CompanyDraft, files: Files): { path: string; entry: object } =>
  write(draft, files, true);

/** Throws what `addCompany` would, and changes nothing. */
export const checkCompany = (draft: CompanyDraft, files: Files): { path: string; entry: object } =>
  write(draft, files, false);

function write(draft: CompanyDraft, files: Files, keep: boolean): { path: string; entry: object } {
  const path = files.companies ?? bundledData('companies.json');
  // What is broken already is told as such, not as a fault of the new entry.
  loadCatalogue(files);
  const text = readFileSync(path, 'utf8');
  const end = text.lastIndexOf(']');
  const entry = entryOf(draft);
  const line = JSON.stringify(entry)
    .replace(/^\{/, '{ ')
    .replace(/\}$/, ' }')
    .replace(/","|":/g, (m) => (m === '","' ? '", "' : '": '));
  const before = text.slice(0, end).trimEnd();
  const whole = `${before}${before.endsWith('[') ? '' : ','}\n  ${line}\n${text.slice(end)}`;
  const fresh = `${path}.${process.pid}.new`;
  try {
    writeFileSync(fresh, whole, { flag: 'wx' });
    try {
      loadCatalogue({ ...files, companies: fresh });
    } catch (error) {
      if (!(error instanceof CatalogueError)) throw error;
      throw new CatalogueError(
        NEW_COMPANY,
        error.faults.map((fault) => fault.replace(fresh, path)),
      );
    }
    if (keep) renameSync(fresh, path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EACCES' || code === 'EROFS' || code === 'EPERM')
      throw new Error(`${path} cannot be written: copy it to where it can, and name that in COMPANIES_FILE.`, {
        cause: error,
      });
    throw error;
  } finally {
    rmSync(fresh, { force: true });
  }
  return { path, entry };
}
