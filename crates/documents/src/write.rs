//! The PDF file: pages, the glyphs that they use, and what lets the text be searched.

use std::collections::{BTreeMap, BTreeSet};

use miniz_oxide::deflate::compress_to_vec_zlib;
use pdf_writer::types::{CidFontType, FontFlags, SystemInfo, TextRenderingMode, UnicodeCmap};
use pdf_writer::{Content, Filter, Finish as _, Name, Pdf as Writer, Rect, Ref, Str, TextStr};
use subsetter::GlyphRemapper;
use ttf_parser::{GlyphId, RawFace, Tag};

use crate::font::{Font, GETA, Metrics, name_of};
use crate::layout::{PAGE_HEIGHT, PAGE_WIDTH};
use crate::model::Document;
use crate::ops::{Ink, Op, Page, QUARTER, Text};
use crate::{DocumentError, Pdf};

/// The font's name on every page.
const FONT: Name = Name(b"F1");
/// Glyphs are numbered as in the embedded font.
const IDENTITY: SystemInfo =
    SystemInfo { registry: Str(b"Adobe"), ordering: Str(b"Identity"), supplement: 0 };
/// How far zlib goes for size.
const COMPRESSION: u8 = 6;
/// Thin lines, and what is added to strokes to make them bold, in sizes of the type.
const HAIR: f32 = 0.6;
const BOLD: f32 = 0.028;

/// The glyphs of a document.
struct Used {
    glyphs: GlyphRemapper,
    /// Which text a glyph stands for, by its number in the embedded font.
    texts: BTreeMap<u16, char>,
    missing: BTreeSet<char>,
}

/// Numbers for the objects of the file.
struct Refs {
    next: i32,
}

impl Refs {
    fn bump(&mut self) -> Ref {
        self.next += 1;
        Ref::new(self.next)
    }
}

/// Writes the file.
pub fn pdf(
    document: &Document,
    pages: &[Page],
    font: &Font,
    face: &Metrics,
) -> Result<Pdf, DocumentError> {
    let used = used(pages, face);
    let mut refs = Refs { next: 0 };
    let (catalog, tree, font_ref) = (refs.bump(), refs.bump(), refs.bump());
    let mut writer = Writer::new();
    let page_refs: Vec<Ref> = pages.iter().map(|_| refs.bump()).collect();
    let count = i32::try_from(pages.len()).map_err(|_| DocumentError::TooLong)?;
    writer.pages(tree).kids(page_refs.iter().copied()).count(count);
    for (page, id) in pages.iter().zip(&page_refs) {
        let content_ref = refs.bump();
        let mut leaf = writer.page(*id);
        leaf.media_box(Rect::new(0.0, 0.0, PAGE_WIDTH, PAGE_HEIGHT)).parent(tree);
        leaf.contents(content_ref).resources().fonts().pair(FONT, font_ref);
        leaf.finish();
        let bytes = compress_to_vec_zlib(&content(page, face, &used.glyphs), COMPRESSION);
        writer.stream(content_ref, &bytes).filter(Filter::FlateDecode);
    }
    embed(&mut writer, &mut refs, font_ref, font, face, &used)?;
    let mut root = writer.catalog(catalog);
    root.pages(tree).lang(TextStr(&document.language));
    root.viewer_preferences().display_doc_title(true);
    root.finish();
    let mut info = writer.document_info(refs.bump());
    info.title(TextStr(&document.title)).author(TextStr(&document.department));
    info.finish();
    let missing = used.missing.into_iter().collect();
    Ok(Pdf { bytes: writer.finish(), pages: pages.len(), missing })
}

fn used(pages: &[Page], face: &Metrics) -> Used {
    let (glyphs, texts) = (GlyphRemapper::new(), BTreeMap::new());
    let mut used = Used { glyphs, texts, missing: BTreeSet::new() };
    for op in pages.iter().flat_map(|page| &page.ops) {
        let Op::Text(text) = op else { continue };
        for c in text.characters.chars() {
            let shown = if face.glyph_of(c).is_some() { c } else { GETA };
            if shown != c {
                used.missing.insert(c);
            }
            let glyph = used.glyphs.remap(face.glyph(c).0);
            used.texts.entry(glyph).or_insert(shown);
        }
    }
    used
}

/// The page's drawing. PDF counts heights from the bottom.
fn content(page: &Page, face: &Metrics, glyphs: &GlyphRemapper) -> Vec<u8> {
    let mut content = Content::new();
    for op in &page.ops {
        match op {
            Op::Text(text) => show(&mut content, text, face, glyphs),
            Op::Fill(area, ink) => {
                fill_ink(&mut content, *ink);
                rectangle(&mut content, *area).fill_nonzero();
            }
            Op::Frame(area, ink) => {
                stroke_ink(&mut content, *ink, HAIR);
                rectangle(&mut content, *area).stroke();
            }
            Op::Circle { x, y, radius, width } => {
                stroke_ink(&mut content, Ink::Red, *width);
                circle(&mut content, *x, PAGE_HEIGHT - y, *radius);
            }
        }
    }
    content.finish().into_vec()
}

fn show(content: &mut Content, text: &Text, face: &Metrics, glyphs: &GlyphRemapper) {
    let glyph = |c| glyphs.get(face.glyph(c).0).unwrap_or_default().to_be_bytes();
    let codes: Vec<u8> = text.characters.chars().flat_map(glyph).collect();
    if codes.is_empty() {
        return;
    }
    fill_ink(content, text.ink);
    content.begin_text().set_font(FONT, text.size).set_char_spacing(text.spacing);
    if text.bold {
        stroke_ink(content, text.ink, text.size * BOLD);
        content.set_text_rendering_mode(TextRenderingMode::FillStroke);
    } else {
        content.set_text_rendering_mode(TextRenderingMode::Fill);
    }
    content.next_line(text.x, PAGE_HEIGHT - text.y).show(Str(&codes)).end_text();
}

