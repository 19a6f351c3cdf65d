import type { ArticleText } from '../domain/article.ts';
import type { Argument, Claim, Extraction } from '../domain/claim.ts';
import { attribute } from './attribution.ts';
import { readClauses } from './clauses.ts';
import { dateOf } from './dates.ts';
import { aside, creditTold, inPassing, introduce, recallIn, settleIn } from './discourse.ts';
import { readDocument } from './document.ts';
import { findEntities } from './entities.ts';
import { followUps, note } from './followup.ts';
import { type Draft, type DraftArgument, readFrame } from './frames/frame.ts';
import { chances, EVERYTHING } from './frames/gate.ts';
import { FRAMES } from './frames/index.ts';
import { createLinker, type Names } from './mentions.ts';
import { merge, type Telling } from './merge.ts';
import { readNodes } from './nodes.ts';
import { type ArticleState, remember, type Scene } from './scene.ts';
import { settle } from './settle.ts';
import { termsOf } from './terms.ts';
import { findValues } from './values.ts';

export type { Names } from './mentions.ts';
export type Extract = (article: ArticleText) => Extraction;

/**
 * Makes an extractor for a catalogue. The extractor is pure and synchronous: the same article gives the same
 * mentions and claims, and no article makes it throw. Its work grows linearly with the article's length. `everywhere` reads
 * every sentence with every frame, whatever its words are: the slow way to the same result, by which the cues are tested.
 */
export function createExtractor(names: Names, { everywhere = false } = {}): Extract {
  const linker = createLinker(names);
  const houseOf = housesOf(names);
  const bySlug = new Map(names.companies.map((company) => [company.slug, company]));
  return (article) => {
    let mentions: Extraction['mentions'] = [];
    try {
      const document = readDocument(article);
      const house = houseOf(article);
      const linked = linker.link(document, house);
      mentions = linked.mentions;
      if (!document.english) return { mentions, claims: [] };
      const worth = document.sentences.map((sentence) => (everywhere ? EVERYTHING : chances(sentence)));
      if (!house && worth.every((chance) => chance === null)) return { mentions, claims: [] };
      const values = document.sentences.map((sentence) =>
        findValues(
          sentence.field === 'title' ? document.article.title : document.article.text,
          sentence.core.start,
          sentence.core.end,
        ),
      );
      const entities = findEntities(document, linked.named, values);
      const state: ArticleState = {
        topic: null,
        subjects: [],
        called: new Map(),
        lastPerson: null,
        rounds: null,
        homes: new Map(),
        offices: new Map(),
        told: new Map(),
        spokesFor: null,
        house: house ? { slug: house, name: bySlug.get(house)?.name ?? house } : null,
      };
      state.topic = entities.bySentence.flat().find((mention) => mention.entity.kind === 'org')?.entity ?? null;
      const scenes: Scene[] = [];
      const tellings: Telling[] = [];
      document.sentences.forEach((sentence, index) => {
        const text = sentence.field === 'title' ? document.article.title : document.article.text;
        const nodes = readNodes(sentence, text, entities.bySentence[index] ?? [], values[index] ?? []);
        const clauses = readClauses(nodes);
        const scene: Scene = {
          document,
          sentence,
          index,
          text,
          clauses,
          nodes,
          values: values[index] ?? [],
          entities,
          article: state,
        };
        scenes.push(scene);
        introduce(scene);
        const told: Draft[] = [];
        const chance = worth[index];
        for (const [k, frame] of FRAMES.entries()) {
          for (const draft of readFrame(scene, frame, chance?.[k] ?? null)) {
            told.push(draft);
            const date = dateOf(scene, draft);
            if (date) draft.args.push({ role: 'date', text: date });
            tellings.push(tell(scene, draft));
            if (draft.type === 'investment' && !draft.background) {
              const target = draft.args.find((arg) => arg.role === 'target')?.party?.entity;
              if (target) state.rounds = target;
            }
            if (draft.type === 'executive_move') settleIn(scene, draft);
          }
        }
        for (const draft of followUps(scene)) tellings.push({ ...tell(scene, draft), adds: true });
        note(scene, told);
        remember(scene);
      });
      recallIn(document, tellings);
      const claims: Claim[] = [];
      const events = settle(merge(tellings, (index) => document.sentences[index]?.field === 'title'));
      creditTold(events, scenes);
      const deals = dealsBySentence(events);
      for (const { told, evidence } of events) {
        const scene = scenes[evidence] ?? scenes[told.sentence];
        const claim = scene ? toClaim(scene, told) : null;
        if (!claim) continue;
        claim.args.push(...termsOf(told.type, document, sentencesOf(told), (at) => tellsOther(deals.get(at), told)));
        claims.push(claim);
      }
      return { mentions, claims };
    } catch {
      // Garbage that no rule foresaw: what was found before it still stands.
      return { mentions, claims: [] };
    }
  };
}

