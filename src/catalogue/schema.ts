import { basename } from 'node:path';
import { z } from 'zod';

/** A value of the wrong kind says what it must be; a missing one says so first. */
const must = (what: string) => ({
  error: (issue: { input?: unknown }) =>
    issue.input === undefined ? `is missing; it must be ${what}` : `must be ${what}`,
});

const text = (most: number) =>
  z
    .string(must('a text in quotes'))
    .refine((v) => v.trim() !== '', 'is empty: write it or take it out')
    .refine((v) => v === v.trim() && !/\s{2}|[\n\t]/.test(v), 'has needless spaces: take them out')
    .max(most, `is too long: at most ${most} characters`);
const texts = (most: number) => z.array(text(most), must('a list of texts, as in ["one", "two"]')).default([]);
const slug = z
  .string(must('a text in quotes'))
  .max(60, 'is too long: at most 60 characters')
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'must be lower-case letters, digits and single hyphens, as in "scale-ai"');
const month = z
  .string(must('a date in quotes'))
  .regex(/^(?:19|20)\d\d(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?$/, 'must be YYYY, YYYY-MM or YYYY-MM-DD');
const domain = z
  .string(must('a text in quotes'))
  .regex(/^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/, 'must be a bare domain in lower case, as in "scale.com"');
const domains = z.array(domain, must('a list of domains, as in ["scale.com"]')).default([]);
const webAddress = z.string(must('a text in quotes')).superRefine((value, context) => {
  const url = URL.canParse(value) ? new URL(value) : null;
  if (!url || !/^https?:$/.test(url.protocol) || !url.hostname)
    context.addIssue('must be a full http or https address, as in "https://example.com/feed.xml"');
  else if (url.username || url.password) context.addIssue('must not carry a user name or password');
});
const tier = z.literal([0, 1, 2], must('0 (a company’s own feed), 1 (a primary newsroom) or 2 (secondary and trade)'));

const person = z
  .strictObject(
    { name: text(80), role: text(120), from: month.optional(), until: month.optional() },
    must('a person, as in { "name": "…", "role": "CEO" }'),
  )
  .refine((p) => !p.from || !p.until || p.from.slice(0, p.until.length) <= p.until, {
    path: ['until'],
    error: 'is before from: mend one of the two dates',
  });
export const company = z.strictObject(
  {
    slug,
    name: text(80),
    parent: slug.optional(),
    aliases: texts(80),
    ambiguous: texts(80),
    evidence: texts(80),
    exclude: texts(80),
    people: z.array(person, must('a list of people, as in [{ "name": "…", "role": "CEO" }]')).default([]),
    products: texts(80),
    domains,
  },
  must('an object, { … }'),
);
export const feed = z.strictObject(
  { id: slug, outlet: text(80), title: text(160).optional(), url: webAddress, tier, company: slug.optional() },
  must('an object, { … }'),
);
export const outlet = z.strictObject({ name: text(80), aliases: texts(80), domains }, must('an object, { … }'));
export const demo = z.strictObject(
  {
    companies: z.array(slug, must('a list of company slugs')).min(1, 'is empty: name at least one company'),
    feeds: z.array(z.unknown(), must('a list of feeds')).min(1, 'is empty: name at least one document'),
  },
  must('an object, { "companies": […], "feeds": […] }'),
);
export const demoFeed = feed.safeExtend({
  file: text(120).refine((v) => v === basename(v), 'must be the name of a file in the same folder'),
});
