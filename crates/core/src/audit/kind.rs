//! The kinds of acts, each with its stable word and its name in both languages.

use serde::{Deserialize, Serialize};

macro_rules! kinds {
    ($($name:ident $code:literal $vi:literal $en:literal;)*) => {
        /// What kind of act an event is.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[allow(missing_docs, reason = "each says its meaning in two languages below")]
        pub enum Kind { $(#[serde(rename = $code)] $name,)* }

        impl Kind {
            /// All of them.
            pub const ALL: &[Kind] = &[$(Kind::$name),*];

            /// Stable word, kept in databases and exports.
            pub fn code(self) -> &'static str {
                match self { $(Kind::$name => $code,)* }
            }

            /// The kind with this word.
            pub fn parse(code: &str) -> Option<Kind> {
                Kind::ALL.iter().copied().find(|kind| kind.code() == code)
            }

            /// Its name, Vietnamese and English.
            pub fn name(self) -> (&'static str, &'static str) {
                match self { $(Kind::$name => ($vi, $en),)* }
            }
        }
    };
}

kinds! {
    Founded "founded" "lập hệ thống" "installation founded";
    UnitCreated "unit-created" "thêm đơn vị" "unit created";
    UnitChanged "unit-changed" "sửa đơn vị" "unit changed";
    UnitSucceeded "unit-succeeded" "sắp xếp đơn vị" "unit merged, split, moved or dissolved";
    UnitsImported "units-imported" "nhập danh sách đơn vị" "units imported";
    AccountCreated "account-created" "tạo tài khoản" "account created";
    AccountChanged "account-changed" "sửa tài khoản" "account changed";
    AccountBlocked "account-blocked" "đóng tài khoản" "account closed";
    AccountReopened "account-reopened" "mở lại tài khoản" "account opened again";
    RoleOffered "role-offered" "mời giữ vai trò" "role offered";
    OfferRefused "offer-refused" "từ chối lời mời" "offer of a role refused";
    OfferWithdrawn "offer-withdrawn" "rút lời mời" "offer of a role withdrawn";
    RoleGranted "role-granted" "giao vai trò" "role granted";
    RoleEnded "role-ended" "thôi vai trò" "role ended";
    PasswordChanged "password-changed" "đổi mật khẩu" "password changed";
    SignedIn "signed-in" "đăng nhập" "signed in";
    SignInRefused "sign-in-refused" "đăng nhập không thành công" "sign-in refused";
    SignedOut "signed-out" "đăng xuất" "signed out";
    SessionRevoked "session-revoked" "hủy phiên đăng nhập" "session revoked";
    SecondFactorSet "second-factor-set" "đặt mã bước hai" "second step set up";
    SecondFactorCleared "second-factor-cleared" "gỡ mã bước hai" "second step taken away";
    PlanRead "plan-read" "nhập kế hoạch" "plan read";
    PlanEdited "plan-edited" "sửa kế hoạch" "plan edited";
    PlanConfirmed "plan-confirmed" "xác nhận kế hoạch" "plan confirmed";
    TaskAssigned "task-assigned" "giao nhiệm vụ" "task assigned";
    ActivityRecorded "activity-recorded" "ghi hoạt động" "activity recorded";
    ActivityChanged "activity-changed" "sửa hoạt động" "activity changed";
    ActivityRemoved "activity-removed" "xóa hoạt động" "activity removed";
    ReportOpened "report-opened" "mở báo cáo" "report opened";
    ReportSaved "report-saved" "lưu báo cáo" "report saved";
    ReportHandedIn "report-handed-in" "nộp bằng biểu mẫu" "report handed in as a form";
    FindingExplained "finding-explained" "giải trình cảnh báo" "finding explained";
    ReportSent "report-sent" "nộp báo cáo" "report sent";
    ReportReturned "report-returned" "trả lại báo cáo" "report returned";
    ReportAccepted "report-accepted" "duyệt báo cáo" "report accepted";
    ReportExcluded "report-excluded" "loại trừ báo cáo" "report excluded";
    ReportReadmitted "report-readmitted" "nhận lại báo cáo" "report readmitted";
    ReportConsolidated "report-consolidated" "đưa vào tổng hợp" "report consolidated";
    ReportClosed "report-closed" "khóa báo cáo" "report closed";
    ReportReopened "report-reopened" "lập bản báo cáo mới" "new version of a report";
    Consolidated "consolidated" "tổng hợp" "consolidated";
    WordingEdited "wording-edited" "sửa lời văn" "wording edited";
    SignedOff "signed-off" "ký duyệt" "signed off";
    Distributed "distributed" "phát hành" "distributed";
    Received "received" "xác nhận đã nhận" "receipt confirmed";
    ExtensionGranted "extension-granted" "gia hạn" "extension granted";
    CalendarChanged "calendar-changed" "sửa lịch nghỉ" "calendar changed";
    Reminded "reminded" "đôn đốc" "reminded";
    WallShared "wall-shared" "tạo liên kết màn hình" "wall link made";
    WallRevoked "wall-revoked" "hủy liên kết màn hình" "wall link revoked";
    SettingsChanged "settings-changed" "sửa cài đặt" "settings changed";
    BackedUp "backed-up" "sao lưu" "backed up";
    Restored "restored" "khôi phục" "restored";
    SealedAsFound "sealed-as-found" "niêm phong dữ liệu hiện có" "rows sealed as found";
    Exported "exported" "xuất dữ liệu" "exported";
}
