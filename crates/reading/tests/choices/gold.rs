//! What a careful clerk finds in the month.

use std::fs;

use nhip_viet::fold;
use serde_json::Value;

use super::month::folder;

pub struct Gold {
    pub files: Vec<File>,
    /// `totals` and `standing_alone`.
    pub sums: Vec<Sum>,
}

pub struct File {
    pub file: String,
    pub unit: Option<String>,
    pub counts: bool,
    pub passages: Vec<Passage>,
}

pub struct Passage {
    /// Words of the quotation.
    pub quote: String,
    /// Words with which its task begins; `None` for what belongs to no task.
    pub tasks: Vec<Option<String>>,
    pub figures: Vec<Figure>,
}

pub struct Figure {
    pub value: f64,
    pub kind: String,
    pub count_unit: String,
    pub what: String,
    /// Its number in the file.
    pub n: u64,
    /// A part of another, or told a second time.
    pub again: bool,
    /// The figure it tells a second time.
    pub repeats: Option<u64>,
}

pub struct Sum {
    pub task: String,
    pub what: String,
    pub value: f64,
    pub addends: Vec<(String, f64)>,
}

/// Words alone, for comparing.
pub fn words(text: &str) -> String {
    let key = fold::key(text);
    let words = key.split(|c: char| !c.is_alphanumeric());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

fn text(value: &Value, field: &str) -> String {
    value[field].as_str().unwrap_or_default().to_owned()
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

/// "Sở Y tế: Chủ trì, …" as the beginning of the task.
fn task(written: &str) -> Option<String> {
    let (_, task) = written.split_once(": ")?;
    Some(words(task))
}

impl Gold {
    pub fn read() -> Gold {
        let bytes = fs::read(folder().join("gold.json")).unwrap();
        let gold: Value = serde_json::from_slice(&bytes).unwrap();
        let sums = [&gold["totals"], &gold["standing_alone"]];
        let sums = sums.into_iter().flat_map(|sums| list(sums).iter().map(sum));
        Gold {
            files: list(&gold["files"]).iter().map(file).collect(),
            sums: sums.collect(),
        }
    }
}

fn file(value: &Value) -> File {
    File {
        file: text(value, "file"),
        unit: value["unit"].as_str().map(str::to_owned),
        counts: value["counts"].as_bool().unwrap(),
        passages: list(&value["passages"]).iter().map(passage).collect(),
    }
}

fn passage(value: &Value) -> Passage {
    let mut tasks = vec![task(&text(value, "task"))];
    match &value["also_right"] {
        Value::String(also) => tasks.push(task(also)),
        Value::Array(also) => tasks.extend(also.iter().map(|also| task(also.as_str().unwrap()))),
        _ => {}
    }
    Passage {
        quote: words(&text(value, "quote")),
        tasks,
        figures: list(&value["figures"]).iter().map(figure).collect(),
    }
}

fn figure(value: &Value) -> Figure {
    let number = |field: &str| value[field].as_f64();
    Figure {
        value: number("value").or_else(|| number("value_low")).unwrap(),
        kind: text(value, "kind"),
        count_unit: text(value, "count_unit"),
        what: text(value, "what"),
        n: value["n"].as_u64().unwrap(),
        again: !value["part_of"].is_null() || !value["repeats"].is_null(),
        repeats: value["repeats"].as_u64(),
    }
}

fn sum(value: &Value) -> Sum {
    let files = list(&value["from"])
        .iter()
        .map(|file| file.as_str().unwrap().to_owned());
    let all = value["value"].as_f64().unwrap();
    let addends = match value["addends"].as_array() {
        Some(addends) => addends.iter().map(|one| one.as_f64().unwrap()).collect(),
        None => vec![all],
    };
    Sum {
        task: task(&text(value, "task")).unwrap_or_default(),
        what: format!("{} ({})", text(value, "what"), text(value, "count_unit")),
        value: all,
        addends: files.zip(addends).collect(),
    }
}
