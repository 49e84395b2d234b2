//! A row of either database, and what is made of it.

use rusqlite::types::{FromSql, ValueRef};
use sqlx::postgres::PgRow;
use sqlx::{Column as _, Decode, Postgres, Row as _, Type, TypeInfo as _};

use crate::error::{Result, StoreError};
use crate::value::Value;

/// A row.
pub enum Row<'r> {
    /// Of a file.
    Sqlite(&'r rusqlite::Row<'r>),
    /// Of a server.
    Postgres(&'r PgRow),
}

/// What both databases give.
pub trait Raw: FromSql + for<'r> Decode<'r, Postgres> + Type<Postgres> {}
impl<T> Raw for T where T: FromSql + for<'r> Decode<'r, Postgres> + Type<Postgres> {}

/// What a column may be read as.
pub trait Column: Sized {
    /// As the databases give it.
    type Raw: Raw;
    /// Made of it.
    fn of(raw: Self::Raw) -> Self;
}

macro_rules! columns {
    ($($type:ty: $raw:ty => |$it:ident| $make:expr;)*) => {
        $(impl Column for $type {
            type Raw = $raw;
            fn of($it: $raw) -> $type {
                $make
            }
        })*
    };
}

columns! {
    String: String => |text| text;
    Option<String>: Option<String> => |text| text;
    i64: i64 => |number| number;
    Option<i64>: Option<i64> => |number| number;
    bool: bool => |flag| flag;
    Option<bool>: Option<bool> => |flag| flag;
    Vec<u8>: Vec<u8> => |bytes| bytes;
    Option<Vec<u8>>: Option<Vec<u8>> => |bytes| bytes;
}

macro_rules! id_columns {
    ($($id:ty),+) => {
        $(columns! {
            $id: String => |text| <$id>::from(text);
            Option<$id>: Option<String> => |text| text.map(<$id>::from);
        })+
    };
}

nhip_core::each_id!(id_columns);

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// TEXT.
    Text,
    /// BIGINT.
    Int,
    /// BOOLEAN.
    Flag,
    /// BLOB or BYTEA.
    Bytes,
}

impl Row<'_> {
    /// A column by its place, of a kind known only when running.
    pub(crate) fn value(&self, at: usize, kind: Kind) -> Result<Value> {
        Ok(match kind {
            Kind::Text => Value::Text(self.nth(at)?),
            Kind::Int => Value::Int(self.nth(at)?),
            Kind::Flag => Value::Flag(self.nth(at)?),
            Kind::Bytes => Value::Bytes(self.nth(at)?),
        })
    }

    /// A column by its name.
    pub fn named<T: Column>(&self, name: &str) -> Result<T> {
        Ok(match self {
            Row::Sqlite(row) => T::of(row.get(name)?),
            Row::Postgres(row) => T::of(row.try_get(name)?),
        })
    }

    /// A column by its place, from 0.
    pub fn nth<T: Column>(&self, at: usize) -> Result<T> {
        Ok(match self {
            Row::Sqlite(row) => T::of(row.get(at)?),
            Row::Postgres(row) => T::of(row.try_get(at)?),
        })
    }
}

/// The columns of a row that are not null: name, and content behind a sign of its kind; the same
/// from both databases.
pub(crate) type Columns = Vec<(String, Vec<u8>)>;

fn signed(kind: u8, content: &[u8]) -> Vec<u8> {
    [&[kind], content].concat()
}

impl Row<'_> {
    /// All of them.
    pub(crate) fn columns(&self) -> Result<Columns> {
        let mut found = Vec::new();
        match self {
            Row::Sqlite(row) => {
                let statement: &rusqlite::Statement = row.as_ref();
                for at in 0..statement.column_count() {
                    let content = match row.get_ref(at)? {
                        ValueRef::Null => continue,
                        ValueRef::Integer(number) => signed(b'n', number.to_string().as_bytes()),
                        ValueRef::Real(number) => signed(b'r', &number.to_bits().to_be_bytes()),
                        ValueRef::Text(text) => signed(b't', text),
                        ValueRef::Blob(bytes) => signed(b'b', bytes),
                    };
                    found.push((statement.column_name(at)?.to_owned(), content));
                }
            }
            Row::Postgres(row) => {
                for column in row.columns() {
                    let at = column.ordinal();
                    let number = |number: i64| signed(b'n', number.to_string().as_bytes());
                    let content = match column.type_info().name() {
                        "TEXT" => row
                            .try_get::<Option<&str>, _>(at)?
                            .map(|text| signed(b't', text.as_bytes())),
                        "INT8" => row.try_get::<Option<i64>, _>(at)?.map(number),
                        "BOOL" => row
                            .try_get::<Option<bool>, _>(at)?
                            .map(|flag| number(flag.into())),
                        "BYTEA" => row
                            .try_get::<Option<Vec<u8>>, _>(at)?
                            .map(|bytes| signed(b'b', &bytes)),
                        other => {
                            let name = column.name();
                            return Err(StoreError::Database(format!(
                                "column {name} is of a kind no migration made: {other}"
                            )));
                        }
                    };
                    found.extend(content.map(|content| (column.name().to_owned(), content)));
                }
            }
        }
        Ok(found)
    }
}

/// Made of a row: a structure by the names of its columns, a tuple by their places.
pub trait FromRow: Sized {
    /// Of this row.
    fn from_row(row: &Row) -> Result<Self>;
}

macro_rules! tuples {
    ($($($name:ident $at:literal)+;)+) => {
        $(impl<$($name: Column),+> FromRow for ($($name,)+) {
            fn from_row(row: &Row) -> Result<Self> {
                Ok(($(row.nth::<$name>($at)?,)+))
            }
        })+
    };
}

tuples! {
    A 0;
    A 0 B 1;
    A 0 B 1 C 2;
    A 0 B 1 C 2 D 3;
}

/// Every field of a structure is a column of its name.
macro_rules! from_row {
    ($of:ident { $($field:ident),+ $(,)? }) => {
        impl $crate::db::row::FromRow for $of {
            fn from_row(row: &$crate::db::row::Row) -> $crate::Result<Self> {
                Ok($of { $($field: $crate::table::Cell::of(row, stringify!($field))?),+ })
            }
        }
    };
}
