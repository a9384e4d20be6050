/** What is typed to add an account, and what the program says of it. */
import type { CommandError, GatewayFacts, NewAccount } from '../../bindings';

/** A field that puts the shop's key before the customer; it opens only after its warning was read. */
export const PAGE = 'page';
export type Spot = 'name' | 'base_url' | `secret:${string}` | `field:${string}`;

export class AccountForm {
  gateway = $state<string | null>(null);
  name = $state('');
  baseUrl = $state('');
  fields = $state<Record<string, string>>({});
  /** Never shown, never kept: gone as soon as they are handed over. */
  secrets = $state<Record<string, string>>({});
  /** The refusal of the last try. */
  error = $state.raw<CommandError | null>(null);

  choose(facts: GatewayFacts): void {
    this.gateway = facts.gateway;
    this.secrets = Object.fromEntries(facts.secrets.map((name) => [name, '']));
    // The first value of a field is its default, and the careful one.
    this.fields = Object.fromEntries(facts.fields.map(({ name, values }) => [name, values[0] ?? '']));
  }

  /** What is still to be typed, where a press on the button leads. */
  get missing(): Spot | null {
    if (this.name.trim() === '') return 'name';
    const secret = Object.keys(this.secrets).find((name) => this.secrets[name]?.trim() === '');
    return secret === undefined ? null : `secret:${secret}`;
  }

  asked(): NewAccount {
    const baseUrl = this.baseUrl.trim();
    return {
      name: this.name.trim(),
      gateway: this.gateway ?? '',
      fields: { ...this.fields },
      base_url: baseUrl === '' ? null : baseUrl,
      secrets: Object.fromEntries(Object.entries(this.secrets).map(([name, value]) => [name, value.trim()])),
    };
  }

  forgetSecrets(): void {
    this.secrets = Object.fromEntries(Object.keys(this.secrets).map((name) => [name, '']));
  }

  /** Which field the refusal is about; null when it is about none of them. */
  get wrong(): Spot | null {
    const error = this.error;
    if (!error) return null;
    const named = error.data.field ?? '';
    if (error.code === 'account_taken' || error.code === 'account_name_invalid') return 'name';
    if (error.code === 'base_url_invalid') return 'base_url';
    if (error.code.startsWith('secret_') && named in this.secrets) return `secret:${named}`;
    if (error.code.startsWith('secret_')) {
      const only = Object.keys(this.secrets);
      return only.length === 1 ? `secret:${only[0] ?? ''}` : null;
    }
    return error.code === 'field_invalid' && named in this.fields ? `field:${named}` : null;
  }
}
