// Put at the end of a page by report.t: measures it as a browser has laid it out, and tells the page
// around it what is wrong.
"use strict";
const faults = [];
const root = document.documentElement;

// The page itself never scrolls sideways; what is wider scrolls in a box of its own.
if (root.scrollWidth > innerWidth)
	faults.push(`the page is ${root.scrollWidth} wide on a screen of ${innerWidth}`);

// The color under an element: of the shape that it is printed on, or of the first box that has one.
function ground(element) {
	const shape = element.closest("g")?.querySelector("rect")
		?? (element.matches("[class^=on-part]") ? element.previousElementSibling : null);
	if (shape && /^rgb/.test(getComputedStyle(shape).fill))
		return getComputedStyle(shape).fill;
	if (shape && /url/.test(getComputedStyle(shape).fill))
		return getComputedStyle(document.querySelector(".hatch")).fill;
	for (let box = element; box; box = box.parentElement) {
		const color = getComputedStyle(box).backgroundColor;
		if (color !== "rgba(0, 0, 0, 0)")
			return color;
	}
	return "rgb(255, 255, 255)";
}

function luminance(color) {
	const linear = color.match(/[\d.]+/g).slice(0, 3).map(c => c / 255)
		.map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
	return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
}

function contrast(a, b) {
	const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y);
	return (high + 0.05) / (low + 0.05);
}

let texts = 0;
for (const element of document.body.querySelectorAll("*:not(title, desc, script)")) {
	const words = [...element.childNodes].filter(n => n.nodeType === 3 && n.data.trim() !== "");
	if (words.length === 0)
		continue;
	texts++;
	const style = getComputedStyle(element);
	const color = element.closest("svg") ? style.fill : style.color;
	const ratio = contrast(color, ground(element));
	if (ratio < 4.5)
		faults.push(`contrast ${ratio.toFixed(2)}: ${words[0].data.trim()}`);
}

// Nothing is drawn outside of its drawing, and a tile holds its name.
for (const text of document.querySelectorAll("svg text")) {
	const box = text.getBBox();
	const view = text.ownerSVGElement.viewBox.baseVal;
	if (box.x < 0 || box.y < 0 || box.x + box.width > view.width || box.y + box.height > view.height)
		faults.push(`outside of the drawing: ${text.textContent}`);
	const tile = text.closest(".map g")?.querySelector("rect").getBBox();
	if (tile && (box.x < tile.x || box.x + box.width > tile.x + tile.width))
		faults.push(`wider than its tile: ${text.textContent} ${box.width.toFixed(1)}`);
}

const dark = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
parent.postMessage(faults.join("; ") || `${innerWidth} ${dark}, ${texts > 100 ? "all" : texts} texts well`, "*");
