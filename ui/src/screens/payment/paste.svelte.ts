/** A gateway's message that somebody received and pastes, and what it came to. */
import type { CommandError, Noticed } from '../../bindings';
import { asError } from '../../host';
import type { Till } from '../../state/till';
import { label, reasonWords, stateWords, t } from '../../words';

export class PasteForm {
  #till: Pick<Till, 'host' | 'payments'>;
  readonly account: string;
  text = $state('');
  busy = $state(false);
  noticed = $state.raw<Noticed | null>(null);
  error = $state.raw<CommandError | null>(null);

  constructor(till: Pick<Till, 'host' | 'payments'>, account: string) {
    this.#till = till;
    this.account = account;
  }

  async read(): Promise<void> {
    if (this.busy || this.text.trim() === '') return;
    this.busy = true;
    this.error = null;
    const { host, payments } = this.#till;
    try {
      const noticed = await host.takeNotification(this.account, this.text);
      payments.take(noticed.payment);
      this.noticed = noticed;
    } catch (thrown) {
      this.error = asError(thrown);
    } finally {
      this.busy = false;
    }
  }
}

/** What a notification came to, in sentences: what it counts as, why not, and where its payment stands now. */
export function resultWords({ payment, asked, judged, difference }: Noticed): string[] {
  const { reference } = payment;
  const came = asked
    ? label('notification_asked', { reference })
    : !judged
      ? label('notification_nothing', { reference })
      : label(difference === null ? 'notification_proves' : 'notification_differs', { reference });
  return [came, reasonWords(difference), t('payment.paste_state', { word: stateWords(payment.state).word })].filter((one) => one !== null);
}
