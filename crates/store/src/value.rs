//! What a statement is given, and the time it is kept in.

use chrono::{DateTime, NaiveDate, Utc};

/// One value bound to `$N`. Every `None` is bound as the type of its column would be: PostgreSQL
/// wants to know.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// TEXT.
    Text(Option<String>),
    /// BIGINT.
    Int(Option<i64>),
    /// BOOLEAN.
    Flag(Option<bool>),
    /// BLOB or BYTEA.
    Bytes(Option<Vec<u8>>),
}

macro_rules! value_from {
    ($($type:ty => |$it:ident| $make:expr;)*) => {
        $(impl From<$type> for Value {
            fn from($it: $type) -> Value {
                $make
            }
        })*
    };
}

value_from! {
    &str => |text| Value::Text(Some(text.to_owned()));
    String => |text| Value::Text(Some(text));
    &String => |text| Value::Text(Some(text.clone()));
    Option<String> => |text| Value::Text(text);
    Option<&str> => |text| Value::Text(text.map(str::to_owned));
    i64 => |number| Value::Int(Some(number));
    Option<i64> => |number| Value::Int(number);
    u32 => |number| Value::Int(Some(number.into()));
    bool => |flag| Value::Flag(Some(flag));
    Vec<u8> => |bytes| Value::Bytes(Some(bytes));
    NaiveDate => |day| Value::Text(Some(day.to_string()));
    Option<NaiveDate> => |day| Value::Text(day.map(|day| day.to_string()));
    nhip_core::period::Month => |month| Value::Text(Some(month.to_string()));
    Time => |time| Value::Int(Some(time.0));
    Option<Time> => |time| Value::Int(time.map(|time| time.0));
}

macro_rules! value_from_ids {
    ($($id:ty),+) => {
        $(value_from! {
            $id => |id| Value::Text(Some(id.into()));
            &$id => |id| Value::Text(Some(id.into()));
            Option<&$id> => |id| Value::Text(id.map(String::from));
        })+
    };
}

nhip_core::each_id!(value_from_ids);

/// A moment, in microseconds since 1970 UTC: the finest both databases keep alike.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
pub struct Time(pub i64);

impl Time {
    /// As a date and time in UTC; the ends of time for numbers beyond it.
    pub fn utc(self) -> DateTime<Utc> {
        DateTime::from_timestamp_micros(self.0).unwrap_or(if self.0 < 0 {
            DateTime::<Utc>::MIN_UTC
        } else {
            DateTime::<Utc>::MAX_UTC
        })
    }

    /// Later by so many seconds.
    pub fn plus_seconds(self, seconds: i64) -> Time {
        Time(self.0.saturating_add(seconds.saturating_mul(1_000_000)))
    }

    /// As an official's watch shows it: Vietnam keeps UTC+7 all year.
    pub fn local(self) -> chrono::NaiveDateTime {
        self.plus_seconds(7 * 3600).utc().naive_utc()
    }

    /// Of a Vietnamese wall clock.
    pub fn of_local(local: chrono::NaiveDateTime) -> Time {
        Time(local.and_utc().timestamp_micros()).plus_seconds(-7 * 3600)
    }
}

impl From<DateTime<Utc>> for Time {
    fn from(at: DateTime<Utc>) -> Time {
        Time(at.timestamp_micros())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wall_clock_in_vietnam_is_seven_hours_before_utc_and_back() {
        let local = NaiveDate::from_ymd_opt(2026, 11, 23)
            .unwrap()
            .and_hms_opt(17, 0, 0)
            .unwrap();
        let time = Time::of_local(local);
        assert_eq!(time.utc().to_rfc3339(), "2026-11-23T10:00:00+00:00");
        assert_eq!(time.local(), local);
    }

    #[test]
    fn a_number_beyond_all_time_is_an_end_of_time_and_no_panic() {
        assert_eq!(Time(i64::MAX).utc(), DateTime::<Utc>::MAX_UTC);
        assert_eq!(Time(i64::MIN).utc(), DateTime::<Utc>::MIN_UTC);
    }
}
