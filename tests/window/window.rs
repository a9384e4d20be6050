//! The window, as who sits before it: keys go in, words and pictures come out. Everything waits for what is to be seen, and gives up
//! at the bound with what was seen instead.

use std::fs;
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::process::{Child, Command};
use std::time::{Duration, Instant};

use comptoir_tests::BOUND;
use serde_json::json;
use thirtyfour::prelude::*;
use tokio::runtime::Runtime;

use crate::desk::Desk;
use crate::picture::Picture;

/// How often it is tried to open the window.
const ATTEMPTS: usize = 3;

/// Between two looks.
const MOMENT: Duration = Duration::from_millis(50);

/// Comptoir, open on a desk.
pub(crate) struct Window<'a> {
    desk: &'a Desk,
    runtime: Runtime,
    session: Option<WebDriver>,
    driver: Driver,
}

/// The program that drives the window, and starts it. It takes the window's program with it when it ends.
struct Driver(Child);

impl Driver {
    /// Starts it on a port that was free a moment ago, and the window under it.
    fn start(desk: &Desk, runtime: &Runtime) -> Result<(Self, WebDriver), String> {
        let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap().local_addr().unwrap().port();
        let mut command = desk.command("WebKitWebDriver");
        let started = command.arg(format!("--port={port}")).env("TAURI_WEBVIEW_AUTOMATION", "true").spawn();
        let missing = |error| panic!("WebKitWebDriver is missing: install the package webkit2gtk-driver ({error})");
        let driver = Self(started.unwrap_or_else(missing));
        let listens = until(|| TcpStream::connect((Ipv4Addr::LOCALHOST, port)).ok());
        listens.ok_or("the driver does not listen")?;
        let mut wanted = Capabilities::new();
        wanted.set("webkitgtk:browserOptions", json!({ "binary": Desk::program(), "args": [] })).unwrap();
        let session = WebDriver::new(format!("http://127.0.0.1:{port}"), wanted);
        match runtime.block_on(async { tokio::time::timeout(BOUND, session).await }) {
            Ok(Ok(session)) => Ok((driver, session)),
            Ok(Err(error)) => Err(error.to_string()),
            Err(_) => Err("the program does not answer the driver".to_owned()),
        }
    }

    /// The number of the process of the window's program, while it runs.
    fn program(&self) -> Option<u32> {
        child_called(self.0.id(), "comptoir")
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        if let Some(program) = self.program() {
            kill(program);
        }
        self.0.kill().ok();
        self.0.wait().ok();
    }
}

/// The process of this name that another one has started.
fn child_called(parent: u32, name: &str) -> Option<u32> {
    let all = fs::read_dir("/proc").ok()?.filter_map(|entry| entry.ok()?.file_name().to_str()?.parse::<u32>().ok());
    let mut children = all.filter(|process| {
        let status = fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
        status.contains(&format!("Name:\t{name}\n")) && status.contains(&format!("PPid:\t{parent}\n"))
    });
    children.next()
}

/// Ends a process where it stands, as a power cut does.
fn kill(process: u32) {
    Command::new("kill").args(["-9", &process.to_string()]).status().ok();
}

impl<'a> Window<'a> {
    /// Starts the program and returns once its screen is there.
    pub(crate) fn open(desk: &'a Desk) -> Self {
        // The HTTP client under WebDriver wants one, though it speaks to this machine only. A second time changes nothing.
        rustls::crypto::ring::default_provider().install_default().ok();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let mut trouble = String::new();
        // On a machine that is short of breath, the driver and the program can miss each other and wait for ever.
        let opened = (0..ATTEMPTS).find_map(|_| Driver::start(desk, &runtime).map_err(|error| trouble = error).ok());
        let (driver, session) = opened.unwrap_or_else(|| panic!("no window opens: {trouble}\n{}", desk.log()));
        Self { desk, runtime, session: Some(session), driver }
    }

    fn session(&self) -> &WebDriver {
        self.session.as_ref().expect("a window that is open")
    }

    fn ask<T>(&self, question: impl Future<Output = WebDriverResult<T>>) -> Option<T> {
        self.runtime.block_on(question).ok()
    }

