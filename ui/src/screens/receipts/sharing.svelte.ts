/** A receipt on its way to a customer who is not there. Addresses and numbers stay in the program behind. */
import type { CommandError, Document, Qr, Way } from '../../bindings';
import { asError } from '../../host';
import type { Host } from '../../host/host';
import { t } from '../../words';

export class Sharing {
  readonly #host: Host;
  readonly #id: string;
  /** Undefined is not read yet. */
  text = $state<string>();
  code = $state.raw<Qr | null>(null);
  /** What was done last. */
  said = $state('');
  error = $state.raw<CommandError | null>(null);

  constructor(host: Host, paymentId: string) {
    this.#host = host;
    this.#id = paymentId;
  }

  async read(): Promise<void> {
    await this.#try(async () => {
      [this.text, this.code] = await Promise.all([this.#host.receiptMessage(this.#id), this.#host.shareCode(this.#id)]);
      return '';
    });
  }

  async open(way: Way): Promise<void> {
    await this.#try(async () => {
      await this.#host.shareReceipt(this.#id, way);
      return t('receipts.share_opened', { way: t(`receipts.share_${way}`) });
    });
  }

  async save(document: Document): Promise<void> {
    await this.#try(async () => t('receipts.share_saved', { path: await this.#host.savePaper(this.#id, null, document) }));
  }

  /** Copies what `box` shows. Where the clipboard is closed to a page, the text is selected first, as a person would. */
  async copy(box: HTMLElement): Promise<void> {
    this.error = null;
    const copied = await navigator.clipboard.writeText(this.text ?? '').then(
      () => true,
      () => {
        getSelection()?.selectAllChildren(box);
        return document.execCommand('copy');
      },
    );
    this.said = t(copied ? 'receipts.share_copied' : 'receipts.share_not_copied');
  }

  async #try(act: () => Promise<string>): Promise<void> {
    this.error = null;
    this.said = '';
    try {
      this.said = await act();
    } catch (thrown) {
      this.error = asError(thrown);
    }
  }
}
