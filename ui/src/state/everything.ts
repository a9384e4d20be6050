/** The filter that lets every payment through. */
import type { PaymentFilter } from '../bindings';

export const EVERYTHING: PaymentFilter = {
  open: false,
  from: null,
  to: null,
  states: [],
  networks: [],
  gateways: [],
  accounts: [],
  cashiers: [],
  environments: [],
  printed: null,
  query: null,
};
