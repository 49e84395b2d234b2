//! How alike two texts are, and which of many is nearest.
