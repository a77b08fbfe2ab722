// @ts-check

// The reader's choice of light or dark. This file stands before the style sheet, so that no page shows the other one first;
// nothing is stored until theme-choice.js is told to.
(() => {
	const key = "vagvisare.theme";
	const show = (/** @type {string | null} */ choice) => {
		document.documentElement.dataset.theme = choice || "";
		document.querySelectorAll("meta[data-scheme]").forEach((/** @type {any} */ meta) => {
			const scheme = meta.dataset.scheme;
			meta.media = !choice ? `(prefers-color-scheme:${scheme})` : choice === scheme ? "all" : "not all";
		});
	};
	const read = () => {
		try {
			show(localStorage.getItem(key));
		} catch {} // where storage is blocked, what was chosen holds for the page
	};
	show(null);
	read();
	addEventListener("storage", (event) => event.key && event.key !== key || show(event.newValue));
	addEventListener("pageshow", read);
})();
