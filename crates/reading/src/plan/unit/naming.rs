//! How a part of a plan names the body whose work it tells.

use nhip_viet::sentence::sentences;

use crate::plan::name;
use crate::plan::phrase::Phrases;
use crate::plan::word::{self, Word, words};

use super::task::co_owners;

/// Verbs that follow a name in a sentence that gives a task.
static TAKES: Phrases = Phrases::new(
    "chủ trì | phối hợp | có trách nhiệm | chịu trách nhiệm | tham mưu | chỉ đạo | \
     tổ chức | xây dựng | hướng dẫn | tăng cường | thực hiện | triển khai | là cơ quan | \
     là đơn vị | là đầu mối | theo dõi | đẩy mạnh | cung cấp | bố trí | vận động | \
     tuyên truyền | căn cứ | chủ động | đôn đốc | rà soát | thường xuyên | kiểm tra | \
     tiếp tục | lãnh đạo | quan tâm | bảo đảm | đảm bảo | huy động | phát | mở | đưa | \
     lồng ghép | cử | in | đăng | dán | treo | làm | là | duy trì | trực | phân công | ứng trước | tăng",
);

/// Words a heading of work, time or means opens with: no name of a body does.
static WORK: Phrases = Phrases::new(
    "nhận được | cách | công tác | kinh phí | nguồn | thời gian | thời hạn | chế độ | nội dung | giải pháp | \
     hình thức | về | trong | khi | nếu | việc | hoạt động | kế hoạch | mục tiêu | mục đích | \
     yêu cầu | chỉ tiêu | giám sát | thông tin | truyền thông | phương tiện | cơ sở vật chất | \
     cơ sở pháp lý | nhân lực | điều kiện | lộ trình | tiến độ | đối tượng | địa bàn | \
     phạm vi | giai đoạn | đợt | bước | tuần | tháng | quý | năm | ngày | các hoạt động | \
     các giải pháp | các nhiệm vụ | các nội dung | các biện pháp | nhiệm vụ | phòng bệnh | \
     phòng ngừa | tiêm | khám | một số | những | sau | trước | từ | để | nhằm | trên | \
     hội nghị | hội thi | lễ | đánh giá | sơ kết | tổng kết | khen thưởng | kỷ luật | tập huấn",
);

/// A name of more words than this is a sentence.
const LONGEST: usize = 24;

/// A body named at the head of a part.
#[derive(Debug, Clone)]
pub(in crate::plan) struct Naming {
    /// As written, without the words that hand it the work ("Giao", "Đề nghị").
    pub name: String,
    /// The work told in the same paragraph.
    pub text: Option<String>,
    /// Helpers of all its work ("X chủ trì, phối hợp với Y:").
    pub helpers: Vec<String>,
    /// It opens as bodies do; otherwise only its place among bodies says that it is one.
    pub known: bool,
}

impl Naming {
    fn of(name: &str, text: &str, known: bool) -> Naming {
        let text = text.trim();
        Naming {
            name: tidy(name.trim()).to_owned(),
            text: (!text.is_empty()).then(|| text.to_owned()),
            helpers: Vec::new(),
            known,
        }
    }
}

/// A name without what stands around it: a remark in brackets, the person who holds the office, the
/// part it plays ("Cơ quan thường trực - Hội Chữ thập đỏ tỉnh").
fn tidy(name: &str) -> &str {
    let name = name.trim_end_matches(['–', '-', ':', ' ']);
    let name = match name
        .strip_suffix(')')
        .and_then(|open| open.rsplit_once('('))
    {
        Some((before, _)) if !before.trim().is_empty() => before.trim(),
        _ => name,
    };
    let words = words(name);
    // "Bà đỡ, thầy lang" are no persons by name.
    let named = |len: &usize| words.get(*len).is_some_and(Word::is_capital) || *len > 1;
    if let Some(len) = PERSONS.longest(&words, 0).filter(named) {
        let behind = |mark: &str| name.split_once(mark).map(|(_, office)| office.trim());
        // "Các ông Trưởng bản, già làng" hold their offices without their names.
        let plural = words.first().is_some_and(|w| w.key == "các");
        let both = plural && len > 2;
        let office = match (plural, both) {
            // "Các ông, bà tổ trưởng".
            (_, true) => words.get(len).and_then(|w| name.get(w.start..)),
            (true, false) => None,
            (false, _) => behind(" - ")
                .or_else(|| behind(" – "))
                .or_else(|| behind(", ")),
        };
        return office.unwrap_or(name);
    }
    let part = PARTS.longest(&words, 0).and_then(|len| words.get(len));
    match part.filter(|mark| matches!(mark.text, "-" | "–")) {
        Some(mark) => name.get(mark.end..).map_or(name, str::trim),
        None => name,
    }
}

