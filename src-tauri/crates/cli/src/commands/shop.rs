//! `shop show | set`.

use std::path::Path;

use comptoir_core::shop::Shop;
use comptoir_engine::Refusal;
use comptoir_receipt::shop_json;
use comptoir_till::{Till, read_logo};
use comptoir_words::Label;

use super::Desk;
use crate::args::ShopCommand;
use crate::exit::Exit;
use crate::screen::Screen;

pub(super) async fn run(desk: &Desk<'_>, command: ShopCommand) -> Result<Exit, Refusal> {
    let shop = match command {
        ShopCommand::Show => match desk.reader()? {
            Some(reader) => reader.shop()?,
            None => Shop::default(),
        },
        ShopCommand::Set { particulars } => {
            let till = desk.silent_till().await?;
            let shop = set(&till, particulars)?;
            if !desk.screen.json {
                desk.screen.say_label(Label::ShopSaved, &[]);
            }
            shop
        }
    };
    tell(desk.screen, &shop);
    Ok(Exit::Done)
}

/// All of them or none; the logo is a file's name, or nothing.
fn set(till: &Till, particulars: Vec<(String, String)>) -> Result<Shop, Refusal> {
    let (logos, others): (Vec<_>, Vec<_>) = particulars.into_iter().partition(|(name, _)| name == "logo");
    let Some((_, file)) = logos.last() else { return till.engine.set_shop(&others) };
    let logo = if file.is_empty() { None } else { Some(read_logo(Path::new(file))?) };
    if !others.is_empty() {
        till.engine.set_shop(&others)?;
    }
    till.engine.set_logo(logo.as_ref())
}

fn tell(screen: &Screen, shop: &Shop) {
    let mut object = shop_json(shop);
    object.as_object_mut().into_iter().for_each(|fields| drop(fields.insert("kind".to_owned(), "shop".into())));
    screen.either(&object, || {
        let rows = [
            (Label::ShopName, Some(&shop.name)),
            (Label::Town, shop.town.as_ref()),
            (Label::Address, shop.address.as_ref()),
            (Label::Phone, shop.phone.as_ref()),
            (Label::TaxId, shop.tax_id.as_ref()),
            (Label::Website, shop.website.as_ref()),
            (Label::Till, Some(&shop.till)),
            (Label::Zone, Some(&shop.zone)),
            (Label::Logo, shop.logo.as_ref()),
        ];
        for (label, value) in rows {
            let value = value.map_or_else(|| screen.words.label(Label::NotSet), String::as_str);
            screen.say(format!("  {:<18} {value}", screen.words.label(label)));
        }
    });
}
