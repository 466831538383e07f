//! The power is cut while people submit: whoever was told yes finds the case, and the log verifies.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use crate::house::{Place, ask, said};

const CUTS: usize = 3;
const CLIENTS: usize = 6;
/// Cases that are acknowledged before the power goes.
const ENOUGH: usize = 40;

#[test]
fn every_acknowledged_case_survives_a_power_cut() {
    let place = Place::new();
    let kept = Arc::new(Mutex::new(Vec::<(String, String)>::new()));
    for cut in 1..=CUTS {
        let server = place.serve();
        let (token, port) = (server.token(), server.port());
        let over = Arc::new(AtomicBool::new(false));
        let hands: Vec<_> = (0..CLIENTS)
            .map(|_| {
                let (kept, over) = (Arc::clone(&kept), Arc::clone(&over));
                let (token, body) = (token.clone(), place.body.clone());
                std::thread::spawn(move || {
                    while !over.load(Ordering::Relaxed) {
                        let answer = ask(port, "POST", "/api/v1/cases", Some(&token), &body);
                        let Some((201, receipt)) = answer else { continue };
                        let text = |name: &str| {
                            receipt[name].as_str().expect("a receipt is whole").to_owned()
                        };
                        kept.lock().unwrap().push((text("number"), text("query_code")));
                    }
                })
            })
            .collect();
        while kept.lock().unwrap().len() < cut * ENOUGH {
            std::thread::yield_now();
        }
        server.kill();
        over.store(true, Ordering::Relaxed);
        for hand in hands {
            hand.join().expect("a client ends");
        }
    }
    let server = place.serve();
    let kept = kept.lock().unwrap();
    for (number, code) in kept.iter() {
        let body = serde_json::json!({ "query_code": code }).to_string();
        let path = format!("/api/v1/cases/{number}/status");
        let (status, _) = server.ask("POST", &path, None, &body).expect("an answer");
        assert_eq!(status, 200, "{number} was acknowledged and is gone");
    }
    server.stop();
    let verified = place.run(&["verify"]);
    assert!(verified.status.success(), "{}", said(&verified));
    assert!(said(&verified).contains("tail     0"), "a stop sequences what is written");
}
