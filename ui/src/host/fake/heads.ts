/** What stands at the head of the practice host's papers, and what the tax authority says of them. */
import type { Logo, SealView } from '../../bindings';
import type { FakeClock } from './clock';
import { refusal } from './refusal';
import type { Scenario } from './scenario';

/** How a PNG begins, and a JPEG. */
const BEGINNINGS = [
  [0x89, 0x50, 0x4e, 0x47],
  [0xff, 0xd8, 0xff],
];

/** A ring of dots, so many bytes wide. */
function ring(bytes: number): Logo['wide'] {
  const side = bytes * 8;
  const middle = (side - 1) / 2;
  const dark = (x: number, y: number): boolean => {
    const far = Math.hypot(x - middle, y - middle) / middle;
    return far < 1 && (far > 0.78 || (far < 0.5 && x > y));
  };
  const byteAt = (at: number): string => {
    const [x, y] = [(at % bytes) * 8, Math.floor(at / bytes)];
    const byte = Array.from({ length: 8 }, (_bit, bit) => (dark(x + bit, y) ? 0x80 >> bit : 0)).reduce((sum, bit) => sum + bit, 0);
    return byte.toString(16).padStart(2, '0');
  };
  return { row_bytes: bytes, rows: side, dots: Array.from({ length: bytes * side }, (_byte, at) => byteAt(at)).join('') };
}

export class Heads {
  #logo: Logo | null;
  #seal: SealView | null;

  constructor(scenario: Scenario, clock: FakeClock) {
    this.#logo = scenario.logo ? { narrow: ring(14), wide: ring(18) } : null;
    const number = scenario.seal === 'sealed' ? 'EM01234567-42' : null;
    const recorded = new Date(clock.now()).toISOString();
    this.#seal = scenario.seal ? { authority: 'DGI Bénin', status: scenario.seal, number, recorded_at: recorded } : null;
  }

  get logo(): Logo | null {
    return this.#logo;
  }

  get seal(): SealView | null {
    return this.#seal;
  }

  set(file: number[] | null): Logo | null {
    const known = BEGINNINGS.some((beginning) => beginning.every((byte, at) => file?.[at] === byte));
    if (file && !known) throw refusal('logo_invalid');
    this.#logo = file && { narrow: ring(14), wide: ring(18) };
    return this.#logo;
  }
}
