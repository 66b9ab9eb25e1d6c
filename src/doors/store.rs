//! Where sealed records are kept.

/// A key and its value.
pub type Record = (Vec<u8>, Vec<u8>);

/// A change of one key: a value to keep, or `None` to take the key away.
pub type Write = (Vec<u8>, Option<Vec<u8>>);

/// Why a store did not do what was asked. Nothing of it was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StoreError {
    /// There is no room left.
    Full,
    /// The browser refuses to keep anything here.
    Blocked,
    /// The store was made by a newer version of the app.
    Newer,
    /// Another writer has claimed the store: nothing more is written from here.
    Superseded,
    /// It was emptied since it was claimed from here: nobody has claimed what is there now.
    Emptied,
    /// It failed in another way: it may work when tried again.
    Failed,
}

/// What a writer claims the store with: drawn by chance, it says nothing.
pub type Token = [u8; 16];

/// One ordered store of bytes under bytes.
///
/// Whatever stands behind it keeps four promises: keys come back in order; a commit is done whole
/// or not at all; [`Store::commit`] ends well only once its writes outlive a power cut; and it does
/// nothing unless the last who claimed the store is the one who commits.
#[expect(async_fn_in_trait, reason = "the browser has one thread: no future has to be sent to another")]
pub trait Store {
    /// Every record whose key starts with `prefix`, in the order of the keys.
    ///
    /// # Errors
    /// Why nothing could be read.
    async fn read(&self, prefix: &[u8]) -> Result<Vec<Record>, StoreError>;

    /// Every record that is stored under one of `keys`, in the order of these.
    ///
    /// # Errors
    /// Why nothing could be read.
    async fn fetch(&self, keys: &[Vec<u8>]) -> Result<Vec<Record>, StoreError>;

    /// How many bytes the records take, keys and values.
    ///
    /// # Errors
    /// Why they could not be counted.
    async fn size(&self) -> Result<usize, StoreError>;

    /// Becomes the one writer. Whoever claimed the store before writes no more.
    ///
    /// # Errors
    /// Why it could not be claimed.
    async fn claim(&self, token: Token) -> Result<(), StoreError>;

    /// Does all of these writes for good, or none.
    ///
    /// # Errors
    /// Why none was done.
    async fn commit(&self, writes: &[Write]) -> Result<(), StoreError>;
}

/// The first key after all those that start with `prefix`; `None` when there is none.
#[must_use]
pub fn after(prefix: &[u8]) -> Option<Vec<u8>> {
    let end = prefix.iter().rposition(|byte| *byte < u8::MAX)?;
    let mut next = prefix[..=end].to_vec();
    next[end] += 1;
    Some(next)
}
