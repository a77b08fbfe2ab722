// @ts-check

// A button that folds what it controls, for narrow screens: the menu, and the pages of a
// phase. The button starts hidden, so that nobody meets a button that does nothing, and
// the style sheet decides how wide a screen must be to need none.
(function () {
	"use strict";

	/** @param {Element} root */
	function start(root) {
		const button = root.querySelector("button[aria-controls]");
		const panel = button && document.getElementById(button.getAttribute("aria-controls") || "");
		if (!(button instanceof HTMLButtonElement) || !panel) return;

		const show = (/** @type {boolean} */ open) => {
			panel.dataset.open = String(open);
			button.setAttribute("aria-expanded", String(open));
		};

		show(false);
		button.hidden = false;
		button.addEventListener("click", () => show(panel.dataset.open === "false"));
		root.addEventListener("keydown", (event) => {
			if (event instanceof KeyboardEvent && event.key === "Escape" && panel.dataset.open === "true") {
				show(false);
				button.focus();
			}
		});
	}

	document.querySelectorAll('[data-module="fold"]').forEach(start);
})();
