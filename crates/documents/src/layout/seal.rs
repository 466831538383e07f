//! The end of a paper: organ, date, and the place of the seal.

use super::sheet::{Align, Sheet, Style};
use super::{DEMO, MM, PAGE_WIDTH, SIDE, WIDTH};
use crate::DocumentError;
use crate::breaking::Line;
use crate::model::Signature;
use crate::ops::{Ink, Op};

/// Half of the 42 mm that seals of county organs have.
const RADIUS: f32 = 21.0 * MM;
/// The seal's edge.
const STROKE: f32 = 1.2 * MM;

impl Sheet<'_> {
    /// Organ over date at the right, the seal over both as the custom is (骑年盖月).
    pub fn signature(&mut self, signature: &Signature, demo: bool) -> Result<(), DocumentError> {
        let style = Style { align: Align::Middle, ..Style::BODY };
        let line = style.size * style.leading;
        let height = if signature.seal { 2.0 * RADIUS + STROKE } else { 2.0 * line };
        self.skip(14.0);
        self.need(height)?;
        let organ_width = self.width_of(&signature.organ, style.size);
        let column = organ_width.clamp(2.0 * RADIUS + STROKE, WIDTH);
        let left = PAGE_WIDTH - SIDE - column;
        let top = self.y;
        let mut at = if signature.seal { top + RADIUS + 2.0 } else { top };
        for text in [&signature.organ, &signature.date] {
            for broken in self.lines(text, column, style) {
                self.line(&broken, false, (left, at, column), style);
                at += line;
            }
        }
        if signature.seal {
            self.seal(&signature.organ, (left + column / 2.0, top + RADIUS), demo);
        }
        self.y = at.max(top + height);
        Ok(())
    }

    /// A red circle with the organ's name in its upper half.
    fn seal(&mut self, organ: &str, (x, y): (f32, f32), demo: bool) {
        self.op(Op::Circle { x, y, radius: RADIUS, width: STROKE });
        let size = 9.5;
        let style = Style { size, leading: 1.25, bold: true, ink: Ink::Red, ..Style::BODY };
        let style = Style { align: Align::Middle, ..style };
        let width = RADIUS * 1.3;
        // As many lines as the name needs, of nearly the same length.
        let whole = self.width_of(organ, size);
        let even = whole / (whole / width).ceil().max(1.0) + size;
        let lines: Vec<Line> = self.lines(organ, even.min(width), style);
        let left = x - width / 2.0;
        let mut at = y - RADIUS * 0.72;
        for line in lines {
            self.line(&line, false, (left, at, width), style);
            at += style.size * style.leading;
        }
        if demo {
            let below =
                Line { text: DEMO.to_owned(), width: self.width_of(DEMO, size), last: true };
            self.line(&below, false, (left, y + RADIUS * 0.7, width), style);
        }
    }
}
