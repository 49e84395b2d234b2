//! A photo as it is kept: upright, small, and nothing but its pixels. Where, when and with what it
//! was taken is gone because nothing of the file is copied: the picture is drawn anew.

#[cfg(test)]
mod tests;

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits, Rgb, RgbImage, Rgba};
use nhip_core::lang::Bilingual;

/// Longest side of what is kept, in pixels: readable on a desk, some 200 kB.
pub const LONG_SIDE: u32 = 1280;
/// Longest side in lists, in pixels.
pub const SMALL_SIDE: u32 = 320;
/// Pixels a picture may have: the largest of today's telephones; a bomb ends here.
const MOST_PIXELS: u64 = 50_000_000;
/// Bytes its pixels may take while it is read.
const MOST_BYTES: u64 = 200_000_000;
/// Quality of the JPEGs, 1–100.
const QUALITY: u8 = 80;

/// A photo to be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Photo {
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
    /// JPEG, its longest side at most [`LONG_SIDE`].
    pub jpeg: Vec<u8>,
    /// JPEG, its longest side at most [`SMALL_SIDE`].
    pub small: Vec<u8>,
}

/// The photo in a JPEG, PNG or WebP file, or one sentence why there is none.
pub fn drawn_anew(bytes: &[u8]) -> Result<Photo, Bilingual> {
    let mut reader = ImageReader::new(Cursor::new(bytes))
        .with_guessed_format()
        .map_err(|_| unreadable())?;
    let known = [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP];
    if !reader
        .format()
        .is_some_and(|format| known.contains(&format))
    {
        return Err(other_kind());
    }
    let mut limits = Limits::default();
    limits.max_alloc = Some(MOST_BYTES);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(|_| unreadable())?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > MOST_PIXELS || decoder.total_bytes() > MOST_BYTES {
        return Err(too_large());
    }
    let turned = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let read = DynamicImage::from_decoder(decoder).map_err(|_| unreadable())?;
    // Made small before it is turned and freed of its transparency: less to be done.
    let mut large = fitted(read, LONG_SIDE);
    large.apply_orientation(turned);
    let large = on_white(&large);
    let small = fitted(DynamicImage::ImageRgb8(large.clone()), SMALL_SIDE);
    Ok(Photo {
        width: large.width(),
        height: large.height(),
        jpeg: jpeg(&large)?,
        small: jpeg(&small.into_rgb8())?,
    })
}

/// Not longer than so many pixels; never made larger.
fn fitted(image: DynamicImage, side: u32) -> DynamicImage {
    match image.width().max(image.height()) > side {
        true => image.thumbnail(side, side),
        false => image,
    }
}

/// As on paper: JPEG knows no transparency.
fn on_white(image: &DynamicImage) -> RgbImage {
    if !image.color().has_alpha() {
        return image.to_rgb8();
    }
    let from = image.to_rgba8();
    let mut to = RgbImage::new(from.width(), from.height());
    for (pixel, Rgba([red, green, blue, alpha])) in to.pixels_mut().zip(from.pixels()) {
        let over = |colour: &u8| {
            let shown = u16::from(*colour) * u16::from(*alpha) + 255 * (255 - u16::from(*alpha));
            u8::try_from(shown / 255).unwrap_or(u8::MAX)
        };
        *pixel = Rgb([over(red), over(green), over(blue)]);
    }
    to
}

fn jpeg(image: &RgbImage) -> Result<Vec<u8>, Bilingual> {
    let mut bytes = Vec::new();
    let encoded = JpegEncoder::new_with_quality(&mut bytes, QUALITY).encode_image(image);
    encoded.map(|()| bytes).map_err(|_| unreadable())
}

fn unreadable() -> Bilingual {
    Bilingual::new(
        "Ảnh bị hỏng, không mở được; hãy chụp lại hoặc chọn ảnh khác.",
        "The photo is damaged and cannot be opened; take it again or choose another.",
    )
}

fn other_kind() -> Bilingual {
    Bilingual::new(
        "Chỉ nhận ảnh JPEG, PNG hoặc WebP; hãy lưu ảnh thành JPEG rồi chọn lại.",
        "Only JPEG, PNG or WebP photos are taken; save it as JPEG and choose it again.",
    )
}

fn too_large() -> Bilingual {
    Bilingual::new(
        "Ảnh có hơn 50 triệu điểm ảnh; hãy chọn cỡ nhỏ hơn trong máy ảnh rồi chụp lại.",
        "The photo has more than 50 million pixels; choose a smaller size in the camera and take it again.",
    )
}
