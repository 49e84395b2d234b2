//! Folded words that tell what a number is.

/// Before a telephone number.
pub(super) const CALLS: [&str; 23] = [
    "sdt",
    "dt",
    "dien thoai",
    "goi",
    "lien he",
    "lien lac",
    "zalo",
    "viber",
    "whatsapp",
    "so may",
    "may so",
    "may ban",
    "may rieng",
    "nha rieng",
    "co dinh",
    "thue bao",
    "alo",
    "phone",
    "tel",
    "nhan tin",
    "hotline",
    "dtdd",
    "mobile",
];
/// Before the number of an identity card.
pub(super) const CARDS: [&str; 14] = [
    "cccd",
    "cmnd",
    "can cuoc",
    "dinh danh",
    "chung minh",
    "chung minh thu",
    "giay chung minh",
    "cmt",
    "cmtnd",
    "ddcn",
    "so cc",
    "cmnd cccd",
    "giay to tuy than",
    "so can cuoc",
];
/// Before the number of a health insurance card, or of its social insurance.
pub(super) const INSURANCE: [&str; 7] = [
    "bhyt",
    "bhxh",
    "bao hiem y te",
    "bao hiem xa hoi",
    "bao hiem",
    "ma the",
    "so the",
];
pub(super) const PASSPORTS: [&str; 3] = ["ho chieu", "passport", "hc so"];
/// Before the number of a thing.
pub(super) const LOTS: [&str; 11] = [
    "lo",
    "lot",
    "so lo",
    "ma vach",
    "barcode",
    "ma so thue",
    "mst",
    "hoa don",
    "seri",
    "serial",
    "ma hang",
];
/// Banks, and what an account is called.
pub(super) const BANKS: [&str; 29] = [
    "tai khoan",
    "tk",
    "agribank",
    "vietcombank",
    "vcb",
    "bidv",
    "vietinbank",
    "techcombank",
    "tcb",
    "mbbank",
    "mb bank",
    "sacombank",
    "vpbank",
    "tpbank",
    "acb",
    "shb",
    "vib",
    "ocb",
    "msb",
    "hdbank",
    "eximbank",
    "seabank",
    "lpbank",
    "lienvietpostbank",
    "kienlongbank",
    "dong a",
    "momo",
    "zalopay",
    "viettel money",
];
/// Behind an amount.
pub(super) const COUNTED: [&str; 30] = [
    "dong", "d", "vnd", "trieu", "ty", "luot", "nguoi", "to", "lieu", "ho", "nghin", "ca", "ngan",
    "usd", "vien", "tre", "mui", "hop", "cai", "chiec", "lit", "kg", "test", "mau", "the", "bo",
    "tin", "khau", "thue", "lan",
];
