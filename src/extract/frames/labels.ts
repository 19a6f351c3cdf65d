import type { Group, Phrase } from '../clauses.ts';
import type { DraftArgument } from '../draft.ts';
import type { Entity } from '../entities.ts';
import type { Party } from '../parties.ts';
import { isOrg, nodeText, type Scene } from '../scene.ts';
import { common } from '../vocabulary.ts';
import { GENERIC_CAPITALS, MONTHS, WEEKDAYS } from '../words.ts';
import { lowerText } from './frame.ts';

/** What a product is called, as the article words it. */
export interface Label {
  text: string;
  /** Who or what the name stands for, if it is read as a name. */
  entity: Entity | null;
  /** Where the label begins. */
  node: number;
}

/** What is launched and is yet no product: the last words of a phrase. */
const NO_PRODUCT =
  /\b(?:spacecraft|cohorts?|grantees|recipients|fellows|participants|speakers|probe|investigation|inquiry|lawsuit|suit|attack|attacks|campaign|fund|funds|review|bid|offer|search|strike|crackdown|satellite|satellites|rocket|report|reports|study|survey|paper|statement|results|earnings|letter|letters|details|findings|price|prices|plan|plans|talks|round|partnership|collaboration|deal|agreement|alliance|venture|funding|investment|acquisition|layoffs|cuts|job|jobs|office|offices|data cent(?:er|re)s?|datacenters?|plant|factory|facility|campus|hub|unit|division|group|council|committee|task force|challenge|hackathon|event|conference|summit|festival|expo|meetup|webinar|forum|summit|festival|meetup|expo|workshop|webinar|website|offensive|appeal|protest|petition|war|debate|company|companies|startups?|firms?|business(?:es)?|video|podcast|book|ipo|stock|shares|token sale|subpoena|complaint|revenue|profit|guidance|warning|appointment|changes|restructuring|reorganization|measures|efforts|steps|safeguards|policy|policies|guidelines|rules|commitments?|roles|hires|expansion|documents|emails|evidence|records|transcripts?|memo|identity|names?|vulnerabilit(?:y|ies)|questions|concerns|doubts|winners|list|photos?|images?|footage|song|album|film|movie|trailer)$/;
/** These searches are looked for in, not searched for. */
const SEARCHING =
  /(?:-powered|-driven|-based|-native|\bai|web|people|visual|semantic|product|deep|image|code|file|voice|conversational) search$/;

/** A plan that is bought. */
const SOLD_PLAN =
  /\b(?:paid|pricing|subscription|enterprise|premium|free|family|team|business|annual|monthly|student|pro) plans?$/;

/** Whether a phrase speaks of what nobody launches as a product (a probe, a fund, an office); a name in it decides nothing. */
export function noProduct(scene: Scene, phrase: Phrase): boolean {
  if (scene.nodes[phrase.head]?.mention?.entity.kind === 'person') return true;
  // "the Foo Summit 2031": an occasion, by its name.
  if (/\b(?:summit|conference|festival|expo|forum)(?: \d{4})?$/i.test(nodeText(scene, phrase.from, phrase.head)))
    return true;
  let last = phrase.head;
  while (last >= phrase.from && (scene.nodes[last]?.mention || scene.nodes[last]?.pos === 'NUM')) last--;
  const words = lowerText(scene, phrase.from, last + 1);
  return NO_PRODUCT.test(words) && !SEARCHING.test(words) && !SOLD_PLAN.test(words);
}

export const GENERIC_HEADS =
  /^(?:model|models|feature|features|tool|tools|service|services|product|products|app|apps|version|versions|platform|platforms|system|systems|update|updates|upgrade|capabilities|capability|suite|family|series|assistant|agent|agents|chatbot|software|hardware|chip|chips|function|functions|functionality|technology|technologies|offering|offerings|solution|solutions|integration|integrations|experience|experiences|way|ways|set|collection|line|lineup|preview|beta|access|support|program|initiative|framework|benchmark|library|dataset|datasets|research|ads|one|mode|option|edition|engine|interface|device|devices|robot|robots|card|account|network|portal|marketplace|addition|additions|things|alternative|competitor|rival|package|kit|toolkit|help|more|it|artifacts|announcements?|generation|kind|bot)$/;
