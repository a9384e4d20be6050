/** How the practice host answers: at once or late, with what was asked for or with a trouble that a test wants. */
import type { CommandError } from '../../bindings';
import type { Host } from '../host';
import { FakeClock } from './clock';

type Call = { method: keyof Host; args: unknown[] };
type Trouble = { method: keyof Host; error: CommandError; times: number };

export class Calls {
  clock = new FakeClock();
  /** Every call so far: what a test counts. */
  calls: Call[] = [];
  #slow: number;
  #troubles: Trouble[] = [];
  #delays = new Map<keyof Host, number>();

  /** Every answer takes `slow` milliseconds where nothing else is said of its method. */
  constructor(slow: number) {
    this.#slow = slow;
  }

  /** The next `times` calls of `method` end with `code`. */
  fail(method: keyof Host, code: string, more: Partial<CommandError> = {}, times = 1): void {
    this.#troubles.push({ method, times, error: { code, data: {}, money_at_risk: 'no', reference: null, ...more } });
  }

  /** Calls of `method` take `ms` from now on; `Infinity` never ends. */
  slow(method: keyof Host, ms: number): void {
    this.#delays.set(method, ms);
  }

  protected async answer<T>(method: keyof Host, args: unknown[], make: () => T): Promise<T> {
    this.calls.push({ method, args });
    const delay = this.#delays.get(method) ?? this.#slow;
    if (delay === Infinity) return new Promise(() => {});
    if (delay > 0) await new Promise<void>((done) => this.clock.later(delay, done));
    const trouble = this.#troubles.find((one) => one.method === method && one.times > 0);
    if (trouble) {
      trouble.times -= 1;
      throw trouble.error;
    }
    return make();
  }
}
