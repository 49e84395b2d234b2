//! The month as the program reads and joins it.

use std::fs;
use std::path::{Path, PathBuf};

use nhip_core::consolidation::{Consolidation, Facts, Failure, consolidate};
use nhip_core::period;
use nhip_core::report::Reading;
use nhip_documents::read::Reader;
use nhip_reading::report::Reader as ReportReader;

pub struct Month {
    pub readings: Vec<Reading>,
    pub joined: Consolidation,
}

pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../samples/papers/month")
}

impl Month {
    pub fn read() -> Month {
        let reader = Reader::default();
        let document = |name: &str| reader.read(&folder().join(name)).unwrap();
        let plan = nhip_reading::plan::read(&document("ke-hoach.txt"));
        let month = period::Month::new(2026, 10).unwrap();
        let (roster, findings) = nhip_reading::unit::roster(&document("don-vi.csv"), &plan, month);
        let understand = ReportReader::new(&plan, &roster);
        let (mut readings, mut failures) = (Vec::new(), Vec::new());
        let mut files: Vec<PathBuf> = fs::read_dir(folder().join("reports"))
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .collect();
        files.sort();
        for path in files {
            let file = path.file_name().unwrap().to_string_lossy().into_owned();
            match reader.read(&path) {
                Ok(document) => readings.push(understand.read(&document, &file)),
                Err(error) => failures.push(Failure {
                    file,
                    sha256: String::new(),
                    finding: Box::new(error.finding()),
                }),
            }
        }
        let joined = consolidate(&Facts {
            readings: readings.clone(),
            failures,
            findings,
            undrawn: nhip_documents::write::undrawn,
            ..Facts::new(&plan, &roster, month)
        });
        Month { readings, joined }
    }
}
