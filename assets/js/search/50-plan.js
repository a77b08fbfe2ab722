// @ts-check

/**
 * A word of a query; token is its number among the query's tokens, stop words included.
 * @typedef {{word: string, stem: string, start: number, end: number, token: number}} AskedWord
 */

/**
 * A term that is looked for: in the field exact, or in all others. The bits of words say for which words of the query it stands.
 * @typedef {{key: string, exact: boolean, weight: number, words: number}} PlanTerm
 */

/**
 * What is looked for.
 * @typedef {{words: AskedWord[], terms: PlanTerm[], phrases: string[][], also: string[], corrected: {from: string, to: string}[]}} Plan
 */

/**
 * What all names of a glossary's entry mean.
 * @typedef {{key: string, names: string[], leads: string[] | null}} Concept
 */

// What a query looks for: a port of plan.go, and of the recognizer in glossary.go. The plans must be the same as there, term by
// term and in order, since scores are sums.
(function () {
	"use strict";
	const { search } = /** @type {any} */ (globalThis).Vagvisare;
	const { tokens, count, plain, fold, stemOf } = search.words;
	const { completions, form, inflected, nearest } = search.lexicon;

	const maxWords = 20;
	const maxCompletions = 30;
	const shortest = 6; // letters of a word that is split

	/** @param {Token} token */
	const keyOf = (token) => token.stem || token.word;

	/**
	 * The names of concepts and what leads to them, also where these are typed without marks, by their first word.
	 * @param {Concept[] | null} concepts
	 */
	function recognizer(concepts) {
		/** @type {Map<string, {words: string[], concept: Concept}[]>} */
		const names = new Map();
		for (const concept of concepts || []) {
			for (const name of [...concept.names, ...(concept.leads || [])].flatMap((name) => [name, fold(name)])) {
				const words = tokens(name).map(keyOf);
				if (words.length) names.set(words[0], [...(names.get(words[0]) || []), { words, concept }]);
			}
		}
		return names;
	}

	/**
	 * Finds concepts in the tokens of a query. Of names that overlap the first and longest is taken; names that several concepts share lead
	 * to all of these.
	 * @param {ReturnType<typeof recognizer>} names
	 * @param {string[]} keys
	 */
	function recognize(names, keys) {
		/** @type {{start: number, end: number, concept: Concept}[]} */
		const found = [];
		for (let start = 0; start < keys.length; ) {
			const fitting = (names.get(keys[start]) || []).filter(({ words }) => words.every((word, i) => word === keys[start + i]));
			const longest = Math.max(0, ...fitting.map(({ words }) => words.length));
			const end = start + longest;
			for (const { words, concept } of fitting) if (words.length === longest) found.push({ start, end, concept });
			start = Math.max(end, start + 1);
		}
		return found;
	}

	/** @param {Plan} plan */
	const all = (plan) => 2 ** plan.words.length - 1;

	/**
	 * @param {Plan} plan
	 * @param {string} key
	 * @param {boolean} exact
	 * @param {number} weight
	 * @param {number} words
	 */
	function add(plan, key, exact, weight, words) {
		const known = plan.terms.find((term) => term.key === key && term.exact === exact);
		if (known) known.words |= words;
		else plan.terms.push({ key, exact, weight, words });
	}

	/**
	 * @param {Plan} plan
	 * @param {string} name that was looked for besides
	 */
	function mention(plan, name) {
		if (!plan.also.includes(name)) plan.also.push(name);
	}

	/**
	 * The term by which a whole title is found.
	 * @param {Token[]} tokens
	 */
	function exactKey(tokens) {
		const stems = tokens.map((token) => token.stem).filter(Boolean);
		return (stems.length ? stems : tokens.map((token) => token.word)).join(" ");
	}

	/**
	 * Gives a plan the terms of its words.
	 * @param {any} index
	 * @param {Plan} plan
	 * @param {string} text
	 * @param {Token[]} asked
	 */
	function addTerms(index, plan, text, asked) {
		const { words } = plan;
		words.forEach((word, i) => add(plan, word.stem, false, 1, 1 << i));
		words.forEach((word, i) => {
			const before = words[i - 1];
			if (!before || word.token !== before.token + 1) return;
			for (const joined of [before.word + word.word, before.word + "s" + word.word]) {
				for (const exact of [false, true]) add(plan, stemOf(joined), exact, 1, 3 << (i - 1));
			}
		});
		for (const { start, end, concept } of recognize(index.names, asked.map(keyOf))) {
			let bits = 0;
			words.forEach(({ token }, i) => (bits |= Number(start <= token && token < end) << i));
			if (!bits) continue;
			add(plan, concept.key, false, index.scoring.concept, bits);
			// What is told is the concept's term, or where that was typed its other names.
			const typed = exactKey(tokens(text.slice(asked[start].start, asked[end - 1].end)));
			for (const name of typed === exactKey(tokens(concept.names[0])) ? concept.names.slice(1, 3) : concept.names.slice(0, 1)) mention(plan, name);
		}
		const exact = exactKey(asked);
		if (exact) add(plan, exact, true, 1, all(plan));
	}

	/**
	 * The plan for what stands in a query as it is.
	 * @param {any} index
	 * @param {string} text
	 * @param {Token[]} asked
	 * @returns {Plan}
	 */
	function newPlan(index, text, asked) {
		/** @type {Plan} */
		const plan = { words: [], terms: [], phrases: phrases(text), also: [], corrected: [] };
		asked.forEach((word, token) => {
			if (word.stem && plan.words.length < maxWords && plan.words.every(({ stem }) => stem !== word.stem)) plan.words.push({ ...word, token });
		});
		addTerms(index, plan, text, asked);
		return plan;
	}

	/**
	 * The plan for other forms too: the last word as the beginning of longer ones, and a word that the portal does not use, or where little
	 * was found hardly uses, as its parts.
	 * @param {any} index
	 * @param {Plan} plan
	 * @param {string} text
	 * @param {Token[]} asked
	 * @param {boolean} scarce
	 */
	async function widen(index, plan, text, asked, scarce) {
		/** @type {Plan} */
		const wide = { words: [], terms: [], phrases: plan.phrases, also: [], corrected: [] };
		const { words } = wide;
		for (const word of plan.words) {
			const parts = await splitUnknown(index, word, word === plan.words[plan.words.length - 1], scarce);
			if (!parts || words.length + 2 > maxWords) {
				words.push(word);
				continue;
			}
			add(wide, word.stem, false, 1, 3 << words.length);
			for (const part of parts) words.push({ word: part, stem: stemOf(part), start: 0, end: 0, token: word.token });
			mention(wide, parts.join(" "));
		}
		addTerms(index, wide, text, asked);
		for (const [i, { word, stem }] of words.entries()) {
			if (i === words.length - 1) {
				for (const form of await complete(index, word)) add(wide, stemOf(form.word), false, index.scoring.completion, 1 << i);
			}
			if (fold(stem) !== stem && !(await has(index, stem))) add(wide, fold(stem), false, index.scoring.folded, 1 << i);
		}
		return wide;
	}

	/**
	 * Whether a term stands anywhere but as a whole title. What does, begins with the field of that.
	 * @param {any} index
	 * @param {string} key
	 */
	async function has(index, key) {
		const entry = await index.entry(key);
		return Boolean(entry) && entry[0] !== search.fieldExact;
	}

	/**
	 * The forms that a word may be the beginning of.
	 * @param {any} index
	 * @param {string} word
	 * @returns {Promise<Form[]>}
	 */
	const complete = async (index, word) => (count(word) < 2 ? [] : completions(index, word, maxCompletions));

	/**
	 * How many bytes a text has in Go.
	 * @param {string} text
	 */
	const size = (text) => encodeURIComponent(text).replace(/%../g, "x").length;

	/**
	 * The two parts of a word that stands nowhere, or where little was found of any word, if these do.
	 * @param {any} index
	 * @param {AskedWord} asked
	 * @param {boolean} last
	 * @param {boolean} scarce
	 * @returns {Promise<string[] | undefined>}
	 */
	async function splitUnknown(index, { word, stem }, last, scarce) {
		if ((!scarce && (await has(index, stem))) || count(word) < shortest) return;
		if (last && (await complete(index, word)).some((form) => form.word !== word)) return;
		const same = await form(index, word);
		if (same && same.word !== word) return; // the same without marks
		const letters = [...word];
		for (let i = letters.length - 1; i > 0; i--) {
			const [start, rest] = [letters.slice(0, i).join(""), letters.slice(i).join("")];
			if (size(start) < 3 || size(rest) < 3) continue;
			let head;
			for (const base of [start, ...heads(start, rest)]) head ||= await form(index, base);
			const tail = head && (await inflected(index, rest));
			if (tail) return plain(word) ? [head.folded, tail.folded] : [head.word, tail.word]; // whatever marks are meant
		}
	}

	/**
	 * The words that the beginning of a compound may stand for, given the rest.
	 * @param {string} letters
	 * @param {string} rest
	 */
	function heads(letters, rest) {
		const list = [];
		const last = letters.slice(-1);
		if (plain(last) && rest.startsWith(last)) list.push(letters + last);
		if (letters.endsWith("s")) list.push(letters.slice(0, -1));
		if (count(letters) > 3) {
			list.push(letters + "a");
			if (/[eou]$/.test(letters)) list.push(letters.slice(0, -1) + "a");
		}
		return list;
	}

	/**
	 * Looks for the nearest words of the portal instead of those that nothing was found for, and reports whether there are any.
	 * @param {any} index
	 * @param {Plan} plan
	 */
	async function correct(index, plan) {
		let found = 0;
		for (const term of plan.terms) if (!term.exact && (await has(index, term.key))) found |= term.words;
		for (const [i, { word }] of plan.words.entries()) {
			const form = found & (1 << i) ? undefined : await nearest(index, word);
			if (!form) continue;
			add(plan, stemOf(form.word), false, index.scoring.corrected, 1 << i);
			plan.corrected.push({ from: word, to: form.shown });
		}
		return plan.corrected.length > 0;
	}

	/**
	 * What stands between quotation marks, as words; a single word is no phrase.
	 * @param {string} text
	 * @returns {string[][]}
	 */
	function phrases(text) {
		const parts = text.split(/["\u201c\u201d\u201e\xab\xbb]/);
		const quoted = parts.filter((_, i) => i % 2 && i < parts.length - 1);
		return quoted.map((part) => tokens(part).map((/** @type {Token} */ token) => token.word)).filter((words) => words.length > 1);
	}

	/**
	 * The words that a page lacks.
	 * @param {Plan} plan
	 * @param {number} words
	 */
	const missing = (plan, words) => plan.words.filter((_, i) => !(words & (1 << i))).map(({ word }) => word);

	search.plan = { recognizer, all, newPlan, widen, complete, correct, missing, size };
})();
