import type { Group, Phrase, Verb } from '../clauses.ts';
import { lookUp } from '../dictionary.ts';
import type { Entity } from '../entities.ts';
import { type ArticleState, nodeText, ownerOf, type Party, parties, type Scene } from '../scene.ts';
import { common } from '../vocabulary.ts';
import { PLACES } from '../words.ts';
import { addParties, type Draft, type Frame, has, lowerText, newDraft } from './frame.ts';
import { GENERIC_HEADS, KINDS, type Label, label, METHOD, maker, noProduct, productArg } from './labels.ts';
import { byNovelty } from './launch-nouns.ts';

const RELEASING = new Set(
  'launch,release,unveil,introduce,intro,debut,roll out,open-source,ship,open source,reveal,preview,rolling out,seed'.split(
    ',',
  ),
);
const OFFERING = new Set(
  'announce,add,bring,test,offer,make,present,showcase,upgrade,update,open,expand,publish,show off,trial,pilot,get,receive,move,drop,share,switch on,turn on,extend,rebrand,rename,enable,plan'.split(
    ',',
  ),
);
/** What a house may turn off again. */
const OFF =
  /\b(?:features?|chats?|modes?|tools?|apps?|chatbots?|assistants?|summaries|suggestions|recommendations|notifications|characters|companions|previews?|ads|service|services|support|subscriptions?|plans?|browser|search|voice|avatars?|image generation|video generation|rollout)$/;
/** Verbs of doing something together. */
const JOINT = /^(?:partner|partner up|team up|team|collaborate|ally|join|join forces|tie up|unite)$/;
const ENDING = new Set(
  'discontinue,shut down,sunset,retire,shutter,kill,wind down,scrap,phase out,kill off,deprecate,turn off,switch off,halt,pause,disable'.split(
    ',',
  ),
);
/** What "announces a new …" launches without a name. */
const NEW_KIND =
  /^(?:models?|tools?|apps?|features?|chips?|assistants?|chatbots?|agents?|services?|platforms?|devices?|products?|processors?|robots?|cards?|protocols?|apis?|sdks?|browsers?|plugins?|extensions?|capabilit(?:y|ies)|modes?|tiers?|subscriptions?|headsets?|glasses|phones?|laptops?|speakers?|wearables?|gpus?|cpus?|accelerators?|servers?|datasets?|benchmarks?|librar(?:y|ies)|toolkits?|engines?|integrations?|systems?)$/;

/** What is enabled or planned and is no product. */
const NO_THING = /\b(?:access|payments?|transactions?|trading|use|users|customers|clients|people|growth)\b/;
/** Nouns of doings and states: they are started, not brought to market. */
const ABSTRACT =
  /(?:ment|ness|ity|ship|ance|ence|ism|tion|sion|ing)s?$|^(?:push|drive|effort|quest|journey|move|era|phase|wave|trial|test|pilot|tests|trials|work|process|strategy|blueprint|roadmap|vision|proposals?|playbook|guide|manifesto|centre|center|institute|lab|labs|coalition|network|team|board|competition|contest|prize|awards?|grants?|scholarships?|courses?|training|consultation|crisis|wars?|race|battle|raid|drone|drones|missile|missiles|mission|operation|operations|rally|series|season|edition|week|day|year|month|quarter|time|times|people|users|customers|talk|speech|broadside|salvo|tirade|ad|ads|tender|buyback|auction|sale|sales|bond|bonds|notes|debt|loan|credits?|store|stores|branch|cafe|restaurant|city|zone|park|index|indices|forecast|figures|data|numbers|information|code|codes|updates|news|secret|secrets|hostages?|prisoners?|pressure|energy|steam|version|versions|new|arm|brand|line|way|ways|look|name|logo|set|range|lineup|slate|suite|one|ones|more|interest|thing|things|idea|ideas|approach|concept|stage|others?|wares|method|methods|technique|techniques|hunt|case|cases|class|timelines?|signals?|breakthroughs?|gccs?|incubators?|returns|regions?|deepfakes?|markets?|appeal|bill|law|act|rule|regime|scheme|standards?|charter|code|framework|principles|recommendations|analysis|research|science)$/;

/** A verb at the start of a sentence that looks like a name ("Headquartered in …"), or a country. */
function misread(scene: Scene, party: Party): boolean {
  if (party.entity?.slug || party.entity?.sure || party.coreferent) return false;
  const first = party.text.split(' ')[0]?.toLowerCase() ?? '';
  return (
    PLACES.has(party.text.toLowerCase()) ||
    METHOD.test(party.text) ||
    // "San Francisco-based": half of a town.
    /-based$/.test(scene.nodes[party.node + 1]?.lower ?? '') ||
    (/(?:ing|ed)$/.test(first) && lookUp(first).pos === 'VERB') ||
    /^(?:discover|learn|watch|read|see)$/.test(first)
  );
}

/** "Former Foo engineers launch Bar": Foo launches nothing. */
function formerly(scene: Scene, node: number): boolean {
  const phrase = scene.clauses.phraseAt(node);
  if (!phrase || phrase.head === node) return false;
  const before = scene.nodes.slice(phrase.from, node).map((other) => other.lower);
  return (
    before.some((word) => /^(?:former|ex|ex-.*|one-time|onetime)$/.test(word)) ||
    scene.nodes[phrase.from - 1]?.lower === 'former'
  );
}

