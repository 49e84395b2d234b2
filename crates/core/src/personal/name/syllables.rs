//! Syllables names are made of.

use std::collections::HashSet;
use std::sync::LazyLock;

use nhip_viet::fold;

use super::super::word::Word;

/// Syllables as they are written, and without accents.
pub(super) struct Syllables {
    written: HashSet<&'static str>,
    plain: HashSet<String>,
}

impl Syllables {
    fn of(lists: &[&'static str]) -> Syllables {
        let written: HashSet<_> = lists
            .iter()
            .flat_map(|list| list.split_whitespace())
            .collect();
        let plain = written
            .iter()
            .map(|syllable| fold::folded(syllable))
            .collect();
        Syllables { written, plain }
    }

    /// A word written without any accent is compared without.
    pub(super) fn has(&self, word: &Word) -> bool {
        let unaccented = word.key == word.plain;
        self.written.contains(word.key.as_str()) || unaccented && self.plain.contains(&word.plain)
    }

    /// Letter by letter.
    pub(super) fn has_written(&self, word: &Word) -> bool {
        self.written.contains(word.key.as_str())
    }

    /// What is left of a word that begins with one of them.
    pub(super) fn cut<'a>(&self, word: &'a str) -> Vec<&'a str> {
        const LONGEST: usize = 12;
        let known = |head: &str| match word.is_ascii() {
            true => self.plain.contains(head),
            false => self.written.contains(head),
        };
        let cuts = (1..=LONGEST).filter_map(|len| word.split_at_checked(len));
        let cuts = cuts.filter(|(head, _)| known(head));
        cuts.map(|(_, rest)| rest).collect()
    }
}

const USUAL: &str = "nguyễn trần lê phạm hoàng huỳnh phan vũ võ đặng bùi đỗ hồ ngô dương lý đinh \
    trịnh đoàn lương tạ tô";
const RARE: &str = "cao mai đào trương lâm hà thái châu chu mạc quách lưu la thạch tống kiều \
    nghiêm triệu bạch phùng vương đàm doãn khổng tôn lục";
const MIDDLE: &str = "văn thị hữu đức quốc đình minh ngọc thanh xuân kim gia bảo công xuân mỹ \
    bích phương hoàng thùy thuỳ khánh anh như tấn viết duy trọng thế bá";
const GIVEN: &str = "an anh ánh ân ái bách bảo băng bích bình cẩm canh cảnh châu chi chiến chính \
    chung cúc cương cường dân danh diễm diệp diệu dung dũng duy duyên dương đại đạo đạt điệp định \
    đông đồng đức gấm giang giao hà hải hạ hạnh hân hằng hảo hậu hiền hiển hiếu hiệp hiệu hoa hòa \
    hoà hoài hoàn hoàng hoạt hồng huân huế huệ hùng huy huyền huỳnh hưng hương hường hữu kha khải \
    khang khánh khiêm khoa khôi khuê khương kiên kiệt kiều kỳ lài lam lan lành lâm lân lê liên \
    liễu liêm linh loan lộc lợi long lụa luân luận lương lưu lựu ly lý mai mạnh mẫn mến miên minh \
    mơ my mỹ na nam nga ngà ngân nghi nghĩa nghị ngọc ngô nguyên nguyệt nhã nhàn nhân nhật nhi \
    nhiên như nhung nhựt ni oanh phát phi phong phú phúc phước phụng phương phượng quân quang quế \
    quốc quý quyên quyết quyền quỳnh sang sâm sen sinh sơn sử sương tài tâm tân tấn thạch thái \
    thanh thành thảo thao thắm thắng thế thi thiên thiện thiệu thịnh thoa thơ thơm thu thủy thuỷ \
    thùy thuỳ thúy thuý thư thương thường tiên tiến tín toàn toản trà trâm trân trang tri trí \
    trinh triết triều trọng trúc trung trường tú tuân tuấn tuệ tùng tuyên tuyền tuyết tư uyên út \
    vân văn vi việt vinh vĩnh vọng vũ vương vy xoan xuân xuyến yên yến hai ba tư năm sáu bảy tám chín mười";

pub(super) static SURNAMES: LazyLock<Syllables> = LazyLock::new(|| Syllables::of(&[USUAL]));
pub(super) static ALL_SURNAMES: LazyLock<Syllables> =
    LazyLock::new(|| Syllables::of(&[USUAL, RARE]));
pub(super) static MIDDLES: LazyLock<Syllables> = LazyLock::new(|| Syllables::of(&[MIDDLE]));
/// Behind these in small letters a name surely goes on.
pub(super) static SURE_MIDDLES: LazyLock<Syllables> =
    LazyLock::new(|| Syllables::of(&["văn thị hữu đức quốc"]));
pub(super) static ALL_GIVEN: LazyLock<Syllables> =
    LazyLock::new(|| Syllables::of(&[GIVEN, MIDDLE]));
