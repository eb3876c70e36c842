"""What helps a reader to find things: the search, the glossary, the numbers of a page."""