/** Who acts: an organisation, or the one whose researchers or team do. */
function makers(scene: Scene, verb: Verb): Party[] {
  const orgs = (group: Group | null): Party[] =>
    parties(scene, group, 'org', verb).filter(
      (party) =>
        party.entity?.kind === 'org' &&
        !party.entity.authority &&
        !misread(scene, party) &&
        !formerly(scene, party.node),
    );
  const { subject } = verb;
  const found = orgs(subject);
  if (found.length > 0 || !subject) return found;
  const head = scene.nodes[subject.phrases[0]?.head ?? 0];
  if (
    !/^(?:researchers?|team|engineers|scientists|developers|group|lab)$/.test(head?.lower ?? '') ||
    !/^(?:at|from|of)$/.test(scene.nodes[subject.to + 1]?.lower ?? '')
  )
    return [];
  return orgs(scene.clauses.groupAt(subject.to + 2)).filter((party) => !party.coreferent);
}

/** Launches that the article told without naming the product; the next sentence may name it. */
const unnamed = new WeakMap<ArticleState, { orgs: Party[]; index: number }>();

/** "announces Foo, an initiative that …": a name with what it is, and no company's. */
function explained(scene: Scene, group: Group): boolean {
  const { nodes } = scene;
  const head = nodes[group.phrases[0]?.head ?? 0];
  if (group.phrases.length !== 1 || !head?.mention || head.mention.entity.sure || head.mention.entity.slug)
    return false;
  let k = group.to + 1;
  while (nodes[k]?.pos === 'NUM') k++;
  return (
    nodes[k]?.text === ',' &&
    /^(?:an?|its)$/.test(nodes[k + 1]?.lower ?? '') &&
    !/\b(?:company|startup|firm|subsidiary|unit|partnership|venture|fund|deal|study|report)\b/.test(
      lowerText(scene, k + 1, k + 8),
    )
  );
}

