import { housesBefore, modifiersOf, ownerOf, parties } from '../parties.ts';
import { referent } from '../referents.ts';
import type { Scene } from '../scene.ts';
import { addParties, addValues, type Draft, type Frame, has, lowerText, newDraft, orgsOf } from './frame.ts';

/** Markets, not those that go to them. */
const EXCHANGE =
  /^(?:asx|nyse|nasdaq|sgx|hkex|lse|bse|nse|tsx|hong kong|new york|london|mumbai|shanghai|shenzhen|us|uk)\b/i;

/** Where firms list their shares. */
const MARKETS =
  /^(?:hong kong|new york|london|the us|us|u\.s\.|shanghai|shenzhen|singapore|mumbai|india|tokyo|amsterdam|frankfurt|toronto)$/i;

/** "Foo shares jump 30% in debut": a headline's first day of a share. */
const firstDay = ({ nodes, sentence }: Scene, at: number): boolean =>
  nodes[at]?.lower === 'debut' &&
  sentence.field === 'title' &&
  /^(?:shares|stock)$/.test(nodes.slice(0, at).find(({ lower }) => /^(?:shares|stock)$/.test(lower))?.lower ?? '') &&
  !/^(?:of|for)$/.test(nodes[at + 1]?.lower ?? '');

/** What a listing is called in the sentences after, as a pattern. */
export const OFFERING = '(?:offering|ipo|listing|flotation|float|share sale)';

/** Whether a node's verb tells of another event: "Foo filed for an IPO and raised $9 million", "…, and Bar raised $9 million". */
function anothers(scene: Scene, draft: Draft, at: number): boolean {
  const verb = scene.clauses.verbs.find(({ head }) => head === at);
  return (
    verb !== undefined &&
    ((verb.past && verb.form === 'finite' && verb.subjectVia === 'shared') ||
      parties(scene, verb.subject, 'org', verb).some(
        ({ entity, coreferent }) => !coreferent && !draft.args.some(({ party }) => party?.entity === entity),
      ))
  );
}

