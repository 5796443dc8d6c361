"""What Chinese text says: pure functions, no disk, no clock, no model."""
