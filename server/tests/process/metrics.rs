//! What Prometheus reads from the real process.

use crate::support::{Process, promtool};

#[test]
fn prometheus_accepts_the_metrics_of_the_process() {
    let process = Process::start(&[("CIM_METRICS_LISTEN", "127.0.0.1:0")]);
    process.call("load_sign_in_options", "{}");
    process.call("finish_sign_in", r#"{"credential":"{}"}"#);
    let text = process.metrics();
    assert!(text.contains("cim_http_requests_total{route=\"/api/finish_sign_in\",method=\"POST\",status=\"422\"} 1"));
    assert_eq!(promtool(&["check", "metrics"], &text), "");
}
