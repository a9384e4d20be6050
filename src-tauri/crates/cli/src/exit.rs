//! What the program ends with.

use std::process::ExitCode;

use comptoir_core::code::Code;
use comptoir_core::state::State;

/// What the program ends with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Exit {
    /// Done, or paid.
    Done,
    /// Not done, for a reason outside the command line.
    Failed,
    /// The command line, or what it names, is off.
    BadInput,
    /// Not paid.
    NotPaid,
    /// Still open.
    Open,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(match exit {
            Exit::Done => 0,
            Exit::Failed => 1,
            Exit::BadInput => 2,
            Exit::NotPaid => 3,
            Exit::Open => 4,
        })
    }
}

impl From<State> for Exit {
    fn from(state: State) -> Self {
        match state {
            State::Paid | State::ResolvedPaid => Self::Done,
            State::Declined
            | State::Expired
            | State::AbandonedUnsent
            | State::AbandonedOrphan
            | State::ResolvedUnpaid
            | State::ResolvedRefunded => Self::NotPaid,
            State::Recorded
            | State::Sending { .. }
            | State::CreateUnknown(_)
            | State::Pending
            | State::CancelRequested
            | State::Held { .. }
            | State::Unresolved
            | State::LatePaid => Self::Open,
        }
    }
}

/// Bad input ends with 2, whatever else with 1.
pub(crate) fn exit_of(code: Code) -> Exit {
    match code {
        Code::NoReceipt
        | Code::KeychainUnavailable
        | Code::KeyMissing
        | Code::FolderInUse
        | Code::FolderUnusable
        | Code::LedgerNewer
        | Code::LedgerDamaged
        | Code::LedgerFailed
        | Code::DiskFull
        | Code::DiskNearlyFull
        | Code::DiskReadOnly
        | Code::DiskFailed
        | Code::ReplyUnwritten
        | Code::FolderOnNetwork
        | Code::FolderInCloud
        | Code::ClockBehind
        | Code::ClockWrong
        | Code::FileUnwritable
        | Code::BackupMissing
        | Code::BackupUnusable
        | Code::GatewaySilent
        | Code::GatewayRefused
        | Code::ServiceUnavailable
        | Code::BrowserMissing
        | Code::PortTaken
        | Code::Unexpected => Exit::Failed,
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
        | Code::ReceiptCodeInvalid
        | Code::PrinterUnknown
        | Code::PrinterNeeded
        | Code::NoPrinter
        | Code::PrinterInvalid
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
        | Code::EarlierPaymentAlive
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
        | Code::NotSettleable
        | Code::PayoutUnsettled
        | Code::NotificationUnreadable
        | Code::NotificationUnmatched
        | Code::BackupExists
        | Code::ExportExists
        | Code::BackupInside
        | Code::ShopInvalid
        | Code::LogoInvalid
        | Code::LogoTooLarge
        | Code::LogoBlank
        | Code::SealInvalid
        | Code::AlreadySealed
        | Code::DateInvalid
        | Code::FilterUnknown
        | Code::PaymentUnknown
        | Code::NotAcceptable
        | Code::ResendNotSafe => Exit::BadInput,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use comptoir_core::code::Reason;
    use comptoir_core::state::Lookups;

    #[test]
    fn each_state_ends_the_program_as_the_contract_says() {
        let held = State::Held { difference: Reason::AmountDiffers, late: false, received_minor: Some(100) };
        let exits = [
            (Exit::Done, vec![State::Paid, State::ResolvedPaid]),
            (
                Exit::NotPaid,
                vec![
                    State::Declined,
                    State::Expired,
                    State::AbandonedUnsent,
                    State::AbandonedOrphan,
                    State::ResolvedUnpaid,
                    State::ResolvedRefunded,
                ],
            ),
            (
                Exit::Open,
                vec![
                    State::Recorded,
                    State::Sending { resent: false },
                    State::CreateUnknown(Lookups::default()),
                    State::Pending,
                    State::CancelRequested,
                    State::Unresolved,
                    held,
                    State::LatePaid,
                ],
            ),
        ];
        let all: usize = exits.iter().map(|(_, states)| states.len()).sum();
        assert_eq!(all, State::CODES.len());
        for (exit, states) in exits {
            for state in states {
                assert_eq!(Exit::from(state), exit, "{}", state.code());
            }
        }
    }
}
