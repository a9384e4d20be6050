/**
 * The one key handler. A screen says with `on(place, acts)` what it does for the acts of a place in the table; what came last
 * hears first. A dialog or an alarm is `modal`: nothing below it hears a key.
 */
import { TABLE, type ActOf, type Binding, type Place } from './key-table';

/** A handler gets the name of the key, for rows with several. */
export type Acts<P extends Place> = Partial<Record<ActOf<P>, (key: string) => void>>;
type Layer = { place: Place | null; acts: Partial<Record<string, (key: string) => void>>; modal: boolean };

type Press = Pick<KeyboardEvent, 'key' | 'code' | 'altKey' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'repeat'>;

const REMEMBERED = 'comptoir.letters';
/** Holding an arrow walks through a list; every other key acts once. */
const REPEATS = new Set(['ArrowUp', 'ArrowDown', 'PageUp', 'PageDown']);

/**
 * The name of a pressed key in the table: `F3`, `Enter`, `7`, `n`, `Alt+1`. Null where a system key is held too.
 * The digit row of a French keyboard gives digits without Shift, and the pad's comma is its point.
 */
export function nameOf(press: Press): string | null {
  if (press.ctrlKey || press.metaKey) return null;
  const row = /^(?:Digit|Numpad)(\d)$/.exec(press.code)?.[1];
  const isDigit = /^\d$/.test(press.key);
  const named = press.key.length > 1 && press.key !== 'Decimal';
  let name = press.key;
  if (press.code === 'NumpadDecimal' && !named) name = '.';
  else if (row !== undefined && !named && (press.altKey || (!press.shiftKey && !isDigit))) name = row;
  else if (name.length === 1) name = name.toLowerCase();
  return press.altKey && name.length === 1 ? `Alt+${name}` : name;
}

function matches(binding: Binding, name: string): boolean {
  return binding.keys.includes(name) || (binding.letter === true && binding.keys.some((key) => name === `Alt+${key}`));
}

function isWriting(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return !target.readOnly && !['radio', 'checkbox', 'button'].includes(target.type);
  // A list of choices takes no digits: they belong to the pad.
  return target instanceof HTMLTextAreaElement;
}

export class Keys {
  #layers: Layer[] = [];
  #byKeyboard = false;
  /** Single letters act (WCAG 2.1.4: they can be switched off; Alt with the letter always works). */
  letters = $state(true);

  constructor() {
    try {
      this.letters = localStorage.getItem(REMEMBERED) !== 'off';
    } catch {
      // A browser without storage keeps the default.
    }
  }

  setLetters(on: boolean): void {
    this.letters = on;
    try {
      localStorage.setItem(REMEMBERED, on ? 'on' : 'off');
    } catch {
      // It then holds until the window closes.
    }
  }

  /** Hears the acts of `place` until the returned function is called. Call it in an effect: `$effect(() => keys.on(…))`. */
  on<P extends Place>(place: P, acts: Acts<P>, modal = false): () => void {
    return this.#add({ place, acts, modal });
  }

  /** Lets no key through to what lies below, without acts of its own. */
  hush(): () => void {
    return this.#add({ place: null, acts: {}, modal: true });
  }

  #add(layer: Layer): () => void {
    this.#layers.push(layer);
    return () => {
      this.#layers = this.#layers.filter((one) => one !== layer);
    };
  }

  /** The act that a key does now; `writing` while a text field has the focus. */
  find(name: string, writing: boolean): (() => void) | null {
    const plain = name.length === 1 || name === 'Backspace' || name === 'Delete';
    for (const layer of [...this.#layers].reverse()) {
      for (const binding of TABLE as readonly Binding[]) {
        if (binding.place !== layer.place || !matches(binding, name)) continue;
        if (plain && (writing || (binding.letter === true && !this.letters))) continue;
        const act = layer.acts[binding.act];
        if (act) return () => act(name.replace('Alt+', ''));
      }
      if (layer.modal) return null;
    }
    return null;
  }

  /** Listens on the window until the returned function is called. */
  listen(target: Window): () => void {
    const press = (event: KeyboardEvent): void => {
      if (event.key === 'Tab') this.#focusBy(true);
      if (event.defaultPrevented || event.isComposing) return;
      const name = nameOf(event);
      if (name === null) return;
      // Arrows walk through choices that belong together; the control that the keyboard chose answers to its own keys.
      const target = event.target instanceof Element ? event.target : null;
      if (name.startsWith('Arrow') && target?.closest('select, input[type="radio"], [role="tab"]')) return;
      const control = target?.closest('button, a, select, summary');
      if (control && this.#byKeyboard && (name === 'Enter' || name === ' ')) {
        if (event.repeat) event.preventDefault();
        return;
      }
      const act = this.find(name, isWriting(event.target));
      if (!act) return;
      event.preventDefault();
      if (!event.repeat || REPEATS.has(name)) act();
    };
    const point = (): void => this.#focusBy(false);
    target.addEventListener('keydown', press);
    target.addEventListener('pointerdown', point, true);
    return () => {
      target.removeEventListener('keydown', press);
      target.removeEventListener('pointerdown', point, true);
    };
  }

  #focusBy(keyboard: boolean): void {
    this.#byKeyboard = keyboard;
    document.documentElement.toggleAttribute('data-tabbed', keyboard);
  }
}
