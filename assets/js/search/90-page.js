// @ts-check

// The page of the search: what its address says is searched for and shown, and what is searched
// for is written into the address. One search makes one step back; while one types, the step is
// the same.
(function () {
	"use strict";
	const { search } = /** @type {any} */ (globalThis).Vagvisare;
	const form = document.getElementById("search:form");
	const input = form && form.querySelector("input");
	if (!(form instanceof HTMLFormElement) || !input || !search.page.part) return;
	const { index, part, copy, number, choices, filters, value, address, label, draw } = search.page;
	const step = 10; // hits at a time
	const title = document.title;

	let turn = 0; // of the newest search; answers to others are stale
	let shown = step;
	let here = ""; // the address of what is shown
	let outdated = false;
	let typed = performance.now(); // when somebody last typed, or the page came
	let [slow, typing, speaking] = [0, 0, 0]; // timers

	/**
	 * Chooses a value of a filter; one that it does not have is no choice.
	 * @param {string} name
	 * @param {string | null} wanted
	 */
	function choose(name, wanted) {
		const [all, ...rest] = choices(name);
		const box = rest.find((/** @type {HTMLInputElement} */ box) => box.value === wanted) || all;
		if (box) box.checked = true;
	}

	/** @param {string} search the query of an address */
	function fill(search) {
		const params = new URLSearchParams(search);
		if (input) input.value = params.get("q") || "";
		for (const name of filters) choose(name, params.get(name));
	}

	/**
	 * Writes what the form holds into the address.
	 * @param {boolean} again whether that is a step of its own, whatever the last one was
	 * @param {boolean} [live] whether somebody is still typing
	 */
	function note(again, live = false) {
		const next = address(input?.value.trim());
		const other = next !== here;
		const typed = history.state?.typed; // whether the step that is shown came while typing
		const push = other && (again || (!typed && here));
		here = next;
		try {
			history[push ? "pushState" : "replaceState"]({ shown, typed: live && (other || typed) }, "", next || location.pathname);
		} catch {
			// A browser may find that it is too often. What is shown is right all the same.
		}
	}

	/**
	 * Tells those who do not see the page, but not while they type.
	 * @param {(string | null)[]} texts
	 */
	function say(...texts) {
		clearTimeout(speaking);
		speaking = setTimeout(() => (part("status").textContent = texts.filter(Boolean).join(". ")), Math.max(0, typed + 800 - performance.now()));
	}

	/**
	 * Shows one of the page's messages, or none.
	 * @param {string} [name]
	 */
	function message(name) {
		for (const other of ["help", "none", "Missing", "Damaged", "Outdated"]) part(other).hidden = other !== name;
	}

	/** The filters in use, each with a button that takes it away. */
	function chips() {
		const used = filters.filter(value);
		number(part("chosen"), used.length);
		part("chips").hidden = !used.length;
		part("chips").replaceChildren(
			...used.map((/** @type {string} */ name) => {
				const chip = copy("chip");
				chip.querySelector("span").textContent = label(choices(name).find((/** @type {HTMLInputElement} */ box) => box.checked));
				chip.addEventListener("click", () => {
					choose(name, "");
					change();
					part("filter").querySelector("summary")?.focus();
				});
				return chip;
			}),
		);
	}

	/**
	 * Makes everything ready for what nobody has found.
	 * @param {string} query
	 * @param {string} short
	 */
	function none(query, short) {
		part("wider").hidden = !filters.some(value);
		part("wider").querySelector("a").href = "?q=" + encodeURIComponent(query);
		const mail = part("mail");
		if (!mail) return;
		const text = (/** @type {string} */ name) => encodeURIComponent(mail.dataset[name].replace("{ord}", () => short));
		mail.href = `${mail.href.split("?")[0]}?subject=${text("subject")}&body=${text("body")}`;
	}

	/** Takes away what was found. */
	function clear() {
		part("count").replaceChildren();
		part("hits").replaceChildren();
		part("notes").hidden = part("more").hidden = true;
	}

	/**
	 * Searches for what the form holds, and shows it.
	 * @param {() => void} [then] when it is shown
	 */
	async function run(then) {
		const mine = ++turn;
		const query = input?.value.trim() || "";
		const letters = Array.from(query);
		const short = letters.length > 200 ? letters.slice(0, 200).join("") + "…" : query;
		document.title = short ? short + " – " + title : title;
		clearTimeout(slow);
		chips();
		if (!query) {
			clear();
			message("help");
			say();
			return;
		}
		slow = setTimeout(() => (part("count").textContent = part("count").dataset.wait), 300);
		try {
			const result = await (await index(form)).search(query, { phase: value("fas"), kind: value("typ"), role: value("roll"), limit: shown, facets: part("filter").open });
			if (mine !== turn) return;
			clearTimeout(slow);
			outdated = false;
			draw(result, short);
			none(query, short);
			part("notes").hidden = false;
			message(result.total ? "" : "none");
			say(part("count").textContent, ...Array.from(part("notes").children, (note) => (note.hidden ? "" : note.textContent)));
		} catch (error) {
			if (mine !== turn) return;
			clearTimeout(slow);
			const name = /** @type {Error} */ (error).name;
			outdated = name === "Outdated";
			clear();
			message(outdated || name === "Damaged" ? name : "Missing");
			say(part(outdated || name === "Damaged" ? name : "Missing").querySelector("strong").textContent);
		}
		if (then) then();
	}

	/** Something else than the words is asked for. */
	function change() {
		shown = step;
		note(true);
		run();
	}

	form.addEventListener("submit", (event) => {
		event.preventDefault();
		clearTimeout(typing);
		shown = step;
		note(false);
		if (outdated) location.reload();
		else run();
		if (matchMedia("(pointer: coarse)").matches) input.blur(); // the keyboard would cover the hits
	});

	input.addEventListener("input", () => {
		typed = performance.now();
		clearTimeout(typing);
		typing = setTimeout(() => {
			shown = step;
			note(false, true);
			run();
		}, 250);
	});

	part("filter").addEventListener("change", change);
	part("filter").addEventListener("toggle", () => part("filter").open && run());

	part("more").addEventListener("click", () => {
		const first = part("hits").children.length;
		shown += step;
		note(false);
		run(() => part("hits").children[first]?.querySelector("a").focus());
	});

	// Links to searches need not load the page again.
	part("results").addEventListener("click", (/** @type {MouseEvent} */ event) => {
		const link = event.target instanceof Element && event.target.closest("a");
		if (!link || !link.getAttribute("href")?.startsWith("?") || event.ctrlKey || event.metaKey || event.shiftKey) return;
		event.preventDefault();
		fill(link.search);
		shown = step;
		note(true);
		run(() => part("count").focus());
	});

	addEventListener("popstate", () => {
		if (location.search !== here) show(); // else it leads to another place of the page
	});

	/** Shows what the address says. It may have been written in another way. */
	function show() {
		clearTimeout(typing);
		shown = history.state?.shown || step;
		fill(location.search);
		here = address(input?.value.trim());
		note(false);
		return run();
	}

	// The key that leads to the field, which whoever is disturbed by it turns off.
	const box = part("key").querySelector("input");
	let kept = true;
	try {
		box.checked = localStorage.getItem("vagvisare.search-key") !== "off";
	} catch {
		kept = false; // and the key is off
	}
	box.addEventListener("change", () => {
		if (box.checked) localStorage.removeItem("vagvisare.search-key");
		else localStorage.setItem("vagvisare.search-key", "off");
	});

	part("filter").hidden = false;
	show().finally(() => (part("key").hidden = !kept)); // below what was found, so that it stays where it is
})();
