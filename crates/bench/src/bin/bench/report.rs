//! Rows: ratio, median, low, high.

use std::path::Path;

use serde_json::{Value, json};

use crate::Failure;

/// What was measured so far.
#[derive(Default)]
pub struct Report {
    rows: Vec<Value>,
}

impl Report {
    /// A row of rounds beside its reference: ours and theirs in turns, in the same unit.
    pub fn ratio(&mut self, name: &str, goal: &str, rounds: &[(f64, f64)]) {
        let mut ratios: Vec<f64> = rounds.iter().map(|(ours, theirs)| ours / theirs).collect();
        ratios.sort_unstable_by(f64::total_cmp);
        let (median, low, high) = (ratios[ratios.len() / 2], ratios[0], ratios[ratios.len() - 1]);
        let of = |pick: fn(&(f64, f64)) -> f64| {
            let mut values: Vec<f64> = rounds.iter().map(pick).collect();
            values.sort_unstable_by(f64::total_cmp);
            values[values.len() / 2]
        };
        let (ours, theirs) = (of(|round| round.0), of(|round| round.1));
        println!(
            "{name}: {median:.2} of the reference (low {low:.2}, high {high:.2}; goal {goal}): \
             {ours:.0} beside {theirs:.0}"
        );
        self.rows.push(json!({
            "name": name, "ratio": median, "median": ours, "low": low, "high": high,
            "reference": theirs, "goal": goal, "rounds": rounds.len(),
        }));
    }

    /// A figure without a reference.
    pub fn figure(&mut self, name: &str, unit: &str, goal: &str, values: &[f64]) {
        let mut values = values.to_vec();
        values.sort_unstable_by(f64::total_cmp);
        let (median, low, high) = (values[values.len() / 2], values[0], values[values.len() - 1]);
        println!("{name}: {median:.2} {unit} (low {low:.2}, high {high:.2}; goal {goal})");
        self.rows.push(json!({
            "name": name, "ratio": Value::Null, "median": median, "low": low, "high": high,
            "unit": unit, "goal": goal, "rounds": values.len(),
        }));
    }

    /// Writes all rows.
    pub fn write(&self, file: &Path) -> Result<(), Failure> {
        if let Some(folder) = file.parent() {
            std::fs::create_dir_all(folder)?;
        }
        std::fs::write(file, serde_json::to_string_pretty(&self.rows)?)?;
        println!("written to {}", file.display());
        Ok(())
    }
}
