//! The word of a clause that is the duty: "báo cáo" or "gửi" as an act that is owed, not the paper, the
//! lecture or the purpose.

use crate::plan::phrase::Phrases;
use crate::plan::word::{self, Word};

/// What stands right before "báo cáo" where it is a paper, not an act.
static PAPER: Phrases = Phrases::new(
    "số liệu | mẫu | biểu | biểu mẫu | theo | căn cứ | qua | nhận | xem xét | hội nghị | nghe | các | \
     những | ngoài | của | trong | tại | dự thảo | hội thảo | trên cơ sở",
);

/// What stands behind it where it is no act.
static BEHIND: Phrases = Phrases::new(
    "viên | của | này | nêu trên | trên | chuyên đề | kinh nghiệm | tham luận | điển hình",
);

/// Where a report is spoken, not sent.
static SPOKEN: Phrases = Phrases::new(
    "tại hội nghị | tại hội thảo | tại buổi | tại lễ | tại đại hội | tại cuộc họp | chuyên đề",
);

/// What is sent when a report is.
static RESULTS: Phrases = Phrases::new(
    "kết quả | báo cáo | tình hình | số liệu | văn bản | tổng hợp | tiến độ | nội dung | việc thực hiện",
);

/// What is reported only when something goes wrong, and so is no regular duty.
static TROUBLE: Phrases = Phrases::new(
    "khó khăn | vướng mắc | vấn đề phát sinh | nội dung phát sinh | bất cập | phát sinh vướng",
);

