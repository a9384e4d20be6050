/** The accounts of the practice host: added with their keys, preferred for a network, some without an answer. */
import type { AccountView, NewAccount, Route, Verdict } from '../../bindings';
import { accountAt, GATEWAYS } from './gateways';
import type { Owner } from './owner';
import { refusal } from './refusal';
import { accountsOf } from './samples';
import type { Scenario } from './scenario';

export class Accounts {
  all: AccountView[];
  #scenario: Scenario;
  #owner: Owner;
  #preferred = new Map<string, string>();

  constructor(scenario: Scenario, owner: Owner) {
    this.#scenario = scenario;
    this.#owner = owner;
    this.all = scenario.first ? [] : accountsOf(scenario, scenario.training ?? false);
    for (const [network, account] of Object.entries(scenario.preferred ?? {})) this.#preferred.set(network, account);
  }

  turnTo(training: boolean): void {
    this.all = accountsOf(this.#scenario, training);
  }

  get(name: string | null): AccountView {
    const account = this.all.find((one) => one.name === name) ?? (name === null ? this.all[0] : undefined);
    if (!account) throw refusal(this.all.length === 0 ? 'account_missing' : 'account_unknown', { account: name ?? '' });
    return account;
  }

  test(name: string): Verdict {
    const good = this.get(name).can_be_asked;
    return { good, verdict: good ? 'good' : 'not_offered' };
  }

  add(asked: NewAccount): AccountView {
    const known = GATEWAYS.find((one) => one.gateway === asked.gateway);
    if (!known) throw refusal('gateway_unknown', { gateway: asked.gateway });
    if (this.all.some((one) => one.name === asked.name)) throw refusal('account_taken', { account: asked.name });
    const bare = known.secrets.find((name) => !asked.secrets[name]);
    if (bare !== undefined) throw refusal('secret_missing', { field: bare });
    const missing = known.fields.find(({ name, required }) => required && !asked.fields[name]);
    if (missing) throw refusal('field_missing', { field: missing.name });
    const wrong = known.fields.find(({ name, address }) => address && !/^https?:\/\/./.test(asked.fields[name] ?? 'https://x'));
    if (wrong) throw refusal('field_invalid', { field: wrong.name });
    const test = asked.secrets.private_key?.startsWith('test_') ?? false;
    if (test && asked.fields.mode === 'live') throw refusal('mode_mismatch');
    if (asked.fields.page === 'on') this.#owner.demand(asked.pin);
    const page = asked.gateway === 'paygate-global' ? { page: asked.fields.page === 'on' } : {};
    const view = accountAt(asked.gateway, asked.name, {
      fields: asked.fields,
      base_url: asked.base_url,
      environment: test || asked.fields.mode === 'test' ? 'test' : 'live',
      ...page,
    });
    this.all = [...this.all, view];
    return view;
  }

  remove(name: string): void {
    this.all = this.all.filter((account) => account.name !== name);
  }

  /** Those that answer first, and of these the one that the shop prefers. */
  routes(network: string | null): Route[] {
    const reaching = this.all.filter((one) => network === null || one.networks.some(({ code }) => code === network));
    const routes = reaching.map(({ name }) => ({
      account: name,
      answers: !(this.#scenario.unanswered ?? []).includes(name),
      preferred: network !== null && this.#preferred.get(network) === name,
    }));
    const rank = (route: Route): number => (route.answers ? 0 : 2) + (route.preferred ? 0 : 1);
    return routes.sort((a, b) => rank(a) - rank(b));
  }

  prefer(network: string, account: string | null): void {
    if (account === null) this.#preferred.delete(network);
    else this.#preferred.set(network, this.get(account).name);
  }
}