export const launch: Frame = {
  type: 'launch',
  accept: (draft, scene) =>
    has(draft, 'org') ||
    (has(draft, 'product') && (scene.article.house !== null || draft.args.some((arg) => arg.party?.entity?.owner))),
  read(scene) {
    const drafts: Draft[] = [];
    const { clauses, nodes } = scene;
    const barred = (phrase: Phrase): boolean => noProduct(scene, phrase);
    const concrete = (phrase: Phrase): boolean => {
      const head = nodes[phrase.head];
      return (
        head !== undefined &&
        head.pos === 'NOUN' &&
        !head.mention &&
        !head.value &&
        !ABSTRACT.test(head.lower) &&
        !barred(phrase)
      );
    };
    for (const verb of clauses.verbs) {
      if (/^(?:build|develop|create|design)$/.test(verb.lemma) && verb.past && !verb.passive) byBuilding(verb);
      if (/^(?:delay|postpone|push back)$/.test(verb.phrasal)) byDelay(verb);
      const releasing = RELEASING.has(verb.phrasal) || (verb.phrasal === verb.lemma && RELEASING.has(verb.lemma));
      const offering = OFFERING.has(verb.phrasal) || (verb.phrasal === verb.lemma && OFFERING.has(verb.lemma));
      if (ENDING.has(verb.phrasal)) byEnd(verb);
      if (releasing || offering) byVerb(verb, releasing);
      else if (/^(?:arrive|be|land|come|live|go)$/.test(verb.lemma)) bySubject(verb);
    }
    byTitle();
    byMeeting();
    byAbility();
    byOpenSourcing();
    byNoun();
    if (scene.index <= 3) drafts.push(...byNovelty(scene, drafts));
    byNextSentence();
    return drafts;

    function byVerb(verb: Verb, releasing: boolean): void {
      if (verb.negated || verb.subjectVia === 'relative' || verb.chain.includes('before')) return;
      // "Foo teams up with Bar to launch Baz": both do. Any other purpose is no launch yet.
      const joint =
        releasing &&
        verb.phrasal !== 'roll out' &&
        verb.chain.includes('purpose') &&
        JOINT.test(verb.governor?.phrasal ?? '')
          ? verb.governor
          : null;
      if (verb.chain.includes('purpose') && !joint) return;
      if (verb.passive) {
        bySubject(verb);
        return;
      }
      let orgs = makers(scene, verb);
      // "Foo's video service is getting …": the house's doing.
      const subjectOf = verb.subject?.phrases[0];
      if (/^(?:get|receive)$/.test(verb.lemma) && subjectOf) {
        const owners = ownerOf(scene, subjectOf, subjectOf.head, 'org');
        if (owners.length === 1) orgs = owners;
      }
      // "Foo's chatbot introduces …": a product that gets something new is itself what is renewed.
      const renewed = orgs.length === 0 && verb.lemma !== 'release' ? renewedBy(verb) : null;
      if (renewed) orgs.push(...maker(scene, renewed.entity));
      const others = joint?.preps.find((prep) => prep.word === 'with')?.group ?? null;
      for (const party of parties(scene, others, 'org', verb))
        if (party.entity?.kind === 'org' && !party.entity.authority && !orgs.some((org) => org.entity === party.entity))
          orgs.push(party);
      const follows = clauses.groupAt(verb.to + 1);
      let group = verb.object ?? (follows?.from === verb.to + 1 ? follows : null);
      // Early versions are seeded; so are funds and fields.
      if (verb.lemma === 'seed' && !(group && /\bbetas?\b/.test(lowerText(scene, group.from, group.to + 1)))) return;
      // "reveals how Foo …" tells of a clause.
      if (/^(?:how|that|why|what|who|where|whether)$/.test(nodes[verb.to + 1]?.lower ?? '')) return;
      if (!group) {
        if (releasing) bySubject(verb);
        return;
      }
      const text = lowerText(scene, group.from, group.to + 1);
      const ahead = lowerText(scene, group.from, Math.min(verb.reach, group.to + 6));
      // "announces the launch of Foo", "adds support for Foo", "brings Foo to Bar".
      const head = nodes[group.phrases[0]?.head ?? 0];
      const inner = nodes[group.to + 1];
      let lowered: ReturnType<typeof coinage> = null;
      if (
        /^(?:availability|launch|release|rollout|debut|introduction|preview|version|expansion|integration|set|family|suite|series|collection|betas?|update)$/.test(
          head?.lower ?? '',
        ) &&
        inner?.lower === 'of'
      ) {
        const coined = coinage(group.to + 2);
        if (coined) lowered = coined;
        const next = clauses.groupAt(group.to + 2) ?? clauses.groupAt(group.to + 3);
        if (next && !next.phrases.every(barred)) {
          group = next;
          releasing = true;
        }
      }
      const objectText = lowerText(scene, group.from, group.to + 1);
      const slugs = new Set(orgs.flatMap((party) => (party.entity?.slug ? [party.entity.slug] : [])));
      const mine = (entity: Entity | null): boolean => entity?.owner !== undefined && slugs.has(entity.owner);
      let products = label(scene, group, verb.reach, orgs[0]?.entity ?? null);
      if (lowered && products.length === 0) products = [lowered];
      if (verb.lemma === 'seed')
        products = products.map((item) => ({ ...item, text: item.text.replace(/ betas?$/i, '') }));
      // Rolling out what another makes is taking it, not making it.
      if (verb.phrasal === 'roll out' && products.some((item) => item.entity?.owner && !mine(item.entity))) {
        if (!products.some((item) => mine(item.entity))) return;
      }
      if (!releasing || group !== verb.object)
        products = products.filter((item) => !item.entity?.owner || mine(item.entity));
      // "adds a mode to Foo": what is added where it has a name, else what it is added to.
      const goal =
        verb.preps.find((prep) => /^(?:to|in|into|inside|for)$/.test(prep.word) && prep.group)?.group ??
        (/^(?:to|in|into|inside)$/.test(nodes[group.to + 1]?.lower ?? '') ? clauses.groupAt(group.to + 2) : null);
      const home = goal
        ? label(scene, goal, verb.reach, orgs[0]?.entity ?? null).filter(
            (item) => mine(item.entity) || (item.entity && !item.entity.owner && thingOf(goal, item)),
          )
        : [];
      const known = products.some((item) => item.entity?.kind === 'product');
      if (group.phrases.some(barred) || (orgs.length > 1 && /\bpilot\b/.test(objectText))) return;
      if (/\b(?:satellites?|rocket|into orbit|spacecraft|lunar)\b/.test(lowerText(scene, group.from, verb.reach)))
        return;
      if (!releasing) {
        // "delivering features", "a deal that would bring": what it does, not what is new.
        if (verb.form === 'gerund' || /^(?:would|could|might)$/.test(verb.modal ?? '')) return;
        switch (verb.phrasal) {
          case 'present':
          case 'showcase':
          case 'share':
          case 'publish':
            if (!known && !(products.some((item) => item.entity) && KINDS.test(ahead))) return;
            break;
          case 'announce':
            if (/\b(?:new|first|latest|upcoming|next-gen\S*)\b/.test(text) && NEW_KIND.test(head?.lower ?? '')) break;
            if (!known && !(products.length > 0 && (KINDS.test(ahead) || explained(scene, group)))) return;
            break;
          case 'open':
            if (!known) return;
            break;
          case 'add':
          case 'bring':
            if (home.length > 0) {
              const another = products.every((item) => item.entity?.kind === 'org');
              if (products.length === 0 || another || GENERIC_HEADS.test(head?.lower ?? '')) products = home;
              break;
            }
            if (
              !(
                KINDS.test(text) ||
                (known && verb.lemma === 'add') ||
                /\b(?:features?|capabilit(?:y|ies)|tools?|support|function)\b/.test(ahead)
              )
            )
              return;
            break;
          case 'extend':
          case 'expand':
            if (
              !(
                KINDS.test(text) ||
                (known && verb.lemma === 'add') ||
                /\b(?:features?|capabilit(?:y|ies)|tools?|support|function)\b/.test(ahead)
              )
            )
              return;
            if (verb.lemma === 'expand' || verb.lemma === 'extend') {
              // "expands its taxi service to Lyon": there, it is launched.
              const where = goal ? nodes[goal.phrases[0]?.head ?? 0] : undefined;
              const own =
                /^(?:its|their)$/.test(nodes[group.from]?.lower ?? '') || products.some((item) => mine(item.entity));
              if (!own || (where?.mention?.entity.kind !== 'place' && !PLACES.has(where?.lower ?? ''))) return;
            }
            break;
          case 'get':
          case 'receive':
            // A product gets a feature; a firm gets money.
            if (
              !(products.some((item) => item.entity) || KINDS.test(text)) ||
              (subjectProduct(verb) === null && !renewed)
            )
              return;
            break;
          case 'test':
          case 'trial':
          case 'pilot':
            // What two firms try together is their agreement.
            if (!(KINDS.test(ahead) || known) || orgs.length > 1) return;
            break;
          case 'enable':
          case 'plan':
            if (!KINDS.test(text) || NO_THING.test(text) || !orgs.every((party) => party.entity?.kind === 'org'))
              return;
            break;
          case 'offer':
            if (!/\bnow\b/.test(lowerText(scene, verb.from - 2, verb.head + 2)) || !(KINDS.test(ahead) || known))
              return;
            break;
          case 'make':
            if (!/\b(?:available|live|public)\b/.test(lowerText(scene, verb.to, verb.reach))) return;
            if (products.length === 0) return;
            break;
          case 'move':
            if (!/\bgeneral availability\b/.test(lowerText(scene, verb.to, verb.reach))) return;
            break;
          case 'upgrade':
          case 'update':
          case 'rebrand':
          case 'rename':
            if (!known) return;
            break;
          default:
            if (!known) return;
        }
      }
      if (renewed) {
        if (!KINDS.test(objectText) && products.length === 0 && !group.phrases.every(concrete)) return;
        products = [renewed, ...products.filter((item) => item.entity !== renewed.entity)];
      }
      if (orgs.length === 0 && products.every((item) => !item.entity?.owner)) return;
      // "launches an AI pin": what is launched, and is nothing else, is a product by that.
      if (products.length === 0 && !KINDS.test(objectText) && !(releasing && group.phrases.every(concrete))) return;
      const draft = newDraft(scene, 'launch', verb.head, verb);
      draft.from = verb.from;
      draft.to = verb.reach;
      if (/^(?:plan|expect|set|begin|start|get)$/.test(verb.chain.at(-1) ?? '')) draft.status = 'announced';
      addParties(draft, 'org', orgs);
      if (orgs.length === 0) addParties(draft, 'org', maker(scene, products[0]?.entity ?? null));
      for (const item of products.slice(0, 4)) draft.args.push(productArg(item));
      drafts.push(draft);
      const named = products.some((item) => item.entity);
      if (!named && orgs.length > 0 && !draft.background) unnamed.set(scene.article, { orgs, index: scene.index });
      else unnamed.delete(scene.article);
    }

    /** "to its Foo", "to Foo platform": a thing of one's own, though nobody knows it. */
    function thingOf(group: Group, item: Label): boolean {
      const phrase = group.phrases[0];
      return (
        phrase !== undefined &&
        !item.entity?.slug &&
        !/^(?:extension|plugin|integration)s?$/.test(nodes[phrase.head]?.lower ?? '') &&
        (item.entity?.kind === 'product' || /^(?:its|their)$/.test(nodes[phrase.from]?.lower ?? ''))
      );
    }

    /** The known product that is the subject of a verb: "Foo's Bar launches a new mode". */
    function renewedBy(verb: Verb): Label | null {
      const phrase = verb.subject?.phrases[0];
      if (!phrase || verb.subject?.phrases.length !== 1) return null;
      const item = label(scene, verb.subject, verb.from, null).find((other) => other.entity?.owner);
      return item && (phrase.head === item.node || GENERIC_HEADS.test(nodes[phrase.head]?.lower ?? '')) ? item : null;
    }

    /** "has built an agent called Foo": who names it, shows it. */
    function byBuilding(verb: Verb): void {
      const group = verb.object;
      if (!group || verb.negated || verb.chain.length > 0 || verb.subjectVia !== 'direct') return;
      if (
        !KINDS.test(lowerText(scene, group.from, group.to + 1)) ||
        !/^(?:called|named|dubbed)$/.test(nodes[group.to + 1]?.lower ?? '')
      )
        return;
      const orgs = makers(scene, verb);
      const products = label(scene, group, verb.reach, orgs[0]?.entity ?? null).filter((item) => item.entity);
      if (orgs.length === 0 || products.length === 0) return;
      const draft = newDraft(scene, 'launch', verb.head, verb);
      draft.from = verb.from;
      draft.to = verb.reach;
      addParties(draft, 'org', orgs);
      for (const item of products.slice(0, 2)) draft.args.push(productArg(item));
      drafts.push(draft);
    }

    /** "is delaying its adult mode": a launch that is not yet. */
    function byDelay(verb: Verb): void {
      const group = verb.passive ? verb.subject : verb.object;
      if (!group || verb.negated || group.phrases.some(barred)) return;
      const orgs = verb.passive ? [] : makers(scene, verb);
      const products = label(scene, group, verb.reach, orgs[0]?.entity ?? null);
      const known = products.filter((item) => item.entity?.kind === 'product');
      if (products.length === 0 || (orgs.length === 0 && known.length === 0)) return;
      if (known.length === 0 && !KINDS.test(lowerText(scene, group.from, group.to + 1))) return;
      const draft = newDraft(scene, 'launch', verb.head, verb, 'talks');
      draft.status = 'talks';
      draft.from = verb.from;
      draft.to = verb.reach;
      addParties(draft, 'org', orgs.length > 0 ? orgs : maker(scene, known[0]?.entity ?? null));
      for (const item of products.slice(0, 2)) draft.args.push(productArg(item));
      drafts.push(draft);
    }

    /** "Foo will be shut down", "discontinues Foo": a product of the catalogue that goes. */
    function byEnd(verb: Verb): void {
      if (verb.negated) return;
      const group = verb.passive ? verb.subject : verb.object;
      const products = label(scene, group, verb.passive ? verb.from : verb.reach, null).filter(
        (item) => item.entity?.owner,
      );
      const orgs = verb.passive ? [] : makers(scene, verb);
      const item = products[0];
      if (
        !item &&
        group &&
        orgs.length === 1 &&
        OFF.test(lowerText(scene, group.phrases[0]?.from ?? 0, (group.phrases[0]?.head ?? 0) + 1))
      ) {
        // "turns off app suggestions", "halts teen chats": what the house offered itself.
        const draft = newDraft(scene, 'launch', verb.head, verb, 'ended');
        draft.from = verb.from;
        draft.to = verb.reach;
        addParties(draft, 'org', orgs);
        drafts.push(draft);
        return;
      }
      if (!item?.entity || !group || products.length !== 1) return;
      if (!verb.passive && !orgs.some((party) => party.entity?.slug === item.entity?.owner)) return;
      const head = group.phrases[0]?.head ?? 0;
      if (head !== item.node && !GENERIC_HEADS.test(nodes[head]?.lower ?? '')) return;
      const draft = newDraft(scene, 'launch', verb.head, verb, 'ended');
      draft.from = verb.from;
      draft.to = verb.reach;
      addParties(draft, 'org', verb.passive ? maker(scene, item.entity) : orgs.slice(0, 1));
      draft.args.push(productArg(item));
      drafts.push(draft);
    }

    /** "Foo's new detector has launched": the maker owns what is launched. */
    function byOwner(verb: Verb): boolean {
      const phrase = verb.subject?.phrases[0];
      const head = phrase ? nodes[phrase.head] : undefined;
      if (!phrase || !head || head.mention || !KINDS.test(head.lower)) return false;
      const owners = ownerOf(scene, phrase, phrase.head, 'org').filter((party) => !party.coreferent);
      const thing = nodes
        .slice(phrase.from, phrase.head)
        .find(
          (node, k) => node.mention?.entity.owner && /^['’]s$/.test(nodes[phrase.from + k + 1]?.lower ?? ''),
        )?.mention;
      if (owners.length === 0 && thing) {
        // "Foo's agentic features are now available", of a product.
        const draft = newDraft(scene, 'launch', verb.head, verb);
        draft.from = phrase.from;
        draft.to = verb.reach;
        addParties(draft, 'org', maker(scene, thing.entity));
        draft.args.push(productArg({ text: thing.text, entity: thing.entity, node: phrase.from }));
        drafts.push(draft);
        return true;
      }
      if (owners.length !== 1) return false;
      const draft = newDraft(scene, 'launch', verb.head, verb);
      draft.from = phrase.from;
      draft.to = verb.reach;
      addParties(draft, 'org', owners);
      for (const item of label(scene, verb.subject, verb.from, owners[0]?.entity ?? null).slice(0, 2))
        draft.args.push(productArg(item));
      drafts.push(draft);
      return true;
    }

    /** A label in lower case that stands in no phrase: "a preview of foo-oss-guard". */
    function coinage(at: number): { text: string; entity: null; node: number } | null {
      for (let k = at; k < Math.min(nodes.length, at + 2); k++) {
        const text = nodes[k]?.text ?? '';
        if (
          /^\p{L}[\p{L}\d.]*(?:-[\p{L}\d.]+){1,4}$/u.test(text) &&
          (/\d/.test(text) || text.split('-').length > 2) &&
          !common(text.toLowerCase())
        )
          return { text, entity: null, node: k };
      }
      return null;
    }

    /** The product that is the subject, ours to know or owned by a house beside it. */
    function subjectProduct(verb: Verb): Entity | null {
      const phrase = verb.subject?.phrases[0];
      const entity = phrase ? nodes[phrase.head]?.mention?.entity : undefined;
      if (!phrase || !entity) return null;
      if (entity.kind === 'product') return entity;
      return !entity.sure &&
        !entity.slug &&
        ownerOf(scene, phrase, phrase.head, 'org').some((party) => !party.coreferent)
        ? entity
        : null;
    }

    /** "Foo can now read your mail": what a product has learnt. */
    function byAbility(): void {
      if (scene.sentence.field !== 'title' || drafts.length > 0) return;
      for (const verb of clauses.verbs) {
        if (
          verb.modal !== 'can' ||
          verb.negated ||
          verb.passive ||
          !/\bnow\b/.test(lowerText(scene, verb.from - 1, verb.to + 1))
        )
          continue;
        const item = label(scene, verb.subject, verb.from, null).find((other) => other.entity?.owner);
        if (!item || verb.subject?.phrases[0]?.head !== item.node) continue;
        const draft = newDraft(scene, 'launch', verb.head, verb, 'announced');
        draft.status = 'announced';
        draft.from = verb.from;
        draft.to = verb.reach;
        addParties(draft, 'org', maker(scene, item.entity));
        draft.args.push(productArg(item));
        drafts.push(draft);
        return;
      }
    }

    /** "Foo open sources Bar", in two words. */
    function byOpenSourcing(): void {
      nodes.forEach((node, at) => {
        if (node.lower !== 'open' || !/^(?:sources|sourced|sourcing)$/.test(nodes[at + 1]?.lower ?? '')) return;
        const who = nodes[at - 1]?.mention;
        const group = clauses.groupAt(at + 2) ?? clauses.groupAt(at + 3);
        if (who?.entity.kind !== 'org' || !group) return;
        const rest =
          group.from <= at + 1
            ? { ...group, phrases: group.phrases.map((phrase) => ({ ...phrase, from: Math.max(phrase.from, at + 2) })) }
            : group;
        const items = label(scene, rest, nodes.length, who.entity);
        if (items.length === 0) return;
        const draft = newDraft(scene, 'launch', at, null, 'announced');
        draft.from = at;
        draft.to = group.to + 1;
        addParties(draft, 'org', [{ entity: who.entity, text: who.text, node: at - 1, coreferent: false }]);
        for (const item of items.slice(0, 4)) draft.args.push(productArg(item));
        drafts.push(draft);
      });
    }

    /** "with the release of Foo", "delays the launch of Foo". */
    function byNoun(): void {
      nodes.forEach((node, at) => {
        if (
          !/^(?:launch|release|rollout|debut|unveiling|introduction)$/.test(node.lower) ||
          nodes[at + 1]?.lower !== 'of'
        )
          return;
        const phrase = clauses.phraseAt(at);
        const group = clauses.groupAt(at + 2) ?? clauses.groupAt(at + 3);
        if (!phrase || phrase.head !== at || !group) return;
        if (group.phrases.some(barred)) return;
        // "The launch of Foo in 2022 changed …" is history.
        const year = /\b(?:in|of|since) (?:[a-z]+ )?(?:of )?(20\d\d)\b/.exec(lowerText(scene, at, nodes.length))?.[1];
        const now = /20\d\d/.exec(scene.document.article.published ?? '')?.[0];
        if (year && (!now || Number(year) < Number(now))) return;
        const carrier =
          [...clauses.verbs]
            .reverse()
            .find((verb) => verb.to < phrase.from && verb.reach > at && verb.form !== 'participle') ?? null;
        if (carrier?.negated || carrier?.modal === 'could' || carrier?.modal === 'would') return;
        const orgs = carrier && !carrier.passive ? makers(scene, carrier) : ownerOf(scene, phrase, at, 'org');
        const items = label(scene, group, nodes.length, orgs[0]?.entity ?? null).filter((item) => item.entity);
        const slug = orgs[0]?.entity?.slug;
        const known = items.filter((item) => item.entity?.owner && (!slug || item.entity.owner === slug));
        const near =
          carrier !== null &&
          /^(?:announce|mark|celebrate|expand|follow|accelerate|continue|delay|postpone|confirm|see|tease|push)$/.test(
            carrier.lemma,
          );
        const named =
          known.length > 0 ? known : near && orgs.length === 1 ? items.filter((item) => !item.entity?.owner) : [];
        if (named.length === 0) return;
        const draft = newDraft(scene, 'launch', at, carrier);
        draft.from = phrase.from;
        draft.to = group.to + 1;
        if (carrier && /^(?:delay|postpone|push)$/.test(carrier.lemma)) draft.status = 'talks';
        addParties(draft, 'org', orgs.length === 1 ? orgs : maker(scene, named[0]?.entity ?? null));
        for (const item of named.slice(0, 4)) draft.args.push(productArg(item));
        drafts.push(draft);
      });
    }

    /** "Foo announced a new model. Bar is …": the next sentence names what the last one launched. */
    function byNextSentence(): void {
      const last = unnamed.get(scene.article);
      if (!last || scene.index <= last.index || scene.index > last.index + 2) return;
      const verb = clauses.verbs.find((other) => other.form === 'finite' && other.subjectVia === 'direct');
      const phrase = verb?.subject?.phrases[0];
      if (!verb || !phrase || phrase.from > 3 || verb.subject?.phrases.length !== 1) return;
      const mention = nodes[phrase.head]?.mention;
      const called = /^(?:product|model|tool|app|service|platform|feature|system|card|assistant|technology|offering)$/;
      let item: { text: string; entity: Entity | null; node: number } | null = null;
      if (
        mention &&
        nodes[phrase.from]?.mention === mention &&
        (mention.entity.kind === 'product' ||
          (mention.entity.kind === 'org' && !mention.entity.slug && !mention.entity.sure))
      ) {
        const rest = lowerText(scene, verb.to + 1, Math.min(verb.reach, verb.to + 14));
        const told =
          (verb.lemma === 'be' &&
            /^(?:a|an|the|part|designed|built|available|described|powered|based|trained|capable)\b/.test(rest) &&
            !/\b(?:company|startup|firm|founder|spokes\S+|ceo)\b/.test(rest)) ||
          (verb.passive &&
            /^(?:design|build|train|base|power|describe|price|available|integrate|optimi[sz]e|fine-tune)$/.test(
              verb.lemma,
            )) ||
          /^(?:let|allow|enable|help|offer|support|generate|handle|combine|integrate|automate|run|feature|come|cost|process)$/.test(
            verb.lemma,
          );
        if (told && !last.orgs.some((party) => party.entity === mention.entity))
          item = { text: mention.text, entity: mention.entity, node: phrase.head };
      } else if (called.test(nodes[phrase.head]?.lower ?? '')) {
        for (let k = phrase.head + 1; k < phrase.head + 4; k++)
          if (/^(?:called|dubbed|named)$/.test(nodes[k]?.lower ?? '') && nodes[k + 1]?.mention)
            item = {
              text: nodes[k + 1]?.mention?.text ?? '',
              entity: nodes[k + 1]?.mention?.entity ?? null,
              node: k + 1,
            };
      }
      if (!item || (item.entity?.owner && !last.orgs.some((party) => party.entity?.slug === item?.entity?.owner)))
        return;
      const draft = newDraft(scene, 'launch', verb.head, verb, 'announced');
      draft.background = false;
      addParties(draft, 'org', last.orgs);
      draft.args.push(productArg(item));
      drafts.push(draft);
      unnamed.delete(scene.article);
    }

    /** "Foo is now available", "Foo arrives", "Foo launches": the product is the subject. */
    function bySubject(verb: Verb): void {
      const { subject } = verb;
      if (!subject || verb.negated || verb.subjectVia === 'relative') return;
      const rest = lowerText(scene, verb.to + 1, Math.min(verb.reach, verb.to + 6));
      if (
        verb.lemma === 'be' ||
        verb.lemma === 'go' ||
        verb.lemma === 'come' ||
        verb.lemma === 'land' ||
        verb.lemma === 'live'
      ) {
        if (
          !/^(?:now |also |finally |officially |here |out |back )*(?:generally |widely |publicly |freely )?(?:available|live|here|out now|in (?:public )?(?:beta|preview|general availability))\b/.test(
            rest,
          )
        )
          return;
      } else if (verb.lemma === 'arrive' && /^(?:at|in (?:court|the us))/.test(rest)) return;
      const products = label(scene, subject, verb.from, null).filter(
        (item) => item.entity?.kind === 'product' || (verb.passive && item.entity),
      );
      const named = products.filter((item) => item.entity?.kind === 'product');
      const released =
        /^(?:launch|release|unveil|introduce|debut|announce|open-source|preview|roll out|ship|make|test|reveal)$/;
      if (verb.passive && !released.test(verb.phrasal)) return;
      if (verb.lemma === 'make' && !/^(?:\w+ )?available\b/.test(rest)) return;
      if (verb.lemma === 'ship' && verb.preps.some((prep) => prep.word === 'as' || prep.word === 'to')) return;
      if (named.length === 0) {
        if (!verb.passive) byOwner(verb);
        return;
      }
      if (
        !verb.passive &&
        !['be', 'go', 'come', 'land', 'live', 'arrive', 'launch', 'debut', 'release', 'roll out', 'ship'].includes(
          verb.phrasal,
        )
      )
        return;
      const draft = newDraft(scene, 'launch', verb.head, verb);
      draft.from = subject.from;
      draft.to = verb.reach;
      const by = verb.preps.find((prep) => prep.word === 'by');
      const owner = by?.group ? parties(scene, by.group, 'org', verb) : [];
      const before = /^['’]s$/.test(nodes[(named[0]?.node ?? 0) - 1]?.lower ?? '')
        ? nodes[(named[0]?.node ?? 0) - 2]?.mention
        : undefined;
      addParties(
        draft,
        'org',
        owner.length > 0
          ? owner
          : before && before.entity.kind === 'org'
            ? [{ entity: before.entity, text: before.text, node: (named[0]?.node ?? 0) - 2, coreferent: false }]
            : maker(scene, named[0]?.entity ?? null),
      );
      for (const item of named.slice(0, 4)) draft.args.push(productArg(item));
      drafts.push(draft);
    }

    /** "Introducing Foo", and a company's own headline that is a product's name. */
    /** "Meet Foo 2, Bar's latest model": whose it is follows the name. */
    function byMeeting(): void {
      const opener = /^(?:meet|introducing)$/.test(nodes[0]?.lower ?? '') ? clauses.groupAt(1) : null;
      if (opener?.from !== 1 || scene.index > 3 || drafts.length > 0) return;
      const after = nodes[opener.to + 1]?.text === ',' ? clauses.groupAt(opener.to + 2) : null;
      const phrase = after?.phrases[0];
      if (!phrase || !/\b(?:new|newest|latest|first)\b/.test(lowerText(scene, phrase.from, phrase.to + 1))) return;
      if (!KINDS.test(lowerText(scene, phrase.from, phrase.to + 1))) return;
      const orgs = ownerOf(scene, phrase, phrase.head, 'org');
      const products = label(scene, opener, opener.to + 1, orgs[0]?.entity ?? null);
      if (orgs.length !== 1 || products.length === 0) return;
      const draft = newDraft(scene, 'launch', 0, null, 'announced');
      draft.to = phrase.to + 1;
      addParties(draft, 'org', orgs);
      for (const item of products.slice(0, 1)) draft.args.push(productArg(item));
      drafts.push(draft);
    }

    function byTitle(): void {
      if (scene.sentence.field !== 'title') return;
      const opener = nodes.findIndex(
        (node, k) =>
          /^(?:introducing|announcing|meet|presenting|unveiling|launching|releasing)$/.test(node.lower) &&
          (k === 0 || /^[:—–,]$/.test(nodes[k - 1]?.text ?? '')),
      );
      const first = opener >= 0 ? (clauses.groupAt(opener + 1) ?? clauses.groupAt(opener + 2)) : null;
      const own = scene.article.house;
      if (!own || drafts.length > 0) return;
      if (first) {
        const text = lowerText(scene, first.from, first.to + 1);
        let products = label(scene, first, nodes.length, null).filter((item) => !/^(?:new|the)$/i.test(item.text));
        const phrase = first.phrases[0];
        const cutShort =
          products.length === 1 &&
          phrase &&
          !nodes[phrase.head]?.mention &&
          end(products[0]) < (nodes[phrase.head]?.end ?? 0) &&
          !GENERIC_HEADS.test(nodes[phrase.head]?.lower ?? '');
        if (first.phrases.some(barred) || products.length === 0 || cutShort) {
          // "Introducing Foo's Safety Hub": a house may name anything so, if all its words are capitals.
          if (!cutShort) products = [];
          let from = phrase?.from ?? 0;
          for (let k = from; phrase && k <= phrase.head; k++)
            if (
              nodes[k]?.pos === 'DET' ||
              nodes[k]?.pos === 'PART' ||
              /^(?:our|new|the|its)$/.test(nodes[k]?.lower ?? '')
            )
              from = k + 1;
          const words = phrase ? nodes.slice(from, phrase.head + 1) : [];
          if (
            phrase &&
            words.length >= 2 &&
            words.length <= 5 &&
            words.every((node) => node.capital && !node.value) &&
            !/\b(?:partnership|collaboration|report|study|research|team|council|office|fund|board|series|investment|ceo|chief|director)\b/.test(
              text,
            )
          )
            products = [{ text: nodeText(scene, from, phrase.head), entity: null, node: from }];
        }
        const items = products.length > 0 ? products : [];
        if (items.length === 0) return;
        const draft = newDraft(scene, 'launch', 0, null);
        draft.background = false;
        for (const item of items.slice(0, 4)) draft.args.push(ownProduct(item, own));
        addParties(draft, 'org', maker(scene, draft.args[0]?.party?.entity ?? null));
        drafts.push(draft);
        return;
      }
      const brought = /^(?:bringing|expanding|updating|upgrading)$/.test(nodes[0]?.lower ?? '');
      const group = clauses.groupAt(0) ?? (brought ? clauses.groupAt(1) : null);
      if (!group || clauses.verbs.some((verb) => verb.form === 'finite' && verb.lemma !== 'live')) return;
      const live = clauses.verbs.find((verb) => verb.lemma === 'live');
      const names = label(scene, group, nodes.length, null);
      if (names.length === 0 && live && live.subject === group) {
        const phrase = group.phrases[0];
        if (
          phrase &&
          phrase.head > phrase.from &&
          nodes.slice(phrase.from, phrase.head + 1).every((node) => node.capital)
        )
          names.push({ text: nodeText(scene, phrase.from, phrase.head), entity: null, node: phrase.from });
      }
      if (live && live.subject === group && names.length > 0) {
        const draft = newDraft(scene, 'launch', 0, null, 'announced');
        for (const item of names.slice(0, 2)) draft.args.push(ownProduct(item, own));
        drafts.push(draft);
        return;
      }
      const products = names.filter((item) => item.entity?.kind === 'product' && item.entity.owner === own.slug);
      const next = nodes[group.to + 1];
      if (
        products.length > 0 &&
        (group.phrases[0]?.head === products[0]?.node ||
          nodes[group.phrases[0]?.head ?? 0]?.end === end(products[0])) &&
        (!next || (brought ? /^(?:to|in|on)$/ : /^(?:on|in|for|now|:|with|is)$/).test(next.lower))
      ) {
        const draft = newDraft(scene, 'launch', 0, null);
        for (const item of products) draft.args.push(ownProduct(item, own));
        addParties(draft, 'org', maker(scene, products[0]?.entity ?? null));
        drafts.push(draft);
      }
    }

    function end(item: { text: string; node: number } | undefined): number {
      return item ? (nodes[item.node]?.start ?? 0) + item.text.length : -1;
    }
    function ownProduct(
      item: { text: string; entity: Entity | null; node: number },
      own: { slug: string },
    ): ReturnType<typeof productArg> {
      const entity = item.entity ?? scene.entities.adopt(item.text, 'product');
      entity.owner ??= own.slug;
      return productArg({ ...item, entity });
    }
  },
};
