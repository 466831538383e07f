//! Boxes in rows: tables, facts and forms. A row that does not fit goes on on the next page.

use super::sheet::{Sheet, Style};
use super::{SIDE, TOP};
use crate::DocumentError;
use crate::breaking::Line;
use crate::ops::{Ink, Op};

/// White between a box and its text.
const PADDING: f32 = 5.0;
/// The type in boxes (五号).
const STYLE: Style = Style { size: 10.5, leading: 1.5, ..Style::BODY };
/// The height of a line in a box.
const LINE: f32 = STYLE.size * STYLE.leading;

/// Rows of boxes.
pub struct Grid {
    /// The columns' widths.
    pub widths: Vec<f32>,
    /// Repeated at the top of each page.
    pub head: Option<Row>,
    /// The rows.
    pub rows: Vec<Row>,
}

/// One row.
pub struct Row {
    /// A box for each column.
    pub cells: Vec<Cell>,
    /// It is at least so many lines high.
    pub lines_min: usize,
}

/// One box.
pub struct Cell {
    text: String,
    label: bool,
}

impl Cell {
    /// A box that names something.
    pub fn label(text: &str) -> Self {
        Self { text: text.to_owned(), label: true }
    }

    /// A box with a value, or to write in.
    pub fn text(text: &str) -> Self {
        Self { text: text.to_owned(), label: false }
    }
}

impl Sheet<'_> {
    pub fn grid(&mut self, grid: &Grid) -> Result<(), DocumentError> {
        self.skip(6.0);
        self.row_or_turn(grid, grid.head.as_ref())?;
        for row in &grid.rows {
            self.row(grid, row)?;
        }
        self.y += 8.0;
        Ok(())
    }

    /// The head, on a page that has room for it and a row.
    fn row_or_turn(&mut self, grid: &Grid, head: Option<&Row>) -> Result<(), DocumentError> {
        let Some(head) = head else { return Ok(()) };
        let lines = self.cell_lines(grid, head);
        let count = height_of(&lines, head.lines_min);
        self.need(box_height(count) + box_height(1))?;
        self.boxes(grid, head, &lines, 0, count);
        Ok(())
    }

    fn row(&mut self, grid: &Grid, row: &Row) -> Result<(), DocumentError> {
        let lines = self.cell_lines(grid, row);
        let count = height_of(&lines, row.lines_min);
        let mut drawn = 0;
        while drawn < count {
            let fits = self.lines_that_fit();
            let rest = count - drawn;
            // A row is cut only where it does not fit on a page of its own.
            let move_whole = fits < rest && (drawn == 0 && self.y > TOP + box_height(count));
            if fits == 0 || move_whole {
                self.turn()?;
                if let Some(head) = &grid.head {
                    let lines = self.cell_lines(grid, head);
                    self.boxes(grid, head, &lines, 0, height_of(&lines, 1));
                }
                continue;
            }
            let part = rest.min(fits);
            self.boxes(grid, row, &lines, drawn, part);
            drawn += part;
        }
        Ok(())
    }

    /// How many lines a row may have that still fits on this page; at least one at its top.
    fn lines_that_fit(&self) -> usize {
        let mut fits = usize::from(self.y <= TOP);
        while box_height(fits + 1) <= self.room() {
            fits += 1;
        }
        fits
    }

    fn cell_lines(&self, grid: &Grid, row: &Row) -> Vec<Vec<Line>> {
        let cells = row.cells.iter().zip(&grid.widths);
        cells.map(|(cell, width)| self.lines(&cell.text, width - 2.0 * PADDING, STYLE)).collect()
    }

    /// Draws lines `from..from + count` of a row.
    fn boxes(&mut self, grid: &Grid, row: &Row, lines: &[Vec<Line>], from: usize, count: usize) {
        let (top, height) = (self.y, box_height(count));
        let mut left = SIDE;
        for ((cell, lines), width) in row.cells.iter().zip(lines).zip(&grid.widths) {
            let edge = [left, top, *width, height];
            if cell.label {
                self.op(Op::Fill(edge, Ink::Shade));
            }
            self.op(Op::Frame(edge, Ink::Black));
            let column = (left + PADDING, width - 2.0 * PADDING);
            let mut at = top + PADDING;
            for line in lines.iter().skip(from).take(count) {
                self.line(line, false, (column.0, at, column.1), STYLE);
                at += LINE;
            }
            left += width;
        }
        self.y += height;
    }
}

fn height_of(lines: &[Vec<Line>], lines_min: usize) -> usize {
    lines.iter().map(Vec::len).max().unwrap_or(0).max(lines_min).max(1)
}

fn box_height(lines: usize) -> f32 {
    LINE * f32::from(u16::try_from(lines).unwrap_or(u16::MAX)) + 2.0 * PADDING
}
