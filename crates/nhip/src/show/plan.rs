//! A plan for a person: what it is, what it wants from whom by when, and every doubt at the end.

use chrono::NaiveDate;
use nhip_core::plan::{Clause, Family, Plan, Section};

mod owing;

use super::findings;
use super::sheet::{Ink, Sheet, cut};
use crate::screen::Screen;

/// The whole view.
pub fn view(screen: &Screen, plan: &Plan) -> String {
    let mut view = View {
        sheet: Sheet::new(screen),
        screen,
    };
    view.head(plan);
    view.bases(plan);
    view.citations(plan);
    view.sections(plan);
    view.themes(plan);
    view.clauses("Khẩu hiệu", "Slogans", &plan.key_messages);
    view.clauses("Chỉ tiêu", "Targets", &plan.targets);
    view.units(plan);
    view.duties(plan);
    view.deadlines(plan);
    view.foot(plan);
    view.coverage(plan);
    let heading = ("Những chỗ cần người xem lại", "For a person to look at");
    findings::put(&mut view.sheet, screen, heading, &plan.findings);
    view.sheet.into_text()
}

struct View<'a> {
    sheet: Sheet,
    screen: &'a Screen,
}

impl View<'_> {
    fn pick<'t>(&self, vi: &'t str, en: &'t str) -> &'t str {
        self.screen.pick(vi, en)
    }

    fn head(&mut self, plan: &Plan) {
        let number = plan
            .number_symbol
            .as_ref()
            .map(|number| number.normalized.as_str());
        let number = number.unwrap_or_else(|| self.pick("(chưa có số, ký hiệu)", "(no number)"));
        let title = format!("{}  {number}", plan.document_type.name.to_uppercase());
        self.sheet.item(0, "", &title, Ink::Strong);
        self.sheet
            .paragraph(0, plan.title.subject.as_deref().unwrap_or_default());
        let body = &plan.issuing_body;
        let inferred = self.pick("suy ra", "inferred");
        let issuer = match (&body.name, body.stated_in_header) {
            (Some(name), true) => name.clone(),
            (Some(name), false) => format!("{name} ({inferred})"),
            (None, _) => self.pick("không rõ", "not known").to_owned(),
        };
        let family = match plan.document_type.family {
            Family::State => self.pick("nhà nước", "state"),
            Family::Party => self.pick("Đảng", "party"),
        };
        let issued = self.issued(plan);
        let rows = [
            (("Ban hành:", "Issued by:"), format!("{issuer} · {family}")),
            (("Nơi, ngày:", "Place, date:"), issued),
            (("Người ký:", "Signed by:"), self.signer(plan)),
        ];
        for ((vi, en), text) in rows {
            self.sheet.labelled(0, self.screen.pick(vi, en), &text);
        }
    }

    fn issued(&self, plan: &Plan) -> String {
        let issued = &plan.place_date;
        let inferred = self.pick("suy ra", "inferred");
        let place = issued.place.clone();
        let place =
            place.or_else(|| Some(format!("{} ({inferred})", issued.place_inferred.as_ref()?)));
        let bound = |why: &nhip_core::plan::DateBounds| {
            let not_before = self.pick(
                "không in ngày; không sớm hơn",
                "no date printed; not before",
            );
            format!("{not_before} {} ({inferred})", date(why.not_before))
        };
        let day = issued
            .date
            .map(date)
            .or_else(|| issued.date_bounds_inferred.as_ref().map(bound));
        let missing = self.pick("không in ngày", "no date printed").to_owned();
        [place, Some(day.unwrap_or(missing))]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(", ")
    }

    fn signer(&self, plan: &Plan) -> String {
        let Some(signer) = &plan.signer else {
            return self.pick("không thấy", "not found").to_owned();
        };
        let parts = [&signer.authority_line, &signer.role, &signer.name];
        parts
            .into_iter()
            .flatten()
            .cloned()
            .collect::<Vec<_>>()
            .join(" · ")
            .replace('\n', " ")
    }

    fn heading(&mut self, vi: &str, en: &str, count: usize) -> bool {
        if count > 0 {
            let text = format!("{} ({count})", self.screen.pick(vi, en));
            self.sheet.heading(&text);
        }
        count > 0
    }

    fn bases(&mut self, plan: &Plan) {
        if self.heading("Căn cứ", "Legal bases", plan.legal_bases.len()) {
            for basis in &plan.legal_bases {
                self.sheet
                    .labelled(2, &format!("{}.", basis.n), &basis.text);
            }
        }
    }

    fn citations(&mut self, plan: &Plan) {
        if !self.heading(
            "Văn bản được viện dẫn",
            "Cited documents",
            plan.cited_documents.len(),
        ) {
            return;
        }
        for cited in &plan.cited_documents {
            let times = match cited.mentions {
                0 | 1 => String::new(),
                n => format!("×{n}"),
            };
            let parts = [
                cited.kind.clone(),
                cited.date.map(date),
                cited.issuer.clone(),
                cited.subject.clone(),
            ];
            let said = parts
                .into_iter()
                .flatten()
                .chain((!times.is_empty()).then_some(times));
            self.sheet.labelled(
                2,
                &cited.number_symbol,
                &said.collect::<Vec<_>>().join(" · "),
            );
        }
    }

    fn sections(&mut self, plan: &Plan) {
        if self.heading("Bố cục", "Parts", plan.sections.len()) {
            plan.sections
                .iter()
                .for_each(|section| self.section(section, 2));
        }
    }

    fn section(&mut self, section: &Section, indent: usize) {
        let marker = section.marker_as_printed.as_deref().unwrap_or("·");
        match &section.heading {
            Some(heading) => self.sheet.labelled(indent, marker, heading),
            None => return,
        }
        section
            .children
            .iter()
            .for_each(|child| self.section(child, indent + 3));
    }

    fn themes(&mut self, plan: &Plan) {
        if self.heading(
            "Nội dung tuyên truyền",
            "Content themes",
            plan.content_themes.len(),
        ) {
            for theme in &plan.content_themes {
                self.sheet
                    .labelled(2, &format!("{}.", theme.n), &cut(&theme.text, 300));
                for item in &theme.sub_items {
                    self.sheet.labelled(5, &item.label, &cut(&item.text, 160));
                }
            }
        }
    }

    fn clauses(&mut self, vi: &str, en: &str, clauses: &[Clause]) {
        if self.heading(vi, en, clauses.len()) {
            for clause in clauses {
                self.sheet.labelled(2, "-", &cut(&clause.text, 300));
            }
        }
    }

    /// How much was understood; what was not stands among the doubts below, plain words by line.
    fn coverage(&mut self, plan: &Plan) {
        let coverage = &plan.coverage;
        let (body, open) = (coverage.body, coverage.not_understood.len());
        self.sheet
            .heading(self.screen.pick("Đã hiểu", "Understood"));
        let percent = coverage.percent();
        let vi = format!(
            "{percent} % của {body} đoạn và dòng bảng trong phần nội dung; {open} chưa hiểu (C229)."
        );
        let en = format!(
            "{percent} % of the {body} paragraphs and rows of the body; {open} not understood (C229)."
        );
        self.sheet.paragraph(2, self.screen.pick(&vi, &en));
        if !coverage.context.is_empty() {
            let lines: Vec<String> = coverage.context.iter().map(u32::to_string).collect();
            let lines = lines.join(", ");
            let vi = format!("Lời dẫn không có đơn vị, thời hạn hay con số: dòng {lines}.");
            let en = format!("Plain words without a body, a time or a number: lines {lines}.");
            self.sheet.paragraph(2, self.screen.pick(&vi, &en));
        }
    }

    fn deadlines(&mut self, plan: &Plan) {
        if self.heading(
            "Thời hạn khác",
            "Other deadlines",
            plan.other_dates_or_deadlines.len(),
        ) {
            for deadline in &plan.other_dates_or_deadlines {
                let text = cut(&deadline.text, 200);
                self.sheet
                    .labelled(2, &format!("{}:", deadline.due.as_printed), &text);
            }
        }
    }

    fn foot(&mut self, plan: &Plan) {
        if self.heading("Nơi nhận", "Recipients", plan.recipients.len()) {
            for recipient in &plan.recipients {
                let purpose = recipient
                    .purpose
                    .as_ref()
                    .map(|purpose| format!(" ({purpose})"));
                let archive = if recipient.archive { "Lưu: " } else { "" };
                let bare = recipient
                    .name
                    .trim_start_matches("Lưu")
                    .trim_start_matches([':', ' ']);
                let name = if recipient.archive {
                    bare
                } else {
                    &recipient.name
                };
                self.sheet.labelled(
                    2,
                    "-",
                    &format!("{archive}{name}{}", purpose.unwrap_or_default()),
                );
            }
        }
    }
}

fn date(date: NaiveDate) -> String {
    date.format("%d/%m/%Y").to_string()
}
