//! Settings read from files.
