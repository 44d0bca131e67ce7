//! A connection that asks to sign in as fast as it is answered, from an address of its own.

use super::{AtomicBool, Figures, Instant, Ordering};
use anyhow::{Context, Result};
use socket2::{Domain, Socket, Type};
use std::{
    io::{BufRead, BufReader, Read, Write},
    net::{Ipv4Addr, SocketAddr, TcpStream},
};

/// The loopback address of an attacker: 127.0.0.2 and so on. The people have 127.0.0.1.
pub fn address(number: usize) -> Ipv4Addr {
    Ipv4Addr::from_bits(Ipv4Addr::new(127, 0, 0, 2).to_bits() + u32::try_from(number).unwrap_or_default())
}

/// Floods until it is stopped. A connection that the server closes is opened again.
pub fn flood(from: Ipv4Addr, to: &str, origin: &str, stop: &AtomicBool) -> Figures {
    let request = format!(
        "POST /api/load_sign_in_options HTTP/1.1\r\nHost: {to}\r\nOrigin: {origin}\r\nContent-Type: application/json\r\n\
         Content-Length: 2\r\n\r\n{{}}"
    );
    let (mut figures, mut connection) = (Figures::default(), None);
    while !stop.load(Ordering::Relaxed) {
        let started = Instant::now();
        let mut open = match connection.take().map_or_else(|| connect(from, to), Ok) {
            Ok(open) => open,
            Err(_) => {
                figures.answered(None);
                continue;
            }
        };
        let status = ask(&mut open, &request).ok();
        figures.answered(status);
        if status.is_some() {
            figures.took(started.elapsed());
            connection = Some(open);
        }
    }
    figures
}

fn connect(from: Ipv4Addr, to: &str) -> Result<BufReader<TcpStream>> {
    let socket = Socket::new(Domain::IPV4, Type::STREAM, None)?;
    socket.bind(&SocketAddr::from((from, 0)).into())?;
    socket.connect(&to.parse::<SocketAddr>()?.into())?;
    socket.set_tcp_nodelay(true)?;
    Ok(BufReader::new(socket.into()))
}

/// Sends the request, and reads the whole response. Returns its status.
fn ask(connection: &mut BufReader<TcpStream>, request: &str) -> Result<u16> {
    connection.get_mut().write_all(request.as_bytes())?;
    let (mut status, mut length, mut line) = (None, 0, String::new());
    while connection.read_line(&mut line)? > 0 && line != "\r\n" {
        if status.is_none() {
            status = line.split(' ').nth(1).and_then(|status| status.parse().ok());
        }
        if let Some(bytes) = line.to_ascii_lowercase().strip_prefix("content-length:") {
            length = bytes.trim().parse()?;
        }
        line.clear();
    }
    connection.read_exact(&mut vec![0; length])?;
    status.context("no status")
}