export const ipo: Frame = {
  type: 'ipo',
  values: {
    // "priced at $20": of one share, and no sum that is raised.
    amount: (value) =>
      value.kind === 'money' &&
      (value.use === 'plain' || value.use === 'saving') &&
      (value.value === null || value.value >= 1e5),
    valuation: (value) => value.kind === 'money' && value.use === 'valuation',
  },
  accept: (draft) => has(draft, 'org'),
  cues: [
    ['go take', 'public'],
    [
      'list debut',
      'nasdaq nyse exchange hkex bourse stock hong york london us shanghai shenzhen singapore mumbai india tokyo amsterdam',
    ],
    ['ipo'],
    ['begin start', 'trading trade', '#party'],
    ['debut', 'share', '#title', '#party'],
    ['offering', 'public'],
    ['listing', 'public stock us market nasdaq dual nyse'],
    ['listing', '#place'],
    [
      'listing',
      '=in',
      'hong york london us u.s. shanghai shenzhen singapore mumbai india tokyo amsterdam frankfurt toronto',
    ],
    ['debut', 'market trading stock public nasdaq nyse'],
  ],
  read(scene) {
    const drafts: Draft[] = [];
    const { clauses, nodes } = scene;
    const push = (draft: Draft): void => {
      // "an IPO that may raise $2B": the sum may stand in a clause of its own.
      for (let k = draft.to; k < Math.min(nodes.length, draft.to + 10); k++)
        if (/^(?:raise|value)$/.test(nodes[k]?.lemma ?? '') || nodes[k]?.lower === 'raising') {
          if (anothers(scene, draft, k)) break;
          draft.to = Math.min(nodes.length, k + 7);
          break;
        }
      draft.args = draft.args.filter(
        (arg) =>
          arg.party &&
          !EXCHANGE.test(arg.party.text) &&
          !arg.party.entity?.authority &&
          arg.party.entity?.kind !== 'person',
      );
      if (!has(draft, 'org')) return;
      addValues(draft, scene, ipo);
      // "at a valuation of less than $2B".
      for (const arg of draft.args) {
        const at = arg.role === 'amount' ? nodes.findIndex((node) => node.value === arg.value) : -1;
        if (at > 0 && /\bvaluation of\b/.test(lowerText(scene, at - 5, at))) arg.role = 'valuation';
      }
      // No offering raises so much: "a $1T IPO" is the company's worth.
      for (const arg of draft.args)
        if (arg.role === 'amount' && (arg.value?.value ?? 0) >= 2e11 && arg.value?.unit === 'USD')
          arg.role = 'valuation';
      drafts.push(draft);
    };
    for (const verb of clauses.verbs) {
      const rest = lowerText(scene, verb.to + 1, Math.min(verb.reach, verb.to + 8));
      const draft = newDraft(scene, 'ipo', verb.head, verb);
      draft.from = verb.from;
      draft.to = verb.reach;
      const feared =
        clauses.verbs.some(
          (other) => other.to < verb.from && other.reach > verb.from && /^(?:fear|worry|doubt)$/.test(other.lemma),
        ) || /\b(?:fears|fearing|worries)\b/.test(lowerText(scene, verb.from - 5, verb.from));
      if (verb.negated || feared) continue;
      if (verb.lemma === 'go' && /^public\b/.test(rest)) {
        if (/\b(?:cannot|can't|won't)\b/.test(lowerText(scene, verb.from - 1, verb.head))) draft.status = 'talks';
        addParties(draft, 'org', orgsOf(scene, verb));
        if (
          verb.modal === 'may' ||
          verb.modal === 'might' ||
          verb.modal === 'could' ||
          verb.chain.some((word) => /^(?:plan|prepare|consider|want|expect)$/.test(word))
        )
          draft.status = 'talks';
        push(draft);
      } else if (verb.lemma === 'take' && verb.object && /^(?:\S+ ){0,6}public\b/.test(rest)) {
        addParties(draft, 'org', parties(scene, verb.object, 'org', verb));
        push(draft);
      } else if (
        /^(?:begin|start)$/.test(verb.lemma) &&
        /^(?:trading|to trade)\b/.test(rest) &&
        /\b(?:in|on) /.test(rest)
      ) {
        const held = verb.subject?.phrases[0];
        // "Foo's shares began trading on Nasdaq".
        const whose = held && /^(?:shares|stock)$/.test(nodes[held.head]?.lower ?? '');
        addParties(draft, 'org', whose ? housesBefore(scene, held).slice(0, 1) : orgsOf(scene, verb));
        push(draft);
      } else if (
        /^(?:list|debut)$/.test(verb.lemma) &&
        verb.preps.some(
          (prep) =>
            /^(?:on|in)$/.test(prep.word) &&
            prep.group &&
            (/\b(?:nasdaq|nyse|stock exchange|exchange|hkex|bourse|stock market|new york stock)\b/.test(
              lowerText(scene, prep.group.from, prep.group.to + 1),
            ) ||
              // "to list in Hong Kong".
              (verb.lemma === 'list' &&
                !verb.object &&
                /^(?:hong kong|new york|london|the us|us|shanghai|shenzhen|singapore|mumbai|india|tokyo|amsterdam)$/.test(
                  lowerText(scene, prep.group.from, prep.group.to + 1),
                ))),
        )
      ) {
        addParties(draft, 'org', orgsOf(scene, verb));
        push(draft);
      }
    }
    nodes.forEach((node, at) => {
      if (
        !/^(?:ipo|ipos)$/.test(node.lower) &&
        !(node.lower === 'offering' && nodes[at - 1]?.lower === 'public') &&
        !(
          node.lower === 'listing' &&
          (/^(?:public|stock|us|market|nasdaq|dual|nyse)$/.test(nodes[at - 1]?.lower ?? '') ||
            nodes[at - 1]?.mention?.entity.kind === 'place')
        ) &&
        // "weighs a listing in Elbonia".
        !(
          node.lower === 'listing' &&
          nodes[at + 1]?.lower === 'in' &&
          nodes[at + 2]?.mention?.entity.kind === 'place' &&
          MARKETS.test(nodes[at + 2]?.text ?? '')
        ) &&
        !(node.lower === 'debut' && /^(?:market|trading|stock|public|nasdaq|nyse)$/.test(nodes[at - 1]?.lower ?? '')) &&
        !firstDay(scene, at)
      )
        return;
      const phrase = clauses.phraseAt(at);
      if (!phrase || node.lower === 'ipos') return;
      const group = clauses.groupAt(at);
      const carrier =
        clauses.verbs.find((verb) => verb.object !== null && verb.object === group && verb.object.from > verb.to) ??
        clauses.verbs.find(
          (verb) =>
            verb.preps.some(
              (prep) =>
                prep.group === group &&
                prep.at - verb.to <= 6 &&
                /^(?:for|on|toward|towards|with|in|to|of)$/.test(prep.word),
            ) &&
            /^(?:file|prepare|plan|aim|gear|push|move|raise|ready|debut|work|apply|head|push|lay|draft|pick|select|tap|hire|choose|make|look|eye|proceed|begin|start|confirm|set|target|meet|submit|seek|withdraw|scrap|shelve|cancel|abandon|drop|postpone|delay)$/.test(
              verb.lemma,
            ),
        ) ??
        null;
      const draft = newDraft(scene, 'ipo', at, carrier);
      draft.from = phrase.from;
      draft.to = carrier ? Math.max(carrier.reach, phrase.to + 1) : phrase.to + 6;
      const before = lowerText(scene, at - 7, at);
      addParties(draft, 'org', ownerOf(scene, phrase, at, 'org'));
      if (!has(draft, 'org')) addParties(draft, 'org', modifiersOf(scene, phrase, at, 'org').slice(-1));
      for (const prep of clauses.prepsAfter(at + 1, Math.min(draft.to, at + 4)))
        if (!has(draft, 'org') && prep.word === 'of') addParties(draft, 'org', parties(scene, prep.group, 'org'));
      const subject = carrier && !carrier.passive ? orgsOf(scene, carrier) : [];
      if (
        !has(draft, 'org') &&
        subject.length === 1 &&
        carrier &&
        !/^(?:underwrite|lead|buy|block|say|tell)$/.test(carrier.lemma)
      ) {
        addParties(draft, 'org', subject);
        draft.from = Math.min(draft.from, carrier.from);
      }
      if (
        !has(draft, 'org') &&
        /\b(?:ahead of|since|before|reported|planned)(?: (?:its|the|their|a|an|reported|planned|possible|potential|expected)(?: [^,;:]{1,14}){0,4})?$/.test(
          before,
        )
      ) {
        const entity = referent(scene, at, null);
        if (entity && entity.kind === 'org')
          addParties(draft, 'org', [{ entity, text: entity.name, node: at, coreferent: true }]);
      }
      const share = firstDay(scene, at)
        ? clauses.groups.find(({ to }) => /^(?:shares|stock)$/.test(nodes[to]?.lower ?? ''))
        : null;
      if (!has(draft, 'org') && share?.phrases[0] && share.to < at)
        addParties(draft, 'org', housesBefore(scene, share.phrases[0], share.to).slice(0, 1));
      if (!has(draft, 'org')) return;
      const after = /\b(?:since|after|following|post)\b(?: \S+){0,4}$/.test(before);
      const talky =
        /\b(?:plan|plans|planning|prep|prepare|prepares|preparing|eye|eyes|eyeing|consider|considers|considering|explore|explores|discussed|weigh|weighs|weighing|mulls?|potential|possible|reported$|planned|race|may|could|might|expected|gears?|readies|talks|anticipated|target|targets|targeting|looking|pursues?|pursuing)\b/;
      const shelved =
        carrier !== null &&
        /^(?:withdraw|cancel|scrap|pull|abandon|shelve|drop|kill|halt|call off)$/.test(carrier.phrasal) &&
        !carrier.negated;
      if (shelved) draft.status = 'failed';
      else if (carrier && /^(?:postpone|delay|pause|pick|select|tap|hire|choose)$/.test(carrier.lemma))
        draft.status = 'talks';
      // "Foo shares rise in debut after its $5M offering": the first day is the news.
      const debut = /\b(?:debut|debuts|debuted|first day)\b/.test(lowerText(scene, 0, nodes.length));
      if (after && debut) draft.background = false;
      else if (after) draft.background = true;
      else if (
        !shelved &&
        ((carrier && talky.test(`${lowerText(scene, carrier.from, at)} ${carrier.chain.join(' ')}`)) ||
          talky.test(before) ||
          /^(?:plans?|prep|race|talks|ambitions|ready|hopes|bid)\b/.test(lowerText(scene, at + 1, at + 3)))
      )
        draft.status = 'talks';
      push(draft);
    });
    return drafts;
  },
};
