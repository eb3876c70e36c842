"""The book's own look: one page template, one style sheet, small scripts; no framework."""
