//! Which address shows which page.

use super::{
    layout::Layout,
    pages::{
        AuthenticatorsTab, DetailsTab, FindUserPage, HistoryTab, InstructionsPage, IssuePage, NotFoundPage, ProfilePage,
        RemovePage, SearchMemory, SignInPage, provide_flash,
    },
    session::{provide_session, session},
};
use leptos::prelude::*;
use leptos_meta::{Title, provide_meta_context};
use leptos_router::{
    SsrMode,
    components::{Outlet, ParentRoute, Redirect, Route, Router, Routes},
    path,
};

/// The agents' application.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    provide_session();
    provide_flash();
    provide_context(SearchMemory::default());
    let service_name = session().service_name.to_string();
    view! {
        <Title formatter=move |page: String| {
            if page.is_empty() { service_name.clone() } else { [&page, " - ", &service_name].concat() }
        }/>
        <Router>
            <Layout>
                <Routes fallback=NotFoundPage>
                    <Route path=path!("/sign-in") view=SignInPage ssr=SsrMode::Async/>
                    <ParentRoute path=path!("") view=SignedInOnly ssr=SsrMode::Async>
                        <Route path=path!("") view=FindUserPage/>
                        <ParentRoute path=path!("/users/:user") view=ProfilePage>
                            <Route path=path!("") view=DetailsTab/>
                            <Route path=path!("authenticators") view=AuthenticatorsTab/>
                            <Route path=path!("history") view=HistoryTab/>
                        </ParentRoute>
                        <Route path=path!("/users/:user/authenticators/issue") view=IssuePage/>
                        <Route path=path!("/users/:user/authenticators/issue/:kind") view=InstructionsPage/>
                        <Route path=path!("/users/:user/authenticators/:authenticator/remove") view=RemovePage/>
                    </ParentRoute>
                </Routes>
            </Layout>
        </Router>
    }
}

/// Leads to the sign-in page whoever is not signed in. Courtesy: each server function asks by itself.
#[component]
fn SignedInOnly() -> impl IntoView {
    match session().signed_in {
        Some(_) => view! { <Outlet/> }.into_any(),
        None => view! { <Redirect path="/sign-in"/> }.into_any(),
    }
}
