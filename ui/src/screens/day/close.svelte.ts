/** A closing being typed: what is left is asked about first, then each of it gets a word. */
import type { ClosingView, CommandError, LeftView } from '../../bindings';
import { asError } from '../../host';
import type { Host } from '../../host/host';
import { errorWords } from '../../words';

export type ClosingSpot = 'word' | 'counted' | 'pin';
const AT_PIN = ['pin_needed', 'pin_wrong', 'pin_unset'];

export class ClosingForm {
  readonly #host: Host;
  /** The same for each press: a second one closes nothing more. */
  readonly #id: Promise<string>;
  readonly needsPin: boolean;
  /** Undefined while the gateways are asked. */
  left = $state.raw<LeftView[]>();
  words = $state<Record<string, string>>({});
  float = $state('');
  counted = $state('');
  figures = $state<Record<string, string>>({});
  pin = $state('');
  busy = $state(false);
  error = $state.raw<CommandError | null>(null);
  closed = $state.raw<ClosingView | null>(null);

  constructor(host: Host, training: boolean) {
    this.#host = host;
    this.needsPin = !training;
    this.#id = host.newClosingId();
    this.#id.catch(() => undefined);
  }

  /** Asks about everything that has no end once more. */
  async ask(): Promise<void> {
    this.error = null;
    try {
      this.left = await this.#host.askBeforeClosing();
    } catch (thrown) {
      this.error = asError(thrown);
    }
  }

  get missing(): ClosingSpot | null {
    if (this.left?.some(({ reference }) => (this.words[reference] ?? '').trim() === '')) return 'word';
    if ((this.float.trim() === '') !== (this.counted.trim() === '')) return 'counted';
    return this.needsPin && this.pin === '' ? 'pin' : null;
  }

  /** What is wrong with the PIN. */
  get pinWords(): string | undefined {
    if (!this.error || !AT_PIN.includes(this.error.code)) return undefined;
    const words = errorWords(this.error);
    return `${words.what_happened} ${words.what_to_do}`;
  }

  /** True once it stands in the journal. */
  async close(): Promise<boolean> {
    if (this.busy || this.missing || !this.left) return false;
    this.busy = true;
    this.error = null;
    const filled = (record: Record<string, string>): [string, string][] =>
      Object.entries(record).map(([name, text]): [string, string] => [name, text.trim()]).filter(([, text]) => text !== '');
    try {
      this.closed = await this.#host.closeDay({
        closing_id: await this.#id,
        explained: filled(this.words),
        drawer: this.counted.trim() === '' ? null : [this.float.trim(), this.counted.trim()],
        figures: filled(this.figures),
        pin: this.needsPin ? this.pin : null,
      });
    } catch (thrown) {
      this.error = asError(thrown);
      // Another payment was left meanwhile: it gets its field.
      if (this.error.code === 'explanation_needed') this.left = await this.#host.askBeforeClosing().catch(() => this.left);
    } finally {
      // It is typed anew each time.
      this.pin = '';
      this.busy = false;
    }
    return this.closed !== null;
  }
}