export const KINDS =
  /\b(?:model|feature|tool|service|app|platform|assistant|agent|chatbot|chip|mode|card|api|sdk|browser|engine|suite|plan|tier|system|plugin|extension|exams?|generator|search|function|program|marketplace|accounts?|ads|assistants|agents|tools|features|models|apps|services|cards?|payments?|wallet|loan|microloan|trading|recaps|subscription|network|dashboard|infotainment|keyboard|translator|translation|glasses|headset|phone|laptop|robot|speaker|processor|cpu|gpu|stablecoin|token|blockchain|copilot|toolkit|library|framework|operating system|dataset|datasets|solution|solutions|technology|technologies|chatbots|platforms|systems|capability|capabilities|alternative|software|experience|encoder|initiative|modes|chips|glasses|robots|devices|version|plugins|plans|bots?|extensions?|companions?|helper|simulator|testnet|wearables?|tiers|courses|llms?|world model|kiosks?|fellowship|academy|accelerator|architecture|protocol|chats?|recaps|function)\b/;

/** "generative AI", "an AI helper", "AI-generated quizzes": new where a house adds it or tries it. */
export const artificial = (text: string): boolean =>
  /\bai\b|\bai-(?:powered|driven|generated|based)/.test(text) &&
  !/\b(?:team|teams|talent|researchers?|engineers?|executives?|experts?|roles?|jobs?|staff|hires?|unit|lab|chief|head|content|startups?|compan(?:y|ies)|spending|investments?|research|training|capacity|infrastructure|clause|rules|standards|policy|policies|safety|risks?)$/.test(
    text,
  );

/** "AI-powered", "Foo-generated": an adjective, whatever its capital. */
const MADE_OF =
  /-(?:powered|driven|generated|based|native|enabled|led|assisted|first|focused|ready|like|style|backed|built|only|source|weights?|age|era|class|grade|level|aware|centric|specific|friendly|oriented|compatible|infused|augmented|created|written|made|inspired|linked|parameter|guided|aided|equipped|free|wide|size|sized)$/i;
/** What a paper proposes and nobody can use. */
export const METHOD =
  /\b(?:learning|training|pretraining|pre-training|optimi[sz]ation|distillation|sampling|decoding|scaling|fine-tuning|quantization|alignment)$/i;
/** Words that go on with a model's name. */
const EDITION =
  /^(?:Sonnet|Opus|Haiku|Pro|Flash|Mini|Ultra|Max|Nano|Turbo|Instant|Thinking|Lite|Plus|Codex|Preview|Live|Air|Small|Medium|Large|Fast|Image|Code|Vision|Omni|Next|Beta|Studio|Go|Edu|Enterprise|Business)$/;

export const productArg = (item: Label): DraftArgument => ({
  role: 'product',
  text: item.text,
  party: { entity: item.entity, text: item.text, node: item.node, coreferent: false },
});

/** The maker of a product that the catalogue knows, if the article names it. */
export function maker(scene: Scene, entity: Entity | null): Party[] {
  if (!entity?.owner) return [];
  // "Foo" rather than "Foo AI", if the article has both.
  const [org] = scene.entities.entities
    .filter((other) => other.kind === 'org' && other.slug === entity.owner)
    .sort((a, b) => a.name.length - b.name.length);
  return org ? [{ entity: org, text: org.name, node: 0, coreferent: true }] : [];
}

