import type { ArticleText } from '../domain/article.ts';
import type { Claim, Extraction } from '../domain/claim.ts';
import { dateOf } from './dates.ts';
import { creditTold, settleIn } from './discourse.ts';
import { readDocument, type Sentence } from './document.ts';
import type { Draft } from './draft.ts';
import { findEntities } from './entities/find.ts';
import type { Entity, EntityIndex } from './entities.ts';
import { followUps, note } from './followup.ts';
import { ANY_FIGURES, ANY_NAMES, figuresOf, namesOf, spotsOf } from './frames/facts.ts';
import { readFrame } from './frames/frame.ts';
import { type Chance, chance, EVERYTHING, mayFollow, mayRead, mayRule, prospects, toldBy } from './frames/gate.ts';
import { FRAMES } from './frames/index.ts';
import { housesOf } from './house.ts';
import { createLinker, type Names } from './mentions.ts';
import { merge, type Telling } from './merge.ts';
import { createReading } from './reading.ts';
import { realityOf } from './reality.ts';
import { recallIn } from './recall.ts';
import type { ArticleState } from './scene.ts';
import { settle } from './settle.ts';
import { tell, toClaim } from './telling.ts';
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
      const slug = houseOf(article);
      const linked = linker.link(document, slug);
      mentions = linked.mentions;
      if (!document.english) return { mentions, claims: [] };
      const { sentences } = document;
      // Most articles tell nothing, and are left alone as soon as that is certain.
      const open = sentences.map((sentence, index) => prospects(sentence, index, slug !== null));
      if (!everywhere && open.every((ways) => chance(ways, before(ANY_FIGURES)) === 0)) return { mentions, claims: [] };
      const values = sentences.map((sentence) =>
        findValues(document.article[sentence.field], sentence.core.start, sentence.core.end, sentence.figures),
      );
      if (!everywhere && open.every((ways, k) => chance(ways, before(figuresOf(values[k] ?? []))) === 0))
        return { mentions, claims: [] };
      const entities = findEntities(document, linked.named, values);
      const house = slug ? { slug, name: bySlug.get(slug)?.name ?? slug } : null;
      const reading = createReading(document, entities, values, stateOf(house, entities.bySentence));
      // The frames that told anything, in each sentence and in any.
      const tellers: number[] = [];
      let told = 0;
      const readersOf = (index: number): Chance => {
        const ways = open[index] ?? [];
        if (ways.length === 0) return 0;
        const sentence = sentences[index] as Sentence;
        const { bits, spots } = namesOf(entities.bySentence[index] ?? [], sentence);
        return chance(ways, {
          facts: figuresOf(values[index] ?? []) | bits,
          placed: { tokens: sentence.tokens, spots: [...spots, ...spotsOf(values[index] ?? [], sentence.tokens)] },
          told,
          lately: (tellers[index - 1] ?? 0) | (tellers[index - 2] ?? 0),
        });
      };
      const tellings: Telling[] = [];
      for (let index = 0; index < sentences.length; index++) {
        const readers = everywhere ? EVERYTHING : readersOf(index);
        if (readers === 0) continue;
        const scene = reading.scene(index);
        const drafts: Draft[] = [];
        for (let k = 0; k < FRAMES.length; k++) {
          const may = { rules: mayRule(readers, k), read: mayRead(readers, k) };
          if (!may.rules && !may.read) continue;
          for (const draft of readFrame(scene, FRAMES[k] as (typeof FRAMES)[number], may)) {
            const reality = realityOf(scene, draft);
            if (reality === 'none') continue;
            if (reality === 'contested') draft.status = 'announced';
            if (reality === 'open') draft.status = 'talks';
            if (reality === 'failed') draft.status = 'failed';
            if (reality === 'disputed') draft.disputed = true;
            drafts.push(draft);
            const date = dateOf(scene, draft);
            if (date) draft.args.push({ role: 'date', text: date });
            tellings.push(tell(scene, draft));
            if (draft.type === 'investment' && !draft.background) {
              const target = draft.args.find((arg) => arg.role === 'target')?.party?.entity;
              if (target) scene.article.rounds = target;
            }
            if (draft.type === 'executive_move') settleIn(scene, draft);
          }
        }
        if (mayFollow(readers)) for (const draft of followUps(scene, drafts)) tellings.push(tell(scene, draft, true));
        if (drafts.length > 0) note(scene, drafts);
        tellers[index] = drafts.reduce((frames, { type }) => frames | toldBy(type), 0);
        told |= tellers[index] ?? 0;
      }
      if (tellings.length === 0) return { mentions, claims: [] };
      recallIn(document, tellings);
      const claims: Claim[] = [];
      const events = settle(merge(tellings, (index) => sentences[index]?.field === 'title'));
      creditTold(events, reading.read());
      const deals = dealsBySentence(events);
      for (const { told, evidence } of events) {
        const claim = toClaim(reading.scene(sentences[evidence] ? evidence : told.sentence), told);
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

/** What is known of a sentence before its names are read, and what any sentence of its article told. */
const before = (figures: number) => ({ facts: figures | ANY_NAMES, placed: null, told: 0, lately: 0 });

function firstHouse(bySentence: EntityIndex['bySentence']): Entity | null {
  for (const mentions of bySentence) for (const { entity } of mentions) if (entity.kind === 'org') return entity;
  return null;
}

/** What is known of an article before its first sentence. */
const stateOf = (house: ArticleState['house'], bySentence: EntityIndex['bySentence']): ArticleState => ({
  topic: firstHouse(bySentence),
  subjects: [],
  called: new Map(),
  lastPerson: null,
  rounds: null,
  homes: new Map(),
  offices: new Map(),
  told: new Map(),
  spokesFor: null,
  house,
});

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
