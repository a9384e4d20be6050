//! Where a program can die: between any two things that it does. Whoever lights the fuse has it die at one of them.

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::{Mutex, PoisonError};

/// A moment between two things that the program does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Point {
    /// Somebody was told that a payment stands so.
    Told(&'static str),
    /// It is on disk that a request may leave, and it has not left.
    Leaves {
        /// It asks a customer.
        creates: bool,
    },
    /// The gateway has answered, and nothing is on disk of it.
    Answered {
        /// It was the call that asks a customer.
        creates: bool,
        /// It says that the customer has paid.
        paid: bool,
    },
}

/// The program died here.
struct Died(Point);

/// A fuse. Unless it is lit, nothing happens.
#[derive(Debug, Default)]
pub struct Fuse(Mutex<Option<Burning>>);

#[derive(Debug, Clone, Copy)]
enum Burning {
    After(u64),
    At(Point),
}

impl Fuse {
    /// The program dies after passing so many points.
    pub fn light(&self, points: u64) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(Burning::After(points));
    }

    /// The program dies at the first such point.
    pub fn light_at(&self, point: Point) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(Burning::At(point));
    }

    /// The program lives.
    pub fn put_out(&self) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }

    /// The program passes here, or dies. Nothing is printed: this is no failure of a test.
    pub fn pass(&self, point: Point) {
        let mut burning = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let dies = match &mut *burning {
            None => false,
            Some(Burning::At(here)) => *here == point,
            Some(Burning::After(0)) => true,
            Some(Burning::After(left)) => {
                *left -= 1;
                false
            }
        };
        if dies {
            *burning = None;
            drop(burning);
            resume_unwind(Box::new(Died(point)));
        }
    }

    /// What comes of `work`, or where the program died.
    ///
    /// # Errors
    /// The point at which it died. Any other panic goes on.
    pub fn guards<T>(work: impl FnOnce() -> T) -> Result<T, Point> {
        catch_unwind(AssertUnwindSafe(work)).map_err(|panic| match panic.downcast::<Died>() {
            Ok(died) => died.0,
            Err(other) => resume_unwind(other),
        })
    }
}
