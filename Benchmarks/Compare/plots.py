"""Plots as small SVG files: dots on a logarithmic axis, bars, and curves on two such axes."""
import math

FONT = "font-family='system-ui, sans-serif'"
INK, SOFT, GRID = "#1c2430", "#5b6675", "#e3e7ec"
COLORS = ["#2563a8", "#c2571a", "#4b8b3b", "#8a4fa3", "#a03544", "#5b6675", "#0f8b8d"]


def escaped(text):
    return str(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def label(x, y, text, anchor="start", color=INK, size=12, weight="normal"):
    return (f"<text x='{x:.1f}' y='{y:.1f}' text-anchor='{anchor}' fill='{color}' "
            f"font-size='{size}' font-weight='{weight}'>{escaped(text)}</text>")


def rule(x1, y1, x2, y2, color=GRID, width=1, dashes=""):
    dashed = f" stroke-dasharray='{dashes}'" if dashes else ""
    return (f"<line x1='{x1:.1f}' y1='{y1:.1f}' x2='{x2:.1f}' y2='{y2:.1f}' "
            f"stroke='{color}' stroke-width='{width}'{dashed}/>")


def mark(x, y, kind, color):
    if kind == 0:
        return f"<circle cx='{x:.1f}' cy='{y:.1f}' r='4' fill='{color}'/>"
    if kind == 1:
        return f"<rect x='{x - 3.5:.1f}' y='{y - 3.5:.1f}' width='7' height='7' fill='{color}'/>"
    return (f"<path d='M{x:.1f} {y - 5:.1f} l5 9 h-10 z' fill='{color}'/>")


def document(width, height, parts):
    body = "\n".join(parts)
    return (f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {width} {height}' "
            f"width='{width}' height='{height}' {FONT}>\n"
            f"<rect width='{width}' height='{height}' fill='#ffffff'/>\n{body}\n</svg>\n")


def shown(number):
    """A number as an axis shows it."""
    return f"{number:g}" if number < 1e4 else f"{number:,.0f}".replace(",", " ")


class LogAxis:
    def __init__(self, values, start, end, anchors=(1, 2, 5)):
        low, high = min(values), max(values)
        self.low, self.high = math.log10(low) - 0.06, math.log10(high) + 0.06
        self.start, self.end = start, end
        powers = range(math.floor(self.low), math.ceil(self.high) + 1)
        if self.high - self.low > 4:
            anchors = (1,)
        ticks = [anchor * 10.0 ** power for power in powers for anchor in anchors]
        self.ticks = [tick for tick in ticks if self.low <= math.log10(tick) <= self.high]

    def __call__(self, value):
        share = (math.log10(value) - self.low) / (self.high - self.low)
        return self.start + share * (self.end - self.start)


def dots(title, note, groups, series, guides):
    """Rows of marks: groups are (name, [(row, [values])]), guides (value, text)."""
    left, width, row, top = 250, 860, 17, 84
    values = [value for _, rows in groups for _, marks in rows for value in marks]
    axis = LogAxis(values + [value for value, _ in guides], left, width - 30)
    count = sum(len(rows) for _, rows in groups)
    height = top + count * row + len(groups) * 8 + 40
    bottom = height - 34
    parts = [label(16, 26, title, size=16, weight="600"), label(16, 46, note, color=SOFT)]
    for tick in axis.ticks:
        parts.append(rule(axis(tick), top - 8, axis(tick), bottom))
        parts.append(label(axis(tick), bottom + 16, shown(tick), "middle", SOFT, 11))
    for value, text in guides:
        parts.append(rule(axis(value), top - 8, axis(value), bottom, SOFT, 1.2, "4 3"))
        parts.append(label(axis(value), top - 12, text, "middle", SOFT, 11))
    for kind, name in enumerate(series):
        x = left + 90 * kind
        parts.append(mark(x, 60, kind, COLORS[kind]))
        parts.append(label(x + 10, 64, name, color=SOFT))
    y = top + 6
    for name, rows in groups:
        if name:
            parts.append(label(16, y + 4, name, weight="600"))
        for title, marks in rows:
            parts.append(label(left - 14, y + 4, title, "end", SOFT, 11))
            parts.append(rule(axis(min(marks)), y, axis(max(marks)), y, "#c5ccd5", 2))
            parts += [mark(axis(value), y, kind, COLORS[kind]) for kind, value in enumerate(marks)]
            y += row
        y += 8
    return document(width, height, parts)


def bars(title, note, rows):
    """Bars from nought: rows are (name, value, text); the first is ours."""
    left, width, row, top = 150, 640, 30, 70
    greatest = max(value for _, value, _ in rows)
    parts = [label(16, 26, title, size=16, weight="600"), label(16, 46, note, color=SOFT)]
    for place, (name, value, text) in enumerate(rows):
        y, length = top + place * row, (width - left - 170) * value / greatest
        color = COLORS[0] if place == 0 else "#a9b4c2"
        parts.append(label(left - 10, y + 14, name, "end"))
        parts.append(f"<rect x='{left}' y='{y}' width='{length:.1f}' height='18' fill='{color}'/>")
        parts.append(label(left + length + 8, y + 14, text, color=SOFT))
    return document(width, top + len(rows) * row + 12, parts)


def curves(title, note, lines):
    """Curves on two logarithmic axes: lines are (name, [(x, y)])."""
    left, width, top, height = 76, 700, 70, 430
    bottom, right = height - 40, width - 190
    horizontal = LogAxis([x for _, points in lines for x, _ in points], left, right, (1,))
    vertical = LogAxis([y for _, points in lines for _, y in points], bottom, top)
    parts = [label(16, 26, title, size=16, weight="600"), label(16, 46, note, color=SOFT)]
    for tick in horizontal.ticks:
        parts.append(rule(horizontal(tick), top, horizontal(tick), bottom))
        parts.append(label(horizontal(tick), bottom + 18, shown(tick), "middle", SOFT, 11))
    for tick in vertical.ticks:
        parts.append(rule(left, vertical(tick), right, vertical(tick)))
        parts.append(label(left - 8, vertical(tick) + 4, shown(tick), "end", SOFT, 11))
    ends = []
    for place, (name, points) in enumerate(lines):
        color = COLORS[place % len(COLORS)]
        dashes = "" if place < len(COLORS) else " stroke-dasharray='5 3'"
        path = " ".join(f"{horizontal(x):.1f},{vertical(y):.1f}" for x, y in points)
        parts.append(f"<polyline points='{path}' fill='none' stroke='{color}' "
                     f"stroke-width='2'{dashes}/>")
        parts += [mark(horizontal(x), vertical(y), 0, color) for x, y in points]
        ends.append((vertical(points[-1][1]), name, color))
    last = -math.inf
    for y, name, color in sorted(ends):
        last = max(y + 4, last + 14)
        parts.append(label(right + 12, last, name, color=color))
    return document(width, height, parts)
