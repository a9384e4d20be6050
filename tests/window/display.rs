//! A display that nobody looks at, and what a window manager does to a window on it.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use x11rb::connection::Connection;
use x11rb::protocol::xproto::{
    AtomEnum, ClientMessageEvent, ConnectionExt, EventMask, KEY_PRESS_EVENT, KEY_RELEASE_EVENT, Window,
};
use x11rb::protocol::xtest::ConnectionExt as _;
use x11rb::rust_connection::RustConnection;

/// Lives as long as its value.
pub(crate) struct Display {
    server: Child,
    name: String,
}

impl Display {
    pub(crate) fn start() -> Self {
        let mut command = Command::new("Xvfb");
        // It chooses a free number and writes it down once it answers.
        command.args(["-displayfd", "1", "-screen", "0", "1366x768x24", "-nolisten", "tcp"]);
        let server = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn();
        let mut server = server.unwrap_or_else(|error| panic!("Xvfb is missing: install the package xvfb ({error})"));
        let mut number = String::new();
        BufReader::new(server.stdout.take().unwrap()).read_line(&mut number).unwrap();
        assert!(!number.trim().is_empty(), "Xvfb started no display");
        Self { server, name: format!(":{}", number.trim()) }
    }

    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    /// Asks the window of this title to close, as its cross does.
    pub(crate) fn close(&self, title: &str) {
        let (connection, screen) = x11rb::connect(Some(&self.name)).unwrap();
        let root = connection.setup().roots[screen].root;
        let window = find(&connection, root, title).unwrap_or_else(|| panic!("no window is called {title}"));
        let atom = |name: &str| connection.intern_atom(false, name.as_bytes()).unwrap().reply().unwrap().atom;
        let message = ClientMessageEvent::new(32, window, atom("WM_PROTOCOLS"), [atom("WM_DELETE_WINDOW"), 0, 0, 0, 0]);
        connection.send_event(false, window, EventMask::NO_EVENT, message).unwrap();
        // Answered once the message is delivered: the server may forget what a client said that has hung up.
        connection.get_input_focus().unwrap().reply().unwrap();
    }

    /// Presses a key of the keyboard: a letter or a digit by its own sign.
    pub(crate) fn press(&self, sign: char) {
        let (connection, screen) = x11rb::connect(Some(&self.name)).unwrap();
        let root = connection.setup().roots[screen].root;
        let key = key_of(&connection, sign).unwrap_or_else(|| panic!("no key writes {sign}"));
        for event in [KEY_PRESS_EVENT, KEY_RELEASE_EVENT] {
            connection.xtest_fake_input(event, key, x11rb::CURRENT_TIME, root, 0, 0, 0).unwrap();
        }
        connection.get_input_focus().unwrap().reply().unwrap();
    }

    /// How many windows have this title.
    pub(crate) fn count(&self, title: &str) -> usize {
        let (connection, screen) = x11rb::connect(Some(&self.name)).unwrap();
        let root = connection.setup().roots[screen].root;
        windows(&connection, root).into_iter().filter(|window| title_of(&connection, *window) == title).count()
    }
}

impl Drop for Display {
    fn drop(&mut self) {
        self.server.kill().ok();
        self.server.wait().ok();
    }
}

fn find(connection: &RustConnection, root: Window, title: &str) -> Option<Window> {
    windows(connection, root).into_iter().find(|window| title_of(connection, *window) == title && deletes(connection, *window))
}

/// The key that writes this sign without another one being held. Signs of ASCII are their own names.
fn key_of(connection: &RustConnection, sign: char) -> Option<u8> {
    let (first, last) = (connection.setup().min_keycode, connection.setup().max_keycode);
    let mapping = connection.get_keyboard_mapping(first, last - first + 1).unwrap().reply().unwrap();
    let mut keys = (first..=last).zip(mapping.keysyms.chunks(mapping.keysyms_per_keycode.into()));
    keys.find(|(_, signs)| signs.first() == Some(&u32::from(sign))).map(|(key, _)| key)
}

fn windows(connection: &RustConnection, root: Window) -> Vec<Window> {
    connection.query_tree(root).unwrap().reply().unwrap().children
}

fn title_of(connection: &RustConnection, window: Window) -> String {
    let name = connection.get_property(false, window, AtomEnum::WM_NAME, AtomEnum::ANY, 0, 64).unwrap().reply();
    // A window may go while it is asked.
    name.map(|name| String::from_utf8_lossy(&name.value).into_owned()).unwrap_or_default()
}

/// Whether a window can be asked to close: one that merely belongs to it cannot.
fn deletes(connection: &RustConnection, window: Window) -> bool {
    let protocols = connection.intern_atom(false, b"WM_PROTOCOLS").unwrap().reply().unwrap().atom;
    let known = connection.get_property(false, window, protocols, AtomEnum::ATOM, 0, 16).unwrap().reply();
    known.is_ok_and(|known| known.value_len > 0)
}
