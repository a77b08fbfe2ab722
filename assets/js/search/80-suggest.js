// @ts-check

// Suggestions in the search field: an editable combobox with a list of whole queries, of which none
// is taken unless one chooses it (ARIA Authoring Practices: list autocomplete with manual
// selection). Whatever goes wrong here is silent, since the field works without.
(function () {
	"use strict";
	const global = /** @type {any} */ (globalThis);
	const search = ((global.Vagvisare ??= {}).search ??= {});

	/** @type {Promise<any> | undefined} */
	let opened;

	/**
	 * The index that a form searches: opened once, but anew after a failure.
	 * @param {HTMLElement} form
	 * @returns {Promise<any>}
	 */
	function index(form) {
		opened ??= new Promise((resolve) => resolve(search.open(form.querySelector("[data-base]")?.getAttribute("data-base"))));
		opened.catch(() => (opened = undefined));
		return opened;
	}
	search.page = { index };

	/** @param {HTMLFormElement} form */
	function start(form) {
		const input = form.querySelector("input");
		const list = form.querySelector("ul");
		if (!input || !list) return;
		let active = -1; // of the suggestions, or none
		let timer = 0;
		let turn = 0; // of the newest question; answers to others are stale

		/** @param {number} i */
		function activate(i) {
			list?.children[active]?.setAttribute("aria-selected", "false");
			active = i;
			const option = list?.children[i];
			option?.setAttribute("aria-selected", "true");
			option?.scrollIntoView({ block: "nearest" });
			input?.setAttribute("aria-activedescendant", option?.id || "");
		}

		/** @param {string[]} texts */
		function show(texts) {
			if (!list || !input) return;
			turn++;
			clearTimeout(timer);
			activate(-1);
			list.replaceChildren(
				...texts.map((text, i) => {
					const option = document.createElement("li");
					option.id = list.id + i;
					option.setAttribute("role", "option");
					option.setAttribute("aria-selected", "false");
					option.textContent = text;
					return option;
				}),
			);
			list.hidden = !texts.length;
			input.setAttribute("aria-expanded", String(!list.hidden));
		}

		async function suggest() {
			const mine = ++turn;
			const typed = input?.value || "";
			/** @type {string[]} */
			let texts = [];
			try {
				if (typed.trim().length > 1) texts = await (await index(form)).suggest(typed);
			} catch {
				// Not worth a word: the search itself will tell.
			}
			if (mine === turn && document.activeElement === input) show(texts.filter((text) => text !== typed.trim()));
		}

		/** @param {Element} option */
		function choose(option) {
			if (input) input.value = option.textContent || "";
			form.requestSubmit();
		}

		input.addEventListener("input", () => {
			turn++;
			activate(-1);
			clearTimeout(timer);
			timer = setTimeout(suggest, 120);
		});

		input.addEventListener("keydown", (event) => {
			if (event.isComposing || event.ctrlKey || event.metaKey || !list) return;
			const states = (list.hidden ? 0 : list.children.length) + 1; // each suggestion, and what is typed
			const option = list.children[active];
			if (event.key === "ArrowDown" && list.hidden) suggest();
			else if (event.key === "ArrowDown") activate(((active + 2) % states) - 1);
			else if (event.key === "ArrowUp" && !list.hidden) activate(((active + states) % states) - 1);
			else if (event.key === "Enter" && option) choose(option);
			else if (event.key === "Escape" && !list.hidden) {
				show([]);
				event.stopPropagation();
			} else {
				if (/^(Arrow|Home|End)/.test(event.key)) activate(-1); // the caret moves
				return;
			}
			event.preventDefault();
		});

		list.addEventListener("mousedown", (event) => event.preventDefault()); // the field keeps its focus
		list.addEventListener("click", (event) => {
			const option = event.target instanceof Element && event.target.closest("li");
			if (option) choose(option);
		});

		const close = () => show([]);
		form.addEventListener("submit", close);
		input.addEventListener("blur", close);

		// The index comes while one thinks.
		const warm = () => void index(form).catch(() => {});
		input.addEventListener("focus", warm);
		if (document.activeElement === input) {
			warm();
			suggest();
		}
	}

	document.querySelectorAll('form[data-module="search"]').forEach((form) => form instanceof HTMLFormElement && start(form));
})();
