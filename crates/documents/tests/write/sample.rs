//! A consolidation of an invented city, of any size, for the tests of the writers.

use chrono::NaiveDate;
use nhip_core::consolidation::{
    Consolidation, Figure, Input, Paragraph, Period, PlanReference, Source, Status, TaskResult,
    Total, UnitStatus, UnitTotal,
};
use nhip_core::document::Place;
use nhip_core::finding::Finding;
use nhip_core::lang::Bilingual;
use nhip_core::period::Month;
use nhip_core::plan::{Family, Recipient};
use nhip_core::report::{Answer, Part};
use nhip_viet::quantity::Kind;
use rust_decimal::Decimal;

const GROUPS: [(&str, &str); 3] = [
    ("PX", "Ủy ban nhân dân các xã, phường"),
    ("TYT", "Các trạm y tế trực thuộc Trung tâm Y tế thành phố"),
    (
        "DT",
        "Mặt trận Tổ quốc và các đoàn thể chính trị - xã hội thành phố",
    ),
];
const PLACES: [&str; 8] = [
    "Bến Ngự",
    "Thanh An",
    "Thạnh An",
    "Suối Ngà",
    "Đồng Sim",
    "Hòa Lộc",
    "Cửa Trúc",
    "Phú Hạ",
];
const INDICATORS: [(&str, &str, &str); 9] = [
    ("buoi", "buổi tuyên truyền trực tiếp", "buổi"),
    ("luot", "lượt người dự", "lượt người"),
    ("to-roi", "tờ rơi phát đến hộ gia đình", "tờ"),
    ("ap-phich", "áp phích", "tấm"),
    (
        "bang-ron",
        "băng rôn tại trụ sở, trường học, chợ và nơi đông người qua lại",
        "tấm",
    ),
    (
        "tin-bai",
        "tin, bài phát trên hệ thống truyền thanh cơ sở",
        "tin, bài",
    ),
    ("luot-phat", "lượt phát thanh", "lượt"),
    ("mxh", "bài đăng mạng xã hội", "bài"),
    ("ho", "hộ gia đình được thăm, hướng dẫn", "hộ"),
];
const SENTENCES: [&str; 4] = [
    "Tổ chức 12 buổi tuyên truyền lưu động với 540 lượt người tham gia; phát 1.200 tờ rơi hướng dẫn diệt loăng quăng, bọ gậy tại hộ gia đình.",
    "Phối hợp với trường học trên địa bàn nói chuyện chuyên đề về phòng, chống sốt xuất huyết cho học sinh và phụ huynh.",
    "Phát thanh mỗi ngày hai lần trên hệ thống loa, mỗi lần 10 phút, về lịch tiêm chủng và an toàn thực phẩm.",
    "Đăng 5 bài trên trang thông tin của đơn vị, gắn đường dẫn về trang của ngành y tế.",
];

