//! Use cases: authorise, load, decide, save, log; and beside each its SQL.