/// "báo cáo", its abbreviations, or "báo" with whom it is told: how many words it takes.
pub(super) fn report(words: &[Word<'_>], at: usize) -> Option<usize> {
    const SHORT: [&str; 5] = ["báo ngay", "báo về", "báo cho", "báo số", "báo trong"];
    let word = words.get(at)?;
    let short = word.text == "BC" || word.key == "b/c";
    let notice = at.checked_sub(1).and_then(|b| words.get(b));
    let notice = notice.is_some_and(|w| w.key == "thông" && w.tail.is_empty());
    let told = word::any(words, at, &SHORT).is_some() && !notice;
    match word::phrase(words, at, "báo cáo") {
        Some(len) => Some(len),
        None => (short || told).then_some(1),
    }
}

/// How many words the verb of a duty takes.
pub(super) fn len(words: &[Word<'_>], verb: usize) -> usize {
    report(words, verb).unwrap_or(1)
}

/// The verb of the duty.
pub(super) fn find(words: &[Word<'_>]) -> Option<usize> {
    let any = |phrases: &Phrases| (0..words.len()).any(|at| phrases.at(words, at));
    let urgent =
        (0..words.len()).any(|at| word::any(words, at, &["báo cáo ngay", "báo ngay"]).is_some());
    // What is told at every staff meeting is owed like any other.
    let spoken = |at: usize| {
        SPOKEN
            .longest(words, at)
            .is_some_and(|len| word::phrase(words, at + len, "giao ban").is_none())
    };
    if (any(&TROUBLE) && !urgent) || (0..words.len()).any(spoken) {
        return None;
    }
    let purpose = (1..words.len())
        .find(|at| is_purpose(words, *at))
        .unwrap_or(words.len());
    let reports = (0..words.len()).filter(|at| report(words, *at).is_some());
    let mut reports = reports.filter(|at| !is_paper(words, *at));
    let sends = (0..words.len()).find(|at| *at < purpose && is_sent(words, *at));
    let first = reports.next();
    match (first.filter(|at| *at < purpose), sends) {
        (Some(at), _) => Some(at),
        (None, Some(at)) => Some(at),
        (None, None) => first,
    }
}

/// "để tổng hợp, báo cáo …": why, not what.
fn is_purpose(words: &[Word<'_>], at: usize) -> bool {
    words
        .get(at)
        .is_some_and(|w| w.key == "để" && w.lead.is_empty())
}

/// "báo cáo viên", "báo cáo số 12/BC-UBND", "theo báo cáo của các đơn vị": no report is due.
fn is_paper(words: &[Word<'_>], at: usize) -> bool {
    let next = at + len(words, at);
    let open = words.get(next - 1).is_some_and(|w| w.tail.is_empty());
    let digit = |at: usize| {
        words
            .get(at)
            .is_some_and(|w| w.text.starts_with(|c: char| c.is_ascii_digit()))
    };
    let numbered = word::phrase(words, next, "số").is_some() && digit(next + 1);
    // "Tổng hợp báo cáo trình Chủ tịch … báo cáo Ủy ban …".
    let handed = word::phrase(words, next, "trình").is_some()
        && (next..words.len()).any(|later| report(words, later).is_some());
    let joined = at
        .checked_sub(1)
        .and_then(|b| words.get(b))
        .is_some_and(|w| w.tail.is_empty());
    let led = (1..=3).any(|back| {
        let from = at.checked_sub(back);
        from.is_some_and(|from| PAPER.longest(words, from) == Some(back))
    });
    let not = joined
        && at
            .checked_sub(1)
            .and_then(|b| words.get(b))
            .is_some_and(|w| w.key == "không");
    let heard =
        (at.saturating_sub(6)..at).any(|b| word::any(words, b, &["nghe", "họp nghe"]).is_some());
    // "… đến ngày 14 tháng báo cáo": the month reported on.
    let month = next >= words.len()
        && at
            .checked_sub(1)
            .and_then(|b| words.get(b))
            .is_some_and(|w| matches!(w.key.as_str(), "tháng" | "kỳ" | "ngày"));
    not || heard
        || month
        || (open && (numbered || handed || BEHIND.at(words, next)))
        || (joined && (led || is_kept(words, at)))
}

/// "chế độ báo cáo" is an act only where it is carried out.
fn is_kept(words: &[Word<'_>], at: usize) -> bool {
    let Some(from) = at
        .checked_sub(2)
        .filter(|from| word::phrase(words, *from, "chế độ").is_some())
    else {
        return false;
    };
    let before = |phrase: &str| {
        let len = phrase.split(' ').count();
        from.checked_sub(len)
            .is_some_and(|b| word::phrase(words, b, phrase).is_some())
    };
    ![
        "thực hiện",
        "thực hiện nghiêm",
        "chấp hành",
        "nghiêm túc thực hiện",
        "duy trì",
    ]
    .iter()
    .any(|p| before(p))
}

/// What is sent that is no report.
static OTHER: Phrases = Phrases::new(
    "giấy mời | tài liệu | kế hoạch | danh sách | bài | tin | công văn | thư mời | ảnh",
);

/// "…; gửi về Sở Y tế chậm nhất …", "…; Phòng Dân số gửi Giám đốc ngày 30": what was named before is sent.
pub(super) fn sent_again(words: &[Word<'_>]) -> Option<usize> {
    let sent = |at: &usize| words.get(*at).is_some_and(|w| w.key == "gửi");
    (0..words.len()).find(|at| sent(at) && !OTHER.at(words, at + 1))
}

/// "gửi kết quả … cho Trạm Y tế", "tổng hợp kết quả, gửi Sở Y tế": results go somewhere.
fn is_sent(words: &[Word<'_>], at: usize) -> bool {
    let sent = words
        .get(at)
        .is_some_and(|w| matches!(w.key.as_str(), "gửi" | "nộp"))
        || word::phrase(words, at, "thông báo kết quả").is_some();
    let near = at.saturating_sub(9)..(at + 3).min(words.len());
    sent && !OTHER.at(words, at + 1) && near.into_iter().any(|near| RESULTS.at(words, near))
}

/// A clause without a time is a duty all the same: results are reported, or something has ended.
pub(super) fn stands_alone(words: &[Word<'_>], verb: usize) -> bool {
    static ENDS: Phrases = Phrases::new(
        "kết thúc | mỗi đợt | từng đợt | cuối đợt | hết đợt | sau mỗi | sau khi | kể từ khi | một lần | 01 lần | sau từng | hoàn thành đợt",
    );
    let any = |phrase: &str| (0..words.len()).any(|at| word::phrase(words, at, phrase).is_some());
    let gathered = (0..verb).any(|at| word::phrase(words, at, "tổng hợp").is_some());
    let told = (verb..words.len().min(verb + 6))
        .any(|at| word::any(words, at, &["kết quả", "tình hình", "tiến độ"]).is_some());
    let ends = comes_once(words) || (0..words.len()).any(|at| ENDS.at(words, at));
    ends || ((gathered || told) && !any("theo quy định"))
}

/// "Sau 01 năm thực hiện, sơ kết, báo cáo …", "sau 6 tháng …": once, on no day that is named.
pub(super) fn comes_once(words: &[Word<'_>]) -> bool {
    (0..words.len()).any(|at| {
        let number = words.get(at + 1).is_some_and(|w| w.number().is_some());
        let span = word::any(words, at + 2, &["năm", "tháng"]).is_some();
        number && span && word::phrase(words, at, "sau").is_some()
    })
}

static ACTS: Phrases = Phrases::new(
    "chủ trì | phối hợp | căn cứ | tổ chức | triển khai | thực hiện | chỉ đạo | khẩn trương | \
     nghiêm túc | xây dựng | tăng cường | chủ động | quán triệt | theo",
);

/// Where what the bodies of a clause do begins; its end where they do nothing.
pub(super) fn first_act(words: &[Word<'_>]) -> usize {
    // "các thành viên Ban Chỉ đạo tỉnh" does not lead.
    let board = |at: usize| {
        words.get(at - 1).is_some_and(|w| w.key == "ban")
            && word::phrase(words, at, "chỉ đạo").is_some()
    };
    (1..words.len())
        .find(|at| ACTS.at(words, *at) && !board(*at))
        .unwrap_or(words.len())
}
