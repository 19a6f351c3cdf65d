import { firstReporters } from './attribution.ts';
import { type Entity, normal } from './entities.ts';
import { type Draft, has } from './frames/frame.ts';
import { lowerOf, type Verb } from './grammar.ts';
import { findHomes } from './introduce.ts';
import type { Telling } from './merge.ts';
import { parties } from './parties.ts';
import { namedIn, type Scene } from './scene.ts';
import { COMMUNICATION_VERBS } from './words.ts';

/** Remembers who the subjects were and who was named last. */
export function remember(scene: Scene): void {
  findHomes(scene);
  const { nodes, clauses, article } = scene;
  for (const node of nodes) if (node.mention?.entity.kind === 'person') article.lastPerson = node.mention.entity;
  const main = clauses.verbs.find((verb) => verb.form === 'finite' && verb.subject && verb.subjectVia === 'direct');
  const said = clauses.verbs.filter((verb) => verb.form === 'finite' && verb.subject);
  const push = (about: Entity): void => {
    article.subjects.push(about);
    if (article.subjects.length > 12) article.subjects.shift();
  };
  let known = false;
  for (const verb of main ? [main] : said.slice(0, 1)) {
    const [subject] = parties(scene, verb.subject, 'org', verb);
    // "Foo's shares rose": it is about Foo; "ex-Foo chief Jane Roe launches Bar": about Bar.
    const begun = begunBy(scene, verb);
    const about = begun === undefined ? (subject?.entity ?? namedIn(scene, verb.subject)) : begun;
    // "Foo declined to comment": the article goes on about somebody else.
    const answers =
      /^(?:decline|refuse|respond|reply|return|answer|reach)$/.test(verb.lemma) &&
      /\b(?:comment|respond|request|requests|messages?|calls?|emails?|inquir(?:y|ies)|questions?)\b/.test(
        lowerOf(nodes, verb.to, nodes.length),
      );
    if (about?.kind === 'org' && !answers) {
      // "Foo partner Bar hits …": the headline is about its subject, not about the first name in it.
      if (scene.index === 0 && scene.sentence.field === 'title' && verb === main) article.topic = about;
      push(about);
      known = true;
    } else if (about?.kind !== 'org' && verb === main) {
      // "Foo's chief denied it. She said …": who speaks for a house goes on about it.
      const [who] = parties(scene, verb.subject, 'person', verb);
      const home = who?.entity ? article.homes.get(who.entity) : undefined;
      if (home) {
        push(home);
        known = true;
      }
    }
  }
  // "A source told us that Foo is for sale": it goes on about Foo.
  if (!known && main && COMMUNICATION_VERBS.has(main.lemma)) {
    const inner = said.find((verb) => verb.from > main.to && verb.subjectVia === 'direct');
    const [about] = inner ? parties(scene, inner.subject, 'org', inner) : [];
    if (about?.entity?.kind === 'org') {
      push(about.entity);
      known = true;
    }
  }
  // "This is Foo's third deal", "said Foo's chief": the one house that such a sentence names is what it is about.
  const owners = nodes.filter((node, k) => node.mention?.entity.kind === 'org' && nodes[k + 1]?.lower === "'s");
  const orgs = new Set(nodes.flatMap(({ mention }) => (mention?.entity.kind === 'org' ? [mention.entity] : [])));
  const only = owners[0]?.mention?.entity;
  if (!known && only && orgs.size === 1) push(only);
}

/** The house that a person begins; null for one who is told of by a house left before, undefined where no person acts. */
function begunBy(scene: Scene, verb: Verb): Entity | null | undefined {
  const { nodes } = scene;
  // "former Foo director and vice president Jane Roe": the person is named last.
  const phrase = verb.subject?.phrases.at(-1);
  if (!verb.subject || !phrase || nodes[phrase.head]?.mention?.entity.kind !== 'person') return undefined;
  if (/^(?:launch|found|co-found|cofound|start|unveil|set up)$/.test(verb.phrasal) && !verb.passive) {
    const made = nodes[verb.object?.phrases[0]?.head ?? -1]?.mention?.entity;
    if (made?.kind === 'org') return made;
  }
  const before = nodes.slice(verb.subject.from, phrase.head).map(({ lower }) => lower);
  return before.some((word) => /^(?:former|ex|ex-.*|onetime|one-time)$/.test(word)) ? null : undefined;
}

/** Remembers where a move puts a person, or where it takes one from, unless the article said so before. */
export function settleIn(scene: Scene, move: Draft): void {
  const entity = (role: string) => move.args.find((arg) => arg.role === role)?.party?.entity;
  const who = entity('person');
  const { homes } = scene.article;
  // Whoever comes or goes is somebody, whatever the name looks like: "Tan Su Shan".
  if (who?.kind === 'org' && !who.sure && !who.slug) {
    who.kind = 'person';
    scene.article.lastPerson = who;
  }
  const home = entity('from_org') ?? (move.args.some((arg) => /_role$/.test(arg.role)) ? entity('to_org') : undefined);
  // Who joins a house worked elsewhere until now.
  const arrives =
    !entity('from_org') && /^(?:join|rejoin|move|leave|go|head|jump|return)$/.test(move.verb?.lemma ?? '');
  // "Roe, who joined Foo from Bar in 2021, will leave": by now she is of Foo.
  const came = move.background && /^(?:join|rejoin)$/.test(move.verb?.lemma ?? '') ? entity('to_org') : undefined;
  if (who && came && !homes.has(who)) homes.set(who, came);
  if (who && home && !arrives && !homes.has(who)) homes.set(who, home);
  const office = move.args.find((arg) => arg.role === 'from_role')?.text;
  if (who && office && !scene.article.offices.has(who)) scene.article.offices.set(who, { text: office });
}

