//! The parts of a paper, one after the other.

use super::grid::{Cell, Grid, Row};
use super::sheet::{Align, Sheet, Style};
use super::{BODY, MM, SIDE, WIDTH};
use crate::DocumentError;
use crate::limits::COLUMNS_MAX;
use crate::model::{Block, Document, Field, Table};
use crate::ops::{Ink, Op};
use crate::qr::Qr;

/// The side of a QR code on paper: modules stay above 0.4 mm up to some 300 bytes.
const QR_SIDE: f32 = 32.0 * MM;
/// The size of headings (四号).
const HEADING: f32 = 14.0;
/// The part of the width that labels take.
const LABEL: f32 = 0.28;

impl Sheet<'_> {
    /// Organ, title and number.
    pub fn head(&mut self, document: &Document) -> Result<(), DocumentError> {
        let middle = Style { align: Align::Middle, ..Style::BODY };
        if !document.department.is_empty() {
            self.flow(&document.department, Style { size: 15.0, ..middle })?;
        }
        if !document.title.is_empty() {
            self.flow(&document.title, Style { size: 22.0, bold: true, leading: 1.5, ..middle })?;
        }
        if let Some(number) = &document.number {
            self.flow(number, Style { size: 10.5, ..middle })?;
        }
        self.skip(10.0);
        Ok(())
    }

    pub fn block(
        &mut self,
        block: &Block,
        next: Option<&Block>,
        demo: bool,
    ) -> Result<(), DocumentError> {
        match block {
            Block::Heading(text) => self.heading(text, HEADING, next),
            Block::Subheading(text) => self.heading(text, BODY, next),
            Block::Paragraph(text) => {
                let style = Style { indent: 2.0 * BODY, align: Align::Justified, ..Style::BODY };
                self.flow(text, style)
            }
            Block::Line(text) => self.flow(text, Style { align: Align::Justified, ..Style::BODY }),
            Block::Facts(facts) => self.facts(facts),
            Block::Table(table) => self.table(table),
            Block::Fields(fields) => self.fields(fields),
            Block::Qr { content, caption } => self.qr(content, caption),
            Block::Signature(signature) => self.signature(signature, demo),
        }
    }

    fn heading(
        &mut self,
        text: &str,
        size: f32,
        next: Option<&Block>,
    ) -> Result<(), DocumentError> {
        let style = Style { size, bold: true, ..Style::BODY };
        let with_next = if next.is_none_or(Block::is_heading) { 1.0 } else { 3.0 };
        self.skip(8.0);
        self.need(style.size * style.leading * (1.0 + with_next))?;
        self.flow(text, style)
    }

    fn facts(&mut self, facts: &[(String, String)]) -> Result<(), DocumentError> {
        let row = |(name, value): &(String, String)| Row {
            cells: vec![Cell::label(name), Cell::text(value)],
            lines_min: 1,
        };
        self.labelled(facts.iter().map(row).collect())
    }

    fn fields(&mut self, fields: &[Field]) -> Result<(), DocumentError> {
        let row = |field: &Field| Row {
            cells: vec![
                Cell::label(&field.label),
                Cell::text(field.value.as_deref().unwrap_or_default()),
            ],
            lines_min: usize::from(field.lines),
        };
        self.labelled(fields.iter().map(row).collect())
    }

    fn labelled(&mut self, rows: Vec<Row>) -> Result<(), DocumentError> {
        let widths = vec![WIDTH * LABEL, WIDTH * (1.0 - LABEL)];
        self.grid(&Grid { widths, head: None, rows })
    }

    fn table(&mut self, table: &Table) -> Result<(), DocumentError> {
        let columns = table.columns.len();
        if !(1..=COLUMNS_MAX).contains(&columns) {
            return Err(DocumentError::Columns(columns));
        }
        let share = |share: u16| f32::from(share.max(1));
        let all: f32 = table.columns.iter().map(|column| share(column.share)).sum();
        let widths = table.columns.iter().map(|column| WIDTH * share(column.share) / all).collect();
        let head = table.columns.iter().map(|column| Cell::label(&column.title)).collect();
        let mut rows = Vec::with_capacity(table.rows.len());
        for (place, texts) in table.rows.iter().enumerate() {
            let (row, cells) = (place + 1, texts.len());
            if cells != columns {
                return Err(DocumentError::Row { row, cells, columns });
            }
            let cells = texts.iter().map(|text| Cell::text(text)).collect();
            rows.push(Row { cells, lines_min: 1 });
        }
        self.grid(&Grid { widths, head: Some(Row { cells: head, lines_min: 1 }), rows })
    }

    fn qr(&mut self, content: &str, caption: &str) -> Result<(), DocumentError> {
        let code = Qr::new(content)?;
        self.skip(8.0);
        self.need(QR_SIDE)?;
        let modules = u16::try_from(code.width()).expect("a QR code has at most 177 modules");
        let module = QR_SIDE / f32::from(modules);
        let at = |count: usize| module * f32::from(u16::try_from(count).unwrap_or(u16::MAX));
        let top = self.y;
        for (x, y, length) in code.runs() {
            let run = [SIDE + at(x), top + at(y), at(length), module];
            self.op(Op::Fill(run, Ink::Black));
        }
        let (left, width) = (SIDE + QR_SIDE + 14.0, WIDTH - QR_SIDE - 14.0);
        let height = Style::BODY.size * Style::BODY.leading;
        for line in self.lines(caption, width, Style::BODY) {
            self.line(&line, false, (left, self.y, width), Style::BODY);
            self.y += height;
        }
        self.y = self.y.max(top + QR_SIDE) + 8.0;
        Ok(())
    }
}
