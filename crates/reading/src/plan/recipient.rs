//! "Nơi nhận": who gets a copy, what for, and where it is filed.

use nhip_core::plan::Recipient;
use nhip_viet::fold::key;

use super::line::{Item, Line, columns};
use super::{name, signer};

/// Reads the recipients of the foot.
pub(super) fn read(items: &[Item<'_>]) -> Vec<Recipient> {
    let mut found: Vec<Recipient> = Vec::new();
    let mut started = false;
    for line in items.iter().filter_map(Item::line) {
        let pieces = columns(&line.printed);
        let first = pieces.first().copied().unwrap_or_default();
        if key(first).starts_with("nơi nhận") {
            started = true;
            // "Nơi nhận: - Như trên; - Lưu: VT." on one line.
            let rest = first.split_once(':').map_or("", |(_, rest)| rest);
            rest.split("; ")
                .map(str::trim)
                .filter(|p| p.starts_with('-'))
                .for_each(|p| found.push(recipient(p, line.line)));
            continue;
        }
        if !started || line.column > 0 && !first.starts_with('-') {
            continue;
        }
        take(&mut found, line, first);
    }
    found
}

fn take(found: &mut Vec<Recipient>, line: &Line, piece: &str) {
    let dash = line.label.is_some() || piece.starts_with(['-', '–', '+']);
    if dash {
        found.push(recipient(piece, line.line));
        return;
    }
    let open = found
        .last()
        .is_some_and(|r| !r.as_printed.ends_with([';', ',', '.']) && !r.archive);
    // "(Đã ký)" stands in the other column.
    let filed = found.last().is_some_and(|last| last.archive);
    let bracketed = piece.starts_with('(') && (filed || !piece.chars().any(char::is_lowercase));
    if bracketed || key(piece).starts_with("(đã ký") {
        return;
    }
    let starts_lower = piece.starts_with(|c: char| c.is_lowercase() || c == '(');
    if let Some(last) = found.last_mut().filter(|_| {
        (open || starts_lower) && !signer::opens(line) && piece.chars().any(char::is_lowercase)
    }) {
        // A recipient that runs on to a second line.
        let printed = format!("{} {piece}", last.as_printed);
        *last = recipient(&printed, last.line);
    }
}

fn recipient(printed: &str, line: u32) -> Recipient {
    let bare = printed
        .trim_start_matches(['-', '–', '+', '*', ' '])
        .trim_end_matches([';', ',', '.', '/', ' ']);
    let archive =
        key(bare) == "lưu" || key(bare).starts_with("lưu ") || key(bare).starts_with("lưu:");
    // "Lưu: VT, NVY (05b)": how many copies are kept is no purpose.
    let (bare, purpose) = if archive { (bare, None) } else { purpose(bare) };
    let name = if archive {
        bare.chars()
            .skip(3)
            .collect::<String>()
            .trim_start_matches([':', ' '])
            .to_owned()
    } else {
        bare.to_owned()
    };
    let archive_units = if archive {
        offices(&name)
            .into_iter()
            .map(|o| name::written_out(&o))
            .collect()
    } else {
        Vec::new()
    };
    Recipient {
        line,
        as_printed: printed.to_owned(),
        name,
        purpose,
        archive,
        archive_units,
    }
}

/// "(báo cáo)", "(để b/c)" at the end.
fn purpose(text: &str) -> (&str, Option<String>) {
    let inner = text
        .strip_suffix(')')
        .and_then(|t| t.rfind('(').map(|at| (t, at)));
    match inner.and_then(|(t, at)| Some((t.get(..at)?.trim(), t.get(at + 1..)?.trim()))) {
        Some((name, purpose)) if !name.is_empty() => {
            (name.trim_end_matches([';', ',']), Some(purpose.to_owned()))
        }
        _ => (text, None),
    }
}

/// "VP+BTG Thành ủy" is two offices of one committee; "VT, NC" are two as well.
pub(super) fn offices(name: &str) -> Vec<String> {
    let parts: Vec<&str> = name
        .split(['+', ',', ';'])
        .map(str::trim)
        .filter(|p| !p.is_empty())
        .collect();
    let shared = parts
        .last()
        .and_then(|last| last.split_once(' '))
        .map(|(_, place)| place);
    let short = |p: &str| !p.contains(' ') && !p.chars().any(char::is_lowercase);
    parts
        .iter()
        .map(
            |part| match shared.filter(|_| short(part) && name.contains('+')) {
                Some(place) => format!("{part} {place}"),
                None => (*part).to_owned(),
            },
        )
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn purpose_and_filing_are_taken_apart() {
        let r = recipient("- Thường trực Tỉnh ủy (báo cáo),", 1);
        assert_eq!(
            (r.name.as_str(), r.purpose.as_deref(), r.archive),
            ("Thường trực Tỉnh ủy", Some("báo cáo"), false)
        );
        let r = recipient("- Lưu VP+BTG Thành ủy.", 1);
        assert!(r.archive);
        assert_eq!(r.name, "VP+BTG Thành ủy");
        assert_eq!(
            r.archive_units,
            ["Văn phòng Thành ủy", "Ban Tuyên giáo Thành ủy"]
        );
        let r = recipient("- Lưu: VT, NC.", 1);
        assert_eq!(
            (r.name.as_str(), r.archive_units),
            ("VT, NC", vec!["Văn thư".to_owned(), "NC".to_owned()])
        );
    }
}
