//! What a paper says, without a word on how it looks.

/// One paper: a notice, a receipt, a form or a guide.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Document {
    /// The language of the text, for example `zh-CN` or `en`: programs that read aloud need it.
    pub language: String,
    /// What kind of paper it is, in large type.
    pub title: String,
    /// The organ in whose name it is issued.
    pub department: String,
    /// The number of the paper; also at the foot of every page, so that loose sheets find back.
    pub number: Option<String>,
    /// Made in a demonstration: every page says 演示.
    pub demo: bool,
    /// The paper's parts from top to bottom.
    pub blocks: Vec<Block>,
}

/// One part of a paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A heading over what follows, on the same page as its first lines.
    Heading(String),
    /// A lesser heading, as over one point of a list.
    Subheading(String),
    /// Running text, its first line indented by two characters as Chinese letters have it.
    Paragraph(String),
    /// Running text from the margin on: the form of address, a note.
    Line(String),
    /// Names and values, side by side.
    Facts(Vec<(String, String)>),
    /// A table whose head is repeated on each page.
    Table(Table),
    /// The boxes of a form.
    Fields(Vec<Field>),
    /// A QR code with a text beside it.
    Qr {
        /// What a phone reads.
        content: String,
        /// What a person reads.
        caption: String,
    },
    /// Who issued it and when, with the place of the seal.
    Signature(Signature),
}

/// A table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Table {
    /// The columns from left to right.
    pub columns: Vec<Column>,
    /// The rows, each with one text per column.
    pub rows: Vec<Vec<String>>,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// The text at its head.
    pub title: String,
    /// Its part of the width, in relation to the other columns; 0 counts as 1.
    pub share: u16,
}

/// A box of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// What is to be written.
    pub label: String,
    /// What is written; nothing in a blank form.
    pub value: Option<String>,
    /// How many lines of writing the box has room for at least.
    pub lines: u8,
}

/// The end of a paper: the issuing organ, the date, and the place of the seal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signature {
    /// The competent organ, also when a window hands the paper out for it.
    pub organ: String,
    /// The date as it is written on papers, for example 2026年11月23日.
    pub date: String,
    /// Whether the organ's seal is drawn as a placeholder: a red circle with its name.
    pub seal: bool,
}
