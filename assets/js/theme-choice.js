// @ts-check

// The choice of colours in the footer. theme.js shows what is chosen here, in another tab, or before: each choice reaches
// it as an event of the storage, which browsers send to other tabs only. Its room is kept from the start.
(function () {
	"use strict";
	const key = "vagvisare.theme";
	const root = document.documentElement;

	/** @param {string} choice */
	function keep(choice) {
		try {
			if (choice) localStorage.setItem(key, choice);
			else localStorage.removeItem(key);
		} catch {
			// Blocked: the choice holds for this page.
		}
		dispatchEvent(new StorageEvent("storage", { key, newValue: choice || null }));
	}

	/** @param {HTMLElement} group */
	function start(group) {
		const inputs = group.querySelectorAll("input");
		const tick = () => inputs.forEach((input) => (input.checked = input.value === root.dataset.theme));
		inputs.forEach((input) => input.addEventListener("change", () => keep(input.value)));
		addEventListener("storage", tick);
		addEventListener("pageshow", tick);
		tick();
		group.hidden = false;
	}

	document.querySelectorAll('[data-module="theme"]').forEach((group) => group instanceof HTMLElement && start(group));
})();
