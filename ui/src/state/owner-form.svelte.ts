/** A decision of the owner's being typed, and what the program says of it. */
import type { CommandError, PaymentView, Right } from '../bindings';
import { asError } from '../host';
import { errorWords } from '../words';
import type { Till } from './till';

/** What every such form asks for; `Spot` names its other fields. */
type Common = 'why' | 'reference' | 'pin';
const SPOTS: Record<string, Common> = {
  why_needed: 'why',
  operator_reference_needed: 'reference',
  pin_needed: 'pin',
  pin_wrong: 'pin',
  pin_later: 'pin',
};

export abstract class OwnerForm<Spot extends string> {
  protected readonly till: Pick<Till, 'host' | 'payments' | 'session'>;
  protected readonly view: PaymentView;
  readonly #spots: Record<string, Spot | Common>;
  why = $state('');
  reference = $state('');
  pin = $state('');
  busy = $state(false);
  error = $state.raw<CommandError | null>(null);

  /** `spots`: the fields of its own that errors are about. */
  constructor(till: Pick<Till, 'host' | 'payments' | 'session'>, view: PaymentView, spots: Record<string, Spot> = {}) {
    this.till = till;
    this.view = view;
    this.#spots = { ...SPOTS, ...spots };
  }

  /** The first field that is not as it must be. */
  abstract get missing(): Spot | Common | null;

  /** What a cashier needs to do it without the owner. */
  protected abstract readonly right: Right;

  /** In training nobody needs one, and no cashier who may do it alone. */
  get needsPin(): boolean {
    return this.view.environment !== 'training' && !this.till.session.spares(this.right);
  }

  get wrong(): Spot | Common | null {
    return (this.error && this.#spots[this.error.code]) ?? null;
  }

  /** What is wrong with this field. */
  wordsAt(spot: Spot | Common): string | undefined {
    if (!this.error || this.wrong !== spot) return undefined;
    const words = errorWords(this.error);
    return `${words.what_happened} ${words.what_to_do}`;
  }

  /** True once it stands in the journal. */
  protected async note(send: (pin: string | null) => Promise<PaymentView>): Promise<boolean> {
    if (this.busy || this.missing) return false;
    this.busy = true;
    this.error = null;
    try {
      this.till.payments.take(await send(this.needsPin ? this.pin : null));
      return true;
    } catch (thrown) {
      this.error = asError(thrown);
      return false;
    } finally {
      // It is typed anew each time.
      this.pin = '';
      this.busy = false;
    }
  }
}
