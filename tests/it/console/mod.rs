//! The web console as somebody at a desk meets it: the real program, a real browser.

mod browser;
mod flows;
mod guard;
