//! Names of bodies made comparable: abbreviations written out, words only, place told from organ.

use nhip_viet::fold;

/// Abbreviations of bodies, in key form. Ours, from the head lines of real papers; single
/// letters only count with their full stop ("P. Bến Ngự").
const SHORT: &[(&str, &str)] = &[
    ("ubnd", "ủy ban nhân dân"),
    ("hđnd", "hội đồng nhân dân"),
    ("ubmttq", "ủy ban mặt trận tổ quốc"),
    ("ubmttqvn", "ủy ban mặt trận tổ quốc việt nam"),
    ("mttq", "mặt trận tổ quốc"),
    ("mttqvn", "mặt trận tổ quốc việt nam"),
    ("vn", "việt nam"),
    ("tyt", "trạm y tế"),
    ("ttyt", "trung tâm y tế"),
    ("ttksbt", "trung tâm kiểm soát bệnh tật"),
    ("tp", "thành phố"),
    ("tx", "thị xã"),
    ("lhpn", "liên hiệp phụ nữ"),
    ("hlhpn", "hội liên hiệp phụ nữ"),
    ("hpn", "hội phụ nữ"),
    ("ccb", "cựu chiến binh"),
    ("hccb", "hội cựu chiến binh"),
    ("nct", "người cao tuổi"),
    ("hnd", "hội nông dân"),
    ("lđlđ", "liên đoàn lao động"),
    ("tncs", "thanh niên cộng sản"),
    ("hcm", "hồ chí minh"),
    ("đtn", "đoàn thanh niên"),
    ("tccsđ", "tổ chức cơ sở đảng"),
    ("btg", "ban tuyên giáo"),
    ("bcđ", "ban chỉ đạo"),
    ("vhtt", "văn hóa thông tin"),
    ("vhxh", "văn hóa xã hội"),
    ("gdđt", "giáo dục đào tạo"),
    ("thcs", "trung học cơ sở"),
    ("thpt", "trung học phổ thông"),
];

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

/// A name for comparing: the key with abbreviations written out, nothing but words, numbers
/// without leading zeros, without an opening "các".
pub(super) fn plain(text: &str) -> String {
    let key = fold::key(text);
    let mut out = String::with_capacity(key.len() + 16);
    let mut rest = key.as_str();
    while let Some(start) = rest.find(char::is_alphanumeric) {
        let word_on = rest.get(start..).unwrap_or_default();
        let end = word_on
            .find(|c: char| !c.is_alphanumeric())
            .unwrap_or(word_on.len());
        let (word, after) = word_on.split_at(end);
        push_word(&mut out, word, after);
        rest = after;
    }
    out.strip_prefix("các ").map(str::to_owned).unwrap_or(out)
}

fn push_word(out: &mut String, word: &str, after: &str) {
    if !out.is_empty() {
        out.push(' ');
    }
    let spelled = SHORT
        .iter()
        .find(|(short, _)| *short == word)
        .map(|(_, long)| *long);
    let dotted = after.starts_with('.');
    let spelled = spelled.or(match word {
        "p" if dotted => Some("phường"),
        "x" if dotted => Some("xã"),
        "q" if dotted => Some("quận"),
        _ => None,
    });
    let number = word.trim_start_matches('0');
    let digits = !number.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit());
    out.push_str(spelled.unwrap_or(if digits { number } else { word }));
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
