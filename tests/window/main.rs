//! The real program in a real window: the screen that is built into it, in the system's WebView, under a display and with a keyring
//! of the tests' own, driven by WebDriver.
#![cfg(target_os = "linux")]
#![cfg(test)]

// How the window is opened and looked at.
mod album;
mod desk;
mod display;
mod picture;
mod window;

// What is done at it.
mod cashier;

// What happens in it.
mod accounts;
mod closing;
mod codes;
mod days;
mod faults;
mod gallery;
mod gateways;
mod lives;
mod logo;
mod owner;
mod people;
mod practice;
mod printing;
mod sharing;
mod training;
