/// Hands the name of every command of the window to a macro. There is no other list: the handler, the permissions and the test
/// of the capability are made of this one.
macro_rules! with_commands {
    ($use:ident) => {
        $use! {
            start_up set_preferences use_training set_shop logo set_logo stay_open close_till
            new_payment_id read_phone start_payment payment story
            ask_payment cancel_payment accept_payment resend_payment page_code open_page practice_customer
            settle_payment take_notification recall_customer forget_customer
            unsettled payments outline paper print_receipt check_receipt receipt_message share_receipt share_code save_paper
            export_payments stop_export show_export
            day ask_before_closing new_closing_id close_day closings print_closing save_closing share_closing closing_code
            new_refund_id refund_payment refunds print_refund
            new_tender_id tender_sale tenders print_tender
            gateways add_account test_account remove_account routes prefer_account set_owner_pin
            take_till leave_till allow_once add_cashier change_cashier
            printers queues set_printer remove_printer test_printer
        }
    };
}
