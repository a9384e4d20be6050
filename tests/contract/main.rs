//! What every gateway is run through: the real engine, ledger and HTTP client against a server on loopback that answers in every way in
//! which a gateway, or whatever stands in its place, can answer.
//!
//! A gateway is described once, as [`subject::Subject`]s: one for each way in which it asks a customer. What it is asked and what follows
//! is the same for all of them, and the tables of what follows are the snapshots beside this file.
#![cfg(test)]

// The suite.
mod counter;
mod counts;
mod cuts;
mod faults;
mod questions;
mod requests;
mod subject;
mod table;

// The gateways.
mod cinetpay;
mod paiement_pro;
mod paydunya;
mod paygate_global;
mod payplus;

/// The whole suite for one subject: `created` by a call, `shown` without one, or `unasked` where no gateway can be asked about it.
macro_rules! held_to_the_contract {
    ($($way:ident $name:ident: $subject:expr;)*) => {
        /// Every way in which every gateway asks a customer.
        pub(crate) const SUBJECTS: &[&subject::Subject] = &[$(&$subject,)*];

        $(mod $name {
            use super::*;

            static SUBJECT: subject::Subject = $subject;

            #[test]
            fn it_is_told_exactly_what_its_document_has() {
                requests::messages(&SUBJECT);
            }

            #[test]
            fn its_account_is_tested_without_moving_money_and_nothing_is_made_up() {
                requests::proofs(&SUBJECT);
            }

            held_to_the_contract!(@$way);
        })*
    };
    (@created) => {
        held_to_the_contract!(@unasked);
        held_to_the_contract!(@shown);
    };
    (@shown) => {
        #[test]
        fn every_answer_about_it_is_taken_for_what_it_is() {
            questions::questions(&SUBJECT);
        }

        #[test]
        fn an_answer_about_it_cut_at_any_byte_is_none() {
            cuts::cut_answered(&SUBJECT);
        }
    };
    (@unasked) => {
        #[test]
        fn every_answer_to_its_create_call_is_taken_for_what_it_is() {
            questions::create_calls(&SUBJECT);
        }

        #[test]
        fn an_answer_to_its_create_call_cut_at_any_byte_is_none() {
            cuts::cut_created(&SUBJECT);
        }
    };
}

held_to_the_contract! {
    created paygate_global_push: paygate_global::PUSH;
    shown paygate_global_page: paygate_global::PAGE;
    created paydunya_page: paydunya::PAYDUNYA;
    created cinetpay_page: cinetpay::CINETPAY;
    created payplus_page: payplus::PAGE;
    unasked paiement_pro_page: paiement_pro::PAGE;
}
