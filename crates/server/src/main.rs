//! The one binary `yichuang`.
fn main() {}
