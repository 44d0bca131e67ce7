//! Which address shows which page.

use super::{
    layout::{Badge, Layout},
    pages::{
        AddOrganisationPage, AuthenticatorsTab, ChangeDetailsPage, ChangeOrganisationPage, CloseOrganisationPage,
        ClosePage, ConfirmPage, CreateUserPage, DetailsTab, FindUserPage, Flash, FreshLink, GrantPage, HistoryTab,
        HomePage, InstructionsPage, IssuePage, LinkPage, NotFoundPage, OrganisationsPage, ReinstatePage, RemovePage,
        ReopenPage, RolesPage, RolesTab, SearchMemory, SignInPage, SuspendPage, SuspendedPage, TakeAwayPage,
    },
    paths::{self, route},
    session::{here, provide_session, session},
    timeout::Timeout,
};
use crate::components::{fresh::fresh, nhs::ErrorInTitle};
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
    Timeout::provide();
    Badge::provide();
    Flash::provide();
    FreshLink::provide();
    provide_context(SearchMemory::default());
    let error = ErrorInTitle::provide();
    let service_name = session().service_name.to_string();
    view! {
        <Title formatter=move |page: String| {
            if page.is_empty() { service_name.clone() } else { [error.prefix(), &page, " - ", &service_name].concat() }
        }/>
        <Router>
            <Layout>
                <FlatRoutes fallback=NotFoundPage>
                    <Route path=route::SIGN_IN view=SignInPage ssr=SsrMode::Async/>
                    <Route path=route::HOME view=signed_in(HomePage) ssr=SsrMode::Async/>
                    <Route path=route::FIND view=signed_in(FindUserPage) ssr=SsrMode::Async/>
                    <Route path=route::CREATE_USER view=signed_in(CreateUserPage) ssr=SsrMode::Async/>
                    <Route path=route::CHANGE_DETAILS view=signed_in(ChangeDetailsPage) ssr=SsrMode::Async/>
                    <Route path=route::DETAILS view=signed_in(DetailsTab) ssr=SsrMode::Async/>
                    <Route path=route::AUTHENTICATORS_OF view=signed_in(AuthenticatorsTab) ssr=SsrMode::Async/>
                    <Route path=route::HISTORY_OF view=signed_in(HistoryTab) ssr=SsrMode::Async/>
                    <Route path=route::ISSUE_TO view=signed_in(IssuePage) ssr=SsrMode::Async/>
                    <Route path=route::INSTRUCTIONS view=signed_in(InstructionsPage) ssr=SsrMode::Async/>
                    <Route path=route::LINK_OF view=signed_in(LinkPage) ssr=SsrMode::Async/>
                    <Route path=route::REMOVAL view=signed_in(RemovePage) ssr=SsrMode::Async/>
                    <Route path=route::CONFIRMATION view=signed_in(ConfirmPage) ssr=SsrMode::Async/>
                    <Route path=route::ROLES_OF view=signed_in(RolesTab) ssr=SsrMode::Async/>
                    <Route path=route::GRANT_TO view=signed_in(GrantPage) ssr=SsrMode::Async/>
                    <Route path=route::TAKE_AWAY_FROM view=signed_in(TakeAwayPage) ssr=SsrMode::Async/>
                    <Route path=route::ALL_ROLES view=signed_in(RolesPage) ssr=SsrMode::Async/>
                    <Route path=route::ALL_ORGANISATIONS view=signed_in(OrganisationsPage) ssr=SsrMode::Async/>
                    <Route path=route::ADD_ORGANISATION view=signed_in(AddOrganisationPage) ssr=SsrMode::Async/>
                    <Route path=route::CHANGE_ORGANISATION view=signed_in(ChangeOrganisationPage) ssr=SsrMode::Async/>
                    <Route path=route::CLOSE_ORGANISATION view=signed_in(CloseOrganisationPage) ssr=SsrMode::Async/>
                    <Route path=route::SUSPENSION view=signed_in(SuspendPage) ssr=SsrMode::Async/>
                    <Route path=route::REINSTATEMENT view=signed_in(ReinstatePage) ssr=SsrMode::Async/>
                    <Route path=route::SUSPENDED view=SuspendedPage ssr=SsrMode::Async/>
                    <Route path=route::CLOSING view=signed_in(ClosePage) ssr=SsrMode::Async/>
                    <Route path=route::REOPENING view=signed_in(ReopenPage) ssr=SsrMode::Async/>
                </FlatRoutes>
            </Layout>
        </Router>
    }
}

/// Shows `page` to people who are signed in, and redirects everybody else to the sign-in page. This is only a courtesy, because
/// each server function checks by itself who is signed in.
fn signed_in<V: IntoView + 'static>(page: fn() -> V) -> impl Fn() -> AnyView + Clone + Send + Sync + 'static {
    move || match session().signed_in {
        // Pages that are alike would otherwise share their elements.
        Some(_) => fresh(page().into_any()).into_any(),
        None => view! { <Redirect path=paths::sign_in(&here())/> }.into_any(),
    }
}
