//! The app served to this computer: by name and port, to one instance, until an interrupt.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::Duration;

/// A folder with the first page and the scripts of this repository, and one file of more than a connection holds.
fn site(named: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(named);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(folder.join("app-1")).expect("a folder");
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for (from, to) in [("index.html", "index.html"), ("start.js", "app-1/start.js"), (".headers", "_headers")]
    {
        fs::copy(root.join(from), folder.join(to)).expect("a copy");
    }
    fs::write(folder.join("app-1/large.wasm"), large()).expect("a file");
    folder
}

fn large() -> Vec<u8> {
    (0_u32..8_000_000).flat_map(u32::to_le_bytes).collect()
}

/// A port at which nothing answers.
fn free() -> u16 {
    TcpListener::bind("127.0.0.1:0").expect("a port").local_addr().expect("its number").port()
}

/// The command in an empty folder and an empty environment, where its only browser is a script that takes
/// down what it is asked to open.
fn command(folder: &Path, arguments: &[&str]) -> Command {
    let empty = folder.with_extension("empty");
    let tools = folder.with_extension("tools");
    for folder in [&empty, &tools] {
        fs::create_dir_all(folder).expect("a folder");
    }
    let mut command = Command::new(env!("CARGO_BIN_EXE_faisceau"));
    command.arg("serve").args(arguments).current_dir(empty).env_clear().env("PATH", tools);
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// The app as it runs: ended when it is dropped.
struct Running {
    child: Child,
    port: u16,
    said: BufReader<std::process::ChildStdout>,
    first: String,
}

impl Running {
    fn start(folder: &Path, more: &[&str]) -> Self {
        let port = free();
        let (number, site) = (port.to_string(), folder.display().to_string());
        let mut arguments = vec!["--site", &site, "--port", &number];
        arguments.extend(more);
        let mut child = command(folder, &arguments).spawn().expect("it starts");
        let mut said = BufReader::new(child.stdout.take().expect("a pipe"));
        let mut first = String::new();
        said.read_line(&mut first).expect("a line");
        Self { child, port, said, first }
    }

    fn ask(&self, request: &str) -> Vec<u8> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).expect("it answers");
        stream.set_read_timeout(Some(Duration::from_secs(20))).expect("a limit");
        stream.write_all(request.as_bytes()).expect("asked");
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).expect("answered to its end");
        answer
    }

    fn get(&self, path: &str, host: &str) -> (String, Vec<u8>) {
        let answer = self.ask(&format!("GET {path} HTTP/1.1\r\nHost: {host}\r\n\r\n"));
        let end = answer.windows(4).position(|four| four == b"\r\n\r\n").expect("an end of the head");
        (String::from_utf8(answer[..end + 2].to_vec()).expect("text"), answer[end + 4..].to_vec())
    }

    fn own(&self) -> String {
        format!("127.0.0.1:{}", self.port)
    }

    /// Interrupts it as Ctrl+C does, or as the end of a session.
    #[cfg(unix)]
    fn interrupt(&self, signal: &str) {
        let sent = Command::new("kill").args([signal, &self.child.id().to_string()]).status();
        assert!(sent.expect("kill").success());
    }

    /// What it said since its first line, and its status.
    #[cfg(unix)]
    fn end(mut self) -> (String, Option<i32>) {
        let mut said = String::new();
        self.said.read_to_string(&mut said).expect("text");
        (said, self.child.wait().expect("it ends").code())
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("text")
}

fn ended(mut command: Command) -> Output {
    command.output().expect("it starts and ends")
}

