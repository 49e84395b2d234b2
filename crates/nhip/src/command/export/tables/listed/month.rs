//! The tables of what happens month by month.

use super::Cell::{As, At, In};
use super::Sheet;

/// Activities, reports, joined reports, the audit.
pub(super) const SHEETS: &[Sheet] = &[
    Sheet {
        file: "hoat-dong.csv",
        table: "activity",
        what: "Hoạt động; ảnh ở anh/<id>-<số>.jpg / activities; photos beside",
        columns: &[
            ("id", As("id"), "mã / id"),
            ("ke_hoach", As("plan"), "id"),
            ("don_vi", As("unit"), "id"),
            ("thang", As("month"), "tháng báo cáo / month of the report"),
            ("ngay", As("day"), "ngày làm / day"),
            (
                "nhiem_vu",
                As("task"),
                "mã trong kế hoạch / code in the plan",
            ),
            ("viec", In("record", "/what"), "việc đã làm / what was done"),
            ("noi", In("record", "/place"), "nơi / place"),
            ("hinh_thuc", In("record", "/channel"), "hình thức / channel"),
            (
                "doi_tuong",
                In("record", "/audience"),
                "đối tượng / audience",
            ),
            (
                "so_luong",
                In("record", "/count/value"),
                "số lượng / how many",
            ),
            (
                "don_vi_tinh",
                In("record", "/count/unit"),
                "đơn vị tính / of what",
            ),
            ("luot_nguoi", In("record", "/people"), "lượt người / people"),
            ("lien_ket", In("record", "/link"), "liên kết / link"),
            ("ghi_chu", In("record", "/note"), "ghi chú / remark"),
            ("ghi_luc", At("created_at"), "lúc ghi / recorded"),
            ("xoa_luc", At("removed_at"), "lúc xóa / removed"),
        ],
    },
    Sheet {
        file: "bao-cao.csv",
        table: "report",
        what: "Báo cáo tháng, mỗi bản một dòng / monthly reports, one line a version",
        columns: &[
            ("id", As("id"), "mã / id"),
            ("ke_hoach", As("plan"), "id"),
            ("don_vi", As("unit"), "id"),
            ("thang", As("month"), "tháng / month"),
            ("ban", As("version"), "bản / version"),
            (
                "trang_thai",
                As("stage"),
                "drafting, sent, returned, accepted, consolidated, closed, excluded",
            ),
            ("mo_luc", At("opened_at"), "lúc mở / opened"),
            ("chot_so_lieu", At("closed_at"), "lúc chốt / data closed"),
            ("nop_luc", At("signed_at"), "lúc nộp / signed and sent"),
            ("den_luc", At("arrived_at"), "lúc đến / arrived"),
        ],
    },
    Sheet {
        file: "bao-cao-noi-dung.csv",
        table: "report_field",
        what: "Từng ô của báo cáo / the boxes of the reports",
        columns: &[
            ("bao_cao", As("report"), "id trong bao-cao.csv"),
            ("o", As("name"), "tên ô / name of the box"),
            ("gia_tri", As("value"), "nội dung / what stands in it"),
            ("luu_luc", At("saved_at"), "lúc lưu / saved"),
        ],
    },
    Sheet {
        file: "giai-trinh.csv",
        table: "explanation",
        what: "Giải trình cảnh báo / explanations",
        columns: &[
            ("bao_cao", As("report"), "id"),
            ("ma", In("record", "/code"), "mã cảnh báo / code"),
            ("noi_dung", In("record", "/text"), "lời giải trình / text"),
        ],
    },
    Sheet {
        file: "gia-han.csv",
        table: "extension",
        what: "Gia hạn / more time granted",
        columns: &[
            ("ke_hoach", As("plan"), "id"),
            ("don_vi", As("unit"), "id"),
            ("thang", As("month"), "tháng / month"),
            ("den_luc", At("until"), "hạn mới / new due time"),
            ("ly_do", As("reason"), "lý do / reason"),
        ],
    },
    Sheet {
        file: "tong-hop.csv",
        table: "consolidation",
        what: "Báo cáo tổng hợp; toàn bộ ở tong-hop/<id>.json / joined reports, whole beside",
        columns: &[
            ("id", As("id"), "mã / id"),
            ("ke_hoach", As("plan"), "id"),
            ("don_vi", As("unit"), "id"),
            ("thang", As("month"), "tháng / month"),
            ("ban", As("version"), "bản / version"),
            ("trang_thai", As("state"), "draft, signed, replaced"),
            (
                "ma_kiem",
                As("fingerprint"),
                "SHA-256 của kết quả / of the result",
            ),
            ("lap_luc", At("made_at"), "lúc lập / made"),
            ("ky_luc", At("signed_at"), "lúc ký / signed"),
        ],
    },
    Sheet {
        file: "loi-van.csv",
        table: "wording",
        what: "Lời văn đã sửa trong báo cáo tổng hợp / edited words",
        columns: &[
            ("tong_hop", As("consolidation"), "id"),
            ("muc", As("item"), "mục / item"),
            ("loi_van", As("text"), "lời / text"),
        ],
    },
    Sheet {
        file: "noi-nhan.csv",
        table: "receipt",
        what: "Nơi nhận / recipients",
        columns: &[
            ("tong_hop", As("consolidation"), "id"),
            ("noi_nhan", As("recipient"), "nơi nhận / recipient"),
            ("gui_luc", At("sent_at"), "lúc gửi / sent"),
            ("nhan_luc", At("received_at"), "lúc nhận / received"),
        ],
    },
    Sheet {
        file: "nhat-ky.csv",
        table: "audit",
        what: "Nhật ký; mỗi dòng niêm phong dòng trước / the audit",
        columns: &[
            ("so", As("n"), "số / number"),
            ("luc", At("at"), "lúc / when"),
            ("nguoi_dung", As("account"), "id"),
            ("don_vi", As("unit"), "id"),
            ("viec", As("kind"), "việc / what"),
            ("ve", As("subject"), "về / about"),
            (
                "su_kien",
                As("event"),
                "trước và sau, JSON / before and after, JSON",
            ),
            ("niem_phong", As("hash"), "SHA-256"),
        ],
    },
];
