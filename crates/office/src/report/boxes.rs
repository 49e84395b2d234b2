//! A box may be typed in on two pages at once. Each page says what it was shown; what somebody
//! else saved since is never written over unseen.

use nhip_core::fingerprint::hex;
use nhip_core::lang::Bilingual;
use nhip_core::personal::Published;
use nhip_core::report::draft::{Draft, Field};
use sha2::{Digest, Sha256};

/// One box as a page sends it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Typed {
    /// Name of the box.
    pub name: String,
    /// Mark of what the page was shown.
    pub seen: String,
    /// What stands in it.
    pub value: String,
}

/// What becomes of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// To be saved, as cleaned.
    Save(String),
    /// Nobody typed in it here, or it stands there already; the mark of what the page may show.
    Same(String),
    /// Somebody else saved this since.
    Conflict(String),
    /// It does not take that; why.
    Wrong(Bilingual),
}

/// Mark of what stands in a box.
pub fn mark(value: &str) -> String {
    let digest = Sha256::digest(value);
    hex(digest.get(..6).unwrap_or_default())
}

/// Decides one box on the draft as it stands, and writes it there if it is to be saved.
pub fn decide(draft: &mut Draft, typed: &Typed, published: &Published) -> Outcome {
    let Some(field) = Field::parse(&typed.name) else {
        return Outcome::Wrong(Bilingual::new(
            "Trang này đã cũ; hãy tải lại trang.",
            "The page is out of date; reload it.",
        ));
    };
    if mark(&typed.value) == typed.seen {
        return Outcome::Same(typed.seen.clone());
    }
    let was = draft.get(&field).to_owned();
    if let Err(why) = draft.set(&field, &typed.value, published) {
        return Outcome::Wrong(why);
    }
    // As cleaned: what arrives a second time is what stands there.
    let value = draft.get(&field).to_owned();
    if value == was {
        return Outcome::Same(mark(&was));
    }
    if mark(&was) != typed.seen {
        let _ = draft.set(&field, &was, published);
        return Outcome::Conflict(was);
    }
    Outcome::Save(value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use nhip_core::document::Document;
    use nhip_core::period::Month;
    use nhip_core::unit::Unit;

    fn draft() -> Draft {
        let plan = nhip_reading::plan::read(&Document::default());
        let unit = Unit {
            code: "001".into(),
            name: "UBND phường Bến Ngự".into(),
            aliases: Vec::new(),
            group: String::new(),
            parent: None,
            valid_from: None,
            valid_to: None,
        };
        Draft::blank(&plan, &unit, Month::new(2026, 11).unwrap())
    }

    fn typed(seen: &str, value: &str) -> Typed {
        Typed {
            name: "kho-khan".into(),
            seen: mark(seen),
            value: value.into(),
        }
    }

    #[test]
    fn what_somebody_else_saved_meanwhile_is_shown_and_not_written_over() {
        let mut draft = draft();
        let saved = decide(&mut draft, &typed("", "Thiếu loa"), &Published::default());
        assert_eq!(saved, Outcome::Save("Thiếu loa".into()));
        let late = decide(&mut draft, &typed("", "Thiếu người"), &Published::default());
        assert_eq!(late, Outcome::Conflict("Thiếu loa".into()));
        assert_eq!(draft.difficulties, "Thiếu loa");
        let seen = decide(
            &mut draft,
            &typed("Thiếu loa", "Thiếu người"),
            &Published::default(),
        );
        assert_eq!(seen, Outcome::Save("Thiếu người".into()));
    }

    #[test]
    fn a_box_nobody_touched_on_an_old_page_changes_nothing() {
        let mut draft = draft();
        draft.difficulties = "Mới hơn".into();
        let untouched = decide(&mut draft, &typed("Cũ", "Cũ"), &Published::default());
        assert_eq!(untouched, Outcome::Same(mark("Cũ")));
        let twice = decide(
            &mut draft,
            &typed("Cũ", "Mới hơn \r\n"),
            &Published::default(),
        );
        assert_eq!(twice, Outcome::Same(mark("Mới hơn")));
    }
}
