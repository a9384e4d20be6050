/** Exports of the practice host: no file is written, and how far they are is told as the shell tells it. */
import type { ExportedFile, ExportFormat, ExportProgress } from '../../bindings';
import type { FakeClock } from './clock';

const STEPS = 4;
const STEP_MS = 400;

export class Exports {
  #clock: FakeClock;
  #hear = new Set<(progress: ExportProgress) => void>();
  #stopped = false;

  constructor(clock: FakeClock) {
    this.#clock = clock;
  }

  onExport(listener: (progress: ExportProgress) => void): () => void {
    this.#hear.add(listener);
    return () => this.#hear.delete(listener);
  }

  stop(): void {
    this.#stopped = true;
  }

  async write(count: number, format: ExportFormat): Promise<ExportedFile | null> {
    this.#stopped = false;
    for (let step = 1; step <= STEPS; step += 1) {
      await new Promise<void>((done) => this.#clock.later(STEP_MS, done));
      if (this.#stopped) return null;
      for (const listener of this.#hear) listener({ done: Math.ceil((count * step) / STEPS), total: count });
    }
    return { path: `/documents/Comptoir/comptoir-paiements-2026-11-26.${format}`, count };
  }
}
