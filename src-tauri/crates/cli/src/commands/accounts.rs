//! `account add | list | test | remove | prefer` and `balance`.

use std::collections::BTreeMap;

use comptoir_core::code::Code;
use comptoir_core::network::Network;
use comptoir_core::order::{Environment, GatewayKind};
use comptoir_engine::{NewAccount, Refusal, Verdict};
use comptoir_gateway::{Account, Balance, GatewayError};
use comptoir_ledger::StoredAccount;
use comptoir_till::practice_accounts;
use comptoir_words::Label;
use serde_json::{Value, json};

use super::Desk;
use crate::args::AccountCommand;
use crate::exit::Exit;
use crate::input;
use crate::screen::Screen;

pub(super) async fn run(desk: &Desk<'_>, command: AccountCommand) -> Result<Exit, Refusal> {
    match command {
        AccountCommand::Add { name, gateway, fields, base_url } => add(desk, name, &gateway, fields, base_url).await,
        AccountCommand::List => list(desk),
        AccountCommand::Test { name } => test(desk, &name).await,
        AccountCommand::Remove { name } => remove(desk, &name).await,
        AccountCommand::Prefer { network, account } => prefer(desk, &network, account.as_deref()).await,
    }
}

async fn add(
    desk: &Desk<'_>,
    name: String,
    gateway: &str,
    fields: Vec<(String, String)>,
    base_url: Option<String>,
) -> Result<Exit, Refusal> {
    if desk.options.training {
        return Err(Code::TrainingOnly.into());
    }
    let gateway = GatewayKind::from_code(gateway).ok_or_else(|| Refusal::naming(Code::GatewayUnknown, "gateway", gateway))?;
    let fields: BTreeMap<_, _> = fields.into_iter().collect();
    // What is wrong with the fields, and that no owner can turn the page on, is told before anybody types a key.
    let account = Account::checked(name.clone(), gateway, fields.clone(), base_url.as_deref())?;
    let shows_the_key = account.field("page") == Some("on");
    if shows_the_key {
        warn_of_the_page(desk.screen);
        let pin = match desk.reader()? {
            Some(reader) => reader.owner_pin_hash()?,
            None => None,
        };
        pin.ok_or(Code::PinUnset)?;
    }
    let mut secrets = desk.given.keys(gateway, shows_the_key, desk.screen)?;
    let pin = secrets.remove(input::PIN);
    let till = desk.silent_till().await?;
    let stored = till.engine.add_account(NewAccount { name, gateway, fields, base_url, secrets, pin }).await?;
    desk.screen.either(&object(&stored, environment(desk, &stored)?), || {
        desk.screen.say_label(Label::AccountAdded, &[("account", &stored.name)]);
    });
    Ok(Exit::Done)
}

/// The page puts the shop's key in the customer's hands: the owner reads that before it is turned on.
fn warn_of_the_page(screen: &Screen) {
    let lines = [
        Label::PageWarningTitle,
        Label::PageWarningKey,
        Label::PageWarningCustomer,
        Label::PageWarningPayout,
        Label::PageWarningCounted,
    ];
    for line in lines {
        screen.warn(screen.words.label(line));
    }
}

fn list(desk: &Desk<'_>) -> Result<Exit, Refusal> {
    let accounts = if desk.options.training {
        let stored = |account: Account| StoredAccount {
            name: account.name,
            gateway: account.kind,
            fields: account.fields,
            base_url: None,
            key_fingerprint: String::new(),
        };
        practice_accounts(None)?.into_iter().map(stored).collect()
    } else {
        match desk.reader()? {
            Some(reader) => reader.accounts()?,
            None => Vec::new(),
        }
    };
    if accounts.is_empty() && !desk.screen.json {
        desk.screen.say_label(Label::NoAccount, &[]);
    }
    for stored in &accounts {
        let environment = environment(desk, stored)?;
        desk.screen.either(&object(stored, environment), || {
            let fields: Vec<_> = stored.fields.iter().map(|(name, value)| format!("{name}={value}")).collect();
            let base_url = stored.base_url.as_deref().unwrap_or_default();
            let mark = desk.screen.mark(environment.code());
            desk.screen.say(format!("{}  {}  {}  {base_url}{mark}", stored.name, stored.gateway.name(), fields.join(" ")));
        });
    }
    Ok(Exit::Done)
}

