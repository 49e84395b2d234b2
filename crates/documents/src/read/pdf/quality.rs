//! Whether the text of a PDF can be what its pages show. Fonts without a code table give other
//! letters; programs that read letters off a picture give letters that look alike.

use nhip_core::finding::Finding;
use nhip_viet::syllable::well_formed;
use unicode_normalization::UnicodeNormalization;

use super::glyphs::UNKNOWN;

/// A shorter text is not judged.
const LONG_ENOUGH: usize = 60;
/// Examples given of what was read wrong.
const EXAMPLES: usize = 3;

/// What a text layer is worth.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Quality {
    Sound,
    /// Some of it is read wrong; examples.
    Doubtful(Vec<String>),
    Unusable,
}

/// Judges a text. `unseen`: it was laid under pictures of the pages, so a program read it there.
pub(super) fn of(text: &str, unseen: bool) -> Quality {
    let shown = text.chars().filter(|letter| !letter.is_whitespace());
    let (mut all, mut letters, mut unknown) = (0, 0, 0);
    for letter in shown {
        all += 1;
        letters += usize::from(letter.is_alphanumeric());
        unknown += usize::from(letter == UNKNOWN);
    }
    if all < LONG_ENOUGH {
        return Quality::Sound;
    }
    let words = Words::of(text);
    let (good, wrong) = (words.sound * 100, words.wrong.len());
    // A scanned text is a text only if nearly all of it is; other texts hold names and symbols.
    let (least, enough) = if unseen { (65, 92) } else { (45, 70) };
    let broken = letters * 2 < all || unknown * 10 > all || good < least * words.all;
    if broken && !words.is_other_language() {
        return Quality::Unusable;
    }
    let slips = words.slips * 50 > words.all;
    let few = good < enough * words.all && wrong > 5;
    if unknown > 0 || slips || (few && !words.is_bare()) {
        return Quality::Doubtful(words.examples());
    }
    Quality::Sound
}

/// That figures of a text must be compared with the page.
pub(super) fn doubt(examples: &[String]) -> Finding {
    let list = |open, close| {
        let quoted = examples.iter().map(|word| format!("{open}{word}{close}"));
        quoted.collect::<Vec<_>>().join(", ")
    };
    Finding::new(
        "C144",
        format!(
            "Lớp chữ của PDF có nhiều chữ sai ({}), chữ số cũng có thể sai; hãy đối chiếu từng số với bản in hoặc xin bản Word.",
            list('“', '”')
        ),
        format!(
            "The text layer of the PDF has many wrong letters ({}), its figures may be wrong too; compare every figure with the page, or ask for the Word file.",
            list('“', '”')
        ),
    )
}

/// The words of a text.
#[derive(Default)]
struct Words<'t> {
    all: usize,
    /// Vietnamese syllables.
    sound: usize,
    /// Words that some language can have.
    spoken: usize,
    /// With marks on their letters.
    marked: usize,
    /// A digit among letters: "th6ng".
    slips: usize,
    wrong: Vec<&'t str>,
}

impl<'t> Words<'t> {
    fn of(text: &'t str) -> Words<'t> {
        let mut words = Words::default();
        let sign = |letter: char| !letter.is_alphanumeric() && letter != UNKNOWN;
        for word in text
            .split(sign)
            .filter(|word| word.chars().nth(1).is_some())
        {
            let letters = word.chars().filter(|letter| letter.is_alphabetic()).count();
            // Numbers, and short names of bodies ("UBND", "QD10").
            let capitals = word
                .chars()
                .all(|letter| letter.is_ascii_uppercase() || letter.is_ascii_digit());
            if letters == 0 || (capitals && !well_formed(word)) {
                continue;
            }
            words.all += 1;
            words.spoken += usize::from(is_spoken(word));
            words.marked += usize::from(!word.is_ascii());
            if well_formed(word) {
                words.sound += 1;
            } else {
                words.slips += usize::from(has_slip(word));
                words.wrong.push(word);
            }
        }
        words
    }

    /// English, say: nearly all its words can be said, and few have marks.
    fn is_other_language(&self) -> bool {
        self.spoken * 100 >= 90 * self.all && self.marked * 5 < self.all
    }

    /// Typed without marks, as in a message, or in another language: half of its words are no
    /// syllables then.
    fn is_bare(&self) -> bool {
        self.marked * 20 < self.all
    }

    fn examples(&self) -> Vec<String> {
        let mut wrong = self.wrong.clone();
        // What was read wrong, before names and foreign words.
        wrong.sort_by_key(|word| (!word.contains(UNKNOWN), !has_slip(word)));
        wrong.dedup();
        wrong
            .into_iter()
            .take(EXAMPLES)
            .map(str::to_owned)
            .collect()
    }
}

/// Letters only, capitals only at the beginning or throughout, vowels and consonants in turn.
fn is_spoken(word: &str) -> bool {
    let capital = word.chars().all(char::is_uppercase);
    let small = word.chars().skip(1).all(char::is_lowercase);
    let is_vowel = |letter: char| {
        std::iter::once(letter)
            .nfd()
            .next()
            .is_some_and(|base| "aeiouyAEIOUY".contains(base))
    };
    let mut runs = [0, 0];
    let mut longest = [0, 0];
    for letter in word.chars() {
        let own = usize::from(is_vowel(letter));
        for kind in [0, 1] {
            let (Some(run), Some(most)) = (runs.get_mut(kind), longest.get_mut(kind)) else {
                continue;
            };
            *run = if kind == own { *run + 1 } else { 0 };
            *most = (*most).max(*run);
        }
    }
    let [consonants, vowels] = longest;
    let said = vowels > 0 && vowels <= 3 && consonants <= 4;
    (capital || small) && word.chars().all(char::is_alphabetic) && (said || capital)
}

fn has_slip(word: &str) -> bool {
    let inner = word.trim_matches(|letter: char| letter.is_ascii_digit());
    inner.chars().any(|letter| letter.is_ascii_digit())
        || (inner.len() < word.len()
            && inner.chars().any(char::is_lowercase)
            && word.starts_with(inner))
}
