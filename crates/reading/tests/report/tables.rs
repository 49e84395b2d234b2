//! Tables of figures people make themselves: which column is the month's, what its rows are called.

use nhip_core::document::{Block, Cell, Document, Paragraph, Place, Row, Table};
use nhip_reading::report::figures::figures;
use nhip_viet::quantity::Kind;
use rust_decimal::Decimal;

use super::build::{plan, roster, table};

fn said(text: &str) -> Block {
    Block::Paragraph(Paragraph {
        text: text.into(),
        ..Paragraph::default()
    })
}

fn document(blocks: Vec<Block>) -> Document {
    Document {
        blocks,
        ..Document::default()
    }
}

/// Value, unit, thing and sense of everything in a table, below a line on November.
fn read(rows: &[&[&str]]) -> Vec<(String, String, Kind)> {
    let blocks = vec![said("Báo cáo tháng 11 năm 2026"), table(None, rows)];
    let found = figures(&document(blocks)).quantities.into_iter();
    found
        .map(|one| {
            let name = format!("{} {}", one.count_unit, one.what);
            (one.value.to_string(), name.trim().to_owned(), one.kind)
        })
        .collect()
}

fn one(value: &str, name: &str, kind: Kind) -> (String, String, Kind) {
    (value.to_owned(), name.to_owned(), kind)
}

#[test]
fn the_plan_and_another_month_are_no_results() {
    let rows: [&[&str]; 2] = [
        &[
            "TT",
            "Nội dung",
            "ĐVT",
            "Kế hoạch",
            "Tháng 10",
            "Thực hiện",
            "Tỷ lệ (%)",
        ],
        &["1", "Nói chuyện", "buổi", "8", "6", "7", "87,5"],
    ];
    let named = |value, kind| one(value, "buổi Nói chuyện", kind);
    assert_eq!(
        read(&rows),
        [
            named("8", Kind::Plan),
            named("6", Kind::Other),
            named("7", Kind::Month),
            named("87.5", Kind::Percent),
        ]
    );
}

#[test]
fn a_heading_of_two_rows_gives_each_column_its_sense() {
    let rows: [&[&str]; 3] = [
        &["TT", "Chỉ tiêu", "ĐVT", "Kết quả", ""],
        &["", "", "", "Trong tháng", "Lũy kế"],
        &["1", "Tờ rơi", "tờ", "120", "960"],
    ];
    assert_eq!(
        read(&rows),
        [
            one("120", "tờ Tờ rơi", Kind::Month),
            one("960", "tờ Tờ rơi", Kind::Cumulative)
        ]
    );
    let rows: [&[&str]; 3] = [
        &["TT", "Chỉ tiêu", "ĐVT", "Trong tháng", ""],
        &["", "", "", "Nam", "Nữ"],
        &["1", "Người nghe", "người", "12", "30"],
    ];
    assert_eq!(
        read(&rows),
        [
            one("12", "người Người nghe Nam", Kind::Month),
            one("30", "người Người nghe Nữ", Kind::Month)
        ]
    );
}

#[test]
fn rows_of_one_name_keep_the_names_of_the_rows_above_them() {
    let rows: [&[&str]; 5] = [
        &["Nội dung", "Đơn vị tính", "Trong tháng"],
        &["Người nghe", "người", "40"],
        &["- Nam", "người", "15"],
        &["Người được khám", "người", "20"],
        &["- Nam", "người", "8"],
    ];
    let names: Vec<String> = read(&rows).into_iter().map(|(_, name, _)| name).collect();
    assert_eq!(
        names,
        [
            "người Người nghe",
            "người Người nghe Nam",
            "người Người được khám",
            "người Người được khám Nam"
        ]
    );
}

#[test]
fn a_share_is_no_count_and_a_cell_s_own_unit_holds() {
    let rows: [&[&str]; 4] = [
        &["Nội dung", "Đơn vị tính", "Số lượng"],
        &["Hộ ký cam kết", "hộ", "1.200 (60%)"],
        &["Hộ đạt", "", "60%"],
        &["Tờ rơi", "tờ", "12 buổi"],
    ];
    assert_eq!(
        read(&rows),
        [
            one("1200", "hộ Hộ ký cam kết", Kind::Month),
            one("60", "% Hộ đạt", Kind::Percent),
            one("12", "buổi Tờ rơi", Kind::Month)
        ]
    );
}

