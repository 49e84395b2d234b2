//! A small invented city for tests: its plan, and documents as readers give them.
#![allow(dead_code, reason = "each test program uses its own part")]

use nhip_core::document::{Block, Cell, Document, Paragraph, Place, Row, Table};
use nhip_core::fingerprint::sha256;
use nhip_core::period::Month;
use nhip_core::plan::{
    Counts, DocumentType, Duty, Family, Frequency, HeadLine, IssuingBody, NumberSymbol, PlaceDate,
    Plan, PlanSource, PlanUnit, Reports, Task, Title,
};
use nhip_core::unit::{Roster, Unit};

pub fn month() -> Month {
    Month::new(2026, 11).unwrap()
}

/// Three bodies that report, and the one that collects.
pub fn plan() -> Plan {
    Plan {
        source: PlanSource {
            path: "ke-hoach.docx".into(),
            sha256: sha256(b"ke hoach"),
        },
        document_type: DocumentType {
            name: "Kế hoạch".into(),
            code: Some("KH".into()),
            family: Family::State,
            family_evidence: vec![],
        },
        issuing_body: issuer(),
        number_symbol: Some(NumberSymbol {
            as_printed: "Số: 214/KH-UBND".into(),
            number: Some("214".into()),
            symbol: "KH-UBND".into(),
            normalized: "214/KH-UBND".into(),
            type_code: Some("KH".into()),
            issuer_code: Some("UBND".into()),
            line: 3,
        }),
        place_date: PlaceDate {
            place: Some("Lạc Giang".into()),
            ..PlaceDate::default()
        },
        national_or_party_header: HeadLine {
            stated: true,
            expected: String::new(),
        },
        title: Title {
            type_line_as_printed: Some("KẾ HOẠCH".into()),
            kind: Some("KẾ HOẠCH".into()),
            subject: Some("Truyền thông phòng, chống sốt xuất huyết năm 2026".into()),
            subject_line_as_printed: None,
            lines: vec![],
        },
        legal_bases: vec![],
        enacting_clause: None,
        cited_documents: vec![],
        cited_without_number: vec![],
        sections: vec![],
        counts: Counts::default(),
        content_themes: vec![],
        key_messages: vec![],
        targets: vec![],
        coverage: Default::default(),
        units: units(),
        reporting_duty: vec![duty(23)],
        other_dates_or_deadlines: vec![],
        recipients: vec![],
        signer: None,
        page_break_cuts: vec![],
        findings: vec![],
    }
}

fn issuer() -> IssuingBody {
    IssuingBody {
        name: Some("Ủy ban nhân dân thành phố Lạc Giang".into()),
        organ: None,
        place: Some("thành phố Lạc Giang".into()),
        superior: None,
        name_full_inferred: None,
        header_name_inferred: None,
        superior_header_inferred: None,
        stated_in_header: true,
        evidence: vec![],
    }
}

fn units() -> Vec<PlanUnit> {
    vec![
        plan_unit(
            "UBND",
            "Ủy ban nhân dân các xã, phường",
            true,
            &[
                "Tổ chức các buổi tuyên truyền lưu động về phòng, chống sốt xuất huyết tại khu dân cư; phát tờ rơi đến từng hộ gia đình.",
                "Tổ chức chiến dịch diệt lăng quăng, bọ gậy, tổng vệ sinh môi trường vào sáng thứ Bảy hằng tuần.",
                "Chỉ đạo Đài Truyền thanh phát tin, bài về các dấu hiệu cảnh báo bệnh nặng và cách phòng bệnh.",
            ],
        ),
        plan_unit(
            "TYT",
            "Trạm Y tế các xã, phường",
            true,
            &[
                "Giám sát ca bệnh, tư vấn trực tiếp cho người dân tại trạm và tại hộ gia đình.",
                "Tập huấn kỹ năng truyền thông cho cộng tác viên, nhân viên y tế thôn, tổ dân phố.",
            ],
        ),
        plan_unit(
            "HPN",
            "Hội Liên hiệp Phụ nữ thành phố",
            false,
            &[
                "Vận động hội viên ký cam kết gia đình không có lăng quăng; lồng ghép nội dung phòng bệnh vào sinh hoạt chi hội.",
            ],
        ),
        PlanUnit {
            reports: Reports::No,
            ..plan_unit(
                "TTYT",
                "Trung tâm Y tế thành phố",
                false,
                &["Tổng hợp, báo cáo Ủy ban nhân dân thành phố."],
            )
        },
    ]
}

