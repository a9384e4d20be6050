/** A command that was not carried out, as the program says it. */
import type { CommandError } from '../../bindings';
import type { Scenario } from './scenario';

export function refusal(code: string, data: CommandError['data'] = {}): CommandError {
  return { code, data, money_at_risk: 'no', reference: null };
}

/** A clock that lags behind the last entry, if the scenario has one. */
export function clockTrouble(code: Scenario['clock']): CommandError | null {
  return code ? refusal(code, { now: '01/01/2019\u00a000:03', last: '21/11/2026\u00a014:28' }) : null;
}
