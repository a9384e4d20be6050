use std::collections::BTreeMap;

use comptoir_core::money::{Amount, Currency};
use comptoir_core::network::Network;
use comptoir_core::order::{Confidential, GatewayKind, Order};
use comptoir_core::phone::PayerNumber;
use comptoir_core::shop::Shop;
use url::Url;

use super::samples::{KEY, Spoken, account, billed, confidential, keys, order, reference, reply};
use crate::account::{Account, Keys};

fn page(account: Account, order: &Order, confidential: &Confidential) -> Option<String> {
    page_of(account, &Shop::default(), order, confidential)
}

fn page_of(account: Account, shop: &Shop, order: &Order, confidential: &Confidential) -> Option<String> {
    let spoken = Spoken::to(account, Ok(reply(200, "")));
    let page = billed(order, confidential, shop, |bill| spoken.gateway.derived_page(&keys(), bill));
    assert_eq!(spoken.heard(), [], "a page needs no call");
    page.map(|page| page.with_key().to_owned())
}

fn pairs(address: &str) -> Vec<(String, String)> {
    Url::parse(address).unwrap().query_pairs().into_owned().collect()
}

#[test]
fn the_page_has_the_documented_parameters() {
    let shop = Shop { website: Some("https://boutique.example/merci?a=1&b=2".to_owned()), ..Shop::default() };
    let address = page_of(account("on"), &shop, &order(), &confidential()).unwrap();
    let expected = format!(
        "https://paygateglobal.com/v1/page?token={KEY}&amount=12500&description=Deux%20pagnes&identifier={}\
         &url=https%3A%2F%2Fboutique.example%2Fmerci%3Fa%3D1%26b%3D2&phone=90123456&network=TOGOCEL",
        reference()
    );
    assert_eq!(address, expected);
}

#[test]
fn what_is_not_known_is_left_out_of_the_page() {
    let order = Order { note: None, network: None, ..order() };
    let address = page(account("on"), &order, &Confidential::default()).unwrap();
    let names: Vec<_> = pairs(&address).into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["token", "amount", "description", "identifier"]);
    let flooz = Order { network: Some(Network::TgFlooz), ..order.clone() };
    assert!(page(account("on"), &flooz, &Confidential::default()).unwrap().ends_with("&network=MOOV"));
    let foreign = Order { network: Some(Network::SnWave), ..order };
    assert!(!page(account("on"), &foreign, &Confidential::default()).unwrap().contains("network"));
}

#[test]
fn the_page_takes_the_digits_as_they_were_typed() {
    let payer = PayerNumber::as_typed("00228 90123456").unwrap();
    let confidential = Confidential { payer: Some(payer), ..Confidential::default() };
    assert!(page(account("on"), &order(), &confidential).unwrap().contains("&phone=0022890123456"));
}

#[test]
fn the_page_is_there_only_where_the_owner_turned_it_on() {
    let off = [account("off"), Account::checked("b".to_owned(), GatewayKind::PaygateGlobal, BTreeMap::new(), None).unwrap()];
    for account in off {
        assert_eq!(page(account.clone(), &order(), &confidential()), None);
        assert!(!Spoken::to(account, Ok(reply(200, ""))).gateway.capabilities().page);
    }
    assert!(Spoken::to(account("on"), Ok(reply(200, ""))).gateway.capabilities().page);
}

#[test]
fn the_page_stands_at_the_accounts_base_url() {
    let base_url = Some(Url::parse("http://127.0.0.1:8801/practice/").unwrap());
    let address = page(Account { base_url, ..account("on") }, &order(), &confidential()).unwrap();
    assert!(address.starts_with("http://127.0.0.1:8801/practice/v1/page?token="), "{address}");
}

#[test]
fn whatever_the_note_says_comes_back_whole_and_adds_no_parameter() {
    for note in ["a&amount=1", "50 % d'élève #2 +1", "=;,/?:@", "क्ष 👩‍🌾", "a\"b<c>"] {
        let order = Order { note: Some(note.to_owned()), ..order() };
        let address = page(account("on"), &order, &confidential()).unwrap();
        assert!(address.is_ascii() && !address.contains('+'), "{address}");
        let pairs = pairs(&address);
        assert_eq!(pairs.len(), 6);
        assert_eq!(pairs[2], ("description".to_owned(), note.to_owned()));
        assert_eq!(pairs[1], ("amount".to_owned(), "12500".to_owned()));
    }
}

#[test]
fn a_long_note_is_shortened_until_the_address_fits() {
    let order = Order { note: Some("é".repeat(5_000)), ..order() };
    let address = page(account("on"), &order, &confidential()).unwrap();
    assert!((2_040..=2_048).contains(&address.len()), "{}", address.len());
    let (_, description) = pairs(&address).remove(2);
    assert!(description.chars().all(|c| c == 'é'), "no character is cut in two");
}

#[test]
fn an_address_that_cannot_fit_is_none() {
    let shop = |length: usize| {
        let website = Some(format!("https://boutique.example/{}", "x".repeat(length)));
        Shop { website, ..Shop::default() }
    };
    let page_with = |length| page_of(account("on"), &shop(length), &order(), &confidential());
    let spare = 2_048 - page_with(0).unwrap().len();
    assert!(page_with(spare).unwrap().contains("description=Deux%20pagnes&"));
    assert!(page_with(spare + 1).unwrap().contains("description=Deux%20pagne&"));
    assert_eq!(page_with(2_048), None);
}

#[test]
fn an_order_that_the_page_cannot_say_has_no_page() {
    let dollars = Order { amount: Amount::new(100, Currency::Usd).unwrap(), ..order() };
    assert_eq!(page(account("on"), &dollars, &confidential()), None);
    let spoken = Spoken::to(account("on"), Ok(reply(200, "")));
    let shop = Shop::default();
    let page = billed(&order(), &confidential(), &shop, |bill| spoken.gateway.derived_page(&Keys::default(), bill));
    assert!(page.is_none());
}
