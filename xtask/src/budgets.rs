//! Measures at the running server what a first visit to a page loads, and compares it with `budgets.toml`.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::net::TcpListener;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};
use serde::Deserialize;
use ureq::Agent;

use crate::process::Background;
use crate::workspace::{Mode, Workspace};

/// What the first visit to a page may load.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Budget {
    /// The path of the page.
    path: String,
    /// The greatest size of everything that is loaded, compressed, in units of 1000 bytes.
    kilobytes: usize,
}

/// Starts the server, visits each page that has a budget, and fails when one is exceeded.
pub fn check(workspace: &Workspace) -> Result<()> {
    let budgets = fs::read_to_string(workspace.root.join("budgets.toml")).context("cannot read budgets.toml")?;
    let budgets: BTreeMap<String, Budget> = toml::from_str(&budgets).context("budgets.toml is not as expected")?;
    let folder = tempfile::tempdir().context("cannot create a temporary folder")?;
    let port = TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr());
    let port = port.context("no port is free")?.port();
    let origin = format!("http://localhost:{port}");
    let log = folder.path().join("log");
    let output = File::create(&log).context("cannot create the server's log")?;

    let mut command = workspace.command(workspace.server(Mode::Release));
    command
        .arg("serve")
        .stdout(output.try_clone()?)
        .stderr(output)
        .env("CIM_LISTEN", format!("127.0.0.1:{port}"))
        .env("CIM_ORIGIN", &origin)
        .env("CIM_DATABASE_URL", format!("sqlite://{}?mode=rwc", folder.path().join("cim.db").display()))
        .env("CIM_SITE_ROOT", workspace.site(Mode::Release));
    let mut server = Background::start(&mut command)?;
    let address = format!("http://127.0.0.1:{port}");
    let agent = Agent::new_with_config(Agent::config_builder().http_status_as_error(false).build());
    wait_until_ready(&mut server, &agent, &address)
        .with_context(|| format!("the server said: {}", fs::read_to_string(&log).unwrap_or_default()))?;

    let mut exceeded = Vec::new();
    for (name, budget) in &budgets {
        let total = visit(&agent, &address, name, &budget.path)?;
        let limit = budget.kilobytes * 1000;
        println!("  {total:>9}  of {limit} bytes\n");
        if total > limit {
            exceeded.push(format!("{name} is {} bytes over its budget", total - limit));
        }
    }
    ensure!(exceeded.is_empty(), "{}", exceeded.join("; "));
    Ok(())
}

fn wait_until_ready(server: &mut Background, agent: &Agent, address: &str) -> Result<()> {
    let started = Instant::now();
    loop {
        if agent.get(format!("{address}/health/ready")).call().is_ok_and(|response| response.status() == 200) {
            return Ok(());
        }
        if let Some(status) = server.ended()? {
            bail!("`cim serve` ended at once ({status})");
        }
        ensure!(started.elapsed() < Duration::from_secs(120), "`cim serve` was not ready after 2 minutes");
        thread::sleep(Duration::from_millis(50));
    }
}

/// Loads a page and all of our files that it refers to. Returns how many bytes were transferred.
fn visit(agent: &Agent, address: &str, name: &str, path: &str) -> Result<usize> {
    println!("{name} ({path})");
    let page = get(agent, address, path)?;
    println!("  {:>9}  {path}", page.body.len());
    let mut html = Vec::new();
    brotli::BrotliDecompress(&mut &page.body[..], &mut html).with_context(|| format!("{path} is not brotli"))?;
    let html = String::from_utf8(html).with_context(|| format!("{path} is not UTF-8"))?;

    let files = references(&html);
    let place = |ending: &str| files.iter().position(|file| file.ends_with(ending));
    match (place(".css"), place(".wasm")) {
        (Some(style), Some(wasm)) => ensure!(style < wasm, "{path} asks for its WASM before its style sheet"),
        (style, wasm) => bail!("{path} has a style sheet: {}; has WASM: {}", style.is_some(), wasm.is_some()),
    }
    let mut total = page.body.len();
    for file in &files {
        let response = get(agent, address, file)?;
        ensure!(
            response.cache_control.contains("immutable"),
            "{file} is not cached for ever, though its name has a hash: its cache-control is {:?}",
            response.cache_control
        );
        println!("  {:>9}  {file}", response.body.len());
        total += response.body.len();
    }
    Ok(total)
}

struct Response {
    body: Vec<u8>,
    cache_control: String,
}

fn get(agent: &Agent, address: &str, path: &str) -> Result<Response> {
    // We set this header ourselves, so ureq does not decompress the body.
    let response = agent.get(format!("{address}{path}")).header("accept-encoding", "br").call();
    let mut response = response.with_context(|| format!("cannot load {path}"))?;
    ensure!(response.status() == 200, "{path} is answered with {}", response.status());
    let header = |name: &str| {
        let value = response.headers().get(name).map(|value| value.to_str().unwrap_or_default());
        value.unwrap_or_default().to_owned()
    };
    let (encoding, cache_control) = (header("content-encoding"), header("cache-control"));
    ensure!(encoding == "br", "{path} is not sent with brotli: its content-encoding is {encoding:?}");
    let body = response.body_mut().read_to_vec().with_context(|| format!("cannot load {path}"))?;
    Ok(Response { body, cache_control })
}

/// The paths below `/pkg/` in a page, each once, in the order in which the page has them.
fn references(html: &str) -> Vec<&str> {
    let mut files = Vec::new();
    for (start, _) in html.match_indices("/pkg/") {
        let file = &html[start..];
        let end = file.find(|c: char| !c.is_ascii_alphanumeric() && !"/._-".contains(c)).unwrap_or(file.len());
        if !files.contains(&&file[..end]) {
            files.push(&file[..end]);
        }
    }
    files
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_of_our_files_is_found_once_in_the_order_of_the_page() {
        let html = r#"<link href="/pkg/style.1.css"><link href=/pkg/a.2.wasm><a href="/x/pkg">
            <script>import i from '/pkg/a.3.js'; i({module_or_path: '/pkg/a.2.wasm'})</script>"#;
        assert_eq!(references(html), ["/pkg/style.1.css", "/pkg/a.2.wasm", "/pkg/a.3.js"]);
    }
}
