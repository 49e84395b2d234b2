//! The words around a cut, enough for a person to find it.

/// Words shown after a cut at most.
const HEAD_WORDS: usize = 14;
/// Words looked at before a cut.
const TAIL_WORDS: usize = 12;

/// Last words before the cut: the citation it falls into ("Nghị quyết số 06-NQ/ThU, ngày"),
/// otherwise two words.
pub(super) fn tail(left: &str) -> String {
    let mut words: Vec<&str> = left.rsplit(char::is_whitespace).take(TAIL_WORDS).collect();
    words.reverse();
    let from = citation_start(&words).unwrap_or(words.len().saturating_sub(2));
    words.get(from..).unwrap_or_default().join(" ")
}

/// First words after the cut, to the end of the document number or issuer they hold.
pub(super) fn head(right: &str) -> String {
    let mut shown: Vec<&str> = Vec::new();
    for word in right.split_whitespace().take(HEAD_WORDS) {
        if word == "về" && !shown.is_empty() {
            break;
        }
        shown.push(word);
        if is_symbol(word) || word.ends_with(['.', ';', ':']) {
            break;
        }
    }
    shown
        .join(" ")
        .trim_end_matches([',', ';', '.', ':'])
        .to_owned()
}

/// Where "<loại văn bản> số <ký hiệu>[,] ngày" starts, if the words end so.
fn citation_start(words: &[&str]) -> Option<usize> {
    let last = words.last()?;
    let after_symbol = words
        .len()
        .checked_sub(if *last == "ngày" { 2 } else { 1 })?;
    let number = words.get(after_symbol)?;
    let so = match is_symbol(number) {
        true => after_symbol.checked_sub(1)?,
        false if *last == "số" => words.len().checked_sub(1)?,
        false => return None,
    };
    if *words.get(so)? != "số" {
        return None;
    }
    // The kind of document has at most four words, and a capital opens it.
    (so.saturating_sub(4)..so).rev().find(|at| {
        words
            .get(*at)
            .is_some_and(|word| word.starts_with(char::is_uppercase))
    })
}

/// "06-NQ/ThU,", "5488/KH-UBND": a digit first, then capitals after a stroke or hyphen.
fn is_symbol(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit())
        && word.contains(['-', '/'])
        && word.contains(char::is_uppercase)
}
