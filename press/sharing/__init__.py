"""How the book shows itself to other sites and to machines: head tags, pictures of shared links, feed, sitemap, 404 page."""
