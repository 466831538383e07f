//! Working days and statutory time limits, with an explanation day by day.
