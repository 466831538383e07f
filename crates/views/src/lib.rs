//! Pages and components: a view model in, HTML out. No IO.
//!
//! A page is a function `page(lang, shell, view) -> Markup`; its view struct stands in the same
//! file. Pages are written on [`layout`] and [`components`]; addresses come from [`links`].

pub mod about;
pub mod api;
pub mod assets;
pub mod clock;
pub mod components;
pub mod department;
pub mod desk;
pub mod directory;
pub mod form;
pub mod guide;
pub mod home;
pub mod layout;
pub mod links;
pub mod my;
pub mod names;
pub mod next;
pub mod papers;
pub mod problem;
pub mod receipt;
pub mod region;
pub mod rows;
pub mod search;
pub mod sheet;
pub mod status;
pub mod topic;
pub mod versions;
pub mod words;

pub use layout::{Account, Head, NavLink, Room, Shell, Site, page};
