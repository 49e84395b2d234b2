//! Every action there is, with the roles that may take it and how far it reaches.

use serde::{Deserialize, Serialize};

use super::Role;
use super::Role::{Administrator, Approver, Coordinator, Reader, Reporter};

/// How far a role reaches from the unit it is held at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Reach {
    /// That unit only.
    Own,
    /// Units below it; and the unit itself where nothing stands above, since its reports go to
    /// nobody else.
    Received,
    /// That unit and all below.
    Branch,
    /// That unit, and only where nothing stands above it: what concerns the whole installation.
    Top,
}

/// A type for each action, so that a [`super::Permit`] says in its type what it permits.
pub trait Right {
    /// The action.
    const ACTION: Action;
}

/// One line an action: name, stable code, Vietnamese, English, reach, roles.
macro_rules! actions {
    ($($(#[$doc:meta])* $name:ident $code:literal $vi:literal $en:literal $reach:ident [$($role:ident)*];)*) => {
        /// Something a person may want to do with what belongs to a unit.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(rename_all = "kebab-case")]
        pub enum Action { $($(#[$doc])* $name,)* }

        impl Action {
            /// All of them.
            pub const ALL: &[Action] = &[$(Action::$name),*];

            /// Stable code, for the audit and for links.
            pub fn code(self) -> &'static str {
                match self { $(Action::$name => $code,)* }
            }

            /// What it is called, in Vietnamese and in English.
            pub fn name(self) -> (&'static str, &'static str) {
                match self { $(Action::$name => ($vi, $en),)* }
            }

            /// How far it reaches.
            pub fn reach(self) -> Reach {
                match self { $(Action::$name => Reach::$reach,)* }
            }

            /// Who may.
            pub fn roles(self) -> &'static [Role] {
                match self { $(Action::$name => &[$($role),*],)* }
            }
        }

        /// The actions as types.
        pub mod right {
            $($(#[$doc])* #[derive(Debug)] pub enum $name {}
            impl super::Right for $name {
                const ACTION: super::Action = super::Action::$name;
            })*
        }
    };
}

actions! {
    /// See that the unit exists, its name and contacts.
    SeeUnit "see-unit" "xem đơn vị" "see the unit" Branch [Reporter Approver Coordinator Reader Administrator];
    /// See its plan, and what plans above lay on it.
    SeePlan "see-plan" "xem kế hoạch" "see the plan" Branch [Reporter Approver Coordinator Reader Administrator];
    /// Correct, split and assign what was read from its plan.
    EditPlan "edit-plan" "sửa kế hoạch" "edit the plan" Own [Coordinator];
    /// Confirm its plan, so that the months begin.
    ConfirmPlan "confirm-plan" "xác nhận kế hoạch" "confirm the plan" Own [Coordinator Approver];
    /// Create, change, merge and move units.
    ManageUnits "manage-units" "quản lý đơn vị" "manage units" Branch [Administrator];
    /// Create accounts, give and take roles, end sessions.
    ManageAccounts "manage-accounts" "quản lý tài khoản" "manage accounts" Branch [Administrator];
    /// Enter what was done for a task.
    RecordActivity "record-activity" "ghi hoạt động" "record an activity" Own [Reporter Approver];
    /// See its reports and activities.
    SeeReport "see-report" "xem báo cáo" "see reports" Branch [Reporter Approver Coordinator Reader];
    /// Write its report, or hand it in as a form; explain warnings; begin a new version.
    WriteReport "write-report" "viết báo cáo" "write the report" Own [Reporter];
    /// Send its report.
    SendReport "send-report" "nộp báo cáo" "send the report" Own [Approver];
    /// Return a report it sent.
    ReturnReport "return-report" "trả lại báo cáo" "return a report" Received [Coordinator];
    /// Accept a report it sent.
    AcceptReport "accept-report" "duyệt báo cáo" "accept a report" Received [Coordinator];
    /// Leave it out of a month, or take it in again.
    Exclude "exclude" "loại trừ đơn vị" "exclude a unit" Received [Coordinator];
    /// Give it more time.
    GrantExtension "grant-extension" "gia hạn" "grant an extension" Received [Coordinator];
    /// Remind it, also by an official letter.
    Remind "remind" "đôn đốc" "remind" Received [Coordinator];
    /// See its board and pictures.
    SeeBoard "see-board" "xem bảng theo dõi" "see the board" Branch [Reporter Approver Coordinator Reader Administrator];
    /// Consolidate its branch.
    Consolidate "consolidate" "tổng hợp" "consolidate" Own [Coordinator];
    /// Edit the words of its consolidated report.
    EditWording "edit-wording" "sửa lời văn báo cáo tổng hợp" "edit the wording" Own [Coordinator];
    /// Sign off its consolidated report, which closes the reports in it.
    SignOff "sign-off" "ký duyệt báo cáo tổng hợp" "sign off" Own [Approver];
    /// Send the signed report to its recipients, note receipts.
    Distribute "distribute" "phát hành" "distribute" Own [Coordinator];
    /// Make and revoke links to its wall screen.
    ShareWall "share-wall" "chia sẻ màn hình theo dõi" "share the wall screen" Own [Coordinator Administrator];
    /// Search what belongs to it.
    Search "search" "tìm kiếm" "search" Branch [Reporter Approver Coordinator Reader Administrator];
    /// Read the audit about it.
    ReadAudit "read-audit" "xem nhật ký" "read the audit" Branch [Reporter Approver Coordinator Reader Administrator];
    /// Change settings, holidays, mail.
    ChangeSettings "change-settings" "sửa cài đặt" "change settings" Top [Administrator];
    /// Back up, restore, export everything.
    BackUp "back-up" "sao lưu" "back up" Top [Administrator];
}
