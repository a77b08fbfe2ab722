// @ts-check

/**
 * A part of an excerpt; a mark is a whole word that was looked for.
 * @typedef {{text: string, mark: boolean}} Piece
 */

// The part of a page that has most of what was looked for: a port of excerpt.go.
(function () {
	"use strict";
	const { search } = /** @type {any} */ (globalThis).Vagvisare;
	const { size } = search.plan;
	const { matched } = search.scoring;
	const { tokens } = search.words;

	const excerptWords = 32; // about

	let turns = 0;

	/**
	 * Returns a function that returns the words of the query that a word of a text stands for: by its stem, by the stem without
	 * marks, or as a compound that begins or ends with a term, or with a name of a concept that is one word. It is made once for
	 * a plan, since it keeps what it finds out with the words.
	 * @param {Plan} plan
	 * @param {{key: string, names: string[]}[]} concepts
	 * @returns {(known: Known) => number}
	 */
	function meanings(plan, concepts) {
		const turn = ++turns;
		/** @type {[Map<string, PlanTerm[]>, Map<string, PlanTerm[]>]} terms by their first letters, and by their last ones */
		const [starts, ends] = [new Map(), new Map()];
		/** @param {PlanTerm} term */
		function add(term) {
			const { key } = term;
			const last = key[key.length - 1];
			starts.set(key[0], [...(starts.get(key[0]) || []), term]);
			if (isPart(key)) ends.set(last, [...(ends.get(last) || []), term]);
		}
		for (const term of plan.terms) {
			if (term.exact) continue;
			add(term);
			for (const name of concepts.find(({ key }) => key === term.key)?.names || []) {
				const [first, second] = tokens(name);
				if (!second && first?.known.stem) add({ ...term, key: first.known.stem });
			}
		}
		/** @param {string} stem */
		function mean(stem) {
			let words = 0;
			starts.get(stem[0])?.forEach((term) => {
				if (stem.startsWith(term.key) && (stem === term.key || isPart(term.key))) words |= term.words;
			});
			ends.get(stem[stem.length - 1])?.forEach((term) => {
				if (stem.endsWith(term.key)) words |= term.words;
			});
			return words;
		}
		return (known) => {
			if (known.turn !== turn) {
				known.turn = turn;
				known.words = known.stem ? mean(known.stem) : 0;
				if (known.folded !== known.stem) known.words |= mean(known.folded);
			}
			return known.words;
		};
	}

	/**
	 * Whether a term is long enough to be a part of compounds.
	 * @param {string} key
	 */
	const isPart = (key) => key.length >= 4 || size(key) >= 4;

	/**
	 * The tokens of a text that a plan looks for.
	 * @param {Token[]} tokens
	 * @param {(known: Known) => number} meaning
	 */
	function sight(tokens, meaning) {
		/** @type {{at: number, words: number}[]} */
		const seen = [];
		for (let at = 0; at < tokens.length; at++) {
			const words = meaning(tokens[at].known);
			if (words) seen.push({ at, words });
		}
		return seen;
	}

	/**
	 * The section of a page that has most words of the query, and the part of its text that has most of them.
	 * @param {Page} page
	 * @param {(known: Known) => number} meaning
	 */
	function excerpt(page, meaning) {
		let best = page.sections[0];
		let most = -1;
		for (const section of page.sections) {
			const seen = sight(section.text.tokens, meaning);
			let words = seen.reduce((words, sighting) => words | sighting.words, 0);
			let value = 100 * matched(words) + Math.min(seen.length, 20);
			for (const sighting of sight(section.title.tokens, meaning)) {
				value += sighting.words & ~words ? 150 : 50;
				words |= sighting.words;
			}
			if (value > most) [best, most] = [section, value];
		}
		return { section: best && best.id ? { id: best.id, title: best.title.text } : null, excerpt: best ? cut(best.text, meaning) : [] };
	}

	/**
	 * @param {PageText} text
	 * @param {(known: Known) => number} meaning
	 */
	function cut({ text, tokens }, meaning) {
		const seen = sight(tokens, meaning);
		let start = 0;
		let most = 0;
		seen.forEach((first, i) => {
			let words = 0;
			let n = i;
			for (; n < seen.length && seen[n].at < first.at + excerptWords - 6; n++) words |= seen[n].words;
			const value = 10 * matched(words) + Math.min(n - i, 9);
			if (value > most) [start, most] = [Math.max(0, first.at - 6), value];
		});
		const end = Math.min(tokens.length, start + excerptWords);
		start = Math.max(0, Math.min(start, end - excerptWords));
		if (!end) return [];
		const from = start ? tokens[start].start : 0;
		const to = end < tokens.length ? tokens[end - 1].end : text.length;

		/** @type {Piece[]} */
		const pieces = [];
		let last = from;
		let before = from ? "\u2026 " : "";
		const put = (/** @type {string} */ text, /** @type {boolean} */ mark) => void (text && pieces.push({ text, mark }));
		for (const { at } of seen) {
			if (at < start || at >= end) continue;
			put(before + text.slice(last, tokens[at].start), false);
			put(text.slice(tokens[at].start, (last = tokens[at].end)), true);
			before = "";
		}
		put(before + text.slice(last, to) + (to < text.length ? " \u2026" : ""), false);
		return pieces;
	}

	search.excerpts = { meanings, excerpt };
})();
