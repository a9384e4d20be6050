/** What can be done with a payment, in the order of the buttons: Enter is always the harmless step and first, Escape last. Pure. */
import type { PaymentView } from '../../bindings';
import { isAcceptable, isEndedUnpaid } from '../../state/states';
import type { WindowKey } from '../../words';

export type Act =
  | 'next'
  | 'ask'
  | 'resend'
  | 'stop'
  | 'ask-again'
  | 'other-number'
  | 'as-page'
  | 'charge-again'
  | 'accept'
  | 'open-page'
  | 'paste'
  | 'settle'
  | 'tender'
  | 'give-up';

export type Action = {
  act: Act;
  kind: 'primary' | 'secondary' | 'text';
  cap: string | null;
  says: WindowKey;
  busy?: WindowKey;
};

const NEXT: Omit<Action, 'kind' | 'cap'> = { act: 'next', says: 'payment.next_customer' };
const ASK: Omit<Action, 'kind' | 'cap'> = { act: 'ask', says: 'payment.ask', busy: 'payment.asking' };
const AGAIN: Omit<Action, 'kind' | 'cap'> = { act: 'ask-again', says: 'payment.ask_again', busy: 'charge.asking' };

export function actionsOf(view: PaymentView, pageOpen: boolean): Action[] {
  const toNext: Action = { ...NEXT, kind: 'primary', cap: 'Enter' };
  const ask: Action[] = view.can_be_asked ? [{ ...ASK, kind: 'primary', cap: 'Enter' }] : [];
  // Where nobody can be asked, the harmless step forward is the next customer.
  const first: Action[] = view.can_be_asked ? [...ask, { ...NEXT, kind: 'secondary', cap: 'F2' }] : [toNext];
  const resend: Action[] = view.may_be_resent
    ? [{ act: 'resend', kind: 'secondary', cap: 'r', says: 'payment.resend', busy: 'payment.resending' }]
    : [];
  const accept: Action = { act: 'accept', kind: 'secondary', cap: 'a', says: 'payment.accept', busy: 'payment.accepting' };
  const paste: Action[] = view.can_be_asked ? [] : [{ act: 'paste', kind: 'secondary', cap: 'l', says: 'payment.paste' }];
  const settle: Action[] = view.may_be_settled ? [{ act: 'settle', kind: 'secondary', cap: 'g', says: 'payment.settle' }] : [];
  const chargeAgain: Action = { act: 'charge-again', kind: 'text', cap: 'x', says: 'payment.charge_again' };
  const otherNumber: Action[] =
    view.method === 'push' ? [{ act: 'other-number', kind: 'secondary', cap: 'n', says: 'payment.other_number' }] : [];
  const asPage: Action[] =
    pageOpen && view.method === 'push' ? [{ act: 'as-page', kind: 'secondary', cap: 'q', says: 'payment.by_qr' }] : [];

  const tender: Action[] = [{ act: 'tender', kind: 'secondary', cap: 'k', says: 'tender.open' }];

  if (view.tender_number !== null && view.state !== 'late_paid') return [toNext, ...(view.can_be_asked ? [{ ...ASK, kind: 'secondary' as const, cap: 'v' }] : [])];
  switch (view.state) {
    case 'recorded':
    case 'sending':
      return first;
    case 'pending':
      return [
        ...first,
        ...resend,
        ...paste,
        ...settle,
        ...tender,
        { act: 'stop', kind: 'text', cap: 'Escape', says: 'payment.stop', busy: 'payment.stopping' },
      ];
    case 'create_unknown':
    case 'cancel_requested':
    case 'held':
    case 'unresolved':
      return [...first, ...resend, ...paste, ...settle, ...tender, chargeAgain];
    case 'expired':
      return [...(view.can_be_asked ? ask : [toNext]), ...paste, ...settle, { ...AGAIN, kind: 'secondary', cap: 'd' }, ...tender, giveUp()];
    case 'declined':
    case 'abandoned_unsent':
    case 'abandoned_orphan':
    case 'resolved_unpaid':
      return [{ ...AGAIN, kind: 'primary', cap: 'Enter' }, ...otherNumber, ...asPage, ...(view.may_be_settled ? paste : []), ...settle, ...tender, giveUp()];
    case 'late_paid':
      return [toNext, ...(isAcceptable(view) ? [accept] : []), ...settle];
    case 'paid':
    case 'resolved_paid':
    case 'resolved_refunded':
      return [toNext];
  }
}

function giveUp(): Action {
  return { act: 'give-up', kind: 'text', cap: 'Escape', says: 'payment.give_up' };
}

/** What the practice customer can still do. After an end only paying late is left. */
export function customerCan(view: PaymentView): ('pays' | 'refuses' | 'expires')[] {
  // What the customer does there is told to nobody: it is settled as with a real one.
  if (view.environment !== 'training' || !view.can_be_asked) return [];
  if (view.state === 'pending' || view.state === 'create_unknown') return ['pays', 'refuses', 'expires'];
  if (view.state === 'cancel_requested' || isLateable(view)) return ['pays'];
  return [];
}

function isLateable(view: PaymentView): boolean {
  return isEndedUnpaid(view.state) && (view.state === 'declined' || view.state === 'expired');
}
