//! What is sold, and what cashiers write beside it.

use comptoir_core::order::Line;

use crate::chance::Dice;

/// Notes as people type them, and some that a spreadsheet would run.
const NOTES: [&str; 20] = [
    "Mme Adjoa N’Dri",
    "Kofi Ézéchiel, acompte",
    "Aïssatou — livraison à Bè",
    "table 4",
    "Deux pagnes à fleurs",
    "M. Koffi AGBODJAN",
    "François-Xavier, solde",
    "Œufs et crème pour Noël",
    "réf. devis 2026/118",
    "Zoé ; reprendre demain",
    "client fidèle, « 10 % »",
    "=1+1",
    "=HYPERLINK(\"http://exemple.invalid\",\"facture\")",
    "@SUM(A1:A9)",
    "+228 commande",
    "-10% remise",
    "=cmd|' /C calc'!A0",
    "＝1+1",
    "|=1+1",
    "\"guillemets\" et ; points-virgules",
];

/// Articles and what one costs, in francs.
const ARTICLES: [(&str, i64); 12] = [
    ("Pagne wax 6 yards", 12_500),
    ("Riz parfumé 25 kg", 18_000),
    ("Huile végétale 5 L", 6_750),
    ("Savon de Marseille", 450),
    ("Crédit téléphonique", 1_000),
    ("Attiéké poisson", 1_500),
    ("Café moulu 250 g", 1_850),
    ("Chargeur USB-C", 3_500),
    ("Coiffure, tresses", 7_000),
    ("Ciment 50 kg", 4_800),
    ("Jus de bissap", 300),
    ("Cahier 200 pages", 650),
];

pub(crate) fn note(dice: &mut Dice) -> Option<String> {
    if dice.happens(350) { dice.one_of(&NOTES).map(|note| (*note).to_owned()) } else { None }
}

/// One to three articles.
pub(crate) fn lines(dice: &mut Dice) -> Vec<Line> {
    let count = dice.between(1, 3);
    let mut lines = Vec::new();
    for _ in 0..count {
        if let Some((name, unit_price_minor)) = dice.one_of(&ARTICLES) {
            let quantity = if dice.happens(700) { 1 } else { u32::try_from(dice.between(2, 6)).unwrap_or(2) };
            lines.push(Line { name: (*name).to_owned(), quantity, unit_price_minor: *unit_price_minor });
        }
    }
    lines
}
