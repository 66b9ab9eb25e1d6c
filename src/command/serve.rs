//! `serve`: the app on this computer, for the browser on it and for nobody else.
//!
//! What is answered is decided in `host`, from files that `site` holds in memory. Nothing is asked of any
//! network, and nothing is written: the safe is the browser's.

use std::io::{self, Read, Write};
use std::net::{Ipv4Addr, Shutdown, SocketAddr, TcpListener, TcpStream};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{self, Receiver};
use std::time::Duration;

use clap::Args;

use super::fault::Fault;
use super::host::{ASKED, LONGEST, Place, answer};
use super::site::Site;
use super::{Printed, Tongue};

/// The port that the safe belongs to, unless another is named.
const PORT: u16 = 4173;
/// How long a request may keep us waiting, and an answer.
const PATIENCE: Duration = Duration::from_secs(10);
/// How long another instance may take to say that it is one.
const MOMENT: Duration = Duration::from_secs(2);
/// How many requests are answered at once. The app has a dozen files.
const MOST: usize = 64;
/// At an interrupt, how often what is still being sent is looked at, and at what distance: five seconds in all.
const LOOKS: usize = 100;
const LOOK: Duration = Duration::from_millis(50);

/// Serves the app that this executable carries, to this computer alone, and opens the browser on it.
#[derive(Args)]
#[command(after_help = "\
The safe belongs to the address and the port: with another --port the browser shows another safe.
Called again, it opens the browser on what runs already. Ctrl+C ends it. Called without any verb, an
executable that carries the app does the same.

It leaves with 0 when it was ended or runs already, 1 when there is no app to serve, and 3 when something
else has the port.

Examples:
  faisceau serve
  faisceau serve --language fr --no-open
  faisceau serve --site release/site --port 4180")]
pub(super) struct Call {
    /// The port, on 127.0.0.1.
    #[arg(long, default_value_t = PORT, value_parser = clap::value_parser!(u16).range(1..))]
    port: u16,
    /// Opens no browser.
    #[arg(long)]
    no_open: bool,
    /// A folder with the app, to serve in place of the one that is carried.
    #[arg(long, value_name = "FOLDER")]
    site: Option<PathBuf>,
    /// The language of what is told.
    #[arg(long, value_enum, default_value = "en")]
    language: Tongue,
}

impl Call {
    /// What is done when the executable is opened by a double click, where it carries the app.
    pub fn without_words() -> Option<Self> {
        Site::carried()?;
        Some(Self { port: PORT, no_open: false, site: None, language: Tongue::of_this_computer() })
    }
}

pub(super) fn run(call: &Call) -> Result<Printed, Vec<Fault>> {
    let site = match &call.site {
        Some(folder) => Site::read(folder),
        None => Site::carried().ok_or(Fault::NoSite),
    };
    let site = site.map_err(|fault| vec![fault])?;
    let place = Place { port: call.port };
    let ended = interrupts().map_err(|why| vec![Fault::NotServed { port: call.port, why }])?;
    let listener = match TcpListener::bind((Ipv4Addr::LOCALHOST, call.port)) {
        Ok(listener) => listener,
        Err(error) if error.kind() == io::ErrorKind::AddrInUse => return second(call, place),
        Err(error) => return Err(vec![Fault::NotServed { port: call.port, why: error.to_string() }]),
    };
    tell(&running(call.language, &place.address()));
    let hands = Arc::new(AtomicUsize::new(0));
    let taken = Arc::clone(&hands);
    std::thread::spawn(move || accept(&listener, &Arc::new(site), place, &taken));
    let beside = opened(call, place);
    // Whoever could interrupt is gone when the channel is: there is nothing left to wait for either.
    let _ = ended.recv();
    finish(&hands, &ended);
    Ok(Printed { out: over(call.language).to_owned(), beside, ..Printed::default() })
}

/// A second instance: the first has the port, or something else has.
fn second(call: &Call, place: Place) -> Result<Printed, Vec<Fault>> {
    if !is_ours(place) {
        return Err(vec![Fault::PortTaken(place.port)]);
    }
    let beside = opened(call, place);
    Ok(Printed { out: already(call.language, &place.address()), beside, ..Printed::default() })
}

/// Whether what answers at this place says that it is Faisceau.
fn is_ours(place: Place) -> bool {
    let asked = || -> io::Result<Vec<u8>> {
        let at = SocketAddr::from((Ipv4Addr::LOCALHOST, place.port));
        let mut stream = TcpStream::connect_timeout(&at, MOMENT)?;
        stream.set_read_timeout(Some(MOMENT))?;
        stream.set_write_timeout(Some(MOMENT))?;
        write!(stream, "GET {ASKED} HTTP/1.1\r\nHost: {}\r\n\r\n", place.name())?;
        let mut said = Vec::new();
        // What belongs to something else can send for ever, or end badly after it was understood.
        let _ = stream.take(4 * 1024).read_to_end(&mut said);
        Ok(said)
    };
    asked().is_ok_and(|said| {
        let said = String::from_utf8_lossy(&said);
        let body = said.split_once("\r\n\r\n").map_or("", |(_, body)| body);
        said.starts_with("HTTP/1.1 200 ") && body.lines().count() == 1 && body.starts_with("faisceau ")
    })
}

