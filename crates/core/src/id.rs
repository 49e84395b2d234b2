//! What things are known by. An id is text outside and a type inside: the id of a plan cannot be
//! taken for that of a unit. Text becomes an id at a boundary only: an address, a form, a row.

/// Types of ids: a text that is compared, ordered, written and read as text.
macro_rules! id {
    ($($(#[$doc:meta])* $name:ident;)*) => {
        $(
            $(#[$doc])*
            #[derive(
                Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash,
                serde::Serialize, serde::Deserialize,
            )]
            #[serde(transparent)]
            pub struct $name(String);

            impl $name {
                /// As it is written.
                pub fn as_str(&self) -> &str {
                    &self.0
                }
            }

            impl From<String> for $name {
                fn from(text: String) -> $name {
                    $name(text)
                }
            }

            impl From<&str> for $name {
                fn from(text: &str) -> $name {
                    $name(text.to_owned())
                }
            }

            impl From<&$name> for $name {
                fn from(id: &$name) -> $name {
                    id.clone()
                }
            }

            impl From<$name> for String {
                fn from(id: $name) -> String {
                    id.0
                }
            }

            impl From<&$name> for String {
                fn from(id: &$name) -> String {
                    id.0.clone()
                }
            }

            impl std::ops::Deref for $name {
                type Target = str;
                fn deref(&self) -> &str {
                    &self.0
                }
            }

            impl std::borrow::Borrow<str> for $name {
                fn borrow(&self) -> &str {
                    &self.0
                }
            }

            impl std::borrow::Borrow<str> for &$name {
                fn borrow(&self) -> &str {
                    &self.0
                }
            }

            impl std::fmt::Display for $name {
                fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                    f.write_str(&self.0)
                }
            }

            impl PartialEq<&$name> for $name {
                fn eq(&self, id: &&$name) -> bool {
                    self == *id
                }
            }

            impl PartialEq<str> for $name {
                fn eq(&self, text: &str) -> bool {
                    self.0 == text
                }
            }

            impl PartialEq<&str> for $name {
                fn eq(&self, text: &&str) -> bool {
                    self.0 == *text
                }
            }
        )*
    };
}

/// Hands all types of ids to a macro: how they stand in a database is said of all at once.
#[macro_export]
macro_rules! each_id {
    ($macro:ident) => {
        $macro! {
            $crate::id::AccountId, $crate::id::ActivityId, $crate::id::ConsolidationId,
            $crate::id::EditionId, $crate::id::PlanId, $crate::id::ReportId,
            $crate::id::SessionId, $crate::id::TaskId, $crate::id::UnitId
        }
    };
}

id! {
    /// Of an official's account.
    AccountId;
    /// Of an activity.
    ActivityId;
    /// Of a version of a consolidated month.
    ConsolidationId;
    /// Of one text of a plan: the plan's own for its present text, another for an earlier one.
    EditionId;
    /// Of a plan, through all its versions.
    PlanId;
    /// Of one version of a unit's monthly report.
    ReportId;
    /// Of a session of somebody signed in.
    SessionId;
    /// Of a task as kept; its code may change.
    TaskId;
    /// Of a unit, through all its names and codes.
    UnitId;
}

impl From<&PlanId> for EditionId {
    fn from(plan: &PlanId) -> EditionId {
        EditionId(plan.0.clone())
    }
}
