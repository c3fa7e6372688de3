//! Being ended from outside while pages are asked for: what was had by then is kept.
//!
//! Without `--fetch` nothing here runs, and Ctrl-C ends the program as it does others.

use std::process;
use std::sync::OnceLock;
use std::thread;

use anyhow::Context;
use tokio::runtime::{Builder, Runtime};
use veracite::fetch::live::Canceller;

use crate::exit::{self, Exit};
use crate::progress::Progress;

/// What ended the run; of the process, as signals are.
static TAKEN: OnceLock<Exit> = OnceLock::new();

/// What ended the run, if something did.
pub(crate) fn taken() -> Option<Exit> {
    TAKEN.get().copied()
}

/// From now on, being ended ends the waiting for pages; the run goes on with those that
/// came. Being ended again ends the program at once.
pub(crate) fn heed(canceller: Canceller, progress: Progress) -> anyhow::Result<()> {
    let told = "signals can't be heard";
    let runtime = Builder::new_current_thread().enable_io().build().context(told)?;
    let mut signals = Signals::new(&runtime).context(told)?;
    thread::spawn(move || {
        // There is one client, and so one who waits here.
        let _ = TAKEN.set(runtime.block_on(signals.next()));
        canceller.cancel();
        let told = "ended early; what was had is reported, and Ctrl-C again ends at once";
        progress.beside(|| exit::warn(told));
        leave(runtime.block_on(signals.next()));
    });
    Ok(())
}

#[expect(clippy::exit, reason = "the user asked twice, and something holds the run up")]
fn leave(exit: Exit) -> ! {
    process::exit(exit as i32)
}

#[cfg(unix)]
use self::unix::Signals;
#[cfg(windows)]
use self::windows::Signals;

#[cfg(unix)]
mod unix {
    use std::future::poll_fn;
    use std::io;
    use std::task::Poll;

    use tokio::signal::unix::{Signal, SignalKind, signal};

    use super::{Exit, Runtime};

    /// The signals that end a program.
    pub(super) struct Signals {
        interrupt: Signal,
        terminate: Signal,
    }

    impl Signals {
        pub(super) fn new(runtime: &Runtime) -> io::Result<Self> {
            let _inside = runtime.enter();
            let interrupt = signal(SignalKind::interrupt())?;
            Ok(Self { interrupt, terminate: signal(SignalKind::terminate())? })
        }

        pub(super) async fn next(&mut self) -> Exit {
            poll_fn(|context| {
                if self.interrupt.poll_recv(context).is_ready() {
                    return Poll::Ready(Exit::Interrupted);
                }
                self.terminate.poll_recv(context).map(|_| Exit::Terminated)
            })
            .await
        }
    }
}

#[cfg(windows)]
mod windows {
    use std::io;

    use tokio::signal::windows::{CtrlC, ctrl_c};

    use super::{Exit, Runtime};

    /// Ctrl-C.
    pub(super) struct Signals(CtrlC);

    impl Signals {
        pub(super) fn new(runtime: &Runtime) -> io::Result<Self> {
            let _inside = runtime.enter();
            ctrl_c().map(Self)
        }

        pub(super) async fn next(&mut self) -> Exit {
            self.0.recv().await;
            Exit::Interrupted
        }
    }
}
