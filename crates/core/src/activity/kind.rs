//! Channels and audiences, each with its stable word and its name in both languages.

use serde::{Deserialize, Serialize};

macro_rules! words {
    ($(#[$doc:meta])* $type:ident: $($name:ident $code:literal $vi:literal $en:literal;)*) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[allow(missing_docs, reason = "each says its meaning in two languages below")]
        pub enum $type { $(#[serde(rename = $code)] $name,)* }

        impl $type {
            /// All of them, in the order of lists and charts.
            pub const ALL: &[$type] = &[$($type::$name),*];

            /// Stable word, kept in databases and exports.
            pub fn code(self) -> &'static str {
                match self { $($type::$name => $code,)* }
            }

            /// The one with this word.
            pub fn parse(code: &str) -> Option<$type> {
                $type::ALL.iter().copied().find(|one| one.code() == code)
            }

            /// Its name, Vietnamese and English.
            pub fn name(self) -> (&'static str, &'static str) {
                match self { $($type::$name => ($vi, $en),)* }
            }
        }
    };
}

words! {
    /// Through which channel people were told.
    Channel:
    Loudspeaker "loudspeaker" "Loa truyền thanh" "Loudspeaker";
    Leaflet "leaflet" "Tờ rơi, áp phích" "Leaflets and posters";
    HomeVisit "home-visit" "Thăm hộ gia đình" "Home visit";
    Meeting "meeting" "Hội nghị, sinh hoạt" "Meeting";
    Zalo "zalo" "Zalo" "Zalo";
    Web "web" "Trang thông tin điện tử, mạng xã hội" "Website and social media";
    Press "press" "Báo chí, phát thanh, truyền hình" "Press, radio and television";
    School "school" "Trường học" "School";
    Other "other" "Hình thức khác" "Other";
}

words! {
    /// For whom it was meant. A group, never a person.
    Audience:
    Residents "residents" "Người dân nói chung" "Residents in general";
    Parents "parents" "Cha mẹ, người chăm sóc trẻ" "Parents and carers";
    Pupils "pupils" "Học sinh, sinh viên" "Pupils and students";
    Workers "workers" "Công nhân, người lao động" "Workers";
    Elderly "elderly" "Người cao tuổi" "Elderly people";
    Members "members" "Cán bộ, hội viên, đoàn viên" "Officials and members";
    HealthStaff "health-staff" "Nhân viên y tế, cộng tác viên" "Health staff and volunteers";
    Other "other" "Đối tượng khác" "Others";
}
