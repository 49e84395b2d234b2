//! Which texts are nearly the same, in time that grows with their number only.
//!
//! MinHash over pairs of words in bands finds candidates; the true share of common pairs
//! decides. Texts that differ in a number or a name are never the same: "xã Thanh An" and "xã
//! Thạnh An" did two things.

use std::collections::HashMap;

use nhip_viet::fold;

/// Share of common word pairs from which two texts are one.
const SAME: f64 = 0.9;
/// Bands of rows: at a share of 0.9 all but one in 2,000 pairs meet in a band.
const BANDS: usize = 6;
const ROWS: usize = 3;
/// Candidates compared in one bucket; more are copies of a form letter and compared enough.
const MOST_IN_BUCKET: usize = 12;
/// Shorter texts have too few pairs to be "nearly" the same.
const FEWEST_PAIRS: usize = 6;

/// Texts seen so far.
#[derive(Default)]
pub(super) struct Alike {
    texts: Vec<(Vec<u64>, usize)>,
    buckets: HashMap<u64, Vec<u32>>,
}

impl Alike {
    /// The number given to an earlier text that is nearly this one; otherwise remembers this
    /// one under `number`.
    pub(super) fn find_or_add(&mut self, text: &str, number: usize) -> Option<usize> {
        let (pairs, numbers) = pairs(text);
        if pairs.len() < FEWEST_PAIRS {
            return None;
        }
        let bands = bands(&pairs, names(text, numbers));
        for band in &bands {
            for &at in self
                .buckets
                .get(band)
                .into_iter()
                .flatten()
                .take(MOST_IN_BUCKET)
            {
                let Some((other, number)) = self.texts.get(at as usize) else {
                    continue;
                };
                if share(&pairs, other) >= SAME {
                    return Some(*number);
                }
            }
        }
        let at = self.texts.len() as u32;
        self.texts.push((pairs, number));
        for band in bands {
            let bucket = self.buckets.entry(band).or_default();
            if bucket.len() < MOST_IN_BUCKET {
                bucket.push(at);
            }
        }
        None
    }
}

/// Hashes of neighbouring words, sorted, each once; and a hash of the numbers among them.
fn pairs(text: &str) -> (Vec<u64>, u64) {
    let key = fold::key(text);
    let mut found = Vec::new();
    let mut before = None;
    let mut numbers = 7;
    for word in key.split(|c| !is_letter(c)).filter(|word| !word.is_empty()) {
        let hash = hash(word);
        if is_number_word(word) {
            numbers = mix(numbers ^ hash);
        }
        if let Some(before) = before {
            found.push(mix(hash.rotate_left(21) ^ before));
        }
        before = Some(hash);
    }
    found.sort_unstable();
    found.dedup();
    (found, numbers)
}

/// The change of a number word is the change of a figure.
fn is_number_word(word: &str) -> bool {
    matches!(
        word,
        "không"
            | "một"
            | "mốt"
            | "hai"
            | "ba"
            | "bốn"
            | "tư"
            | "năm"
            | "lăm"
            | "sáu"
            | "bảy"
            | "bẩy"
            | "tám"
            | "chín"
            | "mười"
            | "mươi"
            | "trăm"
            | "nghìn"
            | "ngàn"
            | "triệu"
    )
}

/// A hash of figures and names, in order: what must be equal.
fn names(text: &str, numbers: u64) -> u64 {
    let words = text
        .split(|c| !is_letter(c))
        .filter(|word| !word.is_empty());
    words.enumerate().fold(numbers, |sum, (at, word)| {
        let digits = word.bytes().any(|byte| byte.is_ascii_digit());
        let name = at > 0 && word.chars().next().is_some_and(char::is_uppercase);
        if digits || name {
            mix(sum ^ hash(word))
        } else {
            sum
        }
    })
}

/// A letter or digit; all of Vietnamese is told without the Unicode tables.
fn is_letter(c: char) -> bool {
    match c {
        '\0'..='\u{7F}' => c.is_ascii_alphanumeric(),
        '\u{C0}'..='\u{1EF9}' => true,
        _ => c.is_alphanumeric(),
    }
}

fn bands(pairs: &[u64], signature: u64) -> [u64; BANDS] {
    std::array::from_fn(|band| {
        (0..ROWS).fold(signature ^ band as u64, |sum, row| {
            let seed = (band * ROWS + row) as u64;
            let salt = mix(seed.wrapping_add(0x9e37_79b9_7f4a_7c15));
            let least = pairs.iter().map(|pair| mix(pair ^ salt)).min().unwrap_or(0);
            mix(sum.rotate_left(13) ^ least)
        })
    })
}

/// Common members of two sorted lists, as a share of all.
fn share(one: &[u64], other: &[u64]) -> f64 {
    let (mut left, mut right) = (one.iter().peekable(), other.iter().peekable());
    let mut common = 0_usize;
    while let (Some(a), Some(b)) = (left.peek(), right.peek()) {
        match a.cmp(b) {
            std::cmp::Ordering::Less => {
                left.next();
            }
            std::cmp::Ordering::Greater => {
                right.next();
            }
            std::cmp::Ordering::Equal => {
                common += 1;
                left.next();
                right.next();
            }
        }
    }
    common as f64 / (one.len() + other.len() - common).max(1) as f64
}

/// FNV-1a: the same on every machine and run.
fn hash(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// Spreads the bits of a number (the finisher of SplitMix64).
fn mix(number: u64) -> u64 {
    let number = (number ^ (number >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let number = (number ^ (number >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    number ^ (number >> 31)
}
