//! OFD and DOCX are zip archives. Their central directory is read here, every entry is unpacked
//! once to nowhere, and nothing is believed that was not counted: an archive that grows too much,
//! names one piece of data twice, or is encrypted, is refused. Archives within archives are not
//! opened.

use std::collections::HashSet;

use base::limits::{ARCHIVE_BYTES_MAX, ARCHIVE_ENTRIES_MAX, ARCHIVE_RATIO_MAX};
use miniz_oxide::inflate::TINFLStatus;
use miniz_oxide::inflate::core::{DecompressorOxide, decompress};

use super::MediaType;
use crate::error::FieldError;

/// Bytes of the record at the end, without its comment, which has at most 65,535.
const END_BYTES: usize = 22;
const CENTRAL_BYTES: usize = 46;
const LOCAL_BYTES: usize = 30;
/// The window of deflate: what is unpacked goes round in it.
const WINDOW_BYTES: usize = 32 * 1024;
const ENCRYPTED: u16 = 1;
const STORED: u16 = 0;
const DEFLATED: u16 = 8;

/// Why an archive is refused, as a code of field `file`.
type Refusal = &'static str;
const CUT_OFF: Refusal = "file.cut_off";
const BOMB: Refusal = "file.bomb";

/// An entry of the central directory.
struct Entry {
    name: Vec<u8>,
    flags: u16,
    method: u16,
    packed: usize,
    size: u64,
    local: usize,
}

/// Which of the kinds an archive is.
pub fn kind(bytes: &[u8]) -> Result<MediaType, FieldError> {
    let entries = check(bytes).map_err(|code| {
        let error = FieldError::new("file", code);
        if code == CUT_OFF { error.with("ZIP") } else { error }
    })?;
    let has = |name: &str| entries.contains(name.as_bytes());
    if has("OFD.xml") {
        return Ok(MediaType::Ofd);
    }
    let word = entries.iter().any(|name| name.starts_with(b"word/"));
    if has("[Content_Types].xml") && word {
        // A document with a program in it is no paper.
        let program = has("word/vbaProject.bin");
        let refusal = || FieldError::new("file", "file.macros");
        return if program { Err(refusal()) } else { Ok(MediaType::Docx) };
    }
    let looks_like = match () {
        () if entries.iter().any(|name| name.starts_with(b"xl/")) => "XLSX",
        () if entries.iter().any(|name| name.starts_with(b"ppt/")) => "PPTX",
        () if has("AndroidManifest.xml") => "APK",
        () if has("mimetype") => "ODT",
        () => "ZIP",
    };
    Err(FieldError::new("file", "file.type").with(looks_like))
}

/// The names of all entries, once the whole archive was found harmless.
fn check(bytes: &[u8]) -> Result<HashSet<Vec<u8>>, Refusal> {
    let entries = directory(bytes)?;
    if entries.iter().any(|entry| entry.flags & ENCRYPTED != 0) {
        return Err("file.encrypted");
    }
    let declared = entries.iter().try_fold(0_u64, |sum, entry| sum.checked_add(entry.size));
    let limit = ARCHIVE_BYTES_MAX.min((bytes.len() as u64).saturating_mul(ARCHIVE_RATIO_MAX));
    if declared.is_none_or(|declared| declared > limit) {
        return Err(BOMB);
    }
    let mut pieces = Vec::with_capacity(entries.len());
    for entry in &entries {
        pieces.push(piece(bytes, entry)?);
    }
    // One piece of data under many names is how small archives become huge.
    let mut ranges: Vec<_> = entries.iter().zip(&pieces).map(|(e, p)| (e.local, p.end)).collect();
    ranges.sort_unstable();
    if ranges.windows(2).any(|pair| pair[1].0 < pair[0].1) {
        return Err(BOMB);
    }
    for (entry, range) in entries.iter().zip(pieces) {
        unpack(&bytes[range], entry)?;
    }
    Ok(entries.into_iter().map(|entry| entry.name).collect())
}

