// @ts-check
// What makes the document wider than the window: the innermost elements that stick out, but
// not those inside something that scrolls by itself.
(() => {
	const width = document.documentElement.scrollWidth;
	if (width <= innerWidth) return [];
	/** @param {Element} e */
	const name = (e) => e.localName + (e.id && "#" + e.id) + [...e.classList].map((c) => "." + c).join("");
	/** @param {Element} e */
	const out = (e) => e.getBoundingClientRect().right > innerWidth + 0.5;
	/** @param {Element | null} e @returns {boolean} */
	const clipped = (e) =>
		e !== null && e !== document.body && (getComputedStyle(e).overflowX !== "visible" || clipped(e.parentElement));
	const lines = [...document.body.querySelectorAll("*")]
		.filter((e) => out(e) && ![...e.children].some(out) && !clipped(e.parentElement))
		.slice(0, 5)
		.map((e) => `${name(e)} ends at ${Math.ceil(e.getBoundingClientRect().right)} px`);
	return [`the page is ${width} px wide in a window of ${innerWidth} px`, ...lines];
})();
