//! What every place for keys agrees on: how an entry is named and how long a key may be.

use comptoir_engine::ports::{SecretSlot, SecretsError};
use secrecy::{ExposeSecret, SecretString};

/// The longest key, in characters: Windows Credential Manager takes 2 560 bytes of UTF-16. The same on every system, so that a shop can
/// move to another one. (A character outside the Basic Multilingual Plane counts twice; no gateway has one in a key.)
pub const LIMIT: usize = 1_280;

/// The name of the entry of `slot`, unique because neither a folder's id nor a secret's name has a slash in it.
pub(crate) fn user(slot: &SecretSlot) -> String {
    format!("{}/{}/{}", slot.folder_id, slot.account, slot.field)
}

/// Refuses a key longer than [`LIMIT`], before anything is stored and with what was there before left as it is.
pub(crate) fn check_length(value: &SecretString) -> Result<(), SecretsError> {
    if value.expose_secret().encode_utf16().count() > LIMIT {
        return Err(SecretsError::TooLong { limit: LIMIT });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_key_is_1280_characters_of_utf_16() {
        let longest = |key: String| check_length(&SecretString::from(key));
        let too_long = Err(SecretsError::TooLong { limit: 1_280 });
        assert_eq!(longest("k".repeat(1_280)), Ok(()));
        assert_eq!(longest("k".repeat(1_281)), too_long);
        // Two bytes each in UTF-8, two in UTF-16.
        assert_eq!(longest("é".repeat(1_280)), Ok(()));
        // Four bytes each in UTF-16.
        assert_eq!(longest("🔑".repeat(640)), Ok(()));
        assert_eq!(longest("🔑".repeat(641)), too_long);
    }

    #[test]
    fn an_entry_is_named_by_folder_account_and_field() {
        let slot =
            SecretSlot { folder_id: "folder-1".to_owned(), account: "boutique".to_owned(), field: "auth_token".to_owned() };
        assert_eq!(user(&slot), "folder-1/boutique/auth_token");
    }
}
