// @ts-check
// Called after each press of Tab: whether the page has come to its end, and what is wrong with how
// the element that now has focus shows that it has it.
(() => {
	/** @type {Set<Element>} what is kept from one press to the next */
	const seen = (/** @type {any} */ (globalThis).vagvisareStops ??= new Set());
	/** @param {Element} e */
	const name = (e) => {
		const text = (e.getAttribute("aria-label") || e.textContent || "").trim().replace(/\s+/g, " ").slice(0, 40);
		return `${e.localName}${[...e.classList].map((c) => "." + c).join("")} “${text}”`;
	};
	const marks = ["outlineStyle", "outlineWidth", "outlineColor", "boxShadow", "backgroundColor", "borderTopColor",
		"borderBottomColor", "borderBottomWidth", "textDecorationLine", "textDecorationThickness", "opacity", "width", "height"];
	/**
	 * How an element looks, and what stands around it: an ancestor may show the focus for it, or a
	 * label beside it.
	 * @param {Element} e
	 */
	const look = (e) => {
		const around = [e, e.parentElement, e.parentElement?.parentElement, e.parentElement?.parentElement?.parentElement, e.nextElementSibling];
		return around.flatMap((a) => (a ? ["", "::before", "::after"].map((part) => {
			const style = /** @type {any} */ (getComputedStyle(a, part));
			const none = style.outlineStyle === "none" || style.outlineWidth === "0px";
			return marks.map((m) => (m.startsWith("outline") && none ? "" : style[m])).join();
		}) : [])).join("\n");
	};
	/** @param {Element} e */
	const covered = (e) => {
		const boxes = [...e.getClientRects()];
		return !boxes.some((b) => [0.5, 0.1, 0.9].some((x) => [0.5, 0.1, 0.9].some((y) => {
			const top = document.elementFromPoint(b.x + b.width * x, b.y + b.height * y);
			return top && (e.contains(top) || top.contains(e) || top.closest("label")?.contains(e) || e.closest("label")?.contains(top));
		})));
	};

	const e = document.activeElement;
	if (!(e instanceof HTMLElement || e instanceof SVGElement) || e === document.body || seen.has(e)) return { End: true, Problems: [] };
	seen.add(e);
	const problems = [];
	if (covered(e)) problems.push(`${name(e)} cannot be seen while it has focus`);
	const focused = look(e);
	e.blur();
	const same = look(e) === focused;
	e.focus({ preventScroll: true, focusVisible: true });
	if (same) problems.push(`${name(e)} does not show that it has focus`);
	return { End: false, Problems: problems };
})();
