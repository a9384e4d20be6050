/** What the practice host is made of, and what it tells at the start. */
import type { Preferences, Shop, StartUp } from '../../bindings';
import { Accounts } from './accounts';
import { Book } from './book';
import type { FakeClock } from './clock';
import { Customers } from './customers';
import { Days } from './days';
import { Exports } from './exports';
import { Heads } from './heads';
import { List } from './list';
import { Owner } from './owner';
import { People } from './people';
import { Printers } from './printers';
import { Refunds } from './refunds';
import { clockTrouble } from './refusal';
import { pastPayments, shopOf } from './samples';
import type { Scenario } from './scenario';
import { Tenders } from './tenders';

export class Parts {
  readonly scenario: Scenario;
  readonly owner: Owner;
  readonly people: People;
  readonly accounts: Accounts;
  readonly customers: Customers;
  readonly printers: Printers;
  readonly book: Book;
  readonly list: List;
  readonly exports: Exports;
  readonly refunds: Refunds;
  readonly tenders: Tenders;
  readonly days: Days;
  readonly heads: Heads;
  first: boolean;
  preferences: Preferences;
  shop: Shop;

  constructor(scenario: Scenario, clock: FakeClock) {
    this.scenario = scenario;
    this.owner = new Owner(scenario.pin ?? null);
    this.owner.training = scenario.training ?? false;
    this.people = new People(scenario, this.owner);
    this.accounts = new Accounts(scenario, this.owner);
    this.customers = new Customers(scenario);
    this.printers = new Printers(scenario, clock);
    this.book = new Book(clock);
    this.exports = new Exports(clock);
    this.days = new Days(scenario, this.book, this.owner, this.printers, clock);
    this.refunds = new Refunds(this.book, this.owner, this.printers, clock);
    this.list = new List(this.book, this.printers, this.refunds);
    this.tenders = new Tenders(this.book, this.owner, this.printers, clock);
    this.heads = new Heads(scenario, clock);
    this.first = scenario.first ?? false;
    this.preferences = { lang: scenario.lang ?? 'fr', theme: scenario.theme ?? 'light', idle_minutes: 10, volume: 'full' };
    this.shop = shopOf(scenario);
    for (const view of pastPayments(scenario.payments ?? 0, clock.now(), scenario)) this.book.keep(view);
  }

  start(): StartUp {
    return {
      version: '0.1.0',
      training: this.owner.training,
      first_start: this.first,
      preferences: this.preferences,
      shop: this.shop,
      accounts: this.accounts.all,
      frequent_amounts: this.scenario.frequent ?? [500, 1000, 2000, 5000, 10_000],
      owner_pin: this.owner.isSet,
      ...this.people.told,
      unsettled: this.book.unsettled,
      clock: clockTrouble(this.scenario.clock),
    };
  }
}
