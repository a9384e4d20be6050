//! No key, and no place of one machine, stands in any file.

use std::env;

use crate::tree::{File, assert_none, files, root};

/// How keys of gateways begin. Written in two halves, so that this file has none of them.
fn key_shapes() -> [String; 8] {
    [
        ["sk_", "live_"],
        ["pk_", "live_"],
        ["sk_", "test_"],
        ["live_", "private_"],
        ["live_", "public_"],
        ["test_", "private_"],
        ["test_", "public_"],
        ["Bearer ", "ey"],
    ]
    .map(|halves| halves.concat())
}

/// Names beside which a UUID is a key.
const KEY_NAMES: [&str; 5] = ["auth_token", "token=", "apikey", "api_key", "master_key"];

/// People who live in examples only.
const INVENTED: [&str; 2] = ["afi", "shop"];

fn has_uuid(text: &str) -> bool {
    let is_uuid = |part: &[u8]| {
        part.iter().enumerate().all(|(place, byte)| match place {
            8 | 13 | 18 | 23 => *byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        })
    };
    text.as_bytes().windows(36).any(is_uuid)
}

fn keys(file: &File) -> Vec<String> {
    let (shapes, lines) = (key_shapes(), file.text.lines().collect::<Vec<_>>());
    let mut wrong = Vec::new();
    for (number, line) in lines.iter().enumerate() {
        let shaped = |shape: &String| {
            line.match_indices(shape.as_str()).any(|(start, _)| {
                let rest = &line[start + shape.len()..];
                rest.chars().take_while(|c| c.is_ascii_alphanumeric()).count() >= 6
            })
        };
        if shapes.iter().any(shaped) {
            wrong.push(format!("{}: the shape of a key", file.line(number)));
        }
        let around = [number.checked_sub(1).map(|before| lines[before]), Some(line), lines.get(number + 1).copied()];
        let named = around.into_iter().flatten().any(|near| KEY_NAMES.iter().any(|name| near.to_lowercase().contains(name)));
        if named && has_uuid(line) {
            wrong.push(format!("{}: a UUID beside a key's name", file.line(number)));
        }
    }
    wrong
}

/// Paths of one machine: this checkout, the home of whoever runs it, and homes that are not invented.
fn machine_paths(file: &File, own: &[String]) -> Vec<String> {
    let mut wrong = Vec::new();
    for (number, line) in file.text.lines().enumerate() {
        let homes = ["/home/", "/Users/", "C:\\Users\\"].iter().flat_map(|homes| {
            line.match_indices(homes).filter_map(|(start, homes)| {
                let rest = &line[start + homes.len()..];
                rest.split(|c: char| !c.is_alphanumeric()).next().filter(|name| !name.is_empty() && !INVENTED.contains(name))
            })
        });
        let is_of_a_machine = homes.count() > 0 || own.iter().any(|path| line.contains(path.as_str()));
        if is_of_a_machine {
            wrong.push(format!("{}: a path of one machine", file.line(number)));
        }
    }
    wrong
}

fn own_paths() -> Vec<String> {
    let home = env::var("HOME").ok().filter(|home| home.len() > 1).map(|home| format!("{}/", home.trim_end_matches('/')));
    let root = Some(root().to_str().unwrap().to_owned()).filter(|root| root.len() > 1);
    root.into_iter().chain(home).collect()
}

#[test]
fn no_key_stands_in_any_file() {
    let uuid = ["00000000", "0000", "4000", "8000", "000000000000"].join("-");
    let mut shown = vec![
        format!("{{\"auth_token\": \"{uuid}\"}}"),
        format!("?token={uuid}&amount=100"),
        format!("auth_token:\n  {uuid}"),
        format!("{uuid}\nis the auth_token"),
        format!("APIKEY={uuid}"),
    ];
    shown.extend(key_shapes().map(|shape| format!("key = \"{shape}A1b2C3d4\"")));
    for text in shown {
        assert_eq!(keys(&File::sample("a", &text)).len(), 1, "the check is blind to {text}");
    }
    let mut harmless = vec![format!("payment_id {uuid}"), format!("{{\"auth_token\": \"practice-key\"}}\n\n{uuid}")];
    harmless.extend(key_shapes().map(|shape| format!("keys of theirs begin with {shape}")));
    for text in harmless {
        assert_eq!(keys(&File::sample("a", &text)), [""; 0], "{text}");
    }
    assert_none(files().iter().flat_map(keys).collect());
}

#[test]
fn no_place_of_one_machine_stands_in_any_file() {
    let own = ["/srv/checkout".to_owned()];
    for text in
        ["cd /srv/checkout/tests", concat!("/ho", "me/kofi/x"), concat!("/Us", "ers/kofi"), concat!("C:\\Us", "ers\\kofi")]
    {
        assert_eq!(machine_paths(&File::sample("a", text), &own).len(), 1, "the check is blind to {text}");
    }
    for text in ["/home/afi/.local/share/comptoir", "/Users/afi/Library", "the folder /home/", "/srv/other"] {
        assert_eq!(machine_paths(&File::sample("a", text), &own), [""; 0], "{text}");
    }
    assert_none(files().iter().flat_map(|file| machine_paths(file, &own_paths())).collect());
}
