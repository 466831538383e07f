//! The demonstration county is whole.
#[test]
fn county() {
    match app::demo::county::load() {
        Ok(c) => println!("{} items", c.items.len()),
        Err(e) => panic!("{e}"),
    }
}
