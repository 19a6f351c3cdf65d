import type { Argument, ClaimType, Role, Stance } from '../../src/domain/claim.ts';
import type { FactState, FieldValue, SourcedClaim } from '../../src/domain/fact.ts';
import type { Qualifier } from '../../src/domain/money.ts';
import { DAY, fresh, NOON } from '../support/fixtures.ts';

const SLUGS: Readonly<Record<string, string>> = {
  Meta: 'meta',
  'Scale AI': 'scale-ai',
  Scale: 'scale-ai',
  OpenAI: 'openai',
  Google: 'google',
  Microsoft: 'microsoft',
  Oracle: 'oracle',
  SoftBank: 'softbank',
  Anthropic: 'anthropic',
  Cerebras: 'cerebras',
  SpaceX: 'spacex',
  Cursor: 'cursor',
};

export const who = (role: Role, text: string): Argument => ({
  role,
  text,
  ...(SLUGS[text] ? { slug: SLUGS[text] } : {}),
});

/** `usd('$14.3 billion')`, `usd('$15 billion', 'about')`: the value is read from the words. */
export function usd(text: string, qualifier: Qualifier = 'exact', role: Role = 'amount'): Argument {
  const number = Number(/[\d.]+/.exec(text.replaceAll(',', ''))?.[0]);
  const scale = /billion|B\b/.test(text) ? 1e9 : /million|M\b/.test(text) ? 1e6 : 1;
  return { role, text, value: Math.round(number * scale), unit: text.startsWith('€') ? 'EUR' : 'USD', qualifier };
}
export const valuation = (text: string, qualifier: Qualifier = 'exact') => usd(text, qualifier, 'valuation');
export const percent = (role: Role, value: number, qualifier: Qualifier = 'exact'): Argument => ({
  role,
  text: `${value}%`,
  value,
  unit: 'percent',
  qualifier,
});
export const count = (value: number): Argument => ({
  role: 'headcount',
  text: `${value}`,
  value,
  unit: 'employees',
  qualifier: 'exact',
});
export const text = (role: Role, words: string): Argument => ({ role, text: words });
export const stance = (value: Stance, words: string): Argument => ({ role: 'stance', text: words, value });

/** What one outlet says of one event; `day` counts from noon of 18 June 2025. */
export function tell(
  outlet: string,
  day: number,
  type: ClaimType,
  args: Argument[],
  over: Partial<SourcedClaim> & { quote?: string; start?: number } = {},
): SourcedClaim {
  const { quote = `${outlet} tells of it in its own words (${type}).`, start = 0, ...rest } = over;
  return {
    id: fresh('claim'),
    articleId: `${outlet} ${day}`,
    type,
    status: 'announced',
    certainty: 'confirmed',
    background: false,
    args,
    speakers: [],
    outlets: [],
    outlet,
    tier: 1,
    title: `${outlet} on ${args.map((arg) => arg.text).join(' ')}`,
    url: `https://${outlet.toLowerCase().replace(/\W+/g, '-')}.example/${day}`,
    at: NOON + day * DAY,
    demo: false,
    evidence: { field: 'text', start, end: start + quote.length, quote },
    ...rest,
  };
}

export const valuesOf = (state: FactState, role: Role): FieldValue[] =>
  state.fields.find((field) => field.role === role)?.present ?? [];
export const shown = (state: FactState, role: Role): string[] => valuesOf(state, role).map((value) => value.text);
export const kept = (state: FactState, role: Role): string[] =>
  (state.fields.find((field) => field.role === role)?.others ?? []).map((value) => value.text);
export const conflictOn = (state: FactState, role: string): string[] | null =>
  state.conflicts.find((conflict) => conflict.role === role)?.values.map((value) => value.text) ?? null;
