//! A running test application, builders, a fake clock, and 'on both engines'.
