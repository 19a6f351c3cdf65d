import type { Group, Verb } from '../clauses.ts';
import { ownerOf, parties } from '../parties.ts';
import { AUTHORITY_WORDS, COMPANY_NOUNS, PLACES } from '../words.ts';
import { type Cue, each, wordsIn } from './cues.ts';
import { addParties, addValues, type Draft, type Frame, has, lowerText, newDraft, objectOf } from './frame.ts';
import { legalActs } from './legal-acts.ts';
import { legalNouns } from './legal-nouns.ts';
import {
  addressed,
  asker,
  BARE_OFFICE,
  COURT,
  claimant,
  complainants,
  defendants,
  isPublic,
  lastAuthority,
  ownersToo,
  questioned,
  sued,
} from './legal-parties.ts';
import { verdicts, WRONG } from './legal-verdicts.ts';

/** Names of houses that hold rights, and so sue and settle as the one who complained. */
const RIGHTS_HOLDER =
  /\b(?:music|records|publish\w+|times|post|tribune|news|press|authors?|artists?|guild|images|studios?|pictures|entertainment|media)\b/i;
const LEGAL_WORDS =
  /\b(?:infring\w+|antitrust|anti-trust|copyright|patent|fraud|violat\w+|theft|stealing|misappropriat\w+|monopol\w+|lawsuit|complaint|breach\w*|anti-?competitive|privacy|defamation|class action|negligence|piracy)\b/;
const SUIT = /\b(?:lawsuits?|suits?|complaints?|action|case)\b/;
const DEAL = /\b(?:acquisition|takeover|merger|deal|purchase|sale|buyout)\b/;
/** What authorities do to those they watch over. */
const ORDERS =
  /^(?:probe|investigate|fine|order|ban|raid|summon|subpoena|charge|indict|penalize|sanction|prosecute|block|bar|restrict|blacklist|instruct|tell|direct|designate|label|require|compel|examine|review|suspend)$/;

/** Who is no name of an authority and yet one, or may be one that was named before. */
const PUBLIC = [
  ...AUTHORITY_WORDS,
  ...COMPANY_NOUNS,
  ...[...PLACES].map((place) => place.split(' ')[0]),
  'jury tribunal official state senator ag eu uk us ec u.s. u.k. u.s u.k committee pentagon house treasury bureau kremlin',
  'it itself they',
].join(' ');

