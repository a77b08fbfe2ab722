// @ts-check

/**
 * What is known of a word: its stem ("" for a stop word), the same without marks, and what it meant to the excerpts of a turn.
 * @typedef {{stem: string, folded: string, turn: number, words: number}} Known
 */

/**
 * A word of a text. As Token in Go, but places are counted in UTF-16.
 * @typedef {{start: number, end: number, word: string, stem: string, known: Known}} Token
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
			const known = know(word);
			list.push({ start, end: start + match[0].length, word, stem: known.stem, known });
		}
		return list;
	}

	/** @param {string} text how many characters it has, of which some have two halves */
	const count = (text) => text.replace(/[\ud800-\udbff]/g, "").length;

	/** @param {string} word */
	const plain = (word) => !/[^\0-\x7f]/.test(word);

	const marks = /\p{Mn}+(?!\p{Mn})/gu;

	/**
	 * A word without the marks of its letters.
	 * @param {string} word
	 */
	const fold = (word) => (plain(word) ? word : word.normalize("NFD").replace(marks, ""));

	/** @type {Map<string, string>} stems of the words that have been given one */
	let given = new Map();

	/** @type {Map<string, Known>} */
	const knowledge = new Map();

	/**
	 * Sets the lists that the index was made with.
	 * @param {{stop: string[], stems: Record<string, string>}} lists
	 */
	function learn(lists) {
		knowledge.clear();
		given = new Map(Object.entries(lists.stems));
		for (const word of lists.stop) given.set(word, "");
	}

	/** @param {string} word in lower case */
	function know(word) {
		let known = knowledge.get(word);
		if (!known) {
			const stem = given.get(word) ?? stemOf(word);
			knowledge.set(word, (known = { stem, folded: fold(stem), turn: 0, words: 0 }));
		}
		return known;
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
	const region = /^[^aeiouy\xe5\xe4\xf6]*[aeiouy\xe5\xe4\xf6]+[^aeiouy\xe5\xe4\xf6]/u;
	const inflections =
		/(?:a|arna|erna|heterna|orna|ad|e|ade|ande|arne|are|aste|en|anden|aren|heten|ern|ar|er|heter|or|s|as|arnas|ernas|ornas|es|ades|andes|ens|arens|hetens|erns|at|andet|het|ast)$/;

	/** @param {string} word */
	function snowball(word) {
		const first = /^.../su.exec(word);
		const before = region.exec(word);
		if (!first || !before) return word;
		const start = Math.max(first[0].length, before[0].length);
		return (
			word.slice(0, start) +
			word
				.slice(start)
				.replace(inflections, (ending) => (ending === "s" && !/[bcdfghjklmnoprtvy]s$/.test(word) ? ending : ""))
				.replace(/(?:[dg]d|nn|[dgkt]t)$/, (pair) => pair[0])
				.replace(/l?ig$|els$|(l\xf6s|full)t$/, "$1")
		);
	}

	/** Endings, what to put instead, and how many letters must be left. */
	const endings = [
		{ suffix: "ning", instead: "n", keep: 3 },
		{ suffix: "ing", instead: "", keep: 4 },
		{ suffix: "eln", instead: "el", keep: 3 },
		{ suffix: "et", instead: "", keep: 3 },
		{ suffix: "an", instead: "", keep: 3 },
		{ suffix: "alt", instead: "al", keep: 3 },
		{ suffix: "ilt", instead: "il", keep: 3 },
		{ suffix: "mm", instead: "m", keep: 2 },
		{ suffix: "nn", instead: "n", keep: 4 },
	];

	/**
	 * Cuts off what Snowball leaves of a word.
	 * @param {string} word
	 */
	function shorten(word) {
		const ending = endings.find(({ suffix, keep }) => {
			if (!word.endsWith(suffix)) return false;
			const rest = word.slice(0, -suffix.length);
			return count(rest) >= keep && /[aeiouy\xe5\xe4\xf6\xe9]/.test(rest);
		});
		if (ending) return word.slice(0, -ending.suffix.length) + ending.instead;
		return word.replace(
			/^(.{3,}[dtklpsmgrv])n$|^(.{2,}[tdkgpv])r$|^(.{2,}[^aeiouy\xe5\xe4\xf6\xe9])el$/su,
			(_, styr, regist, nyck) => styr || regist || nyck + "l",
		);
	}

	search.words = { tokens, count, plain, fold, learn, know, stemOf };
})();
