//! Chance that is always the same: numbers drawn from the words one asks with.

/// A number that depends on nothing but the words (FNV-1a, then SplitMix64's finisher, which
/// spreads neighbouring inputs).
pub fn draw(words: &[&str]) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for byte in words.iter().flat_map(|word| word.bytes().chain([0xff])) {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    }
    hash = (hash ^ (hash >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    hash = (hash ^ (hash >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    hash ^ (hash >> 31)
}

/// A number from `low` to `high`, both included.
pub fn between(low: u64, high: u64, words: &[&str]) -> u64 {
    let span = high.saturating_sub(low).saturating_add(1);
    low + draw(words) % span.max(1)
}

/// One of several, or nothing of nothing.
pub fn one_of<'a, T>(choices: &'a [T], words: &[&str]) -> Option<&'a T> {
    let index = draw(words).checked_rem(choices.len() as u64)?;
    choices.get(usize::try_from(index).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_words_draw_the_same_number_and_other_words_another() {
        assert_eq!(draw(&["a", "b"]), draw(&["a", "b"]));
        assert_ne!(draw(&["a", "b"]), draw(&["ab"]));
    }

    #[test]
    fn a_number_between_two_stays_between_them() {
        for n in 0..500 {
            assert!((3..=7).contains(&between(3, 7, &[&n.to_string()])));
        }
        assert_eq!(between(5, 5, &["x"]), 5);
    }

    #[test]
    fn one_of_nothing_is_nothing() {
        assert_eq!(one_of::<u8>(&[], &["x"]), None);
    }
}
