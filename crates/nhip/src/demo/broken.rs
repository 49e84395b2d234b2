//! Files nobody can read, made the way they come about.

/// A file whose transfer broke off.
pub fn cut_short(bytes: &[u8]) -> Vec<u8> {
    bytes.iter().copied().take(bytes.len() * 3 / 5).collect()
}

/// Size of a sector of a compound file.
const SECTOR: usize = 512;

/// What an office program makes of a document with a password: a compound file (MS-CFB) with the
/// streams `EncryptionInfo` and `EncryptedPackage`, here with nothing but noise in them.
pub fn locked() -> Vec<u8> {
    let mut file = vec![0_u8; SECTOR];
    let mut at = |offset: usize, bytes: &[u8]| {
        file.iter_mut()
            .skip(offset)
            .zip(bytes)
            .for_each(|(place, byte)| *place = *byte);
    };
    at(0, &[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]);
    at(24, &[0x3E, 0, 3, 0, 0xFE, 0xFF, 9, 0, 6, 0]);
    at(44, &1_u32.to_le_bytes());
    at(48, &1_u32.to_le_bytes());
    at(56, &4096_u32.to_le_bytes());
    at(60, &END.to_le_bytes());
    at(68, &END.to_le_bytes());
    for slot in 0..109_usize {
        let sector = if slot == 0 { 0 } else { FREE };
        at(76 + slot * 4, &sector.to_le_bytes());
    }
    file.extend(allocation());
    file.extend(
        [
            entry("Root Entry", 5, 1, END, 0),
            entry("EncryptionInfo", 2, FREE, 2, 4096),
            entry("EncryptedPackage", 2, 1, 10, 4096),
            entry("", 0, FREE, 0, 0),
        ]
        .concat(),
    );
    file.extend((0..8192_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8));
    file
}

const END: u32 = 0xFFFF_FFFE;
const FREE: u32 = 0xFFFF_FFFF;

/// Sector 0 is the table itself, 1 the directory, 2–9 and 10–17 the two streams.
fn allocation() -> Vec<u8> {
    let next = |sector: u32| match sector {
        0 => 0xFFFF_FFFD,
        1 | 9 | 17 => END,
        2..=16 => sector + 1,
        _ => FREE,
    };
    (0..128)
        .flat_map(|sector| next(sector).to_le_bytes())
        .collect()
}

fn entry(name: &str, kind: u8, link: u32, start: u32, size: u32) -> Vec<u8> {
    let mut bytes: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let length = if name.is_empty() {
        0
    } else {
        bytes.len() as u16 + 2
    };
    bytes.resize(64, 0);
    bytes.extend(length.to_le_bytes());
    bytes.extend([kind, 1]);
    let (left, child) = if kind == 5 { (FREE, 2) } else { (link, FREE) };
    for id in [left, FREE, child] {
        bytes.extend(id.to_le_bytes());
    }
    bytes.resize(116, 0);
    bytes.extend(start.to_le_bytes());
    bytes.extend(u64::from(size).to_le_bytes());
    bytes.resize(128, 0);
    bytes
}

/// A PDF as a scanner makes it: a page with a picture (a grey square) and no text.
pub fn scanned() -> Vec<u8> {
    let content = "q 595 0 0 842 0 0 cm /Im0 Do Q";
    let pixel = "80>";
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /XObject << /Im0 5 0 R >> >> >>".to_owned(),
        format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len()),
        format!("<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /ASCIIHexDecode /Length {} >>\nstream\n{pixel}\nendstream", pixel.len()),
    ];
    let mut file = String::from("%PDF-1.4\n");
    let mut offsets = Vec::new();
    for (n, object) in objects.iter().enumerate() {
        offsets.push(file.len());
        file.push_str(&format!("{} 0 obj\n{object}\nendobj\n", n + 1));
    }
    let start = file.len();
    file.push_str(&format!(
        "xref\n0 {}\n0000000000 65535 f \n",
        objects.len() + 1
    ));
    offsets
        .iter()
        .for_each(|offset| file.push_str(&format!("{offset:010} 00000 n \n")));
    let size = objects.len() + 1;
    file.push_str(&format!(
        "trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n"
    ));
    file.into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_locked_file_is_whole_sectors_with_the_name_of_the_encrypted_stream() {
        let file = locked();
        assert_eq!(file.len() % SECTOR, 0);
        let name: Vec<u8> = "EncryptedPackage"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        assert!(file.windows(name.len()).any(|window| window == name));
    }

    #[test]
    fn a_scan_says_where_its_objects_are() {
        let file = String::from_utf8(scanned()).unwrap();
        let start: usize = file.lines().rev().nth(1).unwrap().parse().unwrap();
        assert!(file[start..].starts_with("xref"));
    }
}
