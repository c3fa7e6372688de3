//! Which evidence has changed since it was recorded.
