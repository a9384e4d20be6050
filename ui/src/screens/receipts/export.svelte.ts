/** An export, from the choice of its format to the file. */
import type { CommandError, ExportedFile, ExportFormat, ExportProgress, PaymentFilter } from '../../bindings';
import { asError } from '../../host';
import type { Host } from '../../host/host';

export class ExportDesk {
  format = $state<ExportFormat>('xlsx');
  phase = $state<'choosing' | 'writing' | 'stopping' | 'stopped' | 'written'>('choosing');
  progress = $state.raw<ExportProgress | null>(null);
  file = $state.raw<ExportedFile | null>(null);
  error = $state.raw<CommandError | null>(null);
  #host: Host;

  constructor(host: Host) {
    this.#host = host;
  }

  get going(): boolean {
    return this.phase === 'writing' || this.phase === 'stopping';
  }

  /** Hears how far it is; call it in an effect. */
  follow(): () => void {
    return this.#host.onExport((progress) => {
      if (this.going) this.progress = progress;
    });
  }

  async write(filter: PaymentFilter): Promise<void> {
    this.phase = 'writing';
    this.progress = null;
    this.error = null;
    try {
      this.file = await this.#host.exportPayments(filter, this.format);
      this.phase = this.file === null ? 'stopped' : 'written';
    } catch (error) {
      this.error = asError(error);
      this.phase = 'choosing';
    }
  }

  async stop(): Promise<void> {
    if (this.phase !== 'writing') return;
    this.phase = 'stopping';
    await this.#try(() => this.#host.stopExport());
  }

  async show(): Promise<void> {
    await this.#try(() => this.#host.showExport());
  }

  async #try(act: () => Promise<void>): Promise<void> {
    try {
      await act();
    } catch (error) {
      this.error = asError(error);
    }
  }
}
