//! Photos as telephones send them, and as mischief does.

use super::*;

/// 60 × 40, the left half red, the right half blue.
fn two_halves() -> RgbImage {
    RgbImage::from_fn(60, 40, |x, _| match x < 30 {
        true => Rgb([220, 10, 10]),
        false => Rgb([10, 10, 220]),
    })
}

fn encoded(image: &RgbImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    image.write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

fn segment(marker: u8, content: &[u8]) -> Vec<u8> {
    let length = u16::try_from(content.len() + 2).unwrap().to_be_bytes();
    [&[0xff, marker], &length[..], content].concat()
}

/// An Exif block, big-endian: orientation, the maker of the device, and a GPS directory.
fn exif(orientation: u16) -> Vec<u8> {
    let entry = |tag: u16, kind: u16, count: u32, value: [u8; 4]| {
        let (tag, kind, count) = (tag.to_be_bytes(), kind.to_be_bytes(), count.to_be_bytes());
        [&tag[..], &kind, &count, &value].concat()
    };
    let [high, low] = orientation.to_be_bytes();
    let mut block = b"Exif\0\0MM\0\x2a\0\0\0\x08\0\x03".to_vec();
    block.extend(entry(0x010f, 2, 16, 50_u32.to_be_bytes()));
    block.extend(entry(0x0112, 3, 1, [high, low, 0, 0]));
    block.extend(entry(0x8825, 4, 1, 66_u32.to_be_bytes()));
    block.extend([0; 4]);
    block.extend(b"LacGiangPhone12\0");
    block.extend(1_u16.to_be_bytes());
    block.extend(entry(1, 2, 2, *b"N\0\0\0"));
    block.extend([0; 4]);
    block
}

/// A JPEG as a telephone makes it: place, device, comment, another description, a film behind it.
fn from_a_telephone(orientation: u16) -> Vec<u8> {
    let plain = encoded(&two_halves(), ImageFormat::Jpeg);
    let mut bytes = plain[..2].to_vec();
    bytes.extend(segment(0xe1, &exif(orientation)));
    bytes.extend(segment(
        0xe1,
        b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>10.7769,106.7009</x:xmpmeta>",
    ));
    bytes.extend(segment(0xed, b"Photoshop 3.0\08BIM caption"));
    bytes.extend(segment(0xfe, b"taken at home"));
    bytes.extend(&plain[2..]);
    bytes.extend(b"ftypmp42 a film of three seconds");
    bytes
}

/// Markers of a JPEG's segments up to its pixels.
fn markers(bytes: &[u8]) -> Vec<u8> {
    let (mut at, mut found) = (2, Vec::new());
    while bytes[at] == 0xff && bytes[at + 1] != 0xda {
        found.push(bytes[at + 1]);
        at += 2 + usize::from(u16::from_be_bytes([bytes[at + 2], bytes[at + 3]]));
    }
    found
}

#[test]
fn nothing_of_place_time_or_device_is_left() {
    let bytes = from_a_telephone(1);
    let said: [&[u8]; 7] = [
        b"Exif",
        b"LacGiangPhone",
        b"adobe",
        b"106.7",
        b"8BIM",
        b"taken at home",
        b"ftyp",
    ];
    let has = |bytes: &[u8], text: &[u8]| bytes.windows(text.len()).any(|part| part == text);
    assert!(said.iter().all(|text| has(&bytes, text)));
    let photo = drawn_anew(&bytes).unwrap();
    for kept in [&photo.jpeg, &photo.small] {
        assert!(!said.iter().any(|text| has(kept, text)));
        // The frame of the format, quantisation, the picture's size, Huffman tables: nothing else.
        let known = [0xe0, 0xdb, 0xc0, 0xc4];
        assert!(
            markers(kept).iter().all(|marker| known.contains(marker)),
            "{:x?}",
            markers(kept)
        );
        assert!(kept.ends_with(&[0xff, 0xd9]));
    }
}

#[test]
fn a_photo_taken_sideways_stands_upright() {
    let upright = drawn_anew(&from_a_telephone(1)).unwrap();
    assert_eq!((upright.width, upright.height), (60, 40));
    // 6: to be turned by a quarter to the right; what was left is on top then.
    let turned = drawn_anew(&from_a_telephone(6)).unwrap();
    assert_eq!((turned.width, turned.height), (40, 60));
    let read = image::load_from_memory(&turned.jpeg).unwrap().into_rgb8();
    let Rgb([red, _, blue]) = *read.get_pixel(20, 5);
    assert!(red > 150 && blue < 100, "{red} {blue}");
    let Rgb([red, _, blue]) = *read.get_pixel(20, 55);
    assert!(red < 100 && blue > 150, "{red} {blue}");
}

#[test]
fn large_photos_are_made_small_and_small_ones_stay() {
    let wide = RgbImage::from_fn(3000, 1500, |x, y| {
        Rgb([(x % 251) as u8, (y % 241) as u8, 90])
    });
    let photo = drawn_anew(&encoded(&wide, ImageFormat::Jpeg)).unwrap();
    assert_eq!((photo.width, photo.height), (1280, 640));
    let small = image::load_from_memory(&photo.small).unwrap();
    assert_eq!((small.width(), small.height()), (320, 160));
    let tiny = drawn_anew(&encoded(&two_halves(), ImageFormat::Png)).unwrap();
    assert_eq!((tiny.width, tiny.height), (60, 40));
}

#[test]
fn webp_and_png_are_read_and_what_is_see_through_is_white() {
    assert!(drawn_anew(&encoded(&two_halves(), ImageFormat::WebP)).is_ok());
    let mut bytes = Cursor::new(Vec::new());
    image::RgbaImage::from_pixel(9, 9, Rgba([200, 0, 0, 0]))
        .write_to(&mut bytes, ImageFormat::Png)
        .unwrap();
    let photo = drawn_anew(&bytes.into_inner()).unwrap();
    let read = image::load_from_memory(&photo.jpeg).unwrap().into_rgb8();
    assert!(read.get_pixel(4, 4).0.iter().all(|colour| *colour > 250));
}

#[test]
fn a_bomb_and_a_broken_file_are_refused_with_a_sentence() {
    // A PNG that says it has 60,000 × 60,000 pixels.
    let mut bomb = encoded(&two_halves(), ImageFormat::Png);
    bomb[16..24].copy_from_slice(&[0, 0, 0xea, 0x60, 0, 0, 0xea, 0x60]);
    let refused = drawn_anew(&bomb).unwrap_err();
    assert!(!refused.vi.is_empty());
    // A sound JPEG whose head says it is 65,000 pixels wide and high.
    let mut bomb = encoded(&two_halves(), ImageFormat::Jpeg);
    let frame = bomb
        .windows(2)
        .position(|pair| pair == [0xff, 0xc0])
        .unwrap();
    bomb[frame + 5..frame + 9].copy_from_slice(&[0xfd, 0xe8, 0xfd, 0xe8]);
    assert!(drawn_anew(&bomb).is_err());
    for bytes in [
        &b""[..],
        b"GIF89a\x01\0\x01\0",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"%PDF-1.7",
    ] {
        assert!(drawn_anew(bytes).unwrap_err().vi.contains("JPEG"));
    }
    let whole = from_a_telephone(6);
    for length in [3, 20, 100, whole.len() / 2] {
        let _ = drawn_anew(&whole[..length]);
    }
}
