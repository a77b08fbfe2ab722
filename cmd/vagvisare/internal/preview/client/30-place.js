// @ts-check

// Where the reader is: what stands near the top of the window stays there, and what has focus
// keeps it, whatever happens to the page around them.

/**
 * Does something with the page that leaves the reader where he is.
 * @param {() => void} change
 */
function inPlace(change) {
	const anchors = scrollY > 0 ? anchorsInView() : [];
	const focused = document.activeElement;
	const root = document.documentElement;
	const scrolling = root.style.overflowAnchor;
	root.style.overflowAnchor = "none"; // or the browser's own anchor would count the same twice
	try {
		change();
	} finally {
		hold(anchors);
		root.style.overflowAnchor = scrolling;
		if (!root.getAttribute("style")) root.removeAttribute("style");
		refocus(focused);
	}
}

/** @typedef {{ element: Element, top: number }} Anchor */

/**
 * Elements in the window, the best to hold on to first.
 * @returns {Anchor[]}
 */
function anchorsInView() {
	const found = new Set();
	const focused = document.activeElement;
	if (focused && focused !== document.body && inWindow(focused)) found.add(focused);
	for (let y = 4; y < innerHeight; y += 24) {
		const element = document.elementFromPoint(innerWidth / 2, y);
		// The page's large parts begin far above, and would not move with what is added in them.
		if (element && inWindow(element) && !follows(element)) found.add(element);
	}
	return [...found].map((element) => ({ element, top: element.getBoundingClientRect().top }));
}

/** @param {Element} element */
function inWindow(element) {
	const { top, height } = element.getBoundingClientRect();
	return top + height > 0 && top < innerHeight && top > -innerHeight;
}

/**
 * Whether an element follows the window, and so tells nothing about where the page stands.
 * @param {Element | null} element
 */
function follows(element) {
	for (let at = element; at; at = at.parentElement) {
		if (/fixed|sticky/.test(getComputedStyle(at).position)) return true;
	}
	return false;
}

/** @param {Anchor[]} anchors */
function hold(anchors) {
	const anchor = anchors.find(({ element }) => element.isConnected && element.getClientRects().length);
	if (!anchor) return;
	const moved = anchor.element.getBoundingClientRect().top - anchor.top;
	if (moved) scrollBy({ top: moved, behavior: "instant" });
}

/** @param {Element | null} element that had focus */
function refocus(element) {
	if (element === document.activeElement || !(element instanceof HTMLElement || element instanceof SVGElement)) return;
	const again = element.isConnected ? element : element.id && document.getElementById(element.id);
	if (again) again.focus({ preventScroll: true });
}

/** At most this many elements are lit: when more have changed, it is the page that has. */
const lights = 40;

/**
 * Shows for a moment what has changed.
 * @param {Iterable<Element>} elements
 */
function light(elements) {
	const seen = [...elements].filter((element) => element.getClientRects().length && element !== document.body);
	if (seen.length > lights) return;
	const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
	for (const element of seen) {
		element.animate(
			[{ outline: "3px solid #d98200", outlineOffset: "3px" }, { outline: `3px solid ${still ? "#d98200" : "transparent"}`, outlineOffset: "3px" }],
			{ duration: 1600, easing: "ease-in" },
		);
	}
}
