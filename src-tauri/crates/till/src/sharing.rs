//! A receipt that is given to a customer who is not there: by a message, or as a file. The address that holds their number is made
//! here and handed on whole; what is said in it holds no number.

use std::path::PathBuf;

use comptoir_core::code::Code;
use comptoir_core::ids::{PaymentId, RefundId};
use comptoir_core::order::{CustomerField, Environment};
use comptoir_core::phone::PhoneNumber;
use comptoir_core::printer::PageSize;
use comptoir_core::receipt::LinkedReceipt;
use comptoir_engine::Refusal;
use comptoir_receipt::{Duplicate, message, pdf, png, subject};
use comptoir_words::Words;
use jiff::Timestamp;
use url::form_urlencoded::byte_serialize;

use crate::paper::{folder_for_files, next_paper, write_whole};
use crate::till::Till;

/// How a message goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// `WhatsApp`.
    Whatsapp,
    /// A text message.
    Sms,
    /// A letter.
    Mail,
}

/// What a receipt is kept as in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Document {
    /// A PDF on A4.
    Pdf,
    /// A picture.
    Png,
}

/// Where a customer is reached, as far as it is still known.
#[derive(Default)]
struct Reached {
    /// With the calling code, in digits.
    phone: Option<String>,
    mail: Option<String>,
}

impl Till {
    /// The receipt of a payment as a message.
    ///
    /// # Errors
    /// `no_receipt`, and what keeps the ledger from being read.
    pub fn receipt_message(&self, id: PaymentId, words: Words) -> Result<String, Refusal> {
        Ok(message(&self.receipt(id)?, words))
    }

    /// The address at which a program of this computer, or a phone, has the message ready to be sent to whoever paid.
    ///
    /// # Errors
    /// As [`Till::receipt_message`].
    pub fn share_address(&self, id: PaymentId, way: Way, words: Words) -> Result<String, Refusal> {
        let linked = self.receipt(id)?;
        Ok(address(way, &self.reached(&linked)?, &message(&linked, words), &subject(&linked, words)))
    }

    /// Writes the receipt, or the paper of one of its refunds, as the next paper would be, into the folder `Comptoir` among the user's
    /// documents, and tells where.
    ///
    /// # Errors
    /// `no_receipt`, `file_unwritable`, and what keeps the ledger from being read.
    pub fn save_paper(
        &self,
        id: PaymentId,
        refund: Option<RefundId>,
        document: Document,
        words: Words,
    ) -> Result<PathBuf, Refusal> {
        let (issued, prints) = {
            let ledger = self.engine.ledger();
            (ledger.issued(id, refund)?.ok_or(Code::NoReceipt)?, ledger.prints(id, refund)?)
        };
        let duplicate = next_paper(&prints, Timestamp::now());
        let duplicate = duplicate.map(|duplicate| Duplicate { cashier: self.engine.on_duty(), ..duplicate });
        let (drawn, ending) = match document {
            Document::Pdf => (pdf(&issued, PageSize::A4, duplicate, words), "pdf"),
            Document::Png => (png(&issued, duplicate, words), "png"),
        };
        let drawn = drawn.map_err(|_| Code::Unexpected)?;
        let path = folder_for_files()?.join(format!("{}.{ending}", file_name(issued.number())));
        write_whole(&path, &drawn)?;
        tracing::info!(number = issued.number(), ending, "a paper was saved");
        Ok(path)
    }

    fn receipt(&self, id: PaymentId) -> Result<LinkedReceipt, Refusal> {
        Ok(self.engine.ledger().receipt_of(id)?.ok_or(Code::NoReceipt)?)
    }

    /// Where whoever paid is reached. Nobody is, in training: a number that was typed there may be anybody's.
    fn reached(&self, linked: &LinkedReceipt) -> Result<Reached, Refusal> {
        let receipt = &linked.receipt;
        if receipt.environment == Environment::Training {
            return Ok(Reached::default());
        }
        let Some(confidential) = self.engine.ledger().confidential(receipt.payment_id)? else { return Ok(Reached::default()) };
        // An account that was removed since has no country any more.
        let country = self.engine.country_of(&receipt.account).ok();
        let payer = confidential.payer.as_ref().zip(country);
        let number = payer.and_then(|(payer, country)| PhoneNumber::typed(payer.digits(), country).ok());
        let phone = number.map(|number| format!("{}{}", number.country().calling_code(), number.national()));
        Ok(Reached { phone, mail: confidential.customer.get(&CustomerField::Email).cloned() })
    }
}

fn address(way: Way, reached: &Reached, message: &str, subject: &str) -> String {
    let phone = reached.phone.as_deref();
    match way {
        Way::Whatsapp => format!("https://wa.me/{}?text={}", phone.unwrap_or_default(), encoded(message)),
        Way::Sms => format!("sms:{}?body={}", phone.map(|phone| format!("+{phone}")).unwrap_or_default(), encoded(message)),
        Way::Mail => {
            let to = encoded(reached.mail.as_deref().unwrap_or_default());
            format!("mailto:{to}?subject={}&body={}", encoded(subject), encoded(&message.replace('\n', "\r\n")))
        }
    }
}

/// `text` within an address: not as in a form, where a plus is a blank.
pub(crate) fn encoded(text: &str) -> String {
    byte_serialize(text.as_bytes()).collect::<String>().replace('+', "%20")
}

/// A receipt's number as a file's name.
pub(crate) fn file_name(number: &str) -> String {
    number.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_says_to_whom_and_what() {
        let known = Reached { phone: Some("22890123456".to_owned()), mail: Some("ama+x@exemple.tg".to_owned()) };
        let told = |way, reached| address(way, reached, "Reçu 1+1\nMerci & à bientôt", "Reçu 1");
        assert_eq!(
            told(Way::Whatsapp, &known),
            "https://wa.me/22890123456?text=Re%C3%A7u%201%2B1%0AMerci%20%26%20%C3%A0%20bient%C3%B4t"
        );
        assert_eq!(told(Way::Sms, &known), "sms:+22890123456?body=Re%C3%A7u%201%2B1%0AMerci%20%26%20%C3%A0%20bient%C3%B4t");
        assert_eq!(
            told(Way::Mail, &known),
            "mailto:ama%2Bx%40exemple.tg?subject=Re%C3%A7u%201&body=Re%C3%A7u%201%2B1%0D%0AMerci%20%26%20%C3%A0%20bient%C3%B4t"
        );
        let nobody = Reached::default();
        assert!(told(Way::Whatsapp, &nobody).starts_with("https://wa.me/?text="));
        assert!(told(Way::Sms, &nobody).starts_with("sms:?body="));
        assert!(told(Way::Mail, &nobody).starts_with("mailto:?subject="));
    }

    #[test]
    fn a_number_makes_a_name_in_the_folder() {
        assert_eq!(file_name("COMPTOIR-1-2026-000001"), "COMPTOIR-1-2026-000001");
        assert_eq!(file_name("../é:1"), "-----1");
    }
}
