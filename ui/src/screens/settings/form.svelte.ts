/** What is typed to add an account, and what the program says of it. */
import type { CommandError, GatewayFacts, GatewayField, NewAccount } from '../../bindings';
import { beginningOf } from './gateway-words';

/** A field that puts the shop's key before the customer; it opens only after its warning was read, with the owner's PIN. */
export const PAGE = 'page';
export type Spot = 'name' | 'base_url' | 'pin' | `secret:${string}` | `field:${string}`;

export class AccountForm {
  facts = $state.raw<GatewayFacts | null>(null);
  name = $state('');
  baseUrl = $state('');
  pin = $state('');
  fields = $state<Record<string, string>>({});
  /** Never shown, never kept: gone as soon as they are handed over. */
  secrets = $state<Record<string, string>>({});
  /** The refusal of the last try. */
  error = $state.raw<CommandError | null>(null);

  choose(facts: GatewayFacts): void {
    this.facts = facts;
    this.error = null;
    this.pin = '';
    this.secrets = Object.fromEntries([...facts.secrets, ...facts.optional_secrets].map((name) => [name, '']));
    this.fields = Object.fromEntries(facts.fields.map((field) => [field.name, beginningOf(facts, field)]));
  }

  /** The page that shows the key is the owner's to open. */
  get needsPin(): boolean {
    return this.fields[PAGE] === 'on';
  }

  /** What is still to be typed, where a press on the button leads. */
  get missing(): Spot | null {
    const empty = (value: string | undefined): boolean => (value ?? '').trim() === '';
    if (empty(this.name)) return 'name';
    const secret = this.facts?.secrets.find((name) => empty(this.secrets[name]));
    if (secret !== undefined) return `secret:${secret}`;
    const field = this.facts?.fields.find(({ name, required }) => required && empty(this.fields[name]));
    if (field !== undefined) return `field:${field.name}`;
    return this.needsPin && empty(this.pin) ? 'pin' : null;
  }

  asked(): NewAccount {
    const baseUrl = this.baseUrl.trim();
    // An empty field, and the country that is the gateway's own anyway, are left out.
    const told = ([name, value]: [string, string]): boolean => value !== '' && !(name === 'country' && value === this.facts?.country);
    return {
      name: this.name.trim(),
      gateway: this.facts?.gateway ?? '',
      fields: Object.fromEntries(trimmed(this.fields).filter(told)),
      base_url: baseUrl === '' ? null : baseUrl,
      secrets: Object.fromEntries(trimmed(this.secrets).filter(([, value]) => value !== '')),
      pin: this.needsPin ? this.pin : null,
    };
  }

  forgetSecrets(): void {
    this.secrets = Object.fromEntries(Object.keys(this.secrets).map((name) => [name, '']));
    this.pin = '';
  }

  /** What was refused is typed anew; the other keys stay. */
  forget(spot: Spot): void {
    if (spot === 'pin') this.pin = '';
    else this.secrets[spot.replace('secret:', '')] = '';
  }

  /** The field that a spot is of, if it is of one. */
  fieldAt(spot: Spot | null): GatewayField | undefined {
    return this.facts?.fields.find(({ name }) => spot === `field:${name}`);
  }

  /** Which field the refusal is about; null when it is about none of them. */
  get wrong(): Spot | null {
    const error = this.error;
    if (!error) return null;
    const named = error.data.field ?? '';
    if (error.code === 'account_taken' || error.code === 'account_name_invalid') return 'name';
    if (error.code === 'base_url_invalid') return 'base_url';
    if (error.code === 'pin_wrong' || error.code === 'pin_needed') return 'pin';
    if (error.code === 'mode_mismatch') return 'mode' in this.fields ? 'field:mode' : null;
    if (error.code.startsWith('secret_') && named in this.secrets) return `secret:${named}`;
    if (error.code.startsWith('secret_')) {
      const only = Object.keys(this.secrets);
      return only.length === 1 ? `secret:${only[0] ?? ''}` : null;
    }
    const ofField = error.code === 'field_invalid' || error.code === 'field_missing';
    return ofField && named in this.fields ? `field:${named}` : null;
  }
}

function trimmed(typed: Record<string, string>): [string, string][] {
  return Object.entries(typed).map(([name, value]) => [name, value.trim()]);
}
