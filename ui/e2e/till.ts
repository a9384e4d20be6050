/** The till in a browser, and the practice host behind it: what every test of the screens is given. */
import { expect, test as base, type Locator, type Page } from '@playwright/test';
import type { CommandError, PaymentState, PaymentView } from '../src/bindings';
import type { FakeHost } from '../src/host/fake';
import type { Scenario } from '../src/host/fake/scenario';
import type { Host } from '../src/host/host';

export { expect };
export type Size = { width: number; height: number };
export type { Scenario };

/** Saturday, 21 November 2026, in the afternoon in Lomé. */
export const NOW = '2026-11-21T14:32:07Z';
/** The pane listens again so long after a change of state. */
const GUARD_MS = 650;

export class Till {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** Starts the till with what the scenario says; the time is ours from then on. */
  async open(scenario: Scenario = {}): Promise<void> {
    await this.page.clock.install({ time: NOW });
    await this.start(scenario);
  }

  /** Loads the page, and waits until the till listens to keys. */
  protected async start(scenario: Scenario): Promise<void> {
    await this.page.goto(`/?scenario=${encodeURIComponent(JSON.stringify(scenario))}`);
    if (scenario.slow !== undefined || scenario.silent?.includes('startUp')) return;
    const screens = ['charge', 'lock', 'open', 'payment', 'welcome', 'broken'].map((name) => `[data-testid="${name}"]`);
    await this.page.locator(screens.join(', ')).first().waitFor();
  }

  get(testid: string): Locator {
    return this.page.getByTestId(testid);
  }

  get pane(): Locator {
    return this.get('payment');
  }

  async press(...keys: string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  async type(text: string): Promise<void> {
    await this.page.keyboard.type(text);
  }

  /** Lets so much time pass, everything that falls due included. */
  async pass(ms: number): Promise<void> {
    await this.page.clock.runFor(ms);
  }

  /** The screen has asked the host to start: what a slow host takes counts from here, however slow this machine is. */
  async startsUp(): Promise<void> {
    await expect.poll(() => this.calls('startUp')).toBe(1);
  }

  /** The payment in `state` is on screen and its pane listens to keys. */
  async sees(state: PaymentState): Promise<void> {
    await expect(this.pane).toHaveAttribute('data-state', state);
    await this.pass(GUARD_MS);
  }

  /** A sale by keys alone: the amount, the number, and Enter after each. */
  async ask(amount = '12500', phone = '90112233'): Promise<void> {
    await expect(this.get('charge')).toBeVisible();
    await this.type(amount);
    await this.press('Enter');
    await this.type(phone);
    await this.press('Enter');
  }

  // The practice host.

  /** Calls of a method that the screen made so far. */
  async calls(method: keyof Host): Promise<number> {
    return this.page.evaluate((name) => window.comptoirFake?.calls.filter((call) => call.method === name).length ?? 0, method);
  }

  /** What the last call of a method was given. */
  async argumentsOf(method: keyof Host): Promise<unknown[]> {
    return this.page.evaluate((name) => window.comptoirFake?.calls.filter((call) => call.method === name).at(-1)?.args ?? [], method);
  }

  async put(state: PaymentState, more: Partial<PaymentView> = {}): Promise<PaymentView> {
    return this.#fake((fake, [to, rest]) => fake.put(to, rest), [state, more] as const);
  }

  /** Moves the newest payment, or the one with `id`. */
  async move(state: PaymentState, more: Partial<PaymentView> = {}, id?: string): Promise<PaymentView> {
    return this.#fake(
      (fake, [to, rest, which]) => {
        const known = which ?? fake.last()?.payment_id;
        if (known === undefined) throw new Error('There is no payment.');
        return fake.move(known, to, rest);
      },
      [state, more, id] as const,
    );
  }

  /** The newest payment changes, and the message about it is lost. */
  async lose(state: PaymentState): Promise<void> {
    await this.#fake((fake, to) => fake.lose(to), state);
  }

  async repeat(view: PaymentView): Promise<void> {
    await this.#fake((fake, old) => fake.repeat(old), view);
  }

  async fail(method: keyof Host, code: string, more: Partial<CommandError> = {}, times = 1): Promise<void> {
    await this.#fake((fake, [name, word, rest, count]) => fake.fail(name, word, rest, count), [
      method,
      code,
      more,
      times,
    ] as const);
  }

  /** Calls of a method take so long from now on; without a time they never end. */
  async slow(method: keyof Host, ms = Infinity): Promise<void> {
    await this.#fake((fake, [name, wait]) => fake.slow(name, wait), [method, ms] as const);
  }

  async closing(open: number): Promise<void> {
    await this.#fake((fake, count) => fake.closing(count), open);
  }

  async #fake<Told, Said>(say: (fake: FakeHost, told: Told) => Said, told: Told): Promise<Said> {
    // A start that takes its time is not waited for, but the host behind it is.
    const host = await this.page.waitForFunction(() => window.comptoirFake);
    return (await host.evaluate(say as never, told as never)) as Said;
  }
}

export const test = base.extend<{ till: Till }>({
  till: async ({ page }, use) => {
    const wrong: string[] = [];
    page.on('pageerror', (error) => wrong.push(error.message));
    page.on('console', (line) => {
      // A browser asks for the icon of a page; the desktop window has its own.
      if (line.type() === 'error' && !line.location().url.endsWith('/favicon.ico')) wrong.push(line.text());
    });
    await use(new Till(page));
    // Nothing may go wrong behind a screen that looks right.
    expect(wrong).toEqual([]);
  },
});

/** Tab until something has the focus; where it never gets it, the test fails. */
export async function tabTo(till: Till, testid: string): Promise<void> {
  for (let step = 0; step < 40; step += 1) {
    if (await till.get(testid).evaluate((one) => one.contains(document.activeElement))) return;
    await till.press('Tab');
  }
  await expect(till.get(testid)).toBeFocused();
}
