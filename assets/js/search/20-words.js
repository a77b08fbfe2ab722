// @ts-check

/**
 * A word of a text. As Token in Go, but places are counted in UTF-16.
 * @typedef {{start: number, end: number, word: string, stem: string}} Token
 */

// The words of a text and their stems: a port of token.go, fold.go and stem.go.
(function () {
	"use strict";
	const { search } = /** @type {any} */ (globalThis).Vagvisare;

	const maxLetters = 64;

	// A word: letters, digits and marks, with what is invisible between them; in numbers also a point, comma or colon.
	// An ending after a colon belongs to it.
	const pattern =
		/(?![\xad\u200b-\u200d\u2060\ufeff])((?:[\p{L}\p{Mn}\xad\u200b-\u200d\u2060\ufeff]+|\p{Nd}+[\xad\u200b-\u200d\u2060\ufeff]*(?:[.,:](?=\d))?)+)(?::(?:s|n|t|en|et|ar|er|or|arna|erna|na|ns|ts|ens|ets|arnas|ernas)(?![\p{L}\p{Nd}\p{Mn}]))?/gu;

	/** @param {string} text of a word, without its ending after a colon */
	function lower(text) {
		if (/^[\w\xc0-\xff]{1,64}$/.test(text)) return text.toLowerCase(); // nearly all
		let letters = 0;
		let word = "";
		for (const letter of text.replace(/[\xad\u200b-\u200d\u2060\ufeff]/g, "")) {
			if (letter === ",") word += ".";
			else if (letter === "." || letter === ":") word += letter;
			// One by one, since the last sigma of a word is another one. This letter alone would become two.
			else if (++letters <= maxLetters) word += letter === "\u0130" ? "i" : letter.toLowerCase();
		}
		return word.normalize();
	}

	/**
	 * @param {string} text
	 * @returns {Token[]}
	 */
	function tokens(text) {
		const list = [];
		for (const match of text.matchAll(pattern)) {
			const start = /** @type {number} */ (match.index);
			const word = lower(match[1]);
			list.push({ start, end: start + match[0].length, word, stem: stem(word) });
		}
		return list;
	}

	/** @param {string} word */
	const plain = (word) => !/[^\0-\x7f]/.test(word);

	/**
	 * A word without the marks of its letters.
	 * @param {string} word
	 */
	const fold = (word) => (plain(word) ? word : word.normalize("NFD").replace(/\p{Mn}+(?!\p{Mn})/gu, ""));

	/** @type {Map<string, string>} stems of words, those of the lists first */
	let stems = new Map();

	/**
	 * Sets the lists that the index was made with.
	 * @param {{stop: string[], stems: Record<string, string>}} lists
	 */
	function learn(lists) {
		stems = new Map(Object.entries(lists.stems));
		for (const word of lists.stop) stems.set(word, "");
	}

	/**
	 * @param {string} word in lower case
	 * @returns {string} "" for a stop word
	 */
	function stem(word) {
		let stem = stems.get(word);
		if (stem === undefined) stems.set(word, (stem = stemOf(word)));
		return stem;
	}

	/** @param {string} word */
	function stemOf(word) {
		for (let i = 0; i < 8; i++) {
			const shorter = shorten(snowball(word));
			if (shorter === word) break;
			word = shorter;
		}
		return word;
	}

	// Snowball's rules (https://snowballstem.org/algorithms/swedish/stemmer.html). Only the region R1 is cut: what comes after the first
	// other letter after a vowel, but for the first three letters.
	const region = /^(?=(...))[^aeiouy\xe5\xe4\xf6]*[aeiouy\xe5\xe4\xf6]+[^aeiouy\xe5\xe4\xf6]/su;
	const inflections =
		/(?:a|arna|erna|heterna|orna|ad|e|ade|ande|arne|are|aste|en|anden|aren|heten|ern|ar|er|heter|or|s|as|arnas|ernas|ornas|es|ades|andes|ens|arens|hetens|erns|at|andet|het|ast)$/;

	/** @param {string} word */
	function snowball(word) {
		const match = region.exec(word);
		if (!match) return word;
		const start = Math.max(match[0].length, match[1].length);
		return (
			word.slice(0, start) +
			word
				.slice(start)
				.replace(inflections, (ending) => (ending === "s" && !/[bcdfghjklmnoprtvy]s$/.test(word) ? ending : ""))
				.replace(/(?:[dg]d|nn|[dgkt]t)$/, (pair) => pair[0])
				.replace(/l?ig$|els$|(l\xf6s|full)t$/, "$1")
		);
	}

	/** @type {[string, string, number][]} endings, what to put instead, and how many letters must be left */
	const endings = [
		["ning", "n", 3],
		["ing", "", 4],
		["eln", "el", 3],
		["et", "", 3],
		["an", "", 3],
		["alt", "al", 3],
		["ilt", "il", 3],
		["mm", "m", 2],
		["nn", "n", 4],
	];

	/**
	 * Cuts off what Snowball leaves of a word.
	 * @param {string} word
	 */
	function shorten(word) {
		for (const [suffix, instead, keep] of endings) {
			if (!word.endsWith(suffix)) continue;
			const rest = word.slice(0, -suffix.length);
			if ([...rest].length >= keep && /[aeiouy\xe5\xe4\xf6\xe9]/.test(rest)) return rest + instead;
		}
		return word.replace(
			/^(.{3,}[dtklpsmgrv])n$|^(.{2,}[tdkgpv])r$|^(.{2,}[^aeiouy\xe5\xe4\xf6\xe9])el$/su,
			(_, styr, regist, nyck) => styr || regist || nyck + "l",
		);
	}

	search.words = { tokens, plain, fold, learn, stem, stemOf };
})();
