import { type Cue, each, wordsIn } from './cues.ts';
import { KINDS } from './labels.ts';
import { DOES, LEARNT, RACE, USERS } from './launch-abilities.ts';
import { OFF } from './launch-ends.ts';
import { THING } from './launch-names.ts';
import { OFFERING } from './launch-offers.ts';
import { RENEWAL } from './launch-renewals.ts';
import { cues as sales } from './launch-sales.ts';
import { ADDING, OPENERS } from './launch-titles.ts';

const OWNED = "'s ' its their";
const FRESH = 'new newest latest newly upcoming next first';
const THERE = 'available live here out open free beta preview general';
const RELEASE = 'launch release unveil introduce intro debut open-source ship reveal preview';
const INTO = 'to in into inside for on';
const things = wordsIn(KINDS);

/** Who brings out something (or the thing itself, as a subject) stands before the verb, and what is told of it after. */
const does = (verbs: string, ...rest: Cue): Cue => ['#party', '>', `~${verbs}`, ...rest];
/** What one does to something: a kind of thing soon after the verb, or a product that we know. */
const doing = (verbs: string, kinds = things): Cue[] => [does(verbs, '>12', kinds), does(verbs, '>', '#product')];
/** What each way of telling a launch needs. */
export const cues: readonly Cue[] = [
  ...sales,
  // By a verb, its object the product.
  ['build develop create design', '>', 'called named dubbed', things],
  does(RELEASE),
  does('roll', '>3', 'out'),
  // "Launching Foo, Bar …", "After releasing Foo, Bar …".
  ['^', `${RELEASE} roll`, '>', '#party'],
  ['^', 'after by with in before since following while when having', '>3', RELEASE, '>', '#party'],
  ['seed', '>', 'beta'],
  ['relaunch', 'as'],
  [
    [...OFFERING].map((verb) => verb.split(' ')[0]).join(' '),
    '>',
    'availability launch release rollout debut introduction preview version expansion integration set family suite series collection beta update',
    '>1',
    'of',
  ],
  ...doing('present showcase share publish'),
  ...doing('=now', things).map((cue): Cue => [...cue, 'offer']),
  ...doing('test trial pilot experiment', `${things} ai`),
  ...doing('announce', `${things} product benchmark`),
  does('announce', '>', '#unknown'),
  ...doing('add bring'),
  does('add bring', '>', 'support feature capability function ai'),
  ...['#product', '#unknown', 'its their'].flatMap((what): Cue[] => [does('add bring', '>', what, '>', INTO)]),
  does('add bring', '>', INTO, '>', '#product'),
  ...doing('extend expand'),
  ...doing('get gain receive'),
  does('open', '>2', 'its their', '>', 'to'),
  ['start begin', '>', 'service ride'],
  does('drop', '>', things, 'just new'),
  ['open', '>', 'testnet mainnet beta preview marketplace'],
  does('upgrade update revamp overhaul improve', '>12', `${things} its feature`),
  does('upgrade update revamp overhaul improve', '>', '#product'),
  does('enable plan', '>8', things),
  ['make', '>', 'available live public open open-source'],
  ['move', '>', 'general'],
  does('open rebrand rename show drop switch turn make bake integrate embed weave link connect', '>', '#product'),
  ['open', '>1', '=sources =sourced =sourcing'],
  // By the product itself.
  ['#product', '>', 'be go come land live arrive', THERE],
  ['#product', '>', 'arrive'],
  [OWNED, '>', 'be go come land live', '>5', THERE],
  [OWNED, '>', things, '>', 'arrive'],
  ['#title', '#product', '>', 'land'],
  // By what it does from now on.
  ['#early', '#party', '>', 'get gain receive', '>', wordsIn(RENEWAL)],
  ['#early', 'now soon finally', '>2', `can will support ${wordsIn(LEARNT)}`],
  ['#early', 'can will', '>1', 'now soon finally'],
  ['#title', 'can will', 'too', '#product'],
  ['#title', '#party', '>', 'let allow enable', '>4', wordsIn(USERS)],
  ['#title', 'come arrive head roll land', '>3', 'to'],
  ['#title', '^8', 'new newest latest', '>12', `can ${wordsIn(DOES)}`, '#party'],
  ['#title', OWNED, '>', 'turn help give bring make', '>1', 'your you'],
  [
    '#title',
    '^',
    '=with',
    '>',
    ',',
    '>',
    '#party',
    '>',
    'give let enable help aim take bring offer want make use try allow push enter hope look',
  ],
  ['#title', '#party', '>', 'enter join jump move step wade', '>', wordsIn(RACE), 'with'],
  // By a noun, or in passing.
  ['launch release rollout debut unveiling introduction', '>1', 'of'],
  ['#early', OWNED, '>4', FRESH, '#product'],
  ['#early', OWNED, '>4', FRESH, '>8', things],
  ['#early', '#product', '>', ',', '>', FRESH],
  ['#early', 'with', '>', FRESH, '#product'],
  ['#early', '#house', FRESH],
  ['#early', 'with through via', '>', '#unknown', '>', ',', '>1', 'a an its', '>', things, '#parties'],
  // By a house's own headline, or of a house that is new.
  ['#title', '#house', `${wordsIn(OPENERS)} ${wordsIn(ADDING)} live here available api sdk library beta`],
  ['#title', '#house', '^4', '#product'],
  ['#title', '#house', '^', '#tracked'],
  ['#title', '#house', '^', '#unknown'],
  ['#title', '#house', '^2', ': — –'],
  ['#title', '^', '#product', wordsIn(THING)],
  ['#title', '^', '#product', '>3', ': — –'],
  ['#title', '#product', '>2', ',', '>1', 'now'],
  ['#title', 'in', '>1', '#product'],
  ['^', '=meet', '#early', 'new newest latest first'],
  ['#early', 'launch found start unveil debut', '>', 'startup venture company firm'],
  [
    'founder co-founder cofounder employee engineer researcher executive exec staffer alumni alum veteran duo trio physician doctor scientist designer dropout',
    '>',
    'launch debut unveil introduce start',
  ],
  // Put off, or taken from the market.
  ['delay postpone'],
  ['push', '>1', 'back'],
  ...[
    'discontinue sunset retire shutter kill scrap deprecate halt pause disable',
    'shut wind phase turn switch',
  ].flatMap((verbs, k): Cue[] => each([k === 0 ? [verbs] : [verbs, '>1', 'down out off']], wordsIn(OFF), '#product')),
  ['shut wind phase turn switch', '>1', 'down out off', '>', ',', '>1', 'a an its the'],
  ['discontinue sunset retire shutter kill scrap', '>', ',', '>1', 'a an its the', '>', things],
  ['stop cease end', 'sell offer make produce ship', '#product'],
  // By the sentence after.
  ...['#product', '#unknown'].flatMap((name): Cue[] => {
    const does =
      'can let allow enable help offer support generate handle combine integrate automate run feature come cost process';
    const is =
      'a an the part available capable design build train base power describe price integrate optimize optimise fine-tune';
    return [
      ['#lately', '#text', '^4', name, '>8', does],
      ['#lately', '#text', '^4', name, '>8', 'be get', '>4', is],
    ];
  }),
  ['#lately', '#text', 'called dubbed named'],
];
