//! Whatever is done to a chain is found.

use chrono::DateTime;
use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;

fn event(n: i64) -> Event {
    Event {
        at: DateTime::from_timestamp_micros(1_795_000_000_000_000 + n).unwrap(),
        by: By::Account(format!("a{n}").into()),
        unit: Some("26001".into()),
        kind: Kind::ReportSaved,
        subject: format!("r{n}"),
        before: json!({ "text": "cũ", "n": n }),
        after: json!({ "text": "mới", "n": n }),
        rows: vec![SealedRow(
            "report".into(),
            format!("r{n}"),
            Some("ab".repeat(16)),
        )],
    }
}

fn sealed(events: Vec<Event>) -> (Vec<(Event, Hash)>, Head) {
    let mut hash = Hash::start();
    let mut chain = Vec::new();
    for event in events {
        hash = seal(&hash, &event);
        chain.push((event, hash.clone()));
    }
    let count = chain.len() as u64;
    (chain, Head { count, hash })
}

fn checked(chain: &[(Event, Hash)], head: &Head) -> Result<u64, Broken> {
    verify(chain.iter().map(|(event, hash)| (event, hash)), Some(head))
}

#[test]
fn the_order_of_keys_never_changes_a_seal() {
    let mut one = event(1);
    let mut two = event(1);
    one.after = serde_json::from_str(r#"{"a":1,"b":{"c":2,"d":[3,{"e":4,"f":5}]}}"#).unwrap();
    two.after = serde_json::from_str(r#"{"b":{"d":[3,{"f":5,"e":4}],"c":2},"a":1}"#).unwrap();
    assert_eq!(seal(&Hash::start(), &one), seal(&Hash::start(), &two));
}

#[test]
fn a_chain_survives_being_kept_as_json() {
    let (chain, head) = sealed((0..4).map(event).collect());
    let kept: Vec<(Event, Hash)> =
        serde_json::from_str(&serde_json::to_string(&chain).unwrap()).unwrap();
    assert_eq!(checked(&kept, &head), Ok(4));
}

#[test]
fn kinds_have_words_of_their_own_that_read_back() {
    for kind in Kind::ALL {
        assert_eq!(Kind::parse(kind.code()), Some(*kind));
        assert_eq!(json!(kind), Value::from(kind.code()));
    }
}

/// One field of an event made different.
fn changed(mut event: Event, field: u8) -> Event {
    match field % 7 {
        0 => event.at += chrono::Duration::microseconds(1),
        1 => event.by = By::System,
        2 => event.unit = None,
        3 => event.kind = Kind::ReportSent,
        4 => event.subject.push('x'),
        5 => event.before = Value::Null,
        _ => event.after = json!({ "text": "khác" }),
    }
    event
}

proptest! {
    #[test]
    fn whatever_is_done_to_a_chain_is_found(
        length in 2usize..12, at in any::<prop::sample::Index>(), field in any::<u8>(),
    ) {
        let (chain, head) = sealed((0..length as i64).map(event).collect());
        prop_assert_eq!(checked(&chain, &head), Ok(length as u64));
        let at = at.index(length);

        let mut other = chain.clone();
        other[at].0 = changed(other[at].0.clone(), field);
        let found = checked(&other, &head).unwrap_err();
        prop_assert_eq!(found, Broken { at: at as u64 + 1, why: Why::Unsealed });

        // Changed and sealed anew: all behind it no longer fits.
        let before = at.checked_sub(1).map_or(Hash::start(), |at| chain[at].1.clone());
        other[at].1 = seal(&before, &other[at].0);
        prop_assert!(checked(&other, &head).is_err());

        let mut other = chain.clone();
        other.remove(at);
        prop_assert!(checked(&other, &head).is_err());

        let mut other = chain.clone();
        other.swap(at, (at + 1) % length);
        prop_assert!(checked(&other, &head).is_err());

        let mut other = chain.clone();
        other.insert(at, (event(99), seal(&before, &event(99))));
        prop_assert!(checked(&other, &head).is_err());
    }
}
