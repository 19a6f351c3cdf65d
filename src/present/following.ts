import type { Block, Card } from '../chat/card.ts';
import type { Form } from '../chat/form.ts';
import { cut } from '../chat/text.ts';
import { CLAIM_TYPES } from '../domain/claim.ts';
import type { Fact } from '../domain/fact.ts';
import { isMuted, type Subscription } from '../domain/subscription.ts';
import { formatAction } from './action.ts';
import { buttons, DEMO, isDemo, LONGEST_TITLE, plainCard } from './card.ts';
import { factLine } from './fact-blocks.ts';
import { and, capital, clean, count, type Names } from './grammar.ts';
import { usd } from './money.ts';
import { mutedWords } from './muting.ts';
import { TYPE_WORDS } from './words.ts';

type Filters = Pick<Subscription, 'types' | 'minAmount' | 'cadence'>;

const typesWords = (f: Filters) =>
  f.types.length
    ? and(
        f.types.map((t) => TYPE_WORDS[t]),
        13,
      )
    : 'all types';
const amountWords = (f: Filters) => (f.minAmount ? `from ${usd(f.minAmount)}` : 'any amount');
const cadenceWords = (f: Filters) => (f.cadence === 'daily' ? 'one digest a day' : 'as it happens');

/** "all types, any amount, as it happens". */
export function filterLine(filters: Filters): string {
  return `${typesWords(filters)}, ${amountWords(filters)}, ${cadenceWords(filters)}`;
}

function changes(before: Filters, after: Filters): string[] {
  return [typesWords, amountWords, cadenceWords].flatMap((say) =>
    say(before) === say(after) ? [] : [`${say(before)} → ${say(after)}`],
  );
}

/**
 * The answer to `/subscribe`: what will come, and one digest of what is known, so that nothing known before has to be
 * alerted. `before` is the subscription that this one changed. `facts` are the newest, at most six are told.
 */
export function stateOfPlayCard(
  company: { slug: string; name: string },
  facts: readonly Fact[],
  context: { names: Names; subscription: Subscription; before: Subscription | null; total: number },
): Card {
  const name = clean(company.name);
  const { subscription, before, names, total } = context;
  const changed = before ? changes(before, subscription) : [];
  const title = !before
    ? `This channel now follows ${name}`
    : changed.length
      ? `Subscription to ${name} changed`
      : `This channel already follows ${name}`;
  const demo = isDemo(facts);
  const state: Block[] = facts.length
    ? [
        {
          kind: 'text',
          text: [
            { text: `Where ${name} stands`, bold: true },
            total > Math.min(facts.length, 6) ? `, the newest of ${count(total, 'fact')}` : '',
            demo ? ` (${DEMO.toLowerCase()})` : '',
          ],
        },
        { kind: 'list', items: facts.slice(0, 6).map((f) => factLine(f, names)) },
      ]
    : [{ kind: 'text', text: [`Nothing is known about ${name} yet. The first fact will come here.`] }];
  return {
    summary: `${title}: ${filterLine(subscription)}.`,
    title: cut(title, LONGEST_TITLE),
    blocks: [
      {
        kind: 'text',
        text: [changed.length ? `Changed: ${changed.join('; ')}.` : `You get: ${filterLine(subscription)}.`],
      },
      ...(changed.length ? [{ kind: 'text' as const, text: [`Now: ${filterLine(subscription)}.`] }] : []),
      ...(before?.paused && !subscription.paused
        ? [{ kind: 'text' as const, text: [`It was paused, and goes on: ${clean(before.paused, 160)}.`] }]
        : []),
      ...(before && before.mutedUntil !== null && subscription.mutedUntil === null
        ? [{ kind: 'text' as const, text: ['It was muted, and is told again.'] }]
        : []),
      ...(changed.length ? [] : state),
    ],
    ...(facts.length && !changed.length
      ? { footer: 'Known before you subscribed: none of this will be alerted again' }
      : {}),
    buttons: buttons(
      ['What is known', { do: 'deal', company: company.slug }],
      ['Stop following', { do: 'unsubscribe', company: company.slug }],
    ),
  };
}

export const SUBSCRIPTIONS_A_PAGE = 6;

