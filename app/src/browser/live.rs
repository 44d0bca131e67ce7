//! Live events from the server (server-sent events). The browser itself tries again when the connection is lost.

#[cfg(feature = "browser")]
use {
    send_wrapper::SendWrapper,
    wasm_bindgen::{JsCast, closure::Closure},
    web_sys::{Event, EventSource, MessageEvent},
};

/// What happened on the connection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Heard {
    /// The data of an event.
    Event(String),
    /// The connection was lost; the browser tries again.
    Lost,
    /// The server refused the connection. The browser does not try again.
    Over,
}

#[cfg(feature = "browser")]
type Hears = Closure<dyn Fn(Event)>;

/// A connection for live events. It is closed when this is dropped.
pub struct Listening {
    /// Wrapped, so that signals can hold it although it is not `Send`. A browser has only one thread.
    #[cfg(feature = "browser")]
    source: SendWrapper<(EventSource, [Hears; 2])>,
}

impl std::fmt::Debug for Listening {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Listening")
    }
}

impl Listening {
    /// Listens to `path`, and calls `hear` when something happens. `None` when the browser cannot listen.
    #[cfg_attr(not(feature = "browser"), expect(unused_variables, reason = "there is no browser"))]
    pub fn to(path: &str, hear: impl Fn(Heard) + 'static) -> Option<Self> {
        #[cfg(feature = "browser")]
        {
            let source = EventSource::new(path).ok()?;
            let hear = std::rc::Rc::new(hear);
            let message = {
                let hear = hear.clone();
                Hears::new(move |event: Event| {
                    let data = event.dyn_ref::<MessageEvent>().and_then(|message| message.data().as_string());
                    hear(Heard::Event(data.unwrap_or_default()));
                })
            };
            let error = {
                let source = source.clone();
                Hears::new(move |_| {
                    let over = source.ready_state() == EventSource::CLOSED;
                    hear(if over { Heard::Over } else { Heard::Lost });
                })
            };
            source.set_onmessage(Some(message.as_ref().unchecked_ref()));
            source.set_onerror(Some(error.as_ref().unchecked_ref()));
            Some(Self { source: SendWrapper::new((source, [message, error])) })
        }
        #[cfg(not(feature = "browser"))]
        None
    }
}

#[cfg(feature = "browser")]
impl Drop for Listening {
    fn drop(&mut self) {
        let (source, _) = &*self.source;
        source.set_onmessage(None);
        source.set_onerror(None);
        source.close();
    }
}
