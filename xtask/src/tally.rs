//! Counts tests from what the test runners print.

/// How many tests passed and failed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Tests that passed, some perhaps not at the first try.
    pub passed: usize,
    /// Tests that failed, or that a failure kept from running.
    pub failed: usize,
}

impl Tally {
    /// Adds what a line says, if it is one of the closing lines of cargo test or of Playwright.
    pub fn read(&mut self, line: &str) {
        let line = without_colours(line);
        let line = line.trim();
        if let Some(result) = line.strip_prefix("test result: ") {
            // test result: ok. 5 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.01s
            for count in result.split([';', '.']) {
                self.add(count);
            }
        } else {
            // 12 passed (3.4s)
            self.add(line.split(" (").next().unwrap_or_default());
        }
    }

    /// Adds e.g. `5 passed`.
    fn add(&mut self, count: &str) {
        let Some((number, what)) = count.trim().split_once(' ') else { return };
        let Ok(number) = number.parse::<usize>() else { return };
        match what {
            "passed" | "flaky" => self.passed += number,
            "failed" | "interrupted" | "did not run" => self.failed += number,
            _ => {}
        }
    }
}

/// A line without the escape sequences that colour it.
fn without_colours(line: &str) -> String {
    let mut parts = line.split("\u{1b}[");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| text + part.split_once('m').map_or("", |(_, rest)| rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tally(output: &str) -> Tally {
        let mut tally = Tally::default();
        output.lines().for_each(|line| tally.read(line));
        tally
    }

    #[test]
    fn the_summary_lines_of_cargo_test_are_added_up() {
        let output = "running 5 tests\n\
            test a ... ok\n\
            test result: ok. 5 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.01s\n\
            test result: FAILED. 2 passed; 3 failed; 0 ignored; 0 measured; 0 filtered out; finished in 1.50s";
        assert_eq!(tally(output), Tally { passed: 7, failed: 3 });
    }

    #[test]
    fn the_summary_lines_of_playwright_are_added_up() {
        let output = "  1 failed\n    tests/a.spec.ts:3:1 › a \n  1 flaky\n  2 skipped\n  4 did not run\n\u{1b}[32m  12 passed\u{1b}[39m\u{1b}[2m (3.4s)\u{1b}[22m";
        assert_eq!(tally(output), Tally { passed: 13, failed: 5 });
    }

    #[test]
    fn other_lines_are_not_counted() {
        assert_eq!(tally("3 passed tests are\nthe 4 passed\n5 passed; and more"), Tally::default());
    }
}
