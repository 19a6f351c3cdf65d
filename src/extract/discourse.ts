import type { Draft } from './frames/frame.ts';
import { affiliation } from './people.ts';
import { isOrg, type Scene, SPOKES } from './scene.ts';
import { COMPANY_NOUNS, ROLE_WORDS } from './words.ts';

/**
 * Takes in what a sentence says about who is who, before its events are read: what kind of house a name is
 * ("Foo, the startup that …"), where a person works and as what, and whose spokesperson speaks.
 */
export function introduce(scene: Scene): void {
  const { nodes, clauses, article } = scene;
  const call = (entity: (typeof article.subjects)[number], noun: string): void => {
    const set = article.called.get(entity) ?? new Set<string>();
    set.add(noun);
    article.called.set(entity, set);
  };
  for (let k = 0; k < nodes.length; k++) {
    const entity = nodes[k]?.mention?.entity;
    if (!entity) continue;
    if (entity.kind === 'person') {
      const beside = affiliation(scene, k);
      if (beside.org?.entity && beside.office && !beside.former && beside.org.entity.kind === 'org') {
        if (!article.homes.has(entity)) article.homes.set(entity, beside.org.entity);
        if (!article.offices.has(entity)) article.offices.set(entity, beside.office);
      }
      for (let n = k - 1; n >= 0 && k - n < 6; n--) {
        const home = nodes[n]?.mention?.entity;
        if (
          home?.kind === 'org' &&
          !article.homes.has(entity) &&
          nodes.slice(n + 1, k).some((word) => ROLE_WORDS.has(word.lower.replace(/.*-/, '')))
        )
          article.homes.set(entity, home);
        if (home || /^[,;.]$/.test(nodes[n]?.text ?? '')) break;
      }
    }
    if (!isOrg(entity)) continue;
    if (
      entity.kind === 'org' &&
      (SPOKES.test(nodes[k + 1]?.lower ?? '') ||
        (/^(?:for|at)$/.test(nodes[k - 1]?.lower ?? '') && SPOKES.test(nodes[k - 2]?.lower ?? '')))
    )
      article.spokesFor = entity;
    const phrase = clauses.phraseAt(k);
    if (phrase && phrase.head === k) {
      for (let n = phrase.from; n < k; n++) {
        const noun = nodes[n]?.lemma ?? '';
        if (COMPANY_NOUNS.has(noun) && nodes[n + 1]?.lower !== "'s") call(entity, noun);
      }
    }
    if (nodes[k + 1]?.text === ',' || nodes[k + 1]?.text === '—' || nodes[k + 1]?.lower === 'is') {
      const after = clauses.phraseAt(k + 2);
      const opener = nodes[k + 2];
      if (
        after &&
        opener &&
        after.from === k + 2 &&
        (opener.pos === 'DET' || opener.pos === 'ADJ' || opener.pos === 'NOUN')
      ) {
        const noun = nodes[after.head]?.lemma ?? '';
        if (COMPANY_NOUNS.has(noun)) call(entity, noun);
        for (let n = after.from; n < after.to; n++) if (nodes[n]?.lemma === 'startup') call(entity, 'startup');
      }
    }
  }
}

/** Remembers where a move puts a person, or where it takes one from, unless the article said so before. */
export function settleIn(scene: Scene, move: Draft): void {
  const entity = (role: string) => move.args.find((arg) => arg.role === role)?.party?.entity;
  const who = entity('person');
  const { homes } = scene.article;
  const home = entity('from_org') ?? (move.args.some((arg) => /_role$/.test(arg.role)) ? entity('to_org') : undefined);
  if (who && home && !homes.has(who)) homes.set(who, home);
}