#[test]
fn the_app_is_served_to_its_own_name_with_every_header_and_nothing_else_is() {
    let folder = site("serve-names");
    let app = Running::start(&folder, &["--no-open"]);
    assert_eq!(app.first, format!("Faisceau is at http://{}/ — Ctrl+C ends it.\n", app.own()));
    let (head, body) = app.get("/", &app.own());
    assert!(head.starts_with("HTTP/1.1 200 OK\r\n"), "{head}");
    assert_eq!(body, fs::read(folder.join("index.html")).expect("the page"));
    let headers = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/.headers")).expect("headers");
    let headers: Vec<_> = headers.lines().filter_map(|line| line.strip_prefix("  ")).collect();
    assert!(headers.len() >= 9, "{headers:?}");
    for header in headers {
        assert!(head.contains(&format!("\r\n{header}\r\n")), "{header}\n{head}");
    }
    let (head, body) = app.get("/app-1/large.wasm", &app.own());
    assert!(head.contains("\r\nContent-Type: application/wasm\r\n"), "{head}");
    assert!(body == large(), "the whole file");

    for (host, status) in [
        ("example.org".to_owned(), "421"),
        (format!("example.org:{}", app.port), "421"),
        ("127.0.0.1".to_owned(), "421"),
        (format!("localhost:{}", app.port), "307"),
    ] {
        let (head, body) = app.get("/", &host);
        assert_eq!(&head[9..12], status, "{host}\n{head}");
        assert!(!text(&body).contains("<html"), "nothing of the app leaves under another name");
    }
    for none in ["/_headers", "/app-1", "/../Cargo.toml", "/%2e%2e/Cargo.toml", "/app-1/../../Cargo.toml"] {
        assert!(app.get(none, &app.own()).0.starts_with("HTTP/1.1 404 "), "{none}");
    }
    let refused =
        app.ask(&format!("POST / HTTP/1.1\r\nHost: {}\r\nContent-Length: 4\r\n\r\nword", app.own()));
    assert!(text(&refused).starts_with("HTTP/1.1 405 "), "{}", text(&refused));
    assert!(TcpStream::connect_timeout(&([127, 0, 0, 2], app.port).into(), Duration::from_secs(1)).is_err());
}

#[test]
fn a_second_instance_finds_the_first_and_ends_well() {
    let folder = site("serve-twice");
    let app = Running::start(&folder, &["--no-open"]);
    let (number, site) = (app.port.to_string(), folder.display().to_string());
    let again = ended(command(&folder, &["--site", &site, "--port", &number, "--no-open"]));
    assert_eq!(again.status.code(), Some(0), "{}", text(&again.stderr));
    assert_eq!(text(&again.stdout), format!("Faisceau runs already, at http://{}/\n", app.own()));
    let french =
        ended(command(&folder, &["--site", &site, "--port", &number, "--no-open", "--language", "fr"]));
    assert_eq!(
        text(&french.stdout),
        format!("Faisceau est déjà ouvert, à l’adresse http://{}/\n", app.own())
    );
    assert!(app.get("/", &app.own()).0.starts_with("HTTP/1.1 200 "), "the first goes on");
}

#[test]
fn a_port_that_something_else_has_is_refused_in_a_sentence_with_its_own_status() {
    let folder = site("serve-taken");
    let site = folder.display().to_string();
    // One that says nothing, one that says something else, and one that answers as any web server does.
    for says in ["", "SSH-2.0-other\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 12\r\n\r\n<p>other</p>"] {
        let taken = TcpListener::bind("127.0.0.1:0").expect("a port");
        let number = taken.local_addr().expect("its number").port().to_string();
        let other = std::thread::spawn(move || {
            let (mut stream, _) = taken.accept().expect("asked once");
            let mut asked = [0; 512];
            let _ = stream.read(&mut asked);
            let _ = stream.write_all(says.as_bytes());
        });
        let refused = ended(command(&folder, &["--site", &site, "--port", &number, "--no-open"]));
        other.join().expect("it was asked");
        assert_eq!(refused.status.code(), Some(3), "{says}");
        assert_eq!(text(&refused.stdout), "");
        let told = text(&refused.stderr);
        assert!(told.starts_with(&format!("the port {number} is taken by another program.")), "{told}");
    }
}