#[test]
fn rows_of_places_are_parts_of_their_total() {
    let rows: [&[&str]; 4] = [
        &["TT", "Thôn", "Buổi truyền thông", "Tờ rơi (tờ)"],
        &["1", "Suối Đá", "6", "200"],
        &["2", "Gò Cao", "4", "100"],
        &["", "Cộng", "10", "300"],
    ];
    let blocks = vec![said("Báo cáo tháng 11 năm 2026"), table(None, &rows)];
    let found = figures(&document(blocks)).quantities;
    let sums: Vec<Decimal> = found
        .iter()
        .filter(|one| one.part_of.is_none())
        .map(|one| one.value)
        .collect();
    assert_eq!(sums, [Decimal::from(10), Decimal::from(300)]);
    assert!(found.iter().all(|one| one.kind == Kind::Month));
    assert_eq!((found[2].part_of, found[3].part_of), (Some(0), Some(1)));
    assert_eq!(found[0].count_unit, "Buổi");
    assert_eq!(found[1].count_unit, "tờ");
}

#[test]
fn a_table_typed_in_a_text_is_read_as_one() {
    let typed = [
        [
            "| Nội dung | ĐVT | Kế hoạch | Trong tháng |",
            "|---|---|---|---|",
            "| Loa | lượt | 20 | 18 |",
        ],
        [
            "Nội dung\tĐVT\tKế hoạch\tTrong tháng",
            "Trực tiếp",
            "Loa\tlượt\t20\t18",
        ],
    ];
    for lines in typed {
        let blocks = lines.iter().map(|line| said(line)).collect();
        let found = figures(&document(blocks)).quantities;
        let shown: Vec<(String, Kind)> = found
            .iter()
            .map(|one| (one.value.to_string(), one.kind))
            .collect();
        let expected = [
            ("20".to_owned(), Kind::Plan),
            ("18".to_owned(), Kind::Month),
        ];
        assert_eq!(shown, expected, "{lines:?}");
    }
    let prose = ["Phát tin | 5 lượt.", "Treo băng rôn tại chợ."].map(said);
    assert_eq!(figures(&document(prose.to_vec())).quantities.len(), 1);
}

#[test]
fn the_column_taken_and_a_cell_of_another_unit_are_told() {
    let rows: [&[&str]; 3] = [
        &["Nội dung", "ĐVT", "Kế hoạch", "Trong tháng"],
        &["Nói chuyện", "buổi", "8", "7"],
        &["Tờ rơi", "tờ", "90", "12 buổi"],
    ];
    let document = document(vec![said("BÁO CÁO THÁNG 11 NĂM 2026"), table(None, &rows)]);
    let reading = nhip_reading::report::read(&document, &plan(), &roster(&plan()), "a.txt");
    let codes: Vec<&str> = reading
        .findings
        .iter()
        .map(|one| one.code.as_str())
        .collect();
    assert!(
        codes.contains(&"G276") && codes.contains(&"C277"),
        "{codes:?}"
    );
}

/// Value and sense of everything in a typed table, each line with the white space before it.
fn typed(lines: &[&str]) -> Vec<(String, Kind)> {
    let line = |(at, line): (usize, &&str)| {
        let text = line.trim();
        let white = line.split_at(line.len() - line.trim_start().len()).0;
        let lead = match text.contains('\t') {
            true => white.matches('\t').count(),
            false => white.chars().count(),
        };
        Block::Paragraph(Paragraph {
            text: text.into(),
            lead: u16::try_from(lead).unwrap(),
            place: Place {
                line: u32::try_from(at + 2).unwrap(),
                ..Place::default()
            },
            ..Paragraph::default()
        })
    };
    let mut blocks = vec![said("Báo cáo tháng 11 năm 2026")];
    let filled = lines
        .iter()
        .enumerate()
        .filter(|(_, line)| !line.is_empty());
    blocks.extend(filled.map(line));
    let found = figures(&document(blocks)).quantities.into_iter();
    found.map(|one| (one.value.to_string(), one.kind)).collect()
}

