//! Simulated API.
