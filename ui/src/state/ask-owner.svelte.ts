/** Whoever has the till wants what they have no right to: the owner may let it through once, in place. */
import type { Right } from '../bindings';
import { asError } from '../host';
import type { Host } from '../host/host';

/** What somebody wants, and what is to be done once the owner has said yes or nobody waits any more. */
export type Wanted = { cashier: string; right: Right; end: (allowed: boolean) => void };

export class AskOwner {
  wanted = $state.raw<Wanted | null>(null);
  #host: Host;
  #onlocked: () => void;

  /** `onlocked` hears that nobody has the till any more. */
  constructor(host: Host, onlocked: () => void) {
    this.#host = host;
    this.#onlocked = onlocked;
  }

  /** The host whose refused acts are done after all once the owner has let them through. */
  get guarded(): Host {
    return new Proxy(this.#host, {
      get: (host, name) => {
        const call: unknown = Reflect.get(host, name);
        if (typeof call !== 'function') return call;
        return (...args: unknown[]): unknown => this.#heard(() => (call as (...args: unknown[]) => unknown).apply(host, args));
      },
    });
  }

  /** Rejects with what the PIN met with. */
  async allow(pin: string): Promise<void> {
    if (this.wanted === null) return;
    await this.#host.allowOnce(this.wanted.right, pin);
    this.#end(true);
  }

  leave(): void {
    this.#end(false);
  }

  #heard(act: () => unknown): unknown {
    const told = act();
    return told instanceof Promise ? told.catch((thrown: unknown) => this.#refused(thrown, act)) : told;
  }

  async #refused(thrown: unknown, act: () => unknown): Promise<unknown> {
    const { code, data } = asError(thrown);
    if (code === 'till_locked') this.#onlocked();
    if (code !== 'right_needed' || this.wanted !== null) throw thrown;
    const allowed = await new Promise<boolean>((end) => {
      this.wanted = { cashier: data.cashier ?? '', right: data.right as Right, end };
    });
    if (!allowed) throw thrown;
    return act();
  }

  #end(allowed: boolean): void {
    const { wanted } = this;
    this.wanted = null;
    wanted?.end(allowed);
  }
}
