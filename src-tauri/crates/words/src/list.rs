//! How the list of labels is made: an enum, and for the tests all of it. Labels of one meaning have one line for all: `First | Second`.

macro_rules! labels {
    ($(#[$doc:meta])* $name:ident { $(#[$variants_doc:meta] $($variant:ident)|+,)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum $name {
            $($(#[$variants_doc] $variant,)+)*
        }

        #[cfg(test)]
        impl $name {
            /// All of them.
            pub(crate) const ALL: &'static [Self] = &[$($(Self::$variant,)+)*];
        }
    };
}

pub(crate) use labels;
