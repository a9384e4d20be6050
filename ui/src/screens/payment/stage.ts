/** What the stage says of a payment: one big word, the money, the goods, what to tell the customer. Pure. */
import type { Lang, PaymentView, TenderedBy } from '../../bindings';
import { money } from '../../format';
import { isEndedUnpaid, toneOf } from '../../state/states';
import { reasonWords, t, wordsOf } from '../../words';

/** The customer's prompt lives so long; after that the till goes on asking. */
export const PROMPT_S = 120;
/** « Toujours en attente » from here on. */
const LONG_WAIT_MS = 180_000;

export type Flood = 'paid' | 'refused' | 'unsure';
export type Stage = {
  word: string;
  /** A final or unsure state fills the stage with its colour; waiting never does. */
  flood: Flood | null;
  /** What happened to the money. */
  headline: string;
  /** The goods, and what to do. */
  rest: string;
  /** What has to be known besides, in small. */
  note: string | null;
  say: string | null;
  otherwise: string | null;
};

/** Its sale was settled without a gateway, and nothing came of it since. */
function isTendered(view: PaymentView): view is PaymentView & { tendered_by: TenderedBy } {
  return view.tender_number !== null && view.state !== 'late_paid';
}

/** The first sentence, and what follows it. */
export function firstSentence(text: string): [string, string] {
  const end = text.indexOf('. ');
  return end < 0 ? [text, ''] : [text.slice(0, end + 1), text.slice(end + 2)];
}

/** Its sentences, each whole. */
export function sentences(text: string): string[] {
  return text.trim().split(/(?<=\.) (?=\S)/);
}

export function floodOf(view: PaymentView): Flood | null {
  if (isTendered(view)) return null;
  const tone = toneOf(view.state);
  return tone === 'paid' || tone === 'refused' || tone === 'unsure' ? tone : null;
}

export function stageOf(view: PaymentView, waitingSince: string, now: number, lang: Lang): Stage {
  if (isTendered(view)) return tenderedStage(view);
  const words = wordsOf(view);
  const flood = floodOf(view);
  const long = view.state === 'pending' && now - Date.parse(waitingSince) >= LONG_WAIT_MS;
  const word = long ? t('payment.still_waiting') : words.word;
  const said = saidTo(view, lang, words.customer);
  const waits = view.state === 'pending' || view.state === 'cancel_requested';
  const note = waits && !view.can_be_asked ? t('payment.not_askable', { gateway: view.gateway_name }) : null;
  if (flood === null) {
    const rest = view.state === 'pending' ? '' : words.what_to_do;
    return { word, flood, headline: words.what_happened, rest, note, ...said };
  }
  const reason = reasonWords(view.reason);
  // What the gateway claims says more than that its proof is not enough.
  const [headline, more] = view.state === 'held' && reason ? [reason, ''] : firstSentence(words.what_happened);
  const why = view.state === 'declined' || view.state === 'unresolved' || view.state === 'late_paid' ? reason : null;
  const rest = [more, why, words.what_to_do].filter((one) => one).join(' ');
  return { word, flood, headline, rest, note, ...said };
}

/** The sale is done; the request is watched as long as something may come of it. */
function tenderedStage(view: PaymentView & { tendered_by: TenderedBy }): Stage {
  return {
    word: t(`tender.done_${view.tendered_by}`),
    flood: null,
    headline: t('tender.number', { number: view.tender_number ?? '' }),
    rest: t(isEndedUnpaid(view.state) ? 'tender.ended' : 'tender.watched'),
    note: null,
    say: null,
    otherwise: null,
  };
}

function saidTo(view: PaymentView, lang: Lang, customer: string | null): Pick<Stage, 'say' | 'otherwise'> {
  if (view.state !== 'pending') return { say: customer, otherwise: null };
  const amount = money(view.amount_minor, view.currency, lang);
  if (view.method === 'page') return { say: t('payment.say_page', { amount }), otherwise: t('payment.page_needs') };
  if (view.network_brand === null) return { say: customer, otherwise: null };
  return { say: t('payment.say_push', { network: view.network_brand, amount }), otherwise: null };
}
