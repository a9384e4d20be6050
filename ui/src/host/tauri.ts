/** The desktop shell behind the screen. The only file that knows Tauri. */
import { invoke } from '@tauri-apps/api/core';
import { listen } from '@tauri-apps/api/event';
import type { ExportProgress, PaymentView } from '../bindings';
import type { Host } from './host';

/** Listens; the returned function stops even if the shell has not yet answered. */
function hear<T>(event: string, listener: (payload: T) => void): () => void {
  const stop = listen<T>(event, (message) => listener(message.payload));
  return () => void stop.then((end) => end());
}

export const tauriHost: Host = {
  startUp: () => invoke('start_up'),
  setPreferences: (preferences) => invoke('set_preferences', { preferences }),
  useTraining: (training) => invoke('use_training', { training }),

  newPaymentId: () => invoke('new_payment_id'),
  readPhone: (account, typed) => invoke('read_phone', { account, typed }),
  startPayment: (asked) => invoke('start_payment', { asked }),
  payment: (paymentId) => invoke('payment', { paymentId }),
  story: (paymentId) => invoke('story', { paymentId }),
  askPayment: (paymentId) => invoke('ask_payment', { paymentId }),
  cancelPayment: (paymentId) => invoke('cancel_payment', { paymentId }),
  acceptPayment: (paymentId) => invoke('accept_payment', { paymentId }),
  resendPayment: (paymentId) => invoke('resend_payment', { paymentId }),
  pageCode: (paymentId) => invoke('page_code', { paymentId }),
  openPage: (paymentId) => invoke('open_page', { paymentId }),
  settlePayment: (paymentId, settlement) => invoke('settle_payment', { paymentId, settlement }),
  takeNotification: (account, text) => invoke('take_notification', { account, text }),
  recallCustomer: (account, phone) => invoke('recall_customer', { account, phone }),
  forgetCustomer: (phone) => invoke('forget_customer', { phone }),
  practiceCustomer: (paymentId, does) => invoke('practice_customer', { paymentId, does }),

  unsettled: () => invoke('unsettled'),
  payments: (filter, before, limit) => invoke('payments', { filter, before, limit }),
  outline: (filter, stretch) => invoke('outline', { filter, stretch }),
  paper: (paymentId) => invoke('paper', { paymentId }),
  printReceipt: (paymentId, printer) => invoke('print_receipt', { paymentId, printer }),
  newRefundId: () => invoke('new_refund_id'),
  refundPayment: (paymentId, refund) => invoke('refund_payment', { paymentId, refund }),
  refunds: (paymentId) => invoke('refunds', { paymentId }),
  printRefund: (paymentId, refundId, printer) => invoke('print_refund', { paymentId, refundId, printer }),
  newTenderId: () => invoke('new_tender_id'),
  tenderSale: (asked) => invoke('tender_sale', { asked }),
  tenders: (from, to) => invoke('tenders', { from, to }),
  printTender: (tenderId, printer) => invoke('print_tender', { tenderId, printer }),
  day: () => invoke('day'),
  askBeforeClosing: () => invoke('ask_before_closing'),
  newClosingId: () => invoke('new_closing_id'),
  closeDay: (closing) => invoke('close_day', { closing }),
  closings: () => invoke('closings'),
  printClosing: (closingId, printer) => invoke('print_closing', { closingId, printer }),
  saveClosing: (closingId) => invoke('save_closing', { closingId }),
  shareClosing: (closingId) => invoke('share_closing', { closingId }),
  closingCode: (closingId) => invoke('closing_code', { closingId }),
  checkReceipt: (text) => invoke('check_receipt', { text }),
  receiptMessage: (paymentId) => invoke('receipt_message', { paymentId }),
  shareReceipt: (paymentId, way) => invoke('share_receipt', { paymentId, way }),
  shareCode: (paymentId) => invoke('share_code', { paymentId }),
  savePaper: (paymentId, refundId, document) => invoke('save_paper', { paymentId, refundId, document }),
  exportPayments: (filter, format) => invoke('export_payments', { filter, format }),
  stopExport: () => invoke('stop_export'),
  showExport: () => invoke('show_export'),

  gateways: () => invoke('gateways'),
  addAccount: (account) => invoke('add_account', { account }),
  testAccount: (name) => invoke('test_account', { name }),
  removeAccount: (name) => invoke('remove_account', { name }),
  routes: (network) => invoke('routes', { network }),
  preferAccount: (network, account) => invoke('prefer_account', { network, account }),
  printers: () => invoke('printers'),
  queues: () => invoke('queues'),
  setPrinter: (printer) => invoke('set_printer', { printer }),
  removePrinter: (name) => invoke('remove_printer', { name }),
  testPrinter: (name) => invoke('test_printer', { name }),
  takeTill: (cashier, pin) => invoke('take_till', { cashier, pin }),
  leaveTill: () => invoke('leave_till'),
  allowOnce: (right, pin) => invoke('allow_once', { right, pin }),
  addCashier: (name, rights, pin, ownerPin) => invoke('add_cashier', { name, rights, pin, ownerPin }),
  changeCashier: (cashier, change, ownerPin) => invoke('change_cashier', { cashier, change, ownerPin }),
  setOwnerPin: (old, next) => invoke('set_owner_pin', { old, new: next }),
  setShop: (change) => invoke('set_shop', { change }),
  logo: () => invoke('logo'),
  setLogo: (file) => invoke('set_logo', { file }),

  stayOpen: () => invoke('stay_open'),
  close: () => invoke('close_till'),

  onPayment: (listener) => hear<PaymentView>('payment', listener),
  onExport: (listener) => hear<ExportProgress>('export', listener),
  onClosing: (listener) => hear<number>('closing', listener),
};