    /// What stands in the part of this name, once it is there.
    #[track_caller]
    pub(crate) fn text(&self, part: &str) -> String {
        self.seen(part, |_| true)
    }

    /// Returns once the part of this name says `words`.
    #[track_caller]
    pub(crate) fn says(&self, part: &str, words: &str) {
        self.seen(part, |text| text.contains(words));
    }

    /// What stands in the part of this name, once it is as it should be. Thin blanks are read as blanks.
    #[track_caller]
    pub(crate) fn seen(&self, part: &str, is_right: impl Fn(&str) -> bool) -> String {
        let mut last = String::new();
        let found = until(|| {
            let text = self.ask(async { self.session().find(By::Testid(part)).await?.text().await })?;
            last = text.replace(['\u{a0}', '\u{202f}'], " ");
            is_right(&last).then(|| last.clone())
        });
        found.unwrap_or_else(|| panic!("{part} says {last:?}; the whole screen:\n{}", self.screen()))
    }

    /// All that can be read on the screen, and the till's log, for whoever must know why a test failed.
    fn screen(&self) -> String {
        let screen = self.ask(async { self.session().find(By::Tag("body")).await?.text().await }).unwrap_or_default();
        format!("{screen}\n{}", self.desk.log())
    }

    /// The whole of the page, its hidden parts included.
    pub(crate) fn source(&self) -> String {
        self.ask(self.session().source()).expect("the page's source")
    }

    /// Presses keys, one after the other, wherever the cursor is.
    #[track_caller]
    pub(crate) fn press(&self, keys: impl AsRef<str>) {
        let pressed = self.ask(self.session().action_chain().send_keys(keys.as_ref()).perform());
        assert!(pressed.is_some(), "no key can be pressed; the whole screen:\n{}", self.screen());
    }

    /// Presses the button of this name, once it is there and can be pressed.
    #[track_caller]
    pub(crate) fn click(&self, part: &str) {
        let clicked = until(|| self.ask(async { self.session().find(By::Testid(part)).await?.click().await }));
        assert!(clicked.is_some(), "{part} cannot be pressed; the whole screen:\n{}", self.screen());
    }

    /// Presses the button of this name until another part is there.
    #[track_caller]
    pub(crate) fn click_for(&self, part: &str, shown: &str) {
        self.click_until(part, || self.ask(async { self.session().find(By::Testid(shown)).await }).is_some());
    }

    /// Presses the button of this name until what it does is done: a pane whose state has just changed takes no press for a moment.
    #[track_caller]
    pub(crate) fn click_until(&self, part: &str, is_done: impl Fn() -> bool) {
        let done = until(|| {
            if !is_done() {
                self.ask(async { self.session().find(By::Testid(part)).await?.click().await });
            }
            is_done().then_some(())
        });
        assert!(done.is_some(), "{part} does not do what it says; the whole screen:\n{}", self.screen());
    }

    /// Chooses this value in the list of this name.
    #[track_caller]
    pub(crate) fn choose(&self, list: &str, value: &str) {
        let option = format!("[data-testid=\"{list}\"] option[value=\"{value}\"]");
        let chosen = until(|| self.ask(async { self.session().find(By::Css(&option)).await?.click().await }));
        assert!(chosen.is_some(), "{value} cannot be chosen in {list}; the whole screen:\n{}", self.screen());
    }

    /// Presses what stands under these words in the part of this name.
    #[track_caller]
    pub(crate) fn pick(&self, part: &str, words: &str) {
        let path = format!("//*[@data-testid='{part}']//*[self::button or self::label][contains(normalize-space(.), '{words}')]");
        let picked = until(|| self.ask(async { self.session().find(By::XPath(&path)).await?.click().await }));
        assert!(picked.is_some(), "{words} cannot be picked in {part}; the whole screen:\n{}", self.screen());
    }

    /// Types into the field of this name.
    #[track_caller]
    pub(crate) fn fill(&self, part: &str, text: &str) {
        let filled = until(|| self.ask(async { self.session().find(By::Testid(part)).await?.send_keys(text).await }));
        assert!(filled.is_some(), "{part} cannot be filled; the whole screen:\n{}", self.screen());
    }

