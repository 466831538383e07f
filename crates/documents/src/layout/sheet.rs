//! Pages being filled from the top.

use super::{BODY, BOTTOM, SIDE, TOP, WIDTH};
use crate::DocumentError;
use crate::breaking::{self, Line, is_wide};
use crate::font::Metrics;
use crate::limits::PAGES_MAX;
use crate::ops::{Ink, Op, Page, Text};

/// How a run of text looks.
#[derive(Clone, Copy)]
pub struct Style {
    /// The size of the type.
    pub size: f32,
    /// From one base line to the next, in sizes.
    pub leading: f32,
    /// Whether strokes are thicker.
    pub bold: bool,
    /// Its colour.
    pub ink: Ink,
    /// How far the first line is moved in.
    pub indent: f32,
    /// Where lines stand that are shorter than the column.
    pub align: Align,
}

/// Where short lines stand.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// At the left.
    Left,
    /// At the left, and full lines of Chinese stretched to the right margin.
    Justified,
    /// In the middle.
    Middle,
}

impl Style {
    /// Running text.
    pub const BODY: Self = Self {
        size: BODY,
        leading: 1.65,
        bold: false,
        ink: Ink::Black,
        indent: 0.0,
        align: Align::Left,
    };
}

/// The pages so far, and how far down the last one is filled.
pub struct Sheet<'a> {
    face: &'a Metrics<'a>,
    pages: Vec<Page>,
    /// The next free height on the last page.
    pub y: f32,
}

impl<'a> Sheet<'a> {
    pub fn new(face: &'a Metrics<'a>) -> Self {
        Self { face, pages: vec![Page::default()], y: TOP }
    }

    pub fn into_pages(self) -> Vec<Page> {
        self.pages
    }

    pub fn page_count(&self) -> usize {
        self.pages.len()
    }

    /// What is left of the page.
    pub fn room(&self) -> f32 {
        BOTTOM - self.y
    }

    /// Begins a page unless the present one still has this room or is empty.
    pub fn need(&mut self, height: f32) -> Result<(), DocumentError> {
        if self.room() >= height || self.y <= TOP { Ok(()) } else { self.turn() }
    }

    /// Begins a page.
    pub fn turn(&mut self) -> Result<(), DocumentError> {
        if self.pages.len() == PAGES_MAX {
            return Err(DocumentError::TooLong);
        }
        self.pages.push(Page::default());
        self.y = TOP;
        Ok(())
    }

    /// Leaves white, but not at the top of a page.
    pub fn skip(&mut self, height: f32) {
        if self.y > TOP {
            self.y += height;
        }
    }

    pub fn op(&mut self, op: Op) {
        self.op_on(self.pages.len() - 1, op);
    }

    pub fn op_on(&mut self, page: usize, op: Op) {
        self.pages[page].ops.push(op);
    }

    /// A short text in plain type at a place of a page.
    pub fn put_on(&mut self, page: usize, x: f32, y: f32, size: f32, ink: Ink, text: &str) {
        let characters = text.to_owned();
        let text = Text { x, y, size, bold: false, ink, spacing: 0.0, characters };
        self.op_on(page, Op::Text(text));
    }

    /// How wide a text is on one line.
    pub fn width_of(&self, text: &str, size: f32) -> f32 {
        text.chars().map(|c| self.face.width(c)).sum::<f32>() * size
    }

    /// Breaks a text into lines.
    pub fn lines(&self, text: &str, width: f32, style: Style) -> Vec<Line> {
        let measure = |c| self.face.width(c) * style.size;
        breaking::lines(text, width, style.indent, measure)
    }

    /// Draws a line whose upper edge is at `top`, in a column of `width`.
    pub fn line(&mut self, line: &Line, first: bool, at: (f32, f32, f32), style: Style) {
        let (left, top, width) = at;
        let indent = if first { style.indent } else { 0.0 };
        let (free, count) = (width - indent - line.width, line.text.chars().count());
        let wide = line.text.chars().filter(|c| is_wide(*c)).count();
        let stretch = style.align == Align::Justified
            && !line.last
            && wide * 2 > count
            && (0.0..2.0 * style.size).contains(&free);
        let gaps = u16::try_from(count.saturating_sub(1)).unwrap_or(u16::MAX).max(1);
        let spacing = if stretch { free / f32::from(gaps) } else { 0.0 };
        let middle = if style.align == Align::Middle { free / 2.0 } else { 0.0 };
        // The base line lies so that the character's square stands in the middle of the line.
        let y = top + style.size * (style.leading / 2.0 + 0.38);
        let Style { size, bold, ink, .. } = style;
        let (x, characters) = (left + indent + middle, line.text.clone());
        self.op(Op::Text(Text { x, y, size, bold, ink, spacing, characters }));
    }

    /// Draws a whole text from the present height on, page after page.
    pub fn flow(&mut self, text: &str, style: Style) -> Result<(), DocumentError> {
        let height = style.size * style.leading;
        let mut first = true;
        for line in self.lines(text, WIDTH, style) {
            self.need(height)?;
            self.line(&line, first, (SIDE, self.y, WIDTH), style);
            self.y += height;
            first = line.last;
        }
        Ok(())
    }
}
