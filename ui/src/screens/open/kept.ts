/** That what the cashier was typing is still there, or null when nothing was. */
import { money } from '../../format';
import type { Draft } from '../../state/draft.svelte';
import { language } from '../../state/language.svelte';
import { t } from '../../words';

export function kept(draft: Draft): string | null {
  if (draft.minor !== null) return t('open.alarm_kept', { amount: money(draft.minor, 'XOF', language()) });
  return draft.isEmpty ? null : t('open.alarm_kept_phone');
}
