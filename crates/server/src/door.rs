//! Where everything comes in. What a field or an address may hold is decided here, by its name
//! and once; pages read what has passed.
//!
//! | field | what is let in |
//! |---|---|
//! | password | as it came, NUL aside |
//! | e-mail, telephone | an address, a number, or nothing |
//! | free text | no number of a person; names, addresses and links once somebody has ticked it |
//! | names | no number of a person |
//! | all | [`clean`] text, one line unless the page offers several |

use std::collections::BTreeSet;

use axum::extract::Request;
use axum::http::Uri;
use axum::http::uri::PathAndQuery;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use nhip_core::lang::Bilingual;
use nhip_core::personal::{self, Published};
use nhip_core::report::draft;
use nhip_office::mail;
use nhip_viet::clean;
use percent_encoding::percent_decode_str;

use crate::app::App;
use crate::fault::Fault;
use crate::fields::Fields;
use crate::form::FILE_BYTES;

/// The tick beside a doubt: its values are the names of fields.
pub const SEEN: &str = "da-xem";
const LONGEST_LINE: usize = 2_000;
const LONGEST_SECRET: usize = 1_000;
const LONGEST_TELEPHONE: usize = 20;

/// Names of units, people, decisions and screens, and the lines of a plan: no number of a person
/// is any of them, but people's names may be.
const NAMES: [&str; 11] = [
    "ten",
    "ho-ten",
    "ten-khac",
    "loai",
    "quyet-dinh",
    "van-ban",
    "can-cu",
    "nguoi",
    "chi-tieu",
    "tach",
    "chuc-vu",
];
/// Where what one signs in by is only compared.
const SIGN_IN: &str = "/dang-nhap";

/// What a field may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Field {
    Secret,
    Email,
    Telephone,
    /// What an official writes in her own words; in several lines.
    Free(bool),
    Line,
    Lines,
    /// A list the page itself made, as long as its file was.
    List,
}

impl Field {
    fn of(name: &str) -> Field {
        match name {
            "thu" => Field::Email,
            "dien-thoai" => Field::Telephone,
            "ly-do" | "ly-do-ban-moi" | "ly-do-loai-tru" | "them" => Field::Free(false),
            "van" | "viec" | "ghi-chu" => Field::Free(true),
            "chi-tieu" | "tach" | "chuc-vu" | "gia-tri" => Field::Lines,
            "danh-sach" => Field::List,
            "cu" | "moi" | "lai" => Field::Secret,
            _ if name.starts_with("mat-khau") => Field::Secret,
            _ if name.starts_with("y-kien.") || name.starts_with("giai-thich.") => {
                Field::Free(false)
            }
            _ if name.starts_with("van-") || name.starts_with("them-") => Field::Lines,
            _ => match draft::Field::parse(name) {
                Some(field) if field.takes_lines() => Field::Lines,
                _ => Field::Line,
            },
        }
    }

    fn cleaned(self, value: String) -> Result<String, Fault> {
        let (value, longest) = match self {
            Field::Secret => (Ok(value), LONGEST_SECRET),
            Field::Lines | Field::Free(true) => (clean::lines(&value), draft::LONGEST_TEXT),
            Field::List => (clean::lines(&value), FILE_BYTES),
            _ => (clean::line(&value), LONGEST_LINE),
        };
        let mut value = value.map_err(odd)?;
        // Bytes are never fewer than characters, so short ones are not counted.
        if value.len() > longest && value.chars().count() > longest {
            return Err(too_long(longest));
        }
        if self == Field::Secret {
            return match value.contains('\0') {
                true => Err(odd('\0')),
                false => Ok(value),
            };
        }
        value.truncate(value.trim_end().len());
        match value.starts_with(char::is_whitespace) {
            true => Ok(value.trim_start().to_owned()),
            false => Ok(value),
        }
    }

