//! Widths of letters in composite fonts, put into the one form the library understands.
//!
//! A font lists them as `c [w w w]` or as `first last w` (ISO 32000-1, 9.7.4.3). The library
//! loses the second form; without widths, letters lie on top of one another and words mix.

use pdf_extract::{Dictionary, Document as Pdf, Object, ObjectId};

/// Letters a composite font can have.
const MOST: i64 = 65_536;

/// Rewrites the widths of every composite font of a file.
pub(super) fn mend(pdf: &mut Pdf) {
    let mended: Vec<(ObjectId, Vec<Object>)> = pdf
        .objects
        .iter()
        .filter_map(|(id, object)| Some((*id, listed(widths_of(pdf, object.as_dict().ok()?)?))))
        .collect();
    for (id, widths) in mended {
        if let Some(Object::Dictionary(font)) = pdf.objects.get_mut(&id) {
            font.set("W", Object::Array(widths));
        }
    }
}

fn widths_of<'a>(pdf: &'a Pdf, font: &'a Dictionary) -> Option<&'a [Object]> {
    let kind = font.get(b"Subtype").and_then(Object::as_name).ok()?;
    if !kind.starts_with(b"CIDFontType") {
        return None;
    }
    let widths = match font.get(b"W").ok()? {
        Object::Reference(id) => pdf.get_object(*id).ok()?,
        direct => direct,
    };
    widths.as_array().ok().map(Vec::as_slice)
}

/// The same widths, every one in a list. A broken tail is dropped.
fn listed(widths: &[Object]) -> Vec<Object> {
    let mut mended = Vec::new();
    let mut rest = widths;
    let mut letters = 0;
    loop {
        rest = match rest {
            [first, list @ Object::Array(_), tail @ ..] => {
                mended.extend([first.clone(), list.clone()]);
                tail
            }
            [first, last, width, tail @ ..] => {
                let count = span(first, last).unwrap_or(0);
                letters += count;
                if letters > MOST {
                    return mended;
                }
                let list = vec![width.clone(); usize::try_from(count).unwrap_or(0)];
                mended.extend([first.clone(), Object::Array(list)]);
                tail
            }
            _ => return mended,
        };
    }
}

/// How many letters lie from the first to the last.
fn span(first: &Object, last: &Object) -> Option<i64> {
    let (first, last) = (first.as_i64().ok()?, last.as_i64().ok()?);
    (first >= 0 && first <= last && last < MOST).then_some(last - first + 1)
}

#[cfg(test)]
mod tests {
    use super::{Object, listed};

    fn numbers(numbers: &[i64]) -> Vec<Object> {
        numbers
            .iter()
            .map(|number| Object::Integer(*number))
            .collect()
    }

    #[test]
    fn ranges_of_widths_become_lists() {
        let mut widths = numbers(&[3, 5, 500]);
        widths.extend([Object::Integer(9), Object::Array(numbers(&[250, 300]))]);
        let expected = vec![
            Object::Integer(3),
            Object::Array(numbers(&[500, 500, 500])),
            Object::Integer(9),
            Object::Array(numbers(&[250, 300])),
        ];
        assert_eq!(listed(&widths), expected);
    }

    #[test]
    fn a_range_of_a_billion_letters_takes_no_memory() {
        let widths = numbers(&[0, 1_000_000_000, 500]);
        assert_eq!(
            listed(&widths),
            [Object::Integer(0), Object::Array(Vec::new())]
        );
        let many: Vec<Object> = (0..1000).flat_map(|_| numbers(&[0, 65_535, 500])).collect();
        assert!(listed(&many).len() <= 2);
    }
}
