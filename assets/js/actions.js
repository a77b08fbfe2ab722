// @ts-check

// What one does with a page: print it, copy its address, mail it. Without script a link mails it, and the browser prints it; so the
// buttons show only when this has run. What is said stands in the page, since it is in the page's language.
(function () {
	"use strict";

	/** Returns the page's own address where the portal knows it, else the one that was used to come here. */
	function address() {
		const canonical = document.querySelector('link[rel="canonical"]');
		return canonical instanceof HTMLLinkElement ? canonical.href : location.href.replace(/#.*$/, "");
	}

	/**
	 * Copies the address, or shows it to be copied where the browser does not let a script do that: on a portal without https.
	 * @param {HTMLElement} root
	 */
	async function copy(root) {
		const status = root.querySelector("[role=status]");
		const field = root.querySelector("input");
		if (!status || !field || !field.parentElement) return;
		status.textContent = "";
		try {
			await navigator.clipboard.writeText(address());
			status.textContent = root.dataset.copied || "";
		} catch {
			status.textContent = root.dataset.refused || "";
			const line = field.closest("[hidden]");
			if (line instanceof HTMLElement) line.hidden = false;
			field.value = address();
			field.focus();
			field.select();
		}
	}

	/** @param {Element} root */
	function start(root) {
		if (!(root instanceof HTMLElement)) return;
		const share = root.querySelector("a[data-action=share]");
		if (share instanceof HTMLAnchorElement && !document.querySelector('link[rel="canonical"]')) {
			share.href += encodeURIComponent(address());
		}
		root.addEventListener("click", (event) => {
			const button = event.target instanceof Element && event.target.closest("button[data-action]");
			if (!(button instanceof HTMLElement)) return;
			if (button.dataset.action === "print") print();
			else copy(root);
		});
		root.dataset.ready = "";
	}

	document.querySelectorAll('[data-module="actions"]').forEach(start);
})();
