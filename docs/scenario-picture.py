#!/usr/bin/env python3
"""Takes the picture out of a scenario's report.html, as an SVG that stands alone.

Usage: scenario-picture.py report.html picture.svg

The picture in docs/scenarios.md is of the report that CheckoutScenarioTest writes to
proxy-core/recipes/target/checkout.
"""

import re
import sys


def main(report, picture):
    with open(report, encoding="utf-8") as page:
        html = page.read()
    style = re.search(r"<style>(.*?)</style>", html, re.S).group(1)
    svg = re.search(r"<svg .*?</svg>", html, re.S).group(0)
    width, height = re.search(r'viewBox="0 0 (\d+) (\d+)"', svg).groups()
    head, rest = svg.split(">", 1)
    paper = f'<rect width="{width}" height="{height}" fill="var(--paper)"/>'
    font = "svg { font-family: system-ui, sans-serif; min-width: 0; }"
    with open(picture, "w", encoding="utf-8") as out:
        out.write(f"{head}><style>{style}{font}</style>{paper}{rest}\n")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2])