const LEAVES_ALONE =
  /^(?:influence|affect|impact|change|prompt|spark|trigger|spook|worry|rattle|unsettle|alarm|loom|mean|help|force|drive|sharpen|deepen|motivate|cause|play|raise|draw)$/;

/**
 * Whether a sentence names an event only to say something else of it: "Foo's investment in Bar was not a factor",
 * "the deal has alarmed rivals". Such a noun recalls what is known.
 */
export function inPassing(scene: Scene, draft: Draft): boolean {
  if (scene.sentence.field === 'title' || draft.type === 'response') return false;
  const { clauses, nodes } = scene;
  // "Companies like Foo and Bar have cut jobs": examples of what is known.
  const subject = draft.verb?.subject;
  if (
    subject &&
    /\b(?:companies|firms|startups|rivals|labs|banks|giants|others) (?:like|such as|including)$/.test(
      nodes
        .slice(Math.max(0, subject.from - 4), subject.from)
        .map((node) => node.lower)
        .join(' '),
    )
  )
    return true;
  if (draft.verb && draft.verb.head === draft.at) return false;
  const group = clauses.groupAt(draft.at);
  if (!group) return false;
  const verb = clauses.verbs.find((other) => other.subject === group && !other.passive && other.form === 'finite');
  if (!verb) return false;
  // "Layoffs at Foo affect 300 people": how many go is told.
  const counts = draft.type === 'layoffs' && has(draft, 'headcount');
  if (LEAVES_ALONE.test(verb.lemma) && !counts) return true;
  const rest = nodes
    .slice(verb.to + 1, verb.to + 6)
    .map((node) => node.lower)
    .join(' ');
  return verb.lemma === 'be' && (verb.negated || /\b(?:factor|reason|cause|why|problem|worry|concern)\b/.test(rest));
}

/** Whether an older event is only what the time is told by: "…, a spokesperson said, a week after Foo bought Bar". */
export function aside(scene: Scene, draft: Draft): boolean {
  if (!draft.background) return false;
  const before = scene.nodes.slice(Math.max(0, draft.from - 3), draft.from).map((node) => node.lower);
  return before.some((word) => /^(?:after|since|following|when|once)$/.test(word));
}

/** Which types a story's noun may mean; any if it says nothing. */
const STORIES: readonly [RegExp, readonly Telling['type'][]][] = [
  [
    /^(?:split|break-?up|rupture|retreat|pullback|parting|wind-?down|cutback|partnership|contract|agreement|tie-up|collaboration)/,
    ['agreement'],
  ],
  [/^(?:investment|stake|round|funding|fundraising|raise|financing|new money)/, ['investment']],
  [/^(?:acquisition|takeover|purchase|merger|sale|bid)/, ['acquisition']],
  [/^(?:departure|exit|hire|hiring|appointment|resignation|poaching)/, ['executive_move', 'hiring']],
  [/^(?:layoffs?|cuts|job cuts)/, ['layoffs']],
  [/^(?:lawsuit|suit|complaint|probe|investigation)/, ['legal']],
  [/^(?:valuation)/, ['valuation', 'investment']],
  [/^(?:deal|talks|transaction|arrangement)/, ['investment', 'acquisition', 'agreement']],
];

/**
 * Gives an event the outlet that a sentence without an event of its own credits with the story
 * ("Foo was first to report the split"), and a party's word that only confirms "the move".
 */
export function creditTold(events: readonly { told: Telling }[], scenes: readonly Scene[]): void {
  const news = events.map((event) => event.told).filter((told) => told.type !== 'response' && !told.background);
  for (const scene of scenes) {
    const first = firstReporters(scene);
    if (!first || news.some((told) => told.sentence === scene.index && told.outlets.length > 0)) continue;
    const types = STORIES.find(([pattern]) => pattern.test(first.story))?.[1] ?? null;
    const before = news.filter((told) => told.sentence <= scene.index);
    const event = types ? before.find((told) => types.includes(told.type)) : before[0];
    if (!event) continue;
    for (const outlet of first.outlets)
      if (!event.outlets.some((other) => normal(other) === normal(outlet))) event.outlets.push(outlet);
  }
  for (const { told: reply } of events) {
    if (reply.type !== 'response' || reply.background || !reply.args.some((arg) => arg.stance === 'confirmed'))
      continue;
    const speaker = reply.args.find((arg) => arg.role === 'speaker')?.party;
    const event = speaker?.entity
      ? news.find(
          (told) => told.sentence < reply.sentence && told.args.some((arg) => arg.party?.entity === speaker.entity),
        )
      : undefined;
    if (!event || !speaker || event.certainty !== 'reported') continue;
    event.certainty = 'confirmed';
    if (!event.speakers.includes(speaker.text)) event.speakers.push(speaker.text);
  }
}
