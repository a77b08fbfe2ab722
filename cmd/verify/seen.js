// @ts-check
// What a reader sees where something is searched for. The last line gives way to an expression
// of these.
(() => {
	/** @param {string} selector */
	const all = (selector) => [...document.querySelectorAll(selector)].filter((e) => e.checkVisibility({ visibilityProperty: true }));
	/** @param {string} selector */
	const texts = (selector) => all(selector).map((e) => (e.textContent ?? "").trim().replace(/\s+/g, " "));
	/** @param {string} selector */
	const text = (selector) => texts(selector).join(" | ");
	/** @param {string} name */
	const part = (name) => text(`[data-search="${name}"]`);
	const query = () => new URLSearchParams(location.search).get("q");

	const field = () => /** @type {HTMLInputElement} */ (document.querySelector("form[role=search] input"));
	const focused = () => document.activeElement === field();
	const suggestions = () => texts("[role=listbox] > [role=option]");
	const chosen = () => document.getElementById(field().getAttribute("aria-activedescendant") || "-");

	const hits = () => /** @type {HTMLAnchorElement[]} */ (all(".search-hit a"));
	const said = () => document.querySelector("[role=status]")?.textContent ?? ""; // not for the eye
	const errors = () => texts(".search-error");

	/** @param {string} value of a filter */
	const choice = (value) => /** @type {HTMLInputElement} */ (document.querySelector(`details input[value="${value}"]`));
	/** @param {string} value of a filter */
	const count = (value) => Number(text(`label:has(input[value="${value}"]) > span + span`) || "none");

	const state = () => ({
		address: location.href, title: document.title, focus: document.activeElement?.outerHTML.slice(0, 80),
		field: field()?.value, suggestions: suggestions(), filter: part("filter").slice(0, 20),
		count: part("count"), hits: hits().map((a) => a.href), notes: part("notes"), said: said(), errors: errors(),
	});
	return state();
})();
