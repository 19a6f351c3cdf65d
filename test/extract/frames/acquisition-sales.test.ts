import { describe, expect, it } from 'vitest';
import { told } from './reading.ts';

const deals = (text: string): string[] => told('acquisition', '', text);
const headline = (title: string): string[] => told('acquisition', title);

describe('a house or a part of one that is sold', () => {
  it('may be named by what it is, with the one that sells it', () => {
    expect(
      deals('Tolmers plc (LSE: TLM) said it had agreed to sell its jam unit to Bexley Partners for $90 million.'),
    ).toEqual(['announced: acquirer=Bexley Partners amount=$90 million seller=Tolmers plc target=jam unit']);
    expect(deals('Tolmers is in talks to sell its Nordic jam business to Bexley Foods.')).toEqual([
      'talks: acquirer=Bexley Foods seller=Tolmers target=Nordic jam business',
    ]);
    expect(
      deals('Tolmers completed the divestiture of its Danish bakeries division to Bexley Foods for $30 million.'),
    ).toEqual(['closed: acquirer=Bexley Foods amount=$30 million seller=Tolmers target=Danish bakeries division']);
    expect(deals('Tolmers is exploring a sale of its honey unit.')).toEqual([
      'talks: seller=Tolmers target=honey unit',
    ]);
    expect(deals('Tolmers sold its honey business for $12 million.')).toEqual([
      'announced: amount=$12 million seller=Tolmers target=honey business',
    ]);
    // A name right before the noun is what was sold; goods and small shares are no house.
    expect(deals('Tolmers sold its Bexley chain to Corvid Group.')).toEqual([
      'announced: acquirer=Corvid Group seller=Tolmers target=Bexley',
    ]);
    expect(deals('Tolmers sells its jam to Bexley Foods.')).toEqual([]);
    expect(deals('Tolmers sold its stake in Corvid Group to Bexley Foods.')).toEqual([]);
  });
  it('may be bid for, and not be had', () => {
    expect(deals('Bexley Capital launched a tender offer for all outstanding shares of Tolmers Foods.')).toEqual([
      'talks: acquirer=Bexley Capital target=Tolmers Foods',
    ]);
    expect(deals('Bexley Foods dropped its bid for Tolmers Group after shareholders objected.')).toEqual([
      'failed: acquirer=Bexley Foods target=Tolmers Group',
    ]);
    expect(deals('Bexley Foods said it had ended talks to acquire Tolmers Group.')).toEqual([
      'failed: acquirer=Bexley Foods target=Tolmers Group',
    ]);
    expect(headline('Bexley Foods ends pursuit of Tolmers Group')).toEqual([
      'failed: acquirer=Bexley Foods target=Tolmers Group',
    ]);
    expect(headline('Bexley Foods and Tolmers Group call off merger')).toEqual([
      'failed: acquirer=Bexley Foods target=Tolmers Group',
    ]);
    expect(headline('Bexley Foods dropped its bid for more votes')).toEqual([]);
  });
  it('has its price behind what is said of it', () => {
    expect(deals('In May, Tolmers bought Bexley Foods, a Leeds firm that cooks jam, for about $75 million.')).toEqual([
      'announced: acquirer=Tolmers amount=$75 million target=Bexley Foods',
    ]);
    expect(deals('Tolmers bought Bexley Foods, a firm that sold Corvid Group for $75 million.')[0]).toBe(
      'announced: acquirer=Tolmers target=Bexley Foods',
    );
  });
  it('is told by an approval, by a list behind its number, and by whom it belongs to now', () => {
    expect(headline('Tolmers wins EU approval for Bexley Foods deal')).toEqual([
      'announced: acquirer=Tolmers target=Bexley Foods',
    ]);
    expect(deals('Two of the oldest jam makers, Tolmers Group and Bexley Foods, agreed to combine.')).toEqual([
      'announced: acquirer=Tolmers Group target=Bexley Foods',
    ]);
    expect(headline('Bexley Foods is now part of Tolmers Group')).toEqual([
      'announced: acquirer=Tolmers Group target=Bexley Foods',
    ]);
    expect(headline('Tolmers wins EU approval for its jam')).toEqual([]);
  });
  it('may combine with another however much stands between', () => {
    expect(
      deals('Tolmers will combine over the next four years, starting in the spring of 2027, with Bexley Foods.'),
    ).toEqual(['announced: acquirer=Tolmers target=Bexley Foods']);
    expect(deals('Tolmers will combine over the next four years, starting in the spring, jam with honey.')).toEqual([]);
  });
  it('may be bought by several together, or several by one', () => {
    const both = ['announced: acquirer=Bexley Capital acquirer=Umber Fund target=Tolmers'];
    expect(deals('Tolmers was acquired by a group of investors including Bexley Capital and Umber Fund.')).toEqual(
      both,
    );
    expect(deals('A consortium of Bexley Capital and Umber Fund agreed to buy Tolmers.')).toEqual(both);
    expect(deals('Tolmers was acquired by the Oslo Consortium, made up of Bexley Capital and Umber Fund.')).toEqual([
      'announced: acquirer=Bexley Capital acquirer=Oslo Consortium acquirer=Umber Fund target=Tolmers',
    ]);
    expect(
      deals('Tolmers bought Bexley Works to cook jam, Corvid Mills to grind flour and Umber Farm to grow plums.'),
    ).toEqual([
      'announced: acquirer=Tolmers target=Bexley Works',
      'announced: acquirer=Tolmers target=Corvid Mills',
      'announced: acquirer=Tolmers target=Umber Farm',
    ]);
  });
  it('stands where its own noun says: closed, fallen through, asked for', () => {
    expect(deals('The merger of Tolmers and Bexley Works closed on Friday.')).toEqual([
      'closed: acquirer=Tolmers target=Bexley Works',
    ]);
    expect(deals("Tolmers' acquisition of Bexley Works fell through.")).toEqual([
      'failed: acquirer=Tolmers target=Bexley Works',
    ]);
    expect(deals('Bexley Works received a takeover approach from Tolmers.')).toEqual([
      'talks: acquirer=Tolmers target=Bexley Works',
    ]);
    expect(deals('Tolmers is considering a bid for Bexley Works.')).toEqual([
      'talks: acquirer=Tolmers target=Bexley Works',
    ]);
    expect(deals('Tolmers raised its offer for Bexley Works to $90 million.')).toEqual([
      'talks: acquirer=Tolmers amount=$90 million target=Bexley Works',
    ]);
    expect(deals('Tolmers signed a definitive merger agreement with Bexley Works.')).toEqual([
      'announced: acquirer=Tolmers target=Bexley Works',
    ]);
    expect(deals('Tolmers emerged as the buyer of Bexley Works.')).toEqual([
      'announced: acquirer=Tolmers target=Bexley Works',
    ]);
    expect(deals('Tolmers is the owner of a jam mill.')).toEqual([]);
  });
  it('is no share of a house that leaves it where it is', () => {
    const share = 'Tolmers acquired 12% of Bexley Works for $5 million.';
    expect(deals(share)).toEqual([]);
    expect(told('investment', '', share)).toEqual([
      'announced: amount=$5 million investor=Tolmers stake=12% target=Bexley Works',
    ]);
    expect(told('investment', '', 'Tolmers increased its stake in Bexley Works to 34% from 20%.')).toEqual([
      'announced: investor=Tolmers stake=34% target=Bexley Works',
    ]);
    expect(deals('Tolmers bought the 40% of Bexley Works that it did not own.')).toEqual([
      'announced: acquirer=Tolmers target=Bexley Works',
    ]);
  });
  it('is bought by the owner of a house, whatever that is called', () => {
    expect(headline('Arthur Toys owner to buy Brindle Works from Corvid')).toEqual([
      'announced: acquirer=Arthur Toys seller=Corvid target=Brindle Works',
    ]);
  });
  it('is bought by the house whose deal a regulator clears', () => {
    expect(deals("The Markets Authority has cleared Tolmers Foods' $22 million deal to acquire Bexley Works.")).toEqual(
      ['announced: acquirer=Tolmers Foods amount=$22 million target=Bexley Works'],
    );
  });
  it('is the news of a lead that it follows, and recalled where another builds on it', () => {
    expect(
      deals('Tolmers is set to grow in Spain after agreeing a deal to purchase Bexley Works for $8 million.'),
    ).toEqual(['announced: acquirer=Tolmers amount=$8 million target=Bexley Works']);
    expect(deals('The move builds on Tolmers’s 2024 purchase of Bexley Works.')).toEqual([
      'announced (recalled): acquirer=Tolmers target=Bexley Works',
    ]);
  });
  it('is of what changes hands with more than half of it, and of what a seller has several of', () => {
    expect(
      deals('Tolmers sold an 80 percent stake in its Danish business to Corvid and Umber for $2 million.'),
    ).toEqual(['announced: acquirer=Corvid acquirer=Umber amount=$2 million seller=Tolmers target=Danish business']);
    expect(deals('Tolmers sold 41 jam brands to Corvid for $12 million.')).toEqual([
      'announced: acquirer=Corvid amount=$12 million seller=Tolmers target=41 jam brands',
    ]);
    expect(deals('Tolmers sold 41 jars to Corvid for $12 million.')).toEqual([]);
  });
  it('is decided on by those who hold the house', () => {
    expect(headline('Tolmers shareholders reject $9 million Bexley merger')).toEqual([
      'failed: acquirer=Bexley amount=$9 million target=Tolmers',
    ]);
  });
  it('is bought by a house that is called after a nation or a number', () => {
    expect(deals('American Steel said it will buy Bexley Works.')).toEqual([
      'announced: acquirer=American Steel target=Bexley Works',
    ]);
    expect(headline('Nine Elms buys Bexley Works')).toEqual(['announced: acquirer=Nine Elms target=Bexley Works']);
    expect(headline('First Umber buys Bexley Works')).toEqual(['announced: acquirer=First Umber target=Bexley Works']);
    expect(deals('American officials said they will buy Bexley Works.')).toEqual([]);
  });
  it('is none where an event fills a place', () => {
    expect(deals('Umber Summit 2025 takes over Bexley Centre.')).toEqual([]);
  });
  it('may be wooed, nearly bought, and look for a buyer', () => {
    expect(headline('Tolmers approached Bexley Works about a merger')).toEqual([
      'talks: acquirer=Tolmers target=Bexley Works',
    ]);
    expect(headline('Tolmers close to buying Bexley Works in $2M deal')).toEqual([
      'talks: acquirer=Tolmers amount=$2M target=Bexley Works',
    ]);
    expect(headline('Bexley Works explores sale')).toEqual(['talks: target=Bexley Works']);
    expect(headline('Bexley Works explores jam sale')).toEqual([]);
    expect(headline("Tolmers' $2M Bexley acquisition closes")).toEqual([
      'closed: acquirer=Tolmers amount=$2M target=Bexley',
    ]);
  });
  it('is of the house where most of what it has is sold, to one or to two', () => {
    expect(deals('East Tolmers sold most of its assets to Bexley Foods in June and the rest to Corvid Group.')).toEqual(
      ['announced: acquirer=Bexley Foods target=East Tolmers', 'announced: acquirer=Corvid Group target=East Tolmers'],
    );
    expect(deals('South Korea sold most of its plums to Bexley Foods and the rest to Corvid Group.')).toEqual([]);
  });
  it('is recalled by whose a house has been since', () => {
    expect(deals('Since 2006, Bexley Foods has been owned by Tolmers Group.')).toEqual([
      'announced (recalled): acquirer=Tolmers Group target=Bexley Foods',
    ]);
    expect(deals('Bexley Foods is owned by Tolmers Group.')).toEqual([]);
  });
  it('names a house without what it is, also where that is written like a name', () => {
    expect(deals('In June, Quick-Service Restaurant Franchisor Tolmers Brands purchased Bexley Works.')).toEqual([
      'announced: acquirer=Tolmers Brands target=Bexley Works',
    ]);
  });
  it('is told before another clause, though no comma parts them', () => {
    const expected = ['announced: acquirer=Tolmers target=Bexley Works'];
    expect(deals('Tolmers bought Bexley Works and the orchard grew.')).toEqual(expected);
    expect(deals('Tolmers bought Bexley Works for a song and Corvid Group was pleased.')).toEqual(expected);
    expect(deals('Tolmers bought Bexley Works from Corvid Group and the orchard was renamed.')).toEqual([
      'announced: acquirer=Tolmers seller=Corvid Group target=Bexley Works',
    ]);
    expect(deals('Bexley Works was bought by Tolmers and the gardeners left.')).toEqual(expected);
    expect(deals('Tolmers said Bexley Works and Corvid Group were bought by Umber Foods.')).toEqual([
      'announced: acquirer=Umber Foods target=Bexley Works',
      'announced: acquirer=Umber Foods target=Corvid Group',
    ]);
  });
  it('names what was bought behind from whom', () => {
    expect(deals('Tolmers bought from Corvid Group the jam maker Bexley.')).toEqual([
      'announced: acquirer=Tolmers seller=Corvid Group target=Bexley',
    ]);
    expect(deals('Tolmers sold from its van the jam of Bexley.')).toEqual([]);
  });
  it('is of the house that bears the name and not of one whose name begins like it', () => {
    expect(deals('Bexley Ltd was bought from Bexley Holdings Ltd by Tolmers.')).toEqual([
      'announced: acquirer=Tolmers seller=Bexley Holdings Ltd target=Bexley Ltd',
    ]);
  });
  it('is of a house that bears the name of what was sold', () => {
    const expected = ['announced: acquirer=Corvid Group seller=Tolmers target=Bexley'];
    expect(deals('Tolmers sold the Bexley chain to Corvid Group.')).toEqual(expected);
    expect(deals('Tolmers sold the Bexley product range to Corvid Group.')).toEqual(expected);
    expect(deals('Tolmers sold on the Bexley brand to Corvid Group.')).toEqual(expected);
    expect(deals('Plums are sold on the Bexley site to farmers.')).toEqual([]);
    expect(deals('Tolmers sold the Bexley plums to farmers.')).toEqual([]);
  });
  it('is told of the one that "which" means, behind an aside', () => {
    expect(deals('Bexley was bought by Tolmers which, after a review, sold Umber Foods to Corvid Group.')).toEqual([
      'announced: acquirer=Tolmers target=Bexley',
      'announced: acquirer=Corvid Group seller=Tolmers target=Umber Foods',
    ]);
  });
  it('is of the house told of, where only its controlling interest is named', () => {
    expect(deals('Bexley is a bank in Spoleto; a controlling interest was acquired by Tolmers.')).toEqual([
      'announced: acquirer=Tolmers target=Bexley',
    ]);
    expect(deals('Bexley makes jam. Tolmers acquired a controlling interest in a local bank.')).toEqual([]);
    expect(deals('A majority stake was acquired by Tolmers.')).toEqual([]);
  });
});
