//! Which address shows which page.

use super::{
    layout::Layout,
    pages::{
        AuthenticatorsTab, DetailsTab, FindUserPage, Flash, FreshLink, HistoryTab, InstructionsPage, IssuePage,
        LinkPage, NotFoundPage, RemovePage, SearchMemory, SignInPage,
    },
    paths::{self, route},
    session::{provide_session, session},
};
use leptos::prelude::*;
use leptos_meta::{Title, provide_meta_context};
use leptos_router::{
    SsrMode,
    components::{FlatRoutes, Redirect, Route, Router},
};

/// The agents' application. Its routes are flat, because nested ones would cost each visitor's browser 30 KB more.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    provide_session();
    Flash::provide();
    FreshLink::provide();
    provide_context(SearchMemory::default());
    let service_name = session().service_name.to_string();
    view! {
        <Title formatter=move |page: String| {
            if page.is_empty() { service_name.clone() } else { [&page, " - ", &service_name].concat() }
        }/>
        <Router>
            <Layout>
                <FlatRoutes fallback=NotFoundPage>
                    <Route path=route::SIGN_IN view=SignInPage ssr=SsrMode::Async/>
                    <Route path=route::HOME view=signed_in(FindUserPage) ssr=SsrMode::Async/>
                    <Route path=route::DETAILS view=signed_in(DetailsTab) ssr=SsrMode::Async/>
                    <Route path=route::AUTHENTICATORS_OF view=signed_in(AuthenticatorsTab) ssr=SsrMode::Async/>
                    <Route path=route::HISTORY_OF view=signed_in(HistoryTab) ssr=SsrMode::Async/>
                    <Route path=route::ISSUE_TO view=signed_in(IssuePage) ssr=SsrMode::Async/>
                    <Route path=route::INSTRUCTIONS view=signed_in(InstructionsPage) ssr=SsrMode::Async/>
                    <Route path=route::LINK_OF view=signed_in(LinkPage) ssr=SsrMode::Async/>
                    <Route path=route::REMOVAL view=signed_in(RemovePage) ssr=SsrMode::Async/>
                </FlatRoutes>
            </Layout>
        </Router>
    }
}

/// Shows `page` to people who are signed in, and redirects everybody else to the sign-in page. This is only a courtesy, because
/// each server function checks by itself who is signed in.
fn signed_in<V: IntoView + 'static>(page: fn() -> V) -> impl Fn() -> AnyView + Clone + Send + Sync + 'static {
    move || match session().signed_in {
        Some(_) => page().into_any(),
        None => view! { <Redirect path=paths::SIGN_IN/> }.into_any(),
    }
}