/// How persons are called before their own names.
static PERSONS: Phrases = Phrases::new(
    "ông | bà | anh | chị | các ông, bà | các ông | các bà | bác sĩ | bs | thạc sĩ | tiến sĩ | \
     y sĩ | điều dưỡng | dược sĩ | cô | thầy | các anh, chị",
);
/// Parts bodies play in a plan.
static PARTS: Phrases = Phrases::new(
    "cơ quan thường trực | đơn vị thường trực | cơ quan chủ trì | đơn vị chủ trì | đơn vị đầu mối | \
     cơ quan đầu mối",
);

/// The body a heading or the beginning of a paragraph names by words bodies are called by:
/// "3. Công an phường", "Trạm Y tế phường: Chủ trì …", "Giao Sở Y tế chủ trì …".
pub(in crate::plan) fn known(text: &str, heading: bool) -> Option<Naming> {
    let text = text.trim();
    if let Some((before, after)) = text.split_once(':') {
        let name = name::without_hand(before.trim());
        if name.chars().count() <= 160 && (is_body(&name) || are_bodies(&name)) {
            // "Trạm Y tế xã: (cơ quan thường trực)" above its tasks.
            let remark = after.trim().starts_with('(') && after.trim().ends_with(')');
            return Some(Naming::of(&name, if remark { "" } else { after }, true));
        }
    }
    if let Some(naming) = parted(text).filter(|_| !heading) {
        return Some(naming);
    }
    let bare = name::without_hand(text);
    let bare = bare.trim_end_matches(['.', ';', ' ']).to_owned();
    if heading && is_body(&bare) {
        return Some(Naming::of(&bare, "", true));
    }
    // In a heading a verb may be part of a name nobody listed.
    led(text).filter(|naming| !heading || naming.text.as_deref().is_none_or(opens_hands))
}

/// "Trạm Y tế cảng – Đo thính lực …": a dash or a tab between the name and what it does.
fn parted(text: &str) -> Option<Naming> {
    let marks = [" – ", " - ", "\t"]
        .iter()
        .filter_map(|mark| Some((text.find(mark)?, *mark)));
    let (at, mark) = marks.min()?;
    let (before, after) = (text.get(..at)?.trim(), text.get(at + mark.len()..)?.trim());
    let name = name::without_hand(before);
    let does = words(after);
    let acts = TAKES.at(&does, 0) || name::is_verb(&does, 0);
    let small = does.get(1).is_some_and(|w| !w.is_capital());
    // A hyphen also stands inside names; a dash or a tab seldom does.
    let says = does.len() >= 4 && small && (acts || (mark != " - " && does.len() >= 6));
    let capital = mark != " - " || does.first().is_some_and(Word::is_capital);
    (capital && says && is_body(&name)).then(|| Naming::of(&name, after, true))
}

/// "Xí nghiệp Xếp dỡ số 2 - đo nồng độ cồn …": whatever stands before the first dash.
fn dashed(text: &str) -> Option<(&str, &str)> {
    let marks = [" – ", " - ", "\t"];
    let (at, mark) = marks
        .iter()
        .filter_map(|mark| Some((text.find(mark)?, *mark)))
        .min()?;
    let (name, work) = (text.get(..at)?.trim(), text.get(at + mark.len()..)?.trim());
    let short = name.split_whitespace().count() <= LONGEST / 2;
    let small = work.starts_with(char::is_lowercase) && work.split_whitespace().count() >= 3;
    (short && small && !name.contains(['.', ';', ':', '“'])).then_some((name, work))
}

