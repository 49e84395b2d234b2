//! The kinds of decision a page offers.

use nhip_core::lang::Lang;

/// A kind of decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Several become one.
    Merge,
    /// One becomes several.
    Split,
    /// Another name, code or sort.
    Rename,
    /// Another unit above.
    Move,
    /// An end without a successor.
    Dissolve,
}

impl Kind {
    /// In the order the page offers them.
    pub const ALL: [Kind; 5] = [
        Kind::Merge,
        Kind::Split,
        Kind::Rename,
        Kind::Move,
        Kind::Dissolve,
    ];

    /// As the address has it.
    pub fn code(self) -> &'static str {
        match self {
            Kind::Merge => "sap-nhap",
            Kind::Split => "tach",
            Kind::Rename => "doi-ten",
            Kind::Move => "chuyen",
            Kind::Dissolve => "giai-the",
        }
    }

    /// The kind of an address.
    pub fn parse(code: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// What it is called.
    pub fn name(self, lang: Lang) -> &'static str {
        match self {
            Kind::Merge => lang.pick("Sáp nhập", "Merge"),
            Kind::Split => lang.pick("Chia tách", "Split"),
            Kind::Rename => lang.pick("Đổi tên, mã", "Rename"),
            Kind::Move => lang.pick("Chuyển cấp trên", "Move"),
            Kind::Dissolve => lang.pick("Giải thể", "Dissolve"),
        }
    }

    /// What it does, in one sentence.
    pub fn what(self, lang: Lang) -> &'static str {
        match self {
            Kind::Merge => lang.pick(
                "Đơn vị này cùng đơn vị khác thành một. Số liệu cũ cộng lại, việc còn dở chuyển sang đơn vị sau sáp nhập.",
                "This unit and others become one. Old figures add up, unfinished work goes to the unit they become.",
            ),
            Kind::Split => lang.pick(
                "Đơn vị này thành hai hay nhiều đơn vị. Số liệu cũ chia được theo số dân.",
                "This unit becomes two or more. Old figures can be divided by population.",
            ),
            Kind::Rename => lang.pick(
                "Vẫn là đơn vị ấy, tên, mã hoặc loại khác (xã thành phường). Tên cũ vẫn tìm được.",
                "The same unit by another name, code or kind. The old name is still found.",
            ),
            Kind::Move => lang.pick(
                "Vẫn là đơn vị ấy, trực thuộc đơn vị khác.",
                "The same unit below another one.",
            ),
            Kind::Dissolve => lang.pick(
                "Đơn vị kết thúc, không có đơn vị kế thừa. Các đơn vị bên dưới về cấp trên của nó.",
                "The unit ends without a successor. Units below it go to the one above.",
            ),
        }
    }

    /// The field beside which a refusal of the whole is shown.
    pub fn first_field(self) -> &'static str {
        match self {
            Kind::Merge => "dv-1",
            Kind::Split => "ten-1",
            Kind::Rename => "ten",
            Kind::Move => "cap-tren",
            Kind::Dissolve => "ngay",
        }
    }
}
