//! The house's rules, read from the sources themselves. Each check is also shown a text that it must not let through, so that none is
//! blind.
#![cfg(test)]

// How the sources are read.
mod manifest;
mod source;
mod tree;

// The rules.
mod directions;
mod floors;
mod leftovers;
mod map;
mod rooms;
mod screen;
mod secrets;
mod trust;
mod wire;
