/** A paper that is shown at the counter: its code scanned or typed, and what the till says of it. */
import type { CommandError, ReceiptCheck } from '../../bindings';
import { money } from '../../format';
import { asError } from '../../host';
import type { Host } from '../../host/host';
import { language } from '../../state/language.svelte';
import type { MarkName } from '../../state/states';
import { t } from '../../words';

export type Verdict = { word: string; says: string; next: string; mark: MarkName; tone: 'paid' | 'refused' | 'unsure' };

/** Of a code that is none: what one looks like. */
export function unreadable(): Verdict {
  return {
    word: t('check_receipt.unreadable'),
    says: t('check_receipt.unreadable_says'),
    next: t('check_receipt.unreadable_next'),
    mark: 'unsure',
    tone: 'unsure',
  };
}

export function verdictOf({ authenticity, stamp, found }: ReceiptCheck): Verdict {
  if (found && found.environment !== 'live' && authenticity !== 'altered') {
    return {
      word: t('check_receipt.worthless'),
      says: t('check_receipt.worthless_says'),
      next: t('check_receipt.worthless_next'),
      mark: 'held',
      tone: 'unsure',
    };
  }
  const back = found && !found.is_refund ? found.refunded_minor : 0;
  if (found && back > 0 && authenticity !== 'altered') {
    return {
      word: t(back < found.amount_minor ? 'check_receipt.refunded_part' : 'check_receipt.refunded'),
      says: t('check_receipt.refunded_says', { amount: money(back, found.currency, language()) }),
      next: t('check_receipt.refunded_next'),
      mark: 'held',
      tone: 'unsure',
    };
  }
  switch (authenticity) {
    case 'genuine':
      return {
        word: t('check_receipt.genuine'),
        says: genuineSays(found, stamp === null),
        next: t('check_receipt.genuine_next'),
        mark: 'paid',
        tone: 'paid',
      };
    case 'duplicate':
      return {
        word: t('check_receipt.duplicate', { number: stamp?.copy ?? 1 }),
        says: t('check_receipt.duplicate_says'),
        next: t('check_receipt.duplicate_next'),
        mark: 'held',
        tone: 'unsure',
      };
    case 'altered': {
      const said = stamp && { number: stamp.number, amount: money(stamp.amount_minor, stamp.currency, language()) };
      return {
        word: t('check_receipt.altered'),
        says: t('check_receipt.altered_says', said ?? {}),
        next: t('check_receipt.altered_next'),
        mark: 'refused',
        tone: 'refused',
      };
    }
    case 'unknown':
      return {
        word: t('check_receipt.unknown'),
        says: t('check_receipt.unknown_says'),
        next: t('check_receipt.unknown_next'),
        mark: 'unsure',
        tone: 'unsure',
      };
  }
}

function genuineSays(found: ReceiptCheck['found'], codeAlone: boolean): string {
  if (found?.tendered_by) return t(`check_receipt.tender_says_${found.tendered_by}`);
  if (found?.is_refund) return t('check_receipt.refund_says');
  return t(codeAlone ? 'check_receipt.genuine_code_says' : 'check_receipt.genuine_says');
}

export class CheckDesk {
  #host: Pick<Host, 'checkReceipt'>;
  #asked = 0;
  text = $state('');
  busy = $state(false);
  check = $state.raw<ReceiptCheck | null>(null);
  error = $state.raw<CommandError | null>(null);

  constructor(host: Pick<Host, 'checkReceipt'>) {
    this.#host = host;
  }

  /** Asks about what was scanned. The field is empty at once for the next paper, and only the last answer is shown. */
  async read(): Promise<void> {
    const text = this.text.trim();
    if (text === '') return;
    const mine = ++this.#asked;
    this.text = '';
    this.check = this.error = null;
    this.busy = true;
    try {
      const check = await this.#host.checkReceipt(text);
      if (mine === this.#asked) this.check = check;
    } catch (thrown) {
      if (mine === this.#asked) this.error = asError(thrown);
    } finally {
      if (mine === this.#asked) this.busy = false;
    }
  }
}
