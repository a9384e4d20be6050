/** What a state is to the screen: its mark, its colour, and whether something is still to come. */
import type { PaymentState, PaymentView } from '../bindings';

export type MarkName = 'waiting' | 'paid' | 'late' | 'refused' | 'unsure' | 'held' | 'unsent';
export type Tone = 'waiting' | 'paid' | 'refused' | 'unsure' | 'quiet';

type Look = { mark: MarkName; tone: Tone };

const LOOKS: Record<PaymentState, Look> = {
  recorded: { mark: 'waiting', tone: 'waiting' },
  sending: { mark: 'waiting', tone: 'waiting' },
  pending: { mark: 'waiting', tone: 'waiting' },
  create_unknown: { mark: 'unsure', tone: 'unsure' },
  cancel_requested: { mark: 'waiting', tone: 'waiting' },
  held: { mark: 'held', tone: 'unsure' },
  unresolved: { mark: 'held', tone: 'unsure' },
  declined: { mark: 'refused', tone: 'refused' },
  expired: { mark: 'unsent', tone: 'quiet' },
  late_paid: { mark: 'late', tone: 'paid' },
  paid: { mark: 'paid', tone: 'paid' },
  abandoned_unsent: { mark: 'unsent', tone: 'quiet' },
  abandoned_orphan: { mark: 'unsent', tone: 'quiet' },
  // Green is for what is proven; this one the owner wrote down.
  resolved_paid: { mark: 'paid', tone: 'quiet' },
  resolved_unpaid: { mark: 'unsent', tone: 'quiet' },
  resolved_refunded: { mark: 'unsent', tone: 'quiet' },
};

/** Every state, in the order of a payment's way. */
export const STATES = Object.keys(LOOKS) as PaymentState[];

export function markOf(state: PaymentState): MarkName {
  return LOOKS[state].mark;
}

export function toneOf(state: PaymentState): Tone {
  return LOOKS[state].tone;
}

/** A person has to decide it. */
export function isToDecide(state: PaymentState): boolean {
  return state === 'held' || state === 'unresolved' || state === 'late_paid';
}

/** It came late and can be counted as this sale's. A sale that is settled otherwise has nothing to accept: this money goes back. */
export function isAcceptable(view: Pick<PaymentView, 'state' | 'reason'>): boolean {
  return view.state === 'late_paid' && view.reason !== 'paid_twice';
}

/** It counts in the badge: the till still asks, or a person has to decide. */
export function isWatched(state: PaymentState): boolean {
  return isToDecide(state) || isAsked(state);
}

/** The gateway has not said its last word. */
export function isAsked(state: PaymentState): boolean {
  return ['recorded', 'sending', 'create_unknown', 'pending', 'cancel_requested'].includes(state);
}

/** It ended without money: the same sale may be asked for again. */
export function isEndedUnpaid(state: PaymentState): boolean {
  return ['declined', 'expired', 'abandoned_unsent', 'abandoned_orphan', 'resolved_unpaid'].includes(state);
}
