//! Papers and codes as their readers get them.

mod markup;
mod papers;
mod qr;
