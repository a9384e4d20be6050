/** A command that was not carried out, as the program says it. */
import type { CommandError } from '../../bindings';

export function refusal(code: string, data: CommandError['data'] = {}): CommandError {
  return { code, data, money_at_risk: 'no', reference: null };
}
