/** When the gateway is asked next, in words, or null when there is nothing true to say of it. Pure. */
import type { PaymentView } from '../../bindings';
import { hour } from '../../format';
import { isAsked } from '../../state/states';
import { t } from '../../words';

/** A question that is due can be in flight so long; later nobody knows. */
const IN_FLIGHT_S = 10;

export function nextSaid(view: PaymentView, now: number, zone: string): string | null {
  if (view.next_ask_at === null) return null;
  const seconds = Math.ceil((Date.parse(view.next_ask_at) - now) / 1000);
  if (seconds <= -IN_FLIGHT_S) return null;
  if (!isAsked(view.state) && view.state !== 'held') return t('payment.next_at', { time: hour(view.next_ask_at, zone) });
  if (seconds <= 0) return t('payment.next_now');
  return seconds < 100
    ? t('payment.next_in', { seconds })
    : t('payment.next_in_minutes', { minutes: Math.round(seconds / 60) });
}
