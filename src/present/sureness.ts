import { plainLine } from '../chat/text.ts';
import type { Conflict, Fact, SourcedClaim } from '../domain/fact.ts';
import { an, and, capital, clean, count, type Names, nameOf, unique } from './grammar.ts';
import { CERTAINTY_WORDS, ROLE_WORDS, STATUS_WORDS, TYPE_WORDS } from './words.ts';

const UNNAMED = /\bsources?\b|\b(?:people|persons?|individuals) (?:familiar|with|close|briefed|who)\b|\binsiders?\b/i;

/** The claims that tell the event itself; replies hang on it. */
export function eventClaims(fact: Fact): SourcedClaim[] {
  const own = fact.type === 'response' ? fact.claims : fact.claims.filter((c) => c.type !== 'response');
  return own.length ? own : fact.claims;
}

/** The claims that carry the fact's certainty; all of them if none does. */
function backing(fact: Fact): SourcedClaim[] {
  const own = eventClaims(fact);
  const told = own.filter((c) => c.certainty === fact.certainty && (!c.background || fact.background));
  return told.length ? told : own;
}

/** A speaker as a sentence names them: "a Scale AI spokesperson", "Alexandr Wang", "OpenAI". */
function speakerName(speaker: string): string {
  const name = clean(speaker, 60);
  if (/^(?:an?|the|its|his|her|their|two|three|several)\s/i.test(name)) return name;
  const last = name.split(' ').at(-1) ?? '';
  return /^(?:spokes\p{L}+|representative|executive|official|officer|company|startup|filing|memo|statement|lawyer|attorney|founder|investor|chief)$/u.test(
    last,
  )
    ? an(name)
    : name;
}

/** Whose word the claims bring, each once: "Altman" is "Sam Altman", and OpenAI speaks through its spokesperson. */
function speakersOf(claims: readonly SourcedClaim[]): string[] {
  const names = unique(claims.flatMap((c) => c.speakers.map((speaker) => clean(speaker, 60))));
  const within = (part: string, whole: string) => part !== whole && ` ${whole} `.includes(` ${part} `);
  return unique(names.filter((name) => !names.some((other) => within(name, other))).map(speakerName));
}

/** Whom a claim goes back to: the outlets it credits, else the outlet that tells it. */
function tellers(claims: readonly SourcedClaim[]): string[] {
  return unique(
    claims.flatMap((c) => {
      const credited = c.outlets.map((o) => clean(o, 40)).filter(Boolean);
      return credited.length ? credited : [clean(c.outlet, 40)];
    }),
  );
}

/** How sure it is and by whose word, for the end of a headline: "confirmed by a Scale AI spokesperson". */
export function sureness(fact: Fact): string {
  const claims = backing(fact);
  const speakers = speakersOf(claims);
  const outlets = tellers(claims);
  const named = and(speakers, 2);
  switch (fact.certainty) {
    case 'denied':
      return speakers.length ? `denied by ${named}` : `denied, says ${outlets[0] ?? 'its source'}`;
    case 'reported':
      return speakers.length && claims.every((c) => c.speakers.length)
        ? `reported on the word of ${named}`
        : `reported by ${and(outlets, 2) || 'an outlet'}`;
    default: {
      if (speakers.length) return `confirmed by ${named}`;
      const own = claims.find((c) => c.tier === 0);
      return own ? `confirmed by ${clean(own.outlet, 40)} itself` : `confirmed, says ${outlets[0] ?? 'its source'}`;
    }
  }
}

/** In one or two words, for a title that the whole attribution follows: "confirmed", "reported by Reuters". */
export function surenessInShort(fact: Fact): string {
  if (fact.certainty !== 'reported') return fact.certainty;
  const full = sureness(fact);
  return full.length <= 30 ? full : 'reported';
}

