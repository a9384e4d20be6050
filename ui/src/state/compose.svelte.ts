/** Builds the till's parts once and ties them together; `run` is on while the window lives. */
import type { StartUp } from '../bindings';
import type { Host } from '../host/host';
import { Alarms } from './alarms.svelte';
import { AskOwner } from './ask-owner.svelte';
import { Clock } from './clock.svelte';
import { Draft } from './draft.svelte';
import { Keys } from './keys.svelte';
import { Payments } from './payments.svelte';
import { recall, remember } from './place';
import { Session } from './session.svelte';
import { Sound } from './sound';
import { isWatched } from './states';
import { Starter } from './starter.svelte';
import { Startup } from './startup.svelte';
import type { Till } from './till';

/** A message may be lost without anybody touching the window. */
const REFRESH_MS = 30_000;
/** So often it is looked whether anybody has touched the till. */
const LOOK_MS = 5_000;

export function compose(behind: Host, now: () => number, start: StartUp): Till & { run: () => () => void } {
  const askOwner = new AskOwner(behind, () => void session.refresh().catch(() => {}));
  const host = askOwner.guarded;
  const payments = new Payments(host, start.unsettled, start.training);
  const keys = new Keys();
  const clock = new Clock(now);
  const draft = new Draft();
  const session = new Session(host, start, (changed) => {
    // Two ledgers, two tills: nothing of one is left on the screens of the other.
    payments.forget(changed.unsettled, changed.training);
    draft.forget();
    alarms.forget();
    starter.forget();
    startup.forget();
  });
  const sound = new Sound();
  // Recent ends are unsettled too; the till asks about them by itself and nobody waits for that.
  const left = start.unsettled.filter((view) => isWatched(view.state) && view.can_be_asked);
  const startup = new Startup(host, payments, left, start.clock);
  const isShown = (id: string): boolean => !session.locked && session.route.at === 'charge' && session.route.payment === id;
  const alarms = new Alarms((name) => sound.play(name, session.start.preferences.volume, session.start.training), isShown);
  const starter = new Starter(host, payments, (id) => {
    // A retry from the payment pane leaves the sale alone that is being typed.
    draft.started(id);
    session.go({ at: 'charge', payment: id });
  });

  const recalled = recall();
  if (!start.first_start) {
    // A reload comes back to the payment that was on screen; a start shows first what was left open.
    if (recalled !== null) session.go({ at: 'charge', payment: recalled });
    else if (left.length > 0) session.go({ at: 'open' });
  }

  function askAgain(): void {
    // A lost message costs one refresh; while nobody answers, what is shown stays.
    void payments.refresh().catch(() => {});
    const { route } = session;
    if (route.at === 'charge' && route.payment !== undefined) void payments.refresh(route.payment).catch(() => {});
  }

  function run(): () => void {
    const front = (): void => {
      if (document.visibilityState === 'visible') askAgain();
    };
    let touched = now();
    const hush = (): void => {
      touched = now();
      alarms.hush();
    };
    const idle = (): void => {
      const { idle_minutes } = session.start.preferences;
      if (idle_minutes > 0 && now() - touched >= idle_minutes * 60_000) void session.leaveTill().catch(() => {});
    };
    const looking = setInterval(idle, LOOK_MS);
    const timer = setInterval(front, REFRESH_MS);
    const ends = [
      clock.run(),
      keys.listen(window),
      host.onPayment((view) => payments.take(view, true)),
      payments.onChange((change) => alarms.hear(change)),
    ];
    window.addEventListener('focus', front);
    document.addEventListener('visibilitychange', front);
    window.addEventListener('keydown', hush, true);
    window.addEventListener('pointerdown', hush, true);
    // What changed between the start's answer and now.
    askAgain();
    startup.ask(() => {
      if (session.route.at === 'open' && recalled === null) session.go({ at: 'charge' });
    });
    return () => {
      clearInterval(timer);
      clearInterval(looking);
      for (const end of ends) end();
      window.removeEventListener('focus', front);
      document.removeEventListener('visibilitychange', front);
      window.removeEventListener('keydown', hush, true);
      window.removeEventListener('pointerdown', hush, true);
    };
  }

  $effect(() => remember(session.route));
  return { host, session, payments, keys, clock, draft, starter, startup, alarms, askOwner, sound, run };
}
