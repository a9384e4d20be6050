/** The theme of the screen. */
import type { Theme } from '../bindings';

const KEPT = 'comptoir.theme';

/** That of the last time, until the start has answered: a till that does not open says so in it. */
function last(): Theme {
  try {
    const kept = localStorage.getItem(KEPT);
    return kept === 'light' || kept === 'dark' ? kept : 'system';
  } catch {
    return 'system';
  }
}

function draw(root: HTMLElement, theme: Theme, systemDark: boolean): void {
  root.dataset.theme = theme === 'dark' || (theme === 'system' && systemDark) ? 'dark' : 'light';
}

/** Draws the theme on the document, and keeps it for the next start. */
export function dress(root: HTMLElement, theme: Theme, systemDark: boolean): void {
  draw(root, theme, systemDark);
  try {
    localStorage.setItem(KEPT, theme);
  } catch {
    // Without storage the next start begins in the system's.
  }
}

/** Draws the theme of the last time. */
export function dressAsLast(root: HTMLElement): void {
  draw(root, last(), matchMedia('(prefers-color-scheme: dark)').matches);
}