/// The entries of the central directory, which the record at the end points to.
fn directory(bytes: &[u8]) -> Result<Vec<Entry>, Refusal> {
    let lowest = bytes.len().saturating_sub(END_BYTES + usize::from(u16::MAX));
    let last = bytes.len().checked_sub(END_BYTES).ok_or(CUT_OFF)?;
    let end = (lowest..=last).rev().find(|at| bytes[*at..].starts_with(b"PK\x05\x06"));
    let end = end.ok_or(CUT_OFF)?;
    let count = usize::from(u16_at(bytes, end + 10)?);
    let mut at = size_at(bytes, end + 16)?;
    // 65,535 entries or an offset of 4 GB would mean zip64, which no upload of this size needs.
    if count > ARCHIVE_ENTRIES_MAX {
        return Err(BOMB);
    }
    let mut entries = Vec::with_capacity(count);
    for _ in 0..count {
        let head = bytes.get(at..).filter(|head| head.starts_with(b"PK\x01\x02")).ok_or(CUT_OFF)?;
        let name_bytes = usize::from(u16_at(head, 28)?);
        let name = head.get(CENTRAL_BYTES..CENTRAL_BYTES + name_bytes).ok_or(CUT_OFF)?;
        entries.push(Entry {
            name: name.to_vec(),
            flags: u16_at(head, 8)?,
            method: u16_at(head, 10)?,
            packed: size_at(head, 20)?,
            size: u64::from(u32_at(head, 24)?),
            local: size_at(head, 42)?,
        });
        let others = usize::from(u16_at(head, 30)?) + usize::from(u16_at(head, 32)?);
        at += CENTRAL_BYTES + name_bytes + others;
    }
    Ok(entries)
}

/// Where the packed data of an entry lies.
fn piece(bytes: &[u8], entry: &Entry) -> Result<std::ops::Range<usize>, Refusal> {
    let head = bytes.get(entry.local..).filter(|head| head.starts_with(b"PK\x03\x04"));
    let head = head.ok_or(CUT_OFF)?;
    let names = usize::from(u16_at(head, 26)?) + usize::from(u16_at(head, 28)?);
    let start = entry.local + LOCAL_BYTES + names;
    let end = start.checked_add(entry.packed).filter(|end| *end <= bytes.len()).ok_or(CUT_OFF)?;
    Ok(start..end)
}

/// Unpacks an entry to nowhere and counts. More than it declares is a lie, less is damage.
fn unpack(packed: &[u8], entry: &Entry) -> Result<(), Refusal> {
    let counted = match entry.method {
        STORED => packed.len() as u64,
        DEFLATED => inflated(packed, entry.size)?,
        _ => return Err("file.packing"),
    };
    match counted.cmp(&entry.size) {
        std::cmp::Ordering::Equal => Ok(()),
        std::cmp::Ordering::Less => Err(CUT_OFF),
        std::cmp::Ordering::Greater => Err(BOMB),
    }
}

/// How many bytes deflated data unpacks to; counting ends above `most`.
fn inflated(packed: &[u8], most: u64) -> Result<u64, Refusal> {
    let mut state = Box::new(DecompressorOxide::new());
    let mut window = vec![0; WINDOW_BYTES];
    let (mut read, mut place, mut count) = (0, 0, 0_u64);
    loop {
        let (status, taken, given) = decompress(&mut state, &packed[read..], &mut window, place, 0);
        read += taken;
        count += given as u64;
        place = (place + given) % WINDOW_BYTES;
        match status {
            TINFLStatus::Done => return Ok(count),
            _ if count > most => return Ok(count),
            TINFLStatus::HasMoreOutput => {}
            _ => return Err(CUT_OFF),
        }
    }
}

fn u16_at(bytes: &[u8], at: usize) -> Result<u16, Refusal> {
    let part = bytes.get(at..at + 2).ok_or(CUT_OFF)?;
    Ok(u16::from_le_bytes(part.try_into().map_err(|_| CUT_OFF)?))
}

fn u32_at(bytes: &[u8], at: usize) -> Result<u32, Refusal> {
    let part = bytes.get(at..at + 4).ok_or(CUT_OFF)?;
    Ok(u32::from_le_bytes(part.try_into().map_err(|_| CUT_OFF)?))
}

/// An offset or a length; one beyond the address space is beyond the file.
fn size_at(bytes: &[u8], at: usize) -> Result<usize, Refusal> {
    usize::try_from(u32_at(bytes, at)?).map_err(|_| CUT_OFF)
}

#[cfg(test)]
mod tests {
    use miniz_oxide::deflate::compress_to_vec;
    use proptest::prelude::*;

    use super::super::kind::of;
    use super::*;

    /// An archive under construction, whose fields a test can falsify.
    #[derive(Default)]
    struct Zip {
        body: Vec<u8>,
        directory: Vec<u8>,
        count: u16,
    }

    impl Zip {
        fn of(names: &[&str]) -> Self {
            names.iter().fold(Self::default(), |zip, name| zip.with(name, b"<x/>"))
        }

        fn with(self, name: &str, content: &[u8]) -> Self {
            let packed = compress_to_vec(content, 6);
            let local = self.body.len();
            self.raw(name, &packed, content.len(), 0, DEFLATED, local)
        }

