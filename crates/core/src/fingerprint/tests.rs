//! Tests of fingerprints.

use super::*;

fn seal(inputs: &[(&str, &str)], result: &str) -> String {
    of_result(inputs.iter().copied(), &result).unwrap()
}

#[test]
fn the_same_inputs_and_result_give_the_same_fingerprint() {
    assert_eq!(seal(&[("a", "1")], "x"), seal(&[("a", "1")], "x"));
    assert_eq!(seal(&[("a", "1")], "x").len(), 64);
}

#[test]
fn name_content_and_result_each_change_it() {
    let base = seal(&[("a", "1")], "x");
    for other in [
        seal(&[("b", "1")], "x"),
        seal(&[("a", "2")], "x"),
        seal(&[("a", "1")], "y"),
        seal(&[("a1", "")], "x"),
    ] {
        assert_ne!(base, other);
    }
}

#[test]
fn it_is_printed_in_groups_of_four() {
    assert_eq!(grouped("a1b2c3d4e5f6"), "a1b2 c3d4 e5f6");
}
