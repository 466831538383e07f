//! Our search beside tantivy called directly (one field cut by jieba, top 20), in one process on
//! one thread, alternating. Prints queries a second, the ratio, recall and the slowest of a
//! hundred, and one line of JSON at the end. An argument keeps one class of queries.

use std::collections::BTreeMap;
use std::hint::black_box;
use std::time::{Duration, Instant};

use search::{Doc, Extras, Index, Query};

#[path = "../../../../search/tests/search/items.rs"]
mod items;

use bench::TOP;
use bench::queries::{plainly, queries};
use bench::reference::{self, Reference};

/// Items searched.
const ITEMS: usize = 100_000;
/// Rounds of both.
const ROUNDS: usize = 9;
/// Times that a round runs all queries.
const REPEATS: u32 = 5;
/// Places that make a copy of an item another item.
const PLACES: [&str; 24] = [
    "大理市",
    "漾濞县",
    "祥云县",
    "宾川县",
    "弥渡县",
    "南涧县",
    "巍山县",
    "永平县",
    "云龙县",
    "洱源县",
    "剑川县",
    "鹤庆县",
    "五华区",
    "盘龙区",
    "官渡区",
    "西山区",
    "东川区",
    "呈贡区",
    "晋宁区",
    "富民县",
    "宜良县",
    "石林县",
    "嵩明县",
    "禄劝县",
];

fn main() {
    let docs = multiplied();
    let queries = queries(&std::env::args().nth(1).unwrap_or_default());
    let list: Vec<&str> = queries.iter().map(|(_, text)| text.as_str()).collect();
    let started = Instant::now();
    let small = Index::build(docs.iter().take(2_100).cloned(), &items::synonyms());
    println!("built {} items in {:?}", small.len(), started.elapsed());
    let started = Instant::now();
    let index = Index::build(docs.iter().cloned(), &items::synonyms());
    println!("built {} items in {:?}", index.len(), started.elapsed());
    let started = Instant::now();
    let reference = Reference::build(&docs);
    println!("tantivy built in {:?}", started.elapsed());

    let mut ratios = BTreeMap::new();
    for conjunction in [false, true] {
        let name = if conjunction { "all words" } else { "any word, its default" };
        ratios.insert(name, compare(&index, &reference, &list, conjunction));
    }
    for (name, (ratios, ours, theirs)) in &ratios {
        let (low, median, high) = (ratios[0], ratios[ROUNDS / 2], ratios[ROUNDS - 1]);
        println!("against tantivy, {name}: ours {ours:.0}/s, tantivy {theirs:.0}/s");
        println!("  ratio median {median:.2}, low {low:.2}, high {high:.2}");
    }
    classes(&index, &reference, &queries);
    slowest(&index, &list);
    recall(&index, &docs, &list);
    let (ratios, ..) = &ratios["any word, its default"];
    let row = serde_json::json!({
        "name": "search in process, 100,000 items", "ratio": ratios[ROUNDS / 2],
        "median": ratios[ROUNDS / 2], "low": ratios[0], "high": ratios[ROUNDS - 1],
    });
    println!("{row}");
}

/// The demonstration's and the real items, again and again under other places' names.
fn multiplied() -> Vec<Doc> {
    let base: Vec<Doc> = items::demo().into_iter().chain(items::real()).collect();
    let copy = |number: usize| {
        let mut doc = base[number % base.len()].clone();
        let round = number / base.len();
        if round > 0 {
            let place = format!("{}{round}", PLACES[round % PLACES.len()]);
            doc.name = match number % 3 {
                0 => format!("{place}{}", doc.name),
                1 => format!("{}（{place}）", doc.name),
                _ => doc.name,
            };
            doc.department_names.push(format!("{place}政务服务局"));
            doc.region = place;
        }
        doc.code = format!("{}{number:06}", doc.code);
        doc.rank = u32::try_from(number).unwrap_or(u32::MAX).wrapping_mul(2_654_435_761);
        doc
    };
    (0..ITEMS).map(copy).collect()
}

fn ours(index: &Index, text: &str) -> usize {
    let query = Query { text, limit: TOP, ..Query::default() };
    black_box(index.search(&query)).hits.len()
}

