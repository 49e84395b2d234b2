//! Precision and recall per field: a gold reading and a plan as JSON, both cut into comparable items.
//!
//! An item is one string: a whole basis, a whole task, one line of the section tree. It matches
//! when the other side has the same string, each at most once. Texts are compared after NFC and
//! with white space collapsed; names also without regard to capitals.

use std::collections::BTreeMap;
use std::fmt;

use nhip_viet::fold::nfc;
use serde_json::Value;

/// Cuts a field of a reading into the items that are compared.
type Items = fn(&Value) -> Vec<String>;

/// The fields scored, in the order of the table, and how each is cut into items.
const FIELDS: [(&str, Items); 19] = [
    ("document_type", |p| {
        parts(&p["document_type"], &["name", "code", "family"])
    }),
    ("issuing_body", |p| {
        parts(
            &p["issuing_body"],
            &["name", "organ", "place", "superior", "stated_in_header"],
        )
    }),
    ("number_symbol", |p| {
        let fields = ["number", "symbol", "normalized", "type_code", "issuer_code"];
        parts(&p["number_symbol"], &fields)
    }),
    ("place_date", |p| {
        parts(&p["place_date"], &["place", "date", "stated"])
    }),
    ("title", |p| parts(&p["title"], &["type", "subject"])),
    ("legal_bases", |p| {
        let fields = ["lead_word", "kind", "number", "date", "issuer", "subject"];
        each(&p["legal_bases"], &fields)
    }),
    ("cited_documents", |p| {
        let fields = [
            "kind",
            "number_symbol",
            "date",
            "issuer",
            "system",
            "mentions",
        ];
        each(&p["cited_documents"], &fields)
    }),
    ("sections", |p| {
        list(&p["sections"]).iter().flat_map(tree).collect()
    }),
    ("content_themes", |p| each(&p["content_themes"], &["text"])),
    ("key_messages", |p| each(&p["key_messages"], &["text"])),
    ("targets", |p| each(&p["targets"], &["text"])),
    ("units", |p| each(&p["units"], &["name", "is_group"])),
    ("tasks", |p| {
        tasks(p, |task| vec![line(task, &["marker", "text"])])
    }),
    ("co_owners", |p| {
        tasks(p, |task| {
            list(&task["co_owners"]).iter().map(text).collect()
        })
    }),
    ("due", |p| tasks(p, |task| due(&task["due"]))),
    ("reporting_duty", |p| {
        let fields = [
            "who",
            "to",
            "via",
            "frequency",
            "day_of_month",
            "before",
            "next_month",
            "dates",
        ];
        each(&p["reporting_duty"], &fields)
    }),
    ("deadlines", |p| {
        list(&p["other_dates_or_deadlines"])
            .iter()
            .flat_map(due)
            .collect()
    }),
    ("recipients", |p| {
        each(&p["recipients"], &["name", "purpose", "archive"])
    }),
    ("signer", |p| {
        parts(
            &p["signer"],
            &["authority_line", "authority_code", "role", "name"],
        )
    }),
];

/// Where a field stands in a reading.
fn source(field: &'static str) -> &'static str {
    match field {
        "tasks" | "co_owners" | "due" => "units",
        "deadlines" => "other_dates_or_deadlines",
        field => field,
    }
}

/// How many items of a field the gold has, the reader found, and both share.
#[derive(Debug, Clone, Copy, Default)]
struct Tally {
    gold: usize,
    found: usize,
    shared: usize,
}

impl Tally {
    fn precision(self) -> f64 {
        share(self.shared, self.found)
    }

    fn recall(self) -> f64 {
        share(self.shared, self.gold)
    }

    fn add(&mut self, other: Tally) {
        self.gold += other.gold;
        self.found += other.found;
        self.shared += other.shared;
    }
}

/// One plan against its gold reading.
pub struct Score {
    file: String,
    fields: BTreeMap<&'static str, Tally>,
    differences: Vec<String>,
}

impl Score {
    /// Compares a plan (as `nhip plan --json` writes it) with its gold reading.
    pub fn of(file: &str, gold: &Value, plan: &Value) -> Score {
        let mut score = Score {
            file: file.to_owned(),
            fields: BTreeMap::new(),
            differences: Vec::new(),
        };
        // A gold that says nothing of a field does not judge it.
        for (field, items) in FIELDS {
            if gold.get(source(field)).is_some() {
                score.compare(field, items(gold), items(plan));
            }
        }
        score
    }

    fn compare(&mut self, field: &'static str, gold: Vec<String>, mut found: Vec<String>) {
        let mut tally = Tally {
            gold: gold.len(),
            found: found.len(),
            shared: 0,
        };
        for item in gold {
            match found.iter().position(|other| *other == item) {
                Some(place) => {
                    found.swap_remove(place);
                    tally.shared += 1;
                }
                None => self.differences.push(format!("  {field} - {item}")),
            }
        }
        self.differences
            .extend(found.iter().map(|item| format!("  {field} + {item}")));
        self.fields.insert(field, tally);
    }

    fn whole(&self) -> Tally {
        let mut whole = Tally::default();
        self.fields.values().for_each(|tally| whole.add(*tally));
        whole
    }
}

/// All plans: printed per field and per plan, with every difference (`-` missed, `+` wrong).
pub struct Table {
    scores: Vec<Score>,
}

impl Table {
    /// Puts the scores of the plans together.
    pub fn of(scores: impl Iterator<Item = Score>) -> Table {
        Table {
            scores: scores.collect(),
        }
    }

    /// Names of the fields whose precision or recall over all plans is below its floor.
    pub fn below(&self, floor: impl Fn(&str) -> (f64, f64)) -> Vec<&'static str> {
        let low = |field: &&str| {
            let (tally, (precision, recall)) = (self.field(field), floor(field));
            tally.precision() < precision || tally.recall() < recall
        };
        let fields = FIELDS.iter().map(|(field, _)| *field);
        fields.filter(low).collect()
    }

    fn field(&self, field: &str) -> Tally {
        let mut sum = Tally::default();
        self.scores
            .iter()
            .filter_map(|score| score.fields.get(field))
            .for_each(|t| sum.add(*t));
        sum
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for score in self
            .scores
            .iter()
            .filter(|score| !score.differences.is_empty())
        {
            writeln!(f, "{}\n{}", score.file, score.differences.join("\n"))?;
        }
        head(f, "field")?;
        for (field, _) in FIELDS {
            row(f, field, self.field(field))?;
        }
        head(f, "plan")?;
        self.scores
            .iter()
            .try_for_each(|score| row(f, &score.file, score.whole()))
    }
}

