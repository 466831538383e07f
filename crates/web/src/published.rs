//! Published pages and files: the same bytes for everybody. Each is rendered once and compressed
//! once per version of the catalogue and per day, and answered with an `ETag`.

use std::collections::HashMap;
use std::io::Write as _;
use std::sync::{Arc, PoisonError, RwLock};

use app::House;
use app::catalogue::{Catalogue, Published as CataloguedItem};
use axum::body::Body;
use axum::body::Bytes;
use axum::http::header::{
    ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_ENCODING, CONTENT_TYPE, ETAG,
    IF_NONE_MATCH, VARY,
};
use axum::http::{HeaderMap, HeaderValue, Response, StatusCode};
use base::Date;
use domain::catalogue::regions;
use flate2::Compression;
use flate2::write::GzEncoder;
use maud::Markup;
use search::Index;
use sha2::{Digest as _, Sha256};

use crate::index;

/// Pages kept at once: guides in two languages and what leads to them.
const PAGES_MAX: usize = 8_192;
/// Files kept at once: a PDF with its part of a Chinese font has some hundred kilobytes.
const FILES_MAX: usize = 256;

/// The picture of one version and day.
pub struct Edition {
    /// The catalogue.
    pub catalogue: Arc<Catalogue>,
    /// The search index over it.
    pub index: Index,
    /// The law's day.
    pub day: Date,
    /// The region of this house, what is above it and what lies in it: whose items are for people
    /// here. Empty where the region is not in the catalogue.
    pub home: Vec<String>,
    pages: Shelf,
    files: Shelf,
}

/// Pages by their addresses, as many as there is room for.
struct Shelf {
    room: usize,
    pages: RwLock<HashMap<String, Arc<Page>>>,
}

impl Shelf {
    fn new(room: usize) -> Self {
        Self { room, pages: RwLock::default() }
    }

    fn get(&self, address: &str) -> Option<Arc<Page>> {
        let pages = self.pages.read().unwrap_or_else(PoisonError::into_inner);
        pages.get(address).map(Arc::clone)
    }

    fn put(&self, address: &str, page: Page) -> Arc<Page> {
        let page = Arc::new(page);
        let mut pages = self.pages.write().unwrap_or_else(PoisonError::into_inner);
        if pages.len() < self.room {
            pages.insert(address.to_owned(), Arc::clone(&page));
        }
        page
    }
}

/// A page as it is sent.
struct Page {
    plain: Bytes,
    gzip: Bytes,
    etag: HeaderValue,
    etag_gzip: HeaderValue,
    kind: HeaderValue,
    /// For a file: that it is saved, and under which name.
    disposition: Option<HeaderValue>,
}

/// The present edition.
pub struct Published {
    present: RwLock<Arc<Edition>>,
}

impl Published {
    /// The edition of an instance as it starts.
    pub fn new(house: &House) -> Self {
        let edition =
            Edition::new(house.catalogue(), house.clock.now().day(), &house.settings.region);
        Self { present: RwLock::new(Arc::new(edition)) }
    }

    /// The edition of today. When the catalogue or the day has changed, a new one takes its place.
    pub fn edition(&self, house: &House) -> Arc<Edition> {
        let today = house.clock.now().day();
        let version = house.catalogue().version;
        let present = Arc::clone(&self.present.read().unwrap_or_else(PoisonError::into_inner));
        if present.day == today && present.catalogue.version == version {
            return present;
        }
        let mut slot = self.present.write().unwrap_or_else(PoisonError::into_inner);
        if slot.day != today || slot.catalogue.version != version {
            *slot = Arc::new(Edition::new(house.catalogue(), today, &house.settings.region));
        }
        Arc::clone(&slot)
    }
}

impl Edition {
    fn new(catalogue: Arc<Catalogue>, day: Date, region: &str) -> Self {
        let index = index::build(&catalogue);
        let home = regions::around(catalogue.regions(), region);
        let (pages, files) = (Shelf::new(PAGES_MAX), Shelf::new(FILES_MAX));
        Self { catalogue, index, day, home, pages, files }
    }

    /// Whether something of this region is for people here.
    pub fn is_local(&self, region: &str) -> bool {
        self.home.is_empty() || self.home.iter().any(|code| code == region)
    }

    /// The items in use that are for people here: those of this region, of what is above it and of
    /// what lies in it. What was imported from elsewhere is found by search.
    pub fn local(&self) -> impl Iterator<Item = &Arc<CataloguedItem>> {
        self.catalogue.items().iter().filter(|item| self.is_local(&item.item.region))
    }