fn fill_ink(content: &mut Content, ink: Ink) {
    let [r, g, b] = ink.rgb();
    content.set_fill_rgb(r, g, b);
}

fn stroke_ink(content: &mut Content, ink: Ink, width: f32) {
    let [r, g, b] = ink.rgb();
    content.set_stroke_rgb(r, g, b).set_line_width(width);
}

fn rectangle(content: &mut Content, [left, top, width, height]: [f32; 4]) -> &mut Content {
    content.rect(left, PAGE_HEIGHT - top - height, width, height)
}

fn circle(content: &mut Content, x: f32, y: f32, r: f32) {
    let k = r * QUARTER;
    content.move_to(x + r, y);
    content.cubic_to(x + r, y + k, x + k, y + r, x, y + r);
    content.cubic_to(x - k, y + r, x - r, y + k, x - r, y);
    content.cubic_to(x - r, y - k, x - k, y - r, x, y - r);
    content.cubic_to(x + k, y - r, x + r, y - k, x + r, y);
    content.close_and_stroke();
}

/// Puts the used glyphs into the file, with their widths and the characters they stand for.
fn embed(
    writer: &mut Writer,
    refs: &mut Refs,
    font_ref: Ref,
    font: &Font,
    face: &Metrics,
    used: &Used,
) -> Result<(), DocumentError> {
    let (cid, descriptor, file, map) = (refs.bump(), refs.bump(), refs.bump(), refs.bump());
    let unusable = |error: String| DocumentError::Font(error);
    let subset = subsetter::subset(font.bytes(), font.index(), &used.glyphs)
        .map_err(|error| unusable(error.to_string()))?;
    let raw = RawFace::parse(&subset, 0).map_err(|error| unusable(error.to_string()))?;
    let outlines = raw.table(Tag::from_bytes(b"CFF "));
    let name = subset_name(face, &used.glyphs);
    let name = Name(name.as_bytes());
    let mut type0 = writer.type0_font(font_ref);
    type0.base_font(name).encoding_predefined(Name(b"Identity-H"));
    type0.descendant_font(cid).to_unicode(map);
    type0.finish();
    let mut cid_font = writer.cid_font(cid);
    cid_font.base_font(name).system_info(IDENTITY).font_descriptor(descriptor);
    cid_font.default_width(1000.0);
    if outlines.is_some() {
        cid_font.subtype(CidFontType::Type0);
    } else {
        cid_font.subtype(CidFontType::Type2).cid_to_gid_map_predefined(Name(b"Identity"));
    }
    let old = used.glyphs.remapped_gids();
    let widths = old.map(|glyph| face.glyph_width(GlyphId(glyph)) * 1000.0);
    cid_font.widths().consecutive(0, widths);
    cid_font.finish();
    describe(writer, descriptor, file, name, face, outlines.is_some());
    let bytes = compress_to_vec_zlib(outlines.unwrap_or(&subset), COMPRESSION);
    let mut stream = writer.stream(file, &bytes);
    stream.filter(Filter::FlateDecode);
    if outlines.is_some() {
        stream.pair(Name(b"Subtype"), Name(b"CIDFontType0C"));
    }
    stream.finish();
    let mut unicode = UnicodeCmap::new(Name(b"Unicode"), IDENTITY);
    for (glyph, c) in &used.texts {
        unicode.pair(*glyph, *c);
    }
    let bytes = compress_to_vec_zlib(&unicode.finish(), COMPRESSION);
    writer.stream(map, &bytes).filter(Filter::FlateDecode);
    Ok(())
}

fn describe(writer: &mut Writer, id: Ref, file: Ref, name: Name, face: &Metrics, cff: bool) {
    let ttf = &face.face;
    let area = ttf.global_bounding_box();
    let [left, bottom, right, top] =
        [area.x_min, area.y_min, area.x_max, area.y_max].map(|edge| face.thousandths(edge));
    let mut descriptor = writer.font_descriptor(id);
    descriptor.name(name).flags(FontFlags::SYMBOLIC).bbox(Rect::new(left, bottom, right, top));
    descriptor.italic_angle(0.0).stem_v(80.0);
    descriptor.ascent(face.thousandths(ttf.ascender()));
    descriptor.descent(face.thousandths(ttf.descender()));
    descriptor.cap_height(face.thousandths(ttf.capital_height().unwrap_or(ttf.ascender())));
    if cff {
        descriptor.font_file3(file);
    } else {
        descriptor.font_file2(file);
    }
}

/// The font's name after six letters that are those of this subset (ISO 32000-1, 9.6.4).
fn subset_name(face: &Metrics, glyphs: &GlyphRemapper) -> String {
    let mut hash = glyphs.remapped_gids().fold(0xcbf2_9ce4_8422_2325_u64, |hash, glyph| {
        (hash ^ u64::from(glyph)).wrapping_mul(0x0100_0000_01b3)
    });
    let mut name = String::new();
    for _ in 0..6 {
        name.push(char::from(b'A' + u8::try_from(hash % 26).unwrap_or_default()));
        hash /= 26;
    }
    let font = name_of(&face.face).unwrap_or_else(|| "Font".to_owned());
    format!("{name}+{font}")
}
