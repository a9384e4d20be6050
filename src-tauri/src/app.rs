//! The composition root: the window, what it may do, and what happens when somebody closes it.

use std::time::{Duration, Instant};

use tauri::webview::{NewWindowResponse, WebviewWindowBuilder};
use tauri::{App, AppHandle, Emitter, LogicalSize, Manager, Url, WebviewUrl, Window, WindowEvent};
use tauri_plugin_window_state::StateFlags;

use crate::commands;
use crate::exports::Exports;
use crate::preferences::Preferences;
use crate::revive;
use crate::session::Shop;

include!("command_list.rs");

/// The name of the one window.
pub(crate) const TILL: &str = "till";

/// Somebody closes the window while payments are open; what is sent is how many.
const CLOSING: &str = "closing";

/// Who closes the window again within this time means it, whatever the screen says.
const MEANT_WITHIN: Duration = Duration::from_secs(10);

macro_rules! handler {
    ($($name:ident)*) => { tauri::generate_handler![$(commands::$name),*] };
}

/// Opens the window and returns when it is closed.
pub(crate) fn run() -> tauri::Result<()> {
    let kept = StateFlags::POSITION | StateFlags::SIZE | StateFlags::MAXIMIZED | StateFlags::FULLSCREEN;
    let app = tauri::Builder::default()
        .plugin(tauri_plugin_single_instance::init(|app, _, _| to_front(app)))
        .plugin(tauri_plugin_window_state::Builder::new().with_state_flags(kept).build())
        .invoke_handler(with_commands!(handler))
        .on_window_event(on_window_event)
        .setup(|app| Ok(open_window(app)?));
    revive::told_by_builder(app).build(tauri::generate_context!())?.run(|_, _| {});
    Ok(())
}

fn open_window(app: &App) -> tauri::Result<()> {
    app.manage(Exports::default());
    app.manage(Shop::new(app.handle().clone(), Preferences::folder()));
    let (size, fills) = first_size(app.primary_monitor()?.map(|monitor| monitor.size().to_logical(monitor.scale_factor())));
    let window = WebviewWindowBuilder::new(app, TILL, WebviewUrl::App("index.html".into()))
        .title("Comptoir")
        .inner_size(size.width, size.height)
        .min_inner_size(1024.0, 560.0)
        .maximized(fills)
        .center()
        .disable_drag_drop_handler()
        .on_navigation(is_the_screen)
        .on_new_window(|_, _| NewWindowResponse::Deny)
        .build()?;
    revive::told_by_webview(&window)
}

/// How large the window is before anybody has made it larger or smaller, and whether it fills the screen: it never begins larger
/// than a small one.
fn first_size(screen: Option<LogicalSize<f64>>) -> (LogicalSize<f64>, bool) {
    let wanted = LogicalSize::new(1366.0, 768.0);
    let Some(screen) = screen else { return (wanted, false) };
    let size = LogicalSize::new(wanted.width.min(screen.width), wanted.height.min(screen.height));
    (size, screen.width <= wanted.width || screen.height <= wanted.height)
}

/// Whether an address is of the screen that is built into the program. The window goes nowhere else.
fn is_the_screen(url: &Url) -> bool {
    match url.scheme() {
        "tauri" => url.host_str() == Some("localhost"),
        // The form that Windows gives the same address.
        "http" => url.host_str() == Some("tauri.localhost") && url.port().is_none(),
        _ => false,
    }
}

/// A second start: the first window is what was looked for.
fn to_front(app: &AppHandle) {
    if let Some(window) = app.get_webview_window(TILL) {
        // A window manager that refuses leaves the window where it is.
        let _ = window.unminimize().and_then(|()| window.show()).and_then(|()| window.set_focus());
    }
}

/// With open payments, the screen asks first. Nothing hangs on its answer: they are taken up at the next start.
fn on_window_event(window: &Window, event: &WindowEvent) {
    let WindowEvent::CloseRequested { api, .. } = event else { return };
    let shop = window.state::<Shop>();
    let open = shop.open_payments();
    if open > 0 && !shop.closes_again(Instant::now(), MEANT_WITHIN) && window.emit(CLOSING, open).is_ok() {
        api.prevent_close();
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use serde_json::Value;

    use super::*;

    macro_rules! names {
        ($($name:ident)*) => { [$(stringify!($name)),*] };
    }

    fn json(text: &str) -> Value {
        serde_json::from_str(text).unwrap()
    }

    #[test]
    fn the_window_goes_nowhere_but_to_its_own_screen() {
        for url in ["tauri://localhost/", "tauri://localhost/index.html?x=1", "http://tauri.localhost/"] {
            assert!(is_the_screen(&url.parse().unwrap()), "{url}");
        }
        for url in [
            "https://paygateglobal.com/v1/page",
            "http://localhost:5173/",
            "http://tauri.localhost:81/",
            "http://tauri.localhost.example.com/",
            "https://tauri.localhost/",
            "tauri://example.com/",
            "file:///etc/passwd",
            "data:text/html,x",
            "javascript:alert(1)",
            "about:blank",
        ] {
            assert!(!is_the_screen(&url.parse().unwrap()), "{url}");
        }
    }

    #[test]
    fn the_window_begins_no_larger_than_the_screen() {
        let first = |width, height| {
            let (size, fills) = first_size(Some(LogicalSize::new(width, height)));
            (size.width as u32, size.height as u32, fills)
        };
        assert_eq!(first(1024.0, 600.0), (1024, 600, true));
        assert_eq!(first(1366.0, 768.0), (1366, 768, true));
        assert_eq!(first(1920.0, 1080.0), (1366, 768, false));
        assert!(!first_size(None).1);
    }

    #[test]
    fn the_window_may_call_every_command_and_nothing_else() {
        let capability = json(include_str!("../capabilities/till.json"));
        let allowed: BTreeSet<_> =
            capability["permissions"].as_array().unwrap().iter().map(|name| name.as_str().unwrap().to_owned()).collect();
        let commands = with_commands!(names).map(|name| format!("allow-{}", name.replace('_', "-")));
        let events = ["core:event:allow-listen", "core:event:allow-unlisten"].map(str::to_owned);
        assert_eq!(allowed, commands.into_iter().chain(events).collect());
        assert_eq!(capability["windows"], serde_json::json!([TILL]));
    }

    #[test]
    fn the_settings_of_the_window_are_those_that_were_reviewed() {
        let mut settings = json(include_str!("../tauri.conf.json"));
        let app = settings["app"].take();
        insta::assert_json_snapshot!("settings", app);
    }

    /// What the build made of the capability: a plugin that opens a door of its own would stand here.
    #[test]
    fn the_permissions_that_were_generated_are_those_that_were_reviewed() {
        let made = json(include_str!("../gen/schemas/capabilities.json"));
        insta::assert_json_snapshot!("permissions", made);
    }
}
