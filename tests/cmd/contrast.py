"""Hold the colors of a style sheet against WCAG 2.2's contrast: contrast.py FILE.

The sheet declares custom properties in :root for light screens, again for dark ones, and says in
comments which stand together: "contrast: a b 4.5". Every color must be in a pair.
"""
import re
import sys


def luminance(color):
    channels = [int(color[i:i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def ratio(a, b):
    lighter, darker = sorted((luminance(a), luminance(b)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


assert abs(ratio("#000000", "#ffffff") - 21) < 1e-9
assert abs(ratio("#767676", "#ffffff") - 4.54) < 0.005

sheet = open(sys.argv[1], encoding="utf-8").read()
pairs = re.findall(r"contrast: (\S+) (\S+) ([\d.]+)", sheet)
light, dark = [dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", block))
               for block in re.findall(r":root \{(.*?)\}", sheet, re.S)[:2]]
DECORATION = {"rule", "hatch-line"}  # carries no meaning of its own
faults = []
if set(light) != set(dark):
    faults.append("only in one mode: %s" % sorted(set(light) ^ set(dark)))
for color in sorted(set(light) - {c for a, b, _ in pairs for c in (a, b)} - DECORATION):
    faults.append("in no pair: %s" % color)
for mode, colors in (("light", light), ("dark", dark)):
    for a, b, least in pairs:
        if ratio(colors[a], colors[b]) < float(least):
            faults.append("%s: %s on %s is %.2f, under %s"
                          % (mode, a, b, ratio(colors[a], colors[b]), least))
stray = re.findall(r"#[0-9a-fA-F]{3,8}\b", re.sub(r":root \{.*?\}", "", sheet, flags=re.S))
if stray:
    faults.append("colors without a name: %s" % stray)
print("\n".join(faults) or "%d pairs in two modes, all well" % len(pairs))
sys.exit(bool(faults))
