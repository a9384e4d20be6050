/** The table of keys as the sheet shows it: what acts here first, then what acts everywhere, then the other screens. */
import { PLACES, TABLE, type Binding, type Place } from '../../state/key-table';
import type { Route } from '../../state/session.svelte';

export type Line = { act: string; keys: readonly string[]; says: Binding['says']; letter: boolean };
export type Group = { place: Place; here: boolean; lines: Line[] };

const OF_ROUTE: Record<Route['at'], readonly Place[]> = {
  welcome: ['welcome'],
  charge: ['till', 'payer'],
  open: ['open'],
  receipts: ['receipts'],
  day: ['day'],
  settings: ['settings'],
};

export function placesOf(route: Route): readonly Place[] {
  return route.at === 'charge' && route.payment !== undefined ? ['payment'] : OF_ROUTE[route.at];
}

function linesOf(place: Place): Line[] {
  return (TABLE as readonly Binding[])
    .filter((row) => row.place === place)
    .map((row) => ({ act: row.act, keys: row.keys, says: row.says, letter: row.letter === true }));
}

export function groupsFor(route: Route): Group[] {
  const here = placesOf(route);
  const others = PLACES.filter((place) => place !== 'everywhere' && !here.includes(place));
  return [...here, 'everywhere' as const, ...others]
    .map((place) => ({ place, here: here.includes(place), lines: linesOf(place) }))
    .filter((group) => group.lines.length > 0);
}

/** Ten digit keys are shown as the first and the last of them. */
export function ends(keys: readonly string[]): { first: readonly string[]; last: string | null } {
  const last = keys.at(-1);
  return keys.length > 3 && last !== undefined ? { first: keys.slice(0, 1), last } : { first: keys, last: null };
}
