import type { Group, Verb } from '../clauses.ts';
import type { Entity } from '../entities.ts';
import { ownerOf, type Party } from '../parties.ts';
import type { Scene } from '../scene.ts';
import { PLACES } from '../words.ts';
import { lowerText } from './frame.ts';
import { artificial, GENERIC_HEADS, KINDS, type Label } from './labels.ts';

/** Verbs that tell of a launch only where their object is something new to have: "adds a mode", "brings Foo to the web". */
export const OFFERING = new Set(
  'announce,add,bring,test,offer,make,present,showcase,upgrade,update,open,expand,publish,show off,trial,pilot,get,gain,receive,move,drop,share,switch on,turn on,extend,rebrand,rename,enable,plan,revamp,overhaul,improve,experiment,start,begin,bake,integrate,embed,weave,link,connect'.split(
    ',',
  ),
);
/** What "announces a new …" launches without a name. */
const NEW_KIND =
  /^(?:models?|tools?|apps?|features?|chips?|assistants?|chatbots?|agents?|services?|platforms?|devices?|products?|processors?|robots?|cards?|protocols?|apis?|sdks?|browsers?|plugins?|extensions?|capabilit(?:y|ies)|modes?|tiers?|subscriptions?|headsets?|glasses|phones?|laptops?|speakers?|wearables?|gpus?|cpus?|accelerators?|servers?|datasets?|benchmarks?|librar(?:y|ies)|toolkits?|engines?|integrations?|systems?|bots?)$/;
/** What is enabled or planned and is no product. */
const NO_THING = /\b(?:access|payments?|transactions?|trading|use|users|customers|clients|people|growth)\b/;
/** What a product gets, beside a thing with a name. */
const IMPROVEMENT = /\b(?:updates?|upgrades?|overhaul|redesign|makeover|revamp|boost|layer|features|tools|controls?)$/;
/** Where a product is brought that was elsewhere before. */
const SURFACE =
  /^(?:web|desktop|mobile|phones?|iphones?|ipads?|macs?|pcs?|android|ios|windows|linux|chrome|browsers?|apps?|tvs?|cars?|everyone|all|consumers|enterprises?|developers|more|users|customers)$/;

/** What a house offers and may widen. */
const SERVICE = /^(?:tool|tools|app|feature|features|assistant|chatbot|service|search|browser|agent)$/;

/** How a verb's clause was read: what is offered, by whom, and what it is added to. */
export interface Offer {
  group: Group;
  orgs: readonly Party[];
  products: Label[];
  /** The product that something is added to. */
  home: Label[];
  /** A known product is among those named. */
  known: boolean;
  mine(entity: Entity | null): boolean;
  /** The product that is the subject, where it is one. */
  renewed: Label | null;
}

