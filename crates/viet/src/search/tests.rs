//! What is found, in which order, and what is shown of it.

use super::*;
use proptest::prelude::*;

/// The first level at which a text answers a query, as a database would find it.
fn level(typed: &str, title: &str, text: &str) -> Option<usize> {
    let tokens = tokens(title, text);
    let has = |ask: &Ask| {
        tokens.split(' ').any(|token| match ask.prefix {
            true => token.starts_with(&ask.token),
            false => token == ask.token,
        })
    };
    let levels = Query::parse(typed)?.levels();
    levels.iter().position(|level| level.iter().all(has))
}

#[test]
fn accents_need_not_be_typed_and_rank_higher_when_they_are() {
    let thanh = level("Thạnh An", "", "xã Thạnh An").unwrap();
    let other = level("Thạnh An", "", "xã Thanh An").unwrap();
    assert!(thanh < other);
    assert!(level("thanh an", "", "xã Thạnh An").is_some());
    assert!(level("Thanh An", "", "xã Thanh An") < level("Thanh An", "", "xã Thạnh An"));
    assert_eq!(level("thanh bình", "", "xã Thạnh An"), None);
}

#[test]
fn a_title_comes_before_neighbours_and_these_before_words_far_apart() {
    let title = level("bến ngự", "UBND phường Bến Ngự", "");
    let together = level("bến ngự", "", "tại chợ Bến Ngự");
    let apart = level("bến ngự", "", "ngự trị ở bến xe");
    assert!(title < together && together < apart && apart.is_some());
}

#[test]
fn the_last_word_need_not_be_typed_to_its_end() {
    assert!(level("tuyên truy", "", "tuyên truyền").is_some());
    assert_eq!(level("tuy truyền", "", "tuyên truyền"), None);
    assert_eq!(level("t", "", "tuyên truyền"), None);
}

#[test]
fn shorthand_is_spelled_out_beside_what_was_typed() {
    let spelled = Query::parse("sxh Bến Ngự").unwrap().spelled_out().unwrap();
    let words: Vec<&str> = spelled
        .words
        .iter()
        .map(|word| word.folded.as_str())
        .collect();
    assert_eq!(words, ["sot", "xuat", "huyet", "ben", "ngu"]);
    assert_eq!(Query::parse("sốt xuất huyết").unwrap().spelled_out(), None);
}

#[test]
fn what_has_no_letter_and_no_figure_asks_for_nothing() {
    for typed in ["", "  ", "\"'*()-:", "\u{0}", "🦟🦟"] {
        assert_eq!(Query::parse(typed), None, "{typed:?}");
    }
    assert!(Query::parse("🦟 muỗi \u{0} * NEAR(").is_some());
}

fn shown(text: &str, typed: &str) -> String {
    let pieces = excerpt(text, &Query::parse(typed).unwrap());
    pieces
        .into_iter()
        .map(|piece| match piece.marked {
            true => format!("[{}]", piece.text),
            false => piece.text,
        })
        .collect()
}

#[test]
fn the_words_asked_for_are_marked_as_they_are_written() {
    assert_eq!(
        shown("Phát 300 tờ rơi\ntại  chợ Bến Ngự.", "ben ngu to"),
        "Phát 300 [tờ] rơi tại chợ [Bến] [Ngự]."
    );
    assert_eq!(shown("Chưa có gì", "bến"), "Chưa có gì");
    assert_eq!(shown("<b>Bến</b>", "bến"), "<b>[Bến]</b>");
}

#[test]
fn of_a_long_text_the_richest_part_is_shown() {
    let text = format!(
        "Bến {} phát tờ rơi tại Bến Ngự {}",
        "xa ".repeat(90),
        "xa ".repeat(90)
    );
    let shown = shown(&text, "bến ngự");
    assert!(shown.starts_with("… xa") && shown.ends_with('…'), "{shown}");
    assert!(shown.contains("[Bến] [Ngự]"), "{shown}");
}

proptest! {
    #[test]
    fn tokens_are_plain_and_bounded_whatever_is_written(title in "\\PC{0,60}", text in ".{0,400}") {
        let all = tokens(&title, &text);
        prop_assert!(all.chars().all(|c| c.is_alphanumeric() || c == '_' || c == ' '));
        prop_assert!(!all.contains("  "));
    }

    #[test]
    fn whatever_is_typed_finds_itself(text in ".{0,200}") {
        if Query::parse(&text).is_some() {
            let head: String = text.chars().take(LONGEST_QUERY).collect();
            prop_assert!(level(&head, "", &text).is_some());
        }
    }

    #[test]
    fn an_excerpt_shows_only_what_is_written(text in ".{0,300}", typed in "[a-zà-ỹ ]{1,20}") {
        if let Some(query) = Query::parse(&typed) {
            let letters = |text: &str| -> String { text.chars().filter(|c| c.is_alphanumeric()).collect() };
            let shown: String = excerpt(&text, &query).into_iter().map(|piece| piece.text).collect();
            prop_assert!(letters(&text).contains(&letters(&shown)));
        }
    }
}

#[test]
fn a_book_is_found_by_its_beginning() {
    let book: String = (0..400_000).map(|n| format!("chữ{n} ")).collect();
    let all = tokens("Sách", &book);
    assert!(all.len() <= MOST_BYTES + 10);
    assert!(level("chữ7", "Sách", &book).is_some());
}
