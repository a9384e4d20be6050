/** The printers of the practice host, and the papers that came out of them. */
import type { Outcome, Printer, PrinterTest, PrintLine, Queue } from '../../bindings';
import type { FakeClock } from './clock';
import { refusal } from './refusal';
import type { Scenario } from './scenario';

const NAMES = ['Caisse', 'Comptoir du fond'];
const QUEUES = ['EPSON_TM-T20III', 'HP_LaserJet_Pro_M404', 'XP-58'];

export class Printers {
  all: Printer[];
  queues: Queue[];
  #prints = new Map<string, PrintLine[]>();
  #clock: FakeClock;
  #empty: boolean;

  constructor(scenario: Scenario, clock: FakeClock) {
    this.#clock = clock;
    this.#empty = scenario.paperOut ?? false;
    this.all = NAMES.slice(0, scenario.printers ?? 1).map((name, at) => ({
      name: scenario.long ? `${name} à côté de la grande vitrine` : name,
      target: at === 0 ? 'tcp:192.168.1.50:9100' : 'device:/dev/usb/lp0',
      columns: at === 0 ? 42 : 32,
      cuts: true,
      drawer: at === 0,
      automatic: false,
    }));
    this.queues = Array.from({ length: scenario.queues ?? 0 }, (_, at) => this.#queue(at, scenario.long ?? false));
  }

  #queue(at: number, long: boolean): Queue {
    const name = at < QUEUES.length ? QUEUES[at] : `${QUEUES[at % QUEUES.length]}-${Math.floor(at / QUEUES.length) + 1}`;
    return {
      name: long ? `${name} à côté de la grande vitrine, près de la porte de la réserve` : (name ?? ''),
      default: at === 0,
      pages: true,
      trouble: at === 1 ? 'queue_stopped' : null,
    };
  }

  set(printer: Printer): Printer {
    if (printer.name.trim() === '') throw refusal('printer_invalid', { field: 'NAME', value: '' });
    if (!/^(tcp:|device:|queue:|office:(80mm|a5|a4):)./.test(printer.target)) throw refusal('printer_invalid', { field: '--to', value: printer.target });
    this.remove(printer.name);
    this.all = [...this.all, printer].sort((one, other) => one.name.localeCompare(other.name));
    return printer;
  }

  remove(name: string): void {
    this.all = this.all.filter((one) => one.name !== name);
  }

  test(): PrinterTest {
    return this.#empty ? { outcome: 'failed', trouble: 'paper_out' } : { outcome: 'printed', trouble: null };
  }

  of(id: string): PrintLine[] {
    return this.#prints.get(id) ?? [];
  }

  print(id: string, name: string): PrintLine {
    if (!this.all.some((one) => one.name === name)) throw refusal('printer_unknown', { printer: name });
    const before = this.of(id);
    const outcome: Outcome = this.#empty ? 'failed' : 'printed';
    const line: PrintLine = {
      printer: name,
      copy: before.filter((one) => one.outcome !== 'failed').length,
      begun_at: new Date(this.#clock.now()).toISOString(),
      outcome,
      trouble: this.test().trouble,
    };
    this.#prints.set(id, [...before, line]);
    return line;
  }
}
