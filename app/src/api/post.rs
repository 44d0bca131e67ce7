//! How the pages call the server functions.

use crate::browser;
use model::AppError;
use serde::{Serialize, de::DeserializeOwned};
use server_fn::{Http, Protocol, codec::Json};
use std::future::Future;

/// JSON in the body of a POST, and JSON in the answer: on the wire the same as `input = Json`. In the browser it needs less
/// code. There, `input = Json` compiles everything that it does, from the address to the errors, once for each function.
#[derive(Debug)]
pub struct Post;

impl<Input, Output, Client, Server> Protocol<Input, Output, Client, Server, AppError> for Post
where
    Input: Serialize + Send,
    Output: DeserializeOwned,
    Client: server_fn::client::Client<AppError>,
    Server: server_fn::server::Server<AppError>,
    Http<Json, Json>: Protocol<Input, Output, Client, Server, AppError>,
{
    const METHOD: http::Method = http::Method::POST;

    fn run_server<F, Answer>(
        request: Server::Request,
        function: F,
    ) -> impl Future<Output = Result<Server::Response, AppError>> + Send
    where
        F: Fn(Input) -> Answer + Send,
        Answer: Future<Output = Result<Output, AppError>> + Send,
    {
        <Http<Json, Json> as Protocol<Input, Output, Client, Server, AppError>>::run_server(request, function)
    }

    fn run_client(path: &str, input: Input) -> impl Future<Output = Result<Output, AppError>> + Send {
        // The request is on its way before anything is awaited, so that the input is not kept.
        let sent = serde_json::to_string(&input).map(|json| browser::post(path, json));
        async move {
            let answer = sent.map_err(|_| AppError::Unexpected)?.await?;
            serde_json::from_str(&answer).map_err(|_| AppError::Unreachable)
        }
    }
}
