//! What the gateway is told, word for word, and what it tells of the account.

use comptoir_engine::Verdict;
use comptoir_gateway::GatewayError;
use comptoir_tests::Answer;

use crate::counter::Counter;
use crate::faults::FAULTS;
use crate::subject::{AMOUNT, Proves, Subject, Told};

/// The gateway is told exactly what its document has, in the document's own types.
pub(crate) fn messages(subject: &'static Subject) {
    let counter = Counter::of(subject);
    let id = counter.start();
    let view = counter.view(id);
    if subject.create.is_none() {
        counter.gateway.page_opened(&view.reference, AMOUNT);
    }
    let base_url = counter.gateway.base_url();
    let names = counter.names(&view, &base_url);
    if let [first, _, ..] = subject.asks {
        // The other name is asked by once the gateway does not know the first.
        counter.gateway.once(*first, Answer::unknown_transaction());
    }
    counter.ask(id);
    counter.ask(id);
    counter.within_bound(counter.engine().test_account(&view.account)).unwrap();
    let mut calls: Vec<_> = subject.create.into_iter().chain(subject.asks.iter().copied()).collect();
    calls.extend(subject.proof.filter(|proof| !calls.contains(proof)));
    let requests: Vec<_> = calls.into_iter().flat_map(|call| counter.gateway.requests(call)).collect();
    assert_eq!(requests.len(), counter.gateway.count());
    let documented = (subject.requests)(names);
    assert_eq!(requests.len(), documented.len());
    for (request, documented) in requests.iter().zip(documented) {
        let query = Some(request.query.as_str()).filter(|query| !query.is_empty());
        let path = query.map_or_else(|| request.path.clone(), |query| format!("{}?{query}", request.path));
        let method = if request.method == "POST" { "POST" } else { "GET" };
        let headers =
            documented.headers.iter().map(|(name, _)| (*name, request.header(name).unwrap_or_default().to_owned())).collect();
        assert_eq!(Told { method, path, headers, json: request.json.clone() }, documented);
        // An empty message is sent where the document says POST and gives none.
        assert_eq!(request.header("content-type"), (method == "POST").then_some("application/json"));
        assert!(request.header("user-agent").is_some_and(|agent| agent.starts_with("Comptoir/")), "{:?}", request.headers);
        let is_documented = |name: &str| documented.headers.iter().any(|(known, _)| *known == name);
        let known = ["host", "accept", "user-agent", "content-type", "content-length"];
        let stray = |(name, _): &&(String, String)| !known.contains(&name.as_str()) && !is_documented(name);
        assert_eq!(request.headers.iter().find(stray), None);
    }
    let page = counter.within_bound(counter.engine().page(id)).unwrap();
    let address = page.map(|page| page.with_key().to_owned());
    let documented = subject.page.map(|page| format!("{base_url}{}", page(names)));
    assert_eq!(address, documented);
}

/// The keys are proven by one call, and nothing is made up.
pub(crate) fn proofs(subject: &'static Subject) {
    let mut counter = Counter::of(subject);
    let account = "boutique";
    let Some(call) = subject.proof else {
        let verdict = counter.within_bound(counter.engine().test_account(account)).unwrap();
        assert_eq!(verdict, Verdict::NotProven(GatewayError::NotOffered));
        assert_eq!(counter.gateway.count(), 0, "nothing proves such an account");
        return;
    };
    for said in subject.proofs {
        counter.answers(&[call], &Answer::bytes(said.http, said.body()));
        let verdict = counter.within_bound(counter.engine().test_account(account)).unwrap();
        match (verdict, said.means) {
            (Verdict::Good(balances), Proves::Good(expected)) => {
                let told: Vec<_> = balances.iter().map(|balance| balance.amount_minor).collect();
                assert_eq!(told, expected, "{}", said.what);
            }
            (Verdict::NotProven(error), Proves::Not(expected)) => assert_eq!(error, expected, "{}", said.what),
            (verdict, expected) => panic!("{}: {verdict:?} and not {expected:?}", said.what),
        }
        counter.mend();
    }
    let best = subject.proofs[0].body();
    for fault in FAULTS {
        let held = fault.happens(&mut counter, &[call], best, false);
        let verdict = counter.within_bound(counter.engine().test_account(account)).unwrap();
        drop(held);
        fault.ends(&mut counter);
        let refusal = subject.refusals.iter().find(|(what, _)| *what == fault.what);
        let expected = refusal.map_or(GatewayError::Silent(fault.reason), |(_, error)| *error);
        assert_eq!(verdict, Verdict::NotProven(expected), "{}", fault.what);
    }
}