        fn raw(
            mut self,
            name: &str,
            packed: &[u8],
            size: usize,
            flags: u16,
            method: u16,
            local: usize,
        ) -> Self {
            let long = |number: usize| u32::try_from(number).unwrap().to_le_bytes();
            let short = |number: usize| u16::try_from(number).unwrap().to_le_bytes();
            if local == self.body.len() {
                self.body.extend(b"PK\x03\x04\x14\0");
                self.body.extend([flags.to_le_bytes(), method.to_le_bytes()].concat());
                self.body.extend([0; 8]);
                self.body.extend([long(packed.len()), long(size)].concat());
                self.body.extend([short(name.len()), [0, 0]].concat());
                self.body.extend(name.as_bytes());
                self.body.extend(packed);
            }
            self.directory.extend(b"PK\x01\x02\x14\0\x14\0");
            self.directory.extend([flags.to_le_bytes(), method.to_le_bytes()].concat());
            self.directory.extend([0; 8]);
            self.directory.extend([long(packed.len()), long(size)].concat());
            self.directory.extend(short(name.len()));
            self.directory.extend([0; 12]);
            self.directory.extend(long(local));
            self.directory.extend(name.as_bytes());
            self.count = self.count.wrapping_add(1);
            self
        }

        fn bytes(self) -> Vec<u8> {
            let long = |number: usize| u32::try_from(number).unwrap().to_le_bytes();
            let (at, length) = (self.body.len(), self.directory.len());
            let mut bytes = [self.body, self.directory, b"PK\x05\x06\0\0\0\0".to_vec()].concat();
            bytes.extend([self.count.to_le_bytes(), self.count.to_le_bytes()].concat());
            bytes.extend([long(length), long(at)].concat());
            bytes.extend([0, 0]);
            bytes
        }

        fn told(self) -> (String, Vec<String>) {
            let error = of(&self.bytes()).unwrap_err();
            (error.code, error.values)
        }
    }

    fn docx() -> Zip {
        Zip::of(&["[Content_Types].xml", "word/document.xml"])
    }

    #[test]
    fn documents_are_known_by_their_entries() {
        assert_eq!(of(&docx().bytes()), Ok(MediaType::Docx));
        assert_eq!(of(&Zip::of(&["OFD.xml", "Doc_0/Document.xml"]).bytes()), Ok(MediaType::Ofd));
        let stored = Zip::default().raw("OFD.xml", b"<x/>", 4, 0, STORED, 0);
        assert_eq!(of(&stored.bytes()), Ok(MediaType::Ofd));
        let with_program = docx().with("word/vbaProject.bin", b"program");
        assert_eq!(with_program.told().0, "file.macros");
        for (entry, word) in
            [("xl/workbook.xml", "XLSX"), ("ppt/a.xml", "PPTX"), ("mimetype", "ODT"), ("a", "ZIP")]
        {
            let told = Zip::of(&["[Content_Types].xml", entry]).told();
            assert_eq!(told, ("file.type".to_owned(), vec![word.to_owned()]));
        }
    }

    #[test]
    fn bombs_are_refused() {
        let large = docx().with("word/zeros", &vec![0; 30 * 1024 * 1024]);
        assert_eq!(large.told().0, "file.bomb");
        // It says that it unpacks to less than it does.
        let packed = compress_to_vec(&vec![0; 1024 * 1024], 6);
        let at = docx().body.len();
        let lying = docx().raw("word/zeros", &packed, 1000, 0, DEFLATED, at);
        assert_eq!(lying.told().0, "file.bomb");
        // Many names of one piece of data.
        let content = compress_to_vec(b"<x/>", 6);
        let doubled = docx().raw("word/again", &content, 4, 0, DEFLATED, 0);
        assert_eq!(doubled.told().0, "file.bomb");
        let many = (0..10_001).fold(docx(), |zip, _| zip.raw("a", b"", 0, 0, STORED, 0));
        assert_eq!(many.told().0, "file.bomb");
    }

    #[test]
    fn what_cannot_be_read_is_refused() {
        let at = docx().body.len();
        let encrypted = docx().raw("word/a", b"....", 4, ENCRYPTED, STORED, at);
        assert_eq!(encrypted.told().0, "file.encrypted");
        let packed_otherwise = docx().raw("word/a", b"....", 4, 0, 14, at);
        assert_eq!(packed_otherwise.told().0, "file.packing");
        let damaged = docx().raw("word/a", b"\xff\xff\xff", 4, 0, DEFLATED, at);
        assert_eq!(damaged.told().0, "file.cut_off");
        let whole = docx().bytes();
        for end in 4..whole.len() {
            assert_eq!(of(&whole[..end]).unwrap_err().code, "file.cut_off", "{end}");
        }
    }

    proptest! {
        #[test]
        fn any_damage_is_survived(place in 0usize..300, byte: u8) {
            let mut bytes = docx().bytes();
            let place = place % bytes.len();
            bytes[place] = byte;
            let _ = of(&bytes);
        }
    }
}
