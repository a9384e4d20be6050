//! The process that draws the window can die on its own. The till lives on without it, so the screen is loaded again and asks
//! how things stand. WebView2 on Windows shows a page of its own with a button for that.

use tauri::{Builder, WebviewWindow, Wry};

/// On macOS the application is told.
pub(crate) fn told_by_builder(builder: Builder<Wry>) -> Builder<Wry> {
    #[cfg(target_os = "macos")]
    let builder = builder.on_web_content_process_terminate(|webview| {
        if let Err(error) = webview.reload() {
            tracing::error!(%error, "the screen does not come back");
        }
    });
    builder
}

/// On Linux the webview is.
pub(crate) fn told_by_webview(window: &WebviewWindow) -> tauri::Result<()> {
    #[cfg(target_os = "linux")]
    window.with_webview(|webview| {
        use webkit2gtk::WebViewExt;
        webview.inner().connect_web_process_terminated(|view, reason| {
            tracing::warn!(?reason, "the screen died and is loaded again");
            view.reload();
        });
    })?;
    let _ = window;
    Ok(())
}