export const legal: Frame = {
  type: 'legal',
  values: { amount: (value) => value.kind === 'money' && (value.use === 'plain' || value.use === 'saving') },
  // The one who sues may be all that has a name ("Foo sues a former engineer").
  accept: (draft) =>
    has(draft, 'defendant') ||
    draft.args.some(
      ({ role, party }) =>
        role === 'plaintiff' &&
        party &&
        (party.entity ? party.entity.kind === 'org' : /\bCommission$/.test(party.text)),
    ),
  cues: [
    ['settle', 'lawsuit suit case action claim charge allegation dispute probe litigation with'],
    ['sue countersue'],
    ['accuse', 'of'],
    ['fine'],
    ['probe investigate raid summon subpoena indict penalize sanction prosecute blacklist'],
    ['examine review', 'whether if'],
    ['designate label', 'risk threat monopoly gatekeeper dominant list'],
    ...['#authority', PUBLIC].flatMap((who): Cue[] => [
      [who, '>', '~order ban charge block bar restrict instruct suspend'],
      [who, '>', 'tell direct require compel', '>', 'to'],
      ['order ban charge block bar restrict instruct tell direct require compel', '>', 'by', '>', who],
    ]),
    ['order', 'to', 'pay hand turn produce stop halt release preserve disclose'],
    ['rule', wordsIn(COURT)],
    ['seek demand', 'from', '#money'],
    ['hold', 'contempt'],
    ['look', '>', 'into'],
    ['dismissal', 'win secure obtain'],
    ['charge', '>', 'with', '>', 'fraud conspiracy theft bribery perjury embezzlement'],
    ['must', 'find rule', wordsIn(COURT)],
    ['claim', '>1', 'against', 'copyright patent antitrust fraud privacy trademark'],
    ['toss dismiss throw reject drop', 'ask urge petition move'],
    ['v v. vs vs. versus', 'trial court lawsuit judge jury ruling verdict'],
    ['=following =after =amid =facing', '=lawsuits =suits =probes =investigations'],
    // By a noun of the law.
    [
      'lawsuit suit class-action probe investigation complaint inquiry inquiries settlement injunction subpoena penalty penalties litigation antitrust ruling sanction',
    ],
    ['challenge', 'legal court'],
    ['case', 'antitrust court legal copyright fraud criminal against'],
    ['action', 'class legal enforcement'],
    ['trial review', 'antitrust fraud court regulatory national'],
    ['charge', 'fraud criminal antitrust'],
    [
      'order ban scrutiny crackdown',
      'suspension court antitrust regulatory restraining cease-and-desist formal privacy',
    ],
    ['ban', 'on', "'s ' its their"],
    // By an act whose noun is of the law.
    ['impose levy', 'sanction fine penalty penalties ban curb restriction'],
    ['issue', 'demand notice order directive subpoena'],
    ['order', 'audit review investigation inquiry probe recall examination'],
    ['send serve', 'cease cease-and-desist legal subpoena'],
    ['take', 'court'],
    // By what a court finds, or those in power decide.
    ['pardon convict sentence acquit jail'],
    ['find plead', 'guilty'],
    ['find say hold decide rule allege conclude', wordsIn(COURT), wordsIn(WRONG)],
    ...each([['find hold decide rule allege conclude', wordsIn(WRONG)]], '#authority', PUBLIC),
    ['order tell direct', 'stop', 'use'],
    ['block bar stop halt prevent', wordsIn(COURT)],
  ],
  read(scene) {
    const drafts: Draft[] = [];
    const { clauses, nodes } = scene;
    const start = (at: number, verb: Verb | null): Draft => {
      const draft = newDraft(scene, 'legal', at, verb);
      draft.from = verb ? verb.from : at;
      draft.to = verb ? verb.reach : Math.min(nodes.length, at + 12);
      return draft;
    };
    const finish = (draft: Draft): void => {
      addValues(draft, scene, legal);
      drafts.push(draft);
    };
    const accused = (draft: Draft, found: ReturnType<typeof defendants>): void =>
      addParties(draft, { role: 'defendant', want: 'any' }, found);
    const accuser = (draft: Draft, found: ReturnType<typeof claimant>): void =>
      addParties(draft, { role: 'plaintiff', want: 'any' }, found);
    const forecast = scene.sentence.field === 'title' && /\bpredictions\b/.test(lowerText(scene, 0, nodes.length));
    for (const verb of clauses.verbs) {
      // What should or might be done is an opinion; what will be done next year, a forecast.
      if (forecast || /^(?:should|could|would|might)$/.test(verb.modal ?? '')) continue;
      if (verb.lemma === 'settle' && !verb.passive) settles(verb);
      if (verb.chain.includes('purpose') && verb.lemma !== 'sue') continue;
      if (
        verb.lemma === 'sue' ||
        verb.lemma === 'countersue' ||
        (verb.lemma === 'accuse' && verb.preps.some((prep) => prep.word === 'of'))
      )
        sues(verb);
      else if (ORDERS.test(orderOf(verb))) orders(verb);
      else if (verb.lemma === 'rule') rules(verb);
      const act = legalActs(scene, verb, start);
      if (act) finish(act);
    }
    for (const verb of clauses.verbs) {
      if (/^(?:seek|demand)$/.test(verb.lemma)) seeks(verb);
      if (verb.lemma === 'hold') contempt(verb);
      if (/^(?:toss|dismiss|throw|reject|drop)$/.test(verb.lemma)) asksToToss(verb);
    }
    for (const verb of clauses.verbs) {
      if (verb.lemma === 'look' && !verb.passive && !verb.negated) looksInto(verb);
      if (/^(?:win|secure|obtain)$/.test(verb.lemma) && !verb.passive) winsDismissal(verb);
    }
    versus();
    heat();
    verdicts(scene, start, finish);
    legalNouns(scene, start, finish);
    return drafts;

    function orderOf(verb: Verb): string {
      return nodes[verb.head]?.lower === 'fined' ? 'fine' : verb.lemma;
    }

    function sues(verb: Verb): void {
      const draft = start(verb.head, verb);
      let unnamed = false;
      if (verb.passive) {
        accused(draft, defendants(scene, verb.subject, verb));
        const by = verb.preps.find((prep) => prep.word === 'by');
        accuser(draft, claimant(scene, by?.group ?? null, verb));
      } else {
        const head = nodes[verb.subject?.phrases[0]?.head ?? 0];
        // "a suit that accuses Foo" is read with its noun.
        if (
          verb.lemma === 'accuse' &&
          (SUIT.test(head?.lower ?? '') ||
            (verb.subjectVia === 'relative' && SUIT.test(lowerText(scene, (verb.subject?.from ?? 0) - 3, verb.from))))
        )
          return;
        accused(draft, sued(scene, objectOf(scene, verb), verb));
        // "sued to block Foo's purchase of Bar": against Foo.
        const bars = clauses.verbs.find(
          (other) => other.governor === verb && /^(?:block|stop|halt|prevent|undo|unwind)$/.test(other.lemma),
        );
        if (!has(draft, 'defendant') && bars?.object) accused(draft, ownersToo(scene, bars.object, bars));
        accuser(draft, claimant(scene, verb.subject, verb));
        // "Parents sue Foo": people whom nothing names.
        unnamed = verb.lemma === 'sue' && head?.pos === 'NOUN' && !head.mention && complainants.test(head.lower);
      }
      if (/\b(?:damages|seeking|seeks)\b/.test(lowerText(scene, verb.to, nodes.length))) draft.to = nodes.length;
      // An accusation is a suit where the words are those of the law.
      const words = `${lowerText(scene, verb.to + 1, verb.reach)} ${scene.document.article.title.slice(0, 500).toLowerCase()}`;
      if (verb.lemma === 'accuse' && !LEGAL_WORDS.test(words)) return;
      if (has(draft, 'defendant') ? has(draft, 'plaintiff') || verb.passive || unnamed : someone(verb.object, verb))
        finish(draft);
    }

    /** "a former engineer": whom it hits is told, but has no name. */
    function someone(group: Group | null, verb: Verb): boolean {
      // "sues ex-engineers": the tagger may see no noun.
      const head = nodes[group?.phrases[0]?.head ?? verb.to + 1]?.lower ?? '';
      return (
        /^(?:sue|countersue)$/.test(verb.lemma) &&
        /^(?:ex-)?(?:suppliers?|customers?|partners?|founders?|investors?|engineers?|employees?|executives?|researchers?|rivals?|competitors?|developers?|startups?|company|users?|hackers|scammers|staffers?|contractors?|firms?|companies|workers?)$/.test(
          head,
        )
      );
    }

    function orders(verb: Verb): void {
      const rest = lowerText(scene, verb.to + 1, verb.reach);
      const lemma = orderOf(verb);
      const draft = start(verb.head, verb);
      const who = verb.passive
        ? claimant(scene, verb.preps.find((prep) => prep.word === 'by')?.group ?? null, verb)
        : claimant(scene, verb.subject, verb);
      const court =
        verb.subject !== null && !verb.passive && COURT.test(lowerText(scene, verb.subject.from, verb.subject.to + 1));
      const authority =
        lemma === 'fine'
          ? who.filter((party) => party.entity?.kind !== 'person' && (!party.coreferent || isPublic(party)))
          : who.filter((party) => isPublic(party));
      // "It later fined Bar": the regulator that was named last.
      const it = lemma === 'fine' && authority.length === 0 && who.length > 0 ? lastAuthority(scene, verb.from) : null;
      if (it) authority.push(it);
      const nameless = /^(?:charge|indict|prosecute)$/.test(lemma) && bareOffice(verb);
      const whom = verb.passive ? verb.subject : verb.object;
      if (/^(?:tell|direct|require|compel)$/.test(lemma)) {
        // Only what an authority tells someone to do is an order.
        if (verb.passive || verb.modal || verb.negated || authority.length === 0) return;
        if (
          !/\b(?:not )?to\b/.test(rest) ||
          !clauses.verbs.some(
            (other) => other.from > verb.to && other.from <= verb.reach && other.form === 'infinitive',
          )
        )
          return;
      }
      if (lemma === 'label' && verb.form === 'gerund') return;
      if (/^(?:designate|label)$/.test(lemma) && !/\b(?:risk|threat|monopoly|gatekeeper|dominant|list)\b/.test(rest))
        return;
      const asks = /^(?:investigate|probe|examine|review)$/.test(lemma) && !verb.passive;
      if (/^(?:examine|review)$/.test(lemma) && !/^(?:whether|if)\b/.test(rest)) return;
      if (!verb.passive && authority.length === 0 && !court && !nameless) return;
      if (
        verb.passive &&
        authority.length === 0 &&
        /^(?:order|block|bar|restrict|charge|ban|instruct)$/.test(lemma) &&
        // "charged with wire fraud".
        !(
          lemma === 'charge' &&
          /^with (?:[\w-]+ ){0,3}(?:fraud|conspiracy|theft|bribery|perjury|embezzlement)\b/.test(rest)
        ) &&
        !(lemma === 'order' && /^to (?:pay|hand|turn|produce|stop|halt|release|preserve|disclose)\b/.test(rest))
      )
        return;
      if (
        /^(?:block|bar|restrict|suspend)$/.test(lemma) &&
        whom &&
        DEAL.test(lowerText(scene, whom.from, Math.min(whom.to + 1, verb.reach)))
      )
        return;
      accuser(draft, authority);
      // "investigates whether Foo misled its customers".
      const found =
        (asks ? questioned(scene, verb.to) : null) ??
        (verb.passive ? defendants(scene, whom, verb) : addressed(scene, verb));
      accused(
        draft,
        found.filter((party) => party.entity && !party.entity.authority),
      );
      if (has(draft, 'defendant')) finish(draft);
    }

    /** "Prosecutors charged Foo": an office that has no name here. */
    function bareOffice(verb: Verb): boolean {
      const phrase = verb.subject?.phrases[0];
      return !verb.passive && phrase !== undefined && BARE_OFFICE.test(nodes[phrase.head]?.lower ?? '');
    }

    function settles(verb: Verb): void {
      const rest = lowerText(scene, verb.to + 1, verb.reach);
      const purpose = verb.chain.includes('purpose');
      // "will pay $5 million to settle a suit": the sum stands before.
      // "have agreed to cut fees to settle a suit": what it costs them.
      const agreed = verb.chain.some((word) => /^(?:agree|offer|promise)$/.test(word));
      if (purpose && !agreed && !/^(?:pay|spend|shell out)$/.test(verb.governor?.lemma ?? '')) return;
      if (
        !/\b(?:lawsuits?|suits?|case|actions?|claims?|charges|allegations|dispute|probe|litigation|with)\b/.test(rest)
      )
        return;
      const draft = start(verb.head, verb);
      if (verb.governor) draft.from = verb.governor.from;
      const settlers = parties(scene, verb.subject, 'any', verb).filter(
        (party) => party.entity && party.entity.kind !== 'outlet' && !party.entity.authority,
      );
      const other = verb.preps.find((prep) => prep.word === 'with' || prep.word === 'by' || prep.word === 'from');
      const others = claimant(scene, other?.group ?? null, verb);
      const object = verb.object?.phrases[0];
      // "Foo's lawsuit": theirs who brought it.
      const owners = object ? ownerOf(scene, object, object.head, 'any') : [];
      // The house that holds the rights had sued.
      const complained =
        settlers.some((party) => RIGHTS_HOLDER.test(party.text)) &&
        others.length > 0 &&
        !others.some((party) => RIGHTS_HOLDER.test(party.text) || isPublic(party));
      addParties(draft, { role: complained ? 'plaintiff' : 'defendant', want: 'any' }, settlers);
      addParties(draft, { role: complained ? 'defendant' : 'plaintiff', want: 'any' }, others);
      if (others.length === 0) accuser(draft, owners);
      // "will pay Foo $20 million to settle the case".
      if (purpose && !has(draft, 'plaintiff') && verb.governor?.lemma === 'pay')
        accuser(draft, claimant(scene, verb.governor.object, verb.governor));
      if (settlers.length > 0) finish(draft);
    }

    /** "Court rules against Foo", "rules that Foo must face a suit". */
    function rules(verb: Verb): void {
      if (!verb.subject || verb.passive || !COURT.test(lowerText(scene, verb.subject.from, verb.subject.to + 1)))
        return;
      const against = verb.preps.find((prep) => prep.word === 'against' || prep.word === 'for')?.group ?? null;
      const draft = start(verb.head, verb);
      draft.status = 'announced';
      const must = clauses.verbs.find(
        (other) =>
          other.from > verb.to &&
          other.subject &&
          (other.modal === 'must' || other.lemma === 'violate' || other.lemma === 'infringe'),
      );
      if (against) accused(draft, defendants(scene, against, verb));
      else if (must && LEGAL_WORDS.test(lowerText(scene, verb.to, nodes.length)))
        accused(draft, defendants(scene, must.subject, must));
      if (has(draft, 'defendant')) finish(draft);
    }

    /** "seeks $5 billion from Foo as its suit goes to trial". */
    function seeks(verb: Verb): void {
      if (verb.passive || !/\b(?:lawsuit|suit|damages|trial|court)\b/.test(lowerText(scene, 0, nodes.length))) return;
      const from = verb.preps.find((prep) => prep.word === 'from');
      if (!from || !nodes.slice(verb.to, verb.reach).some((node) => node.value?.kind === 'money')) return;
      const draft = start(verb.head, verb);
      draft.status = 'announced';
      accused(
        draft,
        defendants(scene, from.group, verb).filter((party) => !party.coreferent),
      );
      accuser(draft, claimant(scene, verb.subject, verb));
      if (has(draft, 'defendant') && has(draft, 'plaintiff')) finish(draft);
    }

    function contempt(verb: Verb): void {
      if (verb.passive || !/\bin contempt\b/.test(lowerText(scene, verb.to, verb.reach))) return;
      const draft = start(verb.head, verb);
      draft.status = 'announced';
      accused(
        draft,
        defendants(scene, objectOf(scene, verb), verb).filter((party) => !party.coreferent),
      );
      const asks = asker(scene, verb);
      if (asks) accuser(draft, claimant(scene, asks.subject, asks));
      if (has(draft, 'defendant')) finish(draft);
    }

    function asksToToss(verb: Verb): void {
      const asks = asker(scene, verb);
      if (
        !asks ||
        !/\b(?:lawsuits?|suits?|claims?|case|charges|complaint)\b/.test(lowerText(scene, verb.to, verb.reach))
      )
        return;
      const draft = start(verb.head, verb);
      draft.status = 'announced';
      accused(draft, defendants(scene, asks.subject, asks));
      const suit = verb.object?.phrases[0];
      if (suit) accuser(draft, ownerOf(scene, suit, suit.head, 'any'));
      if (has(draft, 'defendant')) finish(draft);
    }

    /** "Prosecutors are looking into Foo's tax affairs". */
    function looksInto(verb: Verb): void {
      const group = verb.preps.find(({ word }) => word === 'into')?.group ?? null;
      const who = claimant(scene, verb.subject, verb).filter(isPublic);
      if (!group || (who.length === 0 && !bareOffice(verb))) return;
      const draft = start(verb.head, verb);
      accuser(draft, who);
      accused(draft, ownersToo(scene, group, verb));
      if (has(draft, 'defendant')) finish(draft);
    }

    /** "Foo wins dismissal of a lawsuit": the one that was sued. */
    function winsDismissal(verb: Verb): void {
      if (!/^(?:the |a )?dismissal of\b/.test(lowerText(scene, verb.to + 1, verb.reach))) return;
      if (!SUIT.test(lowerText(scene, verb.to + 1, verb.reach))) return;
      const draft = start(verb.head, verb);
      accused(draft, defendants(scene, verb.subject, verb));
      draft.status = 'failed';
      if (has(draft, 'defendant')) finish(draft);
    }

    /** "Foo v. Bar heads to trial". */
    function versus(): void {
      nodes.forEach((node, k) => {
        if (!/^(?:v|vs|versus)\.?$/.test(node.lower)) return;
        const [a, b] = [nodes[k - 1]?.mention, (nodes[k + 1]?.text === '.' ? nodes[k + 2] : nodes[k + 1])?.mention];
        if (
          !a ||
          !b ||
          !/\b(?:trial|court|lawsuit|judge|jury|ruling|verdict)\b/.test(lowerText(scene, 0, nodes.length))
        )
          return;
        // "jurors in the Foo v. Bar trial": what else is told there is the news.
        if (nodes[k - 2]?.pos === 'DET' && nodes[k - 3]?.pos === 'ADP') return;
        if (![a, b].every((one) => /^(?:org|person)$/.test(one.entity.kind))) return;
        const draft = start(k, null);
        accuser(draft, [{ entity: a.entity, text: a.text, node: k - 1, coreferent: false }]);
        accused(draft, [{ entity: b.entity, text: b.text, node: k + 1, coreferent: false }]);
        finish(draft);
      });
    }

    /** "Following months of lawsuits, Foo will ban minors": suits recalled, against the one who acts next. */
    function heat(): void {
      const opening = lowerText(scene, 0, 10);
      const match =
        /^(?:following|after|amid|facing) (?:[a-z-]+ ){0,4}?(?:lawsuits|suits|probes|investigations)\b/.exec(opening);
      if (!match || /\b(?:against|into|from|by|over)\b/.test(match[0])) return;
      const main = clauses.verbs.find((verb) => verb.form === 'finite' && verb.subject && verb.subject.from > 2);
      if (!main || nodes.slice(0, main.subject?.from ?? 0).some((node) => node.mention)) return;
      const draft = start(match[0].split(' ').length - 1, null);
      draft.background = true;
      accused(draft, defendants(scene, main.subject, main));
      if (has(draft, 'defendant')) finish(draft);
    }
  },
};
