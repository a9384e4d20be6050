/** The steps on the slip, from the payment's story: what happened with its time, what is awaited now. Pure. */
import type { PaymentView, StoryLine } from '../../bindings';
import { second } from '../../format';
import { reasonWords, stateWords, t } from '../../words';

type Step = { word: string; at: string | null; kind: 'done' | 'now' | 'next' | 'cut'; detail?: string | undefined };

/** What a step needs of a line. */
type Line = Pick<StoryLine, 'at' | 'state'>;

export function stepsOf(view: PaymentView, story: Line[], zone: string): Step[] {
  const page = view.method === 'page';
  const lines = story.length > 0 ? story : [{ at: view.created_at, state: view.state }];
  const last = lines.at(-1);
  // While it is on its way nothing has left: that is what is awaited.
  const past = view.state === 'sending' && last?.state === 'sending' ? lines.slice(0, -1) : lines;
  const done = past.map((line) => doneStep(line, view, zone));
  return [...done, ...awaited(view, page)];
}

function doneStep(line: Line, view: PaymentView, zone: string): Step {
  const page = view.method === 'page';
  const at = second(line.at, zone);
  const detail = line.state === view.state ? (reasonWords(view.reason) ?? undefined) : undefined;
  switch (line.state) {
    case 'recorded':
      return { word: t('payment.step_recorded'), at, kind: 'done' };
    case 'sending':
      // Never above « not sent ».
      return view.state === 'abandoned_unsent'
        ? { word: t('payment.step_sending', { gateway: view.gateway_name }), at, kind: 'cut' }
        : { word: t('payment.step_sent', { gateway: view.gateway_name }), at, kind: 'done' };
    case 'pending':
      return { word: page ? t('payment.step_qr') : t('payment.step_message'), at, kind: 'done' };
    case 'create_unknown':
      return { word: t('payment.step_lost'), at, kind: 'cut', detail };
    case 'cancel_requested':
      return { word: t('payment.step_stopped'), at, kind: 'done' };
    case 'held':
    case 'unresolved':
      return { word: stateWords(line.state).word, at, kind: 'cut', detail };
    default:
      return { word: stateWords(line.state).word, at, kind: 'done', detail: line.state === 'paid' ? undefined : detail };
  }
}

function awaited(view: PaymentView, page: boolean): Step[] {
  switch (view.state) {
    case 'sending':
      return [
        { word: t('payment.step_sending', { gateway: view.gateway_name }), at: null, kind: 'now' },
        { word: t('payment.step_answer'), at: null, kind: 'next' },
      ];
    case 'recorded':
      return [{ word: t('payment.step_answer'), at: null, kind: 'now' }];
    case 'pending':
      return [
        { word: page ? t('payment.step_page_pay') : t('payment.step_code'), at: null, kind: 'now' },
        ...(view.can_be_asked ? [] : [{ word: t('payment.step_notice'), at: null, kind: 'next' } as const]),
      ];
    case 'create_unknown':
    case 'cancel_requested':
    case 'held':
      return [{ word: t(view.can_be_asked ? 'payment.step_asks' : 'payment.step_notice'), at: null, kind: 'now' }];
    default:
      return [];
  }
}

/** Since when the customer has been asked: the countdown's start. */
export function waitingSince(view: PaymentView, story: Line[]): string {
  return story.filter((line) => line.state === 'pending').at(-1)?.at ?? view.created_at;
}
