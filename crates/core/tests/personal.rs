//! The bounds the check for personal data has to keep, on sentences written from the rules of
//! [`data/personal.tsv`] alone, and on others (`personal_blind.tsv`) by somebody who had not seen
//! the code. The values are invented.

use nhip_core::personal::{self, Found, Kind, Published};

const SENTENCES: [&str; 2] = [
    include_str!("data/personal.tsv"),
    include_str!("data/personal_blind.tsv"),
];

fn sentences() -> impl Iterator<Item = (&'static str, String)> {
    let lines = SENTENCES.iter().flat_map(|all| all.lines());
    let lines = lines.filter(|line| !line.starts_with('#'));
    let pairs = lines.filter_map(|line| line.split_once('\t'));
    pairs.map(|(kind, text)| (kind, text.replace("\\n", "\n")))
}

/// Numbers of offices in the honest sentences, which those have made public.
const OFFICES: [&str; 3] = ["0236 3650 676", "(0236) 3.822.115", "024 3846 2364"];

fn found(text: &str) -> Option<Found> {
    let published = Published::of(OFFICES);
    personal::refused(text, &published).or_else(|| personal::doubtful(text))
}

fn is_number(kind: &str) -> bool {
    matches!(kind, "phone" | "id" | "insurance" | "passport" | "bank")
}

/// Share of sentences that are not judged as `right` says, printed with each.
#[expect(
    clippy::print_stdout,
    reason = "whoever mends a rule needs to see what it misses"
)]
fn share(wanted: impl Fn(&str) -> bool, right: impl Fn(Option<Found>) -> bool) -> f64 {
    let all: Vec<_> = sentences().filter(|(kind, _)| wanted(kind)).collect();
    let wrong: Vec<_> = all.iter().filter(|(_, text)| !right(found(text))).collect();
    for (kind, text) in &wrong {
        println!("{kind}: {text}: {:?}", found(text));
    }
    println!("{} of {} wrong", wrong.len(), all.len());
    assert!(!all.is_empty());
    wrong.len() as f64 / all.len() as f64
}

#[test]
fn numbers_of_persons_are_refused_in_every_disguise() {
    let left = share(is_number, |found| {
        found.is_some_and(|f| f.kind.is_refused())
    });
    assert!(left <= 0.005, "{left} are left");
}

#[test]
fn names_addresses_links_and_e_mail_are_asked_about_but_never_refused() {
    let asked = |found: Option<Found>| found.is_some_and(|found| !found.kind.is_refused());
    let left = share(|kind| !is_number(kind) && kind != "none", asked);
    assert!(left <= 0.05, "{left} are left");
}

#[test]
fn honest_numbers_and_names_of_places_pass() {
    let hurt = share(|kind| kind == "none", |found| found.is_none());
    assert!(hurt <= 0.03, "{hurt} are hurt");
}

#[test]
fn what_is_said_shows_no_value() {
    for (kind, text) in sentences().filter(|(kind, _)| is_number(kind)) {
        let Some(found) = found(&text) else { continue };
        let value = text.get(found.place.clone()).unwrap();
        assert!(!found.text().vi.contains(value), "{kind}: {text}");
        assert!(found.masked.chars().count() <= 4, "{kind}: {text}");
    }
}

#[test]
fn a_number_an_office_published_passes_however_it_is_written() {
    let published = Published::of(["0905 111 222", "không phải số"]);
    for text in [
        "Gọi 0905111222",
        "Gọi +84 905 111 222",
        "Gọi 0905.111.222 hoặc 1900 9095",
    ] {
        assert_eq!(personal::refused(text, &published), None, "{text}");
    }
    let other = personal::refused("Gọi 0905111222 hoặc 0905111223", &published);
    assert_eq!(other.map(|found| found.kind), Some(Kind::Telephone));
}

#[test]
fn a_text_looked_through_before_is_judged_as_the_first_time() {
    let office = Published::of(["0236 3650 676"]);
    let own = "Gọi bà Lê Thị Hoa, 0905 111 222";
    for published in [&office, &Published::default(), &office] {
        for _ in 0..2 {
            assert_eq!(personal::first("Phát 300 tờ rơi", published), None);
            let kind = personal::first(own, published).map(|found| found.kind);
            assert_eq!(kind, Some(Kind::Telephone));
            let line = personal::first("Đường dây nóng 0236 3650 676", published);
            assert_eq!(line.is_none(), std::ptr::eq(published, &office));
        }
    }
}
