//! Reads a file line by line without ever holding more than one line's limit in memory.

use std::io::{self, BufRead};

use super::limits::{FILE_BYTES_MAX, LINE_BYTES_MAX};

const UTF8_MARK: &[u8] = b"\xEF\xBB\xBF";

/// What the next line is.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Line {
    /// Its bytes are in the buffer, without the ends of line and the byte order mark.
    Bytes,
    /// It is longer than the limit, and was read over.
    TooLong,
    /// The file is longer than the limit; nothing more is read.
    FileTooLarge,
}

/// The lines of a file.
pub(super) struct Lines<R> {
    input: R,
    /// The number of the last line, from one.
    pub(super) number: u64,
    /// How many bytes were read.
    pub(super) bytes: u64,
}

impl<R: BufRead> Lines<R> {
    pub(super) fn new(input: R) -> Self {
        Self { input, number: 0, bytes: 0 }
    }

    /// Reads the next line into the buffer; none at the end of the file. `read_over` hears the
    /// bytes so far while a line is read over that is too long.
    pub(super) fn next(
        &mut self,
        buffer: &mut Vec<u8>,
        read_over: &dyn Fn(u64),
    ) -> io::Result<Option<Line>> {
        buffer.clear();
        let (mut too_long, mut began) = (false, false);
        loop {
            let chunk = match self.input.fill_buf() {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                other => other?,
            };
            if chunk.is_empty() && !began {
                return Ok(None);
            }
            began = true;
            let end = chunk.iter().position(|byte| *byte == b'\n');
            let part = &chunk[..end.unwrap_or(chunk.len())];
            too_long |= buffer.len() + part.len() > LINE_BYTES_MAX;
            if too_long {
                buffer.clear();
            } else {
                buffer.extend_from_slice(part);
            }
            let (read, at_end) = (end.map_or(chunk.len(), |end| end + 1), chunk.is_empty());
            self.input.consume(read);
            self.bytes += read as u64;
            if too_long {
                read_over(self.bytes);
            }
            if self.bytes > FILE_BYTES_MAX {
                self.number += 1;
                return Ok(Some(Line::FileTooLarge));
            }
            if end.is_some() || at_end {
                break;
            }
        }
        self.number += 1;
        if too_long {
            return Ok(Some(Line::TooLong));
        }
        if buffer.last() == Some(&b'\r') {
            buffer.pop();
        }
        if self.number == 1 && buffer.starts_with(UTF8_MARK) {
            buffer.drain(..UTF8_MARK.len());
        }
        Ok(Some(Line::Bytes))
    }
}

#[cfg(test)]
mod tests {
    use std::io::{BufReader, Read};

    use super::*;

    fn lines(text: &[u8]) -> Vec<String> {
        let mut lines = Lines::new(BufReader::with_capacity(3, text));
        let (mut buffer, mut all) = (Vec::new(), Vec::new());
        while let Some(line) = lines.next(&mut buffer, &|_| {}).unwrap() {
            assert_eq!(line, Line::Bytes);
            all.push(String::from_utf8(buffer.clone()).unwrap());
        }
        assert_eq!((lines.number, lines.bytes), (all.len() as u64, text.len() as u64));
        all
    }

    #[test]
    fn ends_of_line_and_marks_are_taken_off() {
        assert_eq!(lines(b"\xEF\xBB\xBFa\r\nb\n\nc"), ["a", "b", "", "c"]);
        assert_eq!(lines(b"a\n"), ["a"]);
        assert!(lines(b"").is_empty());
    }

    #[test]
    fn a_line_of_a_hundred_megabytes_is_read_over() {
        let long = io::repeat(b'x').take(100 * 1024 * 1024);
        let mut lines = Lines::new(BufReader::new((&b"a\n"[..]).chain(long).chain(&b"\nb"[..])));
        let mut buffer = Vec::new();
        assert_eq!(lines.next(&mut buffer, &|_| {}).unwrap(), Some(Line::Bytes));
        let heard = std::cell::Cell::new((0, 0));
        let read_over = |bytes| {
            let (times, last) = heard.get();
            assert!(bytes > last);
            heard.set((times + 1, bytes));
        };
        assert_eq!(lines.next(&mut buffer, &read_over).unwrap(), Some(Line::TooLong));
        assert!(heard.get().0 > 1_000 && heard.get().1 > 100 * 1024 * 1024, "{heard:?}");
        assert!(buffer.capacity() < 3 * LINE_BYTES_MAX);
        assert_eq!(lines.next(&mut buffer, &|_| {}).unwrap(), Some(Line::Bytes));
        assert_eq!((buffer.as_slice(), lines.number), (&b"b"[..], 3));
    }
}
