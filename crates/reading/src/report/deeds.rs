//! Deeds of health communication, each in the words people use for it: a ward's "loa xã" is its plan's
//! "hệ thống truyền thanh cơ sở".
//!
//! Likeness of words alone cannot know that, nor that a hospital's sick are not its counselling. A task
//! is told by the deed it names first; what else it names ("đến hộ gia đình") it shares with others.

use nhip_viet::fold;

/// One deed: its words in key form, each found as whole words.
const DEEDS: [&[&str]; 17] = [
    &[
        "truyền thông trực tiếp",
        "tt trực tiếp",
        "tuyên truyền trực tiếp",
        "nói chuyện chuyên đề",
        "nói chuyện",
        "họp thôn",
        "họp dân",
        "họp tổ dân phố",
    ],
    &[
        "phát thanh",
        "truyền thanh",
        "loa xã",
        "loa phường",
        "loa thôn",
        "loa phát",
        "loa:",
        "loa truyền thanh",
        "phát loa",
    ],
    &[
        "hộ gia đình",
        "tại hộ",
        "đến hộ",
        "thăm hộ",
        "lượt hộ",
        "số hộ",
        "gõ cửa",
        "đi thăm",
        "hộ được thăm",
        "hộ",
        "tận nhà",
    ],
    &[
        "tờ rơi",
        "tờ gấp",
        "áp phích",
        "tranh lật",
        "phát tài liệu",
        "tài liệu truyền thông",
        "đặt góc",
        "góc truyền thông",
    ],
    &[
        "pa nô",
        "panô",
        "băng rôn",
        "khẩu hiệu",
        "màn hình điện tử",
        "cổ động",
    ],
    &[
        "trang thông tin điện tử",
        "zalo",
        "facebook",
        "fanpage",
        "mạng xã hội",
        "chia sẻ",
        "các trang",
        "nền tảng số",
    ],
    &[
        "đăng tin",
        "tin, bài",
        "tin bài",
        "báo in",
        "báo điện tử",
        "phóng sự",
        "đăng bài",
    ],
    &["tập huấn", "lớp tập huấn"],
    &["kiểm tra", "giám sát"],
    &[
        "tặng quà",
        "suất quà",
        "thăm, tặng",
        "thăm hỏi",
        "hỗ trợ người bệnh",
    ],
    &["tình nguyện"],
    &[
        "biểu diễn",
        "chiếu phim",
        "xe tuyên truyền",
        "tuyên truyền lưu động",
    ],
    &["tư vấn"],
    &["ban hành", "văn bản chỉ đạo", "hướng dẫn", "thẩm định"],
    &["sinh hoạt chuyên đề"],
    &["khám sàng lọc", "sàng lọc"],
    &["chuyên mục", "phát sóng", "truyền hình"],
];

/// Things that are no deed though they have its word.
const THINGS: [&str; 6] = [
    "hộ tịch",
    "hộ khẩu",
    "bảo hộ",
    "hộ lý",
    "cụm loa",
    "hộp loa",
];

/// Deeds a text names, by the place of the first word of each.
#[derive(Debug, Clone, Default)]
pub(super) struct Deeds {
    /// Place of its first word, and the deed.
    found: Vec<(usize, usize)>,
    /// End of the first clause.
    clause: usize,
}

impl Deeds {
    pub(super) fn of(text: &str) -> Deeds {
        let mut key = format!(" {} ", fold::key(text));
        for thing in THINGS {
            key = key.replace(thing, " · ");
        }
        let first = |words: &&[&str]| words.iter().filter_map(|word| whole(&key, word)).min();
        let found = DEEDS.iter().enumerate();
        let mut found: Vec<(usize, usize)> = found
            .filter_map(|(deed, words)| Some((first(words)?, deed)))
            .collect();
        found.sort_unstable();
        Deeds {
            found,
            clause: key.find([',', ';', '.']).unwrap_or(key.len()),
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// The text begins with a deed: what answers it names that.
    pub(super) fn is_told_by_deed(&self) -> bool {
        self.found.first().is_some_and(|(at, _)| *at < self.clause)
    }

    /// How much of a task's deeds the text names: the task's first counts fully, each other a little.
    pub(super) fn in_task(&self, task: &Deeds) -> f64 {
        let has = |deed: usize| self.found.iter().any(|(_, own)| *own == deed);
        let weighed = task
            .found
            .iter()
            .enumerate()
            .filter(|(_, (_, deed))| has(*deed));
        weighed
            .map(|(at, _)| if at == 0 { LEADING } else { BESIDE })
            .sum()
    }
}

/// Weight of the deed a task names first, and of every other.
const LEADING: f64 = 1.0;
const BESIDE: f64 = 0.6;

/// Where a phrase stands as whole words.
fn whole(key: &str, phrase: &str) -> Option<usize> {
    let ends = |at: usize| {
        let before = key.get(..at).and_then(|start| start.chars().next_back());
        let after = key
            .get(at + phrase.len()..)
            .and_then(|rest| rest.chars().next());
        let apart = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
        apart(before) && (phrase.ends_with(':') || apart(after))
    };
    key.match_indices(phrase)
        .map(|(at, _)| at)
        .find(|at| ends(*at))
}