    /// What is wrong with a value, and whether a tick lets it pass.
    fn problem(
        self,
        (name, value): (&str, &str),
        published: &Published,
    ) -> Option<(Bilingual, bool)> {
        match self {
            _ if NAMES.contains(&name) => {
                Some((personal::refused(value, published)?.text(), false))
            }
            Field::Email if !value.is_empty() && !mail::is_address(value) => {
                Some((no_address(), false))
            }
            Field::Telephone if !is_telephone(value) => Some((no_telephone(), false)),
            Field::Free(_) => {
                let found = personal::first(value, published)?;
                Some((found.text(), !found.kind.is_refused()))
            }
            _ => None,
        }
    }
}

fn is_telephone(value: &str) -> bool {
    let sign = |c: char| c.is_ascii_digit() || matches!(c, ' ' | '+' | '-' | '.' | '(' | ')');
    value.chars().count() <= LONGEST_TELEPHONE && value.chars().all(sign)
}

/// Fields as sent, cleaned. A name that holds an odd sign is nobody's field.
pub fn cleaned(pairs: impl IntoIterator<Item = (String, String)>) -> Result<Fields, Fault> {
    let clean = |(name, value): (String, String)| {
        let plain = name.bytes().all(|byte| byte.is_ascii_graphic());
        let same = plain || clean::line(&name).is_ok_and(|clean| clean == name);
        if !same || name.len() > 200 {
            return Err(odd('\u{FFFD}'));
        }
        let value = Field::of(&name).cleaned(value)?;
        Ok((name, value))
    };
    pairs.into_iter().map(clean).collect()
}

/// A form that is not let in as it is: its page holds everything typed and what to do.
#[derive(Debug)]
pub struct Refused {
    /// Where it is sent again.
    pub to: String,
    /// Everything sent.
    pub fields: Fields,
    /// Field, what is wrong, and whether a tick lets it pass.
    pub problems: Vec<(String, Bilingual, bool)>,
    /// Files came with it, which no browser sends again by itself.
    pub files: bool,
}

impl Refused {
    /// What is sent again unseen: all but the fields in question and passwords.
    pub fn kept(&self) -> impl Iterator<Item = (&str, &str)> {
        let wrong = |name: &str| self.problems.iter().any(|(field, ..)| field == name);
        let names = self.fields.iter().map(|(name, _)| name);
        names
            .filter(move |name| !wrong(name) && !is_secret(name))
            .flat_map(|name| {
                self.fields
                    .all(name)
                    .iter()
                    .map(move |value| (name, value.as_str()))
            })
    }

    /// Passwords, which are typed again.
    pub fn secrets(&self) -> impl Iterator<Item = &str> {
        self.fields
            .iter()
            .map(|(name, _)| name)
            .filter(|name| is_secret(name))
    }
}

/// Lets the fields in, or says where not and why.
pub async fn let_in(app: &App, to: String, fields: Fields, files: bool) -> Result<Fields, Fault> {
    if to.starts_with(SIGN_IN) || problems(&fields, &Published::default()).is_empty() {
        return Ok(fields);
    }
    let problems = problems(&fields, &app.published().await?);
    if problems.is_empty() {
        return Ok(fields);
    }
    Err(Fault::AtTheDoor(Box::new(Refused {
        to,
        fields,
        problems,
        files,
    })))
}

fn problems(fields: &Fields, published: &Published) -> Vec<(String, Bilingual, bool)> {
    let seen: BTreeSet<&String> = fields.all(SEEN).iter().collect();
    let one = |(name, value): (&str, &str)| {
        let (text, passes) = Field::of(name).problem((name, value), published)?;
        let ticked = passes && seen.contains(&name.to_owned());
        (!ticked).then(|| (name.to_owned(), text, passes))
    };
    fields.iter().filter_map(one).collect()
}

/// Whether the page offers several lines for a field.
#[cfg(test)]
fn takes_lines(name: &str) -> bool {
    matches!(Field::of(name), Field::Lines | Field::Free(true))
}

