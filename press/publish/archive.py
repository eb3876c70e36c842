"""The site as one zip file: for a memory stick, a learning platform, a computer without a network."""

import zipfile
from pathlib import Path

from press import BUILD, HTML
from press.downloads.archives import zipped
from press.identity import identity
from press.publish.check import check
from press.render import render
from press.typeset import typeset

ARCHIVE = BUILD / "deepseek-shock-measured-site.zip"


def archive() -> Path:
    """Render the book and write its pages to `_build/deepseek-shock-measured-site.zip`, with index.html at the root; return the path.

    A manifest beside it makes the file a SCORM 1.2 package, which learning platforms take as it is. On one machine the
    same pages give the same bytes. Raises PressError when a page would not work away from this machine.
    """
    render()
    check(HTML, identity().address)
    files = {path.relative_to(HTML).as_posix(): path.read_bytes() for path in sorted(HTML.rglob("*")) if path.is_file()}
    # What a platform reads first, though it calls no script of the book: the pages report nothing about their reader.
    files["imsmanifest.xml"] = typeset("imsmanifest.xml", about=identity(), files=list(files)).encode()
    ARCHIVE.write_bytes(zipped(files, identity().released, zipfile.ZIP_DEFLATED))
    return ARCHIVE
