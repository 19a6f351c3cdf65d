/** One way a company is named in text. */
export interface Alias {
  text: string;
  /** The words also mean something else ("Scale", "Meta"): evidence in the article must vouch for the company. */
  ambiguous: boolean;
}

export interface Person {
  name: string;
  role: string;
  /** `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, when known; `until` is the first time without the role. */
  from?: string;
  until?: string;
}

export interface Company {
  slug: string;
  name: string;
  /** Every way it is named, `name` included; longest first is not guaranteed. */
  aliases: Alias[];
  /**
   * Words and names beside an ambiguous alias that vouch for the company, besides its unambiguous aliases, its present
   * people and its domains.
   */
  evidence: string[];
  /** Phrases, in any case, that look like the company or its product and are not ("Hurricane Harvey", "AI at scale"). */
  exclude: string[];
  parent?: string;
  people: Person[];
  products: string[];
  domains: string[];
}

/** A news outlet that articles credit ("Bloomberg first reported"). */
export interface Outlet {
  name: string;
  aliases: string[];
  domains: string[];
}

/** 0: a company's own feed. 1: a primary newsroom. 2: secondary and trade. */
export type Tier = 0 | 1 | 2;

/** A feed as the catalogue lists it. */
export interface FeedSpec {
  /** Stable and unique; lower case, digits and hyphens. */
  id: string;
  /** The outlet as readers know it ("CNBC"): the `source` of its articles. */
  outlet: string;
  title: string;
  url: string;
  tier: Tier;
  /** Slug of the company whose own feed this is (tier 0). */
  company?: string;
}

/** The feeds by id, as they are at each call: the list may be exchanged for another. */
export function feedsById(of: { readonly feeds: readonly FeedSpec[] }): () => ReadonlyMap<string, FeedSpec> {
  let list: readonly FeedSpec[] = [];
  let byId = new Map<string, FeedSpec>();
  return () => {
    if (list !== of.feeds) {
      list = of.feeds;
      byId = new Map(list.map((feed) => [feed.id, feed]));
    }
    return byId;
  };
}

export interface Catalogue {
  companies: readonly Company[];
  feeds: readonly FeedSpec[];
  outlets: readonly Outlet[];
}
