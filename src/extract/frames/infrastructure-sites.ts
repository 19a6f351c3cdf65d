import type { Document } from '../document.ts';
import { nodeText, type Scene } from '../scene.ts';
import { PLACES } from '../words.ts';

// What is built, and where.

export const SITE =
  /\b(?:data[- ]?cent(?:er|re)s?|datacenters?|datacentres?|campus(?:es)?|office|offices|headquarters|hq|plants?|factor(?:y|ies)|(?:mega|giga)?fabs?|facilit(?:y|ies)|hubs?|sites?|supercomputers?|gigafactor(?:y|ies)|megafactor(?:y|ies)|gccs?|capability cent(?:er|re)s?|warehouse|labs?|cent(?:er|re)s? of excellence|cloud region|ai factory|innovation cent(?:er|re)|research cent(?:er|re)|cluster|solar farms?|wind farms?|stores?|showrooms?|branch(?:es)?|academy|power plants?|(?:assembly|production) lines?|distribution cent(?:er|re)s?|refiner(?:y|ies)|mills?|clinics?|outlets|restaurants|warehouses|fulfil?lment cent(?:er|re)s?|infrastructure|compute|capacity|operations)\b/;
/** Rooms of money and of talk, not of stone. */
export const NO_SITE =
  /\b(?:debt|credit|loan|financing|banking|repo|settlement|clearing|call|contact|help|venture|content|news|media|safety|transparency|app|online|virtual|play|digital|web) (?:facilit(?:y|ies)|hubs?|operations|labs?|stores?|academy)\b|\b(?:call|contact|help) cent(?:er|re)s?\b|\bresearch lab\b/;
export const BUILD = new Set(
  'build,open,construct,expand,establish,set up,plan,develop,launch,inaugurate,lease,site,erect,create,unveil,announce,break,start,begin,complete,add,snap up,commission,acquire,buy'.split(
    ',',
  ),
);

/** What the letters of an article's places stand for, read once. */
const letters = new WeakMap<Document, Map<string, string>>();
/** "the United Arab Emirates (UAE)": the letters are the place. */
function inFull(scene: Scene, text: string): string {
  if (!/^[A-Z]{2,4}$/.test(text)) return text;
  let known = letters.get(scene.document);
  if (!known) {
    known = new Map();
    for (const match of scene.document.article.text
      .slice(0, 20_000)
      .matchAll(/((?:\p{Lu}[\p{L}’'-]{1,20} ){2,4})\(([A-Z]{2,4})\)/gu)) {
      const full = (match[1] ?? '').trim();
      const initials = full
        .split(' ')
        .map((word) => word[0])
        .join('');
      if (match[2] && initials === match[2]) known.set(match[2], full);
    }
    letters.set(scene.document, known);
  }
  return known.get(text) ?? text;
}

/** A place named after in, at, near or to within a stretch. */
export function placesIn(scene: Scene, from: number, to: number): { text: string; node: number }[] {
  const { nodes } = scene;
  const found: { text: string; node: number }[] = [];
  for (let k = from; k < Math.min(to, nodes.length); k++) {
    const node = nodes[k];
    if (!node) continue;
    // "Stargate UK", "Stargate Norway": the project is called by where it is.
    const of = /^stargate$/i.test(nodes[k - 1]?.text ?? '');
    const called = node.mention ? null : (/^(?:UK|US|UAE|EU)$/.exec(node.text)?.[0] ?? null);
    if (of && called) {
      found.push({ text: called, node: k });
      continue;
    }
    const named = /^Stargate (\p{Lu}[\p{L} ]+)$/u.exec(node.mention?.text ?? '')?.[1];
    if (named && (PLACES.has(named.toLowerCase()) || /^(?:UK|US|UAE|EU)$/.test(named))) {
      found.push({ text: named, node: k });
      continue;
    }
    const place = node.mention
      ? node.mention.entity.kind === 'place'
      : PLACES.has(node.lower) && node.capital && node.text.length > 1;
    if (!place) continue;
    const before = nodes[k - 1]?.lower ?? '';
    const next = nodes[k + 1];
    if (next?.lower === "'s" && !/^(?:in|at|near|across|into|outside)$/.test(before)) continue;
    if (/-based$/.test(node.text)) continue;
    // "Childress, Texas" is one place.
    const last = found.at(-1);
    const governed =
      /^(?:in|at|near|across|to|outside|for|into|around|and|,|of|on|the)$/.test(before) || nodes[k - 1]?.pos === 'ADP';
    if (!governed && !of && nodes[k - 1] && !(nodes[k + 1] && SITE.test(nodes[k + 1]?.lower ?? ''))) continue;
    if (last && before === ',' && last.node === k - 2) {
      last.text = nodeText(scene, last.node, k);
      continue;
    }
    if (
      before === ',' &&
      nodes[k - 2]?.capital &&
      nodes[k - 2]?.mention &&
      nodes[k - 2]?.mention?.entity.kind !== 'person' &&
      /^(?:in|at|near|outside)$/.test(nodes[k - 3]?.lower ?? '')
    ) {
      found.push({ text: nodeText(scene, k - 2, k), node: k - 2 });
      continue;
    }
    if (before === ',' && !last) continue;
    found.push({ text: inFull(scene, node.mention?.text ?? node.text), node: k });
  }
  return found;
}
