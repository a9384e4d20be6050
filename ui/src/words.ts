/**
 * Every sentence a person reads, in the language chosen. The catalogue is Rust's too; a key that is missing in one language,
 * or a key that no catalogue has, fails the type check.
 */
import en from '$words/en.json';
import fr from '$words/fr.json';
import type { AccountView, CommandError, Lang, PaymentState, PaymentView, Risk } from './bindings';
import { money } from './format';
import { language } from './state/language.svelte';

type Catalogue = typeof fr;
type Leaves<T> = { [K in keyof T & string]: T[K] extends string ? K : `${K}.${Leaves<T[K]>}` }[keyof T & string];

/** A sentence of the screen, for example `charge.title`. */
export type WindowKey = Leaves<Catalogue['window']>;
export type LabelKey = keyof Catalogue['labels'];
export type Blanks = Record<string, string | number>;
export type StateWords = {
  word: string;
  what_happened: string;
  what_to_do: string;
  customer: string | null;
};
export type ErrorWords = { what_happened: string; what_to_do: string };

const catalogues: Record<Lang, Catalogue> = { fr, en };

/** `text` with each `{blank}` filled in; a blank that nobody fills stays visible. */
export function fill(text: string, blanks: Blanks = {}): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(blanks[name] ?? whole));
}

function find(lang: Lang, key: WindowKey): string {
  let here: unknown = catalogues[lang].window;
  for (const part of key.split('.')) {
    here = typeof here === 'object' && here !== null ? (here as Record<string, unknown>)[part] : undefined;
  }
  return typeof here === 'string' ? here : key;
}

/** A sentence of the screen. */
export function t(key: WindowKey, blanks?: Blanks): string {
  return fill(find(language(), key), blanks);
}

/** A sentence whose key ends in a name that Rust gave, such as that of a field; null where the catalogue has none. */
export function sentence(key: string, blanks?: Blanks): string | null {
  const found = find(language(), key as WindowKey);
  return found === key ? null : fill(found, blanks);
}

/** A label that the terminal and the paper use too. */
export function label(key: LabelKey, blanks?: Blanks): string {
  return fill(catalogues[language()].labels[key], blanks);
}

/** What is said of a state: its word, the money, what to do, what to tell the customer. */
export function stateWords(state: PaymentState): StateWords {
  return catalogues[language()].states[state];
}

/** What is said of one payment: money that came for a sale already settled goes back, whatever its state says of goods. */
export function wordsOf({ state, reason }: Pick<PaymentView, 'state' | 'reason'>): StateWords {
  const words = stateWords(state);
  if (state !== 'late_paid' || reason !== 'paid_twice') return words;
  return { ...words, what_to_do: t('payment.give_back'), customer: t('payment.say_give_back') };
}

/** The word of a state in a row, where there is room for two words. */
export function rowWord(state: PaymentState): string {
  if (state === 'pending') return t('common.waiting_row');
  if (state === 'recorded' || state === 'sending') return t('common.sending_row');
  return stateWords(state).word;
}

/** An account as it is called on screen: those of training have no name that a shop gave them. */
export function accountWords(account: Pick<AccountView, 'name' | 'environment' | 'gateway_name'>): string {
  return account.environment === 'training' ? t('common.training_account', { gateway: account.gateway_name }) : account.name;
}

/** The same of an account that is only named, and may be gone. */
export function accountNamed(accounts: AccountView[], name: string): string {
  const account = accounts.find((one) => one.name === name);
  return account ? accountWords(account) : name;
}

/** Why a payment stands so; null for a reason that this screen does not know. */
export function reasonWords(reason: string | null): string | null {
  const reasons: Record<string, string> = catalogues[language()].reasons;
  return reason === null ? null : (reasons[reason] ?? null);
}

export function riskWords(risk: Risk): string {
  return catalogues[language()].risks[risk];
}

/** What a gateway has said that is not written yet; null for an error about anything else. */
export function saidWords({ data }: Pick<CommandError, 'data'>): string | null {
  const states: Record<string, StateWords> = catalogues[language()].states;
  const said = states[data.said ?? ''];
  if (said === undefined) return null;
  return label('gateway_says', { state: said.word, amount: money(Number(data.amount_minor), data.currency ?? '', language()) });
}

/** The two sentences of an error; an unknown code gets those of `unexpected`. */
export function errorWords(error: Pick<CommandError, 'code' | 'data'>): ErrorWords {
  const errors: Record<string, ErrorWords> = catalogues[language()].errors;
  const words = errors[error.code] ?? catalogues[language()].errors.unexpected;
  return {
    what_happened: fill(words.what_happened, error.data),
    what_to_do: fill(words.what_to_do, error.data),
  };
}

/** What somebody is called on screen: the owner has no name of their own. */
export function nameOf({ name }: { name: string }): string {
  return name === 'owner' ? label('owner') : name;
}
