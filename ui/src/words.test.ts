import en from '$words/en.json';
import fr from '$words/fr.json';
import { afterEach, describe, expect, it } from 'vitest';
import { speak } from './state/language.svelte';
import { errorWords, fill, reasonWords, rowWord, stateWords, t } from './words';

function leaves(tree: object, path = ''): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]: [string, unknown]) =>
    typeof value === 'object' && value !== null ? leaves(value, `${path}${key}.`) : [[path + key, String(value)] as [string, string]],
  );
}

afterEach(() => speak('fr'));

describe('the catalogue', () => {
  const french = new Map(leaves(fr.window));
  const english = new Map(leaves(en.window));

  it('has every sentence of the screen in both languages, with the same blanks', () => {
    expect([...english.keys()].sort()).toEqual([...french.keys()].sort());
    const blanks = (text: string | undefined): string[] => [...(text ?? '').matchAll(/\{\w+\}/g)].map(String).sort();
    for (const [key, text] of french) {
      expect(text, key).not.toBe('');
      expect(blanks(english.get(key)), key).toEqual(blanks(text));
    }
  });

  it('is set the French way', () => {
    for (const [key, text] of french) {
      expect(text, key).not.toMatch(/'/);
      expect(text, key).not.toMatch(/(^|[^\u202f])[;!?]/);
      expect(text, key).not.toMatch(/[^\u00a0\d:]:(?!\/)/);
      expect(text, key).not.toMatch(/[^\u00a0]»|«[^\u00a0]/);
    }
  });

  it('never says error, failure, transaction or please', () => {
    for (const [key, text] of [...french, ...english]) {
      expect(text, key).not.toMatch(/\b(erreur|échec|transaction|veuillez|error|failed|please)\b/i);
    }
  });
});

describe('a sentence', () => {
  it('follows the language', () => {
    expect(t('charge.type_amount')).toBe('Tapez un montant');
    speak('en');
    expect(t('charge.type_amount')).toBe('Type an amount');
    expect(stateWords('paid').word).toBe('Paid');
    expect(rowWord('pending')).toBe('Waiting');
  });

  it('has its blanks filled, and shows one that nobody fills', () => {
    expect(t('charge.missing_many', { count: 2 })).toBe('Il manque 2 chiffres');
    expect(fill('{a} et {b}', { a: 1 })).toBe('1 et {b}');
  });

  it('is there for every error, also for one that this screen does not know', () => {
    expect(errorWords({ code: 'key_missing', data: { account: 'paygate' } }).what_happened).toContain('paygate');
    expect(errorWords({ code: 'of tomorrow', data: {} })).toEqual(fr.errors.unexpected);
    expect(reasonWords('of tomorrow')).toBeNull();
    expect(reasonWords(null)).toBeNull();
  });
});
