//! The tables of the old encodings, as the characters Windows-1252 shows for their bytes.
//!
//! TCVN3: TCVN 5712:1993, table VN3 (bytes A1–FE; B0–B4 and some others carry no letter
//! there). VNI: VNI-Windows, a base letter and a mark, six letters of their own.

/// The letter a TCVN3 character stands for. `ư` is the soft hyphen.
#[rustfmt::skip]
pub(super) fn tcvn3(c: char) -> Option<char> {
    Some(match c {
        '¡' => 'Ă', '¢' => 'Â', '£' => 'Ê', '¤' => 'Ô', '¥' => 'Ơ', '¦' => 'Ư', '§' => 'Đ',
        '¨' => 'ă', '©' => 'â', 'ª' => 'ê', '«' => 'ô', '¬' => 'ơ', '\u{AD}' => 'ư', '®' => 'đ',
        'µ' => 'à', '¶' => 'ả', '·' => 'ã', '¸' => 'á', '¹' => 'ạ', '»' => 'ằ', '¼' => 'ẳ',
        '½' => 'ẵ', '¾' => 'ắ', 'Æ' => 'ặ', 'Ç' => 'ầ', 'È' => 'ẩ', 'É' => 'ẫ', 'Ê' => 'ấ',
        'Ë' => 'ậ', 'Ì' => 'è', 'Î' => 'ẻ', 'Ï' => 'ẽ', 'Ð' => 'é', 'Ñ' => 'ẹ', 'Ò' => 'ề',
        'Ó' => 'ể', 'Ô' => 'ễ', 'Õ' => 'ế', 'Ö' => 'ệ', '×' => 'ì', 'Ø' => 'ỉ', 'Ü' => 'ĩ',
        'Ý' => 'í', 'Þ' => 'ị', 'ß' => 'ò', 'á' => 'ỏ', 'â' => 'õ', 'ã' => 'ó', 'ä' => 'ọ',
        'å' => 'ồ', 'æ' => 'ổ', 'ç' => 'ỗ', 'è' => 'ố', 'é' => 'ộ', 'ê' => 'ờ', 'ë' => 'ở',
        'ì' => 'ỡ', 'í' => 'ớ', 'î' => 'ợ', 'ï' => 'ù', 'ñ' => 'ủ', 'ò' => 'ũ', 'ó' => 'ú',
        'ô' => 'ụ', 'õ' => 'ừ', 'ö' => 'ử', '÷' => 'ữ', 'ø' => 'ứ', 'ù' => 'ự', 'ú' => 'ỳ',
        'û' => 'ỷ', 'ü' => 'ỹ', 'ý' => 'ý', 'þ' => 'ỵ',
        _ => return None,
    })
}

/// VNI's letters that need no mark.
pub(super) fn single(c: char) -> Option<char> {
    Some(match c {
        'ñ' => 'đ',
        'ô' => 'ơ',
        'ö' => 'ư',
        'æ' => 'ỉ',
        'ó' => 'ĩ',
        'ò' => 'ị',
        'î' => 'ỵ',
        'Ñ' => 'Đ',
        'Ô' => 'Ơ',
        'Ö' => 'Ư',
        'Æ' => 'Ỉ',
        'Ó' => 'Ĩ',
        'Ò' => 'Ị',
        'Î' => 'Ỵ',
        _ => return None,
    })
}

/// VNI's marks: tones; circumflex, alone and with each tone; breve in the same way.
const TONES: [char; 5] = ['ù', 'ø', 'û', 'õ', 'ï'];
const CIRCUMFLEX: [char; 6] = ['â', 'á', 'à', 'å', 'ã', 'ä'];
const BREVE: [char; 6] = ['ê', 'é', 'è', 'ú', 'ü', 'ë'];

/// A letter (`ơ`, `ư` already read) and the small form of the mark after it, as one letter.
/// The letter says whether it is a capital: typists set marks of either kind.
pub(super) fn mark(base: char, mark: char) -> Option<char> {
    let [tones, circumflex, breve] = marked(base)?;
    let place = |marks: &[char]| marks.iter().position(|known| *known == mark);
    let pick = |letters: &str, at: Option<usize>| at.and_then(|at| letters.chars().nth(at));
    pick(tones, place(&TONES))
        .or_else(|| pick(circumflex, place(&CIRCUMFLEX)))
        .or_else(|| pick(breve, place(&BREVE)))
}

/// What a letter becomes with the tones, circumflexes and breves, in the order above.
fn marked(base: char) -> Option<[&'static str; 3]> {
    Some(match base {
        'a' => ["áàảãạ", "âấầẩẫậ", "ăắằẳẵặ"],
        'e' => ["éèẻẽẹ", "êếềểễệ", ""],
        'o' => ["óòỏõọ", "ôốồổỗộ", ""],
        'u' => ["úùủũụ", "", ""],
        'y' => ["ýỳỷỹỵ", "", ""],
        'ơ' => ["ớờởỡợ", "", ""],
        'ư' => ["ứừửữự", "", ""],
        'A' => ["ÁÀẢÃẠ", "ÂẤẦẨẪẬ", "ĂẮẰẲẴẶ"],
        'E' => ["ÉÈẺẼẸ", "ÊẾỀỂỄỆ", ""],
        'O' => ["ÓÒỎÕỌ", "ÔỐỒỔỖỘ", ""],
        'U' => ["ÚÙỦŨỤ", "", ""],
        'Y' => ["ÝỲỶỸỴ", "", ""],
        'Ơ' => ["ỚỜỞỠỢ", "", ""],
        'Ư' => ["ỨỪỬỮỰ", "", ""],
        _ => return None,
    })
}
