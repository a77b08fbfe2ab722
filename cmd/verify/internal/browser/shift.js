// @ts-check
// What has moved without the reader's doing, since OpenLate let scripts through or else since the
// page was first drawn: one line for each element, with how far. A promise.
new Promise((done) => {
	/** @param {Node | null} node */
	const name = (node) => {
		const e = node instanceof Element ? node : node?.parentElement;
		return e ? e.localName + (e.id && "#" + e.id) + [...e.classList].map((c) => "." + c).join("") : "an element that is gone";
	};
	/** @param {DOMRectReadOnly} r */
	const box = (r) => `${Math.round(r.width)}×${Math.round(r.height)} at ${Math.round(r.x)},${Math.round(r.y)}`;
	/** @type {string[]} */
	const lines = [];
	/** @param {PerformanceEntryList} entries */
	const add = (entries) => {
		for (const entry of /** @type {any[]} */ (entries)) {
			if (entry.hadRecentInput || entry.startTime < (/** @type {any} */ (globalThis).vagvisareFrom ?? 0)) continue;
			for (const s of entry.sources) {
				lines.push(`${name(s.node)} moved from ${box(s.previousRect)} to ${box(s.currentRect)} (${entry.value.toFixed(4)})`);
			}
			if (entry.sources.length === 0) lines.push(`something moved (${entry.value.toFixed(4)})`);
		}
	};
	const observer = new PerformanceObserver((list) => add(list.getEntries()));
	observer.observe({ type: "layout-shift", buffered: true });
	requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => {
		add(observer.takeRecords());
		done(lines);
	})));
});
