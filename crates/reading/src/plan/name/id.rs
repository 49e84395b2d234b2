//! Short ids made from names: "UBND", "TCCSD", "VHNT".

use nhip_viet::fold::folded;

use super::form;
use super::vocabulary::{ID, TAILS};

/// Short id made from a name: "UBND", "TCCSD", "VHNT". Not yet unique.
pub(in crate::plan) fn id(name: &str) -> String {
    let plain = folded(&form(name));
    if let Some((_, id)) = ID.iter().find(|(start, _)| plain.starts_with(start)) {
        return (*id).to_owned();
    }
    let body = plain.strip_prefix("chi hoi ").unwrap_or(&plain);
    let own: Vec<&str> = body.split([' ', '-']).filter(|w| !w.is_empty()).collect();
    let level = |at: usize| {
        let rest = own.get(at..).unwrap_or_default().join(" ");
        TAILS.opens(&rest)
    };
    let cut = (1..own.len()).find(|at| level(*at)).unwrap_or(own.len());
    initials(own.get(..cut).unwrap_or_default())
}

/// First letters of what an id leaves out, to keep two apart: "UBND" + "XP".
pub(in crate::plan) fn id_tail(name: &str) -> String {
    let plain = folded(&form(name));
    let own: Vec<&str> = plain.split([' ', '-']).filter(|w| !w.is_empty()).collect();
    let from = ID.iter().find(|(start, _)| plain.starts_with(start));
    let skip = from.map_or(0, |(start, _)| start.split(' ').count());
    initials(own.get(skip..).unwrap_or_default())
}

fn initials(words: &[&str]) -> String {
    let letters = words
        .iter()
        .filter_map(|w| w.chars().find(char::is_ascii_alphanumeric));
    letters.take(8).map(|c| c.to_ascii_uppercase()).collect()
}
