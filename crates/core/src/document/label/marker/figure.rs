//! The numbers labels are counted in: Arabic and roman.

pub(super) fn starts_with_digit(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit())
}

/// A run of at most four digits: value and length.
pub(super) fn digits(text: &str) -> Option<(u32, usize)> {
    let len = text.bytes().take_while(u8::is_ascii_digit).count();
    (1..=4)
        .contains(&len)
        .then(|| text.get(..len)?.parse().ok().map(|value| (value, len)))?
}

/// A roman number up to 39, as headings need them: value and length.
pub(super) fn roman(text: &str) -> Option<(u32, usize)> {
    let len = text.bytes().take_while(|b| b"IVX".contains(b)).count();
    let run = text.get(..len)?;
    let tens = run.bytes().take_while(|b| *b == b'X').count().min(3);
    let ones = match run.get(tens..)? {
        "" if tens > 0 => 0,
        "I" => 1,
        "II" => 2,
        "III" => 3,
        "IV" => 4,
        "V" => 5,
        "VI" => 6,
        "VII" => 7,
        "VIII" => 8,
        "IX" => 9,
        _ => return None,
    };
    Some((u32::try_from(tens).ok()? * 10 + ones, len))
}
