//! The data folder: where it is, and who may write in it.

use std::path::PathBuf;
use std::time::Duration;

use comptoir_core::code::Code;
use comptoir_engine::Refusal;
use comptoir_engine::ports::{Clock, Rng};
use comptoir_ledger::{Birth, FolderLock, Ledger, Reader};

use crate::args::Options;

const LOCK_PATIENCE: Duration = Duration::from_secs(5);
const LOCK_RETRY: Duration = Duration::from_millis(50);

/// Where the ledger and the log are.
pub(crate) struct Folder {
    pub(crate) path: PathBuf,
}

impl Folder {
    /// The folder that the command line names, or the user's own; training has its own inside.
    pub(crate) fn of(options: &Options) -> Result<Self, Refusal> {
        let named = options.data_dir.clone().filter(|path| !path.as_os_str().is_empty());
        let path = named.or_else(|| Some(dirs::data_local_dir()?.join("comptoir"))).ok_or(Code::FolderUnusable)?;
        Ok(Self { path: if options.training { path.join("training") } else { path } })
    }

    /// The ledger for reading, beside whoever writes in it; none before the first sale.
    pub(crate) fn reader(&self) -> Result<Option<Reader>, Refusal> {
        Ok(Reader::open(&self.path)?)
    }

    /// The ledger for writing, once no other program has the folder.
    pub(crate) async fn ledger(&self, clock: &dyn Clock, rng: &dyn Rng) -> Result<Ledger, Refusal> {
        let until = clock.elapsed() + LOCK_PATIENCE;
        let lock = loop {
            if let Some(lock) = FolderLock::try_take(&self.path)? {
                break lock;
            }
            if clock.elapsed() >= until {
                return Err(Code::FolderInUse.into());
            }
            clock.sleep(LOCK_RETRY).await;
        };
        let mut folder_id = [0; 10];
        let mut identifier_secret = [0; 32];
        rng.fill(&mut folder_id);
        rng.fill(&mut identifier_secret);
        let folder_id = folder_id.iter().map(|byte| format!("{byte:02x}")).collect();
        Ok(Ledger::open(&self.path, lock, Birth { folder_id, identifier_secret, at: clock.now() })?)
    }
}
