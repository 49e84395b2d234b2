//! Where one can go from every page, and what one must be allowed to go there.

use nhip_core::lang::Lang;
use nhip_core::permission::Action;

use crate::frame::Item;
use crate::who::SignedIn;

/// Address, what it takes, name in Vietnamese and English.
type Entry = (&'static str, Option<Action>, &'static str, &'static str);

const ALL: &[Entry] = &[
    ("/", None, "Hôm nay", "Today"),
    ("/bao-cao", Some(Action::SeeReport), "Báo cáo", "Reports"),
    (
        "/hoat-dong",
        Some(Action::SeeReport),
        "Hoạt động",
        "Activities",
    ),
    ("/ke-hoach", Some(Action::SeePlan), "Kế hoạch", "Plans"),
    ("/nhiem-vu", Some(Action::SeePlan), "Nhiệm vụ", "Tasks"),
    ("/theo-doi", Some(Action::SeeBoard), "Theo dõi", "Board"),
    (
        "/tong-hop",
        Some(Action::SeeReport),
        "Tổng hợp",
        "Consolidation",
    ),
    ("/so-lieu", Some(Action::SeeReport), "Số liệu", "Figures"),
    ("/hinh", Some(Action::SeeBoard), "Biểu đồ", "Pictures"),
    ("/don-vi", Some(Action::SeeUnit), "Đơn vị", "Units"),
    (
        "/tai-khoan",
        Some(Action::ManageAccounts),
        "Tài khoản",
        "Accounts",
    ),
    (
        "/cai-dat",
        Some(Action::ChangeSettings),
        "Cài đặt",
        "Settings",
    ),
];

/// The entries open to a person, the one she is at marked.
pub fn of(me: &SignedIn, path: &str) -> Vec<Item> {
    let own = path.split(['?', '#']).next().unwrap_or_default();
    ALL.iter()
        .filter(|(_, action, ..)| action.is_none_or(|action| me.may_somewhere(action)))
        .map(|(href, _, vi, en)| Item {
            href,
            name: match me.lang() {
                Lang::Vi => vi,
                Lang::En => en,
            },
            here: own == *href || *href != "/" && own.starts_with(href),
        })
        .collect()
}
