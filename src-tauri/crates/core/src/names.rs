//! The names that other programs, the ledger's rows and papers know things by: none of them changes unseen.

use std::fmt::Write;

use crate::export::ExportFormat;
use crate::money::Currency;
use crate::network::Network;
use crate::order::{CustomerField, Environment, GatewayKind, Line, Method};
use crate::payment::Decision;
use crate::payout::PayoutState;
use crate::phone::Country;
use crate::printer::{NoTarget, PrintOutcome, PrintTrouble, Target};
use crate::reference::{Epoch, IdentifierSecret, MerchantReference};
use crate::refund::How;

fn listed<T: Copy>(said: &mut String, what: &str, all: impl IntoIterator<Item = T>, names: impl Fn(T) -> String) {
    let names: Vec<_> = all.into_iter().map(names).collect();
    writeln!(said, "{what}: {}", names.join(", ")).unwrap();
}

#[test]
fn names_are_as_they_were_agreed() {
    let mut said = String::new();
    listed(&mut said, "countries", Country::ALL, |country| format!("{} +{}", country.code(), country.calling_code()));
    listed(&mut said, "currencies", Currency::ALL, |currency| format!("{currency}"));
    listed(&mut said, "customer", CustomerField::ALL, |field| field.code().to_owned());
    listed(&mut said, "decisions", Decision::ALL, |decision| decision.code().to_owned());
    let environments = [Environment::Live, Environment::Test, Environment::Training];
    listed(&mut said, "environments", environments, |environment| environment.code().to_owned());
    listed(&mut said, "exports", [ExportFormat::Csv, ExportFormat::Xlsx], |format| format.code().to_owned());
    listed(&mut said, "gateways", GatewayKind::ALL, |gateway| {
        let page = if gateway.creates_page() { "its page is created" } else { "its page is its address" };
        let asked = match (gateway.can_be_asked(), gateway.knows_our_reference()) {
            (true, true) => "asked by our reference",
            (true, false) => "asked by its token",
            (false, _) => "not asked",
        };
        format!("{} ({}; {page}; {asked})", gateway.code(), gateway.name())
    });
    listed(&mut said, "methods", [Method::Push, Method::Page], |method| method.code().to_owned());
    listed(&mut said, "networks", Network::ALL, |network| format!("{} ({})", network.code(), network.brand()));
    listed(&mut said, "payouts", PayoutState::ALL, |state| {
        format!("{}{}", state.code(), if state.is_unsettled() { " (unsettled)" } else { "" })
    });
    listed(&mut said, "print troubles", PrintTrouble::ALL, |trouble| trouble.code().to_owned());
    let outcomes = [PrintOutcome::Printed, PrintOutcome::Unsure(PrintTrouble::Cut), PrintOutcome::Failed(PrintTrouble::TimedOut)];
    listed(&mut said, "prints", outcomes, |outcome| {
        let trouble = outcome.trouble().map_or("nothing", PrintTrouble::code);
        format!("{} ({trouble})", outcome.code())
    });
    writeln!(said, "printers: {NoTarget}; {}", String::from("tcp:caisse".parse::<Target>().unwrap())).unwrap();
    for how in [How::Cash, How::Operator { reference: "OP 7".to_owned() }] {
        writeln!(said, "given back: {} ({})", how.code(), how.operator_reference().unwrap_or("no reference")).unwrap();
    }
    // What gateways and ledgers know a till by: derived from its secret in every version as in the first.
    let secret = IdentifierSecret::new([3; 32]);
    for counter in [1, 2, 1_000_000] {
        let reference = MerchantReference::derived(&secret, Epoch::FIRST, counter);
        writeln!(said, "reference {counter}: {reference}, told with {}", secret.notification_secret(&reference)).unwrap();
    }
    writeln!(said, "an epoch's salt: {}", Epoch::salt(&[0xA7; 16])).unwrap();
    insta::assert_snapshot!(said);
}

#[test]
fn a_name_is_read_back_as_what_it_names_and_no_other_name_is() {
    for gateway in GatewayKind::ALL {
        assert_eq!(GatewayKind::from_code(gateway.code()), Some(gateway));
    }
    assert_eq!(GatewayKind::from_code("PayGateGlobal"), None);
    for environment in [Environment::Live, Environment::Test, Environment::Training] {
        assert_eq!(Environment::from_code(environment.code()), Some(environment));
    }
    assert_eq!(Environment::from_code("LIVE"), None);
    assert_eq!(Currency::typed(" xof "), Some(Currency::Xof));
    assert_eq!(Currency::typed("franc"), None);
}

#[test]
fn a_line_is_worth_its_count_times_its_price_and_never_more_than_an_integer_holds() {
    let line = |quantity, unit_price_minor| Line { name: "Savon".to_owned(), quantity, unit_price_minor }.total_minor();
    assert_eq!((line(3, 750), line(0, 750)), (Some(2_250), Some(0)));
    assert_eq!(line(2, i64::MAX), None);
}