fn shown(expected: &[(&str, Kind)]) -> Vec<(String, Kind)> {
    let one = |(value, kind): &(&str, Kind)| ((*value).to_owned(), *kind);
    expected.iter().map(one).collect()
}

#[test]
fn cells_set_with_spaces_belong_to_the_column_they_stand_below() {
    let lines = [
        "                              Kế hoạch     Thực hiện     Đạt (%)",
        "  Nội dung         Đơn vị      tháng         tháng",
        "  ------------------------------------------------------------",
        "  Nói chuyện       buổi          4             5           125",
        "  Người dự         người                     310",
        "  Loa kéo          lượt         20            13            65",
    ];
    let expected = [
        ("4", Kind::Plan),
        ("5", Kind::Month),
        ("125", Kind::Percent),
        ("310", Kind::Month),
        ("20", Kind::Plan),
        ("13", Kind::Month),
        ("65", Kind::Percent),
    ];
    assert_eq!(typed(&lines), shown(&expected));
}

#[test]
fn the_second_row_of_a_heading_typed_with_tabs_names_the_last_columns() {
    let head = "TT\tNội dung\tĐVT\tKế hoạch\tThực hiện";
    let rows = [
        "I\tNói chuyện\tbuổi\t25\t26\t214",
        "\t- Tại chợ\tbuổi\tx\t18\t140",
    ];
    let expected = [
        ("25", Kind::Plan),
        ("26", Kind::Month),
        ("214", Kind::Cumulative),
        ("18", Kind::Month),
        ("140", Kind::Cumulative),
    ];
    // In a file of Word the white space before a line is lost.
    for second in ["\t\t\t\tTháng 11\tTừ đầu năm", "Tháng 11\tTừ đầu năm"] {
        let lines = [head, second, rows[0], rows[1]];
        assert_eq!(typed(&lines), shown(&expected), "{second:?}");
    }
}

#[test]
fn a_heading_behind_an_empty_line_opens_another_table() {
    let lines = [
        "Nội dung\tĐVT\tTrong tháng",
        "Tờ rơi\ttờ\t120",
        "",
        "Nội dung\tĐVT\tTháng trước\tTháng này",
        "Băng rôn\tcái\t3\t5",
    ];
    let expected = [("120", Kind::Month), ("3", Kind::Other), ("5", Kind::Month)];
    assert_eq!(typed(&lines), shown(&expected));
}

#[test]
fn a_cell_over_several_columns_covers_the_empty_ones_behind_it() {
    let wide = |text: &str, columns: u16| {
        let mut cells = vec![Cell {
            blocks: vec![said(text)],
            columns,
        }];
        cells.resize(usize::from(columns), Cell::default());
        cells
    };
    let head = [
        wide("Hình thức", 1),
        wide("Trong tháng", 2),
        wide("Lũy kế", 2),
    ]
    .concat();
    let row = |texts: [&str; 5]| Row {
        cells: texts.iter().flat_map(|text| wide(text, 1)).collect(),
    };
    let table = Block::Table(Table {
        sheet: None,
        rows: vec![
            Row { cells: head },
            row(["", "Nam", "Nữ", "Nam", "Nữ"]),
            row(["Tư vấn", "88", "131", "702", "1.045"]),
        ],
    });
    let found = figures(&document(vec![table])).quantities;
    let kinds: Vec<(String, Kind)> = found
        .iter()
        .map(|one| (one.value.to_string(), one.kind))
        .collect();
    let expected = [
        ("88", Kind::Month),
        ("131", Kind::Month),
        ("702", Kind::Cumulative),
        ("1045", Kind::Cumulative),
    ];
    assert_eq!(kinds, shown(&expected));
}

#[test]
fn rows_that_say_what_there_is_are_no_results_and_a_unit_may_stand_in_brackets() {
    let rows: [&[&str]; 3] = [
        &["TT", "Nội dung", "Số lượng"],
        &["1", "Hồ sơ đang lưu (bộ)", "26"],
        &["2", "Họp dân (cuộc)", "4"],
    ];
    assert_eq!(
        read(&rows),
        [
            one("26", "bộ Hồ sơ đang lưu (bộ)", Kind::State),
            one("4", "cuộc Họp dân (cuộc)", Kind::Month),
        ]
    );
}

