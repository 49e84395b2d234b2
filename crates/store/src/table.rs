//! A table described once: [`table!`] makes of one description the structure, how a row is read
//! into it, the INSERT with its values, and a macro of the table's name that completes a SELECT.
//!
//! How a type stands in a column is said once too, by [`Kept`]: a month as "2026-11", a state as its
//! word, a structure as JSON.

use chrono::NaiveDateTime;
use nhip_core::period::Month;

use crate::db::row::{Column, Row};
use crate::error::{Result, StoreError};
use crate::value::{Time, Value};

/// What the macro made of a description; for the test that has each database read every statement.
#[derive(Debug, Clone, Copy)]
pub struct Described {
    /// The table.
    pub name: &'static str,
    /// The SELECT without its end.
    pub select: &'static str,
    /// The INSERT.
    pub insert: &'static str,
}

/// All tables described so.
pub const ALL: &[Described] = &[
    crate::account::Account::TABLE,
    crate::account::HeldRole::TABLE,
    crate::activity::KeptActivity::TABLE,
    crate::board::Screen::TABLE,
    crate::consolidation::Head::TABLE,
    crate::extension::KeptExtension::TABLE,
    crate::offer::Offer::TABLE,
    crate::report::KeptReport::TABLE,
    crate::task::KeptTask::TABLE,
];

/// A type that stands in a column as one of those databases know.
pub trait Kept: Sized {
    /// Text, a number, a flag, bytes.
    type As: Column + Into<Value>;
    /// Of what stands there.
    fn read(kept: Self::As) -> Result<Self>;
    /// What is to stand there.
    fn kept(&self) -> Result<Self::As>;
}

/// What fills a column: a [`Kept`] type, or none.
pub trait Cell: Sized {
    /// Of a row, by the column's name.
    fn of(row: &Row, name: &str) -> Result<Self>;
    /// As bound to a statement.
    fn value(&self) -> Result<Value>;
}

impl<T: Kept> Cell for T {
    fn of(row: &Row, name: &str) -> Result<T> {
        T::read(row.named(name)?)
    }

    fn value(&self) -> Result<Value> {
        Ok(self.kept()?.into())
    }
}

impl<T: Kept> Cell for Option<T>
where
    Option<T::As>: Column + Into<Value>,
{
    fn of(row: &Row, name: &str) -> Result<Option<T>> {
        let kept: Option<T::As> = row.named(name)?;
        kept.map(T::read).transpose()
    }

    fn value(&self) -> Result<Value> {
        let kept = self.as_ref().map(T::kept).transpose()?;
        Ok(kept.into())
    }
}

macro_rules! kept_as_they_are {
    ($($type:ty),+) => {
        $(impl Kept for $type {
            type As = $type;
            fn read(kept: $type) -> Result<$type> {
                Ok(kept)
            }
            fn kept(&self) -> Result<$type> {
                Ok(self.clone())
            }
        })+
    };
}

kept_as_they_are!(String, i64, bool, Vec<u8>);

macro_rules! kept_as_text {
    ($($id:ty),+) => {
        $(impl Kept for $id {
            type As = String;
            fn read(kept: String) -> Result<$id> {
                Ok(kept.into())
            }
            fn kept(&self) -> Result<String> {
                Ok(self.into())
            }
        })+
    };
}

nhip_core::each_id!(kept_as_text);

impl Kept for Time {
    type As = i64;
    fn read(kept: i64) -> Result<Time> {
        Ok(Time(kept))
    }
    fn kept(&self) -> Result<i64> {
        Ok(self.0)
    }
}

/// As Vietnam's wall shows it.
impl Kept for NaiveDateTime {
    type As = i64;
    fn read(kept: i64) -> Result<NaiveDateTime> {
        Ok(Time(kept).local())
    }
    fn kept(&self) -> Result<i64> {
        Ok(Time::of_local(*self).0)
    }
}

impl Kept for Month {
    type As = String;
    fn read(kept: String) -> Result<Month> {
        Month::parse(&kept).map_err(|_| StoreError::Database(format!("not a month: {kept}")))
    }
    fn kept(&self) -> Result<String> {
        Ok(self.to_string())
    }
}

/// Types kept as JSON.
macro_rules! kept_as_json {
    ($($type:ty),+ $(,)?) => {
        $(impl $crate::table::Kept for $type {
            type As = String;
            fn read(kept: String) -> $crate::Result<$type> {
                Ok(serde_json::from_str(&kept)?)
            }
            fn kept(&self) -> $crate::Result<String> {
                Ok(serde_json::to_string(self)?)
            }
        })+
    };
}

