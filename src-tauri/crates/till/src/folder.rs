//! The data folder: where it is, and who may write in it.

use std::path::{Path, PathBuf};
use std::time::Duration;

use comptoir_core::code::Code;
use comptoir_engine::Refusal;
use comptoir_engine::ports::{Clock, Rng};
use comptoir_ledger::{Birth, FolderLock, Ledger, LedgerError, Reader};

use crate::disk::FolderDisk;
use crate::place;

const LOCK_PATIENCE: Duration = Duration::from_secs(5);
const LOCK_RETRY: Duration = Duration::from_millis(50);

/// Where the ledger and the log are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folder {
    path: PathBuf,
    training: bool,
}

impl Folder {
    /// The folder that is named, or the user's own; training has its own inside.
    ///
    /// # Errors
    /// `folder_unusable` when none is named and the user has none.
    pub fn of(named: Option<PathBuf>, training: bool) -> Result<Self, Refusal> {
        let named = named.filter(|path| !path.as_os_str().is_empty());
        let path = named.or_else(|| Some(dirs::data_local_dir()?.join("comptoir"))).ok_or(Code::FolderUnusable)?;
        Ok(Self { path: if training { path.join("training") } else { path }, training })
    }

    /// Whether it is the folder of training.
    #[must_use]
    pub const fn training(&self) -> bool {
        self.training
    }

    /// Where it is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The ledger for reading, beside whoever writes in it; none before the first sale.
    ///
    /// # Errors
    /// [`Refusal`] when it cannot be read.
    pub fn reader(&self) -> Result<Option<Reader>, Refusal> {
        Ok(Reader::open(&self.path)?)
    }

    /// The ledger for writing, once no other program has the folder.
    pub(crate) async fn ledger(&self, clock: &dyn Clock, rng: &dyn Rng) -> Result<Ledger, Refusal> {
        let lock = self.lock(clock).await?;
        self.open_ledger(lock, clock, rng)
    }

    /// The right to write in the folder, once no other program has it.
    pub(crate) async fn lock(&self, clock: &dyn Clock) -> Result<FolderLock, Refusal> {
        place::demand_here(&self.path)?;
        let until = clock.elapsed() + LOCK_PATIENCE;
        loop {
            if let Some(lock) = FolderLock::try_take(&self.path).map_err(unusable)? {
                return Ok(lock);
            }
            if clock.elapsed() >= until {
                return Err(Code::FolderInUse.into());
            }
            clock.sleep(LOCK_RETRY).await;
        }
    }

    /// The ledger for writing, made if there is none.
    pub(crate) fn open_ledger(&self, lock: FolderLock, clock: &dyn Clock, rng: &dyn Rng) -> Result<Ledger, Refusal> {
        FolderDisk::under(&self.path).make_way();
        let mut folder_id = [0; 10];
        let mut identifier_secret = [0; 32];
        rng.fill(&mut folder_id);
        rng.fill(&mut identifier_secret);
        let folder_id = folder_id.iter().map(|byte| format!("{byte:02x}")).collect();
        Ok(Ledger::open(&self.path, lock, Birth { folder_id, identifier_secret, at: clock.now() })?)
    }
}

/// Why nobody can be the folder's one writer.
fn unusable(error: LedgerError) -> Refusal {
    match error {
        LedgerError::Full { .. } | LedgerError::ReadOnly { .. } => error.into(),
        LedgerError::InUse { .. }
        | LedgerError::Newer { .. }
        | LedgerError::Older { .. }
        | LedgerError::Damaged { .. }
        | LedgerError::Io { .. }
        | LedgerError::Forbidden(_)
        | LedgerError::SqliteTooOld { .. }
        | LedgerError::Sqlite { .. } => Code::FolderUnusable.into(),
    }
}
