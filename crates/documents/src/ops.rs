//! What a laid-out page consists of. Lengths are points (1/72 inch), from the top left corner.

use std::f32::consts::SQRT_2;

/// One page.
#[derive(Debug, Default)]
pub struct Page {
    /// What is drawn, from the back to the front.
    pub ops: Vec<Op>,
}

/// Something drawn.
#[derive(Debug)]
pub enum Op {
    /// A line of text.
    Text(Text),
    /// A rectangle: left, top, width, height.
    Fill([f32; 4], Ink),
    /// The edge of a rectangle: left, top, width, height.
    Frame([f32; 4], Ink),
    /// The edge of a circle.
    Circle {
        /// Across.
        x: f32,
        /// Down.
        y: f32,
        /// Of the middle of the stroke.
        radius: f32,
        /// Of the stroke.
        width: f32,
    },
}

/// A line of text.
#[derive(Debug)]
pub struct Text {
    /// Where it starts.
    pub x: f32,
    /// The base line.
    pub y: f32,
    /// The size of the type.
    pub size: f32,
    /// Whether the strokes are made thicker.
    pub bold: bool,
    /// Its colour.
    pub ink: Ink,
    /// Added after each character.
    pub spacing: f32,
    /// What it says.
    pub characters: String,
}

/// The few colours of a paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ink {
    /// Text and the frames of boxes.
    Black,
    /// What is beside the matter: labels, page numbers.
    Grey,
    /// Behind the labels of boxes.
    Shade,
    /// Seals, and that it is a demonstration.
    Red,
}

impl Ink {
    /// Red, green and blue, 0 to 1.
    pub fn rgb(self) -> [f32; 3] {
        match self {
            Self::Black => [0.0; 3],
            Self::Grey => [0.35; 3],
            Self::Shade => [0.945; 3],
            Self::Red => [0.78, 0.05, 0.08],
        }
    }
}

/// How far the handles of a quarter circle's curve are from its ends, in radii.
pub const QUARTER: f32 = (SQRT_2 - 1.0) * 4.0 / 3.0;
