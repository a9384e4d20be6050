import { describe, expect, it } from 'vitest';
import fr from '$words/fr.json';
import type { PaymentState, PaymentView } from '../../bindings';
import { standingOf, viewOf } from '../../host/fake/samples';
import { actionsOf, customerCan } from './actions';
import { nextSaid } from './next';
import { firstSentence, sentences, stageOf } from './stage';
import { stepsOf, waitingSince } from './steps';

const STATES = Object.keys(fr.states) as PaymentState[];
const AT = '2026-11-21T14:32:00Z';
const NOW = Date.parse(AT) + 30_000;
const view = (state: PaymentState, more: Partial<PaymentView> = {}): PaymentView =>
  viewOf({ payment_id: 'p', created_at: AT, state, network: 'tg-tmoney', payer: '****2233', ...more });
const acts = (state: PaymentState, more: Partial<PaymentView> = {}): string[] =>
  actionsOf(view(state, more), true).map((action) => action.act);

describe('the buttons of a payment', () => {
  it('begin with Enter, and have one act and one key each', () => {
    for (const state of STATES) {
      const all = actionsOf(view(state, { may_be_resent: true }), true);
      expect(all[0], state).toMatchObject({ kind: 'primary', cap: 'Enter' });
      expect(new Set(all.map((action) => action.act)).size, state).toBe(all.length);
      expect(new Set(all.map((action) => action.cap)).size, state).toBe(all.length);
    }
  });

  it('offer to ask again by Enter only where nothing can be paid twice', () => {
    const again = STATES.filter((state) => acts(state)[0] === 'ask-again');
    expect(again).toEqual(['declined', 'abandoned_unsent', 'abandoned_orphan', 'resolved_unpaid']);
  });

  it('send again only where that is safe', () => {
    expect(acts('create_unknown')).not.toContain('resend');
    expect(acts('create_unknown', { may_be_resent: true })).toContain('resend');
    for (const state of ['paid', 'late_paid', 'declined'] as const) {
      expect(acts(state, { may_be_resent: true })).not.toContain('resend');
    }
  });

  it('charge again last and never as a plain step while the customer may have paid', () => {
    for (const state of ['create_unknown', 'cancel_requested', 'held', 'unresolved'] as const) {
      expect(acts(state).at(-1)).toBe('charge-again');
      expect(acts(state)).not.toContain('ask-again');
    }
  });

  it('accept a late payment, but not a second one for the same sale', () => {
    expect(acts('late_paid', { reason: 'paid_after_end' })).toEqual(['next', 'accept', 'settle']);
    expect(acts('late_paid', { reason: 'paid_twice' })).toEqual(['next', 'settle']);
  });

  it('settle otherwise whatever is not paid, and nothing more once that was done', () => {
    const offered = STATES.filter((state) => acts(state).includes('tender'));
    const unpaid = ['create_unknown', 'pending', 'cancel_requested', 'held', 'declined', 'expired', 'unresolved'];
    expect(offered).toEqual([...unpaid, 'abandoned_unsent', 'abandoned_orphan', 'resolved_unpaid']);
    const done = { tender_number: 'ADJ-1-2026-E000012', tendered_by: 'cash' } as const;
    for (const state of offered) expect(acts(state, done), state).toEqual(['next', 'ask']);
    expect(acts('late_paid', { ...done, reason: 'paid_twice' })).toEqual(['next', 'settle']);
  });

  it('check nothing where nobody can be asked: the owner settles it, or a notification does', () => {
    const xpaye = { gateway: 'paiement-pro', method: 'page' } as const;
    for (const state of STATES) {
      const all = actionsOf(view(state, { ...xpaye, ...standingOf({ ...xpaye, state }) }), true);
      expect(all.map((action) => action.act), state).not.toContain('ask');
      expect(all[0], state).toMatchObject({ kind: 'primary', cap: 'Enter' });
    }
    expect(acts('pending', xpaye)).toEqual(['next', 'paste', 'settle', 'tender', 'stop']);
    expect(acts('held', xpaye)).toEqual(['next', 'paste', 'settle', 'tender', 'charge-again']);
    expect(customerCan(view('pending', { ...xpaye, environment: 'training' }))).toEqual([]);
  });

  it('settle by hand only what the program says may be', () => {
    expect(STATES.filter((state) => acts(state).includes('settle'))).toEqual(['held', 'unresolved', 'late_paid']);
  });

  it('move the practice customer in training only', () => {
    expect(customerCan(view('pending'))).toEqual([]);
    expect(customerCan(view('pending', { environment: 'training' }))).toEqual(['pays', 'refuses', 'expires']);
    expect(customerCan(view('expired', { environment: 'training' }))).toEqual(['pays']);
    expect(customerCan(view('paid', { environment: 'training' }))).toEqual([]);
  });
});

