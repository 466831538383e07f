//! The names under which tiles and bundles are served.

use std::fmt;
use std::str::FromStr;

use super::{Bundle, LEVEL_MAX, Tile, WIDTH};

/// The text is not the path of a tile or bundle.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not the path of a tile")]
pub struct NotATilePath;

/// `tile/<level>/<index>[.p/<width>]`.
impl fmt::Display for Tile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "tile/{}/", self.level)?;
        write_place(f, self.index, self.width)
    }
}

/// `tile/entries/<index>[.p/<width>]`.
impl fmt::Display for Bundle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("tile/entries/")?;
        write_place(f, self.index, self.width)
    }
}

/// Reads only the one spelling that the specification allows.
impl FromStr for Tile {
    type Err = NotATilePath;

    fn from_str(path: &str) -> Result<Self, NotATilePath> {
        let rest = path.strip_prefix("tile/").ok_or(NotATilePath)?;
        let (level, place) = rest.split_once('/').ok_or(NotATilePath)?;
        let level = level.parse().ok().filter(|level| *level <= LEVEL_MAX).ok_or(NotATilePath)?;
        let (index, width) = read_place(place)?;
        same_spelling(Self { level, index, width }, path)
    }
}

/// Reads only the one spelling that the specification allows.
impl FromStr for Bundle {
    type Err = NotATilePath;

    fn from_str(path: &str) -> Result<Self, NotATilePath> {
        let place = path.strip_prefix("tile/entries/").ok_or(NotATilePath)?;
        let (index, width) = read_place(place)?;
        same_spelling(Self { index, width }, path)
    }
}

/// The index in groups of three digits, all but the last marked with an `x`.
fn write_place(f: &mut fmt::Formatter<'_>, index: u64, width: u16) -> fmt::Result {
    let mut groups = vec![format!("{:03}", index % 1000)];
    let mut rest = index / 1000;
    while rest > 0 {
        groups.push(format!("x{:03}", rest % 1000));
        rest /= 1000;
    }
    groups.reverse();
    f.write_str(&groups.join("/"))?;
    if u64::from(width) < WIDTH { write!(f, ".p/{width}") } else { Ok(()) }
}

fn read_place(place: &str) -> Result<(u64, u16), NotATilePath> {
    let (groups, width) = match place.split_once(".p/") {
        Some((groups, width)) => (groups, width.parse().map_err(|_| NotATilePath)?),
        None => (place, 256),
    };
    if !(1..=256).contains(&width) {
        return Err(NotATilePath);
    }
    let mut index = 0_u64;
    for group in groups.split('/') {
        let digits = group.strip_prefix('x').unwrap_or(group);
        let number: u64 = digits.parse().map_err(|_| NotATilePath)?;
        index = index.checked_mul(1000).and_then(|n| n.checked_add(number)).ok_or(NotATilePath)?;
    }
    Ok((index, width))
}

fn same_spelling<T: fmt::Display>(value: T, path: &str) -> Result<T, NotATilePath> {
    if value.to_string() == path { Ok(value) } else { Err(NotATilePath) }
}
