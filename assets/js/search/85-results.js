// @ts-check

// What a search brought, written into the page of the search. All words stand in the page, with
// {antal}, {ord} and {till} where something is filled in; nothing is ever written as HTML.
(function () {
	"use strict";
	const global = /** @type {any} */ (globalThis);
	const results = document.querySelector('[data-search="results"]');
	if (!(results instanceof HTMLElement)) return;
	const root = results.dataset.root; // the home page, from here

	/**
	 * The part of the page with a name.
	 * @param {string} name
	 * @returns {HTMLElement}
	 */
	const part = (name) => /** @type {HTMLElement} */ (document.querySelector(`[data-search="${name}"]`));

	/** @param {string} name */
	const copy = (name) => /** @type {HTMLElement} */ (/** @type {HTMLTemplateElement} */ (/** @type {unknown} */ (part(name))).content.firstElementChild?.cloneNode(true));

	/**
	 * @param {Element} root
	 * @param {string} name of an element of a hit
	 */
	const inside = (root, name) => /** @type {HTMLElement} */ (root.querySelector(`.search-hit__${name}`));

	/**
	 * @param {string} name
	 * @param {string} text
	 */
	function make(name, text) {
		const element = document.createElement(name);
		element.textContent = text;
		return element;
	}

	/**
	 * Writes a text with words filled in. An element that has none to say is hidden.
	 * @param {HTMLElement} element
	 * @param {string | undefined} text
	 * @param {Record<string, (string | Node)[]>} values
	 */
	function write(element, text, values) {
		const listed = (/** @type {(string | Node)[]} */ list) => list.flatMap((value, i) => (i ? [", ", value] : [value]));
		element.hidden = Object.values(values).some((list) => !list.length);
		element.replaceChildren(...(text || "").split(/\{(\w+)\}/).flatMap((piece, i) => (i % 2 ? listed(values[piece]) : [piece])));
	}

	/**
	 * Writes the text for none, one or many.
	 * @param {HTMLElement} element
	 * @param {number} n
	 * @param {string} [words]
	 */
	function number(element, n, words = "") {
		const { none, one, many } = element.dataset;
		write(element, n > 1 ? many : n ? one : none, { antal: [n.toLocaleString(document.documentElement.lang)], ord: [words] });
	}

	/**
	 * What can be chosen of a filter, or the choice with a value.
	 * @param {string} name
	 * @returns {HTMLInputElement[]}
	 */
	const choices = (name) => Array.from(document.querySelectorAll(`input[name="${name}"]`));

	/**
	 * @param {string} name
	 * @param {string} value
	 */
	const choice = (name, value) => choices(name).find((box) => box.value === value);

	const filters = ["fas", "typ", "roll"];

	/** @param {string} name of a filter */
	const value = (name) => choices(name).find((box) => box.checked)?.value || "";

	/**
	 * The address of a search with the filters as they are; "" of a search for nothing at all.
	 * @param {string} query
	 */
	function address(query) {
		const params = new URLSearchParams();
		if (query) params.append("q", query);
		for (const name of filters) if (value(name)) params.append(name, value(name));
		return String(params) && "?" + params;
	}

	/** @param {string} query */
	function link(query) {
		const element = /** @type {HTMLAnchorElement} */ (make("a", query));
		element.href = address(query);
		return element;
	}

	/** @param {HTMLInputElement | undefined} box */
	const label = (box) => (box && box.nextElementSibling?.textContent) || "";

	/** @param {any} hit */
	function item(hit) {
		const element = copy("hit");
		const phase = hit.phase && choice("fas", hit.phase);
		const mark = /** @type {HTMLElement} */ (element.querySelector(".mark"));
		mark.hidden = !phase;
		if (phase) {
			mark.classList.add("mark--" + phase.dataset.number);
			mark.dataset.number = phase.dataset.number;
			inside(element, "phase").textContent = phase.dataset.place || "";
		}
		inside(element, "kind").textContent = label(choice("typ", hit.kind));

		const title = /** @type {HTMLAnchorElement} */ (inside(element, "link"));
		title.textContent = hit.title;
		title.href = root + hit.path + (hit.section ? "#" + encodeURIComponent(hit.section.id) : "");
		const section = inside(element, "section");
		write(section, section.dataset.text, { ord: hit.section ? [hit.section.title] : [] });

		const excerpt = inside(element, "excerpt");
		excerpt.append(...hit.excerpt.map((/** @type {{text: string, mark: boolean}} */ piece) => (piece.mark ? make("mark", piece.text) : piece.text)));
		excerpt.hidden = !hit.excerpt.length;
		const missing = inside(element, "missing");
		write(missing, missing.dataset.text, { ord: hit.missing.map((/** @type {string} */ word) => make("s", word)) });
		return element;
	}

	/**
	 * Writes how many hits each choice of the filters would give.
	 * @param {any} facets or null, when they are not known
	 */
	function count(facets) {
		filters.forEach((name, i) => {
			for (const box of choices(name)) {
				const place = box.parentElement?.querySelector(".search-filter__count");
				const found = facets && facets[["phase", "kind", "role"][i]].find((/** @type {{id: string}} */ facet) => facet.id === box.value);
				if (place) place.textContent = facets ? (found ? found.count : 0) : "";
			}
		});
	}

	/** @param {string[]} words */
	const bold = (words) => words.map((word) => make("b", word));

	/**
	 * Writes a result into the page.
	 * @param {any} result
	 * @param {string} query as it is shown
	 */
	function draw(result, query) {
		const right = new Map(result.corrected.map((/** @type {{from: string, to: string}} */ word) => [word.from.toLowerCase(), word.to]));
		const found = query.split(" ").map((word) => right.get(word.toLowerCase()) || word);
		number(part("count"), result.total, found.join(" ").replace(/^["”“]([^"”“]*)["”“]$/, "$1")); // the text has marks of its own
		const notes = {
			corrected: { ord: bold(result.corrected.map((/** @type {any} */ word) => word.from)), till: bold(result.corrected.map((/** @type {any} */ word) => word.to)) },
			missing: { ord: bold(result.total ? result.missing : []) },
			also: { ord: bold(result.also) },
			suggestion: { ord: result.suggestion ? [link(result.suggestion)] : [] },
			near: { ord: result.near.map(link) },
		};
		for (const [name, values] of Object.entries(notes)) write(part(name), part(name).dataset.text, values);
		part("hits").replaceChildren(...result.hits.map(item));
		part("more").hidden = result.hits.length >= result.total;
		count(result.facets);
	}

	Object.assign(global.Vagvisare.search.page, { part, copy, number, choices, filters, value, address, label, draw });
})();
