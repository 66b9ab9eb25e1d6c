//! A result as a short text, where no file can pass: for a QR code, or to be read out and typed.
//!
//! Bytes in the alphabet of Crockford's base 32, in groups of five. All that the file says is in it, so
//! that both ways give the same figures: counts of differences above fifteen are told as fifteen.

use super::file::Refused;
use super::played::{MINUTES, Played, Stand, redirections};
use super::session::{Attempt, Session, SessionId};
use crate::instrument::{Instrument, Shelf};
use crate::interview::Outcome;
use crate::training::debrief::{Coding, Kind};

const VERSION: u8 = 1;
const GROUP: usize = 5;
/// Without the letters that look like digits.
const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// The longest text that is looked at.
const LONGEST: usize = 4_000;

/// Why a text is no result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotAShortText {
    /// A letter is none of the alphabet.
    Letter(char),
    /// It is cut, or a letter was mistyped: its sum does not come out.
    Sum,
    /// It was written by a newer version.
    Newer,
    /// It does not belong to this session, or says what cannot be.
    Refused(Refused),
}

/// Bits, one after the other.
#[derive(Default)]
struct Bits {
    bytes: Vec<u8>,
    at: usize,
}

impl Bits {
    fn put(&mut self, value: u32, width: usize) {
        for bit in (0..width).rev() {
            if self.at.is_multiple_of(8) {
                self.bytes.push(0);
            }
            if let Some(last) = self.bytes.last_mut()
                && value >> bit & 1 == 1
            {
                *last |= 0x80 >> (self.at % 8);
            }
            self.at += 1;
        }
    }

    fn take(&mut self, width: usize) -> Option<u32> {
        let mut value = 0;
        for _ in 0..width {
            let byte = *self.bytes.get(self.at / 8)?;
            value = value << 1 | u32::from(byte >> (7 - self.at % 8) & 1);
            self.at += 1;
        }
        Some(value)
    }
}

impl Played {
    /// The result as a short text. `None` when it is not of this session, or its instrument not at hand.
    #[must_use]
    pub fn to_short(&self, session: &Session, shelf: &Shelf) -> Option<String> {
        self.sound(session, shelf).ok()?;
        let place = session.scenarios.iter().position(|chosen| *chosen == self.scenario)?;
        let instrument = shelf.find(&session.scenario(&self.scenario.id)?.instrument)?;
        let mut bits = Bits::default();
        bits.put(u32::from(VERSION), 8);
        bits.put(u32::from_be_bytes(self.session.0), 32);
        bits.put(u32::try_from(place).ok()?, 4);
        bits.put(u32::from(self.attempt == Attempt::Second), 1);
        bits.put(u32::from(self.generated), 1);
        bits.put(self.minutes.min(MINUTES), 11);
        bits.put(self.outcome.and_then(|it| place_of(&Outcome::ALL, &it)).map_or(0, |at| at + 1), 3);
        let to = self.redirected_to.as_ref().and_then(|to| redirections(&instrument).position(|it| it == to));
        bits.put(to.map_or(0, |at| u32::try_from(at + 1).unwrap_or_default()), 5);
        bits.put(u32::try_from(self.trainee.len()).ok()?, 7);
        self.trainee.bytes().for_each(|byte| bits.put(byte.into(), 8));
        for kind in Kind::ALL {
            bits.put(self.differences.get(&kind).copied().unwrap_or_default().min(15), 4);
        }
        self.put_codings(&instrument, &mut bits);
        let mut bytes = bits.bytes;
        let sum = fletcher(&bytes);
        bytes.extend(sum.to_be_bytes());
        Some(spelt(&bytes))
    }

    fn put_codings(&self, instrument: &Instrument, bits: &mut Bits) {
        for clue in instrument.clues() {
            match self.clues.get(&clue.id) {
                None => bits.put(0, 1),
                Some(stand) => bits.put(2 | u32::from(*stand == Stand::Present), 2),
            }
        }
        for question in instrument.questions() {
            match self.questions.get(&question.id).and_then(|coding| place_of(&Coding::ALL, coding)) {
                None => bits.put(0, 1),
                Some(at) => bits.put(4 | at, 3),
            }
        }
    }

