import type { Block, Rich } from '../chat/card.ts';
import { cut, day, plain, safeLink } from '../chat/text.ts';
import { PARTY_ROLES, type Role, VALUE_ROLES } from '../domain/claim.ts';
import type { Fact, FieldValue, SourcedClaim } from '../domain/fact.ts';
import { correctionBlocks } from './corrector.ts';
import { and, capital, clean, type Names, nameOf, unique, worded } from './grammar.ts';
import { attribution, conflictLine, denials, eventClaims, spread, sureness, surenessInShort } from './sureness.ts';
import { CERTAINTY_WORDS, headline, ROLE_WORDS, responseSentence, roleWords, STATUS_WORDS } from './words.ts';

const SAMEDAY_MS = 86_400_000;

/** "announced, confirmed, amount contested": where it stands and how sure that is, in a few words. */
export function standing(fact: Fact): string {
  return fact.type === 'response' && fact.certainty === 'confirmed'
    ? 'reply'
    : [STATUS_WORDS[fact.status], CERTAINTY_WORDS[fact.certainty], contested(fact)].filter(Boolean).join(', ');
}

function contested({ conflicts }: Fact): string {
  const fields = unique(
    conflicts.flatMap((c) =>
      c.role in ROLE_WORDS ? [ROLE_WORDS[c.role as Role]] : c.role === 'type' ? ['kind'] : [c.role],
    ),
  );
  return fields.length ? `${and(fields, 3)} contested` : '';
}

/** A response is told by the headline itself; how sure it is matters only where it is in doubt. */
export function surenessOf(fact: Fact): string {
  if (fact.type !== 'response' || fact.certainty !== 'confirmed') return sureness(fact);
  return fact.outlets.length ? `says ${and(unique(fact.outlets.map((o) => clean(o, 40))), 3)}` : '';
}

/** For the title of a card whose first line tells the rest. */
export function surenessInTitle(fact: Fact): string {
  return fact.type === 'response' && fact.certainty === 'confirmed' ? surenessOf(fact) : surenessInShort(fact);
}

/** One fact as one line: "headline · how sure · #3f9a". */
export function factLine(fact: Fact, names: Names): Rich {
  const sure = surenessOf(fact);
  return [{ text: cut(headline(fact, names), 220), bold: true }, `${sure ? ` · ${sure}` : ''} · #${fact.shortId}`];
}

/** A value as a card words it: a party by its name, all else as its source does; and when "last week" was said. */
export function valueWords(value: FieldValue, fact: Pick<Fact, 'claims'>, names: Names): string {
  if ((PARTY_ROLES as readonly Role[]).includes(value.role)) return nameOf(value, names);
  const text = worded({ ...value, text: cut(value.text, 200) });
  if (value.role !== 'date' || DATED.test(text)) return text;
  const source = fact.claims.find(
    (claim) => value.claimIds.includes(claim.id) && claim.args.some((arg) => arg.text === value.text),
  );
  return source ? `${text} (told ${day(source.at)})` : text;
}
const DATED = /\d|\b(?:jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec)(?:[a-z]{3,})?\b/i;

/** Arguments that the headline does not already say, by role: "terms: will not have any voting power". */
export function furtherFields(fact: Fact, names: Names, told: string): { role: Role; texts: string[] }[] {
  const said = told.toLowerCase();
  const order: readonly Role[] = [...VALUE_ROLES, ...PARTY_ROLES];
  return order.flatMap((role) => {
    if (role === 'stance' || role === 'speaker') return [];
    const field = fact.fields.find((f) => f.role === role);
    const texts = unique((field?.present ?? []).map((v) => valueWords(v, fact, names)));
    const left = texts.filter((t) => !said.includes(t.toLowerCase()));
    return left.length ? [{ role, texts: left }] : [];
  });
}

/** The sentence that a claim rests on, with its outlet, link and date. */
export function quoteBlock(claim: SourcedClaim, max = 320): Block | null {
  const text = cut(plain(claim.evidence.quote).replace(/\s+/g, ' '), max);
  if (!text) return null;
  return { kind: 'quote', text, outlet: clean(claim.outlet, 60) || 'source', url: safeLink(claim.url), at: claim.at };
}

/** Replies by those asked, one item each, with the outlets that got them. A denial is quoted: it may deny a part only. */
export function replies(fact: Fact, names: Names): Rich[] {
  // A party whose word the fact itself rests on need not be told to have confirmed it.
  const own = new Set(eventClaims(fact).map((c) => c.evidence.quote));
  return fact.responses.flatMap((r) => {
    const outlets = unique(r.outlets.map((o) => clean(o, 40)));
    const quote = fact.claims.find((c) => r.claimIds.includes(c.id))?.evidence.quote ?? '';
    if (r.stance === 'confirmed' && own.has(quote)) return [];
    const said = cut(plain(quote).replace(/\s+/g, ' '), 180);
    const sentence =
      said && (r.stance === 'denied' || r.stance === 'confirmed')
        ? `${nameOf({ text: r.speaker, slug: r.slug }, names)} ${r.stance === 'denied' ? 'denied' : 'confirmed'}: “${said}”`
        : responseSentence(r, names);
    return [[`${sentence}${outlets.length ? ` (${and(outlets, 3)})` : ''}`]];
  });
}

/** "#3f9a · first told …, latest …". */
export function told(fact: Fact): Rich {
  const rich: Rich = [`#${fact.shortId} · first told `, { time: fact.firstAt }];
  return fact.lastAt - fact.firstAt > SAMEDAY_MS ? [...rich, ', latest ', { time: fact.lastAt }] : rich;
}

/** A fact as one entry of a list: who, how much, what stands, who says so, how sure, the sentence and its link. */
export function entry(fact: Fact, names: Names): Block[] {
  const sentence = headline(fact, names);
  return [
    { kind: 'text', text: [{ text: sentence, bold: true }, ` · ${standing(fact)}`] },
    ...evidenceBlocks(fact, names, sentence, 1),
    { kind: 'text', text: told(fact) },
  ];
}

/** What stands under a headline: whose word it is, what else the deal says, what is contested, quotations, replies. */
export function evidenceBlocks(fact: Fact, names: Names, sentence: string, quotes: number): Block[] {
  const blocks: Block[] = [];
  const further = furtherFields(fact, names, sentence);
  const basis = fact.type === 'response' && fact.certainty === 'confirmed' ? '' : `${attribution(fact)} `;
  blocks.push({ kind: 'text', text: [`${basis}${spread(fact)}.`] });
  if (further.length)
    blocks.push({
      kind: 'text',
      text: [further.map((f) => `${capital(roleWords(f.role, f.texts.length))}: ${and(f.texts, 6)}`).join(' · ')],
    });
  blocks.push(...correctionBlocks(fact));
  for (const line of [...fact.conflicts.map(conflictLine), ...denials(fact, names)])
    blocks.push({ kind: 'text', text: [line] });
  const seen = new Set<string>();
  for (const claim of eventClaims(fact)) {
    if (seen.size >= quotes) break;
    // One quotation an outlet; one whose words were quoted already adds nothing.
    if (seen.has(claim.outlet)) continue;
    const quote = quoteBlock(claim);
    if (!quote) continue;
    seen.add(claim.outlet);
    blocks.push(quote);
  }
  const answers = replies(fact, names);
  if (answers.length) blocks.push({ kind: 'list', items: answers.slice(0, 6) });
  return blocks;
}