fn head(f: &mut fmt::Formatter<'_>, of: &str) -> fmt::Result {
    writeln!(
        f,
        "\n{of:<44} {:>5} {:>5} {:>9} {:>7}",
        "gold", "found", "precision", "recall"
    )
}

fn row(f: &mut fmt::Formatter<'_>, name: &str, tally: Tally) -> fmt::Result {
    let Tally { gold, found, .. } = tally;
    let (precision, recall) = (tally.precision(), tally.recall());
    writeln!(
        f,
        "{name:<44} {gold:>5} {found:>5} {precision:>9.3} {recall:>7.3}"
    )
}

fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 {
        1.0
    } else {
        part as f64 / whole as f64
    }
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

/// One item per named part of an object; what is absent or null is no item.
fn parts(object: &Value, fields: &[&str]) -> Vec<String> {
    let stated = fields.iter().filter(|field| !object[**field].is_null());
    stated
        .map(|field| format!("{field}: {}", text(&object[*field])))
        .collect()
}

/// One item per object of a list.
fn each(objects: &Value, fields: &[&str]) -> Vec<String> {
    list(objects)
        .iter()
        .map(|object| line(object, fields))
        .collect()
}

fn line(object: &Value, fields: &[&str]) -> String {
    fields
        .iter()
        .map(|field| text(&object[*field]))
        .collect::<Vec<_>>()
        .join(" | ")
}

/// One line per part of the tree: level, label, and how its heading or text begins.
fn tree(section: &Value) -> Vec<String> {
    let opening = if section["heading"].is_null() {
        "starts_with"
    } else {
        "heading"
    };
    let words: String = text(&section[opening])
        .trim_end_matches(':')
        .chars()
        .take(30)
        .collect();
    let kind = if opening == "heading" {
        "heading"
    } else {
        "text"
    };
    let mut lines = vec![format!(
        "{} {} {kind}: {words}",
        section["level"],
        text(&section["label"])
    )];
    lines.extend(list(&section["children"]).iter().flat_map(tree));
    lines
}

/// Items of every task, each under its unit and its first words.
fn tasks(plan: &Value, items: fn(&Value) -> Vec<String>) -> Vec<String> {
    let mut found = Vec::new();
    for unit in list(&plan["units"]) {
        for task in list(&unit["tasks"]) {
            let opening: String = text(&task["text"]).chars().take(30).collect();
            let place = format!("{} / {opening}", text(&unit["name"]));
            found.extend(
                items(task)
                    .into_iter()
                    .map(|item| format!("{place}: {item}")),
            );
        }
    }
    found
}

fn due(due: &Value) -> Vec<String> {
    if due.is_null() {
        Vec::new()
    } else {
        vec![line(due, &["from", "to", "frequency"])]
    }
}

fn text(value: &Value) -> String {
    match value {
        Value::Null => "–".to_owned(),
        Value::String(written) => {
            let folded = nfc(written).to_lowercase();
            folded.split_whitespace().collect::<Vec<_>>().join(" ")
        }
        Value::Array(items) => items.iter().map(text).collect::<Vec<_>>().join("; "),
        other => other.to_string(),
    }
}
