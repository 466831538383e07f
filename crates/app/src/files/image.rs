//! Width and height of images, read from their headers; nothing is decoded.

use base::limits::IMAGE_SIDE_PIXELS_MAX;

use crate::error::FieldError;

/// Width and height in pixels.
type Size = (u32, u32);

/// Whether an image has a size that a screen can take; no size means that it is not whole.
pub fn check(size: Option<Size>, word: &str) -> Result<(), FieldError> {
    match size {
        Some((width, height)) if width > 0 && height > 0 => {
            if width.max(height) <= IMAGE_SIDE_PIXELS_MAX {
                return Ok(());
            }
            let error = FieldError::new("file", "file.image_size");
            Err(error.with(width).with(height).with(IMAGE_SIDE_PIXELS_MAX))
        }
        _ => Err(FieldError::new("file", "file.cut_off").with(word)),
    }
}

/// The size of a PNG file whose chunks follow each other to the last one.
pub fn png(bytes: &[u8]) -> Option<Size> {
    if bytes.get(12..16)? != b"IHDR" {
        return None;
    }
    let size = (u32_at(bytes, 16)?, u32_at(bytes, 20)?);
    let mut at = 8_usize;
    loop {
        let length = usize::try_from(u32_at(bytes, at)?).ok()?;
        let kind = bytes.get(at + 4..at + 8)?;
        let end = at.checked_add(12)?.checked_add(length)?;
        if end > bytes.len() {
            return None;
        }
        if kind == b"IEND" {
            return Some(size);
        }
        at = end;
    }
}

/// The size of a JPEG file, from the frame header that comes before its first scan.
pub fn jpeg(bytes: &[u8]) -> Option<Size> {
    let mut at = 2_usize;
    loop {
        // A marker may be preceded by any number of fill bytes.
        if *bytes.get(at)? != 0xff {
            return None;
        }
        while *bytes.get(at)? == 0xff {
            at += 1;
        }
        let marker = bytes[at];
        at += 1;
        match marker {
            0x01 | 0xd0..=0xd7 => {}
            // Frame headers, but for the tables 0xc4, 0xc8 and 0xcc among their numbers.
            0xc0..=0xcf if !matches!(marker, 0xc4 | 0xc8 | 0xcc) => {
                let height = u16_at(bytes, at + 3)?;
                return Some((u16_at(bytes, at + 5)?, height)).filter(|_| has_scan(bytes, at));
            }
            0xd8..=0xda => return None,
            _ => at = at.checked_add(usize::try_from(u16_at(bytes, at)?).ok()?)?,
        }
    }
}

/// Something follows the frame header: a scan begins.
fn has_scan(bytes: &[u8], at: usize) -> bool {
    bytes[at..].windows(2).any(|window| window == [0xff, 0xda])
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u32> {
    let bytes = bytes.get(at..at.checked_add(2)?)?;
    Some(u32::from(u16::from_be_bytes(bytes.try_into().ok()?)))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    let bytes = bytes.get(at..at.checked_add(4)?)?;
    Some(u32::from_be_bytes(bytes.try_into().ok()?))
}

#[cfg(test)]
mod tests {
    use super::super::MediaType;
    use super::super::kind::of;
    use super::*;

    /// A PNG of one header and one end, without the pixels that nobody looks at here.
    fn png_of(width: u32, height: u32) -> Vec<u8> {
        let mut png = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR".to_vec();
        png.extend(width.to_be_bytes());
        png.extend(height.to_be_bytes());
        png.extend(b"\x08\x02\0\0\0CRC.\0\0\0\0IENDCRC.");
        png
    }

    fn jpeg_of(width: u16, height: u16) -> Vec<u8> {
        let mut jpeg = b"\xff\xd8\xff\xe0\0\x04JF\xff\xff\xc2\0\x0b\x08".to_vec();
        jpeg.extend(height.to_be_bytes());
        jpeg.extend(width.to_be_bytes());
        jpeg.extend(b"\x01\x01\x11\0\xff\xda\0\x02..\xff\xd9");
        jpeg
    }

    #[test]
    fn sizes_are_read_and_limited() {
        assert_eq!(png(&png_of(640, 480)), Some((640, 480)));
        assert_eq!(jpeg(&jpeg_of(4000, 3000)), Some((4000, 3000)));
        assert_eq!(of(&png_of(20_000, 1)), Ok(MediaType::Png));
        assert_eq!(of(&png_of(20_001, 1)).unwrap_err().code, "file.image_size");
        assert_eq!(of(&jpeg_of(1, 60_000)).unwrap_err().code, "file.image_size");
        assert_eq!(of(&png_of(0, 9)).unwrap_err().code, "file.cut_off");
    }

    #[test]
    fn images_that_were_cut_off_are_told() {
        let (png, jpeg) = (png_of(9, 9), jpeg_of(9, 9));
        for end in 8..png.len() {
            assert_eq!(of(&png[..end]).unwrap_err().code, "file.cut_off");
        }
        for end in 3..jpeg.len() - 8 {
            assert_eq!(of(&jpeg[..end]).unwrap_err().code, "file.cut_off");
        }
    }
}
