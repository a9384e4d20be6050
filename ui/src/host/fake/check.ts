/** What a paper is worth to the practice host: every receipt has the same code. */
import type { PaymentView, PrintLine, ReceiptCheck } from '../../bindings';
import { refusal } from './refusal';

const CODE = '7F3AKQC2';

export function checkOf(text: string, all: PaymentView[], printsOf: (id: string) => PrintLine[]): ReceiptCheck {
  const receipts = all.filter((view) => view.receipt_number !== null);
  const [beginning, number = '', minor, currency = '', code, copy, ...rest] = text.trim().toUpperCase().split(/\s+/);
  if (beginning !== 'CPTR1' || copy === undefined || rest.length > 0) {
    const typed = text.replace(/[\s-]/g, '').toUpperCase();
    if (!/^[A-Z0-9]{8}$/.test(typed)) throw refusal('receipt_code_invalid');
    const found = typed === CODE ? receipts[0] : undefined;
    return { authenticity: found ? 'genuine' : 'unknown', stamp: null, found: found ? foundOf(found, printsOf) : null };
  }
  const stamp = { number, amount_minor: Number(minor), currency, copy: Number(copy) };
  const found = receipts.find((view) => view.receipt_number === number);
  if (!found) return { authenticity: 'unknown', stamp, found: null };
  const same = found.amount_minor === stamp.amount_minor && code === CODE;
  const authenticity = !same ? 'altered' : stamp.copy > 0 ? 'duplicate' : 'genuine';
  return { authenticity, stamp, found: foundOf(found, printsOf) };
}

function foundOf(view: PaymentView, printsOf: (id: string) => PrintLine[]): NonNullable<ReceiptCheck['found']> {
  const { payment_id, receipt_number, amount_minor, currency, updated_at, environment, refunded_minor } = view;
  const prints = printsOf(payment_id);
  const number = receipt_number ?? '';
  return { payment_id, is_refund: false, tendered_by: null, number, amount_minor, currency, issued_at: updated_at, environment, refunded_minor, prints };
}
