import { describe, expect, test } from 'vitest';
import { Spotter } from '../../src/extract/spotter.ts';

const spotterOf = (...phrases: string[]): Spotter<string> => {
  const spotter = new Spotter<string>();
  for (const phrase of phrases) spotter.put(phrase, phrase, /^\p{Lu}/u.test(phrase));
  return spotter;
};
const spots = (
  spotter: Spotter<string>,
  text: string,
  stretch: { from?: number; to?: number; limit?: number } = {},
) => {
  const found: string[] = [];
  spotter.find(text, { to: text.length, ...stretch }, (phrase, start, end, comma) => {
    found.push(`${phrase}: ${text.slice(start, end)}${comma ? ' (comma)' : ''}`);
  });
  return found;
};

describe('phrases that are known beforehand', () => {
  test('are found as whole words, whatever their letters, and the short one of two first', () => {
    const spotter = spotterOf('Zemlin', 'Zemlin Labs', 'quux');
    expect(spots(spotter, 'ZEMLIN labs, Zemlins and Prezemlin met Quux')).toEqual([
      'Zemlin: ZEMLIN',
      'Zemlin Labs: ZEMLIN labs',
      'quux: Quux',
    ]);
  });

  test('begin with a capital where they are written with one', () => {
    expect(spots(spotterOf('Zemlin', 'quux'), 'the zemlin and the quux')).toEqual(['quux: quux']);
    expect(spots(spotterOf('Zemlin', 'zemlin maps'), 'a zemlin maps the sea')).toEqual([
      'Zemlin: zemlin',
      'zemlin maps: zemlin maps',
    ]);
  });

  test('are found without their accents, and beside letters of any script', () => {
    expect(spots(spotterOf('Éclat Noir'), 'Eclat noir, ÉCLAT–NOIR, 的Éclat Noir 的 Éclat Noir')).toEqual([
      'Éclat Noir: Eclat noir',
      'Éclat Noir: ÉCLAT–NOIR',
      'Éclat Noir: Éclat Noir',
    ]);
    expect(spots(spotterOf('Zemlin'), '𝒳Zemlin 🙂Zemlin')).toEqual(['Zemlin: Zemlin']);
  });

  test('hold together over a hyphen or a comma, and end with a sentence or a bracket', () => {
    const spotter = spotterOf('Vor 3', 'Open Vor');
    expect(spots(spotter, 'Vor-3 Vor3 Vor, 3')).toEqual(['Vor 3: Vor-3', 'Vor 3: Vor3', 'Vor 3: Vor, 3 (comma)']);
    expect(spots(spotter, 'It is open. Vor sells. (Open) Vor; Open – Vor')).toEqual([]);
  });

  test('are looked for in a stretch of a text, of which a word that began before it is no part', () => {
    const spotter = spotterOf('land', 'land grab');
    const text = 'Vorland grab, land grab';
    expect(spots(spotter, text, { from: 3 })).toEqual(['land: land', 'land grab: land grab']);
    expect(spots(spotter, text, { from: 3, to: 15 })).toEqual([]);
    expect(spots(spotter, text, { from: 3, to: 15, limit: text.length })).toEqual([
      'land: land',
      'land grab: land grab',
    ]);
  });
});
