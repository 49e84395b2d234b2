//! The consolidated report as a paper: what stands where. The pieces are in the files beside.

use chrono::NaiveDate;
use nhip_core::consolidation::{Consolidation, Paragraph};
use nhip_core::fingerprint;
use nhip_core::lang::Lang;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::names::Names;
use super::{Annex, Foot, Head, Paper, annex, body, matrix, opening, summary, text};
use crate::write::profile::Profile;

/// Above so many units the paper keeps summaries; the workbook and the JSON file have it whole.
pub const SUMMARY_ABOVE: usize = 200;

/// What every piece of the report needs at hand.
pub(super) struct Desk<'a> {
    pub(super) c: &'a Consolidation,
    pub(super) profile: &'a Profile,
    pub(super) lang: Lang,
    pub(super) names: Names<'a>,
    /// Paragraphs printed so far; the n-th has the mark [Cn].
    pub(super) sentences: Vec<&'a Paragraph>,
    /// Figures cited so far in a summary, by number.
    pub(super) cited: std::collections::BTreeSet<usize>,
}

impl<'a> Desk<'a> {
    /// The Vietnamese or the English words.
    pub(super) fn say(&self, vi: &'a str, en: &'a str) -> &'a str {
        self.lang.pick(vi, en)
    }

    /// Whether only summaries are printed.
    pub(super) fn summary(&self) -> bool {
        self.c.units.len() > SUMMARY_ABOVE
    }

    /// The mark of a paragraph about to be printed: "[C12]".
    pub(super) fn mark(&mut self, paragraph: &'a Paragraph) -> String {
        self.sentences.push(paragraph);
        format!("[C{}]", self.sentences.len())
    }

    /// About when the report is signed: the due day, otherwise the end of the month.
    pub(super) fn signed_about(&self) -> NaiveDate {
        let end = self.c.period.month.day(31);
        self.c.period.due.or(end).unwrap_or_default()
    }
}

/// The report as the head of the office signs it.
///
/// Every sentence in it was written by a unit, or says a count made here; the program's own
/// words are in `lang`, what the law prints (head, "BÁO CÁO", "Nơi nhận") stays Vietnamese.
pub fn of_consolidation(c: &Consolidation, profile: &Arc<Profile>, lang: Lang) -> Paper {
    let mut desk = Desk {
        c,
        profile,
        lang,
        names: Names::of(c),
        sentences: Vec::new(),
        cited: std::collections::BTreeSet::new(),
    };
    let issuer = opening::issuer(&desk);
    let mut parts = opening::parts(&desk);
    parts.extend(body::parts(&mut desk));
    parts.push(opening::closing(&desk));
    let annexes = annexes(&mut desk);
    Paper {
        profile: Arc::clone(profile),
        lang,
        title: format!("Báo cáo {}", opening::subject(&desk)),
        properties: BTreeMap::from([("nhip-fingerprint".to_owned(), c.fingerprint.clone())]),
        head: Head {
            superior: opening::superior(&desk).map(str::to_uppercase),
            issuer: issuer.to_uppercase(),
            number: opening::number(profile),
            place_date: text::place_date(c.plan.place.as_deref(), desk.signed_about()),
        },
        kind: "BÁO CÁO".to_owned(),
        subject: opening::subject(&desk),
        addressee: opening::addressee(&desk),
        body: parts,
        foot: Foot {
            recipients: opening::recipients(&desk),
            role: text::DOTS.to_owned(),
            name: text::DOTS.to_owned(),
        },
        annexes,
        footer: format!(
            "Nhịp · {} {}",
            "dấu vân số liệu",
            fingerprint::grouped(&c.fingerprint)
        ),
    }
}

fn annexes<'a>(desk: &mut Desk<'a>) -> Vec<Annex> {
    let figures = if desk.summary() {
        summary::figures(desk)
    } else {
        matrix::parts(desk)
    };
    let reference = opening::reference(desk);
    let annex = |n: usize, title: &str, landscape: bool, parts| Annex {
        label: desk.profile.annex_label(n),
        title: title.to_uppercase(),
        reference: reference.clone(),
        landscape,
        parts,
    };
    vec![
        annex(
            1,
            desk.say(
                "Số liệu theo đơn vị và chỉ tiêu",
                "Figures by unit and indicator",
            ),
            true,
            figures,
        ),
        annex(
            2,
            desk.say("Tình hình gửi báo cáo", "Who reported"),
            false,
            annex::reporting(desk),
        ),
        annex(
            3,
            desk.say("Những điểm cần xem lại", "Points to check"),
            false,
            annex::warnings(desk),
        ),
        annex(
            4,
            desk.say(
                "Nguồn của số liệu và câu văn",
                "Sources of figures and sentences",
            ),
            false,
            annex::sources(desk),
        ),
    ]
}
