//! A fast hash for small keys of numbers. Not for keys that an adversary chooses.

use std::hash::{BuildHasherDefault, Hasher};

const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;

/// Multiplies and rotates one number after another.
#[derive(Clone, Copy, Debug, Default)]
pub struct QuickHasher(u64);

/// Builds the hasher of a map.
pub type QuickBuild = BuildHasherDefault<QuickHasher>;

impl Hasher for QuickHasher {
    fn finish(&self) -> u64 {
        self.0 ^ self.0 >> 29
    }

    fn write(&mut self, bytes: &[u8]) {
        let (words, rest) = bytes.as_chunks();
        for word in words {
            self.write_u64(u64::from_le_bytes(*word));
        }
        // What is left over overlaps the last word, where there is one: a load instead of a byte after the other.
        match (bytes.last_chunk(), rest) {
            (_, []) => {}
            (Some(last), _) => self.write_u64(u64::from_le_bytes(*last)),
            (None, rest) => self.write_u64(rest.iter().fold(0, |number, &byte| number << 8 | u64::from(byte))),
        }
    }

    fn write_u8(&mut self, number: u8) {
        self.write_u64(u64::from(number));
    }

    fn write_u32(&mut self, number: u32) {
        self.write_u64(u64::from(number));
    }

    fn write_u64(&mut self, number: u64) {
        self.0 = (self.0.rotate_left(23) ^ number).wrapping_mul(FACTOR);
    }
}
