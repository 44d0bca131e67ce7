//! Views that are replaced as a whole.
//!
//! When a view changes, Leptos keeps its nodes and writes new words into the old text nodes. A browser that translates the page
//! has put elements of its own in the place of these text nodes, so the new words would never be seen. Whatever changes is
//! therefore within a [`Fresh`] view, which puts new elements in the place of the old ones.

use leptos::{
    attr::{Attribute, any_attribute::AnyAttribute},
    prelude::*,
    tachys::{
        hydration::Cursor,
        renderer::types::{Element, Node},
        ssr::StreamBuilder,
        view::{Mountable, Position, PositionState, any_view::AnyViewState},
    },
};

/// A view that is never changed, but replaced by the next one. Each node at its top must be an element, because a translator
/// replaces text nodes.
pub struct Fresh {
    view: AnyView,
    words: Option<Oco<'static, str>>,
}

/// A view that is replaced each time.
pub fn fresh(view: AnyView) -> Fresh {
    Fresh { view, words: None }
}

/// Words in an element of their own. They are replaced only if they have changed, so that screen readers do not announce the
/// same words again.
pub fn words(words: Oco<'static, str>) -> Fresh {
    let view = view! { <span>{words.clone()}</span> }.into_any();
    Fresh { view, words: Some(words) }
}

/// What is on the page.
pub struct FreshState {
    view: AnyViewState,
    words: Option<Oco<'static, str>>,
}

impl Render for Fresh {
    type State = FreshState;

    fn build(self) -> FreshState {
        FreshState { view: self.view.build(), words: self.words }
    }

    fn rebuild(self, state: &mut FreshState) {
        if self.words.is_some() && self.words == state.words {
            return;
        }
        let mut new = self.build();
        state.view.insert_before_this(&mut new);
        state.view.unmount();
        *state = new;
    }
}

impl Mountable for FreshState {
    fn unmount(&mut self) {
        self.view.unmount();
    }

    fn mount(&mut self, parent: &Element, marker: Option<&Node>) {
        self.view.mount(parent, marker);
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        self.view.insert_before_this(child)
    }

    fn elements(&self) -> Vec<Element> {
        self.view.elements()
    }
}

impl AddAnyAttr for Fresh {
    type Output<NewAttr: Attribute> = Self;

    fn add_any_attr<NewAttr: Attribute>(self, attr: NewAttr) -> Self {
        Self { view: self.view.add_any_attr(attr).into_any(), words: self.words }
    }
}

impl RenderHtml for Fresh {
    type AsyncOutput = Self;
    type Owned = Self;

    const MIN_LENGTH: usize = 0;

    fn dry_resolve(&mut self) {
        self.view.dry_resolve();
    }

    async fn resolve(self) -> Self {
        Self { view: self.view.resolve().await, words: self.words }
    }

    fn html_len(&self) -> usize {
        self.view.html_len()
    }

    fn to_html_with_buf(
        self,
        buf: &mut String,
        position: &mut Position,
        escape: bool,
        mark_branches: bool,
        extra_attrs: Vec<AnyAttribute>,
    ) {
        self.view.to_html_with_buf(buf, position, escape, mark_branches, extra_attrs);
    }

    fn to_html_async_with_buf<const OUT_OF_ORDER: bool>(
        self,
        buf: &mut StreamBuilder,
        position: &mut Position,
        escape: bool,
        mark_branches: bool,
        extra_attrs: Vec<AnyAttribute>,
    ) {
        self.view.to_html_async_with_buf::<OUT_OF_ORDER>(buf, position, escape, mark_branches, extra_attrs);
    }

    fn hydrate<const FROM_SERVER: bool>(self, cursor: &Cursor, position: &PositionState) -> FreshState {
        FreshState { view: self.view.hydrate::<FROM_SERVER>(cursor, position), words: self.words }
    }

    fn into_owned(self) -> Self {
        self
    }
}
