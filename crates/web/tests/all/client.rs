//! A running application and somebody who sends it requests.

use std::net::SocketAddr;
use std::sync::Arc;

use app::people::{Form, Registration};
use app::staff::{NewStaff, Prepared};
use axum::body::{Body, to_bytes};
use axum::extract::ConnectInfo;
use axum::http::{HeaderMap, Method, Request, StatusCode};
use domain::catalogue::Text;
use domain::people::Role;
use serde_json::{Value, json};
use testkit::TestHouse;
use tokio::runtime::Runtime;

/// The password of everybody in these tests.
pub const PASSWORD: &str = "correct horse battery staple";
/// The proxy in front of the house.
pub const PROXY: [u8; 4] = [10, 9, 9, 9];
/// The resident's telephone.
pub const PHONE: &str = "15400000001";

/// The web application over a test house.
pub struct Web<'h> {
    /// The house.
    pub house: &'h TestHouse,
    gate: web::Gate,
    runtime: Runtime,
}

/// What came back.
pub struct Answer {
    /// Status.
    pub status: StatusCode,
    /// Headers.
    pub headers: HeaderMap,
    /// Body.
    pub body: Vec<u8>,
}

impl Answer {
    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The body as JSON.
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or(Value::Null)
    }

    /// A header; empty when it is not there.
    pub fn header(&self, name: &str) -> String {
        let value = self.headers.get(name).and_then(|value| value.to_str().ok());
        value.unwrap_or_default().to_owned()
    }
}

impl<'h> Web<'h> {
    /// Serves the house.
    pub fn new(house: &'h TestHouse) -> Self {
        let text = |zh: &str| Text { zh: zh.into(), en: Some("Dali".into()) };
        let site = views::Site {
            region: text("大理市"),
            operator: text("大理市政务服务中心"),
            address: text("龙山路1号"),
            hotline: "0872-2990000".into(),
            demo: true,
        };
        let proxies = web::peer::Proxies::parse(&[PROXY.map(|n| n.to_string()).join(".")]);
        let app = web::App::new(Arc::clone(&house.house), site, proxies.expect("an address"));
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(2)
            .enable_all()
            .build()
            .expect("a runtime");
        Self { house, gate: web::gate(&app), runtime }
    }

    /// Sends a request from an address.
    pub fn send_from(&self, from: [u8; 4], request: Request<Body>) -> Answer {
        let mut request = request;
        request.extensions_mut().insert(ConnectInfo(SocketAddr::from((from, 4711))));
        self.runtime.block_on(async {
            let response = self.gate.answer(request).await;
            let (parts, body) = response.into_parts();
            let body = to_bytes(body, usize::MAX).await.expect("a body");
            Answer { status: parts.status, headers: parts.headers, body: body.to_vec() }
        })
    }

    /// Reads a page.
    pub fn get(&self, path: &str, headers: &[(&str, &str)]) -> Answer {
        self.send_from([127, 0, 0, 1], request(Method::GET, path, headers, Body::empty()))
    }

    /// Posts JSON.
    pub fn post(&self, path: &str, headers: &[(&str, &str)], body: &Value) -> Answer {
        let mut all = vec![("content-type", "application/json")];
        all.extend_from_slice(headers);
        let body = Body::from(body.to_string());
        self.send_from([127, 0, 0, 1], request(Method::POST, path, &all, body))
    }

    /// Sends any request without a body.
    pub fn knock(&self, method: &Method, path: &str, headers: &[(&str, &str)]) -> Answer {
        self.send_from([127, 0, 0, 1], request(method.clone(), path, headers, Body::empty()))
    }

    /// Registers the resident, verified or not.
    pub fn resident(&self) -> String {
        self.person("53290119880101999X")
    }

    /// Registers somebody by the number of their identity card, and signs them in.
    pub fn person(&self, number: &str) -> String {
        let form = Form {
            document_kind: "111".into(),
            document_number: number.into(),
            name: "杨建国".into(),
            representative: String::new(),
            phone: PHONE.into(),
            password: PASSWORD.into(),
        };
        self.register(&form)
    }

    /// Registers a firm, and signs it in.
    pub fn firm(&self, credit_code: &str) -> String {
        let form = Form {
            document_kind: "001".into(),
            document_number: credit_code.into(),
            name: "大理苍洱米线有限公司".into(),
            representative: "杨建国".into(),
            phone: PHONE.into(),
            password: PASSWORD.into(),
        };
        self.register(&form)
    }

    fn register(&self, form: &Form) -> String {
        let ready = Registration::prepare(&self.house.house, form).expect("a good form");
        let system = self.house.system();
        system.cx.write_blocking(move |unit| ready.run_as_system(unit)).expect("an account");
        self.token(&json!({ "account": PHONE, "password": PASSWORD }))
    }

    /// Adds a member of staff of a department.
    pub fn staff(&self, login: &str, department: &str, role: Role) -> String {
        let new = NewStaff {
            id: None,
            login: login.into(),
            name: "李会民".into(),
            title: Text::default(),
            department: department.into(),
            region: "532901".into(),
            roles: vec![role],
            window: None,
            password: PASSWORD.into(),
        };
        let ready = Prepared::new(&self.house.house, new).expect("a good form");
        let system = self.house.system();
        system.cx.write_blocking(move |unit| ready.bootstrap(unit)).expect("an account");
        self.token(&json!({ "login": login, "password": PASSWORD }))
    }

    fn token(&self, who: &Value) -> String {
        let answer = self.post("/api/v1/sessions", &[], who);
        assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.text());
        answer.json()["token"].as_str().expect("a token").to_owned()
    }
}

/// A bearer header's value.
pub fn bearer(token: &str) -> String {
    format!("Bearer {token}")
}

/// A request.
pub fn request(method: Method, path: &str, headers: &[(&str, &str)], body: Body) -> Request<Body> {
    let mut request = Request::builder().method(method).uri(path).header("host", "127.0.0.1:8080");
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    request.body(body).expect("a request")
}