/** The label of what is launched: a product's name, a quoted label, or a specific phrase. */
export function label(scene: Scene, group: Group | null, reach: number, org: Entity | null): Label[] {
  if (!group) return [];
  const { nodes, clauses } = scene;
  const found: Label[] = [];
  const add = (from: number, until: number, entity: Entity | null): void => {
    let to = until;
    // "Foo 3", "Foo 2.0": a number that goes with the name.
    if (
      nodes[to + 1]?.pos === 'NUM' &&
      !nodes[to + 1]?.value &&
      !nodes[to + 1]?.mention &&
      /^\d{1,4}(?:\.\d+)?$/.test(nodes[to + 1]?.text ?? '')
    )
      to++;
    // "Foo for Government": a house's name for one kind of customer.
    if (
      nodes[to + 1]?.lower === 'for' &&
      nodes[to + 2]?.capital &&
      nodes[to]?.capital &&
      (entity?.owner || !entity) &&
      !nodes[to]?.value
    ) {
      const phrase = clauses.phraseAt(to + 2);
      if (
        phrase &&
        phrase.from === to + 2 &&
        phrase.to - phrase.from < 3 &&
        nodes.slice(phrase.from, phrase.to + 1).every((node) => node.capital) &&
        (!scene.sentence.titleCase || scene.house)
      )
        to = phrase.to;
    }
    const text = nodeText(scene, from, to).replace(/^[“"‘']+|[”"’',.]+$/g, '');
    const last = to >= nodes.length - 2;
    // The feed cut the text here, so the last word may be half a word.
    if (scene.sentence.cut && last && !entity?.owner) return;
    if (
      !text ||
      GENERIC_CAPITALS.has(text) ||
      text === 'QR' ||
      /^\p{L}$/u.test(text) ||
      (METHOD.test(text) && !entity?.owner) ||
      /^version \d/i.test(text) ||
      WEEKDAYS.has(text.toLowerCase()) ||
      MONTHS.has(text.toLowerCase())
    )
      return;
    if (!found.some((other) => other.text === text)) found.push({ text, entity, node: from });
  };
  for (const phrase of group.phrases) {
    let named = -1;
    for (let k = phrase.from; k <= phrase.to; k++) {
      const mention = nodes[k]?.mention;
      // "Foo launches Foo Maps Health": a house's name and more, which it brings out itself.
      const own =
        org?.slug !== undefined && mention?.entity.slug === org.slug && k === phrase.head && / \S+ /.test(mention.text);
      if (
        !mention ||
        (mention.entity === org && !own) ||
        mention.entity.kind === 'place' ||
        mention.entity.kind === 'person'
      )
        continue;
      const next = nodes[k + 1];
      if (next?.lower === "'s" || next?.lower === '’s' || MADE_OF.test(mention.text)) continue;
      if (GENERIC_CAPITALS.has(mention.text.toUpperCase()) && mention.entity.kind !== 'product') continue;
      if (isOrg(mention.entity) && (mention.entity.slug || mention.entity.sure) && k !== phrase.head) continue;
      if (isOrg(mention.entity) && !own && (mention.entity.slug || mention.entity.kind === 'outlet')) continue;
      named = k;
      if (mention.entity.kind === 'product') break;
    }
    if (named >= 0) {
      let to = named;
      // "Copilot Checkout", "Claude Memory function", "Vertex AI Training": the words that go on in capitals.
      while (
        to < phrase.to &&
        nodes[to + 1]?.capital &&
        !nodes[to + 1]?.value &&
        !nodes[to + 1]?.mention &&
        !GENERIC_HEADS.test(nodes[to + 1]?.lower ?? '') &&
        (!scene.sentence.titleCase ||
          EDITION.test(nodes[to + 1]?.text ?? '') ||
          (nodes[named]?.mention?.entity.kind === 'product' && /^(?:NOUN|PROPN)$/.test(nodes[to + 1]?.pos ?? '')))
      )
        to++;
      // "Foo powers": one plain word that ends the phrase is of the name, if it is no word for a kind of thing.
      const tail = nodes[phrase.to];
      if (
        to + 1 === phrase.to &&
        phrase.head === phrase.to &&
        tail?.pos === 'NOUN' &&
        !tail.capital &&
        !tail.value &&
        !GENERIC_HEADS.test(tail.lower) &&
        !KINDS.test(tail.lower) &&
        nodes[named]?.mention?.entity.kind !== 'product' &&
        !scene.sentence.titleCase
      )
        to++;
      // "iPhone 17e": the letter belongs to the number.
      if (nodes[to + 1] && nodes[to + 1]?.start === nodes[to]?.end && /^\p{L}{1,2}$/u.test(nodes[to + 1]?.text ?? ''))
        to++;
      add(named, to, nodes[named]?.mention?.entity ?? null);
      continue;
    }
    const quoted = quotedIn(scene, phrase.from, phrase.to);
    if (quoted) {
      add(quoted[0], quoted[1], null);
      continue;
    }
    // Capitals that the reader of names left: "Series of Words" in a headline.
    if (!scene.sentence.titleCase) {
      let from = -1;
      for (let k = phrase.from; k <= phrase.to; k++) {
        if (
          nodes[k]?.capital &&
          !nodes[k]?.value &&
          nodes[k]?.pos !== 'DET' &&
          k > 0 &&
          nodes[k - 1]?.end !== nodes[k]?.start &&
          !MADE_OF.test(nodes[k]?.text ?? '') &&
          !(
            from < 0 &&
            (GENERIC_CAPITALS.has(nodes[k]?.text.toUpperCase() ?? '') ||
              nodes[k]?.text === 'GenAI' ||
              nodes[k]?.text === 'QR')
          ) &&
          !(
            nodes[k]?.mention &&
            (nodes[k]?.mention?.entity === org || nodes[k]?.mention?.entity.slug) &&
            nodes[k + 1]?.lower !== 'for'
          )
        ) {
          if (from < 0) from = k;
        } else if (from >= 0) break;
      }
      if (from >= 0) {
        let to = from;
        while (to < phrase.to && nodes[to + 1]?.capital) to++;
        if (to > from || !/^(?:AI|API|AGI)$/.test(nodes[from]?.text ?? '')) {
          add(from, to, null);
          continue;
        }
      }
    }
    const head = nodes[phrase.head];
    // "gpt-oss-safeguard", "o3-mini": a coinage that needs no capital.
    if (
      head &&
      /^[\p{L}][\p{L}\d.]*(?:-[\p{L}\d.]+)+$/u.test(head.text) &&
      /\d|\p{L}+-\p{L}+-\p{L}+/u.test(head.text) &&
      !common(head.lower) &&
      head.pos !== 'ADJ' &&
      !MADE_OF.test(head.text)
    ) {
      add(phrase.head, phrase.head, null);
      continue;
    }
    const after = nodes[phrase.to + 1];
    // "a new service, Foo", "a model called Foo".
    if (
      after &&
      (/^[,—–:(]$/.test(after.text) || /^(?:called|named|dubbed|for)$/.test(after.lower)) &&
      phrase.to + 2 < reach
    ) {
      const inner = clauses.groupAt(phrase.to + 2);
      const first = inner ? nodes[inner.from] : undefined;
      const mention = inner ? (nodes[inner.phrases[0]?.head ?? 0]?.mention ?? first?.mention) : undefined;
      if (inner && /^(?:called|named|dubbed)$/.test(after.lower)) {
        add(inner.phrases[0]?.from ?? inner.from, inner.phrases[0]?.to ?? inner.to, mention?.entity ?? null);
        continue;
      }
      if (
        inner &&
        mention &&
        first?.mention === mention &&
        mention.entity !== org &&
        mention.entity.kind !== 'person' &&
        mention.entity.kind !== 'place' &&
        !mention.entity.slug &&
        after.lower !== 'for'
      ) {
        add(inner.from, inner.from, mention.entity);
        continue;
      }
    }
    if (head && !GENERIC_HEADS.test(head.lower)) {
      const words = lowerText(scene, phrase.from, phrase.to + 1);
      if (!KINDS.test(words)) continue;
      trimmed(phrase.from, phrase.to);
    } else if (
      head &&
      phrase.to - phrase.from >= 1 &&
      !/^(?:models?|tools?|features?|platforms?|systems?|chatbots?|assistants?|capabilit(?:y|ies)|apps?|software|alternative|versions?|products?|solutions?|offerings?)$/.test(
        head.lower,
      )
    ) {
      const kind = nodes[phrase.head - 1];
      const words = lowerText(scene, phrase.from, phrase.head).replace(
        /^(?:a|an|the|its|new|first|latest|free|own|\s)+/g,
        '',
      );
      // "memory feature", "virtual try-on tool": the word before says which.
      if (
        kind &&
        (kind.pos === 'NOUN' || kind.pos === 'ADJ' || kind.pos === 'VERB') &&
        words.trim() &&
        !/^(?:new|ai|ai-powered|own|first|latest|more|several|other|free|powerful|generative|advanced|big|major|open|open-source|enterprise|available|research|ai-driven|ai-based|additional|three|two|four|five|next|next-gen|full|better|custom)$/.test(
          words.trim().split(' ').at(-1) ?? '',
        )
      )
        trimmed(phrase.from, phrase.to);
    }
    function trimmed(from: number, to: number): void {
      let start = from;
      while (
        start < to &&
        (/^(?:a|an|the|its|their|new|first|first-ever|latest|free|own|several|some|more|two|three|four|his|brand|fresh|upcoming|long-awaited|now|ai-powered|powerful|advanced|another|full|fully|first-of-its-kind|dedicated|improved|new-look|open|open-source|major|revamped|automated|generative|personali[sz]ed|built-in)$/.test(
          nodes[start]?.lower ?? '',
        ) ||
          nodes[start]?.pos === 'DET' ||
          nodes[start]?.lower === "'s" ||
          nodes[start]?.mention?.entity === org ||
          nodes[start + 1]?.lower === "'s" ||
          MADE_OF.test(nodes[start]?.text ?? ''))
      )
        start++;
      if (start === to && (!nodes[to]?.capital || GENERIC_HEADS.test(nodes[to]?.lower ?? ''))) return;
      if (to - start <= 5) add(start, to, null);
    }
  }
  return found;
}

function quotedIn(scene: Scene, from: number, to: number): [number, number] | null {
  const { nodes } = scene;
  for (let k = Math.max(0, from - 1); k <= to; k++) {
    if (!/^[“"‘]$/.test(nodes[k]?.text ?? '')) continue;
    for (let n = k + 1; n < Math.min(nodes.length, k + 9); n++)
      if (/^[”"’]$/.test(nodes[n]?.text ?? '') && n > k + 1) return [k + 1, n - 1];
  }
  return null;
}
