//! What the gateway is told, word for word, and what it tells of the account.

use comptoir_engine::Verdict;
use comptoir_gateway::GatewayError;
use comptoir_tests::Answer;

use crate::counter::Counter;
use crate::faults::FAULTS;
use crate::paygate_global;
use crate::subject::{AMOUNT, Holds, Names, Subject};

#[test]
fn a_push_is_asked_for_and_about_by_exactly_the_documented_messages() {
    messages(&paygate_global::PUSH);
}

#[test]
fn a_page_is_shown_and_asked_about_by_exactly_the_documented_messages() {
    messages(&paygate_global::PAGE);
}

#[test]
fn an_account_is_tested_by_the_balance_and_nothing_is_made_up() {
    balances(&paygate_global::PUSH);
}

fn messages(subject: &'static Subject) {
    let counter = Counter::of(subject);
    let id = counter.start();
    let reference = counter.view(id).reference;
    if subject.create.is_none() {
        counter.gateway.page_opened(&reference, AMOUNT);
    }
    let names = Names { reference: &reference, number: counter.next_number() - 1 };
    counter.gateway.once(subject.asks[0], Answer::unknown_transaction());
    counter.ask(id);
    counter.ask(id);
    counter.within_bound(counter.engine().test_account(&counter.view(id).account)).unwrap();
    let mut calls: Vec<_> = subject.create.into_iter().chain(subject.asks.iter().copied()).collect();
    calls.push(subject.balance);
    let requests: Vec<_> = calls.into_iter().flat_map(|call| counter.gateway.requests(call)).collect();
    assert_eq!(requests.len(), counter.gateway.count());
    let told: Vec<_> = requests.iter().map(|request| (request.path.as_str(), request.json.clone())).collect();
    assert_eq!(told, (subject.requests)(names));
    for request in &requests {
        let header = |name: &str| request.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str());
        assert_eq!((request.method.as_str(), request.query.as_str()), ("POST", ""), "{}", request.path);
        assert_eq!(header("content-type"), Some("application/json"));
        assert!(header("user-agent").is_some_and(|agent| agent.starts_with("Comptoir/")), "{:?}", request.headers);
        assert_eq!((header("authorization"), header("cookie")), (None, None));
    }
    let page = counter.within_bound(counter.engine().page(id)).unwrap();
    let address = page.map(|page| page.with_key().to_owned());
    let documented = subject.page.map(|page| format!("{}{}", counter.gateway.base_url(), page(names)));
    assert_eq!(address, documented);
}

fn balances(subject: &'static Subject) {
    let mut counter = Counter::of(subject);
    let account = "boutique";
    for said in subject.balances {
        counter.answers(&[subject.balance], &Answer::bytes(said.http, said.body));
        let verdict = counter.within_bound(counter.engine().test_account(account)).unwrap();
        match (verdict, said.means) {
            (Verdict::Good(balances), Holds::Balances(expected)) => {
                let told: Vec<_> = balances.iter().map(|balance| balance.amount_minor).collect();
                assert_eq!(told, expected, "{}", said.what);
            }
            (Verdict::NotProven(error), Holds::Not(expected)) => assert_eq!(error, expected, "{}", said.what),
            (verdict, expected) => panic!("{}: {verdict:?} and not {expected:?}", said.what),
        }
        counter.mend();
    }
    let best = subject.balances[0].body;
    for fault in FAULTS {
        let held = fault.happens(&mut counter, &[subject.balance], best, false);
        let verdict = counter.within_bound(counter.engine().test_account(account)).unwrap();
        drop(held);
        fault.ends(&mut counter);
        let refused = ["HTTP 401", "HTTP 403", "HTTP 403, a web page"].contains(&fault.what);
        let expected = if refused { GatewayError::Refused } else { GatewayError::Silent(fault.reason) };
        assert_eq!(verdict, Verdict::NotProven(expected), "{}", fault.what);
    }
}
