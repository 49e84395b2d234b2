//! Whatever cannot be read gets one clear sentence with its name, and the rest goes on.

use std::fs::{self, File};
use std::io::{Cursor, Write};

use crate::{Office, city, nhip};
use zip::write::SimpleFileOptions;

/// Puts a bad file among four good ones: it is named, the four count, and only `--strict` minds.
fn is_named_and_the_rest_goes_on(name: &str, bytes: &[u8], said: &str) {
    let office = Office::new();
    office.receive(name, bytes);
    let ran = office.consolidate(&[]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    let warnings = office.warnings();
    let about = warnings.iter().find(|text| text.contains(name));
    let about = about.unwrap_or_else(|| panic!("{name} is not named in {warnings:#?}"));
    assert!(about.contains(said), "{about}");
    assert_eq!(office.counted(), 4);
    assert_eq!(office.consolidate(&["--strict"]).code, Some(1));
}

fn package(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn a_damaged_word_file() {
    let whole = fs::read(city().join("ke-hoach.docx")).unwrap();
    is_named_and_the_rest_goes_on("hong.docx", &whole[..whole.len() / 2], "hỏng");
}

#[test]
fn an_empty_file() {
    is_named_and_the_rest_goes_on("rong.docx", b"", "rỗng");
}

#[test]
fn a_file_with_a_password() {
    let name: Vec<u8> = "EncryptedPackage"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let mut bytes = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
    bytes.resize(1024, 0);
    bytes.extend(name);
    is_named_and_the_rest_goes_on("mat-khau.docx", &bytes, "mật khẩu");
}

#[test]
fn a_zip_bomb() {
    let bomb = package(&[
        ("[Content_Types].xml", b"<Types/>"),
        ("word/document.xml", &vec![b' '; 90 << 20]),
    ]);
    is_named_and_the_rest_goes_on("bom.docx", &bomb, "giải nén");
}

#[test]
fn an_xml_bomb() {
    let xml = b"<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY b \"bbbb\"><!ENTITY c \"&b;&b;\">]><a>&c;</a>";
    let bomb = package(&[
        ("[Content_Types].xml", b"<Types/>"),
        ("word/document.xml", xml),
    ]);
    is_named_and_the_rest_goes_on("thuc-the.docx", &bomb, "thực thể");
}

#[test]
fn a_picture_called_a_document() {
    is_named_and_the_rest_goes_on("anh.docx", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "hình ảnh");
}

#[test]
fn a_broken_pdf() {
    is_named_and_the_rest_goes_on("vo.pdf", b"%PDF-1.7\n1 0 obj\n<< /Type /Cat", "vo.pdf");
}

#[test]
fn a_file_that_is_far_too_large() {
    let office = Office::new();
    let file = File::create(office.reports().join("qua-lon.pdf")).unwrap();
    file.set_len(200 << 20).unwrap();
    assert_eq!(office.consolidate(&[]).code, Some(0));
    assert!(
        office
            .warnings()
            .iter()
            .any(|text| text.contains("qua-lon.pdf") && text.contains("200 MB"))
    );
    assert_eq!(office.counted(), 4);
}

#[test]
fn a_report_with_a_wrong_extension_is_read_by_its_content() {
    let office = Office::new();
    let name = office
        .names()
        .into_iter()
        .find(|name| name.ends_with(".docx"))
        .unwrap();
    let renamed = name.replace(".docx", ".pdf");
    fs::rename(
        office.reports().join(&name),
        office.reports().join(&renamed),
    )
    .unwrap();
    assert_eq!(office.consolidate(&[]).code, Some(0));
    assert_eq!(office.counted(), 4);
    assert!(
        office
            .warnings()
            .iter()
            .any(|text| text.contains(".pdf") && text.contains(".docx"))
    );
}

#[test]
fn thousands_of_files_of_nobody_do_not_hide_the_four_of_somebody() {
    let office = Office::new();
    for n in 0..2_000 {
        office.receive(&format!("thu-{n}.txt"), "Kính gửi quý cơ quan.");
    }
    assert_eq!(office.consolidate(&[]).code, Some(0));
    assert_eq!(office.counted(), 4);
}

#[test]
fn reports_in_folders_are_found_and_litter_is_left_alone() {
    let office = Office::new();
    let name = office.names().remove(0);
    fs::create_dir(office.reports().join("cum-1")).unwrap();
    fs::rename(
        office.reports().join(&name),
        office.reports().join("cum-1").join(&name),
    )
    .unwrap();
    office.receive("~$khoa.docx", "x");
    office.receive(".DS_Store", "x");
    assert_eq!(office.consolidate(&[]).code, Some(0));
    assert_eq!(office.counted(), 4);
    let warnings = office.warnings().join("\n");
    assert!(
        !warnings.contains("khoa.docx") && !warnings.contains("DS_Store"),
        "{warnings}"
    );
}

#[cfg(unix)]
#[test]
fn a_link_that_leads_nowhere_is_named() {
    let office = Office::new();
    std::os::unix::fs::symlink("khong-co", office.reports().join("lien-ket.docx")).unwrap();
    assert_eq!(office.consolidate(&[]).code, Some(0));
    assert!(
        office
            .warnings()
            .iter()
            .any(|text| text.contains("lien-ket.docx"))
    );
    assert_eq!(office.counted(), 4);
}

#[test]
fn a_reports_folder_that_is_not_there() {
    let office = Office::new();
    fs::remove_dir_all(office.reports()).unwrap();
    let ran = office.consolidate(&[]);
    assert_eq!(ran.code, Some(2));
    assert!(
        ran.err.contains("thang-11") && ran.err.contains("không tìm thấy"),
        "{}",
        ran.err
    );
    assert!(!office.out().exists());
}

#[test]
fn an_empty_reports_folder_gives_a_report_in_which_everybody_is_missing() {
    let office = Office::new();
    fs::remove_dir_all(office.reports()).unwrap();
    fs::create_dir(office.reports()).unwrap();
    assert_eq!(office.consolidate(&[]).code, Some(0));
    assert_eq!(office.counted(), 0);
    assert!(
        office
            .warnings()
            .iter()
            .any(|text| text.contains("không có báo cáo nào"))
    );
}

#[test]
fn an_unknown_month() {
    let ran = Office::new().consolidate(&["--month", "thang-11"]);
    assert_eq!(ran.code, Some(2));
    assert!(
        ran.err.contains("“thang-11”") && ran.err.contains("2026-11"),
        "{}",
        ran.err
    );
}

#[test]
fn a_month_in_the_future_is_doubted_and_done() {
    let office = Office::new();
    assert_eq!(office.consolidate(&["--month", "2099-11"]).code, Some(0));
    assert!(
        office
            .warnings()
            .iter()
            .any(|text| text.contains("11/2099 chưa đến"))
    );
}

#[test]
fn a_plan_without_tasks() {
    let home = tempfile::tempdir().unwrap();
    let plan = home.path().join("thu-moi.txt");
    fs::write(&plan, "Kính mời các ông, bà dự họp.\n").unwrap();
    let office = Office::new();
    let (reports, out) = (office.reports(), office.out());
    let ran = nhip([
        "consolidate".as_ref(),
        "--plan".as_ref(),
        plan.as_os_str(),
        "--reports".as_ref(),
        reports.as_os_str(),
        "--month".as_ref(),
        "2026-11".as_ref(),
        "--out".as_ref(),
        out.as_os_str(),
    ]);
    assert_eq!(ran.code, Some(2));
    assert!(
        ran.err.contains("thu-moi.txt") && ran.err.contains("nhiệm vụ"),
        "{}",
        ran.err
    );
    assert!(!out.exists());
}

#[test]
fn a_plan_that_is_not_there_is_named() {
    let ran = nhip(["plan", "khong-co/ke-hoach.docx"]);
    assert_eq!(ran.code, Some(2));
    assert!(
        ran.err.contains("“khong-co/ke-hoach.docx”") && ran.err.contains("không tìm thấy"),
        "{}",
        ran.err
    );
    assert_eq!(ran.err.trim().lines().count(), 1);
}

#[test]
fn an_output_folder_that_cannot_be_written_is_said_at_once_and_nothing_is_left() {
    let office = Office::new();
    fs::write(office.out(), "một tệp").unwrap();
    let ran = office.consolidate(&[]);
    assert_eq!(ran.code, Some(2));
    assert!(
        ran.err.contains("ket-qua") && ran.err.contains("Không ghi được"),
        "{}",
        ran.err
    );
    assert_eq!(fs::read_to_string(office.out()).unwrap(), "một tệp");
}

#[test]
fn results_that_cannot_all_be_written_are_not_written_at_all() {
    let office = Office::new();
    fs::create_dir_all(office.out().join("bao-cao-tong-hop.json")).unwrap();
    let ran = office.consolidate(&["--format", "docx,json"]);
    assert_eq!(ran.code, Some(2), "{}", ran.err);
    let left: Vec<_> = fs::read_dir(office.out())
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .collect();
    assert_eq!(left, ["bao-cao-tong-hop.json"]);
}

#[test]
fn results_among_the_reports_are_refused() {
    let office = Office::new();
    let reports = office.reports();
    let plan = city().join("ke-hoach.docx");
    let ran = nhip([
        "consolidate".as_ref(),
        "--plan".as_ref(),
        plan.as_os_str(),
        "--reports".as_ref(),
        reports.as_os_str(),
        "--month".as_ref(),
        "2026-11".as_ref(),
        "--out".as_ref(),
        reports.as_os_str(),
    ]);
    assert_eq!(ran.code, Some(2));
    assert!(ran.err.contains("trùng với thư mục báo cáo"), "{}", ran.err);
}

#[test]
fn wrong_arguments_are_explained_in_the_language_asked_for() {
    let vietnamese = nhip(["tong-hop"]);
    assert_eq!(vietnamese.code, Some(2));
    assert!(
        vietnamese.err.contains("không có lệnh “tong-hop”"),
        "{}",
        vietnamese.err
    );
    let english = nhip(["plan", "--lang", "en"]);
    assert_eq!(english.code, Some(2));
    assert!(
        english.err.starts_with("Error: <FILE> is missing"),
        "{}",
        english.err
    );
    assert_eq!(nhip([] as [&str; 0]).code, Some(2));
}
