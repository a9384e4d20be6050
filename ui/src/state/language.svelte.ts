/** The language of every sentence on screen. Reading it in a template makes the template follow it. */
import type { Lang } from '../bindings';

const KEPT = 'comptoir.lang';

/** That of the last time, until the start has answered: a till that does not open says so in it. */
function last(): Lang {
  try {
    return localStorage.getItem(KEPT) === 'en' ? 'en' : 'fr';
  } catch {
    return 'fr';
  }
}

let chosen = $state<Lang>(last());

export function language(): Lang {
  return chosen;
}

export function speak(lang: Lang): void {
  chosen = lang;
  try {
    localStorage.setItem(KEPT, lang);
  } catch {
    // Without storage the next start begins in French.
  }
}
