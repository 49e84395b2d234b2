//! Cookies: for officials who use the service, none for anybody else.

use axum::http::{HeaderMap, HeaderValue, header};

/// The secret of a session.
pub const SESSION: &str = "nhip";
/// The secret of a browser, which binds forms to it before anybody has signed in.
pub const VISIT: &str = "nhip-phien";
/// By what a browser is known that has signed in before.
pub const KNOWN: &str = "nhip-quen";
/// Language chosen.
pub const LANG: &str = "nhip-ngon-ngu";

/// The value of a cookie, if the browser sent it.
pub fn read<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find_map(|(own, value)| (own == name).then_some(value))
}

/// `Set-Cookie`: for this site only, unread by scripts. Without `seconds` until the browser closes;
/// with 0 the cookie goes. `None` for a value no header can hold.
pub fn set(name: &str, value: &str, seconds: Option<i64>, secure: bool) -> Option<HeaderValue> {
    let age = seconds.map_or(String::new(), |seconds| format!("; Max-Age={seconds}"));
    let secure = if secure { "; Secure" } else { "" };
    HeaderValue::from_str(&format!(
        "{name}={value}; Path=/; HttpOnly; SameSite=Lax{age}{secure}"
    ))
    .ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cookie_is_found_among_others_by_its_whole_name() {
        let mut headers = HeaderMap::new();
        headers.insert(
            header::COOKIE,
            HeaderValue::from_static("xnhip=1; nhip=abc; y=2"),
        );
        assert_eq!(read(&headers, "nhip"), Some("abc"));
        assert_eq!(read(&headers, "hip"), None);
    }
}
