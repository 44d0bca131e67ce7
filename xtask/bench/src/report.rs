//! The table of a bench.

use crate::{ceremonies::Row, load::Measured};
use bench::service::Work;
use std::fmt::Write;

/// The work in words.
pub fn name(work: Work) -> &'static str {
    match work {
        Work::Registration => "registration",
        Work::WholePage => "registration with the whole page",
        Work::SignIn => "sign-in",
    }
}

/// The medians of all rounds. The ratios compare with the peer's registrations at the same number of clients, or, without a peer,
/// with our own on SQLite.
pub fn table(rows: &[Row]) -> String {
    let mut table = String::from(
        "| what | at once | per second | ratio | median ms | 99th percentile ms | ratio | CPU ms | memory MB |\n\
         |---|---|---|---|---|---|---|---|---|\n",
    );
    for row in rows {
        let base = rows.iter().find(|base| base.at_once == row.at_once).unwrap_or(row);
        let [rate, p99] = [|measured: &Measured| measured.per_second, |measured: &Measured| measured.p99_ms];
        // Writing to a string never fails.
        _ = writeln!(
            table,
            "| {} | {} | {:.0} | {:.2} | {:.1} | {:.1} | {:.2} | {:.2} | {:.0} |",
            row.what,
            row.at_once,
            median(row, rate),
            median(row, rate) / median(base, rate),
            median(row, |measured| measured.median_ms),
            median(row, p99),
            median(row, p99) / median(base, p99),
            median(row, |measured| measured.cpu_ms),
            median(row, |measured| measured.memory_mb),
        );
    }
    table
}

fn median(row: &Row, of: impl Fn(&Measured) -> f64) -> f64 {
    let mut figures: Vec<f64> = row.rounds.iter().map(of).collect();
    figures.sort_by(f64::total_cmp);
    figures.get(figures.len() / 2).copied().unwrap_or_default()
}
