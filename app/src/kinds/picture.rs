//! Small drawings of what a device will show when the user selects the button. They are our own, because the pictures of vendors may
//! not be used, and change. The words beside them say the same, so that screen readers need not mention them.

/// What is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Picture {
    /// A phone or tablet with a box at the bottom of its screen.
    Phone,
    /// A phone or tablet, and a security key at its top.
    PhoneWithKey,
    /// A computer with a box on its screen.
    Computer,
    /// A computer, and a security key that is plugged in.
    ComputerWithKey,
    /// A computer with a QR code on its screen, and a phone in front of it.
    ComputerAndPhone,
}

const PHONE: &str = "<rect x='2' y='2' width='56' height='92' rx='8'/>";
const SHEET: &str = "<path d='M2 40h56M12 74h36v10H12z'/>";
const COMPUTER: &str = "<rect x='12' y='2' width='116' height='74' rx='5'/><path d='M2 84h136l-6 10H8z'/>";
const BOX: &str = "<path d='M38 12h64v54H38zM48 50h44v8H48z'/>";
const KEY: &str = "<path d='M0 0h16v10H0zM16-4h26a9 9 0 0 1 0 18H16z'/><circle cx='34' cy='5' r='5'/>";
/// The head and shoulders of a person, and a key.
const PASSKEY: &str = "<circle cx='-6' cy='-6' r='6'/><path d='M-18 13v-3q0-7 12-7 5 0 8 1M12 4v11l4-3-4-3'/><circle cx='12' cy='-1' r='5'/>";
/// The dots of a PIN.
const PIN: &str = "<path stroke-width='7' d='M-15 0h.1M-5 0h.1M5 0h.1M15 0h.1'/>";
const QR_CODE: &str = "<path d='M46 16h14v14H46zM80 16h14v14H80zM46 50h14v14H46zM66 16h7v7M66 30h7v7h7M46 37h14v6M80 37h14v7h-7v7M66 44v20h7M80 57v7h14v-7'/>";
/// The frame in which a camera looks for a QR code.
const FRAME: &str = "<path d='M14 34v-8h8M38 26h8v8M46 50v8h-8M22 58h-8v-8M24 36h12v12H24z'/>";

impl Picture {
    /// The drawing, as the text of an SVG.
    pub fn svg(self) -> String {
        let (width, [first, second], at, third): (_, [_; 2], _, &[&str]) = match self {
            Self::Phone => ("60", [PHONE, SHEET], "30 56", &[PASSKEY]),
            Self::PhoneWithKey => {
                ("110", [PHONE, SHEET], "30 58", &[PIN, "<g transform='translate(32 -46)'>", KEY, "</g>"])
            }
            Self::Computer => ("140", [COMPUTER, BOX], "70 29", &[PASSKEY]),
            Self::ComputerWithKey => {
                ("190", [COMPUTER, BOX], "70 32", &[PIN, "<g transform='translate(62 26)'>", KEY, "</g>"])
            }
            Self::ComputerAndPhone => ("206", [COMPUTER, QR_CODE], "146 0", &[PHONE, FRAME]),
        };
        [
            "<svg viewBox='0 0 ",
            width,
            " 96' height='96' aria-hidden='true' focusable='false'>",
            first,
            second,
            "<g transform='translate(",
            at,
            ")'>",
            &third.concat(),
            "</g></svg>",
        ]
        .concat()
    }
}
