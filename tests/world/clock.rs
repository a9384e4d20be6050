//! Virtual time. It stands still while anything can go on, and then jumps to the next thing that somebody waits for.

use std::collections::BTreeMap;
use std::pin::{Pin, pin};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Wake, Waker};
use std::time::Duration;

use async_trait::async_trait;
use comptoir_engine::ports::Clock;
use jiff::{SignedDuration, Timestamp};

/// When every world begins: a Thursday morning in Lomé.
const BEGINNING_MS: i64 = 1_795_680_000_000;

/// No story takes so many steps: one that does turns in a circle.
const ENDLESS: usize = 1_000_000;

/// The clock of a world. Its wall clock can be wrong; the time that passes cannot.
#[derive(Default)]
pub struct VirtualClock(Mutex<Time>);

#[derive(Default)]
struct Time {
    elapsed: Duration,
    slept: Duration,
    wrong_by: SignedDuration,
    sleepers: BTreeMap<Sleeper, Waker>,
    sleeps: u64,
}

impl Time {
    fn truth_ms(&self) -> i64 {
        BEGINNING_MS + (self.elapsed + self.slept).as_millis() as i64
    }
}

/// When somebody is to be woken, and who came first among those of the same moment.
type Sleeper = (Duration, u64);

impl VirtualClock {
    fn time(&self) -> MutexGuard<'_, Time> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What a right wall clock would show, in milliseconds since 1970.
    pub fn truth_ms(&self) -> i64 {
        self.time().truth_ms()
    }

    /// Sets the wall clock wrong by so much more.
    pub fn jump(&self, by: SignedDuration) {
        self.time().wrong_by += by;
    }

    /// Sets the wall clock wrong by so much in all.
    pub fn go_wrong(&self, by: SignedDuration) {
        self.time().wrong_by = by;
    }

    /// By how much the wall clock is wrong.
    pub fn wrong_by(&self) -> SignedDuration {
        self.time().wrong_by
    }

    /// Lets time pass in which nobody does anything.
    pub fn pass(&self, time: Duration) {
        self.time().elapsed += time;
    }

    /// The machine sleeps: time passes, and its own count of the time that passes stands still.
    pub fn suspend(&self, time: Duration) {
        self.time().slept += time;
    }

    /// What comes of `work`.
    pub fn run<T>(&self, work: impl Future<Output = T>) -> T {
        self.run_for(ENDLESS, work).expect("the story turns in a circle")
    }

    /// What comes of `work`, or nothing if it is not done after so many steps: then it is dropped where it waits.
    pub fn run_for<T>(&self, steps: usize, work: impl Future<Output = T>) -> Option<T> {
        let mut work = pin!(work);
        let woken = Arc::new(Woken::default());
        let waker = Waker::from(Arc::clone(&woken));
        for _ in 0..steps {
            if let Poll::Ready(done) = work.as_mut().poll(&mut Context::from_waker(&waker)) {
                return Some(done);
            }
            if !woken.take() {
                self.wake_the_next();
            }
        }
        None
    }

    fn wake_the_next(&self) {
        let mut time = self.time();
        let ((due, _), sleeper) = time.sleepers.pop_first().expect("somebody waits for what never comes");
        time.elapsed = time.elapsed.max(due);
        drop(time);
        sleeper.wake();
    }
}

#[async_trait]
impl Clock for VirtualClock {
    fn now(&self) -> Timestamp {
        let time = self.time();
        let right = Timestamp::from_millisecond(time.truth_ms()).unwrap();
        right.checked_add(time.wrong_by).unwrap()
    }

    fn elapsed(&self) -> Duration {
        self.time().elapsed
    }

    async fn sleep(&self, delay: Duration) {
        let due = self.elapsed() + delay;
        Sleep { clock: self, due, sleeper: None }.await;
    }
}

struct Sleep<'a> {
    clock: &'a VirtualClock,
    due: Duration,
    sleeper: Option<Sleeper>,
}

impl Future for Sleep<'_> {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        let mut time = self.clock.time();
        if time.elapsed >= self.due {
            return Poll::Ready(());
        }
        time.sleeps += 1;
        let sleeper = self.sleeper.unwrap_or((self.due, time.sleeps));
        time.sleepers.insert(sleeper, context.waker().clone());
        drop(time);
        self.sleeper = Some(sleeper);
        Poll::Pending
    }
}

impl Drop for Sleep<'_> {
    fn drop(&mut self) {
        if let Some(sleeper) = self.sleeper {
            self.clock.time().sleepers.remove(&sleeper);
        }
    }
}

#[derive(Default)]
struct Woken(AtomicBool);

impl Woken {
    fn take(&self) -> bool {
        self.0.swap(false, Ordering::Relaxed)
    }
}

impl Wake for Woken {
    fn wake(self: Arc<Self>) {
        self.0.store(true, Ordering::Relaxed);
    }
}

#[test]
fn time_jumps_to_whoever_is_due_first() {
    let clock = VirtualClock::default();
    let woken = Mutex::new(Vec::new());
    let sleeper = |seconds: u64| {
        let (clock, woken) = (&clock, &woken);
        async move {
            clock.sleep(Duration::from_secs(seconds)).await;
            woken.lock().unwrap().push((seconds, clock.elapsed().as_secs()));
        }
    };
    clock.run(futures::future::join3(sleeper(30), sleeper(10), sleeper(20)));
    assert_eq!(*woken.lock().unwrap(), [(10, 10), (20, 20), (30, 30)]);
    assert_eq!(clock.run_for(1, sleeper(5)), None);
    assert!(clock.time().sleepers.is_empty(), "who is dropped is not woken");
}
