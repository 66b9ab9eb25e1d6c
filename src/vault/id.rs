//! Random names, which say nothing.

use std::fmt;

use super::Fill;

/// Defines a name of sixteen random bytes.
macro_rules! random_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub(super) [u8; 16]);

        impl $name {
            /// A new random name.
            #[must_use]
            pub fn random(fill: Fill<'_>) -> Self {
                let mut bytes = [0; 16];
                fill(&mut bytes);
                Self(bytes)
            }

            /// Its bytes.
            #[must_use]
            pub const fn as_bytes(&self) -> &[u8; 16] {
                &self.0
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
            }
        }
    };
}

random_id!(
    /// Which safe.
    SafeId
);
random_id!(
    /// Which case in a safe.
    CaseId
);
