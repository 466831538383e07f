//! 演示: a county to look at and to try things in.

pub mod county;
