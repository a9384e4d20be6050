/** A payment of the same sum from the same number minutes ago: another sale, or the same one asked for twice? */
import type { PaymentView } from '../bindings';
import { isEndedUnpaid } from './states';

const MINUTES_MS = 10 * 60_000;
/** The engine's views show the end of a number only. */
const TAIL = 4;

/** The newest of `views` that may be the sale being typed. What ended without money may be asked for again. */
export function twinOf(views: PaymentView[], minor: number | null, phone: string, now: number): PaymentView | null {
  const tail = phone.slice(-TAIL);
  if (minor === null || tail.length < TAIL) return null;
  const isTwin = (view: PaymentView): boolean =>
    view.amount_minor === minor &&
    view.payer !== null &&
    view.payer.endsWith(tail) &&
    !isEndedUnpaid(view.state) &&
    now - Date.parse(view.created_at) < MINUTES_MS;
  return views.find(isTwin) ?? null;
}
