//! The one font of all papers: found in the configuration or in the system's folders, because a
//! Chinese font is larger than the whole program and belongs to the system.

use std::path::{Path, PathBuf};
use std::{fs, io};

use ttf_parser::{Face, GlyphId, Permissions, fonts_in_collection};

use crate::DocumentError;
use crate::limits::{FONT_BYTES_MAX, FONT_FILES_MAX, FONT_FOLDER_DEPTH_MAX};

/// Where systems keep fonts.
const FOLDERS: [&str; 6] = [
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "/System/Library/Fonts",
    "/Library/Fonts",
    "C:\\Windows\\Fonts",
    "/opt/share/fonts",
];

/// File names of Chinese fonts, without spaces and hyphens, the best for papers first.
const FAMILIES: [&str; 16] = [
    "notoserifcjk",
    "notoserifsc",
    "sourcehanserif",
    "notosanscjk",
    "notosanssc",
    "sourcehansans",
    "simsun",
    "songti",
    "fandolsong",
    "msyh",
    "pingfang",
    "wqymicrohei",
    "wqyzenhei",
    "uming",
    "ukai",
    "droidsansfallback",
];

/// What a Chinese paper cannot do without.
const NEEDED: &str = "一窗办件受理龙，。〓";
/// What is printed for a character that the font does not have.
pub const GETA: char = '〓';

/// A font with Chinese characters, read into memory.
pub struct Font {
    bytes: Vec<u8>,
    index: u32,
    path: PathBuf,
}

/// Why there is no font.
#[derive(Debug, thiserror::Error)]
pub enum FontError {
    /// No font with Chinese characters is installed.
    #[error(
        "no Chinese font was found in {}: install one (fonts-noto-cjk on Debian and Ubuntu) or \
         name its file in the configuration", searched.join(", ")
    )]
    NoneFound {
        /// The folders that were searched.
        searched: Vec<String>,
    },
    /// The file cannot be read.
    #[error("the font {} cannot be read: {error}", path.display())]
    Unreadable {
        /// Which file.
        path: PathBuf,
        /// Why not.
        error: io::Error,
    },
    /// The file is larger than a font can be.
    #[error("{} is too large to be a font", path.display())]
    TooLarge {
        /// Which file.
        path: PathBuf,
    },
    /// The file is no font, lacks Chinese characters, or its licence forbids embedding.
    #[error("{} is not a font with Chinese characters that may be embedded", path.display())]
    Unusable {
        /// Which file.
        path: PathBuf,
    },
}

impl Font {
    /// The configured font file, or the best one in the system's folders.
    pub fn find(configured: Option<&Path>) -> Result<Self, FontError> {
        match configured {
            Some(path) => Self::load(path),
            None => Self::find_in(&FOLDERS.map(Path::new)),
        }
    }

    /// The best Chinese font in some folders.
    pub fn find_in(folders: &[&Path]) -> Result<Self, FontError> {
        let mut files = Vec::new();
        for folder in folders {
            collect(folder, FONT_FOLDER_DEPTH_MAX, &mut files);
        }
        let mut ranked: Vec<_> = files.into_iter().filter_map(|p| Some((rank(&p)?, p))).collect();
        ranked.sort();
        let found = ranked.iter().find_map(|(_, path)| Self::load(path).ok());
        let searched = || folders.iter().map(|folder| folder.display().to_string()).collect();
        found.ok_or_else(|| FontError::NoneFound { searched: searched() })
    }

    /// Reads a font file or collection; of a collection, the face for simplified Chinese.
    pub fn load(path: &Path) -> Result<Self, FontError> {
        let unreadable = |error| FontError::Unreadable { path: path.to_owned(), error };
        if fs::metadata(path).map_err(unreadable)?.len() > FONT_BYTES_MAX {
            return Err(FontError::TooLarge { path: path.to_owned() });
        }
        let bytes = fs::read(path).map_err(unreadable)?;
        let count = fonts_in_collection(&bytes).unwrap_or(1);
        let usable = (0..count).filter_map(|index| Some((score(&bytes, index)?, index)));
        let best = usable.min().ok_or_else(|| FontError::Unusable { path: path.to_owned() })?;
        Ok(Self { bytes, index: best.1, path: path.to_owned() })
    }

