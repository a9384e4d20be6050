/** Which host stands behind the screen: the desktop shell, or in a browser the practice host. */
import type { CommandError } from '../bindings';
import type { Host } from './host';

export type { Host } from './host';
export type Behind = { host: Host; now: () => number };

export async function chooseHost(): Promise<Behind> {
  // The bundle that ships holds no practice host: this branch falls away in `vite build`.
  if (import.meta.env.MODE !== 'production' && !('__TAURI_INTERNALS__' in window)) {
    const { practiceHost } = await import('./fake');
    return practiceHost();
  }
  const { tauriHost } = await import('./tauri');
  return { host: tauriHost, now: () => Date.now() };
}

/** Whatever a command ended with, as the one error that the screen can show. */
export function asError(thrown: unknown): CommandError {
  if (typeof thrown === 'object' && thrown !== null && 'code' in thrown && typeof thrown.code === 'string') {
    return { data: {}, money_at_risk: 'unknown', reference: null, ...thrown } as CommandError;
  }
  return { code: 'unexpected', data: {}, money_at_risk: 'unknown', reference: null };
}
