//! Headings, fields' names and sentences of the programs' own.

use crate::list::labels;

labels! {
    /// A heading, a field's name, or a sentence that belongs to no code, state or reason. Blanks are named in braces.
    Label {
        /// A payment's field, and a column of `list`.
        Amount,
        /// Before the sentence on money at risk.
        Money,
        /// Before the reason of a payment.
        Why,
        /// What a gateway has said that is not written yet. Blanks: `state`, `amount`.
        GatewaySays,
        /// Before why the last question got no answer.
        LastQuestion,
        /// What was received of a payment that is held. Blanks: `received`, `expected`.
        Received,
        /// Before what to do next, of a payment and of an error.
        ToDo,
        /// What to do after the gateway refused the shop's key.
        ToDoKeyRefused,
        /// What to do after the gateway refused what was sent.
        ToDoInputRefused,
        /// What to do with the money of a sale that was settled already.
        ToDoPaidTwice,
        /// Before what the cashier says.
        TellCustomer,
        /// A payment's reference, and the fourth part of an error.
        Reference,
        /// A payment's field, on the receipt too, and of `account list`.
        Account,
        /// A payment's field, and of `balance`.
        Network,
        /// A payment's field, on the receipt too, and a column of `list`.
        Payer,
        /// A payment's field, on the receipt too: `{gateway}`.
        GatewayReference,
        /// A payment's field, on the receipt too.
        OperatorReference,
        /// A payment's field, a column of `list`, and before the number on the receipt.
        Receipt,
        /// A payment's field, on the receipt too.
        Note,
        /// When a payment was recorded.
        Opened,
        /// When a payment last changed.
        Changed,
        /// On everything training makes; in capitals on paper.
        TrainingMark,
        /// On everything an account of tests makes.
        TestMark,
        /// After Ctrl-C, and when `--wait` is over.
        WaitStopped,
        /// Above the QR code in the terminal.
        ScanQr,
        /// `resume` and `list --open`: nothing to ask.
        NothingOpen,
        /// The end of `resume`: `{count}`.
        StillOpen,
        /// The end of `resume`.
        AllSettled,
        /// `list` found nothing.
        ListEmpty,
        /// `list` was cut: `{limit}`.
        ListCut,
        /// `list --outline`, how many payments: `{count}`.
        OutlineCount,
        /// `list --outline`, what of them is paid: `{count}`, `{amount}`.
        OutlinePaid,
        /// `receipt --out`: `{path}`.
        FileWritten,
        /// On a paper after the original, in capitals: `{number}`.
        DuplicateMark,
        /// Title of a printer's test page, in capitals.
        PrinterTestTitle,
        /// On the test page, above a line from edge to edge: `{columns}`.
        PrinterTestWidth,
        /// On the test page, above letters.
        PrinterTestLetters,
        /// On the test page, above a QR code.
        PrinterTestCode,
        /// The original was printed: `{printer}`.
        Printed,
        /// A duplicate was printed: `{number}`, `{printer}`.
        PrintedDuplicate,
        /// A paper may not have been printed: `{printer}`.
        PrintUnsure,
        /// A paper was not printed: `{printer}`.
        PrintFailed,
        /// What to do then.
        PrintAgain,
        /// `printer list` has nothing to list.
        NoPrinterYet,
        /// `printer queues` has nothing to list.
        NoQueue,
        /// Marks the system's default among its queues.
        DefaultQueue,
        /// After `printer add`: `{printer}`.
        PrinterSet,
        /// After `printer remove`: `{printer}`.
        PrinterRemoved,
        /// After `printer test`: `{printer}`.
        PrinterTested,
        /// Why a paper was not printed, or may not have been.
        PrinterNameNotFound | PrinterUnreachable | PrinterTimedOut | PrinterCut | PrinterDeviceAbsent
        | PrinterNotADevice | PrinterDeviceRefused | PrinterPaperOut | PrinterCoverOpen | PrinterQueueAbsent
        | PrinterQueueStopped | PrinterQueueClosed | PrinterQueueOffline | PrinterSystemSilent | PrinterPaperWaiting
        | PrinterPaperDropped | PrinterPageUnprintable,
        /// `check-receipt`.
        ReceiptGenuine,
        /// `check-receipt`: `{number}`.
        ReceiptDuplicate,
        /// `check-receipt`.
        ReceiptAltered,
        /// `check-receipt`.
        ReceiptNotKnown,
        /// `check-receipt`: `{count}`.
        ReceiptPapers,
        /// `check-receipt`: `{amount}`.
        ReceiptRefunded,
        /// `refund`: `{amount}`, `{number}`, `{receipt}`, `{left}`.
        RefundNoted,
        /// `tender`: `{amount}`, `{number}`, `{how}`.
        TenderNoted,
        /// How a sale was settled: in cash.
        TenderedInCash,
        /// How a sale was settled: by money that came in elsewhere.
        TenderedByOperator,
        /// A payment's field: the receipt of its sale, which was settled without a gateway.
        Tendered,
        /// `tenders` has nothing to list.
        NoTender,
        /// `export`, what of the same days was settled without a gateway: `{amount}`, `{how}`.
        ExportTendered,
        /// `seal`: `{number}`.
        SealNoted,
        /// The terminal's way out of `ledger_damaged`.
        HintRestore,
        /// `backup`: `{path}`, `{payments}`, `{receipts}`.
        BackedUp,
        /// A column of an export.
        ExportDay,
        /// A column of an export: `{zone}`.
        ExportHour,
        /// A column of an export: the sale's name.
        ExportSale,
        /// A column of an export.
        ExportState,
        /// A column of an export: what came in, of a paid payment.
        ExportTaken,
        /// A column of an export: what of that was given back.
        ExportRefunded,
        /// A column of an export.
        ExportCurrency,
        /// A column of an export.
        ExportGateway,
        /// A column of an export.
        ExportGatewayReference,
        /// A column of an export: real, of tests, or of training.
        ExportValue,
        /// In that column, of real money.
        ExportLive,
        /// A column of an export: whether the owner settled it.
        ExportByHand,
        /// A column of an export: how many papers were printed.
        ExportPapers,
        /// In a column of an export.
        ExportYes,
        /// In a column of an export.
        ExportNo,
        /// The name of a spreadsheet's sheet, short: `{number}`.
        ExportSheet,
        /// What the window calls an export's file, before its days.
        ExportFile,
        /// After `export`: `{path}`, `{count}`.
        Exported,
        /// After it, for each currency: `{amount}`, `{taken}`, `{refunded}`.
        ExportTotal,
        /// While payments are exported: `{done}`, `{total}`.
        ExportProgress,
        /// The export was stopped, and there is no file.
        ExportStopped,
        /// `resume`, when the day's automatic copy could not be made.
        DailyBackupFailed,
        /// `restore`: `{payments}`, `{receipts}`.
        Restored,
        /// `restore`, where a ledger was there before: `{path}`.
        RestoredSetAside,
        /// `restore`: what a copy cannot know.
        RestoredWarning,
        /// `restore`: whom nobody can ask by our own references.
        RestoredNotAsked,
        /// The end of a recovery scan.
        ScanDone,
        /// A recovery scan that has not ended.
        ScanOpen,
        /// `recovered` found nothing.
        RecoveredNone,
        /// `recovered`, in place of an amount that the gateway did not tell.
        RecoveredNoAmount,
        /// What to do with what was recovered.
        RecoveredToDo,
        /// The terminal's way out of `account_needed`.
        HintAccount,
        /// The terminal's way out of `network_needed`.
        HintNetwork,
        /// The terminal's way out of `earlier_payment_alive`.
        HintAcceptDouble,
        /// A command line that goes on after its end.
        OneWordTooMany,
        /// `account add`: `{account}`.
        AccountAdded,
        /// `account remove`: `{account}`.
        AccountRemoved,
        /// `account list` is empty.
        NoAccount,
        /// The prompt of `account add`: `{field}`.
        KeyPrompt,
        /// The prompt for the owner's PIN.
        PinPrompt,
        /// The prompt of `owner set-pin`.
        NewPinPrompt,
        /// The second prompt of `owner set-pin`.
        NewPinAgainPrompt,
        /// `owner set-pin`, when both are not the same.
        PinsDiffer,
        /// `owner set-pin`.
        PinSet,
        /// `cashier list` is empty.
        NoCashier,
        /// `cashier list`: may not take the till.
        CashierOff,
        /// The prompt for the PIN of whoever takes the till: `{cashier}`.
        CashierPinPrompt,
        /// `account prefer`: `{network}`, `{account}`.
        RouteSet,
        /// `account prefer` without an account.
        AnyAccount,
        /// `customer forget`.
        CustomerForgotten,
        /// `customer forget` found nobody.
        CustomerNotKnown,
        /// `payouts` found nothing.
        NoPayout,
        /// `payouts --open` found nothing.
        NoPayoutOpen,
        /// A payout: `{amount}`, `{payee}`.
        PayoutDone,
        /// A payout that the gateway refused: `{amount}`, `{payee}`.
        PayoutRefused,
        /// A payout whose request never left: `{amount}`, `{payee}`.
        PayoutUnsent,
        /// A payout without a known outcome: `{amount}`, `{payee}`, `{payout}`.
        PayoutUnknown,
        /// The owner's word on a payout: `{amount}`, `{payee}`.
        PayoutSettledPaid,
        /// The owner's word on a payout: `{amount}`, `{payee}`.
        PayoutSettledUnpaid,
        /// `notify` of a gateway that cannot be asked: `{reference}`.
        NotificationProves,
        /// `notify` of a gateway that cannot be asked: `{reference}`.
        NotificationDiffers,
        /// `notify` of a gateway that was asked: `{reference}`.
        NotificationAsked,
        /// `notify` about a payment that is settled: `{reference}`.
        NotificationNothing,
        /// `account test`: `{account}`.
        TestGood,
        /// `account test`: `{account}`.
        TestBad,
        /// Heading of what the owner reads before `page=on`.
        PageWarningTitle,
        /// The key and the amount stand in the page's address.
        PageWarningKey,
        /// A customer can change the one and keep the other.
        PageWarningCustomer,
        /// The key may open payouts.
        PageWarningPayout,
        /// When such a payment counts as paid.
        PageWarningCounted,
        /// A particular of `shop show`.
        ShopName,
        /// A particular of `shop show`.
        Address,
        /// A particular of `shop show`.
        Town,
        /// A particular of `shop show`.
        Phone,
        /// A particular of `shop show`, and on the receipt.
        TaxId,
        /// A particular of `shop show`.
        Website,
        /// A particular of `shop show`, and on the receipt.
        Till,
        /// A particular of `shop show`.
        Zone,
        /// A particular of `shop show`.
        Logo,
        /// A particular that nobody set.
        NotSet,
        /// `shop set`.
        ShopSaved,
        /// `balance`: `{account}`.
        BalanceOf,
        /// `verify` found nothing.
        VerifySound,
        /// `verify` found something: `{count}`.
        VerifyUnsound,
        /// What to do after [`Label::VerifyUnsound`].
        VerifyToDo,
        /// A finding of `verify`. Blank: `place`.
        FindingDatabaseDamaged,
        /// A finding of `verify`. Blank: `place`.
        FindingRuleDiffers,
        /// A finding of `verify`. Blank: `place`.
        FindingIdentityDiffers,
        /// A finding of `verify`. Blank: `place`.
        FindingEntryMissing,
        /// A finding of `verify`. Blank: `place`.
        FindingLinkBroken,
        /// A finding of `verify`. Blank: `place`.
        FindingEntryAltered,
        /// A finding of `verify`. Blank: `place`.
        FindingEntryRefused,
        /// A finding of `verify`. Blank: `place`.
        FindingEndDiffers,
        /// A finding of `verify`. Blank: `place`.
        FindingRowMissing,
        /// A finding of `verify`. Blank: `place`.
        FindingRowAdded,
        /// A finding of `verify`. Blank: `place`.
        FindingRowDiffers,
        /// A finding of `verify`. Blank: `place`.
        FindingReceiptGap,
        /// A finding of `verify`. Blank: `place`.
        FindingReceiptMissing,
        /// A finding of `verify`. Blank: `place`.
        FindingReceiptUnfounded,
        /// A finding of `verify`. Blank: `place`.
        FindingConfidentialAltered,
        /// `practice` is serving.
        PracticeRunning,
        /// What the last two digits of an amount make the false customer do.
        PracticeRules,
        /// How to end `practice`.
        PracticeStop,
        /// Heading of the receipt.
        ReceiptTitle,
        /// Before the shop's phone number on the receipt.
        PhoneShort,
        /// The receipt's total.
        Total,
        /// Who took a payment, a column of an export.
        Cashier,
        /// Who took a payment, on paper. Blank: `name`.
        CashierLine,
        /// The owner in a list of names.
        Owner,
        /// Who had a duplicate made. Blank: `name`.
        DuplicateBy,
        /// Heading of a refund on paper.
        RefundTitle,
        /// Before the number of a refund on paper.
        RefundNumber,
        /// Before what was given back on paper, and a payment's field.
        Refunded,
        /// Before the number of the receipt whose money it is.
        RefundOf,
        /// Before what is left of what was paid.
        RefundLeft,
        /// Before how the money went back.
        RefundHow,
        /// It went back out of the drawer.
        RefundedInCash,
        /// It went back by a transfer that the shop made.
        RefundedByTransfer,
        /// Where the customer signs.
        RefundSignature,
        /// Heading of the receipt of a sale that was settled without a gateway.
        TenderTitle,
        /// On that receipt, of cash.
        CashMark,
        /// On that receipt, of money that came in outside this program.
        TenderedElsewhere,
        /// On the receipt of a payment that was proven paid.
        PaidMark,
        /// On the receipt of a payment that the owner settled.
        ByHandMark,
        /// Before the payment's reference on the receipt.
        OwnReference,
        /// The same on narrow paper.
        OwnReferenceShort,
        /// Before the code of the receipt's own link in the journal.
        Code,
        /// Before the code of the link before.
        PreviousCode,
        /// The title of a closing of a day.
        ClosingDay,
        /// The title of a closing of a month.
        ClosingMonth,
        /// The title of a closing of a year.
        ClosingYear,
        /// Before a closing's number.
        ClosingNumber,
        /// Before when the closing before was made.
        ClosingSince,
        /// Before the entries of the journal that a closing covers.
        ClosingEntries,
        /// Before the first and the last receipt number of a closing.
        ClosingReceipts,
        /// Before the month or the year that is closed.
        ClosingPeriod,
        /// Before the closings in it.
        ClosingClosings,
        /// Before what was taken.
        Taken,
        /// Before what is left of it.
        Net,
        /// Above shares of what was taken.
        ByGateway,
        /// Above shares of what was taken.
        ByNetwork,
        /// Above shares of what was taken.
        ByAccount,
        /// Above shares of what was taken.
        ByCashier,
        /// Above what was settled without a gateway.
        SettledOtherwise,
        /// Above the payments that were asked for, by their state.
        ByState,
        /// Above what was taken in each hour.
        ByHour,
        /// Above what the owner settled.
        SettledByHand,
        /// Before what was given back.
        Refunds,
        /// Before how many papers were printed after their original.
        Duplicates,
        /// Above the payments that have no end.
        WithoutEnd,
        /// In their place where there are none.
        WithoutEndNone,
        /// Above what was in the drawer.
        Drawer,
        /// Before what was in it at the beginning.
        DrawerFloat,
        /// Before what came into it since, less what went out.
        DrawerMoved,
        /// Before what was counted at the end.
        DrawerCounted,
        /// Before a difference.
        Difference,
        /// Above what the gateways' own sites say.
        Figures,
        /// Before what a site says.
        FigureTold,
        /// Before what the receipts say.
        FigureTaken,
        /// Before all that was ever taken.
        Perpetual,
        /// Above what is in no total.
        Apart,
        /// Before how many payments came to be paid.
        SuccessRate,
        /// Before how long that took.
        MedianTime,
        /// A time: `{seconds}`.
        Seconds,
        /// A rate: `{percent}`.
        Percent,
        /// Above a day: `{date}`.
        DayTitle,
        /// In place of what was taken.
        DayEmpty,
        /// After a closing: `{number}`, `{amount}`, `{code}`.
        ClosedAs,
        /// In place of a list.
        NoClosingYet,
        /// What to add to a command line.
        HintExplain,
        /// Where the owner signs a closing.
        ClosingSignature,
        /// In place of a name that is not known.
        UnknownName,
        /// What a receipt is not.
        NotAnInvoice,
        /// Before the tax authority that seals the receipt.
        FiscalSeal,
        /// The same where it has not sealed: it has not answered yet, or has refused or could not be asked.
        SealPending | SealFailed,
        /// Before what the authority gave: its number of the receipt, its code, its counters, and when.
        SealNumber | SealCode | SealCounters | SealTime,
        /// The receipt's last line.
        Thanks,
    }
}
