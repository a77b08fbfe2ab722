// @ts-check

// Marks, in the list of what a page holds, the heading that is being read, as long as the list stands
// beside the text. It is the last heading above a line that stands near the top of the window, and
// moves to its bottom where the page ends, so that the last headings get their turn too. A heading
// that a reader has gone to stays marked until the reader scrolls.
(function () {
	"use strict";

	const beside = matchMedia("(min-width: 72rem)");
	const nearTop = 0.2; // of the window

	/** @param {HTMLElement} list */
	function start(list) {
		const links = Array.from(list.querySelectorAll("a"));
		const headings = links.map((link) => document.getElementById(idOf(link.hash)));
		/** @type {HTMLAnchorElement | undefined} */ let marked;
		/** @type {number} */ let chosen = -1;
		let asked = false;

		const update = () => {
			asked = false;
			const index = chosen >= 0 ? chosen : reached(headings);
			const link = beside.matches ? links[index] : undefined;
			if (link === marked) return;
			if (marked) marked.removeAttribute("aria-current");
			if (link) link.setAttribute("aria-current", "true");
			marked = link;
			if (link) reveal(list, link);
		};
		const ask = () => {
			if (!asked) requestAnimationFrame(update);
			asked = true;
		};
		const choose = (/** @type {string} */ hash) => {
			chosen = hash ? links.findIndex((link) => idOf(link.hash) === idOf(hash)) : -1;
			ask();
		};
		const release = () => {
			chosen = -1;
		};

		for (const type of ["wheel", "touchmove", "keydown", "pointerdown"]) {
			addEventListener(type, release, { passive: true });
		}
		for (const link of links) link.addEventListener("click", () => choose(link.hash));
		addEventListener("hashchange", () => choose(location.hash));
		addEventListener("scroll", ask, { passive: true });
		addEventListener("resize", ask);
		choose(location.hash);
	}

	/** @param {string} hash */
	function idOf(hash) {
		try {
			return decodeURIComponent(hash.slice(1));
		} catch {
			return hash.slice(1);
		}
	}

	/**
	 * The index of the last heading above the line, or -1.
	 * @param {(HTMLElement | null)[]} headings
	 */
	function reached(headings) {
		const page = document.documentElement;
		const whole = page.scrollHeight - page.clientHeight; // that the page can be scrolled
		const last = Math.min(page.clientHeight, whole);
		const end = last > 0 ? Math.max(0, 1 - (whole - scrollY) / last) : 0; // how much of the end is reached
		const line = page.clientHeight * (nearTop + (1 - nearTop) * end);
		let index = -1;
		headings.forEach((heading, i) => {
			if (heading && heading.getBoundingClientRect().top <= line) index = i;
		});
		return index;
	}

	/**
	 * Scrolls a long list, and nothing else, so that a link of it is seen.
	 * @param {HTMLElement} list
	 * @param {HTMLElement} link
	 */
	function reveal(list, link) {
		const box = list.getBoundingClientRect();
		const place = link.getBoundingClientRect();
		const room = place.height;
		if (place.top < box.top + room) list.scrollTop += place.top - box.top - room;
		if (place.bottom > box.bottom - room) list.scrollTop += place.bottom - box.bottom + room;
	}

	document.querySelectorAll('[data-module="contents"]').forEach((list) => {
		if (list instanceof HTMLElement) start(list);
	});
})();
