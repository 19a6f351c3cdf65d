import { type Cue, each, wordsIn } from './cues.ts';
import { KINDS } from './labels.ts';
import { LEARNT, RACE, USERS } from './launch-abilities.ts';
import { OFF } from './launch-ends.ts';
import { OFFERING } from './launch-offers.ts';
import { RENEWAL } from './launch-renewals.ts';
import { cues as sales } from './launch-sales.ts';

const OWNED = "'s ' its their";
const FRESH = 'new newest latest newly upcoming next first';
const THERE = 'available live here out open free beta preview general';
const things = wordsIn(KINDS);

/** What each way of telling a launch needs. */
export const cues: readonly Cue[] = [
  ...sales,
  // By a verb, its object the product.
  ['build develop create design', 'called named dubbed', things],
  ...each(
    [['launch release unveil introduce intro debut open-source ship reveal preview'], ['roll', 'out']],
    '#party',
    '#product',
  ),
  ['seed', 'beta'],
  ['relaunch', 'as'],
  [
    [...OFFERING].map((verb) => verb.split(' ')[0]).join(' '),
    'availability launch release rollout debut introduction preview version expansion integration set family suite series collection beta update',
    'of',
  ],
  ...each([['present showcase share publish'], ['offer', 'now']], things, '#product'),
  ...each([['test trial pilot experiment']], `${things} ai`, '#product'),
  ['announce', '#party'],
  ...each([['add bring']], `${things} support ai`, '#product', 'its their', 'to in into inside for on'),
  ...each([['extend expand']], things, '#product'),
  ...each([['get gain receive']], '#product', OWNED),
  ['open', 'its their', 'to', things],
  ['start begin', 'service ride'],
  ['drop', 'just new', things],
  ['open', 'testnet mainnet beta preview marketplace'],
  ...each([['extend expand'], ['upgrade update revamp overhaul improve']], 'its', '#product'),
  ['enable plan', things],
  ['make', 'available live public open open-source'],
  ['move', 'general'],
  ['open rebrand rename show drop switch turn make bake integrate embed weave link connect', '#product'],
  ...each([['upgrade update revamp overhaul improve']], things, '#product'),
  ['open', '=sources =sourced =sourcing'],
  // By the product itself.
  ...each([['arrive'], ['be go come land live', THERE]], '#product'),
  ...each(
    [
      ['arrive', things],
      ['be go come land live', THERE, `${things} support feature capability integration`],
    ],
    OWNED,
  ),
  ['#title', 'land', '#product'],
  // By what it does from now on.
  ['#early', 'get gain receive', wordsIn(RENEWAL)],
  ['#title', 'can will', 'too', '#product'],
  ['#early', 'now soon finally', `can will support ${wordsIn(LEARNT)}`],
  ['#title', 'let allow enable', wordsIn(USERS)],
  ['#title', 'come arrive head roll land', 'to'],
  ['#title', 'new newest latest', '#party'],
  ['#title', 'turn help give bring make', 'your you', OWNED],
  [
    '#title',
    '=with',
    'give let enable help aim take bring offer want make use try allow push enter hope look',
    '#party',
  ],
  ['#title', 'enter join jump move step wade', wordsIn(RACE), 'with'],
  // By a noun, or in passing.
  ['launch release rollout debut unveiling introduction', 'of'],
  ...each([['#early', FRESH, OWNED]], '#product', things),
  ['#early', FRESH, ',', '#product'],
  ['#early', FRESH, 'with', '#product'],
  ['#early', '#house', FRESH],
  ['#early', 'with through via', ',', 'a an its', things, '#parties', '#unknown'],
  // By a house's own headline, or of a house that is new.
  ...each([['#title']], '#house', '#opening'),
  ['#title', 'in now', '#product'],
  ['=meet', '#early', 'new newest latest first'],
  ['#early', 'found start', 'startup venture company firm'],
  [
    'start',
    'founder co-founder cofounder employee engineer researcher executive exec staffer alumni alum veteran duo trio physician doctor scientist designer dropout',
  ],
  // Put off, or taken from the market.
  ['delay postpone'],
  ['push', 'back'],
  ...each(
    [
      ['discontinue sunset retire shutter kill scrap deprecate halt pause disable'],
      ['shut wind phase turn switch', 'down out off'],
    ],
    wordsIn(OFF),
    '#product',
  ),
  ['shut wind phase turn switch', 'down out off', ',', 'a an its the'],
  ['discontinue sunset retire shutter kill scrap', ',', 'a an its the', things],
  // By the sentence after.
  ['#told'],
];
