/** En cours: filled, empty, at the start, and before it is settled. */
import { expect } from '../till';
import type { Scene } from './scene';

const AT_XPAYE = { gateway: 'paiement-pro', gateway_name: 'PaiementPro', account: 'paiement-pro', method: 'page' } as const;

export const OPEN: Scene[] = [
  {
    name: 'open payments',
    with: { open: ['held', 'unresolved', 'late_paid', 'create_unknown', 'pending', 'cancel_requested', 'sending'] },
    async go(till) {
      await expect(till.get('charge')).toBeVisible();
      await till.press('F3');
      await expect(till.get('open-row')).toHaveCount(7);
      await till.press('ArrowDown', 'ArrowDown');
    },
  },
  {
    name: 'open payments that nobody can be asked about',
    with: { open: ['held', 'pending'], accounts: 1, gateways: ['paiement-pro'] },
    async go(till) {
      await expect(till.get('charge')).toBeVisible();
      await till.put('pending', { ...AT_XPAYE });
      await till.press('F3', 'ArrowDown');
      await expect(till.get('open-settle')).toBeVisible();
    },
  },
  {
    name: 'open payment before it is settled by hand',
    with: { open: ['unresolved'], pin: '4826' },
    async go(till) {
      await expect(till.get('charge')).toBeVisible();
      await till.press('F3', 'g');
      await expect(till.get('settle')).toBeVisible();
    },
  },
  {
    name: 'open payments at the start',
    with: { open: ['held', 'pending', 'create_unknown'], silent: ['askPayment'] },
    go: (till) => expect(till.get('start-asking')).toBeVisible(),
  },
  {
    name: 'no open payment',
    async go(till) {
      await expect(till.get('charge')).toBeVisible();
      await till.press('F3');
      await expect(till.get('open-none')).toBeVisible();
    },
  },
  {
    name: 'open payments with a question that failed',
    with: { open: ['pending'] },
    async go(till) {
      await expect(till.get('charge')).toBeVisible();
      await till.press('F3');
      await till.fail('askPayment', 'gateway_silent', { data: { reason: 'no_connection' }, money_at_risk: 'unknown' });
      await till.press('v');
      await expect(till.get('open-error')).toBeVisible();
    },
  },
];
