// @ts-check

// The steps of a phase beside a page, folded but for the one that the page belongs to. The style sheet folds
// them before this script has run, so that nothing jumps; without script they stay open, and nothing says
// that they could be folded.
(function () {
	"use strict";

	/** @param {Element} step */
	function start(step) {
		const heading = step.querySelector(".step-nav__heading");
		const panel = step.querySelector(".step-nav__pages");
		if (!heading || !(panel instanceof HTMLElement)) return;

		const button = document.createElement("button");
		button.type = "button";
		button.className = "step-nav__fold";
		button.setAttribute("aria-controls", panel.id);
		button.append(...heading.childNodes);
		heading.append(button);

		const show = (/** @type {boolean} */ open) => {
			panel.dataset.open = String(open);
			button.setAttribute("aria-expanded", String(open));
		};
		show(step.hasAttribute("data-here"));
		button.addEventListener("click", () => show(panel.dataset.open === "false"));
	}

	document.querySelectorAll('[data-module="steps"] > li').forEach(start);
})();
