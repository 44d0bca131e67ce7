//! Draws the link as a QR code, for the camera of a phone across a desk.

use crate::{Error, Result};
use model::QrCode;
use qrcode::{Color, EcLevel};

/// Draws `url`. A quarter of the code may be hidden, for example by a reflection.
pub(super) fn qr_code(url: &str) -> Result<QrCode> {
    let code = qrcode::QrCode::with_error_correction_level(url, EcLevel::Q)
        .map_err(|error| Error::Bug(format!("QR code: {error}")))?;
    let mut path = String::new();
    for (row, modules) in code.to_colors().chunks(code.width()).enumerate() {
        for (column, _) in modules.iter().enumerate().filter(|(_, module)| **module == Color::Dark) {
            path.push_str(&format!("M{column} {row}h1v1h-1z"));
        }
    }
    Ok(QrCode { size: u32::try_from(code.width()).unwrap_or_default(), path })
}

#[cfg(test)]
mod tests {
    use super::qr_code;

    #[test]
    fn a_code_has_its_three_finder_patterns() {
        let code = qr_code("https://care.example/register#AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA").unwrap();
        for (column, row) in [(0, 0), (code.size - 7, 0), (0, code.size - 7)] {
            assert!(code.path.contains(&format!("M{column} {row}h")), "{column} {row}");
            assert!(!code.path.contains(&format!("M{} {}h", column + 1, row + 1)), "{column} {row}");
        }
        assert_eq!(format!("{code:?}"), "QrCode([redacted])");
    }
}