#[test]
fn what_holds_no_app_is_refused_with_the_way_to_one() {
    let folder = site("serve-none");
    fs::remove_file(folder.join("index.html")).expect("gone");
    let site = folder.display().to_string();
    let refused = ended(command(&folder, &["--site", &site, "--no-open"]));
    assert_eq!(refused.status.code(), Some(1));
    assert!(
        text(&refused.stderr).contains("holds no app: `./dev build` makes one"),
        "{}",
        text(&refused.stderr)
    );
    if option_env!("FAISCEAU_EMBED").is_none_or(str::is_empty) {
        let refused = ended(command(&folder, &["--no-open"]));
        assert_eq!(refused.status.code(), Some(1));
        let told = text(&refused.stderr);
        assert!(told.starts_with("this executable was built without the app: `./dev program`"), "{told}");
    }
    let wrong = ended(command(&folder, &["--port", "0"]));
    assert_eq!(wrong.status.code(), Some(2), "a port is a number from 1 on");
}

#[cfg(target_os = "linux")]
#[test]
fn the_browser_is_opened_on_the_app_by_the_first_and_by_the_second() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = site("serve-opens");
    let tools = folder.with_extension("tools");
    let seen = folder.with_extension("seen");
    fs::create_dir_all(&tools).expect("a folder");
    let _ = fs::remove_file(&seen);
    let script = format!("#!/bin/sh\nfor last; do :; done\necho \"$last\" >> '{}'\n", seen.display());
    fs::write(tools.join("xdg-open"), script).expect("a script");
    fs::set_permissions(tools.join("xdg-open"), fs::Permissions::from_mode(0o755)).expect("executable");
    let lines = |count: usize| {
        for _ in 0..200 {
            let read = fs::read_to_string(&seen).unwrap_or_default();
            if read.lines().count() >= count {
                return read;
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        fs::read_to_string(&seen).unwrap_or_default()
    };
    let app = Running::start(&folder, &[]);
    let address = format!("http://{}/\n", app.own());
    assert_eq!(lines(1), address);
    let (number, site) = (app.port.to_string(), folder.display().to_string());
    let again = ended(command(&folder, &["--site", &site, "--port", &number]));
    assert_eq!(again.status.code(), Some(0));
    assert_eq!(lines(2), address.repeat(2));
}

#[cfg(unix)]
#[test]
fn an_interrupt_in_the_middle_of_an_answer_lets_it_be_sent_whole() {
    for signal in ["-INT", "-TERM", "-HUP"] {
        let folder = site("serve-ends");
        let app = Running::start(&folder, &["--no-open"]);
        // A connection that asks nothing does not keep it.
        let _waiting = TcpStream::connect(("127.0.0.1", app.port)).expect("it answers");
        let mut stream = TcpStream::connect(("127.0.0.1", app.port)).expect("it answers");
        let request = format!("GET /app-1/large.wasm HTTP/1.1\r\nHost: {}\r\n\r\n", app.own());
        stream.write_all(request.as_bytes()).expect("asked");
        let mut begun = [0; 1024];
        stream.read_exact(&mut begun).expect("it begins");
        app.interrupt(signal);
        std::thread::sleep(Duration::from_millis(300));
        let mut answer = begun.to_vec();
        stream.read_to_end(&mut answer).expect("to its end");
        let end = answer.windows(4).position(|four| four == b"\r\n\r\n").expect("an end of the head");
        assert!(answer[end + 4..] == large()[..], "{signal}: {} bytes", answer.len());
        let (said, status) = app.end();
        assert_eq!(said, "Faisceau has ended. What the page shows as saved is kept.\n");
        assert_eq!(status, Some(0), "{signal}");
    }
}

#[cfg(unix)]
#[test]
fn whoever_reads_nothing_does_not_keep_it_from_ending() {
    let folder = site("serve-stuck");
    let app = Running::start(&folder, &["--no-open", "--language", "fr"]);
    assert!(app.first.ends_with("/ — Ctrl+C l’arrête.\n"), "{}", app.first);
    let mut stream = TcpStream::connect(("127.0.0.1", app.port)).expect("it answers");
    let request = format!("GET /app-1/large.wasm HTTP/1.1\r\nHost: {}\r\n\r\n", app.own());
    stream.write_all(request.as_bytes()).expect("asked");
    let mut begun = [0; 1024];
    stream.read_exact(&mut begun).expect("it begins");
    app.interrupt("-INT");
    let (said, status) = app.end();
    assert_eq!(said, "Faisceau est arrêté. Ce que la page indique comme enregistré est conservé.\n");
    assert_eq!(status, Some(0));
}
