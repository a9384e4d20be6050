//! The window of the till: the only Rust that knows Tauri. It hands what the cashier does to the engine, and tells the screen
//! whole views.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

mod app;
mod commands;
mod dto;
mod error;
mod exports;
mod preferences;
mod revive;
mod session;

use std::process::ExitCode;

fn main() -> ExitCode {
    match app::run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // Without a window there is nobody else to tell.
            eprintln!("Comptoir: {error}");
            ExitCode::FAILURE
        }
    }
}
