/** The language of every sentence on screen. Reading it in a template makes the template follow it. */
import type { Lang } from '../bindings';

let chosen = $state<Lang>('fr');

export function language(): Lang {
  return chosen;
}

export function speak(lang: Lang): void {
  chosen = lang;
}
