/** Which payment was on screen, for a reload of the page; a new start of the program begins anew. */
import type { Route } from './session.svelte';

const KEPT = 'comptoir.payment';

export function remember(route: Route): void {
  try {
    if (route.at === 'charge' && route.payment !== undefined) sessionStorage.setItem(KEPT, route.payment);
    else sessionStorage.removeItem(KEPT);
  } catch {
    // Without storage a reload shows the open payments instead.
  }
}

export function recall(): string | null {
  try {
    return sessionStorage.getItem(KEPT);
  } catch {
    return null;
  }
}
