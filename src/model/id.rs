//! Numbers that stand for things of one model.

macro_rules! id {
    ($name:ident $doc:literal) => {
        #[doc = $doc]
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(pub u32);

        impl $name {
            /// The number as an index.
            #[must_use]
            pub fn index(self) -> usize {
                self.0 as usize
            }

            /// The id of the thing at `index`.
            #[must_use]
            pub fn from_index(index: usize) -> Self {
                $name(u32::try_from(index).unwrap_or(u32::MAX))
            }
        }
    };
}

id!(UnitId "A unit, vague unit or group.");
id!(FactId "A fact.");
id!(ValueId "A value of one fact.");
id!(ItemId "A duty, task, norm or escalation.");
