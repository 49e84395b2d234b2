//! Citations with nesting, in both families.

use super::*;

/// Symbol, date, issuer, subject, nested.
type Read = (
    String,
    Option<String>,
    Option<String>,
    Option<String>,
    Vec<usize>,
);

fn one(text: &str) -> Vec<Read> {
    mentions(text, 1)
        .into_iter()
        .map(|m| {
            (
                m.symbol.normalized,
                m.date.map(|d| d.to_string()),
                m.issuer,
                m.subject,
                m.nested,
            )
        })
        .collect()
}

#[test]
fn a_citation_inside_a_subject_is_nested_and_one_after_a_comma_is_not() {
    let found = one(
        "Thực hiện Hướng dẫn số 38-HD/BTGTU, ngày 04/8/2021 của Ban Tuyên giáo Tỉnh ủy hướng dẫn tuyên truyền Chỉ thị số 10-CT/TU, ngày 02/8/2021 của Ban Thường vụ Tỉnh ủy về tăng cường phòng dịch, Kế hoạch số 5/KH-UBND của UBND tỉnh; rồi thôi",
    );
    assert_eq!(found.len(), 3);
    assert_eq!(found[0].4, [1]);
    assert_eq!(found[0].2.as_deref(), Some("Ban Tuyên giáo Tỉnh ủy"));
    assert_eq!(
        found[0].3.as_deref(),
        Some(
            "hướng dẫn tuyên truyền Chỉ thị số 10-CT/TU, ngày 02/8/2021 của Ban Thường vụ Tỉnh ủy về tăng cường phòng dịch"
        )
    );
    assert_eq!(found[1].3.as_deref(), Some("về tăng cường phòng dịch"));
    assert_eq!(found[2].0, "5/KH-UBND");
    assert_eq!(found[2].2.as_deref(), Some("UBND tỉnh"));
}

#[test]
fn comma_and_date_are_optional() {
    let found = one(
        "Kế hoạch số 5488/KH-UBND ngày 03/8/2021 của Ủy ban nhân dân tỉnh về triển khai Chỉ thị số 10-CT/TU của Ban Thường vụ Tỉnh ủy, nhằm",
    );
    assert_eq!(found[0].1.as_deref(), Some("2021-08-03"));
    assert_eq!(found[1].1, None);
    assert_eq!(found[1].2.as_deref(), Some("Ban Thường vụ Tỉnh ủy"));
}

#[test]
fn laws_carry_their_name_before_the_number() {
    let found = one(
        "Căn cứ Luật Phòng, chống bệnh truyền nhiễm số 03/2007/QH12 ngày 21 tháng 11 năm 2007;",
    );
    assert_eq!(
        found[0].3.as_deref(),
        Some("Phòng, chống bệnh truyền nhiễm")
    );
    assert_eq!(found[0].1.as_deref(), Some("2007-11-21"));
}

#[test]
fn a_proposal_is_by_the_body_that_proposed() {
    let found =
        one("Xét đề nghị của Sở Y tế tại Tờ trình số 962/TTr-SYT ngày 05 tháng 5 năm 2026,");
    assert_eq!(found[0].2.as_deref(), Some("Sở Y tế"));
}

#[test]
fn a_quoted_subject_is_the_same_as_an_unquoted_one() {
    let found = one(
        "Chỉ thị số 10-CT/TU, ngày 02/8/2021 của Ban Thường vụ Tỉnh ủy “về tăng cường phòng dịch”, Nghị quyết số 06-NQ/ThU về thực hiện tốt và văn bản khác của các cấp",
    );
    assert_eq!(found[0].3.as_deref(), Some("về tăng cường phòng dịch"));
    assert_eq!(found[1].3.as_deref(), Some("về thực hiện tốt"));
}

#[test]
fn documents_cited_by_name_only_are_listed_by_weight() {
    let text = "thực hiện Kế hoạch phát triển kinh tế - xã hội 5 năm 2021 - 2025, Nghị quyết Đại hội VI Đảng bộ thành phố đã đề ra, Luật Phòng, chống bệnh truyền nhiễm; Kế hoạch này";
    let found: Vec<String> = named([(1, text)].into_iter(), "truyền thông")
        .into_iter()
        .map(|n| n.name)
        .collect();
    assert_eq!(
        found,
        [
            "Luật Phòng, chống bệnh truyền nhiễm",
            "Nghị quyết Đại hội VI Đảng bộ thành phố",
            "Kế hoạch phát triển kinh tế - xã hội 5 năm 2021 - 2025"
        ]
    );
}
