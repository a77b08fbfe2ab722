// @ts-check

/**
 * A part of an excerpt; a mark is a whole word that was looked for.
 * @typedef {{text: string, mark: boolean}} Piece
 */

// The part of a page that has most of what was looked for: a port of excerpt.go.
(function () {
	"use strict";
	const { search } = /** @type {any} */ (globalThis).Vagvisare;
	const { fold } = search.words;
	const { size } = search.plan;
	const { matched } = search.scoring;

	const excerptWords = 32; // about

	/**
	 * Returns a function that returns the words of the query that a stem in a text stands for: by itself, without its marks,
	 * or as that of a compound that begins or ends with a term. Few stems are new, so what has been found out is kept.
	 * @param {Plan} plan
	 * @returns {(stem: string) => number}
	 */
	function meanings(plan) {
		const known = new Map([["", 0]]);
		const terms = plan.terms.filter(({ key, exact }) => !exact && key[0] !== "#").map(({ key, words }) => ({ key, words, part: size(key) >= 4 }));
		return (stem) => {
			let words = known.get(stem);
			if (words !== undefined) return words;
			words = 0;
			for (const text of new Set([stem, fold(stem)])) {
				for (const term of terms) {
					if (term.part ? text.startsWith(term.key) || text.endsWith(term.key) : text === term.key) words |= term.words;
				}
			}
			known.set(stem, words);
			return words;
		};
	}

	/**
	 * The tokens of a text that a plan looks for.
	 * @param {Token[]} tokens
	 * @param {(stem: string) => number} meaning
	 */
	function sight(tokens, meaning) {
		/** @type {{at: number, words: number}[]} */
		const seen = [];
		tokens.forEach((token, at) => {
			const words = meaning(token.stem);
			if (words) seen.push({ at, words });
		});
		return seen;
	}

	/**
	 * The section of a page that has most words of the query, and the part of its text that has most of them.
	 * @param {Page} page
	 * @param {Plan} plan
	 */
	function excerpt(page, plan) {
		const meaning = meanings(plan);
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
	 * @param {(stem: string) => number} meaning
	 */
	function cut({ text, tokens }, meaning) {
		const seen = sight(tokens, meaning);
		let start = 0;
		let most = 0;
		seen.forEach((first, i) => {
			const near = seen.slice(i).filter(({ at }) => at < first.at + excerptWords - 6);
			const value = 10 * matched(near.reduce((words, sighting) => words | sighting.words, 0)) + Math.min(near.length, 9);
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

	search.excerpt = excerpt;
})();
