"""The charts of the book, a package a chapter, a function a chart: they draw what the chapter has computed."""
