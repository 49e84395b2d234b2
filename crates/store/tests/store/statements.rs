//! Every statement in the source is understood by the database it is for. This stands in for
//! statements checked while compiling, which would need both databases at hand.

use std::fs;
use std::path::Path;

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
        if !made && BEGINNINGS.iter().any(|word| text.starts_with(word)) {
            let label = before.trim_end();
            found.push(Statement {
                text: text.replace("\\\"", "\""),
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
        if path.is_dir() {
            sources(&path, found);
        } else {
            found.extend(statements(&path));
        }
    }
}

#[tokio::test]
async fn every_statement_is_understood_by_the_database_it_is_for() {
    let mut all = Vec::new();
    sources(
        Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src")),
        &mut all,
    );
    assert!(all.len() > 30, "only {} statements found", all.len());
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
