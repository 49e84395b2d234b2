//! Style, script and pictures, in the program itself, under names that change with their content:
//! a browser may keep them for ever.

use std::sync::LazyLock;

use nhip_core::fingerprint::hex;
use sha2::{Digest, Sha256};

/// One file.
pub struct Asset {
    /// Name in the source.
    pub name: &'static str,
    /// Media type.
    pub media: &'static str,
    /// Content.
    pub bytes: &'static [u8],
}

/// All of them.
const ALL: [Asset; 3] = [
    Asset {
        name: "app.css",
        media: "text/css; charset=utf-8",
        bytes: include_bytes!("../static/app.css"),
    },
    Asset {
        name: "app.js",
        media: "text/javascript; charset=utf-8",
        bytes: include_bytes!("../static/app.js"),
    },
    Asset {
        name: "icon.svg",
        media: "image/svg+xml",
        bytes: include_bytes!("../static/icon.svg"),
    },
];

/// First characters of each file's SHA-256, in order.
static MARKS: LazyLock<Vec<String>> = LazyLock::new(|| {
    ALL.iter()
        .map(|asset| hex(&Sha256::digest(asset.bytes)).chars().take(12).collect())
        .collect()
});

/// Where a file is fetched: `/tep/0123456789ab/app.css`.
pub fn href(name: &str) -> String {
    let mark = ALL
        .iter()
        .zip(MARKS.iter())
        .find(|(asset, _)| asset.name == name)
        .map_or("", |(_, mark)| mark.as_str());
    format!("/tep/{mark}/{name}")
}

/// The file behind an address, if its mark is right.
pub fn find(mark: &str, name: &str) -> Option<&'static Asset> {
    ALL.iter()
        .zip(MARKS.iter())
        .find(|(asset, own)| asset.name == name && *own == mark)
        .map(|(asset, _)| asset)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_is_found_under_its_own_address_only() {
        for asset in &ALL {
            let href = href(asset.name);
            let mark = href.split('/').nth(2).unwrap();
            assert!(find(mark, asset.name).is_some());
            assert!(find("0123456789ab", asset.name).is_none());
        }
    }
}
