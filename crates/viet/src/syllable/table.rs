//! The onsets, rhymes and toned letters of Vietnamese.
//!
//! Written from the description of the syllable in any Vietnamese grammar: without tone,
//! in the order of their bytes, so that a rhyme is found by halving.

use super::Tone;

/// Consonants a syllable may begin with; the last one is none at all.
pub(super) const ONSETS: [&str; 28] = [
    "ngh", "ng", "nh", "gh", "gi", "kh", "ph", "th", "tr", "ch", "b", "c", "d", "đ", "g", "h", "k",
    "l", "m", "n", "p", "q", "r", "s", "t", "v", "x", "",
];

/// Rhymes without tone. Those of `uac`'s kind occur after `q` only.
#[rustfmt::skip]
pub(super) const RHYMES: [&str; 193] = [
    "a", "ac", "ach", "ai", "am", "an", "ang", "anh", "ao", "ap", "at", "au", "ay", "e", "ec",
    "em", "en", "eng", "eo", "ep", "et", "i", "ia", "ich", "im", "in", "inh", "ip", "it", "iu",
    "iêc", "iêm", "iên", "iêng", "iêp", "iêt", "iêu", "o", "oa", "oac", "oach", "oai", "oam",
    "oan", "oang", "oanh", "oao", "oap", "oat", "oay", "oc", "oe", "oem", "oen", "oeo", "oet",
    "oi", "om", "on", "ong", "ooc", "oong", "op", "ot", "oăc", "oăm", "oăn", "oăng", "oăp",
    "oăt", "u", "ua", "uac", "uach", "uai", "uam", "uan", "uang", "uanh", "uao", "uap", "uat",
    "uau", "uay", "uc", "ue", "uen", "ueo", "uet", "ui", "uinh", "uit", "um", "un", "ung", "up",
    "ut", "uy", "uya", "uych", "uym", "uyn", "uynh", "uyp", "uyt", "uyu", "uyên", "uyêt", "uân",
    "uâng", "uât", "uây", "uê", "uêch", "uên", "uênh", "uêt", "uôc", "uôi", "uôm", "uôn",
    "uông", "uôt", "uăc", "uăm", "uăn", "uăng", "uăp", "uăt", "uơ", "uơi", "uơn", "uơt", "y",
    "yêm", "yên", "yêng", "yêt", "yêu", "âc", "âm", "ân", "âng", "âp", "ât", "âu", "ây", "ê",
    "êc", "êch", "êm", "ên", "êng", "ênh", "êp", "êt", "êu", "ô", "ôc", "ôi", "ôm", "ôn", "ông",
    "ôp", "ôt", "ăc", "ăm", "ăn", "ăng", "ăp", "ăt", "ơ", "ơi", "ơm", "ơn", "ơp", "ơt", "ư",
    "ưa", "ưc", "ưi", "ưm", "ưng", "ưt", "ưu", "ươc", "ươi", "ươm", "ươn", "ương", "ươp", "ươt",
    "ươu",
];

/// Each row is a vowel and the same with grave, hook, tilde, acute and dot below.
const VOWELS: [[char; 6]; 12] = [
    ['a', 'à', 'ả', 'ã', 'á', 'ạ'],
    ['ă', 'ằ', 'ẳ', 'ẵ', 'ắ', 'ặ'],
    ['â', 'ầ', 'ẩ', 'ẫ', 'ấ', 'ậ'],
    ['e', 'è', 'ẻ', 'ẽ', 'é', 'ẹ'],
    ['ê', 'ề', 'ể', 'ễ', 'ế', 'ệ'],
    ['i', 'ì', 'ỉ', 'ĩ', 'í', 'ị'],
    ['o', 'ò', 'ỏ', 'õ', 'ó', 'ọ'],
    ['ô', 'ồ', 'ổ', 'ỗ', 'ố', 'ộ'],
    ['ơ', 'ờ', 'ở', 'ỡ', 'ớ', 'ợ'],
    ['u', 'ù', 'ủ', 'ũ', 'ú', 'ụ'],
    ['ư', 'ừ', 'ử', 'ữ', 'ứ', 'ự'],
    ['y', 'ỳ', 'ỷ', 'ỹ', 'ý', 'ỵ'],
];

/// A small letter as letter and tone: `ế` is `ê` with acute.
pub(super) fn split(c: char) -> (char, Tone) {
    if c.is_ascii() {
        return (c, Tone::Level);
    }
    for row in &VOWELS {
        let [plain, grave, hook, tilde, acute, dot] = *row;
        let tone = match c {
            _ if c == plain => Tone::Level,
            _ if c == grave => Tone::Grave,
            _ if c == hook => Tone::Hook,
            _ if c == tilde => Tone::Tilde,
            _ if c == acute => Tone::Acute,
            _ if c == dot => Tone::Dot,
            _ => continue,
        };
        return (plain, tone);
    }
    (c, Tone::Level)
}