    /// The page of an address, made if nobody asked for it before; none when `make` knows none.
    pub fn page(
        &self,
        address: &str,
        headers: &HeaderMap,
        make: impl FnOnce() -> Option<Markup>,
    ) -> Option<Response<Body>> {
        self.sent(address, "text/html; charset=utf-8", headers, || {
            make().map(|markup| markup.into_string().into_bytes())
        })
    }

    /// Like [`Edition::page`] for any bytes.
    pub fn sent(
        &self,
        address: &str,
        kind: &'static str,
        headers: &HeaderMap,
        make: impl FnOnce() -> Option<Vec<u8>>,
    ) -> Option<Response<Body>> {
        let page = match self.pages.get(address) {
            Some(page) => page,
            None => self.pages.put(address, Page::new(make()?, kind)),
        };
        Some(page.respond(headers))
    }

    /// The file of an address, if it was made before.
    pub fn file(&self, address: &str, headers: &HeaderMap) -> Option<Response<Body>> {
        self.files.get(address).map(|file| file.respond(headers))
    }

    /// Keeps a PDF that is saved under a name, and answers with it.
    pub fn keep(
        &self,
        address: &str,
        name: &str,
        pdf: Vec<u8>,
        headers: &HeaderMap,
    ) -> Response<Body> {
        self.files.put(address, Page::pdf(pdf, name)).respond(headers)
    }
}

impl Page {
    fn new(plain: Vec<u8>, kind: &'static str) -> Self {
        let digest = data_encoding::HEXLOWER.encode(&Sha256::digest(&plain)[..12]);
        let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
        let gzip = encoder.write_all(&plain).and_then(|()| encoder.finish()).unwrap_or_default();
        Self {
            plain: plain.into(),
            gzip: gzip.into(),
            etag: quoted(&digest),
            etag_gzip: quoted(&format!("{digest}-gz")),
            kind: HeaderValue::from_static(kind),
            disposition: None,
        }
    }

    /// A PDF is compressed already.
    fn pdf(plain: Vec<u8>, name: &str) -> Self {
        let digest = data_encoding::HEXLOWER.encode(&Sha256::digest(&plain)[..12]);
        Self {
            plain: plain.into(),
            gzip: Bytes::new(),
            etag: quoted(&digest),
            etag_gzip: quoted(&digest),
            kind: HeaderValue::from_static("application/pdf"),
            disposition: attachment(name),
        }
    }

    fn respond(&self, headers: &HeaderMap) -> Response<Body> {
        let accepts = headers.get(ACCEPT_ENCODING).and_then(|value| value.to_str().ok());
        let gzip = !self.gzip.is_empty() && accepts.is_some_and(|list| list.contains("gzip"));
        let etag = if gzip { &self.etag_gzip } else { &self.etag };
        let known = headers.get(IF_NONE_MATCH).is_some_and(|known| known == etag);
        let body = match (known, gzip) {
            (true, _) => Body::empty(),
            (false, true) => Body::from(self.gzip.clone()),
            (false, false) => Body::from(self.plain.clone()),
        };
        let mut response = Response::new(body);
        if known {
            *response.status_mut() = StatusCode::NOT_MODIFIED;
        }
        let to = response.headers_mut();
        to.insert(CONTENT_TYPE, self.kind.clone());
        to.insert(ETAG, etag.clone());
        to.insert(CACHE_CONTROL, HeaderValue::from_static("public, no-cache"));
        to.insert(VARY, HeaderValue::from_static("accept-encoding"));
        if let Some(disposition) = &self.disposition {
            to.insert(CONTENT_DISPOSITION, disposition.clone());
        }
        if gzip && !known {
            to.insert(CONTENT_ENCODING, HeaderValue::from_static("gzip"));
        }
        response
    }
}

/// `Content-Disposition` of a file that is saved under a name (RFC 6266): the name in UTF-8, every
/// byte but letters and digits escaped.
pub(crate) fn attachment(name: &str) -> Option<HeaderValue> {
    let escaped: String = name
        .bytes()
        .map(|byte| match byte {
            b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' | b'.' | b'-' => char::from(byte).to_string(),
            other => format!("%{other:02X}"),
        })
        .collect();
    HeaderValue::from_str(&format!("attachment; filename*=UTF-8''{escaped}")).ok()
}

fn quoted(text: &str) -> HeaderValue {
    HeaderValue::from_str(&format!("\"{text}\"")).expect("hexadecimal digits are visible ASCII")
}