    /// Returns once there is something on the screen that this selector finds.
    #[track_caller]
    pub(crate) fn shows(&self, selector: &str) {
        let shown = until(|| self.ask(async { self.session().find(By::Css(selector)).await }));
        assert!(shown.is_some(), "{selector} is not there; the whole screen:\n{}", self.screen());
    }

    /// Returns once nothing moves, with the pointer where nothing is. What goes on for ever, and what takes longer, counts as still.
    pub(crate) fn comes_to_rest(&self) {
        self.ask(self.session().action_chain().move_to(1, 1).perform()).expect("the pointer goes away");
        let ended = "const done = arguments[0];
            const moves = (one) => one.playState === 'running' && one.effect.getComputedTiming().endTime < 3000;
            const look = () => document.getAnimations().some(moves) ? requestAnimationFrame(look) : done(1);
            look();";
        self.ask(self.session().execute_async(ended, Vec::new())).expect("what moves comes to its end");
    }

    /// Makes the window so large, in pixels.
    pub(crate) fn resize(&self, width: u32, height: u32) {
        self.ask(self.session().set_window_rect(0, 0, width, height)).expect("the window takes another size");
    }

    /// Loads the screen again, as after a crash of what draws it.
    pub(crate) fn reload(&self) {
        self.ask(self.session().refresh()).expect("the screen is loaded again");
    }

    /// What the camera of a phone sees of the window as it stands now.
    pub(crate) fn picture(&self) -> Picture {
        Picture::of_png(&self.png())
    }

    /// A picture of the window as it stands now, as a PNG file.
    pub(crate) fn png(&self) -> Vec<u8> {
        // Two frames, so that the picture is of what is there and not of what was.
        let frames = "const done = arguments[0]; requestAnimationFrame(() => requestAnimationFrame(() => done(1)));";
        self.ask(self.session().execute_async(frames, Vec::new())).expect("two frames are drawn");
        self.ask(self.session().screenshot_as_png()).expect("a picture of the window")
    }

    /// Ends the program where it stands, as a power cut does.
    pub(crate) fn kill(self) {
        let program = self.program();
        kill(program);
        self.has_ended(program);
    }

    /// Ends the process that draws the screen, and no other.
    pub(crate) fn kill_the_screen(&self) {
        let screen = child_called(self.program(), "WebKitWebProces").expect("a process draws the screen");
        kill(screen);
    }

    /// Closes the window by its cross and returns once the program has ended.
    #[track_caller]
    pub(crate) fn close(self) {
        let program = self.program();
        self.desk.display.close("Comptoir");
        self.has_ended(program);
    }

    /// Presses the button of this name, which ends the program, and returns once it has ended.
    #[track_caller]
    pub(crate) fn leave_by(self, part: &str) {
        let program = self.program();
        self.text(part);
        // A program that is ending does not say that it was pressed.
        self.ask(async { self.session().find(By::Testid(part)).await?.click().await });
        self.has_ended(program);
    }

    #[track_caller]
    fn has_ended(&self, program: u32) {
        // A dead child of the driver's stays in the table, without memory, until the driver looks.
        let gone = || fs::read_to_string(format!("/proc/{program}/statm")).map_or(true, |pages| pages.starts_with("0 "));
        assert!(until(|| gone().then_some(())).is_some(), "the program goes on; the whole screen:\n{}", self.screen());
    }

    fn program(&self) -> u32 {
        self.driver.program().expect("the program runs under the driver")
    }
}

impl Drop for Window<'_> {
    fn drop(&mut self) {
        if let Some(session) = self.session.take() {
            // Its program ends with the driver: there is nobody to say goodbye to.
            session.leak().ok();
        }
    }
}

/// What `look` finds, looked for again and again until the bound.
pub(crate) fn until<T>(mut look: impl FnMut() -> Option<T>) -> Option<T> {
    let gives_up = Instant::now() + BOUND;
    loop {
        if let Some(found) = look() {
            return Some(found);
        }
        if Instant::now() > gives_up {
            return None;
        }
        std::thread::park_timeout(MOMENT);
    }
}
