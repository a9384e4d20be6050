/** What was printed of a receipt, and the next paper. */
import type { CommandError, PrintLine, Printer } from '../../bindings';
import { asError } from '../../host';
import type { Host } from '../../host/host';
import { second } from '../../format';
import { label, t } from '../../words';

export type Said = { text: string; tone: 'done' | 'unsure' | 'failed' };

/** What became of a paper, in a sentence or two. */
export function said(line: PrintLine, zone: string): Said {
  const blanks = { printer: line.printer, number: line.copy, time: second(line.begun_at, zone) };
  const why = line.trouble === null ? '' : ` ${label(`printer_${line.trouble}`)}`;
  switch (line.outcome) {
    case 'printed':
      return { text: t(line.copy === 0 ? 'receipts.printed' : 'receipts.printed_duplicate', blanks), tone: 'done' };
    case 'failed':
      return { text: t('receipts.print_failed', blanks) + why, tone: 'failed' };
    case 'unsure':
    case 'under_way':
      return { text: t('receipts.print_unsure', blanks) + why, tone: 'unsure' };
  }
}

/** Whether the next paper is a duplicate: one that may be in somebody's hands came before it. */
export function isDuplicate(prints: PrintLine[]): boolean {
  return prints.some((line) => line.outcome !== 'failed');
}

export class PrintDesk {
  #host: Host;
  /** Undefined is not read yet. */
  printers = $state.raw<Printer[] | undefined>(undefined);
  /** The printer that is printing. */
  busy = $state<string | null>(null);
  error = $state.raw<CommandError | null>(null);

  constructor(host: Host) {
    this.#host = host;
  }

  async read(): Promise<void> {
    try {
      this.printers = await this.#host.printers();
    } catch (thrown) {
      this.error = asError(thrown);
    }
  }

  /** Prints on this printer, or on the first. What became of it is told by the paper, which is read again. */
  print(paymentId: string, printer = this.printers?.[0]): Promise<void> {
    return this.#print(printer, (name) => this.#host.printReceipt(paymentId, name));
  }

  /** The same of a refund. */
  printRefund(paymentId: string, refundId: string): Promise<void> {
    return this.#print(this.printers?.[0], (name) => this.#host.printRefund(paymentId, refundId, name));
  }

  async #print(printer: Printer | undefined, print: (name: string) => Promise<PrintLine>): Promise<void> {
    if (this.busy !== null || printer === undefined) return;
    this.busy = printer.name;
    await this.attempt(() => print(printer.name));
    this.busy = null;
  }

  /** Does it, and keeps what kept it from being done. */
  async attempt(act: () => Promise<unknown>): Promise<void> {
    this.error = null;
    try {
      await act();
    } catch (thrown) {
      this.error = asError(thrown);
    }
  }
}
