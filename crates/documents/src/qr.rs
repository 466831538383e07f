//! QR codes, for screens as SVG and for papers as squares.

use std::fmt::Write as _;

use qrcode::{Color, EcLevel, QrCode};

use crate::limits::QR_BYTES_MAX;

/// Light modules around the code, as the standard demands (ISO/IEC 18004, quiet zone).
const QUIET: usize = 4;

/// A QR code that survives dirt on 15 percent of it (level M).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Qr {
    width: usize,
    dark: Vec<bool>,
}

/// The text does not fit into a code that a phone reads from paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a QR code holds at most {QR_BYTES_MAX} bytes, not {0}")]
pub struct QrError(pub usize);

impl Qr {
    /// Encodes a text, in most cases an address.
    pub fn new(text: &str) -> Result<Self, QrError> {
        let too_long = QrError(text.len());
        if text.len() > QR_BYTES_MAX {
            return Err(too_long);
        }
        let code = QrCode::with_error_correction_level(text, EcLevel::M).map_err(|_| too_long)?;
        let dark = code.to_colors().into_iter().map(|color| color == Color::Dark).collect();
        Ok(Self { width: code.width(), dark })
    }

    /// Modules on each side, without the quiet zone.
    pub fn width(&self) -> usize {
        self.width
    }

    /// The dark modules as horizontal runs: column, row and length, the first module being 0, 0.
    pub fn runs(&self) -> impl Iterator<Item = (usize, usize, usize)> {
        self.dark.chunks(self.width).enumerate().flat_map(|(y, row)| {
            let mut x = 0;
            row.chunk_by(|one, next| one == next).filter_map(move |run| {
                let start = x;
                x += run.len();
                run[0].then_some((start, y, run.len()))
            })
        })
    }

    /// The code as an SVG element that needs no style sheet, black on white in dark pages too.
    /// `title` says what it is for those who do not see it.
    pub fn svg(&self, title: &str) -> String {
        let side = self.width + 2 * QUIET;
        let mut svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {side} {side}\" role=\"img\" \
             shape-rendering=\"crispEdges\"><title>{}</title>\
             <path fill=\"#fff\" d=\"M0 0h{side}v{side}H0z\"/><path fill=\"#000\" d=\"",
            escape(title)
        );
        for (x, y, length) in self.runs() {
            write!(svg, "M{} {}h{length}v1h-{length}z", x + QUIET, y + QUIET)
                .expect("a string takes all");
        }
        svg.push_str("\"/></svg>");
        svg
    }
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