/// Opens the browser unless it is not wanted. That it does not open is told, and ends nothing.
fn opened(call: &Call, place: Place) -> Vec<String> {
    if call.no_open {
        return Vec::new();
    }
    match open::that_detached(place.address()) {
        Ok(()) => Vec::new(),
        Err(_) => vec![by_hand(call.language, &place.address())],
    }
}

/// A word for each interrupt: Ctrl+C, the end of the session, a closed window.
fn interrupts() -> Result<Receiver<()>, String> {
    let (say, hear) = mpsc::channel();
    ctrlc::set_handler(move || {
        let _ = say.send(());
    })
    .map_err(|error| error.to_string())?;
    Ok(hear)
}

/// Waits until what is being sent was sent; not for longer than five seconds, nor after a second interrupt.
fn finish(hands: &AtomicUsize, ended: &Receiver<()>) {
    for _ in 0..LOOKS {
        if hands.load(Ordering::Acquire) == 0 || ended.recv_timeout(LOOK).is_ok() {
            return;
        }
    }
}

/// One request being answered, as long as it lives.
struct Hand(Arc<AtomicUsize>);

impl Hand {
    /// One more; nothing when there are as many as may be.
    fn of(hands: &Arc<AtomicUsize>) -> Option<Self> {
        let hand = Self(Arc::clone(hands));
        (hands.fetch_add(1, Ordering::AcqRel) < MOST).then_some(hand)
    }
}

impl Drop for Hand {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::AcqRel);
    }
}

/// Answers whoever comes, each on a thread of its own, until the program ends.
fn accept(listener: &TcpListener, site: &Arc<Site>, place: Place, hands: &Arc<AtomicUsize>) {
    // Those who have connected and not asked yet: a browser keeps such connections ready.
    let waiting = Arc::new(AtomicUsize::new(0));
    for stream in listener.incoming() {
        let Ok(stream) = stream else {
            // Out of handles, say: what is open ends by itself.
            std::thread::sleep(LOOK);
            continue;
        };
        let Some(place_taken) = Hand::of(&waiting) else { continue };
        let (site, hands) = (Arc::clone(site), Arc::clone(hands));
        std::thread::spawn(move || {
            let _place_taken = place_taken;
            // A connection that breaks is the browser's to make again.
            let _ = attend(stream, &site, place, &hands);
        });
    }
}

/// Reads one request and answers it.
fn attend(mut stream: TcpStream, site: &Site, place: Place, hands: &Arc<AtomicUsize>) -> io::Result<()> {
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    let mut come = Vec::new();
    let mut piece = [0; 4 * 1024];
    let answer = loop {
        let room = piece.len().min(LONGEST - come.len());
        match stream.read(&mut piece[..room])? {
            0 => return Ok(()),
            read => come.extend_from_slice(&piece[..read]),
        }
        if let Some(answer) = answer(site, place, &come) {
            break answer;
        }
    };
    let (head, body) = answer.written();
    {
        let _hand = Hand::of(hands);
        stream.write_all(head.as_bytes())?;
        stream.write_all(body)?;
        stream.shutdown(Shutdown::Write)?;
    }
    // A connection that is closed over unread bytes takes back what was sent: they are read, and dropped.
    stream.set_read_timeout(Some(LOOK))?;
    for _ in 0..MOST {
        if stream.read(&mut piece)? == 0 {
            break;
        }
    }
    Ok(())
}

/// Tells at once, and goes on when nobody can read it.
fn tell(sentence: &str) {
    let mut out = io::stdout().lock();
    let _ = out.write_all(sentence.as_bytes()).and_then(|()| out.flush());
}

fn running(language: Tongue, address: &str) -> String {
    match language {
        Tongue::En => format!("Faisceau is at {address} — Ctrl+C ends it.\n"),
        Tongue::Fr => format!("Faisceau est à l’adresse {address} — Ctrl+C l’arrête.\n"),
    }
}

fn already(language: Tongue, address: &str) -> String {
    match language {
        Tongue::En => format!("Faisceau runs already, at {address}\n"),
        Tongue::Fr => format!("Faisceau est déjà ouvert, à l’adresse {address}\n"),
    }
}

fn by_hand(language: Tongue, address: &str) -> String {
    match language {
        Tongue::En => format!("No browser could be opened: open {address} in yours."),
        Tongue::Fr => format!("Aucun navigateur n’a pu être lancé\u{a0}: ouvrez {address} dans le vôtre."),
    }
}

const fn over(language: Tongue) -> &'static str {
    match language {
        Tongue::En => "Faisceau has ended. What the page shows as saved is kept.\n",
        Tongue::Fr => "Faisceau est arrêté. Ce que la page indique comme enregistré est conservé.\n",
    }
}
