"""Methods of measurement by their standard names; a chapter calls them, a test holds them to hand-checked values."""
