//! Papers and codes as their readers get them.

mod papers;
mod qr;