#[test]
fn figures_whose_columns_nobody_named_are_not_added_and_that_is_told() {
    let rows: [&[&str]; 2] = [
        &["Nói chuyện tại thôn", "buổi", "8", "7"],
        &["Tờ rơi", "tờ", "90", "120"],
    ];
    let document = document(vec![said("BÁO CÁO THÁNG 11 NĂM 2026"), table(None, &rows)]);
    assert_eq!(figures(&document).quantities, []);
    let reading = nhip_reading::report::read(&document, &plan(), &roster(&plan()), "a.txt");
    assert!(reading.findings.iter().any(|one| &*one.code == "C282"));
    let found = reading.entries.iter().map(|entry| entry.quantities.len());
    assert_eq!(found.sum::<usize>(), 0);
}

#[test]
fn a_table_typed_straight_below_the_title_keeps_its_heading() {
    let title = [
        "UBND PHƯỜNG SUỐI ĐÁ",
        "BÁO CÁO",
        "Kết quả tháng 11 năm 2026",
    ];
    let tables: [&[&str]; 3] = [
        &[
            "Nội dung\tĐVT\tKế hoạch\tThực hiện",
            "Loa\tlượt\t30\t26",
            "Tờ rơi\ttờ\t50\t40",
        ],
        &[
            "TT\tNội dung\tĐVT\tThực hiện",
            "1\tLoa\tlượt\t26",
            "2\tTờ rơi\ttờ\t40",
        ],
        &[
            "| Nội dung | ĐVT | Kế hoạch | Thực hiện |",
            "| Loa | lượt | 30 | 26 |",
            "| Tờ rơi | tờ | 50 | 40 |",
        ],
    ];
    for rows in tables {
        let blocks = title.iter().chain(rows).map(|line| said(line)).collect();
        let reading =
            nhip_reading::report::read(&document(blocks), &plan(), &roster(&plan()), "a.txt");
        let found = reading.entries.iter().flat_map(|one| &one.quantities);
        let month = found.filter(|one| one.kind == Kind::Month);
        let values: Vec<String> = month.map(|one| one.value.to_string()).collect();
        assert_eq!(values, ["26", "40"], "{rows:?}");
    }
}

#[test]
fn the_number_of_a_row_counts_nothing_and_a_title_names_no_column() {
    let rows: [&[&str]; 2] = [&["1", "Loa", "lượt", "26"], &["2", "Tờ rơi", "tờ", "900"]];
    let values: Vec<String> = read(&rows).into_iter().map(|(value, ..)| value).collect();
    assert_eq!(values, ["26", "900"]);
    let rows: [&[&str]; 4] = [
        &["Số liệu tháng 11", "", "", "", ""],
        &["TT", "Chỉ tiêu", "Đơn vị", "Kết quả", ""],
        &["", "", "", "Tháng trước", "Trong tháng"],
        &["4", "Tờ rơi", "tờ", "500", "800"],
    ];
    let expected = [
        one("500", "tờ Tờ rơi", Kind::Other),
        one("800", "tờ Tờ rơi", Kind::Month),
    ];
    assert_eq!(read(&rows), expected);
}

#[test]
fn columns_and_rows_of_parts_are_not_added_to_their_whole() {
    let parts = |rows: &[&[&str]]| -> Vec<Option<usize>> {
        let blocks = vec![said("Báo cáo tháng 11 năm 2026"), table(None, rows)];
        let found = figures(&document(blocks)).quantities.into_iter();
        found.map(|one| one.part_of).collect()
    };
    let columns: [&[&str]; 3] = [
        &["Nội dung", "ĐVT", "Thực hiện", "", ""],
        &["", "", "Trong tháng", "Trong đó: nữ", "Lũy kế"],
        &["Người dự", "người", "274", "151", "2188"],
    ];
    assert_eq!(parts(&columns), [None, Some(0), None]);
    let rows: [&[&str]; 5] = [
        &["Nội dung", "ĐVT", "Trong tháng"],
        &["Số buổi nói chuyện", "buổi", "4"],
        &["Trong đó: tại thôn", "buổi", "3"],
        &["- Người dự", "người", "90"],
        &["- Tại trường", "buổi", "2"],
    ];
    // The last would make the parts more than their whole.
    assert_eq!(parts(&rows), [None, Some(0), None, None]);
}
