//! 事项: what the government does for people, as the standards describe it (GB/T 39046-2020 table 4)
//! and as the opinion of 2016 wants it told (thirteen elements of a guide).

mod application;
mod check;
mod codelists;
mod directory;
mod download;
pub mod form;
mod item;
mod material;
mod organisation;
mod regime;
pub mod regions;
mod remedy;
mod text;
mod unstated;

pub use application::{Application, ApplicationWindow};
pub use calendar::LimitUnit;
pub use check::{Finding, Lookup, Severity, check};
pub use codelists::{
    ApplicationForm, BodyNature, CaseType, CodeScheme, CrossRegion, ExerciseLevel, ItemKind,
    ItemState, MaterialClass, MaterialForm, MaterialNeed, MaterialSource, OnlineDepth, PowerSource,
    ResultKind, ServiceObject,
};
pub use directory::DirectoryEntry;
pub use download::{FormBody, FormDownload, Piece, fill_in, pieces};
pub use item::{
    Channels, Contacts, Fee, Flow, FlowKind, Item, JointDepartment, Limits, Outcome, Question,
    Step, TimeLimit, Upkeep, WindowRole,
};
pub use material::Material;
pub use organisation::{
    Department, DepartmentKind, Place, Reconsideration, Region, RegionRank, ServiceWindow, Theme,
    ThemeGroup,
};
pub use regime::{Exclusion, Extension, Incomplete, Regime, Silence, StartEvent};
pub use remedy::{Against, Forum, Remedy, RemedyKind, RemedyOrder, remedies};
pub use text::{Citation, Text};
pub use unstated::Part;
