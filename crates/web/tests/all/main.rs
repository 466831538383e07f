//! The web application as a browser and a program meet it, over a real store.

mod admin;
mod again;
mod api;
mod browser;
mod chosen;
mod client;
mod crash;
mod desk;
mod directory;
mod done;
mod downloads;
mod gate;
mod guards;
mod kept;
mod large;
mod notice;
mod numbers;
mod ops;
mod papers;
mod peer;
mod portal;
mod regions;
mod resident;
mod roles;
mod twice;
mod versions;