fn timed(queries: &[&str], run: impl Fn(&str) -> usize) -> Duration {
    let started = Instant::now();
    for text in queries {
        black_box(run(text));
    }
    started.elapsed()
}

/// The same by the time that this thread had the processor, so that a busy machine does not
/// decide; wall time where the system does not tell.
fn worked(queries: &[&str], run: impl Fn(&str) -> usize) -> Duration {
    let on_processor = || {
        let stat = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
        stat.split(' ').next()?.parse().ok().map(Duration::from_nanos)
    };
    let before = on_processor();
    let wall: Duration = (0..REPEATS).map(|_| timed(queries, &run)).sum();
    let after = on_processor();
    before.zip(after).map_or(wall, |(before, after)| after.saturating_sub(before)) / REPEATS
}

/// Ratios of each round, sorted, and the two rates over all rounds.
fn compare(
    index: &Index,
    reference: &Reference,
    queries: &[&str],
    conjunction: bool,
) -> (Vec<f64>, f64, f64) {
    let mut sums = [Duration::ZERO; 2];
    let mut ratios = Vec::with_capacity(ROUNDS);
    for _ in 0..ROUNDS {
        let theirs = worked(queries, |text| reference.top(text, conjunction));
        let ours = worked(queries, |text| ours(index, text));
        ratios.push(theirs.as_secs_f64() / ours.as_secs_f64());
        sums[0] += ours;
        sums[1] += theirs;
    }
    ratios.sort_by(f64::total_cmp);
    let count = u32::try_from(queries.len() * ROUNDS).unwrap_or(u32::MAX);
    let rate = |sum: Duration| f64::from(count) / sum.as_secs_f64();
    (ratios, rate(sums[0]), rate(sums[1]))
}

fn classes(index: &Index, reference: &Reference, queries: &[(String, String)]) {
    let mut classes: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (class, text) in queries {
        classes.entry(class).or_default().push(text);
    }
    for (class, texts) in classes {
        let count = u32::try_from(texts.len()).unwrap_or(u32::MAX);
        let best = |run: &dyn Fn(&str) -> usize| {
            (0..ROUNDS).map(|_| timed(&texts, run)).min().unwrap_or_default() / count
        };
        let ours = best(&|text| ours(index, text));
        let any = best(&|text| reference.top(text, false));
        let all = best(&|text| reference.top(text, true));
        println!("  {class}: ours {ours:?}, tantivy any {any:?}, all {all:?}");
    }
}

fn slowest(index: &Index, queries: &[&str]) {
    let mut all = Vec::new();
    let mut best = Vec::new();
    for &text in queries {
        let times: Vec<Duration> =
            (0..ROUNDS).map(|_| timed(&[text], |text| ours(index, text))).collect();
        best.push((times.iter().min().copied().unwrap_or_default(), text));
        all.extend(times);
    }
    all.sort();
    best.sort();
    println!("ours: median {:?}, p99 {:?}", all[all.len() / 2], all[all.len() * 99 / 100]);
    let count = u32::try_from(queries.len()).unwrap_or(u32::MAX);
    let page = worked(queries, |text| {
        let extras = Extras::ALL;
        let query = Query { text, limit: TOP, extras, ..Query::default() };
        black_box(index.search(&query)).hits.len()
    });
    println!("  a page with total, marks, snippets and facets: {:?} on average", page / count);
    println!("  slowest at their best: {:?}", &best[best.len().saturating_sub(12)..]);
}

/// What a plain check of each word finds, and how much of it we find.
fn recall(index: &Index, docs: &[Doc], queries: &[&str]) {
    let texts: Vec<String> = docs.iter().map(reference::text).collect();
    let (mut wanted, mut found) = (0_usize, 0_usize);
    for &text in queries {
        let query = Query { text, limit: ITEMS, ..Query::default() };
        let hits = index.search(&query).hits;
        let codes: std::collections::HashSet<&str> = hits.iter().map(|hit| hit.code).collect();
        for place in plainly(text, &texts) {
            wanted += 1;
            found += usize::from(codes.contains(docs[place].code.as_str()));
        }
    }
    println!("recall: {found} of {wanted} that a substring check finds");
}
