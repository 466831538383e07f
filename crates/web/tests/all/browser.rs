//! A browser: cookies, forms, files.

use axum::body::Body;
use axum::http::{Method, StatusCode};

use crate::client::{Answer, Web, request};

pub use testkit::PDF;

/// Somebody's browser.
pub struct Browser<'w, 'h> {
    web: &'w Web<'h>,
    /// Names and values.
    pub cookies: Vec<(String, String)>,
}

impl<'w, 'h> Browser<'w, 'h> {
    /// One that has been nowhere.
    pub fn new(web: &'w Web<'h>) -> Self {
        Self { web, cookies: Vec::new() }
    }

    /// Begins an application for the service; the address of its draft.
    pub fn draft(&mut self) -> String {
        let begin = format!("/zh/apply/{}", testkit::SERVICE);
        let page = self.get(&begin);
        self.post(&begin, &[("token", token(&page))]).1
    }

    /// The resident's, signed in.
    pub fn of_resident(web: &'w Web<'h>) -> Self {
        let token = web.resident();
        let mut browser = Self::new(web);
        browser.cookies.push(("session".into(), token));
        browser
    }

    /// Sends anything, and keeps the cookies that come back.
    pub fn send(&mut self, method: Method, path: &str, kind: &str, body: Vec<u8>) -> Answer {
        let cookies = self.cookies.iter().map(|(name, value)| format!("{name}={value}"));
        let cookies = cookies.collect::<Vec<_>>().join("; ");
        let headers = [
            ("cookie", cookies.as_str()),
            ("content-type", kind),
            ("sec-fetch-site", "same-origin"),
        ];
        let request = request(method, path, &headers, Body::from(body));
        let answer = self.web.send_from([127, 0, 0, 1], request);
        for line in answer.headers.get_all("set-cookie") {
            let line = line.to_str().unwrap();
            assert!(line.contains("HttpOnly") && line.contains("SameSite=Lax"), "{line}");
            let (name, value) = line.split(';').next().unwrap().split_once('=').unwrap();
            self.cookies.retain(|(had, _)| had != name);
            if !value.is_empty() {
                self.cookies.push((name.to_owned(), value.to_owned()));
            }
        }
        answer
    }

    /// Reads a page that must be there.
    pub fn get(&mut self, path: &str) -> String {
        let answer = self.send(Method::GET, path, "", Vec::new());
        assert_eq!(answer.status, StatusCode::OK, "{path} → {}", answer.header("location"));
        answer.text()
    }

    /// Somebody's with this session.
    pub fn with(web: &'w Web<'h>, session: String) -> Self {
        Self { web, cookies: vec![("session".into(), session)] }
    }

    /// Posts a form and tells where it leads, or what the page says when it stays.
    pub fn post(&mut self, path: &str, pairs: &[(&str, &str)]) -> (StatusCode, String) {
        let mut body = form_urlencoded::Serializer::new(String::new());
        let body = body.extend_pairs(pairs).finish().into_bytes();
        let kind = "application/x-www-form-urlencoded";
        let answer = self.send(Method::POST, path, kind, body);
        let place = answer.header("location");
        (answer.status, if place.is_empty() { answer.text() } else { place })
    }

    /// Posts one file by the button beside it.
    pub fn upload(&mut self, path: &str, token: &str, name: &str, content: &[u8]) -> Answer {
        self.file(path, &[("token", token), ("_upload", "plan")], name, content)
    }

    /// Posts a form with one file.
    pub fn file(
        &mut self,
        path: &str,
        fields: &[(&str, &str)],
        name: &str,
        content: &[u8],
    ) -> Answer {
        let part =
            |header: &str| format!("--b\r\nContent-Disposition: form-data; {header}\r\n\r\n");
        let text = |(field, value): &(&str, &str)| {
            format!("{}{value}\r\n", part(&format!("name=\"{field}\"")))
        };
        let mut body = fields.iter().map(text).collect::<String>().into_bytes();
        let file = format!("name=\"file-plan\"; filename=\"{name}\"");
        body.extend_from_slice(part(&file).as_bytes());
        body.extend_from_slice(content);
        body.extend_from_slice(b"\r\n--b--\r\n");
        self.send(Method::POST, path, "multipart/form-data; boundary=b", body)
    }
}

/// What stands in a page between two marks.
pub fn between<'p>(page: &'p str, before: &str, after: &str) -> &'p str {
    let (_, rest) = page.split_once(before).unwrap_or_else(|| panic!("no {before} in {page}"));
    rest.split_once(after).expect("an end").0
}

/// The token of a page's forms.
pub fn token(page: &str) -> &str {
    between(page, "name=\"token\" value=\"", "\"")
}
