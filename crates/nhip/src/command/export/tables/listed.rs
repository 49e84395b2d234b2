//! The tables of an export and the meaning of their columns.

mod month;

/// How a cell is taken from a row.
#[derive(Clone, Copy)]
pub(super) enum Cell {
    /// As it is.
    As(&'static str),
    /// Microseconds, as a Vietnamese wall clock shows them.
    At(&'static str),
    /// Inside a column that holds JSON: the column, a pointer.
    In(&'static str, &'static str),
}

/// A file of the export: name, table it comes from, what it is, columns with their meaning.
pub(super) struct Sheet {
    pub(super) file: &'static str,
    pub(super) table: &'static str,
    pub(super) what: &'static str,
    pub(super) columns: &'static [(&'static str, Cell, &'static str)],
}

use Cell::{As, At, In};

/// Passwords, sessions, secrets of screens and settings are not among them.
pub(super) const SHEETS: [&[Sheet]; 2] = [STANDING, month::SHEETS];

/// What stands while the months go by.
const STANDING: &[Sheet] = &[
    Sheet {
        file: "nguoi-dung.csv",
        table: "account",
        what: "Tài khoản, không có mật khẩu / accounts, without passwords",
        columns: &[
            ("id", As("id"), "mã / id"),
            ("ten_dang_nhap", As("login"), "tên đăng nhập / user name"),
            ("ho_ten", As("name"), "họ tên / name"),
            ("thu_dien_tu", As("email"), "thư điện tử / e-mail"),
            ("dien_thoai", As("telephone"), "điện thoại / telephone"),
            (
                "tao_luc",
                At("created_at"),
                "lúc tạo, giờ Việt Nam / created, Vietnamese time",
            ),
            ("khoa_luc", At("disabled_at"), "lúc khóa / blocked"),
        ],
    },
    Sheet {
        file: "vai-tro.csv",
        table: "role",
        what: "Vai trò tại đơn vị / roles at units",
        columns: &[
            (
                "nguoi_dung",
                As("account"),
                "id trong nguoi-dung.csv / id there",
            ),
            ("don_vi", As("unit"), "id trong don-vi.csv / id there"),
            (
                "vai_tro",
                As("role"),
                "reporter, approver, coordinator, reader, administrator",
            ),
            ("tu_ngay", As("valid_from"), "ngày đầu / first day"),
            ("den_ngay", As("valid_to"), "ngày cuối / last day"),
        ],
    },
    Sheet {
        file: "sap-xep-don-vi.csv",
        table: "succession",
        what: "Quyết định sắp xếp đơn vị, theo thứ tự / decisions on units, in order",
        columns: &[
            ("thu_tu", As("place"), "thứ tự / order"),
            ("hieu_luc", As("effective"), "ngày hiệu lực / effective day"),
            (
                "quyet_dinh",
                In("record", "/decision"),
                "số quyết định / decision",
            ),
            (
                "noi_dung",
                In("record", "/change"),
                "thay đổi, JSON / the change, JSON",
            ),
        ],
    },
    Sheet {
        file: "lien-he.csv",
        table: "unit_contact",
        what: "Người liên hệ / contacts",
        columns: &[
            ("don_vi", As("unit"), "id trong don-vi.csv"),
            ("ho_ten", As("person"), "họ tên / name"),
            ("dien_thoai", As("telephone"), "điện thoại / telephone"),
            ("thu_dien_tu", As("email"), "thư điện tử / e-mail"),
        ],
    },
    Sheet {
        file: "ke-hoach.csv",
        table: "plan",
        what: "Kế hoạch; nội dung đã đọc ở ke-hoach/<id>.json, tệp gốc ở tep/ / plans",
        columns: &[
            ("id", As("id"), "mã / id"),
            (
                "don_vi",
                As("unit"),
                "đơn vị ban hành, tổng hợp / whose plan it is",
            ),
            ("so_ky_hieu", As("number"), "số, ký hiệu / number"),
            ("trich_yeu", As("subject"), "về việc / subject"),
            (
                "trang_thai",
                As("state"),
                "read: đang đọc; confirmed: đang thực hiện; replaced: đã thay",
            ),
            ("ke_hoach_cap_tren", As("parent"), "id / plan above"),
            ("thay_cho", As("replaces"), "id bản trước / version before"),
            ("tu_thang", As("first_month"), "tháng đầu / first month"),
            ("den_thang", As("last_month"), "tháng cuối / last month"),
            (
                "tep",
                As("document"),
                "SHA-256, đầu tên tệp trong tep/ / file name begins with it",
            ),
            ("nhap_luc", At("created_at"), "lúc nhập / brought in"),
        ],
    },
    Sheet {
        file: "don-vi-thuc-hien.csv",
        table: "plan_owner",
        what: "Đơn vị thật đứng sau tên trong kế hoạch / real units behind a plan's names",
        columns: &[
            ("ke_hoach", As("plan"), "id"),
            (
                "ten_trong_ke_hoach",
                As("named"),
                "mã đơn vị hay nhóm trong kế hoạch / unit or group in the plan",
            ),
            ("don_vi", As("unit"), "id"),
        ],
    },
    Sheet {
        file: "nhiem-vu.csv",
        table: "task",
        what: "Nhiệm vụ / tasks",
        columns: &[
            ("id", As("id"), "mã / id"),
            ("ke_hoach", As("plan"), "id"),
            ("ma", As("code"), "mã trong kế hoạch / code in the plan"),
            ("ten_trong_ke_hoach", As("named"), "ai làm / who owes it"),
            ("tach_tu", As("parent"), "id nhiệm vụ đã tách / split from"),
            ("noi_dung", As("text"), "lời trong kế hoạch / its words"),
            ("han", As("due"), "hạn như đã in / due, as printed"),
            ("trang_thai", As("state"), "open, done, dropped"),
            ("chi_tieu", As("indicators"), "JSON"),
        ],
    },
];

pub(super) const UNITS: (&str, &str, [(&str, &str); 8]) = (
    "don-vi.csv",
    "Đơn vị theo thời gian: mỗi dòng là một quãng không có gì thay đổi / units over time, a line for each spell",
    [
        ("id", "mã không đổi / lasting id"),
        ("ma", "mã đơn vị / code"),
        ("ten", "tên / name"),
        ("loai", "loại / kind"),
        ("cap_tren", "id đơn vị cấp trên / unit above"),
        (
            "tu_ngay",
            "ngày đầu, trống: từ trước / first day, empty: always before",
        ),
        (
            "den_ngay",
            "ngày cuối, trống: đến nay / last day, empty: until now",
        ),
        ("ten_khac", "tên khác / other names"),
    ],
);
pub(super) const FIGURES: (&str, &str, [(&str, &str); 7]) = (
    "so-lieu.csv",
    "Số liệu của báo cáo như đã gõ / figures of the reports as typed",
    [
        ("bao_cao", "id trong bao-cao.csv"),
        ("dong", "dòng / row"),
        ("chi_tieu", "chỉ tiêu / what is counted"),
        ("don_vi_tinh", "đơn vị tính / in what"),
        ("trong_thang", "trong tháng / in the month"),
        ("luy_ke", "lũy kế từ đầu năm / since January"),
        ("ghi_chu", "ghi chú / remark"),
    ],
);
