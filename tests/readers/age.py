"""The age format by an implementation that is not ours: pyrage, bindings of rage, opens what our command
sealed, and our command opens what it sealed. Each also refuses what was spoilt or is for another."""

import subprocess
import sys
import tempfile
from pathlib import Path

import pyrage

COMMAND = sys.argv[1]
TEXT = "été, ∆ und 漢字\n".encode() * 20_000  # Several pieces of 64 KiB.
WORDS = "four words of ours"


def ours(*arguments, fails=False):
    done = subprocess.run([COMMAND, *map(str, arguments)], capture_output=True, check=False)
    assert (done.returncode != 0) == fails, done.stderr.decode()
    return done


def refused(open_it):
    try:
        open_it()
    except pyrage.DecryptError:
        return
    raise AssertionError("it was opened")


with tempfile.TemporaryDirectory() as made:
    folder = Path(made)
    plain, words, key = folder / "plain", folder / "words", folder / "key"
    plain.write_bytes(TEXT)
    words.write_text(WORDS + "\n")
    identity, other = pyrage.x25519.Identity.generate(), pyrage.x25519.Identity.generate()
    key.write_text(f"# a comment\n{identity}\n")
    strange = folder / "strange"
    strange.write_text(f"{other}\n")

    ours("seal", plain, "--to", identity.to_public(), "-o", folder / "to-key.age")
    sealed = (folder / "to-key.age").read_bytes()
    assert pyrage.decrypt(sealed, [identity]) == TEXT
    refused(lambda: pyrage.decrypt(sealed, [other]))
    refused(lambda: pyrage.decrypt(sealed[:-1], [identity]))

    ours("seal", plain, "--passphrase-from", words, "-o", folder / "by-words.age")
    sealed = (folder / "by-words.age").read_bytes()
    assert pyrage.passphrase.decrypt(sealed, WORDS) == TEXT
    refused(lambda: pyrage.passphrase.decrypt(sealed, WORDS + "."))

    theirs = folder / "theirs.age"
    theirs.write_bytes(pyrage.encrypt(TEXT, [identity.to_public(), other.to_public()]))
    assert ours("open", theirs, "--identity", key).stdout == TEXT
    assert ours("open", theirs, "--identity", strange).stdout == TEXT
    theirs.write_bytes(pyrage.encrypt(TEXT, [identity.to_public()]))
    assert b"another key" in ours("open", theirs, "--identity", strange, fails=True).stderr

    theirs.write_bytes(pyrage.passphrase.encrypt(TEXT, WORDS))
    assert ours("open", theirs, "--passphrase-from", words).stdout == TEXT
    spoilt = bytearray(theirs.read_bytes())
    spoilt[-20] ^= 1
    theirs.write_bytes(bytes(spoilt))
    assert b"altered, or is cut" in ours("open", theirs, "--passphrase-from", words, fails=True).stderr

print("age: opened each other's files, to a key and by a passphrase, and refused what was spoilt")
