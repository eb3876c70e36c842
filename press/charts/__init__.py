"""What the rendered book offers under each chart: files, citation, permanent link, claims; and the index of charts."""
