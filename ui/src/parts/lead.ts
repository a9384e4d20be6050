import { tick } from 'svelte';

/** Puts the focus, once what was decided is drawn, into the first of the parts with these names: into its field, where it has one. */
export async function lead(place: HTMLElement | undefined, names: string[]): Promise<void> {
  await tick();
  const box = place?.querySelector<HTMLElement>(names.map((name) => `[data-testid="${name}"]`).join(', '));
  (box?.querySelector<HTMLElement>('input') ?? box)?.focus();
}
