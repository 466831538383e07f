//! What a file is, by its content. Five kinds are taken; of the others the ones that people really
//! have are named, so that they can be told what they chose and what to do.

use super::{archive, image};
use crate::error::FieldError;

/// Bytes at the end of a PDF file within which its mark must stand; some programs add lines.
const PDF_END_BYTES: usize = 2_048;

/// A kind of file that is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MediaType {
    /// PDF.
    Pdf,
    /// OFD, GB/T 33190: the archive of pages that Chinese offices send.
    Ofd,
    /// DOCX.
    Docx,
    /// JPEG.
    Jpeg,
    /// PNG.
    Png,
}

impl MediaType {
    /// Every kind.
    pub const ALL: [Self; 5] = [Self::Pdf, Self::Ofd, Self::Docx, Self::Jpeg, Self::Png];

    /// The kind as HTTP names it.
    pub const fn mime(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Ofd => "application/ofd",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
        }
    }

    /// How people call it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Pdf => "PDF",
            Self::Ofd => "OFD",
            Self::Docx => "DOCX",
            Self::Jpeg => "JPEG",
            Self::Png => "PNG",
        }
    }

    /// How names of such files end; the first is given where a name has none.
    pub const fn extensions(self) -> &'static [&'static str] {
        match self {
            Self::Pdf => &["pdf"],
            Self::Ofd => &["ofd"],
            Self::Docx => &["docx"],
            Self::Jpeg => &["jpg", "jpeg", "jpe", "jfif"],
            Self::Png => &["png"],
        }
    }

    /// The kind of a stored name of HTTP.
    pub fn of_mime(mime: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.mime() == mime)
    }
}

/// What the bytes are; or what is wrong, by a code of field `file`.
pub fn of(bytes: &[u8]) -> Result<MediaType, FieldError> {
    let told = |code: &'static str| FieldError::new("file", code);
    if bytes.starts_with(b"%PDF-") {
        let end = &bytes[bytes.len().saturating_sub(PDF_END_BYTES)..];
        let whole = end.windows(5).any(|window| window == b"%%EOF");
        return if whole { Ok(MediaType::Pdf) } else { Err(told("file.cut_off").with("PDF")) };
    }
    if bytes.starts_with(b"\xff\xd8\xff") {
        return image::check(image::jpeg(bytes), "JPEG").map(|()| MediaType::Jpeg);
    }
    if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        return image::check(image::png(bytes), "PNG").map(|()| MediaType::Png);
    }
    if bytes.starts_with(b"PK") {
        return archive::kind(bytes);
    }
    Err(told("file.type").with(looks_like(bytes)))
}

/// A name for what is not taken.
fn looks_like(bytes: &[u8]) -> &'static str {
    let marks: [(&[u8], &'static str); 14] = [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "DOC/XLS/WPS"),
        (b"GIF8", "GIF"),
        (b"BM", "BMP"),
        (b"II*\0", "TIFF"),
        (b"MM\0*", "TIFF"),
        (b"Rar!", "RAR"),
        (b"7z\xbc\xaf", "7Z"),
        (b"\x1f\x8b", "GZ"),
        (b"MZ", "EXE"),
        (b"\x7fELF", "ELF"),
        (b"{\\rtf", "RTF"),
        (b"ID3", "MP3"),
        (b"<?xml", "XML"),
        (b"#!", "SH"),
    ];
    if let Some((_, word)) = marks.iter().find(|(mark, _)| bytes.starts_with(mark)) {
        return word;
    }
    match (bytes.get(4..8), bytes.get(8..12)) {
        (Some(b"ftyp"), Some(b"heic" | b"heix" | b"mif1" | b"hevc")) => "HEIC",
        (Some(b"ftyp"), _) => "MP4",
        (_, Some(b"WEBP")) if bytes.starts_with(b"RIFF") => "WEBP",
        _ => text_like(bytes),
    }
}

fn text_like(bytes: &[u8]) -> &'static str {
    let start = String::from_utf8_lossy(&bytes[..bytes.len().min(512)]).to_ascii_lowercase();
    let start = start.trim_start_matches('\u{feff}').trim_start();
    if start.starts_with("<!doctype html") || start.starts_with("<html") {
        "HTML"
    } else if start.starts_with("<svg") {
        "SVG"
    } else if start.chars().any(|c| c.is_control() && !c.is_ascii_whitespace()) {
        "?"
    } else {
        "TXT"
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn told(bytes: &[u8]) -> (String, Vec<String>) {
        let error = of(bytes).unwrap_err();
        (error.code, error.values)
    }

    #[test]
    fn pdf_needs_its_end() {
        assert_eq!(of(b"%PDF-1.7\n1 0 obj\n%%EOF\n"), Ok(MediaType::Pdf));
        assert_eq!(told(b"%PDF-1.7\n1 0 obj").0, "file.cut_off");
    }

    #[test]
    fn what_is_not_taken_is_named() {
        let cases: [(&[u8], &str); 8] = [
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1....", "DOC/XLS/WPS"),
            (b"GIF89a", "GIF"),
            (b"MZ\x90\0", "EXE"),
            (b"\0\0\0\x18ftypheic\0\0", "HEIC"),
            (b"RIFF\0\0\0\0WEBPVP8 ", "WEBP"),
            (b" <html><script>", "HTML"),
            ("身份证".as_bytes(), "TXT"),
            (b"\x01\x02\x03", "?"),
        ];
        for (bytes, word) in cases {
            assert_eq!(told(bytes), ("file.type".to_owned(), vec![word.to_owned()]));
        }
    }

    proptest! {
        #[test]
        fn any_bytes_are_survived(
            mark in prop::sample::select(vec!["", "%PDF-", "PK\x03\x04", "PK\x05\x06"]),
            bytes: Vec<u8>,
        ) {
            let _ = of(&[mark.as_bytes(), &bytes].concat());
            let _ = of(&[b"\xff\xd8\xff".as_slice(), &bytes].concat());
            let _ = of(&[b"\x89PNG\r\n\x1a\n".as_slice(), &bytes].concat());
        }
    }
}
