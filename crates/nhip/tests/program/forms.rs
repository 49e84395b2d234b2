//! `nhip forms`: a form in both formats for every unit that owes a report.

use std::fs;
use std::path::Path;

use crate::{city, nhip};

fn forms(out: &Path, month: &str) -> crate::Ran {
    let (plan, units) = (city().join("ke-hoach.docx"), city().join("don-vi.xlsx"));
    nhip([
        "forms".as_ref(),
        plan.as_os_str(),
        "--units".as_ref(),
        units.as_os_str(),
        "--month".as_ref(),
        month.as_ref(),
        "--out".as_ref(),
        out.as_os_str(),
    ])
}

#[test]
fn every_unit_gets_both_forms_and_the_same_ones_every_time() {
    let home = tempfile::tempdir().unwrap();
    let read = |name: &str| {
        let mut files: Vec<_> = fs::read_dir(home.path().join(name))
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .map(|path| {
                (
                    path.file_name().unwrap().to_owned(),
                    fs::read(path).unwrap(),
                )
            })
            .collect();
        files.sort();
        files
    };
    for name in ["a", "b"] {
        let ran = forms(&home.path().join(name), "2026-12");
        assert_eq!(ran.code, Some(0), "{}", ran.err);
        assert!(ran.out.contains("biểu mẫu"), "{}", ran.out);
    }
    let made = read("a");
    let with = |ending: &str| {
        made.iter()
            .filter(|(name, _)| name.to_str().unwrap().ends_with(ending))
            .count()
    };
    assert!(
        with(".docx") >= 4 && with(".docx") == with(".xlsx"),
        "{}",
        made.len()
    );
    assert!(made == read("b"));
}

#[test]
fn an_unknown_month_writes_nothing() {
    let home = tempfile::tempdir().unwrap();
    let ran = forms(&home.path().join("bieu-mau"), "tháng 12");
    assert_eq!(ran.code, Some(2));
    assert!(ran.err.contains("“tháng 12”"), "{}", ran.err);
    assert!(!home.path().join("bieu-mau").exists());
}
