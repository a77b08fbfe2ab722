// @ts-check

// The search field, on every page. It loads the search itself only when the field first gets
// focus, opens the field on narrow screens, and lets the key / lead to it from anywhere.
//
// A shortcut of a single character must be possible to turn off (WCAG 2.2, 2.1.4), since those who
// speak to their computer may press it unawares. That is done on the page of the search, and
// kept in the browser only by those who do it. There is no other such key.
(function () {
	"use strict";
	const form = document.querySelector('form[data-module="search"]');
	const input = form && form.querySelector("input");
	if (!(form instanceof HTMLFormElement) || !input) return;
	const button = document.querySelector(".search-form__open");

	// Opened from a file share there is no server that turns a folder into its index.html.
	const action = form.getAttribute("action");
	if (action && location.protocol === "file:") form.action = action + "index.html";

	// Only with a script is the field a combobox, and the list below it one to choose from.
	/**
	 * @param {Element | null} element
	 * @param {Record<string, string>} attributes
	 */
	function make(element, attributes) {
		for (const name in attributes) element?.setAttribute(name, attributes[name]);
	}
	const list = form.querySelector("ul");
	make(list, { role: "listbox", "aria-label": list?.dataset.label || "" });
	make(input, { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list?.id || "" });

	// The page of the search has an element for its script already.
	const source = form.dataset.script;
	function load() {
		const script = document.createElement("script");
		script.src = source || "";
		script.addEventListener("error", () => {
			script.remove();
			wait(); // the form still works without
		});
		document.head.append(script);
	}
	const wait = () => input.addEventListener("focus", load, { once: true });
	if (source && document.activeElement === input) load();
	else if (source) wait();

	/** @param {boolean} open */
	function show(open) {
		if (!(form instanceof HTMLFormElement) || !(button instanceof HTMLButtonElement)) return;
		form.dataset.open = String(open);
		button.setAttribute("aria-expanded", String(open));
	}
	const folds = () => button && button.getClientRects().length > 0;

	if (button instanceof HTMLButtonElement) {
		show(false);
		button.hidden = false;
		button.addEventListener("click", () => {
			show(form.dataset.open === "false");
			input.focus(); // which it cannot get where it is not shown
		});
	}

	// What closes the list of suggestions has taken its Escape already.
	form.addEventListener("keydown", (event) => {
		if (event.key !== "Escape") return;
		if (folds()) {
			show(false);
			if (button instanceof HTMLButtonElement) button.focus();
		} else if (input.value) {
			input.value = "";
			input.dispatchEvent(new Event("input", { bubbles: true }));
		} else return;
		event.preventDefault();
		event.stopPropagation(); // the menu is not meant
	});

	function off() {
		try {
			return localStorage.getItem("vagvisare.search-key") === "off";
		} catch {
			return true; // where it could not be turned off
		}
	}

	// Swedish keyboards have the character / on a key with Shift.
	document.addEventListener("keydown", (event) => {
		if (event.key !== "/" || event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented || event.isComposing) return;
		if (event.target instanceof Element && event.target.closest("input, textarea, select, [contenteditable]")) return;
		if (off()) return;
		event.preventDefault();
		show(true);
		input.focus();
		input.select();
	});

	// Where the page of the search does not get its script, nothing else would tell.
	document.addEventListener("DOMContentLoaded", () => {
		const failed = document.querySelector('[data-search="Missing"]');
		if (!(failed instanceof HTMLElement) || "Vagvisare" in globalThis) return;
		failed.hidden = false;
		input.value = new URLSearchParams(location.search).get("q") || "";
	});
})();