describe('the stage', () => {
  const stage = (state: PaymentState, more: Partial<PaymentView> = {}, now = NOW) => stageOf(view(state, more), AT, now, 'fr');

  it('says the word of each state', () => {
    for (const state of STATES) expect(stage(state).word).toBe(fr.states[state].word);
  });

  it('is green for what is proven only, red for a refusal only, and never floods while it waits', () => {
    const flooded = (flood: string) => STATES.filter((state) => stage(state).flood === flood);
    expect(flooded('paid')).toEqual(['late_paid', 'paid']);
    expect(flooded('refused')).toEqual(['declined']);
    expect(flooded('unsure')).toEqual(['create_unknown', 'held', 'unresolved']);
  });

  it('goes on waiting after three minutes, in other words', () => {
    expect(stage('pending', {}, NOW + 149_000).word).toBe(fr.states.pending.word);
    expect(stage('pending', {}, NOW + 150_000).word).toBe(fr.window.payment.still_waiting);
  });

  it('tells the customer the network and the sum', () => {
    expect(stage('pending').say).toContain('Mixx by Yas (T-Money)');
    expect(stage('pending').say).toContain('12\u202f500\u00a0F\u00a0CFA');
    expect(stage('pending', { method: 'page' }).say).toContain('Scannez');
    expect(stage('recorded').say).toBeNull();
  });

  it('says that nobody can be asked, while it waits', () => {
    const said = (state: PaymentState): string | null => stage(state, { gateway: 'paiement-pro' }).note;
    expect(said('pending')).toContain('PaiementPro');
    expect(said('cancel_requested')).toContain('PaiementPro');
    expect(said('paid')).toBeNull();
    expect(stage('pending').note).toBeNull();
  });

  it('says what differs in place of that something does', () => {
    expect(stage('held', { reason: 'amount_differs' }).headline).toBe(fr.reasons.amount_differs);
    expect(stage('declined', { reason: 'refused' }).rest).toContain(fr.reasons.refused);
  });

  it('cuts at sentences', () => {
    expect(firstSentence('Un. Deux. Trois.')).toEqual(['Un.', 'Deux. Trois.']);
    expect(firstSentence('Un.')).toEqual(['Un.', '']);
    expect(sentences('Un. Deux. Trois.')).toEqual(['Un.', 'Deux.', 'Trois.']);
  });
});

describe('the steps', () => {
  const story = [
    { at: '2026-11-21T14:32:07Z', state: 'recorded' as const },
    { at: '2026-11-21T14:32:08Z', state: 'sending' as const },
    { at: '2026-11-21T14:32:11Z', state: 'pending' as const },
  ];

  it('have their times, and one that is awaited', () => {
    const steps = stepsOf(view('pending'), story, 'Africa/Lome');
    expect(steps.map(({ at, kind }) => [at, kind])).toEqual([
      ['14:32:07', 'done'],
      ['14:32:08', 'done'],
      ['14:32:11', 'done'],
      [null, 'now'],
    ]);
    expect(waitingSince(view('pending'), story)).toBe('2026-11-21T14:32:11Z');
  });

  it('say that a request is sent only once it left', () => {
    const sending = stepsOf(view('sending'), story.slice(0, 2), 'Africa/Lome');
    expect(sending.map(({ word, kind }) => [word, kind])).toEqual([
      ['Écrite au journal', 'done'],
      ['Envoi à PayGateGlobal', 'now'],
      ['Réponse attendue', 'next'],
    ]);
    // The story may be a step behind its payment.
    expect(stepsOf(view('pending'), story.slice(0, 2), 'Africa/Lome')[1]).toMatchObject({ word: 'Envoyée à PayGateGlobal', kind: 'done' });
    const unsent = [...story.slice(0, 2), { at: '2026-11-21T14:32:38Z', state: 'abandoned_unsent' as const }];
    expect(stepsOf(view('abandoned_unsent'), unsent, 'Africa/Lome').map(({ word, kind }) => [word, kind])).toEqual([
      ['Écrite au journal', 'done'],
      ['Envoi à PayGateGlobal', 'cut'],
      ['Non envoyé', 'done'],
    ]);
  });

  it('break where the answer was lost', () => {
    const lost = [...story.slice(0, 2), { at: '2026-11-21T14:32:38Z', state: 'create_unknown' as const }];
    const steps = stepsOf(view('create_unknown', { reason: 'cut' }), lost, 'Africa/Lome');
    expect(steps[2]).toMatchObject({ kind: 'cut', detail: fr.reasons.cut });
    expect(steps[3]).toMatchObject({ kind: 'now', at: null });
  });

  it('await nothing once it ended', () => {
    expect(stepsOf(view('paid'), [], 'Africa/Lome').map((step) => step.kind)).toEqual(['done']);
  });
});

describe('the next question', () => {
  const said = (state: PaymentState, seconds: number): string | null =>
    nextSaid(view(state, { next_ask_at: new Date(NOW + seconds * 1000).toISOString() }), NOW, 'Africa/Lome');

  it('is on its way for ten seconds from when it is due, and then not spoken of', () => {
    expect(said('pending', 9)).toContain('9');
    expect(said('pending', 0)).toBe(fr.window.payment.next_now);
    expect(said('pending', -9)).toBe(fr.window.payment.next_now);
    expect(said('pending', -10)).toBeNull();
    expect(said('held', -600)).toBeNull();
    expect(said('declined', 60)).toContain('14:33');
    expect(said('declined', -600)).toBeNull();
    expect(nextSaid(view('pending'), NOW, 'Africa/Lome')).toBeNull();
  });
});