/** What a channel follows; with buttons to end each where the caller may. */
export function subscriptionsCard(
  subscriptions: readonly Subscription[],
  context: { names: Names; page: number; pages: number; total: number; mayManage: boolean; now: number },
): Card {
  if (!context.total)
    return plainCard('This channel follows no company', [
      'Start with /subscribe and a company, as in /subscribe openai.',
    ]);
  const name = (s: Subscription) => clean(context.names(s.company) ?? s.company);
  const title = `This channel follows ${count(context.total, 'company')}`;
  return {
    summary: `${title}: ${and(subscriptions.map(name), 6)}.`,
    title,
    blocks: [
      {
        kind: 'list',
        items: subscriptions.map((s) => [
          { text: name(s), bold: true },
          ` – ${filterLine(s)}${s.paused ? ` – paused: ${clean(s.paused, 120)}` : ''}`,
          ...(isMuted(s, context.now) ? [' – ', ...mutedWords(s.mutedUntil ?? 0)] : []),
        ]),
      },
    ],
    footer: `${context.pages > 1 ? `Page ${context.page} of ${context.pages} · ` : ''}/subscribe again with other filters changes one`,
    buttons: buttons(
      ...(context.mayManage
        ? subscriptions.flatMap((s) => [
            [`Change ${name(s)}`, { do: 'change', company: s.company }] as const,
            isMuted(s, context.now) && ([`Unmute ${name(s)}`, { do: 'unmute', company: s.company }] as const),
            [`Stop ${name(s)}`, { do: 'unsubscribe', company: s.company }] as const,
          ])
        : []),
      context.mayManage && context.total > 1 && ['Stop all', { do: 'unsubscribe', company: 'all' }],
      context.page < context.pages && ['Next page', { do: 'subscriptions', page: context.page + 1 }],
      context.page > 1 && ['Previous page', { do: 'subscriptions', page: context.page - 1 }],
    ),
  };
}

/** Ending all of several asks first. */
export function confirmEndAllCard(subscriptions: readonly Subscription[], names: Names): Card {
  const title = `Stop following all ${count(subscriptions.length, 'company')}?`;
  return plainCard(
    title,
    [
      `This channel would get no more news of ${and(
        subscriptions.map((s) => clean(names(s.company) ?? s.company)),
        12,
      )}.`,
    ],
    buttons(['Stop all', { do: 'unsubscribe', company: 'all', sure: true }, 'danger'], ['Keep them', { do: 'keep' }]),
  );
}

export function endedCard(ended: readonly { slug: string; name: string }[]): Card {
  const only = ended.length === 1 ? ended[0] : undefined;
  return plainCard(
    only
      ? `This channel no longer follows ${clean(only.name)}`
      : `This channel no longer follows ${count(ended.length, 'company')}`,
    [],
    only ? buttons(['Follow again', { do: 'subscribe', company: only.slug }]) : [],
  );
}

export function notFollowedCard(company: { slug: string; name: string } | null): Card {
  return company
    ? plainCard(
        `This channel does not follow ${clean(company.name)}`,
        [],
        buttons(
          ['Follow it', { do: 'subscribe', company: company.slug }],
          ['What is followed', { do: 'subscriptions' }],
        ),
      )
    : plainCard('This channel follows no company', ['There is nothing to stop.']);
}

export function keptCard(): Card {
  return plainCard('Nothing was changed');
}

/** Asks how a channel is to follow a company that it follows; the answers are named as the options of `/subscribe`. */
export function subscriptionForm(subscription: Subscription, names: Names): Form | null {
  const { company, types, minAmount, cadence } = subscription;
  const action = formatAction({ do: 'refilter', company });
  if (action === null) return null;
  return {
    title: `News of ${clean(names(company) ?? company)}`,
    action,
    submit: 'Change',
    fields: [
      {
        kind: 'choice',
        name: 'types',
        label: 'Which news',
        hint: 'All types if none is chosen',
        required: false,
        many: true,
        choices: CLAIM_TYPES.map((type) => ({ label: capital(TYPE_WORDS[type]), value: type })),
        values: types,
      },
      {
        kind: 'text',
        name: 'min-amount',
        label: 'From which sum on, in US dollars',
        hint: '50M, 1.5bn; empty for any amount',
        value: minAmount ? usd(minAmount) : '',
        required: false,
        most: 40,
      },
      {
        kind: 'choice',
        name: 'cadence',
        label: 'When',
        required: true,
        choices: [
          { label: 'As it happens', value: 'instant' },
          { label: 'One digest a day', value: 'daily' },
        ],
        values: [cadence],
      },
    ],
  };
}
