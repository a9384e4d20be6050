//! Names of sales and payments, minted here and durable before anything leaves the machine.

use std::fmt;
use std::str::FromStr;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::{Builder, Uuid};

macro_rules! uuid_name {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(Uuid);

        impl $name {
            /// A new name (UUIDv7): sortable by the time it was minted at, unguessable by ten random bytes.
            #[must_use]
            pub fn minted(at: Timestamp, random: &[u8; 10]) -> Self {
                // A clock before 1970 must not stop a sale; only the sort order suffers.
                let millis = u64::try_from(at.as_millisecond()).unwrap_or(0);
                Self(Builder::from_unix_timestamp_millis(millis, random).into_uuid())
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;

            fn from_str(text: &str) -> Result<Self, uuid::Error> {
                Uuid::try_parse(text).map(Self)
            }
        }
    };
}

uuid_name! {
    /// One payment: one gateway, one account, one merchant reference, one amount.
    PaymentId
}
uuid_name! {
    /// What is owed. It has payments, or is settled without one, and has at most one receipt.
    SaleId
}
uuid_name! {
    /// Money that the shop sends out: one request to one account.
    PayoutId
}
uuid_name! {
    /// Money of a sale that was given back.
    RefundId
}
uuid_name! {
    /// A closing of the till.
    ClosingId
}
uuid_name! {
    /// What settled a sale without a gateway.
    TenderId
}
uuid_name! {
    /// A cashier, whatever they are called.
    CashierId
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_sort_by_the_time_they_were_minted_at() {
        let early = PaymentId::minted(Timestamp::from_second(1_000).unwrap(), &[0xff; 10]);
        let late = PaymentId::minted(Timestamp::from_second(1_001).unwrap(), &[0; 10]);
        assert!(early.to_string() < late.to_string());
        assert_eq!(early.to_string().parse(), Ok(early));
        assert_eq!(PaymentId::minted(Timestamp::MIN, &[0; 10]).to_string().len(), 36);
    }
}
