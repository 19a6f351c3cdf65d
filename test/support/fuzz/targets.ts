import assert from 'node:assert/strict';
import fc from 'fast-check';
import { renderCard as onConsole } from '../../../adapters/console/render.ts';
import { renderCard as inDiscord } from '../../../adapters/discord/render.ts';
import { typed as typedInSlack } from '../../../adapters/slack/mrkdwn.ts';
import { renderCard as inSlack } from '../../../adapters/slack/render.ts';
import { bundledData, loadCatalogue } from '../../../src/catalogue.ts';
import { parseCall } from '../../../src/chat/parse.ts';
import { cut, plain } from '../../../src/chat/text.ts';
import { COMMANDS } from '../../../src/commands/index.ts';
import { readAmount, readOn, readSince, readTypes } from '../../../src/commands/values.ts';
import { createLookup } from '../../../src/domain/lookup.ts';
import { createExtractor } from '../../../src/extract/extract.ts';
import { parseDate } from '../../../src/feeds/dates.ts';
import { canonicalUrl, identify } from '../../../src/feeds/identity.ts';
import { parseFeed } from '../../../src/feeds/parse.ts';
import { htmlToPlain } from '../../../src/feeds/text.ts';
import { formatAction, parseAction } from '../../../src/present/action.ts';
import { messageFaults, SCHEMAS, schemaFaults } from '../discord/validate.ts';
import { checkMessage, OURS, wordsOf } from '../slack/validate.ts';
import { cards, nasty } from './cards.ts';
import { article, body, feed, typed } from './inputs.ts';
import { openWebhook } from './webhook.ts';

export interface Target {
  name: string;
  /** Of all inputs. */
  share: number;
  property(): fc.IRawProperty<unknown>;
  close?(): Promise<void>;
}

/** Ms of the processor that one input may take: a second, whatever else the machine does. */
const LONGEST_MS = 1_000;

/** A property that holds where `check` neither throws nor takes long. */
function holds<T>(inputs: fc.Arbitrary<T>, check: (input: T) => void): () => fc.IRawProperty<unknown> {
  return () =>
    fc.property(inputs, (input) => {
      const before = process.cpuUsage();
      check(input);
      quick(before);
    }) as fc.IRawProperty<unknown>;
}
function holdsLater<T>(inputs: fc.Arbitrary<T>, check: (input: T) => Promise<void>): () => fc.IRawProperty<unknown> {
  return () =>
    fc.asyncProperty(inputs, async (input) => {
      const before = process.cpuUsage();
      await check(input);
      quick(before);
    }) as fc.IRawProperty<unknown>;
}
function quick(before: NodeJS.CpuUsage): void {
  const { user, system } = process.cpuUsage(before);
  assert.ok((user + system) / 1000 < LONGEST_MS, `took ${Math.round((user + system) / 1000)} ms`);
}

const NOW = Date.UTC(2026, 10, 1);
const catalogue = loadCatalogue({ companies: bundledData('companies.json'), feeds: bundledData('feeds.json') });
const extract = createExtractor(catalogue);
const lookup = createLookup(catalogue.companies);
/** What acts in a terminal, or turns text around: control characters but line ends, and bidi marks. */
const ACTING = /[^\P{Cc}\n]|[\u202a-\u202e\u2066-\u2069]/u;
const isWeb = (address: string | null) => address === null || /^https?:\/\//i.test(address);

/** Everything that reads what comes from outside, with what must hold whatever comes. */
export function createTargets(): Target[] {
  const webhook = openWebhook();
  return [
    {
      name: 'command arguments',
      share: 0.4,
      property: holds(fc.tuple(fc.constantFrom(...COMMANDS), typed), ([spec, text]) => {
        const parsed = parseCall(spec, typedInSlack(text));
        if (parsed.ok) {
          const sub = spec.subcommands?.find((it) => it.name === parsed.subcommand);
          const known = new Set((sub ?? spec).options.map((option) => option.name));
          for (const name of Object.keys(parsed.options)) assert.ok(known.has(name), name);
        } else assert.ok(parsed.problem.trim());
        const action = parseAction(text);
        if (action) assert.ok(formatAction(action));
        for (const read of [readAmount(text), readTypes(text), readSince(text, NOW), readOn(text, NOW)])
          assert.ok(read.ok || read.problem.trim());
        // Ten times the work of all else here.
        if (text.length % 10 === 0) assert.ok(lookup.suggest(text, 25).length <= 25);
      }),
    },
    {
      name: 'texts and dates',
      share: 0.32,
      property: holds(fc.tuple(nasty(30), fc.integer({ min: 0, max: 60 })), ([text, most]) => {
        const clean = plain(text);
        assert.equal(plain(clean), clean);
        assert.ok(cut(clean, most).length <= most);
        assert.doesNotMatch(cut(clean, most), /\p{Surrogate}/u);
        assert.doesNotMatch(plain(htmlToPlain(text)), ACTING);
        const date = parseDate(text);
        assert.ok(date === null || Number.isSafeInteger(date));
        assert.ok(isWeb(canonicalUrl(text)));
      }),
    },
    {
      name: 'feed documents',
      share: 0.1,
      property: holdsLater(feed, async (bytes) => {
        const { items, error } = await parseFeed(bytes, { base: 'https://x.test/feed' });
        assert.ok(error === undefined || /^[^\n]+$/.test(error), error);
        for (const item of items) {
          assert.ok(isWeb(item.link));
          assert.ok(item.date === null || Number.isSafeInteger(item.date));
          assert.ok(item.title === item.title.trim() && !item.title.includes('\n'));
        }
        assert.ok(identify(items).every((item) => item.identity));
      }),
    },
    {
      name: 'extraction',
      share: 0.03,
      property: holds(article, ({ title, text }) => {
        const fields = { title, text };
        const { mentions, claims } = extract({ id: 'x', title, text, source: null });
        for (const { field, start, end, text: named } of mentions) assert.equal(fields[field].slice(start, end), named);
        for (const claim of claims) {
          const { field, start, end, quote } = claim.evidence;
          assert.ok(quote);
          assert.equal(fields[field].slice(start, end), quote);
          for (const words of [...claim.args.map((arg) => arg.text), ...claim.speakers, ...claim.outlets])
            assert.ok(title.includes(words) || text.includes(words), words);
          for (const { value } of claim.args) if (typeof value === 'number') assert.ok(Number.isFinite(value));
        }
      }),
    },
    {
      name: 'cards in Slack',
      share: 0.06,
      property: holds(cards(50), (any) => {
        const message = inSlack(any);
        assert.equal(checkMessage({ ...message }), null);
        assert.ok(message.text.trim());
        for (const said of `${message.text}\n${wordsOf(message.blocks)}`.matchAll(/<([^>]*)>/g))
          assert.match(said[1] ?? '', OURS);
      }),
    },
    {
      name: 'cards in Discord',
      share: 0.05,
      property: holds(cards(50), (any) => {
        const message = inDiscord(any, { notify: true, mark: 'a key' });
        assert.deepEqual(messageFaults(message), []);
        assert.deepEqual(schemaFaults(SCHEMAS.message, message), []);
        assert.deepEqual(message.allowed_mentions.parse, []);
      }),
    },
    {
      name: 'cards on the console',
      share: 0.03,
      property: holds(cards(50), (any) => {
        assert.doesNotMatch(onConsole(any, { width: 80, colour: false }), ACTING);
      }),
    },
    {
      name: 'webhook bodies',
      share: 0.01,
      property: holdsLater(body, (it) => webhook.send(it)),
      close: webhook.close,
    },
  ];
}
