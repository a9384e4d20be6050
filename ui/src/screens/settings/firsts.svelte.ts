/** Which account goes first for each network that several reach. */
import type { AccountView, CommandError, NetworkView } from '../../bindings';
import { asError } from '../../host';
import type { Host } from '../../host/host';

export type Choice = { network: NetworkView; country: string; accounts: AccountView[] };

/** The networks that at least two of the accounts reach, in the order in which the accounts name them. */
export function choicesOf(accounts: AccountView[]): Choice[] {
  const choices = new Map<string, Choice>();
  for (const account of accounts) {
    for (const network of account.networks) {
      const choice = choices.get(network.code) ?? { network, country: account.country, accounts: [] };
      choices.set(network.code, { ...choice, accounts: [...choice.accounts, account] });
    }
  }
  return [...choices.values()].filter((choice) => choice.accounts.length > 1);
}

export class FirstsDesk {
  #host: Host;
  /** The account of each network, null where none is preferred; what was not read yet is missing. */
  preferred = $state<Record<string, string | null>>({});
  error = $state.raw<CommandError | null>(null);

  constructor(host: Host) {
    this.#host = host;
  }

  async read(choices: Choice[]): Promise<void> {
    this.error = null;
    try {
      await Promise.all(choices.map(({ network }) => this.#readOne(network.code)));
    } catch (thrown) {
      this.error = asError(thrown);
    }
  }

  /** Keeps a choice; what the program then says of it is shown. */
  async prefer(network: string, account: string | null): Promise<void> {
    this.preferred[network] = account;
    try {
      await this.#host.preferAccount(network, account);
    } finally {
      await this.#readOne(network);
    }
  }

  async #readOne(network: string): Promise<void> {
    const routes = await this.#host.routes(network);
    this.preferred[network] = routes.find((route) => route.preferred)?.account ?? null;
  }
}
