//! The papers of demonstration cases: small files that say what they stand for, and whose.

use std::fmt::Write as _;

use domain::cases::{Paper, Taken};
use domain::catalogue::{Material, MaterialNeed};

use super::plan::Plan;
use crate::catalogue::Published;
use crate::error::Result;
use crate::files::{self, Stored};
use crate::house::House;

/// A portrait of nobody.
const PHOTO: &[u8] = include_bytes!("photo.jpg");
/// What names of materials that are photographs of a person end with.
const PHOTO_ENDINGS: [&str; 2] = ["照片", "相片"];

/// What an application must come with.
pub fn required(item: &Published) -> impl Iterator<Item = &Material> {
    item.item
        .materials
        .iter()
        .filter(|material| material.need == MaterialNeed::Required && material.when.is_none())
}

/// The required papers of somebody, with the files of those that are uploaded.
pub fn papers(
    house: &House,
    item: &Published,
    plan: Plan,
    whose: &str,
) -> Result<(Vec<Paper>, Vec<Stored>)> {
    let (mut papers, mut files) = (Vec::new(), Vec::new());
    for material in required(item) {
        let (one, file) = paper(house, item, plan, material, whose)?;
        papers.push(one);
        files.extend(file);
    }
    Ok((papers, files))
}

/// A paper laid before the window, or uploaded as a file.
pub fn paper(
    house: &House,
    item: &Published,
    plan: Plan,
    material: &Material,
    whose: &str,
) -> Result<(Paper, Option<Stored>)> {
    let taken = if plan.at_window() { Taken::Paper } else { Taken::Upload };
    let stored = if taken == Taken::Upload && !item.item.is_form(&material.id) {
        let (name, bytes) = file(material, &item.item.name.zh, whose);
        Some(files::store(house, &material.id, &name, bytes)?)
    } else {
        None
    };
    let paper = Paper {
        material: material.id.clone(),
        taken,
        file: stored.as_ref().map(|file| file.id().to_owned()),
        sha256: stored.as_ref().map(|file| file.sha256().to_owned()),
        count: 1,
    };
    Ok((paper, stored))
}

fn file(material: &Material, item: &str, whose: &str) -> (String, Vec<u8>) {
    let name = material.name.zh.as_str();
    if PHOTO_ENDINGS.iter().any(|ending| name.ends_with(ending)) {
        return (format!("{name}（演示）.jpg"), PHOTO.to_vec());
    }
    let whose = format!("申请人：{whose}");
    let item = format!("用于：{item}");
    let lines = ["演 示 材 料", name, &whose, &item, "本文件为系统演示生成，没有法律效力。"];
    (format!("{name}（演示）.pdf"), pdf(&lines))
}

/// A page of lines in the Song face that every reader of PDF has for Chinese: no font travels.
fn pdf(lines: &[&str]) -> Vec<u8> {
    let mut text = String::from("BT /F 20 Tf 64 760 Td 40 TL");
    for line in lines {
        let hex = line.encode_utf16().fold(String::new(), |mut hex, unit| {
            let _ = write!(hex, "{unit:04X}");
            hex
        });
        let _ = write!(text, " <{hex}> Tj T*");
    }
    text.push_str(" ET");
    let objects = [
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        "<</Type/Pages/Kids[3 0 R]/Count 1>>".to_owned(),
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 7 0 R\
         /Resources<</Font<</F 4 0 R>>>>>>"
            .to_owned(),
        "<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H\
         /DescendantFonts[5 0 R]>>"
            .to_owned(),
        "<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/DW 1000/FontDescriptor 6 0 R\
         /CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>>>"
            .to_owned(),
        "<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[-25 -254 1000 880]\
         /ItalicAngle 0/Ascent 880/Descent -120/CapHeight 880/StemV 93>>"
            .to_owned(),
        format!("<</Length {}>>\nstream\n{text}\nendstream", text.len()),
    ];
    let (mut file, mut table) = (String::from("%PDF-1.4\n"), String::new());
    for (number, object) in (1..).zip(&objects) {
        let _ = writeln!(table, "{:010} 00000 n ", file.len());
        let _ = write!(file, "{number} 0 obj\n{object}\nendobj\n");
    }
    let start = file.len();
    let count = objects.len() + 1;
    let _ = write!(
        file,
        "xref\n0 {count}\n0000000000 65535 f \n{table}\
         trailer\n<</Size {count}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n"
    );
    file.into_bytes()
}
