//! How a part of a plan names the body whose work it tells.

use crate::plan::name;
use crate::plan::phrase::Phrases;
use crate::plan::word::{Word, words};

use super::task::co_owners;

/// Verbs that follow a name in a sentence that gives a task.
static TAKES: Phrases = Phrases::new(
    "chủ trì | phối hợp | có trách nhiệm | chịu trách nhiệm | tham mưu | chỉ đạo | \
     tổ chức | xây dựng | hướng dẫn | tăng cường | thực hiện | triển khai | là cơ quan | \
     là đơn vị | là đầu mối | theo dõi | đẩy mạnh | cung cấp | bố trí | vận động | \
     tuyên truyền | căn cứ | chủ động | đôn đốc | rà soát | thường xuyên | kiểm tra | \
     tiếp tục | lãnh đạo | quan tâm | bảo đảm | đảm bảo | huy động | phát | mở | đưa | \
     lồng ghép | cử | in | đăng | dán | treo",
);

/// Words a heading of work, time or means opens with: no name of a body does.
static WORK: Phrases = Phrases::new(
    "công tác | kinh phí | nguồn | thời gian | thời hạn | chế độ | nội dung | giải pháp | \
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
            name: name.trim().to_owned(),
            text: (!text.is_empty()).then(|| text.to_owned()),
            helpers: Vec::new(),
            known,
        }
    }
}

/// The body a heading or the beginning of a paragraph names by words bodies are called by:
/// "3. Công an phường", "Trạm Y tế phường: Chủ trì …", "Giao Sở Y tế chủ trì …".
pub(in crate::plan) fn known(text: &str, heading: bool) -> Option<Naming> {
    let text = text.trim();
    if let Some((before, after)) = text.split_once(':') {
        let name = name::without_hand(before.trim());
        if name.chars().count() <= 160 && name::is_body(&name) {
            return Some(Naming::of(&name, after, true));
        }
    }
    let bare = name::without_hand(text);
    if heading && name::is_body(&bare) {
        return Some(Naming::of(&bare, "", true));
    }
    led(text)
}

/// "Giao Sở Y tế chủ trì …", "Sở Y tế có trách nhiệm …": the name, then what it does.
fn led(text: &str) -> Option<Naming> {
    let words = words(text);
    let skip = name::HAND.any(&words, 0).map_or(0, |(_, len)| len);
    let first = words.get(skip)?;
    if !name::starts(&words, skip) || !(first.is_capital() || skip > 0) {
        return None;
    }
    let mut to = name::end(&words, skip);
    // "Sở Y tế, Sở Giáo dục và Đào tạo phối hợp …" names two.
    while words
        .get(to - 1)
        .is_some_and(|w| matches!(w.tail, "," | ";"))
        && name::starts(&words, to)
    {
        to = name::end(&words, to);
    }
    acting(text, &words, skip, to, true)
}

/// The name from one word to another, if what follows is what it does.
fn acting(text: &str, words: &[Word<'_>], from: usize, to: usize, known: bool) -> Option<Naming> {
    if !TAKES.at(words, to) || !words.get(to - 1)?.tail.trim_matches(',').is_empty() {
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
    let stop = bare.ends_with(['.', ';', '!', '?']);
    if heading && words.len() <= LONGEST && !stop {
        return Some(Naming::of(&bare, "", false));
    }
    let to = (2..words.len().min(LONGEST)).find(|at| TAKES.at(&words, *at))?;
    acting(&bare, &words, 0, to, false)
}