/// A body, a number of them ("14 trạm y tế phường"), or the holder of an office in one.
fn is_body(name: &str) -> bool {
    let counted = name
        .trim_start_matches(|c: char| c.is_ascii_digit())
        .trim_start();
    let tidy = tidy(name);
    [name, counted, tidy].iter().any(|name| name::is_body(name))
}

/// Several bodies parted by semicolons.
fn are_bodies(names: &str) -> bool {
    let mut parts = names.split("; ").peekable();
    let first = parts.peek().is_some_and(|first| is_body(first));
    first
        && parts
            .all(|part| part.starts_with(char::is_uppercase) && part.split(' ').count() <= LONGEST)
}

/// Words that tell work: they open with a verb and say more than it.
pub(in crate::plan) fn is_work(work: &str) -> bool {
    let words = words(work);
    (TAKES.at(&words, 0) || name::is_verb(&words, 0)) && words.len() > 1
}

fn opens_hands(work: &str) -> bool {
    HANDS.at(&words(work), 0)
}

/// "Giao Sở Y tế chủ trì …", "Sở Y tế có trách nhiệm …": the name, then what it does.
fn led(text: &str) -> Option<Naming> {
    let words = words(text);
    let skip = name::HAND.any(&words, 0).map_or(0, |(_, len)| len);
    let first = words.get(skip)?;
    if first.key == "mỗi"
        || !name::starts(&words, skip)
        || !(first.is_capital() || skip > 0 || first.key == "các")
    {
        return None;
    }
    let mut to = name::end(&words, skip);
    // "Sở Y tế, Sở Giáo dục và Đào tạo và Sở Nội vụ phối hợp …" names three.
    loop {
        let listed = words
            .get(to - 1)
            .is_some_and(|w| matches!(w.tail, "," | ";"));
        let and = words.get(to).is_some_and(|w| w.key == "và");
        let next = to + usize::from(and);
        if !(listed || and) || !name::starts(&words, next) {
            break;
        }
        to = name::end(&words, next);
    }
    acting(text, &words, skip, to, true)
}

/// Verbs of who reports.
const REPORTS: [&str; 5] = ["tổng hợp", "báo cáo", "gửi", "sơ kết", "tổng kết"];

