//! The web application as a browser and a program meet it, over a real store.

mod api;
mod browser;
mod client;
mod desk;
mod downloads;
mod gate;
mod guards;
mod portal;
mod resident;
mod versions;
