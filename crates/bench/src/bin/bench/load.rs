//! The client: connections that stay open, one request after the other on each, written by hand so
//! that it costs as little as it can.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use crate::Failure;

/// What a round of load measured.
#[derive(Debug, Clone)]
pub struct Measured {
    /// Requests a second.
    pub rate: f64,
    /// Every latency, sorted.
    pub latencies: Vec<Duration>,
}

impl Measured {
    /// A percentile of the latencies, in milliseconds.
    pub fn percentile_ms(&self, percent: usize) -> f64 {
        let at = (self.latencies.len() * percent / 100).min(self.latencies.len() - 1);
        self.latencies[at].as_secs_f64() * 1_000.0
    }
}

/// Requests in their bytes.
pub type Requests = Arc<Vec<Vec<u8>>>;

/// A request in its bytes.
pub fn request(method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> Vec<u8> {
    let mut text = format!("{method} {path} HTTP/1.1\r\nhost: 127.0.0.1\r\n");
    for (name, value) in headers {
        text.extend([name, ": ", value, "\r\n"]);
    }
    text.extend(["content-length: ", &body.len().to_string(), "\r\n\r\n", body]);
    text.into_bytes()
}

/// Sends `count` requests over so many connections, taking them from the list in turn.
pub fn run(
    port: u16,
    clients: usize,
    count: usize,
    requests: &Requests,
) -> Result<Measured, Failure> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let next = Arc::new(AtomicUsize::new(0));
        let began = Instant::now();
        let mut hands = Vec::new();
        for _ in 0..clients {
            let (next, requests) = (Arc::clone(&next), Arc::clone(requests));
            hands.push(tokio::spawn(one(port, count, next, requests)));
        }
        let mut latencies = Vec::with_capacity(count);
        for hand in hands {
            latencies.extend(hand.await??);
        }
        let rate = count_of(latencies.len()) / began.elapsed().as_secs_f64();
        latencies.sort_unstable();
        Ok(Measured { rate, latencies })
    })
}

fn count_of(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}

async fn one(
    port: u16,
    count: usize,
    next: Arc<AtomicUsize>,
    requests: Requests,
) -> Result<Vec<Duration>, Failure> {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).await?;
    stream.set_nodelay(true)?;
    let (mut latencies, mut buffer) = (Vec::new(), Vec::with_capacity(256 * 1024));
    loop {
        let index = next.fetch_add(1, Ordering::Relaxed);
        if index >= count {
            return Ok(latencies);
        }
        let began = Instant::now();
        stream.write_all(&requests[index % requests.len()]).await?;
        let status = answer(&mut stream, &mut buffer).await?;
        latencies.push(began.elapsed());
        if !(200..300).contains(&status) {
            let text = String::from_utf8_lossy(&buffer).into_owned();
            return Err(format!("answered {status}: {text}").into());
        }
    }
}

/// Reads one answer; the buffer holds it afterwards.
async fn answer(stream: &mut TcpStream, buffer: &mut Vec<u8>) -> Result<u16, Failure> {
    buffer.clear();
    let head = loop {
        if let Some(end) = buffer.windows(4).position(|window| window == b"\r\n\r\n") {
            break end + 4;
        }
        if stream.read_buf(buffer).await? == 0 {
            return Err("the server closed the connection".into());
        }
    };
    let text = std::str::from_utf8(&buffer[..head])?;
    let status = text.get(9..12).and_then(|digits| digits.parse().ok()).unwrap_or(0);
    let length = text
        .lines()
        .filter_map(|line| line.split_once(':'))
        .find(|(name, _)| name.eq_ignore_ascii_case("content-length"))
        .and_then(|(_, value)| value.trim().parse::<usize>().ok())
        .unwrap_or(0);
    while buffer.len() < head + length {
        if stream.read_buf(buffer).await? == 0 {
            return Err("the server closed the connection".into());
        }
    }
    Ok(status)
}

/// The body of one answer, for setting up.
pub fn fetch(port: u16, request: &[u8]) -> Result<String, Failure> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let mut stream = TcpStream::connect(("127.0.0.1", port)).await?;
        stream.write_all(request).await?;
        let mut buffer = Vec::new();
        answer(&mut stream, &mut buffer).await?;
        let text = String::from_utf8_lossy(&buffer).into_owned();
        Ok(text.split_once("\r\n\r\n").map(|(_, body)| body.to_owned()).unwrap_or_default())
    })
}
