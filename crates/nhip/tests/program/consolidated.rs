//! `nhip consolidate`: what is written, when it came in, and that chance has no part in it.

use std::fs;

use crate::Office;

#[test]
fn only_the_formats_asked_for_are_written() {
    let office = Office::new();
    assert_eq!(office.consolidate(&["--format", "docx,json"]).code, Some(0));
    let mut names: Vec<String> = fs::read_dir(office.out())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    assert_eq!(names, ["bao-cao-tong-hop.docx", "bao-cao-tong-hop.json"]);
}

#[test]
fn the_same_reports_give_the_same_bytes() {
    let office = Office::new();
    let read = |office: &Office| {
        ["docx", "xlsx", "json"].map(|ending| {
            fs::read(office.out().join(format!("bao-cao-tong-hop.{ending}"))).unwrap()
        })
    };
    assert_eq!(
        office.consolidate(&["--format", "docx,xlsx,json"]).code,
        Some(0)
    );
    let first = read(&office);
    assert_eq!(
        office.consolidate(&["--format", "docx,xlsx,json"]).code,
        Some(0)
    );
    assert!(first == read(&office));
}

#[test]
fn the_table_of_days_received_wins_over_the_files_own_times() {
    let office = Office::new();
    let names = office.names();
    let mut table = String::from("Tệp;Ngày nhận\n");
    for (n, name) in names.iter().enumerate() {
        let day = if n == 0 { 28 } else { 20 };
        table += &format!("{name};{day}/11/2026\n");
    }
    let path = office.home.path().join("ngay-nhan.csv");
    fs::write(&path, table).unwrap();
    let office = office.with("--received", &path);
    assert_eq!(office.consolidate(&[]).code, Some(0));
    let result = office.result();
    let late: Vec<_> = result["units"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|unit| unit["status"] == "late")
        .collect();
    assert_eq!(late.len(), 1, "{:#?}", result["units"]);
    assert_eq!(late[0]["days_late"], 3);
    assert_eq!(late[0]["file"], names[0].as_str());
}

/// A report of the city's first unit, of which only the month in its head changes.
fn report(month: &str) -> String {
    format!(
        "ỦY BAN NHÂN DÂN PHƯỜNG GÒ SIM\nSố: 12/BC-UBND\n\nBÁO CÁO\nKết quả tháng {month} năm 2026\n\n\
         I. KẾT QUẢ THỰC HIỆN\n- Phát 820 tờ rơi đến hộ gia đình, treo 10 băng rôn tại chợ.\n\
         - Rà soát 31 trẻ chưa tiêm đủ mũi, vận động được 17 trẻ đến tiêm bù.\n\
         - Ra quân diệt lăng quăng 4 đợt với 150 lượt người tham gia.\n"
    )
}

#[test]
fn last_months_report_sent_again_is_found_out() {
    let office = Office::new();
    for name in office.names() {
        fs::remove_file(office.reports().join(name)).unwrap();
    }
    let earlier = office.home.path().join("thang-10");
    fs::create_dir(&earlier).unwrap();
    fs::write(earlier.join("go-sim.txt"), report("10")).unwrap();
    office.receive("go-sim.txt", report("11"));
    let office = office.with("--previous", &earlier);
    assert_eq!(office.consolidate(&[]).code, Some(0));
    assert_eq!(office.counted(), 1, "{:#?}", office.warnings());
    let warnings = office.warnings().join("\n");
    assert!(warnings.contains("lặp lại"), "{warnings}");
}

#[test]
fn the_json_can_be_printed_in_place_of_the_summary() {
    let office = Office::new();
    let ran = office.consolidate(&["--json"]);
    let printed: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(printed, office.result());
}

#[test]
fn the_summary_names_the_files_and_speaks_english_when_asked() {
    let office = Office::new();
    let vietnamese = office.consolidate(&[]).out;
    assert!(
        vietnamese.contains("đơn vị được tính") && vietnamese.contains("bao-cao-tong-hop.json"),
        "{vietnamese}"
    );
    let english = office.consolidate(&["--lang", "en"]).out;
    assert!(english.contains("units counted"), "{english}");
}

#[cfg(feature = "pdf")]
#[test]
fn signs_no_font_has_stop_no_file_and_are_told_with_their_unit() {
    let office = Office::new();
    for name in office.names() {
        fs::remove_file(office.reports().join(name)).unwrap();
    }
    let odd = "👍🏽 ✓ ☑ ➢ ★ ☎ ① Ⅳ \u{F0FC}\u{F0D8} ខ្មែរ ລາວ 中文，\u{1019}\u{101B} \u{202E}\u{B}";
    let text = report("11").replace("tại chợ.", &format!("tại chợ {odd}."));
    office.receive("go-sim ✓ 👍 \u{1019}.txt", text);
    let ran = office.consolidate(&["--format", "docx,pdf,xlsx,json"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert_eq!(fs::read_dir(office.out()).unwrap().count(), 4);
    let result = office.result();
    let told: Vec<_> = result["warnings"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|finding| finding["code"] == "G353")
        .collect();
    assert_eq!(told.len(), 1, "{told:#?}");
    assert!(told[0]["unit"].is_string() && told[0]["place"].is_object());
    assert!(
        told[0]["text"]["vi"]
            .as_str()
            .unwrap()
            .contains("U+1019, U+101B")
    );
}
