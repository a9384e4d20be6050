import { describe, expect, it } from 'vitest';
import type { PrintLine, RefundView, SealView, StoryLine } from '../../bindings';
import { viewOf } from '../../host/fake/samples';
import { stepsOf } from './story';

const at = (minute: number): string => `2026-11-21T14:${String(minute).padStart(2, '0')}:00Z`;
const view = viewOf({ created_at: at(1), state: 'paid' });
const story = [
  { at: at(1), state: 'recorded', reason: null },
  { at: at(3), state: 'paid', reason: null },
] as StoryLine[];
const print = (minute: number, more: Partial<PrintLine>): PrintLine => ({
  printer: 'Caisse',
  copy: 0,
  begun_at: at(minute),
  outcome: 'printed',
  trouble: null,
  ...more,
});

describe('the story of a payment', () => {
  it('tells its papers among its states, each in its time', () => {
    const prints = [print(3, {}), print(9, { copy: 1 })];
    const steps = stepsOf(view, { story, prints, refunds: [], seal: null }, 'Africa/Lome');
    expect(steps.map(({ word }) => word)).toEqual(['Envoi de la demande', 'Payé', 'Original sur Caisse', 'Duplicata n° 1 sur Caisse']);
    expect(steps.map(({ icon }) => icon !== undefined)).toEqual([false, false, true, true]);
  });

  it('says what became of a paper that is not sure', () => {
    const prints = [print(4, { outcome: 'failed', trouble: 'paper_out' }), print(5, { outcome: 'under_way' })];
    const [failed, unsure] = stepsOf(view, { story, prints, refunds: [], seal: null }, 'Africa/Lome').slice(2);
    expect(failed?.detail).toBe('Pas imprimé. L’imprimante n’a plus de papier.');
    expect(unsure?.detail).toContain('Pas sûr');
  });

  it('tells what was given back, how and why, when it was', () => {
    const refund: RefundView = {
      refund_id: 'one',
      number: 'ADJ-1-2026-R000012',
      refunded_at: at(5),
      amount_minor: 4000,
      currency: 'XOF',
      by: 'operator',
      operator_reference: 'CI1',
      why: 'Pagne décousu',
      narrow: '',
      prints: [],
    };
    const later = { ...refund, number: 'ADJ-1-2026-R000013', refunded_at: at(20), by: 'cash' as const, operator_reference: null };
    const steps = stepsOf(view, { story, prints: [print(9, {})], refunds: [refund, later], seal: null }, 'Africa/Lome').slice(2);
    expect(steps.map(({ word }) => word)).toEqual([
      '4\u202f000\u00a0F\u00a0CFA rendus, R000012',
      'Original sur Caisse',
      '4\u202f000\u00a0F\u00a0CFA rendus, R000013',
    ]);
    expect(steps.map(({ detail }) => detail)).toEqual(['Par transfert CI1\u00a0: Pagne décousu', undefined, 'En espèces\u00a0: Pagne décousu']);
  });

  it('tells what the tax authority said last', () => {
    const seal: SealView = { authority: 'DGI', status: 'sealed', number: 'RNE 42', recorded_at: at(6) };
    const told = (one: SealView): string | undefined => stepsOf(view, { story, prints: [], refunds: [], seal: one }, 'Africa/Lome').at(-1)?.word;
    expect(told(seal)).toBe('Certifié par DGI, RNE 42');
    expect(told({ ...seal, status: 'pending', number: null })).toBe('Certification demandée à DGI');
    expect(told({ ...seal, status: 'failed', number: null })).toBe('Non certifié par DGI');
  });

  it('goes on while the last state is asked about', () => {
    const open = viewOf({ created_at: at(1), state: 'pending' });
    const lines = [...story.slice(0, 1), { at: at(2), state: 'pending', reason: null }] as StoryLine[];
    expect(stepsOf(open, { story: lines, prints: [], refunds: [], seal: null }, 'Africa/Lome').at(-1)?.kind).toBe('now');
  });
});
