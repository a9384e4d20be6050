/** What every screen is given by the composition root in `main.ts`: `const { host, session } = till();` */
import { createContext } from 'svelte';
import type { Host } from '../host/host';
import type { Alarms } from './alarms.svelte';
import type { AskOwner } from './ask-owner.svelte';
import type { Clock } from './clock.svelte';
import type { Draft } from './draft.svelte';
import type { Keys } from './keys.svelte';
import type { Payments } from './payments.svelte';
import type { Session } from './session.svelte';
import type { Starter } from './starter.svelte';
import type { Sound } from './sound';
import type { Startup } from './startup.svelte';

export type Till = {
  host: Host;
  session: Session;
  payments: Payments;
  keys: Keys;
  clock: Clock;
  draft: Draft;
  starter: Starter;
  startup: Startup;
  alarms: Alarms;
  askOwner: AskOwner;
  sound: Sound;
};

export const [till, provideTill] = createContext<Till>();
