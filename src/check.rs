//! The stages in a row.
