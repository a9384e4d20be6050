/** A shop in Lomé with its accounts, its payments and its paper, for the practice host. */
import type { AccountView, GatewayFacts, NetworkView, PaymentState, PaymentView, Shop } from '../../bindings';
import type { Scenario } from './scenario';

export const NETWORKS: NetworkView[] = [
  { code: 'tg-tmoney', brand: 'Mixx by Yas (T-Money)', tag: 'MX' },
  { code: 'tg-flooz', brand: 'Moov Money (Flooz)', tag: 'MV' },
];

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

function account(name: string, more: Partial<AccountView>): AccountView {
  return {
    name,
    gateway: 'paygate-global',
    gateway_name: 'PayGateGlobal',
    environment: 'live',
    fields: { page: 'on' },
    base_url: null,
    key_fingerprint: '7F3A91',
    push: true,
    page: true,
    networks: NETWORKS,
    calling_code: '228',
    national_length: 8,
    ...more,
  };
}

export function accountsOf(scenario: Scenario, training: boolean): AccountView[] {
  if (training) return [account('entrainement', { environment: 'training', base_url: 'http://127.0.0.1:40001' })];
  const name = scenario.long ? 'paygate-de-la-grande-quincaillerie-de-la-paix' : 'paygate';
  const all = [
    account(name, {}),
    account('push-seul', { page: false, fields: { page: 'off' }, key_fingerprint: '0B5D44' }),
    account('essai', { environment: 'test', base_url: 'http://127.0.0.1:8000', key_fingerprint: '4C0E12', push: false }),
  ];
  return all.slice(0, scenario.accounts ?? 1);
}

export const GATEWAYS: GatewayFacts[] = [
  {
    gateway: 'paygate-global',
    name: 'PayGateGlobal',
    secrets: ['auth_token'],
    fields: [{ name: 'page', values: ['off', 'on'] }],
  },
];

let minted = 0;

/** A name like the engine's: sortable by time, never twice. */
export function newId(): string {
  minted += 1;
  return `019ac000-0000-7000-8000-${String(minted).padStart(12, '0')}`;
}

export function viewOf(more: Partial<PaymentView> & { created_at: string }): PaymentView {
  const id = more.payment_id ?? newId();
  const network = NETWORKS.find((one) => one.code === more.network) ?? null;
  return {
    payment_id: id,
    sale_id: `sale-${id}`,
    reference: `CPTA${id.slice(-12).replace(/\d/g, (digit) => 'K7QMXAB3CD'[Number(digit)] ?? 'K')}KLZT2QM4`,
    gateway: 'paygate-global',
    gateway_name: 'PayGateGlobal',
    account: 'paygate',
    method: 'push',
    network: null,
    network_brand: network?.brand ?? null,
    payer: null,
    state: 'pending',
    amount_minor: 12500,
    currency: 'XOF',
    gateway_reference: null,
    operator_reference: null,
    environment: 'live',
    receipt_number: null,
    reason: null,
    money_at_risk: 'no',
    settled_by_hand: false,
    note: null,
    updated_at: more.created_at,
    may_be_resent: false,
    asked_at: null,
    trouble: null,
    next_ask_at: null,
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