    /// Reads a short text, typed in any case, with or without spaces; `O` is taken for 0, `I` and `L` for
    /// 1.
    ///
    /// # Errors
    /// Why it is no result of this session.
    pub fn from_short(text: &str, session: &Session, shelf: &Shelf) -> Result<Self, NotAShortText> {
        let bytes = unspelt(text)?;
        let (bytes, sum) = bytes.split_at_checked(bytes.len().saturating_sub(2)).ok_or(NotAShortText::Sum)?;
        if bytes.is_empty() || fletcher(bytes).to_be_bytes() != sum {
            return Err(NotAShortText::Sum);
        }
        if bytes[0] != VERSION {
            return Err(NotAShortText::Newer);
        }
        let mut bits = Bits { bytes: bytes.to_vec(), at: 8 };
        let id = SessionId(bits.take(32).ok_or(NotAShortText::Sum)?.to_be_bytes());
        if id != session.id {
            return Err(NotAShortText::Refused(Refused::OtherSession));
        }
        let result = take(&mut bits, session, shelf).ok_or(NotAShortText::Sum)?;
        result.sound(session, shelf).map_err(NotAShortText::Refused)?;
        Ok(result)
    }
}

fn take(bits: &mut Bits, session: &Session, shelf: &Shelf) -> Option<Played> {
    let at = |value: u32| usize::try_from(value).ok();
    let chosen = session.scenarios.get(at(bits.take(4)?)?)?.clone();
    let instrument = shelf.find(&session.scenario(&chosen.id)?.instrument)?;
    let attempt = if bits.take(1)? == 1 { Attempt::Second } else { Attempt::First };
    let mut result = Played::new(session.id.clone(), chosen, attempt, String::new());
    result.generated = bits.take(1)? == 1;
    result.minutes = bits.take(11)?;
    result.outcome = at(bits.take(3)?)?.checked_sub(1).and_then(|at| Outcome::ALL.get(at).copied());
    let to = at(bits.take(5)?)?.checked_sub(1);
    result.redirected_to = to.and_then(|at| redirections(&instrument).nth(at)).cloned();
    let length = at(bits.take(7)?)?;
    let name: Option<Vec<u8>> = (0..length.min(4 * Played::TRAINEE))
        .map(|_| bits.take(8).and_then(|byte| u8::try_from(byte).ok()))
        .collect();
    result.trainee = String::from_utf8(name?).ok()?;
    for kind in Kind::ALL {
        let count = bits.take(4)?;
        if count > 0 {
            result.differences.insert(kind, count);
        }
    }
    for clue in instrument.clues() {
        if bits.take(1)? == 1 {
            let stand = if bits.take(1)? == 1 { Stand::Present } else { Stand::Absent };
            result.clues.insert(clue.id.clone(), stand);
        }
    }
    for question in instrument.questions() {
        if bits.take(1)? == 1 {
            let coding = *Coding::ALL.get(at(bits.take(2)?)?)?;
            result.questions.insert(question.id.clone(), coding);
        }
    }
    Some(result)
}

fn place_of<T: PartialEq>(all: &[T], one: &T) -> Option<u32> {
    all.iter().position(|other| other == one).and_then(|at| u32::try_from(at).ok())
}

/// Fletcher's sum of 16 bits: it tells two letters that changed places.
fn fletcher(bytes: &[u8]) -> u16 {
    let (one, other) = bytes.iter().fold((0_u16, 0_u16), |(one, other), byte| {
        let one = (one + u16::from(*byte)) % 255;
        (one, (other + one) % 255)
    });
    other << 8 | one
}

fn spelt(bytes: &[u8]) -> String {
    let mut bits = Bits { bytes: bytes.to_vec(), at: 0 };
    let count = (bytes.len() * 8).div_ceil(5);
    bits.bytes.push(0);
    let mut text = String::with_capacity(count + count / GROUP);
    for at in 0..count {
        if at > 0 && at % GROUP == 0 {
            text.push(' ');
        }
        let letter = bits.take(5).and_then(|value| LETTERS.get(usize::try_from(value).ok()?));
        text.push(letter.map_or('0', |letter| char::from(*letter)));
    }
    text
}

fn unspelt(text: &str) -> Result<Vec<u8>, NotAShortText> {
    let mut bits = Bits::default();
    let mut letters = 0;
    for letter in text.chars().take(LONGEST).filter(|c| !c.is_whitespace() && *c != '-') {
        let plain = match letter.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            other => other,
        };
        let value = LETTERS.iter().position(|known| char::from(*known) == plain);
        let value = value.and_then(|value| u32::try_from(value).ok()).ok_or(NotAShortText::Letter(letter))?;
        bits.put(value, 5);
        letters += 1;
    }
    bits.bytes.truncate(letters * 5 / 8);
    Ok(bits.bytes)
}
