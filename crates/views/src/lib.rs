//! Pages and components: a view model in, HTML out. No IO.
//!
//! A page is a function `page(lang, shell, view) -> Markup`; its view struct stands in the same
//! file. Pages are written on [`layout`] and [`components`]; addresses come from [`links`].

pub mod assets;
pub mod components;
pub mod layout;
pub mod links;
pub mod words;

pub use layout::{Account, Head, NavLink, Room, Shell, Site, page};
