/** Forms that a headline uses as verbs and the tagger takes for nouns. */
export const HEADLINE_VERBS = new Map<string, string>();
for (const lemma of `acquire buy raise land bag net secure snag nab ink sign launch unveil release debut introduce tap name appoint hire poach partner team pair
  invest back lead join leave sue countersue settle fine probe cut slash axe lay file plan seek eye mull weigh explore consider near strike forge reach close
  complete announce report post hit top beat miss build open expand extend deepen roll bring add enable adopt deploy integrate use choose select pick
  win award grant order ban block reject drop end scrap halt pause shut sell offload divest merge snap scoop gobble swallow take make get give show
  offer bid value double triple surpass exceed reveal confirm deny decline say tell claim warn urge call accuse allege investigate
  challenge face promote replace succeed quit resign exit depart retire step rejoin move return help let power turn become pour inject commit pledge
  spend pump plow bet lure recruit onboard attract draw receive fetch collect earn lose swing surge jump soar rise fall drop climb grow slump tumble go start begin
  tie wind phase blow combine ditch bolster boost tout ramp gear pivot shift slam rival ally reshuffle restructure collaborate merge license embed introduce detail
  defect dispute refute rebut nix reject spurn subpoena raid
  bar shed shelve increase trim reduce eliminate resume
  break gain provide supply delay postpone discontinue shutter clock intro narrow widen bake target seed pen green-light retire accelerate
  crack overhaul revamp experiment improve curb warn amass log prep
  grab score kick swap boot showcase pardon label designate
  form embark reacquire rehire relaunch resell repurchase codevelop co-develop co-found co-lead
  create develop design test pilot trial preview ship publish share open-source update upgrade rebrand rename list float price debut license renew expand
  purchase absorb rescue fold integrate select pull approve clear greenlight oust fire dismiss elevate oversee steer head chair sunset`.split(
  /\s+/,
)) {
  HEADLINE_VERBS.set(lemma, lemma);
  const s = /(?:s|sh|ch|x|z)$/.test(lemma)
    ? `${lemma}es`
    : /[^aeiou]y$/.test(lemma)
      ? `${lemma.slice(0, -1)}ies`
      : `${lemma}s`;
  HEADLINE_VERBS.set(s, lemma);
  const stem = lemma.replace(/e$/, '');
  for (const form of [
    /[^aeiou]y$/.test(lemma) ? `${lemma.slice(0, -1)}ied` : `${stem}ed`,
    `${/ie$/.test(lemma) ? `${lemma.slice(0, -2)}y` : stem}ing`,
  ])
    if (!HEADLINE_VERBS.has(form)) HEADLINE_VERBS.set(form, lemma);
}
for (const [form, lemma] of [
  ['approaches', 'approach'],
  ['offering', 'offer'],
  ['phasing', 'phase'],
  ['pouring', 'pour'],
  ['nabs', 'nab'],
  ['nabbed', 'nab'],
  ['bagged', 'bag'],
  ['swapped', 'swap'],
  ['swapping', 'swap'],
  ['grabbed', 'grab'],
  ['grabbing', 'grab'],
  ['netted', 'net'],
  ['snagged', 'snag'],
  ['tapped', 'tap'],
  ['inked', 'ink'],
  ['goes', 'go'],
  ['rebranded', 'rebrand'],
  ['cofounded', 'found'],
  ['co-founded', 'found'],
  ['co-led', 'lead'],
  ['acqui-hires', 'acquire'],
  ['acquihires', 'acquire'],
  ['acqui-hired', 'acquire'],
  ['open-sources', 'open-source'],
  ['open-sourced', 'open-source'],
  ['laid', 'lay'],
  ['left', 'leave'],
  ['led', 'lead'],
  ['won', 'win'],
  ['sold', 'sell'],
  ['bought', 'buy'],
  ['took', 'take'],
  ['sued', 'sue'],
  ['struck', 'strike'],
  ['built', 'build'],
  ['hit', 'hit'],
  ['cut', 'cut'],
  ['shut', 'shut'],
  ['chose', 'choose'],
  ['chosen', 'choose'],
  ['got', 'get'],
  ['found', 'find'],
  ['founded', 'found'],
  ['said', 'say'],
  ['told', 'tell'],
  ['made', 'make'],
  ['held', 'hold'],
  ['began', 'begin'],
  ['fell', 'fall'],
  ['rose', 'rise'],
  ['grew', 'grow'],
  ['lost', 'lose'],
  ['spun', 'spin'],
  ['brought', 'bring'],
  ['gave', 'give'],
  ['given', 'give'],
  ['put', 'put'],
  ['quit', 'quit'],
  ['stepped', 'step'],
  ['rolled', 'roll'],
  ['teamed', 'team'],
  ['tied', 'tie'],
  ['paid', 'pay'],
  ['spent', 'spend'],
  ['met', 'meet'],
  ['sought', 'seek'],
  ['backed', 'back'],
  ['valued', 'value'],
  ['paused', 'pause'],
  ['sets', 'set'],
  ['set', 'set'],
  ['wound', 'wind'],
  ['winding', 'wind'],
  ['planning', 'plan'],
  ['permitted', 'permit'],
  ['dropped', 'drop'],
  ['dropping', 'drop'],
  ['cutting', 'cut'],
  ['shutting', 'shut'],
  ['letting', 'let'],
  ['tapping', 'tap'],
  ['merging', 'merge'],
  ['suing', 'sue'],
  ['leaving', 'leave'],
  ['taking', 'take'],
  ['making', 'make'],
  ['leading', 'lead'],
  ['raising', 'raise'],
  ['closing', 'close'],
  ['acquiring', 'acquire'],
  ['purchasing', 'purchase'],
  ['investing', 'invest'],
  ['hiring', 'hire'],
  ['securing', 'secure'],
  ['releasing', 'release'],
  ['unveiling', 'unveil'],
  ['launching', 'launch'],
  ['tying', 'tie'],
  ['laying', 'lay'],
] as const)
  HEADLINE_VERBS.set(form, lemma);
export const verbLemma = (lower: string): string | undefined => HEADLINE_VERBS.get(lower);
