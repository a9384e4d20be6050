//! What a person is told when a command is not carried out, in four parts: what happened, whether money is at risk, what to
//! do, and the reference that the caller holds.

use comptoir_core::code::Code;
use comptoir_core::state::MoneyAtRisk;

use crate::{Words, catalogue, filled};

/// Two of the four parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ErrorWords {
    /// What happened.
    pub what_happened: String,
    /// What to do next.
    pub what_to_do: String,
}

impl Words {
    /// Why a command was not carried out. `data` fills the blanks of the sentences: `account` for a code about an account,
    /// `field` for one about a field, a key or a particular, `currency`, `network`, `gateway`, `line`, `limit`, `date`, `name`,
    /// `path`, `port`, `left` and `needed` (room on the disk), `now` and `last` (times), and `detail` (what is off in a command's
    /// words) for the codes that name them.
    #[must_use]
    pub fn error<V: AsRef<str>>(self, code: Code, data: &[(&str, V)]) -> ErrorWords {
        let (what_happened, what_to_do) = catalogue::error(self.lang, code);
        ErrorWords { what_happened: filled(what_happened, data), what_to_do: filled(what_to_do, data) }
    }
}

/// Whether money is at risk after a command ended with this code. Where the command is about one payment, the answer of that
/// payment's state goes first.
#[must_use]
pub const fn money_at_risk(code: Code) -> MoneyAtRisk {
    match code {
        // Nothing was sent, and nothing that was sent before is in doubt because of it.
        Code::Usage
        | Code::AmountEmpty
        | Code::AmountUnreadable
        | Code::AmountNotPositive
        | Code::AmountTooLarge
        | Code::AmountDecimals
        | Code::CurrencyUnknown
        | Code::CurrencyUnavailable
        | Code::PhoneMissing
        | Code::PhoneUnreadable
        | Code::PhoneWrongLength
        | Code::PhoneForeign
        | Code::PhoneOldIvorian
        | Code::NetworkUnknown
        | Code::NetworkNeeded
        | Code::NetworkUnavailable
        | Code::MethodUnavailable
        | Code::AccountNeeded
        | Code::AccountMissing
        | Code::AccountUnknown
        | Code::AccountTaken
        | Code::AccountNameInvalid
        | Code::AccountInUse
        | Code::GatewayUnknown
        | Code::FieldUnknown
        | Code::FieldInvalid
        | Code::SecretInField
        | Code::SecretUnknown
        | Code::SecretMissing
        | Code::SecretInvalid
        | Code::SecretTooLong
        | Code::SecretsUnreadable
        | Code::BaseUrlInvalid
        | Code::TrainingOnly
        | Code::PaymentIdInvalid
        | Code::IdReused
        | Code::SaleSettled
        | Code::SaleAmountDiffers
        | Code::LineInvalid
        | Code::LinesDiffer
        | Code::FieldMissing
        | Code::ModeMismatch
        | Code::TaxInvalid
        | Code::AmountNotMultiple
        | Code::CustomerInvalid
        | Code::CustomerNeeded
        | Code::NotRefundable
        | Code::RefundTooLarge
        | Code::ExplanationNeeded
        | Code::ClosingUnknown
        | Code::PeriodNotOver
        | Code::PeriodClosed
        | Code::PeriodEmpty
        | Code::WhyNeeded
        | Code::OperatorReferenceNeeded
        | Code::PinUnset
        | Code::PinNeeded
        | Code::PinWrong
        | Code::PinInvalid
        | Code::PinLater
        | Code::TillLocked
        | Code::RightNeeded
        | Code::CashierUnknown
        | Code::CashierTaken
        | Code::CashierNameInvalid
        | Code::NotificationUnreadable
        | Code::NotificationUnmatched
        | Code::ShopInvalid
        | Code::LogoInvalid
        | Code::LogoTooLarge
        | Code::LogoBlank
        | Code::SealInvalid
        | Code::AlreadySealed
        | Code::DateInvalid
        | Code::FilterUnknown
        | Code::PaymentUnknown
        | Code::KeychainUnavailable
        | Code::KeyMissing
        | Code::FolderInUse
        | Code::FolderUnusable
        | Code::LedgerNewer
        | Code::DiskNearlyFull
        | Code::FolderOnNetwork
        | Code::FolderInCloud
        | Code::ClockBehind
        | Code::ClockWrong
        | Code::FileUnwritable
        | Code::BackupExists
        | Code::ExportExists
        | Code::BackupInside
        | Code::BackupMissing
        | Code::BackupUnusable
        | Code::GatewaySilent
        | Code::GatewayRefused
        | Code::ServiceUnavailable
        | Code::BrowserMissing
        | Code::ReceiptCodeInvalid
        | Code::PrinterUnknown
        | Code::PrinterNeeded
        | Code::NoPrinter
        | Code::PrinterInvalid
        | Code::PortTaken => MoneyAtRisk::No,
        // A payment may have been made, or may still be made, that nobody can see from here.
        Code::EarlierPaymentAlive
        | Code::NoReceipt
        | Code::NotAcceptable
        | Code::ResendNotSafe
        | Code::NotSettleable
        | Code::PayoutUnsettled
        | Code::LedgerDamaged
        | Code::LedgerFailed
        | Code::DiskFull
        | Code::DiskReadOnly
        | Code::DiskFailed
        | Code::ReplyUnwritten
        | Code::Unexpected => MoneyAtRisk::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Lang;

    #[test]
    fn an_error_names_what_it_is_about() {
        let told = Words::of(Lang::Fr).error(Code::AccountUnknown, &[("account", "lome".to_owned())]);
        assert_eq!(told.what_happened, "Aucun compte ne s’appelle «\u{a0}lome\u{a0}».");
        assert_eq!(told.what_to_do, "Regardez la liste des comptes, puis corrigez le nom.");
    }

    #[test]
    fn money_is_at_risk_where_a_payment_may_be_made_unseen() {
        let unknown: Vec<&str> =
            Code::ALL.iter().filter(|code| money_at_risk(**code) == MoneyAtRisk::Unknown).map(|code| code.code()).collect();
        let expected = [
            "earlier_payment_alive",
            "no_receipt",
            "not_acceptable",
            "resend_not_safe",
            "not_settleable",
            "payout_unsettled",
            "ledger_damaged",
            "ledger_failed",
            "disk_full",
            "disk_read_only",
            "disk_failed",
            "reply_unwritten",
            "unexpected",
        ];
        assert_eq!(unknown, expected);
    }
}