/** What a verb of offering launches: its products (none, if they have no name), or null where it launches nothing. */
export function offeredBy(scene: Scene, verb: Verb, offer: Offer): Label[] | null {
  const { nodes, clauses } = scene;
  const { group, orgs, home, known, mine, renewed } = offer;
  const { products } = offer;
  const text = lowerText(scene, group.from, group.to + 1);
  const ahead = lowerText(scene, group.from, Math.min(verb.reach, group.to + 6));
  const rest = lowerText(scene, verb.to, verb.reach);
  const head = nodes[group.phrases[0]?.head ?? 0];
  const named = products.some((item) => item.entity);
  const own = /^(?:its|their)$/.test(nodes[group.from]?.lower ?? '') || products.some((item) => mine(item.entity));
  // "delivering features", "a deal that would bring": what it does, not what is new.
  if (verb.form === 'gerund' || /^(?:would|could|might)$/.test(verb.modal ?? '')) return null;
  const goal =
    verb.preps.find((prep) => /^(?:to|in|into|inside|for|on)$/.test(prep.word) && prep.group)?.group ??
    (/^(?:to|in|into|inside)$/.test(nodes[group.to + 1]?.lower ?? '') ? clauses.groupAt(group.to + 2) : null);
  const place = goal ? nodes[goal.phrases[0]?.head ?? 0] : undefined;
  const abroad = place?.mention?.entity.kind === 'place' || PLACES.has(place?.lower ?? '');
  switch (verb.phrasal) {
    case 'present':
    case 'showcase':
    case 'share':
    case 'publish':
      return known || (named && KINDS.test(ahead)) ? products : null;
    case 'announce':
      if (/\b(?:new|first|latest|upcoming|next-gen\S*)\b/.test(text) && NEW_KIND.test(head?.lower ?? ''))
        return products;
      return known || (products.length > 0 && (KINDS.test(ahead) || explained(scene, group) || numbered(products)))
        ? products
        : null;
    case 'open':
      if (known) return products;
      if (
        /^(?:testnet|mainnet|beta|preview|marketplace)$/.test(head?.lower ?? '') &&
        group.from < (group.phrases[0]?.head ?? 0)
      )
        return products.filter((item) => item.text.includes(' '));
      // "opens its service to riders in Lyon": what only some could have.
      return own && goal && KINDS.test(head?.lower ?? '') && nodes[group.to + 1]?.lower === 'to' ? products : null;
    case 'start':
    case 'begin':
      return /^(?:services?|rides)$/.test(head?.lower ?? '') &&
        group.phrases.length === 1 &&
        (goal || verb.preps.some((prep) => prep.word === 'at'))
        ? products
        : null;
    case 'bring':
      // "brings its video feed to Europe".
      if (/^(?:its|their)$/.test(nodes[group.from]?.lower ?? '') && place?.mention?.entity.kind === 'place')
        return products;
      if (home.length > 0) return addedTo(home);
      // "brings Foo's wit to Bar": of a product of its own.
      if (goal && !named && ownThing()) return [ownThing() as Label];
      // What two firms bring together is their agreement.
      if (orgs.length > 1) return null;
      if (known && goal) return products;
      if (named && goal && (abroad || place?.mention?.entity.kind === 'product' || SURFACE.test(place?.lower ?? '')))
        return products;
      // "brings talent and technology to Bar": what a partner has to give.
      if (/\b(?:talent|expertise|know-how)\b/.test(lowerText(scene, group.from, group.to + 1))) return null;
      return KINDS.test(text) || /\b(?:features?|capabilit(?:y|ies)|tools?|support|function)\b/.test(ahead)
        ? products
        : null;
    case 'bake':
    case 'integrate':
    case 'embed':
    case 'weave':
    case 'link':
    case 'connect':
      // "bakes Foo into Bar": both its own.
      return home.length > 0 && (products.some((item) => mine(item.entity)) || artificial(text)) ? addedTo(home) : null;
    case 'add':
      if (home.length > 0) return addedTo(home);
      return KINDS.test(text) ||
        known ||
        /\b(?:features?|capabilit(?:y|ies)|tools?|support|function)\b/.test(ahead) ||
        artificial(text)
        ? products
        : null;
    case 'extend':
    case 'expand':
      // "expands its taxi service to Lyon": there, it is launched.
      if (own && abroad && (KINDS.test(text) || known)) return products;
      if (/^(?:program|programs|programme|programmes|initiative)$/.test(head?.lower ?? '')) return null;
      // "expands its search tool to more readers".
      if (/^its$/.test(nodes[group.from]?.lower ?? '') && goal && SERVICE.test(head?.lower ?? '')) return products;
      return known || (named && KINDS.test(ahead)) ? products : null;
    case 'gain':
    case 'get':
    case 'receive':
      // A product gets a feature; a firm gets money.
      if (subjectProduct(scene, verb) === null && !renewed) return null;
      if (!named && !KINDS.test(text) && !(renewed && IMPROVEMENT.test(text))) return null;
      return renewed ? products.filter((item) => item.entity || /\p{Lu}/u.test(item.text)) : products;
    case 'test':
    case 'trial':
    case 'pilot':
    case 'experiment':
      // What two firms try together is their agreement.
      return (KINDS.test(ahead) || known || artificial(text)) && orgs.length <= 1 ? products : null;
    case 'enable':
    case 'plan':
      return KINDS.test(text) && !NO_THING.test(text) && orgs.every((party) => party.entity?.kind === 'org')
        ? products
        : null;
    case 'offer':
      return /\bnow\b/.test(lowerText(scene, verb.from - 2, verb.head + 2)) && (KINDS.test(ahead) || known)
        ? products
        : null;
    case 'make':
      if (products.length === 0 || !/\b(?:available|live|public|open[ -]source)\b/.test(rest)) return null;
      return products.map((item) => ({ ...item, text: item.text.replace(/ open[ -]source$/i, '') }));
    case 'move':
      return /\bgeneral availability\b/.test(rest) ? products : null;
    case 'upgrade':
    case 'update':
    case 'revamp':
    case 'overhaul':
    case 'improve': {
      if (known || (named && KINDS.test(ahead))) return products;
      if (/^(?:several of |some of )?its\b.*\bfeatures\b/.test(ahead)) return products;
      // "revamps Foo's search": of a product of its own.
      const thing = ownThing();
      if (thing && verb.lemma !== 'improve') return [thing];
      // "overhauls its developer platform with new tools".
      return /^its$/.test(nodes[group.from]?.lower ?? '') &&
        KINDS.test(head?.lower ?? '') &&
        verb.preps.some((prep) => prep.word === 'with' && prep.group !== null)
        ? products
        : null;
    }
    case 'drop':
      if (known) return products;
      // "just dropped a new app"; what is dropped is given up, else.
      return KINDS.test(head?.lower ?? '') &&
        (/\bnew\b/.test(text) || /\bjust\b/.test(lowerText(scene, verb.from - 1, verb.head + 1))) &&
        /^(?:an?|two|three|its|new)$/.test(nodes[group.from]?.lower ?? '')
        ? products
        : null;
    default:
      return known ? products : null;
  }

  /** A product of the house's that owns what the object names: "Foo's search". */
  function ownThing(): Label | null {
    const mention = nodes
      .slice(group.from, group.phrases[0]?.head ?? 0)
      .find((node) => mine(node.mention?.entity ?? null))?.mention;
    return mention ? { text: mention.text, entity: mention.entity, node: group.from } : null;
  }

  /** What is added where it has a name, else what it is added to. */
  function addedTo(to: Label[]): Label[] {
    const another = products.every((item) => item.entity?.kind === 'org');
    return products.length === 0 || another || GENERIC_HEADS.test(head?.lower ?? '') ? to : products;
  }
}

/** "Foo S26", "the K2": a number in it says that it is a thing. */
const numbered = (products: readonly Label[]): boolean =>
  products.some(
    (item) => /\d/.test(item.text) && /\p{Lu}/u.test(item.text) && !item.entity?.sure && !item.entity?.slug,
  );

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

/** The product that is the subject, ours to know or owned by a house beside it. */
function subjectProduct(scene: Scene, verb: Verb): Entity | null {
  const phrase = verb.subject?.phrases[0];
  const entity = phrase ? scene.nodes[phrase.head]?.mention?.entity : undefined;
  if (!phrase || !entity) return null;
  if (entity.kind === 'product') return entity;
  return !entity.sure && !entity.slug && ownerOf(scene, phrase, phrase.head, 'org').some((party) => !party.coreferent)
    ? entity
    : null;
}
