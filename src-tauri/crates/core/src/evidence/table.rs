//! Every shape of an answer at every gateway, against the table of the design.

use std::sync::LazyLock;

use super::*;
use crate::payment::samples;

const WAYS: [(GatewayKind, Method); 6] = [
    (GatewayKind::PaygateGlobal, Method::Push),
    (GatewayKind::PaygateGlobal, Method::Page),
    (GatewayKind::Paydunya, Method::Page),
    (GatewayKind::Cinetpay, Method::Page),
    (GatewayKind::Payplus, Method::Page),
    (GatewayKind::PaiementPro, Method::Page),
];

/// An order of each way.
static ORDERS: LazyLock<[Order; 6]> = LazyLock::new(|| WAYS.map(|(gateway, method)| Order { gateway, ..samples::order(method) }));

/// How a field of an answer stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Field {
    Absent,
    Equal,
    Other,
    Strange,
}

const FIELDS: [Field; 4] = [Field::Absent, Field::Equal, Field::Other, Field::Strange];

fn told<T>(field: Field, equal: T, other: T) -> Told<T> {
    match field {
        Field::Absent => Told::Nothing,
        Field::Equal => Told::That(equal),
        Field::Other => Told::That(other),
        Field::Strange => Told::Strange,
    }
}

/// One shape.
#[derive(Debug, Clone, Copy)]
struct Shape {
    way: (GatewayKind, Method),
    question: Question,
    reference: Field,
    number: Field,
    environment: Field,
    currency: Field,
    amount: Field,
    number_is_held: bool,
    amount_bound: bool,
}

impl Shape {
    /// What a paid word of this shape lacks first, as the design has it.
    fn lacks(self) -> Option<Reason> {
        let (gateway, method) = self.way;
        // « paid must state »
        let must_state = match (gateway, method) {
            (GatewayKind::PaygateGlobal, Method::Push) | (GatewayKind::Payplus, _) => "",
            (GatewayKind::PaygateGlobal, Method::Page) => "amount",
            (GatewayKind::Paydunya, _) => "amount environment",
            (GatewayKind::Cinetpay | GatewayKind::PaiementPro, _) => "amount currency",
        };
        let secret_number = matches!(gateway, GatewayKind::Paydunya | GatewayKind::Cinetpay | GatewayKind::Payplus);
        let named = match self.question {
            Question::ByReference => true,
            Question::ByGatewayReference => secret_number,
            Question::Notified => false,
        };
        let lacks = |field: Field, may_lack: bool, missing: Reason, differs: Reason| match field {
            Field::Equal => None,
            Field::Absent if may_lack => None,
            Field::Absent => Some(missing),
            Field::Other | Field::Strange => Some(differs),
        };
        let number_differs = self.number == Field::Strange || (self.number == Field::Other && self.number_is_held);
        lacks(self.reference, named, Reason::ReferenceMissing, Reason::ReferenceDiffers)
            .or(number_differs.then_some(Reason::GatewayReferenceDiffers))
            .or_else(|| {
                let may_lack = !must_state.contains("environment");
                lacks(self.environment, may_lack, Reason::EnvironmentMissing, Reason::EnvironmentDiffers)
            })
            .or_else(|| {
                let may_lack = !must_state.contains("currency");
                lacks(self.currency, may_lack, Reason::CurrencyMissing, Reason::CurrencyDiffers)
            })
            .or_else(|| {
                let may_lack = !must_state.contains("amount") && self.amount_bound;
                lacks(self.amount, may_lack, Reason::AmountMissing, Reason::AmountDiffers)
            })
    }

    fn verdict(self, word: Word, difference: Option<Reason>) -> Verdict {
        let order = &ORDERS[WAYS.iter().position(|way| *way == self.way).unwrap()];
        let report = Report {
            question: self.question,
            reference: told(self.reference, order.reference.to_string(), "CPTXXX".to_owned()),
            gateway_reference: told(self.number, "42".to_owned(), "43".to_owned()),
            environment: told(self.environment, Environment::Live, Environment::Test),
            currency: told(self.currency, Currency::Xof, Currency::Xaf),
            amount_minor: told(self.amount, order.amount.minor(), 100),
            difference,
            ..samples::report(order, word)
        };
        judge(&report, order, self.number_is_held.then_some("42"), self.amount_bound)
    }
}

fn shapes() -> impl Iterator<Item = Shape> {
    let questions = [Question::ByReference, Question::ByGatewayReference, Question::Notified];
    let ways = WAYS.into_iter().flat_map(move |way| questions.map(|question| (way, question)));
    ways.flat_map(|(way, question)| {
        (0..4_usize.pow(5) * 4).map(move |number| {
            let field = |place: u32| FIELDS[number / 4_usize.pow(place) % 4];
            let rest = number / 4_usize.pow(5);
            Shape {
                way,
                question,
                reference: field(0),
                number: field(1),
                environment: field(2),
                currency: field(3),
                amount: field(4),
                number_is_held: rest % 2 == 1,
                amount_bound: rest / 2 == 1,
            }
        })
    })
}

#[test]
fn a_paid_word_proves_exactly_what_the_table_of_the_design_says() {
    let mut proven = 0;
    for shape in shapes() {
        let expected = shape.lacks().map_or(Verdict::Proven, Verdict::Unproven);
        proven += usize::from(expected == Verdict::Proven);
        assert_eq!(shape.verdict(Word::Paid, None), expected, "{shape:?}");
        let elsewhere = Some(Reason::MerchantDiffers);
        assert_eq!(shape.verdict(Word::Paid, elsewhere), Verdict::Unproven(Reason::MerchantDiffers), "{shape:?}");
    }
    assert!(proven > 100, "{proven} shapes prove anything");
}

#[test]
fn another_word_ends_this_payment_only_if_it_is_about_this_one() {
    let of_another = [
        Reason::ReferenceDiffers,
        Reason::ReferenceMissing,
        Reason::GatewayReferenceDiffers,
        Reason::EnvironmentDiffers,
        Reason::MerchantDiffers,
        Reason::SecretDiffers,
    ];
    for shape in shapes() {
        for (word, verdict) in
            [(Word::Pending, Verdict::Pending), (Word::Declined, Verdict::Declined), (Word::Expired, Verdict::Expired)]
        {
            let about_another = shape.lacks().filter(|reason| of_another.contains(reason));
            assert_eq!(shape.verdict(word, None), about_another.map_or(verdict, Verdict::Nothing), "{shape:?}");
        }
        assert_eq!(shape.verdict(Word::Unknown("9".to_owned()), None), Verdict::Nothing(Reason::UnknownWord));
    }
    for reason in of_another {
        let sound = shapes().find(|shape| shape.lacks().is_none()).unwrap();
        assert_eq!(sound.verdict(Word::Declined, Some(reason)), Verdict::Nothing(reason));
    }
}
