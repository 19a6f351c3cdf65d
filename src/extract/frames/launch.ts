import { all, type Draft, type Frame, has } from './frame.ts';
import { byAbility, byComing, byFounders, byMeans, byNewKind, byRace } from './launch-abilities.ts';
import { cues } from './launch-cues.ts';
import { byDebut } from './launch-debuts.ts';
import { byDelay, byEnd, ENDING } from './launch-ends.ts';
import { byName, byPlace } from './launch-names.ts';
import { byNextSentence, remember } from './launch-next.ts';
import { byNoun, byNovelty } from './launch-nouns.ts';
import { byRenewal } from './launch-renewals.ts';
import { bySale } from './launch-sales.ts';
import { bySubject } from './launch-subjects.ts';
import { byMeeting, byTitle } from './launch-titles.ts';
import { byBuilding, byOpenSourcing, byVerb, tellsRelease } from './launch-verbs.ts';

/**
 * What is brought to market. Its rules hang on what a product is called (`labels.ts`), so each way of telling a launch has a
 * file: by a verb of the maker's (`launch-verbs`; `launch-offers` says which of the wider ones count), by one of the product's
 * (`launch-subjects`), by what can be done now (`launch-abilities`), by what a thing gets (`launch-renewals`), by a noun
 * (`launch-nouns`), by a headline without a verb (`launch-titles`) or a name alone (`launch-names`), by the sentence after
 * (`launch-next`), of a house that is itself new (`launch-debuts`), and launches put off or ended (`launch-ends`).
 */
export const launch: Frame = {
  type: 'launch',
  cues,
  accept: (draft, scene) =>
    has(draft, 'org') ||
    (has(draft, 'product') && (scene.house !== null || draft.args.some((arg) => arg.party?.entity?.owner))),
  read(scene) {
    const drafts: Draft[] = [];
    for (const verb of scene.clauses.verbs) {
      if (/^(?:build|develop|create|design)$/.test(verb.lemma) && verb.past && !verb.passive)
        drafts.push(...byBuilding(scene, verb));
      if (/^(?:delay|postpone|push back)$/.test(verb.phrasal)) drafts.push(...byDelay(scene, verb));
      if (ENDING.has(verb.phrasal)) drafts.push(...byEnd(scene, verb));
      if (tellsRelease(verb)) drafts.push(...byVerb(scene, verb));
      else if (/^(?:arrive|be|land|come|live|go)$/.test(verb.lemma)) drafts.push(...bySubject(scene, verb));
      if (/^(?:come|arrive|roll out|head)$/.test(verb.phrasal)) drafts.push(...byComing(scene, verb));
      if (/^(?:enter|join|jump|move|step|wade)$/.test(verb.lemma)) drafts.push(...byRace(scene, verb));
      drafts.push(...byFounders(scene, verb), ...bySale(scene, verb));
    }
    if (drafts.length === 0) drafts.push(...scene.clauses.verbs.flatMap((verb) => byDebut(scene, verb)).slice(0, 1));
    if (drafts.length === 0) drafts.push(...scene.clauses.verbs.flatMap((verb) => byRenewal(scene, verb)).slice(0, 1));
    if (drafts.length === 0) drafts.push(...byTitle(scene));
    if (drafts.length === 0) drafts.push(...byMeeting(scene));
    if (drafts.length === 0) drafts.push(...byName(scene));
    if (drafts.length === 0) drafts.push(...byPlace(scene));
    if (drafts.length === 0) drafts.push(...byAbility(scene));
    drafts.push(...byOpenSourcing(scene), ...byNoun(scene));
    if (scene.index <= 3) drafts.push(...byNovelty(scene, drafts));
    if (drafts.length === 0) drafts.push(...byNewKind(scene), ...byMeans(scene));
    drafts.push(...byNextSentence(scene));
    // "Foo's latest agent learns by playing": the text may say what it is called.
    const [only] = drafts;
    if (only && drafts.length === 1 && scene.sentence.field === 'title' && !has(only, 'product'))
      remember(
        scene,
        all(only, 'org').flatMap(({ party }) => party ?? []),
        false,
      );
    return drafts;
  },
};
