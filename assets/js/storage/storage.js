// @ts-check

// The page about storage: what of its list is kept in this browser now, and a button that takes it away. The page's other
// scripts are told of it as other tabs are, so that what was chosen here shows as not chosen at once.
(function () {
	"use strict";
	const states = [...document.querySelectorAll("[data-key]")].filter((element) => element instanceof HTMLElement);
	const button = document.querySelector(".storage__button");
	const status = document.querySelector(".storage__status");
	if (!(button instanceof HTMLButtonElement) || !(status instanceof HTMLElement)) return;

	function show() {
		let kept = false;
		for (const state of states) {
			const here = localStorage.getItem(state.dataset.key || "") !== null;
			state.textContent = (here ? state.dataset.kept : state.dataset.none) || "";
			kept = kept || here;
		}
		return kept;
	}

	try {
		show();
	} catch {
		return; // where nothing can be kept there is nothing to see
	}
	button.hidden = false;
	button.addEventListener("click", () => {
		const kept = show();
		for (const { dataset } of states) {
			localStorage.removeItem(dataset.key || "");
			dispatchEvent(new StorageEvent("storage", { key: dataset.key, newValue: null }));
		}
		show();
		status.textContent = (kept ? status.dataset.done : status.dataset.none) || "";
	});
	addEventListener("storage", show);
	addEventListener("pageshow", show);
})();
