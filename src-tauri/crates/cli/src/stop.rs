//! Being asked to stop: Ctrl-C, and on Unix the signal that ends a program. One small module for each platform.

#[cfg(unix)]
pub(crate) use unix::Stop;
#[cfg(not(unix))]
pub(crate) use windows::Stop;

#[cfg(unix)]
mod unix {
    use std::io;
    use tokio::signal::unix::{Signal, SignalKind, signal};

    /// Listens from the moment it is made, so that a signal between two waits is not missed and never kills.
    pub(crate) struct Stop {
        interrupt: Signal,
        terminate: Signal,
    }

    impl Stop {
        pub(crate) fn listen() -> io::Result<Self> {
            Ok(Self { interrupt: signal(SignalKind::interrupt())?, terminate: signal(SignalKind::terminate())? })
        }

        /// Returns once the program has been asked to stop.
        pub(crate) async fn asked(&mut self) {
            tokio::select! {
                _ = self.interrupt.recv() => {}
                _ = self.terminate.recv() => {}
            }
        }
    }
}

#[cfg(not(unix))]
mod windows {
    use std::io;
    use tokio::signal::windows::{CtrlC, ctrl_c};

    /// Listens from the moment it is made, so that Ctrl-C between two waits is not missed.
    pub(crate) struct Stop(CtrlC);

    impl Stop {
        pub(crate) fn listen() -> io::Result<Self> {
            ctrl_c().map(Self)
        }

        /// Returns once the program has been asked to stop.
        pub(crate) async fn asked(&mut self) {
            self.0.recv().await;
        }
    }
}
