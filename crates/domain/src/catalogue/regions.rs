//! How regions lie in one another: province, prefecture, county, town, village.

use std::borrow::Borrow;

use super::Region;

/// More ranks than there are, in case a list of regions runs in a circle.
const RANKS_MAX: usize = 8;

/// The region with this code and those above it, the nearest first.
pub fn upwards<'a, R: Borrow<Region>>(all: &'a [R], code: &str) -> Vec<&'a Region> {
    let find = |code: &str| all.iter().map(Borrow::borrow).find(|region| region.code == code);
    let mut found = Vec::new();
    let mut next = find(code);
    while let Some(region) = next.filter(|_| found.len() < RANKS_MAX) {
        found.push(region);
        next = region.parent.as_deref().and_then(find);
    }
    found
}

/// The region with this code and all that lie in it.
pub fn inside<'a, R: Borrow<Region>>(all: &'a [R], code: &str) -> Vec<&'a Region> {
    let regions = || all.iter().map(Borrow::<Region>::borrow);
    let mut found: Vec<&Region> = regions().filter(|region| region.code == code).collect();
    let (mut from, mut ranks) = (0, 0);
    while from < found.len() && ranks < RANKS_MAX {
        let end = found.len();
        let parents: Vec<&str> = found[from..].iter().map(|one| one.code.as_str()).collect();
        let child =
            |region: &&Region| region.parent.as_deref().is_some_and(|p| parents.contains(&p));
        found.extend(regions().filter(child));
        (from, ranks) = (end, ranks + 1);
    }
    found
}

/// The codes of a region, of what is above it and of what lies in it: whose items are for people
/// there. None where the region is not known.
pub fn around<R: Borrow<Region>>(all: &[R], code: &str) -> Vec<String> {
    let below = inside(all, code).into_iter().skip(1);
    upwards(all, code).into_iter().chain(below).map(|region| region.code.clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::{RegionRank, Text};

    fn region(code: &str, parent: &str, level: RegionRank) -> Region {
        let parent = (!parent.is_empty()).then(|| parent.to_owned());
        Region { code: code.to_owned(), name: Text::from(code), parent, level }
    }

    fn yunnan() -> Vec<Region> {
        vec![
            region("530000", "", RegionRank::Province),
            region("532900", "530000", RegionRank::Prefecture),
            region("532901", "532900", RegionRank::County),
            region("532922", "532900", RegionRank::County),
            region("532901102", "532901", RegionRank::Town),
            region("532901102204", "532901102", RegionRank::Village),
            region("440000", "", RegionRank::Province),
        ]
    }

    #[test]
    fn around_a_county_are_its_province_and_its_villages_and_no_neighbour() {
        let around = around(&yunnan(), "532901");
        assert_eq!(around, ["532901", "532900", "530000", "532901102", "532901102204"]);
        assert!(super::around(&yunnan(), "110000").is_empty());
    }

    #[test]
    fn a_circle_has_an_end() {
        let circle = [region("1", "2", RegionRank::County), region("2", "1", RegionRank::County)];
        assert_eq!(upwards(&circle, "1").len(), RANKS_MAX);
        assert!(inside(&circle, "1").len() <= RANKS_MAX + 1);
    }
}
