//! The disk fails while people submit: it loses what was not synced, or has no room. Whoever was
//! told yes finds the case again, nobody was told yes in vain, and the log verifies.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use app::log::sequencer;
use axum::http::StatusCode;
use base::Seed;
use db::testing::Folder;
use faultfs::Disk;
use serde_json::{Value, json};
use testkit::TestHouse;

use crate::client::{Web, bearer};

/// People who submit at the same time.
const CLIENTS: usize = 6;
/// Times that the power is cut.
const CUTS: u8 = 10;
/// Cases that are acknowledged before each cut.
const ENOUGH: usize = 60;

/// Number and query code of a case that somebody was told of.
type Receipt = (String, String);

fn application() -> Value {
    json!({
        "item": testkit::LICENCE,
        "applicant": {
            "name": "杨建国", "document_kind": "111",
            "document_number": "53290119880101999X", "phone": "15400000001"
        },
        "answers": { "area": 80 },
    })
}

fn submit(web: &Web<'_>, token: &str) -> Result<Receipt, StatusCode> {
    let filed = web.post("/api/v1/cases", &[("authorization", token)], &application());
    if filed.status != StatusCode::CREATED {
        return Err(filed.status);
    }
    let receipt = filed.json();
    let text = |name: &str| receipt[name].as_str().expect("a receipt is whole").to_owned();
    Ok((text("number"), text("query_code")))
}

/// Gives entries their place as long as the disk lets it.
fn sequence_until(house: &TestHouse, over: &AtomicBool) {
    let system = house.system();
    while !over.load(Ordering::Relaxed) {
        if system.cx.write_blocking(|unit| sequencer::run(unit, 0)).is_err() {
            std::thread::yield_now();
        }
    }
}

/// People submit, and the log is sequenced, until `fail` has come and the disk refuses them.
fn submit_until_dark(web: &Web<'_>, token: &str, fail: impl FnOnce()) -> Vec<Receipt> {
    let (told, over) = (Mutex::new(Vec::new()), AtomicBool::new(false));
    std::thread::scope(|scope| {
        let log = scope.spawn(|| sequence_until(web.house, &over));
        let clients: Vec<_> = (0..CLIENTS)
            .map(|_| {
                scope.spawn(|| {
                    while let Ok(receipt) = submit(web, token) {
                        told.lock().unwrap().push(receipt);
                    }
                })
            })
            .collect();
        while told.lock().unwrap().len() < ENOUGH {
            std::thread::yield_now();
        }
        fail();
        for client in clients {
            client.join().expect("a client ends");
        }
        over.store(true, Ordering::Relaxed);
        log.join().expect("the sequencer ends");
    });
    told.into_inner().unwrap()
}

/// Every case that somebody was told of is there, and everything verifies.
fn all_is_there(web: &Web<'_>, told: &[Receipt]) {
    for (number, code) in told {
        let path = format!("/api/v1/cases/{number}/status");
        let found = web.post(&path, &[], &json!({ "query_code": code }));
        assert_eq!(found.status, StatusCode::OK, "{number} was acknowledged and is gone");
    }
    while web.house.sequence().entries > 0 {}
    assert_eq!(web.house.findings(), "");
}

#[test]
fn every_acknowledged_case_survives_what_the_disk_had_not_synced() {
    let disk = Disk::register("submit-dark");
    let folder = Arc::new(Folder::new().expect("a temporary folder"));
    let mut draw = Seed::from_bytes([11; 32]).draw();
    let (mut told, mut token) = (Vec::new(), String::new());
    for cut in 0..=CUTS {
        let house = testkit::house_on(disk.name(), &folder, cut);
        let web = Web::new(&house);
        if cut == 0 {
            token = bearer(&web.resident());
        }
        all_is_there(&web, &told);
        if cut < CUTS {
            told.extend(submit_until_dark(&web, &token, || {
                // In every other round some of what was not synced reached the disk, in any order.
                let torn = cut % 2 == 1;
                disk.power_cut_but(&mut || torn && draw.below(2) == 1);
            }));
        }
        house.house.db.close_blocking();
        drop(web);
        drop(house);
        if cut < CUTS {
            disk.power_on();
        }
    }
    assert!(told.len() >= usize::from(CUTS) * ENOUGH);
}

#[test]
fn on_a_full_disk_nobody_is_told_yes_in_vain() {
    let disk = Disk::register("submit-full");
    let folder = Arc::new(Folder::new().expect("a temporary folder"));
    let house = testkit::house_on(disk.name(), &folder, 0);
    let web = Web::new(&house);
    let token = bearer(&web.resident());
    let mut told = submit_until_dark(&web, &token, || disk.fill(true));
    let refused = AtomicUsize::new(0);
    for _ in 0..20 {
        match submit(&web, &token) {
            Ok(receipt) => told.push(receipt),
            Err(status) => {
                assert_eq!(status, StatusCode::SERVICE_UNAVAILABLE, "it may pass, and says so");
                refused.fetch_add(1, Ordering::Relaxed);
            }
        }
    }
    assert!(refused.into_inner() > 0, "the disk was not full");
    disk.fill(false);
    told.push(submit(&web, &token).expect("there is room again"));
    all_is_there(&web, &told);
    let cases = house.verify();
    assert_eq!(cases.cases, told.len() as u64, "a case that nobody was told of");
}
