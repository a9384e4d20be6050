//! Payments in a file for an accountant.

use std::sync::Arc;

use comptoir_core::code::Code;
use comptoir_till::{Export, Halted, free_file};
use comptoir_words::{Label, Words};
use tauri::{AppHandle, Emitter, State, async_runtime};

use super::Told;
use super::receipts::understood;
use crate::app::TILL;
use crate::dto::{ExportFormat, ExportProgress, ExportedFile, PaymentFilter};
use crate::exports::Exports;
use crate::session::Shop;

/// How far an export is.
const EXPORT: &str = "export";

/// Writes the payments that a filter lets through, into a new file among the user's documents. None where it was
/// stopped: there is no file then.
#[tauri::command]
pub(crate) async fn export_payments(
    app: AppHandle,
    shop: State<'_, Shop>,
    exports: State<'_, Exports>,
    filter: PaymentFilter,
    format: ExportFormat,
) -> Told<Option<ExportedFile>> {
    let words = Words::of(shop.preferences()?.lang.into());
    let session = shop.session().await?;
    let days = session.days_of(filter.from.as_deref(), filter.to.as_deref())?;
    let filter = understood(filter, &session.till.engine.ledger(), 0)?;
    let name = format!("{}-{days}", words.label(Label::ExportFile));
    let to = free_file(&name, format.into())?;
    let export = Export { format: format.into(), filter, words, to };
    let stop = exports.begin();
    let writing = Arc::clone(&session);
    let written = async_runtime::spawn_blocking(move || {
        writing.export(&export, &stop, |progress| {
            // A progress that is not heard of costs nothing: the next one is whole.
            let _ = app.emit_to(TILL, EXPORT, ExportProgress::from(progress));
        })
    });
    match written.await.map_err(|_| Code::Unexpected)? {
        Ok(exported) => {
            exports.ended(&exported.path);
            Ok(Some(exported.into()))
        }
        Err(Halted::Stopped) => Ok(None),
        Err(Halted::Refused(refusal)) => Err(refusal.into()),
    }
}

#[tauri::command]
pub(crate) async fn stop_export(exports: State<'_, Exports>) -> Told<()> {
    exports.stop();
    Ok(())
}

/// Shows the folder of the last export in the system's own window for files.
#[tauri::command]
pub(crate) async fn show_export(exports: State<'_, Exports>) -> Told<()> {
    let folder = exports.folder().ok_or(Code::FileUnwritable)?;
    open::that_detached(folder).map_err(|_| Code::FolderUnusable)?;
    Ok(())
}
