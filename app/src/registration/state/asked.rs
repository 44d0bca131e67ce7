//! What the views ask about the state.

use super::{State, Step};
use crate::kinds;
use model::{AuthenticatorKind, Device, DeviceFailure, Place, Preflight};

impl State {
    /// The kind of authenticator that the link is for, once that is known.
    pub fn kind(&self) -> Option<AuthenticatorKind> {
        self.details.as_ref().map(|details| details.kind)
    }

    /// The device that the page is open on.
    pub fn device(&self) -> Device {
        self.found.map_or(Device::Other, |found| found.device)
    }

    /// Whether the user chose a phone or tablet instead of this device.
    pub fn wants_another_device(&self) -> bool {
        self.choice.place == Place::AnotherDevice
    }

    /// Whether the user chooses between this computer and a phone or tablet.
    pub fn offers_both(&self) -> bool {
        self.asks(kinds::offers_both)
    }

    /// Whether the authenticator will be on a phone or tablet near this computer.
    pub fn is_nearby(&self) -> bool {
        self.asks(|kind, found| kinds::is_nearby(kind, found, self.choice.place))
    }

    /// Whether the user must turn on Bluetooth on this computer before they can choose a phone or tablet.
    pub fn needs_bluetooth(&self) -> bool {
        self.asks(kinds::needs_bluetooth)
    }

    /// What `ask` says about the kind of the link and the browser; `false` while one of them is not known.
    fn asks(&self, ask: impl FnOnce(AuthenticatorKind, &Preflight) -> bool) -> bool {
        self.kind().zip(self.found).is_some_and(|(kind, found)| ask(kind, &found))
    }

    /// The obstacle to show before *Continue*; `None` when there is none, or when the user goes on in spite of it.
    pub fn obstacle(&self) -> Option<DeviceFailure> {
        match self.step {
            Step::Invited if !self.anyway => kinds::obstacle(self.kind()?, &self.found?),
            _ => None,
        }
    }
}
