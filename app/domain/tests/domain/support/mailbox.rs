//! A mail server for the tests: a real one, over TCP, that supports as much SMTP (RFC 5321) as a client without encryption needs,
//! keeps the messages, and misbehaves on request. It is written here because no maintained crate has one.

use super::{Received, World};
use domain::{
    Domain, SystemRandom,
    mail::{MailSettings, SmtpUrl},
    models::Models,
};
use std::{
    sync::{Arc, Mutex},
    time::Duration,
};
use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    net::{TcpListener, TcpStream},
    sync::Semaphore,
};

/// How the server treats new connections from now on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mood {
    /// Accepts everything.
    Takes,
    /// Refuses every recipient and repeats the address, as real servers do.
    Refuses,
    /// Refuses everything temporarily.
    Delays,
    /// Closes every connection with an error before the client has sent anything.
    TurnsAway,
    /// Refuses this recipient.
    RefusesOne(&'static str),
    /// Accepts the connection and says nothing.
    Hangs,
    /// Takes the message, and replies only when it is released.
    Holds,
}

struct State {
    mood: Mood,
    connections: usize,
    /// The current number of connections, and the highest number so far.
    open: (usize, usize),
    received: Vec<Received>,
}

/// The mail server. It ends with the runtime of its test.
#[derive(Clone)]
pub struct Mailbox {
    port: u16,
    state: Arc<Mutex<State>>,
    released: Arc<Semaphore>,
}

impl Mailbox {
    pub async fn open() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let state = State { mood: Mood::Takes, connections: 0, open: (0, 0), received: Vec::new() };
        let port = listener.local_addr().unwrap().port();
        let mailbox = Self { port, state: Arc::new(Mutex::new(state)), released: Arc::new(Semaphore::new(0)) };
        let server = mailbox.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                // A client may disconnect at any time.
                let server = server.clone();
                tokio::spawn(async move {
                    drop(server.serve(stream).await);
                    server.state.lock().unwrap().open.0 -= 1;
                });
            }
        });
        mailbox
    }

    /// A server that is down: no process listens on its port.
    pub async fn closed() -> Self {
        let port = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap().port();
        let state = State { mood: Mood::Takes, connections: 0, open: (0, 0), received: Vec::new() };
        Self { port, state: Arc::new(Mutex::new(state)), released: Arc::new(Semaphore::new(0)) }
    }

    pub fn be(&self, mood: Mood) {
        self.state.lock().unwrap().mood = mood;
    }

    /// Releases one message that is held now or later.
    pub fn release(&self) {
        self.released.add_permits(1);
    }

    pub fn port(&self) -> u16 {
        self.port
    }

    pub fn connections(&self) -> usize {
        self.state.lock().unwrap().connections
    }

    /// The highest number of simultaneous connections.
    pub fn most_at_once(&self) -> usize {
        self.state.lock().unwrap().open.1
    }

    pub fn received(&self) -> Vec<Received> {
        self.state.lock().unwrap().received.clone()
    }

    /// The only message that the server took.
    #[track_caller]
    pub fn only(&self) -> Received {
        let mut received = self.received();
        assert_eq!(received.len(), 1, "{received:?}");
        received.remove(0)
    }

    /// Waits until `seen` is true.
    pub async fn until(&self, seen: impl Fn(&Self) -> bool) {
        for _ in 0..12_000 {
            if seen(self) {
                return;
            }
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        panic!("that never came");
    }

    /// The operator's settings for this server.
    pub fn settings(&self) -> MailSettings {
        MailSettings {
            smtp_url: SmtpUrl::from(&*format!("smtp://127.0.0.1:{}", self.port)),
            from: "Care Identity <care-identity@example.nhs.uk>".to_owned(),
            reply_to: "ra-desk@example.nhs.uk".to_owned(),
            contact: "the RA service desk on 0113 496 0000".to_owned(),
            timeout: MailSettings::TIMEOUT,
        }
    }

    async fn serve(&self, stream: TcpStream) -> std::io::Result<()> {
        let mood = {
            let mut state = self.state.lock().unwrap();
            state.connections += 1;
            state.open.0 += 1;
            state.open.1 = state.open.1.max(state.open.0);
            state.mood
        };
        if mood == Mood::Hangs {
            std::future::pending::<()>().await;
        }
        let mut stream = BufReader::new(stream);
        let (mut recipients, mut line) = (Vec::new(), String::new());
        if mood == Mood::TurnsAway {
            return stream.write_all(b"421 mailbox.example is too busy\r\n").await;
        }
        stream.write_all(b"220 mailbox.example ESMTP\r\n").await?;
        loop {
            line.clear();
            if stream.read_line(&mut line).await? == 0 {
                return Ok(());
            }
            let answer = match line.trim_end() {
                "DATA" => {
                    stream.write_all(b"354 go on\r\n").await?;
                    let data = data(&mut stream).await?;
                    let recipients = std::mem::take(&mut recipients);
                    self.state.lock().unwrap().received.push(Received { recipients, data });
                    if mood == Mood::Holds {
                        self.released.acquire().await.unwrap().forget();
                    }
                    "250 taken".to_owned()
                }
                "QUIT" => "221 bye".to_owned(),
                command if command.starts_with("EHLO ") => "250 mailbox.example".to_owned(),
                command if command.starts_with("MAIL FROM:") => "250 yes".to_owned(),
                command => {
                    let address = command.strip_prefix("RCPT TO:<").and_then(|rest| rest.strip_suffix('>')).unwrap();
                    let refused = match mood {
                        Mood::RefusesOne(one) => one == address,
                        _ => mood == Mood::Refuses,
                    };
                    if mood == Mood::Delays {
                        "451 4.3.0 try again later".to_owned()
                    } else if refused {
                        format!("550 5.1.1 <{address}>: no such mailbox")
                    } else {
                        recipients.push(address.to_owned());
                        "250 yes".to_owned()
                    }
                }
            };
            stream.write_all([&answer, "\r\n"].concat().as_bytes()).await?;
        }
    }
}

/// Reads up to the line with only a dot. Removes the dots that were added to other lines to make them different from it.
async fn data(stream: &mut BufReader<TcpStream>) -> std::io::Result<String> {
    let (mut data, mut line) = (String::new(), String::new());
    while line != ".\r\n" {
        data += line.strip_prefix('.').unwrap_or(&line);
        line.clear();
        stream.read_line(&mut line).await?;
        assert!(line.ends_with("\r\n"), "a line that does not end as lines must: {line:?}");
    }
    Ok(data)
}

impl World {
    /// A world whose operator has set up a mail server.
    pub async fn with_mailbox() -> (Self, Mailbox) {
        let (mut world, mailbox) = (Self::new().await, Mailbox::open().await);
        world.domain = world.with(|settings| settings.mail = Some(mailbox.settings()));
        (world, mailbox)
    }

    /// Another process with the same settings.
    pub async fn second_mailing_process(&self) -> Domain {
        let (database, settings) = (self.database.connect().await, self.domain.settings().clone());
        Domain::new(database, self.clock.clone(), Arc::new(SystemRandom), settings, Models::default()).unwrap()
    }
}
