//! Why a command was not carried out, for a person or a program.

use comptoir_core::code::Code;
use comptoir_core::money::AmountError;
use comptoir_core::payment::Payment;
use comptoir_core::phone::PhoneError;
use comptoir_core::state::MoneyAtRisk;
use comptoir_gateway::{AccountError, GatewayError};
use comptoir_ledger::LedgerError;

use crate::ports::SecretsError;

/// A command that was not carried out. It holds no key and no full phone number.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", code.code())]
pub struct Refusal {
    /// Which sentence tells it.
    pub code: Code,
    /// What the sentence names.
    pub data: Vec<(&'static str, String)>,
    /// The payment it is about, by its reference.
    pub reference: Option<String>,
    /// Whether that payment's money is at risk.
    pub risk: Option<MoneyAtRisk>,
}

impl Refusal {
    /// A refusal that names the thing it is about.
    #[must_use]
    pub fn naming(code: Code, what: &'static str, name: impl AsRef<str>) -> Self {
        let name = name.as_ref();
        // A day has as many digits as a phone number.
        let shown = if what == "date" && name.len() <= 10 { name.to_owned() } else { shown(name) };
        Self { code, data: vec![(what, shown)], reference: None, risk: None }
    }

    /// The same with words of our own, which are repeated as they are.
    #[must_use]
    pub fn with(mut self, what: &'static str, words: impl Into<String>) -> Self {
        self.data.push((what, words.into()));
        self
    }

    /// The same about one payment.
    #[must_use]
    pub fn about(mut self, payment: &Payment) -> Self {
        self.reference = Some(payment.order.reference.to_string());
        self.risk = Some(payment.state.money_at_risk());
        self
    }
}

/// `text` as it may be repeated: what could be a key or a phone number that was put in the wrong place is not.
fn shown(text: &str) -> String {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let words = text.split(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '_')));
    let like_a_key = words.into_iter().any(|word| word.len() >= 16 && word.chars().any(|c| c.is_ascii_digit()));
    let is_a_place = text.contains(['/', '\\']) || text.starts_with("journal");
    if (digits >= 6 || like_a_key) && !is_a_place { "…".to_owned() } else { text.to_owned() }
}

/// The name of a key as it may be repeated. Somebody may have swapped a key and its name: what does not look like a name of
/// ours is not.
fn key_name(name: &str) -> &str {
    let like_ours = name.len() <= 24 && name.chars().all(|c| c.is_ascii_lowercase() || c == '_');
    if like_ours { name } else { "…" }
}

impl From<Code> for Refusal {
    fn from(code: Code) -> Self {
        Self { code, data: Vec::new(), reference: None, risk: None }
    }
}

impl From<AmountError> for Refusal {
    fn from(error: AmountError) -> Self {
        match error {
            AmountError::Empty => Code::AmountEmpty,
            AmountError::Unreadable => Code::AmountUnreadable,
            AmountError::NotPositive => Code::AmountNotPositive,
            AmountError::TooLarge => Code::AmountTooLarge,
            AmountError::Decimals => Code::AmountDecimals,
        }
        .into()
    }
}

impl From<PhoneError> for Refusal {
    fn from(error: PhoneError) -> Self {
        match error {
            PhoneError::Empty => Code::PhoneMissing,
            PhoneError::Unreadable => Code::PhoneUnreadable,
            PhoneError::WrongLength => Code::PhoneWrongLength,
            PhoneError::OldIvorian => Code::PhoneOldIvorian,
            PhoneError::Foreign => Code::PhoneForeign,
        }
        .into()
    }
}

impl From<AccountError> for Refusal {
    fn from(error: AccountError) -> Self {
        match error {
            AccountError::FieldUnknown(field) => Self::naming(Code::FieldUnknown, "field", field),
            AccountError::FieldInvalid(field) => Self::naming(Code::FieldInvalid, "field", field),
            AccountError::FieldMissing(field) => Self::naming(Code::FieldMissing, "field", field),
            AccountError::ModeMismatch => Code::ModeMismatch.into(),
            AccountError::SecretInField(field) => Self::naming(Code::SecretInField, "field", field),
            AccountError::SecretUnknown(field) => Self::naming(Code::SecretUnknown, "field", key_name(&field)),
            AccountError::SecretMissing(field) => Self::naming(Code::SecretMissing, "field", field),
            AccountError::SecretInvalid(field) => Self::naming(Code::SecretInvalid, "field", field),
            AccountError::BaseUrlInvalid => Code::BaseUrlInvalid.into(),
        }
    }
}

impl From<SecretsError> for Refusal {
    fn from(error: SecretsError) -> Self {
        match error {
            SecretsError::TooLong { limit } => Self::naming(Code::SecretTooLong, "limit", limit.to_string()),
            SecretsError::Absent | SecretsError::Locked | SecretsError::NoAnswer | SecretsError::Failed => {
                Self::naming(Code::KeychainUnavailable, "cause", error.to_string())
            }
        }
    }
}

impl From<GatewayError> for Refusal {
    fn from(error: GatewayError) -> Self {
        match error {
            GatewayError::Silent(reason) => Self::naming(Code::GatewaySilent, "reason", reason.code()),
            GatewayError::KeyRefused | GatewayError::Refused | GatewayError::AccountRefused(_) => Code::GatewayRefused.into(),
            GatewayError::NotOffered => Code::ServiceUnavailable.into(),
        }
    }
}

impl From<LedgerError> for Refusal {
    fn from(error: LedgerError) -> Self {
        tracing::error!(%error, "ledger");
        match error {
            LedgerError::InUse { .. } => Code::FolderInUse.into(),
            LedgerError::Newer { .. } => Code::LedgerNewer.into(),
            LedgerError::Damaged { place } => Self::naming(Code::LedgerDamaged, "place", place),
            LedgerError::Full { .. } => Code::DiskFull.into(),
            LedgerError::ReadOnly { .. } => Code::DiskReadOnly.into(),
            LedgerError::Io { .. } => Code::DiskFailed.into(),
            LedgerError::Older { .. } | LedgerError::Sqlite { .. } => Code::LedgerFailed.into(),
            LedgerError::Forbidden(_) | LedgerError::SqliteTooOld { .. } => Code::Unexpected.into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_could_be_a_key_or_a_number_is_not_repeated() {
        // In two pieces, so that no file of ours holds what looks like a key.
        let key = ["a1b2c3d4-e5f6", "7890-abcd-ef0123456789"].join("-");
        for text in ["90123456", "+228 90 12 34 56", &key, &format!("auth_token={key}")] {
            assert_eq!(Refusal::naming(Code::NetworkUnknown, "network", text).data, [("network", "…".to_owned())], "{text}");
        }
        for text in ["tg-orange", "Chez Élodie 2", "page", "/home/shop/receipt-000123.txt"] {
            assert_eq!(Refusal::naming(Code::NetworkUnknown, "network", text).data, [("network", text.to_owned())]);
        }
    }
}
