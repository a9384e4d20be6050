/** A shop in Lomé with its accounts, its payments and its paper, for the practice host. */
import type { AccountView, PaymentState, PaymentView, Shop } from '../../bindings';
import { accountAt, GATEWAYS, NETWORKS } from './gateways';
import type { Scenario } from './scenario';

export function shopOf(scenario: Scenario): Shop {
  return {
    name: scenario.long ? 'Grande Quincaillerie de la Paix et des Frères Adjovi-Mensah de Kodjoviakopé' : 'Boutique Adjovi',
    town: 'Lomé',
    address: '12, rue du Grand Marché',
    phone: '22214580',
    tax_id: '1000482913',
    website: null,
    till: '1',
    zone: 'Africa/Lome',
  };
}

/** The shop's accounts, or those of training, the usual one first. */
export function accountsOf(scenario: Scenario, training: boolean): AccountView[] {
  if (training) {
    return GATEWAYS.map(({ gateway }, at) =>
      accountAt(gateway, at === 0 ? 'practice' : `practice-${gateway}`, { environment: 'training', key_fingerprint: null }),
    );
  }
  const usual = scenario.long ? 'paygate-de-la-grande-quincaillerie-de-la-paix' : 'paygate';
  const test = { environment: 'test', base_url: 'http://127.0.0.1:8000', key_fingerprint: '4C0E12', push: false } as const;
  const paygate = [
    accountAt('paygate-global', usual),
    accountAt('paygate-global', 'push-seul', { page: false, fields: { page: 'off' }, key_fingerprint: '0B5D44' }),
    accountAt('paygate-global', 'essai', test),
  ];
  const elsewhere = (scenario.gateways ?? []).map((gateway) => {
    const [at = '', country] = gateway.split(':');
    return accountAt(at, at, country === undefined ? {} : { fields: { country } });
  });
  return [...paygate.slice(0, scenario.accounts ?? 1), ...elsewhere];
}

let minted = 0;

/** A name like the engine's: sortable by time, never twice. */
export function newId(): string {
  minted += 1;
  return `019ac000-0000-7000-8000-${String(minted).padStart(12, '0')}`;
}

/** What follows from where a payment stands and at which gateway it is. */
export function standingOf(view: Pick<PaymentView, 'gateway' | 'state' | 'method'>): Partial<PaymentView> {
  const { can_be_asked, creates_page } = accountAt(view.gateway, '');
  const waits = view.state === 'pending' || view.state === 'cancel_requested';
  return {
    can_be_asked,
    page_opens: view.state === 'pending' && view.method === 'page' && creates_page,
    may_be_settled: ['held', 'unresolved', 'late_paid'].includes(view.state) || (waits && !can_be_asked),
  };
}

export function viewOf(more: Partial<PaymentView> & { created_at: string }): PaymentView {
  const id = more.payment_id ?? newId();
  const network = NETWORKS.find((one) => one.code === more.network) ?? null;
  const gateway = more.gateway ?? 'paygate-global';
  const state = more.state ?? 'pending';
  const method = more.method ?? 'push';
  return {
    payment_id: id,
    sale_id: `sale-${id}`,
    reference: `CPTA${id.slice(-12).replace(/\d/g, (digit) => 'K7QMXAB3CD'[Number(digit)] ?? 'K')}KLZT2QM4`,
    gateway,
    gateway_name: accountAt(gateway, '').gateway_name,
    account: 'paygate',
    method,
    network: null,
    network_brand: network?.brand ?? null,
    payer: null,
    state,
    amount_minor: 12500,
    currency: 'XOF',
    gateway_reference: null,
    operator_reference: null,
    environment: 'live',
    receipt_number: null,
    refunded_minor: 0,
    tender_number: null,
    tendered_by: null,
    reason: null,
    money_at_risk: 'no',
    settled_by_hand: false,
    note: null,
    updated_at: more.created_at,
    may_be_resent: false,
    page_opens: false,
    can_be_asked: true,
    may_be_settled: false,
    ...standingOf({ gateway, state, method }),
    asked_at: null,
    trouble: null,
    next_ask_at: null,
    unwritten: null,
    ...more,
  };
}

const AMOUNTS = [11000, 4500, 2000, 8000, 17250, 6000, 3200, 1500, 26000, 750, 147500, 999999999];
const TAILS = ['2233', '7120', '0854', '4510', '3396', '1902', '3348', '6247', '4415', '0981'];
const PAST: PaymentState[] = ['paid', 'paid', 'declined', 'paid', 'paid', 'expired', 'paid', 'paid', 'abandoned_unsent'];

/** `count` earlier payments of the day, the newest three minutes old. */
export function pastPayments(count: number, now: number, scenario: Scenario): PaymentView[] {
  return Array.from({ length: count }, (_, at) => {
    const created = new Date(now - (3 + at * 4) * 60_000).toISOString();
    const state = PAST[at % PAST.length] ?? 'paid';
    const network = NETWORKS[at % 2] ?? null;
    return viewOf({
      created_at: created,
      updated_at: new Date(Date.parse(created) + 40_000).toISOString(),
      state,
      amount_minor: AMOUNTS[at % AMOUNTS.length] ?? 500,
      network: network?.code ?? null,
      payer: `****${TAILS[at % TAILS.length] ?? '0000'}`,
      receipt_number: state === 'paid' ? `ADJ-1-2026-${String(482 - at).padStart(6, '0')}` : null,
      operator_reference: state === 'paid' ? `71930482${66 - (at % 60)}` : null,
      reason: state === 'declined' ? 'refused' : state === 'expired' ? 'lapsed' : null,
      note: scenario.long && at % 3 === 0 ? 'Commande de Mme Akouvi pour le mariage de sa fille aînée à Kpalimé, à livrer samedi' : null,
    });
  });
}
