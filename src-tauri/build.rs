//! Writes down which commands there are, so that the window may call those it was given and no other.

use std::error::Error;
use std::path::Path;

use tauri_build::{AppManifest, Attributes};

include!("src/command_list.rs");

macro_rules! names {
    ($($name:ident)*) => { &[$(stringify!($name)),*] };
}

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo:rerun-if-changed=../ui/dist");
    if !Path::new("../ui/dist/index.html").is_file() {
        return Err("the screen is not built: `cargo xtask run` does it, or `npm ci` and `npm run build` in ui".into());
    }
    tauri_build::try_build(Attributes::new().app_manifest(AppManifest::new().commands(with_commands!(names))))?;
    Ok(())
}