const sentencesOf = (told: Telling): number[] => [told.sentence, ...(told.also ?? [])];
const DEALS: readonly Claim['type'][] = ['investment', 'acquisition', 'agreement'];

/** Whether, of the deals that a sentence tells, one is another than this. */
const tellsOther = (deals: ReadonlySet<Telling> | undefined, told: Telling): boolean =>
  deals !== undefined && deals.size > (deals.has(told) ? 1 : 0);

/** The deals that each sentence tells. */
function dealsBySentence(events: readonly { told: Telling }[]): Map<number, Set<Telling>> {
  const deals = new Map<number, Set<Telling>>();
  for (const { told } of events) {
    if (!DEALS.includes(told.type)) continue;
    for (const sentence of sentencesOf(told)) deals.set(sentence, (deals.get(sentence) ?? new Set()).add(told));
  }
  return deals;
}

/** Finds the tracked company whose own feed or site an article comes from. */
function housesOf({ companies, feeds }: Names): (article: ArticleText) => string | null {
  const byFeed = new Map<string, string>();
  const byDomain = new Map<string, number>();
  const byBareName = new Map<string, string>();
  const byName = new Map<string, string>();
  // The first that is listed counts.
  const put = <T>(map: Map<string, T>, key: string, value: T): void => {
    if (!map.has(key)) map.set(key, value);
  };
  for (const feed of feeds)
    if (feed.company)
      for (const name of [feed.outlet.toLowerCase(), feed.title.toLowerCase(), feed.id])
        put(byFeed, name, feed.company);
  companies.forEach(({ slug, name, aliases, domains }, index) => {
    for (const domain of domains) put(byDomain, domain, index);
    for (const text of [slug, ...aliases.map((alias) => alias.text)])
      put(byBareName, text.toLowerCase().replaceAll(/[^a-z0-9]/g, ''), slug);
    put(byName, name.toLowerCase(), slug);
  });
  return (article) => {
    const source = (article.source ?? '').toLowerCase();
    const feed = byFeed.get(source);
    if (feed) return feed;
    const host = /^https?:\/\/(?:www\.)?([^/:?#]+)/i.exec(article.url ?? '')?.[1]?.toLowerCase();
    if (host) {
      const labels = host.split('.');
      const owners = labels.flatMap((_, k) => byDomain.get(labels.slice(k).join('.')) ?? []);
      const own = owners.length > 0 ? companies[Math.min(...owners)] : undefined;
      if (own) return own.slug;
    }
    const official = /^official:([a-z_]+)/
      .exec(source)?.[1]
      ?.replaceAll('_', '')
      .replace(/news$|blog$/, '');
    const blog = /^(.+?) (?:news|blog|newsroom)$/.exec(source)?.[1];
    return (official && byBareName.get(official)) || (blog && byName.get(blog)) || null;
  };
}

function tell(scene: Scene, draft: Draft): Telling {
  const attribution = attribute(scene, draft.verb);
  const denied = scene.clauses.verbs.some(
    (verb) =>
      verb.lemma === 'deny' &&
      !verb.negated &&
      draft.verb !== null &&
      draft.type !== 'response' &&
      draft.verb !== verb &&
      draft.verb.from > verb.to &&
      (draft.verb.governor === verb || draft.verb.from - verb.to < 8),
  );
  // "Foo is not in talks to buy Bar, it said".
  const disowned =
    draft.verb?.chain.includes('not') === true &&
    draft.verb.chain.some((word) =>
      /^(?:talk|discussion|negotiation|plan|look|seek|consider|aware|interested)$/.test(word),
    );
  const passing = inPassing(scene, draft);
  const speaks = (roles: readonly string[] | null): boolean =>
    attribution.voices.some((voice) =>
      draft.args.some((arg) => arg.party?.entity === voice && (roles?.includes(arg.role) ?? true)),
    );
  // A rival's word on what another does is hearsay; a party's own word settles it.
  const principals = PRINCIPALS[draft.type];
  const stranger =
    principals !== undefined &&
    !draft.background &&
    attribution.voices.length > 0 &&
    !speaks(principals) &&
    !attribution.voices.some((voice) => voice.authority);
  const certainty =
    draft.type === 'response'
      ? 'confirmed'
      : denied || (disowned && speaks(null))
        ? 'denied'
        : stranger
          ? 'reported'
          : attribution.certainty;
  return {
    ...draft,
    background: draft.background || passing,
    certainty,
    speakers: passing || aside(scene, draft) ? [] : attribution.speakers,
    outlets: attribution.outlets,
    credited: attribution.credited && certainty === 'reported',
    owned: certainty === 'confirmed' && draft.status !== 'failed' && speaks(null),
  };
}

/** Whose own doing an event of a type is. */
const PRINCIPALS: Partial<Record<Claim['type'], readonly string[]>> = {
  investment: ['investor', 'target'],
  acquisition: ['acquirer', 'target', 'seller'],
  hiring: ['employer'],
  layoffs: ['org'],
  ipo: ['org'],
};

function toClaim(scene: Scene, told: Telling): Claim | null {
  const { title, text } = scene.document.article;
  const occurs = (words: string): boolean => words !== '' && (text.includes(words) || title.includes(words));
  const args: Argument[] = [];
  for (const arg of told.args) {
    const written = toArgument(arg);
    if (written && (occurs(written.text) || written.role === 'stance')) args.push(written);
  }
  const { start, end } = scene.sentence;
  const quote = (scene.sentence.field === 'title' ? title : text).slice(start, end);
  if (!quote || args.length === 0) return null;
  return {
    type: told.type,
    status: told.status,
    certainty: told.certainty,
    background: told.background,
    args,
    speakers: told.speakers.filter(occurs),
    outlets: told.outlets.filter(occurs),
    evidence: { field: scene.sentence.field, start, end, quote },
  };
}

function toArgument(arg: DraftArgument): Argument | null {
  if (arg.stance) return { role: arg.role, text: arg.text, value: arg.stance };
  if (arg.value) {
    const { value, unit, qualifier, max } = arg.value;
    return {
      role: arg.role,
      text: arg.text,
      ...(value === null ? {} : { value }),
      ...(unit && value !== null ? { unit } : {}),
      ...(value === null ? {} : { qualifier }),
      ...(max === undefined ? {} : { max }),
    };
  }
  const entity = arg.party?.entity;
  // A product is called as it was called where it was launched; firms and people by their fullest name.
  const full =
    entity && arg.role !== 'product' && (entity.kind === 'person' || !entity.slug) && entity.name.length < 60
      ? entity.name
      : arg.text;
  const slug = entity?.slug ?? (entity?.kind === 'product' ? entity.owner : undefined);
  return { role: arg.role, text: full || arg.text, ...(slug ? { slug } : {}) };
}