/// Enumerations that have `code` and `parse`.
macro_rules! kept_by_code {
    ($type:ident) => {
        impl $crate::table::Kept for $type {
            type As = String;
            fn read(kept: String) -> $crate::Result<$type> {
                let unknown = || format!("not a {}: {kept}", stringify!($type));
                <$type>::parse(&kept).ok_or_else(|| $crate::StoreError::Database(unknown()))
            }
            fn kept(&self) -> $crate::Result<String> {
                Ok(self.code().to_owned())
            }
        }
    };
}

/// Enumerations kept as the word of each variant.
macro_rules! kept_as_words {
    ($type:ident: $($variant:ident $word:literal),+ $(,)?) => {
        impl $type {
            /// All of them.
            pub const ALL: &[$type] = &[$($type::$variant),+];

            /// As kept.
            pub fn code(self) -> &'static str {
                match self { $($type::$variant => $word),+ }
            }

            /// The one kept so.
            pub fn parse(code: &str) -> Option<$type> {
                <$type>::ALL.iter().copied().find(|one| one.code() == code)
            }
        }

        kept_by_code!($type);
    };
}

/// The name of a field's column: its own, or the one it is kept `as`.
macro_rules! column {
    ($field:ident) => {
        stringify!($field)
    };
    ($field:ident $column:ident) => {
        stringify!($column)
    };
}

macro_rules! columns {
    ([$($first:ident)+] $([$($more:ident)+])*) => {
        concat!(column!($($first)+) $(, ", ", column!($($more)+))*)
    };
}

macro_rules! marks {
    (@ [$mark:literal $($marks:literal)*] $one:tt) => { $mark };
    (@ [$mark:literal $($marks:literal)*] $one:tt $($more:tt)+) => {
        concat!($mark, ", ", marks!(@ [$($marks)*] $($more)+))
    };
    ($($one:tt)+) => {
        marks!(@ ["$1" "$2" "$3" "$4" "$5" "$6" "$7" "$8" "$9" "$10" "$11" "$12" "$13" "$14" "$15" "$16" "$17" "$18" "$19" "$20"] $($one)+)
    };
}

/// `table! { report: pub struct KeptReport { pub id: String, pub stage: Stage as state, … } }`:
/// the structure, a field for each column, under its own name or the one it is kept `as`; then
/// `beside |it, given: &str| { name: value, … }`, columns that are written and not read, made of it
/// or of what `insert` is given beside it. Makes
/// `KeptReport::insert` and the macro `report!`, which puts a SELECT of all columns before the end it
/// is given.
macro_rules! table {
    ($($description:tt)+) => {
        described! { ($) $($description)+ }
    };
}

macro_rules! described {
    (
        ($d:tt) $table:ident:
        $(#[$about:meta])*
        $vis:vis struct $of:ident {
            $($(#[$said:meta])* $field_vis:vis $field:ident: $type:ty $(as $column:ident)?),+ $(,)?
        }
        $(beside |$it:tt $(, $given:ident: $given_as:ty)*| { $($beside:ident: $value:expr),+ $(,)? })?
    ) => {
        $(#[$about])*
        $vis struct $of { $($(#[$said])* $field_vis $field: $type),+ }

        impl $crate::db::row::FromRow for $of {
            fn from_row(row: &$crate::db::row::Row) -> $crate::Result<Self> {
                Ok($of { $($field: $crate::table::Cell::of(row, column!($field $($column)?))?),+ })
            }
        }

        impl $of {
            /// What was made of the table's description.
            pub const TABLE: $crate::table::Described = $crate::table::Described {
                name: stringify!($table),
                select: concat!("SELECT ", columns!($([$field $($column)?])+), " FROM ", stringify!($table)),
                insert: concat!(
                    "INSERT INTO ", stringify!($table),
                    " (", columns!($([$field $($column)?])+ $($([$beside])+)?),
                    ") VALUES (", marks!($($field)+ $($($beside)+)?), ")"
                ),
            };

            /// Adds it to its table; [`StoreError::Taken`]($crate::StoreError::Taken) where one
            /// stands in its place.
            pub async fn insert(&self, tx: &mut $crate::db::Tx $($(, $given: $given_as)*)?) -> $crate::Result<()> {
                $(let $it = self;)?
                let values = vec![
                    $($crate::table::Cell::value(&self.$field)?,)+
                    $($($crate::value::Value::from($value),)+)?
                ];
                tx.run(Self::TABLE.insert, values).await.map(drop)
            }
        }

        #[allow(unused_macros, reason = "some tables are only written so")]
        macro_rules! $table {
            ($d tail:literal) => {
                concat!("SELECT ", columns!($([$field $($column)?])+), " FROM ", stringify!($table), " ", $d tail)
            };
        }
    };
}
