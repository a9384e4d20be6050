/** What happened to a payment, line by line: the closed list of what a line can tell, and its words. */
import IconPrinter from '@tabler/icons-svelte-runes/icons/printer';
import IconPrinterOff from '@tabler/icons-svelte-runes/icons/printer-off';
import IconReceiptRefund from '@tabler/icons-svelte-runes/icons/receipt-refund';
import type { PaymentView, PrintLine, RefundView, StoryLine } from '../../bindings';
import { money, second } from '../../format';
import type { Step } from '../../parts/Steps.svelte';
import { language } from '../../state/language.svelte';
import { isAsked, isToDecide } from '../../state/states';
import { label, reasonWords, stateWords, t } from '../../words';
import { shortNumber } from './filter';

type Told =
  | { is: 'state'; at: string; line: StoryLine }
  | { is: 'print'; at: string; print: PrintLine }
  | { is: 'refund'; at: string; refund: RefundView };

/** What is known of a payment: its states, the papers of its receipt, and what was given back of it. */
export type Known = { story: StoryLine[]; prints: PrintLine[]; refunds: RefundView[] };

/** Everything that is told of a payment, in the order in which it happened. */
function told({ story, prints, refunds }: Known): Told[] {
  const all: Told[] = [
    ...story.map((line) => ({ is: 'state' as const, at: line.at, line })),
    ...prints.map((print) => ({ is: 'print' as const, at: print.begun_at, print })),
    ...refunds.map((refund) => ({ is: 'refund' as const, at: refund.refunded_at, refund })),
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
    }
  });
}

function ofState(view: PaymentView, line: StoryLine, last: boolean): Omit<Step, 'at'> {
  const kind = line.state === 'create_unknown' || isToDecide(line.state) ? 'cut' : last && isAsked(line.state) ? 'now' : 'done';
  // Why it stands where it stands.
  const detail = last && line.state === view.state ? (reasonWords(view.reason) ?? undefined) : undefined;
  return { word: stateWords(line.state).word, kind, detail };
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