/** The same at length, as a sentence: what the word rests on, and who carries it. */
export function attribution(fact: Fact): string {
  const claims = backing(fact);
  const speakers = speakersOf(claims);
  const publishers = unique(claims.map((c) => clean(c.outlet, 40)));
  const origins = tellers(claims);
  const first = publishers[0] ?? 'its source';
  if (fact.certainty === 'denied')
    return speakers.length ? `Denied by ${and(speakers, 3)}, ${first} says.` : `Denied, ${first} says.`;
  if (fact.certainty === 'confirmed') {
    const told = claims.find((c) => c.speakers.length) ?? claims[0];
    if (speakers.length) return `Confirmed by ${and(speakers, 3)}, as told by ${clean(told?.outlet ?? first, 40)}.`;
    const own = claims.find((c) => c.tier === 0);
    return own
      ? `Confirmed: announced by ${clean(own.outlet, 40)} itself.`
      : `Confirmed: ${and(publishers, 3)} ${publishers.length > 1 ? 'state' : 'states'} it in ${publishers.length > 1 ? 'their' : 'its'} own voice.`;
  }
  if (speakers.length) return `Reported on the word of ${and(speakers, 3)}, as told by ${first}.`;
  const unnamed = claims.some((c) => UNNAMED.test(c.evidence.quote));
  const carried = publishers.filter((p) => !origins.includes(p));
  // What an outlet that is only credited said of its sources, we have not read.
  const basis = unnamed ? ', citing unnamed sources' : carried.length ? '' : ', with no source named';
  return `Reported by ${and(origins, 3)}${basis}${carried.length ? `; told by ${and(carried, 3)}` : ''}.`;
}

/** Who has it, and how many of them are independent: "3 outlets, 1 origin (Bloomberg): CNBC, The Verge, TechCrunch". */
export function spread(fact: Fact): string {
  const outlets = unique(fact.outlets.map((o) => clean(o, 40)));
  const origins = unique(fact.origins.map((o) => clean(o, 40)));
  const from = origins.some((o) => !outlets.includes(o)) ? ` (${and(origins, 3)})` : '';
  const counted = `${count(Math.max(outlets.length, 1), 'outlet')}, ${count(Math.max(origins.length, 1), 'origin')}${from}`;
  // A single outlet is named by the attribution before.
  return outlets.length > 1 ? `${counted}: ${and(outlets, 5)}` : counted;
}

function told(role: Conflict['role'], text: string): string {
  const words: Record<string, string> =
    role === 'status' ? STATUS_WORDS : role === 'certainty' ? CERTAINTY_WORDS : role === 'type' ? TYPE_WORDS : {};
  return Object.hasOwn(words, text) ? (words[text] as string) : clean(text, 80);
}

/** What cannot all be true, each side with who says it: "Amount is contested: $14.3 billion says CNBC; $15 billion says …". */
export function conflictLine(conflict: Conflict): string {
  const field =
    conflict.role === 'status' || conflict.role === 'certainty' || conflict.role === 'type'
      ? { status: 'where it stands', certainty: 'how sure it is', type: 'what kind of deal it is' }[conflict.role]
      : ROLE_WORDS[conflict.role];
  const sides = conflict.values.map((v) => {
    const outlets = unique(v.outlets.map((o) => clean(o, 40)));
    return `${told(conflict.role, v.text)}${outlets.length ? ` ${outlets.length > 1 ? 'say' : 'says'} ${and(outlets, 3)}` : ''}`;
  });
  return plainLine(`${capital(field)} is contested: ${sides.join('; ')}.`);
}

/** A denial by somebody beside a fact that stands, unless a conflict or a response already tells it. */
export function denials(fact: Fact, names: Names): string[] {
  if (fact.certainty === 'denied' || fact.conflicts.some((c) => c.role === 'certainty')) return [];
  const replied = new Set(fact.responses.map((r) => nameOf({ text: r.speaker, slug: r.slug }, names)));
  return unique(
    eventClaims(fact)
      .filter((c) => c.certainty === 'denied')
      .flatMap((c) => {
        const who = c.speakers.map((s) => speakerName(s)).filter((s) => !replied.has(s));
        return c.speakers.length && !who.length
          ? []
          : [`Denied by ${and(who, 3) || 'a party'}, ${clean(c.outlet, 40)} says.`];
      }),
  );
}
