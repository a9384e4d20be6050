/** The five gateways as the program tells of them, and what an account at each of them can do. */
import type { AccountView, GatewayFacts, GatewayField, NetworkView } from '../../bindings';

const NETWORKS_OF: Record<string, NetworkView[]> = {
  TG: [
    { code: 'tg-tmoney', brand: 'Mixx by Yas (T-Money)', tag: 'MX' },
    { code: 'tg-flooz', brand: 'Moov Money (Flooz)', tag: 'MV' },
  ],
  CI: [
    { code: 'ci-orange', brand: 'Orange Money', tag: 'OM' },
    { code: 'ci-mtn', brand: 'MTN MoMo', tag: 'MM' },
    { code: 'ci-moov', brand: 'Moov Money', tag: 'MV' },
    { code: 'ci-wave', brand: 'Wave', tag: 'WV' },
  ],
  BJ: [
    { code: 'bj-mtn', brand: 'MTN MoMo', tag: 'MM' },
    { code: 'bj-moov', brand: 'Moov Money', tag: 'MV' },
    { code: 'bj-celtiis', brand: 'Celtiis Cash', tag: 'CL' },
  ],
  SN: [
    { code: 'sn-orange', brand: 'Orange Money', tag: 'OM' },
    { code: 'sn-free', brand: 'Yas (Free Money)', tag: 'YS' },
    { code: 'sn-expresso', brand: 'Expresso (E-Money)', tag: 'EX' },
    { code: 'sn-wave', brand: 'Wave', tag: 'WV' },
  ],
};
export const NETWORKS: NetworkView[] = Object.values(NETWORKS_OF).flat();

/** Calling code, and digits of a number behind it. */
const NUMBERS: Record<string, [code: string, length: number]> = {
  TG: ['228', 8],
  CI: ['225', 10],
  BJ: ['229', 10],
  SN: ['221', 9],
};

function field(name: string, more: Partial<GatewayField> = {}): GatewayField {
  const { values = [] } = more;
  return { name, required: false, values, default: values[0] ?? null, address: false, ...more };
}

const COMMON: GatewayField[] = [
  field('country', { values: ['TG', 'SN', 'CI', 'BJ', 'BF', 'ML'], default: null }),
  field('store_name'),
  field('return_url', { address: true }),
  field('cancel_url', { address: true }),
  field('notify_url', { address: true }),
];

function facts(gateway: string, name: string, country: string, secrets: string[], own: GatewayField[]): GatewayFacts {
  return { gateway, name, country, secrets, optional_secrets: [], fields: [...own, ...COMMON] };
}

const MODE = field('mode', { values: ['live', 'test'] });
export const GATEWAYS: GatewayFacts[] = [
  facts('paygate-global', 'PayGateGlobal', 'TG', ['auth_token'], [field('page', { values: ['off', 'on'] })]),
  facts('paydunya', 'PayDunya', 'SN', ['master_key', 'private_key', 'token'], [
    MODE,
    field('tagline'),
    field('logo_url', { address: true }),
  ]),
  {
    ...facts('cinetpay', 'CinetPay', 'CI', ['apikey'], [
      field('site_id', { required: true }),
      field('channels', { values: ['ALL', 'MOBILE_MONEY', 'CREDIT_CARD', 'WALLET'], default: null }),
      field('lang', { values: ['fr', 'en'] }),
      field('lock_phone', { values: ['off', 'on'] }),
    ]),
    optional_secrets: ['secret_key'],
  },
  facts('payplus', 'PayPlus Africa', 'BJ', ['apikey', 'token'], [MODE]),
  facts('paiement-pro', 'PaiementPro', 'CI', [], [
    field('merchant_id', { required: true }),
    field('channel'),
    field('endpoint', { values: ['curl-init', 'initialize'] }),
  ]),
];

/** What a gateway can do, beyond a page that it makes. */
const ABILITIES: Record<string, Partial<AccountView>> = {
  'paygate-global': { push: true, creates_page: false, balance: true, payout: true, fields: { page: 'on' } },
  paydunya: { payout: true, lines: true },
  cinetpay: { multiple_of: 5, currencies: ['XOF', 'XAF', 'CDF', 'GNF', 'USD'], fields: { site_id: '445160' } },
  payplus: { lines: true },
  'paiement-pro': {
    can_be_asked: false,
    demands: ['email', 'first_name', 'last_name'],
    demands_phone: true,
    key_fingerprint: null,
    fields: { merchant_id: 'PP-F1234' },
  },
};

/** An account at `gateway` that can do what the gateway can. */
export function accountAt(gateway: string, name: string, more: Partial<AccountView> = {}): AccountView {
  const known = GATEWAYS.find((one) => one.gateway === gateway);
  const country = more.fields?.country ?? known?.country ?? 'TG';
  const [calling_code, national_length] = NUMBERS[country] ?? ['228', 8];
  return {
    name,
    gateway,
    gateway_name: known?.name ?? gateway,
    environment: 'live',
    fields: {},
    base_url: null,
    key_fingerprint: '7F3A91',
    push: false,
    page: true,
    creates_page: true,
    can_be_asked: true,
    balance: false,
    payout: false,
    lines: false,
    currencies: ['XOF'],
    demands: [],
    demands_phone: false,
    multiple_of: 1,
    networks: NETWORKS_OF[country] ?? [],
    country,
    calling_code,
    national_length,
    ...ABILITIES[gateway],
    ...more,
  };
}
