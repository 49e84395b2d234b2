//! A mail server in the test itself: takes what is sent to it, on a port of its own, and hands it
//! on through a channel.

use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

/// A message as it came.
#[derive(Debug, Clone)]
pub struct Message {
    pub to: String,
    /// Head and body as sent.
    pub raw: String,
}

impl Message {
    /// The text, decoded from base64 or quoted-printable as far as these messages need it.
    pub fn text(&self) -> String {
        let (head, body) = self.raw.split_once("\r\n\r\n").unwrap();
        let head = head.to_lowercase();
        if head.contains("transfer-encoding: base64") {
            let letters: Vec<u8> = body
                .bytes()
                .filter(|byte| !byte.is_ascii_whitespace())
                .collect();
            return String::from_utf8(base64(&letters)).unwrap();
        }
        if head.contains("transfer-encoding: quoted-printable") {
            return String::from_utf8(quoted(&body.replace("=\r\n", ""))).unwrap();
        }
        body.to_owned()
    }
}

fn base64(letters: &[u8]) -> Vec<u8> {
    const ALPHABET: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut bits = 0_u32;
    let mut held = 0;
    let mut bytes = Vec::new();
    for letter in letters.iter().filter(|letter| **letter != b'=') {
        let value = ALPHABET.iter().position(|one| one == letter).unwrap();
        bits = bits << 6 | u32::try_from(value).unwrap();
        held += 6;
        if held >= 8 {
            held -= 8;
            bytes.push((bits >> held & 0xff) as u8);
        }
    }
    bytes
}

fn quoted(text: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        match byte {
            b'=' => {
                let pair = [rest.next().unwrap(), rest.next().unwrap()];
                let pair = std::str::from_utf8(&pair).unwrap();
                bytes.push(u8::from_str_radix(pair, 16).unwrap());
            }
            byte => bytes.push(byte),
        }
    }
    bytes
}

/// A mail server.
pub struct Post {
    pub port: u16,
    messages: UnboundedReceiver<Message>,
}

impl Post {
    /// One that takes everything.
    pub async fn open() -> Post {
        Post::answering("250 taken").await
    }

    /// One that answers every message so once it has it.
    pub async fn answering(answer: &'static str) -> Post {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let (send, messages) = unbounded_channel();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(talk(stream, send.clone(), answer));
            }
        });
        Post { port, messages }
    }

    /// The next message; waits for it.
    pub async fn next(&mut self) -> Message {
        self.messages.recv().await.unwrap()
    }

    /// What has come so far.
    pub fn taken(&mut self) -> Vec<Message> {
        let mut taken = Vec::new();
        while let Ok(message) = self.messages.try_recv() {
            taken.push(message);
        }
        taken
    }
}

async fn talk(mut stream: TcpStream, send: UnboundedSender<Message>, answer: &str) {
    let (read, mut write) = stream.split();
    let mut lines = BufReader::new(read);
    write.write_all(b"220 post\r\n").await.unwrap();
    let mut to = String::new();
    loop {
        let mut line = String::new();
        if lines.read_line(&mut line).await.unwrap_or(0) == 0 {
            return;
        }
        let said = match line.split([' ', '\r']).next().unwrap_or_default() {
            "EHLO" => "250-post\r\n250 8BITMIME".to_owned(),
            "RCPT" => {
                to = line.trim().to_owned();
                "250 ok".to_owned()
            }
            "DATA" => {
                write.write_all(b"354 go on\r\n").await.unwrap();
                let raw = until_dot(&mut lines).await;
                if answer.starts_with('2') {
                    let to = to.replace("RCPT TO:<", "").replace('>', "");
                    send.send(Message { to, raw }).unwrap();
                }
                answer.to_owned()
            }
            "QUIT" => {
                let _ = write.write_all(b"221 bye\r\n").await;
                return;
            }
            _ => "250 ok".to_owned(),
        };
        write
            .write_all(format!("{said}\r\n").as_bytes())
            .await
            .unwrap();
    }
}

async fn until_dot(lines: &mut (impl AsyncBufReadExt + Unpin)) -> String {
    let mut raw = String::new();
    loop {
        let mut line = String::new();
        lines.read_line(&mut line).await.unwrap();
        if line == ".\r\n" {
            return raw;
        }
        raw.push_str(line.strip_prefix('.').unwrap_or(&line));
    }
}
