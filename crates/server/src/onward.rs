//! Where a browser is sent on to: an address of ours that the table knows, never another's.

use axum::response::Redirect;

use crate::routes::TABLE;

/// On to an address, whoever made it.
pub fn to(address: &str) -> Redirect {
    Redirect::to(inside(address))
}

/// The address if a page of ours stands there, else the first page.
pub fn inside(address: &str) -> &str {
    if is_own(address) { address } else { "/" }
}

fn is_own(address: &str) -> bool {
    // Browsers drop tabs and line ends, and read a backslash as a slash.
    let plain = address
        .bytes()
        .all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    let path = address.split(['?', '#']).next().unwrap_or_default();
    plain && path.starts_with('/') && !path.contains("//") && is_a_page(path)
}

/// Whether the table answers GET there.
fn is_a_page(path: &str) -> bool {
    let parts = || path.split('/');
    TABLE
        .iter()
        .filter(|route| route.method == "GET")
        .any(|route| {
            let pattern = route.path.split('/');
            pattern.clone().count() == parts().count()
                && pattern
                    .zip(parts())
                    .all(|(pattern, part)| match pattern.starts_with('{') {
                        true => !matches!(part, "" | "." | ".."),
                        false => pattern == part,
                    })
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use url::Url;

    fn stays(address: &str) -> bool {
        let home = Url::parse("https://nhip.example/dang-nhap").unwrap();
        let there = home.join(inside(address)).unwrap();
        there.origin() == home.origin()
    }

    #[test]
    fn one_goes_on_to_our_own_pages_only() {
        for own in [
            "/",
            "/don-vi?x=1",
            "/bao-cao/1/kiem-tra#o-2",
            "/tim?q=a%2F%2Fb",
        ] {
            assert_eq!(inside(own), own);
        }
        for foreign in [
            "//evil.example",
            "https://evil.example",
            "/\\evil.example",
            "/\t/evil.example",
            "/\n/evil.example",
            "/don-vi//evil.example",
            "/don-vi/../..//evil.example",
            "/khong-co-trang",
            "/dang-xuat",
            "/don-vi/\u{202E}",
            "",
            "javascript:1",
        ] {
            assert_eq!(inside(foreign), "/", "{foreign}");
        }
    }

    proptest! {
        #[test]
        fn whatever_is_asked_for_the_browser_stays_here(
            text in any::<String>(),
            parts in proptest::collection::vec(
                prop_oneof![
                    Just("/"), Just("\\"), Just("\t"), Just("\r"), Just("%09"), Just("."), Just(".."),
                    Just("don-vi"), Just("evil.example"), Just(":"), Just("@"), Just("?"), Just("#"),
                    Just("https:"), Just("\u{2028}"), Just(" "), Just("tim"),
                ],
                0..8,
            ),
        ) {
            prop_assert!(stays(&text), "{text}");
            let made = parts.concat();
            prop_assert!(stays(&made), "{made}");
            let rooted = format!("/{made}");
            prop_assert!(stays(&rooted), "{rooted}");
        }
    }
}
