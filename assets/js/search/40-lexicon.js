// @ts-check

// Finding words of the portal: a port of lexicon.go. Only those files of the lexicon are loaded that may hold what is looked for.
(function () {
	"use strict";
	const { search } = /** @type {any} */ (globalThis).Vagvisare;
	const { compare } = search;
	const { count, plain, fold, stemOf } = search.words;

	/** @typedef {{starting: (prefix: string) => Promise<Form[]>}} Index */

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
		const folded = letters(fold(word));
		const allowed = folded.length >= 9 ? 2 : folded.length >= 4 ? 1 : 0;
		/** @type {Form | undefined} */
		let found;
		let best = allowed;
		for (const first of new Set(allowed ? [folded[0], folded[1]] : [])) {
			for (const form of await index.starting(first)) {
				const errors = distance(folded, letters(form.folded), best, 0, 0);
				if (!errors || errors > best || Math.abs(count(form.word) - folded.length) > allowed) continue;
				if (!found || errors < best || form.pages > found.pages || (form.pages === found.pages && compare(form.word, found.word) < 0)) {
					[found, best] = [form, errors];
				}
			}
		}
		return found;
	}

	/**
	 * The characters of a text, which need to be parted only where some have two halves.
	 * @param {string} text
	 * @returns {string | string[]}
	 */
	const letters = (text) => (/[\ud800-\udbff]/.test(text) ? [...text] : text);

	/**
	 * How many errors part two words from some letters on: letters too many, missing, wrong, or two neighbours that have changed
	 * places. Where there are more than some number, it is any greater number.
	 * @param {string | string[]} a
	 * @param {string | string[]} b
	 * @param {number} most
	 * @param {number} i
	 * @param {number} j
	 * @returns {number}
	 */
	function distance(a, b, most, i, j) {
		for (; i < a.length && a[i] === b[j]; i++) j++;
		const left = a.length - i - (b.length - j);
		if (i === a.length || j === b.length || Math.abs(left) > most) return Math.abs(left);
		if (!most) return 1;
		const swapped = a[i] === b[j + 1] && a[i + 1] === b[j] ? distance(a, b, most - 1, i + 2, j + 2) : most;
		return 1 + Math.min(swapped, distance(a, b, most - 1, i + 1, j + 1), distance(a, b, most - 1, i + 1, j), distance(a, b, most - 1, i, j + 1));
	}

	search.lexicon = { completions, form, inflected, nearest };
})();
