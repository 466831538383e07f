//! The fixed queries of the search measurements.

/// Every query with its class; only classes whose name has `only` in it.
pub fn queries(only: &str) -> Vec<(String, String)> {
    let mut class = String::new();
    let mut queries = Vec::new();
    for line in include_str!("../queries.txt").lines().skip(1) {
        match line.strip_prefix("# ") {
            Some(name) => name.clone_into(&mut class),
            None if class.contains(only) => queries.push((class.clone(), line.to_owned())),
            None => {}
        }
    }
    queries
}

/// What a plain check of each word finds in these texts: their places.
pub fn plainly<'t>(query: &str, texts: &'t [String]) -> impl Iterator<Item = usize> + use<'t> {
    let words: Vec<String> = query.split_whitespace().map(str::to_owned).collect();
    let all = texts.iter().enumerate();
    all.filter(move |(_, text)| words.iter().all(|word| text.contains(word.as_str())))
        .map(|(place, _)| place)
}
