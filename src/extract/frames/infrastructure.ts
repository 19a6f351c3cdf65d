import type { Group, Verb } from '../clauses.ts';
import { ownerOf, type Party, parties } from '../parties.ts';
import { isOrg, nodeText } from '../scene.ts';
import { PLACES } from '../words.ts';
import { type Cue, each, wordsIn } from './cues.ts';
import { addParties, addValues, type Draft, type Frame, has, lowerText, newDraft } from './frame.ts';
import { siteOf, undergone } from './infrastructure-progress.ts';
import { becoming, grownWith, planned, STOP, STRONG, stopped, targeted, values } from './infrastructure-read.ts';
import { BUILD, NO_SITE, placesIn, SITE } from './infrastructure-sites.ts';

const SPEND = new Set('invest,spend,pour,commit,pledge,plow,pump,earmark,allocate,inject,set aside'.split(','));

const BUILDING = [...BUILD].map((verb) => verb.split(' ')[0]).join(' ');
/** Places, where no name is read for them. */
const COUNTRIES = [...PLACES].map((place) => place.split(' ')[0]).join(' ');

export const infrastructure: Frame = {
  type: 'infrastructure',
  values,
  accept: (draft, scene) =>
    has(draft, 'org') &&
    (has(draft, 'location') ||
      has(draft, 'amount') ||
      has(draft, 'capacity') ||
      draft.status === 'failed' ||
      planned(scene, draft.verb)),
  cues: [
    // Who builds may stand anywhere: what is built, and where, stands behind the verb.
    ...each([[`~${BUILDING}`, '>10', wordsIn(SITE), '#party']], '#capacity', '#money'),
    ...[['#place'], [COUNTRIES], ['at in', '>3', '#party']].map(
      (where): Cue => [`~${BUILDING}`, '>10', wordsIn(SITE), `~${BUILDING}`, '>', ...(where as Cue), '#party'],
    ),
    [[...SPEND].map((verb) => verb.split(' ')[0]).join(' '), '>', '#money', '#party'],
    ...['#money', '#capacity'].map(
      (sum): Cue => [
        sum,
        '>12',
        'investment expansion campus center centre datacenter commitment project office plan ambition buildout build-out',
      ],
    ),
    [wordsIn(STOP), '>', `${wordsIn(SITE)} stargate`, '#party'],
    ['#title', 'build construct open', '>', wordsIn(STRONG), '#party'],
    ['target plan expect project forecast commit', '>', '#money', '>', 'compute capex data capital infrastructure'],
    ...['#place', COUNTRIES].map(
      (where): Cue => [
        'new first second third latest largest additional',
        '>6',
        'office hub lab campus center centre gcc factory headquarters plant',
        '>8',
        where,
      ],
    ),
    [
      wordsIn(STRONG),
      'build construct develop erect open inaugurate come go be',
      '#party',
      'online live operational open running operation by',
    ],
    ['construction work', '>', 'start begin commence', wordsIn(STRONG), '#party'],
    ['capex capital', 'raise lift boost hike increase cut lower trim expect forecast project', '#money', '#party'],
    ['#place', '>', 'become be', '>', 'office hub campus headquarters hq site'],
  ],
  read(scene) {
    const drafts: Draft[] = [];
    const { clauses, nodes } = scene;
    for (const verb of clauses.verbs) {
      if (verb.negated || verb.passive) continue;
      // "signs a deal with Foo to set up a plant" is the deal.
      if (
        verb.governor &&
        verb.chain.includes('purpose') &&
        /^(?:sign|partner|team|collaborate|ink|strike|enter|form|agree|join)$/.test(verb.governor.lemma)
      )
        continue;
      const building = BUILD.has(verb.phrasal);
      const spending = SPEND.has(verb.phrasal) || SPEND.has(verb.lemma);
      if (!building && !spending) continue;
      const who = parties(scene, verb.subject, 'org', verb).filter(
        (party) => party.entity?.kind === 'org' && !party.entity.authority,
      );
      // "Construction began on Foo's plant": nobody's name.
      if (who.length === 0 || /^(?:construction|work)$/.test(lowerText(scene, verb.subject?.from ?? 0, verb.from)))
        continue;
      const rest = lowerText(scene, verb.to + 1, verb.reach);
      const places = placesIn(scene, verb.to + 1, verb.reach);
      const sum = nodes
        .slice(verb.to + 1, verb.reach)
        .find((node) => node.value?.kind === 'money' && (node.value.use === 'plain' || node.value.use === 'saving'));
      // "plans to spend $8B to buy tools from Foo": spending with whom it buys from.
      const buys =
        spending && verb.lemma === 'spend' && sum
          ? clauses.verbs.find(
              (other) => other.from > verb.to && /^(?:buy|purchase)$/.test(other.lemma) && other.form === 'infinitive',
            )
          : undefined;
      const seller = buys?.preps.find((prep) => prep.word === 'from')?.group ?? null;
      const sellers = buys
        ? parties(scene, seller, 'org', buys).filter((party) => !party.coreferent && party.entity?.kind === 'org')
        : [];
      if (sellers.length > 0 && /\b(?:chips?|tools?|equipment|gpus?|servers?|machines?|chipmaking)\b/.test(rest)) {
        push(verb, who.slice(0, 1), places);
        const made = drafts.at(-1);
        if (made) addParties(made, 'partner', sellers.slice(0, 1));
        continue;
      }
      if (spending) {
        // Money for a country or for sites is the company's own; money for a named company is an investment.
        const into = verb.preps.find((prep) => /^(?:in|into|on|across|for|to)$/.test(prep.word));
        const target = into?.group ? parties(scene, into.group, 'org', verb).filter((party) => !party.coreferent) : [];
        if (!sum || target.length > 0) continue;
        const first = verb.preps.find((prep) => prep.group && /^(?:in|into|across|for|to)$/.test(prep.word));
        const placed =
          first !== undefined &&
          places.some((place) => place.node >= (first.group?.from ?? 0) && place.node <= (first.group?.to ?? 0));
        // Money for a country is its own where the country is what it is spent in, and money for a year is where nothing is bought.
        if (!SITE.test(rest) && !scheduled(verb, rest, sum.value?.value ?? 0)) {
          const owned = nodes.findIndex(
            (node, k) =>
              k > verb.to &&
              k < verb.reach &&
              (node.mention ? node.mention.entity.kind === 'place' : node.capital && PLACES.has(node.lower)) &&
              /^['’]s$/.test(nodes[k + 1]?.lower ?? ''),
          );
          if (
            places.length === 0 &&
            owned >= 0 &&
            (sum.value?.value ?? 0) >= 1e8 &&
            /\b(?:ai|cloud|digital|tech|compute)\b/.test(rest)
          )
            places.push({ text: nodes[owned]?.mention?.text ?? nodes[owned]?.text ?? '', node: owned });
          else if (!placed || (verb.lemma !== 'invest' && verb.lemma !== 'spend' && verb.lemma !== 'pour')) continue;
        }
      } else {
        // "India Operations" may be read as one name.
        const head = nodes[verb.object?.phrases[0]?.head ?? 0];
        const local =
          head?.mention && !head.mention.entity.sure
            ? /^(.+) (?:operations|office|campus|headquarters|hub|data cent(?:er|re))$/i.exec(head.mention.text)?.[1]
            : undefined;
        if (local && PLACES.has(local.toLowerCase()) && verb.object)
          places.push({ text: local, node: verb.object.from });
        // "breaks ground on a plant", "unveils plans for a campus": the site stands behind.
        const { site, behind } = siteOf(scene, verb);
        const object = site ? lowerText(scene, site.from, Math.min(verb.reach, site.to + 1)) : '';
        if (behind && site && places.length === 0) places.push(...within(site));
        if (!SITE.test(object) || NO_SITE.test(object) || NO_SITE.test(rest)) continue;
        if (/^(?:start|begin|launch)$/.test(verb.phrasal) && /\boperations\b/.test(object)) continue;
        if (
          /^(?:infrastructure|compute|capacity|operations|region|lab|labs|cluster|site|sites)$/.test(
            nodes[verb.object?.phrases[0]?.head ?? 0]?.lower ?? '',
          ) &&
          places.length === 0 &&
          !nodes.slice(verb.to, verb.reach).some((node) => node.value?.kind === 'capacity')
        )
          continue;
        if (
          /\b(?:partnership|deal|tool|model|software|app|platform|agreement)\b/.test(
            nodes[verb.object?.phrases[0]?.head ?? 0]?.lower ?? '',
          )
        )
          continue;
      }
      if (places.length === 0 && building) places.push(...addresses(verb));
      push(verb, who.slice(0, 4), places);
    }
    // "TCS's $7 billion data centre", "a 750-megawatt campus in Texas".
    nodes.forEach((node, at) => {
      if (
        node.mention ||
        !/^(?:investment|expansion|campus|cent(?:er|re)|datacenter|commitment|commitments|project|office|plan|ambition|build-?out)s?$/.test(
          node.lower,
        )
      )
        return;
      const phrase = clauses.phraseAt(at);
      if (!phrase || phrase.head !== at) return;
      const carrier =
        clauses.verbs.find(
          (verb) =>
            verb.object !== null && verb.object.from <= at && at <= verb.object.to && verb.object.from > verb.to,
        ) ?? null;
      if (carrier && BUILD.has(carrier.phrasal) && carrier.phrasal !== 'announce') return;
      const places = placesIn(scene, at + 1, Math.min(nodes.length, at + 9));
      const text = lowerText(scene, phrase.from, phrase.to + 1);
      const value = nodes
        .slice(phrase.from, at + 1)
        .find(
          (other) =>
            other.value &&
            (other.value.kind === 'capacity' || (other.value.kind === 'money' && other.value.use === 'plain')),
        );
      const before =
        value ??
        (/^(?:in|of|for)$/.test(nodes[phrase.from - 1]?.lower ?? '') &&
        /^(?:commitment|investment|project)/.test(node.lower)
          ? nodes[phrase.from - 2]
          : undefined);
      if (
        !before?.value ||
        (before.value.kind !== 'capacity' && !(before.value.kind === 'money' && before.value.use === 'plain'))
      )
        return;
      if (
        /^(?:investment|expansion|project|commitment|plan|ambition|build)/.test(node.lower) &&
        places.length === 0 &&
        !SITE.test(text)
      )
        return;
      let who: Party[] = ownerOf(scene, phrase, at, 'org');
      if (
        who.length === 0 &&
        carrier &&
        /^(?:announce|plan|have|make|complete|unveil|pledge|reveal)$/.test(carrier.lemma)
      )
        who = parties(scene, carrier.subject, 'org', carrier);
      // "has $2B of revenue and $9 billion in site commitments".
      const holder = clauses.verbs.find((verb) => verb.lemma === 'have' && verb.to < phrase.from && !verb.negated);
      if (who.length === 0 && holder && /^(?:commitment|project|plan)/.test(node.lower))
        who = parties(scene, holder.subject, 'org', holder);
      who = who.filter((party) => party.entity && isOrg(party.entity));
      if (who.length === 0) return;
      const draft = newDraft(scene, 'infrastructure', at, carrier);
      draft.from = phrase.from;
      draft.to = Math.min(nodes.length, at + 12);
      addParties(draft, 'org', who.slice(0, 1));
      for (const place of places.slice(0, 2)) draft.args.push({ role: 'location', text: place.text });
      addValues(draft, scene, infrastructure, value ? phrase.from : phrase.from - 2, phrase.to + 1);
      drafts.push(draft);
    });
    drafts.push(...stopped(scene), ...targeted(scene), ...grownWith(scene), ...becoming(scene), ...undergone(scene));
    return drafts;

    function push(verb: Verb, who: readonly Party[], places: readonly { text: string }[]): void {
      const draft = newDraft(scene, 'infrastructure', verb.head, verb);
      draft.from = verb.from;
      draft.to = verb.reach;
      addParties(draft, 'org', who);
      partners(verb, draft);
      for (const place of places.slice(0, 3))
        if (!draft.args.some((arg) => arg.role === 'location' && arg.text === place.text))
          draft.args.push({ role: 'location', text: place.text });
      addValues(draft, scene, infrastructure);
      // A headline tells of one site: its power may stand in another clause.
      if (scene.sentence.field === 'title' && !has(draft, 'capacity')) {
        const power = nodes.find((node) => node.value && infrastructure.values?.capacity?.(node.value, scene));
        if (power?.value) draft.args.push({ role: 'capacity', text: power.value.text, value: power.value });
      }
      drafts.push(draft);
    }
    /** "plans to spend $1 billion this year": so much, by then, on nothing that it buys of a kind. */
    function scheduled(verb: Verb, rest: string, sum: number): boolean {
      return (
        sum >= 1e8 &&
        (verb.chain.includes('plan') ||
          verb.chain.includes('expect') ||
          verb.modal === 'will' ||
          verb.modal === 'to') &&
        /\b(?:this year|next year|by 20[2-9]\d|in 20[2-9]\d|over the next)\b/.test(rest) &&
        !/\b(?:on|for|to) (?!ai\b|chips\b|compute\b|capex\b|infrastructure\b)[a-z]/.test(rest)
      );
    }
    /** "opens stores at Foo Mall and Bar", "a facility at Foo University": a name after at or in says where. */
    function addresses(verb: Verb): { text: string; node: number }[] {
      const at = verb.preps.find((prep) => prep.word === 'at' || prep.word === 'in');
      return (at?.group?.phrases ?? []).flatMap((phrase) => {
        const first = nodes[phrase.from];
        const mention = nodes[phrase.head]?.mention;
        const named = mention ? !mention.entity.slug && mention.entity.kind === 'org' : first?.capital && !first.value;
        return named && !/^(?:q[1-4]|h[12]|20\d\d)$/.test(first?.lower ?? '')
          ? [{ text: nodeText(scene, phrase.from, phrase.head), node: phrase.from }]
          : [];
      });
    }
    /** "its Pune campus": a place inside a phrase. */
    function within({ from, to }: Group): { text: string; node: number }[] {
      return nodes.slice(from, to).flatMap((node, k) => {
        const place = node.mention ? node.mention.entity.kind === 'place' : node.capital && PLACES.has(node.lower);
        return place ? [{ text: node.mention?.text ?? node.text, node: from + k }] : [];
      });
    }
    function partners(verb: Verb, draft: Draft): void {
      const group: Group | null = verb.preps.find((prep) => prep.word === 'with')?.group ?? null;
      addParties(
        draft,
        'partner',
        parties(scene, group, 'org', verb).filter((party) => !party.coreferent && party.entity?.kind === 'org'),
      );
    }
  },
};