fn bilingual(vi: &str, en: &str) -> Bilingual {
    Bilingual::new(vi, en)
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn source(unit: &str, line: u32) -> Source {
    Source {
        unit: unit.into(),
        file: file(unit).into(),
        place: Place {
            line,
            ..Place::default()
        },
        score: 0.83,
    }
}

fn file(unit: &str) -> String {
    format!("bao-cao-{}-2026-11.docx", unit.to_lowercase())
}

fn units(n: usize) -> Vec<UnitStatus> {
    (0..n)
        .map(|i| {
            let (group, group_name) = GROUPS[i * GROUPS.len() / n.max(1)];
            let place = PLACES[i % PLACES.len()];
            let name = match group {
                "PX" => format!("Ủy ban nhân dân phường {place} {}", i + 1),
                "TYT" => format!("Trạm Y tế xã {place} {}", i + 1),
                _ => format!("Ủy ban Mặt trận Tổ quốc Việt Nam phường {place} {}", i + 1),
            };
            let (status, days_late) = match i % 10 {
                3 => (Status::Late, Some(2)),
                6 => (Status::Missing, None),
                9 if i % 20 == 9 => (Status::Excluded, None),
                _ => (Status::OnTime, None),
            };
            let code = format!("{:05}", 24_000 + i);
            let here = status != Status::Missing;
            UnitStatus {
                name,
                group: group.into(),
                group_name: group_name.into(),
                status,
                days_late,
                received: here.then(|| day("2026-11-22")),
                file: here.then(|| file(&code)),
                superseded: if i % 17 == 0 {
                    vec![format!("bao-cao-{code}-ban-1.docx")]
                } else {
                    vec![]
                },
                reason: (status == Status::Excluded).then(|| {
                    bilingual(
                        "báo cáo ghi tháng 10 năm 2026, không phải tháng 11",
                        "the report says October 2026, not November",
                    )
                }),
                code,
            }
        })
        .collect()
}

fn figures(units: &[UnitStatus], per_unit: usize) -> (Vec<Figure>, Vec<Total>) {
    let mut figures = Vec::new();
    let mut totals: Vec<Total> = INDICATORS
        .iter()
        .map(|(key, name, unit)| Total {
            key: (*key).into(),
            name: (*name).into(),
            count_unit: (*unit).into(),
            value: Decimal::ZERO,
            upper: None,
            approximate: *key == "luot",
            figures: vec![],
            by_unit: vec![],
        })
        .collect();
    for (i, unit) in units
        .iter()
        .enumerate()
        .filter(|(_, unit)| unit.status.counted())
    {
        for j in 0..per_unit {
            let n = figures.len() + 1;
            let indicator = (i + j) % INDICATORS.len();
            let (key, name, count_unit) = INDICATORS[indicator];
            let value = Decimal::from((i * 37 + j * 211) % 2400);
            let cumulative = j % 6 == 5;
            figures.push(Figure {
                n,
                unit: unit.code.as_str().into(),
                file: file(&unit.code).into(),
                place: Place {
                    line: 12 + j as u32,
                    ..Place::default()
                },
                part: Part::Task {
                    task: format!("{}.{}", unit.group, j % 3 + 1),
                },
                value,
                upper: None,
                count_unit: count_unit.into(),
                what: name.into(),
                approximate: key == "luot",
                kind: if cumulative {
                    Kind::Cumulative
                } else {
                    Kind::Month
                },
                period: None,
                part_of: None,
                sentence: SENTENCES[(j / 2) % SENTENCES.len()].into(),
                total: (!cumulative).then(|| key.into()),
                not_added: cumulative.then(|| {
                    bilingual(
                        "số lũy kế, không cộng với số trong tháng",
                        "cumulative, never added to monthly",
                    )
                    .into()
                }),
            });
            if cumulative {
                continue;
            }
            let total = &mut totals[indicator];
            total.value += value;
            total.figures.push(n);
            match total
                .by_unit
                .last_mut()
                .filter(|last| last.unit == unit.code)
            {
                Some(last) => {
                    last.value += value;
                    last.figures.push(n);
                }
                None => total.by_unit.push(UnitTotal {
                    unit: unit.code.clone(),
                    value,
                    figures: vec![n],
                }),
            }
        }
    }
    totals.retain(|total| !total.by_unit.is_empty());
    (figures, totals)
}

fn tasks(units: &[UnitStatus]) -> Vec<TaskResult> {
    let mut out = Vec::new();
    for (g, (group, group_name)) in GROUPS.iter().enumerate() {
        let members: Vec<&UnitStatus> = units
            .iter()
            .filter(|unit| unit.group == *group && unit.status.counted())
            .collect();
        for t in 1..=3 {
            let mut paragraphs: Vec<Paragraph> = members
                .iter()
                .enumerate()
                .filter(|(i, _)| (i + t) % 5 != 0)
                .map(|(i, unit)| Paragraph {
                    text: format!(
                        "{} (đợt {})",
                        SENTENCES[(i + t) % 4].trim_end_matches('.'),
                        i + 1
                    ),
                    sources: vec![source(&unit.code, 20 + t as u32)],
                })
                .collect();
            if members.len() > 6 {
                paragraphs.push(Paragraph {
                    text: SENTENCES[1].into(),
                    sources: members
                        .iter()
                        .take(7)
                        .map(|unit| source(&unit.code, 40))
                        .collect(),
                });
            }
            out.push(TaskResult {
                part: Part::Task { task: format!("{group}.{t}") },
                label: format!("{}.{t}", g + 1),
                heading: bilingual("Phối hợp tổ chức truyền thông trực tiếp về phòng, chống sốt xuất huyết và dịch bệnh mùa mưa tại…", "Organise talks on dengue and rainy-season diseases…"),
                text: "Phối hợp tổ chức truyền thông trực tiếp".into(),
                owner: (*group_name).into(),
                nil: members.iter().filter(|unit| unit.code.ends_with('5')).map(|unit| unit.code.clone()).collect(),
                blank: members.iter().filter(|unit| unit.code.ends_with('8')).map(|unit| unit.code.clone()).collect(),
                paragraphs,
            });
        }
    }
    for (part, vi, en) in [
        (Part::Other, "Nội dung khác", "Other"),
        (Part::Difficulties, "Khó khăn, vướng mắc", "Difficulties"),
        (Part::Proposals, "Đề xuất, kiến nghị", "Proposals"),
        (Part::Outlook, "Phương hướng", "Outlook"),
    ] {
        let text = format!(
            "{vi}: thiếu tờ rơi bằng tiếng dân tộc; đề nghị Trung tâm Y tế cấp thêm tài liệu <trước ngày 10> & hướng dẫn."
        );
        out.push(TaskResult {
            part,
            label: String::new(),
            heading: bilingual(vi, en),
            text: String::new(),
            owner: String::new(),
            paragraphs: vec![Paragraph {
                text,
                sources: units
                    .iter()
                    .filter(|u| u.status.counted())
                    .take(3)
                    .map(|u| source(&u.code, 60))
                    .collect(),
            }],
            nil: vec![],
            blank: vec![],
        });
    }
    out
}

/// A consolidation of `n` units with `per_unit` figures each.
pub fn consolidation(family: Family, n: usize, per_unit: usize) -> Consolidation {
    let units = units(n);
    let (figures, totals) = figures(&units, per_unit);
    let counted = units.iter().filter(|unit| unit.status.counted()).count();
    assert!(counted <= n);
    let mut warnings = vec![
        Finding::new(
            "C201",
            "Số tờ rơi gấp mười lần tháng trước; hãy hỏi lại đơn vị.",
            "Ten times last month's leaflets; ask the unit.",
        )
        .of_unit(&units[0].code)
        .in_file(file(&units[0].code))
        .at(Place {
            line: 14,
            ..Place::default()
        })
        .quoting("Phát 12.000 tờ rơi hướng dẫn diệt loăng quăng"),
        Finding::new(
            "C204",
            "80% số câu giống báo cáo tháng trước của chính đơn vị.",
            "80% of sentences repeat last month's report.",
        )
        .of_unit(&units[n / 2].code),
    ];
    for unit in units.iter().step_by(4) {
        warnings.push(
            Finding::new(
                "C207",
                "Tổng không khớp với các số thành phần.",
                "Total does not match its parts.",
            )
            .of_unit(&unit.code)
            .quoting(SENTENCES[0]),
        );
    }
    let inputs = units
        .iter()
        .filter_map(|unit| unit.file.clone())
        .map(|file| Input {
            sha256: nhip_core::fingerprint::sha256(file.as_bytes()),
            file,
            role: "counted".into(),
            answer: Answer::Given,
        });
    Consolidation {
        schema: "1".into(),
        plan: plan(family),
        period: Period {
            month: Month::parse("2026-11").unwrap(),
            due: Some(day("2026-11-23")),
        },
        inputs: inputs.collect(),
        tasks: tasks(&units),
        units,
        totals,
        figures,
        warnings,
        fingerprint: nhip_core::fingerprint::sha256(b"sample"),
    }
}

fn plan(family: Family) -> PlanReference {
    let recipient = |text: &str, archive| Recipient {
        line: 1,
        as_printed: text.into(),
        name: text
            .trim_start_matches("- ")
            .trim_end_matches([';', ',', '.'])
            .into(),
        purpose: None,
        archive,
        archive_units: vec![],
    };
    let long = "tăng cường thông tin, truyền thông về phòng, chống sốt xuất huyết, tiêm chủng mở rộng và bảo đảm an toàn thực phẩm trên địa bàn thành phố Lạc Giang năm 2026, thực hiện Chỉ thị số 10/CT-UBND ngày 02/8/2025 của Ủy ban nhân dân tỉnh và Nghị quyết số 06/NQ-HĐND ngày 08/7/2025 của Hội đồng nhân dân thành phố về chăm sóc, bảo vệ và nâng cao sức khỏe Nhân dân trong tình hình mới";
    match family {
        Family::State => PlanReference {
            file: "ke-hoach.docx".into(),
            sha256: nhip_core::fingerprint::sha256(b"plan"),
            family,
            number_symbol: Some("12/KH-UBND".into()),
            date: Some(day("2026-01-05")),
            place: Some("thành phố Lạc Giang, tỉnh Hà Sơn".into()),
            kind: "Kế hoạch".into(),
            subject: "Truyền thông phòng, chống sốt xuất huyết năm 2026 trên địa bàn thành phố"
                .into(),
            issuer: Some("Ủy ban nhân dân thành phố Lạc Giang".into()),
            superior: None,
            to: Some("Ủy ban nhân dân thành phố Lạc Giang".into()),
            via: Some("Phòng Y tế thành phố".into()),
            recipients: vec![
                recipient("- Sở Y tế;", false),
                recipient("- Thường trực Thành ủy (để báo cáo);", false),
                recipient("- Các phòng, ban, đoàn thể thành phố;", false),
                recipient("- UBND các xã, phường;", false),
                recipient("- Lưu: VT, YT.", true),
            ],
        },
        Family::Party => PlanReference {
            file: "32-KH-ThU.txt".into(),
            sha256: nhip_core::fingerprint::sha256(b"plan"),
            family,
            number_symbol: Some("45-KH/ThU".into()),
            date: None,
            place: Some("Lạc Giang".into()),
            kind: "Kế hoạch".into(),
            subject: long.into(),
            issuer: Some("Ban Thường vụ Thành ủy".into()),
            superior: None,
            to: Some("Ban Thường vụ Thành ủy".into()),
            via: Some("Ban Tuyên giáo Thành ủy".into()),
            recipients: vec![
                recipient("- Thường trực Tỉnh ủy (báo cáo),", false),
                recipient("- Các TCCSĐ trực thuộc Thành ủy,", false),
                recipient("- MTTQ, các đoàn thể chính trị-xã hội thành phố,", false),
                recipient("- Lưu VP+BTG Thành ủy.", true),
            ],
        },
    }
}
