//! The closed lists of what a person can be told. The words for each stand in the `words` crate.

use serde::{Deserialize, Serialize};

macro_rules! codes {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $code:literal,)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum $name {
            $($(#[$variant_doc])* #[serde(rename = $code)] $variant,)*
        }

        impl $name {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The name other programs know it by.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self {
                    $(Self::$variant => $code,)*
                }
            }
        }
    };
}

codes! {
    /// Why a payment stands where it stands, or why the last question got no answer.
    Reason {
        /// Nothing was sent: the program stopped, or a person dropped it, before.
        NeverSent = "never_sent",
        /// The gateway's name could not be found.
        NameNotFound = "name_not_found",
        /// No connection could be made.
        NoConnection = "no_connection",
        /// The gateway could not prove who it is (TLS); nothing was sent.
        TlsRefused = "tls_refused",
        /// The gateway's certificate is past its time by this machine's clock, which may be wrong; nothing was sent.
        CertificateExpired = "certificate_expired",
        /// The gateway's certificate is not yet good by this machine's clock, which is most often wrong; nothing was sent.
        CertificateNotYetValid = "certificate_not_yet_valid",
        /// The certificate is another site's; nothing was sent.
        CertificateOtherName = "certificate_other_name",
        /// Nobody whom this machine trusts vouches for the certificate; nothing was sent.
        CertificateUnknownIssuer = "certificate_unknown_issuer",
        /// The answer did not come in time.
        TimedOut = "timed_out",
        /// The connection was cut before the answer was whole.
        Cut = "cut",
        /// The gateway answered with a server error (5xx).
        ServerFailed = "server_failed",
        /// The gateway answered with another HTTP error.
        HttpRefused = "http_refused",
        /// The gateway asked to be asked less (429).
        Limited = "limited",
        /// The answer was no answer of the gateway's.
        Unreadable = "unreadable",
        /// The answer was a web page, or the way to one: a Wi-Fi login page, a proxy's, or a broken gateway.
        WebPage = "web_page",
        /// The answer was larger than any answer is.
        TooLarge = "too_large",
        /// The gateway used a word its document does not have.
        UnknownWord = "unknown_word",
        /// The gateway says it does not know this payment.
        NotKnown = "not_known",
        /// The program stopped while the request was on its way.
        Interrupted = "interrupted",
        /// The account, or its key, is no longer there to ask with.
        NoKey = "no_key",
        /// The keychain did not answer, so there was no key to ask with.
        KeychainAway = "keychain_away",
        /// The gateway refused the shop's key.
        KeyRefused = "key_refused",
        /// The gateway refused what was sent.
        InputRefused = "input_refused",
        /// The gateway already knew the reference.
        ReferenceKnown = "reference_known",
        /// The customer, or the network, refused.
        Refused = "refused",
        /// The customer did not answer in time.
        Lapsed = "lapsed",
        /// Paid, but the answer states no amount where one is needed.
        AmountMissing = "amount_missing",
        /// Paid, but another amount.
        AmountDiffers = "amount_differs",
        /// Paid, but the answer is about another reference.
        ReferenceDiffers = "reference_differs",
        /// Paid, but the answer does not say which reference it is about.
        ReferenceMissing = "reference_missing",
        /// Paid, but the gateway's own number is another one.
        GatewayReferenceDiffers = "gateway_reference_differs",
        /// Paid, but in another currency.
        CurrencyDiffers = "currency_differs",
        /// Paid, but the answer does not say in which currency.
        CurrencyMissing = "currency_missing",
        /// Paid, but in another environment.
        EnvironmentDiffers = "environment_differs",
        /// Paid, but the answer does not say in which environment.
        EnvironmentMissing = "environment_missing",
        /// A notification of payment without the secret that only this payment's address holds.
        SecretDiffers = "secret_differs",
        /// A notification of payment for another merchant.
        MerchantDiffers = "merchant_differs",
        /// Paid after the payment had ended.
        PaidAfterEnd = "paid_after_end",
        /// Paid although the sale was settled already.
        PaidTwice = "paid_twice",
        /// For fifteen minutes the gateway said that it does not know the payment.
        NeverKnown = "never_known",
        /// No final word in 72 hours.
        NoFinalWord = "no_final_word",
        /// The gateway needs a page address that was lost with its answer.
        PageLost = "page_lost",
        /// The answer names another payment, or none.
        AnothersAnswer = "anothers_answer",
        /// The gateway's page has an address that is not its own, or no safe one.
        PageRefused = "page_refused",
        /// The gateway has no call to ask about a payment.
        NotAskable = "not_askable",
        /// The keys are of the other mode (test or live), or one of them is wrong.
        ModeRefused = "mode_refused",
        /// The account is not activated for this at the gateway, or is suspended.
        NotActivated = "not_activated",
        /// The gateway does not answer to this internet address.
        AddressRefused = "address_refused",
        /// The gateway does not know the site id.
        SiteRefused = "site_refused",
        /// The currency is not the one of the account.
        CurrencyRefused = "currency_refused",
        /// The gateway takes no such amount.
        AmountRefused = "amount_refused",
        /// The key is wrong, or the locked phone number is.
        KeyOrPhoneRefused = "key_or_phone_refused",
        /// The gateway's guard turned the program away.
        ProgramRefused = "program_refused",
        /// The service is not identified at the gateway, or its return addresses cannot be.
        ServiceRefused = "service_refused",
        /// The settings of the account at the gateway are off.
        SettingsRefused = "settings_refused",
        /// The customer has not enough money.
        FundsInsufficient = "funds_insufficient",
        /// The customer's code was wrong.
        CodeWrong = "code_wrong",
        /// The customer cancelled.
        CancelledByPayer = "cancelled_by_payer",
        /// The customer's number is not known to the operator, or not one that can pay.
        PhoneRefused = "phone_refused",
        /// The operator does not answer the gateway.
        OperatorAway = "operator_away",
        /// The customer has reached a limit of the operator's.
        LimitReached = "limit_reached",
        /// The cashier stopped waiting.
        CancelledByCashier = "cancelled_by_cashier",
        /// A person accepted a late payment.
        AcceptedByHand = "accepted_by_hand",
        /// The owner decided.
        DecidedByOwner = "decided_by_owner",
        /// The ledger was restored from a copy that does not tell what became of it.
        Restored = "restored",
    }
}

