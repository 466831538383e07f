//! In which encoding a line is written. Nothing is converted behind anybody's back.

use std::borrow::Cow;

use encoding_rs::GB18030;

use super::Fault;

/// In which encoding a file is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Encoding {
    /// UTF-8, with or without a byte order mark.
    #[default]
    Utf8,
    /// GBK and its larger GB 18030, as older office programs write.
    Gbk,
}

/// Reads lines in one encoding.
pub(super) struct Decoder {
    encoding: Encoding,
    /// Whether a line with characters beyond ASCII was good UTF-8.
    utf8_seen: bool,
}

impl Decoder {
    pub(super) fn new(encoding: Encoding) -> Self {
        Self { encoding, utf8_seen: false }
    }

    /// The text of a line. The flag beside a fault says that it is the whole file's, so that
    /// reading on would repeat it in every line.
    pub(super) fn decode<'a>(&mut self, line: &'a [u8]) -> Result<Cow<'a, str>, (Fault, bool)> {
        if line.starts_with(b"\xFF\xFE") || line.starts_with(b"\xFE\xFF") {
            return Err((Fault::new("", "file.utf16"), true));
        }
        if self.encoding == Encoding::Gbk {
            return GB18030
                .decode_without_bom_handling_and_without_replacement(line)
                .ok_or_else(|| (Fault::new("", "line.not_gbk"), false));
        }
        match std::str::from_utf8(line) {
            Ok(text) => {
                self.utf8_seen |= !text.is_ascii();
                Ok(Cow::Borrowed(text))
            }
            Err(_) if looks_like_gbk(line) => {
                let code = if self.utf8_seen { "line.gbk" } else { "file.gbk" };
                Err((Fault::new("", code), !self.utf8_seen))
            }
            Err(error) => {
                let fault = Fault::new("", "line.not_utf8").with(&(error.valid_up_to() + 1));
                Err((fault, false))
            }
        }
    }
}

/// Whether the bytes are GBK, and nearly all of its pairs are everyday characters and signs: those
/// of GB 2312, both bytes from 0xA1 on. A broken UTF-8 text is often good GBK too, but of rare
/// characters.
fn looks_like_gbk(line: &[u8]) -> bool {
    if GB18030.decode_without_bom_handling_and_without_replacement(line).is_none() {
        return false;
    }
    let (mut pairs, mut everyday, mut rest) = (0_usize, 0_usize, line);
    while let Some((&lead, after)) = rest.split_first() {
        rest = after;
        if lead >= 0x80 {
            let trail = rest.first().copied().unwrap_or_default();
            rest = rest.get(1..).unwrap_or_default();
            pairs += 1;
            everyday += usize::from(lead >= 0xA1 && trail >= 0xA1);
        }
    }
    pairs > 0 && everyday * 10 >= pairs * 9
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(encoding: Encoding, line: &[u8]) -> Option<(&'static str, bool)> {
        let mut decoder = Decoder::new(encoding);
        decoder.decode(line).err().map(|(fault, whole)| (fault.code, whole))
    }

    #[test]
    fn each_encoding_is_told_apart() {
        let (gbk, _, _) = GB18030.encode("{\"名称\":\"食品经营许可（餐饮）\"}");
        assert_eq!(code(Encoding::Utf8, "食品".as_bytes()), None);
        assert_eq!(code(Encoding::Utf8, &gbk), Some(("file.gbk", true)));
        assert_eq!(code(Encoding::Gbk, &gbk), None);
        assert_eq!(code(Encoding::Utf8, b"\xFF\xFE{\0"), Some(("file.utf16", true)));
        let cut = &"食品经营".as_bytes()[..11];
        assert_eq!(code(Encoding::Utf8, cut), Some(("line.not_utf8", false)));
        assert_eq!(code(Encoding::Gbk, b"\x80\x20\xFF"), Some(("line.not_gbk", false)));
    }

    #[test]
    fn one_strange_line_in_a_good_file_is_that_line_s_fault() {
        let mut decoder = Decoder::new(Encoding::Utf8);
        let (gbk, _, _) = GB18030.encode("许可");
        assert!(decoder.decode("食品".as_bytes()).is_ok());
        let (fault, whole) = decoder.decode(&gbk).unwrap_err();
        assert_eq!((fault.code, whole), ("line.gbk", false));
    }
}
