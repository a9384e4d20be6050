/** How each gateway answers, from the till's own last questions. Without a recent one nothing is claimed. */
import type { PaymentView } from '../bindings';
import { t } from '../words';

type Health = { name: string; bars: 0 | 1 | 2 | 3; word: string };

const RECENT_MS = 30 * 60_000;
const SLOW = ['limited', 'timed_out'];

export function healthOf(views: PaymentView[], now: number): Health[] {
  const last = new Map<string, PaymentView>();
  for (const view of views) {
    // Who answers no question is not silent.
    if (!view.can_be_asked || view.asked_at === null || now - Date.parse(view.asked_at) > RECENT_MS) continue;
    const known = last.get(view.gateway_name);
    if (!known || Date.parse(view.asked_at) > Date.parse(known.asked_at ?? '')) last.set(view.gateway_name, view);
  }
  return [...last].map(([name, { trouble }]) => {
    if (trouble === null) return { name, bars: 3, word: t('common.health_good') };
    if (SLOW.includes(trouble)) return { name, bars: 1, word: t('common.health_slow') };
    return { name, bars: 0, word: t('common.health_silent') };
  });
}
