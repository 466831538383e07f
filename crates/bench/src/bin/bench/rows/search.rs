//! Search over HTTP among 100,000 items, 8 clients; beside tantivy called directly by as many
//! threads: one field cut by jieba, top 20, the same texts and queries. The items are the
//! demonstration's and, where they are at hand, the real ones, again and again under other names.

use std::hint::black_box;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use app::Cx;
use app::catalogue::publish;
use bench::TOP;
use bench::queries::{plainly, queries};
use bench::reference::{self, Reference};
use domain::access::Actor;
use domain::catalogue::Item;
use search::{Doc, Index, Query};

use super::submit::rate;
use super::{ROUNDS, start};
use crate::report::Report;
use crate::server::Server;
use crate::{Failure, load, place};

const ITEMS: usize = 100_000;
const REQUESTS: usize = 20_000;
const CLIENTS: usize = 8;

/// Measures the row.
pub fn run(report: &mut Report) -> Result<(), Failure> {
    let place = place::make("search", 0)?;
    start::import(&place.data)?;
    let docs = multiply(&place.data)?;
    let queries: Vec<String> = queries("").into_iter().map(|(_, text)| text).collect();
    let server = Server::program(&place.data, None)?;
    let requests = queries.iter().map(|text| {
        let query = form_urlencoded::Serializer::new(String::new())
            .append_pair("q", text)
            .append_pair("limit", &TOP.to_string())
            .finish();
        load::request("GET", &format!("/api/v1/items?{query}"), &[], "")
    });
    let requests = Arc::new(requests.collect::<Vec<_>>());
    let reference = Reference::build(&docs);
    let (mut rounds, mut slowest) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        let ours = load::run(server.port, CLIENTS, REQUESTS, &requests)?;
        slowest.push(ours.percentile_ms(99));
        rounds.push((ours.rate, directly(&reference, &queries)));
    }
    report.ratio("search, 100,000 items, 8 clients, queries/s", ">= 0.7", &rounds);
    report.figure("search p99 over HTTP", "ms", "printed", &slowest);
    report.figure("search recall", "of 1", "1", &[recall(&docs, &queries)]);
    Ok(())
}

/// Publishes copies of the folder's items until there are enough; gives what can be found of all.
fn multiply(data: &Path) -> Result<Vec<Doc>, Failure> {
    let url = db::Url::sqlite(data.join("yichuang.db"));
    let house = place::house(data, &url)?;
    let catalogue = house.catalogue();
    let base = catalogue.items();
    let copies: Vec<Item> = (base.len()..ITEMS)
        .map(|number| {
            let mut item = base[number % base.len()].item.clone();
            let place = format!("第{}办事处", number / base.len());
            item.name.zh = format!("{}（{place}）", item.name.zh);
            item.code = format!("copy-{number:06}");
            item
        })
        .collect();
    let system = Cx::new(&house, Actor::System);
    publish::publish(&system, &copies, "bench", false, &|_| {})?;
    let full = house.db.read_blocking(app::catalogue::Catalogue::load)?;
    house.db.close_blocking();
    place::settled()?;
    Ok(web::index::docs(&full).collect())
}

/// Queries a second of tantivy, by as many threads as there are clients.
fn directly(reference: &Reference, queries: &[String]) -> f64 {
    let (next, began) = (AtomicUsize::new(0), Instant::now());
    std::thread::scope(|scope| {
        for _ in 0..CLIENTS {
            scope.spawn(|| {
                loop {
                    let index = next.fetch_add(1, Ordering::Relaxed);
                    if index >= REQUESTS {
                        return;
                    }
                    black_box(reference.top(&queries[index % queries.len()], false));
                }
            });
        }
    });
    rate(REQUESTS, began)
}

/// The share of what a plain substring check of each word finds that the index finds too.
fn recall(docs: &[Doc], queries: &[String]) -> f64 {
    let synonyms = app::catalogue::built_in::synonyms().expect("those of the program");
    let index = Index::build(docs.iter().cloned(), &synonyms);
    let texts: Vec<String> = docs.iter().map(reference::text).collect();
    let (mut wanted, mut found) = (0_u32, 0_u32);
    for text in queries {
        let query = Query { text, limit: ITEMS, ..Query::default() };
        let hits = index.search(&query).hits;
        let codes: std::collections::HashSet<&str> = hits.iter().map(|hit| hit.code).collect();
        for place in plainly(text, &texts) {
            wanted += 1;
            found += u32::from(codes.contains(docs[place].code.as_str()));
        }
    }
    println!("search: {found} of {wanted} that a substring check finds");
    f64::from(found) / f64::from(wanted.max(1))
}
