//! What is asked of customers: at every gateway, in every way, with amounts that decide what the customer does.

use comptoir_core::ids::PaymentId;
use comptoir_core::order::{GatewayKind, Method};
use comptoir_engine::AskedPayment;
use comptoir_engine::ports::Clock;

use crate::life::Life;
use crate::world::PHONE;

/// A payment that was asked for, and may be paid.
#[derive(Debug, Clone)]
pub(crate) struct Taken {
    pub(crate) id: PaymentId,
    pub(crate) gateway: GatewayKind,
    pub(crate) method: Method,
    /// Its customer can pay it: their phone rang, or they have seen the page.
    pub(crate) reached: bool,
}

/// Half of the gateways' life in the field is the prompt of one of them.
const WHERE: [(GatewayKind, Method); 8] = [
    (GatewayKind::PaygateGlobal, Method::Push),
    (GatewayKind::PaygateGlobal, Method::Push),
    (GatewayKind::PaygateGlobal, Method::Page),
    (GatewayKind::Paydunya, Method::Page),
    (GatewayKind::Cinetpay, Method::Page),
    (GatewayKind::Cinetpay, Method::Page),
    (GatewayKind::Payplus, Method::Page),
    (GatewayKind::PaiementPro, Method::Page),
];

/// The last two digits of an amount decide what the customer does: pay, refuse, let it run out, never answer.
const ENDINGS: [u64; 8] = [0, 0, 0, 50, 0, 5, 10, 15];

impl Life {
    /// A new sale.
    pub(crate) fn sale(&mut self) -> (GatewayKind, Method, AskedPayment) {
        let (gateway, method) = self.dice.one_of(&WHERE);
        let amount = self.dice.between(1, 999) * 100 + self.dice.one_of(&ENDINGS);
        (gateway, method, AskedPayment { amount: amount.to_string(), ..self.asked(gateway, method) })
    }

    /// What a gateway has to be told besides the amount.
    pub(crate) fn asked(&mut self, gateway: GatewayKind, method: Method) -> AskedPayment {
        let is_pro = gateway == GatewayKind::PaiementPro;
        let phone = match gateway {
            GatewayKind::PaygateGlobal => Some(PHONE),
            GatewayKind::PaiementPro => Some("07 07 12 34 56"),
            GatewayKind::Paydunya | GatewayKind::Cinetpay | GatewayKind::Payplus => None,
        };
        let customer = [("last_name", "Kouadio"), ("first_name", "Ama"), ("email", "client@example.com")];
        let customer = customer.into_iter().filter(|_| is_pro).map(|(name, value)| (name.to_owned(), value.to_owned()));
        AskedPayment {
            payment_id: Some(self.new_id()),
            account: Some(gateway.code().to_owned()),
            method: Some(method),
            phone: phone.map(str::to_owned),
            customer: customer.collect(),
            ..AskedPayment::default()
        }
    }

    fn new_id(&mut self) -> PaymentId {
        let mut random = [0; 10];
        random.fill_with(|| self.dice.throw().to_le_bytes()[0]);
        PaymentId::minted(self.world.clock.now(), &random)
    }

    /// One of the last payments, if there are any.
    pub(crate) fn some_taken(&mut self) -> Option<Taken> {
        let place = self.dice.between(1, 12) as usize;
        self.taken.len().checked_sub(place).map(|place| self.taken[place].clone())
    }
}