/// Whether a field is a password, which no page shows again.
fn is_secret(name: &str) -> bool {
    Field::of(name) == Field::Secret
}

/// Addresses: a path with an odd sign is no page; of questions behind it what prints is kept, for
/// whoever searches is answered.
pub async fn layer(mut request: Request, next: Next) -> Response {
    match address(request.uri()) {
        Ok(None) => {}
        Ok(Some(uri)) => *request.uri_mut() = uri,
        Err(fault) => return fault.into_response(),
    }
    next.run(request).await
}

/// The address to go on with where it is not the one that came.
fn address(uri: &Uri) -> Result<Option<Uri>, Fault> {
    let path = percent_decode_str(uri.path()).decode_utf8();
    let path = path.map_err(|_| Fault::NotFound)?;
    if path
        .chars()
        .any(|c| clean::is_refused(c) || clean::is_invisible(c) || c.is_control())
    {
        return Err(Fault::NotFound);
    }
    let Some(query) = uri.query() else {
        return Ok(None);
    };
    let (mut changed, mut clean) = (false, form_urlencoded::Serializer::new(String::new()));
    let mut asked = BTreeSet::new();
    for (name, value) in form_urlencoded::parse(query.as_bytes()) {
        // No page asks a thing twice.
        if !asked.insert(name.clone()) {
            changed = true;
            continue;
        }
        let kept = clean::kept(&value);
        let kept = kept.split_whitespace().collect::<Vec<_>>().join(" ");
        changed |= kept != value;
        clean.append_pair(&name, &kept);
    }
    if !changed {
        return Ok(None);
    }
    let mut parts = uri.clone().into_parts();
    let whole = format!("{}?{}", uri.path(), clean.finish());
    parts.path_and_query = Some(PathAndQuery::try_from(whole).map_err(|_| Fault::NotFound)?);
    Uri::from_parts(parts)
        .map(Some)
        .map_err(|_| Fault::NotFound)
}

/// The name of a file somebody sent: its last part, without signs that print nothing.
pub fn file_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let plain = clean::kept(last).replace(['\n', '\t'], " ");
    plain.trim().chars().take(200).collect()
}

fn odd(_: char) -> Fault {
    Fault::Unreadable(Bilingual::new(
        "Trong điều vừa gửi có ký tự điều khiển mà không văn bản nào dùng, thường do chép từ tệp hỏng. Chưa có gì được lưu. Hãy quay lại, xóa chỗ vừa dán rồi gõ lại.",
        "What was sent holds control characters that no text uses, mostly copied from a damaged file. Nothing was saved. Go back, remove what was pasted and type it.",
    ))
}

fn too_long(longest: usize) -> Fault {
    Fault::Unreadable(Bilingual::new(
        format!("Một ô dài quá {longest} ký tự. Chưa có gì được lưu. Hãy quay lại và rút gọn."),
        format!(
            "A field is longer than {longest} characters. Nothing was saved. Go back and shorten it."
        ),
    ))
}

fn no_address() -> Bilingual {
    Bilingual::new(
        "Hãy viết địa chỉ thư như ten@coquan.vn, hoặc để trống.",
        "Write the address like name@office.vn, or leave it empty.",
    )
}

