/** Whether the last change of a setting is kept, for the line at the foot of a subject. */
import type { CommandError } from '../../bindings';
import { asError } from '../../host';
import type { Clock } from '../../state/clock.svelte';

export class Kept {
  /** How many changes are on their way. */
  #underway = $state(0);
  at = $state<number | null>(null);
  failed = $state(false);
  #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  get keeping(): boolean {
    return this.#underway > 0;
  }

  /** Keeps a change; the refusal comes back, or null when it is kept. */
  async keep(change: () => Promise<void>): Promise<CommandError | null> {
    this.#underway += 1;
    try {
      await change();
      this.at = this.#clock.read();
      this.failed = false;
      return null;
    } catch (error) {
      this.failed = true;
      return asError(error);
    } finally {
      this.#underway -= 1;
    }
  }
}
