//! Names of bodies made comparable: abbreviations written out, words only, place told from organ.

use nhip_viet::fold;
use nhip_viet::shorthand::expand_name;

/// Kinds of places, longest first: they open the place part of a name.
const PLACES: &[&[&str]] = &[
    &["thành", "phố"],
    &["thị", "xã"],
    &["thị", "trấn"],
    &["đặc", "khu"],
    &["phường"],
    &["xã"],
    &["tỉnh"],
    &["quận"],
    &["huyện"],
];

/// A name for comparing: abbreviations written out, the key, nothing but words, numbers without
/// leading zeros, without an opening "các".
pub fn plain(text: &str) -> String {
    let key = fold::key(&expand_name(text));
    let mut out = String::with_capacity(key.len());
    for word in key
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
    {
        if !out.is_empty() {
            out.push(' ');
        }
        let number = word.trim_start_matches('0');
        let digits = !number.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit());
        out.push_str(if digits { number } else { word });
    }
    out.strip_prefix("các ").map(str::to_owned).unwrap_or(out)
}

/// A plain name split where its place begins: ("ủy ban nhân dân", "phường bến ngự"). A bare
/// place has no organ. What lies around the place ("thành phố lạc giang") is cut off.
pub(super) fn place(plain: &str) -> Option<(&str, &str)> {
    let words = words(plain);
    let (first, kind) = (0..words.len()).find_map(|at| Some((at, place_kind(&words, at)?)))?;
    let named = first + kind;
    let end = (named + 1..words.len()).find(|&at| place_kind(&words, at).is_some());
    let start = words.get(first)?.0;
    words.get(named)?;
    let end = end
        .and_then(|at| words.get(at))
        .map_or(plain.len(), |word| word.0);
    Some((
        plain.get(..start)?.trim_end(),
        plain.get(start..end)?.trim_end(),
    ))
}

/// Name up to and with the first kind of place: "ủy ban nhân dân thành phố" of "… lạc giang".
pub(super) fn up_to_kind(plain: &str) -> Option<&str> {
    let words = words(plain);
    let (first, kind) = (0..words.len()).find_map(|at| Some((at, place_kind(&words, at)?)))?;
    let (start, last) = words.get(first + kind - 1)?;
    plain.get(..start + last.len())
}

/// The place's own name: "lạc giang" of "thành phố lạc giang".
pub(super) fn without_kind(plain: &str) -> &str {
    let words = words(plain);
    let kind = place_kind(&words, 0).unwrap_or(0);
    words
        .get(kind)
        .and_then(|(start, _)| plain.get(*start..))
        .unwrap_or(plain)
}

/// How many words the kind of place at this word has; `None` where there is none.
fn place_kind(words: &[(usize, &str)], at: usize) -> Option<usize> {
    let word = |at: usize| words.get(at).map(|(_, word)| *word);
    let kind = PLACES.iter().find(|kind| {
        kind.iter()
            .enumerate()
            .all(|(n, part)| word(at + n) == Some(*part))
    })?;
    // "văn hóa - xã hội" and "hợp tác xã" hold the word for a commune without meaning one.
    let society = kind.len() == 1
        && word(at) == Some("xã")
        && (word(at + 1) == Some("hội") || at > 0 && word(at - 1) == Some("tác"));
    (!society).then_some(kind.len())
}

/// Words with the byte they start at.
pub(super) fn words(plain: &str) -> Vec<(usize, &str)> {
    let mut start = 0;
    plain
        .split(' ')
        .map(|word| {
            let at = start;
            start += word.len() + 1;
            (at, word)
        })
        .filter(|(_, word)| !word.is_empty())
        .collect()
}
