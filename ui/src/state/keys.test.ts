import { describe, expect, it, vi } from 'vitest';
import fr from '$words/fr.json';
import { TABLE } from './key-table';
import { Keys, nameOf } from './keys.svelte';

const press = (key: string, code = '', more: Partial<KeyboardEvent> = {}) =>
  nameOf({ key, code, altKey: false, ctrlKey: false, metaKey: false, shiftKey: false, repeat: false, ...more });

describe('the name of a key', () => {
  it('is the digit on every keyboard', () => {
    expect(press('7', 'Digit7')).toBe('7');
    expect(press('7', 'Numpad7')).toBe('7');
    // A French keyboard gives signs without Shift.
    expect(press('è', 'Digit7')).toBe('7');
    expect(press('7', 'Digit7', { shiftKey: true })).toBe('7');
    // An English one gives signs with it.
    expect(press('&', 'Digit7', { shiftKey: true })).toBe('&');
    // Without NumLock the pad moves.
    expect(press('Home', 'Numpad7')).toBe('Home');
    expect(press('Delete', 'NumpadDecimal')).toBe('Delete');
  });

  it("is a point for the pad's decimal key, whatever it writes", () => {
    expect(press('.', 'NumpadDecimal')).toBe('.');
    expect(press(',', 'NumpadDecimal')).toBe('.');
    expect(press('Decimal', 'NumpadDecimal')).toBe('.');
  });

  it('says Alt, and is none with Ctrl', () => {
    expect(press('&', 'Digit1', { altKey: true })).toBe('Alt+1');
    expect(press('N', 'KeyN', { altKey: true })).toBe('Alt+n');
    expect(press('r', 'KeyR', { ctrlKey: true })).toBeNull();
    expect(press('Enter', 'NumpadEnter')).toBe('Enter');
    expect(press('F3', 'F3')).toBe('F3');
  });
});

describe('the handler', () => {
  it('gives a key to what opened last', () => {
    const keys = new Keys();
    const [below, above] = [vi.fn(), vi.fn()];
    keys.on('till', { forward: below });
    const close = keys.on('payment', { forward: above });
    keys.find('Enter', false)?.();
    close();
    keys.find('Enter', false)?.();
    expect(above).toHaveBeenCalledTimes(1);
    expect(below).toHaveBeenCalledTimes(1);
  });

  it('lets nothing through an alarm: Enter and digits do nothing, F3 opens', () => {
    const keys = new Keys();
    const [digit, charge, see] = [vi.fn(), vi.fn(), vi.fn()];
    keys.on('everywhere', { charge });
    keys.on('till', { digit });
    keys.on('alarm', { see }, true);
    expect(keys.find('7', false)).toBeNull();
    expect(keys.find('Enter', false)).toBeNull();
    expect(keys.find('F2', false)).toBeNull();
    keys.find('F3', false)?.();
    expect(see).toHaveBeenCalledTimes(1);
  });

  it('writes letters and digits where a text field has the focus, unless Alt is held', () => {
    const keys = new Keys();
    const [digit, network, sheet] = [vi.fn(), vi.fn(), vi.fn()];
    keys.on('everywhere', { sheet });
    keys.on('till', { digit });
    keys.on('payer', { network });
    expect(keys.find('7', true)).toBeNull();
    expect(keys.find('n', true)).toBeNull();
    expect(keys.find('Backspace', true)).toBeNull();
    keys.find('Alt+n', true)?.();
    keys.find('F1', true)?.();
    expect(network).toHaveBeenCalledWith('n');
    expect(sheet).toHaveBeenCalledTimes(1);
  });

  it('keeps Alt with a letter when single letters are switched off', () => {
    const keys = new Keys();
    const [network, digit] = [vi.fn(), vi.fn()];
    keys.on('till', { digit });
    keys.on('payer', { network });
    keys.setLetters(false);
    expect(keys.find('n', false)).toBeNull();
    expect(keys.find('Alt+n', false)).not.toBeNull();
    expect(keys.find('7', false)).not.toBeNull();
  });
});

describe('the table', () => {
  it('gives no key of a place to two acts', () => {
    for (const place of new Set(TABLE.map((row) => row.place))) {
      const keys = TABLE.filter((row) => row.place === place).flatMap((row) => [...row.keys]);
      expect(new Set(keys).size, place).toBe(keys.length);
    }
  });

  it('lets no letter of a screen hide a key that acts everywhere', () => {
    const everywhere = TABLE.filter((row) => row.place === 'everywhere').flatMap((row): string[] => [...row.keys]);
    for (const row of TABLE) {
      // An alarm is meant to take F3, and the first start has no screens to go to.
      if (['everywhere', 'alarm', 'welcome'].includes(row.place)) continue;
      for (const key of row.keys) expect(everywhere, `${row.place} ${row.act}`).not.toContain('letter' in row ? `Alt+${key}` : key);
    }
  });

  it('leaves reload, caret browsing, menu, full screen and tools to the system', () => {
    const used = TABLE.flatMap((row): string[] => [...row.keys]);
    for (const key of ['F5', 'F7', 'F10', 'F11', 'F12']) expect(used).not.toContain(key);
  });

  it('says each act in the catalogue', () => {
    const said: Record<string, string> = fr.window.keys;
    for (const row of TABLE) expect(said[row.says.replace('keys.', '')], row.says).toBeTruthy();
  });
});
