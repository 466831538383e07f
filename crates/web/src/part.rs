//! Files of a posted form, read up to the limit. What is beyond is read on and thrown away, since a
//! browser that is still sending shows no page; that too has its limit.

use axum::extract::multipart::Field;
use axum::extract::{DefaultBodyLimit, Request};
use base::limits::{DRAINED_BYTES_MAX, FORM_BYTES_MAX, UPLOAD_BYTES_MAX};

/// What came of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// All of it.
    Whole(Vec<u8>),
    /// It is larger than a file may be.
    TooLarge,
    /// The files of the form are together larger than a form may be.
    FormTooLarge,
    /// It ended before its end.
    CutOff,
}

impl Content {
    /// The bytes, or what is wrong with the field `file`.
    pub fn bytes(self) -> app::Result<Vec<u8>> {
        match self {
            Self::Whole(bytes) => Ok(bytes),
            Self::TooLarge => Err(app::Error::field("file", "file.too_large")),
            Self::FormTooLarge => Err(app::Error::field("file", "file.form_too_large")),
            Self::CutOff => Err(app::Error::field("file", "file.cut_off")),
        }
    }
}

/// Lets a request be as large as a form of files, and what is read beyond it.
pub fn admit_files(request: &mut Request) {
    let most = usize::try_from(FORM_BYTES_MAX + DRAINED_BYTES_MAX).unwrap_or(usize::MAX);
    DefaultBodyLimit::max(most).apply(request);
}

/// Counts the bytes of a form's files.
#[derive(Debug, Default)]
pub struct Reader {
    all: u64,
}

impl Reader {
    /// Reads one file.
    pub async fn read(&mut self, mut part: Field<'_>) -> Content {
        let (mut bytes, mut size) = (Vec::new(), 0_u64);
        loop {
            match part.chunk().await {
                Ok(Some(chunk)) => {
                    let length = u64::try_from(chunk.len()).unwrap_or(u64::MAX);
                    size += length;
                    self.all += length;
                    if size > UPLOAD_BYTES_MAX || self.all > FORM_BYTES_MAX {
                        bytes = Vec::new();
                    } else {
                        bytes.extend_from_slice(&chunk);
                    }
                }
                _ if size > UPLOAD_BYTES_MAX => return Content::TooLarge,
                _ if self.all > FORM_BYTES_MAX => return Content::FormTooLarge,
                Ok(None) => return Content::Whole(bytes),
                Err(_) => return Content::CutOff,
            }
        }
    }
}
