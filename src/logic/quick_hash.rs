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
        for chunk in bytes.chunks(8) {
            self.write_u64(match chunk.try_into() {
                Ok(whole) => u64::from_le_bytes(whole),
                Err(_) => chunk.iter().fold(0, |number, &byte| number << 8 | u64::from(byte)),
            });
        }
    }

    fn write_u32(&mut self, number: u32) {
        self.write_u64(u64::from(number));
    }

    fn write_u64(&mut self, number: u64) {
        self.0 = (self.0.rotate_left(23) ^ number).wrapping_mul(FACTOR);
    }
}