codes! {
    /// Why a command was not carried out.
    Code {
        /// The command's words are off.
        Usage = "usage",
        /// No amount was given.
        AmountEmpty = "amount_empty",
        /// The amount is not a number.
        AmountUnreadable = "amount_unreadable",
        /// The amount is zero or less.
        AmountNotPositive = "amount_not_positive",
        /// The amount is too large.
        AmountTooLarge = "amount_too_large",
        /// The currency has no such decimals.
        AmountDecimals = "amount_decimals",
        /// The currency is not known.
        CurrencyUnknown = "currency_unknown",
        /// The account's gateway does not take the currency.
        CurrencyUnavailable = "currency_unavailable",
        /// A push needs a phone number.
        PhoneMissing = "phone_missing",
        /// The phone number is not a number.
        PhoneUnreadable = "phone_unreadable",
        /// The phone number has another length.
        PhoneWrongLength = "phone_wrong_length",
        /// The phone number is of another country.
        PhoneForeign = "phone_foreign",
        /// An Ivorian number of eight digits, out of use since 2021.
        PhoneOldIvorian = "phone_old_ivorian",
        /// The network's name is not known.
        NetworkUnknown = "network_unknown",
        /// The network cannot be guessed from the number.
        NetworkNeeded = "network_needed",
        /// The account's gateway does not reach the network.
        NetworkUnavailable = "network_unavailable",
        /// The account cannot ask the customer in this way.
        MethodUnavailable = "method_unavailable",
        /// There are several accounts and none was named.
        AccountNeeded = "account_needed",
        /// There is no account yet.
        AccountMissing = "account_missing",
        /// No account has this name.
        AccountUnknown = "account_unknown",
        /// An account of this name is there already.
        AccountTaken = "account_taken",
        /// The name cannot be an account's.
        AccountNameInvalid = "account_name_invalid",
        /// Payments of the account are still open.
        AccountInUse = "account_in_use",
        /// The gateway is not known.
        GatewayUnknown = "gateway_unknown",
        /// The gateway has no such field.
        FieldUnknown = "field_unknown",
        /// The field cannot have this value.
        FieldInvalid = "field_invalid",
        /// The gateway needs this field.
        FieldMissing = "field_missing",
        /// The keys and the mode (test or live) do not go together.
        ModeMismatch = "mode_mismatch",
        /// A key was given as a field.
        SecretInField = "secret_in_field",
        /// The gateway has no such key.
        SecretUnknown = "secret_unknown",
        /// A key that the gateway needs was not given.
        SecretMissing = "secret_missing",
        /// The key cannot be one: blank, or blanks inside it, or not a text.
        SecretInvalid = "secret_invalid",
        /// The key is longer than the keychain takes.
        SecretTooLong = "secret_too_long",
        /// Standard input is not a JSON object of keys.
        SecretsUnreadable = "secrets_unreadable",
        /// The base URL is neither https nor http on this machine.
        BaseUrlInvalid = "base_url_invalid",
        /// Training has its own account and takes no other.
        TrainingOnly = "training_only",
        /// The payment id is not a UUID.
        PaymentIdInvalid = "payment_id_invalid",
        /// The payment id belongs to another order.
        IdReused = "id_reused",
        /// An earlier payment of the sale may still be paid.
        EarlierPaymentAlive = "earlier_payment_alive",
        /// The sale is settled.
        SaleSettled = "sale_settled",
        /// The sale has another amount.
        SaleAmountDiffers = "sale_amount_differs",
        /// A line of the sale cannot be read.
        LineInvalid = "line_invalid",
        /// The lines do not add up to the amount.
        LinesDiffer = "lines_differ",
        /// A tax of the sale cannot be read.
        TaxInvalid = "tax_invalid",
        /// The gateway takes only multiples of an amount.
        AmountNotMultiple = "amount_not_multiple",
        /// A particular of the customer cannot be read.
        CustomerInvalid = "customer_invalid",
        /// The gateway demands a particular of the customer.
        CustomerNeeded = "customer_needed",
        /// A particular of the shop cannot be read.
        ShopInvalid = "shop_invalid",
        /// A logo's file is no picture that can be read.
        LogoInvalid = "logo_invalid",
        /// A logo's file is too large, or its picture is.
        LogoTooLarge = "logo_too_large",
        /// There is nothing on a logo that would be printed.
        LogoBlank = "logo_blank",
        /// A date is not one.
        DateInvalid = "date_invalid",
        /// No state, network, gateway or environment of a filter has this name.
        FilterUnknown = "filter_unknown",
        /// There is no such payment.
        PaymentUnknown = "payment_unknown",
        /// The payment has no receipt.
        NoReceipt = "no_receipt",
        /// What an authority is said to have answered cannot be.
        SealInvalid = "seal_invalid",
        /// The receipt is sealed already.
        AlreadySealed = "already_sealed",
        /// What should stand on a receipt is no code of one.
        ReceiptCodeInvalid = "receipt_code_invalid",
        /// There is no printer of this name.
        PrinterUnknown = "printer_unknown",
        /// There are several printers, and none is named.
        PrinterNeeded = "printer_needed",
        /// There is no printer.
        NoPrinter = "no_printer",
        /// A printer cannot have this.
        PrinterInvalid = "printer_invalid",
        /// The payment is not late, or its sale was settled otherwise.
        NotAcceptable = "not_acceptable",
        /// Sending the request once more could charge the customer twice.
        ResendNotSafe = "resend_not_safe",
        /// The payment is not one that the owner has to settle.
        NotSettleable = "not_settleable",
        /// The payment has no receipt, so that there is nothing to give back of it.
        NotRefundable = "not_refundable",
        /// More would be given back than is left of what was paid.
        RefundTooLarge = "refund_too_large",
        /// A closing needs a word about each payment that has no end yet.
        ExplanationNeeded = "explanation_needed",
        /// There is no such closing.
        ClosingUnknown = "closing_unknown",
        /// The month or the year is not over.
        PeriodNotOver = "period_not_over",
        /// The month or the year was closed already.
        PeriodClosed = "period_closed",
        /// No day was closed in the month or the year.
        PeriodEmpty = "period_empty",
        /// A settlement, a refund or a payout needs its reason.
        WhyNeeded = "why_needed",
        /// A settlement as paid, a refund or a tender by transfer needs the operator's reference.
        OperatorReferenceNeeded = "operator_reference_needed",
        /// The owner has set no PIN.
        PinUnset = "pin_unset",
        /// The owner's PIN is needed.
        PinNeeded = "pin_needed",
        /// The PIN is wrong.
        PinWrong = "pin_wrong",
        /// The PIN cannot be one.
        PinInvalid = "pin_invalid",
        /// So many wrong PINs were typed that the next one must wait.
        PinLater = "pin_later",
        /// The shop has cashiers, and nobody has taken the till.
        TillLocked = "till_locked",
        /// Whoever has the till has no right to this.
        RightNeeded = "right_needed",
        /// No cashier is called so.
        CashierUnknown = "cashier_unknown",
        /// A cashier is called so already.
        CashierTaken = "cashier_taken",
        /// No cashier can be called so.
        CashierNameInvalid = "cashier_name_invalid",
        /// An earlier payout to the same number has no known outcome.
        PayoutUnsettled = "payout_unsettled",
        /// The notification cannot be read.
        NotificationUnreadable = "notification_unreadable",
        /// The notification names no payment of this account.
        NotificationUnmatched = "notification_unmatched",
        /// The keychain does not answer.
        KeychainUnavailable = "keychain_unavailable",
        /// The keychain has no key for the account.
        KeyMissing = "key_missing",
        /// Another program is using the data folder.
        FolderInUse = "folder_in_use",
        /// The data folder cannot be used.
        FolderUnusable = "folder_unusable",
        /// The ledger was written by a newer program.
        LedgerNewer = "ledger_newer",
        /// The ledger is damaged.
        LedgerDamaged = "ledger_damaged",
        /// The ledger could not be written or read.
        LedgerFailed = "ledger_failed",
        /// The data folder's disk has no room left.
        DiskFull = "disk_full",
        /// There is less room on the data folder's disk than a new sale needs.
        DiskNearlyFull = "disk_nearly_full",
        /// The data folder, or the ledger in it, may be read only.
        DiskReadOnly = "disk_read_only",
        /// The data folder's disk failed while it was written.
        DiskFailed = "disk_failed",
        /// A gateway's reply is in hand, and the disk does not take it.
        ReplyUnwritten = "reply_unwritten",
        /// The data folder is on another machine.
        FolderOnNetwork = "folder_on_network",
        /// The data folder is copied to and from other machines.
        FolderInCloud = "folder_in_cloud",
        /// The computer's clock is behind the ledger's last entry.
        ClockBehind = "clock_behind",
        /// The computer's clock is before this program was made, or days behind the ledger.
        ClockWrong = "clock_wrong",
        /// A file could not be written.
        FileUnwritable = "file_unwritable",
        /// There is a file of the export's name already.
        ExportExists = "export_exists",
        /// A backup is not written over another file.
        BackupExists = "backup_exists",
        /// A backup does not stand in the folder that it is a backup of.
        BackupInside = "backup_inside",
        /// There is no such backup.
        BackupMissing = "backup_missing",
        /// The file is no sound copy of a ledger.
        BackupUnusable = "backup_unusable",
        /// The gateway could not be asked, or did not answer.
        GatewaySilent = "gateway_silent",
        /// The gateway refused to answer: the key, or this place's internet address, is not on its list.
        GatewayRefused = "gateway_refused",
        /// The gateway has no such service.
        ServiceUnavailable = "service_unavailable",
        /// The system opened no browser.
        BrowserMissing = "browser_missing",
        /// The port is taken.
        PortTaken = "port_taken",
        /// A fault of this program's own.
        Unexpected = "unexpected",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn no_two_things_share_a_code() {
        let codes: HashSet<_> = Code::ALL.iter().map(|code| code.code()).collect();
        assert_eq!(codes.len(), Code::ALL.len());
        let reasons: HashSet<_> = Reason::ALL.iter().map(|reason| reason.code()).collect();
        assert_eq!(reasons.len(), Reason::ALL.len());
    }
}
