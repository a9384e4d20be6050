/** What happened to a payment, line by line: the closed list of what a line can tell, and its words. */
import IconPrinter from '@tabler/icons-svelte-runes/icons/printer';
import IconPrinterOff from '@tabler/icons-svelte-runes/icons/printer-off';
import IconReceiptRefund from '@tabler/icons-svelte-runes/icons/receipt-refund';
import IconRubberStamp from '@tabler/icons-svelte-runes/icons/rubber-stamp';
import type { Doer, PaymentView, PrintLine, RefundView, SealView, StoryLine } from '../../bindings';
import { money, second } from '../../format';
import type { Step } from '../../parts/Steps.svelte';
import { language } from '../../state/language.svelte';
import { isAsked, isToDecide } from '../../state/states';
import { label, nameOf, reasonWords, stateWords, t } from '../../words';
import { shortNumber } from './filter';

type Told =
  | { is: 'state'; at: string; line: StoryLine }
  | { is: 'print'; at: string; print: PrintLine }
  | { is: 'refund'; at: string; refund: RefundView }
  | { is: 'seal'; at: string; seal: SealView };

/** What is known of a payment: its states, the papers of its receipt, what was given back of it, and its seal. */
export type Known = { story: StoryLine[]; prints: PrintLine[]; refunds: RefundView[]; seal: SealView | null };

/** Everything that is told of a payment, in the order in which it happened. */
function told({ story, prints, refunds, seal }: Known): Told[] {
  const all: Told[] = [
    ...story.map((line) => ({ is: 'state' as const, at: line.at, line })),
    ...prints.map((print) => ({ is: 'print' as const, at: print.begun_at, print })),
    ...refunds.map((refund) => ({ is: 'refund' as const, at: refund.refunded_at, refund })),
    ...(seal ? [{ is: 'seal' as const, at: seal.recorded_at, seal }] : []),
  ];
  // A paper of the same instant was printed because of what the payment had become.
  return all.sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
}

export function stepsOf(view: PaymentView, known: Known, zone: string): Step[] {
  const newest = known.story.at(-1);
  return told(known).map((one): Step => {
    const at = second(one.at, zone);
    switch (one.is) {
      case 'state':
        return { at, ...ofState(view, one.line, one.line === newest) };
      case 'print':
        return { at, ...ofPrint(one.print) };
      case 'refund':
        return { at, ...ofRefund(one.refund) };
      case 'seal':
        return { at, ...ofSeal(one.seal) };
    }
  });
}

function ofState(view: PaymentView, line: StoryLine, last: boolean): Omit<Step, 'at'> {
  const kind = line.state === 'create_unknown' || isToDecide(line.state) ? 'cut' : last && isAsked(line.state) ? 'now' : 'done';
  // Why it stands where it stands.
  const why = last && line.state === view.state ? reasonWords(view.reason) : null;
  const details = [why, line.by && byWords(line.by)].filter((one) => one !== null);
  return { word: stateWords(line.state).word, kind, detail: details.length > 0 ? details.join(' ') : undefined };
}

function ofPrint(print: PrintLine): Omit<Step, 'at'> {
  const why = print.trouble === null ? '' : ` ${label(`printer_${print.trouble}`)}`;
  const paper = { number: print.copy, printer: print.printer };
  const word = t(print.copy === 0 ? 'receipts.story_original' : 'receipts.story_duplicate', paper);
  switch (print.outcome) {
    case 'printed':
      return { word, kind: 'done', icon: IconPrinter };
    case 'failed':
      return { word, kind: 'done', icon: IconPrinterOff, detail: t('receipts.story_failed') + why };
    case 'unsure':
    case 'under_way':
      return { word, kind: 'done', icon: IconPrinter, detail: t('receipts.story_unsure') + why };
  }
}

function ofRefund(refund: RefundView): Omit<Step, 'at'> {
  const amount = money(refund.amount_minor, refund.currency, language());
  const word = t('receipts.story_refund', { amount, number: shortNumber(refund.number) });
  const detail = t(`receipts.story_refund_${refund.by}`, { reference: refund.operator_reference ?? '', why: refund.why });
  return { word, kind: 'done', icon: IconReceiptRefund, detail };
}

/** Who did it, and that the owner let it through. */
function byWords(by: Doer): string {
  return t(by.owner_allowed ? 'receipts.story_by_allowed' : 'receipts.story_by', { name: nameOf(by) });
}

function ofSeal({ authority, status, number }: SealView): Omit<Step, 'at'> {
  return { word: t(`receipts.story_seal_${status}`, { authority, number: number ?? '' }), kind: 'done', icon: IconRubberStamp };
}
