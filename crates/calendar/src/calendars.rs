//! All calendars of an installation, found by region.

use base::codes::RegionCode;

use crate::{Calendar, CalendarError};

/// The national calendar and those of regions, each laid over the one of the region above.
#[derive(Debug, Clone)]
pub struct Calendars {
    national: Calendar,
    regional: Vec<Calendar>,
}

impl Calendars {
    /// Reads the layers. The one without a region is the nation's; without any, Monday to Friday
    /// are worked. A later layer for the same region adds its years to those that are there.
    pub fn parse<'a>(texts: impl IntoIterator<Item = &'a str>) -> Result<Self, CalendarError> {
        let mut layers: Vec<Calendar> = Vec::new();
        for text in texts {
            let layer = Calendar::parse(text)?;
            match layers.iter_mut().find(|present| present.region() == layer.region()) {
                Some(present) => *present = present.amended(&layer),
                None => layers.push(layer),
            }
        }
        let national = layers.iter().position(|layer| layer.region().is_none());
        let national = national.map(|place| layers.remove(place));
        let national = national.unwrap_or_else(Calendar::weekdays_only);
        let mut calendars = Self { national, regional: Vec::new() };
        // The wider region first (stable sort), so that the narrower one is laid over it.
        layers.sort_by_key(|layer| layer.region().map(RegionCode::level));
        for layer in layers {
            let region = layer.region().expect("only regional layers are kept");
            let wider = region.parent().map_or(&calendars.national, |above| calendars.of(&above));
            let laid = layer.over(wider);
            calendars.regional.push(laid);
        }
        Ok(calendars)
    }

    /// The calendars that come with the program: the nation and 大理白族自治州.
    pub fn built_in() -> Self {
        Self::with([]).expect("a test reads them")
    }

    /// Those, and what an operator has added.
    pub fn with<'a>(added: impl IntoIterator<Item = &'a str>) -> Result<Self, CalendarError> {
        let own = [
            include_str!("../../../resources/calendars/cn.toml"),
            include_str!("../../../resources/calendars/532900.toml"),
        ];
        Self::parse(own.into_iter().chain(added))
    }

    /// The nation's calendar.
    pub fn national(&self) -> &Calendar {
        &self.national
    }

    /// The calendar of the narrowest region around this one that has its own.
    pub fn of(&self, region: &RegionCode) -> &Calendar {
        let of_region = |region: RegionCode| {
            self.regional.iter().rev().find(|calendar| calendar.region() == Some(&region))
        };
        region.lineage().find_map(of_region).unwrap_or(&self.national)
    }

    /// Every calendar, the nation's first.
    pub fn all(&self) -> impl Iterator<Item = &Calendar> {
        std::iter::once(&self.national).chain(&self.regional)
    }
}
