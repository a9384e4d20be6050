/**
 * What happens to a payment that is not on screen: a late success interrupts, other ends leave a notice. Each change is heard
 * once, whether the payment is shown or not.
 */
import type { PaymentState, PaymentView } from '../bindings';
import type { Change } from './payments.svelte';
import type { SoundName } from './sound';

const SOUNDS: Partial<Record<PaymentState, SoundName>> = {
  paid: 'paid',
  late_paid: 'late',
  declined: 'refused',
  create_unknown: 'unsure',
  held: 'unsure',
  unresolved: 'unsure',
};
const NOTICED: readonly PaymentState[] = ['paid', 'declined', 'expired', 'held', 'unresolved'];
/** Not sure, to decide: said again until somebody presses a key. */
const AGAIN_MS = 10_000;

export class Alarms {
  /** Late successes, the oldest first. */
  late = $state.raw<PaymentView[]>([]);
  /** Other ends that came while something else was on screen, the oldest first. */
  notices = $state.raw<PaymentView[]>([]);
  /** What gateways have said that the disk does not take, and somebody has noted on paper: each payment with its word. */
  #noted = $state.raw<ReadonlyMap<string, string | undefined>>(new Map());
  #play: (name: SoundName) => void;
  #isShown: (id: string) => boolean;
  #again: ReturnType<typeof setInterval> | null = null;

  constructor(play: (name: SoundName) => void, isShown: (id: string) => boolean) {
    this.#play = play;
    this.#isShown = isShown;
  }

  hear({ before, now, told }: Change): void {
    if (now.unwritten && now.unwritten.data.said !== before?.unwritten?.data.said) this.#sound('unsure');
    if (!now.unwritten) this.#noted = new Map([...this.#noted].filter(([id]) => id !== now.payment_id));
    const isNews = before ? before.state !== now.state : told;
    if (!isNews) return;
    this.#drop(now.payment_id);
    const name = SOUNDS[now.state];
    if (name) this.#sound(name);
    if (this.#isShown(now.payment_id)) return;
    if (now.state === 'late_paid') this.late = [...this.late, now];
    else if (NOTICED.includes(now.state)) this.notices = [...this.notices, now];
  }

  /** Somebody has seen it. */
  answer(id: string): void {
    this.#drop(id);
  }

  /** Somebody has noted on paper what the disk does not take. */
  note(view: PaymentView): void {
    this.#noted = new Map([...this.#noted, [view.payment_id, view.unwritten?.data.said]]);
  }

  /** Whether it is on paper already. A second word about the same payment is not. */
  isNoted(view: PaymentView): boolean {
    return this.#noted.has(view.payment_id) && this.#noted.get(view.payment_id) === view.unwritten?.data.said;
  }

  /** Another ledger. */
  forget(): void {
    this.hush();
    this.#noted = new Map();
    this.late = [];
    this.notices = [];
  }

  /** A key or a tap: nothing has to be said again. */
  hush(): void {
    if (this.#again) clearInterval(this.#again);
    this.#again = null;
  }

  #drop(id: string): void {
    this.late = this.late.filter((view) => view.payment_id !== id);
    this.notices = this.notices.filter((view) => view.payment_id !== id);
  }

  #sound(name: SoundName): void {
    this.hush();
    this.#play(name);
    if (name === 'unsure') this.#again = setInterval(() => this.#play('unsure'), AGAIN_MS);
  }
}
