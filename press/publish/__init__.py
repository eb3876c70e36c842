"""The site as others get it: one file for a stick or a learning platform, a checked folder for a host."""
