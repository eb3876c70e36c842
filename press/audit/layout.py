"""Does a page fit: no sideways scroll at any width, no target that is too small to touch."""

WIDTHS = (320, 390, 768, 1024, 1600)
SMALLEST = 24

_NAME = """const name = (node) => node.localName + (node.id ? '#' + node.id : '') + [...node.classList].map((one) => '.' + one).join('');"""

# What sticks out of the page, even where the page itself hides it; boxes that scroll by themselves may hold wide things.
_BEYOND = f"""() => {{
  {_NAME}
  const page = document.documentElement;
  const scrolls = (node) => ['auto', 'scroll', 'hidden', 'clip'].includes(getComputedStyle(node).overflowX);
  const held = (node) => {{
    for (let box = node.parentElement; box && box !== document.body; box = box.parentElement) if (scrolls(box)) return true;
    return false;
  }};
  const wide = [...document.body.querySelectorAll('*')]
    .map((node) => [node, node.getBoundingClientRect()])
    .filter(([node, box]) => box.width > 1 && box.height > 1 && box.right > page.clientWidth + 1 && node.checkVisibility() && !held(node));
  const farthest = wide.sort((a, b) => b[1].right - a[1].right)[0];
  const beyond = Math.max(page.scrollWidth - page.clientWidth, farthest ? farthest[1].right - page.clientWidth : 0);
  return beyond > 1 ? {{ beyond: Math.round(beyond), by: farthest ? name(farthest[0]) : 'the page' }} : null;
}}"""

# WCAG 2.5.8 lets links in a line of text be as high as the line. A label is part of its control's target.
_SMALL = f"""(smallest) => {{
  {_NAME}
  const control = 'a[href], button, input:not([type=hidden]), select, textarea, summary, [role=button], [role=tab], [role=switch]';
  const seen = (node, box) => box.width > 1 && box.height > 1 && box.right > 0 && box.bottom + scrollY > 0
    && node.checkVisibility({{ visibilityProperty: true, opacityProperty: true }}) && !node.disabled && !node.closest('[inert]');
  const words = (node) => node.textContent.trim().length;
  function inText(node) {{
    if (getComputedStyle(node).display !== 'inline') return false;
    let block = node.parentElement;
    while (getComputedStyle(block).display === 'inline') block = block.parentElement;
    return words(block) > words(node);
  }}
  function target(node) {{
    const boxes = [node, ...(node.labels ?? [])].map((part) => part.getBoundingClientRect());
    return [Math.max(...boxes.map((box) => box.width)), Math.max(...boxes.map((box) => box.height))];
  }}
  return [...document.querySelectorAll(control)]
    .filter((node) => seen(node, node.getBoundingClientRect()) && !inText(node))
    .map((node) => [node, ...target(node)])
    .filter(([, width, height]) => Math.min(width, height) < smallest - 0.5)
    .map(([node, width, height]) => ({{
      control: name(node),
      seen: `${{node.textContent.trim().slice(0, 30)}} ${{Math.round(width)}} x ${{Math.round(height)}}`,
    }}));
}}"""


def beyond(page) -> dict | None:
    """Return how many CSS pixels stick out at the page's present width (``beyond``) and what does (``by``), or None."""
    return page.evaluate(_BEYOND)


def sideways(page) -> list[str]:
    """Return a line for each width of `WIDTHS` at which something sticks out of the page. Changes the window's size."""
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        page.wait_for_timeout(400)
        wide = beyond(page)
        if wide:
            found.append(f"at {width} px: {wide['beyond']} px beyond the page, by {wide['by']}")
    return found


def small_targets(page) -> list[dict]:
    """Return the controls (``control``, and ``seen``: words and size) under 24 CSS pixels in one direction, links inside text apart."""
    return page.evaluate(_SMALL, SMALLEST)
