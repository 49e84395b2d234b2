//! The account of a plan: what each of its paragraphs was taken for, so that nothing is lost in silence.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// What a paragraph of a plan is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// What a page of the web put above the paper.
    Site,
    /// Motto, bodies, number, place and date.
    Head,
    /// Type line and subject.
    Title,
    /// A legal basis, or one of the articles of a decision that puts the plan into force.
    Basis,
    /// "… ban hành Kế hoạch như sau:".
    Enacting,
    /// Who is addressed ("Kính gửi", "điện").
    Addressee,
    /// A heading.
    Heading,
    /// What the plan is for.
    Purpose,
    /// What is asked of whoever carries it out.
    Requirement,
    /// How things stand.
    Situation,
    /// An aim.
    Target,
    /// What is to be told.
    Theme,
    /// A slogan.
    Slogan,
    /// Work told of without naming a body: forms, channels, measures.
    Activity,
    /// When and where.
    Schedule,
    /// For whom.
    Scope,
    /// Money and means.
    Funding,
    /// The name of a body that is given work.
    Unit,
    /// The work of a body.
    Task,
    /// A duty to report.
    Duty,
    /// A time by which something is due.
    Deadline,
    /// What is said at the end.
    Closing,
    /// Plain words that name no body, no time and no number.
    Context,
    /// Recipients and signature.
    Foot,
    /// What stands below the signature.
    Annex,
    /// Chưa hiểu.
    NotUnderstood,
}

/// A paragraph and what it was taken for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Accounted {
    /// All its lines ([`crate::document::Place::line`]), its own first.
    pub lines: Vec<u32>,
    /// What it is.
    pub role: Role,
}

/// Why a paragraph is not understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Why {
    /// It names a body and what it does, and was given to none.
    Owner,
    /// It stands where work is given out, and names nobody.
    NoOwner,
    /// It names a time by which something is due.
    Time,
    /// It holds a number.
    Number,
    /// A row or table that is no table of tasks.
    Table,
}

/// A paragraph that was not understood.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Open {
    /// Its line.
    pub line: u32,
    /// Why it cannot be left as plain context.
    pub why: Why,
    /// Its text.
    pub text: String,
}

/// How much of a plan was understood.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Coverage {
    /// Paragraphs and rows of tables of the whole file.
    pub paragraphs: usize,
    /// Those of the body: without head, title, foot, annex.
    pub body: usize,
    /// Share of the body that is not "chưa hiểu", 0–1, to four places.
    pub understood: f64,
    /// How many paragraphs have each role.
    pub roles: BTreeMap<Role, usize>,
    /// What was not understood.
    pub not_understood: Vec<Open>,
    /// Lines of plain context.
    pub context: Vec<u32>,
}

impl Coverage {
    /// Share understood in hundredths, rounded down so that 100 means all ("99,8").
    pub fn percent(&self) -> String {
        let tenths = (self.understood * 1000.0).floor() as u32;
        match (tenths / 10, tenths % 10) {
            (whole, 0) => whole.to_string(),
            (whole, tenth) => format!("{whole},{tenth}"),
        }
    }

    /// The shares of an account, with what was not understood in it.
    pub fn of(account: &[Accounted], not_understood: Vec<Open>) -> Coverage {
        let mut roles = BTreeMap::new();
        for one in account {
            *roles.entry(one.role).or_insert(0) += 1;
        }
        let outside = [Role::Site, Role::Head, Role::Title, Role::Foot, Role::Annex];
        let outside: usize = outside.iter().filter_map(|role| roles.get(role)).sum();
        let body = account.len() - outside;
        let share = match body {
            0 => 1.0,
            body => 1.0 - not_understood.len() as f64 / body as f64,
        };
        let context = account.iter().filter(|one| one.role == Role::Context);
        Coverage {
            paragraphs: account.len(),
            body,
            understood: (share * 10_000.0).round() / 10_000.0,
            context: context
                .filter_map(|one| one.lines.first().copied())
                .collect(),
            roles,
            not_understood,
        }
    }
}