pub fn plan_unit(id: &str, name: &str, is_group: bool, tasks: &[&str]) -> PlanUnit {
    let task = |(n, text): (usize, &&str)| Task {
        id: format!("{id}.{}", n + 1),
        line: 10,
        lines: vec![10],
        marker: Some("-".into()),
        starts_with: text.chars().take(40).collect(),
        text: (*text).into(),
        sub_items: vec![],
        co_owners: vec![],
        due: None,
    };
    PlanUnit {
        id: id.into(),
        name: name.into(),
        name_full_inferred: None,
        section: "III".into(),
        line: 9,
        is_group,
        tasks: tasks.iter().enumerate().map(task).collect(),
        aliases: vec![],
        members_named: vec![],
        related_recipient: None,
        reports: Reports::Named,
    }
}

pub fn duty(day: u32) -> Duty {
    Duty {
        who: vec![],
        what: None,
        to: Some("Ủy ban nhân dân thành phố".into()),
        via: Some("Trung tâm Y tế thành phố".into()),
        frequency: Some(Frequency::Monthly),
        frequency_as_printed: None,
        day_of_month: Some(day),
        day_as_printed: None,
        before: false,
        month_of_year: None,
        hour: None,
        on_request: false,
        next_month: false,
        dates: vec![],
        purpose: None,
        onward: None,
        line: 90,
        raw: String::new(),
        not_stated: vec![],
        who_resolved_inferred: Default::default(),
    }
}

/// Wards and communes below the groups; two of them differ by one accent.
pub fn roster(plan: &Plan) -> Roster {
    let rows = [
        ("26001", "Phường Bến Ngự", "UBND"),
        ("26002", "Phường Cầu Đá", "UBND"),
        ("26003", "Xã Thanh An", "UBND"),
        ("26004", "Xã Thạnh An", "UBND"),
        ("TYT01", "Trạm Y tế phường Bến Ngự", "TYT"),
        ("HPN", "Hội Liên hiệp Phụ nữ thành phố", "HPN"),
    ];
    Roster::new(
        rows.map(|(code, name, group)| unit(code, name, group))
            .to_vec(),
        plan,
    )
}

pub fn unit(code: &str, name: &str, group: &str) -> Unit {
    Unit {
        code: code.into(),
        name: name.into(),
        aliases: vec![],
        group: group.into(),
        parent: None,
        valid_from: None,
        valid_to: None,
    }
}

/// A document with one paragraph for each line.
pub fn document(name: &str, text: &str) -> Document {
    let paragraph = |(n, line): (usize, &str)| {
        let place = Place {
            line: n as u32 + 1,
            ..Place::default()
        };
        Block::Paragraph(Paragraph {
            place,
            text: line.trim().into(),
            ..Paragraph::default()
        })
    };
    let lines = text
        .lines()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty());
    Document {
        name: name.into(),
        sha256: sha256(text.as_bytes()),
        blocks: lines.map(paragraph).collect(),
        ..Document::default()
    }
}

/// A report in the usual layout, from its head to the title, then `body`.
pub fn report(body_of: &str, title: &str, text: &str) -> Document {
    let head = format!(
        "ỦY BAN NHÂN DÂN THÀNH PHỐ LẠC GIANG\t\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n{body_of}\t\tĐộc lập - Tự do - Hạnh phúc\nSố: 45/BC-UBND\t\tLạc Giang, ngày 20 tháng 11 năm 2026\nBÁO CÁO\n{title}\n"
    );
    document("bao-cao.txt", &(head + text))
}

pub fn table(sheet: Option<&str>, rows: &[&[&str]]) -> Block {
    let cell = |row: usize, column: usize, text: &str| {
        let place = Place {
            line: row as u32 + 1,
            cell: Some(format!("{}{}", (b'A' + column as u8) as char, row + 1)),
            ..Place::default()
        };
        let paragraph = Paragraph {
            place,
            text: text.into(),
            ..Paragraph::default()
        };
        Cell {
            blocks: vec![Block::Paragraph(paragraph)],
            columns: 1,
        }
    };
    let row = |(n, texts): (usize, &&[&str])| Row {
        cells: texts
            .iter()
            .enumerate()
            .map(|(column, text)| cell(n, column, text))
            .collect(),
    };
    Block::Table(Table {
        sheet: sheet.map(Into::into),
        rows: rows.iter().enumerate().map(row).collect(),
    })
}
