// @ts-check

// Finding words of the portal: a port of lexicon.go. Only those files of the lexicon are loaded that may hold what is looked for.
(function () {
	"use strict";
	const { search } = /** @type {any} */ (globalThis).Vagvisare;
	const { compare } = search;
	const { plain, fold, stemOf } = search.words;

	/** @typedef {{starting: (prefix: string) => Promise<Form[]>}} Index */

	/** @param {string} text */
	const count = (text) => [...text].length;

	/**
	 * The forms that begin with what has been typed, the most common first.
	 * @param {Index} index
	 * @param {string} typed
	 * @param {number} limit
	 */
	async function completions(index, typed, limit) {
		const found = (await index.starting(fold(typed))).filter((form) => plain(typed) || form.word.startsWith(typed));
		return found.sort((a, b) => b.pages - a.pages || compare(a.word, b.word)).slice(0, limit);
	}

	/**
	 * The most common form of some.
	 * @param {Form[]} forms
	 * @returns {Form | undefined}
	 */
	const common = (forms) => forms.reduce((/** @type {Form | undefined} */ best, form) => (best && best.pages >= form.pages ? best : form), undefined);

	/**
	 * The form that is a word; a word without marks also means those that have them. The word itself is preferred.
	 * @param {Index} index
	 * @param {string} word
	 */
	async function form(index, word) {
		const folded = fold(word);
		const found = (await index.starting(folded)).filter((form) => form.folded === folded);
		return found.find((form) => form.word === word) || (plain(word) ? common(found) : undefined);
	}

	/**
	 * The most common form that a word is an inflection of, or that is one of it.
	 * @param {Index} index
	 * @param {string} word
	 */
	async function inflected(index, word) {
		const stem = stemOf(word);
		const found = await index.starting(fold(stem));
		return common(
			found.filter((form) => {
				const other = stemOf(form.word);
				return other === stem || (plain(word) && fold(other) === stem);
			}),
		);
	}

	/**
	 * The form that was probably meant by a misspelt word.
	 * @param {Index} index
	 * @param {string} word
	 */
	async function nearest(index, word) {
		const folded = [...fold(word)];
		const allowed = folded.length >= 9 ? 2 : folded.length >= 4 ? 1 : 0;
		/** @type {Form | undefined} */
		let found;
		let best = allowed;
		for (const first of new Set(allowed ? folded.slice(0, 2) : [])) {
			for (const form of await index.starting(first)) {
				if (Math.abs(count(form.word) - folded.length) > allowed) continue;
				const errors = distance(folded, [...form.folded]);
				if (!errors || errors > best) continue;
				if (!found || errors < best || form.pages > found.pages || (form.pages === found.pages && compare(form.word, found.word) < 0)) {
					[found, best] = [form, errors];
				}
			}
		}
		return found;
	}

	/**
	 * How many errors part two words: letters too many, missing, wrong, or two neighbours that have changed places.
	 * @param {string[]} a
	 * @param {string[]} b
	 */
	function distance(a, b) {
		/** @type {number[]} */
		let before = [];
		let last = [0, ...b.map((_, j) => j + 1)];
		for (let i = 1; i <= a.length; i++) {
			const row = [i];
			for (let j = 1; j <= b.length; j++) {
				row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + Number(a[i - 1] !== b[j - 1]));
				if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) row[j] = Math.min(row[j], before[j - 2] + 1);
			}
			[before, last] = [last, row];
		}
		return last[b.length];
	}

	search.lexicon = { count, completions, form, inflected, nearest };
})();
