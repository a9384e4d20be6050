//! The words of `cashier`.

use clap::Subcommand;
use comptoir_core::people::Right;

#[derive(Subcommand)]
pub(crate) enum CashierCommand {
    Add {
        name: String,
        #[arg(long, value_name = "RIGHTS", value_delimiter = ',', value_parser = right, default_value = "sell,reprint")]
        rights: Vec<Right>,
    },
    List,
    Rename {
        name: String,
        new_name: String,
    },
    SetPin {
        name: String,
    },
    Rights {
        name: String,
        #[arg(value_delimiter = ',', value_parser = right, required = true)]
        rights: Vec<Right>,
    },
    Off {
        name: String,
    },
    On {
        name: String,
    },
}

/// A right, by its code.
fn right(text: &str) -> Result<Right, &'static str> {
    Right::from_code(text.trim()).ok_or("sell reprint refund settle export settings payout")
}
