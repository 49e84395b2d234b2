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
    let share = |count: usize| count * 100 / words.all.max(1);
    // A text read off a picture holds no names and symbols of another making.
    let (least, enough) = if unseen { (65, 92) } else { (45, 70) };
    let good = share(words.sound);
    let no_words = good < least && share(words.impossible) > 15;
    if letters * 2 < all || unknown * 10 > all || no_words {
        return Quality::Unusable;
    }
    let few = good < enough && share(words.impossible) > 5 && words.wrong.len() > 5;
    // Marks on the wrong letters: "truyén thong", "véi".
    let mismarked = words.mismarked > 2 && words.mismarked * 4 > words.marked;
    if unknown > 0 || words.slips * 50 > words.all || few || mismarked {
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
    /// Neither syllables nor words of any language.
    impossible: usize,
    /// With marks on their letters; those of them that are no syllables.
    marked: usize,
    mismarked: usize,
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
            words.marked += usize::from(!word.is_ascii());
            if well_formed(word) {
                words.sound += 1;
            } else {
                words.impossible += usize::from(!is_spoken(word));
                words.mismarked += usize::from(!word.is_ascii());
                words.slips += usize::from(has_slip(word));
                words.wrong.push(word);
            }
        }
        words
    }

    fn examples(&self) -> Vec<String> {
        let mut wrong = self.wrong.clone();
        // What was read wrong, before names and foreign words.
        wrong.sort_by_key(|word| (!word.contains(UNKNOWN), !has_slip(word), word.is_ascii()));
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
