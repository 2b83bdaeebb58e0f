//! A number of steps that an analysis may take, counted down.

/// The steps that are left. Shared by the calls of one analysis, so that their sum is bounded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Budget {
    left: u64,
}

/// The budget is spent: nothing is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spent;

impl Budget {
    /// Allows this many steps.
    pub fn steps(steps: u64) -> Self {
        Self { left: steps }
    }

    /// Tells how many steps are left.
    pub fn left(self) -> u64 {
        self.left
    }

    /// Takes `steps`, or fails and leaves nothing.
    pub fn spend(&mut self, steps: u64) -> Result<(), Spent> {
        match self.left.checked_sub(steps) {
            Some(left) => {
                self.left = left;
                Ok(())
            }
            None => {
                self.left = 0;
                Err(Spent)
            }
        }
    }
}