fn environment(desk: &Desk<'_>, stored: &StoredAccount) -> Result<Environment, Refusal> {
    if desk.options.training {
        return Ok(Environment::Training);
    }
    let account = Account::checked(stored.name.clone(), stored.gateway, stored.fields.clone(), stored.base_url.as_deref())?;
    Ok(account.environment())
}

fn object(stored: &StoredAccount, environment: Environment) -> Value {
    let fingerprint = Some(&stored.key_fingerprint).filter(|fingerprint| !fingerprint.is_empty());
    json!({
        "kind": "account",
        "name": stored.name,
        "gateway": stored.gateway.code(),
        "fields": stored.fields,
        "base_url": stored.base_url,
        "key_fingerprint": fingerprint,
        "environment": environment.code(),
    })
}

async fn test(desk: &Desk<'_>, name: &str) -> Result<Exit, Refusal> {
    let till = desk.silent_till().await?;
    let verdict = till.engine.test_account(name).await?;
    let gateway = till.engine.gateway_of(name)?;
    let good = matches!(verdict, Verdict::Good(_));
    let object =
        json!({"kind": "account_test", "account": name, "gateway": gateway.code(), "good": good, "verdict": verdict.code()});
    desk.screen.either(&object, || match verdict {
        Verdict::Good(_) => desk.screen.say_label(Label::TestGood, &[("account", name)]),
        Verdict::NotProven(error) => {
            desk.screen.say_label(Label::TestBad, &[("account", name)]);
            let refusal = Refusal::from(error);
            let told = desk.screen.words.error(refusal.code, &refusal.data);
            desk.screen.say(told.what_happened);
            if let GatewayError::Silent(reason) | GatewayError::AccountRefused(reason) = error {
                desk.screen.say(desk.screen.words.reason(reason));
            }
            desk.screen.say(told.what_to_do);
        }
    });
    Ok(if good { Exit::Done } else { Exit::Failed })
}

async fn remove(desk: &Desk<'_>, name: &str) -> Result<Exit, Refusal> {
    let till = desk.silent_till().await?;
    till.engine.remove_account(name).await?;
    desk.screen.either(&json!({"kind": "account_removed", "name": name}), || {
        desk.screen.say_label(Label::AccountRemoved, &[("account", name)]);
    });
    Ok(Exit::Done)
}

async fn prefer(desk: &Desk<'_>, network: &str, account: Option<&str>) -> Result<Exit, Refusal> {
    let named = Network::from_code(network.trim());
    let network = named.ok_or_else(|| Refusal::naming(Code::NetworkUnknown, "network", network))?;
    let till = desk.silent_till().await?;
    till.engine.prefer_account(network, account)?;
    desk.screen.either(&json!({"kind": "route", "network": network.code(), "account": account}), || {
        let account = account.unwrap_or_else(|| desk.screen.words.label(Label::AnyAccount));
        desk.screen.say_label(Label::RouteSet, &[("network", network.brand()), ("account", account)]);
    });
    Ok(Exit::Done)
}

pub(super) async fn balance(desk: &Desk<'_>, name: &str) -> Result<Exit, Refusal> {
    let till = desk.silent_till().await?;
    let balances = till.engine.balances(name).await?;
    let listed: Vec<Value> = balances.iter().map(balance_object).collect();
    desk.screen.either(&json!({"kind": "balance", "account": name, "balances": listed}), || {
        desk.screen.say_label(Label::BalanceOf, &[("account", name)]);
        for balance in &balances {
            let amount = balance.amount_minor.map(|minor| desk.screen.money(minor, balance.currency.code()));
            let amount = amount.unwrap_or_else(|| desk.screen.words.label(Label::NotSet).to_owned());
            desk.screen.say(format!("  {:<24} {amount}", balance.network.brand()));
        }
    });
    Ok(Exit::Done)
}

fn balance_object(balance: &Balance) -> Value {
    json!({"network": balance.network.code(), "amount_minor": balance.amount_minor, "currency": balance.currency.code()})
}
