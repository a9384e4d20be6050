//! A notification as the gateway would write it, and otherwise.

use comptoir_core::ids::PaymentId;
use comptoir_tests::Call;
use serde_json::{Map, Value, json};
use url::Url;
use url::form_urlencoded::Serializer;

use super::PHONE;
use crate::counter::Counter;

/// A notification before it is written.
#[derive(Clone)]
pub(super) struct Notice {
    /// What followed the question mark of the address that we gave.
    pub(super) query: String,
    pub(super) fields: Map<String, Value>,
}

/// A notification as it is written: what follows the question mark, and the body.
pub(super) struct Written(pub(super) String, pub(super) String);

impl Notice {
    /// What the gateway sends when the customer of this payment has paid: the documented fields and no other, each as it was told it.
    pub(super) fn of(counter: &Counter, id: PaymentId) -> Self {
        let reference = counter.view(id).reference;
        let told = counter.gateway.requests_that(Call::Pay, |request| request.json["referenceNumber"] == reference.as_str());
        let [told] = told.as_slice() else { panic!("one create call: {told:?}") };
        let address = Url::parse(told.json["notificationURL"].as_str().unwrap()).unwrap();
        let fields = json!({
            "merchantId": told.json["merchantId"],
            "referenceNumber": reference,
            "amount": told.json["amount"],
            "transactiondt": "2026-11-26 14:05:09",
            "customerId": PHONE,
            "returnContext": told.json["returnContext"],
            "hashcode": "0a1b2c",
            "responsecode": "0",
        });
        let Value::Object(fields) = fields else { unreachable!() };
        Self { query: address.query().unwrap().to_owned(), fields }
    }

    pub(super) fn with(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.fields.insert(name.to_owned(), value.into());
        self
    }

    pub(super) fn without(mut self, name: &str) -> Self {
        self.fields.remove(name);
        self
    }

    /// The same with another query.
    pub(super) fn asked_by(mut self, query: impl FnOnce(&str) -> String) -> Self {
        self.query = query(&self.query);
        self
    }

    /// The same with this of what we had it give back.
    pub(super) fn giving_back(self, name: &str, value: Value) -> Self {
        let mut context: Value = serde_json::from_str(self.fields["returnContext"].as_str().unwrap()).unwrap();
        context[name] = value;
        self.with("returnContext", context.to_string())
    }

    pub(super) fn declined(self) -> Self {
        self.with("responsecode", "-1")
    }

    fn pairs(&self) -> String {
        let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        Serializer::new(String::new()).extend_pairs(self.fields.iter().map(|(name, value)| (name, text(value)))).finish()
    }

    pub(super) fn form(self) -> Written {
        Written(self.query.clone(), self.pairs())
    }

    pub(super) fn json(self) -> Written {
        Written(self.query, Value::Object(self.fields).to_string())
    }

    pub(super) fn address(self) -> Written {
        Written(format!("{}&{}", self.query, self.pairs()), String::new())
    }

    /// Every second field in the address, the others in a form.
    pub(super) fn mixed(self) -> Written {
        let in_address = |place: usize| place.is_multiple_of(2);
        let half = |kept: bool| {
            let fields = self.fields.iter().enumerate().filter(|(place, _)| in_address(*place) == kept);
            Self { query: String::new(), fields: fields.map(|(_, (name, value))| (name.clone(), value.clone())).collect() }
                .pairs()
        };
        Written(format!("{}&{}", self.query, half(true)), half(false))
    }

    /// A form, and this told in the address besides.
    pub(super) fn beside(self, name: &str, value: &str) -> Written {
        let Written(query, body) = self.form();
        let besides = Serializer::new(String::new()).append_pair(name, value).finish();
        Written(format!("{query}&{besides}"), body)
    }
}

impl Written {
    /// How many bytes there are to cut.
    pub(super) fn length(&self) -> usize {
        if self.1.is_empty() { self.0.len() } else { self.1.len() }
    }

    /// Its first bytes alone: of the body where there is one, else of the address.
    pub(super) fn cut(self, kept: usize) -> Self {
        let Self(query, body) = self;
        if body.is_empty() { Self(query[..kept].to_owned(), body) } else { Self(query, body[..kept].to_owned()) }
    }
}

/// The secret's name in the address.
pub(super) const CLE: &str = "&cle=";

pub(super) fn secretless(query: &str) -> String {
    query.split_once(CLE).expect("our secret").0.to_owned()
}

pub(super) fn secret(query: &str) -> &str {
    query.split_once(CLE).expect("our secret").1
}
