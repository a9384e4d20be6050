/** The shop's printers: the list, a new one, a test page. */
import type { CommandError, Printer, PrinterTest, Queue } from '../../bindings';
import { asError } from '../../host';
import type { Host } from '../../host/host';
import type { Clock } from '../../state/clock.svelte';

export type Kind = 'tcp' | 'device' | 'queue';
/** What a printer of the system is sent. */
export type Form = 'ticket' | 'page';
export type PageSize = '80mm' | 'a5' | 'a4';
export type Tested = { name: string; at: number; result: PrinterTest };

const EMPTY = {
  name: '',
  kind: 'tcp' as Kind,
  place: '',
  queue: '',
  form: 'ticket' as Form,
  page: 'a4' as PageSize,
  columns: 42,
  cuts: true,
  drawer: false,
  automatic: true,
};

/** Where a printer is, and the page that it is sent, if it takes pages. */
export function whereIs({ target }: Printer): { kind: Kind; place: string; page: PageSize | null } {
  const [way, place = ''] = target.split(/:(.*)/s);
  if (way !== 'office') return { kind: way as Kind, place, page: null };
  const [page, queue = ''] = place.split(/:(.*)/s);
  return { kind: 'queue', place: queue, page: page as PageSize };
}

export class PrintersDesk {
  #host: Host;
  #clock: Clock;
  printers = $state.raw<Printer[] | undefined>(undefined);
  /** What the system has; nothing before it was asked. */
  queues = $state.raw<Queue[] | undefined>(undefined);
  looking = $state(false);
  draft = $state({ ...EMPTY });
  adding = $state(false);
  saving = $state(false);
  /** The printer that is sent a test page. */
  testing = $state<string | null>(null);
  tested = $state.raw<Tested | null>(null);
  error = $state.raw<CommandError | null>(null);

  constructor(host: Host, clock: Clock) {
    this.#host = host;
    this.#clock = clock;
  }

  async read(): Promise<void> {
    await this.#try(async () => {
      this.printers = await this.#host.printers();
    });
  }

  begin(): void {
    this.draft = { ...EMPTY };
    this.error = null;
    this.adding = true;
  }

  choose(kind: Kind): void {
    this.draft.kind = kind;
    if (kind === 'queue') void this.look();
  }

  /** Asks the system for its printers. The one that is chosen stays so; else its default is, or the only one there is. */
  async look(): Promise<void> {
    if (this.looking) return;
    this.looking = true;
    await this.#try(async () => {
      const queues = await this.#host.queues();
      this.queues = queues;
      if (queues.some((queue) => queue.name === this.draft.queue)) return;
      const obvious = queues.find((queue) => queue.default) ?? (queues.length === 1 ? queues[0] : undefined);
      this.draft.queue = obvious?.name ?? '';
    });
    this.looking = false;
  }

  /** Whether the chosen printer of the system takes pages at all. */
  get takesPages(): boolean {
    return this.draft.kind === 'queue' && (this.queues?.some(({ name, pages }) => name === this.draft.queue && pages) ?? false);
  }

  /** Whether it will be sent pages. */
  get isOffice(): boolean {
    return this.takesPages && this.draft.form === 'page';
  }

  get #target(): string {
    const { kind, place, queue, page } = this.draft;
    if (this.isOffice) return `office:${page}:${queue}`;
    return `${kind}:${kind === 'queue' ? queue : place.trim()}`;
  }

  /** What is still to be typed or chosen. */
  get missing(): 'name' | 'place' | 'queue' | null {
    if (this.draft.name.trim() === '') return 'name';
    if (this.draft.kind === 'queue') return this.draft.queue === '' ? 'queue' : null;
    return this.draft.place.trim() === '' ? 'place' : null;
  }

  async save(): Promise<void> {
    if (this.saving || this.missing !== null) return;
    this.saving = true;
    const { name, columns, automatic } = this.draft;
    const target = this.#target;
    const [cuts, drawer] = this.isOffice ? [false, false] : [this.draft.cuts, this.draft.drawer];
    const saved = await this.#try(async () => {
      await this.#host.setPrinter({ name: name.trim(), target, columns, cuts, drawer, automatic });
      this.printers = await this.#host.printers();
    });
    this.saving = false;
    if (saved) this.adding = false;
  }

  async remove(name: string): Promise<void> {
    await this.#try(async () => {
      await this.#host.removePrinter(name);
      this.printers = await this.#host.printers();
      if (this.tested?.name === name) this.tested = null;
    });
  }

  async test(name: string): Promise<void> {
    if (this.testing !== null) return;
    this.testing = name;
    this.tested = null;
    await this.#try(async () => {
      const result = await this.#host.testPrinter(name);
      this.tested = { name, at: this.#clock.read(), result };
    });
    this.testing = null;
  }

  async #try(act: () => Promise<void>): Promise<boolean> {
    this.error = null;
    try {
      await act();
      return true;
    } catch (thrown) {
      this.error = asError(thrown);
      return false;
    }
  }
}
