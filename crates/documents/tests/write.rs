//! The writers: what stands in the papers, the same bytes for the same input, files to look at.

#[path = "write/sample.rs"]
mod sample;

use nhip_core::consolidation::Consolidation;
use nhip_core::lang::Lang;
use nhip_core::plan::Family;
use nhip_documents::write::paper::{Paper, of_consolidation};
use nhip_documents::write::profile::{Profile, Style};
use nhip_documents::write::{docx, json};

fn paper(consolidation: &Consolidation, style: Style) -> Paper {
    of_consolidation(consolidation, &Profile::of(style).unwrap(), Lang::Vi)
}

/// Writes samples into the folder named by NHIP_LOOK, for a person to look at and to time.
#[test]
fn samples_to_look_at() {
    let Ok(folder) = std::env::var("NHIP_LOOK") else {
        return println!("skipped: set NHIP_LOOK to a folder to get sample papers");
    };
    let folder = std::path::Path::new(&folder);
    let cases = [
        ("state-30", Family::State, Style::State, 30, 6),
        ("party-9", Family::Party, Style::Party2026, 9, 6),
        ("state-168", Family::State, Style::State, 168, 15),
        ("state-1000", Family::State, Style::State, 1000, 15),
    ];
    for (name, family, style, n, per_unit) in cases {
        let consolidation = sample::consolidation(family, n, per_unit);
        let paper = timed(name, "paper", || paper(&consolidation, style));
        let word = timed(name, "docx", || docx::bytes(&paper).unwrap());
        std::fs::write(folder.join(format!("{name}.docx")), word).unwrap();
        #[cfg(feature = "pdf")]
        {
            let pdf = timed(name, "pdf", || {
                nhip_documents::write::pdf::bytes(&paper).unwrap()
            });
            std::fs::write(folder.join(format!("{name}.pdf")), pdf).unwrap();
        }
        let whole = timed(name, "json", || json::bytes(&consolidation).unwrap());
        std::fs::write(folder.join(format!("{name}.json")), whole).unwrap();
    }
}

#[allow(clippy::disallowed_methods)]
fn timed<T>(name: &str, what: &str, make: impl FnOnce() -> T) -> T {
    let start = std::time::Instant::now();
    let made = make();
    println!(
        "{name:12} {what:6} {:7.1} ms",
        start.elapsed().as_secs_f64() * 1000.0
    );
    made
}