    /// The file that it was read from.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The whole file.
    pub(crate) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The face's place in a collection.
    pub(crate) fn index(&self) -> u32 {
        self.index
    }

    pub(crate) fn face(&self) -> Result<Metrics<'_>, DocumentError> {
        let face = Face::parse(&self.bytes, self.index)
            .map_err(|error| DocumentError::Font(error.to_string()))?;
        Ok(Metrics { em: f32::from(face.units_per_em()), face })
    }
}

impl std::fmt::Debug for Font {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Font({}, face {})", self.path.display(), self.index)
    }
}

/// A face and its unit.
pub struct Metrics<'a> {
    pub face: Face<'a>,
    em: f32,
}

impl Metrics<'_> {
    /// The glyph of a character, or nothing where the font does not have it.
    pub fn glyph_of(&self, c: char) -> Option<GlyphId> {
        self.face.glyph_index(c).filter(|glyph| glyph.0 != 0)
    }

    /// The glyph that is printed for a character.
    pub fn glyph(&self, c: char) -> GlyphId {
        self.glyph_of(c).or_else(|| self.glyph_of(GETA)).unwrap_or_default()
    }

    /// How wide a glyph is, in ems.
    pub fn glyph_width(&self, glyph: GlyphId) -> f32 {
        f32::from(self.face.glyph_hor_advance(glyph).unwrap_or_default()) / self.em
    }

    /// How wide a character is, in ems.
    pub fn width(&self, c: char) -> f32 {
        self.glyph_width(self.glyph(c))
    }

    /// Font units as thousandths of an em, the unit of PDF.
    pub fn thousandths(&self, units: i16) -> f32 {
        f32::from(units) * 1000.0 / self.em
    }
}

/// Files below a folder, at most [`FONT_FILES_MAX`] in all.
fn collect(folder: &Path, depth: usize, files: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        if files.len() >= FONT_FILES_MAX {
            return;
        }
        let path = entry.path();
        if path.is_dir() {
            if depth > 0 {
                collect(&path, depth - 1, files);
            }
        } else {
            files.push(path);
        }
    }
}

/// How good a file is by its name, smaller being better; nothing when it is no Chinese font.
fn rank(path: &Path) -> Option<(usize, bool, bool)> {
    let extension = path.extension()?.to_str()?.to_ascii_lowercase();
    if !["ttc", "otf", "ttf"].contains(&extension.as_str()) {
        return None;
    }
    let name = path.file_stem()?.to_str()?.to_ascii_lowercase().replace(['-', '_', ' '], "");
    let family = FAMILIES.iter().position(|family| name.contains(family))?;
    let odd = ["bold", "black", "light", "medium", "thin", "vf"].iter().any(|w| name.contains(w));
    Some((family, !name.contains("regular"), odd))
}

/// How good a face is; nothing when it cannot be used. Simplified Chinese comes first, because the
/// same character is drawn differently in Japan, Korea and Hong Kong.
fn score(bytes: &[u8], index: u32) -> Option<u8> {
    let face = Face::parse(bytes, index).ok()?;
    let embeddable = face.permissions() != Some(Permissions::Restricted);
    let complete = NEEDED.chars().all(|c| face.glyph_index(c).is_some());
    if !embeddable || !complete || face.is_variable() {
        return None;
    }
    let name = name_of(&face).unwrap_or_default().to_ascii_lowercase();
    let simplified = ["sc", "cn", "gb"].iter().any(|region| name.contains(region));
    let proportional = !name.contains("mono");
    Some(u8::from(!simplified) * 2 + u8::from(!proportional))
}

/// The font's PostScript name, letters and hyphens only, as PDF wants it.
pub fn name_of(face: &Face) -> Option<String> {
    let names = face.names().into_iter();
    let name = names
        .filter(|name| name.name_id == ttf_parser::name_id::POST_SCRIPT_NAME && name.is_unicode())
        .find_map(|name| name.to_string())?;
    Some(name.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect())
}