fn no_telephone() -> Bilingual {
    Bilingual::new(
        format!(
            "Số điện thoại chỉ gồm chữ số, dấu cách và + - . ( ), không quá {LONGEST_TELEPHONE} ký tự."
        ),
        format!(
            "A telephone number holds digits, blanks and + - . ( ), at most {LONGEST_TELEPHONE} characters."
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(name: &str, value: &str) -> Result<String, Fault> {
        cleaned([(name.to_owned(), value.to_owned())]).map(|fields| fields.get(name).to_owned())
    }

    #[test]
    fn a_field_of_one_line_has_one_and_a_password_stays_as_it_came() {
        assert_eq!(one("ten", " Bến\rNgự\u{202E}\u{200B} ").unwrap(), "Bến Ngự");
        assert_eq!(one("van", "một\r\nhai\rba").unwrap(), "một\nhai\nba");
        assert_eq!(one("kho-khan", "một\rhai").unwrap(), "một\nhai");
        assert_eq!(one("mat-khau", " a\u{301} ").unwrap(), " a\u{301} ");
        assert!(one("ten", "a\0").is_err() && one("mat-khau", "a\0").is_err());
        assert!(one("ten", &"a".repeat(2_001)).is_err());
        assert!(one("t\u{7}en", "a").is_err());
    }

    #[test]
    fn addresses_and_telephones_are_what_they_are_called() {
        let wrong = |name: &str, value: &str| {
            let fields = cleaned([(name.to_owned(), value.to_owned())]).unwrap();
            !problems(&fields, &Published::default()).is_empty()
        };
        assert!(wrong("thu", "@") && wrong("thu", "a b@c.vn"));
        assert!(!wrong("thu", "hoa@lacgiang.example") && !wrong("thu", ""));
        assert!(wrong("dien-thoai", &"1".repeat(200)) && wrong("dien-thoai", "gọi Hoa"));
        assert!(!wrong("dien-thoai", "(0236) 3 650-676"));
    }

    #[test]
    fn a_number_is_never_let_in_and_a_name_once_it_was_ticked() {
        let problems = |value: &str, seen: &str| {
            let pairs = [("ly-do", value), (SEEN, seen)];
            let fields = pairs
                .map(|(a, b)| (a.to_owned(), b.to_owned()))
                .into_iter()
                .collect();
            problems(&fields, &Published::default()).len()
        };
        assert_eq!(problems("Gọi 0912345678", "ly-do"), 1);
        assert_eq!(problems("Theo bà Nguyễn Thị Lụa", ""), 1);
        assert_eq!(problems("Theo bà Nguyễn Thị Lụa", "ly-do"), 0);
        assert_eq!(problems("Bổ sung số liệu tuần 45", ""), 0);
    }

    #[test]
    fn an_address_with_a_sign_nobody_types_is_no_page() {
        let address = |text: &str| address(&text.parse().unwrap());
        for bad in ["/don-vi/%00", "/don-vi/a%E2%80%AE", "/don-vi/%FF", "/%0d"] {
            assert!(address(bad).is_err(), "{bad}");
        }
        assert!(address("/tim?q=b%E1%BA%BFn+ng%E1%BB%B1").unwrap().is_none());
        let clean = address("/tim?q=a%E2%80%8Bb%00%0D").unwrap().unwrap();
        assert_eq!(clean.to_string(), "/tim?q=ab");
    }

    #[test]
    fn a_file_name_keeps_no_folder_and_no_sign_that_prints_nothing() {
        assert_eq!(file_name("../../etc/passwd"), "passwd");
        assert_eq!(file_name("C:\\bao cao\\thang\u{7}.docx"), "thang.docx");
        assert_eq!(file_name("bao\u{202E}xcod.exe"), "baoxcod.exe");
    }

    #[test]
    fn every_box_of_several_lines_on_a_page_is_let_in_with_them() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("templates");
        let mut seen = 0;
        for entry in std::fs::read_dir(folder).unwrap() {
            let page = std::fs::read_to_string(entry.unwrap().path()).unwrap();
            for tag in page.split("<textarea").skip(1) {
                let name = tag
                    .split("name=\"")
                    .nth(1)
                    .unwrap()
                    .split('"')
                    .next()
                    .unwrap();
                // Boxes of a report, and those of this door, are tried above by their own names.
                let own = ["{{ cell.name }}", "{{ one.text.name }}", "{{ name }}"];
                let name = name
                    .replace("{{ task.id }}", "1")
                    .replace("{{ unit.id }}", "1");
                seen += 1;
                assert!(own.contains(&name.as_str()) || takes_lines(&name), "{name}");
            }
        }
        assert!(seen > 5);
    }
}
