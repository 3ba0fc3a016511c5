"""What each page shows, worked out before any markup: templates only loop and test."""
