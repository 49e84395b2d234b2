//! Every statement in the source is understood by the database it is for. This stands in for
//! statements checked while compiling, which would need both databases at hand.

use std::fs;
use std::path::Path;

use nhip_store::table;

use crate::both::on_both;

/// A statement and where it stands.
struct Statement {
    text: String,
    place: String,
    sqlite: bool,
    postgres: bool,
}

const BEGINNINGS: [&str; 5] = ["SELECT ", "INSERT ", "UPDATE ", "DELETE ", "WITH "];

/// String literals of a source file, its own tests apart, that begin as statements do.
fn statements(path: &Path) -> Vec<Statement> {
    let source = fs::read_to_string(path).unwrap();
    let mut found = Vec::new();
    let mut rest = source.split("#[cfg(test)]").next().unwrap_or_default();
    while let Some(at) = rest.find('"') {
        let (before, from) = rest.split_at(at);
        let inside = &from[1..];
        let end = inside
            .char_indices()
            .find(|(at, sign)| *sign == '"' && !inside[..*at].ends_with('\\'))
            .map_or(inside.len(), |(at, _)| at);
        let text = &inside[..end];
        // Those made of names of tables are run by the tests of the backup.
        let made = text.contains('{');
        let label = before.trim_end();
        // `report!("WHERE …")` completes the SELECT of the table of that name.
        let begun = table::ALL
            .iter()
            .find(|one| label.ends_with(&format!("{}!(", one.name)));
        let whole = BEGINNINGS.iter().any(|word| text.starts_with(word));
        // Asked of a file that only sorts what the audit says.
        let elsewhere = label.ends_with("prepare(") || label.ends_with("prepare_cached(");
        if !made && !elsewhere && (whole || begun.is_some()) {
            let begun = begun.map(|one| format!("{} ", one.select));
            found.push(Statement {
                text: begun.unwrap_or_default() + &text.replace("\\\"", "\""),
                place: path.display().to_string(),
                sqlite: !label.ends_with("postgres:"),
                postgres: !label.ends_with("sqlite:"),
            });
        }
        rest = inside.get(end + 1..).unwrap_or_default();
    }
    found
}

fn sources(folder: &Path, found: &mut Vec<Statement>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        // What the macro puts together is in its list.
        let pieces = path.ends_with("src/table.rs");
        if path.is_dir() {
            sources(&path, found);
        } else if !pieces {
            found.extend(statements(&path));
        }
    }
}

/// Tables described in the source by `table!`.
fn described(folder: &Path) -> usize {
    let entries = fs::read_dir(folder).unwrap();
    let count = |path: std::path::PathBuf| match path.is_dir() {
        true => described(&path),
        false => fs::read_to_string(path)
            .unwrap()
            .lines()
            .filter(|line| *line == "table! {")
            .count(),
    };
    entries.map(|entry| count(entry.unwrap().path())).sum()
}

#[test]
fn every_described_table_is_in_the_list_whose_statements_are_tried() {
    let source = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src"));
    assert_eq!(described(source), table::ALL.len());
}

#[tokio::test]
async fn every_statement_is_understood_by_the_database_it_is_for() {
    let mut all = Vec::new();
    sources(
        Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src")),
        &mut all,
    );
    assert!(all.len() > 30, "only {} statements found", all.len());
    // What a statement writes is told from how it begins, so that its rows are sealed.
    for one in all.iter().filter(|one| one.text.starts_with("WITH ")) {
        let writes = ["INSERT ", "UPDATE ", "DELETE "];
        let hidden = writes.iter().any(|word| one.text.contains(word));
        assert!(!hidden, "{}: {}", one.place, one.text);
    }
    let begun = |one: &&Statement| {
        table::ALL
            .iter()
            .any(|table| one.text.starts_with(table.select))
    };
    let begun = all.iter().filter(begun).count();
    assert!(begun > 20, "only {begun} ends of a SELECT found");
    all.extend(table::ALL.iter().map(|one| Statement {
        text: one.insert.to_owned(),
        place: format!("table! {{ {} }}", one.name),
        sqlite: true,
        postgres: true,
    }));
    let all = &all;
    on_both(|db| async move {
        for one in all {
            if db.is_postgres() && one.postgres || !db.is_postgres() && one.sqlite {
                let understood = db.understands(one.text.clone()).await;
                assert!(
                    understood.is_ok(),
                    "{}: {}: {understood:?}",
                    one.place,
                    one.text
                );
            }
        }
    })
    .await;
}