/// The name from one word to another, if what follows is what it does.
fn acting(text: &str, words: &[Word<'_>], from: usize, to: usize, known: bool) -> Option<Naming> {
    let closed = !words.get(to - 1)?.tail.trim_matches(',').is_empty();
    // Who reports is told among the duties.
    if closed
        || word::any(words, to, &REPORTS).is_some()
        || !(TAKES.at(words, to) || (known && name::acts(words, to)))
    {
        return None;
    }
    let name = name::slice(text, words, from, to)?;
    let work = text.get(words.get(to)?.start..)?;
    let mut naming = Naming::of(&name, work, known);
    // "X chủ trì, phối hợp với Y:" above a list tells who helps and nothing else.
    if let Some(open) = work.trim_end().strip_suffix(':').filter(|w| only_hands(w)) {
        (naming.text, naming.helpers) = (None, co_owners(open));
    }
    Some(naming)
}

/// Bodies that help, as a sentence of work names them.
pub(in crate::plan) fn helpers(work: &str) -> Vec<String> {
    co_owners(work)
}

/// The bodies of a running sentence, each with its work: "Giao Phòng Y tế tham mưu …; Công an xã
/// nắm địa bàn, …; Trạm Y tế …". A clause that names no body goes on with the work before it.
pub(in crate::plan) fn running(text: &str) -> Vec<Naming> {
    if let Some(found) = sentences_of(text) {
        return found;
    }
    let mut found: Vec<Naming> = Vec::new();
    let whole = text.trim().trim_end_matches(['.', '/', ' ']);
    let mut clauses = whole.split(';').map(str::trim);
    found.extend(clauses.next().and_then(|first| known(first, false)));
    for clause in clauses {
        if found.is_empty() {
            return found;
        }
        let named = known(clause, false).or_else(|| by_place(clause, false));
        match (named, found.last_mut()) {
            (Some(naming), _) => found.push(naming),
            (None, Some(last)) => {
                let text = last.text.get_or_insert_default();
                text.push_str("; ");
                text.push_str(clause);
            }
            (None, None) => {}
        }
    }
    // A sentence that speaks of one body keeps its stop.
    let stop = text.trim().ends_with('.') && !text.trim().ends_with("./.");
    if let (
        true,
        [
            Naming {
                text: Some(work), ..
            },
        ],
    ) = (stop, found.as_mut_slice())
    {
        work.push('.');
    }
    found
}

/// "Giao X …. Giao Y …. Đề nghị Z …": each sentence hands work to a body.
fn sentences_of(text: &str) -> Option<Vec<Naming>> {
    let ranges = sentences(text);
    let sentences = ranges
        .iter()
        .filter_map(|range| text.get(range.clone()))
        .map(str::trim);
    // "Giao Sở Y tế làm đầu mối. Sở Tài chính bố trí kinh phí. Công an …": once the first was handed
    // its work, the others need no more than their names.
    let is_handed = |one: &str| name::HAND.at(&words(one), 0);
    let named = |one: &&str| known(one, false).is_some();
    let first = sentences.clone().next()?;
    let handed = is_handed(first) && named(&first);
    if !handed || sentences.clone().filter(named).count() < 2 {
        return None;
    }
    let mut found: Vec<Naming> = Vec::new();
    for one in sentences {
        match (known(one, false), found.last_mut()) {
            (Some(naming), _) => found.push(naming),
            (None, Some(last)) => {
                let text = last.text.get_or_insert_default();
                text.push(' ');
                text.push_str(one);
            }
            (None, None) => return None,
        }
    }
    Some(found)
}

/// Only who leads and who helps, no work.
pub(in crate::plan) fn only_hands(work: &str) -> bool {
    let words = words(work);
    let mut at = 0;
    while at < words.len() {
        at = if let Some(len) = HANDS.longest(&words, at) {
            at + len
        } else if name::starts(&words, at) {
            name::end(&words, at)
        } else {
            return false;
        };
    }
    true
}

static HANDS: Phrases = Phrases::new(
    "chủ trì | phối hợp | phối hợp với | phối hợp cùng | có trách nhiệm | và | với | cùng | \
     thực hiện | chịu trách nhiệm | tổ chức thực hiện",
);

/// The name of a body nobody listed, in a part that stands among parts that name bodies:
/// "2. Điện lực Sa Kha", "5. Hội Quán nông dân: …", "8. Bộ Tư lệnh Thành phố chủ trì …".
pub(in crate::plan) fn by_place(text: &str, heading: bool) -> Option<Naming> {
    let bare = name::without_hand(text.trim());
    let words = words(&bare);
    let first = words.first()?;
    if !first.is_capital() && bare.len() == text.trim().len()
        || WORK.at(&words, 0)
        || TAKES.at(&words, 0)
        || super::roll::TELLS.at(&words, 0)
        || name::does(&words, 0)
    {
        return None;
    }
    if let Some((before, after)) = bare.split_once(':')
        && before.split_whitespace().count() <= LONGEST
        && !before.contains(['.', '“'])
    {
        return Some(Naming::of(before, after, false));
    }
    if let Some((name, work)) = dashed(&bare) {
        return Some(Naming::of(name, work, false));
    }
    let stop = bare.ends_with(['.', ';', '!', '?']);
    if heading && words.len() <= LONGEST && !stop {
        return Some(Naming::of(&bare, "", false));
    }
    // "yêu cầu Ban Quản lý … báo cáo Sở Xây dựng kết quả": no name goes past what it owes.
    let reports = |at: &usize| word::any(&words, *at, &REPORTS).is_some();
    let to = (2..words.len().min(LONGEST))
        .take_while(|at| !reports(at))
        .find(|at| TAKES.at(&words, *at))?;
    acting(&bare, &words, 0, to, false)
}
