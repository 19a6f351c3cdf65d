export { type Action, type CompanyWish, formatAction, type MuteTime, parseAction } from './action.ts';
export { type AlertContext, alertCard, type UpdateContext, updateCards } from './alert.ts';
export { DEMO, plainCard } from './card.ts';
export {
  COMPANIES_A_PAGE,
  companiesCard,
  companiesNotAllowedCard,
  companyAddedCard,
  companyKnownCard,
  companyOfferCard,
  companyRefusedCard,
  type NameTrial,
} from './companies.ts';
export { BETWEEN_A_PAGE, type CompareContext, compareCard, LATEST_OF_EACH, sameCompanyCard } from './compare.ts';
export {
  alreadySoCard,
  correctedCard,
  notAllowedToCorrectCard,
  operatorOnlyCard,
  unfitCard,
} from './correction.ts';
export { type DealContext, dealCard, FACTS_A_PAGE, factCard } from './deal.ts';
export { type DigestContext, type DigestItem, digestCard } from './digest.ts';
export {
  FEEDS_A_PAGE,
  type FeedCondition,
  type FeedOffer,
  type FeedReport,
  feedKeptCard,
  feedKnownCard,
  feedOfferCard,
  feedRemovedCard,
  feedsCard,
  feedsNotAllowedCard,
  noFeedCard,
  unknownFeedCard,
} from './feeds.ts';
export {
  confirmEndAllCard,
  endedCard,
  filterLine,
  keptCard,
  notFollowedCard,
  SUBSCRIPTIONS_A_PAGE,
  stateOfPlayCard,
  subscriptionForm,
  subscriptionsCard,
} from './following.ts';
export { and, count, type Names } from './grammar.ts';
export { commandHelpCard, helpCard } from './help.ts';
export { type HomeContext, homeCard } from './home.ts';
export { usd } from './money.ts';
export { mutedCard, mutingCard, unmutedCard } from './muting.ts';
export { newsCard, STORIES_A_PAGE, type Story } from './news.ts';
export { outageCard } from './outage.ts';
export { factEntry, factsCounted, feedEntries } from './pages.ts';
export { createPresenter } from './presenter.ts';
export {
  deadButtonCard,
  faultCard,
  notAllowedCard,
  noWindowCard,
  twoCompaniesCard,
  unknownCommandCard,
  unknownCompanyCard,
  unknownFactCard,
  usageCard,
} from './problems.ts';
export {
  adminsOnlyCard,
  clockWords,
  managersElsewhereCard,
  type SettingsContext,
  settingsCard,
  settingsForm,
} from './settings.ts';
export { feedCounts, type StatusReport, statusCard } from './status.ts';
export { FACTS_IN_A_TIMELINE, type TimelineContext, timelineCard, timelineChart } from './timeline.ts';
export { type Holder, whoCard } from './who.ts';
export { headline, STATUS_WORDS, TYPE_WORDS } from './words.ts';
export {
  correctionForm,
  ELSE,
  NOT_SO,
  nothingReportedCard,
  REPORTS_A_PAGE,
  reportClosedCard,
  reportedCard,
  reportForm,
  reportsCard,
  reportsNotAllowedCard,
} from './wrong.ts';
