// @ts-check

/**
 * The scores of all pages, and the words of the query that they have, by the pages' numbers; and which pages have any.
 * @typedef {{scores: Float64Array, words: Uint32Array, pages: number[]}} Scored
 */

// How well pages fit a plan: a port of score.go and of BM25 as bleve works it out. All is added up in the order that it is in Go,
// so that even the last bit is the same.
(function () {
	"use strict";
	const { search } = /** @type {any} */ (globalThis).Vagvisare;
	const { Reader, column } = search;

	const measured = [0, 3]; // fields whose lengths count: title and body; others have length 1
	search.fieldExact = 6;

	/**
	 * What a field's length adds to the denominator of BM25, page by page.
	 * @param {any} manifest
	 * @returns {(Float64Array | undefined)[]} by field
	 */
	function norms({ lengths, scoring, averages }) {
		/** @type {Float64Array[]} */
		const list = [];
		measured.forEach((field, i) => {
			const values = lengths[i].values?.map((/** @type {number} */ length) => norm(scoring, length, averages[field]));
			list[field] = Float64Array.from(column({ ...lengths[i], values }));
		});
		return list;
	}

	/**
	 * @param {{k1: number, b: number}} scoring
	 * @param {number} length
	 * @param {number} average
	 */
	function norm({ k1, b }, length, average) {
		const kept = Math.fround(1 / Math.sqrt(length)); // as the index keeps it
		return k1 * (1 - b + (b * (1 / (kept * kept))) / average);
	}

	/**
	 * Scores the pages that have terms of a plan.
	 * @param {any} index
	 * @param {Plan} plan
	 * @returns {Promise<Scored>}
	 */
	async function score(index, plan) {
		const { scoring, averages } = index.manifest;
		const total = index.manifest.pages;
		const entries = await Promise.all(plan.terms.map((term) => index.entry(term.key)));
		const scores = new Float64Array(total);
		const words = new Uint32Array(total);
		/** @type {number[]} */
		const pages = [];
		plan.terms.forEach((term, i) => {
			const reader = new Reader(entries[i] || []);
			while (reader.more()) {
				const field = reader.number();
				const count = reader.number();
				const looked = term.exact === (field === search.fieldExact);
				const weight = term.weight * scoring.boosts[field];
				const idf = Math.log(1 + (total - count + 0.5) / (count + 0.5));
				const other = norm(scoring, 1, averages[field]);
				const lengths = index.norms[field];
				let page = 0;
				for (let k = 0; k < count; k++) {
					const n = reader.number();
					const tf = n & 1 ? Math.sqrt(reader.number()) : 1;
					page += n >> 1;
					if (!looked) continue;
					if (!scores[page] && !words[page]) pages.push(page);
					scores[page] += weight * ((idf * (tf * scoring.k1)) / (tf + (lengths ? lengths[page] : other)));
					words[page] |= term.words;
				}
			}
		});
		for (const page of pages) scores[page] *= scoring.kinds[index.kinds[page]] ?? 1;
		return { scores, words, pages };
	}

	/** @param {number} words */
	function matched(words) {
		let n = 0;
		for (; words; words &= words - 1) n++;
		return n;
	}

	/** @param {number} score */
	const rounded = (score) => Math.round(score * 1e9);

	/**
	 * The best of some pages, in order: those with most words first, then by score, then by path.
	 * @param {Scored} scored
	 * @param {number[]} pages
	 * @param {number} limit
	 */
	function best({ scores, words }, pages, limit) {
		const compare = (/** @type {number} */ a, /** @type {number} */ b) =>
			matched(words[b]) - matched(words[a]) || rounded(scores[b]) - rounded(scores[a]) || a - b;
		/** @type {number[]} */
		const list = [];
		for (const page of pages) {
			if (list.length >= limit && compare(page, list[limit - 1]) > 0) continue; // nearly all
			const at = list.findIndex((other) => compare(page, other) < 0);
			list.splice(at < 0 ? list.length : at, 0, page);
			list.length = Math.min(list.length, limit);
		}
		return list;
	}

	search.scoring = { norms, score, matched, best };
})();
