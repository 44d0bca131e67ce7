//! Live events from the server (server-sent events). The browser itself tries again when the connection is lost.
//!
//! Over HTTP/1.1 a browser has six connections to a server, for all of its tabs together. A page that nobody sees therefore closes
//! its connection, unless it was told to go on listening, and opens it again when it is shown. The server sends the whole state at
//! once, so nothing is missed.

#[cfg(feature = "browser")]
use {
    send_wrapper::SendWrapper,
    std::{
        cell::{Cell, RefCell},
        rc::Rc,
    },
    wasm_bindgen::{JsCast, closure::Closure},
    web_sys::{Document, Event, EventSource, MessageEvent, Window},
};

/// What happened on the connection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Heard {
    /// The data of an event.
    Event(String),
    /// The page is shown again, so it listens again.
    Shown,
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
    stream: SendWrapper<(Rc<Stream>, Hears)>,
}

impl std::fmt::Debug for Listening {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Listening")
    }
}

impl Listening {
    /// Listens to `path` while the page is shown, and calls `hear` when something happens. `None` when the browser cannot listen.
    #[cfg_attr(not(feature = "browser"), expect(unused_variables, reason = "there is no browser"))]
    pub fn to(path: &str, hear: impl Fn(Heard) + 'static) -> Option<Self> {
        #[cfg(feature = "browser")]
        {
            let window = web_sys::window()?;
            let document = window.document()?;
            let hear = Rc::new(hear);
            let message = {
                let hear = hear.clone();
                Hears::new(move |event: Event| {
                    let data = event.dyn_ref::<MessageEvent>().and_then(|message| message.data().as_string());
                    hear(Heard::Event(data.unwrap_or_default()));
                })
            };
            let error = {
                let hear = hear.clone();
                Hears::new(move |event: Event| {
                    let source = event.target();
                    let over = source.is_some_and(|source| is_closed(source.unchecked_ref()));
                    hear(if over { Heard::Over } else { Heard::Lost });
                })
            };
            let stream = Stream {
                path: path.to_owned(),
                hears: [message, error],
                source: RefCell::new(None),
                while_hidden: Cell::new(false),
                window,
                document,
            };
            let stream = Rc::new(stream);
            stream.follow();
            let shown = {
                let stream = stream.clone();
                Hears::new(move |_| {
                    if stream.follow() {
                        hear(Heard::Shown);
                    }
                })
            };
            stream.watch(&shown);
            Some(Self { stream: SendWrapper::new((stream, shown)) })
        }
        #[cfg(not(feature = "browser"))]
        None
    }

    /// Sets whether it also listens while nobody sees the page.
    #[cfg_attr(not(feature = "browser"), expect(unused_variables, reason = "there is no browser"))]
    pub fn listen_while_hidden(&self, listen: bool) {
        #[cfg(feature = "browser")]
        self.stream.0.while_hidden.set(listen);
    }

    /// Whether nothing is heard, because nobody sees the page.
    #[must_use]
    pub fn is_paused(&self) -> bool {
        #[cfg(feature = "browser")]
        return self.stream.0.is_paused();
        #[cfg(not(feature = "browser"))]
        false
    }
}

#[cfg(feature = "browser")]
struct Stream {
    path: String,
    hears: [Hears; 2],
    source: RefCell<Option<EventSource>>,
    while_hidden: Cell<bool>,
    window: Window,
    document: Document,
}

/// The event of the document when it is shown or hidden, and that of the window when a page comes back from the browser's cache.
#[cfg(feature = "browser")]
const SHOWN: [&str; 2] = ["visibilitychange", "pageshow"];

#[cfg(feature = "browser")]
impl Stream {
    fn is_paused(&self) -> bool {
        self.document.hidden() && !self.while_hidden.get()
    }

    /// Opens the connection if the page is shown, and closes it if it is not. Returns whether it was opened now.
    fn follow(&self) -> bool {
        let Ok(mut source) = self.source.try_borrow_mut() else { return false };
        if self.is_paused() {
            close(source.take());
            false
        } else if source.as_ref().is_none_or(is_closed) {
            *source = self.open();
            source.is_some()
        } else {
            false
        }
    }

    fn open(&self) -> Option<EventSource> {
        let source = EventSource::new(&self.path).ok()?;
        let [message, error] = &self.hears;
        source.set_onmessage(Some(message.as_ref().unchecked_ref()));
        source.set_onerror(Some(error.as_ref().unchecked_ref()));
        Some(source)
    }

    fn watch(&self, shown: &Hears) {
        let [changed, back] = SHOWN;
        drop(self.document.add_event_listener_with_callback(changed, shown.as_ref().unchecked_ref()));
        drop(self.window.add_event_listener_with_callback(back, shown.as_ref().unchecked_ref()));
    }
}

#[cfg(feature = "browser")]
fn is_closed(source: &EventSource) -> bool {
    source.ready_state() == EventSource::CLOSED
}

#[cfg(feature = "browser")]
fn close(source: Option<EventSource>) {
    if let Some(source) = source {
        source.set_onmessage(None);
        source.set_onerror(None);
        source.close();
    }
}

#[cfg(feature = "browser")]
impl Drop for Listening {
    fn drop(&mut self) {
        let (stream, shown) = &*self.stream;
        let [changed, back] = SHOWN;
        drop(stream.document.remove_event_listener_with_callback(changed, shown.as_ref().unchecked_ref()));
        drop(stream.window.remove_event_listener_with_callback(back, shown.as_ref().unchecked_ref()));
        close(stream.source.take());
    }
}
